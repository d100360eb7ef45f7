"""Repairs to a parse around words of time, on which little else depends."""

from spacy.tokens import Token

from coders.attach import attach
from coders.grammar import Grammar, feature, is_time, lemma, relation
from coders.phrases import adposition


def time_of_day(noun: Token, grammar: Grammar) -> None:
    """`stormed the square before dawn on Tuesday`: a time behind its preposition is no clause."""
    marks = [c for c in noun.children if c.i == noun.i - 1 and relation(c) == "mark" and c.pos_ != "PART"]
    if lemma(noun) in grammar.time_nouns and noun.lower_ == lemma(noun) and marks:
        noun.pos_, noun.dep_, marks[0].dep_, marks[0].pos_ = "NOUN", "obl", "case", "ADP"
        for child in [c for c in noun.children if c.i > noun.i]:
            attach(child, noun.head)


def is_measured(token: Token, grammar: Grammar) -> bool:
    """`zu 14 Jahren Haft verurteilt`: what a span of time measures is no argument of the verb."""
    if token.i == 0 or token.pos_ != "NOUN" or any(relation(c) != "punct" for c in token.children):
        return False
    span = token.nbor(-1)
    word = adposition(span)
    measures = word is not None and lemma(word) in grammar.measure
    return measures and is_time(span, grammar) and token.head in (span, span.head)


def hangs_on_time(token: Token, grammar: Grammar) -> bool:
    """`izvinio se 7. januara ženama`: nothing but another time word depends on a weekday or a month."""
    head = token.head
    word = adposition(token)
    measured = relation(head) == "obj" and word is not None and lemma(word) in grammar.genitive
    return (
        not measured  # held three hours of talks
        and head.i < token.i
        and is_time(head, grammar)
        and token.pos_ in ("NOUN", "PROPN")
        and not is_time(token, grammar)
        and relation(token) in ("nmod", "flat", "appos", "amod")
    )


def take_from_time(token: Token, grammar: Grammar) -> None:
    """Hang a noun on the verb above the time word, as what its case and its preposition say."""
    verb = token.head.head
    while verb.head != verb and is_time(verb, grammar):
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX", "ADJ") or verb == token:
        return
    case = feature(token, "Case")
    if adposition(token) is not None or case in ("Ins", "Dat", "Loc"):
        label = "obl"
    elif case in ("Nom", "") and not any(relation(c) == "nsubj" for c in verb.children):
        label = "nsubj"
    else:
        label = "obj"
    attach(token, verb)
    token.dep_ = label
