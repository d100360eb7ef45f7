"""Headlines: the verb that a parser trained on full sentences takes for one more noun of a compound."""

from itertools import pairwise

from spacy.tokens import Span, Token

from coders.attach import attach
from coders.grammar import NOMINAL, Grammar, feature, lemma, relation
from coders.names import Match
from coders.phrases import adposition

_BESIDE = ("acl", "advcl", "amod", "compound", "parataxis", "conj", "nmod")
"""Relations of verbs beside the clause that a headline opens with."""

_CLOSED = (".", '."', ".”", "?", "!")


def is_headline(sentence: Span) -> bool:
    """Whether a sentence ends without a full stop."""
    return not sentence.text.rstrip().endswith(_CLOSED)


def raise_headline_verb(sentence: Span, names: dict[int, Match], grammar: Grammar) -> None:
    """`Police fire rubber bullets at miners`: where no word is tagged as the verb, the first that can be one
    and agrees with the word before it is; in a full sentence (`Kenya's minister heads to Kigali.`) only one
    in the third person."""
    root = sentence.root
    verbal = [t for t in sentence if t.pos_ in ("VERB", "AUX") and relation(t) not in _BESIDE]
    if grammar.compounding or grammar.case_decides or verbal:
        return
    verb = next((t for t in sentence if _can_be_verb(t, grammar)), None)
    if verb is None or not (is_headline(sentence) or _goes_on(verb, names)):
        return
    verb.pos_ = "VERB"
    if verb.lower_ not in grammar.past_participles.values():
        verb.lemma_ = _third_person_of(verb, grammar) or verb.lemma_
    if root != verb:
        old, above = root, verb.head
        attach(verb, verb, "ROOT")
        if old != verb:
            attach(old, verb)
            old.dep_ = "nsubj" if old.i < verb.i else "obj"
        if above not in (old, verb) and above.i > verb.i and above.head == verb:
            above.dep_ = "obj"
    _share_out(verb, sentence)


def _goes_on(verb: Token, names: dict[int, Match]) -> bool:
    """Whether a noun in -s stands behind a phrase that names somebody, and before an object or a place."""
    before, behind = verb.doc[verb.sent.start : verb.i], verb.nbor()
    named = any(t.i in names for t in before) and not any(t.pos_ in ("ADP", "PUNCT") for t in before)
    return named and behind.pos_ in ("ADP", "DET", "PROPN", "PRON", "NUM")


def join_headline_subjects(sentence: Span) -> None:
    """`Putin, Kim sign pact`: names set side by side before a plural verb all do it."""
    root = sentence.root
    if root.pos_ != "VERB" or not is_headline(sentence):
        return
    before = [c for c in root.children if c.i < root.i and c.pos_ == "PROPN"]
    before = [c for c in before if c.dep_ in ("dep", "vocative", "nsubj")]
    for first, second in pairwise(before):
        if sentence.doc[second.i - 1].text == ",":
            attach(second, first, "conj")
            first.dep_ = "nsubj"
    for first in before[:1]:
        for other in first.children:
            several = root.lower_ == lemma(root) and other.i == root.i - 1
            if relation(other) == "appos" and other.pos_ == "PROPN" and several:
                other.dep_ = "conj"


def raise_more_headline_verbs(sentence: Span, grammar: Grammar) -> None:
    """`Putin mobilises reservists, warns West`: a noun beside the verb that is a verb's third person.

    So is a verb behind a comma that was hung on a noun: `bars channels, jails activist`.
    """
    if not is_headline(sentence):
        return
    for token in sentence:
        if token.pos_ == "VERB" and token.dep_ == "appos" and token.nbor(-1).text == ",":
            attach(token, sentence.root, "conj")
            for other in sentence:
                if other.i > token.i > other.head.i and other.pos_ in NOMINAL and other.dep_ != "conj":
                    attach(other, token)
                    other.dep_ = "obl" if adposition(other) is not None else "obj"
        behind = token.dep_ == "conj" and token.pos_ == "NOUN" and token.head.pos_ == "VERB"
        stem = token.lower_.removesuffix("s")
        noun = token.head
        third = stem != token.lower_ and stem in grammar.past_participles.values()
        listed = token.dep_ == "compound" and noun.dep_ == "conj" and token.nbor(-1).text == ","
        if third and listed and token.pos_ == "NOUN":  # , summons envoy
            token.pos_ = "VERB"
            attach(token, sentence.root, "conj")
            attach(noun, token, "obj")
        if behind and third:
            token.pos_ = "VERB"
            for other in sentence:
                if other.i > token.i and other.head == token.head and relation(other) in ("obj", "obl"):
                    attach(other, token)


def _can_be_verb(token: Token, grammar: Grammar) -> bool:
    if token.i == token.sent.start or token.pos_ not in ("NOUN", "ADV", "ADJ", "PROPN"):
        return False
    before = token.nbor(-1)
    verbs = grammar.past_participles.values()
    predicates = any(relation(c) == "nsubj" for c in token.children)
    if not token.text[0].islower() or adposition(token) is not None:
        return False
    if before.pos_ not in ("NOUN", "PROPN") and not predicates:
        return False
    several = feature(before, "Number") == "Plur" or lemma(before) in grammar.plural_nouns
    several |= before.i > token.sent.start and before.nbor(-1).lower_ in (",", "and", "&")
    if token.lower_ in verbs:
        return several or predicates
    return _third_person_of(token, grammar) is not None and not several


def _third_person_of(token: Token, grammar: Grammar) -> str | None:
    """The verb whose third person a word may be: leave of `leaves`, impose of `imposes`, push of `pushes`."""
    stem, verbs = token.lower_.removesuffix("s"), grammar.past_participles.values()
    if stem == token.lower_:
        return None
    return next((form for form in (stem, stem.removesuffix("e")) if form in verbs), None)


def _share_out(verb: Token, sentence: Span) -> None:
    """What stands before the verb is its subject, what stands behind its object or an oblique."""
    left = [t for t in sentence if t.i < verb.i and t.head.i >= verb.i and t.pos_ in NOMINAL]
    for token in left[-1:]:
        attach(token, verb, "nsubj")
    for token in left[:-1]:
        apart = any(t.pos_ in ("PUNCT", "CCONJ") for t in sentence.doc[token.i : left[-1].i])
        if apart:  # Ghana, Togo patch up row
            attach(left[-1], token, "conj")
            attach(token, verb, "nsubj")
        else:
            attach(token, left[-1], "compound")
    for token in sentence:
        if token.i > verb.i and token.head.i < verb.i and token.pos_ in NOMINAL:
            attach(token, verb)
            token.dep_ = "obl" if adposition(token) is not None else "obj"
