"""The teacher's encoder: multilingual-e5-small as the multilingual parser fine-tuned it, in PyTorch.

Word and position embeddings stayed frozen in that fine-tuning and come from a file of 4-bit blocks; all other
weights from the parser's checkpoint, whose names the modules here bear."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

HEADS, EPSILON = 12, 1e-12
START, PAD, END = 0, 1, 2
MAX_PIECES = 12
"""Pieces of one word from which on the rest is cut: web addresses and the like."""


class Layer(nn.Module):  # type: ignore[misc]  # typed without PyTorch, which is an extra
    """One transformer layer, normalised behind each part."""

    def __init__(self, width: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.drop = nn.Dropout(dropout)
        self.qkv, self.ao = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = nn.LayerNorm(width, EPSILON), nn.LayerNorm(width, EPSILON)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        query, key, value = self.qkv(x).view(batch, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        # On a CPU faster than PyTorch's own attention, whose backward pass takes half of a step.
        scores = query * (width // HEADS) ** -0.5 @ key.transpose(2, 3) + mask.to(query.dtype)
        seen = torch.softmax(scores, -1, dtype=query.dtype) @ value
        x = self.aln(x + self.drop(self.ao(seen.transpose(1, 2).reshape(batch, length, width))))
        normal: Tensor = self.oln(x + self.drop(self.fo(functional.gelu(self.fi(x)))))
        return normal


class Encoder(nn.Module):  # type: ignore[misc]
    """Vectors of words in their sentence: a learnt mean over the layers, then over each word's pieces."""

    def __init__(
        self, words: Tensor, positions: Tensor, *, dropout: float = 0.0, layers: int = 12, inner: int = 1536
    ) -> None:
        super().__init__()
        self.drop = nn.Dropout(dropout)
        self.width = words.shape[1]
        self.word = nn.Embedding.from_pretrained(words)
        self.pos = nn.Embedding.from_pretrained(positions)
        self.ttype = nn.Parameter(torch.zeros(self.width))
        self.ln = nn.LayerNorm(self.width, EPSILON)
        self.layers = nn.ModuleList(Layer(self.width, inner, dropout) for _ in range(layers))
        self.mix = nn.Parameter(torch.zeros(layers + 1))

    def forward(self, batch: Batch) -> Tensor:
        """Vectors (sentences, most words of one, width); what lies behind a sentence's end is zero."""
        mask = (torch.arange(batch.ids.shape[1]) >= batch.lengths[:, None]).float() * -1e4
        x = self.ln(self.word(batch.ids) + self.pos.weight[: batch.ids.shape[1]] + self.ttype)
        states = [self.drop(x)]
        for layer in self.layers:
            states.append(layer(states[-1], mask[:, None, None, :]))
        shares = torch.softmax(self.mix + torch.linspace(-2, 1, len(states)), 0)
        mixed = sum(share * state for share, state in zip(shares, states, strict=True))
        pieces = mixed.reshape(-1, self.width)[batch.place].float() / batch.sizes[:, None]
        sentences, most = batch.shape
        sums = torch.zeros(sentences * most, self.width).index_add(0, batch.owner, pieces)
        return sums.view(sentences, most, self.width)


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences as piece ids, and which word each piece belongs to."""

    ids: Tensor
    lengths: Tensor
    place: Tensor
    """Where, in the flat ids, the pieces of words stand."""
    owner: Tensor
    """The word, flat over the batch, that each of them is part of."""
    sizes: Tensor
    """How many pieces that word has."""
    shape: tuple[int, int]


class Pieces:
    """Cuts words into pieces; a punctuation mark is its bare piece, as it would be within running text."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        """Piece ids of a word."""
        if word not in self.known:
            mark = None if any(c.isalnum() for c in word) else self.tokenizer.token_to_id(word)
            cut = self.tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES]
            self.known[word] = (cut or [3]) if mark is None else [mark]
        return self.known[word]

    def batch(self, sentences: Sequence[Sequence[str]]) -> Batch:
        """Pad sentences of words to one another's length."""
        cut = [[self.of(word) for word in words] for words in sentences]
        longest = max(sum(map(len, words)) for words in cut) + 2
        most = max(map(len, cut))
        ids = torch.full((len(cut), longest), PAD)
        place: list[int] = []
        owner: list[int] = []
        sizes: list[int] = []
        for n, words in enumerate(cut):
            flat = [piece for word in words for piece in word]
            ids[n, : len(flat) + 2] = torch.tensor([START, *flat, END])
            place += range(n * longest + 1, n * longest + 1 + len(flat))
            owner += [n * most + k for k, word in enumerate(words) for _ in word]
            sizes += [len(word) for word in words for _ in word]
        lengths = torch.tensor([sum(map(len, words)) + 2 for words in cut])
        shape = (len(cut), most)
        return Batch(ids, lengths, torch.tensor(place), torch.tensor(owner), torch.tensor(sizes), shape)


def load_encoder(blocks: Path, checkpoint: Path, *, dropout: float = 0.0) -> Encoder:
    """The encoder with the embeddings of `blocks` and the weights of the parser's `checkpoint`.

    `dropout` is the share of values left out within its layers while it is fine-tuned."""
    encoder = Encoder(*_embeddings(blocks), dropout=dropout)
    # The checkpoint is our own and carries the parser's label lists beside its weights.
    saved = torch.load(checkpoint, weights_only=False)["sd"]
    weights = {name.removeprefix("enc."): w.float() for name, w in saved.items() if name.startswith("enc.")}
    missing, unknown = encoder.load_state_dict(weights | {"mix": saved["mix"].float()}, strict=False)
    if unknown or set(missing) != {"word.weight", "pos.weight"}:
        raise ValueError(
            f"{checkpoint}: not the weights of this encoder (missing {missing}, unknown {unknown})"
        )
    return encoder


def _embeddings(path: Path) -> tuple[Tensor, Tensor]:
    """Word and position embeddings of a file of 4-bit blocks: a half-precision scale and 32 values each."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not a file of 4-bit E5 weights")
    _, width, *_, vocabulary, positions, _ = struct.unpack_from("<8i", data, 4)
    at = 44
    (pieces,) = struct.unpack_from("<i", data, at)
    (text,) = struct.unpack_from("<Q", data, at + 20)
    at += 28 + 4 * (pieces + 1) + 4 * pieces + text
    at += 8 + struct.unpack_from("<iI", data, at)[1]
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    found = {}
    for _ in range(entries):
        (size,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + size].decode()
        found[name] = struct.unpack_from("<QQ", data, at + 2 + size + 5)
        at += 2 + size + 21
    plain = numpy.frombuffer(data, "<f4", positions * width, found["emb.pos"][0])
    words = _unpacked(data, *found["emb.word"]).reshape(vocabulary, width)
    return words, torch.from_numpy(plain.reshape(positions, width).copy())


def _unpacked(data: bytes, offset: int, size: int) -> Tensor:
    blocks = numpy.frombuffer(data, numpy.uint8, size, offset).reshape(-1, 18)
    scales = blocks[:, :2].copy().view("<f2").astype(numpy.float32)
    values = numpy.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(numpy.float32) - 8
    return torch.from_numpy((values * scales).ravel())
