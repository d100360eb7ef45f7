"""Repairs to a parse where a verb's irregular past tense was taken for another word: `tore`, `overran`."""

from collections.abc import Mapping
from functools import cache

from spacy.tokens import MorphAnalysis, Span, Token

from coders.attach import attach
from coders.grammar import NOMINAL, Grammar, feature, lemma, relation
from coders.headlines import is_headline
from coders.lemmas import past_forms
from coders.phrases import adposition

_pasts = cache(past_forms)

_PHRASE = frozenset({"nmod", "flat", "compound", "appos", "amod", "conj"})
"""Relations within a noun phrase, by which one climbs from its last word to its head."""


_MISPLACED = frozenset({"amod", "nmod", "flat", "compound", "case", "advmod", "det"})
"""Relations that a finite verb never has."""


def raise_past(sentence: Span, grammar: Grammar) -> None:
    """`M23 fighters overran a base`, `crowds laid siege to an airport`: a past behind a noun is a verb.

    One that may be a participle, too (`laid`), only where the sentence has no other verb.
    """
    pasts = _pasts(sentence.doc.lang_)
    for token in sentence if pasts else ():
        if _reads_present(token) and pasts.get(token.lower_, ("", False))[0] == lemma(token):
            _to_past(token, lemma(token))
        if token.lower_ in pasts and _stands_as_verb(token, sentence, pasts):
            _to_past(token, pasts[token.lower_][0])
            subject = _phrase_before(token)
            if token != sentence.root and _opens_clause(subject, grammar):
                _raise_in_clause(token, subject)
            elif sentence.root.pos_ in NOMINAL or token.head == token:
                _raise_in_sentence(token, sentence)


def _reads_present(token: Token) -> bool:
    """`Brazil put tariffs on steel`: of verbs with one form for both, the news means the past."""
    main = token.dep_ == "ROOT" and not any(relation(c) in ("aux", "mark") for c in token.children)
    bare = main and feature(token, "VerbForm") == "Inf"
    finite = token.pos_ == "VERB" and (bare or feature(token, "VerbForm") == "Fin")
    present = bare or feature(token, "Tense") == "Pres" or feature(token, "Mood") == "Imp"
    return finite and present and any(relation(c) == "nsubj" and c.i < token.i for c in token.children)


def _stands_as_verb(token: Token, sentence: Span, pasts: Mapping[str, tuple[str, bool]]) -> bool:
    """A word right behind a noun (or an adverb behind that), hung where no verb hangs."""
    if token.i == sentence.start or not token.text.islower():
        return False
    before = token.nbor(-1)
    before = before.nbor(-1) if before.pos_ == "ADV" and before.i > sentence.start else before
    misread = token.pos_ not in ("VERB", "AUX") or relation(token) in _MISPLACED
    behind = before.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and relation(before) != "case"
    kinds = {relation(c) for c in token.children if not (relation(c) == "det" and before.pos_ == "PROPN")}
    if not (misread and behind) or kinds & {"aux", "cop", "det"}:
        return False
    sure = pasts[token.lower_][1]
    return sure or not (is_headline(sentence) or _has_verb(sentence, token) or _is_attribute(token))


def _has_verb(sentence: Span, past: Token) -> bool:
    below = set(past.subtree) if past == sentence.root else {past}
    others = (t for t in sentence if t not in below and t.pos_ in ("VERB", "AUX"))
    return any(feature(t, "VerbForm") == "Fin" or relation(t) in ("aux", "cop") for t in others)


def _is_attribute(past: Token) -> bool:
    """`ships bound for Odesa`, `killed by a shot.`: followed by an agent or nothing, no past tense."""
    behind = past.nbor()
    return behind.is_punct or behind.lower_ == "by" or past.pos_ == "PROPN"


def _to_past(token: Token, verb: str) -> None:
    token.pos_, token.lemma_ = "VERB", verb
    shown = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Past", "Person": "3"}
    token.morph = MorphAnalysis(token.vocab, shown)


def _phrase_before(verb: Token) -> Token:
    """The head of the noun phrase that ends before the verb."""
    last = verb.nbor(-1)
    last = last.nbor(-1) if last.pos_ == "ADV" else last
    if last.head == verb and relation(last) in _PHRASE:  # in Douala shot: the noun takes the verb's place
        for child in [c for c in verb.children if c.i < last.i and relation(c) not in ("nsubj", "mark")]:
            attach(child, last)
        outer = verb.head if verb.head != verb else verb
        attach(last, outer, verb.dep_ if outer != verb else "nsubj")
    while relation(last) in _PHRASE and last.head.i < verb.i and last.head.pos_ in NOMINAL:
        last = last.head
    return last


def _opens_clause(noun: Token, grammar: Grammar) -> bool:
    """`as protesters in vests tore …`: a conjunction taken for the noun's preposition."""
    mark = adposition(noun)
    return mark is not None and lemma(mark) in grammar.conjunctions and noun.head.pos_ == "VERB"


def _raise_in_clause(verb: Token, subject: Token) -> None:
    above, mark = subject.head, adposition(subject)
    _take_behind(verb, {subject, above})
    attach(verb, above, "advcl")
    attach(subject, verb, "nsubj")
    if mark is not None:
        attach(mark, verb, "mark")


def _raise_in_sentence(verb: Token, sentence: Span) -> None:
    root = sentence.root
    attach(verb, verb, "ROOT")
    if root.i > verb.i:  # Catalans laid siege: the root was its object
        for child in [c for c in root.children if c.i < verb.i or c.dep_ == "punct"]:
            attach(child, verb)
    if root != verb:
        attach(root, verb, "nsubj" if root.i < verb.i else "obj")
    left = [c for c in verb.children if c.i < verb.i and c.pos_ in NOMINAL and adposition(c) is None]
    if left and not any(relation(c) == "nsubj" for c in left):
        left[-1].dep_ = "nsubj"
    _take_behind(verb, {t for t in sentence if t.i < verb.i})


def _take_behind(verb: Token, heads: set[Token]) -> None:
    """What stands behind the verb, hung on what stands before it, is the verb's."""
    inside = verb.head
    if inside.i > verb.i and inside not in heads:  # tore up paving stones: advmod of paving
        while inside.head.i > verb.i and relation(inside) in _PHRASE:
            inside = inside.head
        heads = {*heads, inside.head} if inside.head.i < verb.i else heads
    for word in [t for t in verb.sent if t.i > verb.i and t.head in heads and t != verb]:
        kind = relation(word)
        if word.pos_ in NOMINAL and kind not in ("conj", "advcl", "acl"):
            bare = adposition(word) is None
            attach(word, verb, "obj" if bare and not _has_object(verb) else "obl")
        elif kind in ("acl", "conj", "punct", "cc", "advmod", "advcl") or word.dep_ == "compound:prt":
            attach(word, verb, "advcl" if kind == "acl" else None)


def _has_object(verb: Token) -> bool:
    return any(relation(c) == "obj" for c in verb.children)
