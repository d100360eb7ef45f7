"""Repairs to a parse around names that the gazetteer knows: offices, countries, what stands beside them."""

from spacy.tokens import MorphAnalysis, Span, Token

from coders.attach import attach
from coders.grammar import Grammar, clause_of, feature, lemma, relation
from coders.names import Match
from coders.phrases import adposition, coordinated, phrase_case
from coders.scene import PLACE_KINDS


def join_to_office(name: Token) -> None:
    """`journalist Eusebio Narvaez fled`: of two subjects side by side the name explains the noun.

    In Serbian `predsedniku Putinu`, too: what has the noun's case, but for the genitive, is no possessor.
    """
    noun = name.head
    case = feature(name, "Case")
    if relation(name) == "nmod" and noun.i == name.i - 1 and case and case == feature(noun, "Case") != "Gen":
        name.dep_ = "appos"
    if relation(name) not in ("nsubj", "obj", "iobj") or adposition(name) is not None:
        return
    for other in noun.children:
        beside = other.i < name.i and other.right_edge.i + 1 == name.left_edge.i
        if beside and other.dep_ == name.dep_ and other.pos_ in ("NOUN", "PROPN"):
            attach(name, other, "appos")
            return


def a_name(token: Token, kind: str) -> None:
    """`SAD su obustavile pomoć`: a name is no adverb, and a verb without a subject lacks just it."""
    token.pos_ = "ADJ" if kind in ("adjective", "prefix") else "PROPN"
    verb = token.head
    if relation(token) in ("advmod", "dep", "discourse") and verb.pos_ == "VERB":
        subjects = [c for c in verb.children if relation(c) == "nsubj"]
        number = feature(verb, "Number")
        for other in subjects:  # SAD su napale Iran: one country is no subject of a verb in the plural
            if number == "Plur" and feature(other, "Number") == "Sing" and len(coordinated(other)) == 1:
                other.dep_ = "obj"
        token.dep_ = "obl" if any(relation(c) == "nsubj" for c in subjects) else "nsubj"


def both_countries(token: Token, names: dict[int, Match]) -> bool:
    """`Vietnam, Cambodia to hold drills`: a headline's comma joins two countries, it does not explain one."""
    pair = [names[t.i][0] for t in (token.head, token) if t.i in names]
    return (
        len(pair) == 2
        and pair[0].code[:3] != pair[1].code[:3]
        and all(name.kind in ("name", "long", "capital") for name in pair)
    )


def is_run_on(token: Token, names: dict[int, Match]) -> bool:
    """`U gradu Gusauu hiljade ljudi protestovale su`: a common noun behind a place is no part of its name.

    `übergab der Ukraine F-16-Jets`: nor is a compound."""
    head = token.head
    behind = relation(token) == "flat" and head.i < token.i and token.i not in names
    place = head.i in names and names[head.i][0].kind in PLACE_KINDS and clause_of(token).pos_ == "VERB"
    compound = any(relation(c) == "compound" for c in token.children)
    return behind and place and (compound or (token.pos_ == "NOUN" and token.text.islower()))


def next_to_name(name: Token, names: dict[int, Match]) -> None:
    """`Dahinter steckt laut der Ukraine Russland`: behind another country in a phrase with a preposition,
    the subject that the verb lacks."""
    before, verb = name.head, name.head.head
    countries = [names[t.i][0] for t in (before, name) if t.i in names]
    apart = len({n.code[:3] for n in countries}) == 2 and all(
        n.kind in ("name", "capital") for n in countries
    )
    free = verb.pos_ == "VERB" and not any(relation(c) in ("nsubj", "expl") for c in verb.children)
    if apart and free and adposition(before) is not None and relation(before) == "obl":
        attach(name, verb, "nsubj")


