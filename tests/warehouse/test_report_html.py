"""The page: complete, safe, and in need of nothing but itself."""

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from codebook.records import Language, Span, Status
from tests.warehouse.conftest import Loader, coded, make_article, make_event, make_reject
from warehouse import plots
from warehouse.report_html import Piece, html, interval, pieces


class Page(HTMLParser):
    """Collects every tag with its attributes, and checks that what opens also closes."""

    VOID = ("meta", "link", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, Any]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def page(loader: Loader) -> str:
    english = make_article('Russia <script>alert("x")</script> met & greeted China', source="The <b>Wire</b>")
    serbian = make_article("Русија је struck Кину", language=Language.SERBIAN, published=date(2024, 11, 2))
    loader(
        coded(english, make_event(english), make_event(english, status=Status.PLANNED, code="042")),
        coded(
            serbian,
            make_event(serbian, action="struck", code="190", day=date(2024, 11, 1), target=None),
            make_event(serbian, action="struck", code="190", day=date(1991, 11, 1)),
        ),
        rejects=(make_reject("photo.jpg"),),
    )
    return html(loader.warehouse)


def test_the_page_needs_nothing_else(page: str) -> None:
    tags = Page(page).tags
    assert not {"script", "img", "iframe", "object"} & {tag for tag, _ in tags}
    links = {attrs["href"] for tag, attrs in tags if tag == "link"}
    assert links == {"data:,"}
    assert not re.search(r"url\(\s*['\"]?http|@import", page)
    assert [tag for tag, _ in tags].count("svg") == 3


def test_text_from_outside_stays_text(page: str) -> None:
    assert "<script>" not in page
    assert "&lt;script&gt;alert(" in page
    assert "The &lt;b&gt;Wire&lt;/b&gt;" in page


def test_a_url_that_is_no_web_address_is_no_link(loader: Loader) -> None:
    article = make_article("Russia met China")
    evil = type(article)(
        **{name: getattr(article, name) for name in article.__slots__} | {"url": "javascript:x()"}
    )
    loader(coded(evil, make_event(evil)))
    links = [attrs["href"] for tag, attrs in Page(html(loader.warehouse)).tags if tag == "a"]
    assert links
    assert all(link.startswith("#") for link in links)


def test_events_stand_with_sentence_rule_and_provenance(page: str) -> None:
    assert re.search(
        r'<mark [^>]*title="source">Русија</mark> је <mark [^>]*title="action">struck</mark>', page
    )
    for part in ("en.actions.meet.1", "photo.jpg", "run-1", "c0debook", "planned", "Russia, government"):
        assert part in page


def test_events_of_long_ago_do_not_stretch_the_plots(page: str) -> None:
    assert "1 event of other times" in page
    assert "1991:" not in page


def test_the_same_warehouse_gives_the_same_page(loader: Loader, page: str) -> None:
    assert html(loader.warehouse) == page


def test_an_empty_warehouse_has_a_page_too(loader: Loader) -> None:
    loader()
    assert "No event" in html(loader.warehouse)
    Page(html(loader.warehouse))


def test_a_sentence_is_cut_where_roles_change_and_nothing_is_lost() -> None:
    article = make_article("Russia met China")
    event = make_event(article)
    gap = Piece(" ", None)
    parts = [Piece("Russia", "source"), gap, Piece("met", "action"), gap, Piece("China", "target")]
    assert pieces(article, event) == parts


def test_the_action_wins_where_spans_overlap_and_other_sentences_are_left_out() -> None:
    article = make_article("Russia met Chinatown")
    event = make_event(article)
    inside = type(event)(
        **{name: getattr(event, name) for name in event.__slots__}
        | {"sentence": Span(7, 20), "trigger": Span(11, 16)}
    )
    assert pieces(article, inside) == [Piece("met ", None), Piece("China", "action"), Piece("town", "target")]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, "undated"),
        (date(2024, 10, 14), date(2024, 10, 14), "14 Oct 2024"),
        (date(2024, 10, 1), date(2024, 10, 10), "1–10 Oct 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 9, 28), date(2025, 1, 2), "28 Sep 2024 – 2 Jan 2025"),
    ],
)
def test_intervals_in_words(start: date | None, end: date | None, words: str) -> None:
    assert interval(start, end) == words


def test_plots_name_their_values_and_follow_the_page_colours() -> None:
    svg = plots.months_by_quad([date(2024, 9, 1), date(2024, 10, 1)], [[1, 0, 0, 2], [0, 0, 0, 0]])
    assert "<title>September 2024: 2 events of material conflict</title>" in svg
    assert "var(--material-conflict)" in svg
    assert not re.search(r"#0000\d\d", svg)
    gap = plots.goldstein_by_month([date(2024, 9, 1), date(2024, 10, 1)], [-2.5, None], [3, 0])
    assert "mean -2.5 of 3 events" in gap
    assert "October 2024:" not in gap
