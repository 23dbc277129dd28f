"""Groups, bits and kinds of values of typed codes, read as docs/format.md specifies them."""
import re
from datetime import datetime, timedelta
from keyferry.verify import CHARACTERS, FORBIDDEN, is_a

class Refused(Exception):
    """A refused code: "incomplete", "mistyped" or "unsupported"."""

def require(holds, outcome="mistyped"):
    if not holds:
        raise Refused(outcome)

# Groups

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KINDS = {"installation": 0, "confirmation": 10, "return": 20}
INSTALLATION_GROUPS = 7

def doubled(value):
    return value << 1 if value < 16 else value << 1 ^ 0b100101

def check_of(group):
    """The value of the group's polynomial at x = 2."""
    result = 0
    for value in group:
        result = doubled(result) ^ value
    return result

def power_of_two(exponent):
    return check_of([1] + [0] * (exponent % 31))

def groups_of(code):
    """Groups of six values; None stands for a character that no code has."""
    skipped = re.sub("[\\s\u2010-\u2015\u2212-]", "", code.upper()).translate(str.maketrans("OIL", "011"))
    values = [ALPHABET.find(one) if one in ALPHABET else None for one in skipped]
    return [values[at:at + 6] for at in range(0, len(values), 6)]

def is_right(group, kind, place):
    return len(group) == 6 and None not in group and check_of(group) == power_of_two(KINDS[kind] + place)

def wrong_places(kind, code):
    """Places of whole groups that are wrong, counted from 1 as people count them."""
    return [place + 1 for place, group in enumerate(groups_of(code)) if len(group) == 6 and not is_right(group, kind, place)]

class Bits:
    """The data of a code whose groups are all right, read from its first bit to its last."""

    def __init__(self, kind, code):
        groups = groups_of(code)
        require(groups and is_right(groups[0], kind, 0), "incomplete")
        count = INSTALLATION_GROUPS if kind == "installation" else groups[0][0] << 1 | groups[0][1] >> 4
        require(len(groups) >= count and all(is_right(groups[at], kind, at) for at in range(count)), "incomplete")
        require(len(groups) == count)
        self.bits, self.at = "".join(format(value, "05b") for group in groups for value in group[:5]), 0
        if kind != "installation":
            self.take(6)
        require(self.take(3) == 1, "unsupported")

    def take(self, count):
        self.at += count
        require(self.at <= len(self.bits))
        return int("0" + self.bits[self.at - count:self.at], 2)

    def take_bytes(self, count):
        return self.take(8 * count).to_bytes(count, "big")

    def end(self):
        left = self.bits[self.at:]
        require(len(left) < 25 and "1" not in left)

    # What a writer would have written in another way is not its code.

    def text(self, kind="word"):
        is_plain = self.take(1)
        if is_plain:
            values = [self.take(6) for _ in range(self.take(8))]
            require(all(value < len(PLAIN) for value in values))
            text = "".join(PLAIN[value] for value in values)
        else:
            try:
                text = self.take_bytes(self.take(8)).decode("utf-8")
            except UnicodeDecodeError:
                raise Refused("mistyped") from None
        require(is_plain or not set(text) <= set(PLAIN))
        require(is_a(kind, text) and not FORBIDDEN.search(escaped(text)))
        return text

    def list_of(self, item):
        count = self.take(6)
        require(count <= 32)
        return [item() for _ in range(count)]

    def instant(self):
        return EPOCH + timedelta(seconds=self.take(32))

    def optional(self):
        """An instant, or None."""
        if not self.take(1):
            return None
        if self.take(1):
            return EPOCH + timedelta(days=self.take(16))
        instant = EPOCH + timedelta(seconds=self.take(33))
        require(instant != midnight_of(instant))
        return instant

    def optional_beside(self, usual):
        """An instant that is left out where it is the usual one."""
        instant = self.optional()
        require(instant != usual)
        return instant or usual

    def entitlement(self):
        return self.text(), self.text(), self.text(), self.optional()

    def signature(self):
        return self.take_bytes(32) + self.take(253).to_bytes(32, "little")

PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789.-"
EPOCH = datetime(2020, 1, 1)

def escaped(value):
    return re.sub("[&<>\"']", lambda found: CHARACTERS[found[0]], value)

def midnight_of(instant):
    return instant.replace(hour=0, minute=0, second=0)
