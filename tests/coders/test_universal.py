"""Parses with the labels of other treebanks give the events that our own parse gives."""

import re
from datetime import date
from pathlib import Path

import pytest

from codebook.errors import CodebookError
from codebook.labels import load_scheme
from codebook.lexicon import Lexicon
from codebook.records import Article, Event, Language
from coders.article import code_article, code_doc
from coders.fold import fold
from coders.universal import to_universal
from tests import shipped
from tests.coders.docs import doc

PUBLISHED = date(2025, 3, 14)

TIGER = {
    "active, perfect": """
        Peru Peru PROPN 2 sb Case=Nom|Number=Sing
        hat haben AUX 0 root Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
        die der DET 4 nk
        Angriffe Angriff NOUN 7 oa Case=Acc|Gender=Masc|Number=Plur
        der der DET 6 nk Case=Gen
        Türkei Türkei PROPN 4 ag Case=Gen|Number=Sing
        verurteilt verurteilen VERB 2 oc VerbForm=Part
        . . PUNCT 2 punct""",
    "passive with agent": """
        Charkiw Charkiw PROPN 2 sb Case=Nom|Number=Sing
        ist sein AUX 0 root Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
        von von ADP 5 sbp
        Russland Russland PROPN 3 nk Case=Dat|Number=Sing
        angegriffen angreifen VERB 6 oc VerbForm=Part
        worden werden AUX 2 oc VerbForm=Part
        . . PUNCT 2 punct""",
    "arguments behind prepositions": """
        Der der DET 3 nk
        kubanische kubanisch ADJ 3 nk Case=Nom|Gender=Masc|Number=Sing
        Außenminister Außenminister NOUN 4 sb Case=Nom|Gender=Masc|Number=Sing
        sprach sprechen VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
        in in ADP 4 mo
        Lima Lima PROPN 5 nk Case=Dat|Number=Sing
        mit mit ADP 4 op
        dem der DET 9 nk
        Präsidenten Präsident NOUN 7 nk Case=Dat|Gender=Masc|Number=Sing
        von von ADP 9 pg
        Peru Peru PROPN 10 nk Case=Dat|Number=Sing
        . . PUNCT 4 punct""",
    "coordinated actors": """
        Norwegen Norwegen PROPN 6 sb Case=Nom|Number=Sing
        , , PUNCT 1 punct
        Island Island PROPN 1 cj Case=Nom|Number=Sing
        und und CCONJ 3 cd
        Chile Chile PROPN 4 cj Case=Nom|Number=Sing
        warnten warnen VERB 0 root Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin
        Belarus Belarus PROPN 6 oa Case=Acc|Number=Sing
        . . PUNCT 6 punct""",
    "separable verb": """
        Die der DET 3 nk
        türkische türkisch ADJ 3 nk Case=Nom|Gender=Fem|Number=Sing
        Polizei Polizei NOUN 4 sb Case=Nom|Gender=Fem|Number=Sing
        nahm nehmen VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
        in in ADP 4 mo
        Izmir Izmir PROPN 5 nk Case=Dat|Number=Sing
        zwanzig zwanzig NUM 8 nk
        Demonstranten Demonstrant NOUN 4 oa Case=Acc|Gender=Masc|Number=Plur
        fest fest ADP 4 svp
        . . PUNCT 4 punct""",
    "subordinate clause": """
        Präsidentin Präsidentin NOUN 7 sb Case=Nom|Gender=Fem|Number=Sing
        Sandu Sandu PROPN 1 nk Case=Nom|Number=Sing
        , , PUNCT 1 punct
        die der PRON 6 sb PronType=Rel
        Moldau Moldau PROPN 6 oa
        führt führen VERB 1 rc VerbForm=Fin
        sagte sagen VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
        , , PUNCT 7 punct
        dass dass SCONJ 14 cp
        Russland Russland PROPN 14 sb Case=Nom|Number=Sing
        die der DET 12 nk
        Ukraine Ukraine PROPN 13 oa Case=Acc|Number=Sing
        angegriffen angreifen VERB 14 oc VerbForm=Part
        habe haben AUX 7 oc Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
        . . PUNCT 7 punct""",
    "relative clause": """
        Die der DET 2 nk
        Rebellen Rebell NOUN 8 sb Case=Nom|Gender=Masc|Number=Plur
        , , PUNCT 2 punct
        die der PRON 6 sb Case=Nom|PronType=Rel
        Mali Mali PROPN 6 oa Case=Acc|Number=Sing
        angriffen angreifen VERB 2 rc Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin
        , , PUNCT 2 punct
        flohen fliehen VERB 0 root Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin
        . . PUNCT 8 punct""",
    "modal and negation": """
        Iran Iran PROPN 2 sb Case=Nom|Number=Sing
        will wollen AUX 0 root Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
        nicht nicht PART 6 ng Polarity=Neg
        mit mit ADP 6 op
        Israel Israel PROPN 4 nk Case=Dat|Number=Sing
        verhandeln verhandeln VERB 2 oc VerbForm=Inf
        . . PUNCT 2 punct""",
}

