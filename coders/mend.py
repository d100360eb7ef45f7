"""Repairs to a parse that need no parser: what the gazetteer, the calendar and case forms know better."""

from spacy.tokens import Doc, Token

from coders.grammar import Grammar, adposition, feature, lemma, relation
from coders.names import Match


def mend(doc: Doc, names: dict[int, Match], grammar: Grammar) -> None:
    """Correct tags and heads of a parsed text in place."""
    for token in doc:
        if token.i in names and token.pos_ in ("ADV", "INTJ", "X", "VERB", "AUX"):
            _a_name(token, names[token.i][0].kind)
        if token.pos_ == "ADJ" and lemma(token) in grammar.past_participles and _predicates(token):
            token.pos_ = "VERB"
        if relation(token) == "ccomp" and not any(relation(c) == "nsubj" for c in token.children):
            _give_subject(token)
        if _hangs_on_time(token, grammar):
            _take_from_time(token, grammar)


def _a_name(token: Token, kind: str) -> None:
    """`SAD su obustavile pomoć`: a name is no adverb, and a verb without a subject lacks just it."""
    token.pos_ = "ADJ" if kind in ("adjective", "prefix") else "PROPN"
    verb = token.head
    if relation(token) in ("advmod", "dep", "discourse") and verb.pos_ == "VERB":
        token.dep_ = "obl" if any(relation(c) == "nsubj" for c in verb.children) else "nsubj"


def _give_subject(content: Token) -> None:
    """`Dong sagte, China und Russland wollten …`: of two subjects the nearer is that of what is said."""
    subjects = [c for c in content.head.children if relation(c) == "nsubj"]
    between = [s for s in subjects if content.head.i < s.i < content.i]
    if len(subjects) > 1 and between:
        between[-1].head = content


def _predicates(token: Token) -> bool:
    """`Novinar nije uhapšen`: a participle with a subject or an auxiliary is the verb of its clause."""
    return any(relation(child) in ("aux", "cop", "nsubj") for child in token.children)


def _hangs_on_time(token: Token, grammar: Grammar) -> bool:
    """`izvinio se 7. januara ženama`: nothing but another time word depends on a weekday or a month."""
    head = token.head
    return (
        head.i < token.i
        and lemma(head) in grammar.time_nouns
        and token.pos_ in ("NOUN", "PROPN")
        and lemma(token) not in grammar.time_nouns
        and relation(token) in ("nmod", "flat", "appos", "amod")
    )


def _take_from_time(token: Token, grammar: Grammar) -> None:
    verb = token.head.head
    while verb.head != verb and lemma(verb) in grammar.time_nouns:
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
    token.head = verb
    token.dep_ = label
