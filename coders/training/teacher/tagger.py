"""The entity teacher: marks PER, LOC and ORG by the conventions of one or another set of annotators."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

from coders.training.entities import WORD, Annotated
from coders.training.teacher.encoder import Encoder, Pieces
from coders.training.teacher.fitting import FROZEN, batches, fit

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
_WORDS = 250
"""Lone words in a batch."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence's words with their places in its text and, where somebody marked them, their tags."""

    words: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]
    tags: tuple[int, ...]
    convention: int


def example(annotated: Annotated, convention: int) -> Example:
    """Cut a text at its words and marks; a span that starts or ends within a word takes the whole word."""
    found = list(WORD.finditer(annotated.text))
    tags = [0] * len(found)
    for start, end, label in annotated.spans:
        inside = [n for n, word in enumerate(found) if word.start() < end and word.end() > start]
        for n in inside:
            tags[n] = TAGS.index(("B-" if n == inside[0] else "I-") + label)
    return Example(tuple(w[0] for w in found), tuple(w.span() for w in found), tuple(tags), convention)


class Tagger(nn.Module):  # type: ignore[misc]
    """A tag for each word out of the encoder's vector of it and a vector of the convention."""

    def __init__(self, encoder: Encoder, conventions: Sequence[str]) -> None:
        super().__init__()
        self.encoder = encoder
        self.conventions = tuple(conventions)
        self.convention = nn.Embedding(len(conventions), encoder.width)
        nn.init.normal_(self.convention.weight, std=0.02)
        self.hidden, self.out = nn.Linear(encoder.width, 256), nn.Linear(256, len(TAGS))
        for layer in encoder.layers[:FROZEN]:
            layer.requires_grad_(False)
        encoder.ln.requires_grad_(False)
        encoder.ttype.requires_grad_(False)

    def forward(self, examples: Sequence[Example], pieces: Pieces) -> Tensor:
        """Scores (examples, most words, tags)."""
        words = self.encoder(pieces.batch([e.words for e in examples]))
        x = words + self.convention(torch.tensor([e.convention for e in examples]))[:, None]
        x = functional.dropout(x, 0.25, self.training)
        scores: Tensor = self.out(functional.dropout(functional.gelu(self.hidden(x)), 0.2, self.training))
        return scores.float()


def fit_tagger(tagger: Tagger, examples: Sequence[Example], pieces: Pieces, plan: dict[str, Any]) -> None:
    """Train on examples, all but the lowest layers."""

    def loss(batch: Sequence[Example]) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            scores = tagger(batch, pieces)
        width = scores.shape[1]
        gold = torch.tensor([[*e.tags, *[-1] * (width - len(e.tags))] for e in batch])
        return functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-1)

    head = [tagger.convention, tagger.hidden, tagger.out]
    fit(tagger, head, examples, loss=loss, pieces=pieces, plan=plan)


@torch.inference_mode()  # type: ignore[untyped-decorator]
def mark(tagger: Tagger, texts: Sequence[str], convention: str, pieces: Pieces) -> list[Annotated]:
    """Mark the entities of texts, in their order."""
    tagger.eval()
    code = tagger.conventions.index(convention)
    examples = [example(Annotated(text, ()), code) for text in texts]
    marked: dict[Example, Annotated] = {}
    text_of = dict(zip(examples, texts, strict=True))
    for batch in batches([e for e in text_of if e.words], pieces, 6000):
        with torch.autocast("cpu", torch.bfloat16):
            scores = torch.log_softmax(tagger(batch, pieces), -1).numpy()
        for given, row in zip(batch, scores, strict=True):
            spans = _spans(given, _best(row[: len(given.words)]))
            marked[given] = Annotated(text_of[given], spans)
    return [marked.get(e, Annotated(text_of[e], ())) for e in examples]


@torch.inference_mode()  # type: ignore[untyped-decorator]
def word_chances(
    tagger: Tagger, words: Sequence[str], convention: str, pieces: Pieces
) -> numpy.ndarray[Any, numpy.dtype[numpy.float32]]:
    """How likely each word, alone in its sentence, is part of a PER, a LOC or an ORG: an array (words, 3)."""
    tagger.eval()
    code = tagger.conventions.index(convention)
    chances = numpy.zeros((len(words), 3), dtype=numpy.float32)
    order = sorted(range(len(words)), key=lambda n: len(pieces.of(words[n])))
    for start in range(0, len(order), _WORDS):
        part = order[start : start + _WORDS]
        with torch.autocast("cpu", torch.bfloat16):
            scores = tagger([Example((words[n],), ((0, 1),), (0,), code) for n in part], pieces)
        chances[part] = torch.softmax(scores[:, 0], -1)[:, 1:].reshape(-1, 3, 2).sum(-1).numpy()
    return chances


def _follows() -> numpy.ndarray[Any, numpy.dtype[numpy.float64]]:
    """0 where the second tag may follow the first, -infinity where it may not (I- behind another label)."""
    return numpy.array([[0.0 if b[0] != "I" or a[2:] == b[2:] else -math.inf for b in TAGS] for a in TAGS])


def _best(scores: numpy.ndarray[Any, numpy.dtype[numpy.float32]]) -> list[int]:
    """The likeliest well-formed sequence of tags (Viterbi)."""
    follows, back = _follows(), []
    at = scores[0] + follows[0]
    for row in scores[1:]:
        ways = at[:, None] + follows
        back.append(ways.argmax(0))
        at = ways.max(0) + row
    path = [int(at.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def _spans(given: Example, tags: Sequence[int]) -> tuple[tuple[int, int, str], ...]:
    spans: list[tuple[int, int, str]] = []
    for (start, end), tag in zip(given.offsets, tags, strict=True):
        name = TAGS[tag]
        if name[0] == "B":
            spans.append((start, end, name[2:]))
        elif name[0] == "I":
            spans[-1] = (spans[-1][0], end, name[2:])
    return tuple(spans)
