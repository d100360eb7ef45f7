"""A language's words as another language, or its own parser, spells them: rules that are data (`[respelling]`
of a lang.toml).

Croatian and Bosnian write `vijeće`, `dvije` and `sljedeći` where Serbian has `veće`, `dve` and `sledeći`: by
regular correspondences of sound, so that the rules serve words that nobody listed. `keep` holds patterns of
whole words that only look like a case of a rule (`prijem`, `objekt`). A language without a base may write
what its pipeline tags wrong as a word that it knows (`premier`: `prime minister`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Respelling:
    """`rules` are pairs of a pattern and what stands in its place, applied in turn to words in small letters.

    `phrases` are such pairs for several words in a row, where the base has another case (`prošli tjedan`,
    `prošle sedmice`); their outcome is respelt word by word. `names` are the words of the names that the
    base knows: Kijev stays what it is, for there is no Kev; Njemačka is respelt, as there is a Nemačka.
    """

    keep: re.Pattern[str]
    rules: tuple[tuple[re.Pattern[str], str], ...]
    phrases: tuple[tuple[re.Pattern[str], str], ...] = ()
    names: frozenset[str] = frozenset()

    @staticmethod
    def of(data: Mapping[str, Any]) -> "Respelling":
        """Raises re.error when a pattern is none, KeyError or ValueError when something is missing."""
        return Respelling(
            keep=re.compile("|".join(data["keep"]) or "(?!)"),
            rules=tuple((re.compile(pattern), becomes) for pattern, becomes in data["rules"]),
            phrases=tuple(
                (re.compile(rf"\b{pattern}\b", re.IGNORECASE), becomes)
                for pattern, becomes in data.get("phrases", ())
            ),
        )

    def changes(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The stretches of a text that are spelt otherwise, in order: start, end and the new spelling."""
        done = 0
        for start, end, phrase in sorted(self._phrases(text)):
            yield from self._words(text, done, start)
            yield start, end, phrase
            done = end
        yield from self._words(text, done, len(text))

    def _phrases(self, text: str) -> Iterator[tuple[int, int, str]]:
        for pattern, becomes in self.phrases:
            for match in pattern.finditer(text):
                spelt = WORD.sub(lambda word: self.word(word.group()), match.expand(becomes))
                first = text[match.start()]
                yield match.start(), match.end(), first + spelt[1:] if first.isupper() else spelt

    def _words(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        for match in WORD.finditer(text, start, end):
            spelt = self.word(match.group())
            if spelt != match.group():
                yield match.start(), match.end(), spelt

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
