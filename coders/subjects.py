"""Repairs to a parse where forms and order show which noun is the subject of a verb, or its object."""

from spacy.tokens import MorphAnalysis, Token

from coders.attach import attach
from coders.grammar import Grammar, feature, is_passive, is_relative, is_time, lemma, relation, verb_lemmas
from coders.phrases import adposition, coordinated


def whose_subject(token: Token, grammar: Grammar) -> None:
    """Correct heads and labels of a noun, or of a participle, in place."""
    kind, bare = relation(token), adposition(token) is None
    if kind == "conj" and token.pos_ == "NOUN" and bare:
        _subject_behind(token)
    if kind == "obl" and bare and feature(token, "Case") == "Nom":
        _nominative_behind(token, grammar)
    if kind == "nsubj" and token.head.pos_ == "ADV":
        _off_adverb(token)
    if kind == "xcomp":
        _those_who(token)
        _describes_subject(token)
    if token.pos_ in ("NOUN", "PROPN") and not bare:
        _no_clause(token)
    if kind == "appos":
        _behind_clause(token)
    if kind in ("flat", "nmod") and bare:
        _behind_phrase(token, grammar)
    if kind == "nsubj" and is_relative(token, grammar):
        _remarked_on(token)
        _whom_others(token, grammar)
    if kind == "conj" and token.pos_ == "VERB":
        _out_of_content(token)
    if kind == "conj" and token.pos_ == "NOUN" and bare:
        _means_of_next(token)
    if kind in ("obj", "obl", "conj") and token.pos_ in ("NOUN", "PROPN"):
        _object_of_next(token)
    if kind == "nsubj" and token.pos_ in ("NOUN", "PROPN") and bare:
        _whom(token, grammar)
        _fronted(token, grammar)
    if kind == "acl":
        _nearest(token, grammar)
    if kind == "nmod" and not bare:
        _asked_of(token, grammar)
    if kind == "conj" and feature(token, "Voice") == "Act":
        _agreeing_clause(token)
    if token.pos_ == "PRON" and kind in ("nsubj", "obj", "iobj", "obl") and bare:
        _how_many(token)


def _subject_behind(noun: Token) -> None:
    """`Uprkos zabrani policije, hiljade ljudi prošetale su`: what only a comma parts from a phrase with a
    preposition, and stands before a plural verb without a subject, is that verb's."""
    verb = noun.head.head
    if relation(verb) == "xcomp" and feature(verb, "Voice") == "Pass":  # Predvođeni X, radnici su …
        verb = verb.head
    means = feature(noun.head, "Case") == "Ins" and feature(noun, "Case") == "Nom"
    apart = means or adposition(noun.head) is not None
    apart = apart and not any(relation(c) == "cc" for c in noun.children)
    lacking = verb.pos_ == "VERB" and not any(relation(c) in ("nsubj", "csubj") for c in verb.children)
    if apart and lacking and noun.head.i < noun.i < verb.i and feature(verb, "Number") == "Plur":
        attach(noun, verb, "nsubj")


def _nominative_behind(noun: Token, grammar: Grammar) -> None:
    """`Sastaće se u Ženevi šefovi diplomatija`: a bare nominative is the subject that the verb lacks."""
    verb = noun.head
    lacking = not any(relation(c) in ("nsubj", "csubj") for c in verb.children)
    nominal = noun.pos_ in ("NOUN", "PROPN") and not is_time(noun, grammar)
    if nominal and lacking and verb.pos_ == "VERB" and noun.i > verb.i:
        noun.dep_ = "nsubj"


def _off_adverb(noun: Token) -> None:
    """`a Kito je zauzvrat ukinuo carine`: an adverb has no subject, nor an auxiliary; its verb has them."""
    adverb = noun.head
    verb = adverb.head
    lacking = not any(relation(c) in ("nsubj", "csubj") for c in verb.children)
    if relation(adverb) == "advmod" and verb.pos_ == "VERB" and lacking:
        for child in [c for c in adverb.children if c.i < adverb.i]:
            attach(child, verb)