CLEARNLP = {
    "active": """
        Peru Peru PROPN 2 nsubj Number=Sing
        condemned condemn VERB 0 root Tense=Past|VerbForm=Fin
        Turkey Turkey PROPN 5 poss Number=Sing
        's 's PART 3 case
        attack attack NOUN 2 dobj Number=Sing
        on on ADP 5 prep
        Syria Syria PROPN 6 pobj Number=Sing
        . . PUNCT 2 punct""",
    "passive with agent": """
        Twenty twenty NUM 2 nummod
        protesters protester NOUN 4 nsubjpass Number=Plur
        were be AUX 4 auxpass Mood=Ind|Tense=Past|VerbForm=Fin
        arrested arrest VERB 0 root Aspect=Perf|Tense=Past|VerbForm=Part
        by by ADP 4 agent
        Turkish turkish ADJ 7 amod Degree=Pos
        police police NOUN 5 pobj Number=Plur
        . . PUNCT 4 punct""",
    "arguments behind prepositions": """
        The the DET 4 det
        Cuban cuban ADJ 4 amod Degree=Pos
        foreign foreign ADJ 4 amod Degree=Pos
        minister minister NOUN 5 nsubj Number=Sing
        met meet VERB 0 root Tense=Past|VerbForm=Fin
        with with ADP 5 prep
        the the DET 8 det
        president president NOUN 6 pobj Number=Sing
        of of ADP 8 prep
        Peru Peru PROPN 9 pobj Number=Sing
        in in ADP 5 prep
        Lima Lima PROPN 11 pobj Number=Sing
        . . PUNCT 5 punct""",
    "coordinated actors and verbs": """
        Sweden Sweden PROPN 6 nsubj Number=Sing
        , , PUNCT 1 punct
        Norway Norway PROPN 1 conj Number=Sing
        and and CCONJ 3 cc
        Chile Chile PROPN 3 conj Number=Sing
        condemned condemn VERB 0 root Tense=Past|VerbForm=Fin
        Belarus Belarus PROPN 6 dobj Number=Sing
        and and CCONJ 6 cc
        expelled expel VERB 6 conj Tense=Past|VerbForm=Fin
        Belarusian belarusian ADJ 11 amod Degree=Pos
        diplomats diplomat NOUN 9 dobj Number=Plur
        . . PUNCT 6 punct""",
    "verb with particle": """
        Iran Iran PROPN 2 nsubj Number=Sing
        called call VERB 0 root Tense=Past|VerbForm=Fin
        off off ADP 2 prt
        talks talk NOUN 2 dobj Number=Plur
        with with ADP 4 prep
        Israel Israel PROPN 5 pobj Number=Sing
        . . PUNCT 2 punct""",
    "subordinate clause": """
        Poland Poland PROPN 2 nsubj Number=Sing
        said say VERB 0 root Tense=Past|VerbForm=Fin
        that that SCONJ 6 mark
        Russia Russia PROPN 6 nsubj Number=Sing
        had have AUX 6 aux Tense=Past|VerbForm=Fin
        attacked attack VERB 2 ccomp Aspect=Perf|Tense=Past|VerbForm=Part
        Ukraine Ukraine PROPN 6 dobj Number=Sing
        . . PUNCT 2 punct""",
    "relative clause": """
        The the DET 2 det
        rebels rebel NOUN 6 nsubj Number=Plur
        who who PRON 4 nsubj
        attacked attack VERB 2 relcl Tense=Past|VerbForm=Fin
        Mali Mali PROPN 4 dobj Number=Sing
        fled flee VERB 0 root Tense=Past|VerbForm=Fin
        . . PUNCT 6 punct""",
    "participle behind its noun": """
        Ten ten NUM 2 nummod
        soldiers soldier NOUN 6 nsubj Number=Plur
        captured capture VERB 2 acl Aspect=Perf|Tense=Past|VerbForm=Part
        by by ADP 3 agent
        Syria Syria PROPN 4 pobj Number=Sing
        fled flee VERB 0 root Tense=Past|VerbForm=Fin
        . . PUNCT 6 punct""",
    "control and infinitive": """
        Ghana Ghana PROPN 2 nsubj Number=Sing
        urged urge VERB 0 root Tense=Past|VerbForm=Fin
        Kenya Kenya PROPN 5 nsubj Number=Sing
        to to PART 5 aux
        negotiate negotiate VERB 2 ccomp VerbForm=Inf
        with with ADP 5 prep
        Sudan Sudan PROPN 6 pobj Number=Sing
        . . PUNCT 2 punct""",
}
CASES = [("de", name) for name in TIGER] + [("en", name) for name in CLEARNLP]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return shipped.lexicon()


