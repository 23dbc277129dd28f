/* Reads the hardware identifiers of a machine under Linux, from files only. UUID and board serial number need root. */
#include "hardware.h"
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KF_DISKS = 16 };
struct kf_mount { char line[3 * KF_PATH], *at, *device, *kind, *source, *options; };
struct kf_disks { kf_path folders[KF_DISKS]; size_t count; };

static const char *const kf_host_files[] = { "/etc/hosts", "/etc/hostname", "/etc/resolv.conf", NULL };
static const char *const kf_places[] = /* of the system: the first that is on a disk counts */
    { "/", "/sysroot", "/media/root-ro", "/var/lib/snapd/hostfs", "/nix", "/usr", "/var", "/boot", "/boot/efi", "/efi", NULL };
static const char *const kf_no_disk = "^(loop|ram|zram|sr|fd|nbd|dm-|md)";
/* Names of adapters that virtual machines, containers, bridges, tunnels and phones add. */
static const char *const kf_virtual = "^((lo|docker|br|virbr|vnet|vmnet|vboxnet|vmenet|tun|tap|utun|ipsec|ppp|wg|tailscale|bond"
    "|team|dummy|ifb|cni|flannel|lxcbr|lxdbr|awdl|llw|ap|anpi|bridge|gif|stf|bnep|pan|usb|rndis)([-_.0-9]|$)|veth|zt|cali)";

