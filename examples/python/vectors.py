"""Prints the result for each license and keyset of tests/vectors: python3 vectors.py ../../tests/vectors/cases.txt"""
import os, sys
from base64 import b64decode
from datetime import datetime
from keyferry import Refusal, verify_keyset, verify_license


def read(path):
    with open(os.path.join(os.path.dirname(sys.argv[1]), path), "rb") as file:
        return file.read()


def verify(kind, path, known):
    """Returns the holder of a license. known: the words of the lines above, lists by first word."""
    product, root_keys = known["product"][0][0], [b64decode(key) for key, in known["root"]]
    if kind == "keyset":
        verify_keyset(read(path), root_keys, product, tuple(map(int, known["held"][0])))
        return None
    keyset_path, keyset_product = known["keyset"][0]
    keyset = verify_keyset(read(keyset_path), root_keys, keyset_product)
    now = datetime.strptime(known["now"][0][0], "%Y-%m-%dT%H:%M:%SZ")
    requests = [request for request, in known.get("request", [])]
    installation_key, bindings = known["installation"][0][0], known.get("binding", [])
    return verify_license(read(path), keyset, product, now, installation_key, bindings, requests)["Holder"]


sys.stdout.reconfigure(encoding="utf-8", newline="\n")
known = {}
for line in open(sys.argv[1], encoding="utf-8"):
    word, *words = line.split()
    if word == "context":
        known = {}
    elif word == "verify" and words[0] in ("license", "keyset"):
        try:
            holder, code = verify(words[0], words[1], known), "pass"
        except Refusal as refusal:
            holder, code = None, str(refusal)
        print("verify", words[0], words[1], code)
        if holder is not None:
            print("holder", holder)
    else:
        known.setdefault(word, []).append(words)
