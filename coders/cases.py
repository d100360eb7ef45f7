"""Repairs to a parse by what a language with cases shows in form, agreement and order alone."""

from spacy.tokens import Token

from coders.attach import attach
from coders.forms import is_form
from coders.framed import framed_object
from coders.grammar import Grammar, feature, is_ground, is_passive, is_time, lemma, relation
from coders.names import Match
from coders.phrases import adposition, coordinated, is_initials
from coders.speakers import behind_colon, who_speaks_from
from coders.subjects import whose_subject


def by_case(token: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """Correct tags and heads around a token in place."""
    _surname(token)
    _occasion(token)
    _adverb(token)
    _joined_by_case(token)
    _second_party(token)
    _and_then(token)
    _of_a_committee(token, names, grammar)
    _of_its_noun(token)
    _numeral(token, grammar)
    _quantity(token, grammar)
    _counted_object(token, grammar)
    if token.pos_ in ("VERB", "AUX") and adposition(token) is not None:
        _a_noun(token)
    elif token.pos_ == "VERB" and relation(token) == "nmod" and feature(token, "VerbForm") == "Inf":
        token.pos_ = "NOUN"  # isporuke pomoći: an infinitive is no attribute
    framed_object(token)
    whose_subject(token, grammar)
    if relation(token) == "ccomp":
        behind_colon(token, grammar)
    if relation(token) == "amod":
        _object_before(token)
        _who_will(token)
    if relation(token) == "obl" and token.head.pos_ == "NOUN" and adposition(token) is None:
        _of_a_deed(token)
    if token.pos_ == "ADP" and relation(token) in ("nsubj", "obl", "obj", "advmod", "nmod"):
        _leads_its_noun(token)
    if relation(token) == "flat" and lemma(token.head) in grammar.quantity:
        token.dep_ = "nmod"  # hiljade Haićana
    if relation(token) == "flat" and token.i in names:
        _of_an_office(token, names)
    if relation(token) == "cop" and token.pos_ in ("NOUN", "PROPN"):
        token.dep_ = "nsubj"
    if token.pos_ in ("NOUN", "PROPN") and relation(token) in ("nmod", "flat"):
        _object_behind(token, names, grammar)
        _subject_behind(token, grammar)
    if token.i in names and (token.pos_ in ("PROPN", "NOUN") or names[token.i][2] - names[token.i][1] > 1):
        _own_preposition(token, names)
        _owner(token, names, grammar)
        _bare_dative(token, names)
        _uninflected_subject(token, names)
        _accusative_subject(token, names)
        _acts_behind_genitive(token, names, grammar)
    if token.pos_ in ("NOUN", "PROPN"):
        who_speaks_from(token, names, grammar)


def _who_will(name: Token) -> None:
    """`Zelenski će se sastati`: a surname that looks like an adjective opens the sentence as its subject."""
    verb = name.head
    opens = name.is_sent_start and name.text.istitle() and feature(name, "Case") in ("Nom", "")
    if opens and verb.pos_ == "VERB" and not any(relation(c) in ("nsubj", "csubj") for c in verb.children):
        name.pos_, name.dep_ = "PROPN", "nsubj"


def _of_a_deed(noun: Token) -> None:
    """`posredovanje Kenije`: a noun in the genitive right behind another is its attribute."""
    head = noun.head
    predicate = any(relation(c) in ("cop", "nsubj") for c in head.children)
    if feature(noun, "Case") == "Gen" and noun.left_edge.i == head.i + 1 and not predicate:
        noun.dep_ = "nmod"


def _leads_its_noun(preposition: Token) -> None:
    """`Protiv ministra pokrenuta je istraga`: a preposition hangs on its noun, not the noun on it."""
    noun = next((c for c in preposition.children if c.pos_ in ("NOUN", "PROPN")), None)
    if noun is None or noun.i < preposition.i:
        return
    dep = "nmod" if relation(preposition) == "nmod" else "obl"
    above = preposition.head
    attach(noun, above, dep)
    attach(preposition, noun, "case")


def _surname(token: Token) -> None:
    """`Zelenski je zahvalio`, `Madurovi vojnici`: an adjective with a capital in a noun's place is a name."""
    nominal = relation(token) in ("nsubj", "obj", "iobj", "obl", "nmod", "conj")
    if token.pos_ == "ADJ" and nominal and token.text.istitle() and feature(token, "VerbForm") != "Part":
        token.pos_ = "PROPN"
    made = token.pos_ == "NOUN" and relation(token) == "amod" and lemma(token) == token.lower_
    if made and token.text.istitle() and feature(token, "Case") == feature(token.head, "Case"):
        token.pos_ = "PROPN"  # Madurovi vojnici


def _occasion(word: Token) -> None:
    """`tom prilikom`: behind its determiner no preposition stands."""
    before = word.nbor(-1) if word.i else word
    if word.dep_ == "case" and before.pos_ == "DET" and before.head in (word, word.head):
        word.dep_, word.pos_ = "advmod", "ADV"


def _adverb(word: Token) -> None:
    """`razgovarao odvojeno sa X`: a neuter beside the verb tells how; with whom belongs to the verb."""
    if relation(word) != "xcomp" or word.pos_ != "ADJ" or feature(word, "Gender") != "Neut":
        return
    phrases = [c for c in word.children if relation(c) == "obl" and adposition(c) is not None]
    if phrases and word.head.pos_ == "VERB":
        word.dep_, word.pos_ = "advmod", "ADV"
        for phrase in phrases:
            attach(phrase, word.head)


def _joined_by_case(noun: Token) -> None:
    """`apelovao na vladu u Atini i opoziciju`: what is coordinated has one case."""
    phrase = noun.head
    above = phrase.head
    inner = relation(phrase) == "nmod" and adposition(phrase) is not None and adposition(noun) is None
    if noun.dep_ != "conj" or not inner or above.pos_ not in ("NOUN", "PROPN"):
        return
    case, outer = feature(noun, "Case"), feature(above, "Case")
    alike = {"Nom", "Gen", "Acc"} if (feature(phrase, "Case"), outer) == ("Loc", "Acc") else {outer}
    if case not in ("", feature(phrase, "Case")) and case in alike:  # snage: of one form in three cases
        attach(noun, above)


def _second_party(name: Token) -> None:
    """`Vlada Kolumbije i ELN produžili su primirje`: of a singular subject and a plural verb, what shows no
    genitive is the second subject."""
    owner = name.head
    noun, verb = owner.head, owner.head.head
    beside = name.dep_ == "conj" and relation(owner) == "nmod" and relation(noun) == "nsubj"
    plain = (is_initials(name) or feature(name, "Case") == "Nom") and adposition(owner) is None
    numbers = feature(noun, "Number"), feature(verb, "Number")
    if beside and plain and numbers == ("Sing", "Plur") and len(coordinated(noun)) == 1:
        attach(name, noun, "conj")


def _and_then(adverb: Token) -> None:
    """`razgovarao sa Putinom, a odmah potom i sa Zelenskim`: no adverb is coordinated with a verb, but the
    phrase that it comes with is coordinated with another."""
    verb = adverb.head
    if adverb.dep_ != "conj" or adverb.pos_ != "ADV" or verb.pos_ != "VERB":
        return
    for phrase in [c for c in adverb.children if relation(c) == "obl" and c.i > adverb.i]:
        word = adposition(phrase)
        before = [c for c in verb.children if relation(c) == "obl" and c.i < adverb.i]
        alike = [c for c in before if word and lemma(adposition(c) or c) == lemma(word)]
        if alike:
            attach(phrase, alike[-1], "conj")
            attach(adverb, phrase, "advmod")


def _of_a_committee(owner: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`Odbor za ustavna pitanja Evropskog parlamenta`: whose body it is that deals with affairs told by an
    adjective."""
    affairs = owner.head
    word, body = adposition(affairs), affairs.head
    named = any(t.i in names for t in (owner, *owner.children))
    genitive = relation(owner) == "nmod" and feature(owner, "Case") == "Gen" and adposition(owner) is None
    told = any(relation(c) == "amod" and c.i not in names for c in affairs.children)
    deals = word is not None and lemma(word) in grammar.dealing
    if not (named and genitive and told and deals) or body.i > affairs.i:
        return
    if relation(affairs) == "nmod" and body.pos_ == "NOUN" and feature(affairs, "Case") == "Acc":
        attach(owner, body)


def _of_its_noun(preposition: Token) -> None:
    """`u severni Irak`: a preposition governs the noun, not the adjective that stands between."""
    adjective = preposition.head
    noun = adjective.head
    before = preposition.i < adjective.i < noun.i
    if preposition.dep_ != "case" or relation(adjective) != "amod" or adjective.pos_ != "ADJ" or not before:
        return
    if noun.pos_ in ("NOUN", "PROPN") and adposition(noun) is None:
        attach(preposition, noun)
        if relation(noun) in ("obj", "iobj"):
            noun.dep_ = "obl"


def _numeral(token: Token, grammar: Grammar) -> None:
    """`stavila petoro poslanika`: a collective numeral counts, it governs nothing."""
    if token.lower_ not in grammar.numerals or token.pos_ == "NUM" or token.head.i < token.i:
        return
    noun, verb = token.head, token.head.head
    token.pos_, token.dep_ = "NUM", "nummod"
    taken = {relation(c) for c in verb.children}
    if relation(noun) == "obl" and adposition(noun) is None and verb.pos_ == "VERB":
        noun.dep_ = "obj" if "obj" not in taken and noun.i > verb.i else "nsubj"


def _quantity(noun: Token, grammar: Grammar) -> None:
    """`Preko dve stotine radnika stupilo je …`, `više od 300 studenata`: how many they are is told with a
    preposition, which governs nothing; the verb in the singular shows that they are its subject, behind
    another they are its object (`deportovale su više od 600 migranata`)."""
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
    phrase = relation(noun) in ("obl", "obj", "nmod") and (noun.i < verb.i or word is not None)
    acts = impersonal and lacking and phrase
    behind = relation(noun) in ("obl", "obj") and noun.i > verb.i
    undergoes = word is not None and behind and not (impersonal and lacking)
    undergoes &= not any(relation(c) == "obj" and c != noun for c in verb.children)
    if verb.pos_ not in ("VERB", "ADJ") or not (acts or undergoes):
        return
    if word is not None:
        word.dep_, word.pos_ = "advmod", "ADV"
    attach(noun, verb, "nsubj" if acts else "obj")


def _counted_object(noun: Token, grammar: Grammar) -> None:
    """`poslaće Ukrajini još deset tenkova`: what is counted is in the genitive, and yet the object."""
    counted = any(relation(c) == "nummod" for c in noun.children) and not is_time(noun, grammar)
    verb = noun.head
    bare = relation(noun) == "obl" and adposition(noun) is None and noun.pos_ == "NOUN" and noun.i > verb.i
    others = [c for c in verb.children if relation(c) in ("nsubj", "obj")]
    others = [c for c in others if relation(c) == "nsubj" or feature(c, "Case") not in ("Dat", "Loc")]
    if counted and bare and verb.pos_ == "VERB" and [relation(c) for c in others] == ["nsubj"]:
        noun.dep_ = "obj"


def _owner(name: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`Portparol Kremlja je izjavio`: a name in the genitive right behind a noun belongs to that."""
    found, first, end = names[name.i]
    before = name.doc[first - 1] if first else name
    apart = relation(name) in ("nsubj", "obj", "iobj", "obl") and adposition(name) is None
    if not apart or before.pos_ != "NOUN" or before.head != name.head or lemma(before) in grammar.quantity:
        return
    if is_form(name.doc[end - 1].lower_, found.lemma.split()[-1].lower(), grammar.genitive_forms):
        attach(name, before, "nmod")


def _a_noun(token: Token) -> None:
    """`pregovori o brani`: what has a preposition is a noun (brana), and has no subject."""
    token.pos_ = "NOUN"
    for child in list(token.children):
        if relation(child) == "nsubj" and token.head != token:
            attach(child, token.head)


def _object_behind(noun: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`pustile na slobodu 30 zatvorenika`, `uručio predsedniku poziv`, `ugostio u Sočiju kralja Hamada`: what
    is counted, or accusative, or a person named behind a place, is the object."""
    phrase, verb = noun.head, noun.head.head
    if noun.dep_ == "flat" and noun.pos_ == "PROPN" and noun.i not in names and noun.i == phrase.i + 1:
        return  # zahvalio predsedniku Putinu
    dative = feature(phrase, "Case") == "Dat" and adposition(phrase) is None
    cases = {"Acc", "Nom"} if dative else {"Acc"}  # no nominative depends on a dative
    cases |= {"Gen"} if dative and phrase.i in names and noun.i not in names else set()  # Brazilu carine
    counted = any(relation(c) == "nummod" for c in noun.children) or feature(noun, "Case") in cases
    named = any((relation(c) == "flat" and c.pos_ == "PROPN") or c.i in names for c in noun.children)
    person = named and feature(noun, "Gender") == "Masc" and feature(noun, "Number") == "Sing"
    somewhere = phrase.pos_ == "PROPN" or is_ground(phrase, grammar)  # dočekao na aerodromu ruskog ministra
    counted |= person and somewhere and feature(noun, "Case") == "Gen"
    behind = noun.i > phrase.i and adposition(noun) is None and relation(phrase) in ("obl", "iobj", "obj")
    oblique = dative or (adposition(phrase) is not None and relation(phrase) != "obj")
    lacking = verb.pos_ == "VERB" and not any(relation(c) == "obj" and c != phrase for c in verb.children)
    if counted and behind and oblique and lacking:
        phrase.dep_ = "iobj" if dative else phrase.dep_
        attach(noun, verb, "obj")


def _subject_behind(noun: Token, grammar: Grammar) -> None:
    """`Ambasadora pozvalo je na razgovor ministarstvo`: a nominative that agrees with its verb is no
    attribute of the phrase before it where the verb's subject is none."""
    phrase, verb = noun.head, noun.head.head
    bare = relation(noun) == "nmod" and feature(noun, "Case") == "Nom" and adposition(noun) is None
    if not bare or adposition(phrase) is None or verb.pos_ != "VERB" or is_passive(verb, grammar):
        return
    subjects = [c for c in verb.children if relation(c) == "nsubj"]
    shown = [(feature(t, "Gender"), feature(t, "Number")) for t in (noun, verb)]
    if len(subjects) == 1 and feature(subjects[0], "Case") in ("Gen", "Acc") and shown[0] == shown[1]:
        subjects[0].dep_ = "obj"
        attach(noun, verb, "nsubj")


def _object_before(noun: Token) -> None:
    """`potvrdio je presudu lideru opozicije`: an accusative is no attribute of the dative behind it."""
    other, verb = noun.head, noun.head.head
    cases = feature(noun, "Case"), feature(other, "Case")
    lacking = verb.pos_ == "VERB" and not any(relation(c) == "obj" and c != other for c in verb.children)
    if cases == ("Acc", "Dat") and noun.i < other.i and lacking and adposition(other) is None:
        other.dep_ = "iobj"
        attach(noun, verb, "obj")
        noun.pos_ = "NOUN"


def _of_an_office(name: Token, names: dict[int, Match]) -> None:
    """`Ambasador Irana u Kanberi`: what opens a sentence is no first name of a country in the genitive."""
    office = name.head
    opens = office.is_sent_start and office.i + 1 == name.i and office.i not in names
    if (
        opens
        and office.pos_ == "PROPN"
        and feature(name, "Case") == "Gen"
        and names[name.i][0].kind == "name"
    ):
        name.dep_, office.pos_ = "nmod", "NOUN"


def _own_preposition(name: Token, names: dict[int, Match]) -> None:
    """`poslala u Liban brod`: a preposition belongs to the name behind it, not to the noun after that."""
    noun, before = name.head, name.nbor(-1) if name.i else name
    if noun.i in range(*names[name.i][1:]):  # sa Severnom Korejom
        return
    hangs = relation(name) in ("amod", "nmod", "flat") and name.i < noun.i and noun.head != noun
    if hangs and before.pos_ == "ADP" and before.head == noun:
        attach(before, name)
        attach(name, noun.head, "obl")


def _bare_dative(name: Token, names: dict[int, Match]) -> None:
    """`izručila Sjedinjenim Državama vođu`: a dative before a noun in another case depends on the verb."""
    first, end = names[name.i][1:]
    noun = name.head
    inside = range(first, end)
    behind = relation(name) in ("flat", "nmod") and relation(noun) == "nsubj" and noun.i < first
    if behind and noun.pos_ == "PROPN" and feature(noun, "Case") != feature(name, "Case") == "Dat":
        attach(name, noun.head, "iobj")  # Brisel Moldaviji obećava pomoć
        return
    datives = [t for t in name.doc[first:end] if feature(t, "Case") == "Dat"]
    if noun.i in inside or name.i > noun.i or noun.pos_ not in ("NOUN", "PROPN") or noun.head == noun:
        return
    fitting = relation(name) in ("amod", "nmod", "flat") and feature(noun, "Case") not in ("Dat", "Loc")
    if datives and fitting and adposition(name) is None:
        attach(name, noun.head, "iobj")


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


def _accusative_subject(name: Token, names: dict[int, Match]) -> None:
    """`Kairo je optužio Adis Abebu`: of two names the one in the accusative is the object, and where no form
    tells, the one behind the verb: `Netanjahu je kritikovao Iran`."""
    verb = name.head
    fronted = [c for c in verb.children if relation(c) == "obj" and c.i < verb.i and c.pos_ == "PROPN"]
    either = relation(name) == "nsubj" and feature(name, "Gender") == "Masc" and len(coordinated(name)) == 1
    cases = {feature(token, "Case") for token in (name, *fronted)}
    if either and name.i > verb.i and len(fronted) == 1 and cases == {"Nom"}:
        name.dep_, fronted[0].dep_ = "obj", "nsubj"
        return
    before = [c for c in verb.children if relation(c) == "obj" and c.i in names and c.i < verb.i < name.i]
    if relation(name) != "nsubj" or feature(name, "Case") != "Acc" or len(before) != 1:
        return
    found, first, end = names[before[0].i]
    if found.lemma == name.doc[first:end].text:
        name.dep_, before[0].dep_ = "obj", "nsubj"


def _acts_behind_genitive(name: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`Ponudu Vašingtona Teheran je odbio`: a country's name in its first form, between a genitive and the
    verb, is the subject; the phrase before it is the object."""
    found, first, end = names[name.i]
    top = name.head
    while relation(top) in ("nmod", "flat") and top.head.i < top.i:
        top = top.head
    verb, doc = top.head, name.doc
    apart = relation(name) in ("nmod", "flat", "appos") and len(found.code) == 3 and top.i < first - 1
    plain = found.lemma == doc[first:end].text and verb.pos_ == "VERB" and end <= verb.i < name.sent.end
    if not apart or not plain or doc[end] not in (verb, *(c for c in verb.children if c.dep_ == "aux")):
        return
    before = doc[first - 1]
    owner = names[before.i][0].lemma.lower() if before.i in names else ""
    genitive = feature(before, "Case") == "Gen" or is_form(before.lower_, owner, grammar.genitive_forms)
    agrees = feature(verb, "Gender") in ("", feature(name, "Gender"))
    lacking = not any(relation(c) in ("nsubj", "csubj") and c != top for c in verb.children)
    if (
        genitive
        and agrees
        and lacking
        and relation(top) in ("nsubj", "obj")
        and not is_passive(verb, grammar)
    ):
        top.dep_ = "obj"
        attach(name, verb, "nsubj")
