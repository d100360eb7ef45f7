"""Repairs to a parse that need no parser: what the gazetteer and the calendar know better."""

from spacy.tokens import Doc, MorphAnalysis, Token

from codebook.gazetteer import TOWN
from coders.attach import attach, one_phrase
from coders.cases import by_case
from coders.coordination import join_list, name_before
from coders.copula import be_somewhere
from coders.forms import agreement_by_form, case_by_form
from coders.grammar import (
    Grammar,
    clause_of,
    feature,
    is_participle,
    is_relative,
    is_time,
    lemma,
    relation,
    verb_lemmas,
)
from coders.hearsay import speak_from
from coders.names import Match
from coders.participles import by_participle, gather_attribute, to_verb
from coders.phrases import adposition, coordinated, phrase_case
from coders.scene import PLACE_KINDS
from coders.word_order import mend_by_order

_ASIDE = 7
"""Words within which a denial told as an aside has its verb: `which the government in Kigali denies`."""


def mend(doc: Doc, names: dict[int, Match], grammar: Grammar) -> None:
    """Correct tags and heads of a parsed text in place."""
    for name, first, end in set(names.values()):
        if end - first > 1 and (name.kind == TOWN or doc[first].pos_ == "DET"):  # Den Haag
            one_phrase(doc[first:end])
        if name.lemma.lower() in grammar.feminine:
            for token in doc[first:end]:
                token.morph = MorphAnalysis(doc.vocab, {**token.morph.to_dict(), "Gender": "Fem"})
                token.pos_ = "PROPN" if token.pos_ == "NOUN" else token.pos_
    mend_by_order(doc, names, grammar)
    for token in doc if grammar.case_decides else ():
        case_by_form(token, names, grammar)
        agreement_by_form(token, grammar)
    for token in doc:
        if relation(token) == "flat":
            name_before(token)
        if token.pos_ == "PROPN":
            join_list(token)
        if grammar.hearsay:
            speak_from(token, names, grammar)
        if token.pos_ == "PRON" and token.i and token.nbor(-1).text == ",":
            _denied_aside(token, grammar)
        if token.i in names and (
            token.pos_ in ("ADV", "INTJ", "X", "VERB", "AUX") or relation(token) in ("advmod", "xcomp")
        ):
            _a_name(token, names[token.i][0].kind)
        if grammar.present_singular and _is_preterite(token, grammar):
            token.morph = MorphAnalysis(token.vocab, {**token.morph.to_dict(), "Tense": "Past"})
        if relation(token) == "cop":
            be_somewhere(token, names, grammar)
        if relation(token) == "advcl" and token.pos_ == "VERB":
            _time_of_day(token, grammar)
        if relation(token) == "csubj" and _names_an_act(token):
            token.pos_, token.dep_, token.lemma_ = "NOUN", "nsubj", token.lower_
        if token.pos_ == "ADJ" and _predicates(token) and is_participle(token, grammar):
            to_verb(token)
        if relation(token) == "dep" and _lacks_label(token):
            token.dep_ = "nsubj"
        if relation(token) == "obl" and grammar.determiner_case and _is_bare_subject(token, grammar):
            token.dep_ = "nsubj"
        if relation(token) == "dep" and token.i in names and grammar.determiner_case:
            _first_of_two(token, grammar)
        if grammar.determiner_case and relation(token) == "amod":
            gather_attribute(token, grammar)
        if relation(token) == "acl" and grammar.determiner_case:
            _to_antecedent(token, grammar)
        if relation(token) == "acl":
            _to_member(token, grammar)
            _to_root(token, grammar)
        if token.dep_ == "conj" and _is_reported(token):
            token.dep_ = "ccomp"
        if token.dep_ == "nsubj:pass" and _is_active(token.head, grammar):
            token.dep_ = "obj"
        if relation(token) == "ccomp" and not any(relation(c) == "nsubj" for c in token.children):
            _give_subject(token)
        if token.dep_ == "conj" and token.pos_ == "VERB":
            _join_to_verb(token)
        if relation(token) == "appos" and _both_countries(token, names):
            token.dep_ = "conj"
        if relation(token) == "ccomp" and _says_when(token, grammar):
            token.dep_ = "advcl"
        if relation(token) in ("advcl", "acl") and any(c.lower_ in grammar.content for c in token.children):
            token.dep_ = "ccomp"  # Berichte, wonach …: what is reported
        if token.pos_ == "PROPN" and token.i not in names:
            _join_to_office(token)
        if relation(token) == "flat" and (verb := _verb_between(token)) is not None:
            attach(token, verb, "nsubj")
        if relation(token) == "flat" and token.i in names and grammar.determiner_case:
            _next_to_name(token, names)
        if _is_run_on(token, names):
            clause = clause_of(token)
            taken = any(relation(c) == "nsubj" for c in clause.children)
            attach(token, clause, "obj" if taken else "nsubj")
        if _is_measured(token, grammar):
            attach(token, token.nbor(-1), "nmod")
        elif _hangs_on_time(token, grammar):
            _take_from_time(token, grammar)
        if token.i in names and _is_given(token, names, grammar):
            attach(token, token.head.head, "iobj")
        if token.i in names and _acted_on(token, names):
            attach(token, _verb_of(token), "obj")
        if grammar.case_decides:
            by_participle(token, grammar)
            by_case(token, names, grammar)


