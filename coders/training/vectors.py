"""Give a trained pipeline static vectors without changing, for the time being, what it predicts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.util import load_model_from_config
from thinc.api import Model


def with_vectors(nlp: Language, folder: Path, vectors: Path) -> Language:
    """The pipeline saved in `folder`, loaded as `nlp`, with the word vectors of an .npz file.

    The layer that joins a word's pieces gets weights of zero for them: until training goes on, all is as it
    was."""
    config = nlp.config.copy()
    with numpy.load(vectors) as arrays:
        config["components"]["tok2vec"]["model"]["embed"]["vector_width"] = arrays["vectors"].shape[1]
    wider = load_model_from_config(config, auto_fill=True)
    wider.from_disk(folder, exclude=["tok2vec"])
    old: Any = nlp.get_pipe("tok2vec")
    new: Any = wider.get_pipe("tok2vec")
    new.model.initialize(X=[wider.make_doc("x")])
    fill(new.model, vectors)
    _copy_weights(old.model, new.model)
    return wider


def fill(model: Model[Any, Any], vectors: Path) -> None:
    """Give the layer of a model that looks up words those of an .npz file, and their vectors."""
    with numpy.load(vectors) as arrays:
        words = numpy.array([get_string_id(word) for word in arrays["words"].tolist()], dtype="uint64")
        values = arrays["vectors"]
    order = words.argsort()
    node = next(node for node in model.walk() if node.name == "word_vectors")
    node.attrs.update(words=words[order], vectors=values[order])


def _copy_weights(old: Model[Any, Any], new: Model[Any, Any]) -> None:
    """Copy word list and weights layer by layer; the columns that the old layer lacks become zero."""
    lists = [[node for node in m.walk() if node.name == "affix_features"] for m in (old, new)]
    for source, target in zip(*lists, strict=True):
        target.attrs.update(source.attrs)
    holders = [[node for node in m.walk(order="dfs_pre") if node.param_names] for m in (old, new)]
    for source, target in zip(*holders, strict=True):
        for name in source.param_names:
            weights = source.get_param(name)
            wide = numpy.zeros_like(target.get_param(name))
            wide[tuple(slice(size) for size in weights.shape)] = weights
            target.set_param(name, wide)
