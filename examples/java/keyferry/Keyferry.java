package keyferry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.*;
import java.time.*;
import java.util.*;
import java.util.regex.*;

// Verifies Keyferry licenses and keysets as specified in docs/format.md. Needs only Java 17 or later; copy this folder.
// Delivery.split a license file, find the newestKeyset with your pinned root keys, then the bestLicense with it.
public final class Keyferry {
    /** A refused document; the message is the refusal code. */
    public static final class Refusal extends RuntimeException { Refusal(String code) { super(code); } }
    /** A verified payload: canonical text with fields found by name. */
    public record Document(String text) {
        /** Returns the text of the first element with this name, or an empty string. */
        public String value(String name) { return values(name).stream().findFirst().orElse(""); }
        /** Returns the texts of all elements with this name, such as Feature. */
        public List<String> values(String name) {
            Pattern element = Pattern.compile("<" + name + " \\w+=\"([^\"]*)\"");
            return element.matcher(text).results().map(found -> unescape(found.group(1))).toList();
        }
        public List<Entitlement> entitlements() {
            Pattern element = Pattern.compile("<Entitlement Ns=\"(.*?)\" Tag=\"(.*?)\" Type=\"(.*?)\"(?: ValidTo=\"(.*?)\")?/>");
            return element.matcher(text).results().map(found -> new Entitlement(unescape(found.group(1)),
                unescape(found.group(2)), unescape(found.group(3)), found.group(4))).toList();
        }
        String bound(String component) { return value("Binding Key=\"" + component + "\""); }
    }

    /** A right beyond the features; validTo is an instant, or null where it has no end. */
    public record Entitlement(String namespace, String tag, String type, String validTo) { }

    /**
     * What a license is held against: the installation key in base64, needed where no hardware is bound; values of bindings
     * by component; ids of the sent requests, null if they were not kept; ids of the returned licenses.
     */
    public record Machine(String installationKey, Map<String, List<String>> bindings, Collection<String> requests,
        Collection<String> returned) { }

    /** Takes 32-byte root keys and the highest epoch and version relied on so far. */
    public static Document verifyKeyset(byte[] file, List<byte[]> roots, String product, int epoch, int version) {
        Envelope envelope = open(file, "Keyset");
        byte[] root = roots.stream().filter(key -> keyId(key).equals(envelope.keyId)).findFirst().orElse(null);
        require(root != null, "key-unknown");
        checkSignature(envelope, root);
        Document keyset = read(envelope.payload, envelope.keyId, KEYSET);
        require(keyset.value("Product").equals(product), "product-other");
        require(Integer.parseInt(keyset.value("Epoch")) >= epoch, "keyset-rollback");
        require(Integer.parseInt(keyset.value("Version")) >= version, "keyset-rollback");
        return keyset;
    }

    /** Returns a license that is valid for this product, on this machine, now. */
    public static Document verifyLicense(byte[] file, Document keyset, String product, Machine machine, Instant now) {
        Envelope envelope = open(file, "License");
        String entry = "<Key KeyID=\"" + envelope.keyId + "\" Value=\"(.*?)\" NotBefore=\"(.*?)\" NotAfter=\"(.*?)\"";
        Matcher key = Pattern.compile(entry).matcher(keyset.text);
        require(!keyset.text.contains("<RevokedKey Value=\"" + envelope.keyId + "\""), "key-revoked");
        require(key.find(), "key-unknown");
        checkSignature(envelope, decode(key.group(1)));
        Document license = read(envelope.payload, envelope.keyId, LICENSE);
        String issued = license.value("IssuedAt"), stop = license.value("StopDate"); // instants sort as text
        require(issued.compareTo(key.group(2)) >= 0 && issued.compareTo(key.group(3)) < 0, "key-outside-validity");
        require(!keyset.text.contains("<RevokedLicense Value=\"" + license.value("LicenseID")), "license-revoked");
        require(license.value("Product").equals(product), "product-other");
        int bound = license.text.split("<Binding ").length - 1, required = Integer.parseInt(license.value("MachineBindings"));
        Map<String, List<String>> bindings = machine.bindings;
        long equal = bindings.keySet().stream().filter(one -> bindings.get(one).contains(license.bound(one))).count();
        long comparable = bindings.keySet().stream().filter(one -> !license.bound(one).isEmpty()).count();
        require(bound > 0 || license.value("InstallationKey").equals(machine.installationKey), "installation-other");
        require(equal >= required || equal == bound || equal == comparable && equal >= 2 && equal * 2 >= bound, "machine-other");
        require(!machine.returned.contains(license.value("LicenseID")), "license-returned");
        boolean byCode = license.value("RequestID").equals(license.value("LicenseID"));
        require(byCode || machine.requests == null || machine.requests.contains(license.value("RequestID")), "request-other");
        require(!now.plusSeconds(300).isBefore(Instant.parse(license.value("StartDate"))), "license-not-yet-valid");
        require(stop.isEmpty() || now.isBefore(Instant.parse(stop)), "license-expired");
        return license;
    }
    private static void require(boolean holds, String code) { if (!holds) throw new Refusal(code); }
    private record Envelope(String payload, byte[] signed, String keyId, byte[] signature) { }

