"""Reads the hardware identifiers of a machine under Linux, from files only. UUID and board serial number need root."""
import os, re
from .machine import VIRTUAL_NAME, system_disks

HOST_FILES = ["/etc/hosts", "/etc/hostname", "/etc/resolv.conf"]  # which container engines mount from the host
PLACES = "/ /sysroot /media/root-ro /var/lib/snapd/hostfs /nix /usr /var /boot /boot/efi /efi".split()  # of the system
NO_DISK = re.compile("loop|ram|zram|sr|fd|nbd|dm-|md")
POD = re.compile(r"(/var)?/run/secrets/kubernetes\.io/|/dev/termination-log$")

def identifiers(root="/"):
    """Returns pairs of component and text. root: folder of the system's files."""
    files = Files(root)
    mounted = mounts(files)
    inside = container(files, mounted)
    found = [("os", files.text("/etc/machine-id") or files.text("/var/lib/dbus/machine-id"))] if inside != "shared" else []
    board = files.text("/sys/class/dmi/id/board_serial") or files.text("/sys/firmware/devicetree/base/serial-number")
    found += [("system", files.text("/sys/class/dmi/id/product_uuid")), ("board", board)]
    holders = holding(files, mounted, ["/"] + HOST_FILES if inside else PLACES)
    disks = [files.follow("/sys/block/" + name) for name in files.names("/sys/block") if not NO_DISK.match(name)]
    found += system_disks([(one in holders, removable(files, one), disk_serial(files, one)) for one in disks if one])
    adapters = [(name, files.follow("/sys/class/net/" + name)) for name in files.names("/sys/class/net")]
    return found + [("network", address(files, folder)) for name, folder in adapters if lasts(files, name, folder)]

class Files:
    """The system's files, below a root. Each path is absolute, without the root."""

    def __init__(self, root):
        self.root = os.path.realpath(root)

    def at(self, path):
        return os.path.join(self.root, path.lstrip("/"))

    def has(self, path):
        return os.path.exists(self.at(path))

    def text(self, path):
        """Returns the text without surrounding white space, empty if it cannot be read; SCSI numbers follow binary bytes."""
        try:
            with open(self.at(path), encoding="latin-1", newline="") as file:
                return file.read().strip()
        except OSError:
            return ""

    def names(self, path):
        return sorted(os.listdir(self.at(path))) if os.path.isdir(self.at(path)) else []

    def follow(self, path):
        """Returns the path behind all links; empty if there is none."""
        return "/" + os.path.relpath(os.path.realpath(self.at(path)), self.root) if self.has(path) else ""

def mounts(files):
    """Returns device, type, source and options of what is mounted, by place; the last mount hides earlier ones."""
    plain = lambda word: re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), word)
    mounted = {}
    for line in files.text("/proc/self/mountinfo").split("\n"):
        before, _, behind = line.partition(" - ")
        words, (kind, source, options) = before.split(" "), (behind.split(" ") + ["", ""])[:3]
        if len(words) > 4 and source:
            mounted[plain(words[4])] = (words[2], kind, plain(source), plain(options))
    return mounted

def container(files, mounted):
    """Returns "own" in a container with a system of its own, "shared" in one that has its image's, and "" outside."""
    named = files.text("/run/systemd/container") or files.text("/run/host/container-manager")
    groups = files.text("/proc/1/cgroup")
    _, kind, _, options = mounted.get("/", ("", "", "", ""))
    layered, marked = "overlay" in kind, files.has("/run/.containerenv") or files.has("/.dockerenv")
    if named and named != "wsl":
        return "own" if re.match("lx[cd]|incus|openvz|systemd-nspawn", named, re.I) else "shared"
    if files.has("/proc/vz") and not files.has("/proc/bc"):
        return "own"
    if re.search("kubepods|docker|moby|libpod|crio-|containerd", groups):
        return "shared"
    if re.search(r"\blxc", groups):
        return "own"
    if any(POD.match(place) for place in mounted):
        return "shared"
    if layered and (marked or re.search("/docker/|containerd|/containers/storage/", options)):
        return "shared"
    if any(one[1] == "fuse.lxcfs" for one in mounted.values()):
        return "own"
    apart = files.has("/sys/fs/cgroup/cgroup.type")  # the real top control group has no type
    if groups == "0::/":
        apart = apart or layered or sum(one in mounted for one in HOST_FILES) > 1
        return "shared" if apart and not files.has("/.flatpak-info") else ""
    return "shared" if apart and groups == "0::/init.scope" else ""

