package keyferry

import (
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// LinuxIdentifiers reads the hardware identifiers of a machine under Linux, from files below a root. UUID and board serial
// number need root.
func LinuxIdentifiers(root string) []Identifier {
	base, _ := filepath.EvalSymlinks(root)
	files := systemFiles(strings.TrimSuffix(base, "/"))
	mounted := files.mounts()
	inside := files.container(mounted)
	found := []Identifier{
		{"system", files.text("/sys/class/dmi/id/product_uuid")},
		{"board", files.first("/sys/class/dmi/id/board_serial", "/sys/firmware/devicetree/base/serial-number")},
	}
	if inside != "shared" {
		found = append(found, Identifier{"os", files.first("/etc/machine-id", "/var/lib/dbus/machine-id")})
	}
	places := systemPlaces
	if inside != "" {
		places = append([]string{"/"}, hostFiles...)
	}
	holders := files.holding(mounted, places)
	var disks []disk
	for _, name := range files.names("/sys/block") {
		if folder := files.follow("/sys/block/" + name); folder != "" && !noDisk.MatchString(name) {
			disks = append(disks, disk{holders[folder], files.isRemovable(folder), files.diskSerial(folder)})
		}
	}
	found = append(found, systemDisks(disks)...)
	for _, name := range files.names("/sys/class/net") {
		if folder := files.follow("/sys/class/net/" + name); files.lasts(name, folder) {
			found = append(found, Identifier{"network", files.address(folder)})
		}
	}
	return found
}

var (
	// Container engines mount these from the host.
	hostFiles = []string{"/etc/hosts", "/etc/hostname", "/etc/resolv.conf"}
	// Where the system is.
	systemPlaces = strings.Fields("/ /sysroot /media/root-ro /var/lib/snapd/hostfs /nix /usr /var /boot /boot/efi /efi")
	noDisk       = regexp.MustCompile(`^(?:loop|ram|zram|sr|fd|nbd|dm-|md)`)
)

type mount struct{ at, device, kind, source, options string }

var octal = regexp.MustCompile(`\\[0-7]{3}`)

// mounts lists what is mounted; the last one at a place hides earlier ones.
func (f systemFiles) mounts() map[string]mount {
	mounted := map[string]mount{}
	plain := func(word string) string {
		return octal.ReplaceAllStringFunc(word, func(code string) string {
			value, _ := strconv.ParseUint(code[1:], 8, 16)
			return string(rune(value))
		})
	}
	for _, line := range strings.Split(f.text("/proc/self/mountinfo"), "\n") {
		before, behind, _ := strings.Cut(line, " - ")
		words, more := strings.Split(before, " "), append(strings.Split(behind, " "), "", "")
		if len(words) > 4 && more[1] != "" {
			at := plain(words[4])
			mounted[at] = mount{at, words[2], more[0], plain(more[1]), plain(more[2])}
		}
	}
	return mounted
}

// container returns "own" in a container with a system of its own, "shared" in one that has its image's, and "" outside.
func (f systemFiles) container(mounted map[string]mount) string {
	named, groups := f.first("/run/systemd/container", "/run/host/container-manager"), f.text("/proc/1/cgroup")
	layered, marked := strings.Contains(mounted["/"].kind, "overlay"), f.has("/run/.containerenv") || f.has("/.dockerenv")
	isApart, pod, lxcfs, fromHost := f.has("/sys/fs/cgroup/cgroup.type"), false, false, 0 // the real top group has no type
	for at, one := range mounted {
		pod = pod || matches(`^(?:/var)?/run/secrets/kubernetes\.io/|^/dev/termination-log$`, at)
		lxcfs = lxcfs || one.kind == "fuse.lxcfs"
	}
	for _, file := range hostFiles {
		if mounted[file].at != "" {
			fromHost++
		}
	}
	switch {
	case named != "" && named != "wsl" && matches(`(?i)^(?:lx[cd]|incus|openvz|systemd-nspawn)`, named):
		return "own"
	case named != "" && named != "wsl":
		return "shared"
	case f.has("/proc/vz") && !f.has("/proc/bc"):
		return "own"
	case matches(`kubepods|docker|moby|libpod|crio-|containerd`, groups):
		return "shared"
	case matches(`\blxc`, groups):
		return "own"
	case pod, layered && (marked || matches(`/docker/|containerd|/containers/storage/`, mounted["/"].options)):
		return "shared"
	case lxcfs:
		return "own"
	case groups == "0::/init.scope" && isApart:
		return "shared"
	case groups == "0::/" && !f.has("/.flatpak-info") && (isApart || layered || fromHost > 1):
		return "shared"
	}
	return ""
}

// holding returns the disks of the first place that is on one.
func (f systemFiles) holding(mounted map[string]mount, places []string) map[string]bool {
	for _, place := range places {
		one := mounted[place]
		folder := f.follow("/sys/dev/block/" + one.device)
		if strings.HasPrefix(one.device, "0:") { // file systems over several devices name one of them
			folder = ""
			if node := f.follow(one.source); strings.HasPrefix(one.source, "/dev/") && node != "" {
				folder = f.follow("/sys/class/block/" + path.Base(node))
			}
		}
		if disks := f.beneath(folder); one.at != "" && folder != "" && len(disks) > 0 {
			return disks
		}
	}
	return nil
}

// beneath finds disks: encrypted volumes, logical volumes and RAIDs are on other devices, partitions on a disk.
func (f systemFiles) beneath(folder string) map[string]bool {
	disks, isWhole := map[string]bool{}, true
	for _, name := range f.names(folder + "/slaves") {
		if slave := f.follow(folder + "/slaves/" + name); slave != "" {
			isWhole = false
			for one := range f.beneath(slave) {
				disks[one] = true
			}
		}
	}
	if f.has(folder + "/partition") {
		folder = path.Dir(folder)
	}
	if isWhole && !noDisk.MatchString(path.Base(folder)) {
		disks[folder] = true
	}
	return disks
}

var usbDevice = regexp.MustCompile(`/\d+-[\d.]+$`)

// isRemovable tells whether a device can be unplugged, alone or with the dock that it is in.
func (f systemFiles) isRemovable(folder string) bool {
	if f.text(folder+"/removable") == "1" {
		return true
	}
	for at := folder; strings.HasPrefix(at, "/sys/devices/"); at = path.Dir(at) {
		said := f.text(at + "/removable")
		if said == "removable" || usbDevice.MatchString(at) && said != "fixed" && !f.has(at+"/of_node") {
			return true
		}
	}
	return false
}

func (f systemFiles) diskSerial(folder string) string {
	if own := f.first(folder+"/device/serial", folder+"/serial"); own != "" {
		return own
	}
	// SCSI: a header of four bytes, then the serial number.
	if _, page, found := strings.Cut(f.text(folder+"/device/vpd_pg80"), "\u0080"); found && len(page) > 2 {
		return page[2:]
	}
	return firstGroup(`(?m)^E:ID_SERIAL_SHORT=(.*)$`, f.text("/run/udev/data/b"+f.text(folder+"/dev")))
}

// lasts tells whether an adapter is a part of this machine. Under WSL, each start brings another.
func (f systemFiles) lasts(name, folder string) bool {
	release := f.first("/proc/sys/kernel/osrelease", "/proc/version")
	isWsl := matches(`(?i)microsoft|wsl`, release) || f.has("/proc/sys/fs/binfmt_misc/WSLInterop") || f.has("/run/WSL")
	isPart := f.has(folder+"/device") && !f.has(folder+"/device/physfn") && !strings.Contains(folder, "/devices/virtual/")
	return isPart && !isWsl && f.text(folder+"/type") == "1" && !f.isRemovable(folder) && !virtualName.MatchString(name)
}

// address returns the adapter's own: in use may be that of a bond, or a random one. It is "" if none lasts.
func (f systemFiles) address(folder string) string {
	own := f.first(folder+"/bonding_slave/perm_hwaddr", folder+"/phy80211/macaddress")
	used, origin := f.text(folder+"/address"), f.text(folder+"/addr_assign_type")
	if own != "" || origin != "1" && origin != "2" && origin != "3" {
		return firstOf(own, used)
	}
	record := f.text("/run/udev/data/n" + f.text(folder+"/ifindex"))
	if own = firstGroup(`(?m)^E:ID_NET_NAME_MAC=[a-z]{3}([0-9a-f]{12})$`, record); own != "" {
		return own
	}
	if origin == "3" && matches(`^[0-9a-f][014589cdCD]`, used) { // a manufacturer's, set again by a program
		return used
	}
	return ""
}
