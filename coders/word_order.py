"""Repairs to a parse by the order of words: which noun a verb has for subject and object."""

from spacy.tokens import Doc, Token

from coders.attach import attach
from coders.finite import mend_finite
from coders.grammar import (
    NOMINAL,
    Grammar,
    explained,
    feature,
    is_infinitive,
    is_main_clause,
    lemma,
    relation,
    verb_lemmas,
)
from coders.headlines import join_headline_subjects, raise_headline_verb, raise_more_headline_verbs
from coders.names import Match
from coders.participles import raise_preterite
from coders.pasts import raise_past
from coders.phrases import adposition
from coders.resumed import resume
from coders.subject_order import subject_before, subject_of_next
from coders.verbless import raise_preposition


def mend_by_order(doc: Doc, names: dict[int, Match], grammar: Grammar) -> None:
    """Correct heads in place, mostly where neither case nor compounds tell the roles of nouns."""
    ordered = not grammar.case_decides and not grammar.compounding
    for sentence in list(doc.sents):
        _raise_verb(sentence.root)
        raise_preposition(sentence, grammar)
        if grammar.compounding:
            raise_preterite(sentence)
        if ordered:
            raise_past(sentence, grammar)
            raise_headline_verb(sentence, names, grammar)
            join_headline_subjects(sentence)
            raise_more_headline_verbs(sentence, grammar)
            resume(sentence, grammar)
    for token in doc:
        if ordered:
            mend_finite(token, grammar)
            _raise_main(token, grammar)
            _clause_behind(token, grammar)
    for token in doc:
        if token.pos_ == "VERB" and relation(token) in ("amod", "compound"):
            _raise_infinitive(token)
        if relation(token) == "ccomp":
            _leave_time(token, grammar)
        subject_of_next(token, grammar)
        if ordered:
            _gerund(token, grammar)
            _complement(token)
            _told_before(token)
            _plural_noun(token)
            _casualties(token)
            _each_of(token, grammar)
            _part_particle(token, grammar)
            subject_before(token, grammar)
            _object_before(token)
            _compound_object(token)
            _reduced_clause(token, grammar)
        if token.i in names:
            _hyphened_pair(token, names)
            _hyphened_attribute(token)
            _joined_names(token, names)
            _joined_adjective(token, names)
        if token.pos_ == "NUM" and token.dep_ == "punct" and token.head.pos_ == "VERB":
            token.dep_ = "obj"


def _raise_verb(root: Token) -> None:
    """`London and Paris slapped sanctions on …`: a past tense between two nouns is the verb of both."""
    if root.pos_ not in ("NOUN", "PROPN", "SYM") or any(relation(c) == "cop" for c in root.children):
        return
    verbs = [c for c in root.children if c.i < root.i and (_is_past(c) or _has_own_subject(c))]
    before = [c for c in root.children if verbs and c.i < verbs[-1].i and relation(c) != "det"]
    nouns = [c for c in before if c.pos_ in ("NOUN", "PROPN", "PRON")]
    if not verbs or not (nouns or _has_own_subject(verbs[-1])):
        return
    verb = verbs[-1]
    moved = [*before, *(c for c in root.children if c.i > root.i and c.dep_ in ("conj", "punct", "cc"))]
    attach(verb, verb, "ROOT")
    attach(root, verb, "obj")
    for child in moved:
        if child != verb:
            attach(child, verb)
    if nouns and not any(relation(c) == "nsubj" for c in verb.children):
        nouns[-1].dep_ = "nsubj"


def _raise_main(verb: Token, grammar: Grammar) -> None:
    """`Officials on Monday arrested two editors.`: the sentence's verb, parsed as a noun's attribute."""
    noun = verb.head
    joined = (
        verb.dep_ == "conj" and noun.dep_ == "ROOT" and noun.pos_ in ("NOUN", "PROPN") and verb.i > noun.i
    )
    aside = verb.i and verb.nbor(-1).pos_ == "PUNCT"  # sailors, joined by two others, boarded a ship
    told = any(relation(c) == "cop" for c in noun.children)  # was among those killed by the army
    if told or (not (joined and _is_main(verb, grammar)) and (aside or not is_main_clause(verb))):
        return
    above = explained(noun)
    attach(verb, above.head if above.dep_ == "ccomp" else verb, above.dep_)
    attach(above, verb, "nsubj")
    for child in [*noun.children, *above.children]:
        if child.i > verb.i or child.dep_ == "punct":
            attach(child, verb)


