"""Repairs to lists of names: which parts belong to which, and that all of them stand in one row."""

from spacy.tokens import Token

from coders.attach import attach
from coders.grammar import Grammar, is_time, lemma, relation
from coders.names import Match
from coders.phrases import adposition


def name_before(part: Token) -> None:
    """`Emmanuel Macron and Félix Tshisekedi`: a part of a name belongs to the name right before it."""
    before = part.nbor(-1) if part.i else part
    titled = before.pos_ == "NOUN" and part.pos_ == "PROPN"  # Rubio and Israeli leader Netanyahu
    if before.dep_ == "conj" and before.head == part.head and (before.pos_ == "PROPN" or titled):
        attach(part, before, "appos" if titled else None)


def join_list(name: Token) -> None:
    """`Norway, Iceland and Chile recognised …`: a name with another behind `and` is coordinated with the one
    before its comma, where both are subjects of one verb or it was taken for an apposition."""
    first = min((t.i for t in name.subtree if not t.is_punct), default=0)
    if first < 2 or name.doc[first - 1].text != "," or not any(c.dep_ == "conj" for c in name.children):
        return
    before = name.doc[first - 2]
    while before.dep_ in ("conj", "flat") and before.head.i < before.i:
        before = before.head
    beside = relation(before) == relation(name) == "nsubj" and before.head == name.head
    explains = relation(name) == "appos" and name.head == before and adposition(before) is None
    if before != name and before.pos_ == "PROPN" and (beside or explains):
        attach(name, before, "conj")


def join_after_aside(name: Token, grammar: Grammar) -> None:
    """`France and, hours later, Britain imposed …`: of two subjects that only `and` with an adverb parts the
    second is coordinated with the first."""
    verb = name.head
    first = next((c for c in verb.children if relation(c) == "nsubj" and c.i < name.i), None)
    if first is None or relation(name) != "nsubj" or name.i > verb.i:
        return
    gap = list(name.doc[first.i + 1 : name.left_edge.i])
    while gap and gap[0].dep_ in ("flat", "compound") and gap[0].head == first:
        gap.pop(0)
    if len(gap) < 2 or gap[0].pos_ != "CCONJ" or not all(_is_aside(t, grammar) for t in gap[1:]):
        return
    for token in gap[1:]:
        if token.dep_ == "conj" and token.head == first:
            attach(token, verb, "obl")  # und wenige Stunden später
    attach(name, first, "conj")
    attach(gap[0], name, "cc")


def join_companion(noun: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`Paris, together with London, imposed …`: who acts alongside the subject, told before what is done, is
    coordinated with it."""
    verb = noun.head.head if relation(noun.head) == "nsubj" else noun.head
    subject = next((c for c in verb.children if relation(c) == "nsubj" and c.i < noun.i), None)
    if subject is None or not names.keys() & {t.i for t in noun.subtree}:
        return
    words = [c for c in noun.children if c.dep_ == "case" and c.i]
    said = {lemma(word) for word in words} | {f"{word.nbor(-1).lower_} {lemma(word)}" for word in words}
    done = [c.i for c in verb.children if relation(c) in ("obj", "ccomp", "xcomp")]
    if said & grammar.companions and done and noun.i < min(done):
        attach(noun, subject, "conj")


def _is_aside(token: Token, grammar: Grammar) -> bool:
    return token.pos_ in ("PUNCT", "ADV", "ADJ", "NUM", "DET", "ADP") or is_time(token, grammar)


def join_second(name: Token) -> bool:
    """`Ruto and Ugandan President Yoweri Museveni`, `Petro and Brazil's President Lula`: behind `and` stands
    no apposition nor another subject, but the second of two; whether it was joined."""
    if relation(name) == "appos" and name.left_edge.pos_ == "CCONJ" and name.head.i < name.left_edge.i:
        name.dep_ = "conj"
        return True
    first = next(
        (c for c in name.head.children if relation(c) == relation(name) == "nsubj" and c.i < name.i), None
    )
    if first is None or first.right_edge.i + 1 != name.left_edge.i or name.head.pos_ != "VERB":
        return False
    owner = next((c for c in first.children if c.dep_ == "conj" and c.right_edge == first.right_edge), None)
    owned = owner is not None and owner.right_edge.dep_ == "case" and owner.right_edge.i > owner.i
    if owner is not None and owned:
        joint = [c for c in owner.children if c.dep_ == "cc"]
        attach(owner, name, "nmod")
        for token in joint:
            attach(token, name)
    if owned or name.left_edge.pos_ == "CCONJ":
        attach(name, first, "conj")
        return True
    return False


def not_of_one(noun: Token, names: dict[int, Match]) -> None:
    """`Mali's army and Russian mercenaries attacked …`: two nouns that `and` with an adjective parts are no
    compound."""
    second = noun.head
    between = noun.doc[noun.i + 1 : second.i]
    joint = next((t for t in between if t.pos_ == "CCONJ"), None)
    last = second.nbor(-1)
    of_state = any(t.i in names and names[t.i][0].kind in ("adjective", "demonym") for t in between)
    titled = last.pos_ in ("ADJ", "PROPN") or (of_state and last.pos_ == "NOUN" and second.pos_ == "PROPN")
    if joint is None or joint.i != noun.i + 1 or not titled or noun.pos_ == "ADJ":
        return
    if noun.text.istitle() and second.text.istitle() and not of_state:  # the Law and Justice Party
        return
    attach(noun, second.head, second.dep_) if second.head != second else attach(noun, noun, "ROOT")
    for child in [c for c in second.children if c.i < joint.i and c != noun]:
        attach(child, noun)
    attach(second, noun, "conj")
    attach(joint, second, "cc")
    for word in between[1:]:
        if not (word.head.i > joint.i and word.head.i <= second.i):
            attach(word, second, "amod" if word.pos_ == "ADJ" else "compound")
