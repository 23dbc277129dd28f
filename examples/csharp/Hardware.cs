// Identifies a machine by its hardware, as specified in docs/format.md, section Machine bindings.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Keyferry {
/// <summary>A disk, and whether it holds the operating system.</summary>
public sealed class Disk { public bool HoldsSystem, IsRemovable; public string Serial; }

public static class Hardware {
    /// <summary>Reads files under Linux and runs programs elsewhere, which takes seconds: call it once, at start.</summary>
    /// <param name="tool">your packed executable, which is asked under macOS; null if there is none</param>
    /// <returns>Values by component; of a component that the machine has several times, such as adapters, all.</returns>
    public static ILookup<string, string> BindingsOfThisMachine(string product, string tool = null) {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Linux)) return Hash(product, new Linux("/").Identifiers());
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return Hash(product, Windows.Identifiers(Run));
        return BindingsFrom(tool == null ? "" : Run(tool, "machine bindings --json"));
    }

    /// <param name="json">output of keyferry machine bindings --json</param>
    public static ILookup<string, string> BindingsFrom(string json) {
        var pairs = Regex.Matches(json, "\"component\":\\s*\"(\\w+)\",\\s*\"value\":\\s*\"([\\w-]{16})\"").Cast<Match>();
        return pairs.ToLookup(pair => pair.Groups[1].Value, pair => pair.Groups[2].Value);
    }

    /// <returns>The output of a program; empty if it fails or takes more than 30 seconds.</returns>
    public static string Run(string path, string arguments) {
        var start = new ProcessStartInfo(path, arguments) {
            UseShellExecute = false, CreateNoWindow = true, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8
        };
        start.EnvironmentVariables.Remove("PSModulePath"); // PowerShell would load modules from there
        try {
            using (var process = Process.Start(start)) {
                var output = process.StandardOutput.ReadToEndAsync();
                if (output.Wait(30000) && process.WaitForExit(1000)) return process.ExitCode == 0 ? output.Result : "";
                process.Kill();
            }
        } catch (Exception error) when (error is Win32Exception || error is InvalidOperationException) { }
        return "";
    }

    /// <summary>Hashes identifiers for a product and leaves out those that identify no machine.</summary>
    public static ILookup<string, string> Hash(string product, IEnumerable<(string component, string text)> found) {
        var known = found.Select(one => (component: one.component, identifier: Normalize(one.component, one.text ?? "")));
        using (var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(product))) {
            return known.Where(one => one.identifier != "").Distinct().ToLookup(one => one.component, one => {
                var hash = hmac.ComputeHash(Encoding.UTF8.GetBytes($"bind/v1|{one.component}|{one.identifier}"));
                return Convert.ToBase64String(hash, 0, 12).Replace('+', '-').Replace('/', '_');
            });
        }
    }

    // Makers leave dummy values in firmware, which many machines share.
    static readonly string[] Uuids = (
        "03000200040005000006000700080009 00020003000400050006000700080009 12345678123456789012123456789012 " +
        "123456781234567890abcddeefaabbcc 785634123412785690abcddeefaabbcc 01234567891011121314151617181920 " +
        "0123456789abcdef0123456789abcdef 12345678123412341234123456789abc 12345678123412341234123456789012 " +
        "12345678123456781234567812345678 00112233445566778899aabbccddeeff 11111111222233334444555555555555 " +
        "deadbeefdeadbeefdeadbeefdeadbeef 6ab5b300538d10149fb5b0684d007b53 4c4c454400002010802080c04f202020 " +
        "44454c4c00001020802080c04f202020").Split(' ');
    static readonly string[] Addresses = (
        "020000000000 444553540000 505054503030 33506f453030 204153594eff 00059a3c7a00 0a0027000000 005056c00001 " +
        "005056c00008 feffffffffff 02004c4f4f50 001122334455 123456789abc deadbeef0000 020012345678").Split(' ');
    const string Repeated = "(..?)\\1*", Dummy =
        "0X0+|QM[0-9]{5}|DRIVE(IDE|SATA|SCSI|VIRTIO)[0-9]*|(PERSISTENT|VIRTIO)DISK[0-9]+|[A-Z]{0,4}0?12345(6(7(8(90?)?)?)?)?" +
        "|[A-Z]{0,4}(0123456789.*|1234567890(1234567890?|ABCDEF)?|123456789[0ABCDEF]+|9876543210)" +
        "|TOBE(FILLEDBYOEM(FIELD)?|DEFINED|DETERMINED)|FILL(ED)?BYOEM|OEM(DEFAULTSTRING|SERIAL)?|DEFAULT(STRING)?" +
        "|SYSTEM(SERIAL(NUMB(ER)?)?|PRODUCTNAME|MANUFACTURER|VERSION)|SERIAL(NUMBER|NO)?" +
        "|(BASEBOARD|(TYPE2)?BOARD|CHASSIS)SERIALNUMBER|BASEBOARDSERIAL|MBSERIAL|NONE|NULL(STRING)?|NIL|NA|EMPTY(STRING)?" +
        "|BLANK|UNKNOWN?|UNDEFINED|UNINITIALIZED|UNASSIGNED|UNSPECIFIED|INVALID(ENTRY)?" +
        "|NOT(APPLICABLE|AVAILABLE|DEFINED|PRESENT|SET|SETTABLE|USED|FOUND|ASSIGNED|SPECIFIED|SUPPORTED)" +
        "|NOSERIAL(NUMBER)?|NOASSETTAG|TBD|RESERVED|EVAL|SAMPLE|DUMMY|IATPASS|ABCDEF0123456789|(0X)?DEADBEEF|MB1234567890" +
        "|BSS0123456789|BSN12345678901234567";

    static bool Fits(string pattern, string text) => Regex.IsMatch(text, "\\A(?:" + pattern + ")\\z");

    /// <returns>An identifier in its one spelling, empty if there is none.</returns>
    static string Normalize(string component, string text) {
        if (component == "os" || component == "system") {
            var uuid = Regex.Replace(text.Trim(), "[{}-]", "").ToLowerInvariant();
            return Fits("[0-9a-f]{32}", uuid) && !Uuids.Contains(uuid) && !Fits(Repeated, uuid) ? uuid : "";
        }
        if (component == "network") {
            var address = Regex.Replace(text, "[\\s:.-]", "").ToLowerInvariant();
            var isOne = Fits("[0-9a-f][02468ace][0-9a-f]{10}", address); // of a group, the second digit is odd
            return isOne && !Addresses.Contains(address) && !Fits("(.)\\1*", address) ? address : "";
        }
        var bare = Regex.Replace(Regex.Replace(text, "[\\s\0-\x1f\x7f]", ""), "\\.\\z", "").ToUpperInvariant();
        var letters = Regex.Replace(bare, "[^A-Z0-9]", "");
        return letters.Length > 2 && !Fits(Dummy, letters) && !Fits(Repeated, letters) ? bare : "";
    }

    /// <returns>The disks that hold the system; where none is known to, the only one that is built in.</returns>
    internal static IEnumerable<(string, string)> SystemDisks(IReadOnlyList<Disk> disks) {
        var holding = disks.Where(disk => disk.HoldsSystem).ToList();
        var builtIn = disks.Where(disk => !disk.IsRemovable).ToList();
        return (holding.Count == 0 && builtIn.Count == 1 ? builtIn : holding).Select(disk => ("disk", disk.Serial));
    }

    // Names and descriptions of adapters that virtual machines, containers, bridges, tunnels and phones add.
    const string Names = "(?i)^((lo|docker|br|virbr|vnet|vmnet|vboxnet|vmenet|tun|tap|utun|ipsec|ppp|wg|tailscale|bond|team" +
        "|dummy|ifb|cni|flannel|lxcbr|lxdbr|awdl|llw|ap|anpi|bridge|gif|stf|bnep|pan|usb|rndis)([-_.0-9]|$)|veth|zt|cali)";
    const string Descriptions = "(?i)virtual|hyper-v|vmware|virtualbox|vpn|tap-|tunnel|wireguard|wintun|tailscale|zerotier" +
        "|anyconnect|fortinet|loopback|bluetooth|kernel debug|wan miniport|wi-fi direct|npcap|teredo|isatap|bridge";
    internal static bool IsVirtual(string name, string description) =>
        Regex.IsMatch(name, Names) || Regex.IsMatch(description, Descriptions);
}
}
