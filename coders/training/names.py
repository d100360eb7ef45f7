"""A fresh entity tagger with layers of its own behind a trained pipeline, whose other parts stay as is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.training import Example
from spacy.util import load_model_from_config
from thinc.api import Config, fix_random_seed

from coders.training.vectors import fill


def with_entity_layers(nlp: Language, folder: Path, architecture: Config, layers: dict[str, Any]) -> Language:
    """The pipeline saved in `folder`, loaded as `nlp`, with an untrained entity tagger.

    The tagger is that of `architecture` but for its `layers`, a recipe's: the settings of
    `whowhom.EntityTok2Vec.v1` and the tagger's `hidden_width`."""
    config = nlp.config.copy()
    config["nlp"]["pipeline"] = architecture["nlp"]["pipeline"]
    tagger = config["components"]["ner"] = architecture["components"]["ner"]
    settings = dict(layers)
    model = tagger["model"]
    model["hidden_width"] = settings.pop("hidden_width")
    model["tok2vec"] = {
        "@architectures": "whowhom.EntityTok2Vec.v1",
        "shared": model["tok2vec"],
        **settings,
    }
    renewed = load_model_from_config(config, auto_fill=True)
    renewed.from_disk(folder, exclude=["ner"])
    return renewed


def start_names(
    nlp: Language,
    words: Sequence[str],
    names: Path | None,
    examples: Callable[[Language], Iterable[Example]],
) -> None:
    """Initialise the entity tagger for the labels of `examples`.

    `words` are those that it knows apart, `names` the teacher's list of names, if it has one."""
    fix_random_seed(nlp.config["system"]["seed"])
    ner: Any = nlp.get_pipe("ner")
    features = next(node for node in ner.model.walk() if node.name == "affix_features")
    features.attrs["words"] = sorted(nlp.vocab.strings[word] for word in words)
    if names:
        fill(ner.model, names)
    ner.initialize(lambda: examples(nlp), nlp=nlp)
