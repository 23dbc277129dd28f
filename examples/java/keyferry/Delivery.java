package keyferry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.*;
import java.util.regex.Pattern;

/** A file with licenses, keysets or both, one after another: their files, exact bytes each. */
public record Delivery(List<byte[]> licenses, List<byte[]> keysets) {
    private static final Pattern BETWEEN =
        Pattern.compile("</root>(?:\\r\\n|[\\r\\n])?(?=[\\r\\n \\x{ef}\\x{bb}\\x{bf}]*<\\?xml )");
    /** Refusals of licenses that are this machine's own; a later one says more. */
    private static final List<String> LAST_CHECKS =
        List.of("license-returned", "request-other", "license-not-yet-valid", "license-expired");

    public static Delivery split(byte[] file) {
        String text = new String(file, ISO_8859_1); // one character for each byte
        Delivery delivery = new Delivery(new ArrayList<>(), new ArrayList<>());
        List<Integer> ends = new ArrayList<>(BETWEEN.matcher(text).results().map(end -> end.end()).toList());
        ends.add(text.length());
        int start = 0;
        for (int end : ends) {
            boolean isKeyset = text.substring(start, end).contains("\n<Keyset ");
            (isKeyset ? delivery.keysets : delivery.licenses).add(Arrays.copyOfRange(file, start, end));
            start = end;
        }
        return delivery;
    }

    /** A keyset, and its file, which you keep. */
    public record Keyset(Keyferry.Document document, byte[] file) { }

    /** Returns the newest keyset that is genuine. Takes at least one file and 32-byte root keys. */
    public static Keyset newestKeyset(List<byte[]> files, List<byte[]> roots, String product) {
        Keyset newest = null;
        Keyferry.Refusal first = null;
        for (byte[] file : files) {
            int epoch = newest == null ? 0 : Integer.parseInt(newest.document.value("Epoch"));
            int version = newest == null ? 0 : Integer.parseInt(newest.document.value("Version"));
            try {
                newest = new Keyset(Keyferry.verifyKeyset(file, roots, product, epoch, version), file);
            } catch (Keyferry.Refusal refusal) {
                if (first == null) first = refusal;
            }
        }
        if (newest == null) throw first;
        return newest;
    }

    /** Returns the best license of those that are valid: the newest issue, then the latest end, then the first id. */
    public static Keyferry.Document bestLicense(List<byte[]> files, Keyferry.Document keyset, String product,
            Keyferry.Machine machine, Instant now) {
        List<Keyferry.Document> valid = new ArrayList<>();
        List<Keyferry.Refusal> refusals = new ArrayList<>();
        for (byte[] file : files) {
            try {
                valid.add(Keyferry.verifyLicense(file, keyset, product, machine, now));
            } catch (Keyferry.Refusal refusal) {
                refusals.add(refusal);
            }
        }
        if (files.isEmpty()) throw new Keyferry.Refusal("document-type-wrong");
        refusals.sort(Comparator.comparing(refusal -> -LAST_CHECKS.indexOf(refusal.getMessage())));
        if (valid.isEmpty()) throw refusals.get(0);
        Comparator<Keyferry.Document> byIssue = Comparator.comparing(license -> license.value("IssuedAt"));
        Comparator<Keyferry.Document> byId = Comparator.comparing(license -> license.value("LicenseID"));
        return Collections.max(valid, byIssue.thenComparing(Delivery::end).thenComparing(byId.reversed()));
    }

    /** Without an end, a text that sorts after every instant. */
    private static String end(Keyferry.Document license) {
        return license.value("StopDate").isEmpty() ? "never" : license.value("StopDate");
    }
}
