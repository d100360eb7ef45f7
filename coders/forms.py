"""Case, gender and number by a word's form, where that tells them better than the tagger."""

import re

from spacy.tokens import MorphAnalysis, Token

from coders.grammar import Grammar, feature, lemma, relation
from coders.names import Match
from coders.phrases import adposition


def case_by_form(noun: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`uputila Bratislavi opomenu`, `izvoz u Izrael`: the tagger guesses the case of names, but lemma and
    form together tell it; what has no preposition is no locative, and a dative no subject."""
    if noun.pos_ not in ("PROPN", "NOUN"):
        return
    name, first, end = names.get(noun.i, (None, noun.i, noun.i + 1))
    base = name.lemma.split()[-1].lower() if name else lemma(noun)
    form = noun.doc[end - 1].lower_ if name else noun.lower_  # Adis Abeba: the last word shows it
    words = name.lemma.lower().split() if name else []
    if len(words) == end - first and words[noun.i - first] != noun.lower_:  # Sudu pravde: the first does
        base, form = words[noun.i - first], noun.lower_
    if len(words) == end - first > 1 and noun.doc[first:end].text.lower() == " ".join(words):
        # Obala Slonovače: as in the list, whatever gender its words are taken for
        if relation(noun) == "nsubj":
            shown = {"Case": "Nom", "Number": feature(noun, "Number") or "Sing"}
            noun.morph = MorphAnalysis(noun.vocab, shown)
        return
    preposition = next((p for t in noun.doc[first:end] if (p := adposition(t)) is not None), None)
    if name and form == base and form.endswith(grammar.plural_oblique) and preposition is None:
        noun.pos_ = "PROPN"  # Panama
        noun.morph = MorphAnalysis(noun.vocab, {"Case": "Nom", "Number": "Sing"})
        return
    genitive = bool(name) and is_form(form, base, grammar.genitive_forms)  # Vijetnama, Boko Harama
    if form.endswith(grammar.plural_oblique) and form != base and not genitive:
        if preposition is None and relation(noun) == "nsubj":
            noun.dep_ = "iobj"  # odbija da turistima vrati novac
        if preposition is not None or feature(noun, "Case") in ("Dat", "Ins"):
            return
        case = "Dat" if name else "Ins"
    elif feature(noun, "Number") == "Plur" and not (name and is_form(form, base, grammar.dative_forms)):
        return
    elif is_form(form, base, grammar.dative_forms):
        case = "Dat" if preposition is None else "Loc"
    elif is_form(form, base, grammar.accusative_forms) and (preposition is not None or form != base):
        case = "Acc"
    elif genitive and feature(noun, "Case") in ("Dat", "Loc"):
        case = "Gen"
    else:
        return
    for token in (noun, preposition):
        if token is not None and (token == noun or lemma(token) in grammar.two_cases):
            token.morph = MorphAnalysis(token.vocab, {**token.morph.to_dict(), "Case": case})
    if name and case == "Dat" and relation(noun) == "nsubj":
        noun.dep_ = "iobj"


def agreement_by_form(verb: Token, grammar: Grammar) -> None:
    """`tužilaštvo je saslušalo premijera`: an active participle shows gender and number by its ending, a
    simple future that it is one (`odgovorićemo`: odgovoriti)."""
    stem = lemma(verb)[:-3]
    if verb.pos_ == "VERB" and verb.lower_.endswith(grammar.future_endings) and verb.lower_.startswith(stem):
        told = {key: value for key, value in verb.morph.to_dict().items() if key not in ("Case", "Gender")}
        if verb.lower_.endswith(grammar.numberless):  # of one or of many: posetiće
            told.pop("Number", None)
        verb.morph = MorphAnalysis(verb.vocab, {**told, "Tense": "Fut", "VerbForm": "Fin"})
    if feature(verb, "VerbForm") != "Part" or feature(verb, "Voice") != "Act":
        return
    for ending, gender, number in grammar.participle_endings:
        if verb.lower_.endswith(ending):
            shown = {**verb.morph.to_dict(), "Gender": gender, "Number": number}
            verb.morph = MorphAnalysis(verb.vocab, shown)
            return


def to_converb(word: Token, grammar: Grammar) -> None:
    """`Optuživši Prištinu, Vučić je sazvao …`: a converb, tagged as an adverb, tells what the subject of its
    clause does as well; a name behind it is its object."""
    if word.pos_ != "ADV" or word.lower_ not in grammar.converbs:
        return
    word.pos_, word.lemma_ = "VERB", grammar.converbs[word.lower_]
    tense = "Past" if word.lower_.endswith(grammar.past_converbs) else "Pres"
    word.morph = MorphAnalysis(word.vocab, {"VerbForm": "Conv", "Tense": tense})
    if relation(word) in ("xcomp", "advmod", "dep", "parataxis", "ccomp"):
        word.dep_ = "advcl"
    for child in word.children:
        child.dep_ = "obj" if child.dep_ == "flat" and child.i > word.i else child.dep_


def is_form(form: str, base: str, endings: tuple[tuple[str, str], ...]) -> bool:
    return any(re.search(end, base) and form == re.sub(end, new, base) for end, new in endings)