def _join_to_office(name: Token) -> None:
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


def _names_an_act(gerund: Token) -> bool:
    """`Fighting broke out between the army and rebels`: a gerund without anything of a clause is a noun."""
    bare = all(relation(c) in ("amod", "det", "compound", "punct") for c in gerund.children)
    return bare and gerund.pos_ == "VERB" and gerund.lower_.endswith("ing")


def _time_of_day(noun: Token, grammar: Grammar) -> None:
    """`stormed the square before dawn on Tuesday`: a time behind its preposition is no clause."""
    marks = [c for c in noun.children if c.i == noun.i - 1 and relation(c) == "mark" and c.pos_ != "PART"]
    if lemma(noun) in grammar.time_nouns and noun.lower_ == lemma(noun) and marks:
        noun.pos_, noun.dep_, marks[0].dep_, marks[0].pos_ = "NOUN", "obl", "case", "ADP"
        for child in [c for c in noun.children if c.i > noun.i]:
            attach(child, noun.head)


def _lacks_label(token: Token) -> bool:
    """`Indien und Nepal haben bekräftigt`: a noun without a label before a verb without a subject."""
    verb = token.head
    bare = token.pos_ in ("NOUN", "PROPN") and adposition(token) is None and token.i < verb.i
    return bare and verb.pos_ == "VERB" and not any(relation(c) in ("nsubj", "expl") for c in verb.children)


def _is_bare_subject(noun: Token, grammar: Grammar) -> bool:
    """`Aus dem Jemen flogen zwei Raketen auf Israel`: a noun of the verb's number behind it, without a
    preposition, where the verb has neither subject nor object."""
    verb, case = noun.head, phrase_case(noun, grammar)
    bare = noun.pos_ == "NOUN" and adposition(noun) is None and not is_time(noun, grammar)
    if not bare or case in ("dat", "acc", "gen"):
        return False
    alone = not {relation(c) for c in verb.children} & {
        "nsubj",
        "csubj",
        "expl",
        "obj",
        "iobj",
        "aux",
        "conj",
    }
    agrees = feature(noun, "Number") == feature(verb, "Number") and feature(verb, "VerbForm") == "Fin"
    return alone and agrees and verb.i < noun.i and verb.pos_ == "VERB" and relation(verb) != "conj"


def _first_of_two(name: Token, grammar: Grammar) -> None:
    """`Ankara, das vermittelt hatte, verurteilte Israel`: no dateline, which ends in a dash, but the subject;
    what stands behind the verb without showing its case is the object."""
    verb = name.head
    behind = [c for c in verb.children if relation(c) == "nsubj" and c.i > verb.i]
    first = name.i == verb.sent.start and name.nbor().text == "," and verb.nbor(-1).text == ","
    if first and len(behind) == 1 and phrase_case(behind[0], grammar) != "nom":
        name.dep_, behind[0].dep_ = "nsubj", "obj"


