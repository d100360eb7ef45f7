"""Text as the coder reads it, with a way back to the text as it was given."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

import cyrtranslit

from codebook.languages import varieties
from codebook.records import Language, Span
from codebook.respelling import Respelling

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\t"), " ")
_DASHES = {ord("\u2010"): "-", ord("\u2011"): "-", ord("\u2012"): "–", ord("\u2015"): "—"}
_PLAIN = _SPACES | _DASHES
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")
_CYRILLIC = frozenset("абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ")
_CYRILLIC_WORD = re.compile("[\u0400-\u052f\u0300-\u036f]+")
_DIGRAPHS = {"Lj": "LJ", "Nj": "NJ", "Dž": "DŽ"}


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is what is coded; `starts[i]`/`ends[i]` bound in the original what gave its character i."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, span: Span) -> Span:
        """The characters of the given text that a span of the folded text stands for."""
        if span.start >= span.end:
            at = self.starts[span.start] if span.start < len(self.starts) else (self.ends or (0,))[-1]
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def folded(self, offset: int) -> int:
        """The first folded character that stands for the original character at `offset` or after it."""
        return max(0, bisect_right(self.starts, offset) - 1) if self.starts else 0


def fold(text: str, language: Language) -> Folded:
    """Composed (NFC) characters, plain spaces and dashes, nothing invisible; Serbian Cyrillic as Latin.

    Other scripts stay as they are, and so does a word in Cyrillic that is not Serbian (Выборг).
    """
    serbian = _serbian(text) if varieties()[language].cyrillic else frozenset()
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        stop = position + 1
        while stop < len(text) and unicodedata.combining(text[stop]):
            stop += 1
        piece = unicodedata.normalize("NFC", text[position:stop]).translate(_PLAIN)
        if piece in _INVISIBLE:
            piece = ""
        elif position in serbian and piece in _CYRILLIC:
            piece = _latin(piece, text[stop : stop + 1], text[max(0, position - 1) : position])
        out.append(piece)
        starts.extend([position] * len(piece))
        ends.extend([stop] * len(piece))
        position = stop
    return Folded("".join(out), tuple(starts), tuple(ends))


def _serbian(text: str) -> frozenset[int]:
    """Where Cyrillic letters stand, those aside whose word holds a letter that Serbian lacks."""
    return frozenset(
        position
        for word in _CYRILLIC_WORD.finditer(text)
        if all(
            letter in _CYRILLIC or not letter.isalpha() for letter in unicodedata.normalize("NFC", word[0])
        )
        for position in range(*word.span())
    )


def respell(folded: Folded, respelling: Respelling | None) -> Folded:
    """The text in the spelling of the language whose pipeline parses it; the offsets lead back all the same.

    Of a word only the letters that differ are exchanged: behind `veće` stand the characters of `vijeće`, and
    behind its v, e, ć and e those that gave them.
    """
    if respelling is None:
        return folded
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, new in respelling.changes(folded.text):
        old = folded.text[start:end]
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        first, last = start + head, end - tail
        middle = new[head : len(new) - tail]
        out += [folded.text[done:first], middle]
        starts += [*folded.starts[done:first], *[folded.starts[min(first, last - 1)]] * len(middle)]
        ends += [*folded.ends[done:first], *[folded.ends[max(first, last - 1)]] * len(middle)]
        done = last
    out.append(folded.text[done:])
    return Folded("".join(out), (*starts, *folded.starts[done:]), (*ends, *folded.ends[done:]))


def _common(one: str, other: str) -> int:
    """How many letters two words have in common from the first on."""
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size]:
        size += 1
    return size


def _latin(letter: str, following: str, before: str) -> str:
    """One Cyrillic letter in Latin; Љ is LJ among capitals, Lj before small letters."""
    latin: str = cyrtranslit.to_latin(letter, "sr")
    shouting = following.isupper() or (not following.isalpha() and before.isupper())
    return _DIGRAPHS.get(latin, latin) if shouting else latin
