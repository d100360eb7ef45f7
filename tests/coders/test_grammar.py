"""Who stands where, on sentences parsed by hand: no trained pipeline is involved."""

import pytest
from spacy.tokens import Token

from codebook.actions_table import load_actions, load_frames
from codebook.codes import load_codes
from codebook.records import Language
from coders.arguments import verb_slots
from coders.grammar import Grammar, clause_of, verb_lemmas
from coders.nouns import noun_slots
from coders.phrases import noun_phrase
from coders.word_order import mend_by_order
from tests.coders.docs import doc


def grammar(language: str) -> Grammar:
    codes = load_codes().events
    return Grammar.of(load_actions(Language(language), load_frames(codes), codes))


def words(slots: dict[str, list[Token]], name: str) -> list[str]:
    return [token.text for token in slots.get(name, [])]


def test_active_clause() -> None:
    parsed = doc(
        "de",
        """
        Russland Russland PROPN 2 nsubj Case=Nom
        kritisierte kritisieren VERB 0 root VerbForm=Fin
        die der DET 4 det
        NATO NATO PROPN 2 obj Case=Acc""",
    )
    slots = verb_slots(parsed[1], grammar("de"))
    assert (words(slots, "subj"), words(slots, "obj")) == (["Russland"], ["NATO"])


PASSIVES = {
    "de": (
        """
        Kiew Kiew PROPN 5 nsubj:pass Case=Nom
        wurde werden AUX 5 aux:pass VerbForm=Fin
        von von ADP 4 case
        Russland Russland PROPN 5 obl
        angegriffen angreifen VERB 0 root VerbForm=Part""",
        4,
        ["Russland"],
        ["Kiew"],
    ),
    "sr": (
        """
        Kijev Kijev PROPN 3 nsubj Case=Nom
        je biti AUX 3 aux
        napadnut napasti VERB 0 root VerbForm=Part|Voice=Pass
        od od ADP 6 case
        strane strana NOUN 4 fixed
        Rusije Rusija PROPN 3 obl Case=Gen""",
        2,
        ["Rusije"],
        ["Kijev"],
    ),
    "en": (
        """
        Kyiv Kyiv PROPN 3 nsubj:pass Number=Sing
        was be AUX 3 aux:pass VerbForm=Fin
        attacked attack VERB 0 root VerbForm=Part|Voice=Pass
        by by ADP 5 case
        Russia Russia PROPN 3 obl""",
        2,
        ["Russia"],
        ["Kyiv"],
    ),
}


@pytest.mark.parametrize("language", PASSIVES)
def test_passive_agent_is_the_subject_and_the_subject_undergoes(language: str) -> None:
    rows, verb, source, target = PASSIVES[language]
    slots = verb_slots(doc(language, rows)[verb], grammar(language))
    assert (words(slots, "subj"), words(slots, "obj")) == (source, target)


def test_relative_pronoun_stands_for_its_antecedent() -> None:
    parsed = doc(
        "de",
        """
        Polen Polen PROPN 9 nsubj
        , , PUNCT 6 punct
        das der PRON 6 nsubj PronType=Dem,Rel
        die der DET 5 det
        Übung Übung NOUN 6 obj
        verurteilte verurteilen VERB 1 acl VerbForm=Fin
        , , PUNCT 6 punct
        hat haben AUX 9 aux
        protestiert protestieren VERB 0 root VerbForm=Part""",
    )
    assert words(verb_slots(parsed[5], grammar("de")), "subj") == ["Polen"]


def test_prenominal_participle_takes_its_noun_as_undergoer() -> None:
    parsed = doc(
        "de",
        """
        Der der DET 5 det
        von von ADP 3 case
        Israel Israel PROPN 4 obl
        getötete töten VERB 5 amod VerbForm=Part
        Kommandeur Kommandeur NOUN 6 nsubj
        starb sterben VERB 0 root VerbForm=Fin""",
    )
    slots = verb_slots(parsed[3], grammar("de"))
    assert (words(slots, "subj"), words(slots, "obj")) == (["Israel"], ["Kommandeur"])


