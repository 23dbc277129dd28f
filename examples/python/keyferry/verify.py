"""Verifies Keyferry deliveries, licenses and keysets as specified in docs/format.md. Python 3.8, libsodium 1.0.21.

split_delivery() a license file, find the newest_keyset() with your pinned root keys, then the best_license() with it.
"""
import calendar, ctypes, ctypes.util, hashlib, re
from base64 import b64decode, urlsafe_b64encode
from datetime import timedelta

class Refusal(Exception):
    """A refused document; its text is the refusal code."""

def require(holds, code):
    if not holds:
        raise Refusal(code)

# Envelope: nothing in it is authentic yet; no XML parser sees it.

ELEMENTS = {"request": "LicenseRequest", "license": "License", "keyset": "Keyset", "return": "LicenseReturn",
            "activation": "ActivationReceipt"}
FILE = re.compile(r'<\?xml version="1\.0" encoding="UTF-8"\?>\n<root>\n'
                  r'(<(LicenseRequest|License|Keyset|LicenseReturn|ActivationReceipt) id="Terms">[^\n]*</\2>)\n'
                  r'<Signature Algorithm="([^"\n]*)" KeyId="([^"\n]*)">([^<\n]*)</Signature>\n</root>\n')
FORBIDDEN = re.compile(r"<[!?]|&(?!(?:amp|lt|gt|quot|apos);)|[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
KEY_ID, KEY = r"[\w-]{10}[AEIMQUYcgkosw048]", r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="  # canonical: unused bits are zero

def open_envelope(file, kind):
    """Returns payload, signed bytes, key id and signature."""
    require(file, "file-empty")
    require(len(file) <= 65536, "file-too-large")
    try:
        text = file.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal("file-not-utf8") from None
    text = text[text.startswith("\ufeff"):].replace("\r\n", "\n")
    match = FILE.fullmatch(text)
    require(match, "envelope-malformed")
    payload, element, algorithm, key_id, signature = match.groups()
    require(element == ELEMENTS[kind], "document-type-wrong")
    by_code = algorithm == "Ed25519-Code" and kind == "license"
    require((by_code or algorithm == "Ed25519") and re.fullmatch(KEY_ID, key_id, re.A)
            and re.fullmatch("[A-Za-z0-9+/]{85}[AQgw]==", signature), "signature-malformed")
    require(not FORBIDDEN.search(payload), "payload-forbidden-construct")
    kind, line = ("license-by-code", reduced(payload)) if by_code else (kind, payload)
    media_type, line = b"application/vnd.keyferry.%s.v1+xml" % kind.encode(), line.encode()
    signed = b"DSSEv1 %d %s %d %s" % (len(media_type), media_type, len(line), line)
    return payload, signed, key_id, b64decode(signature)

# A payload by code, with a line end in place of the first <MachineBindings, which no payload has.
BY_CODE = re.compile(r'<License id="Terms"><LicenseID Value="([\w-]{22})"/><RequestID Value="\1"/>'
                     r'(<KeyID Value="[\w-]{11}"/><Product Value="([a-z0-9.-]{1,64})"/>[^\n]*)\nRequired="([1-5])"'
                     r'(?:/>|>((?:<Binding Key="[a-z]{2,7}" Value="[\w-]{16}"/>){1,5})</MachineBindings>)'
                     r'<InstallationKey Value="([A-Za-z0-9+/]{43}=)"/>([^\n]*</License>)', re.A)

def reduced(payload):
    """Returns what was signed of a license by code: without its ids, with the machine's digest in place of the machine."""
    match = BY_CODE.fullmatch(payload.replace("<MachineBindings ", "\n", 1))
    require(match, "payload-schema")
    license_id, head, product, required, bindings, key, tail = match.groups()
    digest = lambda text, size: urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:size]).decode().rstrip("=")
    machine = digest("machine/v1|%s|%s|%s" % (product, key, digest("hardware/v1|" + (bindings or ""), 12)), 12)
    # 12 bytes are 16 characters, without a remainder, so that the computer ID's 5 bytes follow them.
    machine += urlsafe_b64encode(hashlib.sha256(b64decode(key)).digest()[:5]).decode().rstrip("=")
    text = ('<License id="Terms">%s<MachineBindings Required="%s"/><MachineDigest Value="%s"/>%s'
            % (head, required, machine, tail))
    require(digest(text, 16) == license_id, "payload-schema")
    return text

# libsodium's point check is the key gate. R passes it too: libsodium checks R less strictly than the format.

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

# Payload, read only after signature verification: the tables say what comes next at every place, so no parser is needed.

