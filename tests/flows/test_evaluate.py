"""The scorer, on passages and answers of our own."""

import json
from pathlib import Path
from typing import Any

import pytest

from codebook.errors import Terminal
from flows.evaluate import evaluate, read_records, reliability


def event(source: str | None, code: str, target: str | None, **more: Any) -> dict[str, Any]:
    return {"source": source, "code": code, "target": target, "status": "occurred", **more}


def passage(*events: dict[str, Any], name: str = "p", lang: str = "de", **more: Any) -> dict[str, Any]:
    return {"id": name, "lang": lang, "text": "", "events": list(events), **more}


def counts(gold: dict[str, Any], *answers: dict[str, Any]) -> tuple[int, int, int]:
    scores, _ = evaluate([gold], {gold["id"]: answers})
    total = scores["ALL"]
    return total.found, total.missed, total.extra


VISIT = event("FRAGOV", "042", "DEU", date="2024-10-14", date_end="2024-10-14")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (event("FRAGOV", "042", "DEU"), (1, 0, 0)),
        (event("FRAMIL", "046", "DEUGOV"), (1, 0, 0)),  # same countries, same root
        (event("FRAGOV", "052", "DEU"), (0, 1, 1)),  # another root
        (event("DEU", "042", "FRAGOV"), (0, 1, 1)),  # the wrong way round
        (event("FRAGOV", "042", None), (0, 1, 1)),
        (event("FRAGOV", "042", "DEU", status="negated"), (0, 1, 0)),  # claims nothing
        (event("FRAGOV", "042", "DEU", status="planned"), (1, 0, 0)),
    ],
)
def test_dyad_and_root_decide(answer: dict[str, Any], expected: tuple[int, int, int]) -> None:
    assert counts(passage(VISIT), answer) == expected


def test_optional_events_are_neither_required_nor_wrong() -> None:
    gold = passage({**VISIT, "optional": True})
    assert counts(gold) == (0, 0, 0)
    assert counts(gold, event("FRAGOV", "042", "DEU")) == (0, 0, 0)


@pytest.mark.parametrize("status", ["negated", "hypothetical"])
def test_claiming_what_gold_denies_is_wrong(status: str) -> None:
    gold = passage({**VISIT, "status": status})
    assert counts(gold, event("FRAGOV", "042", "DEU")) == (0, 0, 1)
    assert counts(gold, event("FRAGOV", "042", "DEU", status=status)) == (0, 0, 0)


def test_required_events_are_matched_before_optional_and_denied_ones() -> None:
    for other in ({**VISIT, "optional": True}, {**VISIT, "status": "negated"}):
        assert counts(passage(other, VISIT), event("FRAGOV", "042", "DEU")) == (1, 0, 0)
        second = (1, 0, 0) if "optional" in other else (1, 0, 1)
        assert counts(passage(other, VISIT), VISIT, VISIT) == second


def test_confidence_is_set_against_what_is_right() -> None:
    told = {**VISIT, "optional": True}
    gold = [passage(VISIT, name="a"), passage(told, name="b"), passage(name="c"), passage(name="d")]
    sure, unsure = {**VISIT, "confidence": 0.92}, {**VISIT, "confidence": 0.6}
    denied = {**sure, "status": "negated"}
    found = reliability(gold, {"a": [sure], "b": [sure], "c": [unsure, denied], "d": [sure, unsure]})
    assert found is not None
    assert found.bins == ((0.5, 0.7, 0.6, 0.0, 2), (0.9, 0.95, pytest.approx(0.92), pytest.approx(2 / 3), 3))
    assert found.brier == pytest.approx((2 * 0.08**2 + 0.92**2 + 2 * 0.6**2) / 5)
    assert found.brier_even == pytest.approx(0.4 * 0.6)
    assert found.gap == pytest.approx((2 * 0.6 + 3 * (0.92 - 2 / 3)) / 5)
    assert reliability(gold, {"a": [VISIT]}) is None


def test_alternatives_count_as_right() -> None:
    gold = event("ISRMIL", "190", "LBN", source_any=["IGOUNO"], target_any=[None], code_any=["182"])
    assert counts(passage(gold), event("IGOUNO", "1823", None)) == (1, 0, 0)


def test_one_answer_stands_for_one_event_and_the_closest_pair_goes_first() -> None:
    first = event("FRAGOV", "042", "DEU", date="2024-10-14", date_end="2024-10-14")
    second = event("FRAGOV", "043", "DEU", date="2024-10-15", date_end="2024-10-15")
    assert counts(passage(first, second), second) == (1, 1, 0)
    scores, faults = evaluate([passage(first, second)], {"p": [second]})
    assert scores["ALL"].share("code") == 1.0
    assert [fault.missed for fault in faults] == [(first,)]


def test_figures_of_found_events() -> None:
    gold = passage(
        event("FRAGOV", "042", "DEU", date="2024-10-01", date_end="2024-10-31"),
        event("USA", "19", "IRQ", date="2024-10-02", date_any=[["2024-10-03", "2024-10-03"]]),
        event("RUSMIL", "062", "CHNMIL"),
        event("SRB", "057", "HUN", status="planned"),
    )
    answers = [
        event("FRAMIL", "042", "DEU", date="2024-10-01", date_end="2024-10-31"),  # role wrong
        event("USA", "195", "IRQ", date="2024-10-03", date_end="2024-10-03"),  # the whole root is right
        event("RUSMIL", "061", "CHNMIL", date="2024-10-01", date_end="2024-10-01"),  # code
        event("SRB", "057", "HUN"),  # status wrong
        event("GBR", "010", None),
    ]
    score = evaluate([gold], {"p": answers})[0]["ALL"]
    assert (score.precision, score.recall, score.f1) == (4 / 5, 1.0, pytest.approx(8 / 9))
    assert {name: score.share(name) for name in ("code", "role", "date", "status")} == {
        "code": 3 / 4,
        "role": 3 / 4,
        "date": 1.0,
        "status": 3 / 4,
    }


def test_groups_by_language_root_and_phenomenon() -> None:
    gold = [
        passage(VISIT, name="a", lang="de", phenomena=["active", "interstate"]),
        passage(name="b", lang="sr"),
        passage(name="c", lang="sr"),
    ]
    predicted = {"a": [VISIT], "b": [], "c": [event("SRB", "010", None)]}
    by_language = evaluate(gold, predicted)[0]
    assert list(by_language) == ["de", "sr", "ALL"]
    assert (by_language["sr"].extra, by_language["sr"].share("quiet")) == (1, 1 / 2)
    by_root = evaluate(gold, predicted, by="root")[0]
    assert {name: (one.found, one.extra) for name, one in by_root.items()} == {
        "-": (0, 0),
        "01": (0, 1),
        "04": (1, 0),
        "ALL": (1, 1),
    }
    assert evaluate(gold, predicted, by="phenomenon")[0]["interstate"].found == 1


def test_a_passage_without_a_prediction_line_is_missed() -> None:
    scores, faults = evaluate([passage(VISIT)], {})
    assert (scores["de"].missed, len(faults)) == (1, 1)


def test_unusable_gold_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(passage(VISIT)) + '\n{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(Terminal, match=r"gold.jsonl:2: a JSON object with id and events is needed"):
        read_records(path)
