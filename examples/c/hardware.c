/* Bindings of a machine, as specified in docs/format.md, section Machine bindings. */
#include "hardware.h"
#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* Makers leave dummy values in firmware, which many machines share. */
static const char *const kf_uuids = "03000200040005000006000700080009 00020003000400050006000700080009 "
    "12345678123456789012123456789012 123456781234567890abcddeefaabbcc 785634123412785690abcddeefaabbcc "
    "01234567891011121314151617181920 0123456789abcdef0123456789abcdef 12345678123412341234123456789abc "
    "12345678123412341234123456789012 12345678123456781234567812345678 00112233445566778899aabbccddeeff "
    "11111111222233334444555555555555 deadbeefdeadbeefdeadbeefdeadbeef 6ab5b300538d10149fb5b0684d007b53 "
    "4c4c454400002010802080c04f202020 44454c4c00001020802080c04f202020";
static const char *const kf_addresses = "020000000000 444553540000 505054503030 33506f453030 204153594eff 00059a3c7a00 "
    "0a0027000000 005056c00001 005056c00008 feffffffffff 02004c4f4f50 001122334455 123456789abc deadbeef0000 020012345678";
static const char *const kf_dummy = "^(0X0+|QM[0-9]{5}|DRIVE(IDE|SATA|SCSI|VIRTIO)[0-9]*|(PERSISTENT|VIRTIO)DISK[0-9]+"
    "|[A-Z]{0,4}0?12345(6(7(8(90?)?)?)?)?|[A-Z]{0,4}(0123456789.*|1234567890(1234567890?|ABCDEF)?|123456789[0ABCDEF]+)"
    "|[A-Z]{0,4}9876543210|TOBE(FILLEDBYOEM(FIELD)?|DEFINED|DETERMINED)|FILL(ED)?BYOEM|OEM(DEFAULTSTRING|SERIAL)?"
    "|DEFAULT(STRING)?|SYSTEM(SERIAL(NUMB(ER)?)?|PRODUCTNAME|MANUFACTURER|VERSION)|SERIAL(NUMBER|NO)?"
    "|(BASEBOARD|(TYPE2)?BOARD|CHASSIS)SERIALNUMBER|BASEBOARDSERIAL|MBSERIAL|NONE|NULL(STRING)?|NIL|NA|EMPTY(STRING)?"
    "|BLANK|UNKNOWN?|UNDEFINED|UNINITIALIZED|UNASSIGNED|UNSPECIFIED|INVALID(ENTRY)?"
    "|NOT(APPLICABLE|AVAILABLE|DEFINED|PRESENT|SET|SETTABLE|USED|FOUND|ASSIGNED|SPECIFIED|SUPPORTED)"
    "|NOSERIAL(NUMBER)?|NOASSETTAG|TBD|RESERVED|EVAL|SAMPLE|DUMMY|IATPASS|ABCDEF0123456789|(0X)?DEADBEEF|MB1234567890"
    "|BSS0123456789|BSN12345678901234567)$";

/* One or two characters over and over: all zero, FEFEFEFE. */
static bool kf_repeats(const char *text) {
    size_t length = strlen(text);
    for (size_t i = 2; i < length; i++) if (text[i] != text[i - 2]) return false;
    return length % 2 == 0 || text[0] == text[length / 2];
}
/* Copies what is left without some characters; in capitals or lower case. */
static char *kf_keep(const char *text, char *kept, size_t size, bool (*is_dropped)(unsigned char), int (*to)(int)) {
    size_t length = 0;
    for (; *text && length + 1 < size; text++) {
        if (is_dropped((unsigned char)*text)) continue;
        kept[length++] = (unsigned char)*text < 0x80 ? (char)to((unsigned char)*text) : *text;
    }
    kept[length] = 0;
    return kept;
}
static bool kf_in_uuid(unsigned char c) { return c <= ' ' || strchr("{}-", c); }
static bool kf_in_address(unsigned char c) { return c <= ' ' || strchr(":.-", c); }
static bool kf_in_serial(unsigned char c) { return c <= ' ' || c == 0x7f || c == 0xa0; }
static bool kf_no_letter(unsigned char c) { return c >= 0x80 || !isalnum(c); }

