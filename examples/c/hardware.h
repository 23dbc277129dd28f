/* Shared by hardware.c, linux.c and files.c; programs do not need it. */
#include "keyferry.h"

/* Adds the binding of an identifier, as the system spells it, unless it identifies no machine. */
void keyferry_add_binding(struct keyferry_machine *machine, const char *product, const char *component, const char *text);

/* The system's files, below a root. A file is named by its folder and its name in it, one of which may be empty. */
enum { KF_PATH = 16384 };
typedef char kf_path[KF_PATH];
struct kf_system { kf_path root; char *mountinfo; };
/* Returns false if there is no such folder; free the mountinfo. */
bool kf_open_system(struct kf_system *system, const char *root);
const char *kf_join(kf_path joined, const char *one, const char *other);
const char *kf_name(const char *path);
void kf_up(kf_path path);
/* Writes the path behind all links; returns false if there is none. */
bool kf_follow(const struct kf_system *system, const char *folder, const char *name, kf_path followed);
bool kf_has(const struct kf_system *system, const char *folder, const char *name);
/* Reads the text without surrounding white space, empty if it cannot be read. NUL, which would end it, becomes U+0001. */
char *kf_text(const struct kf_system *system, const char *folder, const char *name, kf_path text);
/* Reads the first text that is not empty. */
char *kf_first(const struct kf_system *system, const char *folder, const char *one, const char *other, kf_path text);
bool kf_says(const struct kf_system *system, const char *folder, const char *name, const char *pattern);
/* Finds a line that begins like this, and cuts the text to what follows; returns false if there is none. */
bool kf_line(char *text, const char *beginning);
