"""Repairs to a parse of clauses that frame their object: `Vlada je sporazum otkazala`."""

from spacy.tokens import Token

from coders.attach import attach
from coders.grammar import feature, relation
from coders.phrases import adposition

_CLAUSES = frozenset({"conj", "ccomp", "acl", "advcl", "parataxis"})
"""Relations of a clause to the one above it."""


def framed_object(noun: Token) -> None:
    """`Vlada je sporazum otkazala`: before an active participle `biti` makes no predicate of the object."""
    helpers = [c for c in noun.children if relation(c) in ("cop", "aux") and c.i < noun.i]
    nominal = noun.pos_ in ("NOUN", "PROPN") or (noun.pos_ == "VERB" and relation(noun) == "obj")
    if not helpers or not nominal or feature(helpers[0], "VerbForm") != "Fin":
        return
    subjects = [c for c in noun.children if relation(c) == "nsubj" and c.i < helpers[0].i]
    above = noun.head
    if not subjects and relation(noun) in ("nmod", "appos", "flat") and relation(above) == "nsubj":
        subjects = [above] if above.i < helpers[0].i else []
    verb = _verb_behind(noun)
    if len(subjects) != 1 or verb is None or not _agrees(subjects[0], verb):
        return
    _lead(verb, noun)
    before = [c for c in noun.children if c.i < noun.i and adposition(c) is not None]
    attach(noun, verb, "obj" if adposition(noun) is None else "obl")
    if noun.pos_ == "VERB":
        noun.pos_ = "NOUN"
    attach(subjects[0], verb, "nsubj")
    for child in [*helpers, *before]:
        attach(child, verb, "aux" if child in helpers else "obl")


def _verb_behind(noun: Token) -> Token | None:
    """The first active participle behind a noun in its clause, if it lacks an auxiliary and a subject."""
    behind = noun.doc[noun.i + 1 : noun.sent.end]
    for token in behind:
        joins = token.pos_ == "CCONJ" and token.head.pos_ not in ("NOUN", "PROPN", "ADJ")
        if token.is_punct or joins or token.pos_ in ("AUX", "SCONJ") or feature(token, "VerbForm") == "Fin":
            return None
        if token.pos_ == "VERB" and feature(token, "Voice") == "Act":
            own = [c for c in token.children if relation(c) in ("aux", "nsubj", "mark") and c != noun]
            return None if any(c.i > noun.i or relation(c) != "nsubj" for c in own) else token
    return None


def _agrees(subject: Token, verb: Token) -> bool:
    genders = {feature(subject, "Gender"), feature(verb, "Gender")} - {""}
    return feature(verb, "Number") != "Sing" or len(genders) < 2 or any(subject.children)


def _lead(verb: Token, noun: Token) -> None:
    """Give the verb the place in the sentence of what was taken for its clause's head."""
    if noun not in verb.ancestors:
        return
    top = noun
    while top.head != top and top.head.pos_ not in ("VERB", "AUX"):
        top = top.head
    head, label = top.head, top.dep_
    if head == top:
        attach(verb, verb, "ROOT")
        attach(top, verb)
    elif head.i < verb.i:
        attach(verb, head, label if label in _CLAUSES else "conj")
    else:  # otkazala je dogovor i ambasadora pozvala kući: that goes on with the first
        first = head.head == head
        attach(verb, verb if first else head.head, head.dep_)
        attach(head, verb, "conj")
