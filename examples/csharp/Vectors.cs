// Prints the result for each license and keyset of tests/vectors: mono Vectors.exe ../../tests/vectors/cases.txt
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

static class Vectors {
    // The words of each line since the last context, by first word.
    static ILookup<string, string[]> known;

    static void Main(string[] arguments) {
        var lines = new List<string[]>();
        var print = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
        var folder = Path.GetDirectoryName(Path.GetFullPath(arguments[0]));
        foreach (var line in File.ReadAllLines(arguments[0], Encoding.UTF8)) {
            var words = line.Split(' ');
            if (words[0] == "context") lines.Clear();
            lines.Add(words);
            known = lines.ToLookup(one => one[0]);
            if (words[0] != "verify" || words[1] != "license" && words[1] != "keyset") continue;
            string code = "pass", holder = null;
            try { holder = Verify(folder, words[1], words[2]); } catch (Refusal refusal) { code = refusal.Message; }
            print.WriteLine("verify " + words[1] + " " + words[2] + " " + code);
            if (holder != null) print.WriteLine("holder " + holder);
        }
        print.Flush();
    }

    static string Verify(string folder, string type, string file) {
        Func<string, byte[]> read = path => File.ReadAllBytes(Path.Combine(folder, path));
        Func<string, string[]> line = word => known[word].First();
        var roots = known["root"].Select(one => Convert.FromBase64String(one[1])).ToList();
        if (type == "keyset") {
            Keyferry.VerifyKeyset(read(file), roots, line("product")[1], int.Parse(line("held")[1]), int.Parse(line("held")[2]));
            return null;
        }
        var keyset = Keyferry.VerifyKeyset(read(line("keyset")[1]), roots, line("keyset")[2], 0, 0);
        var now = DateTime.Parse(line("now")[1], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        var bindings = known["binding"].ToLookup(one => one[1], one => one[2]);
        var requests = known["request"].Select(one => one[1]).ToList();
        return Keyferry.VerifyLicense(read(file), keyset, line("product")[1], now, line("installation")[1], bindings, requests)
            .Value("Holder");
    }
}
