"""Settings come from the environment, and a wrong one is said at once."""

import os

import pytest

from codebook.errors import Terminal
from codebook.records import Language
from flows.settings import Settings, load_settings, with_overlays


def test_environment_sets_folders_to_lay_over_the_codebook() -> None:
    settings = load_settings({"WHOWHOM_CODEBOOK": os.pathsep.join(["/team", "/mine"])})
    assert settings.codebook == ("/team", "/mine")
    assert with_overlays(settings, []).codebook == ("/team", "/mine")
    assert with_overlays(settings, ["/other"]).codebook == ("/other",)


def test_environment_sets_limits_and_pipelines() -> None:
    given = {"WHOWHOM_MAX_CHARS": "5000", "WHOWHOM_PIPELINE_DE": "de_core_news_md", "HOME": "/root"}
    settings = load_settings(given)
    assert (settings.max_chars, settings.pipelines) == (5000, {Language.GERMAN: "de_core_news_md"})
    assert load_settings({}) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("WHOWHOM_MAX_CHAR", "5000", "WHOWHOM_MAX_CHAR is no setting; known are .*WHOWHOM_MAX_CHARS"),
        ("WHOWHOM_MAX_CHARS", "5k", "WHOWHOM_MAX_CHARS must be a whole number, not '5k'"),
    ],
)
def test_unknown_and_unfit_settings_are_refused(name: str, value: str, words: str) -> None:
    with pytest.raises(Terminal, match=words):
        load_settings({name: value})
