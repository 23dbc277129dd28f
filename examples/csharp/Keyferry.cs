// Verifies Keyferry deliveries, licenses and keysets as specified in docs/format.md. .NET or Mono, libsodium 1.0.21.
// Verifier.Split a license file, find the NewestKeyset with your pinned root keys, then the BestLicense with it.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Keyferry {
/// <summary>A refused document; the message is the refusal code.</summary>
public sealed class Refusal : Exception { public Refusal(string code) : base(code) { } }

/// <summary>A verified document, or one of its elements: attributes and elements without text.</summary>
public sealed class Element {
    public string Name = "";
    public readonly Dictionary<string, string> Attributes = new Dictionary<string, string>();
    public readonly List<Element> Children = new List<Element>();
    public string this[string attribute] => Attributes[attribute];
    public Element Child(string name) => Children.Find(child => child.Name == name);
    public string Value(string name) => Child(name)?["Value"];
    /// <returns>The texts of a list, such as Features.</returns>
    public IEnumerable<string> Values(string list) => Child(list).Children.Select(item => item["Value"]);
}

/// <summary>What a license is held against.</summary>
public sealed class Machine {
    /// <summary>In base64; needed for licenses that are bound to no hardware.</summary>
    public string InstallationKey = "";
    /// <summary>One or several values for each component.</summary>
    public ILookup<string, string> Bindings = new string[0].ToLookup(_ => "");
    /// <summary>Ids of the requests that this installation sent; null if they were not kept.</summary>
    public ICollection<string> Requests;
    /// <summary>Ids of the licenses that this installation returned.</summary>
    public ICollection<string> Returned = new string[0];
}

public static partial class Verifier {
    /// <param name="rootKeys">32 bytes each</param>
    /// <param name="heldEpoch">highest epoch relied on so far; heldVersion likewise</param>
    public static Element VerifyKeyset(
            byte[] file, IEnumerable<byte[]> rootKeys, string product, int heldEpoch = 0, int heldVersion = 0) {
        var (payload, signed, keyId, signature) = Open(file, "Keyset");
        var root = rootKeys.FirstOrDefault(key => IdOf(key) == keyId);
        Require(root != null, "key-unknown");
        CheckSignature(signature, signed, root);
        var keyset = Read(payload, "Keyset", keyId);
        Require(keyset.Value("Product") == product, "product-other");
        var held = int.Parse(keyset.Value("Epoch")) >= heldEpoch && int.Parse(keyset.Value("Version")) >= heldVersion;
        Require(held, "keyset-rollback");
        return keyset;
    }

    /// <returns>A license that is valid for this product, on this machine, now.</returns>
    public static Element VerifyLicense(byte[] file, Element keyset, string product, Machine machine, DateTime utcNow) {
        var (payload, signed, keyId, signature) = Open(file, "License");
        var key = keyset.Child("Keys").Children.Find(one => one["KeyID"] == keyId);
        Require(!Lists(keyset.Child("RevokedKeys"), keyId), "key-revoked");
        Require(key != null, "key-unknown");
        CheckSignature(signature, signed, Convert.FromBase64String(key["Value"]));
        var license = Read(payload, "License", keyId);
        var issued = license.Value("IssuedAt");
        Require(!Before(issued, key["NotBefore"]) && Before(issued, key["NotAfter"]), "key-outside-validity");
        Require(!Lists(keyset.Child("RevokedLicenses"), license.Value("LicenseID")), "license-revoked");
        Require(license.Value("Product") == product, "product-other");
        var bound = license.Child("MachineBindings").Children;
        int required = int.Parse(license.Child("MachineBindings")["Required"]), all = bound.Count;
        var shown = bound.Count(one => machine.Bindings.Contains(one["Key"]));
        var equal = bound.Count(one => machine.Bindings[one["Key"]].Contains(one["Value"]));
        Require(all > 0 || license.Value("InstallationKey") == machine.InstallationKey, "installation-other");
        Require(equal >= required || equal == all || equal == shown && equal > 1 && equal * 2 >= all, "machine-other");
        Require(!machine.Returned.Contains(license.Value("LicenseID")), "license-returned");
        var byCode = license.Value("RequestID") == license.Value("LicenseID");
        Require(byCode || machine.Requests?.Contains(license.Value("RequestID")) != false, "request-other");
        Require(!Before(Instant(utcNow.AddMinutes(5)), license.Value("StartDate")), "license-not-yet-valid");
        Require(Before(Instant(utcNow), license.Value("StopDate") ?? "never"), "license-expired"); // sorts after every digit
        return license;
    }

