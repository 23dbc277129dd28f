package keyferry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.*;
import java.util.*;
import java.util.regex.*;
import java.util.stream.Stream;

/** Reads the hardware identifiers of a machine under Linux, from files only. UUID and board serial number need root. */
public final class Linux {
    private record Mount(String device, String kind, String source, String options) { }

    /** Container engines mount these from the host. */
    private static final List<String> HOST_FILES = List.of("/etc/hosts", "/etc/hostname", "/etc/resolv.conf");
    /** Where the system is: in the first of these that is on a disk. */
    private static final List<String> PLACES = List.of("/", "/sysroot", "/media/root-ro", "/var/lib/snapd/hostfs", "/nix",
        "/usr", "/var", "/boot", "/boot/efi", "/efi");
    private static final Pattern NO_DISK = Pattern.compile("^(?:loop|ram|zram|sr|fd|nbd|dm-|md)");
    /** Names of adapters that virtual machines, containers, bridges, tunnels and phones add. */
    private static final Pattern VIRTUAL = Pattern.compile("(?i)^(?:(?:lo|docker|br|virbr|vnet|vmnet|vboxnet|vmenet|tun|tap|utun"
        + "|ipsec|ppp|wg|tailscale|bond|team|dummy|ifb|cni|flannel|lxcbr|lxdbr|awdl|llw|ap|anpi|bridge|gif|stf|bnep|pan|usb"
        + "|rndis)(?:[-_.\\d]|$)|veth|zt|cali)");

    private final String root;
    private final Map<String, Mount> mounted = new HashMap<>();

