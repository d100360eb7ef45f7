"""Layers of the entity tagger's own, between the vectors that all components share and its transitions.

The shared vectors are trained for trees first of all. `whowhom.EntityTok2Vec.v1` joins them with a small
embedding of word, shape and affixes and, where a recipe wants it, with a list of words that are names, and
looks at a word's neighbours anew, so that names can be learnt for long without a change to the parse."""

from __future__ import annotations

from typing import Any

from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)
from thinc.types import Floats2d

from coders.embedding import affix_features, pieces, word_vectors

_SHAPES = 500
_KINDS = 3
"""What the list tells of a word: how likely it is PER, LOC and ORG."""


@registry.architectures("whowhom.EntityTok2Vec.v1")  # type: ignore[untyped-decorator]  # as spaCy leaves it
def entity_tok2vec(
    shared: Model[list[Doc], list[Floats2d]],
    width: int,
    depth: int,
    piece_width: int,
    word_rows: int,
    affix_rows: int,
    prefixes: list[int],
    suffixes: list[int],
    word_dropout: float,
    listed: bool = False,
) -> Model[list[Doc], list[Floats2d]]:
    """Vectors of `width` out of the `shared` ones and pieces of `piece_width`, `depth` windows deep.

    With `listed` what a list of names says of the word joins them."""
    rows = [word_rows, _SHAPES] + [affix_rows] * (len(prefixes) + len(suffixes))
    features = affix_features(prefixes=prefixes, suffixes=suffixes, word_dropout=word_dropout)
    parts: list[Model[Any, Any]] = [
        chain(shared, list2ragged()),
        chain(features, list2ragged(), pieces(piece_width, rows, seed=38)),
    ]
    if listed:
        parts.append(chain(word_vectors(_KINDS, word_dropout), list2ragged()))
    joined = shared.get_dim("nO") + piece_width * len(rows) + _KINDS * listed
    maxout = Maxout(width, joined, nP=2, dropout=0.0, normalize=True)
    encode = MaxoutWindowEncoder(width, window_size=1, maxout_pieces=2, depth=depth)
    layers: Model[Any, Any] = chain(concatenate(*parts), with_array(maxout), ragged2list(), encode)
    layers.set_dim("nO", width)
    return layers