def _has_own_subject(token: Token) -> bool:
    """`Trump halts all aid`: a verb with a subject, taken for a part of the noun behind it."""
    clausal = token.dep_ in ("ccomp", "advcl", "parataxis", "acl", "acl:relcl", "csubj")
    return token.pos_ == "VERB" and not clausal and any(relation(c) == "nsubj" for c in token.children)


def _is_past(token: Token) -> bool:
    return token.pos_ == "VERB" and token.dep_ in ("amod", "compound") and feature(token, "Tense") == "Past"


def _raise_infinitive(verb: Token) -> None:
    """`prompted Mexico to sever relations`: an infinitive before its object is no attribute of it."""
    noun = verb.head
    marked = any(c.dep_ == "mark" and c.pos_ == "PART" for c in verb.children)
    if marked and verb.i < noun.i and noun.head != noun and noun.head.i < verb.i:
        attach(verb, noun.head, "xcomp")
        attach(noun, verb, "obj")


def _gerund(verb: Token, grammar: Grammar) -> None:
    """`denied arming rebels`, `stopped issuing visas`: what some verbs govern is an act, no sort of rebel."""
    noun, governor = verb.head, verb.head.head
    beside = relation(verb) == "advcl" and verb.lower_.endswith("ing") and verb.i == noun.i + 1
    if beside and set(verb_lemmas(noun, grammar)) & grammar.gerund:
        verb.dep_ = "xcomp"
    inside = verb.pos_ == "VERB" and relation(verb) in ("amod", "compound") and verb.lower_.endswith("ing")
    behind = relation(noun) == "obj" and verb.i == governor.i + 1 and noun.i > verb.i
    if inside and behind and set(verb_lemmas(governor, grammar)) & grammar.gerund:
        attach(verb, governor, "xcomp")
        attach(noun, verb, "obj")


def _complement(gerund: Token) -> None:
    """`looked forward to meeting Orban`: what a preposition leads to is a complement, no adverbial clause."""
    led = any(c.dep_ == "mark" and c.lower_ == "to" for c in gerund.children)
    if gerund.dep_ == "advcl" and led and feature(gerund, "VerbForm") != "Inf":
        gerund.dep_ = "xcomp"


def _object_before(verb: Token) -> None:
    """`helped the Philippine navy find it`: the noun before a bare infinitive is no part of it but the object
    of the verb in front."""
    if verb.pos_ != "VERB" or verb.dep_ not in ("xcomp", "ccomp") or verb.head.i > verb.i:
        return
    nouns = [c for c in verb.children if c.i == verb.i - 1 and c.dep_ == "compound" and c.pos_ in NOMINAL]
    if nouns and nouns[0].i > verb.head.i:
        for child in [c for c in verb.children if c.i < nouns[0].i]:
            attach(child, nouns[0])
        attach(nouns[0], verb.head, "obj")


def _compound_object(noun: Token) -> None:
    """`killed a Russian war blogger`: of two objects side by side a singular first is part of the other."""
    if noun.i + 1 == len(noun.doc):
        return
    after = noun.nbor(1)
    pair = relation(noun) == relation(after) == "obj" and noun.head == after.head
    if pair and noun.pos_ == after.pos_ == "NOUN" and feature(noun, "Number") == "Sing":
        for child in list(noun.children):
            attach(child, after)
        attach(noun, after, "compound")


def _hyphened_pair(name: Token, names: dict[int, Match]) -> None:
    """`the Israel-Hezbollah ceasefire`: both names belong to the noun."""
    i, doc = name.i, name.doc
    if i + 3 >= len(doc) or doc[i + 1].text not in "-–/" or i + 2 not in names:
        return
    other = doc[i + 2]
    if relation(other) in ("compound", "amod", "nmod") and other.head.i > other.i and name.head != other.head:
        attach(name, other.head, "compound")


def _hyphened_attribute(name: Token) -> None:
    """`sent tents to cyclone-hit Fiji`: what a hyphen joins right before a name only describes it."""
    word = name.head
    hyphened = word.i == name.i - 1 and word.i > 1 and word.nbor(-1).text == "-" and word.head != word
    if not hyphened or relation(name) not in ("compound", "obj") or word.pos_ == "PROPN":
        return
    outer, clausal = word.head, word.pos_ == "VERB"
    parts = [t for t in word.subtree if relation(t) in ("case", "det", "mark") and t.i < word.i]
    behind = [c for c in word.children if c.i > name.i]
    attach(name, outer, "obl" if clausal else word.dep_)
    for part in parts:
        attach(part, name, "case" if relation(part) == "mark" else None)
    for part in behind:
        attach(part, outer if clausal else name)
    attach(word, name, "amod")


