import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.*;
import java.time.Instant;
import java.util.*;
import java.util.stream.Stream;
import keyferry.*;

/** Prints the result for each vector and machine of a file of cases: java Vectors ../../tests/vectors/cases.txt */
final class Vectors {
    private static Path folder;
    /** The words of each line since the last context, by first word. */
    private static final Map<String, List<String[]>> known = new HashMap<>();
    private static Keyferry.Document keyset;

    public static void main(String[] arguments) throws IOException {
        Path cases = Path.of(arguments[0]).toAbsolutePath();
        folder = cases.getParent();
        PrintStream out = new PrintStream(System.out, false, UTF_8);
        for (String line : Files.readAllLines(cases)) {
            String[] words = line.split(" ");
            if (words[0].equals("context")) {
                known.clear();
                keyset = null;
            }
            known.computeIfAbsent(words[0], word -> new ArrayList<>()).add(words);
            if (words[0].equals("machine")) out.print(line + shown(words[1], words[2]) + "\n");
            if (!words[0].equals("verify") || !List.of("license", "keyset", "delivery").contains(words[1])) continue;
            String verdict;
            try {
                verdict = "pass" + verify(words[1], words[2]);
            } catch (Keyferry.Refusal refusal) {
                verdict = refusal.getMessage();
            }
            out.print("verify " + words[1] + " " + words[2] + " " + verdict + "\n");
        }
        out.flush();
    }

    private static byte[] load(String file) throws IOException { return Files.readAllBytes(folder.resolve(file)); }
    private static String[] line(String word) { return known.get(word).get(0); }
    private static List<String> all(String word) {
        return known.getOrDefault(word, List.of()).stream().map(words -> words[1]).toList();
    }

    private static String verify(String type, String file) throws IOException {
        List<byte[]> roots = all("root").stream().map(root -> Base64.getDecoder().decode(root)).toList();
        String product = line("product")[1];
        if (type.equals("keyset")) {
            int epoch = Integer.parseInt(line("held")[1]), version = Integer.parseInt(line("held")[2]);
            Keyferry.verifyKeyset(load(file), roots, product, epoch, version);
            return "";
        }
        Map<String, List<String>> bindings = new HashMap<>();
        for (String[] binding : known.getOrDefault("binding", List.of()))
            bindings.computeIfAbsent(binding[1], component -> new ArrayList<>()).add(binding[2]);
        Instant now = Instant.parse(line("now")[1]);
        List<String> returned = type.equals("delivery") ? all("returned") : List.of();
        var machine = new Keyferry.Machine(line("installation")[1], bindings, all("request"), returned);
        byte[] builtIn = load(line("keyset")[1]);
        if (type.equals("license")) {
            if (keyset == null) keyset = Keyferry.verifyKeyset(builtIn, roots, line("keyset")[2], 0, 0);
            return contents(Keyferry.verifyLicense(load(file), keyset, product, machine, now));
        }
        Delivery delivery = Delivery.split(load(file));
        List<byte[]> keysets = new ArrayList<>(List.of(builtIn));
        for (String kept : all("kept")) keysets.add(load(kept));
        keysets.addAll(delivery.keysets());
        Keyferry.Document newest = Delivery.newestKeyset(keysets, roots, product).document();
        Keyferry.Document license = Delivery.bestLicense(delivery.licenses(), newest, product, machine, now);
        return "\nversion " + newest.value("Version") + "\nlicense " + license.value("LicenseID") + contents(license);
    }

    private static String contents(Keyferry.Document license) {
        StringBuilder lines = new StringBuilder("\nholder " + license.value("Holder"));
        license.values("Feature").forEach(feature -> lines.append("\nfeature ").append(feature));
        license.entitlements().forEach(one -> lines.append("\nentitlement\t").append(one.namespace()).append("\t")
            .append(one.tag()).append("\t").append(one.type()).append(one.validTo() == null ? "" : "\t" + one.validTo()));
        return lines.toString();
    }

    /** Place is a folder that stands for /, or the tool itself for "command". */
    private static String shown(String system, String place) throws IOException {
        Map<String, List<String>> bindings = system.equals("command") ? Hardware.bindingsBy(place)
            : Hardware.hash(line("product")[1], new Linux(Path.of(place)).identifiers());
        Stream<String> lines = bindings.entrySet().stream().flatMap(
            values -> values.getValue().stream().map(value -> "\nshows " + values.getKey() + " " + value));
        return String.join("", lines.sorted().toList());
    }
}