def _those_who(people: Token) -> None:
    """`rasterala je okupljene`: an accusative plural that nothing else explains is the object."""
    verb = people.head
    taken = {relation(c) for c in verb.children} & {"obj", "iobj", "expl"}
    shown = people.pos_ == "ADJ" and feature(people, "Case") == "Acc"
    plural = shown and feature(people, "Number") == "Plur"
    if plural and verb.pos_ == "VERB" and not taken and feature(people, "Gender") != "Neut":
        people.pos_, people.dep_ = "NOUN", "obj"


def _describes_subject(participle: Token) -> None:
    """`Hakeri povezani sa Iranom napali su X`: what stands between a noun and its verb only describes it."""
    verb = participle.head
    nouns = [c for c in participle.children if relation(c) == "nsubj" and c.i < participle.i]
    helped = any(relation(c) in ("aux", "cop") for c in participle.children)
    passive = feature(participle, "Voice") == "Pass" and participle.i < verb.i
    if passive and nouns and not helped and not any(relation(c) == "nsubj" for c in verb.children):
        attach(nouns[0], verb, "nsubj")
        attach(participle, nouns[0], "acl")


def _no_clause(noun: Token) -> None:
    """`Vlasti su zbog upada uložile protest`: subject and auxiliary belong to the verb, not to the phrase
    that parts them from it."""
    verb = noun.head
    around = [c for c in noun.children if relation(c) in ("nsubj", "aux", "cop") and c.i < noun.i]
    around += [h for c in around if relation(c) == "nsubj" for h in c.children if relation(h) == "cop"]
    if relation(noun) not in ("obl", "advmod") or verb.pos_ != "VERB" or verb.i < noun.i or len(around) < 2:
        return
    if not any(relation(c) == "nsubj" for c in verb.children):
        for child in around:
            attach(child, verb)
            child.dep_ = "nsubj" if relation(child) == "nsubj" else "aux"


def _behind_clause(noun: Token) -> None:
    """`Kako javlja agencija, premijer je otputovao`: what follows the opening clause is the subject of the
    main one, no apposition to that of the other."""
    clause = noun.head.head
    verb = clause.head
    opening = relation(clause) == "advcl" and clause.i < noun.i < verb.i
    comma = any(t.text == "," for t in noun.doc[noun.head.i : noun.i])
    if opening and comma and not any(relation(c) in ("nsubj", "csubj") for c in verb.children):
        attach(noun, verb, "nsubj")


def _behind_phrase(name: Token, grammar: Grammar) -> None:
    """`Posle sastanka u Dohi Ruanda i Kongo objavili su`: a nominative that another phrase parts from its
    noun is the subject that the verb lacks."""
    noun = name.head
    verb = noun.head
    between = any(t.pos_ == "ADP" for t in name.doc[noun.i : name.i])
    nominative = feature(name, "Case") == "Nom" and name.pos_ == "PROPN" and adposition(noun) is not None
    lacking = not any(relation(c) in ("nsubj", "csubj") for c in verb.children)
    if between and nominative and lacking and verb.pos_ == "VERB" and noun.i < name.i < verb.i:
        attach(name, verb, "nsubj")


def _remarked_on(what: Token) -> None:
    """`…, što je Tel Aviv ocenio kao sramotno`: of two subjects the pronoun is what is spoken of."""
    verb = what.head
    others = [c for c in verb.children if relation(c) == "nsubj" and c != what and c.pos_ != "PRON"]
    if feature(what, "Gender") == "Neut" and others and not any(relation(c) == "obj" for c in verb.children):
        what.dep_ = "obj"


def _whom_others(pronoun: Token, grammar: Grammar) -> None:
    """`tenk koji su zarobili vojnici`: a plural nominative, a form of no other case, is the subject; `koji`,
    which is of both cases, is the object."""
    verb = pronoun.head
    bare = [c for c in verb.children if c.pos_ == "NOUN" and adposition(c) is None and c.i > verb.i]
    bare = [c for c in bare if relation(c) in ("nsubj", "obj", "xcomp")]
    shown = [c for c in bare if feature(c, "Gender") == "Masc" and feature(c, "Number") == "Plur"]
    shown = [c for c in shown if feature(c, "Case") == "Nom"]
    shown = shown or [c for c in bare if feature(c, "VerbForm") == "Inf"]  # pirati, taken for a verb
    active = feature(verb, "Voice") == "Act" and feature(verb, "Number") == "Plur"
    if active and len(shown) == 1 and lemma(verb) not in grammar.predicative and relation(verb) == "acl":
        pronoun.dep_, shown[0].dep_ = "obj", "nsubj"