def test_object_control() -> None:
    parsed = doc(
        "en",
        """
        Paris Paris PROPN 2 nsubj
        urged urge VERB 0 root VerbForm=Fin
        Israel Israel PROPN 2 obj
        to to PART 5 mark
        withdraw withdraw VERB 2 xcomp VerbForm=Inf""",
    )
    assert words(verb_slots(parsed[4], grammar("en")), "subj") == ["Israel"]


def test_subject_control_and_shared_subject_of_coordinated_verbs() -> None:
    parsed = doc(
        "en",
        """
        Paris Paris PROPN 2 nsubj
        refused refuse VERB 0 root VerbForm=Fin
        to to PART 4 mark
        negotiate negotiate VERB 2 xcomp VerbForm=Inf
        and and CCONJ 6 cc
        expelled expel VERB 2 conj VerbForm=Fin
        diplomats diplomat NOUN 6 obj""",
    )
    assert words(verb_slots(parsed[3], grammar("en")), "subj") == ["Paris"]
    assert words(verb_slots(parsed[5], grammar("en")), "subj") == ["Paris"]


def test_parted_particles() -> None:
    parsed = doc(
        "de",
        """
        Die der DET 2 det
        Polizei Polizei NOUN 3 nsubj
        nahm nehmen VERB 0 root VerbForm=Fin
        Demonstranten Demonstrant NOUN 3 obj
        fest fest ADP 3 compound:prt""",
    )
    assert verb_lemmas(parsed[2], grammar("de"))[0] == "festnehmen"
    english = doc(
        "en",
        """
        They they PRON 2 nsubj
        called call VERB 0 root
        off off ADP 2 compound:prt
        talks talk NOUN 2 obj""",
    )
    assert verb_lemmas(english[1], grammar("en")) == ["call off", "call"]


def test_event_noun_with_genitive_before_and_preposition_after() -> None:
    parsed = doc(
        "de",
        """
        Russlands Russland PROPN 2 nmod Case=Gen
        Angriff Angriff NOUN 0 root Case=Nom
        auf auf ADP 4 case Case=Acc
        Charkiw Charkiw PROPN 2 nmod Case=Acc""",
    )
    slots = noun_slots(parsed[1], grammar("de"))
    assert (words(slots, "poss"), words(slots, "auf"), words(slots, "gen")) == (
        ["Russlands"],
        ["Charkiw"],
        [],
    )


def test_supporting_verb_lends_subject_and_obliques_to_its_noun() -> None:
    parsed = doc(
        "de",
        """
        Berlin Berlin PROPN 2 nsubj Case=Nom
        führte führen VERB 0 root VerbForm=Fin
        Gespräche Gespräch NOUN 2 obj Case=Acc
        mit mit ADP 5 case
        Paris Paris PROPN 2 obl Case=Dat""",
    )
    slots = noun_slots(parsed[2], grammar("de"))
    assert (words(slots, "subj"), words(slots, "mit")) == (["Berlin"], ["Paris"])


def test_noun_phrase_leaves_out_places_and_clauses() -> None:
    parsed = doc(
        "en",
        """
        the the DET 3 det
        Iranian Iranian ADJ 3 amod
        ambassador ambassador NOUN 7 nsubj
        in in ADP 5 case
        Paris Paris PROPN 3 nmod
        , , PUNCT 3 punct
        left leave VERB 0 root VerbForm=Fin""",
    )
    assert [t.text for t in noun_phrase(parsed[2], grammar("en"))] == ["the", "Iranian", "ambassador"]
    assert clause_of(parsed[1]).text == "left"


def test_an_infinitive_is_a_complement_wherever_it_hangs() -> None:
    parsed = doc(
        "en",
        """
        Peru Peru PROPN 2 nsubj
        declined decline VERB 0 root VerbForm=Fin
        yesterday yesterday NOUN 2 obl
        to to PART 5 mark
        comment comment VERB 2 advcl VerbForm=Inf""",
    )
    assert words(verb_slots(parsed[1], grammar("en")), "content") == ["comment"]


def test_the_first_of_two_subjects_counts_though_parsed_as_the_root() -> None:
    parsed = doc(
        "en",
        """
        army army NOUN 0 root
        and and CCONJ 4 cc
        rebels rebel NOUN 4 nsubj
        fought fight VERB 1 conj VerbForm=Fin|Tense=Past""",
    )
    assert words(verb_slots(parsed[3], grammar("en")), "subj") == ["army", "rebels"]