def first_of_two(name: Token, grammar: Grammar) -> None:
    """`Ankara, das vermittelt hatte, verurteilte Israel`: no dateline, which ends in a dash, but the subject;
    what stands behind the verb without showing its case is the object."""
    verb = name.head
    behind = [c for c in verb.children if relation(c) == "nsubj" and c.i > verb.i]
    first = name.i == verb.sent.start and name.nbor().text == "," and verb.nbor(-1).text == ","
    if first and len(behind) == 1 and phrase_case(behind[0], grammar) != "nom":
        name.dep_, behind[0].dep_ = "nsubj", "obj"


def is_given(token: Token, names: dict[int, Match], grammar: Grammar) -> bool:
    """`sagte der polnische Präsident der Ukraine Hilfe zu`: a man of one country is not another's."""
    owner, verb = token.head, token.head.head
    if relation(token) != "nmod" or relation(owner) != "nsubj" or adposition(token) is not None:
        return False
    adjectives = [names[c.i][0] for c in owner.children if relation(c) == "amod" and c.i in names]
    others = any(name.code[:3] != names[token.i][0].code[:3] for name in adjectives)
    open_ = verb.pos_ == "VERB" and not any(relation(c) == "iobj" for c in verb.children)
    return bool(grammar.determiner_case) and others and open_ and token.i > owner.i


def is_recipient(token: Token, names: dict[int, Match]) -> bool:
    """`promised Kyiv another 2 billion euros`: a bare name between its verb and what is given, parsed as a
    part of that."""
    match, before = names[token.i], token.nbor(-1) if token.i else token
    if (
        match[0].kind not in ("name", "long", "capital")
        or before.pos_ != "VERB"
        or match[2] >= len(token.doc)
    ):
        return False
    behind, kinds = token.doc[match[2]], {relation(c) for c in before.children}
    within = any(relation(c) == "obj" and token in c.subtree and c != token for c in before.children)
    return within and behind.pos_ in ("DET", "NUM", "SYM") and "iobj" not in kinds


def acted_on(token: Token, names: dict[int, Match]) -> bool:
    """`besuchte am Dienstag Brüssel`, `drohte Trump Spanien`: a bare name is the object that its verb lacks,
    not a time, nor a part of the name before it.
    """
    match, verb = names[token.i], verb_of(token)
    if (
        token.pos_ != "PROPN"
        or match[0].kind not in ("name", "long", "capital", "city")
        or verb.pos_ != "VERB"
    ):
        return False
    kinds = {relation(c) for c in verb.children}
    if {"obj", "iobj", "nsubj"} & kinds != {"nsubj"} or "aux:pass" in {c.dep_ for c in verb.children}:
        return False
    if relation(token) == "obl":
        return adposition(token) is None
    finite = min([verb.i, *(c.i for c in verb.children if relation(c) == "aux")])
    joined = token.head.i >= match[1] or token.head.i < finite or relation(token.head) != "nsubj"
    return relation(token) == "flat" and not joined and adposition(token.head) is None


def verb_of(token: Token) -> Token:
    """The verb of a noun phrase that hangs on it, or on its subject as part of that name."""
    return token.head.head if relation(token) == "flat" else token.head


def verb_between(name: Token) -> Token | None:
    """`pobunjenici M23 koje podržava Ruanda`: what stands behind a verb is no part of the name before it."""
    between = name.doc[name.head.i + 1 : name.i]
    return next((t for t in between if t.pos_ == "VERB" and feature(t, "VerbForm") == "Fin"), None)


