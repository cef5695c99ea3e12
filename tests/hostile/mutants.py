"""Good files cut short and with bits turned over: damage on the way, not malice."""

import random

from tests.hostile.cases import ANY, Case, Cases
from tests.hostile.seeds import PLAIN, SEEDS


def _name(kind: str, what: str) -> str:
    ending = kind.split(" ", maxsplit=1)[0]
    return f"{kind} {what}.{ending}"


def truncations(each: int = 6) -> Cases:
    """The first part of a file: at its start, its end, and between."""
    for kind, seed in SEEDS.items():
        content = seed()
        places = random.Random(f"cut {kind}").sample(
            range(1, len(content)), min(each, len(content) - 1)
        )
        for at in sorted({*places, len(content) - 1, len(content) - 2}):
            name = _name(kind, f"cut at {at}")
            yield Case(name, content[:at], ANY, readable=True, silent=kind in PLAIN)


def flips(each: int = 10) -> Cases:
    """One bit turned over, anywhere."""
    for kind, seed in SEEDS.items():
        content = seed()
        chance = random.Random(f"flip {kind}")
        for place in chance.sample(range(8 * len(content)), min(each, 8 * len(content))):
            at, bit = divmod(place, 8)
            changed = bytearray(content)
            changed[at] ^= 1 << bit
            name = _name(kind, f"bit {bit} at {at}")
            yield Case(name, bytes(changed), ANY, readable=True, silent=kind in PLAIN)


def blocks(each: int = 3) -> Cases:
    """A stretch lost, doubled, or overwritten with nought: what a broken disk or line does."""
    for kind, seed in SEEDS.items():
        content = seed()
        chance = random.Random(f"block {kind}")
        for number in range(each):
            start = chance.randrange(len(content))
            end = min(len(content), start + chance.randrange(1, 600))
            for what, middle in (
                ("lost", b""),
                ("doubled", content[start:end] * 2),
                ("blank", bytes(end - start)),
            ):
                name = _name(kind, f"{what} {number} at {start}")
                changed = content[:start] + middle + content[end:]
                yield Case(name, changed, ANY, readable=True, silent=kind in PLAIN)


MAKERS = (truncations, flips, blocks)
