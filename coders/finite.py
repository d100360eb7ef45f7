"""Repairs to a parse by what a finite verb needs, where neither case nor compounds tell roles: a subject of
its own, a finite verb to be joined to."""

from spacy.tokens import MorphAnalysis, Token

from coders.attach import attach
from coders.grammar import Grammar, clause_of, feature, is_time, lemma, relation

_NEEDED = frozenset({"nsubj", "csubj", "expl", "mark", "aux", "cop", "cc", "obj"})
"""What a past tense behind a noun has if it is no participle of it."""


def mend_finite(token: Token, grammar: Grammar) -> None:
    """Correct heads and labels around a token in place."""
    if token.pos_ == "ADP" and token.is_sent_start and token.i + 1 < token.sent.end:
        _time_in_front(token, grammar)
    if token.pos_ == "NOUN" and relation(token) in ("ccomp", "xcomp"):
        _object_of_infinitive(token)
    if token.pos_ != "VERB":
        return
    if relation(token) == "advcl":
        _reduced(token, grammar)
    if lemma(token) in grammar.transitive:
        _accused(token)
    _object_of_reduced(token)
    if token.dep_ == "conj":
        _join_to_finite(token)


def _time_in_front(preposition: Token, grammar: Grammar) -> None:
    """`On Tuesday Iran's minister met Y`: the day is no part of the subject behind it."""
    noun, day = preposition.head, preposition.nbor()
    verb = noun.head
    timed = is_time(day, grammar) or (day.pos_ == "NUM" and day.text.isdigit() and len(day) == 4)
    within = day.head == noun and noun.i > day.i + 1 and relation(day) in ("compound", "nummod")
    if relation(preposition) != "case" or not (timed and within) or verb.pos_ != "VERB" or verb.i < noun.i:
        return
    attach(day, verb, "obl")
    attach(preposition, day)
    if not any(relation(c) in ("nsubj", "csubj", "expl") for c in verb.children):
        noun.dep_ = "nsubj:pass" if any(c.dep_ == "aux:pass" for c in verb.children) else "nsubj"


def _accused(verb: Token) -> None:
    """`Israel accused of striking a convoy`: a headline's past that never lacks an object is passive."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    kinds = {relation(c) for c in verb.children}
    if subjects and feature(verb, "Tense") == "Past" and not kinds & {"obj", "iobj", "ccomp", "aux"}:
        subjects[0].dep_ = "nsubj:pass"
        verb.morph = MorphAnalysis(verb.vocab, "Tense=Past|VerbForm=Part|Voice=Pass")


def _reduced(verb: Token, grammar: Grammar) -> None:
    """`hit by a bomb dropped from a jet`: a past without a subject or a conjunction, right behind a noun,
    only says which one."""
    past = feature(verb, "Tense") == "Past" and not verb.lower_.endswith("ing")
    if not past or {relation(c) for c in verb.children} & _NEEDED or verb.left_edge != verb:
        return
    beside = (c for c in verb.head.children if c.right_edge.i + 1 == verb.i and c.i > verb.head.i)
    noun = next((c for c in beside if relation(c) in ("obl", "obj")), None)
    if noun is not None and noun.pos_ in ("NOUN", "PROPN") and not is_time(noun, grammar):
        attach(verb, noun, "acl")
        verb.morph = MorphAnalysis(verb.vocab, "Tense=Past|VerbForm=Part|Voice=Pass")


def _object_of_reduced(verb: Token) -> None:
    """`Troops backing the president seized a port`: of two subjects the one right behind a participle of
    the other is the object of that."""
    subjects = [c for c in verb.children if relation(c) == "nsubj" and c.i < verb.i]
    clauses = [c for c in subjects[0].children if relation(c) == "acl"] if len(subjects) == 2 else []
    for clause in clauses:
        bare = not any(relation(c) in ("obj", "ccomp", "xcomp") for c in clause.children)
        if bare and clause.i + 1 == subjects[1].left_edge.i and clause.lower_.endswith("ing"):
            attach(subjects[1], clause, "obj")


def _object_of_infinitive(noun: Token) -> None:
    """`said it had agreed to back Sweden's bid`: a noun right behind a verb is its object, not a clause of
    the verb above."""
    verb = noun.doc[max(noun.left_edge.i - 1, 0)]
    kinds = {relation(c) for c in noun.children} & {"nsubj", "cop", "aux", "mark", "case"}
    free = verb.pos_ == "VERB" and not any(relation(c) in ("obj", "ccomp") for c in verb.children)
    if free and not kinds and noun.head.is_ancestor(verb):
        attach(noun, verb, "obj")


def _join_to_finite(verb: Token) -> None:
    """`tried to force its way in and was driven back`, `barred banks from buying bonds and sent envoys home`:
    a finite verb is joined to a finite one, not to its complement."""
    helpers = [c for c in verb.children if relation(c) == "aux"]
    words = helpers or [verb]
    finite = feature(words[0], "VerbForm") == "Fin" and feature(words[0], "Tense") == "Past"
    first = verb.head
    if not finite or any(relation(c) in ("nsubj", "expl") for c in verb.children) or not _is_below(first):
        return
    while _is_below(first):
        first = first.head if first.head.pos_ == "VERB" else clause_of(first.head)
    if first.pos_ == "VERB" and first != verb and first.i < verb.i:
        attach(verb, first)


def _is_below(verb: Token) -> bool:
    """An infinitive or a gerund without an auxiliary, below another word."""
    bare = feature(verb, "VerbForm") in ("Inf", "Ger") or verb.lower_.endswith("ing")
    helped = any(relation(c) in ("aux", "nsubj") for c in verb.children)
    return (
        verb.pos_ == "VERB" and bare and not helped and relation(verb) in ("xcomp", "advcl", "acl", "ccomp")
    )
