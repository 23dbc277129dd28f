package keyferry

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"sort"
	"strings"
	"time"
)

// Identifier is a hardware identifier of a machine, in clear. It must not leave the machine.
type Identifier struct{ Component, Text string }

// BindingsOfThisMachine returns values by component; of a component that the machine has several times, such as adapters, all.
// It reads files under Linux and runs system programs under Windows and macOS, which takes seconds: call it once, at start.
func BindingsOfThisMachine(product string) map[string][]string {
	switch runtime.GOOS {
	case "linux":
		return Hashed(product, LinuxIdentifiers("/"))
	case "windows":
		return Hashed(product, WindowsIdentifiers(runProgram))
	case "darwin":
		return Hashed(product, MacosIdentifiers(runProgram))
	}
	return nil
}

// Program runs a program by its full path and returns its output, empty if it fails.
type Program func(path string, arguments ...string) string

func runProgram(path string, arguments ...string) string {
	atMost, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	command := exec.CommandContext(atMost, path, arguments...)
	for _, variable := range append(os.Environ(), "LC_ALL=C") {
		if !strings.HasPrefix(strings.ToLower(variable), "psmodulepath=") { // PowerShell would load modules from there
			command.Env = append(command.Env, variable)
		}
	}
	output, err := command.Output()
	if err != nil {
		return ""
	}
	return string(output)
}

// Hashed hashes identifiers for a product and leaves out those that identify no machine.
func Hashed(product string, found []Identifier) map[string][]string {
	normalize := map[string]func(string) string{"os": uuid, "system": uuid, "board": serial, "disk": serial, "network": address}
	bindings, seen := map[string][]string{}, map[string]bool{}
	for _, one := range found {
		identifier := normalize[one.Component](one.Text)
		mac := hmac.New(sha256.New, []byte(product))
		mac.Write([]byte("bind/v1|" + one.Component + "|" + identifier))
		value := base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:12])
		if identifier != "" && !seen[value] {
			bindings[one.Component], seen[value] = append(bindings[one.Component], value), true
		}
	}
	return bindings
}

// Makers leave dummy values in firmware, which many machines share.
var (
	uuids = set(`03000200040005000006000700080009 00020003000400050006000700080009 12345678123456789012123456789012
 123456781234567890abcddeefaabbcc 785634123412785690abcddeefaabbcc 01234567891011121314151617181920
 0123456789abcdef0123456789abcdef 12345678123412341234123456789abc 12345678123412341234123456789012
 12345678123456781234567812345678 00112233445566778899aabbccddeeff 11111111222233334444555555555555
 deadbeefdeadbeefdeadbeefdeadbeef 6ab5b300538d10149fb5b0684d007b53 4c4c454400002010802080c04f202020
 44454c4c00001020802080c04f202020`)
	addresses = set(`020000000000 444553540000 505054503030 33506f453030 204153594eff 00059a3c7a00 0a0027000000 005056c00001
 005056c00008 feffffffffff 02004c4f4f50 001122334455 123456789abc deadbeef0000 020012345678`)
	dummy = regexp.MustCompile(`^(?:0X0+|QM\d{5}|DRIVE(IDE|SATA|SCSI|VIRTIO)\d*|(PERSISTENT|VIRTIO)DISK\d+` +
		`|[A-Z]{0,4}0?12345(6(7(8(90?)?)?)?)?|[A-Z]{0,4}(0123456789.*|1234567890(1234567890?|ABCDEF)?|123456789[0ABCDEF]+|9876543210)` +
		`|TOBE(FILLEDBYOEM(FIELD)?|DEFINED|DETERMINED)|FILL(ED)?BYOEM|OEM(DEFAULTSTRING|SERIAL)?|DEFAULT(STRING)?` +
		`|SYSTEM(SERIAL(NUMB(ER)?)?|PRODUCTNAME|MANUFACTURER|VERSION)|SERIAL(NUMBER|NO)?` +
		`|(BASEBOARD|(TYPE2)?BOARD|CHASSIS)SERIALNUMBER|BASEBOARDSERIAL` +
		`|MBSERIAL|NONE|NULL(STRING)?|NIL|NA|EMPTY(STRING)?|BLANK|UNKNOWN?|UNDEFINED|UNINITIALIZED` +
		`|UNASSIGNED|UNSPECIFIED|INVALID(ENTRY)?|NOT(APPLICABLE|AVAILABLE|DEFINED|PRESENT|SET|SETTABLE|USED|FOUND|ASSIGNED` +
		`|SPECIFIED|SUPPORTED)|NOSERIAL(NUMBER)?|NOASSETTAG|TBD|RESERVED|EVAL|SAMPLE|DUMMY|IATPASS` +
		`|ABCDEF0123456789|(0X)?DEADBEEF|MB1234567890` +
		`|BSS0123456789|BSN12345678901234567)$`)
)

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.Fields(words) {
		all[word] = true
	}
	return all
}

