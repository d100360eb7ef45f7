"""Whoever misses an event is told why there is none, for every word that might have told of it."""

from datetime import date

import pytest

from codebook.records import Article, Language
from coders.article import code_article
from coders.misses import NearMiss, near_misses
from tests.shipped import lexicon


def misses(language: str, text: str) -> dict[str, NearMiss]:
    article = Article("a", text, Language(language), date(2025, 3, 12))
    return {miss.lemma: miss for miss in near_misses(article, lexicon())}


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "Norway outwitted Denmark on Tuesday.", "outwit"),
        ("de", "Norwegen hat Dänemark am Dienstag überlistet.", "überlisten"),
        ("sr", "Norveška je u utorak nadmudrila Dansku.", "nadmudriti"),
        ("sr", "Норвешка је у уторак надмудрила Данску.", "nadmudriti"),
    ],
)
def test_a_verb_between_two_actors_that_no_rule_knows_is_named(language: str, text: str, word: str) -> None:
    miss = misses(language, text)[word]
    assert miss.rule_id == ""
    assert miss.span.of(text).startswith(("outwitted", "überlistet", "nadmudrila", "надмудрила"))


def test_the_nearest_rule_says_what_it_lacks() -> None:
    text = "Portugal's prime minister congratulated her neighbour on Monday."
    miss = misses("en", text)["congratulate"]
    assert miss.rule_id.startswith("en.actions.")
    assert miss.why == "asks in 'obj' for @actor"
    assert miss.sentence.of(text) == text


def test_what_a_topic_discards_is_said_to_be_about_it() -> None:
    text = "The orchestra of Norway visited Denmark and performed a symphony."
    assert not code_article(Article("a", text, Language.ENGLISH, date(2025, 3, 12)), lexicon()).events
    assert misses("en", text)["visit"].why == "the sentence is about culture"


def test_what_is_coded_is_no_miss() -> None:
    text = "Norway's prime minister visited Denmark on Tuesday."
    assert code_article(Article("a", text, Language.ENGLISH, date(2025, 3, 12)), lexicon()).events
    assert "visit" not in misses("en", text)
    text = "The army entered the hall, Norway's prime minister said."
    assert misses("en", text)["enter"].why.startswith("found no actor as target in ")


def test_a_language_without_a_codebook_has_no_misses() -> None:
    text = "Le président a visité la ville de Lyon mardi dernier avec ses ministres et ses conseillers."
    assert near_misses(Article("a", text, None, date(2025, 3, 12)), lexicon()) == ()