def _joined_adjective(name: Token, names: dict[int, Match]) -> None:
    """`American and British warplanes`: two adjectives of one noun with `and` between are coordinated."""
    others = [c for c in name.head.children if c.i < name.i and c.i in names and relation(c) == "amod"]
    word = name.nbor(-1) if others else name
    joined = word.dep_ == "cc" and word.head in (name, name.head)
    if relation(name) == "amod" and joined and others:
        attach(name, others[-1], "conj")


def _joined_names(name: Token, names: dict[int, Match]) -> None:
    """`Ottawa and Mexico City`: a name before `and` is no part of the name behind it."""
    after = name.nbor(1) if name.i + 1 < len(name.doc) else name
    head = name.head
    apart = after.pos_ == "CCONJ" and head.i > after.i and head.i in names and names[head.i][1] > after.i
    if relation(name) not in ("compound", "amod") or not apart or names[name.i][0] is names[head.i][0]:
        return
    attach(name, head.head if head.head != head else name, head.dep_)
    for child in list(head.children):
        if child.i < name.i:
            attach(child, name)
    attach(head, name, "conj")


def _reduced_clause(verb: Token, grammar: Grammar) -> None:
    """`A drone launched from Oman struck a port`: of two verbs of one subject, nothing between them, the
    first only says which."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if verb.dep_ != "ROOT" or verb.pos_ not in ("VERB", "ADJ") or subject is None or subject.pos_ == "PRON":
        return
    below = [c for c in verb.children if c.i > verb.i + 1 and c.pos_ == "VERB"]
    main = next((c for c in below if relation(c) in ("advcl", "xcomp", "ccomp", "parataxis", "conj")), None)
    helped = any(relation(c) in ("aux", "cop") for c in verb.children)
    if not verb.lower_.endswith("ing"):  # who launched something is no more than its subject
        helped |= any(relation(c) == "obj" and adposition(c) is None for c in verb.children)
    if main is None or helped or not _is_main(main, grammar) or main.nbor(-1).pos_ in ("PUNCT", "CCONJ"):
        return
    passive = any(c.dep_ == "aux:pass" for c in main.children)
    for child in list(verb.children):
        if child not in (subject, main) and (
            child.i < subject.i or child.i > main.i or child.dep_ == "punct"
        ):
            attach(child, main)
    attach(main, main, "ROOT")
    attach(subject, main, "nsubj:pass" if passive else "nsubj")
    attach(verb, subject, "acl")


def _plural_noun(word: Token) -> None:
    """`denied US claims that it armed rebels`: between a past tense and a clause of its own no present tense,
    but the noun that the name before it belongs to."""
    verb, name = word.head, word.nbor(-1) if word.i else word
    present = word.pos_ == "VERB" and feature(word, "Tense") == "Pres" and word.lower_.endswith("s")
    between = relation(word) in ("xcomp", "ccomp") and name.head == verb and relation(name) == "obj"
    if present and between and verb.i < name.left_edge.i and feature(verb, "Tense") == "Past":
        word.pos_ = "NOUN"
        word.dep_ = "obj"
        attach(name, word, "compound")


def _casualties(participle: Token) -> None:
    """`airlifted 300 wounded out of India`: a participle with a number or an article but no noun is who has
    suffered it."""
    kinds = {relation(c) for c in participle.children if c.i < participle.i}
    placed = participle.dep_ in ("xcomp", "obj", "obl", "nsubj", "nsubj:pass", "conj", "ccomp")
    alone = not {relation(c) for c in participle.children} & {"nsubj", "aux", "obj", "cop", "mark"}
    if (
        participle.pos_ == "VERB"
        and feature(participle, "VerbForm") == "Part"
        and kinds & {"nummod", "det"}
        and alone
        and placed
    ):
        participle.pos_, participle.lemma_ = "NOUN", participle.lower_
        participle.dep_ = "obj" if participle.dep_ in ("xcomp", "ccomp") else participle.dep_
        for child in [c for c in participle.children if c.i > participle.i and relation(c) != "conj"]:
            attach(child, participle.head)


def _each_of(word: Token, grammar: Grammar) -> None:
    """`with the army and the RSF each accusing the other`: what stands right before a participle belongs to
    it, not to those who do it."""
    verb = word.nbor() if word.i + 1 < word.sent.end else word
    if word.lower_ in grammar.each and verb.pos_ == "VERB" and verb.head == word.head:
        attach(word, verb, "advmod")


def _told_before(verb: Token) -> None:
    """`A drone hit a flat, killing two, the mayor said`: what follows from the act is no act of the mayor."""
    said = verb.head
    if relation(verb) not in ("ccomp", "advcl", "xcomp") or not verb.lower_.endswith("ing"):
        return
    told = [c for c in said.children if relation(c) == "ccomp" and c.i < verb.i and c != verb]
    speaker = [c for c in said.children if relation(c) == "nsubj" and c.i > verb.i]
    marked = any(relation(c) == "mark" for c in verb.children)
    if told and speaker and (marked or verb.nbor(-1).text == ","):
        attach(verb, told[-1], "advcl")


def _clause_behind(verb: Token, grammar: Grammar) -> None:
    """`scrambled jets after bombers entered its airspace`: a conjunction taken for the noun's preposition."""
    noun = next((c for c in verb.head.children if max(t.i for t in c.subtree) == verb.i - 1), None)
    beside = verb.pos_ == "VERB" and relation(verb) in ("xcomp", "ccomp", "advcl")
    if noun is None or relation(noun) != "obl" or not beside:
        return
    mark = adposition(noun)
    if mark is None or lemma(mark) not in grammar.conjunctions or not _is_main(verb, grammar):
        return
    passive = any(c.dep_ == "aux:pass" for c in verb.children)
    attach(noun, verb, "nsubj:pass" if passive else "nsubj")
    attach(mark, verb, "mark")
    verb.dep_ = "advcl"