    static bool Fits(string pattern, string text) => Regex.IsMatch(text, "\\A(?:" + pattern + ")\\z");
    static void Require(bool holds, string code) { if (!holds) throw new Refusal(code); }
    static bool Lists(Element list, string value) => list.Children.Exists(one => one["Value"] == value);
    static bool Before(string instant, string other) => string.CompareOrdinal(instant, other) < 0;
    static string Instant(DateTime utc) => utc.ToString(Format, CultureInfo.InvariantCulture);

    const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    static readonly Encoding Utf8 = new UTF8Encoding(false, true), Latin = Encoding.GetEncoding("iso-8859-1");
    static readonly Regex Whole = new Regex("\\A<\\?xml version=\"1\\.0\" encoding=\"UTF-8\"\\?>\\n<root>\\n" +
        "(<(LicenseRequest|License|Keyset|LicenseReturn|ActivationReceipt) id=\"Terms\">[^\\n]*</\\2>)\\n" +
        "<Signature Algorithm=\"([^\"\\n]*)\" KeyId=\"([^\"\\n]*)\">([^<\\n]*)</Signature>\\n</root>\\n\\z");
    const string Forbidden = "<[!?]|&(?!(amp|lt|gt|quot|apos);)|[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]";
    // Canonical base64 and base64url: the unused bits of the last character are zero.
    const string KeyId = "[A-Za-z0-9_-]{10}[AEIMQUYcgkosw048]", Key = "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=";

    /// <summary>Splits a file. Nothing in it is authentic yet; no XML parser sees it.</summary>
    static (string payload, byte[] signed, string keyId, byte[] signature) Open(byte[] file, string element) {
        string text;
        Require(file.Length > 0, "file-empty");
        Require(file.Length <= 65536, "file-too-large");
        try { text = Utf8.GetString(file); } catch (DecoderFallbackException) { throw new Refusal("file-not-utf8"); }
        var parts = Whole.Match(Regex.Replace(text, "\\A\uFEFF", "").Replace("\r\n", "\n"));
        Require(parts.Success, "envelope-malformed");
        string payload = parts.Groups[1].Value, keyId = parts.Groups[4].Value, signature = parts.Groups[5].Value;
        Require(parts.Groups[2].Value == element, "document-type-wrong");
        var byCode = parts.Groups[3].Value == "Ed25519-Code" && element == "License";
        var named = (byCode || parts.Groups[3].Value == "Ed25519") && Fits(KeyId, keyId);
        Require(named && Fits("[A-Za-z0-9+/]{85}[AQgw]==", signature), "signature-malformed");
        Require(!Regex.IsMatch(payload, Forbidden), "payload-forbidden-construct");
        var line = byCode ? Reduced(payload) : payload;
        var type = "application/vnd.keyferry." + (byCode ? "license-by-code" : element.ToLowerInvariant()) + ".v1+xml";
        var signed = Utf8.GetBytes($"DSSEv1 {type.Length} {type} {Utf8.GetByteCount(line)} {line}");
        return (payload, signed, keyId, Convert.FromBase64String(signature));
    }

