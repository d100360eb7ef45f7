"""Who holds which office when, and under which spellings the person goes.

`actors/people.csv` has one line per term of office; `lang/<xx>/people.csv` adds the spellings of a
language that the rules of `actors/romanisation.toml` cannot reach (Makron, Si Đinping).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product

from rapidfuzz.distance import JaroWinkler

from codebook.codes import load_codes
from codebook.endings import Endings, load_endings
from codebook.errors import CodebookError
from codebook.layers import SHIPPED, Layers
from codebook.people_table import Entry, Term, alias_rows, person_terms
from codebook.records import Language
from codebook.spelling import Spelling, load_spelling
from codebook.tenures import load_countries

FORMER = "ELI"
# Someone known in office on one day, with no date of office, is taken to have held it this long around.
PRESUMED = timedelta(days=730)
# News of somebody ousted, or not yet sworn in, names the office: it counts this long around its term.
LEEWAY = timedelta(days=7)
OFFICES = re.compile(r"[A-Z]{3}(?:GOV|MIL|LEG|JUD|SPY|COP|GOVMIL)")
# Jaro-Winkler similarity of two given names' keys from which on they may be one: Aljaksandr, Alexander.
ALIKE = 0.85
COUNTRY = 3
# So short a skeleton is no evidence once an ending has been taken off.
SHORT = 3


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the codebook. `terms` are in order of time; `given` holds the given names of all spellings.

    `head`: a head of state or government. `widely_known` people may be meant by a bare surname; others
    need a given name, title or country.
    """

    actor_id: str
    name: str
    surname: str
    given: tuple[str, ...]
    terms: tuple[Term, ...]
    head: bool
    widely_known: bool

    @property
    def country(self) -> str:
        """The country (or IGO, NGO) of the person's latest office."""
        return self.terms[-1].code[:COUNTRY]


