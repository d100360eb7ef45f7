"""Repairs to a parse in which a place is the predicate, with the verb that says so below it."""

from spacy.tokens import Token

from coders.attach import attach
from coders.grammar import Grammar, lemma, relation
from coders.names import Match
from coders.phrases import INSIDE, adposition
from coders.scene import PLACE_KINDS


def be_somewhere(copula: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`Italy's premier is in Tripoli for talks`: to be somewhere is a verb like others, with its subject and
    its place."""
    predicate = copula.head
    around = predicate.children if predicate.pos_ == "ADV" else (predicate,)  # bio je juče u Pragu
    if not any(_is_whereabouts(token, names, grammar) for token in around):
        return
    own = [c for c in predicate.children if relation(c) in INSIDE | {"case"} and relation(c) != "punct"]
    own = [c for c in own if c.i < predicate.i or adposition(c) is None]
    others = [c for c in predicate.children if c not in own and c != copula]
    if predicate.head == predicate:
        attach(copula, copula, "ROOT")
    else:
        attach(copula, predicate.head, predicate.dep_)
    copula.pos_ = "VERB"
    attach(predicate, copula, "advmod" if predicate.pos_ == "ADV" else "obl")
    for child in others:
        attach(child, copula, "obl" if relation(child) == "nmod" else None)


def _is_whereabouts(token: Token, names: dict[int, Match], grammar: Grammar) -> bool:
    preposition = adposition(token)
    inside = preposition is not None and lemma(preposition) in grammar.whereabouts
    return inside and token.i in names and names[token.i][0].kind in PLACE_KINDS
