"""Learning how far events can be trusted, on outcomes of our own making and on a real passage."""

import random
from datetime import date
from pathlib import Path

import pytest

from codebook.confidence import Confidence, load_confidence
from codebook.errors import CodebookError
from codebook.layers import Layers
from codebook.records import Article, Language
from coders.article import code_article
from flows.calibrate import Outcome, as_toml, fit, level, outcomes
from tests.shipped import lexicon


def folder(home: Path, weights: str) -> Layers:
    """A codebook that has weights alone."""
    (home / "ontology").mkdir()
    (home / "ontology" / "confidence.toml").write_text(weights, encoding="utf-8")
    return Layers.of(home)


def drawn(n: int, *, share_vague: float, seed: int) -> list[Outcome]:
    """Events of which 95 in 100 are right, but only half of the vague ones; a third signal says nothing."""
    draw = random.Random(seed)
    found = []
    for number in range(n):
        vague = draw.random() < share_vague
        signals = {"vague": float(vague), "noise": float(draw.random() < 0.5)}
        found.append(Outcome(f"p{number}", signals, draw.random() < (0.5 if vague else 0.95)))
    return found


def test_weights_follow_what_tells_right_from_wrong(tmp_path: Path) -> None:
    fitted = fit(drawn(2000, share_vague=0.3, seed=1))
    confidence = load_confidence(folder(tmp_path, as_toml(fitted, fitted.intercept)))
    assert confidence({"vague": 1.0}) == pytest.approx(0.5, abs=0.05)
    assert confidence({}) == pytest.approx(0.95, abs=0.03)
    assert abs(fitted.weights["noise"]) < 0.4
    assert fitted.loss < fitted.base_loss


def test_the_level_fits_other_outcomes_and_keeps_the_weights() -> None:
    fitted = fit(drawn(1000, share_vague=0.3, seed=1))
    worse = [Outcome(one.passage, one.signals, False) for one in drawn(50, share_vague=0.3, seed=2)]
    mixed = drawn(150, share_vague=0.3, seed=3) + worse
    confidence = Confidence(level(fitted, mixed), fitted.weights)
    claimed = sum(confidence(one.signals) for one in mixed) / len(mixed)
    assert fitted.intercept - 3 < level(fitted, mixed) < fitted.intercept
    assert claimed == pytest.approx(sum(one.right for one in mixed) / len(mixed), abs=0.01)


def test_few_events_that_are_all_right_make_nobody_certain() -> None:
    fitted = fit(drawn(1000, share_vague=0.3, seed=1))
    right = [Outcome("p", {"vague": 0.0, "noise": 0.0}, True)] * 8
    assert Confidence(level(fitted, right), fitted.weights)(right[0].signals) == pytest.approx(0.9)


def test_outcomes_say_what_gold_makes_of_each_claim() -> None:
    event = {"source": "FRA", "code": "112", "target": "BLR", "status": "occurred"}
    texts = {"a": "Frankreich verurteilte Belarus.", "b": "Frankreich verurteilte Serbien."}
    gold = [
        {
            "id": key,
            "lang": "de",
            "text": text,
            "published": "2025-03-14",
            "events": [{**event, "code_any": ["111"]}],
        }
        for key, text in texts.items()
    ]
    found = outcomes(gold, lexicon())
    assert [(one.passage, one.right) for one in found] == [("a", True), ("b", False)]
    assert all(one.signals["steps of resolution"] == 0 for one in found)


def test_what_is_vague_is_less_sure() -> None:
    article = Article(
        "a", "Turkish police arrested twenty protesters on Monday.", Language.ENGLISH, date(2025, 3, 14)
    )
    (event,) = code_article(article, lexicon()).events
    vague = {"party in another clause": 1.0, "stand-in for a party": 1.0, "event noun": 1.0}
    assert load_confidence()(vague) < event.confidence > 0.8


@pytest.mark.parametrize(
    "text",
    ["", "intercept = 'x'", "intercept = 1\nweights = 3", "[weights]\na = 1", "intercept = nan\n[weights]"],
)
def test_a_file_without_weights_is_a_finding(text: str, tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"confidence\.toml:1: needs intercept and \[weights\]"):
        load_confidence(folder(tmp_path, text))
