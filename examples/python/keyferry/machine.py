"""Identifies this machine by its hardware, as specified in docs/format.md, section Machine bindings. Python 3.8.

Reads files under Linux and runs system programs under Windows and macOS, which takes seconds: call it once, at start.
"""
import hashlib, hmac, os, re, subprocess, sys
from base64 import urlsafe_b64encode

def bindings_of_this_machine(product):
    """Returns pairs of component and value; of a component that the machine has several times, such as adapters, all."""
    from . import linux, macos, windows
    if sys.platform.startswith("linux"):
        return hashed(product, linux.identifiers())
    system = {"win32": windows, "darwin": macos}.get(sys.platform)
    return hashed(product, system.identifiers(run)) if system else []

def run(*command):
    """Returns the output of a program; empty if it fails or takes more than 30 seconds."""
    variables = {**os.environ, "LC_ALL": "C"}
    variables.pop("PSModulePath", None)  # so that PowerShell loads no modules from other folders
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=variables,
                              timeout=30, check=True).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError):
        return ""

def hashed(product, found):
    """Hashes identifiers, given as pairs of component and text; leaves out those that identify no machine."""
    normalize = {"os": uuid, "system": uuid, "board": serial, "disk": serial, "network": address}
    known = {(component, normalize[component](text)) for component, text in found}
    digest = lambda text: hmac.new(product.encode(), text.encode(), hashlib.sha256).digest()[:12]
    value = lambda *pair: urlsafe_b64encode(digest("bind/v1|%s|%s" % pair)).decode()
    return sorted((component, value(component, identifier)) for component, identifier in known if identifier)

# Identifiers in their one spelling, empty if there is none. Makers leave dummy values in firmware, which many machines share.

UUIDS = """03000200040005000006000700080009 00020003000400050006000700080009 12345678123456789012123456789012
 123456781234567890abcddeefaabbcc 785634123412785690abcddeefaabbcc 01234567891011121314151617181920
 0123456789abcdef0123456789abcdef 12345678123412341234123456789abc 12345678123412341234123456789012
 12345678123456781234567812345678 00112233445566778899aabbccddeeff 11111111222233334444555555555555
 deadbeefdeadbeefdeadbeefdeadbeef 6ab5b300538d10149fb5b0684d007b53 4c4c454400002010802080c04f202020
 44454c4c00001020802080c04f202020""".split()
TEXTS = re.compile(r"(..?)\1*|0X0+|QM\d{5}|DRIVE(IDE|SATA|SCSI|VIRTIO)\d*|(PERSISTENT|VIRTIO)DISK\d+"
 r"|[A-Z]{0,4}0?12345(6(7(8(90?)?)?)?)?|[A-Z]{0,4}(0123456789.*|1234567890(1234567890?|ABCDEF)?|123456789[0ABCDEF]+|9876543210)"
 r"|TOBE(FILLEDBYOEM(FIELD)?|DEFINED|DETERMINED)|FILL(ED)?BYOEM|OEM(DEFAULTSTRING|SERIAL)?|DEFAULT(STRING)?"
 r"|SYSTEM(SERIAL(NUMB(ER)?)?|PRODUCTNAME|MANUFACTURER|VERSION)|SERIAL(NUMBER|NO)?|(BASEBOARD|(TYPE2)?BOARD|CHASSIS)SERIALNUMBER"
 r"|BASEBOARDSERIAL|MBSERIAL|NONE|NULL(STRING)?|NIL|NA|EMPTY(STRING)?|BLANK|UNKNOWN?|UNDEFINED|UNINITIALIZED|UNASSIGNED"
 r"|UNSPECIFIED|INVALID(ENTRY)?|NOT(APPLICABLE|AVAILABLE|DEFINED|PRESENT|SET|SETTABLE|USED|FOUND|ASSIGNED|SPECIFIED|SUPPORTED)"
 r"|NOSERIAL(NUMBER)?|NOASSETTAG|TBD|RESERVED|EVAL|SAMPLE|DUMMY|IATPASS|ABCDEF0123456789|(0X)?DEADBEEF|MB1234567890"
 r"|BSS0123456789|BSN12345678901234567", re.S)
ADDRESSES = """020000000000 444553540000 505054503030 33506f453030 204153594eff 00059a3c7a00 0a0027000000 005056c00001
 005056c00008 feffffffffff 02004c4f4f50 001122334455 123456789abc deadbeef0000 020012345678""".split()

def uuid(text):
    bare = re.sub("[{}-]", "", text.strip()).lower()
    return bare if re.fullmatch("[0-9a-f]{32}", bare) and bare not in UUIDS and not re.fullmatch(r"(..?)\1*", bare) else ""

def serial(text):
    bare = re.sub(r"\.$", "", re.sub("[\\s\0-\x1f\x7f]", "", text)).upper()
    letters = re.sub("[^A-Z0-9]", "", bare)
    return bare if len(letters) > 2 and not TEXTS.fullmatch(letters) else ""

def address(text):
    bare = re.sub("[\\s:.-]", "", text).lower()
    own = re.fullmatch("[0-9a-f][02468ace][0-9a-f]{10}", bare)  # no group address
    return bare if own and bare not in ADDRESSES and not re.fullmatch(r"(.)\1*", bare) else ""

def system_disks(disks):
    """Takes disks as (holds the system, can be removed, serial number); without a holder, the only one built in counts."""
    holding, built_in = [one for one in disks if one[0]], [one for one in disks if not one[1]]
    return [("disk", one[2]) for one in (built_in if not holding and len(built_in) == 1 else holding)]

VIRTUAL_NAME = re.compile(r"(?:lo|docker|br|virbr|vnet|vmnet|vboxnet|vmenet|tun|tap|utun|ipsec|ppp|wg|tailscale|bond|team|dummy"
 r"|ifb|cni|flannel|lxcbr|lxdbr|awdl|llw|ap|anpi|bridge|gif|stf|bnep|pan|usb|rndis)(?:[-_.\d]|$)|veth|zt|cali", re.I)
VIRTUAL_DESCRIPTION = re.compile(r"virtual|hyper-v|vmware|virtualbox|vpn|tap-|tunnel|wireguard|wintun|tailscale|zerotier"
 r"|anyconnect|fortinet|loopback|bluetooth|kernel debug|wan miniport|wi-fi direct|npcap|teredo|isatap|bridge", re.I)
