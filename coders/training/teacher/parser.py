"""The parsing teacher: the multilingual parser, fine-tuned on the gold trees of one language, which then
parses that language's automatic trees anew.

A biaffine parser (Dozat and Manning 2017, arXiv:1611.01734) on the encoder; its parts bear the names of the
checkpoint."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import networkx
import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

from coders.training.teacher.encoder import Encoder, Pieces
from coders.training.teacher.fitting import batches, fit
from coders.training.treebank import Sentence

TREEBANKS = ("gsd", "pud", "lit", "pcc", "srset", "hrset", "hr5", "ewt", "gum")
"""What the parser was first trained on: it has a vector of each, by whose conventions it parses."""
_ARCS = 400
_LONGEST = 200
"""Pieces of a sentence from which on it is not trained on."""
_PARSED = 6000
"""Pieces in a batch that is only parsed."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence's words with head (0 the root, else the number of the word) and number of the label (-1
    where the parser has none) of each, and the treebank whose conventions they follow."""

    words: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[int, ...]
    treebank: int


class Parser(nn.Module):  # type: ignore[misc]  # typed without PyTorch, which is an extra
    """Scores of heads and labels out of the encoder's vectors."""

    def __init__(self, encoder: Encoder, saved: dict[str, Any]) -> None:
        super().__init__()
        weights, self.names = saved["sd"], list(saved["voc"]["dep"])
        self.encoder = encoder
        self.tb = nn.Embedding(len(TREEBANKS), encoder.width)
        self.root, self.gam = nn.Parameter(torch.zeros(encoder.width)), nn.Parameter(torch.ones(1))
        self.ad, self.ah = self._part(_ARCS), self._part(_ARCS)
        self.ld, self.lh = (self._part(weights["ld.0.weight"].shape[0]) for _ in range(2))
        self.U, self.V = (nn.Parameter(torch.zeros_like(weights[name].float())) for name in "UV")
        own = {name for name in self.state_dict() if not name.startswith("encoder.")}
        self.load_state_dict({name: weights[name].float() for name in own}, strict=False)

    def _part(self, width: int) -> nn.Sequential:
        return nn.Sequential(nn.Linear(self.encoder.width, width), nn.LeakyReLU(0.1), nn.Dropout(0.33))

    def forward(self, trees: Sequence[Tree], pieces: Pieces) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of heads (trees, words + 1, words + 1), and the vectors of dependents and heads that labels
        are told by; word 0 is the root."""
        words = self.encoder(pieces.batch([tree.words for tree in trees])) * self.gam
        of_treebank = self.tb(torch.tensor([tree.treebank for tree in trees]))[:, None]
        x = torch.cat([self.root.expand(len(trees), 1, -1), words], 1) + of_treebank
        x = functional.dropout(x, 0.3, self.training)
        heads = (_with_one(self.ad(x)) @ self.U) @ self.ah(x).transpose(1, 2) * 4 / math.sqrt(_ARCS)
        lengths = torch.tensor([len(tree.words) for tree in trees])
        behind = torch.arange(x.shape[1]) > lengths[:, None]
        return heads.float().masked_fill(behind[:, None], -1e4), _with_one(self.ld(x)), _with_one(self.lh(x))

    def labels(self, dependents: Tensor, heads: Tensor, at: Tensor) -> Tensor:
        """Scores (trees, words + 1, labels) of the labels of each word below its head `at`."""
        chosen = heads.gather(1, at.clamp(min=0)[:, :, None].expand(-1, -1, heads.shape[-1]))
        scores: Tensor = torch.einsum("bwi,lij,bwj->bwl", dependents, self.V.to(heads.dtype), chosen).float()
        return scores


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def fit_parser(
    parser: Parser, sentences: dict[str, list[Sentence]], pieces: Pieces, plan: dict[str, Any]
) -> None:
    """Train on the gold trees of each treebank."""
    trees = [_tree(s, treebank, parser) for treebank, found in sentences.items() for s in found]
    trees = [tree for tree in trees if sum(len(pieces.of(word)) for word in tree.words) <= _LONGEST]

    def loss(batch: Sequence[Tree]) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            scores, below, above = parser(batch, pieces)
            size = scores.shape[1]
            heads = torch.tensor([_padded(tree.heads, size) for tree in batch])
            labels = torch.tensor([_padded(tree.labels, size) for tree in batch])
            named = parser.labels(below, above, heads)
        return _entropy(scores, heads) + _entropy(named, labels)

    head = [parser.tb, parser.ad, parser.ah, parser.ld, parser.lh, parser.root, parser.U, parser.V]
    fit(parser, head, trees, loss=loss, pieces=pieces, plan=plan)


def _padded(values: Sequence[int], size: int) -> list[int]:
    return [-1, *values, *[-1] * (size - 1 - len(values))]


def _entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-1)


def _tree(sentence: Sentence, treebank: str, parser: Parser) -> Tree:
    tokens = sentence.tokens
    heads = tuple(0 if t.head == n else t.head + 1 for n, t in enumerate(tokens))
    number = {name: n for n, name in enumerate(parser.names)}
    labels = tuple(number.get(t.dep, -1) for t in tokens)
    return Tree(tuple(t.form for t in tokens), heads, labels, TREEBANKS.index(treebank))


@torch.inference_mode()  # type: ignore[untyped-decorator]
def parse(parser: Parser, sentences: Sequence[Sentence], treebank: str, pieces: Pieces) -> list[Sentence]:
    """The sentences with heads and labels as the parser gives them by a treebank's conventions."""
    parser.eval()
    trees = {n: _tree(sentence, treebank, parser) for n, sentence in enumerate(sentences)}
    at = {id(tree): n for n, tree in trees.items()}
    root = parser.names.index("root")
    out = list(sentences)
    for batch in batches(list(trees.values()), pieces, _PARSED):
        with torch.autocast("cpu", torch.bfloat16):
            scores, below, above = parser(batch, pieces)
        logs = torch.log_softmax(scores, -1).numpy()
        heads = [
            best_tree(row[: len(t.words) + 1, : len(t.words) + 1]) for t, row in zip(batch, logs, strict=True)
        ]
        chosen = torch.tensor([_padded(found, scores.shape[1]) for found in heads])
        named = parser.labels(below.float(), above.float(), chosen)
        named[:, :, root] = -math.inf
        for tree, found, row in zip(batch, heads, named.argmax(-1).tolist(), strict=True):
            n = at[id(tree)]
            out[n] = _renewed(sentences[n], found, [parser.names[label] for label in row[1:]])
    return out