@pytest.mark.parametrize(("end", "slot"), [(". . PUNCT 1 punct", "subj"), ("", "obj")])
def test_a_full_sentence_has_an_active_verb_but_a_headline_a_participle(end: str, slot: str) -> None:
    parsed = doc(
        "en",
        f"""
        Soldiers soldier NOUN 0 root
        killed kill VERB 1 acl VerbForm=Part|Tense=Past|Voice=Pass
        {end}""",
    )
    assert words(verb_slots(parsed[1], grammar("en")), slot) == ["Soldiers"]


def test_a_clause_with_a_subject_but_no_object_has_its_noun_for_object() -> None:
    parsed = doc(
        "en",
        """
        The the DET 2 det Definite=Def
        boats boat NOUN 0 root
        Oman Oman PROPN 4 nsubj
        seized seize VERB 2 acl VerbForm=Part|Tense=Past""",
    )
    slots = verb_slots(parsed[3], grammar("en"))
    assert (words(slots, "subj"), words(slots, "obj")) == (["Oman"], ["boats"])


def test_what_is_quoted_first_is_said_by_the_verb_behind_it() -> None:
    parsed = doc(
        "en",
        """
        Tonga Tonga PROPN 3 nsubj
        will will AUX 3 aux
        pay pay VERB 0 root VerbForm=Inf
        , , PUNCT 6 punct
        Fiji Fiji PROPN 6 nsubj
        warned warn VERB 3 parataxis VerbForm=Fin""",
    )
    assert words(verb_slots(parsed[5], grammar("en")), "content") == ["pay"]


def test_what_a_name_is_given_to_stands_for_the_free_relative() -> None:
    parsed = doc(
        "en",
        """
        Chile Chile PROPN 2 nsubj
        broke break VERB 0 root VerbForm=Fin
        with with ADP 4 case
        what what PRON 2 obl
        it it PRON 6 nsubj
        called call VERB 4 acl VerbForm=Fin
        a a DET 8 det Definite=Ind
        tyranny tyranny NOUN 6 xcomp""",
    )
    assert words(verb_slots(parsed[1], grammar("en")), "with") == ["tyranny"]


def test_phrases_within_a_fronted_oblique_give_way_to_those_behind_the_verb() -> None:
    parsed = doc(
        "en",
        """
        After after ADP 2 case
        raids raid NOUN 6 obl
        on on ADP 4 case
        Kyiv Kyiv PROPN 2 nmod
        Fiji Fiji PROPN 6 nsubj
        imposed impose VERB 0 root VerbForm=Fin
        tariffs tariff NOUN 6 obj
        on on ADP 9 case
        Moscow Moscow PROPN 7 nmod""",
    )
    assert words(verb_slots(parsed[5], grammar("en")), "on") == ["Moscow"]


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        (
            """
            A a DET 2 det
            ship ship NOUN 3 nsubj
            launched launch VERB 0 root VerbForm=Part
            from from ADP 5 case
            Oman Oman PROPN 3 obl
            struck strike VERB 3 advcl VerbForm=Fin|Tense=Past
            a a DET 8 det
            port port NOUN 6 obj""",
            "struck",
            "ship",
        ),
        (
            """
            Fiji Fiji PROPN 2 nsubj
            scrambled scramble VERB 0 root VerbForm=Fin|Tense=Past
            jets jet NOUN 2 obj
            after after ADP 5 case
            bombers bomber NOUN 2 obl
            entered enter VERB 2 xcomp VerbForm=Fin|Tense=Past
            its its PRON 8 nmod Poss=Yes
            airspace airspace NOUN 6 obj""",
            "entered",
            "bombers",
        ),
    ],
)
def test_a_verb_takes_the_noun_before_it_for_its_subject(text: str, verb: str, subject: str) -> None:
    parsed = doc("en", text)
    mend_by_order(parsed, {}, grammar("en"))
    token = next(t for t in parsed if t.text == verb)
    assert words(verb_slots(token, grammar("en")), "subj") == [subject]
