"""Pipelines that a user names instead of the shipped ones."""

from pathlib import Path

import pytest
import spacy

from codebook.errors import Terminal
from codebook.records import Language
from coders.parse import PIPELINES, pipeline, pipeline_versions


def test_a_missing_pipeline_says_how_to_install_it() -> None:
    for ask in (pipeline, lambda language, name: pipeline_versions({language: name})):
        with pytest.raises(Terminal, match=r"python -m spacy download de_core_none_sm.*WHOWHOM_PIPELINE_DE"):
            ask(Language.GERMAN, "de_core_none_sm")


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(Terminal, match=r"does not set token\.dep, token\.lemma; choose one with a parser"):
        pipeline(Language.ENGLISH, str(tmp_path / "blank"))


def test_the_record_of_a_run_names_the_pipelines_that_were_used() -> None:
    shipped = pipeline_versions({})
    assert list(shipped) == ["de", "sr", "en"]
    assert pipeline_versions({Language.GERMAN: str(PIPELINES / "en")}) == shipped | {"de": shipped["en"]}
