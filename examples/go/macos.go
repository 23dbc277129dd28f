package keyferry

import (
	"encoding/json"
	"regexp"
	"strings"
)

// How Apple names what is built in. Adapters and docks have their makers' names.
var builtIn = regexp.MustCompile(`(?i)^(?:Wi-Fi|AirPort|(?:Built-in |PCI )?Ethernet(?: Slot)?(?: \d+)?(?:, Port \d+)?)$`)

// MacosIdentifiers reads the hardware identifiers of a machine with programs of macOS, without administrator.
func MacosIdentifiers(run Program) []Identifier {
	expert := run("/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice")
	volume, id := "", ""
	for _, place := range []string{"/System/Volumes/Data", "/"} {
		if id == "" {
			volume = run("/usr/sbin/diskutil", "info", "-plist", place)
			id = firstGroup(`<key>VolumeUUID</key>\s*<string>([^<]*)</string>`, volume)
		}
	}
	found := []Identifier{
		{"os", id},
		{"system", firstGroup(`"IOPlatformUUID" = <?"([^"]*)"`, expert)},
		{"board", firstGroup(`"IOPlatformSerialNumber" = <?"([^"]*)"`, expert)},
	}
	return append(append(found, systemDisks(macosDisks(run, volume))...), macosAdapters(run)...)
}

func macosDisks(run Program, volume string) (disks []disk) {
	stores := regexp.MustCompile(`<key>APFSPhysicalStore</key>\s*<string>(disk\d+)`).FindAllStringSubmatch(volume, -1)
	if len(stores) == 0 {
		stores = regexp.MustCompile(`<key>ParentWholeDisk</key>\s*<string>(disk\d+)`).FindAllStringSubmatch(volume, 1)
	}
	holds := map[string]bool{}
	for _, store := range stores {
		holds[store[1]] = true
	}
	var report map[string][]struct {
		Items []struct {
			Name       string `json:"bsd_name"`
			Serial     string `json:"device_serial"`
			Detachable string `json:"detachable_drive"`
		} `json:"_items"`
	}
	output := run("/usr/sbin/system_profiler", "-json", "SPNVMeDataType", "SPSerialATADataType")
	_ = json.Unmarshal([]byte(output), &report)
	for _, bus := range report {
		for _, hub := range bus {
			for _, unit := range hub.Items {
				disks = append(disks, disk{holds[unit.Name], unit.Detachable == "yes", unit.Serial})
			}
		}
	}
	return disks
}

// macosAdapters returns ports with their permanent addresses; else the interfaces with the addresses in use.
func macosAdapters(run Program) (found []Identifier) {
	list := run("/usr/sbin/networksetup", "-listallhardwareports")
	ports := regexp.MustCompile(`(?m)^Hardware Port: (.*)\nDevice: (\S+)\nEthernet Address: (\S+)`).FindAllStringSubmatch(list, -1)
	for _, port := range ports {
		if matches(`^en\d+$`, port[2]) && builtIn.MatchString(port[1]) {
			found = append(found, Identifier{"network", port[3]})
		}
	}
	if len(ports) > 0 {
		return found
	}
	name := ""
	for _, line := range strings.Split(run("/sbin/ifconfig", "-a"), "\n") {
		name = firstOf(firstGroup(`^(\S+):`, line), name)
		used := firstGroup(`^\s+ether ([0-9a-f:]+)`, line)
		if matches(`^en\d+$`, name) && matches(`^.[^26ae]`, used) { // a private address changes
			found = append(found, Identifier{"network", used})
		}
	}
	return found
}
