"""Repairs to a parse in which a house, not a person, is said to have said something."""

from spacy.tokens import Token

from coders.attach import attach
from coders.grammar import Grammar, lemma, relation, verb_lemmas
from coders.names import Match
from coders.phrases import adposition

_SPEAKING = frozenset({"name", "long", "capital", "government", "defence", "military", "org", "group"})
"""Kinds of names that speak where they lie: a town of no government does not."""


def speak_from(verb: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`Aus dem Kreml hieß es, …`, `wie in Ankara verlautete`: whence it is heard is who says so."""
    if verb.pos_ != "VERB" or grammar.hearsay.isdisjoint(verb_lemmas(verb, grammar)):
        return
    subjects = [c for c in verb.children if relation(c) == "nsubj"]
    if any(c.pos_ != "PRON" for c in subjects):
        return
    house = next((c for c in verb.children if relation(c) == "obl" and _is_house(c, names, grammar)), None)
    if house is not None:
        for child in subjects:
            child.dep_ = "expl"
        attach(house, verb, "nsubj")


def _is_house(noun: Token, names: dict[int, Match], grammar: Grammar) -> bool:
    """A country, a capital or a body behind the preposition; of `aus` any noun: `aus Regierungskreisen`."""
    preposition = adposition(noun)
    if preposition is None or lemma(preposition) not in grammar.hearsay_from:
        return False
    if lemma(preposition) in grammar.origin:
        return True
    return noun.i in names and names[noun.i][0].kind in _SPEAKING