    // A payload by code, with a line end in place of the first <MachineBindings, which no payload has.
    static readonly Regex ByCode = new Regex("\\A<License id=\"Terms\"><LicenseID Value=\"([A-Za-z0-9_-]{22})\"/>" +
        "<RequestID Value=\"\\1\"/>(<KeyID Value=\"[A-Za-z0-9_-]{11}\"/><Product Value=\"([a-z0-9.-]{1,64})\"/>[^\\n]*)" +
        "\\nRequired=\"([1-5])\"(?:/>|>((?:<Binding Key=\"[a-z]{2,7}\" Value=\"[A-Za-z0-9_-]{16}\"/>){1,5})" +
        "</MachineBindings>)<InstallationKey Value=\"([A-Za-z0-9+/]{43}=)\"/>([^\\n]*</License>)\\z");
    /// <returns>What was signed of a license by code: without ids, with the machine's digest in place of it.</returns>
    static string Reduced(string payload) {
        var part = ByCode.Match(new Regex("<MachineBindings ").Replace(payload, "\n", 1)).Groups;
        Require(part[0].Success, "payload-schema");
        // 12 bytes are 16 characters, without a remainder, so that the computer ID's 5 bytes follow them.
        var machine = Digest($"machine/v1|{part[3]}|{part[6]}|{Digest($"hardware/v1|{part[5]}", 12)}", 12)
            + Digest(Convert.FromBase64String(part[6].Value), 5);
        var text = $"<License id=\"Terms\">{part[2]}<MachineBindings Required=\"{part[4]}\"/>" +
            $"<MachineDigest Value=\"{machine}\"/>{part[7]}";
        Require(Digest(text, 16) == part[1].Value, "payload-schema");
        return text;
    }
    static string Digest(string text, int size) => Digest(Utf8.GetBytes(text), size);
    static string Digest(byte[] bytes, int size) {
        var hash = SHA256.Create().ComputeHash(bytes);
        return Convert.ToBase64String(hash, 0, size).Replace('+', '-').Replace('/', '_').TrimEnd('=');
    }

    // libsodium's point check is the key gate. R passes it too: libsodium checks R less strictly than the format.
    [DllImport("libsodium")] static extern int crypto_core_ed25519_is_valid_point(byte[] point);
    [DllImport("libsodium")] static extern int crypto_sign_verify_detached(byte[] signature, byte[] m, ulong n, byte[] key);
    static bool IsAcceptable(byte[] key) => key.Length == 32 && crypto_core_ed25519_is_valid_point(key) == 1;
    static void CheckSignature(byte[] signature, byte[] signed, byte[] key) {
        Require(IsAcceptable(key), "key-unacceptable");
        var holds = crypto_sign_verify_detached(signature, signed, (ulong)signed.Length, key) == 0;
        Require(holds && IsAcceptable(signature.Take(32).ToArray()), "signature-invalid");
    }

    static string IdOf(byte[] key) {
        var spki = new byte[] { 0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0 }.Concat(key).ToArray();
        return Digest(spki, 8);
    }

    // The attributes of each element in order, with their kinds, and its children in order.
    const string Rows = "License: id=terms LicenseID RequestID KeyID Product LicenseType Holder Features " +
        "Entitlements MachineBindings InstallationKey SerialMasked? StartDate StopDate? UpdateDate? " +
        "InitialActivationDate IssuedAt LicenseVersion ClientProvidedVersion;MachineBindings: Required=1to5 " +
        "Binding*5;Features: Feature*32;Keyset: id=terms RootKeyID Product Epoch Version IssuedAt Keys RevokedKeys " +
        "RevokedLicenses;Keys: Key*64;Entitlements: Entitlement*32;RevokedKeys: RevokedKey*256;RevokedLicenses: " +
        "RevokedLicense*1000;LicenseID RequestID RevokedLicense: Value=id128;KeyID RootKeyID RevokedKey: Value=keyid;" +
        "Holder: Value=holder;StartDate StopDate UpdateDate InitialActivationDate IssuedAt: Value=instant;Product " +
        "LicenseType: Value=name;Feature LicenseVersion ClientProvidedVersion: Value=word;SerialMasked: Value=mask;" +
        "Epoch Version: Value=number;Entitlement: Ns=word Tag=word Type=word ValidTo?=instant;Binding: Key=component " +
        "Value=binding;InstallationKey: Value=key;Key: KeyID=keyid Value=key NotBefore=instant NotAfter=instant";
    const string Components = "os|system|board|disk|network", Text = "[^\u202a-\u202e\u2066-\u2069]";
    static readonly Dictionary<string, string> Kinds = new Dictionary<string, string> {
        ["keyid"] = KeyId, ["key"] = Key, ["id128"] = "[A-Za-z0-9_-]{21}[AQgw]", ["binding"] = "[A-Za-z0-9_-]{16}",
        ["name"] = "[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?", ["holder"] = Text + "*", ["word"] = Text + "+",
        ["number"] = "[1-9][0-9]{0,9}", ["1to5"] = "[1-5]", ["component"] = Components, ["terms"] = "Terms",
        ["mask"] = "(\\*{5}-){3}[0-9A-HJKMNP-TV-Z]{5}", ["instant"] = "[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}Z"
    };