static char *kf_plain(char *word) { /* without octal escapes */
    char *end = word;
    for (char *at = word; *at; end++) {
        bool octal = at[0] == '\\' && strspn(at + 1, "01234567") >= 3;
        *end = octal ? (char)((at[1] - '0') << 6 | (at[2] - '0') << 3 | (at[3] - '0')) : *at;
        at += octal ? 4 : 1;
    }
    *end = 0;
    return word;
}
/* Reads the next mount from a place in mountinfo; returns false at the end. */
static bool kf_next_mount(const char **at, struct kf_mount *mount) {
    while (*at && **at) {
        const char *end = strchr(*at, '\n');
        snprintf(mount->line, sizeof mount->line, "%.*s", (int)(end ? end - *at : (long)strlen(*at)), *at);
        *at = end ? end + 1 : NULL;
        char *behind = strstr(mount->line, " - "), *words[5] = { NULL }, *more[3] = { NULL, NULL, "" }, *rest;
        if (!behind) continue;
        *behind = 0;
        for (int i = 0; i < 5; i++) words[i] = strtok_r(i ? NULL : mount->line, " ", &rest);
        for (int i = 0; i < 3; i++) { char *word = strtok_r(i ? NULL : behind + 3, " ", &rest); if (word) more[i] = word; }
        if (!words[4] || !more[1]) continue;
        mount->at = kf_plain(words[4]), mount->device = words[2], mount->kind = more[0];
        mount->source = kf_plain(more[1]), mount->options = kf_plain(more[2]);
        return true;
    }
    return false;
}
/* Finds what is mounted at a place: the last mount hides earlier ones. */
static bool kf_mount_at(const struct kf_system *system, const char *place, struct kf_mount *mount) {
    const char *at = system->mountinfo, *found = NULL;
    for (const char *start = at; kf_next_mount(&at, mount); start = at) if (strcmp(mount->at, place) == 0) found = start;
    return found && kf_next_mount(&found, mount);
}
/* Returns "own" in a container with a system of its own, "shared" in one that has its image's, and "" outside. */
static const char *kf_container(const struct kf_system *system) {
    kf_path named, groups;
    struct kf_mount *mount = malloc(sizeof *mount);
    bool pod = false, lxcfs = false, layered = false, by_engine = false;
    int from_host = 0;
    if (!mount) abort();
    for (const char *at = system->mountinfo; kf_next_mount(&at, mount);) {
        pod |= keyferry_matches("^(/var)?/run/secrets/kubernetes[.]io/|^/dev/termination-log$", mount->at, NULL);
        lxcfs |= strcmp(mount->kind, "fuse.lxcfs") == 0;
    }
    if (kf_mount_at(system, "/", mount)) {
        layered = strstr(mount->kind, "overlay");
        by_engine = keyferry_matches("/docker/|containerd|/containers/storage/", mount->options, NULL);
    }
    for (int i = 0; kf_host_files[i]; i++) from_host += kf_mount_at(system, kf_host_files[i], mount);
    free(mount);
    by_engine |= kf_has(system, "/run/.containerenv", "") || kf_has(system, "/.dockerenv", "");
    kf_first(system, "/run/", "systemd/container", "host/container-manager", named);
    kf_text(system, "/proc/1/cgroup", "", groups);
    for (char *c = named; *c; c++) *c = (char)tolower((unsigned char)*c);
    if (*named && strcmp(named, "wsl") != 0)
        return keyferry_matches("^(lx[cd]|incus|openvz|systemd-nspawn)", named, NULL) ? "own" : "shared";
    if (kf_has(system, "/proc/vz", "") && !kf_has(system, "/proc/bc", "")) return "own";
    if (keyferry_matches("kubepods|docker|moby|libpod|crio-|containerd", groups, NULL)) return "shared";
    if (keyferry_matches("(^|[^A-Za-z0-9_])lxc", groups, NULL)) return "own";
    if (pod || (layered && by_engine)) return "shared";
    if (lxcfs) return "own";
    bool apart = kf_has(system, "/sys/fs/cgroup/cgroup.type", ""); /* the real top control group has no type */
    if (strcmp(groups, "0::/init.scope") == 0) return apart ? "shared" : "";
    apart |= layered || from_host > 1;
    return strcmp(groups, "0::/") == 0 && !kf_has(system, "/.flatpak-info", "") && apart ? "shared" : "";
}
/* Finds disks: encrypted volumes, logical volumes and RAIDs are on other devices, partitions on a disk. */
static void kf_beneath(const struct kf_system *system, const char *folder, struct kf_disks *disks) {
    kf_path slaves, slave;
    char place[2 * KF_PATH];
    bool is_whole = true;
    kf_join(slaves, folder, "/slaves/");
    snprintf(place, sizeof place, "%s%s", system->root, slaves);
    DIR *listed = opendir(place);
    for (struct dirent *one; listed && (one = readdir(listed));)
        if (*one->d_name != '.' && kf_follow(system, slaves, one->d_name, slave))
            kf_beneath(system, slave, disks), is_whole = false;
    if (listed) closedir(listed);
    if (!is_whole || disks->count == KF_DISKS) return;
    kf_join(disks->folders[disks->count], folder, "");
    if (kf_has(system, folder, "/partition")) kf_up(disks->folders[disks->count]);
    if (!keyferry_matches(kf_no_disk, kf_name(disks->folders[disks->count]), NULL)) disks->count++;
}
/* Finds the disks of the first place that is on one. */
static void kf_holding(const struct kf_system *system, bool inside, struct kf_disks *disks) {
    struct kf_mount *mount = malloc(sizeof *mount);
    const char *const *places = inside ? kf_host_files : kf_places;
    kf_path folder;
    if (!mount) abort();
    for (int i = inside ? -1 : 0; disks->count == 0 && (i < 0 || places[i]); i++) {
        if (!kf_mount_at(system, i < 0 ? "/" : places[i], mount)) continue;
        bool found = kf_follow(system, "/sys/dev/block/", mount->device, folder);
        if (strncmp(mount->device, "0:", 2) == 0) /* file systems over several devices name one of them */
            found = strncmp(mount->source, "/dev/", 5) == 0 && kf_follow(system, mount->source, "", folder)
                && kf_follow(system, "/sys/class/block/", kf_name(folder), folder);
        if (found) kf_beneath(system, folder, disks);
    }
    free(mount);
}
/* Whether a device can be unplugged, alone or with the dock that it is in. */
static bool kf_is_removable(const struct kf_system *system, const char *folder) {
    kf_path at;
    if (kf_says(system, folder, "/removable", "^1$")) return true;
    for (kf_join(at, folder, ""); strncmp(at, "/sys/devices/", 13) == 0; kf_up(at)) {
        if (kf_says(system, at, "/removable", "^removable$")) return true;
        bool on_board = kf_says(system, at, "/removable", "^fixed$") || kf_has(system, at, "/of_node");
        if (keyferry_matches("/[0-9]+-[0-9.]+$", at, NULL) && !on_board) return true;
    }
    return false;
}
static char *kf_serial(const struct kf_system *system, const char *folder, kf_path text) {
    kf_path device;
    if (*kf_first(system, folder, "/device/serial", "/serial", text)) return text;
    char *page = strchr(kf_text(system, folder, "/device/vpd_pg80", text), '\x80');
    if (page && strlen(page) > 3) return page + 3; /* SCSI: a header of four bytes, then the serial number */
    kf_text(system, "/run/udev/data/b", kf_text(system, folder, "/dev", device), text);
    return kf_line(text, "E:ID_SERIAL_SHORT=") ? text : "";
}
/* The adapter's own address: in use may be that of a bond, or a random one. Empty if none lasts. */
static char *kf_address(const struct kf_system *system, const char *folder, kf_path text) {
    kf_path index;
    if (*kf_first(system, folder, "/bonding_slave/perm_hwaddr", "/phy80211/macaddress", text)) return text;
    if (!kf_says(system, folder, "/addr_assign_type", "^[123]$")) return kf_text(system, folder, "/address", text);
    kf_text(system, "/run/udev/data/n", kf_text(system, folder, "/ifindex", index), text);
    if (kf_line(text, "E:ID_NET_NAME_MAC=") && keyferry_matches("^[a-z]{3}[0-9a-f]{12}$", text, NULL)) return text + 3;
    kf_text(system, folder, "/address", text); /* a manufacturer's, set again by a program */
    bool is_global = keyferry_matches("^[0-9a-fA-F][014589cdCD]", text, NULL);
    return is_global && kf_says(system, folder, "/addr_assign_type", "^3$") ? text : "";
}
static bool kf_lasts(const struct kf_system *system, const char *name, const char *folder) {
    bool part = kf_has(system, folder, "/device") && !kf_has(system, folder, "/device/physfn");
    part = part && !strstr(folder, "/devices/virtual/") && kf_says(system, folder, "/type", "^1$");
    return part && !kf_is_removable(system, folder) && !keyferry_matches(kf_virtual, name, NULL);
}
/* Under WSL, each start brings another adapter. */
static bool kf_is_wsl(const struct kf_system *system) {
    kf_path release;
    kf_first(system, "/proc/", "sys/kernel/osrelease", "version", release);
    for (char *c = release; *c; c++) *c = (char)tolower((unsigned char)*c);
    return strstr(release, "microsoft") || strstr(release, "wsl") || kf_has(system, "/run/WSL", "")
        || kf_has(system, "/proc/sys/fs/binfmt_misc/WSLInterop", "");
}
/* Adds the disks that hold the system; where none is known to, the only one that is built in. */
static void kf_add_disks(struct kf_system *system, bool inside, const char *product, struct keyferry_machine *machine) {
    struct kf_disks *holders = calloc(1, sizeof *holders);
    size_t holding = 0, built_in = 0;
    kf_path folder, text;
    char place[2 * KF_PATH];
    if (!holders) abort();
    kf_holding(system, inside, holders);
    snprintf(place, sizeof place, "%s/sys/block", system->root);
    for (int round = 0; round < 2; round++) { /* first count, then add */
        DIR *listed = opendir(place);
        for (struct dirent *one; listed && (one = readdir(listed));) {
            if (*one->d_name == '.' || keyferry_matches(kf_no_disk, one->d_name, NULL)) continue;
            if (!kf_follow(system, "/sys/block/", one->d_name, folder)) continue;
            bool holds = false, fixed = !kf_is_removable(system, folder);
            for (size_t i = 0; i < holders->count; i++) holds |= strcmp(holders->folders[i], folder) == 0;
            if (round == 0) holding += holds, built_in += fixed;
            else if (holds || (holding == 0 && built_in == 1 && fixed))
                keyferry_add_binding(machine, product, "disk", kf_serial(system, folder, text));
        }
        if (listed) closedir(listed);
    }
    free(holders);
}
static void kf_add_adapters(struct kf_system *system, const char *product, struct keyferry_machine *machine) {
    kf_path folder, text;
    char place[2 * KF_PATH];
    snprintf(place, sizeof place, "%s/sys/class/net", system->root);
    DIR *listed = kf_is_wsl(system) ? NULL : opendir(place);
    for (struct dirent *one; listed && (one = readdir(listed));)
        if (kf_follow(system, "/sys/class/net/", one->d_name, folder) && kf_lasts(system, one->d_name, folder))
            keyferry_add_binding(machine, product, "network", kf_address(system, folder, text));
    if (listed) closedir(listed);
}
void keyferry_identify_linux(const char *product, const char *root, struct keyferry_machine *machine) {
    struct kf_system system = { "", NULL };
    kf_path text;
    if (!kf_open_system(&system, root)) return;
    const char *inside = kf_container(&system);
    machine->binding_count = 0;
    kf_first(&system, "", "/etc/machine-id", "/var/lib/dbus/machine-id", text);
    if (strcmp(inside, "shared") != 0) keyferry_add_binding(machine, product, "os", text);
    keyferry_add_binding(machine, product, "system", kf_text(&system, "/sys/class/dmi/id/product_uuid", "", text));
    kf_first(&system, "/sys/", "class/dmi/id/board_serial", "firmware/devicetree/base/serial-number", text);
    keyferry_add_binding(machine, product, "board", text);
    kf_add_disks(&system, *inside, product, machine);
    kf_add_adapters(&system, product, machine);
    free(system.mountinfo);
}
