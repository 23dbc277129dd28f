using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Keyferry {
/// <summary>Reads the hardware identifiers of a machine with reg.exe and Windows PowerShell, without administrator.</summary>
public static class Windows {
    static readonly string Script = string.Join("; ",
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
        "$found | ConvertTo-Json -Compress -Depth 4");

    /// <param name="run">runs a program by its full path with arguments; returns its output, empty if it fails</param>
    public static IEnumerable<(string component, string text)> Identifiers(Func<string, string, string> run) {
        var programs = (Environment.GetEnvironmentVariable("SystemRoot") ?? "C:\\Windows") + "\\System32\\";
        var registry = run(programs + "reg.exe", "query HKLM\\SOFTWARE\\Microsoft\\Cryptography /v MachineGuid /reg:64");
        var shell = programs + "WindowsPowerShell\\v1.0\\powershell.exe";
        var json = run(shell, "-NoLogo -NoProfile -NonInteractive -Command \"" + Script + "\"");
        yield return ("os", Regex.Match(registry, "(?i)MachineGuid\\s+REG_SZ\\s+(\\S+)").Groups[1].Value);
        yield return ("system", Field(Single(json, "system"), "UUID"));
        yield return ("board", Field(Single(json, "board"), "SerialNumber"));
        var disks = Rows(json, "disks").Select(row => new Disk {
            HoldsSystem = Field(row, "IsBoot") == "true", IsRemovable = Regex.IsMatch(Field(row, "BusType"), "^[47]$"),
            Serial = Field(row, "SerialNumber")
        }).ToList();
        if (disks.Count == 0) disks = Rows(json, "drives").Select(row => new Disk {
            IsRemovable = Regex.IsMatch(Field(row, "InterfaceType"), "^(USB|1394)$"), Serial = Field(row, "SerialNumber")
        }).ToList();
        foreach (var disk in Hardware.SystemDisks(disks)) yield return disk;
        // Devices that are neither in the computer nor in no container.
        var inside = "(?i)^(\\{0{8}-0{4}-0{4}-(f{4}-f{12}|0{4}-0{12})\\})?$";
        var outside = Rows(json, "containers").Where(row => !Regex.IsMatch(Field(row, "Data"), inside))
            .Select(row => Field(row, "InstanceId")).ToList();
        foreach (var row in Rows(json, "adapters")) {
            var device = Field(row, "PNPDeviceID");
            var isPart = Field(row, "HardwareInterface") == "true" && Field(row, "Virtual") != "true";
            isPart = isPart && !outside.Contains(device) && !Regex.IsMatch(device, "(?i)^USB\\\\");
            var description = Regex.Replace(Field(row, "InterfaceDescription"), "(?i)^Microsoft Hyper-V Network Adapter.*", "");
            if (isPart && !Hardware.IsVirtual(Field(row, "Name"), description))
                yield return ("network", Field(row, "PermanentAddress"));
        }
    }

    // The script's output is lists of objects without further ones, so no parser is needed.
    const string Text = "\"(?:[^\"\\\\]|\\\\.)*\"", Row = "\\{(?:[^{}\"]|" + Text + ")*\\}";
    static string Single(string json, string name) => Regex.Match(json, "\"" + name + "\":\\s*" + Row).Value;
    static IEnumerable<string> Rows(string json, string name) {
        var list = Regex.Match(json, "\"" + name + "\":\\s*\\[((?:[^\\]\"]|" + Text + ")*)\\]").Groups[1].Value;
        return Regex.Matches(list, Row).Cast<Match>().Select(row => row.Value);
    }
    static string Field(string row, string name) {
        var found = Regex.Match(row, "\"" + name + "\":\\s*(?:(" + Text + ")|(true|[0-9]+))");
        var text = found.Groups[1].Value;
        return text == "" ? found.Groups[2].Value : Regex.Unescape(text.Substring(1, text.Length - 2));
    }
}
}
