"""What was coded comes back out as it went in."""

from dataclasses import replace
from datetime import date

import pytest

from codebook.errors import Terminal
from codebook.records import Language
from tests.warehouse.conftest import Loader, coded, make_article, make_event
from warehouse.connect import reader
from warehouse.explain import find


def test_a_mention_comes_back_exactly(loader: Loader) -> None:
    article = make_article("Русија je juče met Кину", language=Language.SERBIAN, published=None, source=None)
    full = make_event(article)
    bare = make_event(article, source=None, target=None, day=None, action="juče")
    bare = replace(bare, attribution=None, qualifiers=())
    loader(coded(article, full, bare))
    assert find(loader.warehouse, full.event_id) == [(article, full)]
    assert find(loader.warehouse, bare.event_id) == [(article, bare)]


def test_an_event_comes_back_with_all_its_reports_in_order(loader: Loader) -> None:
    early, late = (
        make_article("Russia met China"),
        make_article("Then Russia met China", published=date(2024, 10, 19)),
    )
    loader(coded(late, make_event(late)), coded(early, make_event(early)))
    with reader(loader.warehouse) as con:
        ((event_id,),) = con.sql("SELECT event_id FROM events").fetchall()
    assert find(loader.warehouse, event_id) == [(early, make_event(early)), (late, make_event(late))]


def test_an_unknown_id_is_answered_with_where_to_find_ids(loader: Loader) -> None:
    loader()
    with pytest.raises(Terminal, match=r"no event or mention beef.*whowhom sql"):
        find(loader.warehouse, "beef")
