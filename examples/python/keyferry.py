"""Verifies Keyferry licenses and keysets by docs/format.md. Python 3.8 or later with libsodium; one file to copy.

A program calls verify_keyset() with the root keys that it pins, then verify_license() with the keyset that it returns.
"""
import calendar, ctypes, ctypes.util, hashlib, re
from base64 import b64decode, urlsafe_b64encode
from datetime import timedelta

class Refusal(Exception):
    """A document not to be relied on; its text is the code."""

def require(holds, code):
    if not holds:
        raise Refusal(code)

# Envelope: nothing in it is authentic, and nothing parses it as XML.

ELEMENTS = {"request": "LicenseRequest", "license": "License", "keyset": "Keyset", "return": "LicenseReturn"}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<root>\n'
FILE = re.compile(re.escape(HEAD) + r'(<(LicenseRequest|License|Keyset|LicenseReturn) id="Terms">[^\n]*</\2>)\n'
                  r'<Signature Algorithm="([^"\n]*)" KeyId="([^"\n]*)">([^<\n]*)</Signature>\n</root>\n')
FORBIDDEN = re.compile(r"<[!?]|&(?!(?:amp|lt|gt|quot|apos);)|[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
KEY_ID, KEY = r"[\w-]{10}[AEIMQUYcgkosw048]", r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="  # canonical: unused bits are zero

def open_envelope(file, kind):
    """Returns the payload, the bytes that are signed, the key id, the signature."""
    require(file, "file-empty")
    require(len(file) <= 65536, "file-too-large")
    try:
        text = file.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal("file-not-utf8") from None
    require(text[:2] not in ("<\0", "\0<"), "file-not-utf8")
    text = text[text.startswith("\ufeff"):].replace("\r\n", "\n")
    match = FILE.fullmatch(text)
    require(match, match or why_no_match(file, text))
    payload, element, algorithm, key_id, signature = match.groups()
    require(element == ELEMENTS[kind], "document-type-wrong")
    require(algorithm == "Ed25519" and re.fullmatch(KEY_ID, key_id, re.A)
            and re.fullmatch("[A-Za-z0-9+/]{85}[AQgw]==", signature), "signature-malformed")
    require(not FORBIDDEN.search(payload), "payload-forbidden-construct")
    media_type, line = b"application/vnd.keyferry.%s.v1+xml" % kind.encode(), payload.encode()
    signed = b"DSSEv1 %d %s %d %s" % (len(media_type), media_type, len(line), line)
    return payload, signed, key_id, b64decode(signature)

def why_no_match(file, text):
    head, tail = file[:4096].decode("utf-8", "replace").lstrip("\ufeff \t\r\n\v\f\xa0"), file[-512:]
    has = lambda pattern: re.search(pattern, head)
    if not head and len(file) <= 4096:
        return "file-empty"
    if head.startswith("<") and has(r"(?i)<(!doctype\s+)?html[\s>]"):
        return "file-is-web-page"
    ours = has(r'<(LicenseRequest|Keyset|LicenseReturn)\b|<License id="Terms">\s*<LicenseID\b') or (
        has(r"<License\b") and re.search(b"<Signature[^>]*Ed25519", tail))
    if not ours and (has(r"<(EntitlementGroup|SystemInfo)\b") or has(r"<License\b") and has(
            r"<(MachineID|SerialHash|DeveloperData|MachineBindings)\b|xmldsig")):
        return "file-of-another-vendor"
    starts = [HEAD + '<%s id="Terms">' % name for name in ELEMENTS.values()]
    begun = any(text.startswith(start) or start.startswith(text) for start in starts)
    if FILE.fullmatch(text + "\n") or begun and "</root>" not in text:
        return "file-cut-short"
    return "envelope-malformed" if ours else "file-unrecognized"

# libsodium's check of a point is the key gate. Of a signature's R it asks less than the format, so R passes the gate too.

sodium = ctypes.CDLL(ctypes.util.find_library("sodium") or ctypes.util.find_library("libsodium"))

def gate(key):
    return len(key) == 32 and sodium.crypto_core_ed25519_is_valid_point(key) == 1

def check_signature(signature, signed, key):
    require(gate(key), "key-unacceptable")
    holds = sodium.crypto_sign_verify_detached(signature, signed, ctypes.c_ulonglong(len(signed)), key) == 0
    require(holds and gate(signature[:32]), "signature-invalid")

def id_of(key):
    spki = bytes.fromhex("302a300506032b6570032100") + key
    return urlsafe_b64encode(hashlib.sha256(spki).digest()[:8]).decode()[:11]

# Payload, only after its signature held. A row a field: attributes, and after / those of the items of a list.

SCHEMAS = {
    "license": "LicenseID Value=id128; RequestID Value=id128; KeyID Value=keyid; Product Value=name;"
    "LicenseType Value=name; Holder Value=holder; Features / Feature 32 Value=word;"
    "Entitlements / Entitlement 32 Ns=word Tag=word Type=word ValidTo?=instant;"
    "MachineBindings Required=1to5 / Binding 5 Key=component Value=binding; InstallationKey Value=key;"
    "SerialMasked? Value=mask; StartDate Value=instant; StopDate? Value=instant; UpdateDate Value=instant;"
    "InitialActivationDate Value=instant; IssuedAt Value=instant; LicenseVersion Value=word;"
    "ClientProvidedVersion Value=word",
    "keyset": "RootKeyID Value=keyid; Product Value=name; Epoch Value=number; Version Value=number;"
    "IssuedAt Value=instant; Keys / Key 64 KeyID=keyid Value=key NotBefore=instant NotAfter=instant;"
    "RevokedKeys / RevokedKey 256 Value=keyid; RevokedLicenses / RevokedLicense 1000 Value=id128",
}
COMPONENTS, TEXT = ["os", "system", "board", "disk", "network"], "[^\u202a-\u202e\u2066-\u2069]"
KINDS = {"keyid": KEY_ID, "key": KEY, "id128": r"[\w-]{21}[AQgw]", "binding": r"[\w-]{16}", "terms": "Terms",
         "name": "[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?", "holder": TEXT + "{0,200}", "word": TEXT + "{1,64}",
         "number": "[1-9][0-9]{0,9}", "1to5": "[1-5]", "component": "|".join(COMPONENTS),
         "mask": r"(\*{5}-){3}[0-9A-HJKMNP-TV-Z]{5}",
         "instant": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ"}
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
CHARACTERS = {character: entity for entity, character in ENTITIES.items()}
TAG = re.compile(r"""<([A-Za-z]+)((?: +[A-Za-z]+ *= *(?:"[^"<]*"|'[^'<]*'))*) *(/?)>""")

def is_a(kind, text):
    fits = re.fullmatch(KINDS[kind], text, re.A) and len(text.encode()) <= (64 if kind == "word" else 200)
    if kind == "instant" and fits:
        return int(text[8:10]) <= calendar.monthrange(2000 + int(text[:4]) % 400, int(text[5:7]))[1]
    return fits and (kind != "number" or int(text) <= 2147483647)

def parse(text, at, depth=0):
    """An element of attributes and elements alone, as (name, attributes, children), and where it ends."""
    tag = TAG.match(text, at)
    require(tag and depth < 3, "payload-schema")
    pairs = re.findall(r""" +(\w+) *= *(?:"([^"]*)"|'([^']*)')""", tag[2])
    attributes = {name: re.sub("&[a-z]+;", lambda entity: ENTITIES[entity[0]], a or b) for name, a, b in pairs}
    require(len(attributes) == len(pairs), "payload-schema")
    children, at, end = [], tag.end(), re.compile("</%s *>" % tag[1])
    while not tag[3] and not end.match(text, at):
        child, at = parse(text, at, depth + 1)
        children.append(child)
    return (tag[1], attributes, children), at if tag[3] else end.match(text, at).end()

def write(name, attributes, rules):
    """The beginning of an element in canonical form, without its last bracket."""
    text, left = "<" + name, dict(attributes)
    for attribute, kind in (rule.split("=") for rule in rules.split()):
        value = left.pop(attribute.rstrip("?"), None)
        require(attribute.endswith("?") if value is None else is_a(kind, value), "payload-schema")
        if value is not None:
            text += ' %s="%s"' % (attribute.rstrip("?"), re.sub("[&<>\"']", lambda found: CHARACTERS[found[0]], value))
    require(not left, "payload-schema")
    return text

def read(payload, kind):
    """Fields by element name: the attributes of single ones, a list of attributes of what lists hold."""
    (_, attributes, children), end = parse(payload, 0)
    text, fields, left = write(ELEMENTS[kind], attributes, "id=terms") + ">", {}, len(children)
    for row in SCHEMAS[kind].split(";"):
        outer, _, inner = row.partition("/")
        name, rules = (outer.strip() + " ").split(" ", 1)
        found = [child for child in children if child[0] == name.rstrip("?")]
        require(len(found) == 1 or not found and name.endswith("?"), "payload-schema")
        for name, attributes, items in found:
            item, most, item_rules = inner.split(None, 2) if inner else ("", 0, "")
            require(len(items) <= int(most) and all(one[0] == item for one in items), "payload-schema")
            fields[name], fields[item], left = attributes, [one[1] for one in items], left - 1
            lines = [write(item, one, item_rules) + "/>" for one in fields[item]]
            if item == "Binding":
                lines.sort(key=lambda line: COMPONENTS.index(line.split('"')[1]))
            text += write(name, attributes, rules) + (">%s</%s>" % ("".join(lines), name) if lines else "/>")
    require(left == 0 and end == len(payload), "payload-schema")
    for key in fields.get("Key", []):
        require(gate(b64decode(key["Value"])), "key-unacceptable")
        require(id_of(b64decode(key["Value"])) == key["KeyID"], "payload-schema")
    for item, name in ("Binding", "Key"), ("Key", "KeyID"):
        names = [one[name] for one in fields.get(item, [])]
        require(len(set(names)) == len(names), "payload-schema")
    require(text + "</%s>" % ELEMENTS[kind] == payload, "payload-not-canonical")
    return fields

def verify_keyset(file, root_keys, product, held=(0, 0)):
    """Fields of a keyset. root_keys are 32 bytes each; held is the highest (epoch, version) ever relied on."""
    payload, signed, key_id, signature = open_envelope(file, "keyset")
    root = next((key for key in root_keys if id_of(key) == key_id), None)
    require(root, "key-unknown")
    check_signature(signature, signed, root)
    keyset = read(payload, "keyset")
    require(keyset["RootKeyID"]["Value"] == key_id, "payload-schema")
    require(keyset["Product"]["Value"] == product, "product-other")
    epoch, version = int(keyset["Epoch"]["Value"]), int(keyset["Version"]["Value"])
    require(epoch >= held[0] and version >= held[1], "keyset-rollback")
    return keyset

def verify_license(file, keyset, product, now, installation_key, bindings=(), request_ids=None):
    """Fields of a license that is good for this product, on this machine, now (a datetime in UTC).

    installation_key is in base64, bindings are pairs of component and value; request_ids None: nobody kept them.
    """
    payload, signed, key_id, signature = open_envelope(file, "license")
    require(all(one["Value"] != key_id for one in keyset["RevokedKey"]), "key-revoked")
    key = next((key for key in keyset["Key"] if key["KeyID"] == key_id), None)
    require(key, "key-unknown")
    check_signature(signature, signed, b64decode(key["Value"]))
    license = read(payload, "license")
    value = lambda name: license[name]["Value"]
    require(value("KeyID") == key_id, "payload-schema")
    require(gate(b64decode(value("InstallationKey"))), "key-unacceptable")
    require(key["NotBefore"] <= value("IssuedAt") < key["NotAfter"], "key-outside-validity")  # instants sort as text
    require(all(one["Value"] != value("LicenseID") for one in keyset["RevokedLicense"]), "license-revoked")
    require(value("Product") == product, "product-other")
    bound, shown = license["Binding"], dict(bindings)
    equal = sum(shown.get(one["Key"]) == one["Value"] for one in bound)
    require(bound or value("InstallationKey") == installation_key, "installation-other")
    require(equal >= min(int(license["MachineBindings"]["Required"]), len(bound)), "machine-other")
    require(request_ids is None or value("RequestID") in request_ids, "request-other")
    instant = lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    require(instant(now + timedelta(minutes=5)) >= value("StartDate"), "license-not-yet-valid")
    require("StopDate" not in license or instant(now) < value("StopDate"), "license-expired")
    return license
