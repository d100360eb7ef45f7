"""What an article has said so far about who is who."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from codebook.actions import Rule
from codebook.codes import load_codes
from codebook.records import Span
from codebook.tenures import load_countries

LONG = 5
"""Least letters of a key, or a noun, that need not be the whole of another."""
SAME_NAME = 88
"""Least rapidfuzz ratio of two spelling keys that are taken for one surname within an article."""

_SECTORS = load_codes().sectors
REGIONS = frozenset(code for code, sector in _SECTORS.items() if sector.kind == "region")
"""Parts of the world (SAM, EUR), which are nobody's home."""
UNARMED = frozenset(code for code, country in load_countries().items() if country.kind == "observer")
"""Palestine and the Holy See: what an article on them calls the army is another's."""
PEOPLES = frozenset(code for code, sector in _SECTORS.items() if sector.kind == "ethnic")
"""Peoples without a state (KUR), who live in that of others."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A resolved noun phrase; `direct` is false when only something that belongs to the actor is named,

    `by_home` true when nothing nearer than the article as a whole tells the country.
    """

    code: str
    span: Span
    head: int
    actor_id: str | None
    rule_id: str
    steps: tuple[str, ...]
    direct: bool = True
    person: bool = False
    by_home: bool = False

    @property
    def country(self) -> str:
        return self.code[:3]


@dataclass(slots=True)
class Known:
    """Somebody whom the article has introduced."""

    keys: set[str]
    actor: Actor
    noun: str


@dataclass(frozen=True, slots=True)
class Act:
    """An act told: the rule that found it, its code, who did it to whom, and the token that tells it.

    `judges` tells that it only judges an act told before it.
    """

    rule: Rule
    code: str
    judges: bool
    pairs: tuple[tuple[Actor | None, Actor | None], ...]
    trigger: int


@dataclass(slots=True)
class Memory:
    """What an article has said so far about who is who and who did what, most recent last."""

    people: list[Known] = field(default_factory=list)
    mentioned: list[Actor] = field(default_factory=list)
    subjects: list[Actor] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    countries: dict[str, int] = field(default_factory=dict)
    dateline: str | None = None

    def home(self, *, armed: bool = False) -> str | None:
        """The country that the article is about: its dateline, else the one named most; no region.

        With `armed`, one that has an army."""
        none = REGIONS | UNARMED if armed else REGIONS
        if self.dateline and self.dateline not in none:
            return self.dateline
        states = [code for code in self.countries if code not in none]
        return max(states, key=lambda code: self.countries[code], default=None)

    def by_name(self, keys: Sequence[str]) -> Known | None:
        """Who has a name with one of the keys, the first of which are the surest; else one much like it."""
        for key in keys:
            for known in reversed(self.people):
                if key in known.keys:
                    return known
        for key in keys:
            for known in reversed(self.people):
                if len(key) >= LONG and any(
                    len(k) >= LONG and fuzz.ratio(k, key) >= SAME_NAME for k in known.keys
                ):
                    return known
        return None

    def by_noun(self, noun: str, *, compounding: bool) -> Known | None:
        """Who was introduced with a noun or, where nouns compound, with one that ends in it: der Kanzler."""
        same = (known for known in reversed(self.people) if known.noun == noun)
        longer = (
            k for k in reversed(self.people) if compounding and len(noun) >= LONG and k.noun.endswith(noun)
        )
        return next(same, None) or next(longer, None)
