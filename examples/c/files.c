#include "hardware.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *kf_join(kf_path joined, const char *one, const char *other) {
    snprintf(joined, KF_PATH, "%s%s", one, other);
    return joined;
}
const char *kf_name(const char *path) { return strrchr(path, '/') ? strrchr(path, '/') + 1 : path; }
void kf_up(kf_path path) { *strrchr(path, '/') = 0; }

bool kf_follow(const struct kf_system *system, const char *folder, const char *name, kf_path followed) {
    char below[3 * KF_PATH];
    snprintf(below, sizeof below, "%s%s%s", system->root, folder, name);
    char *real = realpath(below, NULL);
    kf_join(followed, real ? real + strlen(system->root) : "", "");
    free(real);
    return real != NULL;
}
bool kf_has(const struct kf_system *system, const char *folder, const char *name) {
    kf_path followed;
    return kf_follow(system, folder, name, followed);
}
char *kf_text(const struct kf_system *system, const char *folder, const char *name, kf_path text) {
    char path[3 * KF_PATH];
    snprintf(path, sizeof path, "%s%s%s", system->root, folder, name);
    FILE *file = fopen(path, "rb");
    size_t length = file ? fread(text, 1, KF_PATH - 1, file) : 0, start = 0;
    if (file) fclose(file);
    while (length > 0 && isspace((unsigned char)text[length - 1])) length--;
    while (start < length && isspace((unsigned char)text[start])) start++;
    memmove(text, text + start, length -= start);
    text[length] = 0;
    for (size_t i = 0; i < length; i++) if (!text[i]) text[i] = 1;
    return text;
}
bool kf_says(const struct kf_system *system, const char *folder, const char *name, const char *pattern) {
    kf_path text;
    return keyferry_matches(pattern, kf_text(system, folder, name, text), NULL);
}
char *kf_first(const struct kf_system *system, const char *folder, const char *one, const char *other, kf_path text) {
    return *kf_text(system, folder, one, text) ? text : kf_text(system, folder, other, text);
}
bool kf_line(char *text, const char *beginning) {
    for (char *at = text; at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL)
        if (strncmp(at, beginning, strlen(beginning)) == 0) {
            at += strlen(beginning);
            at[strcspn(at, "\r\n")] = 0;
            memmove(text, at, strlen(at) + 1);
            return true;
        }
    return false;
}
/* Mount tables can be longer than other files. */
bool kf_open_system(struct kf_system *system, const char *root) {
    char *real = realpath(root, NULL), path[2 * KF_PATH];
    size_t length = 0, read;
    if (!real) return false;
    kf_join(system->root, strcmp(real, "/") == 0 ? "" : real, "");
    free(real);
    snprintf(path, sizeof path, "%s/proc/self/mountinfo", system->root);
    FILE *file = fopen(path, "rb");
    do {
        if (!(system->mountinfo = realloc(system->mountinfo, length + KF_PATH + 1))) abort();
        read = file ? fread(system->mountinfo + length, 1, KF_PATH, file) : 0;
    } while (length += read, read > 0);
    if (file) fclose(file);
    system->mountinfo[length] = 0;
    return true;
}