CHILDREN = {
    "License": "LicenseID RequestID KeyID Product LicenseType Holder Features Entitlements MachineBindings InstallationKey"
    " SerialMasked? StartDate StopDate? UpdateDate? InitialActivationDate IssuedAt LicenseVersion ClientProvidedVersion",
    "Features": "Feature*32", "Entitlements": "Entitlement*32", "MachineBindings": "Binding*5",
    "Keyset": "RootKeyID Product Epoch Version IssuedAt Keys RevokedKeys RevokedLicenses",
    "Keys": "Key*64", "RevokedKeys": "RevokedKey*256", "RevokedLicenses": "RevokedLicense*1000",
}
ATTRIBUTES = {
    "id=terms": "License Keyset", "": "Features Entitlements Keys RevokedKeys RevokedLicenses",
    "Value=id128": "LicenseID RequestID RevokedLicense", "Value=name": "Product LicenseType",
    "Value=keyid": "KeyID RootKeyID RevokedKey", "Value=word": "Feature LicenseVersion ClientProvidedVersion",
    "Value=holder": "Holder", "Value=key": "InstallationKey", "Value=mask": "SerialMasked", "Value=number": "Epoch Version",
    "Value=instant": "IssuedAt StartDate StopDate UpdateDate InitialActivationDate", "Required=1to5": "MachineBindings",
    "Ns=word Tag=word Type=word ValidTo?=instant": "Entitlement", "Key=component Value=binding": "Binding",
    "KeyID=keyid Value=key NotBefore=instant NotAfter=instant": "Key",
}
COMPONENTS, TEXT = ["os", "system", "board", "disk", "network"], "[^\u202a-\u202e\u2066-\u2069]"
KINDS = {"keyid": KEY_ID, "key": KEY, "id128": r"[\w-]{21}[AQgw]", "binding": r"[\w-]{16}", "terms": "Terms",
         "name": "[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?", "holder": TEXT + "{0,200}", "word": TEXT + "{1,64}",
         "number": "[1-9][0-9]{0,9}", "1to5": "[1-5]", "component": "|".join(COMPONENTS),
         "mask": r"(\*{5}-){3}[0-9A-HJKMNP-TV-Z]{5}",
         "instant": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ"}
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
CHARACTERS = {character: entity for entity, character in ENTITIES.items()}

def is_a(kind, text):
    fits = re.fullmatch(KINDS[kind], text, re.A) and len(text.encode()) <= (64 if kind == "word" else 200)
    if kind == "instant" and fits:
        return int(text[8:10]) <= calendar.monthrange(2000 + int(text[:4]) % 400, int(text[5:7]))[1]
    return fits and (kind != "number" or int(text) <= 2147483647)

def read_element(text, at, name):
    """Returns the element that must begin here, as (name, attributes, children), and its end."""
    attributes, children = {}, []
    require(text.startswith("<" + name, at), "payload-schema")
    at += 1 + len(name)
    for rule in next(rules.split() for rules, names in ATTRIBUTES.items() if name in names.split()):
        attribute, optional, kind = re.fullmatch(r"(\w+)(\??)=(\w+)", rule).groups()
        found = re.compile(' %s="([^"]*)"' % attribute).match(text, at)
        require(found or optional, "payload-schema")
        if found:
            value = re.sub("&[a-z]+;", lambda entity: ENTITIES[entity[0]], found[1])
            escaped = re.sub("[&<>\"']", lambda character: CHARACTERS[character[0]], value)
            require(escaped == found[1] and is_a(kind, value), "payload-schema")
            attributes[attribute], at = value, found.end()
    if name not in CHILDREN or text.startswith("/>", at):
        require(text.startswith("/>", at), "payload-schema")
        return (name, attributes, children), at + 2
    require(text.startswith(">", at), "payload-schema")
    at += 1
    for child, optional, most in re.findall(r"(\w+)([?*]?)(\d*)", CHILDREN[name]):
        count = 0
        while count == 0 and not optional or text.startswith("<%s " % child, at):
            count += 1
            require(count <= int(most or 1), "payload-schema")
            element, at = read_element(text, at, child)
            children.append(element)
    require(children and text.startswith("</%s>" % name, at), "payload-schema")
    return (name, attributes, children), at + len(name) + 3

def read(payload, element, key_id):
    """Returns fields by element name: single fields as text; lists of texts, or of attributes where items have several."""
    root, end = read_element(payload, 0, element)
    require(end == len(payload), "payload-schema")
    of = lambda one: one["Value"] if list(one) == ["Value"] else one
    fields = {name: attributes.get("Value", [of(one) for _, one, _ in items]) for name, attributes, items in root[2]}
    places = [COMPONENTS.index(one["Key"]) for one in fields.get("MachineBindings", [])]
    require(places == sorted(set(places)), "payload-schema")
    keys = [(one["KeyID"], b64decode(one["Value"])) for one in fields.get("Keys", [])]
    require(all(id_of(key) == name for name, key in keys) and len(dict(keys)) == len(keys), "payload-schema")
    require(fields.get("RootKeyID", fields.get("KeyID")) == key_id, "payload-schema")
    installation = [b64decode(fields["InstallationKey"])] if "InstallationKey" in fields else []
    require(all(gate(key) for key in installation + [key for _, key in keys]), "key-unacceptable")  # only now
    return {**fields, "Required": next((one["Required"] for _, one, _ in root[2] if "Required" in one), None)}

def verify_keyset(file, root_keys, product, held=(0, 0)):
    """Returns the fields of a keyset. root_keys: 32 bytes each; held: highest (epoch, version) relied on so far."""
    payload, signed, key_id, signature = open_envelope(file, "keyset")
    root = next((key for key in root_keys if id_of(key) == key_id), None)
    require(root, "key-unknown")
    check_signature(signature, signed, root)
    keyset = read(payload, "Keyset", key_id)
    require(keyset["Product"] == product, "product-other")
    require(int(keyset["Epoch"]) >= held[0] and int(keyset["Version"]) >= held[1], "keyset-rollback")
    return keyset

def verify_license(file, keyset, product, now, installation_key="", bindings=(), request_ids=None, returned=()):
    """Returns the fields of a license that is valid for this product and machine now.

    now is a datetime in UTC, or a function that gives one for a license; installation_key is base64; bindings are pairs of
    component and value, several of a component if the machine has several; request_ids is None if requests were not kept;
    returned are the ids of licenses that this machine returned.
    """
    payload, signed, key_id, signature = open_envelope(file, "license")
    key = next((key for key in keyset["Keys"] if key["KeyID"] == key_id), None)
    require(key_id not in keyset["RevokedKeys"], "key-revoked")
    require(key, "key-unknown")
    check_signature(signature, signed, b64decode(key["Value"]))
    license = read(payload, "License", key_id)
    require(key["NotBefore"] <= license["IssuedAt"] < key["NotAfter"], "key-outside-validity")  # instants sort as text
    require(license["LicenseID"] not in keyset["RevokedLicenses"], "license-revoked")
    require(license["Product"] == product, "product-other")
    bound, shown = license["MachineBindings"], {tuple(one) for one in bindings}
    equal = sum((one["Key"], one["Value"]) in shown for one in bound)
    comparable = sum(any(one["Key"] == component for component, _ in shown) for one in bound)
    whole = equal == len(bound) or equal == comparable and equal >= 2 and equal * 2 >= len(bound)
    require(bound or license["InstallationKey"] == installation_key, "installation-other")
    require(whole or equal >= int(license["Required"]), "machine-other")
    require(license["LicenseID"] not in returned, "license-returned")
    by_code = license["RequestID"] == license["LicenseID"]
    require(by_code or request_ids is None or license["RequestID"] in request_ids, "request-other")
    now = now(license) if callable(now) else now
    instant = lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    require(instant(now + timedelta(minutes=5)) >= license["StartDate"], "license-not-yet-valid")
    require("StopDate" not in license or instant(now) < license["StopDate"], "license-expired")
    return license

# A delivery is a file with licenses, keysets or both, one after another.

BETWEEN = re.compile(rb"</root>(?:\r\n|[\r\n])?(?=[\r\n \xef\xbb\xbf]*<\?xml )")
LAST_CHECKS = ["license-returned", "request-other", "license-not-yet-valid", "license-expired"]

def split_delivery(file):
    """Returns the files of a delivery, exact bytes each: those of licenses, and those of keysets."""
    ends = [0] + [end.end() for end in BETWEEN.finditer(file)] + [len(file)]
    files = [file[start:end] for start, end in zip(ends, ends[1:])]
    is_keyset = lambda one: b'\n<Keyset ' in one
    return [one for one in files if not is_keyset(one)], [one for one in files if is_keyset(one)]

def newest_keyset(files, root_keys, product):
    """Returns the fields of the newest keyset that is genuine, and its file, which you keep; takes at least one file."""
    newest, first = None, None
    for file in files:
        try:
            held = (int(newest[0]["Epoch"]), int(newest[0]["Version"])) if newest else (0, 0)
            newest = verify_keyset(file, root_keys, product, held), file
        except Refusal as refusal:
            first = first or refusal
    if not newest:
        raise first
    return newest

def best_license(files, keyset, product, now, *machine):
    """Returns the fields of the best license; its other arguments are those of verify_license()."""
    valid, refusals = [], [Refusal("document-type-wrong")][:not files]
    for file in files:
        try:
            valid.append(verify_license(file, keyset, product, now, *machine))
        except Refusal as refusal:
            refusals.append(refusal)
    if not valid:  # the refusal of this machine's own license says the most
        raise max(refusals, key=lambda one: LAST_CHECKS.index(str(one)) if str(one) in LAST_CHECKS else -1)
    valid.sort(key=lambda one: one["LicenseID"])
    return max(valid, key=lambda one: (one["IssuedAt"], one.get("StopDate", "~")))  # the first of equal ones
