/* Verifies Keyferry deliveries, licenses and keysets as specified in docs/format.md. C99, POSIX, libsodium 1.0.21.
 *
 * keyferry_split a license file, find the newest keyset with your pinned root keys, then the best license with it. Functions
 * that return text return NULL or a refusal code. A verified document is its payload; read its fields with keyferry_value. */
#ifndef KEYFERRY_H
#define KEYFERRY_H
#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct keyferry_document { char payload[65537], key_id[12], encoding[65700]; unsigned char signature[64]; };
struct keyferry_file { const unsigned char *bytes; size_t size; };
struct keyferry_roots { const char *const *keys; size_t count; }; /* pinned root keys in base64 */
struct keyferry_ids { const char *const *ids; size_t count; };
struct keyferry_entitlement { char name_space[65], tag[65], type[65], valid_to[21]; }; /* valid_to is empty without an end */

/* What a license is held against: the installation key in base64, needed where no hardware is bound; bindings as component
 * and value; the sent requests, whose ids are NULL if they were not kept; the returned licenses. */
struct keyferry_machine {
    const char *installation_key;
    char bindings[64][2][17];
    size_t binding_count;
    struct keyferry_ids requests, returned;
};

/* Documents. epoch and version: the highest relied on so far. */
const char *keyferry_verify_keyset(struct keyferry_file file, struct keyferry_roots roots, const char *product, long long epoch,
    long long version, struct keyferry_document *keyset);
const char *keyferry_verify_license(struct keyferry_file file, const struct keyferry_document *keyset, const char *product,
    const struct keyferry_machine *machine, time_t now, struct keyferry_document *license);

/* Copies a value with entities replaced, or an empty string: keyferry_value(license, "<Holder Value", holder). */
const char *keyferry_value(const struct keyferry_document *document, const char *name, char value[201]);
/* Copies the next value of a list; at begins as NULL: while (keyferry_next(license, "<Feature Value", &at, feature)) … */
bool keyferry_next(const struct keyferry_document *document, const char *name, const char **at, char value[201]);
bool keyferry_next_entitlement(
    const struct keyferry_document *license, const char **at, struct keyferry_entitlement *entitlement);

/* Deliveries: files with licenses, keysets or both, one after another. Returns how many there are, at most the given number. */
size_t keyferry_split(struct keyferry_file delivery, struct keyferry_file *files, size_t most);
/* Finds the newest genuine keyset among files, and which file it is, which you keep. Skips licenses. */
const char *keyferry_newest_keyset(const struct keyferry_file *files, size_t count, struct keyferry_roots roots,
    const char *product, struct keyferry_document *keyset, size_t *which);
/* Finds the best of the valid licenses among files. Skips keysets. */
const char *keyferry_best_license(const struct keyferry_file *files, size_t count, const struct keyferry_document *keyset,
    const char *product, const struct keyferry_machine *machine, time_t now, struct keyferry_document *license);

/* The machine's bindings. Under Linux they are read from files below a root, usually "/". Elsewhere ask the tool, your packed
 * executable, for "machine bindings --json", and give its output. */
void keyferry_identify_linux(const char *product, const char *root, struct keyferry_machine *machine);
void keyferry_read_bindings(const char *json, struct keyferry_machine *machine);

/* Whether a text matches an extended regular expression; groups has seven elements or is NULL. */
bool keyferry_matches(const char *pattern, const char *text, regmatch_t *groups);
#endif