/* Writes an identifier in its one spelling. Returns false if there is none. */
static bool kf_normalize(const char *component, const char *text, char bare[256]) {
    char letters[256];
    size_t length;
    if (strcmp(component, "os") == 0 || strcmp(component, "system") == 0) {
        kf_keep(text, bare, 256, kf_in_uuid, tolower);
        return keyferry_matches("^[0-9a-f]{32}$", bare, NULL) && !strstr(kf_uuids, bare) && !kf_repeats(bare);
    }
    if (strcmp(component, "network") == 0) { /* of a group, the second digit is odd */
        kf_keep(text, bare, 256, kf_in_address, tolower);
        bool is_one = keyferry_matches("^[0-9a-f][02468ace][0-9a-f]{10}$", bare, NULL) && !strstr(kf_addresses, bare);
        return is_one && strspn(bare, (char[]){ bare[0], 0 }) < 12;
    }
    length = strlen(kf_keep(text, bare, 256, kf_in_serial, toupper));
    if (length && bare[length - 1] == '.') bare[length - 1] = 0;
    kf_keep(bare, letters, 256, kf_no_letter, toupper);
    return strlen(letters) > 2 && !keyferry_matches(kf_dummy, letters, NULL) && !kf_repeats(letters);
}
static void kf_add(struct keyferry_machine *machine, const char *component, const char *value) {
    for (size_t i = 0; i < machine->binding_count; i++)
        if (strcmp(machine->bindings[i][0], component) == 0 && strcmp(machine->bindings[i][1], value) == 0) return;
    if (machine->binding_count == sizeof machine->bindings / sizeof *machine->bindings) return;
    snprintf(machine->bindings[machine->binding_count][0], 17, "%s", component);
    snprintf(machine->bindings[machine->binding_count++][1], 17, "%s", value);
}
void keyferry_add_binding(struct keyferry_machine *machine, const char *product, const char *component, const char *text) {
    char identifier[256], message[600], value[17];
    unsigned char hash[crypto_auth_hmacsha256_BYTES];
    crypto_auth_hmacsha256_state state;
    if (!kf_normalize(component, text, identifier)) return;
    size_t length = (size_t)sprintf(message, "bind/v1|%s|", component);
    for (const unsigned char *at = (unsigned char *)identifier; *at; at++) { /* in UTF-8 */
        if (*at >= 0x80) message[length++] = (char)(0xc0 | *at >> 6);
        message[length++] = (char)(*at >= 0x80 ? 0x80 | (*at & 0x3f) : *at);
    }
    crypto_auth_hmacsha256_init(&state, (const unsigned char *)product, strlen(product));
    crypto_auth_hmacsha256_update(&state, (unsigned char *)message, length);
    crypto_auth_hmacsha256_final(&state, hash);
    kf_add(machine, component, sodium_bin2base64(value, 17, hash, 12, sodium_base64_VARIANT_URLSAFE_NO_PADDING));
}
void keyferry_read_bindings(const char *json, struct keyferry_machine *machine) {
    const char *binding = "\"component\":[[:space:]]*\"([a-z]+)\",[[:space:]]*\"value\":[[:space:]]*\"([A-Za-z0-9_-]{16})\"";
    regmatch_t group[7];
    for (machine->binding_count = 0; keyferry_matches(binding, json, group); json += group[0].rm_eo) {
        char component[17], value[17];
        snprintf(component, 17, "%.*s", (int)(group[1].rm_eo - group[1].rm_so), json + group[1].rm_so);
        snprintf(value, 17, "%.*s", 16, json + group[2].rm_so);
        kf_add(machine, component, value);
    }
}
