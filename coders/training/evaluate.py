"""Accuracy from raw text: each test sentence's plain text goes in, tokens are aligned by characters (CoNLL
2018).

A gold token without an equal predicted one counts as wrong in every column; label subtypes are ignored."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from coders.training.entities import LABELS, Annotated
from coders.training.treebank import Sentence


def tree_scores(nlp: Language, sentences: Iterable[Sentence]) -> dict[str, float]:
    """UAS, LAS, UPOS and lemma accuracy in per cent."""
    gold = list(sentences)
    right = dict.fromkeys(("uas", "las", "upos", "lemma"), 0)
    total = 0
    for sentence, doc in zip(gold, nlp.pipe([s.text for s in gold], batch_size=64), strict=True):
        spans = _offsets(sentence)
        predicted = {(t.idx, t.idx + len(t)): t for t in doc}
        total += len(spans)
        for at, (token, span) in enumerate(zip(sentence.tokens, spans, strict=True)):
            guess = predicted.get(span)
            if guess is None:
                continue
            root = token.head == at
            attached = guess.head.i == guess.i if root else guess.head.idx == spans[token.head][0]
            attached = attached and (root or guess.head.i != guess.i)
            right["uas"] += attached
            right["las"] += attached and _bare(guess.dep_) == _bare(token.dep)
            right["upos"] += guess.pos_ == token.upos
            right["lemma"] += guess.lemma_.lower() == token.lemma.lower()
    return {name: round(100 * count / total, 1) for name, count in right.items()}


def attachment(found: Sequence[Sentence], gold: Sequence[Sentence]) -> dict[str, float]:
    """UAS and LAS in per cent of trees over the gold tokens."""
    pairs = [pair for a, b in zip(found, gold, strict=True) for pair in zip(a.tokens, b.tokens, strict=True)]
    heads = sum(a.head == b.head for a, b in pairs)
    labelled = sum(a.head == b.head and _bare(a.dep) == _bare(b.dep) for a, b in pairs)
    return {"uas": round(100 * heads / len(pairs), 1), "las": round(100 * labelled / len(pairs), 1)}


def _bare(dep: str) -> str:
    return dep.lower().split(":")[0]


def _offsets(sentence: Sentence) -> list[tuple[int, int]]:
    spans, at = [], 0
    for token in sentence.tokens:
        spans.append((at, at + len(token.form)))
        at += len(token.form) + token.space
    return spans


def entity_scores(nlp: Language, annotated: Iterable[Annotated]) -> dict[str, float]:
    """Precision, recall and F1 of PER, LOC and ORG spans in per cent; a span counts only if label and ends
    agree."""
    gold = list(annotated)
    docs = nlp.pipe([a.text for a in gold], batch_size=64)
    found = [
        Annotated(a.text, tuple((e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in LABELS))
        for a, doc in zip(gold, docs, strict=True)
    ]
    return span_scores(found, gold)


def span_scores(found: Sequence[Annotated], gold: Sequence[Annotated]) -> dict[str, float]:
    """Precision, recall and F1 in per cent of entities found in the same texts as the gold ones."""
    hits = sum(len(set(a.spans) & set(b.spans)) for a, b in zip(found, gold, strict=True))
    guessed, wanted = sum(len(a.spans) for a in found), sum(len(a.spans) for a in gold)
    precision, recall = 100 * hits / max(guessed, 1), 100 * hits / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"ents_p": round(precision, 1), "ents_r": round(recall, 1), "ents_f": round(f1, 1)}


def words_per_second(nlp: Language, texts: Iterable[str], *, article: int = 10) -> float:
    """Words a second of processor time, over articles made of `article` sentences each, in batches."""
    given = iter(texts)
    articles = [" ".join(part) for part in iter(lambda: list(itertools.islice(given, article)), [])]
    docs: list[Doc] = list(nlp.pipe(articles[:20]))
    start = time.process_time()
    docs = list(nlp.pipe(articles))
    return sum(len(doc) for doc in docs) / (time.process_time() - start)


def megabytes(folder: Path) -> float:
    """Size of a pipeline on disk, in MB of 1,000,000 bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
