"""An explanation shows the very words, the rule, each step to an actor and how a day was counted."""

from datetime import date
from functools import cache

from rich.console import Console

from codebook.records import Article, Event, Language
from coders.article import code_article
from flows.explain import Explanation, as_html, explain, in_terminal
from tests.shipped import lexicon

TEXT = (
    "Serbia's foreign minister Jovan Simić summoned the Croatian ambassador last Friday. "
    "He did not meet the Hungarian president."
)
ARTICLE = Article("a", TEXT, Language.ENGLISH, date(2025, 3, 12), source="The Daily & Sons")


@cache
def events() -> tuple[Event, ...]:
    return code_article(ARTICLE, lexicon()).events


def told(number: int) -> Explanation:
    return explain(ARTICLE, events()[number], lexicon())


def test_every_part_of_the_sentence_is_marked_and_none_of_it_is_lost() -> None:
    parts = {piece.part: piece.text for piece in told(0).pieces if piece.part}
    assert parts == {
        "source": "Serbia's foreign minister Jovan Simić",
        "action": "summoned",
        "target": "the Croatian ambassador",
        "date": "last Friday",
    }
    assert "".join(piece.text for piece in told(0).pieces) == TEXT.partition(". ")[0] + "."
    assert ("cue", "not") in {(piece.part, piece.text) for piece in told(1).pieces}


def test_facts_tell_rule_steps_and_days() -> None:
    facts = [": ".join(fact) for fact in told(0).facts]
    rule = lexicon().rules["en.actions.summon"]
    assert f"rule: en.actions.summon, e.g. “{rule.example}”" in facts
    assert ": · 'Serbia' is name of SRB" in facts
    assert (
        "date: “last Friday” is 2025-03-07 (day), counted from 2025-03-12, by en.dates.weekday.dir" in facts
    )
    later = [": ".join(fact) for fact in told(1).facts]
    assert ": · 'He' stands for 'Serbia's foreign minister Jovan Simić'" in later
    assert "status: negated" in later
    assert "date: 2025-03-12, the day of publication, as the sentence states no other" in later


def test_terminal_and_page_show_the_same_words() -> None:
    console = Console(width=200, record=True, file=None, force_terminal=False)
    with console.capture() as captured:
        console.print(in_terminal(told(0)))
    page = as_html([told(0)])
    for words in ("SRBGOV → HRVGOV  114  2025-03-07", "114 Complain officially", "en.actions.summon"):
        assert words in captured.get()
        assert words in page
    assert '<mark class="action" title="action">summoned</mark>' in page
    assert "The Daily &amp; Sons" in page
    assert "<script" not in page
    assert "No event was coded." in as_html([])
