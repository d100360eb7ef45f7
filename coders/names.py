"""Where the names of the gazetteer stand in a text."""

import re
from datetime import date

from spacy.tokens import Doc

from codebook.gazetteer import Gazetteer, Name

_RUN = re.compile(r"\w+")

Match = tuple[Name, int, int]


def name_matches(doc: Doc, gazetteer: Gazetteer, day: date | None) -> dict[int, Match]:
    """Token number → (name, first token, end token): the longest name at each place, in force on `day`."""
    runs = [(token.i, run) for token in doc for run in _RUN.findall(token.text)]
    words = [run for _, run in runs]
    found: dict[int, Match] = {}
    at = 0
    while at < len(words):
        hit = _longest(words, at, gazetteer, day)
        if hit is None or doc[runs[at][0]].sent.start != doc[runs[at + hit[1] - 1][0]].sent.start:
            at += 1
            continue
        name, length = hit
        first, last = runs[at][0], runs[at + length - 1][0]
        for i in range(first, last + 1):
            found.setdefault(i, (name, first, last + 1))
        at += length
    return found


def _longest(words: list[str], at: int, gazetteer: Gazetteer, day: date | None) -> tuple[Name, int] | None:
    for sequence, name in gazetteer.index.get(words[at], ()):
        if tuple(words[at : at + len(sequence)]) == sequence and _in_force(name, day):
            return name, len(sequence)
    return None


def _in_force(name: Name, day: date | None) -> bool:
    """A name with dates holds between them; without a day the one that still holds."""
    if day is None:
        return name.valid_to is None
    return (name.valid_from is None or name.valid_from <= day) and (
        name.valid_to is None or day <= name.valid_to
    )