def relative_before_name(pronoun: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`ein Vorwurf, den Kiew zurückwies`: what stands behind a comma and before a name that has no article is
    a relative pronoun, the name the subject of its clause."""
    name = pronoun.head
    match = names.get(name.i)
    bare = match is not None and match[0].kind in ("name", "capital", "city") and match[1] == pronoun.i + 1
    behind = pronoun.i > pronoun.sent.start and pronoun.nbor(-1).text == ","
    if not bare or not behind or lemma(name) in grammar.articled:
        return
    noun = pronoun.nbor(-2)
    end = next((t for t in pronoun.doc[name.i : pronoun.sent.end] if t.is_punct), name)
    verb = end.nbor(-1)
    if verb.pos_ not in ("VERB", "AUX") or noun.pos_ != "NOUN" or verb.i <= name.i:
        return
    verb = verb.head if relation(verb) in ("aux", "cop") else verb
    attach(verb, noun, "acl")
    attach(name, verb, "nsubj")
    attach(pronoun, verb, "obj")
    pronoun.pos_ = "PRON"
    pronoun.morph = MorphAnalysis(pronoun.vocab, {**pronoun.morph.to_dict(), "PronType": "Rel"})


def no_bearer(name: Token, names: dict[int, Match]) -> None:
    """`beschuldigte Kongos Präsident Ruanda`, `besuchte der spanische Ministerpräsident Rabat`: a state is no
    man's name, nor is the town of another country, but the verb's object."""
    office = name.head
    while relation(office) == "appos":
        office = office.head
    verb = office.head
    meant = ("name", "long", "capital", "city") if _is_of_another(office, name, names) else ("name", "long")
    known = name.i in names and names[name.i][0].kind in meant and name.pos_ == "PROPN"
    known = known and name.text == names[name.i][0].lemma and name.i > verb.i
    if not known or verb.pos_ != "VERB" or relation(office) != "nsubj" or name.nbor(-1).pos_ != "NOUN":
        return
    kinds = {relation(c) for c in verb.children}
    if not kinds & {"obj", "iobj", "ccomp"} and adposition(name) is None:
        attach(name, verb, "obj")


def in_genitive(name: Token, names: dict[int, Match]) -> None:
    """`die Präsidenten Kenias und Ugandas`: a name with an -s right behind a noun is its genitive, not
    another name of it; `zwischen der Regierung Jemens und den Huthi`: with it stand other countries alone."""
    noun = name.head
    if noun.pos_ != "NOUN" or name.left_edge.i != noun.i + 1 or name.text != f"{names[name.i][0].lemma}s":
        return
    name.dep_ = "nmod"
    name.morph = MorphAnalysis(name.vocab, {**name.morph.to_dict(), "Case": "Gen", "Number": "Sing"})
    for other in [c for c in name.children if c.dep_ == "conj"]:
        if other.i not in names or names[other.i][0].kind not in ("name", "long"):
            attach(other, noun)


def keep_together(name: Span) -> None:
    """`nach Angaben von Amnesty International Flüchtlinge`: no part of a name describes a noun."""
    first = name[0]
    for token in name[1:]:
        behind = token.head.i >= name.end and relation(token) in ("amod", "compound", "nmod")
        if behind and first.head.i < first.i and first.head not in name:
            attach(token, first, "flat")


def acts_behind_name(name: Span) -> None:
    """`Human Rights Watch scolded Egypt`: where the last word of a body's name was taken for the verb, the
    past tense right behind it is the verb."""
    last, sentence = name[-1], name[-1].sent
    verb = name.doc[name.end] if name.end < sentence.end else last
    if relation(last) == "aux" and last.head == verb:
        last.dep_ = "nsubj"
        verb.morph = MorphAnalysis(verb.vocab, "VerbForm=Fin|Mood=Ind|Tense=Past")
    if last.dep_ != "ROOT" or verb.pos_ != "VERB" or verb.head != last or feature(verb, "Tense") != "Past":
        return
    attach(verb, verb, "ROOT")
    for child in [c for c in last.children if c.i > verb.i]:
        attach(child, verb)
    for token in name[:-1]:
        attach(token, last, "compound")
    attach(last, verb, "nsubj")
    last.pos_ = "PROPN"
    shown = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Past"}
    verb.morph = MorphAnalysis(verb.vocab, shown)


def _is_of_another(office: Token, town: Token, names: dict[int, Match]) -> bool:
    """Whether an adjective tells that an office is of another country than a name."""
    told = [names[c.i][0] for c in office.children if relation(c) == "amod" and c.i in names]
    return town.i in names and any(name.code[:3] != names[town.i][0].code[:3] for name in told)
