#include "keyferry.h"
#include <locale.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Patterns. In canonical base64, the unused bits of the last character are zero. Text lengths are in bytes. */
#define KF_ID128 "[A-Za-z0-9_-]{21}[AQgw]"
#define KF_KEYID "[A-Za-z0-9_-]{10}[AEIMQUYcgkosw048]"
#define KF_KEY "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="
#define KF_NAME "[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?"
#define KF_CHARACTER "([^\"<>'&]|&(amp|lt|gt|quot|apos);)"
#define KF_WORD KF_CHARACTER "{1,64}"
#define KF_LEAP "([0-9][0-9](0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
#define KF_DAY "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])"
#define KF_INSTANT "([0-9]{4}-(" KF_DAY ")|" KF_LEAP ")T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
#define KF_FIELD(name, kind) "<" name " Value=\"" kind "\"/>"
#define KF_LIST(name, item) "<" name "(/>|>(" item ")+</" name ">)"
#define KF_BINDING(component) "(<Binding Key=\"" component "\" Value=\"[A-Za-z0-9_-]{16}\"/>)?"
static const char *const kf_license = "^<License id=\"Terms\">" KF_FIELD("LicenseID", KF_ID128)
    KF_FIELD("RequestID", KF_ID128) KF_FIELD("KeyID", KF_KEYID) KF_FIELD("Product", KF_NAME) KF_FIELD("LicenseType", KF_NAME)
    KF_FIELD("Holder", KF_CHARACTER "{0,200}") KF_LIST("Features", KF_FIELD("Feature", KF_WORD)) KF_LIST("Entitlements",
    "<Entitlement Ns=\"" KF_WORD "\" Tag=\"" KF_WORD "\" Type=\"" KF_WORD "\"( ValidTo=\"" KF_INSTANT "\")?/>")
    "<MachineBindings Required=\"[1-5]\"(/>|>" KF_BINDING("os") KF_BINDING("system") KF_BINDING("board") KF_BINDING("disk")
    KF_BINDING("network") "</MachineBindings>)" KF_FIELD("InstallationKey", KF_KEY) "("
    KF_FIELD("SerialMasked", "([*]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}") ")?" KF_FIELD("StartDate", KF_INSTANT) "("
    KF_FIELD("StopDate", KF_INSTANT) ")?(" KF_FIELD("UpdateDate", KF_INSTANT) ")?" KF_FIELD("InitialActivationDate", KF_INSTANT)
    KF_FIELD("IssuedAt", KF_INSTANT) KF_FIELD("LicenseVersion", KF_WORD) KF_FIELD("ClientProvidedVersion", KF_WORD) "</License>$";
static const char *const kf_keyset = "^<Keyset id=\"Terms\">" KF_FIELD("RootKeyID", KF_KEYID) KF_FIELD("Product", KF_NAME)
    KF_FIELD("Epoch", "[1-9][0-9]{0,9}") KF_FIELD("Version", "[1-9][0-9]{0,9}") KF_FIELD("IssuedAt", KF_INSTANT) KF_LIST("Keys",
    "<Key KeyID=\"" KF_KEYID "\" Value=\"" KF_KEY "\" NotBefore=\"" KF_INSTANT "\" NotAfter=\"" KF_INSTANT "\"/>")
    KF_LIST("RevokedKeys", KF_FIELD("RevokedKey", KF_KEYID)) KF_LIST("RevokedLicenses",
    KF_FIELD("RevokedLicense", KF_ID128)) "</Keyset>$";
static const char *const kf_file = "^<[?]xml version=\"1[.]0\" encoding=\"UTF-8\"[?]>\n<root>\n"
    "(<(LicenseRequest|License|Keyset|LicenseReturn|ActivationReceipt) id=\"Terms\">[^\n]*</([A-Za-z]+)>)\n"
    "<Signature Algorithm=\"([^\"\n]*)\" KeyId=\"([^\"\n]*)\">([^<\n]*)</Signature>\n</root>\n$";
