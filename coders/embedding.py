"""Parts of our trained pipelines that spaCy does not bring along.

`whowhom.AffixEmbed.v1` embeds a token by its norm, its shape and several lengths of prefix and suffix. Only
words of a closed list (those met often enough in training) have an embedding of their own; all others share
one, and are known by their affixes and shape alone, so that an unseen name or verb is not taken for whatever
word its hash meets.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    NumpyOps,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    set_current_ops,
    with_array,
)
from thinc.types import Floats2d, Ragged

_VECTOR_UNIT = 4 / 127
"""What 1 in a byte of a static vector stands for: the vectors' standard deviation is then about 1."""
_CACHE_LIMIT = 400_000
"""Distinct norms remembered before the feature table starts afresh: about 30 MB."""


class BlasOps(NumpyOps):  # type: ignore[misc]  # thinc types its compiled classes as Any
    """Thinc's NumPy operations with matrix products by NumPy's own BLAS: twice as fast as the bundled one."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        left, right = (x.T if trans1 else x), (y.T if trans2 else y)
        return numpy.matmul(left, right) if out is None else numpy.matmul(left, right, out=out)


def use_blas() -> None:
    """Let the pipelines loaded from now on in this context compute with NumPy's BLAS."""
    set_current_ops(BlasOps())


@registry.architectures("whowhom.AffixEmbed.v1")  # type: ignore[untyped-decorator]  # as spaCy leaves it
def affix_embed(
    width: int,
    piece_width: int,
    word_rows: int,
    affix_rows: int,
    prefixes: list[int],
    suffixes: list[int],
    word_dropout: float,
    vector_width: int = 0,
) -> Model[list[Doc], list[Floats2d]]:
    """Embed tokens by word, shape, prefixes and suffixes; `piece_width` is the width of each of these pieces.

    With a `vector_width` a static vector of the word joins them, for the words that have one."""
    rows = [word_rows, 1000] + [affix_rows] * (len(prefixes) + len(suffixes))
    features = affix_features(prefixes=prefixes, suffixes=suffixes, word_dropout=word_dropout)
    looked_up: list[Model[Any, Any]] = [features, list2ragged(), pieces(piece_width, rows, seed=8)]
    if vector_width:
        static: Model[Any, Any] = chain(word_vectors(vector_width, word_dropout), list2ragged())
        looked_up = [concatenate(chain(*looked_up), static)]
    joined = piece_width * len(rows) + vector_width
    maxout = Maxout(width, joined, nP=3, dropout=0.0, normalize=True)
    embed: Model[Any, Any] = chain(*looked_up, with_array(maxout), ragged2list())
    return embed


def pieces(width: int, rows: list[int], *, seed: int) -> Model[Any, Any]:
    """Hashed embeddings of the columns of `affix_features`, a table of so many rows for each."""
    tables: list[Model[Any, Any]] = [HashEmbed(width, n, column=i, seed=seed + i) for i, n in enumerate(rows)]
    return with_array(concatenate(*tables))


def word_vectors(width: int, dropout: float) -> Model[list[Doc], list[Floats2d]]:
    """Map each Doc to the static vectors of its tokens' norms, zero where a norm has none.

    `attrs["words"]` holds the sorted ids of the norms, `attrs["vectors"]` a row of signed bytes for each."""
    words, vectors = numpy.zeros(1, dtype="uint64"), numpy.zeros((1, width), dtype="int8")
    model: Model[list[Doc], list[Floats2d]] = Model(
        "word_vectors",
        _vectors_forward,
        attrs={"words": words, "vectors": vectors, "dropout": dropout},
    )
    return model