def holding(files, mounted, places):
    """Returns the disks of the first place that is on one."""
    for place in places:
        device, _, source, _ = mounted.get(place, ("0:", "", "", ""))
        folder = files.follow("/sys/dev/block/" + device)
        if device.startswith("0:"):  # file systems over several devices name one of them
            node = files.follow(source) if source.startswith("/dev/") else ""
            folder = files.follow("/sys/class/block/" + os.path.basename(node)) if node else ""
        disks = beneath(files, folder) if folder else []
        disks = [one for one in disks if not NO_DISK.match(os.path.basename(one))]
        if disks:
            return disks
    return []

def beneath(files, folder):
    """Encrypted volumes, logical volumes and RAIDs are on other devices, partitions on a disk."""
    slaves = [files.follow("%s/slaves/%s" % (folder, name)) for name in files.names(folder + "/slaves")]
    if any(slaves):
        return [disk for one in slaves if one for disk in beneath(files, one)]
    return [os.path.dirname(folder) if files.has(folder + "/partition") else folder]

def removable(files, folder):
    """Whether a device can be unplugged, alone or with the dock that it is in."""
    if files.text(folder + "/removable") == "1":
        return True
    while folder.startswith("/sys/devices/"):
        said = files.text(folder + "/removable")
        usb = re.search(r"/\d+-[\d.]+$", folder) and said != "fixed" and not files.has(folder + "/of_node")
        if said == "removable" or usb:
            return True
        folder = os.path.dirname(folder)
    return False

def disk_serial(files, folder):
    page = files.text(folder + "/device/vpd_pg80")  # SCSI: a header of four bytes, then the serial number
    udev = re.search("^E:ID_SERIAL_SHORT=(.*)$", files.text("/run/udev/data/b" + files.text(folder + "/dev")), re.M)
    own = files.text(folder + "/device/serial") or files.text(folder + "/serial")
    return own or page[page.find("\x80") + 3:] or (udev[1] if udev else "")

def lasts(files, name, folder):
    """Whether an adapter is a part of this machine. Under WSL, each start brings another."""
    release = files.text("/proc/sys/kernel/osrelease") or " ".join(files.text("/proc/version").split(" ")[2:3])
    wsl = files.has("/proc/sys/fs/binfmt_misc/WSLInterop") or files.has("/run/WSL") or re.search("microsoft|wsl", release, re.I)
    part = files.has(folder + "/device") and not files.has(folder + "/device/physfn") and "/devices/virtual/" not in folder
    return (part and not wsl and files.text(folder + "/type") == "1" and not removable(files, folder)
            and not VIRTUAL_NAME.match(name))

def address(files, folder):
    """Returns the adapter's own address: in use may be that of a bond or a random one. Empty if there is none that lasts."""
    own = files.text(folder + "/bonding_slave/perm_hwaddr") or files.text(folder + "/phy80211/macaddress")
    used, origin = files.text(folder + "/address"), files.text(folder + "/addr_assign_type")
    if own or origin not in ("1", "2", "3"):
        return own or used
    record = files.text("/run/udev/data/n" + files.text(folder + "/ifindex"))
    udev = re.search("^E:ID_NET_NAME_MAC=[a-z]{3}([0-9a-f]{12})$", record, re.M)
    if udev:
        return udev[1]
    return used if origin == "3" and not int(used[:2] or "2", 16) & 2 else ""  # a manufacturer's, set again by a program