@dataclass(frozen=True, slots=True)
class People:
    """All people, with the spellings of one language."""

    language: Language
    persons: Mapping[str, Person]
    spelling: Spelling = field(repr=False)
    endings: Endings = field(repr=False)
    surnames: Mapping[str, tuple[Person, ...]] = field(repr=False)
    skeletons: Mapping[str, tuple[Person, ...]] = field(repr=False)

    def key(self, name: str) -> str:
        """The skeleton under which the spellings of a name fall together; see `Spelling.key`."""
        return self.spelling.key(name)

    def by_surname(
        self, surname: str, *, day: date | None = None, adjective: bool = False
    ) -> tuple[Person, ...]:
        """The people who may be meant by a surname (of one word or several), in any case form or spelling.

        Exact spellings go before inflected ones, these before other romanisations; the first that
        gives anybody decides, so the result holds the bearers of one name: the widely known before the
        rest, those in office on `day` before others, and then heads of state and government. It is for
        the caller to choose among them by given name, country or office. An `adjective` made of a surname
        is read as that of the shortest one: Asadova is Asad's before Asadov's.
        """
        found = self._bearers(surname, shortest=adjective)
        return tuple(sorted(found, key=lambda person: _precedence(person, day)))

    def _bearers(self, surname: str, *, shortest: bool = False) -> tuple[Person, ...]:
        readings = sorted(self.endings.readings(surname), key=len, reverse=not shortest)
        forms = [self.spelling.fold(form) for form in readings]  # Alijevu is Alijev's before Ali's
        for form in forms:
            for spelt in (form, self.spelling.without_particles(form)):
                if spelt in self.surnames:
                    return self.surnames[spelt]
        for form in forms:
            skeleton = self.spelling.key(self.spelling.without_particles(form))
            bearers = self.skeletons.get(skeleton, ())
            if form != forms[0]:
                bearers = tuple(person for person in bearers if self._is_plain(skeleton, person))
            if bearers:
                return bearers
        return ()

    def _is_plain(self, skeleton: str, person: Person) -> bool:
        """Whether a skeleton is that of the name as we write it: ending and sound may not both be guessed."""
        return len(skeleton) > SHORT and skeleton == self.spelling.key(person.surname)

    def by_name(self, name: str, *, day: date | None = None) -> tuple[Person, ...]:
        """The people whose given name and surname `name` holds, in either order.

        Initials and similar spellings of the given name count ("W. Putin", "Aliaksandr Lukashenko"); a
        given name of somebody else does not ("Hunter Biden"). A single word is a surname; one in the middle
        counts if all that stands around it is theirs ("Dubravka Đedović Handanović"). Of several bearers
        those whose given names fit best are returned, in the order of `by_surname`.
        """
        words = name.split()
        for size in range(len(words), 0, -1):
            for surname, rest in ((words[-size:], words[:-size]), (words[:size], words[size:])):
                bearers = self.by_surname(" ".join(surname), day=day)
                fits = [self.given_fit(rest, person) for person in bearers]
                best = max(fits, default=0)
                if best > 0:
                    return tuple(person for person, fit in zip(bearers, fits, strict=True) if fit == best)
        for size, start in ((n, k) for n in range(len(words) - 2, 0, -1) for k in range(1, len(words) - n)):
            around = words[:start] + words[start + size :]
            bearers = self.by_surname(" ".join(words[start : start + size]), day=day)
            theirs = [p for p in bearers if all(self.given_fit([word], p) > 1 for word in around)]
            if theirs:
                return tuple(theirs)
        return ()

    def is_full_name(self, words: Sequence[str], *, day: date | None = None) -> bool:
        """Whether words are given names and surname of somebody, in either order, and nothing else."""
        for size in range(1, len(words)):
            for surname, rest in ((words[-size:], words[:-size]), (words[:size], words[size:])):
                for person in self.by_surname(" ".join(surname), day=day):
                    if all(self.given_fit([word], person) > 1 for word in rest):
                        return True
        return False

    def given_fit(self, words: Sequence[str], person: Person) -> int:
        """How well words fit a person's given names: 3 all, 2 some, 1 by similarity or initial, 0 none."""
        theirs = {key for given in person.given for key in self.spelling.keys(given)}
        if not words or not self._joined(words).isdisjoint(self._leading(person.given)):
            return 3
        mine = [{self.spelling.key(form) for form in self.endings.readings(word)} - {""} for word in words]
        if any(not forms.isdisjoint(theirs) for forms in mine):
            return 2
        for word, forms in zip(words, mine, strict=True):
            initial = word.endswith(".") or len(word) == 1
            for form, given in product(forms, theirs):
                if given.startswith(form) if initial else JaroWinkler.similarity(form, given) >= ALIKE:
                    return 1
        return 0

    def _joined(self, words: Sequence[str]) -> set[str]:
        """The keys of words read as one name, in any case form."""
        return {self.spelling.key("".join([*words[:-1], form])) for form in self.endings.readings(words[-1])}

    def _leading(self, given: Sequence[str]) -> set[str]:
        """The keys of a person's given names, of the first up to all of them, joined."""
        return {key for size in range(1, len(given) + 1) for key in self.spelling.keys("".join(given[:size]))}


def _precedence(person: Person, day: date | None) -> tuple[bool, bool, bool]:
    serving = day is None or any(term.first <= day <= term.last for term in person.terms)
    return (not person.widely_known, not serving, not person.head)


