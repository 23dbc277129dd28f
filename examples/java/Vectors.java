import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.*;
import java.time.Instant;
import java.util.*;

/** Prints the result for each license and keyset of tests/vectors: java Vectors ../../tests/vectors/cases.txt */
final class Vectors {
    private static Keyferry.Document keyset;

    public static void main(String[] arguments) throws IOException {
        Path cases = Path.of(arguments[0]).toAbsolutePath();
        PrintStream out = new PrintStream(System.out, false, UTF_8);
        // The words of each line since the last context, by first word.
        Map<String, List<String[]>> known = new HashMap<>();
        for (String line : Files.readAllLines(cases)) {
            String[] words = line.split(" ");
            if (words[0].equals("context")) {
                known.clear();
                keyset = null;
            }
            known.computeIfAbsent(words[0], word -> new ArrayList<>()).add(words);
            if (!words[0].equals("verify") || !List.of("license", "keyset").contains(words[1])) continue;
            String verdict = "pass";
            try {
                Keyferry.Document document = verify(known, words[1], cases.getParent(), words[2]);
                if (words[1].equals("license")) verdict += "\nholder " + document.value("Holder");
            } catch (Keyferry.Refusal refusal) {
                verdict = refusal.getMessage();
            }
            out.print("verify " + words[1] + " " + words[2] + " " + verdict + "\n");
        }
        out.flush();
    }

    private static Keyferry.Document verify(Map<String, List<String[]>> known, String type, Path folder, String file)
            throws IOException {
        List<byte[]> roots = known.get("root").stream().map(root -> Base64.getDecoder().decode(root[1])).toList();
        String product = known.get("product").get(0)[1];
        String[] held = known.get("held").get(0), keysetFile = known.get("keyset").get(0);
        if (type.equals("keyset")) {
            int epoch = Integer.parseInt(held[1]), version = Integer.parseInt(held[2]);
            return Keyferry.verifyKeyset(Files.readAllBytes(folder.resolve(file)), roots, product, epoch, version);
        }
        byte[] keysetBytes = Files.readAllBytes(folder.resolve(keysetFile[1]));
        if (keyset == null) keyset = Keyferry.verifyKeyset(keysetBytes, roots, keysetFile[2], 0, 0);
        Map<String, List<String>> bindings = new HashMap<>();
        for (String[] binding : known.getOrDefault("binding", List.of()))
            bindings.computeIfAbsent(binding[1], component -> new ArrayList<>()).add(binding[2]);
        List<String> requests = known.getOrDefault("request", List.of()).stream().map(request -> request[1]).toList();
        Instant now = Instant.parse(known.get("now").get(0)[1]);
        String installationKey = known.get("installation").get(0)[1];
        byte[] license = Files.readAllBytes(folder.resolve(file));
        return Keyferry.verifyLicense(license, keyset, product, now, installationKey, bindings, requests);
    }
}
