"""How the labels of another treebank become those of Universal Dependencies: `[scheme]` in `lang.toml`.

A pattern is `label`, `label:POS` or either with `<HEAD` behind it, where HEAD is the label or the part of
speech of the governor: `nk<ADP` is an `nk` that hangs on an adposition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codebook.errors import CodebookError
from codebook.tables import Problems

UNIVERSAL = frozenset(
    {
        *("acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp"),
        *("compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass", "dep", "det", "discourse"),
        *("expl", "fixed", "flat", "iobj", "mark", "nmod", "nmod:poss", "nsubj", "nsubj:pass", "nummod"),
        *("obj", "obl", "obl:agent", "parataxis", "punct", "vocative", "xcomp"),
    }
)
_LISTS = ("known_by", "objects", "predicates", "complements", "auxiliaries", "passive", "conjunctions")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A label, and what it may be confined to: parts of speech of the token, label or class of its head."""

    label: str
    pos: str = ""
    head: str = ""

    @staticmethod
    def of(text: str) -> "Pattern":
        own, _, head = text.partition("<")
        label, _, pos = own.partition(":")
        return Pattern(label, pos, head)

    def fits(self, label: str, pos: str, head: tuple[str, str]) -> bool:
        """Whether a token with this label and class, whose head has that label and class, is meant."""
        return self.label == label and self.pos in ("", pos) and (not self.head or self.head in head)


@dataclass(frozen=True, slots=True)
class Scheme:
    """Another treebank's ways, for one language; a text is known to follow it by any label of `known_by`.

    `objects` hang on their adposition (UD: the adposition on them). `predicates` hang on a copula and
    `complements` on an auxiliary, one of `auxiliaries` by lemma (UD: both on what bears the meaning); an
    auxiliary of `passive` makes a participle passive. Conjuncts hang on `conjunctions` or on each other (UD:
    all on the first). `labels` are tried in order; a label that none fits stays as it is.
    """

    name: str
    known_by: frozenset[str]
    objects: tuple[Pattern, ...]
    predicates: tuple[Pattern, ...]
    complements: tuple[Pattern, ...]
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    conjunctions: frozenset[str]
    labels: tuple[tuple[Pattern, str], ...]


def load_scheme(settings: Mapping[str, Any], path: Path) -> Scheme | None:
    """The scheme that a language's settings hold, if any. Raises CodebookError with every finding."""
    problems = Problems()
    row = settings.get("scheme")
    if row is None:
        return None
    for key in sorted(set(row) ^ {*_LISTS, "name", "labels"}):
        problems.at(path, 1, f"[scheme] {'has an unknown key' if key in row else 'lacks'} {key!r}")
    labels = row.get("labels", {})
    for pattern, label in labels.items():
        if label not in UNIVERSAL:
            message = f"[scheme.labels] {pattern!r} becomes {label!r}, which is no universal relation"
            problems.at(path, 1, message)
    if problems:
        raise CodebookError(problems)
    lists = {key: row.get(key, ()) for key in _LISTS}
    return Scheme(
        name=row.get("name", ""),
        known_by=frozenset(lists["known_by"]),
        objects=tuple(map(Pattern.of, lists["objects"])),
        predicates=tuple(map(Pattern.of, lists["predicates"])),
        complements=tuple(map(Pattern.of, lists["complements"])),
        auxiliaries=frozenset(lists["auxiliaries"]),
        passive=frozenset(lists["passive"]),
        conjunctions=frozenset(lists["conjunctions"]),
        labels=tuple((Pattern.of(pattern), label) for pattern, label in labels.items()),
    )
