"""Reads the vectors of typed codes as docs/format.md specifies them: python3 typed_codes.py vectors.json

Written from that page alone, so that a fault of the page or of the TypeScript code shows as a disagreement. Prints a line for
each vector; exits with 0 only if all agree. Needs Python 3.8 and libsodium, as the verifier in examples/python does.
"""
import json, sys
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "examples/python"))
from code_bits import ALPHABET, Bits, Refused, escaped, midnight_of, require, wrong_places  # noqa: E402
from keyferry.verify import FILE, Refusal, check_signature, id_of, read  # noqa: E402

# What codes say about

def digest(text):
    return sha256(text.encode()).digest()[:12]

def base64url(data):
    return urlsafe_b64encode(data).decode().rstrip("=")

def bytes_of(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))

def binding_elements(machine):
    return "".join('<Binding Key="%s" Value="%s"/>' % (one["component"], one["value"]) for one in machine["bindings"])

def hardware_digest(machine):
    return digest("hardware/v1|" + binding_elements(machine))

def machine_digest(product, machine):
    return digest("machine/v1|%s|%s|%s" % (product, machine["installationKey"], base64url(hardware_digest(machine))))

def computer_id(machine):
    return sha256(b64decode(machine["installationKey"])).digest()[:5]

def vocabulary_byte(vocabulary):
    names = [vocabulary["product"], vocabulary["licenseVersion"], *vocabulary["licenseTypes"], "", *vocabulary["features"]]
    return digest("".join(name + "\n" for name in names))[0]

# Signed texts

DATES = ["StartDate", "StopDate", "UpdateDate", "InitialActivationDate", "IssuedAt"]

def single(name, value):
    """The element of a field; nothing for one that is absent."""
    return '<%s Value="%s"/>' % (name, escaped(value)) if value is not None else ""

def parent(name, attributes, children):
    return "<%s%s>%s</%s>" % (name, attributes, children, name) if children else "<%s%s/>" % (name, attributes)

def entitlement_element(entitlement):
    *names, end = entitlement
    valid_to = ' ValidTo="%s"' % utc(end) if end else ""
    return '<Entitlement Ns="%s" Tag="%s" Type="%s"%s/>' % (*map(escaped, names), valid_to)

def utc(instant):
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ") if instant else None

def encoded(kind, payload):
    media_type, line = b"application/vnd.keyferry.%s.v1+xml" % kind.encode(), payload.encode()
    return b"DSSEv1 %d %s %d %s" % (len(media_type), media_type, len(line), line)

def file_of(payload, algorithm, key_id, signature):
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<root>\n%s\n<Signature Algorithm="%s" KeyId="%s">%s</Signature>\n</root>\n'
            % (payload, algorithm, key_id, b64encode(signature).decode()))

# The three codes, read before anything is known of who wrote them

def read_installation(code):
    """Product byte, vocabulary byte, keyset version modulo 256, digest of the machine and computer ID."""
    bits = Bits("installation", code)
    said = bits.take(8), bits.take(8), bits.take(8), bits.take_bytes(12), bits.take_bytes(5)
    covered = int(bits.bits[:bits.at].ljust(21 * 8, "0"), 2).to_bytes(21, "big")
    require(bits.take(12) == int.from_bytes(sha256(covered).digest()[:2], "big") >> 4)
    bits.end()
    return said

def read_confirmation(code, vocabulary):
    bits, said = Bits("confirmation", code), {}
    said["machine_byte"], said["names_byte"], said["key_bits"] = bits.take(8), bits.take(8), bits.take(6)
    issued = said["IssuedAt"] = bits.instant()
    if bits.take(1):
        require(said["names_byte"] == vocabulary_byte(vocabulary))
        place = bits.take(5)
        require(place < len(vocabulary["licenseTypes"]))
        said["LicenseType"], said["LicenseVersion"] = vocabulary["licenseTypes"][place], vocabulary["licenseVersion"]
        said["Features"] = [feature for feature in vocabulary["features"] if bits.take(1)]
    else:
        said["LicenseType"], said["LicenseVersion"] = bits.text("name"), bits.text()
        said["Features"] = bits.list_of(bits.text)
    has_entitlements = bits.take(1)
    said["Entitlements"] = bits.list_of(bits.entitlement) if has_entitlements else []
    require(said["Entitlements"] or not has_entitlements)
    said["Required"] = bits.take(3)
    require(1 <= said["Required"] <= 5)
    said["StartDate"] = bits.optional_beside(midnight_of(issued - timedelta(hours=12)))
    said["StopDate"], said["UpdateDate"] = bits.optional(), bits.optional()
    said["InitialActivationDate"] = bits.optional_beside(issued)
    serial = "".join(ALPHABET[bits.take(5)] for _ in range(5)) if bits.take(1) else None
    said["SerialMasked"] = serial and "*****-*****-*****-" + serial
    said["signature"] = bits.signature()
    bits.end()
    return said

def read_return(code):
    bits, said = Bits("return", code), {}
    said["product_byte"], said["license_byte"] = bits.take(8), bits.take(8)
    is_long = bits.take(1)
    said["Counter"] = bits.take(31 if is_long else 5)
    require(said["Counter"] >= (32 if is_long else 1))
    said["ReturnedAt"] = bits.instant()
    said["machine"] = (bits.take_bytes(32), bits.take_bytes(12)) if bits.take(1) else bits.take_bytes(5)
    said["signature"] = bits.signature()
    bits.end()
    return said

