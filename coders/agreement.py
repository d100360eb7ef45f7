"""Which of the nouns around a verb is its subject: by case, number, gender and order."""

from spacy.tokens import Token

from coders.grammar import Grammar, feature, is_passive, lemma, relation
from coders.phrases import Slots, coordinated, is_initials, phrase_case, put


def with_first_subject(verb: Token, slots: Slots) -> None:
    """`The army and the rebels have fought.`: a second subject parsed as its clause's only one."""
    first = verb.head
    if verb.dep_ != "conj" or first.dep_ != "ROOT" or first.pos_ not in ("NOUN", "PROPN"):
        return
    apart = any(relation(c) in ("cop", "aux", "nsubj", "case") for c in first.children)
    own = next((c for c in verb.children if relation(c) == "nsubj"), None)
    if own is None or apart or not first.i < own.i < verb.i:
        return
    if any(c.pos_ == "CCONJ" and first.i < c.i < own.i for c in (*own.children, *verb.children)):
        for name in ("subj", "obj"):
            if own in slots.get(name, []):
                slots[name].insert(0, first)


def by_agreement(verb: Token, slots: Slots, grammar: Grammar) -> None:
    """Of two subjects one is an object; and where the verb shows gender, who agrees with it acts."""
    subjects, objects = slots.get("subj", []), slots.get("obj", [])
    finite = any(
        feature(t, "VerbForm") == "Fin" for t in [verb, *(c for c in verb.children if relation(c) == "aux")]
    )
    told = finite and not (is_passive(verb, grammar) and not grammar.determiner_case)
    if not subjects and len(objects) > 1 and told and relation(verb) not in ("conj", "xcomp"):
        fitting = [n for n in objects if feature(n, "Case") == "Nom" and not _disagrees(n, verb)]
        behind = [noun for noun in objects if noun.i > verb.i]
        actor = (fitting if grammar.case_decides and fitting else behind or objects)[0]
        slots["subj"], slots["obj"] = [actor], [noun for noun in objects if noun != actor]
    elif not subjects and len(objects) == 1 and finite and _must_act(objects[0], verb, grammar):
        slots["subj"] = slots.pop("obj")
    elif len(subjects) > 1:
        free = [n for n in subjects if is_initials(n) and (n.i < verb.i or not grammar.determiner_case)]
        nominative = [n for n in subjects if phrase_case(n, grammar) == "nom" or n in free]
        best = min(nominative or subjects, key=lambda noun: (_disagrees(noun, verb), noun.i))
        slots["subj"] = [best]
        for other in subjects:
            if other != best:
                direct = phrase_case(other, grammar) in ("nom", "acc") and not is_initials(other)
                put(slots, ["obj"] if direct else ["obj", "iobj"], other)
    elif (
        grammar.case_decides
        and len(subjects) == len(objects) == 1
        and not (feature(subjects[0], "Case") == "Nom" and feature(objects[0], "Case") == "Acc")
        and not is_passive(verb, grammar)
        and _disagrees(subjects[0], verb)
        and not _disagrees(objects[0], verb)
        and not _is_counted_genitive(objects[0])
        and feature(objects[0], "Animacy") != "Anim"  # Uagadugu je proterao ambasadora
    ):
        slots["subj"], slots["obj"] = objects, subjects


def _is_counted_genitive(noun: Token) -> bool:
    """`Huti su priveli devet radnika`: what is counted so is no subject of a verb in the plural."""
    return feature(noun, "Case") == "Gen" and any(relation(c) == "nummod" for c in noun.children)


def _must_act(noun: Token, verb: Token, grammar: Grammar) -> bool:
    """`sind Tausende Anhänger auf die Straße gegangen`: the only object of an active verb, and nominative."""
    main = relation(verb) == "ROOT" and not is_passive(verb, grammar)
    nominative = feature(noun, "Case") == "Nom" and phrase_case(noun, grammar) in ("", "nom")
    fits = bool(grammar.determiner_case and feature(noun, "Number")) and not _disagrees(noun, verb)
    nominative = nominative or (fits and phrase_case(noun, grammar) in ("", "nom"))
    went = any(relation(c) == "aux" and lemma(c) in grammar.intransitive for c in verb.children)
    return main and (nominative or went) and noun.pos_ != "PRON"


def of_other_gender(noun: Token, word: Token) -> bool:
    """Whether a noun cannot be meant by a verb form or a pronoun in the singular, one of them being feminine,
    the other masculine: `die Polizei` and `er`."""
    return feature(word, "Number") == "Sing" and {feature(t, "Gender") for t in (noun, word)} == {
        "Fem",
        "Masc",
    }


def _disagrees(noun: Token, verb: Token) -> bool:
    """Whether a noun cannot be the subject of a verb, by number and gender."""
    if noun.pos_ == "PRON" or is_initials(noun) or len(coordinated(noun)) > 1:
        return False
    finite = next(
        (c for c in verb.children if relation(c) == "aux" and feature(c, "VerbForm") == "Fin"), verb
    )
    numbers = {feature(noun, "Number"), feature(finite, "Number")}
    genders = {feature(noun, "Gender"), feature(verb, "Gender")}
    return {"Sing", "Plur"} <= numbers or (
        "" not in genders and len(genders) > 1 and feature(verb, "Number") == "Sing"
    )
