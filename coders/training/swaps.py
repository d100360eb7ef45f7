"""Other words in the same place: names and adverbs of a training sentence exchanged for those of a list."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from coders.training.treebank import Token
from coders.training.variants import Item

_SOFT = tuple("ćčšžđj")
_VOWELS = tuple("aeiou")


def load_swaps(lang: str) -> dict[str, Any]:
    """The lists of a language, empty where it has none."""
    path = Path(__file__).parent / "swaps" / f"{lang}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def swap(item: Item, lists: dict[str, Any], rng: random.Random) -> Item:
    """Exchange adverbs and entity names; the exchanged name takes over the case ending, and with it the
    lemma."""
    if item.tree is None or not lists:
        return item
    tokens = list(item.tree.tokens)
    for n, token in enumerate(tokens):
        group = next((g for g in lists["adverbs"] if token.form.lower() in g), None)
        if token.upos == "ADV" and group and token.lemma:
            word = rng.choice(group)
            tokens[n] = replace(
                token, form=word.capitalize() if token.form[0].isupper() else word, lemma=word
            )
    for start, end, label in item.spans or ():
        if label == "PER":
            tokens[end - 1] = _renamed(tokens[end - 1], rng.choice(lists["surnames"]))
        elif label == "LOC" and end == start + 1:
            kind = "feminine_places" if tokens[start].lemma.endswith("a") else "masculine_places"
            tokens[start] = _renamed(tokens[start], rng.choice(lists[kind]))
    return replace(item, tree=replace(item.tree, tokens=tuple(tokens)))


def mentions(items: Iterable[Item]) -> dict[str, list[str]]:
    """The entity names of bare-text sentences by label, for `swap_mentions`."""
    found: dict[str, list[str]] = {}
    for item in items:
        for start, end, label in item.spans or ():
            found.setdefault(label, []).append(item.text[start:end])
    return found


def swap_mentions(item: Item, names: dict[str, list[str]], rng: random.Random) -> Item:
    """Exchange every second entity name of a bare-text sentence for another of its label."""
    text, at = "", 0
    spans = []
    for start, end, label in item.spans or ():
        text += item.text[at:start]
        name = rng.choice(names[label]) if rng.random() < 0.5 else item.text[start:end]
        spans.append((len(text), len(text) + len(name), label))
        text, at = text + name, end
    return replace(item, text=text + item.text[at:], spans=tuple(spans))


def _renamed(token: Token, name: str) -> Token:
    """The name in the token's case; the token itself where its declension is not that of the name."""
    lemma, feminine = token.lemma, name.endswith("a")
    stem = lemma[:-1] if feminine else lemma
    regular = (
        lemma.endswith("a") if feminine else not lemma.endswith(_VOWELS) and "Gender=Masc" in token.feats
    )
    if (
        token.upos != "PROPN"
        or not lemma
        or not regular
        or not token.form.startswith(stem)
        or not lemma.istitle()
    ):
        return token
    ending = token.form[len(stem) :]
    if not feminine and ending in {"om", "em"}:
        ending = "em" if name.endswith(_SOFT) else "om"
    if feminine and ending == "o":
        return token
    return replace(token, form=(name[:-1] if feminine else name) + ending, lemma=name)
