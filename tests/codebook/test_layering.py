"""Croatian and Bosnian: what a layer adds to the language below it, and that it changes nothing else."""

import re
from datetime import date
from functools import cache

import pytest

from codebook.gazetteer import WORD
from codebook.languages import named_language, roots, varieties
from codebook.layering import LanguageLexicon
from codebook.records import Article, Event, Language, Span
from codebook.stats import layers
from codebook.tables import Row
from codebook.words import words_of
from coders.article import code_article, tag_times
from coders.fold import fold
from tests import shipped
from tests.gold.reader import read_language

DAY = date(2024, 10, 16)  # a Wednesday


@cache
def lexicon(language: str) -> LanguageLexicon:
    return shipped.lexicon().languages[Language(language)]


def events(text: str, language: str) -> tuple[Event, ...]:
    return code_article(Article("a", text, Language(language), DAY), shipped.lexicon()).events


def test_a_layer_has_the_pipeline_and_the_rules_of_its_root() -> None:
    assert {language.value for language in roots()} == {"de", "sr", "en"}
    for code in ("hr", "bs"):
        assert lexicon(code).root is Language.SERBIAN
        assert lexicon(code).actions.verbs == lexicon("sr").actions.verbs
    assert [named_language(name) for name in ("hr-HR", "Bosnian", "scc")] == [
        Language.CROATIAN,
        Language.BOSNIAN,
        Language.SERBIAN,
    ]


def test_stats_tell_what_a_layer_adds() -> None:
    found = layers(shipped.lexicon())
    assert set(found) == {Language.CROATIAN, Language.BOSNIAN}
    croatian = found[Language.CROATIAN]
    assert croatian.root is Language.SERBIAN
    assert min(croatian.words, croatian.names, croatian.time_words) > 50


def test_what_is_spelt_as_in_serbian_is_left_alone() -> None:
    """No word of the Serbian passages, but those in ijekavian: a rule that touches one is too broad."""
    respelling = varieties()[Language.CROATIAN].respelling
    assert respelling is not None
    passages = [one for one in read_language("sr") if "ijekavian" not in one.phenomena]
    ekavian = " ".join(fold(passage.text, Language.SERBIAN).text for passage in passages)
    words = set(re.findall(r"\b[a-zčćđšž]{3,}\b", ekavian))
    assert len(words) > 1000
    assert {word: respelling.word(word) for word in words if respelling.word(word) != word} == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Španjolskoj", "ESP"),
        ("Ujedinjenim narodima", "IGOUNO"),
        ("Opće skupštine UN", "IGOUNO"),
        ("talijanskog", "ITA"),
        ("Washingtonu", "USA"),
        ("Nizozemskom", "NLD"),
    ],
)
def test_names_of_a_layer_in_case(text: str, code: str) -> None:
    words = lexicon("hr")
    spelt = tuple(words.respelling.word(word) for word in WORD.findall(text)) if words.respelling else ()
    found = [name.code for sequence, name in words.names.index[spelt[0]] if sequence == spelt]
    assert found[:1] == [code]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Sastali su se prošlog tjedna.", date(2024, 10, 7), date(2024, 10, 13)),
        ("Sastali su se prošli tjedan.", date(2024, 10, 7), date(2024, 10, 13)),
        ("Sljedeći tjedan sastat će se u Beču.", date(2024, 10, 21), date(2024, 10, 27)),
        ("Sastali su se prije dvije sedmice.", date(2024, 9, 30), date(2024, 10, 6)),
        ("Sastali su se prošle nedjelje.", date(2024, 10, 13), date(2024, 10, 13)),
        ("Sastali su se 12. svibnja 2024. u Zagrebu.", date(2024, 5, 12), date(2024, 5, 12)),
        ("Sastali su se u srijedu.", DAY, DAY),
        ("Sastali su se u rujnu.", date(2024, 9, 1), date(2024, 9, 30)),
        ("Sastali su se prekjučer.", date(2024, 10, 14), date(2024, 10, 14)),
    ],
)
def test_days_of_a_layer(text: str, first: date, last: date) -> None:
    found = tag_times(Article("a", text, Language.CROATIAN, DAY), shipped.lexicon())
    assert [(one.start, one.end) for one in found] == [(first, last)]


@pytest.mark.parametrize(
    ("croatian", "serbian"),
    [
        (
            "Turska policija uhitila je u srijedu trideset prosvjednika.",
            "Turska policija uhapsila je u sredu trideset demonstranata.",
        ),
        (
            "Ruski zrakoplovi bombardirali su jučer vojarne u Siriji, priopćio je glasnogovornik.",
            "Ruski avioni bombardovali su juče kasarne u Siriji, saopštio je portparol.",
        ),
        (
            "Veleposlanstvo Nizozemske uručilo je prosvjednu notu ministarstvu vanjskih poslova u Ankari.",
            "Ambasada Holandije uručila je protestnu notu ministarstvu spoljnih poslova u Ankari.",
        ),
        (
            "Irački premijer prosvjedovao je zbog zračnih udara Turske.",
            "Irački premijer protestovao je zbog vazdušnih udara Turske.",
        ),
    ],
)
def test_the_same_is_coded_in_both_by_the_same_rule(croatian: str, serbian: str) -> None:
    def told(found: tuple[Event, ...]) -> list[tuple[object, ...]]:
        return [
            (e.source and e.source.code, e.code, e.target and e.target.code, e.start, e.end, e.rule_id)
            for e in found
        ]

    assert told(events(croatian, "hr")) == told(events(serbian, "sr"))
    assert events(croatian, "hr")


def test_spans_of_a_respelt_text_point_into_the_text_as_given() -> None:
    text = "Prije dvije sedmice Njemačka je protjerala dvojicu iranskih diplomata."
    (event,) = events(text, "bs")
    assert event.source is not None
    assert event.when is not None
    assert event.source.span.of(text) == "Njemačka"
    assert event.trigger.of(text) == "protjerala"
    assert event.when.span.of(text) == "Prije dvije sedmice"
    (week,) = tag_times(Article("a", "Prošli tjedan je pao.", Language.CROATIAN, DAY), shipped.lexicon())
    assert week.span == Span(0, 13)


def test_a_word_without_a_counterpart_in_the_base_is_reported() -> None:
    problems: list[str] = []
    cells = {"word": "brisalo", "upos": "NOUN", "base": "brisaljka", "forms": ""}
    rows = [Row("hr/words.csv:9", cells), Row("hr/words.csv:10", {**cells, "upos": "Noun", "base": "-a"})]
    words_of(rows, Language.SERBIAN, frozenset({"vlada"}), str, problems)
    assert problems == [
        "hr/words.csv:9: 'brisaljka' is in no rule or list of sr",
        "hr/words.csv:10: upos is 'Noun'; allowed: VERB, NOUN, ADJ, ADV, NUM",
        "hr/words.csv:10: word and base must both be endings, which begin with -, or neither",
    ]
