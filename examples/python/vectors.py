"""Prints the result for each vector and machine of a file of cases: python3 vectors.py ../../tests/vectors/cases.txt"""
import os, sys
from base64 import b64decode
from datetime import datetime
from keyferry import Refusal, best_license, newest_keyset, split_delivery, verify_keyset, verify_license
from keyferry import linux, macos, windows
from keyferry.machine import hashed


def read(path):
    with open(os.path.join(os.path.dirname(sys.argv[1]), path), "rb") as file:
        return file.read()


def verify(kind, path, known):
    """Yields what a product reads. known: the words of the lines above, lists by first word."""
    product, root_keys = known["product"][0][0], [b64decode(key) for key, in known["root"]]
    if kind == "keyset":
        verify_keyset(read(path), root_keys, product, tuple(map(int, known["held"][0])))
        return []
    now = datetime.strptime(known["now"][0][0], "%Y-%m-%dT%H:%M:%SZ")
    machine = known["installation"][0][0], known.get("binding", []), [request for request, in known.get("request", [])]
    keyset_path, keyset_product = known["keyset"][0]
    if kind == "license":
        keyset = verify_keyset(read(keyset_path), root_keys, keyset_product)
        return contents(verify_license(read(path), keyset, product, now, *machine))
    licenses, keysets = split_delivery(read(path))
    kept = [read(keyset_path)] + [read(file) for file, in known.get("kept", [])]
    keyset, _ = newest_keyset(kept + keysets, root_keys, product)
    license = best_license(licenses, keyset, product, now, *machine, [one for one, in known.get("returned", [])])
    return ["version " + keyset["Version"], "license " + license["LicenseID"]] + contents(license)


def contents(license):
    entitlements = [["entitlement"] + list(one.values()) for one in license["Entitlements"]]
    lines = ["feature " + feature for feature in license["Features"]] + ["\t".join(one) for one in entitlements]
    return ["holder " + license["Holder"]] + lines


def bindings(system, folder, product):
    """folder: stands for / under Linux; elsewhere it holds the output of each program that can be run."""
    def run(program, *arguments):
        path = os.path.join(folder, program.replace("\\", "/").split("/")[-1])
        return read(path).decode() if os.path.exists(path) else ""

    found = linux.identifiers(folder) if system == "linux" else {"windows": windows, "macos": macos}[system].identifiers(run)
    return hashed(product, found)


sys.stdout.reconfigure(encoding="utf-8", newline="\n")
known = {}
for line in open(sys.argv[1], encoding="utf-8"):
    word, *words = line.split()
    if word == "context":
        known = {}
    elif word == "verify" and words[0] in ("license", "keyset", "delivery"):
        try:
            lines, code = verify(words[0], words[1], known), "pass"
        except Refusal as refusal:
            lines, code = [], str(refusal)
        print("verify", words[0], words[1], code)
        for one in lines:
            print(one)
    elif word == "machine":
        print(*["machine", *words], sep=" ")
        for component, value in sorted(bindings(words[0], words[1], known["product"][0][0])):
            print("shows", component, value)
    else:
        known.setdefault(word, []).append(words)
