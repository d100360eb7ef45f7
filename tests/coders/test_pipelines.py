"""The shipped pipelines: that they are what the training configuration says, and good enough for news."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from codebook.records import Language
from coders.fold import fold
from coders.parse import PIPELINES, pipeline
from coders.training.entities import Annotated
from coders.training.evaluate import entity_scores, megabytes, tree_scores
from coders.training.publish import config_hash
from coders.training.treebank import read

DATA = Path(__file__).parent / "data"
LANGS = ("de", "sr", "en")
FLOORS = {
    "de": {"uas": 90.0, "las": 85.0, "upos": 95.0, "lemma": 97.0},
    "sr": {"uas": 90.0, "las": 85.0, "upos": 95.0, "lemma": 97.0},
    "en": {"uas": 90.0, "las": 85.0, "upos": 95.0, "lemma": 97.0},
}
NAME_FLOORS = {"de": 75, "sr": 75, "en": 50}


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def nlp(lang: str) -> Pipeline:
    return pipeline(Language(lang))


def cases(path: Path) -> Iterator[str]:
    """The lines of a data file, without comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return (line for line in lines if not line.startswith("#"))


def test_the_weights_were_trained_with_the_committed_configuration(lang: str) -> None:
    meta = json.loads((PIPELINES / lang / "meta.json").read_text(encoding="utf-8"))
    assert meta["config_hash"] == config_hash(lang), f"retrain: {meta['training_command']}"


def test_a_pipeline_fits_in_the_wheel(lang: str) -> None:
    assert megabytes(PIPELINES / lang) <= 25


def test_hand_made_parses_are_met(lang: str, nlp: Pipeline) -> None:
    scores = tree_scores(nlp, read(DATA / f"{lang}.conllu"))
    assert {name: score for name, score in scores.items() if score < FLOORS[lang][name]} == {}


def test_lemmas_of_event_words_are_right(lang: str, nlp: Pipeline) -> None:
    marked = list(cases(DATA / "lemmas" / f"{lang}.txt"))
    wrong, total = [], 0
    for line, doc in zip(marked, nlp.pipe(re.sub(r"\[.*?\]", "", line) for line in marked), strict=True):
        at, found = 0, {token.idx: token.lemma_ for token in doc}
        for text, form, lemma in re.findall(r"(.*?)([\w-]+)\[(.*?)\]", line):
            got = found.get(at + len(text))
            at += len(text) + len(form)
            total += 1
            wrong += [f"{form}: {got}, not {lemma}"] * (got != lemma)
    assert total >= 300
    assert len(wrong) <= 0.02 * total, wrong


def split(doc: Doc) -> list[list[str]]:
    """The tokens of each sentence, without white space."""
    sentences = [[token.text for token in sentence if not token.is_space] for sentence in doc.sents]
    return [sentence for sentence in sentences if sentence]


def test_news_is_cut_into_tokens_and_sentences(lang: str, nlp: Pipeline) -> None:
    wrong, total = [], 0
    for line in cases(DATA / "splits" / f"{lang}.txt"):
        wanted = [re.findall(r"[^\s~⏎␣]+", sentence) for sentence in line.split("‖")]
        text = re.sub(r" *⏎ *", "\n", line.replace("‖ ", "")).replace("~", "").replace("␣", "\u00a0")
        got = split(nlp(fold(text, Language(lang)).text))
        total += 1
        if got != wanted:
            wrong.append(f"{line}: {got}")
    assert wrong == []
    assert total >= 60


def test_names_that_the_codebook_does_not_know_are_found(lang: str, nlp: Pipeline) -> None:
    marked = []
    for line in cases(DATA / "names" / f"{lang}.txt"):
        text, spans = "", []
        for before, name, kind in re.findall(r"([^\[]*)(?:\[(.*?)\|(.*?)\])?", line):
            text += before
            spans += [(len(text), len(text) + len(name), kind)] * bool(name)
            text += name
        marked.append(Annotated(text, tuple(spans)))
    assert entity_scores(nlp, marked)["ents_f"] >= NAME_FLOORS[lang]
