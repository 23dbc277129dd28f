// Prints the result for each vector and machine of a file of cases: mono Vectors.exe ../../tests/vectors/cases.txt
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Keyferry;

static class Vectors {
    // The words of each line since the last context, by first word.
    static ILookup<string, string[]> known;
    static string folder;

    static void Main(string[] arguments) {
        var lines = new List<string[]>();
        var print = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
        folder = Path.GetDirectoryName(Path.GetFullPath(arguments[0]));
        foreach (var line in File.ReadAllLines(arguments[0], Encoding.UTF8)) {
            var words = line.Split(' ');
            if (words[0] == "context") lines.Clear();
            lines.Add(words);
            if (words[0] == "machine") print.WriteLine(line + Shown(words[1], words[2], lines[0][1]));
            if (words[0] != "verify" || !new[] { "license", "keyset", "delivery" }.Contains(words[1])) continue;
            known = lines.ToLookup(one => one[0]);
            string verdict;
            try { verdict = "pass" + Verify(words[1], words[2]); } catch (Refusal refusal) { verdict = refusal.Message; }
            print.WriteLine("verify " + words[1] + " " + words[2] + " " + verdict);
        }
        print.Flush();
    }

    static byte[] Load(string path) => File.ReadAllBytes(Path.Combine(folder, path));
    static string[] Line(string word) => known[word].First();

    static string Verify(string type, string file) {
        var roots = known["root"].Select(one => Convert.FromBase64String(one[1])).ToList();
        var product = Line("product")[1];
        if (type == "keyset") {
            Verifier.VerifyKeyset(Load(file), roots, product, int.Parse(Line("held")[1]), int.Parse(Line("held")[2]));
            return "";
        }
        var now = DateTime.Parse(Line("now")[1], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        var machine = new Machine {
            InstallationKey = Line("installation")[1], Bindings = known["binding"].ToLookup(one => one[1], one => one[2]),
            Requests = known["request"].Select(one => one[1]).ToList()
        };
        if (type == "license") {
            var only = Verifier.VerifyKeyset(Load(Line("keyset")[1]), roots, Line("keyset")[2]);
            return Contents(Verifier.VerifyLicense(Load(file), only, product, machine, now));
        }
        machine.Returned = known["returned"].Select(one => one[1]).ToList();
        var (licenses, keysets) = Verifier.Split(Load(file));
        var kept = known["keyset"].Concat(known["kept"]).Select(one => Load(one[1]));
        var (keyset, _) = Verifier.NewestKeyset(kept.Concat(keysets), roots, product);
        var license = Verifier.BestLicense(licenses, keyset, product, machine, now);
        return $"\nversion {keyset.Value("Version")}\nlicense {license.Value("LicenseID")}" + Contents(license);
    }

    static string Contents(Element license) {
        var lines = license.Values("Features").Select(feature => "feature " + feature).Concat(
            license.Child("Entitlements").Children.Select(one => "entitlement\t" + string.Join("\t", one.Attributes.Values)));
        return string.Concat(new[] { "holder " + license.Value("Holder") }.Concat(lines).Select(line => "\n" + line));
    }

    /// <param name="place">a folder that stands for / or holds outputs of programs; the tool itself for "command"</param>
    static string Shown(string system, string place, string product) {
        Func<string, string, string> run = (program, _) => {
            var path = Path.Combine(place, program.Split('\\').Last());
            return File.Exists(path) ? File.ReadAllText(path) : "";
        };
        var bindings = system == "command" ? Hardware.BindingsFrom(Hardware.Run(place, "machine bindings --json"))
            : Hardware.Hash(product, system == "linux" ? new Linux(place).Identifiers() : Windows.Identifiers(run));
        var lines = bindings.SelectMany(values => values.Select(value => "\nshows " + values.Key + " " + value));
        return string.Concat(lines.OrderBy(line => line, StringComparer.Ordinal));
    }
}