def _renewed(sentence: Sentence, heads: Sequence[int], labels: Sequence[str]) -> Sentence:
    tokens = [
        replace(token, head=head - 1 if head else n, dep=label if head else "root")
        for n, (token, head, label) in enumerate(zip(sentence.tokens, heads, labels, strict=False))
    ]
    return replace(sentence, tokens=tuple(tokens))


def best_tree(scores: numpy.ndarray[Any, Any]) -> list[int]:
    """The heads of the best tree with one root: `scores` (words + 1, words + 1) of each word's heads, word 0
    the root.

    The best head of each word where these are a tree, as they mostly are; else the best arborescence
    (Chu and Liu 1965, Edmonds 1967), where more than one root costs more than any tree gains."""
    greedy: list[int] = scores[1:].argmax(1).tolist()
    if greedy.count(0) == 1 and _is_tree(greedy):
        return greedy
    graph = networkx.DiGraph()
    dear = 10 * abs(scores[1:]).max() * len(scores)
    for word in range(1, len(scores)):
        for head in range(len(scores)):
            if head != word:
                graph.add_edge(head, word, weight=float(scores[word, head]) - dear * (head == 0))
    best = networkx.maximum_spanning_arborescence(graph)
    heads = {word: head for head, word in best.edges}
    return [heads[word] for word in range(1, len(scores))]


def _is_tree(heads: Sequence[int]) -> bool:
    for word in range(1, len(heads) + 1):
        at, steps = word, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


def load_parser(encoder: Encoder, checkpoint: Path) -> Parser:
    """The parser of a checkpoint on an encoder that was loaded from the same."""
    return Parser(encoder, torch.load(checkpoint, weights_only=False))
