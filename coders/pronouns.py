"""Whom a pronoun stands for, by what the article has said before it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from spacy.tokens import Token

from coders.agreement import of_other_gender
from coders.arguments import verb_slots
from coders.grammar import clause_of, feature, lemma, relation
from coders.memory import Actor
from coders.phrases import adposition, owners
from coders.roles import Phrase
from coders.scene import Scene


def referent(pronoun: Token, acting: Sequence[Actor], above: Sequence[Actor], scene: Scene) -> Actor | None:
    """er, he, on: the subject spoken of last, a person before a country.

    An object is none of those `acting` in its clause; in `took Chad to the World Court, accusing it of fraud`
    it is whom the clause `above` acts on.
    """
    own, number = _acting_on(pronoun, scene), number_of(pronoun, scene)
    before = [a for a in scene.memory.subjects if a.span.end <= pronoun.idx and a.head not in own] or [
        a for a in scene.memory.mentioned if a.span.end <= pronoun.idx and a.head not in own
    ]
    if is_object(pronoun):  # he asked him: not himself
        codes = {a.code for a in acting}
        told = [a for a in scene.memory.mentioned if a.span.end <= pronoun.idx and a.code not in codes]
        inside = {t.i for i in own for t in scene.doc[i].subtree}
        before = [a for a in told if a.direct and a.head not in inside]  # in einer Kneipe: nobody
        before = [a for a in before if a.person or not _is_where(a, scene)]  # in Minsk …; him
        if number == "Sing":
            before = [a for a in before if a.person or not _are_several(a, scene)]
        plural = number != "Sing"  # of farmers, not of their trade with Brazil
        acted = [a for a in before if plural and a in scene.memory.subjects]
        before = [*above] or [a for a in before if a.person] or acted or before
    before = [a for a in before if a.person or _can_be(scene.doc[a.head], pronoun, scene)]
    alone = bool(before) and (before[-1].person or not _are_several(before[-1], scene))
    if not before or (number == "Plur" and alone):
        several = [a for a in scene.memory.mentioned if a.span.end <= pronoun.idx and _are_several(a, scene)]
        several = [a for a in several if a.head not in own]
        if any(c.pos_ == "NUM" for c in pronoun.children) and not several:
            return None  # Privedeno je njih 63: none of those named
        bodies = lemma(pronoun) in scene.lexicon.actions.settings.get("of_bodies", ())
        before = several or [a for a in before if not a.person and (bodies or _is_beside(a, scene))]
    return before[-1] if before else None


def number_of(pronoun: Token, scene: Scene) -> str:
    """Of a possessive that of the owner: seine Anhänger are one man's."""
    kinds = scene.lexicon.actions.settings.get("owner_kinds", {}).get(lemma(pronoun), ())
    if kinds and ("Plur" not in kinds or len(kinds) == 1):
        return "Plur" if "Plur" in kinds else "Sing"
    return feature(pronoun, "Number[psor]") or feature(pronoun, "Number")


def is_object(pronoun: Token) -> bool:
    """Direct or indirect; a dative without a preposition is one: zahvalio mu je."""
    dative = relation(pronoun) == "obl" and feature(pronoun, "Case") == "Dat" and adposition(pronoun) is None
    return dative or relation(pronoun) in ("obj", "iobj")


def _can_be(noun: Token, pronoun: Token, scene: Scene) -> bool:
    """`Police arrested a lawyer after he criticised judges`: a body is no `he`, `die Polizei` no `er`."""
    if noun.pos_ != "NOUN" or number_of(pronoun, scene) != "Sing":
        return True
    bodies = scene.lexicon.actions.settings.get("collectives", ())
    if lemma(noun) in bodies and pronoun.lower_ in scene.lexicon.actions.settings.get("of_persons", ()):
        return False
    return not of_other_gender(noun, pronoun)


def _is_where(actor: Actor, scene: Scene) -> bool:
    """A country that is only named as the place of something: `In Minsk …`."""
    preposition = adposition(scene.doc[actor.head])
    places = scene.lexicon.actions.settings["static_place"]
    return len(actor.code) == 3 and preposition is not None and lemma(preposition) in places


def _are_several(actor: Actor, scene: Scene) -> bool:
    return feature(scene.doc[actor.head], "Number") == "Plur"


def _is_beside(actor: Actor, scene: Scene) -> bool:
    """`Kenia und Uganda …; sie …`."""
    head = scene.doc[actor.head]
    return head.dep_ == "conj" or any(c.dep_ == "conj" for c in head.children)


def _acting_on(pronoun: Token, scene: Scene) -> set[int]:
    """`Georgia listed the deputies and banned them`: whom a subject acts on is not that subject."""
    clause = clause_of(pronoun)
    if not (is_object(pronoun) or relation(pronoun) == "obl") or clause.pos_ not in ("VERB", "AUX"):
        return set()
    return {t.i for t in verb_slots(clause, scene.grammar).get("subj", [])}


def possessed(phrase: Phrase, acting: Collection[str], scene: Scene) -> list[Actor]:
    """`uhapsila je njihovog lidera`, `pucao je na njihovu patrolu`: where another word (svoj) says that it is
    the subject's, it is of whoever was spoken of before; `acting` are the codes of the subject."""
    settings, head = scene.lexicon.actions.settings, phrase.head
    owned = [c for c in owners(head) if lemma(c) in settings["third_person"]]
    leads = lemma(head) in settings["leaders"] or lemma(head) in scene.grammar.ground
    reflexive = settings.get("reflexive", ())
    if not owned or not reflexive or lemma(owned[0]) in reflexive or not (phrase.role or leads):
        return []
    told = [a for a in scene.memory.mentioned if a.span.end <= head.idx and a.code not in acting and a.direct]
    if not told:
        return []
    owner = told[-1]
    step = f"'{owned[0].text}' stands for '{owner.span.of(scene.doc.text)}'"
    whole = leads or owner.code.startswith(("IGO", "NGO"))
    code = owner.code if whole else owner.country + phrase.role
    return [replace(owner, code=code, head=head.i, steps=(*owner.steps, step), person=False)]
