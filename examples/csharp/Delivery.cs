using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Keyferry {
/// <remarks>A delivery is a file with licenses, keysets or both, one after another.</remarks>
public static partial class Verifier {
    /// <summary>Splits a delivery into the files of licenses and those of keysets, exact bytes each.</summary>
    public static (List<byte[]> licenses, List<byte[]> keysets) Split(byte[] file) {
        var text = Latin.GetString(file); // one character for each byte
        var between = "</root>(?:\r\n|[\r\n])?(?=[\r\n \u00ef\u00bb\u00bf]*<\\?xml )";
        var ends = Regex.Matches(text, between).Cast<Match>().Select(end => end.Index + end.Length).ToList();
        var starts = new[] { 0 }.Concat(ends);
        var parts = starts.Zip(ends.Concat(new[] { text.Length }), (start, end) => text.Substring(start, end - start)).ToList();
        var isKeyset = parts.ToLookup(part => part.Contains("\n<Keyset "), Latin.GetBytes);
        return (isKeyset[false].ToList(), isKeyset[true].ToList());
    }

    /// <param name="files">at least one</param>
    /// <returns>The newest keyset that is genuine, and its file, which you keep.</returns>
    public static (Element keyset, byte[] file) NewestKeyset(
            IEnumerable<byte[]> files, IEnumerable<byte[]> rootKeys, string product) {
        Element newest = null; byte[] kept = null; Refusal first = null;
        foreach (var file in files) {
            int epoch = int.Parse(newest?.Value("Epoch") ?? "0"), version = int.Parse(newest?.Value("Version") ?? "0");
            try { (newest, kept) = (VerifyKeyset(file, rootKeys, product, epoch, version), file); }
            catch (Refusal refusal) { first = first ?? refusal; }
        }
        return newest != null ? (newest, kept) : throw first;
    }

    // Refusals of licenses that are this machine's own; a later one says more.
    static readonly string[] LastChecks = { "license-returned", "request-other", "license-not-yet-valid", "license-expired" };

    /// <returns>The best license of those that are valid: the newest issue, then the latest end, then the first id.</returns>
    public static Element BestLicense(
            IEnumerable<byte[]> files, Element keyset, string product, Machine machine, DateTime utcNow) {
        var valid = new List<Element>(); var refusals = new List<Refusal>();
        foreach (var file in files) {
            try { valid.Add(VerifyLicense(file, keyset, product, machine, utcNow)); }
            catch (Refusal refusal) { refusals.Add(refusal); }
        }
        if (valid.Count == 0 && refusals.Count == 0) throw new Refusal("document-type-wrong");
        if (valid.Count == 0) throw refusals.OrderByDescending(one => Array.IndexOf(LastChecks, one.Message)).First();
        return valid.OrderByDescending(one => one.Value("IssuedAt"), StringComparer.Ordinal)
            .ThenByDescending(one => one.Value("StopDate") ?? "never", StringComparer.Ordinal) // sorts after every digit
            .ThenBy(one => one.Value("LicenseID"), StringComparer.Ordinal).First();
    }
}
}
