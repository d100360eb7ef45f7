"""Put a trained pipeline in its place: only what it needs to run, and a meta.json that says what it is."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import spacy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language

from coders.training.swaps import load_swaps
from coders.training.tokenizer import adapt_tokenizer
from coders.training.train import ARCHITECTURE, load_recipe

NAME, VERSION = "whowhom_news", "1.0.0"


def config_hash(lang: str) -> str:
    """Hash of all that decides a language's training but the texts: architecture, recipe and word lists."""
    recipe = load_recipe(lang)
    del recipe["meta"]
    architecture = [
        line for line in ARCHITECTURE.read_text(encoding="utf-8").split("\n") if line[:1] not in {"", "#"}
    ]
    parts = json.dumps([architecture, recipe, load_swaps(lang)], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()


def publish(trained: Path, target: Path, *, lang: str) -> None:
    """Write a trained pipeline to `target`, which it replaces."""
    nlp = spacy.load(trained)
    adapt_tokenizer(nlp, load_recipe(lang)["tokenizer"])
    nlp.meta.update(
        name=NAME,
        version=VERSION,
        **load_recipe(lang)["meta"],
        performance={},
        config_hash=config_hash(lang),
        training_command=f"python -m coders.training SHARED_DIR --language {lang}",
    )
    fresh, old = target.with_name(f"{lang}.new"), target.with_name(f"{lang}.old")
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    nlp.to_disk(fresh)
    _keep_needed_strings(nlp, fresh)
    _forget_paths(fresh / "config.cfg")
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def record(folder: Path, figures: dict[str, Any]) -> None:
    """Write a published pipeline's figures into its meta.json."""
    path = folder / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8")) | {"performance": figures}
    path.write_text(json.dumps(meta, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _keep_needed_strings(nlp: Language, folder: Path) -> None:
    """Of the strings keep those of the language, of the labels and of the lemma rules, not the words met."""
    strings = set(spacy.blank(str(nlp.lang)).vocab.strings)
    for labels in nlp.pipe_labels.values():
        strings.update(str(label) for label in labels)
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    for rule in srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]:
        strings.update(nlp.vocab.strings[rule[side]] for side in ("orig", "subst") if rule.get(side))
    target = folder / "vocab" / "strings.json"
    target.write_text(json.dumps(sorted(strings), ensure_ascii=False), encoding="utf-8")


def _forget_paths(path: Path) -> None:
    """Take the paths of the training machine out of a saved config."""
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [
        f"{line.split(' = ')[0]} = null" if line.startswith(("train = ", "dev = ")) else line
        for line in lines
    ]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