def _is_main(verb: Token, grammar: Grammar) -> bool:
    """A past tense or a passive that lacks nothing but its subject."""
    kinds = {relation(c) for c in verb.children}
    passive = any(c.dep_ == "aux:pass" for c in verb.children)
    past = verb.lower_ != lemma(verb) and not verb.lower_.endswith(("ing", "s"))
    free = not kinds & {"nsubj", "csubj", "expl", "mark", "cc"} and not is_infinitive(verb)
    governs = bool(kinds & {"obj", "compound"}) or any(c.dep_ == "obl:agent" for c in verb.children)
    return free and (passive or (past and governs and "aux" not in kinds))


def _part_particle(noun: Token, grammar: Grammar) -> None:
    """`handed a fugitive over to Argentina`: of two prepositions the first is the verb's particle.

    So is the one that an object has, right behind its verb: `wrote off the debt`; and the one of a verb that
    goes with it: `had broken off relations`.
    """
    cases = [c for c in noun.children if c.dep_ == "case" and c.i < noun.i]
    if len(cases) == 1 and noun.dep_ in ("obj", "obl") and cases[0].i == noun.head.i + 1:
        particle = lemma(cases[0])
        spoken = {f"{verb} {particle}" for verb in verb_lemmas(noun.head, grammar)}
        if particle in grammar.particles and (
            noun.dep_ == "obj" or (particle not in grammar.place and spoken & grammar.phrasal)
        ):
            attach(cases[0], noun.head, "compound:prt")
            noun.dep_ = "obj"
        return
    if len(cases) != 2 or lemma(cases[0]) not in grammar.particles or cases[0].i + 1 != cases[1].i:
        return
    if any(relation(c) == "cop" for c in noun.children):  # told troops to be out of the country
        noun.dep_ = "ccomp" if noun.dep_ == "obl" else noun.dep_
        return
    verb = next((t for t in noun.ancestors if t.pos_ == "VERB" and t.i < noun.i), None)
    if verb is not None:
        attach(cases[0], verb, "compound:prt")
        attach(noun, verb, "obl")


def _leave_time(content: Token, grammar: Grammar) -> None:
    """`said on Tuesday it would …`: the day before the content's subject is that of saying it."""
    saying = content.head
    opens = [c.i for c in content.children if relation(c) in ("nsubj", "mark", "expl") and c.i > saying.i]
    for child in list(content.children):
        if relation(child) in ("obl", "advmod", "nmod") and lemma(child) in grammar.time_nouns:
            first = min(t.i for t in child.subtree)
            if first == saying.i + 1 and opens and child.i < min(opens):
                attach(child, saying)
