"""Who stands where around an event noun; the slots are those of `coders/arguments.py`."""

from collections.abc import Iterator

from spacy.tokens import Token

from coders.arguments import nested_phrases, oblique, verb_slots
from coders.grammar import NOMINAL, Grammar, clause_of, feature, is_passive, lemma, relation, verb_lemmas
from coders.phrases import Slots, adposition, coordinated, noun_phrase, put


def noun_slots(noun: Token, grammar: Grammar) -> Slots:
    """Slot → heads, for an event noun: its own dependents, then those nested in them or set off from it.

    A genitive before its noun is `poss` (Russlands Angriff), one after it `gen`; `mod` holds its
    adjectives and compound parts; `subj` is the subject of the supporting verb (führte Gespräche), `clause`
    the subject of whatever clause the noun stands in (sagte X bei einem Treffen mit Y); `victims` and
    `where` are whom and where a verb of harm says that an attack hit.
    """
    slots: Slots = {}
    for child in noun.children:
        kind = relation(child)
        if child.dep_ in ("nmod:poss", "det:poss") or (kind == "det" and feature(child, "Poss") == "Yes"):
            put(slots, ["poss"], child)
        elif kind in ("amod", "compound") and adposition(child) is not None:
            names, filler = oblique(child, grammar)
            put(slots, names, filler)
        elif kind in ("amod", "compound"):
            dative = grammar.case_decides and child.pos_ != "ADJ" and feature(child, "Case") == "Dat"
            put(slots, ["iobj" if dative else "mod"], child)
        elif kind in ("nmod", "obl", "appos", "flat"):
            names, filler = oblique(child, grammar)
            if adposition(child) is None and not (grammar.case_decides and {"ins", "iobj"} & set(names)):
                names = ["gen"]
            if "gen" in names and child.i < noun.i and adposition(child) is None:
                names = ["poss"]
            put(slots, names, filler)
        elif kind == "nsubj" and _is_predicate(noun, grammar):
            put(slots, ["subj"], child)
        elif kind == "acl":
            put(slots, ["content"], child)
    own = set(slots) & {"gen", "agent"}
    for names, filler in nested_phrases(noun, grammar):  # the raid of X on a base in the north of Y: not Y's
        put(slots, [name for name in names if name not in own], filler)
    for names, filler in _following(noun, grammar):
        put(slots, names, filler)
    governor, passive = support_verb(noun, grammar)
    if governor is not None:
        group = {t.i for t in coordinated(noun)}
        for name, tokens in verb_slots(governor, grammar, nested=False).items():
            others = [t for t in tokens if t.i not in group and noun.i not in {x.i for x in coordinated(t)}]
            if others and name not in slots and name not in ("obj", "content", "bare"):
                slots[name] = others
        if passive:
            slots.pop("obj", None)
    above = clause_of(noun)
    if "subj" not in slots and above.pos_ in ("VERB", "AUX") and above != noun:
        slots["clause"] = [t for t in verb_slots(above, grammar, nested=False).get("subj", []) if t != noun]
    slots |= _harmed(noun, grammar)
    for name in grammar.reciprocal - set(slots):
        for neighbour in _neighbours(above, grammar):
            put(slots, [name], neighbour)
    preposition = adposition(noun)
    headline = above.pos_ not in ("VERB", "AUX") and relation(noun) == "nmod" and preposition is not None
    if (
        "subj" not in slots
        and headline
        and preposition
        and lemma(preposition) in grammar.support_prepositions
    ):
        slots["subj"] = [noun.head]  # a headline without a verb: Indiens Premier zu Besuch in Ghana
    return slots


def _neighbours(clause: Token, grammar: Grammar) -> list[Token]:
    """`Clashes erupted on the border between A and B`, `na granici A i B`: whose border a clause names."""
    borders = [c for c in clause.children if relation(c) == "obl" and lemma(c) in grammar.borders]
    owners = (c for border in borders for c in border.children if relation(c) == "nmod")
    return [c for c in owners if len(coordinated(c)) > 1][:1]


def _harmed(noun: Token, grammar: Grammar) -> Slots:
    """`Israeli strikes killed 40 people in Gaza`, `u ruskim napadima poginulo je petoro ljudi u Harkovu`."""
    verb = noun.head
    if relation(noun) not in ("nsubj", "obl") or not set(verb_lemmas(verb, grammar)) & grammar.harm:
        return {}
    around = verb_slots(verb, grammar, nested=False)
    group = {t.i for t in coordinated(noun)}
    hit = around.get("obj") or (around.get("subj", []) if relation(noun) == "obl" else [])
    found = {"victims": hit, "where": around.get("place", [])}
    return {name: rest for name, ts in found.items() if (rest := [t for t in ts if t.i not in group])}


def _is_predicate(noun: Token, grammar: Grammar) -> bool:
    """`Macron sutra u poseti Maroku`: a phrase that tells what its subject is about."""
    preposition = adposition(noun)
    return preposition is not None and lemma(preposition) in grammar.support_prepositions


def _following(noun: Token, grammar: Grammar) -> Iterator[tuple[list[str], Token]]:
    """Phrases right behind the noun's that hang on its verb: `Der Überfall der Rebellen auf X dauerte`."""
    if noun.head == noun or noun.head.pos_ not in ("VERB", "AUX"):
        return
    end = max(t.i for t in noun_phrase(noun, grammar)) + 1
    for sibling in noun.head.children:
        phrase = relation(sibling) in ("obl", "nmod") and adposition(sibling) is not None
        if phrase and min(t.i for t in sibling.subtree) == end:
            yield oblique(sibling, grammar)
            end = max(t.i for t in sibling.subtree) + 1
        elif relation(sibling) in ("advcl", "ccomp") and grammar.that & {t.lower_ for t in sibling.children}:
            begins = min(t.i for t in sibling.subtree if not t.is_punct)
            if relation(noun) == "obj" and not any(not t.is_punct for t in noun.doc[end:begins]):
                yield ["content"], sibling  # demantovao optužbe Kijeva da su vojnici …


def support_verb(noun: Token, grammar: Grammar) -> tuple[Token | None, bool]:
    """The verb that an event noun is the object, subject or complement of, if it only supports it."""
    first = noun
    while (
        first.head != first
        and first.head.pos_ in NOMINAL  # launch: a verb, too
        and (first.dep_ == "conj" or lemma(first.head) in grammar.transparent)
    ):
        first = first.head
    head = first.head
    if head.pos_ not in ("VERB", "AUX") or relation(first) not in ("obj", "nsubj", "obl", "iobj"):
        return None, False
    preposition = adposition(first)
    if preposition is not None and lemma(preposition) not in grammar.support_prepositions:
        return None, False
    names = set(verb_lemmas(head, grammar))
    return (head, is_passive(head, grammar)) if names & grammar.support else (None, False)