def _to_antecedent(clause: Token, grammar: Grammar) -> None:
    """`Polens Heer hat Drohnen abgeschossen, die eingedrungen waren`: not Poland, which is one."""
    subject = next((c for c in clause.children if relation(c) == "nsubj" and is_relative(c, grammar)), None)
    words = [clause, *(c for c in clause.children if relation(c) == "aux")]
    number = next((feature(w, "Number") for w in words if feature(w, "VerbForm") == "Fin"), "")
    told = feature(clause.head, "Number")
    if subject is None or not number or told in ("", number) or len(coordinated(clause.head)) > 1:
        return
    before = [t for t in clause.doc[clause.sent.start : subject.i] if t.pos_ in ("NOUN", "PROPN")]
    fitting = [t for t in before if feature(t, "Number") == number and not is_time(t, grammar)]
    if fitting:
        attach(clause, fitting[-1])


def _to_member(clause: Token, grammar: Grammar) -> None:
    """`A poet was among those jailed by the junta`: what is told of all of them is told of the one named."""
    group = clause.head
    within = group if adposition(group) is not None else group.head  # among dozens of people detained
    preposition = adposition(within)
    if preposition is None or lemma(preposition) not in grammar.among:
        return
    beside = within.head if relation(within) == "nsubj" else within  # Among those jailed was a poet
    members = [c for c in within.children if relation(c) == "nsubj"] if beside == within else [beside]
    if len(members) == 1 and any(relation(c) == "cop" for c in beside.children):
        attach(clause, members[0])


def _to_root(verb: Token, grammar: Grammar) -> None:
    """`China, on good terms with both, called for calm`: behind the aside the sentence's subject goes on."""
    noun, root = verb.head, verb.sent.root
    aside = verb.i > noun.right_edge.i - len(list(verb.subtree)) and verb.nbor(-1).text == ","
    nominal = root.pos_ in ("NOUN", "PROPN") and root != noun and root.is_ancestor(noun)
    own = any(relation(c) in ("aux", "nsubj") for c in verb.children)
    past = feature(verb, "Tense") == "Past" and not own
    if not grammar.case_decides and not grammar.compounding and aside and nominal and past:
        attach(verb, root)


def _denied_aside(pronoun: Token, grammar: Grammar) -> None:
    """`accused Rwanda of arming rebels, which Kigali denies`: a remark on what was said, no part of it."""
    relative = is_relative(pronoun, grammar) or lemma(pronoun) in grammar.remarks
    behind = pronoun.doc[pronoun.i + 1 : min(pronoun.i + _ASIDE, pronoun.sent.end)] if relative else ()
    verb = next((t for t in behind if not grammar.denying.isdisjoint(verb_lemmas(t, grammar))), None)
    if verb is None or any(t.is_punct for t in pronoun.doc[pronoun.i : verb.i]):
        return
    nouns = [c for c in verb.children if pronoun.i < c.i and c.pos_ in ("NOUN", "PROPN")]
    subjects = [c for c in nouns if relation(c) in ("nsubj", "obj", "iobj") and adposition(c) is None]
    main = verb.sent.root
    if len(subjects) == 1 and main.pos_ == "VERB" and main.i < pronoun.i:
        verb.pos_, subjects[0].dep_ = "VERB", "nsubj"
        attach(verb, main, "parataxis")
        attach(pronoun, verb, "obj")


def _is_reported(verb: Token) -> bool:
    """`teilte mit, Truppen hätten … bombardiert`: a subjunctive behind a comma is what is said, not a
    second statement.
    """
    kinds = {relation(c) for c in verb.children}
    finite = [verb, *(c for c in verb.children if relation(c) in ("aux", "cop"))]
    subjunctive = any(feature(word, "Mood") == "Sub" for word in finite)
    return subjunctive and "nsubj" in kinds and "cc" not in kinds and verb.head.pos_ == "VERB"


def _is_active(verb: Token, grammar: Grammar) -> bool:
    """`hat X aufgelöst und 17 Menschen festgenommen`: the second participle shares the auxiliary."""
    if verb.dep_ != "conj" or any(relation(c) == "aux" for c in verb.children):
        return False
    shared = {lemma(c) for c in verb.head.children if c.dep_ == "aux"}
    return bool(shared & grammar.perfect - grammar.intransitive)


