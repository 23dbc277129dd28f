/* Prints the result for each vector and machine of a file of cases:
 * cc -std=c99 -D_XOPEN_SOURCE=700 *.c -lsodium -o vectors && ./vectors ../../tests/vectors/cases.txt */
#include "keyferry.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 8 };
static char folder[4096], product[65], now[21], installation[45], roots[MOST][45], requests[MOST][23], returned[MOST][23];
static char keysets[MOST][128], keyset_product[65];
static size_t root_count, request_count, returned_count, keyset_count;
static long long epoch, version;
static struct keyferry_machine machine;
static struct keyferry_document keyset, document;
static const char *pinned[MOST], *asked[MOST], *given_back[MOST];

static struct keyferry_file load(const char *path) {
    char whole[8192];
    snprintf(whole, sizeof whole, "%s%s", folder, path);
    FILE *file = fopen(whole, "rb");
    unsigned char *bytes = malloc(200000);
    if (!file || !bytes) { perror(whole); exit(1); }
    struct keyferry_file loaded = { bytes, fread(bytes, 1, 200000, file) };
    fclose(file);
    return loaded;
}
static time_t moment(const char *instant) {
    /* Days since 1970-01-01 of a Gregorian date; years begin with March. */
    long year = atol(instant), month = atol(instant + 5), day = atol(instant + 8);
    year -= month <= 2;
    long days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * ((month + 9) % 12) + 2) / 5 + day - 719469;
    return (time_t)days * 86400 + atol(instant + 11) * 3600 + atol(instant + 14) * 60 + atol(instant + 17);
}

static void print_contents(const struct keyferry_document *license) {
    char value[201];
    struct keyferry_entitlement one;
    const char *at = NULL;
    printf("holder %s\n", keyferry_value(license, "<Holder Value", value));
    while (keyferry_next(license, "<Feature Value", &at, value)) printf("feature %s\n", value);
    for (at = NULL; keyferry_next_entitlement(license, &at, &one);)
        printf("entitlement\t%s\t%s\t%s%s%s\n", one.name_space, one.tag, one.type, *one.valid_to ? "\t" : "", one.valid_to);
}
static void verify(const char *type, const char *path) {
    struct keyferry_roots trusted = { pinned, root_count };
    struct keyferry_file file = load(path), files[64];
    bool license = strcmp(type, "license") == 0, delivery = strcmp(type, "delivery") == 0;
    const char *code;
    char value[201];
    size_t which, count = 0;
    machine.installation_key = installation;
    machine.requests = (struct keyferry_ids){ asked, request_count };
    machine.returned = (struct keyferry_ids){ given_back, delivery ? returned_count : 0 };
    if (license) {
        code = keyferry_verify_keyset(load(keysets[0]), trusted, keyset_product, 0, 0, &keyset);
        if (!code) code = keyferry_verify_license(file, &keyset, product, &machine, moment(now), &document);
    } else if (delivery) {
        while (count < keyset_count) files[count] = load(keysets[count]), count++;
        count += keyferry_split(file, files + count, 64 - count);
        code = keyferry_newest_keyset(files, count, trusted, product, &keyset, &which);
        if (!code) code = keyferry_best_license(files, count, &keyset, product, &machine, moment(now), &document);
    } else {
        code = keyferry_verify_keyset(file, trusted, product, epoch, version, &document);
    }
    printf("verify %s %s %s\n", type, path, code ? code : "pass");
    if (!code && delivery) printf("version %s\n", keyferry_value(&keyset, "<Version Value", value));
    if (!code && delivery) printf("license %s\n", keyferry_value(&document, "<LicenseID Value", value));
    if (!code && (license || delivery)) print_contents(&document);
}
static int by_text(const void *one, const void *other) { return strcmp(one, other); }
/* A folder that stands for / or the output of the tool, for "command". */
static void print_bindings(const char *system, const char *place) {
    char lines[64][64];
    static struct keyferry_machine shown;
    if (strcmp(system, "linux") == 0) {
        keyferry_identify_linux(product, place, &shown);
    } else {
        static char json[65536];
        char command[4300];
        snprintf(command, sizeof command, "%s machine bindings --json", place);
        FILE *output = popen(command, "r");
        if (output) json[fread(json, 1, sizeof json - 1, output)] = 0, pclose(output);
        keyferry_read_bindings(json, &shown);
    }
    for (size_t i = 0; i < shown.binding_count; i++)
        snprintf(lines[i], sizeof lines[i], "shows %s %s", shown.bindings[i][0], shown.bindings[i][1]);
    qsort(lines, shown.binding_count, sizeof *lines, by_text);
    for (size_t i = 0; i < shown.binding_count; i++) puts(lines[i]);
}
static void read_line(const char *line, char words[4][4200]) {
    for (int i = 0; i < 4; i++) *words[i] = 0;
    sscanf(line, "%4199s %4199s %4199s %4199s", words[0], words[1], words[2], words[3]);
    const char *word = words[0];
    if (strcmp(word, "context") == 0)
        root_count = request_count = returned_count = keyset_count = 0, machine.binding_count = 0;
    if (strcmp(word, "product") == 0) snprintf(product, sizeof product, "%s", words[1]);
    if (strcmp(word, "now") == 0) snprintf(now, sizeof now, "%s", words[1]);
    if (strcmp(word, "root") == 0) snprintf(roots[root_count++], 45, "%s", words[1]);
    if (strcmp(word, "keyset") == 0) snprintf(keyset_product, sizeof keyset_product, "%s", words[2]);
    if (strcmp(word, "keyset") == 0 || strcmp(word, "kept") == 0) snprintf(keysets[keyset_count++], 128, "%s", words[1]);
    if (strcmp(word, "held") == 0) epoch = atoll(words[1]), version = atoll(words[2]);
    if (strcmp(word, "installation") == 0) snprintf(installation, sizeof installation, "%s", words[1]);
    if (strcmp(word, "request") == 0) snprintf(requests[request_count++], 23, "%s", words[1]);
    if (strcmp(word, "returned") == 0) snprintf(returned[returned_count++], 23, "%s", words[1]);
    if (strcmp(word, "binding") == 0) {
        snprintf(machine.bindings[machine.binding_count][0], 17, "%s", words[1]);
        snprintf(machine.bindings[machine.binding_count++][1], 17, "%s", words[2]);
    }
}
int main(int count, char **arguments) {
    static char line[8192], words[4][4200];
    const char *path = arguments[count - 1], *slash = strrchr(path, '/');
    if (slash) snprintf(folder, sizeof folder, "%.*s/", (int)(slash - path), path);
    FILE *cases = fopen(path, "r");
    if (!cases) { perror(path); return 1; }
    for (int i = 0; i < MOST; i++) pinned[i] = roots[i], asked[i] = requests[i], given_back[i] = returned[i];
    while (fgets(line, sizeof line, cases)) {
        read_line(line, words);
        if (strcmp(words[0], "machine") == 0) printf("%s", line), print_bindings(words[1], words[2]);
        bool verifies = strcmp(words[1], "license") == 0 || strcmp(words[1], "keyset") == 0 || strcmp(words[1], "delivery") == 0;
        if (strcmp(words[0], "verify") == 0 && verifies) verify(words[1], words[2]);
    }
    fclose(cases);
    return 0;
}
