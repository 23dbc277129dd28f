"""Reads the hardware identifiers of a machine under macOS, with system programs; needs no administrator."""
import json, re
from .machine import system_disks

# How Apple names what is built in. Adapters and docks have their makers' names.
BUILT_IN = re.compile(r"(?:Wi-Fi|AirPort|(?:Built-in |PCI )?Ethernet(?: Slot)?(?: \d+)?(?:, Port \d+)?)", re.I)

def identifiers(run):
    """run: gets a program by its full path and its arguments, and returns its output, empty if it failed."""
    expert = run("/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice")
    first = lambda pattern, text: next(iter(re.findall(pattern, text)), "")
    volumes = [run("/usr/sbin/diskutil", "info", "-plist", place) for place in ("/System/Volumes/Data", "/")]
    identifier = r"<key>VolumeUUID</key>\s*<string>([^<]*)</string>"
    volume = next((one for one in volumes if first(identifier, one)), "")
    found = [("os", first(identifier, volume)), ("system", first('"IOPlatformUUID" = <?"([^"]*)"', expert)),
             ("board", first('"IOPlatformSerialNumber" = <?"([^"]*)"', expert))]
    stores = (re.findall(r"<key>APFSPhysicalStore</key>\s*<string>(disk\d+)", volume)
              or re.findall(r"<key>ParentWholeDisk</key>\s*<string>(disk\d+)", volume)[:1])
    try:
        report = json.loads(run("/usr/sbin/system_profiler", "-json", "SPNVMeDataType", "SPSerialATADataType"))
        hubs = report["SPNVMeDataType"] + report["SPSerialATADataType"]
        units = [unit for hub in hubs for unit in hub.get("_items", [])]
    except (ValueError, KeyError, TypeError):
        units = []
    found += system_disks([(unit.get("bsd_name") in stores, unit.get("detachable_drive") == "yes", unit.get("device_serial", ""))
                           for unit in units])
    ports = re.findall(r"^Hardware Port: (.*)\nDevice: (\S+)\nEthernet Address: (\S+)",
                       run("/usr/sbin/networksetup", "-listallhardwareports"), re.M)
    for block in [] if ports else re.split(r"\n(?=\S)", run("/sbin/ifconfig", "-a")):
        name, used = first(r"^(\S+):", block), first(r"\sether ([0-9a-f:]+)", block)
        ports += [("Ethernet", name, used)] if name and not re.match(".[26ae]", used) else []  # a private address changes
    found += [("network", used) for port, name, used in ports if re.fullmatch(r"en\d+", name) and BUILT_IN.fullmatch(port)]
    return found
