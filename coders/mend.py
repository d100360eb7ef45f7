"""Repairs to a parse that need no parser: what the gazetteer, the calendar and case forms know better."""

import re

from spacy.tokens import Doc, MorphAnalysis, Token

from coders.grammar import Grammar, feature, is_passive_participle, is_time, lemma, relation
from coders.names import Match
from coders.phrases import adposition, coordinated


def mend(doc: Doc, names: dict[int, Match], grammar: Grammar) -> None:
    """Correct tags and heads of a parsed text in place."""
    for token in doc:
        if token.i in names and (
            token.pos_ in ("ADV", "INTJ", "X", "VERB", "AUX") or relation(token) == "advmod"
        ):
            _a_name(token, names[token.i][0].kind)
        if grammar.present_singular and _is_preterite(token, grammar):
            token.morph = MorphAnalysis(token.vocab, {**token.morph.to_dict(), "Tense": "Past"})
        if token.pos_ == "ADJ" and _predicates(token) and _is_participle(token, grammar):
            token.pos_ = "VERB"
        if relation(token) == "ccomp" and not any(relation(c) == "nsubj" for c in token.children):
            _give_subject(token)
        if relation(token) == "appos" and _both_countries(token, names):
            token.dep_ = "conj"
        if relation(token) in ("advcl", "acl") and any(c.lower_ in grammar.content for c in token.children):
            token.dep_ = "ccomp"  # Berichte, wonach …: what is reported
        if _hangs_on_time(token, grammar):
            _take_from_time(token, grammar)
        if grammar.case_decides:
            _case_by_form(token, names, grammar)
            _surname(token)
            _of_its_noun(token)
            _quantity(token, grammar)
            _by_case(token, names)


def _is_preterite(token: Token, grammar: Grammar) -> bool:
    """`bewarfen`, `wies`: no form of the present, whose plural is the infinitive."""
    third = token.pos_ == "VERB" and feature(token, "Person") == "3" and feature(token, "Tense") == "Pres"
    if not third or feature(token, "Mood") != "Ind":
        return False
    if feature(token, "Number") == "Plur":
        return token.lower_ != lemma(token) and token.lower_.endswith("en")
    return token.lower_.endswith(grammar.preterites) or not token.lower_.endswith(grammar.present_singular)


def _a_name(token: Token, kind: str) -> None:
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


def _give_subject(content: Token) -> None:
    """`Dong sagte, China und Russland wollten …`: of two subjects the nearer is that of what is said."""
    subjects = [c for c in content.head.children if relation(c) == "nsubj"]
    between = [s for s in subjects if content.head.i < s.i < content.i]
    if len(subjects) > 1 and between:
        between[-1].head = content


def _both_countries(token: Token, names: dict[int, Match]) -> bool:
    """`Vietnam, Cambodia to hold drills`: a headline's comma joins two countries, it does not explain one."""
    pair = [names[t.i][0] for t in (token.head, token) if t.i in names]
    return (
        len(pair) == 2
        and pair[0].code[:3] != pair[1].code[:3]
        and all(name.kind in ("name", "long", "capital") for name in pair)
    )


def _is_participle(token: Token, grammar: Grammar) -> bool:
    """By its form, or by its lemma where a lexicon gives the verb's."""
    table = grammar.past_participles
    known = lemma(token) in table or lemma(token) in table.values() or is_passive_participle(token)
    return lemma(token) in table or (grammar.case_decides and known)


def _predicates(token: Token) -> bool:
    """`Novinar nije uhapšen`: a participle with a subject or an auxiliary is the verb of its clause."""
    return any(relation(child) in ("aux", "cop", "nsubj") for child in token.children)


def _hangs_on_time(token: Token, grammar: Grammar) -> bool:
    """`izvinio se 7. januara ženama`: nothing but another time word depends on a weekday or a month."""
    head = token.head
    return (
        head.i < token.i
        and is_time(head, grammar)
        and token.pos_ in ("NOUN", "PROPN")
        and not is_time(token, grammar)
        and relation(token) in ("nmod", "flat", "appos", "amod")
    )


