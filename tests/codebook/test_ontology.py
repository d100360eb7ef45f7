"""The ontology tables hold together, and what is wrong in them is said with file and line."""

import re
import shutil
from pathlib import Path

import pytest

from codebook.codes import load_codes
from codebook.errors import CodebookError
from codebook.layers import Layers
from codebook.tables import PACKAGE

CODES = load_codes()


def test_all_twenty_roots_and_their_descendants_are_there() -> None:
    roots = {code for code, event in CODES.events.items() if event.parent is None}
    assert roots == {f"{number:02}" for number in range(1, 21)}
    assert len(CODES.events) >= 317


def test_every_code_lies_under_its_root() -> None:
    for code, event in CODES.events.items():
        ancestor = event
        while ancestor.parent is not None:
            ancestor = CODES.events[ancestor.parent]
        assert ancestor.code == event.root, code


@pytest.mark.parametrize(
    ("code", "label", "quad_class", "goldstein"),
    [("042", "Make a visit", 1, 3.0), ("190", "Use conventional military force", 4, -8.0)],
)
def test_known_codes(code: str, label: str, quad_class: int, goldstein: float) -> None:
    event = CODES.events[code]
    assert event.label.startswith(label)
    assert (event.quad_class, event.goldstein) == (quad_class, goldstein)


def test_plover_covers_all_but_statements_and_appeals() -> None:
    without = {code for code, event in CODES.events.items() if event.plover is None and len(code) > 2}
    assert {code[:2] for code in without} == {"01", "02"}
    plover = CODES.events["1031"].plover
    assert plover is not None
    assert (plover.event, plover.mode, plover.contexts) == ("REQUEST", "assist", ("economic",))


@pytest.mark.parametrize(
    ("actor_id", "code"),
    [("igo-nato", "IGOWSTNAT"), ("igo-eu", "IGOEUREEC"), ("igo-who", "IGOUNOHLHWHO"), ("igo-opcw", "IGOCHW")],
)
def test_organisations_keep_their_codes(actor_id: str, code: str) -> None:
    assert CODES.organisations[actor_id].code == code


@pytest.mark.parametrize(
    ("table", "line", "found"),
    [
        ("cameo.csv", "0999,088,Something,3,-2.0", "parent '088' of 0999"),
        ("cameo.csv", "0999,09,Something,5,-2.0", "quad class '5' of 0999"),
        ("cameo.csv", "0999,09,Something,3,-11", "'-11' is not a number from -10 to 10"),
        ("plover.csv", "0999,ACCUSE,,", "'0999' is no CAMEO code"),
        ("sectors.csv", "XXX,kingdom,nothing", "kind 'kingdom' is none of"),
        ("organisations.csv", "igo-x,IGOX,,Short", "'IGOX' is no actor code"),
        ("organisations.csv", "igo-x,IGOXXX", "2 cells, expected 4"),
        ("name_kinds.csv", "castle,name,ZZZ,a castle", "role 'ZZZ' holds 'ZZZ'"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, table: str, line: str, found: str) -> None:
    folder = shutil.copytree(PACKAGE / "ontology", tmp_path / "ontology")
    path = folder / table
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    path.write_text(text + line + "\n", encoding="utf-8")
    number = text.count("\n") + 1
    with pytest.raises(CodebookError, match=re.escape(f"ontology/{table}:{number}: ")) as caught:
        load_codes(Layers((tmp_path,)))
    assert any(found in problem for problem in caught.value.problems)


def test_a_missing_table_is_reported(tmp_path: Path) -> None:
    folder = shutil.copytree(PACKAGE / "ontology", tmp_path / "ontology")
    (folder / "plover.csv").unlink()
    with pytest.raises(CodebookError, match=r"plover\.csv:1: the file is missing"):
        load_codes(Layers((tmp_path,)))
