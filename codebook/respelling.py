"""A language's words as another language spells them, by rules that are data (`[respelling]` of a lang.toml).

Croatian and Bosnian write `vijeće`, `dvije` and `sljedeći` where Serbian has `veće`, `dve` and `sledeći`: by
regular correspondences of sound, so that the rules serve words that nobody listed. `keep` holds patterns of
whole words that only look like a case of a rule (`prijem`, `objekt`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Respelling:
    """`rules` are pairs of a pattern and what stands in its place, applied in turn to words in small letters.

    `names` are the words of the names that the base language knows: Kijev and Rijeka stay what they are, for
    there is no Kev; Njemačka is respelt, for there is a Nemačka.
    """

    keep: re.Pattern[str]
    rules: tuple[tuple[re.Pattern[str], str], ...]
    names: frozenset[str] = frozenset()

    @staticmethod
    def of(data: Mapping[str, Any]) -> "Respelling":
        """Raises re.error when a pattern is none, KeyError or ValueError when something is missing."""
        return Respelling(
            keep=re.compile("|".join(data["keep"]) or "(?!)"),
            rules=tuple((re.compile(pattern), becomes) for pattern, becomes in data["rules"]),
        )

    def word(self, word: str) -> str:
        """The word as the base language spells it, with the same capitals."""
        lower = word.lower()
        if self.keep.fullmatch(lower):
            return word
        respelt = lower
        for pattern, becomes in self.rules:
            respelt = pattern.sub(becomes, respelt)
        if respelt == lower:
            return word
        if word[1:].isupper():
            respelt = respelt.upper()
        elif word[0].isupper():
            respelt = respelt[0].upper() + respelt[1:]
        return word if word in self.names and respelt not in self.names else respelt
