/* Prints the result for each license and keyset of tests/vectors:
 * cc -std=c99 -D_POSIX_C_SOURCE=200809L vectors.c -lsodium -o vectors && ./vectors ../../tests/vectors/cases.txt */
#include "keyferry.h"

static char folder[4096];

static unsigned char *load(const char *path, size_t *size) {
    static unsigned char bytes[2][70000];
    static int turn;
    char whole[8192];
    snprintf(whole, sizeof whole, "%s%s", folder, path);
    FILE *file = fopen(whole, "rb");
    if (!file) { perror(whole); exit(1); }
    turn = 1 - turn;
    *size = fread(bytes[turn], 1, sizeof bytes[turn], file);
    fclose(file);
    return bytes[turn];
}

static time_t moment(const char *instant) {
    /* Days since 1970-01-01 of a Gregorian date; years begin with March. */
    long year = atol(instant), month = atol(instant + 5), day = atol(instant + 8);
    year -= month <= 2;
    long days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * ((month + 9) % 12) + 2) / 5 + day - 719469;
    return (time_t)days * 86400 + atol(instant + 11) * 3600 + atol(instant + 14) * 60 + atol(instant + 17);
}

int main(int count, char **arguments) {
    static struct keyferry_document keyset, document;
    char line[512], words[4][128], product[65], keyset_file[128], keyset_product[65], roots[8][45], installation[45];
    char bindings[8][2][17], requests[8][23], now[21];
    const char *shown[8][2], *asked[8], *pinned[8], *slash = strrchr(arguments[count - 1], '/');
    size_t root_count = 0, binding_count = 0, request_count = 0, size;
    long long epoch = 0, version = 0;
    if (slash) snprintf(folder, sizeof folder, "%.*s/", (int)(slash - arguments[count - 1]), arguments[count - 1]);
    FILE *cases = fopen(arguments[count - 1], "r");
    if (!cases) { perror(arguments[count - 1]); return 1; }
    for (int i = 0; i < 8; i++) shown[i][0] = bindings[i][0], shown[i][1] = bindings[i][1], asked[i] = requests[i], pinned[i] = roots[i];
    while (fgets(line, sizeof line, cases)) {
        sscanf(line, "%127s %127s %127s %127s", words[0], words[1], words[2], words[3]);
        if (strcmp(words[0], "context") == 0) root_count = binding_count = request_count = 0;
        if (strcmp(words[0], "product") == 0) strcpy(product, words[1]);
        if (strcmp(words[0], "now") == 0) strcpy(now, words[1]);
        if (strcmp(words[0], "root") == 0) strcpy(roots[root_count++], words[1]);
        if (strcmp(words[0], "keyset") == 0) strcpy(keyset_file, words[1]), strcpy(keyset_product, words[2]);
        if (strcmp(words[0], "held") == 0) epoch = atoll(words[1]), version = atoll(words[2]);
        if (strcmp(words[0], "installation") == 0) strcpy(installation, words[1]);
        if (strcmp(words[0], "binding") == 0) {
            strcpy(bindings[binding_count][0], words[1]);
            strcpy(bindings[binding_count++][1], words[2]);
        }
        if (strcmp(words[0], "request") == 0) strcpy(requests[request_count++], words[1]);
        if (strcmp(words[0], "verify") != 0) continue;
        const char *code;
        char holder[201];
        bool license = strcmp(words[1], "license") == 0;
        if (!license && strcmp(words[1], "keyset") != 0) continue;
        unsigned char *file = load(words[2], &size);
        if (license) {
            struct keyferry_machine machine = { installation, shown, asked, binding_count, request_count };
            size_t keyset_size;
            unsigned char *other = load(keyset_file, &keyset_size);
            code = keyferry_verify_keyset(other, keyset_size, pinned, root_count, keyset_product, 0, 0, &keyset);
            if (!code) code = keyferry_verify_license(file, size, &keyset, product, &machine, moment(now), &document);
        } else {
            code = keyferry_verify_keyset(file, size, pinned, root_count, product, epoch, version, &document);
        }
        printf("verify %s %s %s\n", words[1], words[2], code ? code : "pass");
        if (license && !code) printf("holder %s\n", keyferry_value(&document, "<Holder Value", holder));
    }
    fclose(cases);
    return 0;
}