    /** Takes the folder of the system's files. */
    public Linux(Path root) throws IOException {
        this.root = root.toRealPath().toString().replaceFirst("/$", "");
        for (String line : text("/proc/self/mountinfo").split("\n")) {
            String[] halves = line.split(" - "), words = halves[0].split(" ");
            String[] more = halves.length < 2 ? new String[0] : halves[1].split(" ");
            if (words.length < 5 || more.length < 2) continue; // the last mount hides earlier ones
            String options = more.length > 2 ? plain(more[2]) : "";
            mounted.put(plain(words[4]), new Mount(words[2], more[0], plain(more[1]), options));
        }
    }
    private static String plain(String word) {
        return Pattern.compile("\\\\([0-7]{3})").matcher(word).replaceAll(
            octal -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(octal.group(1), 8))));
    }

    public List<Hardware.Identifier> identifiers() {
        List<Hardware.Identifier> found = new ArrayList<>();
        String inside = container();
        String board = first("/sys/class/dmi/id/board_serial", "/sys/firmware/devicetree/base/serial-number");
        String os = first("/etc/machine-id", "/var/lib/dbus/machine-id");
        if (!inside.equals("shared")) found.add(new Hardware.Identifier("os", os));
        found.add(new Hardware.Identifier("system", text("/sys/class/dmi/id/product_uuid")));
        found.add(new Hardware.Identifier("board", board));
        Set<String> holders = holding(inside.isEmpty() ? PLACES : Stream.concat(Stream.of("/"), HOST_FILES.stream()).toList());
        List<Hardware.Disk> disks = new ArrayList<>();
        for (String name : names("/sys/block")) {
            String folder = follow("/sys/block/" + name);
            if (!folder.isEmpty() && !NO_DISK.matcher(name).find())
                disks.add(new Hardware.Disk(holders.contains(folder), isRemovable(folder), serial(folder)));
        }
        found.addAll(Hardware.systemDisks(disks));
        for (String name : names("/sys/class/net")) {
            String folder = follow("/sys/class/net/" + name);
            if (lasts(name, folder)) found.add(new Hardware.Identifier("network", address(folder)));
        }
        return found;
    }

    private Path at(String path) { return Path.of(root + path); }
    private boolean has(String path) { return Files.exists(at(path)); }

    /** Returns the path behind all links, below the root; empty if there is none. */
    private String follow(String path) {
        try {
            return at(path).toRealPath().toString().substring(root.length());
        } catch (IOException error) { return ""; }
    }
    private List<String> names(String path) {
        try (Stream<Path> entries = Files.list(at(path))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException error) { return List.of(); }
    }
    /** Returns the text without surrounding white space, a character for each byte; empty if it cannot be read. */
    private String text(String path) {
        try {
            return new String(Files.readAllBytes(at(path)), ISO_8859_1).strip();
        } catch (IOException error) { return ""; }
    }
    private String first(String one, String other) { return text(one).isEmpty() ? text(other) : text(one); }
    private static String group(String pattern, String text) {
        Matcher found = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
        return found.find() ? found.group(1) : "";
    }
    private static boolean finds(String pattern, String text) { return Pattern.compile(pattern).matcher(text).find(); }

    /** Returns "own" in a container with a system of its own, "shared" in one that has its image's, and "" outside. */
    private String container() {
        String named = first("/run/systemd/container", "/run/host/container-manager"), groups = text("/proc/1/cgroup");
        Mount top = mounted.getOrDefault("/", new Mount("", "", "", ""));
        boolean isLayered = top.kind.contains("overlay"), isMarked = has("/run/.containerenv") || has("/.dockerenv");
        if (!named.isEmpty() && !named.equals("wsl"))
            return finds("(?i)^(?:lx[cd]|incus|openvz|systemd-nspawn)", named) ? "own" : "shared";
        if (has("/proc/vz") && !has("/proc/bc")) return "own";
        if (finds("kubepods|docker|moby|libpod|crio-|containerd", groups)) return "shared";
        if (finds("\\blxc", groups)) return "own";
        String pod = "^(?:/var)?/run/secrets/kubernetes\\.io/|^/dev/termination-log$";
        if (mounted.keySet().stream().anyMatch(place -> finds(pod, place))) return "shared";
        boolean isByEngine = isMarked || finds("/docker/|containerd|/containers/storage/", top.options);
        if (isLayered && isByEngine) return "shared";
        if (mounted.values().stream().anyMatch(mount -> mount.kind.equals("fuse.lxcfs"))) return "own";
        boolean isApart = has("/sys/fs/cgroup/cgroup.type"); // the real top control group has no type
        if (groups.equals("0::/init.scope")) return isApart ? "shared" : "";
        isApart |= isLayered || HOST_FILES.stream().filter(mounted::containsKey).count() > 1;
        return groups.equals("0::/") && !has("/.flatpak-info") && isApart ? "shared" : "";
    }

    /** Returns the disks of the first place that is on one. */
    private Set<String> holding(List<String> places) {
        for (String place : places) {
            Mount mount = mounted.getOrDefault(place, new Mount("0:", "", "", ""));
            String folder = follow("/sys/dev/block/" + mount.device);
            if (mount.device.startsWith("0:")) { // file systems over several devices name one of them
                String node = mount.source.startsWith("/dev/") ? follow(mount.source) : "";
                folder = node.isEmpty() ? "" : follow("/sys/class/block/" + Path.of(node).getFileName());
            }
            Set<String> disks = folder.isEmpty() ? new HashSet<>() : beneath(folder);
            disks.removeIf(disk -> NO_DISK.matcher(Path.of(disk).getFileName().toString()).find());
            if (!disks.isEmpty()) return disks;
        }
        return Set.of();
    }

    /** Finds disks: encrypted volumes, logical volumes and RAIDs are on other devices, partitions on a disk. */
    private Set<String> beneath(String folder) {
        Set<String> disks = new HashSet<>();
        for (String name : names(folder + "/slaves")) {
            String slave = follow(folder + "/slaves/" + name);
            if (!slave.isEmpty()) disks.addAll(beneath(slave));
        }
        if (disks.isEmpty()) disks.add(has(folder + "/partition") ? Path.of(folder).getParent().toString() : folder);
        return disks;
    }

    /** Returns whether a device can be unplugged, alone or with the dock that it is in. */
    private boolean isRemovable(String folder) {
        if (text(folder + "/removable").equals("1")) return true;
        for (String at = folder; at.startsWith("/sys/devices/"); at = Path.of(at).getParent().toString()) {
            String said = text(at + "/removable");
            boolean isUsb = finds("/\\d+-[\\d.]+$", at) && !said.equals("fixed") && !has(at + "/of_node");
            if (said.equals("removable") || isUsb) return true;
        }
        return false;
    }

    private String serial(String folder) {
        String own = first(folder + "/device/serial", folder + "/serial");
        if (!own.isEmpty()) return own;
        String page = text(folder + "/device/vpd_pg80"); // SCSI: a header of four bytes, then the serial number
        int start = page.indexOf('\u0080') + 3;
        if (page.length() > start) return page.substring(start);
        return group("^E:ID_SERIAL_SHORT=(.*)$", text("/run/udev/data/b" + text(folder + "/dev")));
    }

    /** Returns whether an adapter is a part of this machine. Under WSL, each start brings another. */
    private boolean lasts(String name, String folder) {
        boolean isWsl = finds("(?i)microsoft|wsl", first("/proc/sys/kernel/osrelease", "/proc/version"))
            || has("/proc/sys/fs/binfmt_misc/WSLInterop") || has("/run/WSL");
        boolean isPart = has(folder + "/device") && !has(folder + "/device/physfn") && !folder.contains("/devices/virtual/");
        boolean counts = isPart && text(folder + "/type").equals("1") && !isRemovable(folder);
        return counts && !isWsl && !VIRTUAL.matcher(name).find();
    }

    /** Returns the adapter's own address: in use may be that of a bond, or a random one. Empty if none lasts. */
    private String address(String folder) {
        String own = first(folder + "/bonding_slave/perm_hwaddr", folder + "/phy80211/macaddress");
        String used = text(folder + "/address"), origin = text(folder + "/addr_assign_type");
        if (!own.isEmpty() || !origin.matches("[123]")) return own.isEmpty() ? used : own;
        String record = text("/run/udev/data/n" + text(folder + "/ifindex"));
        own = group("^E:ID_NET_NAME_MAC=[a-z]{3}([0-9a-f]{12})$", record);
        boolean isRestored = origin.equals("3") && finds("^[0-9a-f][014589cdCD]", used); // a manufacturer's, set by a program
        return own.isEmpty() && isRestored ? used : own;
    }
}
