"""Reads the license that is installed for a product on this machine, as the keyferry tool and the wizard stored it there.

The places are those of docs/operations.md, section "Licenses on the machine". What they hold is verified like any file.
"""
import ctypes, json, os, re, sys
from base64 import b64decode, b64encode
from collections import namedtuple
from datetime import datetime, timedelta, timezone
from .machine import bindings_of_this_machine
from .verify import Refusal, best_license, newest_keyset, sodium, split_delivery

# license, keyset: fields by element name. last_day: the last on which it is valid, in the zone of this machine; None without
# an end. has_ended: it runs in its grace. is_clock_suspect: the clock is behind what has certainly passed. is_kept: the
# keyset and the time could be stored for the next start.
Installed = namedtuple("Installed", "license keyset last_day has_ended is_clock_suspect is_kept")

INSTANT = "%Y-%m-%dT%H:%M:%SZ"

def installed_license(profile, license_file=None, built="", grace_days=0):
    """Returns the best license for this machine, as Installed, and keeps the newest keyset and the time by itself.

    profile is the content of vendor.json; license_file is where the product reads its license, by default as the profile
    says; built is the instant at which the product was built. Raises Refusal, also license-missing and stored-unreadable.
    """
    product, target = profile["product"]["id"], license_file or target_of(profile.get("licenseFile", {}))
    own = own_folders(product)
    beside = [os.path.dirname(target)] if target else []
    files = [read(target, None), read(os.path.join(own[0], "license.lic"), None)]
    deliveries = [split_delivery(one) for one in files if one]
    licenses, delivered = ([one for parts in deliveries for one in parts[kind]] for kind in (0, 1))
    kept = [read(os.path.join(folder, "keyset.xml")) for folder in own[:1] + beside]
    keysets = [profile["keyset"].encode()] + [one for one in kept if one] + delivered
    keyset, newest = newest_keyset(keysets, [b64decode(key) for key in profile["rootKeys"]], product)
    is_kept = newest == kept[0] or write(os.path.join(own[0], "keyset.xml"), newest)
    returned = [one for folder in own + beside for one in returned_in(read(os.path.join(folder, "returned.json")))]
    if not licenses:
        raise Refusal("stored-unreadable" if None in files else "license-returned" if returned else "license-missing")
    records = [one for folder in own + beside for one in seen_in(read(os.path.join(folder, "last-seen")))]
    clock = Clock(built, keyset["IssuedAt"], records)
    machine, has_ended = (installation_key(own[0]), bindings_of_this_machine(product), None, returned), False
    try:
        license = best_license(licenses, keyset, product, clock.now, *machine)
    except Refusal as refusal:
        has_ended = str(refusal) == "license-expired" and grace_days > 0
        if not has_ended:
            raise
        license = best_license(licenses, keyset, product, lambda one: clock.in_grace(one, grace_days), *machine)
    stored = [write(os.path.join(folder, "last-seen"), clock.record(license)) for folder in own]
    is_kept = is_kept and any(stored)
    return Installed(license, keyset, last_day_of(license), has_ended, clock.is_suspect(license), is_kept)

class Clock:
    """The clock of this machine, and what is known of the time. records: pairs of when the product last ran, and the latest
    signing instant that was known then."""

    def __init__(self, built, signed, records):
        self.shown = datetime.now(timezone.utc).replace(tzinfo=None)
        self.built, self.signed, self.records = built, signed, records

    def floor(self, license):
        """The latest instant that has certainly passed. A document signed after a record makes it obsolete."""
        signed = max(license["IssuedAt"], self.signed)
        return max([self.built, signed] + [seen for seen, known in self.records if known >= signed])

    def is_suspect(self, license):
        return self.shown + timedelta(days=1) < moment(self.floor(license))

    def now(self, license):
        """The floor where the clock is behind it, so that setting the clock back revives no license."""
        return moment(self.floor(license)) if self.is_suspect(license) else self.shown

    def in_grace(self, license, days):
        """Just before its end, for a license that has ended by less than the grace."""
        now, end = self.now(license), moment(license.get("StopDate", "9999-12-31T23:59:59Z"))
        return end - timedelta(seconds=1) if end > now - timedelta(days=days) else now

    def record(self, license):
        signed = max([license["IssuedAt"], self.signed] + [known for _, known in self.records])
        return ("%s %s\n" % (max(self.floor(license), self.shown.strftime(INSTANT)), signed)).encode()

def moment(instant):
    return datetime.strptime(instant, INSTANT)

def last_day_of(license):
    """Returns the day of the last moment before the end."""
    if "StopDate" not in license:
        return None
    end = moment(license["StopDate"]).replace(tzinfo=timezone.utc)
    return (end - timedelta(milliseconds=1)).astimezone().date()

def target_of(files):
    """Returns where the product reads its license, empty if the profile does not say."""
    path = files.get({"darwin": "macos", "win32": "windows"}.get(sys.platform, "linux"), "")
    return re.sub("^%([A-Za-z0-9_]+)%", lambda name: os.environ.get(name[1], ""), os.path.expanduser(path))

def own_folders(product):
    """Returns the two folders of this user."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        roaming = os.environ.get("APPDATA") or os.path.join(home, "AppData", "Roaming")
        return [os.path.join(folder, "Keyferry", product) for folder in (local, roaming)]
    if sys.platform == "darwin":
        return [os.path.join(home, "Library", name, "Keyferry", product) for name in ("Application Support", "Preferences")]
    return [xdg_folder(name, os.path.join(home, usual), home, product)
            for name, usual in (("XDG_DATA_HOME", ".local/share"), ("XDG_STATE_HOME", ".local/state"))]

def xdg_folder(variable, usual, home, product):
    """A snap or Flatpak has folders of its own; files that are elsewhere already stay in use."""
    named = os.environ.get(variable, "")
    roots = [usual, named] if re.match("(snap|[.]var/app)/", os.path.relpath(named or "/", home) + "/") else [named, usual]
    folders = [os.path.join(root, "keyferry", product) for root in roots if os.path.isabs(root)]
    return next((folder for folder in folders if os.path.isdir(folder)), folders[0])

def read(path, unreadable=b""):
    """Returns the bytes of a file, empty if it is missing."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError:
        return unreadable

def write(path, content):
    """Replaces a file, whole or not at all. Returns whether that worked."""
    try:
        os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
        with open("%s.%d.new" % (path, os.getpid()), "wb") as file:
            file.write(content)
            os.fsync(file.fileno())
        os.replace(file.name, path)
        return True
    except OSError:
        return False

def returned_in(record):
    """Returns ids of licenses; none from a damaged file, since another one records them as well."""
    try:
        return [one["licenseId"] for one in json.loads(record)["returned"]]
    except (ValueError, KeyError, TypeError):
        return []

def seen_in(record):
    """Returns when the product last ran, and the latest signing instant known then, if the file says so."""
    instant = rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
    return [tuple(record.decode().split())] if re.fullmatch(instant + b" " + instant + b"\n?", record) else []

def installation_key(folder):
    """Returns the public key of this installation in base64, for licenses that are bound to no hardware."""
    pem = read(os.path.join(folder, "installation.key")).decode("latin-1")
    try:
        seed = b64decode("".join(line for line in pem.split("\n") if "-" not in line))[-32:]  # PKCS #8 ends in it
    except ValueError:
        return ""
    public, private = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
    sodium.crypto_sign_seed_keypair(public, private, seed.ljust(32, b"\0"))
    return b64encode(public.raw).decode() if len(seed) == 32 else ""
