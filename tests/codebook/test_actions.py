"""Every rule of the codebook fires on its example and keeps still on its counter-example."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from codebook.actions import Rule
from codebook.errors import CodebookError
from codebook.languages import roots
from codebook.lexicon import Lexicon, load_lexicon
from codebook.records import Article, Language
from coders.article import code_article

LEXICON: Lexicon = load_lexicon()
RULES = list(LEXICON.rules.values())


@cache
def fired(text: str, language: Language) -> frozenset[str]:
    article = Article(Article.identify(text, url=None, published=None), text, language, date(2024, 10, 16))
    return frozenset(row_of(event.rule_id) for event in code_article(article, LEXICON).events)


def row_of(rule_id: str) -> str:
    """A row with verbs and nouns gives two rules, which share its example."""
    return rule_id.removesuffix(".verb").removesuffix(".noun")


def language_of(rule: Rule) -> Language:
    return Language(rule.rule_id.split(".")[0])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.at}:{rule.rule_id}")
def test_example_fires_and_counter_example_does_not(rule: Rule) -> None:
    assert row_of(rule.rule_id) in fired(rule.example, language_of(rule)), rule.example
    assert row_of(rule.rule_id) not in fired(rule.counter, language_of(rule)), rule.counter


@pytest.mark.parametrize("language", roots())
def test_every_language_reaches_all_twenty_roots(language: Language) -> None:
    codes = {c for r in RULES if language_of(r) is language for c in (r.code, *r.frame.topics.values())}
    assert {code[:2] for code in codes} == {f"{n:02d}" for n in range(1, 21)}


def test_bad_rules_are_all_named_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "lang" / "en" / "actions.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        '[[rule]]\nid = "a"\nframe = "attak"\nverbs = ["x"]\nexample = "e"\ncounter = "c"\n\n'
        '[[rule]]\nid = "b"\nframe = "attack"\ncode = "999"\nverb = ["x"]\nexample = "e"\n',
        encoding="utf-8",
    )
    with pytest.raises(CodebookError) as caught:
        load_lexicon(overlays=[tmp_path])
    text = "\n".join(caught.value.problems)
    assert f"{path}:2: rule 'a' names frame 'attak'" in text
    assert f"{path}:9: rule 'b' has an unknown key 'verb'" in text
    assert f"{path}:9: rule 'b' has code '999'" in text
    assert f"{path}:9: rule 'b' lacks 'counter'" in text
