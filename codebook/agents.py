"""Role nouns: what `Verteidigungsministerin`, `rebel fighters` or `ministarstvo odbrane` do for a living.

A role is a CAMEO sector code or two of them (`GOVMIL`). It is composed: a head (`minister` GOV) with
its modifiers (`defence` MIL) by `ontology/composition.csv`; where the table is silent the head's role
stands. A weak head (`spokesman`, `Chef`) has a role by default only: any modifier with a role of its
own replaces it. Compounds of languages that write them as one word are split by the same entries and
the linking elements of the language's `agents.csv`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from codebook.agents_table import Entry, agent_rows, composition_table, fold, index
from codebook.codes import load_codes
from codebook.endings import Endings, load_endings
from codebook.errors import CodebookError
from codebook.layers import SHIPPED, Layers
from codebook.records import Language

FORMER = "ELI"
SHORTEST_LEAD = 2
# A shorter head after an unknown word is chance more often than composition: Vor-rat, Ham-burger.
SHORTEST_HEAD = 5


@dataclass(frozen=True, slots=True)
class AgentMatch:
    """The role of a noun phrase's head; `weak` when nothing but a default speaks for it.

    An empty role means: a person or group, of no sector that the words tell.
    """

    role: str
    rule_id: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound that ends in a role noun; `lead` is the part in front that no entry knows.

    `US-Soldaten` has the lead `US`, `Kremlsprecher` the lead `Kreml`, `Außenminister` the lead "".
    """

    lead: str
    match: AgentMatch


