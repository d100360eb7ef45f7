"""Undoing inflection: from a word as it stands to the forms that a closed list may hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from codebook.layers import SHIPPED, Layers
from codebook.records import Language
from codebook.tables import read_table

KINDS = ("noun", "name", "both")
SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class Endings:
    """Ending → what may stand in its place, longest ending first."""

    rules: tuple[tuple[str, str], ...]

    def readings(self, word: str) -> Iterator[str]:
        """The word itself, then each form that it may be an inflection of: far too many, to be looked up."""
        yield word
        for ending, becomes in self.rules:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
                yield word[: len(word) - len(ending)] + becomes


def load_endings(language: Language, *, of: str, problems: list[str], layers: Layers = SHIPPED) -> Endings:
    """The endings of a language for `of`: "noun" or "name"."""
    rules = []
    path = layers.lowest(f"lang/{language.value}/endings.csv")
    for row in read_table(path, columns=("ending", "becomes", "of"), problems=problems):
        if row["of"] not in KINDS:
            problems.append(f"{row.at}: of is {row['of']!r}; allowed: {', '.join(KINDS)}")
        elif row["of"] in (of, "both"):
            rules.append((row["ending"], row["becomes"]))
    return Endings(tuple(sorted(rules, key=lambda rule: -len(rule[0]))))