def office(person: Person, day: date | None) -> tuple[str, str] | None:
    """The person's actor code on a day, and the rule that says so (`people.rus-putin-vladimir.1`).

    Without a day the latest term counts. Outside every known term the code is that of an elite (XXXELI,
    rule `….former` or `….before`), but within a week of the term the office still counts (`….outgoing`,
    `….incoming`), and within two years of a bound that nobody knows it is presumed (`….presumed`).
    None: nothing is known about that day.
    """
    numbered = [(f"people.{person.actor_id}.{number}", term) for number, term in enumerate(person.terms, 1)]
    if day is None:
        rule, term = numbered[-1]
        return term.code, rule
    for rule, term in reversed(numbered):
        if term.first <= day <= term.last:
            return term.code, rule
    for rule, term in reversed(numbered):
        if term.first <= day + LEEWAY and day - LEEWAY <= term.last:
            return term.code, f"{rule}.{'incoming' if day < term.first else 'outgoing'}"
    for rule, term in reversed(numbered):
        if term.first <= day + PRESUMED and day - PRESUMED <= term.last and not term.bounds(day):
            return term.code, f"{rule}.presumed"
    rule, term = next(((r, t) for r, t in reversed(numbered) if t.last < day), numbered[0])
    if not term.bounds(day):
        return None
    if day < term.first:
        return term.code[:COUNTRY] + FORMER, f"{rule}.before"
    in_office = OFFICES.fullmatch(term.code) or term.code.startswith("IGO")
    return (term.code[:COUNTRY] + FORMER if in_office else term.code), f"{rule}.former"


def load_terms(layers: Layers = SHIPPED) -> Mapping[str, Entry]:
    """Actor id → what `actors/people.csv` says of a person, the same in all languages.

    Raises CodebookError with every finding: unknown codes, dates reversed or overlapping, a person under two
    names.
    """
    problems: list[str] = []
    table = person_terms(layers, load_countries(layers, problems=problems), load_codes(layers), problems)
    if problems:
        raise CodebookError(problems)
    return table


def load_people(
    language: Language, layers: Layers = SHIPPED, table: Mapping[str, Entry] | None = None
) -> People:
    """All people, with the spellings that one language adds; `table` are their terms if read already.

    Raises CodebookError with every finding, a spelling of nobody among them.
    """
    problems: list[str] = []
    table = load_terms(layers) if table is None else table
    aliases = alias_rows(layers, language, table.keys(), problems)
    spelling = load_spelling(layers)
    endings = load_endings(language, of="name", problems=problems, layers=layers)
    if problems:
        raise CodebookError(problems)
    persons: dict[str, Person] = {}
    surnames: dict[str, list[Person]] = {}
    skeletons: dict[str, list[Person]] = {}
    for actor_id, entry in table.items():
        spellings = [(entry.name, entry.surname)]
        spellings += [(alias, last or _surname(alias, entry)) for alias, last in aliases[actor_id]]
        given = tuple(dict.fromkeys(part for full, last in spellings for part in _given(full, last)))
        person = Person(
            actor_id, entry.name, entry.surname, given, entry.terms, entry.head, entry.widely_known
        )
        persons[actor_id] = person
        romanised = not spelling.romanised.isdisjoint(term.code[:COUNTRY] for term in entry.terms)
        for _, last in spellings:
            for form in _index_forms(last, spelling):
                _put(surnames, spelling.fold(form), person)
                for skeleton in spelling.keys(form) if romanised else ():
                    _put(skeletons, skeleton, person)
    return People(language, persons, spelling, endings, _frozen(surnames), _frozen(skeletons))


def _surname(alias: str, entry: Entry) -> str:
    """The surname within another spelling: as many words as in the name, at the same end of it."""
    words, size = alias.split(), len(entry.surname.split())
    return " ".join(words[:size] if entry.name.startswith(f"{entry.surname} ") else words[-size:])


def _given(name: str, surname: str) -> list[str]:
    return [part for part in name.replace(surname, " ").split() if part]


def _index_forms(surname: str, spelling: Spelling) -> Iterator[str]:
    yield surname
    bare = spelling.without_particles(surname)
    if bare != surname:
        yield bare


def _put(index: dict[str, list[Person]], form: str, person: Person) -> None:
    bearers = index.setdefault(form, [])
    if person not in bearers:
        bearers.append(person)


def _frozen(index: Mapping[str, Sequence[Person]]) -> dict[str, tuple[Person, ...]]:
    return {form: tuple(bearers) for form, bearers in index.items()}
