"""Trained pipelines: loaded once a process, used by every language alike."""

import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

import coders.components  # noqa: F401  registers the factories that the shipped pipelines name
from codebook.errors import Terminal
from codebook.languages import roots
from codebook.records import Language
from coders.embedding import use_blas

PIPELINES = Path(__file__).parent / "pipelines"
_READ = ("token.dep", "token.lemma")
"""What no event can be coded without."""
_loaded: dict[tuple[Language, str], Pipeline] = {}
_loading, _parsing = threading.Lock(), threading.Lock()


def pipeline(language: Language, name: str = "") -> Pipeline:
    """The pipeline of a language: the shipped one, or any installed spaCy pipeline by its name or path.

    Raises Terminal when it is not installed, or lacks what the coder reads.
    """
    with _loading:
        if (language, name) not in _loaded:
            use_blas()
            try:
                nlp = spacy.load(name or PIPELINES / language.value)
            except OSError as error:
                raise Terminal(_missing(language, name, error)) from error
            assigned = {part for pipe in nlp.pipe_names for part in nlp.get_pipe_meta(pipe).assigns}
            lacking = [part for part in _READ if part not in assigned]
            if lacking:
                raise Terminal(
                    f"the pipeline {name} does not set {', '.join(lacking)}; choose one with a parser and a "
                    f"lemmatizer, or leave the setting empty for the shipped one"
                )
            _loaded[language, name] = nlp
        return _loaded[language, name]


def parse(text: str | Doc, language: Language, name: str = "") -> Doc:
    """One parsed document of folded text, or of words; a process parses one at a time, whatever threads ask
    for it."""
    nlp = pipeline(language, name)
    # Its matrices are small: more threads of BLAS only wait for each other. The limit is the whole process's.
    with _parsing, _pools().limit(limits=1):
        return nlp(text)


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()


def pipeline_versions(chosen: Mapping[Language, str]) -> dict[str, str]:
    """Language → `name version` of the pipelines in use, for the record of a run; `chosen` as in `pipeline`.

    Raises Terminal when one is missing.
    """
    versions = {}
    for language in dict.fromkeys((*roots(), *chosen)):
        name = chosen.get(language, "")
        try:
            meta = _meta(name) if name else spacy.util.get_model_meta(PIPELINES / language.value)
        except OSError as error:
            raise Terminal(_missing(language, name, error)) from error
        versions[language.value] = f"{meta['lang']}_{meta['name']} {meta['version']}"
    return versions


def _meta(name: str) -> dict[str, Any]:
    """The description of an installed pipeline, by package or path, without loading it."""
    folder = spacy.util.get_package_path(name) if spacy.util.is_package(name) else Path(name)
    return dict(spacy.util.get_model_meta(folder))


def _missing(language: Language, name: str, error: Exception) -> str:
    if not name:
        return f"the shipped pipeline for {language.value} is missing ({error}); install whowhom again"
    setting = f"WHOWHOM_PIPELINE_{language.value.upper()}"
    if "/" in name:
        remedy = f"name the folder of a pipeline in {setting}"
    else:
        remedy = f"install it (python -m spacy download {name})"
    return (
        f"the spaCy pipeline {name!r} is not installed: {remedy}, or unset {setting} to use the shipped one"
    )
