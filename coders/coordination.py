"""Repairs to lists of names: which parts belong to which, and that all of them stand in one row."""

from spacy.tokens import Token

from coders.attach import attach
from coders.grammar import relation
from coders.phrases import adposition


def name_before(part: Token) -> None:
    """`Emmanuel Macron and Félix Tshisekedi`: a part of a name belongs to the name right before it."""
    before = part.nbor(-1) if part.i else part
    if before.dep_ == "conj" and before.head == part.head and before.pos_ == "PROPN":
        attach(part, before)


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
