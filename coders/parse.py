"""Trained pipelines: loaded once a process, used by every language alike."""

import threading
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

import coders.components  # noqa: F401  registers the factories that the shipped pipelines name
from codebook.errors import Terminal
from codebook.records import Language
from coders.embedding import use_blas

PIPELINES = Path(__file__).parent / "pipelines"
_loaded: dict[tuple[Language, str], Pipeline] = {}
_loading = threading.Lock()


def pipeline(language: Language, name: str = "") -> Pipeline:
    """The pipeline of a language: the shipped one, or any installed spaCy pipeline by its name or path.

    Raises Terminal when a named pipeline is not installed.
    """
    with _loading:
        if (language, name) not in _loaded:
            use_blas()
            try:
                _loaded[language, name] = spacy.load(name or PIPELINES / language.value)
            except OSError as error:
                wanted = name or f"the shipped pipeline for {language.value}"
                raise Terminal(
                    f"{wanted} cannot be loaded ({error}). Install it "
                    f"(python -m spacy download {name or 'NAME'}), "
                    f"or leave the setting empty for the shipped one."
                ) from error
        return _loaded[language, name]


def parse(text: str, language: Language, name: str = "") -> Doc:
    """One parsed document of folded text."""
    nlp = pipeline(language, name)
    with _pools().limit(limits=1):  # its matrices are small: more threads only wait for each other
        return nlp(text)


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()


def pipeline_versions() -> dict[str, str]:
    """Language → `name version` of the shipped pipelines, for the record of a run.

    Raises Terminal when one is missing from the installation.
    """
    versions = {}
    for language in Language:
        try:
            meta = spacy.util.get_model_meta(PIPELINES / language.value)
        except OSError as error:
            message = f"the shipped pipeline for {language.value} is missing; reinstall whowhom"
            raise Terminal(message) from error
        versions[language.value] = f"{meta['lang']}_{meta['name']} {meta['version']}"
    return versions
