"""Names of countries, organisations and groups in one language, in every form, ready to be looked up.

A line of `lang/<xx>/names.csv` names one thing: `ref` is a country, region or actor id; `kind` one of
`ontology/name_kinds.csv`; `paradigm` overrules the inflection that the ending gives (codebook/inflect.py);
`forms` adds irregular ones; `yields_to` lists the refs that a shared form rather means. Names are written as
in the middle of a sentence: `ruski`, `Weißes Haus`, `al-Qaeda`. `demonyms.csv` has members and inhabitants;
its `paradigm` is that of the masculine.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from codebook.codes import ACTOR_CODE, Codes, NameKind, load_codes
from codebook.errors import CodebookError
from codebook.inflect import Paradigms, forms, load_paradigms
from codebook.records import Language
from codebook.tables import PACKAGE, Row, read_table

WORD = re.compile(r"\w+")
NAME_COLUMNS = ("ref", "kind", "name", "paradigm", "forms", "yields_to")
DEMONYM_COLUMNS = ("ref", "masculine", "feminine", "collective", "paradigm", "yields_to")
COUNTRY_KINDS = ("state", "observer", "territory")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A state, observer or territory: its actor code, and its GEC (FIPS) code, empty if it has none."""

    code: str
    kind: str
    label: str
    gec: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """The code that an actor goes by, from the first to the last day (open where None)."""

    code: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Name:
    """What a form can mean: `code` is the actor code, with the role that the kind of name adds.

    `ref` is a country code, region code or actor id. Names of one rule differ in their dates alone.
    """

    ref: str
    kind: str
    code: str
    lemma: str
    rule_id: str
    valid_from: date | None
    valid_to: date | None


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


def load_countries(folder: Path = PACKAGE, *, problems: list[str] | None = None) -> Mapping[str, Country]:
    """Countries and territories by code. Raises CodebookError unless `problems` is given to collect them."""
    found: dict[str, Country] = {}
    collected: list[str] = [] if problems is None else problems
    path = folder / "actors" / "countries.csv"
    for row in read_table(path, columns=("code", "kind", "label", "gec"), problems=collected):
        if row["code"] in found or not re.fullmatch("[A-Z]{3}", row["code"]):
            collected.append(f"{row.at}: {row['code']!r} is no new code of three capital letters")
        if row["kind"] not in COUNTRY_KINDS:
            collected.append(f"{row.at}: kind {row['kind']!r} is none of {', '.join(COUNTRY_KINDS)}")
        found[row["code"]] = Country(row["code"], row["kind"], row["label"], row["gec"])
    if problems is None and collected:
        raise CodebookError(collected)
    return MappingProxyType(found)


def load_names(language: Language, *, folder: Path = PACKAGE) -> Gazetteer:
    """Read, inflect and check all names of a language. Raises CodebookError with every problem found."""
    codes = load_codes(folder / "ontology")
    problems: list[str] = []
    tenures = load_tenures(folder, codes=codes, problems=problems)
    place = folder / "lang" / language.value
    paradigms = load_paradigms(place / "paradigms.toml")
    entries = [
        *_named(place / "names.csv", language, codes, paradigms, problems),
        *_demonyms(place / "demonyms.csv", language, codes, paradigms, problems),
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


def load_tenures(folder: Path, *, codes: Codes, problems: list[str]) -> Mapping[str, tuple[Tenure, ...]]:
    """The codes of everything that can be named, by country code, region code or actor id."""
    found: dict[str, tuple[Tenure, ...]] = {
        code: (Tenure(code, None, None),)
        for code in [*(s.code for s in codes.sectors.values() if s.kind == "region")]
    }
    countries = load_countries(folder, problems=problems)
    found |= {code: (Tenure(code, None, None),) for code in countries}
    found |= {org.actor_id: (Tenure(org.code, None, None),) for org in codes.organisations.values()}
    columns = ("actor_id", "code", "label", "valid_from", "valid_to")
    for row in read_table(folder / "actors" / "groups.csv", columns=columns, problems=problems):
        if not ACTOR_CODE.fullmatch(row["code"]) or not _known(row["code"], countries, codes):
            problems.append(f"{row.at}: {row['code']!r} is not a country or generic code with roles")
        tenure = Tenure(
            row["code"], row.day("valid_from", problems=problems), row.day("valid_to", problems=problems)
        )
        if tenure.valid_from and tenure.valid_to and tenure.valid_to < tenure.valid_from:
            problems.append(
                f"{row.at}: valid_to {tenure.valid_to} lies before valid_from {tenure.valid_from}"
            )
        found[row["actor_id"]] = (*found.get(row["actor_id"], ()), tenure)
    return found


def _known(code: str, countries: Mapping[str, Country], codes: Codes) -> bool:
    first, *rest = re.findall("...", code)
    return (first in countries or first in codes.sectors) and all(part in codes.sectors for part in rest)


def _named(
    path: Path, language: Language, codes: Codes, paradigms: Paradigms, problems: list[str]
) -> Iterator[_Entry]:
    for row in read_table(path, columns=NAME_COLUMNS, problems=problems):
        kind = codes.name_kinds.get(row["kind"])
        if kind is None:
            problems.append(f"{row.at}: kind {row['kind']!r} is none of {', '.join(codes.name_kinds)}")
            continue
        yield from _entry(row, row["name"], kind, language, paradigms, row.parts("forms"), problems)


def _demonyms(
    path: Path, language: Language, codes: Codes, paradigms: Paradigms, problems: list[str]
) -> Iterator[_Entry]:
    for row in read_table(path, columns=DEMONYM_COLUMNS, problems=problems):
        for column in ("masculine", "feminine", "collective"):
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
    rule_id = f"{language.value}.names.{row['ref']}.{kind.kind}.{'_'.join(words)}"
    if column:
        rule_id += f".{column}"
    yield _Entry(row, row["ref"], kind, lemma, rule_id, inflected | set(extra), row.parts("yields_to"))


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
