"""Names across spellings: one folding for look-up, and a skeleton that no romanisation changes.

The rules are data: `actors/romanisation.toml`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from codebook.errors import CodebookError
from codebook.layers import SHIPPED, Layers
from codebook.tables import place

MOST_VARIANTS = 48


@dataclass(frozen=True, slots=True)
class Spelling:
    """The spelling rules. `romanised` are the countries whose names have no one Latin spelling."""

    romanised: frozenset[str]
    particles: frozenset[str]
    letters: Mapping[int, str]
    variants: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    rules: tuple[tuple[re.Pattern[str], str], ...]

    def fold(self, name: str) -> str:
        """Lower case without diacritics, in Latin letters: what every writer of a name agrees on at home."""
        folded = unicodedata.normalize("NFKD", name.casefold().translate(self.letters))
        plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
        return plain.replace("’", "'").replace("ʼ", "'")

    def key(self, name: str) -> str:
        """The skeleton of a name: equal for its spellings in German, Serbian, English and Cyrillic.

        Belousow, Beloussow, Belousov and Белоусов give `belusov`. Apart from a few sounds that share a
        letter (z and s, ch and ts) different names keep different keys; a key says which names may be
        one, and the look-up in `People` asks for more.
        """
        skeleton = self.fold(name)
        for pattern, replacement in self.rules:
            skeleton = pattern.sub(replacement, skeleton)
        return skeleton

    def keys(self, name: str) -> frozenset[str]:
        """The key of an English press form, and the keys of what other languages make of its sounds."""
        pieces: list[tuple[str, ...]] = [(name.lower(),)]
        for pattern, others in self.variants:
            pieces = [piece for old in pieces for piece in _branch(old, pattern, others)]
        choices = product(*pieces)
        found = {self.key("".join(choice)) for choice, _ in zip(choices, range(MOST_VARIANTS), strict=False)}
        return frozenset(found | {self.key(name)})

    def without_particles(self, folded: str) -> str:
        """A folded surname from its first word that is no particle on: `der leyen` → `leyen`."""
        words = re.split(r"[ -]", folded)
        while len(words) > 1 and words[0] in self.particles:
            words.pop(0)
        return folded[-len(" ".join(words)) :]


def _branch(
    piece: tuple[str, ...], pattern: re.Pattern[str], others: tuple[str, ...]
) -> list[tuple[str, ...]]:
    """A piece of a name with one spelling, cut at each group that has several."""
    if len(piece) > 1:
        return [piece]
    text, cut, found = piece[0], 0, []
    for match in pattern.finditer(text):
        found += [(text[cut : match.start()],), (match.group(), *others)]
        cut = match.end()
    return [*found, (text[cut:],)]


def load_spelling(layers: Layers = SHIPPED) -> Spelling:
    """Read `actors/romanisation.toml`. Raises CodebookError if it is no TOML or a pattern is none."""
    path = layers.lowest("actors/romanisation.toml")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Spelling(
            romanised=frozenset(data["romanised"].split()),
            particles=frozenset(data["particles"].split()),
            letters=str.maketrans(data["letters"]),
            variants=tuple((re.compile(v["group"]), tuple(v["others"])) for v in data["variants"]),
            rules=tuple((re.compile(rule["from"]), rule["to"]) for rule in data["rules"]),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, re.error) as error:
        raise CodebookError([f"{place(path)}:1: cannot be used: {error!r}"]) from error