    // Canonical base64 and base64url: the unused bits of the last character are zero.
    private static final String KEY_ID = "[\\w-]{10}[AEIMQUYcgkosw048]", KEY = "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=";
    private static final Pattern FILE = Pattern.compile("<\\?xml version=\"1\\.0\" encoding=\"UTF-8\"\\?>\\n<root>\\n"
        + "(<(LicenseRequest|License|Keyset|LicenseReturn|ActivationReceipt) id=\"Terms\">[^\\n]*</\\2>)\\n"
        + "<Signature Algorithm=\"([^\"\\n]*)\" KeyId=\"([^\"\\n]*)\">([^<\\n]*)</Signature>\\n</root>\\n");
    private static final Pattern FORBIDDEN = Pattern.compile("<[!?]|&(?!(?:amp|lt|gt|quot|apos);)"
        + "|[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

    /** Splits a file. Nothing in it is authentic yet; no XML parser sees it. */
    private static Envelope open(byte[] file, String element) {
        require(file.length > 0, "file-empty");
        require(file.length <= 65536, "file-too-large");
        String text = new String(file, UTF_8);
        require(Arrays.equals(text.getBytes(UTF_8), file), "file-not-utf8");
        Matcher parts = FILE.matcher(text.replaceFirst("^\ufeff", "").replace("\r\n", "\n"));
        require(parts.matches(), "envelope-malformed");
        String payload = parts.group(1), keyId = parts.group(4), signature = parts.group(5);
        require(parts.group(2).equals(element), "document-type-wrong");
        boolean byCode = parts.group(3).equals("Ed25519-Code") && element.equals("License");
        require((byCode || parts.group(3).equals("Ed25519")) && keyId.matches(KEY_ID), "signature-malformed");
        require(signature.matches("[A-Za-z0-9+/]{85}[AQgw]=="), "signature-malformed");
        require(!FORBIDDEN.matcher(payload).find(), "payload-forbidden-construct");
        String type = byCode ? "license-by-code" : element.toLowerCase(Locale.ROOT), line = byCode ? reduced(payload) : payload;
        String media = "application/vnd.keyferry." + type + ".v1+xml";
        String lengths = "DSSEv1 " + media.length() + " " + media + " " + line.getBytes(UTF_8).length + " ";
        return new Envelope(payload, (lengths + line).getBytes(UTF_8), keyId, decode(signature));
    }
    // A payload by code, with a line end in place of the first <MachineBindings, which no payload has.
    private static final Pattern BY_CODE = Pattern.compile("<License id=\"Terms\"><LicenseID Value=\"([\\w-]{22})\"/>"
        + "<RequestID Value=\"\\1\"/>(<KeyID Value=\"[\\w-]{11}\"/><Product Value=\"([a-z0-9.-]{1,64})\"/>[^\\n]*)"
        + "\\nRequired=\"([1-5])\"(?:/>|>((?:<Binding Key=\"[a-z]{2,7}\" Value=\"[\\w-]{16}\"/>){1,5})"
        + "</MachineBindings>)<InstallationKey Value=\"([A-Za-z0-9+/]{43}=)\"/>([^\\n]*</License>)");

    /** Returns what was signed of a license by code: without its ids, with the machine's digest in place of the machine. */
    private static String reduced(String payload) {
        Matcher part = BY_CODE.matcher(payload.replaceFirst("<MachineBindings ", "\n"));
        require(part.matches(), "payload-schema");
        String hardware = digest("hardware/v1|" + Objects.requireNonNullElse(part.group(5), ""), 12);
        // 12 bytes are 16 characters, without a remainder, so that the computer ID's 5 bytes follow them.
        String machine = digest("machine/v1|" + part.group(3) + "|" + part.group(6) + "|" + hardware, 12)
            + base64Url(hash("SHA-256", decode(part.group(6))), 5);
        String text = "<License id=\"Terms\">" + part.group(2) + "<MachineBindings Required=\"" + part.group(4)
            + "\"/><MachineDigest Value=\"" + machine + "\"/>" + part.group(7);
        require(digest(text, 16).equals(part.group(1)), "payload-schema");
        return text;
    }
    private static String digest(String text, int size) { return base64Url(hash("SHA-256", text.getBytes(UTF_8)), size); }
    private static String base64Url(byte[] bytes, int size) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, size));
    }
    private static byte[] decode(String base64) { return Base64.getDecoder().decode(base64); }
    private static byte[] hash(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) digest.update(part);
            return digest.digest();
        } catch (NoSuchAlgorithmException error) { throw new IllegalStateException(error); }
    }

    private static String keyId(byte[] key) {
        return base64Url(hash("SHA-256", HexFormat.of().parseHex("302a300506032b6570032100"), key), 8);
    }
    // Ed25519, RFC 8032 section 5.1, which the key gate needs anyway. Nothing here is secret, so timing may vary.
    private static final BigInteger ONE = BigInteger.ONE, P = ONE.shiftLeft(255).subtract(BigInteger.valueOf(19)),
        L = ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493")),
        D = BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
    private record Point(BigInteger x, BigInteger y, BigInteger z, BigInteger t) {
        static final Point NEUTRAL = new Point(BigInteger.ZERO, ONE, ONE, BigInteger.ZERO);
        static final Point BASE = gate(HexFormat.of().parseHex("58" + "66".repeat(31)));

        /** Decodes 32 bytes; null unless the point is in the prime-order group and not neutral. */
        static Point gate(byte[] bytes) {
            BigInteger number = little(bytes), y = number.clearBit(255), yy = y.multiply(y);
            BigInteger xx = yy.subtract(ONE).multiply(D.multiply(yy).add(ONE).modInverse(P)).mod(P);
            BigInteger x = xx.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P); // the square root, or i times it
            if (!x.multiply(x).mod(P).equals(xx)) x = x.multiply(BigInteger.TWO.modPow(P.shiftRight(2), P)).mod(P);
            boolean decodes = bytes.length == 32 && y.compareTo(P) < 0 && x.multiply(x).mod(P).equals(xx);
            if (!decodes || x.signum() == 0) return null; // x = 0 is of small order, whatever its sign
            if (x.testBit(0) != number.testBit(255)) x = P.subtract(x);
            Point point = new Point(x, y, ONE, x.multiply(y).mod(P));
            return point.times(L).isNeutral() ? point : null;
        }
        Point add(Point o) {
            BigInteger a = y.subtract(x).multiply(o.y.subtract(o.x)), b = y.add(x).multiply(o.y.add(o.x));
            BigInteger c = t.multiply(o.t).shiftLeft(1).mod(P).multiply(D), d = z.multiply(o.z).shiftLeft(1);
            BigInteger e = b.subtract(a).mod(P), f = d.subtract(c).mod(P), g = d.add(c).mod(P), h = b.add(a).mod(P);
            return new Point(e.multiply(f).mod(P), g.multiply(h).mod(P), f.multiply(g).mod(P), e.multiply(h).mod(P));
        }
        Point times(BigInteger factor) {
            Point sum = NEUTRAL;
            for (int bit = factor.bitLength() - 1; bit >= 0; bit--)
                sum = factor.testBit(bit) ? sum.add(sum).add(this) : sum.add(sum);
            return sum;
        }
        boolean isNeutral() { return x.signum() == 0 && y.equals(z); }
    }
    private static BigInteger little(byte[] bytes) {
        byte[] big = bytes.clone();
        for (int i = 0; i < big.length; i++) big[i] = bytes[big.length - 1 - i];
        return new BigInteger(1, big);
    }

    private static void checkSignature(Envelope envelope, byte[] key) {
        byte[] first = Arrays.copyOf(envelope.signature, 32), last = Arrays.copyOfRange(envelope.signature, 32, 64);
        Point a = Point.gate(key), r = Point.gate(first);
        BigInteger s = little(last), k = little(hash("SHA-512", first, key, envelope.signed)).mod(L);
        require(a != null, "key-unacceptable");
        require(r != null && s.compareTo(L) < 0 && Point.BASE.times(s).add(a.times(L.subtract(k)))
            .add(r.times(L.subtract(ONE))).isNeutral(), "signature-invalid"); // sB - kA - R
    }

    // Canonical text of each document: NAME:KIND is a single field, NAME[ITEM] a list.
    private static final Pattern LICENSE = pattern("<License id=\"Terms\">,LicenseID:id128,RequestID:id128,KeyID:keyid,"
        + "Product:name,LicenseType:name,Holder:holder,Features[Feature:word],Entitlements[<Entitlement Ns=\"{word}\" "
        + "Tag=\"{word}\" Type=\"{word}\"(?: ValidTo=\"{instant}\")?/>],<MachineBindings Required=\"[1-5]\"(?:/>|>"
        + "{os}{system}{board}{disk}{network}(?<=/>)</MachineBindings>),InstallationKey:key,(?:SerialMasked:mask)?,"
        + "StartDate:instant,(?:StopDate:instant)?,(?:UpdateDate:instant)?,InitialActivationDate:instant,IssuedAt:instant,"
        + "LicenseVersion:word,ClientProvidedVersion:word,</License>");
    private static final Pattern KEYSET = pattern("<Keyset id=\"Terms\">,RootKeyID:keyid,Product:name,Epoch:number,"
        + "Version:number,IssuedAt:instant,Keys[<Key KeyID=\"{keyid}\" Value=\"{key}\" NotBefore=\"{instant}\" "
        + "NotAfter=\"{instant}\"/>],RevokedKeys[RevokedKey:keyid],RevokedLicenses[RevokedLicense:id128],</Keyset>");

    private static Pattern pattern(String rows) {
        String text = "[^\"<>'\u202a-\u202e\u2066-\u2069]", binding = "(?:<Binding Key=\"$1\" Value=\"[\\\\w-]{16}\"/>)?";
        return Pattern.compile(rows.replaceAll("(\\w+):(\\w+)", "<$1 Value=\"{$2}\"/>").replace(",", "")
            .replaceAll("(\\w+)\\[(.*?)]", "<$1(?:/>|>(?:$2)++</$1>)").replaceAll("\\{(os|system|board|disk|network)}", binding)
            .replace("{key}", KEY).replace("{keyid}", KEY_ID).replace("{word}", text + "++").replace("{holder}", text + "*+")
            .replace("{id128}", "[\\w-]{21}[AQgw]").replace("{name}", "[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?")
            .replace("{instant}", "[0-9]{4}-(?:0[1-9]|1[0-2])-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")
            .replace("{number}", "[1-9][0-9]{0,9}").replace("{mask}", "(?:\\*{5}-){3}[0-9A-HJKMNP-TV-Z]{5}"));
    }

    /** Checks a payload with a verified signature. Its text follows from the tables, so no parser is needed. */
    private static Document read(String payload, String keyId, Pattern pattern) {
        require(pattern.matcher(payload).matches(), "payload-schema");
        for (Matcher one = Pattern.compile("(\\w*) (\\w+)=\"([^\"]*)\"").matcher(payload); one.find(); ) {
            String name = one.group(2).equals("Value") ? one.group(1) : one.group(2), value = unescape(one.group(3));
            require(value.getBytes(UTF_8).length <= (name.equals("Holder") ? 200 : 64), "payload-schema");
            if (name.matches("Epoch|Version")) require(Long.parseLong(value) <= Integer.MAX_VALUE, "payload-schema");
            if (!name.matches("\\w+Date|IssuedAt|ValidTo|NotBefore|NotAfter")) continue;
            int day = Integer.parseInt(value.substring(8, 10));
            require(YearMonth.parse(value.substring(0, 7)).isValidDay(day), "payload-schema");
        }
        var limits = Map.of("Feature", 32, "Entitlement", 32, "Key", 64, "RevokedKey", 256, "RevokedLicense", 1000);
        limits.forEach((name, most) -> require(payload.split("<" + name + " ").length - 1 <= most, "payload-schema"));
        boolean sound = true; // whether all keys pass the gate
        Pattern keys = Pattern.compile("<(?:Key KeyID=\"(.*?)\"|InstallationKey) Value=\"(.*?)\"");
        for (Matcher key = keys.matcher(payload); key.find(); sound &= Point.gate(decode(key.group(2))) != null) {
            boolean isOnce = payload.split("<Key KeyID=\"" + key.group(1)).length == 2;
            require(key.group(1) == null || keyId(decode(key.group(2))).equals(key.group(1)) && isOnce, "payload-schema");
        }
        require(payload.contains("KeyID Value=\"" + keyId), "payload-schema"); // RootKeyID in a keyset
        require(sound, "key-unacceptable"); // the key gate comes after all that is payload-schema
        return new Document(payload);
    }
    private static String unescape(String s) {
        return s.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&");
    }
}
