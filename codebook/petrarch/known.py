"""What the codebook knows already, as an import asks for it."""

import re
from collections.abc import Mapping

from codebook.codes import load_codes
from codebook.endings import Endings, load_endings
from codebook.gazetteer import Name
from codebook.lexicon import Lexicon
from codebook.records import Language
from codebook.tenures import load_countries

# Slots of rules that are no adpositions.
GRAMMATICAL = frozenset(
    {"subj", "obj", "iobj", "gen", "poss", "mod", "agent", "content", "any", "place", "adverbial", "clause"}
)


class Known:
    """The shipped codebook for English, in which such dictionaries are written."""

    def __init__(self, lexicon: Lexicon) -> None:
        english = lexicon.languages[Language.ENGLISH]
        codes = load_codes()
        self.lexicon = lexicon
        self.names: Mapping[str, tuple[tuple[tuple[str, ...], Name], ...]] = english.names.index
        self.countries = frozenset(load_countries())
        self.sectors = frozenset(codes.sectors)
        self.organisations: dict[str, str] = {}
        for actor_id, one in codes.organisations.items():  # the first is the organisation, others its bodies
            self.organisations.setdefault(one.code, actor_id)
        self.settings = english.actions.settings
        self.nouns: Endings = load_endings(Language.ENGLISH, of="noun", problems=[])
        slots = {slot for rule in english.actions.rules() for slot in (*rule.source, *rule.target)}
        self.adpositions = frozenset(slots) - GRAMMATICAL

    def meanings(self, words: tuple[str, ...]) -> list[Name]:
        """What a name, word by word, means in the codebook, as it is or in capitals."""
        spelt = {words, tuple(word.upper() for word in words)}
        return [name for form in spelt for found, name in self.names.get(form[0], ()) if found == form]

    def forms(self, word: str) -> list[str]:
        """A word of a pattern, and what it may be an inflection of."""
        return sorted({form for form in self.nouns.readings(word) if len(form) > 1})

    def is_code(self, code: str) -> bool:
        """Whether an actor code is made of a country or generic code and roles."""
        first, *rest = re.findall("...", code) or [""]
        return (first in self.countries or first in self.sectors) and all(
            part in self.sectors for part in rest
        )
