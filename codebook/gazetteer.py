"""Names of countries, organisations and groups in one language, in every form, ready to be looked up.

A line of `lang/<xx>/names.csv` names one thing: `ref` is a country, region or actor id; `kind` one of
`ontology/name_kinds.csv`; `paradigm` overrules the inflection that the ending gives (codebook/inflect.py);
`forms` adds irregular ones; `yields_to` lists the refs that a shared form rather means. Names are written as
in the middle of a sentence: `ruski`, `Weißes Haus`, `al-Qaeda`. `demonyms.csv` has members and inhabitants;
its `paradigm` is that of the masculine.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from types import MappingProxyType

from codebook.codes import Codes, NameKind, load_codes
from codebook.errors import CodebookError
from codebook.inflect import Paradigms, forms, load_paradigms
from codebook.layers import SHIPPED, Layers
from codebook.records import Language
from codebook.tables import Row
from codebook.tenures import Tenure, load_tenures

WORD = re.compile(r"\w+")
NAME_COLUMNS = ("ref", "kind", "name", "paradigm", "forms", "yields_to")
DEMONYMS = ("masculine", "feminine", "collective")
TOWN = "town"
"""The kind of names that no table of ours holds (codebook/towns.py)."""
DEMONYM_COLUMNS = ("ref", *DEMONYMS, "paradigm", "yields_to")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """What a form can mean: `code` is the actor code, with the role that the kind of name adds.

    `ref` is a country code, region code or actor id, `theatres` the countries in which a group fights that
    is not of one alone. Names of one rule differ in their dates alone.
    """

    ref: str
    kind: str
    code: str
    lemma: str
    rule_id: str
    valid_from: date | None
    valid_to: date | None
    theatres: frozenset[str] = frozenset()

    @property
    def meaning(self) -> str:
        """What it says of itself when an event is explained."""
        if self.rule_id.startswith("towns."):
            return f"'{self.lemma}' is a town of {self.ref}, by GeoNames"
        return f"'{self.lemma}' is {self.kind} of {self.ref}"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All names of a language. `index` gives, by first word, the word sequences that begin with it and the
    names that each stands for: longest sequences first, and what a sequence means more often first."""

    language: Language
    names: tuple[Name, ...]
    index: Mapping[str, tuple[tuple[Words, Name], ...]]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of names.csv, or one cell of demonyms.csv, with its forms."""

    row: Row
    ref: str
    kind: NameKind
    lemma: str
    rule_id: str
    forms: frozenset[str]
    yields_to: tuple[str, ...]


def load_names(language: Language, layers: Layers = SHIPPED) -> Gazetteer:
    """Read, inflect and check all names of a language. Raises CodebookError with every problem found."""
    codes = load_codes(layers)
    problems: list[str] = []
    tenures = load_tenures(layers, codes=codes, problems=problems)
    paradigms = load_paradigms(layers.lowest(f"lang/{language.value}/paradigms.toml"))
    entries = [
        *_named(layers, language, codes, paradigms, problems),
        *_demonyms(layers, language, codes, paradigms, problems),
    ]
    problems += [
        f"{entry.row.at}: {entry.ref!r} is neither a country, a region, an organisation nor a group"
        for entry in entries
        if entry.ref not in tenures
    ]
    problems += _repeated(entries)
    if not problems:
        gazetteer = _build(language, entries, tenures, problems)
    if problems:
        raise CodebookError(problems)
    return gazetteer


def names_over(
    base: Gazetteer, language: Language, respell: Callable[[str], str], layers: Layers = SHIPPED
) -> Gazetteer:
    """The names of a layer before those of its base, inflected as the base does and spelt by `respell`.

    Raises CodebookError with every problem found.
    """
    codes = load_codes(layers)
    problems: list[str] = []
    tenures = load_tenures(layers, codes=codes, problems=problems)
    paradigms = load_paradigms(layers.lowest(f"lang/{base.language.value}/paradigms.toml"))
    entries = [
        replace(entry, forms=frozenset(WORD.sub(lambda word: respell(word.group()), f) for f in entry.forms))
        for entry in _named(layers, language, codes, paradigms, problems)
    ]
    problems += [f"{e.row.at}: {e.ref!r} names nothing" for e in entries if e.ref not in tenures]
    problems += _repeated(entries)
    own = _build(language, entries, tenures, problems) if not problems else base
    if problems:
        raise CodebookError(problems)
    index = {
        first: tuple(sorted(chain(*(one.index.get(first, ()) for one in (own, base))), key=_shortness))
        for first in {*own.index, *base.index}
    }
    return Gazetteer(base.language, own.names + base.names, MappingProxyType(index))


def _named(
    layers: Layers, language: Language, codes: Codes, paradigms: Paradigms, problems: list[str]
) -> Iterator[_Entry]:
    for row in layers.table(
        f"lang/{language.value}/names.csv",
        columns=NAME_COLUMNS,
        key=lambda row: _rule_id(language, row, row["kind"], row["name"]),
        problems=problems,
    ):
        kind = codes.name_kinds.get(row["kind"])
        if kind is None:
            problems.append(f"{row.at}: kind {row['kind']!r} is none of {', '.join(codes.name_kinds)}")
            continue
        yield from _entry(row, row["name"], kind, language, paradigms, row.parts("forms"), problems)


def _demonyms(
    layers: Layers, language: Language, codes: Codes, paradigms: Paradigms, problems: list[str]
) -> Iterator[_Entry]:
    for row in layers.table(
        f"lang/{language.value}/demonyms.csv",
        columns=DEMONYM_COLUMNS,
        key=lambda row: _rule_id(language, row, "demonym", next((row[c] for c in DEMONYMS if row[c]), "")),
        problems=problems,
    ):
        for column in DEMONYMS:
            if row[column]:
                kind = codes.name_kinds["demonym"]
                yield from _entry(row, row[column], kind, language, paradigms, (), problems, column)


def _entry(
    row: Row,
    lemma: str,
    kind: NameKind,
    language: Language,
    paradigms: Paradigms,
    extra: tuple[str, ...],
    problems: list[str],
    column: str = "",
) -> Iterator[_Entry]:
    words = WORD.findall(lemma)
    if not words:
        problems.append(f"{row.at}: the name is empty")
        return
    paradigm = row["paradigm"] if column in ("", "masculine") else ""
    try:
        inflected = forms(lemma, kind=kind.inflection, paradigms=paradigms, paradigm=paradigm)
    except KeyError as error:
        problems.append(f"{row.at}: {error} is no kind or paradigm of paradigms.toml")
        return
    except ValueError as error:
        problems.append(f"{row.at}: {error}")
        return
    rule_id = _rule_id(language, row, kind.kind, lemma)
    if column:
        rule_id += f".{column}"
    yield _Entry(row, row["ref"], kind, lemma, rule_id, inflected | set(extra), row.parts("yields_to"))


def _rule_id(language: Language, row: Row, kind: str, lemma: str) -> str:
    return f"{language.value}.names.{row['ref']}.{kind}.{'_'.join(WORD.findall(lemma))}"


def _repeated(entries: list[_Entry]) -> list[str]:
    first: dict[str, str] = {}
    return [
        f"{entry.row.at}: {entry.lemma!r} stands already at {first[entry.rule_id]}"
        for entry in entries
        if first.setdefault(entry.rule_id, entry.row.at) != entry.row.at
    ]


def _build(
    language: Language,
    entries: list[_Entry],
    tenures: Mapping[str, tuple[Tenure, ...]],
    problems: list[str],
) -> Gazetteer:
    meanings: dict[Words, list[_Entry]] = {}
    for entry in entries:
        for words in set().union(*map(_cased, entry.forms)):
            found = meanings.setdefault(words, [])
            if all((entry.ref, entry.kind) != (other.ref, other.kind) for other in found):
                found.append(entry)
    names = {entry.rule_id: _names(entry, tenures[entry.ref]) for entry in entries}
    index: dict[str, list[tuple[Words, Name]]] = {}
    for words, found in sorted(meanings.items(), key=lambda item: -len(item[0])):
        ranked = _ranked(found, problems) if len(found) > 1 else found
        index.setdefault(words[0], []).extend((words, name) for e in ranked for name in names[e.rule_id])
    return Gazetteer(
        language,
        tuple(name for group in names.values() for name in group),
        MappingProxyType({first: tuple(sequences) for first, sequences in index.items()}),
    )


def _shortness(meaning: tuple[Words, Name]) -> int:
    return -len(meaning[0])


def _cased(form: str) -> set[Words]:
    """The form as written, with a capital first letter, and in capitals: never in lower case."""
    first, *rest = WORD.findall(form)
    return {
        (first, *rest),
        (first[0].upper() + first[1:], *rest),
        (first.upper(), *(word.upper() for word in rest)),
    }


def _names(entry: _Entry, tenures: tuple[Tenure, ...]) -> tuple[Name, ...]:
    return tuple(
        Name(
            ref=entry.ref,
            kind=entry.kind.kind,
            code=tenure.code + entry.kind.role,
            lemma=entry.lemma,
            rule_id=entry.rule_id,
            valid_from=tenure.valid_from,
            valid_to=tenure.valid_to,
            theatres=tenure.theatres,
        )
        for tenure in tenures
    )


def _ranked(found: list[_Entry], problems: list[str]) -> list[_Entry]:
    """Those that yield to another ref among `found` go last; any two refs must be so ordered."""
    refs = {entry.ref for entry in found}
    if len(refs) > 1:
        for entry in found:
            for other in found:
                settled = entry.ref in other.yields_to or other.ref in entry.yields_to
                if entry.ref < other.ref and not settled:
                    shared = ", ".join(sorted(entry.forms & other.forms)) or entry.lemma
                    message = (
                        f"{entry.row.at}: {shared!r} is {entry.ref} here and {other.ref} at {other.row.at}; "
                        f"say in yields_to which gives way"
                    )
                    if message not in problems:
                        problems.append(message)
    return sorted(found, key=lambda entry: any(ref in refs for ref in entry.yields_to))
