"""Repairs to a parse where a clause or a verb hangs on the wrong word, or by the wrong relation."""

from spacy.tokens import MorphAnalysis, Token

from coders.attach import attach
from coders.grammar import Grammar, feature, is_relative, is_time, lemma, relation, verb_lemmas
from coders.names import Match
from coders.phrases import adposition, coordinated, phrase_case

_ASIDE = 7
"""Words within which a denial told as an aside has its verb: `which the government in Kigali denies`."""


def to_antecedent(clause: Token, grammar: Grammar) -> None:
    """`Polens Heer hat Drohnen abgeschossen, die eingedrungen waren`: not Poland, which is one."""
    subject = next((c for c in clause.children if relation(c) == "nsubj" and is_relative(c, grammar)), None)
    words = [clause, *(c for c in clause.children if relation(c) == "aux")]
    number = next((feature(w, "Number") for w in words if feature(w, "VerbForm") == "Fin"), "")
    told = feature(clause.head, "Number")
    if subject is None or not number or told in ("", number) or len(coordinated(clause.head)) > 1:
        return
    if number == "Sing" and may_be_one(clause.head, grammar):
        return
    before = [t for t in clause.doc[clause.sent.start : subject.i] if t.pos_ in ("NOUN", "PROPN")]
    fitting = [t for t in before if feature(t, "Number") == number and not is_time(t, grammar)]
    if fitting:
        attach(clause, fitting[-1])


def may_be_one(noun: Token, grammar: Grammar) -> bool:
    """`traf den Präsidenten, der …`: an accusative in the singular with the form and article of a plural."""
    articles = [c.lower_ for c in noun.children if c.pos_ == "DET" and c.i < noun.i]
    both = any({f"{word}:Sing", f"{word}:Plur"} <= grammar.determiner_case.keys() for word in articles)
    return both and noun.lower_ in (f"{lemma(noun)}en", f"{lemma(noun)}n")


def off_verb(clause: Token, grammar: Grammar) -> None:
    """`fing eine Rakete ab, die … abgefeuert wurde`: a relative clause behind the verb belongs to the last
    noun before it of the pronoun's number and gender."""
    pronoun = next((c for c in clause.children if c.i < clause.i and is_relative(c, grammar)), None)
    if pronoun is None or clause.head.pos_ != "VERB":
        return
    before = [t for t in clause.doc[clause.sent.start : pronoun.i] if t.pos_ in ("NOUN", "PROPN")]
    fitting = [t for t in before if t.head != t and not is_time(t, grammar)]
    fitting = [t for t in fitting if _agrees(t, pronoun) or _is_that_one(t, pronoun, grammar)]
    if fitting:
        attach(clause, fitting[-1])