def _take_from_time(token: Token, grammar: Grammar) -> None:
    verb = token.head.head
    while verb.head != verb and is_time(verb, grammar):
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX", "ADJ") or verb == token:
        return
    case = feature(token, "Case")
    if adposition(token) is not None or case in ("Ins", "Dat", "Loc"):
        label = "obl"
    elif case in ("Nom", "") and not any(relation(c) == "nsubj" for c in verb.children):
        label = "nsubj"
    else:
        label = "obj"
    token.head = verb
    token.dep_ = label


def _case_by_form(noun: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`uputila Bratislavi opomenu`, `izvoz u Izrael`: the tagger guesses the case of names, but lemma and
    form together tell it; what has no preposition is no locative."""
    if noun.pos_ not in ("PROPN", "NOUN"):
        return
    name, first, end = names.get(noun.i, (None, noun.i, noun.i + 1))
    base = name.lemma.lower() if name and end - first == 1 else lemma(noun)
    preposition = adposition(noun)
    if noun.lower_.endswith(grammar.plural_oblique) and noun.lower_ != base:
        if preposition is not None or feature(noun, "Case") in ("Dat", "Ins"):
            return
        case = "Dat" if name else "Ins"
    elif feature(noun, "Number") == "Plur":
        return
    elif _is_form(noun.lower_, base, grammar.dative_forms):
        case = "Dat" if preposition is None else "Loc"
    elif preposition is not None and _is_form(noun.lower_, base, grammar.accusative_forms):
        case = "Acc"
    else:
        return
    for token in (noun, preposition):
        if token is not None and (token == noun or lemma(token) in grammar.two_cases):
            token.morph = MorphAnalysis(token.vocab, {**token.morph.to_dict(), "Case": case})


def _surname(token: Token) -> None:
    """`Zelenski je zahvalio`: an adjective with a capital that stands as subject or object is a name."""
    nominal = relation(token) in ("nsubj", "obj", "iobj", "obl", "nmod", "conj")
    if token.pos_ == "ADJ" and nominal and token.text.istitle() and feature(token, "VerbForm") != "Part":
        token.pos_ = "PROPN"


def _is_form(form: str, base: str, endings: tuple[tuple[str, str], ...]) -> bool:
    return any(re.search(end, base) and form == re.sub(end, new, base) for end, new in endings)


def _of_its_noun(preposition: Token) -> None:
    """`u severni Irak`: a preposition governs the noun, not the adjective that stands between."""
    adjective = preposition.head
    noun = adjective.head
    before = preposition.i < adjective.i < noun.i
    if preposition.dep_ != "case" or relation(adjective) != "amod" or adjective.pos_ != "ADJ" or not before:
        return
    if noun.pos_ in ("NOUN", "PROPN") and adposition(noun) is None:
        preposition.head = noun
        if relation(noun) in ("obj", "iobj"):
            noun.dep_ = "obl"


def _quantity(noun: Token, grammar: Grammar) -> None:
    """`Preko dve stotine radnika stupilo je …`, `više od 300 studenata`: how many they are is told with a
    preposition, which governs nothing; the verb in the singular shows that they are its subject."""
    counts = lemma(noun) in grammar.quantity or any(relation(c) == "nummod" for c in noun.children)
    if not counts or noun.pos_ not in ("NOUN", "NUM", "ADJ"):
        return
    word, verb = adposition(noun), noun.head
    if word is not None:
        compared = lemma(word) in grammar.than and word.i > 0 and word.nbor(-1).pos_ == "ADV"
        if not compared and lemma(word) not in grammar.about:
            return
    if verb.pos_ == "ADV" and relation(verb) == "advmod":  # manje od 300 studenata
        verb = verb.head
    impersonal = feature(verb, "Number") == "Sing" and feature(verb, "VerbForm") == "Part"
    lacking = not any(relation(c) in ("nsubj", "csubj") for c in verb.children)
    phrase = relation(noun) in ("obl", "obj", "nmod") and noun.i < verb.i
    if verb.pos_ not in ("VERB", "ADJ") or not (impersonal and lacking and phrase):
        return
    if word is not None:
        word.dep_, word.pos_ = "advmod", "ADV"
    noun.head, noun.dep_ = verb, "nsubj"


def _by_case(token: Token, names: dict[int, Match]) -> None:
    """What a language with cases shows by form and order alone."""
    if token.pos_ in ("VERB", "AUX") and adposition(token) is not None:
        _a_noun(token)
    if relation(token) == "cop" and token.pos_ in ("NOUN", "PROPN"):
        token.dep_ = "nsubj"
    if token.pos_ == "NOUN" and relation(token) == "nmod":
        _object_behind(token)
    if token.pos_ in ("NOUN", "PROPN") and adposition(token) is not None:
        _no_clause(token)
    if token.i in names and (token.pos_ in ("PROPN", "NOUN") or names[token.i][2] - names[token.i][1] > 1):
        _own_preposition(token)
        _bare_dative(token, names)
        _uninflected_subject(token, names)


def _no_clause(noun: Token) -> None:
    """`Vlasti su zbog upada uložile protest`: subject and auxiliary belong to the verb, not to the phrase
    that parts them from it."""
    verb = noun.head
    around = [c for c in noun.children if relation(c) in ("nsubj", "aux", "cop") and c.i < noun.i]
    if relation(noun) not in ("obl", "advmod") or verb.pos_ != "VERB" or verb.i < noun.i or len(around) < 2:
        return
    if not any(relation(c) == "nsubj" for c in verb.children):
        for child in around:
            child.head = verb
            child.dep_ = "nsubj" if relation(child) == "nsubj" else "aux"


def _a_noun(token: Token) -> None:
    """`pregovori o brani`: what has a preposition is a noun (brana), and has no subject."""
    token.pos_ = "NOUN"
    for child in list(token.children):
        if relation(child) == "nsubj" and token.head != token:
            child.head = token.head


def _object_behind(noun: Token) -> None:
    """`pustile na slobodu 30 zatvorenika`, `uručio predsedniku poziv`: what is counted, or accusative, is
    the object."""
    phrase, verb = noun.head, noun.head.head
    counted = any(relation(c) == "nummod" for c in noun.children) or feature(noun, "Case") == "Acc"
    behind = noun.i > phrase.i and adposition(noun) is None and relation(phrase) in ("obl", "iobj", "obj")
    dative = feature(phrase, "Case") == "Dat" and adposition(phrase) is None
    oblique = dative or (adposition(phrase) is not None and relation(phrase) != "obj")
    lacking = verb.pos_ == "VERB" and not any(relation(c) == "obj" and c != phrase for c in verb.children)
    if counted and behind and oblique and lacking:
        phrase.dep_ = "iobj" if dative else phrase.dep_
        noun.head, noun.dep_ = verb, "obj"


def _own_preposition(name: Token) -> None:
    """`poslala u Liban brod`: a preposition belongs to the name behind it, not to the noun after that."""
    noun, before = name.head, name.nbor(-1) if name.i else name
    hangs = relation(name) in ("amod", "nmod", "flat") and name.i < noun.i and noun.head != noun
    if hangs and before.pos_ == "ADP" and before.head == noun:
        before.head = name
        name.head, name.dep_ = noun.head, "obl"


def _bare_dative(name: Token, names: dict[int, Match]) -> None:
    """`izručila Sjedinjenim Državama vođu`: a dative before a noun in another case depends on the verb."""
    first, end = names[name.i][1:]
    noun = name.head
    inside = range(first, end)
    datives = [t for t in name.doc[first:end] if feature(t, "Case") == "Dat"]
    if noun.i in inside or name.i > noun.i or noun.pos_ not in ("NOUN", "PROPN") or noun.head == noun:
        return
    fitting = relation(name) in ("amod", "nmod", "flat") and feature(noun, "Case") not in ("Dat", "Loc")
    if datives and fitting and adposition(name) is None:
        name.head, name.dep_ = noun.head, "iobj"


def _uninflected_subject(name: Token, names: dict[int, Match]) -> None:
    """`SAD su Ukrajini poslale rakete`, `Peru je povukao ambasadora`: the first form of a name, before a
    verb that has an object but no subject."""
    verb = name.head
    if (
        name.i > verb.i
        or verb.pos_ != "VERB"
        or relation(name) not in ("obj", "obl", "advmod", "iobj", "xcomp")
    ):
        return
    others = [relation(c) for c in verb.children if c != name]
    found, first, end = names[name.i]
    bare = adposition(name) is None and found.lemma == name.doc[first:end].text
    if bare and "nsubj" not in others and ("obj" in others or relation(name) in ("obl", "advmod")):
        name.dep_, name.pos_ = "nsubj", "PROPN"