// repeats tells whether a text is one or two characters over and over: all zero, FEFEFEFE.
func repeats(text string) bool {
	for i := 2; i < len(text); i++ {
		if text[i] != text[i-2] {
			return false
		}
	}
	return len(text)%2 == 0 || text[0] == text[len(text)/2]
}

func matches(pattern, text string) bool { return regexp.MustCompile(pattern).MatchString(text) }
func without(pattern, text string) string {
	return regexp.MustCompile(pattern).ReplaceAllString(text, "")
}

// uuid, serial and address return an identifier in its one spelling, "" if there is none.
func uuid(text string) string {
	bare := strings.ToLower(without(`[{}-]`, strings.TrimSpace(text)))
	if matches(`^[0-9a-f]{32}$`, bare) && !uuids[bare] && !repeats(bare) {
		return bare
	}
	return ""
}

func serial(text string) string {
	bare := strings.ToUpper(strings.TrimSuffix(without(`[\s\x00-\x1f\x7f\x{a0}]`, text), "."))
	if letters := without(`[^A-Z0-9]`, bare); len(letters) > 2 && !dummy.MatchString(letters) && !repeats(letters) {
		return bare
	}
	return ""
}

func address(text string) string {
	bare := strings.ToLower(without(`[\s:.-]`, text))
	isOne := matches(`^[0-9a-f][02468ace][0-9a-f]{10}$`, bare) // of a group, the second digit is odd
	if isOne && !addresses[bare] && strings.Count(bare, bare[:1]) < 12 {
		return bare
	}
	return ""
}

// A disk of a machine.
type disk struct {
	holdsSystem, isRemovable bool
	serial                   string
}

// systemDisks returns the disks that hold the system; where none is known to, the only one that is built in.
func systemDisks(disks []disk) (found []Identifier) {
	sort.SliceStable(disks, func(i, j int) bool { return disks[i].holdsSystem && !disks[j].holdsSystem })
	builtIn := 0
	for _, one := range disks {
		if !one.isRemovable {
			builtIn++
		}
	}
	for _, one := range disks {
		if one.holdsSystem || !disks[0].holdsSystem && builtIn == 1 && !one.isRemovable {
			found = append(found, Identifier{"disk", one.serial})
		}
	}
	return found
}

// Names and descriptions of adapters that virtual machines, containers, bridges, tunnels and phones add.
var virtualName = regexp.MustCompile(`(?i)^(?:(?:lo|docker|br|virbr|vnet|vmnet|vboxnet|vmenet|tun|tap|utun|ipsec|ppp|wg` +
	`|tailscale|bond|team|dummy|ifb|cni|flannel|lxcbr|lxdbr|awdl|llw|ap|anpi|bridge|gif|stf|bnep|pan|usb|rndis)(?:[-_.\d]|$)` +
	`|veth|zt|cali)`)
var virtualDescription = regexp.MustCompile(`(?i)virtual|hyper-v|vmware|virtualbox|vpn|tap-|tunnel|wireguard|wintun|tailscale` +
	`|zerotier|anyconnect|fortinet|loopback|bluetooth|kernel debug|wan miniport|wi-fi direct|npcap|teredo|isatap|bridge`)