@dataclass(frozen=True, slots=True)
class Agents:
    """The role nouns of one language."""

    language: Language
    heads: Mapping[str, Entry]
    modifiers: Mapping[str, Entry]
    prefixes: Mapping[str, Entry]
    phrases: Mapping[str, tuple[Entry, ...]]
    links: tuple[str, ...]
    feminine: Endings
    endings: Endings
    composition: Mapping[tuple[str, str], str] = field(repr=False)

    def role(self, lemma: str, modifiers: Sequence[str] = (), *, surface: str = "") -> AgentMatch | None:
        """The role of a noun with its modifiers, or nothing when the noun is not about people.

        `modifiers` are the lemmas (or forms) of adjectives, compound parts, genitives and complements
        of the noun in any order; those without a role are passed over. `surface` is the noun as it
        stands, used when the lemma is unknown.
        """
        phrase = self._phrase((lemma, surface), modifiers)
        if phrase is not None:
            rest = [word for word in modifiers if not phrase.words.intersection(self._readings(word))]
            return None if phrase.part == "none" else self._compose(phrase, self._known(rest))
        for word in (lemma, surface):
            head = self._head(word)
            if head is not None:
                return None if head.part == "none" else self._compose(head, self._known(modifiers))
        for word in (lemma, surface):
            split = self._split(word)
            if split is not None:
                lead, head, parts = split
                chance = lead and not parts and (head.part == "weak" or len(head.name) < SHORTEST_HEAD)
                if chance or head.part == "none":
                    return None
                return self._compose(head, [*parts, *self._known(modifiers)])
        return None

    def compound(self, word: str) -> Compound | None:
        """The compound that `word` is, if it ends in a role noun with something in front of it."""
        split = None if self._head(word) else self._split(word)
        if split is None or split[1].part == "none":
            return None
        lead, head, parts = split
        return Compound(_slice(word, lead), self._compose(head, parts))

    def _readings(self, word: str) -> Iterator[str]:
        for form in self.endings.readings(fold(word)):
            yield from self.feminine.readings(form)

    def _head(self, word: str) -> Entry | None:
        return next((self.heads[form] for form in self._readings(word) if form in self.heads), None)

    def _known(self, words: Sequence[str]) -> list[Entry]:
        """The entries of those modifiers that have one."""
        found = []
        for word in words:
            entry = self._modifier(word)
            if entry is not None:
                found.append(entry)
        return found

    def _modifier(self, word: str) -> Entry | None:
        for form in self._readings(word):
            entry = self.modifiers.get(form)
            if entry is not None:
                return entry
        split = self._split(word)
        if split is None or split[0] or split[1].part in ("none", "weak"):
            return None
        head = split[1]
        return Entry(head.name, head.words, head.part, self._compose(head, split[2]).role)

    def _phrase(self, lemmas: tuple[str, str], modifiers: Sequence[str]) -> Entry | None:
        """The longest listed phrase that the noun and its modifiers hold together."""
        own = {form for word in lemmas if word for form in self._readings(word)}
        around = {form for word in modifiers for form in self._readings(word)}
        fitting = [
            entry
            for form in own
            for entry in self.phrases.get(form, ())
            if entry.words <= own | around and len(entry.words & own) == 1
        ]
        return max(fitting, key=lambda entry: (len(entry.words), entry.name), default=None)

    def _split(self, word: str) -> tuple[str, Entry, list[Entry]] | None:
        """Unknown lead, head, and the known parts in front of it; the longest head wins."""
        if not self.links:
            return None
        forms = list(dict.fromkeys(self._readings(word)))
        for start in range(SHORTEST_LEAD, len(fold(word))):
            for form in forms:
                head = self.heads.get(form[start:])
                if head is not None:
                    lead, parts = self._peel(form[:start])
                    return lead, head, parts
        return None

    def _peel(self, lead: str) -> tuple[str, list[Entry]]:
        """A compound's front without its known parts, and those parts, the nearest to the head first."""
        parts: list[Entry] = []
        while (last := self._last_part(lead)) is not None:
            start, entry = last
            parts.append(entry)
            lead = lead[:start]
        first, hyphen, rest = lead.partition("-")
        while hyphen and rest and first in self.prefixes:
            parts.append(self.prefixes[first])
            lead = rest
            first, hyphen, rest = lead.partition("-")
        return lead.strip("-"), parts

    def _last_part(self, lead: str) -> tuple[int, Entry] | None:
        """Where the longest known part at the end of `lead` begins, and its entry."""
        for start in range(len(lead)):
            for stem in self._unlinked(lead[start:]):
                if stem in self.prefixes:
                    return start, self.prefixes[stem]
        return None

    def _unlinked(self, stem: str) -> Iterator[str]:
        """A compound's part with and without its linking element (Verteidigung-s-)."""
        yield stem
        for link in self.links:
            if stem.endswith(link) and len(stem) - len(link) >= SHORTEST_LEAD:
                yield stem.removesuffix(link)

    def _compose(self, head: Entry, parts: Sequence[Entry]) -> AgentMatch:
        """Head and modifiers to one role; a modifier that means "former" has the last word."""
        telling = sorted((part for part in parts if part.role), key=lambda part: part.role == FORMER)
        role, weak, used = head.role, head.part == "weak", [head.name]
        if weak:
            present = [part for part in telling if part.role != FORMER]
            deputy = next((part for part in present if part.part != "modifier"), None) or next(
                iter(present), None
            )
            if deputy is not None:
                telling.remove(deputy)
                role, weak = deputy.role, False
                used.insert(0, deputy.name)
        for part in telling:
            composed = self.composition.get((role, part.role))
            if composed is not None:
                role, weak = composed, False
                used.insert(0, part.name)
        name = "+".join(used).replace(" ", "_")
        return AgentMatch(role, f"{self.language.value}.agents.{name}", weak)


def load_agents(language: Language, layers: Layers = SHIPPED) -> Agents:
    """The role nouns of a language, from `lang/<xx>/agents.csv`.

    Raises CodebookError with every finding: unknown parts and roles, and entries that stand twice.
    """
    problems: list[str] = []
    sectors = load_codes(layers).sectors
    rows = agent_rows(language, layers, sectors, problems)
    composition = composition_table(layers, sectors, problems)
    endings = load_endings(language, of="noun", problems=problems, layers=layers)
    if problems:
        raise CodebookError(problems)
    found = index(rows)
    return Agents(
        language=language,
        heads=found.heads,
        modifiers=found.modifiers,
        prefixes=found.prefixes,
        phrases=found.phrases,
        links=tuple(row["lemma"] for row in rows if row["part"] == "link"),
        feminine=Endings(tuple((row["lemma"], row["forms"]) for row in rows if row["part"] == "feminine")),
        endings=endings,
        composition=composition,
    )


def _slice(word: str, folded: str) -> str:
    """The letters of `word` that `folded` is the folding of."""
    start = fold(word).find(folded)
    return next(
        (
            word[begin:end]
            for begin in range(start + 1)
            for end in range(begin, len(word) + 1)
            if fold(word[begin:end]) == folded
        ),
        folded,
    )