def _vectors_forward(
    model: Model[list[Doc], list[Any]], docs: list[Doc], is_train: bool
) -> tuple[list[Any], Callable[[Any], list[Any]]]:
    if not docs:
        return [], lambda d_vectors: []
    words, vectors = model.attrs["words"], model.attrs["vectors"]
    norms = numpy.concatenate([doc.to_array("NORM") for doc in docs])
    rows = numpy.minimum(words.searchsorted(norms), len(words) - 1)
    found = words[rows] == norms
    if is_train:
        found &= numpy.random.random(found.shape) >= model.attrs["dropout"]
    values = vectors[rows] * (found[:, None] * numpy.float32(_VECTOR_UNIT))
    ends = numpy.cumsum([len(doc) for doc in docs])[:-1]
    return numpy.split(values, ends), lambda d_vectors: []


def affix_features(
    *, prefixes: Sequence[int], suffixes: Sequence[int], word_dropout: float
) -> Model[list[Doc], list[Ragged]]:
    """Map each Doc to an array (tokens, 2 + affixes) of word, shape and affix ids; word 0 is the unknown
    word.

    `attrs["words"]` holds the ids of the known words; where it is None every word counts as known."""
    model: Model[list[Doc], Any] = Model(
        "affix_features",
        _features_forward,
        attrs={
            "words": None,
            "prefixes": list(prefixes),
            "suffixes": list(suffixes),
            "word_dropout": word_dropout,
        },
    )
    return model


class _Table:
    """Feature rows of the norms met so far, in one growing array."""

    def __init__(self, model: Model[Any, Any], vocab: Vocab) -> None:
        words = model.attrs["words"]
        self.known = None if words is None else frozenset(int(word) for word in words)
        self.affixes = [slice(n) for n in model.attrs["prefixes"]] + [
            slice(-n, None) for n in model.attrs["suffixes"]
        ]
        self.index: dict[int, int] = {}
        self.rows = numpy.zeros((1024, 1 + len(self.affixes)), dtype="uint64")
        self.strings = vocab.strings
        self.filling = threading.Lock()

    def look_up(self, norms: list[int]) -> Any:
        with self.filling:  # two threads that add a norm each must not give both the same row
            missing = [norm for norm in dict.fromkeys(norms) if norm not in self.index]
            if len(self.index) + len(missing) > _CACHE_LIMIT:
                self.index.clear()
                missing = list(dict.fromkeys(norms))
            for norm in missing:
                self._add(norm)
            return self.rows[[self.index[norm] for norm in norms]]

    def _add(self, norm: int) -> None:
        at = len(self.index)
        if at == len(self.rows):
            self.rows = numpy.concatenate([self.rows, numpy.zeros_like(self.rows)])
        text = self.strings[norm]
        self.rows[at, 0] = norm if self.known is None or norm in self.known else 0
        self.rows[at, 1:] = [get_string_id(f"{n}{text[part]}") for n, part in enumerate(self.affixes)]
        self.index[norm] = at


_TABLES: dict[int, tuple[Any, _Table]] = {}


def _table(model: Model[Any, Any], vocab: Vocab) -> _Table:
    words = model.attrs["words"]
    held = _TABLES.get(model.id)
    if held is None or held[0] is not words or held[1].strings is not vocab.strings:
        held = _TABLES[model.id] = (words, _Table(model, vocab))
    return held[1]


def _features_forward(
    model: Model[list[Doc], Any], docs: list[Doc], is_train: bool
) -> tuple[list[Any], Callable[[Any], list[Any]]]:
    if not docs:
        return [], lambda d_features: []
    given = numpy.concatenate([doc.to_array(["NORM", "SHAPE"]).reshape(-1, 2) for doc in docs])
    rows = _table(model, docs[0].vocab).look_up(given[:, 0].tolist())
    words = rows[:, :1]
    if is_train and model.attrs["word_dropout"]:
        words = numpy.where(
            numpy.random.random(words.shape) < model.attrs["word_dropout"], numpy.uint64(0), words
        )
    features = numpy.concatenate([words, given[:, 1:], rows[:, 1:]], axis=1)
    ends = numpy.cumsum([len(doc) for doc in docs])[:-1]
    return numpy.split(features, ends), lambda d_features: []