    static bool IsA(string kind, string text) {
        if (!Fits(Kinds[kind], text) || Utf8.GetByteCount(text) > (kind == "word" ? 64 : 200)) return false;
        if (kind != "instant") return kind != "number" || int.TryParse(text, out _);
        text = 2000 + int.Parse(text.Substring(0, 4)) % 400 + text.Substring(4); // DateTime has no year 0
        return DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, 0, out _);
    }

    static bool IsAt(string text, int at, string next) => string.CompareOrdinal(text, at, next, 0, next.Length) == 0;
    static bool Skips(string text, ref int at, string next) {
        var follows = IsAt(text, at, next);
        if (follows) at += next.Length;
        return follows;
    }

    /// <returns>The element that must begin here; at every place, the tables say what comes next.</returns>
    static Element ReadElement(string text, ref int at, string name) {
        var element = new Element { Name = name };
        var row = Rows.Split(';').First(one => one.Split(':')[0].Split(' ').Contains(name)).Split(':')[1];
        Require(Skips(text, ref at, "<" + name), "payload-schema");
        foreach (Match rule in Regex.Matches(row, "(\\w+)(\\??)=(\\w+)")) {
            var found = new Regex("\\G " + rule.Groups[1].Value + "=\"([^\"]*)\"").Match(text, at);
            Require(found.Success || rule.Groups[2].Length > 0, "payload-schema");
            if (!found.Success) continue;
            var value = WebUtility.HtmlDecode(found.Groups[1].Value);
            var escaped = SecurityElement.Escape(value) == found.Groups[1].Value;
            Require(escaped && IsA(rule.Groups[3].Value, value), "payload-schema");
            element.Attributes[rule.Groups[1].Value] = value;
            at += found.Length;
        }
        if (Skips(text, ref at, "/>")) return element;
        Require(Skips(text, ref at, ">"), "payload-schema");
        foreach (Match rule in Regex.Matches(row, " (\\w+)(\\?|\\*([0-9]+))?(?= |$)")) {
            var child = rule.Groups[1].Value;
            var most = rule.Groups[3].Success ? int.Parse(rule.Groups[3].Value) : 1;
            for (var count = 0; IsAt(text, at, $"<{child} ") || count == 0 && !rule.Groups[2].Success; count++) {
                Require(count < most, "payload-schema");
                element.Children.Add(ReadElement(text, ref at, child));
            }
        }
        Require(element.Children.Count > 0 && Skips(text, ref at, $"</{name}>"), "payload-schema");
        return element;
    }

    static Element Read(string payload, string name, string keyId) {
        var at = 0;
        var document = ReadElement(payload, ref at, name);
        Require(at == payload.Length, "payload-schema");
        var places = ListIn(document, "MachineBindings").Select(one => Components.IndexOf(one["Key"])).ToList();
        Require(places.SequenceEqual(places.Distinct().OrderBy(place => place)), "payload-schema");
        var keys = ListIn(document, "Keys").ToDictionary(one => one, one => Convert.FromBase64String(one["Value"]));
        Require(keys.All(one => IdOf(one.Value) == one.Key["KeyID"]), "payload-schema");
        Require(keys.Keys.Select(one => one["KeyID"]).Distinct().Count() == keys.Count, "payload-schema");
        Require((document.Value("RootKeyID") ?? document.Value("KeyID")) == keyId, "payload-schema");
        var installation = document.Value("InstallationKey"); // the key gate comes after all that is payload-schema
        Require(keys.Values.All(IsAcceptable), "key-unacceptable");
        Require(installation == null || IsAcceptable(Convert.FromBase64String(installation)), "key-unacceptable");
        return document;
    }
    static List<Element> ListIn(Element document, string name) => document.Child(name)?.Children ?? new List<Element>();
}
}
