"""The word forms of names and nouns, by ending, from rules that are data (`lang/<xx>/paradigms.toml`).

A paradigm lists cells (case and number, in one order throughout a language); a kind (name, noun, surname,
adjective, …) says which paradigm an ending takes. In a name of several words the modifiers and the noun
that they agree with inflect together, cell by cell; what follows stays as it is: Bela kuća, Bele kuće;
Obala Slonovače, Obale Slonovače. Too many forms do little harm in matching, too few lose actors, so the
rules are generous.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from codebook.errors import CodebookError
from codebook.tables import place

FIXED = "-"
LAST = "last"
MODIFIER = "modifier"
NO_ENDING = "-"

Cells = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Paradigm:
    """Endings by cell: `strip` is taken off the lemma, then each ending of a cell is put on.

    Words of paradigms with the same `group` can agree (gender and number).
    """

    group: str
    strip: str
    cells: tuple[tuple[str, ...], ...]

    def inflect(self, word: str) -> Cells:
        """The word's forms in each cell; none if it does not end in `strip`."""
        if not word.endswith(self.strip):
            return ()
        stem = word[: len(word) - len(self.strip)]
        return tuple(frozenset(stem + ending for ending in endings) for endings in self.cells)


@dataclass(frozen=True, slots=True)
class Kind:
    """Which paradigms a lemma takes: those of the first pattern that its end matches.

    Only the first `cells` cells are used if given: the singular, for names.
    """

    patterns: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    cells: int | None


@dataclass(frozen=True, slots=True)
class Paradigms:
    """The inflection of one language.

    `joiners` are words between two parts that both inflect (und), `prepositions` begin a part that never
    does; `spelling` gives letters that some write otherwise (ß, ss); `head_last` says that only the last of
    several words ever inflects.
    """

    kinds: Mapping[str, Kind]
    paradigms: Mapping[str, Paradigm]
    joiners: frozenset[str]
    prepositions: frozenset[str]
    spelling: tuple[tuple[str, str], ...]
    head_last: bool


def load_paradigms(path: Path) -> Paradigms:
    """Read a paradigms.toml. Raises CodebookError if it names unknown paradigms or is not TOML."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CodebookError([f"{place(path)}:1: cannot be read: {error}"]) from error
    paradigms = {
        name: Paradigm(
            group=table["group"],
            strip=table.get("strip", ""),
            cells=tuple(_endings(cell) for cell in table["cells"].split()),
        )
        for name, table in data["paradigms"].items()
    }
    kinds = {
        name: Kind(
            patterns=tuple((re.compile(f"(?:{p})$"), tuple(names.split())) for p, names in table["endings"]),
            cells=table.get("cells"),
        )
        for name, table in data["kinds"].items()
    }
    problems = [
        f"{place(path)}:1: kind {name!r} uses the unknown paradigm {used!r}"
        for name, kind in kinds.items()
        for _, names in kind.patterns
        for used in names
        if used not in paradigms
    ]
    if problems:
        raise CodebookError(problems)
    return Paradigms(
        kinds=kinds,
        paradigms=paradigms,
        joiners=frozenset(data.get("joiners", ())),
        prepositions=frozenset(data.get("prepositions", ())),
        spelling=tuple(data.get("spelling", {}).items()),
        head_last=data.get("head") == LAST,
    )


def _endings(cell: str) -> tuple[str, ...]:
    return tuple("" if ending == NO_ENDING else ending for ending in cell.split("|"))


def forms(lemma: str, *, kind: str, paradigms: Paradigms, paradigm: str = "") -> frozenset[str]:
    """Every form of `lemma` (one word or several), the lemma among them.

    `kind` is one of the language's kinds; `paradigm` overrules the ending: the name of a paradigm, `-` for
    a lemma that never changes, `last` if only its last word does, a number if only its first so many words
    do. Raises KeyError for an unknown kind or paradigm, ValueError if the paradigm asked for does not fit.
    """
    chosen = paradigms.kinds[kind]
    words = lemma.split(" ")
    if paradigm == FIXED:
        found = {lemma}
    elif len(words) == 1 or paradigm == LAST or paradigms.head_last:
        own = "" if paradigm == LAST else paradigm
        cells = _cells(words[-1], chosen, own, paradigms)
        found = {" ".join([*words[:-1], form]) for cell in cells for form in cell}
    else:
        found = _phrase(words, chosen, paradigm, paradigms)
    if paradigm and not found:
        raise ValueError(f"{lemma!r} does not end as paradigm {paradigm!r} wants")
    found.add(lemma)
    for letters, others in paradigms.spelling:
        found |= {form.replace(letters, others) for form in found if letters in form}
    return frozenset(found)


def _cells(word: str, kind: Kind, paradigm: str, paradigms: Paradigms) -> list[frozenset[str]]:
    """Forms of one word as a head: by the paradigm asked for, else by its ending."""
    names = (paradigm,) if paradigm else _matching(word, kind)
    return [cell for name in names for cell in paradigms.paradigms[name].inflect(word)[: kind.cells]]


def _matching(word: str, kind: Kind) -> tuple[str, ...]:
    return next((names for pattern, names in kind.patterns if pattern.search(word)), ())


def _phrase(words: list[str], kind: Kind, paradigm: str, paradigms: Paradigms) -> set[str]:
    """Forms of several words: the longest agreeing run inflects, then what a joiner ties to it."""
    table = paradigms.paradigms
    changing = int(paradigm) if paradigm.isdigit() else len(words)
    asked = "" if paradigm.isdigit() else paradigm
    groups = [table[asked].group] if asked else dict.fromkeys(p.group for p in table.values())
    runs = (_run(words[:changing], group, kind, asked, paradigms) for group in groups)
    run = max(runs, key=len)
    rest = words[len(run) :]
    tails = {" ".join(rest)}
    if len(rest) > 1 and rest[0] in paradigms.joiners:
        tails |= {f"{rest[0]} {tail}" for tail in forms(" ".join(rest[1:]), kind="name", paradigms=paradigms)}
    heads = {" ".join(choice) for cell in zip(*run, strict=False) for choice in product(*cell)}
    return {f"{head} {tail}".strip() for head in heads for tail in tails}


def _run(words: list[str], group: str, kind: Kind, paradigm: str, paradigms: Paradigms) -> list[Cells]:
    """The cells of the words from the first on that can all stand in `group`, up to the first noun."""
    run: list[Cells] = []
    for word in words:
        if word in paradigms.joiners | paradigms.prepositions:
            break
        names = dict.fromkeys([paradigm] if paradigm else _matching(word, kind))
        names |= dict.fromkeys(_matching(word, paradigms.kinds[MODIFIER]))
        options = [
            cells
            for name in names
            if paradigms.paradigms[name].group == group
            and (cells := paradigms.paradigms[name].inflect(word)[: kind.cells])
        ]
        if not options:
            break
        run.append(tuple(frozenset().union(*cell) for cell in zip(*options, strict=False)))
        if not _matching(word, paradigms.kinds[MODIFIER]):
            break
    return run
