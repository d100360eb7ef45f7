"""Train one pipeline: recipe and architecture in, spaCy pipeline out."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training.corpus import Corpus as Reader
from spacy.training.loop import DIR_MODEL_LAST
from spacy.training.loop import train as run
from spacy.util import load_config, load_model_from_config
from thinc.api import Config, fix_random_seed

import coders.components  # noqa: F401  registers the parts that the architecture names
from coders.embedding import use_blas
from coders.training.corpus import Corpus, build
from coders.training.names import start_names, with_entity_layers
from coders.training.tokenizer import adapt_tokenizer
from coders.training.vectors import with_vectors

HERE = Path(__file__).parent
ARCHITECTURE = HERE / "config.cfg"
ORACLE_CUT = 25
"""Transitions after which the parser starts again from the gold tree: longer is slower, and nearer to use."""
DROPOUT = 0.1
"""Share of the values left out in training."""
_NO_NAMES = ["tok2vec", "morphologizer", "trainable_lemmatizer", "parser"]
"""What a stage that trains entities alone leaves as it is; the first of them gives the vectors."""
FINISHED = "finished"
"""Marks the folder of a stage that has been trained to its end: a second run goes on behind it."""


def recipe_path(lang: str) -> Path:
    """Where the recipe of a language lies."""
    return HERE / "recipes" / f"{lang}.toml"


def load_recipe(lang: str) -> dict[str, Any]:
    """Read a language's recipe."""
    return tomllib.loads(recipe_path(lang).read_text(encoding="utf-8"))


def train(lang: str, *, shared: Path, teacher: Path, work: Path, steps: int | None = None) -> Path:
    """Train a language's stages one after the other and return the folder of the last stage's pipeline.

    `shared` holds treebanks/ and ner/, `teacher` the teacher's silver and vectors; `work` takes the documents
    and checkpoints. `steps` cuts every stage short."""
    use_blas()
    recipe = load_recipe(lang)
    done: Path | None = None
    for stage, plan in recipe["stages"].items():
        folder = work / stage
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / FINISHED).exists():
            done = folder / DIR_MODEL_LAST
            continue
        nlp = _fresh(recipe, plan, folder) if done is None else _continued(done, plan, folder, teacher)
        corpus = build(nlp, recipe, shared, teacher, stage=stage)
        corpus.train.to_disk(folder / "train.spacy")
        corpus.dev.to_disk(folder / "dev.spacy")
        if steps is not None:
            nlp.config["training"]["max_steps"] = steps
        if done is None:
            _initialize(nlp, corpus, folder / "train.spacy")
        elif plan.get("entity_layers"):
            names = teacher / f"{lang}-names.npz" if plan["entity_layers"].get("listed") else None
            start_names(nlp, corpus.words, names, Reader(folder / "train.spacy"))
        _, done = run(nlp, folder, stdout=sys.stdout)
        (folder / FINISHED).touch()
    assert done is not None
    return done


def _settings(config: Config, plan: dict[str, Any], folder: Path) -> Config:
    config["paths"] |= {"train": str(folder / "train.spacy"), "dev": str(folder / "dev.spacy")}
    training = config["training"]
    training["max_steps"] = plan["steps"]
    training["dropout"] = plan.get("dropout", DROPOUT)
    frozen = _NO_NAMES if plan.get("entities_alone") else []
    training |= {"frozen_components": frozen, "annotating_components": frozen[:1]}
    training["batcher"]["size"] |= {"start": plan["words"][0], "stop": plan["words"][1]}
    training["optimizer"]["learn_rate"] |= {"total_steps": plan["steps"], "initial_rate": plan["rate"]}
    return config


def _fresh(recipe: dict[str, Any], plan: dict[str, Any], folder: Path) -> Language:
    config = _settings(load_config(ARCHITECTURE), plan, folder)
    config["nlp"]["lang"] = recipe["lang"]
    parser = config["components"]["parser"]
    parser["update_with_oracle_cut_size"] = plan.get("oracle_cut", ORACLE_CUT)
    parser["model"]["extra_state_tokens"] = recipe.get("extra_state_tokens", False)
    if plan.get("without_entities"):
        config["nlp"]["pipeline"].remove("ner")
        del config["components"]["ner"], config["training"]["score_weights"]["ents_f"]
    nlp = load_model_from_config(config, auto_fill=True)
    adapt_tokenizer(nlp, recipe["tokenizer"])
    return nlp


def _continued(done: Path, plan: dict[str, Any], folder: Path, teacher: Path) -> Language:
    nlp = spacy.load(done)
    if plan.get("vectors"):
        nlp = with_vectors(nlp, done, teacher / f"{nlp.lang}.npz")
    if plan.get("without_entities"):
        nlp.remove_pipe("ner")
    if layers := plan.get("entity_layers"):
        nlp = with_entity_layers(nlp, done, load_config(ARCHITECTURE), layers)
    nlp.config = _settings(nlp.config, plan, folder)
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    # spaCy 3.8 does not save this table, and without it a second stage unlearns all lemmas.
    lemmatizer.tree2label = {tree: n for n, tree in enumerate(lemmatizer.cfg["labels"])}
    parser: Any = nlp.get_pipe("parser")
    parser.cfg["update_with_oracle_cut_size"] = plan.get("oracle_cut", ORACLE_CUT)
    return nlp


def _initialize(nlp: Language, corpus: Corpus, documents: Path) -> None:
    fix_random_seed(nlp.config["system"]["seed"])
    tok2vec: Any = nlp.get_pipe("tok2vec")
    features = next(node for node in tok2vec.model.walk() if node.name == "affix_features")
    features.attrs["words"] = sorted(nlp.vocab.strings[word] for word in corpus.words)
    nlp.initialize(lambda: Reader(documents)(nlp))
