package keyferry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.*;
import java.util.regex.*;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Identifies a machine by its hardware, as specified in docs/format.md, section Machine bindings. */
public final class Hardware {
    /** A hardware identifier in clear. It must not leave the machine. */
    public record Identifier(String component, String text) { }
    record Disk(boolean holdsSystem, boolean isRemovable, String serial) { }

    /**
     * Returns values by component; of a component that the machine has several times, such as adapters, all. Reads files
     * under Linux; elsewhere it asks the tool, your packed executable, which takes seconds: call it once, at start.
     */
    public static Map<String, List<String>> bindingsOfThisMachine(String product, String tool) throws IOException {
        boolean isLinux = System.getProperty("os.name").equals("Linux");
        return isLinux ? hash(product, new Linux(Path.of("/")).identifiers()) : bindingsBy(tool);
    }

    /** Asks keyferry machine bindings. */
    public static Map<String, List<String>> bindingsBy(String tool) throws IOException {
        Process process = new ProcessBuilder(tool, "machine", "bindings", "--json")
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String json = new String(process.getInputStream().readAllBytes(), UTF_8);
        Map<String, List<String>> bindings = new TreeMap<>();
        Pattern binding = Pattern.compile("\"component\":\\s*\"(\\w+)\",\\s*\"value\":\\s*\"([\\w-]{16})\"");
        for (Matcher found = binding.matcher(json); found.find(); )
            bindings.computeIfAbsent(found.group(1), component -> new ArrayList<>()).add(found.group(2));
        return bindings;
    }

    /** Hashes identifiers for a product and leaves out those that identify no machine. */
    public static Map<String, List<String>> hash(String product, List<Identifier> found) {
        Map<String, List<String>> bindings = new TreeMap<>();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(product.getBytes(UTF_8), "HmacSHA256"));
            for (Identifier one : found) {
                String identifier = normalize(one.component, one.text);
                byte[] hash = mac.doFinal(("bind/v1|" + one.component + "|" + identifier).getBytes(UTF_8));
                String value = Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, 12));
                List<String> values = bindings.computeIfAbsent(one.component, component -> new ArrayList<>());
                if (!identifier.isEmpty() && !values.contains(value)) values.add(value);
            }
        } catch (GeneralSecurityException error) { throw new IllegalStateException(error); }
        bindings.values().removeIf(List::isEmpty);
        return bindings;
    }

    // Makers leave dummy values in firmware, which many machines share.
    private static final Set<String> UUIDS = Set.of(
        "03000200040005000006000700080009", "00020003000400050006000700080009", "12345678123456789012123456789012",
        "123456781234567890abcddeefaabbcc", "785634123412785690abcddeefaabbcc", "01234567891011121314151617181920",
        "0123456789abcdef0123456789abcdef", "12345678123412341234123456789abc", "12345678123412341234123456789012",
        "12345678123456781234567812345678", "00112233445566778899aabbccddeeff", "11111111222233334444555555555555",
        "deadbeefdeadbeefdeadbeefdeadbeef", "6ab5b300538d10149fb5b0684d007b53", "4c4c454400002010802080c04f202020",
        "44454c4c00001020802080c04f202020");
    private static final Set<String> ADDRESSES = Set.of("020000000000", "444553540000", "505054503030", "33506f453030",
        "204153594eff", "00059a3c7a00", "0a0027000000", "005056c00001", "005056c00008", "feffffffffff", "02004c4f4f50",
        "001122334455", "123456789abc", "deadbeef0000", "020012345678");
    private static final String REPEATED = "(..?)\\1*", DUMMY =
        "0X0+|QM\\d{5}|DRIVE(IDE|SATA|SCSI|VIRTIO)\\d*|(PERSISTENT|VIRTIO)DISK\\d+|[A-Z]{0,4}0?12345(6(7(8(90?)?)?)?)?"
        + "|[A-Z]{0,4}(0123456789.*|1234567890(1234567890?|ABCDEF)?|123456789[0ABCDEF]+|9876543210)"
        + "|TOBE(FILLEDBYOEM(FIELD)?|DEFINED|DETERMINED)|FILL(ED)?BYOEM|OEM(DEFAULTSTRING|SERIAL)?|DEFAULT(STRING)?"
        + "|SYSTEM(SERIAL(NUMB(ER)?)?|PRODUCTNAME|MANUFACTURER|VERSION)|SERIAL(NUMBER|NO)?"
        + "|(BASEBOARD|(TYPE2)?BOARD|CHASSIS)SERIALNUMBER|BASEBOARDSERIAL|MBSERIAL|NONE|NULL(STRING)?|NIL|NA|EMPTY(STRING)?"
        + "|BLANK|UNKNOWN?|UNDEFINED|UNINITIALIZED|UNASSIGNED|UNSPECIFIED|INVALID(ENTRY)?"
        + "|NOT(APPLICABLE|AVAILABLE|DEFINED|PRESENT|SET|SETTABLE|USED|FOUND|ASSIGNED|SPECIFIED|SUPPORTED)"
        + "|NOSERIAL(NUMBER)?|NOASSETTAG|TBD|RESERVED|EVAL|SAMPLE|DUMMY|IATPASS|ABCDEF0123456789|(0X)?DEADBEEF|MB1234567890"
        + "|BSS0123456789|BSN12345678901234567";

    /** Returns an identifier in its one spelling, empty if there is none. */
    private static String normalize(String component, String text) {
        if (component.matches("os|system")) {
            String uuid = text.strip().replaceAll("[{}-]", "").toLowerCase(Locale.ROOT);
            return uuid.matches("[0-9a-f]{32}") && !UUIDS.contains(uuid) && !uuid.matches(REPEATED) ? uuid : "";
        }
        if (component.equals("network")) {
            String address = text.replaceAll("[\\s:.-]", "").toLowerCase(Locale.ROOT);
            boolean isOne = address.matches("[0-9a-f][02468ace][0-9a-f]{10}"); // of a group, the second digit is odd
            return isOne && !ADDRESSES.contains(address) && !address.matches("(.)\\1*") ? address : "";
        }
        String bare = text.replaceAll("[\\s\\x00-\\x1f\\x7f\\xa0]", "").replaceFirst("\\.$", "").toUpperCase(Locale.ROOT);
        String letters = bare.replaceAll("[^A-Z0-9]", "");
        return letters.length() > 2 && !letters.matches(DUMMY) && !letters.matches(REPEATED) ? bare : "";
    }

    /** Returns the disks that hold the system; where none is known to, the only one that is built in. */
    static List<Identifier> systemDisks(List<Disk> disks) {
        List<Disk> holding = disks.stream().filter(Disk::holdsSystem).toList();
        List<Disk> builtIn = disks.stream().filter(disk -> !disk.isRemovable).toList();
        List<Disk> those = holding.isEmpty() && builtIn.size() == 1 ? builtIn : holding;
        return those.stream().map(disk -> new Identifier("disk", disk.serial)).toList();
    }
}