def told(events: tuple[Event, ...], text: str) -> set[tuple[str, ...]]:
    """Who did what to whom, each with its words, without spaces (hand-made texts have more of them)."""
    return {
        tuple(
            re.sub(r" (?=\W)", "", part)
            for part in (
                *(f"{a.code} {a.span.of(text)}" if a else "-" for a in (e.source, e.target)),
                f"{e.code} {e.trigger.of(text)} {e.status}",
            )
        )
        for e in events
    }


@pytest.mark.parametrize(("language", "name"), CASES)
def test_other_labels_give_the_events_of_our_own_parse(language: str, name: str, lexicon: Lexicon) -> None:
    foreign = doc(language, (TIGER if language == "de" else CLEARNLP)[name])
    text = re.sub(r" (?=[.,]|'s)", "", foreign.text)
    ours = code_article(Article("a", text, Language(language), PUBLISHED), lexicon)
    spaced = Article("a", foreign.text, Language(language), PUBLISHED)
    coded = code_doc(
        foreign, spaced, lexicon.languages[Language(language)], fold(foreign.text, Language(language))
    )
    assert told(coded.events, foreign.text) == told(ours.events, text) != set()


def tree(language: str, rows: str, lexicon: Lexicon) -> list[tuple[str, str, str]]:
    parsed = to_universal(doc(language, rows), lexicon.languages[Language(language)].scheme)
    return [(token.text, token.dep_, token.head.text) for token in parsed]


def test_the_verb_that_bears_the_meaning_governs_all_its_auxiliaries(lexicon: Lexicon) -> None:
    assert tree("de", TIGER["passive with agent"], lexicon) == [
        ("Charkiw", "nsubj:pass", "angegriffen"),
        ("ist", "aux", "angegriffen"),
        ("von", "case", "Russland"),
        ("Russland", "obl:agent", "angegriffen"),
        ("angegriffen", "ROOT", "angegriffen"),
        ("worden", "aux:pass", "angegriffen"),
        (".", "punct", "angegriffen"),
    ]


def test_conjuncts_depend_on_the_first_and_conjunctions_on_what_follows(lexicon: Lexicon) -> None:
    for language, rows in (
        ("de", TIGER["coordinated actors"]),
        ("en", CLEARNLP["coordinated actors and verbs"]),
    ):
        first, _, second, conjunction, third, *_ = tree(language, rows, lexicon)
        assert (second[1:], third[1:]) == (("conj", first[0]), ("conj", first[0]))
        assert conjunction[1:] == ("cc", third[0])


def test_prepositions_in_a_row_and_predicates(lexicon: Lexicon) -> None:
    rows = """
        There there PRON 2 expl
        were be AUX 0 root Tense=Past|VerbForm=Fin
        protests protest NOUN 2 attr Number=Plur
        according accord VERB 2 prep VerbForm=Part
        to to ADP 4 prep
        Oslo Oslo PROPN 5 pobj Number=Sing"""
    assert tree("en", rows, lexicon) == [
        ("There", "expl", "were"),
        ("were", "ROOT", "were"),
        ("protests", "nsubj", "were"),
        ("according", "case", "Oslo"),
        ("to", "fixed", "according"),
        ("Oslo", "obl", "were"),
    ]
    ready = """
        Cuba Cuba PROPN 2 nsubj Number=Sing
        is be AUX 0 root Tense=Pres|VerbForm=Fin
        ready ready ADJ 2 acomp Degree=Pos"""
    assert tree("en", ready, lexicon) == [
        ("Cuba", "nsubj", "ready"),
        ("is", "cop", "ready"),
        ("ready", "ROOT", "ready"),
    ]


def test_universal_parses_stay_as_they_are(lexicon: Lexicon) -> None:
    rows = """
        Peru Peru PROPN 2 nsubj
        warned warn VERB 0 root
        Chile Chile PROPN 2 obj"""
    parsed = doc("en", rows)
    assert to_universal(parsed, lexicon.languages[Language.ENGLISH].scheme) is parsed


def test_a_scheme_with_an_unknown_relation_names_its_line() -> None:
    row = {"name": "X", "labels": {"sb": "subject"}, "objekte": []}
    with pytest.raises(CodebookError) as caught:
        load_scheme({"scheme": row}, Path("lang/xx/lang.toml"))
    assert (
        "lang/xx/lang.toml:1: [scheme.labels] 'sb' becomes 'subject', which is no universal relation"
        in caught.value.problems
    )
    assert any("unknown key 'objekte'" in problem for problem in caught.value.problems)
