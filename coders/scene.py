"""What is known of one article while it is coded."""

from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc

from codebook.gazetteer import TOWN
from codebook.layering import LanguageLexicon
from coders.grammar import Grammar
from coders.memory import Actor, Memory
from coders.names import Match

PLACE_KINDS = frozenset({"capital", "city", "region", "name", "long", "former", TOWN})
BODY_KINDS = frozenset({"org", "group"})


@dataclass(frozen=True, slots=True)
class Scene:
    """One parsed article and all that is needed to say who is meant in it; `repaired` are tokens whose parse
    was mended, `full_names` those of people whom the codebook knows."""

    doc: Doc
    lexicon: LanguageLexicon
    grammar: Grammar
    names: dict[int, Match]
    day: date | None
    memory: Memory
    repaired: frozenset[int] = frozenset()
    full_names: frozenset[int] = frozenset()
    resolved: dict[int, list[Actor]] = field(default_factory=dict)