def _acted_on(token: Token, names: dict[int, Match]) -> bool:
    """`besuchte am Dienstag Brüssel`, `drohte Trump Spanien`: a bare name is the object that its verb lacks,
    not a time, nor a part of the name before it.
    """
    match, verb = names[token.i], _verb_of(token)
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


def _is_given(token: Token, names: dict[int, Match], grammar: Grammar) -> bool:
    """`sagte der polnische Präsident der Ukraine Hilfe zu`: a man of one country is not another's."""
    owner, verb = token.head, token.head.head
    if relation(token) != "nmod" or relation(owner) != "nsubj" or adposition(token) is not None:
        return False
    adjectives = [names[c.i][0] for c in owner.children if relation(c) == "amod" and c.i in names]
    others = any(name.code[:3] != names[token.i][0].code[:3] for name in adjectives)
    open_ = verb.pos_ == "VERB" and not any(relation(c) == "iobj" for c in verb.children)
    return bool(grammar.determiner_case) and others and open_ and token.i > owner.i


def _verb_of(token: Token) -> Token:
    """The verb of a noun phrase that hangs on it, or on its subject as part of that name."""
    return token.head.head if relation(token) == "flat" else token.head


def _is_run_on(token: Token, names: dict[int, Match]) -> bool:
    """`U gradu Gusauu hiljade ljudi protestovale su`: a common noun behind a place is no part of its name.

    `übergab der Ukraine F-16-Jets`: nor is a compound."""
    head = token.head
    behind = relation(token) == "flat" and head.i < token.i and token.i not in names
    place = head.i in names and names[head.i][0].kind in PLACE_KINDS and clause_of(token).pos_ == "VERB"
    compound = any(relation(c) == "compound" for c in token.children)
    return behind and place and (compound or (token.pos_ == "NOUN" and token.text.islower()))


def _next_to_name(name: Token, names: dict[int, Match]) -> None:
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


def _says_when(clause: Token, grammar: Grammar) -> bool:
    """`obustavio je pregovore pošto je gerila otela četiri vojnika`: why or when, not what."""
    return any(relation(c) == "mark" and lemma(c) in grammar.conjunctions for c in clause.children)


def _verb_between(name: Token) -> Token | None:
    """`pobunjenici M23 koje podržava Ruanda`: what stands behind a verb is no part of the name before it."""
    between = name.doc[name.head.i + 1 : name.i]
    return next((t for t in between if t.pos_ == "VERB" and feature(t, "VerbForm") == "Fin"), None)


def _is_measured(token: Token, grammar: Grammar) -> bool:
    """`zu 14 Jahren Haft verurteilt`: what a span of time measures is no argument of the verb."""
    if token.i == 0 or token.pos_ != "NOUN" or any(relation(c) != "punct" for c in token.children):
        return False
    span = token.nbor(-1)
    word = adposition(span)
    measures = word is not None and lemma(word) in grammar.measure
    return measures and is_time(span, grammar) and token.head in (span, span.head)


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
        attach(between[-1], content)


def _join_to_verb(verb: Token) -> None:
    """`uručio orden i obećao ulaganja`: a finite verb is joined to the verb before it, not to its object."""
    noun = verb.head
    finite = feature(verb, "VerbForm") == "Fin" or feature(verb, "Voice") == "Act"
    object_of = relation(noun) in ("obj", "obl", "iobj", "xcomp") and noun.head.pos_ == "VERB"
    if noun.pos_ in ("NOUN", "PROPN") and object_of and finite and noun.i < verb.i and noun.head.i < verb.i:
        attach(verb, noun.head)


def _both_countries(token: Token, names: dict[int, Match]) -> bool:
    """`Vietnam, Cambodia to hold drills`: a headline's comma joins two countries, it does not explain one."""
    pair = [names[t.i][0] for t in (token.head, token) if t.i in names]
    return (
        len(pair) == 2
        and pair[0].code[:3] != pair[1].code[:3]
        and all(name.kind in ("name", "long", "capital") for name in pair)
    )


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
    attach(token, verb)
    token.dep_ = label