def _out_of_content(verb: Token) -> None:
    """`zatražio je da se posada vrati i poslao razarače`: a past participle continues no clause with da."""
    clause = verb.head
    above = clause.head
    past = feature(verb, "Voice") == "Act" and not any(relation(c) in ("nsubj", "aux") for c in verb.children)
    wished = feature(clause, "Tense") == "Pres" and any(c.lower_ == "da" for c in clause.children)
    if past and wished and relation(clause) == "ccomp" and feature(above, "Voice") == "Act":
        attach(verb, above)


def _means_of_next(noun: Token) -> None:
    """`blokirali su trg i kamenicama gađali policiju`: an instrument behind `i` belongs to the next verb."""
    doc = noun.doc
    verb = next((t for t in doc[noun.i + 1 : noun.sent.end] if t.pos_ == "VERB"), None)
    apart = feature(noun, "Case") == "Ins" and feature(noun.head, "Case") not in ("Ins", "")
    if verb is not None and apart and verb.dep_ == "conj" and verb.i <= noun.i + 3:
        for word in [c for c in noun.children if relation(c) == "cc"]:
            attach(word, verb)
        attach(noun, verb, "obl")


def _object_of_next(noun: Token) -> None:
    """`otkazala je sporazum i konzula iz Perua povukla`: what `i` parts from the verb before belongs to the
    verb behind it, which closes its clause."""
    doc, word = noun.doc, noun.left_edge
    joins = [c for c in noun.children if c.i < noun.i and c.pos_ == "CCONJ"]
    end = noun.right_edge.i + 1
    verb = doc[end] if joins and end < noun.sent.end else noun
    above = noun.head.head if relation(noun) == "conj" else noun.head
    goes_on = verb.dep_ == "conj" or feature(verb, "Voice") == "Act"
    goes_on &= verb.pos_ == "VERB" and verb.head in (above, noun.head)
    lacking = not any(relation(c) in ("nsubj", "obj") for c in verb.children)
    if goes_on and lacking and joins[0] == word and noun.head.i < noun.i:
        verb.dep_ = "conj"
        attach(joins[0], verb, "cc")
        attach(noun, verb, "obj" if adposition(noun) is None else "obl")


def _fronted(noun: Token, grammar: Grammar) -> None:
    """`Zabrinutost je izrazila i ambasada`, `Zahtev Kijeva odbio je Peking`: of two subjects that which a
    supporting verb carries, or which names a deed, is the object, if it comes first."""
    verb = noun.head
    nouns = [c for c in verb.children if relation(c) in ("nsubj", "obj") and c != noun]
    others = [c for c in nouns if c.i > verb.i > noun.i and feature(c, "Case") == "Nom"]
    carries = verb.pos_ == "VERB" and not grammar.support.isdisjoint(verb_lemmas(verb, grammar))
    inanimate = noun.text.islower() or noun.is_sent_start
    if not inanimate or is_passive(verb, grammar) or len(others) != 1 or nouns != others:
        return
    named = [t for t in noun.children if t.pos_ == "PROPN" and feature(t, "Case") != "Dat"]
    person = named or lemma(noun) in grammar.voices or any(relation(c) == "flat" for c in noun.children)
    only = noun.pos_ == "NOUN" and carries and not person and relation(others[0]) == "nsubj"
    if only or (lemma(noun) in grammar.deeds and verb.pos_ == "VERB"):
        noun.dep_, others[0].dep_ = "obj", "nsubj"


def _nearest(clause: Token, grammar: Grammar) -> None:
    """`lansirao je 20 raketa na bazu, u kojoj su vojnici`: the nearest noun before the relative pronoun that
    agrees with it, where what the clause was hung on does not."""
    noun = clause.head
    pronoun = next((c for c in clause.children if is_relative(c, grammar) and c.i < clause.i), None)
    if pronoun is None or noun.pos_ not in ("NOUN", "PROPN") or adposition(pronoun) is None:
        return
    shown = {feature(pronoun, "Number"), feature(noun, "Number")}
    before = [t for t in clause.doc[noun.i + 1 : pronoun.i] if t.pos_ in ("NOUN", "PROPN")]
    traits = [(name, feature(pronoun, name)) for name in ("Number", "Gender")]
    fitting = [t for t in before if all(value and feature(t, name) == value for name, value in traits)]
    if {"Sing", "Plur"} <= shown and fitting and len(coordinated(noun)) == 1:
        attach(clause, fitting[-1])


