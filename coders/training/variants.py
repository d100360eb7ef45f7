"""Variants of training sentences as news write them: other quotation marks, datelines, headlines without a
stop."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Any

from coders.training.treebank import Sentence, Token

_QUOTES = frozenset('"„“”»«') | {"``", "''"}


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence to learn from: its tree or its bare text, and entity spans (None where nobody marked any).

    Spans count tokens where there is a tree, characters where there is none; (first, behind the last,
    label)."""

    tree: Sentence | None
    text: str
    spans: tuple[tuple[int, int, str], ...] | None


class Variants:
    """Draws variants of sentences; the share of each kind is small, so that the common form prevails."""

    def __init__(self, recipe: dict[str, Any], rng: random.Random) -> None:
        self.rng = rng
        self.quotes = recipe["quotes"]
        self.places = recipe["datelines"]
        self.agencies = recipe["agencies"]

    def vary(self, item: Item, *, first: bool) -> Item:
        """A variant of a sentence, most often the sentence itself; only a document's first gets a
        dateline."""
        if item.tree is None:
            return item
        if self.rng.random() < 0.4:
            item = replace(item, tree=self._requoted(item.tree))
        if self.rng.random() < 0.06:
            item = _without_stop(item)
        if first and self.rng.random() < 0.04:
            item = self._with_dateline(item)
        return item

    def _requoted(self, sentence: Sentence | None) -> Sentence | None:
        assert sentence is not None
        marks = [n for n, token in enumerate(sentence.tokens) if token.form in _QUOTES]
        if not marks or len(marks) % 2:
            return sentence
        pair = self.rng.choice(self.quotes)
        tokens = list(sentence.tokens)
        for turn, at in enumerate(marks):
            mark = pair[turn % 2]
            tokens[at] = replace(tokens[at], form=mark, lemma=mark if tokens[at].lemma else "")
        return replace(sentence, tokens=tuple(tokens))

    def _with_dateline(self, item: Item) -> Item:
        """Put "PLACE (AGENCY) – " before a sentence: the place hangs on the root as `dep`."""
        assert item.tree is not None
        tokens = item.tree.tokens
        root = next(n for n, token in enumerate(tokens) if token.head == n)
        lemmas = any(token.lemma for token in tokens)
        words = [
            (word, "PUNCT" if word == "," else "PROPN")
            for word in self.rng.choice(self.places).replace(",", " ,").split()
        ]
        place = len(words)
        if self.rng.random() < 0.5:
            words += [("(", "PUNCT"), (self.rng.choice(self.agencies), "PROPN"), (")", "PUNCT")]
        words.append((self.rng.choice(["–", "-", "—"]), "PUNCT"))
        size = len(words)
        front = []
        for n, (word, upos) in enumerate(words):
            dep = "punct" if upos == "PUNCT" else "appos"
            glued = word == "(" or (n + 1 < size and words[n + 1][0] in {",", ")"})
            front.append(Token(word, not glued, word if lemmas else "", upos, "_", 0, dep))
        front[0] = replace(front[0], head=size + root, dep="dep")
        moved = [replace(token, head=token.head + size) for token in tokens]
        spans = None
        if item.spans is not None:
            spans = ((0, place, "LOC"), *((a + size, b + size, label) for a, b, label in item.spans))
        return Item(replace(item.tree, tokens=(*front, *moved)), item.text, spans)


def _without_stop(item: Item) -> Item:
    assert item.tree is not None
    tokens = item.tree.tokens
    last = len(tokens) - 1
    in_name = any(end > last for _, end, _ in item.spans or ())
    if last < 3 or tokens[last].form != "." or in_name or any(token.head == last for token in tokens):
        return item
    return replace(item, tree=replace(item.tree, tokens=tokens[:last]))
