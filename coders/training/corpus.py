"""Training documents out of the treebanks and entity annotations that a recipe names."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from coders.training.entities import (
    Annotated,
    gum_spans,
    read_germeval,
    read_iob2,
    read_marked,
    read_offsets,
    token_spans,
)
from coders.training.swaps import load_swaps, mentions, swap, swap_mentions
from coders.training.treebank import Sentence, read, relabel, split_hyphens
from coders.training.variants import Item, Variants

MARKED = Path(__file__).parent / "marked"
"""Entities that we marked: in sentences of our own (XX.txt) and, by their ids, in those of a treebank."""
_NEAR_COPY = 0.6
"""Share of a test sentence's words from which on a training sentence counts as its near copy and is left
out."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """What one stage trains on, what it is watched on, and the words it knows."""

    train: DocBin
    dev: DocBin
    words: list[str]


def build(
    nlp: Language, recipe: dict[str, Any], shared: Path, teacher: Path, *, stage: str, seed: int = 0
) -> Corpus:
    """Assemble the documents of a stage; deterministic for a seed.

    `teacher` holds trees that the teacher parsed anew and, for stages that want them, entities that it marked
    in the sentences in which nobody else did. Raises FileNotFoundError when a file that the recipe names is
    in neither folder."""
    wanted = recipe["stages"][stage].get("silver_entities")
    silver = teacher / f"{recipe['lang']}.iob2" if wanted else None
    rng = random.Random(seed)
    variants = Variants(recipe, rng)
    swaps = load_swaps(recipe["lang"])
    is_copy = copy_finder(recipe, shared)
    train, dev = DocBin(store_user_data=False), DocBin(store_user_data=False)
    count: Counter[str] = Counter()
    with_trees = [name for name, plan in recipe["stages"].items() if not plan.get("entities_alone")]
    for source in recipe["source"]:
        if stage not in source.get("stages", with_trees):
            continue
        groups = list(_groups(_items(source, recipe, shared, teacher, silver), is_copy, rng))
        names = mentions(item for group in groups for item in group if item.tree is None)
        for n, group in enumerate(groups):
            if source.get("held_out") and n % source["held_out"] == source["held_out"] - 1:
                dev.add(_doc(nlp, group))
                continue
            for copy in range(source.get("copies", 1)):
                items = [_exchanged(item, swaps, names, rng) for item in group] if copy else group
                doc = _doc(nlp, [variants.vary(item, first=k == 0) for k, item in enumerate(items)])
                train.add(doc)
                count.update(token.norm_ for token in doc)
    words = [word for word, n in count.items() if n >= recipe["word_frequency"]]
    return Corpus(train, dev, words)


def _exchanged(item: Item, swaps: dict[str, Any], names: dict[str, list[str]], rng: random.Random) -> Item:
    return swap_mentions(item, names, rng) if item.tree is None else swap(item, swaps, rng)


def _groups(
    items: Iterable[Item], is_copy: Callable[[str], bool], rng: random.Random
) -> Iterator[list[Item]]:
    """Neighbouring sentences in documents of 1 to 6; a new text starts a new document."""
    group: list[Item] = []
    size = rng.randint(1, 6)
    for item in items:
        if is_copy(item.text):
            continue
        if group and (len(group) >= size or (item.tree is not None and item.tree.new_doc)):
            yield group
            group, size = [], rng.randint(1, 6)
        group.append(item)
    if group:
        yield group


def _items(
    source: dict[str, Any], recipe: dict[str, Any], shared: Path, teacher: Path, silver: Path | None
) -> Iterator[Item]:
    paths = [shared / path for path in source.get("entities", [])]
    if source.get("silver_entities") and silver is not None:
        paths.insert(0, silver)
    names = {_plain(a.text): a for path in paths for a in read_entities(path)}
    if source.get("marked_by_us"):
        names = _marked_by_us(recipe["lang"], shared)
    if source.get("unmarked"):  # what we marked ourselves needs no teacher
        ours = _marked_by_us(recipe["lang"], shared)
        names = {text: annotated for text, annotated in names.items() if text not in ours}
    if "trees" not in source:
        yield from (Item(None, annotated.text, annotated.spans) for annotated in names.values())
        return
    if silver is not None:
        names = {_plain(a.text): a for a in read_entities(silver)} | names
    trees = Path(source["trees"])
    for sentence in read(teacher / trees.name if source.get("parsed_anew") else shared / trees):
        if not sentence.sent_id.startswith(source.get("only", "")):
            continue
        annotated = gum_spans(sentence) if source.get("gum_entities") else names.get(_plain(sentence.text))
        tree = split_hyphens(sentence) if recipe["split_hyphens"] else sentence
        tree = _without_dateline_subject(relabel(tree, recipe.get("relabel", {})))
        yield Item(tree, sentence.text, None if annotated is None else token_spans(tree, annotated))


def _marked_by_us(lang: str, shared: Path) -> dict[str, Annotated]:
    """Sentences whose entities we marked, by their text without spaces: our own and those of treebanks."""
    marked = [a for path in sorted(MARKED.glob(f"{lang}.txt")) for a in read_marked(path)]
    for path in sorted(MARKED.glob(f"{lang}_*.tsv")):
        marked += read_offsets(path, read(shared / "treebanks" / lang / f"{path.stem}.conllu"))
    return {_plain(a.text): a for a in marked}


def read_entities(path: Path) -> Iterable[Annotated]:
    """Entity annotations of a file: GermEval where it is .tsv, IOB2 with texts else."""
    return read_germeval(path) if path.suffix == ".tsv" else read_iob2(path)


def _plain(text: str) -> str:
    return "".join(text.split())


def copy_finder(recipe: dict[str, Any], shared: Path) -> Callable[[str], bool]:
    """A function that tells whether a sentence is a near copy of a test sentence (parallel stories,
    reprints)."""
    tests = [set(_stems(s.text)) for s in read(shared / recipe["test"]["trees"])]
    tests += [set(_stems(a.text)) for a in read_entities(shared / recipe["test"]["entities"])]
    holders: dict[str, list[int]] = {}
    for n, words in enumerate(tests):
        for word in words:
            holders.setdefault(word, []).append(n)

    def is_copy(text: str) -> bool:
        words = set(_stems(text))
        hits = Counter(n for word in words for n in holders.get(word, ()) if len(holders[word]) < 200)
        return any(
            k >= _NEAR_COPY * max(len(tests[n]), len(words)) and k >= 4 for n, k in hits.most_common(3)
        )

    return is_copy


def _stems(text: str) -> Iterator[str]:
    """Words cut to five letters, Croatian (i)je and Serbian e alike, so that a Croatian twin is found out."""
    for word in text.lower().split():
        stem = word.strip('.,;:!?"„“”()').replace("ije", "e").replace("je", "e")
        if len(stem) > 3:
            yield stem[:5]


def _without_dateline_subject(sentence: Sentence) -> Sentence:
    """Label the place before a dateline dash (Wien – Die …) `dep`: parsers like to make it the subject."""
    tokens = list(sentence.tokens)
    dash = next((n for n, t in enumerate(tokens[:6]) if t.form in {"–", "—", "-"} and t.space), 0)
    names = tokens[:dash]
    if not names or not tokens[dash - 1].space or any(t.upos not in {"PROPN", "PUNCT"} for t in names):
        return sentence
    root = next(n for n, t in enumerate(tokens) if t.head == n)
    if root <= dash:
        return sentence
    outer = [n for n, t in enumerate(names) if t.head > dash and t.upos == "PROPN"]
    for n in outer[:1]:
        tokens[n] = replace(tokens[n], head=root, dep="dep")
    return replace(sentence, tokens=tuple(tokens)) if len(outer) == 1 else sentence


def _doc(nlp: Language, group: list[Item]) -> Doc:
    """One Doc of several sentences; what a sentence does not annotate stays missing."""
    parts = [_tree_doc(nlp, item) if item.tree else _text_doc(nlp, item) for item in group]
    return Doc.from_docs(parts, ensure_whitespace=True) if len(parts) > 1 else parts[0]


def _text_doc(nlp: Language, item: Item) -> Doc:
    doc = nlp.make_doc(item.text)
    spans = [doc.char_span(start, end, label=label) for start, end, label in item.spans or ()]
    doc.set_ents([span for span in spans if span is not None], default="outside")
    return doc


def _tree_doc(nlp: Language, item: Item) -> Doc:
    assert item.tree is not None
    tokens = item.tree.tokens
    doc = Doc(
        nlp.vocab,
        words=[t.form for t in tokens],
        spaces=[t.space for t in tokens[:-1]] + [False],
        pos=[t.upos for t in tokens],
        morphs=["" if t.feats == "_" else t.feats for t in tokens],
        heads=[t.head for t in tokens],
        deps=["ROOT" if t.dep == "root" else t.dep for t in tokens],
        lemmas=[t.lemma for t in tokens] if any(t.lemma for t in tokens) else None,
    )
    if item.spans is not None:
        doc.set_ents([Span(doc, start, end, label) for start, end, label in item.spans], default="outside")
    return doc