# The files that they stand for

def rebuild_license(said, machine, vocabulary, signing_key):
    """signing_key: 32 bytes."""
    product, key_id = vocabulary["product"], id_of(signing_key)
    whole = machine_digest(product, machine)
    assert said["machine_byte"] == whole[0], "the machine's byte"
    assert said["names_byte"] in (0, vocabulary_byte(vocabulary)), "the vocabulary's byte"
    assert said["key_bits"] == bytes_of(key_id)[0] >> 2, "the signing key's bits"
    terms = (single("KeyID", key_id) + single("Product", product) + single("LicenseType", said["LicenseType"])
             + single("Holder", "") + parent("Features", "", "".join(single("Feature", one) for one in said["Features"]))
             + parent("Entitlements", "", "".join(map(entitlement_element, said["Entitlements"]))))
    dates = (single("SerialMasked", said["SerialMasked"]) + "".join(single(name, utc(said[name])) for name in DATES)
             + single("LicenseVersion", said["LicenseVersion"])
             + single("ClientProvidedVersion", said["LicenseVersion"]) + "</License>")
    required = ' Required="%d"' % said["Required"]
    reduced = ('<License id="Terms">' + terms + parent("MachineBindings", required, "")
               + single("MachineDigest", base64url(whole + computer_id(machine))) + dates)
    check_signature(said["signature"], encoded("license-by-code", reduced), signing_key)
    license_id = base64url(sha256(reduced.encode()).digest()[:16])
    payload = ('<License id="Terms">' + single("LicenseID", license_id) + single("RequestID", license_id) + terms
               + parent("MachineBindings", required, binding_elements(machine))
               + single("InstallationKey", machine["installationKey"]) + dates)
    return file_of(payload, "Ed25519-Code", key_id, said["signature"])

def rebuild_receipt(said, machine, product, license_id):
    key = b64decode(machine["installationKey"])
    assert said["product_byte"] == digest(product)[0], "the product's byte"
    assert said["license_byte"] == bytes_of(license_id)[0], "the license's byte"
    assert said["machine"] in (computer_id(machine), (key, hardware_digest(machine))), "the machine"
    nonce = sha256(("return/v1|%s|%d" % (license_id, said["Counter"])).encode()).digest()[:16]
    payload = ('<LicenseReturn id="Terms">' + single("InstallationKey", machine["installationKey"])
               + single("LicenseID", license_id) + single("Product", product) + single("Counter", str(said["Counter"]))
               + single("Nonce", base64url(nonce)) + single("ReturnedAt", utc(said["ReturnedAt"])) + "</LicenseReturn>")
    check_signature(said["signature"], encoded("return", payload), key)
    return file_of(payload, "Ed25519", id_of(key), said["signature"])

# The vectors

def check_installation(case, vectors):
    machine, vocabulary = vectors["machines"][case["machine"]], vectors["vocabulary"]
    whole = machine_digest(vocabulary["product"], machine)
    assert whole == bytes_of(machine["digest"]), "the digest that the vectors give for the machine"
    expected = (digest(vocabulary["product"])[0], vocabulary_byte(vocabulary), case["keysetVersion"] % 256, whole,
                computer_id(machine))
    assert read_installation(case["code"]) == expected, "what the code says"

def check_confirmation(case, vectors):
    signing_key, vocabulary = b64decode(vectors["signingKey"]["publicKey"]), vectors["vocabulary"]
    said = read_confirmation(case["code"], vocabulary)
    file = rebuild_license(said, vectors["machines"][case["machine"]], vocabulary, signing_key)
    assert file == case["file"], "the file"
    read(FILE.fullmatch(file)[1], "License", vectors["signingKey"]["keyId"])

def check_return(case, vectors):
    machine, said = vectors["machines"][case["machine"]], read_return(case["code"])
    file = rebuild_receipt(said, machine, vectors["vocabulary"]["product"], case["licenseId"])
    assert file == case["file"], "the file"
    assert isinstance(said["machine"], tuple) == case["isByCode"], "whether it brings the key"

def check_refused(case, vectors):
    readers = {"installation": read_installation, "return": read_return,
               "confirmation": lambda code: read_confirmation(code, vectors["vocabulary"])}
    try:
        readers[case["kind"]](case["code"])
    except Refused as refused:
        assert str(refused) == case["expect"], "the outcome"
        return
    raise AssertionError("it is accepted")

CHECKS = {"installation": check_installation, "confirmation": check_confirmation, "return": check_return,
          "refused": check_refused}

def main(path):
    vectors, failed = json.loads(Path(path).read_text(encoding="utf-8")), 0
    for section, check in CHECKS.items():
        for number, case in enumerate(vectors[section], 1):
            fault = ""
            try:
                assert wrong_places(case.get("kind", section), case["code"]) == case.get("groups", []), "the wrong groups"
                check(case, vectors)
            except (AssertionError, Refused, Refusal) as error:
                fault, failed = ": %s" % error, failed + 1
            print("%s: %s %d, %s%s" % ("DISAGREES" if fault else "agrees", section, number,
                                       case.get("name") or case["machine"], fault))
    return 1 if failed else 0

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main(*sys.argv[1:]))
