using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Keyferry {
/// <summary>Reads the hardware identifiers of a machine under Linux, from files only. UUID and board serial need root.</summary>
public sealed class Linux {
    readonly string root;
    readonly Dictionary<string, Mount> mounted = new Dictionary<string, Mount>();
    struct Mount { public string Device, Kind, Source, Options; }

    // Container engines mount these from the host; the system is in the first of the places that is on a disk.
    static readonly string[] HostFiles = { "/etc/hosts", "/etc/hostname", "/etc/resolv.conf" };
    static readonly string[] Places =
        "/ /sysroot /media/root-ro /var/lib/snapd/hostfs /nix /usr /var /boot /boot/efi /efi".Split(' ');
    static readonly Regex NoDisk = new Regex("^(loop|ram|zram|sr|fd|nbd|dm-|md)"), UsbDevice = new Regex("/[0-9]+-[0-9.]+$");

    /// <param name="root">folder of the system's files</param>
    public Linux(string root) {
        this.root = RealPath(root).TrimEnd('/');
        foreach (var line in Text("/proc/self/mountinfo").Split('\n')) {
            var halves = Regex.Split(line, " - ");
            string[] words = halves[0].Split(' '), more = (halves.ElementAtOrDefault(1) + "  ").Split(' ');
            if (words.Length < 5 || more[1] == "") continue; // the last mount hides earlier ones
            mounted[Plain(words[4])] =
                new Mount { Device = words[2], Kind = more[0], Source = Plain(more[1]), Options = Plain(more[2]) };
        }
    }

    static string Plain(string word) =>
        Regex.Replace(word, "\\\\([0-7]{3})", octal => ((char)Convert.ToInt32(octal.Groups[1].Value, 8)).ToString());

    public IEnumerable<(string component, string text)> Identifiers() {
        var inside = Container();
        if (inside != "shared") yield return ("os", First("/etc/machine-id", "/var/lib/dbus/machine-id"));
        yield return ("system", Text("/sys/class/dmi/id/product_uuid"));
        yield return ("board", First("/sys/class/dmi/id/board_serial", "/sys/firmware/devicetree/base/serial-number"));
        var holders = Holding(inside == "" ? Places : new[] { "/" }.Concat(HostFiles));
        var folders = Names("/sys/block").Where(name => !NoDisk.IsMatch(name)).Select(name => Follow("/sys/block/" + name));
        var disks = folders.Where(folder => folder != "").Select(folder => new Disk {
            HoldsSystem = holders.Contains(folder), IsRemovable = IsRemovable(folder), Serial = SerialOf(folder)
        });
        foreach (var disk in Hardware.SystemDisks(disks.ToList())) yield return disk;
        foreach (var name in Names("/sys/class/net")) {
            var folder = Follow("/sys/class/net/" + name);
            if (Lasts(name, folder)) yield return ("network", AddressOf(folder));
        }
    }

    [DllImport("libc", EntryPoint = "realpath")] static extern IntPtr CRealPath(string path, IntPtr buffer);
    [DllImport("libc", EntryPoint = "free")] static extern void CFree(IntPtr buffer);
    static string RealPath(string path) {
        var found = CRealPath(path, IntPtr.Zero);
        if (found == IntPtr.Zero) return "";
        try { return Marshal.PtrToStringAnsi(found); } finally { CFree(found); }
    }

    /// <returns>The path behind all links, below the root; empty if there is none.</returns>
    string Follow(string path) {
        var real = RealPath(root + path);
        return real == "" ? "" : real.Substring(root.Length);
    }
    bool Has(string path) => RealPath(root + path) != "";
    IEnumerable<string> Names(string path) => Directory.Exists(root + path)
        ? Directory.GetFileSystemEntries(root + path).Select(Path.GetFileName) : new string[0];
    string First(string one, string other) => Text(one) != "" ? Text(one) : Text(other);
    static string Group(string pattern, string text) => Regex.Match(text, pattern, RegexOptions.Multiline).Groups[1].Value;

    /// <returns>Text without surrounding white space, a character for each byte; empty if it cannot be read.</returns>
    string Text(string path) {
        try {
            using (var file = new FileStream(root + path, FileMode.Open, FileAccess.Read))
            using (var bytes = new MemoryStream()) {
                file.CopyTo(bytes);
                return Encoding.GetEncoding("iso-8859-1").GetString(bytes.ToArray()).Trim();
            }
        } catch (Exception error) when (error is IOException || error is UnauthorizedAccessException) { return ""; }
    }

    /// <returns>"own" in a container with a system of its own, "shared" in one that has its image's, and "" outside.</returns>
    string Container() {
        var named = First("/run/systemd/container", "/run/host/container-manager");
        var groups = Text("/proc/1/cgroup");
        mounted.TryGetValue("/", out var top);
        var isLayered = (top.Kind ?? "").Contains("overlay");
        var isMarked = Has("/run/.containerenv") || Has("/.dockerenv");
        if (named != "" && named != "wsl")
            return Regex.IsMatch(named, "(?i)^(lx[cd]|incus|openvz|systemd-nspawn)") ? "own" : "shared";
        if (Has("/proc/vz") && !Has("/proc/bc")) return "own";
        if (Regex.IsMatch(groups, "kubepods|docker|moby|libpod|crio-|containerd")) return "shared";
        if (Regex.IsMatch(groups, "\\blxc")) return "own";
        var pod = "^(/var)?/run/secrets/kubernetes\\.io/|^/dev/termination-log$";
        if (mounted.Keys.Any(place => Regex.IsMatch(place, pod))) return "shared";
        if (isLayered && (isMarked || Regex.IsMatch(top.Options, "/docker/|containerd|/containers/storage/"))) return "shared";
        if (mounted.Values.Any(one => one.Kind == "fuse.lxcfs")) return "own";
        var isApart = Has("/sys/fs/cgroup/cgroup.type"); // the real top control group has no type
        if (groups == "0::/init.scope") return isApart ? "shared" : "";
        isApart = isApart || isLayered || HostFiles.Count(mounted.ContainsKey) > 1;
        return groups == "0::/" && !Has("/.flatpak-info") && isApart ? "shared" : "";
    }

    /// <returns>The disks of the first place that is on one.</returns>
    List<string> Holding(IEnumerable<string> places) {
        foreach (var place in places.Where(mounted.ContainsKey)) {
            var mount = mounted[place];
            var folder = Follow("/sys/dev/block/" + mount.Device);
            if (mount.Device.StartsWith("0:")) { // file systems over several devices name one of them
                var node = mount.Source.StartsWith("/dev/") ? Follow(mount.Source) : "";
                folder = node == "" ? "" : Follow("/sys/class/block/" + Path.GetFileName(node));
            }
            var disks = folder == "" ? new List<string>() : Beneath(folder).ToList();
            disks.RemoveAll(disk => NoDisk.IsMatch(Path.GetFileName(disk)));
            if (disks.Count > 0) return disks;
        }
        return new List<string>();
    }

    /// <returns>Disks: encrypted volumes, logical volumes and RAIDs are on other devices, partitions on a disk.</returns>
    IEnumerable<string> Beneath(string folder) {
        var slaves = Names(folder + "/slaves").Select(name => Follow(folder + "/slaves/" + name)).Where(one => one != "");
        var whole = Has(folder + "/partition") ? Path.GetDirectoryName(folder) : folder;
        return slaves.Any() ? slaves.SelectMany(Beneath) : new[] { whole };
    }

    /// <returns>Whether a device can be unplugged, alone or with the dock that it is in.</returns>
    bool IsRemovable(string folder) {
        if (Text(folder + "/removable") == "1") return true;
        for (var at = folder; at.StartsWith("/sys/devices/"); at = Path.GetDirectoryName(at)) {
            var said = Text(at + "/removable");
            if (said == "removable" || UsbDevice.IsMatch(at) && said != "fixed" && !Has(at + "/of_node")) return true;
        }
        return false;
    }

    string SerialOf(string folder) {
        var own = First(folder + "/device/serial", folder + "/serial");
        if (own != "") return own;
        var page = Text(folder + "/device/vpd_pg80"); // SCSI: a header of four bytes, then the serial number
        var start = page.IndexOf('\x80') + 3;
        if (page.Length > start) return page.Substring(start);
        return Group("^E:ID_SERIAL_SHORT=(.*)$", Text("/run/udev/data/b" + Text(folder + "/dev")));
    }

    /// <returns>Whether an adapter is a part of this machine. Under WSL, each start brings another.</returns>
    bool Lasts(string name, string folder) {
        var isWsl = Regex.IsMatch(First("/proc/sys/kernel/osrelease", "/proc/version"), "(?i)microsoft|wsl")
            || Has("/proc/sys/fs/binfmt_misc/WSLInterop") || Has("/run/WSL");
        var isPart = Has(folder + "/device") && !Has(folder + "/device/physfn") && !folder.Contains("/devices/virtual/");
        var counts = isPart && Text(folder + "/type") == "1" && !IsRemovable(folder);
        return counts && !isWsl && !Hardware.IsVirtual(name, "");
    }

    /// <returns>The adapter's own address: in use may be that of a bond, or a random one. Empty if none lasts.</returns>
    string AddressOf(string folder) {
        var own = First(folder + "/bonding_slave/perm_hwaddr", folder + "/phy80211/macaddress");
        string used = Text(folder + "/address"), origin = Text(folder + "/addr_assign_type");
        if (own != "" || !Regex.IsMatch(origin, "^[123]$")) return own != "" ? own : used;
        var record = Text("/run/udev/data/n" + Text(folder + "/ifindex"));
        own = Group("^E:ID_NET_NAME_MAC=[a-z]{3}([0-9a-f]{12})$", record);
        var isRestored = origin == "3" && Regex.IsMatch(used, "^[0-9a-f][014589cdCD]"); // a manufacturer's, set by a program
        return own != "" ? own : isRestored ? used : "";
    }
}
}