def _asked_of(noun: Token, grammar: Grammar) -> None:
    """`Ministar Petar Petrović od Eufora zatražio pojačanje`: from whom somebody named asks is no part of
    the name."""
    who, word = noun.head, adposition(noun)
    named = any(relation(c) == "flat" and c.i < noun.left_edge.i for c in who.children)
    asks = relation(who) == "nsubj" and who.head.pos_ == "VERB" and who.head.i > noun.i
    if word is not None and lemma(word) in grammar.agent and named and asks:
        attach(noun, who.head, "obl")


def _agreeing_clause(verb: Token) -> None:
    """`Brazil i Meksiko osudili su to, a Milej je u tome video spas i čestitao`: a singular goes on with the
    clause whose subject is one, not with that of several before it."""
    first = verb.head
    if feature(verb, "Number") != "Sing" or any(relation(c) == "nsubj" for c in verb.children):
        return
    subjects = [c for c in first.children if relation(c) == "nsubj" and c.i < first.i]
    several = any(len(coordinated(c)) > 1 for c in subjects)
    between = [t for t in verb.doc[first.i + 1 : verb.i] if relation(t) == "nsubj" and t.head != first]
    fitting = [t for t in between if feature(t, "Number") == "Sing" and feature(t, "Case") == "Nom"]
    if not several or not fitting or fitting[-1].head.i > verb.i:
        return
    clause = fitting[-1].head
    if any(c.lemma_ == "biti" for c in clause.children):
        clause.pos_ = "VERB"  # video, taken for a noun
    attach(verb, clause, "conj")


def _how_many(pronoun: Token) -> None:
    """`Privedeno je njih 63`: a number beside a pronoun counts it."""
    beside = pronoun.doc[pronoun.i + 1 : min(pronoun.i + 2, pronoun.sent.end)]
    for number in beside:
        if number.head == pronoun.head and (number.pos_ == "NUM" or feature(number, "NumType") == "Ord"):
            number.pos_ = "NUM"  # of njih 63. at the end of a sentence, too
            pronoun.morph = MorphAnalysis(pronoun.vocab, {**pronoun.morph.to_dict(), "Case": "Gen"})
            pronoun.dep_ = "nsubj" if relation(pronoun) == "nsubj" else "obj"
            attach(number, pronoun, "nummod")


def _whom(noun: Token, grammar: Grammar) -> None:
    """`najavio je da će ruskog otpravnika pozvati na raport`: a man in the genitive, whom nothing counts, is
    the object, which has the same form; the subject is what is tagged accusative in its place."""
    verb = noun.head
    shown = (feature(noun, "Case"), feature(noun, "Gender"), feature(noun, "Number"))
    counted = any(relation(c) in ("nummod", "det") or c.pos_ == "NUM" for c in noun.children)
    objects = [c for c in verb.children if relation(c) == "obj"]
    acting = [c for c in objects if c.i > verb.i and feature(c, "Animacy") == "Inan" and c.pos_ == "NOUN"]
    acting = [c for c in acting if feature(c, "Gender") == feature(verb, "Gender")][:1]
    taken = acting != [c for c in objects if not acting or feature(c, "Case") != "Gen"]
    taken |= feature(verb, "Gender") == "Neut" or (noun.pos_ == "PROPN" and not acting)
    active = verb.pos_ == "VERB" and not is_passive(verb, grammar)
    if shown != ("Gen", "Masc", "Sing") or counted or taken or not active:
        return
    if lemma(noun) not in grammar.quantity and not is_time(noun, grammar):
        noun.dep_ = "obj"
        noun.morph = MorphAnalysis(noun.vocab, {**noun.morph.to_dict(), "Case": "Acc"})
        for subject in acting:
            subject.dep_ = "nsubj"
