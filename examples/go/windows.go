package keyferry

import (
	"encoding/json"
	"os"
	"strings"
)

var hardwareScript = strings.Join([]string{
	"$ErrorActionPreference = [System.Management.Automation.ActionPreference]::SilentlyContinue",
	"$found = @{}",
	"$found.system = Get-CimInstance -ClassName Win32_ComputerSystemProduct | Select-Object UUID",
	"$found.board = Get-CimInstance -ClassName Win32_BaseBoard | Select-Object -First 1 SerialNumber",
	"$found.disks = @(Get-CimInstance -Namespace root/Microsoft/Windows/Storage -ClassName MSFT_Disk" +
		" | Select-Object Number, SerialNumber, BusType, IsBoot)",
	"$found.drives = @(Get-CimInstance -ClassName Win32_DiskDrive | Select-Object Index, SerialNumber, InterfaceType)",
	"$found.adapters = @(Get-CimInstance -Namespace root/StandardCimv2 -ClassName MSFT_NetAdapter" +
		" | Select-Object Name, InterfaceDescription, PermanentAddress, HardwareInterface, Virtual, PNPDeviceID)",
	"$found.containers = @($found.adapters | ForEach-Object { Get-PnpDeviceProperty -InstanceId $_.PNPDeviceID" +
		" -KeyName DEVPKEY_Device_ContainerId } | Select-Object InstanceId, Data)",
	"$found | ConvertTo-Json -Compress -Depth 4",
}, "; ")

// WindowsIdentifiers reads the hardware identifiers of a machine with reg.exe and Windows PowerShell, without administrator.
func WindowsIdentifiers(run Program) []Identifier {
	programs := firstOf(os.Getenv("SystemRoot"), `C:\Windows`) + `\System32\`
	registry := run(programs+"reg.exe", "query", `HKLM\SOFTWARE\Microsoft\Cryptography`, "/v", "MachineGuid", "/reg:64")
	shell := programs + `WindowsPowerShell\v1.0\powershell.exe`
	output := run(shell, "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", hardwareScript)
	hardware := map[string]json.RawMessage{} // read one by one: what is not as expected counts as absent
	_ = json.Unmarshal([]byte(output), &hardware)
	var system struct{ UUID string }
	var board struct{ SerialNumber string }
	_ = json.Unmarshal(hardware["system"], &system)
	_ = json.Unmarshal(hardware["board"], &board)
	found := []Identifier{
		{"os", firstGroup(`(?i)MachineGuid\s+REG_SZ\s+(\S+)`, registry)}, {"system", system.UUID}, {"board", board.SerialNumber},
	}
	return append(append(found, systemDisks(windowsDisks(hardware))...), windowsAdapters(hardware)...)
}

func windowsDisks(hardware map[string]json.RawMessage) (found []disk) {
	var disks []struct {
		IsBoot       bool
		BusType      int
		SerialNumber string
	}
	var drives []struct{ InterfaceType, SerialNumber string }
	_ = json.Unmarshal(hardware["disks"], &disks)
	_ = json.Unmarshal(hardware["drives"], &drives)
	for _, one := range disks {
		found = append(found, disk{one.IsBoot, one.BusType == 4 || one.BusType == 7, one.SerialNumber})
	}
	for _, one := range drives {
		if len(disks) == 0 {
			found = append(found, disk{false, one.InterfaceType == "USB" || one.InterfaceType == "1394", one.SerialNumber})
		}
	}
	return found
}

func windowsAdapters(hardware map[string]json.RawMessage) (found []Identifier) {
	var adapters []struct {
		Name, InterfaceDescription, PermanentAddress, PNPDeviceID string
		HardwareInterface, Virtual                                bool
	}
	var containers []struct{ InstanceId, Data string }
	_ = json.Unmarshal(hardware["adapters"], &adapters)
	_ = json.Unmarshal(hardware["containers"], &containers)
	outside := map[string]bool{} // neither in the computer nor in no container
	for _, one := range containers {
		outside[one.InstanceId] = !matches(`(?i)^({0{8}-0{4}-0{4}-(f{4}-f{12}|0{4}-0{12})})?$`, one.Data)
	}
	for _, one := range adapters {
		isPart := one.HardwareInterface && !one.Virtual && !outside[one.PNPDeviceID] && !matches(`(?i)^USB\\`, one.PNPDeviceID)
		description := without(`(?i)^Microsoft Hyper-V Network Adapter.*`, one.InterfaceDescription)
		if isPart && !virtualDescription.MatchString(description) && !virtualName.MatchString(one.Name) {
			found = append(found, Identifier{"network", one.PermanentAddress})
		}
	}
	return found
}
