"""Every rule of the codebook fires on its example and keeps still on its counter-example."""

import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from codebook.actions import Rule
from codebook.actions_table import SETTINGS
from codebook.errors import CodebookError
from codebook.languages import roots
from codebook.lexicon import load_lexicon
from codebook.records import Article, Language
from codebook.tables import PACKAGE
from coders.article import code_article
from tests.shipped import lexicon

CODERS = Path(__file__).parents[2] / "coders"

LEXICON = lexicon()
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
    if rule.counter:  # an idiom has none
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


def test_an_epithet_of_no_known_country_is_refused(tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    path = tmp_path / "actors" / "epithets.csv"
    path.write_text("epithet,countries\nmoon,XYZ\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=f"{re.escape(str(path))}:2: 'XYZ' is no code of countries.csv"):
        load_lexicon(overlays=[tmp_path])


def test_a_codebook_of_another_shape_is_refused(tmp_path: Path) -> None:
    """One without a setting that the coder reads, such as that of an old revision, would code nothing."""
    for folder in ("ontology", "lang", "actors"):
        shutil.copytree(PACKAGE / folder, tmp_path / folder)
    path = tmp_path / "lang" / "en" / "lang.toml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("leaders")), encoding="utf-8")
    with pytest.raises(CodebookError, match=f"{re.escape(str(path))}:1: lacks leaders"):
        load_lexicon(tmp_path)


def test_every_setting_that_the_coder_reads_is_asked_for() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in CODERS.rglob("*.py"))
    assert set(re.findall(r'settings\["(\w+)"\]', code)) - {"verbs"} <= set(SETTINGS.split())


def rule(name: str, frame: str, **more: str) -> str:
    lines = [f"{key} = {value}" for key, value in {"id": f'"{name}"', "frame": f'"{frame}"', **more}.items()]
    return "\n".join(["[[rule]]", *lines, 'example = "e"', 'counter = "c"', "", ""])


@pytest.mark.parametrize(
    ("needs", "other", "conflict"),
    [
        ('{ obj = ["ring", "sword"] }', '{ obj = ["sword", "cloak"] }', "take 'smite sword'"),
        ('{ obj = ["ring"] }', '{ obj = ["sword"] }', None),
        ('{ obj = ["ring"] }', "{}", None),
    ],
)
def test_rules_that_cannot_be_told_apart_need_a_precedence(
    tmp_path: Path, needs: str, other: str, conflict: str | None
) -> None:
    path = tmp_path / "lang" / "en" / "actions.toml"
    path.parent.mkdir(parents=True)
    second = rule("b", "protest", verbs='["smite"]', needs=other)
    path.write_text(rule("a", "attack", verbs='["smite"]', needs=needs) + second, encoding="utf-8")
    if conflict is None:
        load_lexicon(overlays=[tmp_path])
        return
    with pytest.raises(CodebookError) as caught:
        load_lexicon(overlays=[tmp_path])
    [problem] = caught.value.problems
    assert problem.startswith(f"{path}:")
    assert conflict in problem

    settled = rule("b", "protest", verbs='["smite"]', needs=other, before='["a"]')
    path.write_text(rule("a", "attack", verbs='["smite"]', needs=needs) + settled, encoding="utf-8")
    lexicon = load_lexicon(overlays=[tmp_path]).languages[Language.ENGLISH]
    assert [one.name for one in lexicon.actions.verbs["smite"]] == ["b", "a"]


def test_of_rules_that_ask_for_as_much_the_exact_code_goes_first_wherever_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "lang" / "en" / "actions.toml"
    path.parent.mkdir(parents=True)
    needs = {
        "attack": "ring",
        "assault": "sword",
        "bomb": "cloak",
        "missile_strike": "crown",
        "air_strike": "orb",
    }
    rules = [
        rule(frame, frame, verbs='["smite"]', needs=f'{{ obj = ["{word}"] }}')
        for frame, word in needs.items()
    ]
    for text in ("".join(rules), "".join(reversed(rules))):
        path.write_text(text, encoding="utf-8")
        lexicon = load_lexicon(overlays=[tmp_path]).languages[Language.ENGLISH]
        order = [one.name for one in lexicon.actions.verbs["smite"]]
        assert order == ["missile_strike", "air_strike", "bomb", "attack", "assault"]


def test_an_idiom_is_a_rule_in_short(tmp_path: Path) -> None:
    path = tmp_path / "lang" / "en" / "idioms.csv"
    path.parent.mkdir(parents=True)
    header = "id,frame,code,verbs,words,target,example\n"
    path.write_text(header + "moon-over,criticise,,moonwalk,over:barricade|fence,at,e\n", encoding="utf-8")
    text = "France moonwalked over the fence at Belgium. Italy moonwalked at Spain."
    article = Article("a", text, Language.ENGLISH, date(2024, 10, 16))
    [event] = code_article(article, load_lexicon(overlays=[tmp_path])).events
    assert (event.rule_id, event.code) == ("en.idioms.moon-over", "111")
    assert (event.source.code, event.target.code) == ("FRA", "BEL")

    path.write_text(header + "moon-over,criticise,,moonwalk,fence,at,e\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=f"{re.escape(str(path))}:2: words 'fence' names no slot"):
        load_lexicon(overlays=[tmp_path])
