"""Reads the hardware identifiers of a machine under Windows, with reg.exe and Windows PowerShell; needs no administrator."""
import json, os, re
from .machine import VIRTUAL_DESCRIPTION, VIRTUAL_NAME, system_disks

HARDWARE = "; ".join([
    "$ErrorActionPreference = [System.Management.Automation.ActionPreference]::SilentlyContinue",
    "$found = @{}",
    "$found.system = Get-CimInstance -ClassName Win32_ComputerSystemProduct | Select-Object UUID",
    "$found.board = Get-CimInstance -ClassName Win32_BaseBoard | Select-Object -First 1 SerialNumber",
    "$found.disks = @(Get-CimInstance -Namespace root/Microsoft/Windows/Storage -ClassName MSFT_Disk"
    " | Select-Object Number, SerialNumber, BusType, IsBoot)",
    "$found.drives = @(Get-CimInstance -ClassName Win32_DiskDrive | Select-Object Index, SerialNumber, InterfaceType)",
    "$found.adapters = @(Get-CimInstance -Namespace root/StandardCimv2 -ClassName MSFT_NetAdapter"
    " | Select-Object Name, InterfaceDescription, PermanentAddress, HardwareInterface, Virtual, PNPDeviceID)",
    "$found.containers = @($found.adapters | ForEach-Object { Get-PnpDeviceProperty -InstanceId $_.PNPDeviceID"
    " -KeyName DEVPKEY_Device_ContainerId } | Select-Object InstanceId, Data)",
    "$found | ConvertTo-Json -Compress -Depth 4"])
NOT_OUTSIDE = ["{00000000-0000-0000-ffff-ffffffffffff}", "{00000000-0000-0000-0000-000000000000}"]  # the computer, and none

def identifiers(run):
    """run: gets a program by its full path and its arguments, and returns its output, empty if it failed."""
    programs = os.environ.get("SystemRoot", r"C:\Windows") + "\\System32\\"
    registry = run(programs + "reg.exe", "query", r"HKLM\SOFTWARE\Microsoft\Cryptography", "/v", "MachineGuid", "/reg:64")
    shell = programs + r"WindowsPowerShell\v1.0\powershell.exe"
    try:
        hardware = json.loads(run(shell, "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", HARDWARE))
    except ValueError:
        hardware = {}
    of = lambda name, kind: hardware[name] if isinstance(hardware, dict) and isinstance(hardware.get(name), kind) else kind()
    rows, one = lambda name: of(name, list), lambda name, key: of(name, dict).get(key) or ""
    guid = re.search(r"MachineGuid\s+REG_SZ\s+(\S+)", registry, re.I)
    found = [("os", guid[1] if guid else ""), ("system", one("system", "UUID")), ("board", one("board", "SerialNumber"))]
    disks = [(row.get("IsBoot") is True, row.get("BusType") in (4, 7), row.get("SerialNumber") or "") for row in rows("disks")]
    drives = [(False, row.get("InterfaceType") in ("USB", "1394"), row.get("SerialNumber") or "") for row in rows("drives")]
    container = lambda row: (row.get("Data") or NOT_OUTSIDE[0]).lower()
    outside = [row.get("InstanceId") for row in rows("containers") if container(row) not in NOT_OUTSIDE]
    for row in rows("adapters"):
        device, about = row.get("PNPDeviceID") or "", row.get("InterfaceDescription") or ""
        inside = device not in outside and not re.match(r"USB\\", device, re.I)
        own = inside and row.get("HardwareInterface") is True and row.get("Virtual") is not True
        described = VIRTUAL_DESCRIPTION.search(re.sub("^Microsoft Hyper-V Network Adapter.*", "", about, flags=re.I))
        if own and not described and not VIRTUAL_NAME.match(row.get("Name") or ""):
            found.append(("network", row.get("PermanentAddress") or ""))
    return found + system_disks(disks or drives)
