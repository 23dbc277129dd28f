#include "keyferry.h"
#include <stdlib.h>
#include <string.h>

static bool kf_is_at(struct keyferry_file file, size_t at, const char *text) {
    return file.size - at >= strlen(text) && memcmp(file.bytes + at, text, strlen(text)) == 0;
}
static bool kf_is_keyset(struct keyferry_file file) {
    for (size_t at = 0; at < file.size; at++) if (kf_is_at(file, at, "\n<Keyset ")) return true;
    return false;
}
size_t keyferry_split(struct keyferry_file delivery, struct keyferry_file *files, size_t most) {
    size_t count = 0, from = 0;
    for (size_t at = 0; at < delivery.size && count + 1 < most; at++) {
        if (!kf_is_at(delivery, at, "</root>")) continue;
        size_t end = at + strlen("</root>"), next;
        if (kf_is_at(delivery, end, "\r")) end++;
        if (kf_is_at(delivery, end, "\n")) end++;
        for (next = end; next < delivery.size && memchr("\r\n \xef\xbb\xbf", delivery.bytes[next], 6); next++);
        if (!kf_is_at(delivery, next, "<?xml ")) continue;
        files[count++] = (struct keyferry_file){ delivery.bytes + from, end - from };
        from = end;
    }
    files[count++] = (struct keyferry_file){ delivery.bytes + from, delivery.size - from };
    return count;
}
const char *keyferry_newest_keyset(const struct keyferry_file *files, size_t count, struct keyferry_roots roots,
    const char *product, struct keyferry_document *keyset, size_t *which) {
    struct keyferry_document *one = malloc(sizeof *one);
    const char *first = "keyset-missing"; /* the refusal of the first keyset, until one is genuine */
    bool found = false, refused = false;
    char epoch[201] = "0", version[201] = "0";
    if (!one) abort();
    for (size_t i = 0; i < count; i++) {
        if (!kf_is_keyset(files[i])) continue;
        const char *code = keyferry_verify_keyset(files[i], roots, product, atoll(epoch), atoll(version), one);
        if (code && !refused) first = code, refused = true;
        if (code) continue;
        memcpy(keyset, one, sizeof *one), *which = i, found = true;
        keyferry_value(keyset, "<Epoch Value", epoch), keyferry_value(keyset, "<Version Value", version);
    }
    free(one);
    return found ? NULL : first;
}
/* Refusals of licenses that are this machine's own; a later one says more. */
static int kf_rank(const char *code) {
    const char *last[] = { "license-returned", "request-other", "license-not-yet-valid", "license-expired" };
    for (int i = 0; i < 4; i++) if (strcmp(last[i], code) == 0) return i + 1;
    return 0;
}
/* The newest issue is best, then the latest end, then the first id. Without an end, ~ sorts after every instant. */
static bool kf_is_better(const struct keyferry_document *one, const struct keyferry_document *other) {
    const char *names[] = { "<IssuedAt Value", "<StopDate Value", "<LicenseID Value" };
    char values[2][201];
    for (int i = 0; i < 3; i++) {
        int order = strcmp(keyferry_value(one, names[i], values[0]), keyferry_value(other, names[i], values[1]));
        if (i == 1) order = strcmp(*values[0] ? values[0] : "~", *values[1] ? values[1] : "~");
        if (order) return i < 2 ? order > 0 : order < 0;
    }
    return false;
}
const char *keyferry_best_license(const struct keyferry_file *files, size_t count, const struct keyferry_document *keyset,
    const char *product, const struct keyferry_machine *machine, time_t now, struct keyferry_document *license) {
    struct keyferry_document *one = malloc(sizeof *one);
    const char *refusal = NULL;
    bool found = false;
    if (!one) abort();
    for (size_t i = 0; i < count; i++) {
        if (kf_is_keyset(files[i])) continue;
        const char *code = keyferry_verify_license(files[i], keyset, product, machine, now, one);
        if (code && (!refusal || kf_rank(code) > kf_rank(refusal))) refusal = code;
        if (code || (found && !kf_is_better(one, license))) continue;
        memcpy(license, one, sizeof *one), found = true;
    }
    free(one);
    return found ? NULL : refusal ? refusal : "document-type-wrong";
}