def starting_from(preposition: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`von Belarus aus in die Ukraine`: from where, and no preposition of what stands behind."""
    place = next(
        (t for t in preposition.doc[max(preposition.i - 1, 0) : preposition.i] if t.i in names), None
    )
    first = adposition(place) if place is not None else None
    behind = preposition.nbor() if preposition.i + 1 < len(preposition.doc) else None
    if first is None or lemma(first) not in grammar.genitive or behind is None:
        return
    if behind.pos_ in ("ADP", "VERB", "AUX", "ADV", "PUNCT"):
        first.lemma_ = f"{lemma(first)} {preposition.lower_}"
        attach(preposition, first, "fixed")


def relative_object(clause: Token, grammar: Grammar) -> None:
    """`Diplomaten, die der Sudan ausgewiesen hatte`: of pronoun and noun the one acts that is a nominative,
    or in the verb's number where what the pronoun stands for is not."""
    core = [c for c in clause.children if relation(c) in ("nsubj", "obj") and c.i < clause.i]
    if len(core) != 2 or core[0].pos_ not in ("PRON", "DET") or lemma(core[0]) not in grammar.relative:
        return
    pronoun, noun = core
    told = next(
        (feature(t, "Number") for t in (clause, *clause.children) if feature(t, "VerbForm") == "Fin"), ""
    )
    plain = noun.pos_ in ("NOUN", "PROPN") and adposition(noun) is None
    told_apart = relation(noun) == "nsubj" and relation(pronoun) == "obj"
    passive = any(c.dep_ == "aux:pass" for c in clause.children)
    if not plain or told_apart or passive or feature(pronoun, "Gender") == "Masc":
        return
    gender = feature(pronoun, "Gender") or "Fem"
    before = [
        t for t in clause.doc[clause.sent.start : pronoun.i] if t.pos_ == "NOUN" and not is_time(t, grammar)
    ]
    fitting = [t for t in before if feature(t, "Number") == "Plur" or feature(t, "Gender") == gender]
    fits = fitting and feature(fitting[-1], "Number") == told
    agrees = feature(noun, "Number") == told and len(coordinated(noun)) == 1
    if phrase_case(noun, grammar) != "nom" and (not fitting or fits or not agrees):
        return
    pronoun.pos_, pronoun.dep_, noun.dep_ = "PRON", "obj", "nsubj"
    shown = {"Case": "Acc", "Number": feature(fitting[-1], "Number") if fitting else "", "PronType": "Rel"}
    pronoun.morph = MorphAnalysis(pronoun.vocab, {key: value for key, value in shown.items() if value})
    if fitting and not fits:
        attach(clause, fitting[-1])


def _is_that_one(noun: Token, pronoun: Token, grammar: Grammar) -> bool:
    masculine = feature(pronoun, "Number") == "Sing" and feature(pronoun, "Gender") == "Masc"
    return masculine and may_be_one(noun, grammar)


def _agrees(noun: Token, pronoun: Token) -> bool:
    number, gender = (feature(pronoun, name) for name in ("Number", "Gender"))
    if feature(noun, "Number") != number:
        return False
    return number == "Plur" or not gender or feature(noun, "Gender") in ("", gender)


def to_member(clause: Token, grammar: Grammar) -> None:
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


def to_root(verb: Token, grammar: Grammar) -> None:
    """`China, on good terms with both, called for calm`: behind the aside the sentence's subject goes on."""
    noun, root = verb.head, verb.sent.root
    aside = verb.i > noun.right_edge.i - len(list(verb.subtree)) and verb.nbor(-1).text == ","
    nominal = root.pos_ in ("NOUN", "PROPN") and root != noun and root.is_ancestor(noun)
    own = any(relation(c) in ("aux", "nsubj") for c in verb.children)
    past = feature(verb, "Tense") == "Past" and not own
    if not grammar.case_decides and not grammar.compounding and aside and nominal and past:
        attach(verb, root)


def denied_aside(pronoun: Token, grammar: Grammar) -> None:
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


def denied_charge(noun: Token, grammar: Grammar) -> None:
    """`accused Rwanda of arming rebels, a charge that Kigali denies`: the same with a noun for it."""
    main = noun.sent.root
    denied = any(
        relation(c) == "acl" and not grammar.denying.isdisjoint(verb_lemmas(c, grammar))
        for c in noun.children
    )
    comma = noun.left_edge.i and noun.left_edge.nbor(-1).text == ","
    comma = comma or (noun.left_edge.text == ",")
    if denied and comma and main.pos_ == "VERB" and main.i < noun.i:
        attach(noun, main, "parataxis")


def is_reported(verb: Token) -> bool:
    """`teilte mit, Truppen hätten … bombardiert`: a subjunctive behind a comma is what is said, not a
    second statement.
    """
    kinds = {relation(c) for c in verb.children}
    finite = [verb, *(c for c in verb.children if relation(c) in ("aux", "cop"))]
    subjunctive = any(feature(word, "Mood") == "Sub" for word in finite)
    return subjunctive and "nsubj" in kinds and "cc" not in kinds and verb.head.pos_ == "VERB"


def says_when(clause: Token, grammar: Grammar) -> bool:
    """`obustavio je pregovore pošto je gerila otela četiri vojnika`: why or when, not what."""
    return any(relation(c) == "mark" and lemma(c) in grammar.conjunctions for c in clause.children)


def give_subject(content: Token, grammar: Grammar) -> None:
    """`Dong sagte, China und Russland wollten …`: of two subjects the nearer is that of what is said, or who
    is told to do it: `Peking je upozorio Tajpej da …`."""
    verb = content.head
    subjects = [c for c in verb.children if relation(c) == "nsubj"]
    between = [s for s in subjects if verb.i < s.i < content.i]
    if len(subjects) > 1 and between and grammar.object_control.isdisjoint(verb_lemmas(verb, grammar)):
        attach(between[-1], content)
    elif len(subjects) > 1 and between:
        between[-1].dep_ = "obj"


def join_to_verb(verb: Token) -> None:
    """`uručio orden i obećao ulaganja`: a finite verb is joined to the verb before it, not to its object."""
    noun = verb.head
    finite = feature(verb, "VerbForm") == "Fin" or feature(verb, "Voice") == "Act"
    object_of = relation(noun) in ("obj", "obl", "iobj", "xcomp") and noun.head.pos_ == "VERB"
    if noun.pos_ in ("NOUN", "PROPN") and object_of and finite and noun.i < verb.i and noun.head.i < verb.i:
        attach(verb, noun.head)


def off_object(subject: Token) -> None:
    """`haben Jets Stellungen bombardiert`: a noun without a copula has no subject; its verb has both."""
    noun = subject.head
    verb = noun.head
    bare = noun.pos_ == "NOUN" and not any(relation(c) in ("cop", "aux", "mark") for c in noun.children)
    below = relation(noun) in ("nsubj", "obj") and verb.pos_ == "VERB" and adposition(noun) is None
    if bare and below and not any(relation(c) == "nsubj" for c in verb.children if c != noun):
        attach(subject, verb, "nsubj")
        noun.dep_ = "obj"


def count_of(number: Token, grammar: Grammar) -> None:
    """`shot down 34 of 50 drones`, `hat nach eigenen Angaben 34 von 50 Drohnen abgeschossen`: what a number
    counts is the object that its verb lacks, not what the noun before it counts."""
    of = number.nbor() if number.i + 1 < len(number.doc) else number
    noun = of.head
    if of.dep_ != "case" or lemma(of) not in grammar.genitive or noun.i < of.i or noun.pos_ != "NOUN":
        return
    verb = number.head if number.head.pos_ == "VERB" else number.head.head
    astray = relation(number) in ("obl", "advmod", "obj") or (
        relation(number) == "nummod" and number.head.i < number.i
    )
    taken = {c.dep_ for c in verb.children if c != number} & {
        "obj",
        "ccomp",
        "xcomp",
        "aux:pass",
        "nsubj:pass",
    }
    if astray and adposition(number) is None and verb.pos_ == "VERB" and not taken:
        attach(noun, verb, "obj")
        attach(number, noun, "nummod")
        attach(of, number, "fixed")


def lead_clause(verb: Token) -> None:
    """`Predsednici Francuske i Nemačke posetiće Kijev`: a finite verb hung on a noun before it is the verb of
    the clause, the noun its subject."""
    noun = verb.head
    finite = verb.pos_ == "VERB" and feature(verb, "VerbForm") == "Fin" and relation(verb) == "nmod"
    if (
        not finite
        or noun.pos_ not in ("NOUN", "PROPN")
        or noun.i > verb.i
        or feature(noun, "Case") not in ("Nom", "")
    ):
        return
    if noun.head == noun:
        attach(verb, verb, "ROOT")
    else:
        attach(verb, noun.head, noun.dep_)
    for child in [c for c in noun.children if c.i > verb.i]:
        attach(child, verb)
    for child in verb.children:
        child.dep_ = "obj" if child.dep_ == "flat" and child.i > verb.i else child.dep_
    attach(noun, verb, "nsubj")