static const char *const kf_by_code = "^<License id=\"Terms\"><LicenseID Value=\"[A-Za-z0-9_-]{22}\"/>"
    "<RequestID Value=\"[A-Za-z0-9_-]{22}\"/>(<KeyID Value=\"[A-Za-z0-9_-]{11}\"/><Product Value=\"([a-z0-9.-]{1,64})\"/>[^\n]*)"
    "<MachineBindings\nRequired=\"[1-5]\"(/>|>(<Binding Key=\"[a-z]{2,7}\" Value=\"[A-Za-z0-9_-]{16}\"/>){1,5}</MachineBindings>)"
    "<InstallationKey Value=\"[A-Za-z0-9+/]{43}=\"/>([^\n]*</License>)$";
bool keyferry_matches(const char *pattern, const char *text, regmatch_t *groups) {
    regex_t compiled; /* in the C locale, where characters are bytes and ranges are ASCII */
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0), before = uselocale(plain);
    bool is = regcomp(&compiled, pattern, REG_EXTENDED) == 0;
    if (is) is = regexec(&compiled, text, groups ? 7 : 0, groups, 0) == 0, regfree(&compiled);
    uselocale(before), freelocale(plain);
    return is;
}
/* Returns the next code point of strict UTF-8, or -1. */
static long kf_next(const unsigned char **at, const unsigned char *end) {
    static const long least[] = { 0, 0x80, 0x800, 0x10000, 0x7fffffff };
    unsigned c = *(*at)++, more = c < 0x80 ? 0 : c < 0xc0 ? 4 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : c < 0xf8 ? 3 : 4;
    long point = more ? c & (0x3fu >> more) : c;
    for (unsigned i = 0; i < more; i++, point = point << 6 | (*(*at)++ & 0x3f))
        if (*at == end || (**at & 0xc0) != 0x80) return -1;
    return point >= least[more] && (point < 0xd800 || point > 0xdfff) && point <= 0x10ffff ? point : -1;
}
/* Returns whether a text holds characters forbidden in a payload or, for a displayed value, in text. */
static bool kf_holds(const char *text, bool directions) {
    for (const unsigned char *at = (const unsigned char *)text, *end = at + strlen(text); at < end;) {
        long c = kf_next(&at, end);
        if (directions ? (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) : c < 0x20 || (c >= 0x7f && c <= 0x9f)
            || c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0xfffe || c == 0xffff) return true;
    }
    return false;
}
static void kf_digest_of(const void *bytes, size_t length, size_t size, char digest[23]) {
    unsigned char hash[32];
    crypto_hash_sha256(hash, bytes, length);
    sodium_bin2base64(digest, 23, hash, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
static void kf_digest(const char *text, size_t size, char digest[23]) { kf_digest_of(text, strlen(text), size, digest); }
/* Writes what was signed of a license by code, a shorter text: without its ids, with the machine's digest in its place. */
static bool kf_reduce(char *payload, char *reduced) {
    char text[512], key[32], hardware[23], machine[23], computer[23], id[23], *at = strstr(payload, "<MachineBindings ");
    regmatch_t group[7]; const char *part[6]; int length[6];
    if (!at) return false;
    at += strlen("<MachineBindings"), *at = '\n'; /* which no payload has: the pattern finds this place alone */
    bool is = keyferry_matches(kf_by_code, payload, group);
    if (*at = ' ', !is) return false;
    for (int i = 1; i < 6; i++) part[i] = payload + group[i].rm_so, length[i] = (int)(group[i].rm_eo - group[i].rm_so);
    int bindings = length[3] > 2 ? length[3] - 19 : 0; /* without > and the end tag */
    sprintf(text, "hardware/v1|%.*s", bindings, part[3] + 1), kf_digest(text, 12, hardware);
    sprintf(text, "machine/v1|%.*s|%.44s|%s", length[2], part[2], part[5] - 47, hardware), kf_digest(text, 12, machine);
    sodium_base642bin((unsigned char *)key, 32, part[5] - 47, 44, NULL, NULL, NULL, sodium_base64_VARIANT_ORIGINAL);
    kf_digest_of(key, 32, 5, computer);
    sprintf(reduced, "<License id=\"Terms\">%.*s<MachineBindings Required=\"%c\"/><MachineDigest Value=\"%s%s\"/>%s",
        length[1], part[1], part[3][-2], machine, computer, part[5]);
    kf_digest(reduced, 16, id);
    return strncmp(payload + 38, id, 22) == 0 && strncmp(payload + 81, id, 22) == 0; /* LicenseID and RequestID */
}
/* Splits a file. Nothing in it is authentic yet; no XML parser sees it. */
#define KF_REQUIRE(holds, code) do { if (!(holds)) return code; } while (0)
static const char *kf_open(const unsigned char *file, size_t size, const char *element, struct keyferry_document *found) {
    char text[65537], media[60], *part[7], *line = text;
    regmatch_t group[7];
    size_t length = 0, from = size > 2 && memcmp(file, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    KF_REQUIRE(size > 0, "file-empty");
    KF_REQUIRE(size <= 65536, "file-too-large");
    for (const unsigned char *at = file; at < file + size;) KF_REQUIRE(kf_next(&at, file + size) >= 0, "file-not-utf8");
    for (size_t i = from; i < size; i++) /* NUL would end the string: replace it by another forbidden character */
        if (file[i] != '\r' || i + 1 == size || file[i + 1] != '\n') text[length++] = file[i] ? (char)file[i] : 1;
    text[length] = 0;
    KF_REQUIRE(keyferry_matches(kf_file, text, group), "envelope-malformed");
    sprintf(found->payload, "%.*s", (int)(group[1].rm_eo - group[1].rm_so), text + group[1].rm_so);
    for (int i = 2; i < 7; i++) part[i] = text + group[i].rm_so, text[group[i].rm_eo] = 0;
    KF_REQUIRE(strcmp(part[2], part[3]) == 0, "envelope-malformed");
    KF_REQUIRE(strcmp(part[2], element) == 0, "document-type-wrong");
    bool by_code = strcmp(part[4], "Ed25519-Code") == 0 && *element == 'L';
    KF_REQUIRE(by_code || strcmp(part[4], "Ed25519") == 0, "signature-malformed");
    KF_REQUIRE(keyferry_matches("^" KF_KEYID "$", part[5], NULL), "signature-malformed");
    KF_REQUIRE(keyferry_matches("^[A-Za-z0-9+/]{85}[AQgw]==$", part[6], NULL), "signature-malformed");
    KF_REQUIRE(!kf_holds(found->payload, false), "payload-forbidden-construct");
    KF_REQUIRE(!keyferry_matches("<[!?]", found->payload, NULL), "payload-forbidden-construct");
    for (const char *c = found->payload; (c = strchr(c, '&')); c++)
        KF_REQUIRE(keyferry_matches("^&(amp|lt|gt|quot|apos);", c, NULL), "payload-forbidden-construct");
    strcpy(found->key_id, part[5]);
    sodium_base642bin(found->signature, 64, part[6], 88, NULL, NULL, NULL, sodium_base64_VARIANT_ORIGINAL);
    if (by_code) KF_REQUIRE(kf_reduce(found->payload, line), "payload-schema");
    else line = found->payload;
    const char *name = by_code ? "license-by-code" : *element == 'L' ? "license" : "keyset";
    int type = sprintf(media, "application/vnd.keyferry.%s.v1+xml", name);
    sprintf(found->encoding, "DSSEv1 %d %s %d %s", type, media, (int)strlen(line), line);
    return NULL;
}
/* The key gate, which libsodium implements, and the id of a key: base64 of 32 bytes. */
static bool kf_gate(const char *base64, char id[12], unsigned char key[32]) {
    unsigned char info[44] = { 0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0 }, hash[32];
    sodium_base642bin(info + 12, 32, base64, 44, NULL, NULL, NULL, sodium_base64_VARIANT_ORIGINAL);
    crypto_hash_sha256(hash, info, 44);
    sodium_bin2base64(id, 12, hash, 8, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return crypto_core_ed25519_is_valid_point(memcpy(key, info + 12, 32)) == 1;
}
/* Copies the value that begins here, with entities replaced; returns where it ends. */
static const char *kf_copy(const char *at, char *value, size_t most) {
    const char *entities[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&apos;" };
    size_t length = 0;
    for (; *at != '"' && length < most; at++, length++) {
        value[length] = *at;
        for (size_t i = 0; *at == '&' && i < 5; i++)
            if (strncmp(at, entities[i], strlen(entities[i])) == 0) value[length] = "&<>\"'"[i], at = strchr(at, ';');
    }
    value[length] = 0;
    return at;
}
bool keyferry_next(const struct keyferry_document *document, const char *name, const char **at, char value[201]) {
    const char *found = strstr(*at ? *at : document->payload, name);
    *at = kf_copy(found ? found + strlen(name) + 2 : "\"", value, 200);
    return found;
}
const char *keyferry_value(const struct keyferry_document *document, const char *name, char value[201]) {
    const char *at = NULL;
    keyferry_next(document, name, &at, value);
    return value;
}
bool keyferry_next_entitlement(
    const struct keyferry_document *license, const char **at, struct keyferry_entitlement *entitlement) {
    const char *found = strstr(*at ? *at : license->payload, "<Entitlement Ns");
    if (!found) return false;
    *at = kf_copy(found + strlen("<Entitlement Ns=\""), entitlement->name_space, 64);
    *at = kf_copy(*at + strlen("\" Tag=\""), entitlement->tag, 64);
    *at = kf_copy(*at + strlen("\" Type=\""), entitlement->type, 64);
    bool ends = strncmp(*at, "\" ValidTo=\"", 11) == 0;
    kf_copy(ends ? *at + 11 : "\"", entitlement->valid_to, 20);
    return true;
}
static size_t kf_count(const struct keyferry_document *document, const char *beginning) {
    size_t count = 0;
    for (const char *at = document->payload; (at = strstr(at, beginning)); at++) count++;
    return count;
}
/* Verifies the signature, then checks the payload. Its text follows from the tables, so no parser is needed. */
static const char *kf_read(const struct keyferry_document *found, const char *base64, const char *pattern) {
    unsigned char key[32], *encoding = (unsigned char *)found->encoding; char id[12];
    KF_REQUIRE(kf_gate(base64, id, key), "key-unacceptable");
    bool holds = crypto_sign_verify_detached(found->signature, encoding, strlen(found->encoding), key) == 0;
    KF_REQUIRE(holds && crypto_core_ed25519_is_valid_point(found->signature) == 1, "signature-invalid"); /* R too */
    KF_REQUIRE(keyferry_matches(pattern, found->payload, NULL) && !strstr(found->payload, "\"></"), "payload-schema");
    KF_REQUIRE(!kf_holds(found->payload, true) && kf_count(found, "<Feature ") <= 32, "payload-schema");
    KF_REQUIRE(kf_count(found, "<Entitlement ") <= 32 && kf_count(found, "<Key ") <= 64, "payload-schema");
    KF_REQUIRE(kf_count(found, "<RevokedKey ") <= 256 && kf_count(found, "<RevokedLicense ") <= 1000, "payload-schema");
    return NULL;
}
const char *keyferry_verify_keyset(struct keyferry_file file, struct keyferry_roots roots, const char *product, long long epoch,
    long long version, struct keyferry_document *keyset) {
    const char *root = NULL, *code = kf_open(file.bytes, file.size, "Keyset", keyset), *at = keyset->payload;
    char value[201], id[12], entry[64]; unsigned char key[32]; bool sound = true;
    KF_REQUIRE(!code, code);
    for (size_t i = 0; i < roots.count; i++)
        if (kf_gate(roots.keys[i], id, key), strcmp(id, keyset->key_id) == 0) root = roots.keys[i];
    KF_REQUIRE(root, "key-unknown");
    KF_REQUIRE(!(code = kf_read(keyset, root, kf_keyset)), code);
    for (; (at = strstr(at, "<Key ")); at++) { /* <Key KeyID="11 characters" Value="44 characters" */
        sound &= kf_gate(at + 32, id, key), sprintf(entry, "<Key KeyID=\"%s\"", id);
        KF_REQUIRE(strncmp(at, entry, 24) == 0 && kf_count(keyset, entry) == 1, "payload-schema");
    }
    long long found_epoch = atoll(keyferry_value(keyset, "<Epoch Value", value));
    long long found_version = atoll(keyferry_value(keyset, "<Version Value", value));
    KF_REQUIRE(found_epoch <= 2147483647 && found_version <= 2147483647, "payload-schema");
    KF_REQUIRE(strcmp(keyferry_value(keyset, "<RootKeyID Value", value), keyset->key_id) == 0, "payload-schema");
    KF_REQUIRE(sound, "key-unacceptable"); /* the key gate comes after all that is payload-schema */
    KF_REQUIRE(strcmp(keyferry_value(keyset, "<Product Value", value), product) == 0, "product-other");
    KF_REQUIRE(found_epoch >= epoch && found_version >= version, "keyset-rollback");
    return NULL;
}
static bool kf_lists(struct keyferry_ids list, const char *id) {
    for (size_t i = 0; i < list.count; i++) if (strcmp(list.ids[i], id) == 0) return true;
    return false;
}
const char *keyferry_verify_license(struct keyferry_file file, const struct keyferry_document *keyset, const char *product,
    const struct keyferry_machine *machine, time_t now, struct keyferry_document *license) {
    const char *code = kf_open(file.bytes, file.size, "License", license), *at = license->payload;
    char value[201], entry[64], clock[21], soon[21], id[12]; unsigned char key[32]; struct tm utc; time_t later = now + 300;
    KF_REQUIRE(!code, code);
    sprintf(entry, "<RevokedKey Value=\"%s\"", license->key_id);
    KF_REQUIRE(!strstr(keyset->payload, entry), "key-revoked");
    sprintf(entry, "<Key KeyID=\"%s\"", license->key_id);
    const char *listed = strstr(keyset->payload, entry); /* the following values have fixed lengths */
    KF_REQUIRE(listed, "key-unknown");
    KF_REQUIRE(!(code = kf_read(license, listed + 32, kf_license)), code);
    KF_REQUIRE(strcmp(keyferry_value(license, "<KeyID Value", value), license->key_id) == 0, "payload-schema");
    KF_REQUIRE(kf_gate(keyferry_value(license, "<InstallationKey Value", value), id, key), "key-unacceptable");
    bool same_key = machine->installation_key && strcmp(value, machine->installation_key) == 0;
    keyferry_value(license, "<IssuedAt Value", value); /* instants sort as text */
    KF_REQUIRE(strncmp(listed + 89, value, 20) <= 0 && strncmp(value, listed + 121, 20) < 0, "key-outside-validity");
    sprintf(entry, "<RevokedLicense Value=\"%.22s\"", keyferry_value(license, "<LicenseID Value", value));
    KF_REQUIRE(!strstr(keyset->payload, entry), "license-revoked");
    KF_REQUIRE(strcmp(keyferry_value(license, "<Product Value", value), product) == 0, "product-other");
    int bound = (int)kf_count(license, "<Binding "), equal = 0, known = 0, shown, same;
    for (; (at = strstr(at, "<Binding ")); at++, known += shown, equal += same)
        for (size_t i = shown = same = 0; i < machine->binding_count; i++) {
            snprintf(entry, 64, "<Binding Key=\"%s\" Value=\"%s\"", machine->bindings[i][0], machine->bindings[i][1]);
            shown |= !strncmp(at, entry, strlen(entry) - 17), same |= !strncmp(at, entry, strlen(entry));
        }
    KF_REQUIRE(bound || same_key, "installation-other");
    keyferry_value(license, "<MachineBindings Required", value);
    KF_REQUIRE(equal >= atoi(value) || equal == bound || (equal == known && equal > 1 && equal * 2 >= bound), "machine-other");
    KF_REQUIRE(!kf_lists(machine->returned, keyferry_value(license, "<LicenseID Value", value)), "license-returned");
    sprintf(entry, "<RequestID Value=\"%.22s\"", value); /* a license by code answers no request: both ids are the same */
    bool asked = strstr(license->payload, entry) || !machine->requests.ids;
    keyferry_value(license, "<RequestID Value", value);
    KF_REQUIRE(asked || kf_lists(machine->requests, value), "request-other");
    strftime(clock, 21, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
    strftime(soon, 21, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&later, &utc));
    KF_REQUIRE(strcmp(soon, keyferry_value(license, "<StartDate Value", value)) >= 0, "license-not-yet-valid");
    KF_REQUIRE(!*keyferry_value(license, "<StopDate Value", value) || strcmp(clock, value) < 0, "license-expired");
    return NULL;
}
