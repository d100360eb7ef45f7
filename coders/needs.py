"""Which rules a word may set off, and what they ask of the words around it."""

import re

from spacy.tokens import Token

from codebook.actions import Rule
from coders.actors import resolve
from coders.grammar import (
    Grammar,
    feature,
    is_content,
    is_infinitive,
    is_relative,
    lemma,
    noun_lemmas,
    relation,
    verb_lemmas,
)
from coders.phrases import Slots, coordinated, slot_names
from coders.places import is_nation, is_state, place_country
from coders.roles import REBELS
from coders.scene import Scene
from coders.verbless import heads_headline

MIN_HEAD = 5
"""Least letters of an event noun that may end a compound (Raketen·angriff)."""


def holds(
    slot: str, wanted: frozenset[str], trigger: Token, slots: Slots, scene: Scene, *, barring: bool = False
) -> bool:
    """Whether one of the wanted lemmas or classes stands in a slot; `any` looks at the whole clause."""
    if slot == "any":
        if "@headline" in wanted and heads_headline(trigger):
            return True
        tokens = _clause(trigger, scene.grammar, relative=barring)
        tokens += [t for name in ("subj", "obj") for t in slots.get(name, []) if t not in tokens]
        if trigger.head in slots.get("content", []):  # It will face sanctions, the minister warned.
            tokens += list(trigger.head.subtree)
        if trigger.pos_ not in ("VERB", "AUX") and trigger.head != trigger:
            tokens += [t for t in trigger.head.children if t != trigger and not _is_second(t)] + [
                trigger.head
            ]
    else:
        tokens = [t for token in slots.get(slot, []) for c in coordinated(token) for t in _counted(c, scene)]
    return any(_is(token, word, scene) for token in tokens for word in wanted)


def _is_second(token: Token) -> bool:
    """`setzte den Vertrag aus und schloss die Grenze`: a verb that goes on with something else."""
    return relation(token) == "conj" and token.pos_ == "VERB"


def _counted(noun: Token, scene: Scene) -> list[Token]:
    """A noun, and what it counts if it only does that: dozens of villagers."""
    if lemma(noun) not in scene.lexicon.actions.settings.get("quantity_nouns", ()):
        return [noun]
    return [
        noun,
        *(c for c in noun.children if relation(c) == "nmod" and "gen" in slot_names(c, scene.grammar)),
    ]


def _clause(trigger: Token, grammar: Grammar, *, relative: bool) -> list[Token]:
    """The words of a trigger's own clause, complements included: nothing coordinated or set beside it.

    With `relative`, what relative clauses tell is heard too: `arrested three men who had burgled flats`.
    """
    beside = [c for c in trigger.children if relation(c) in ("conj", "parataxis", "advcl")]
    beside = [c for c in beside if is_infinitive(c) or not is_content(c, grammar)]
    beside = [c for c in beside if feature(c, "VerbForm") != "Conv"]  # izašli na ulice tražeći ostavku
    beside += [
        t for t in trigger.subtree if t != trigger and relation(t) == "acl" and _is_adverbial(t, grammar)
    ]
    if not relative:
        beside += [t for t in trigger.subtree if t != trigger and _is_relative_clause(t, grammar)]
    others = {t.i for c in beside if c.pos_ in ("VERB", "AUX") for t in c.subtree}
    return [t for t in trigger.subtree if t.i not in others]


def _is_relative_clause(verb: Token, grammar: Grammar) -> bool:
    """`launched drones, of which most were shot down`: what it tells is no part of the act."""
    return relation(verb) == "acl" and any(is_relative(t, grammar) for t in verb.subtree)


def _is_adverbial(clause: Token, grammar: Grammar) -> bool:
    """`hours after jets had bombed X`: a full clause of its own behind a noun of time."""
    kinds = {relation(c) for c in clause.children}
    return {"mark", "nsubj"} <= kinds and lemma(clause.head) in grammar.time_nouns


def _is(token: Token, wanted: str, scene: Scene) -> bool:
    if not wanted.startswith("@"):
        word, roles = lemma(token), scene.lexicon.agents.heads
        if wanted in _lemmas(token, scene):
            return True
        return wanted in (word, token.lower_) or (
            scene.grammar.compounding
            and len(wanted) >= MIN_HEAD
            and word.endswith(wanted)
            and token.pos_ in ("NOUN", "PROPN")
            and (wanted in roles or word not in roles)  # the Luftwaffe is no weapon
        )
    kind, _, value = wanted[1:].partition(":")
    if kind in ("word", "headline"):
        return kind == "word"
    if kind == "topic":  # Patriot batteries, missile systems
        return value in topics_of([token, *(c for c in token.children if c.dep_ == "compound")], scene)
    if kind == "modal":
        words = scene.lexicon.actions.settings["modals"][value]
        return lemma(token) in words or any(lemma(c) in words for c in token.children if c.pos_ == "AUX")
    if kind == "place":
        return place_country(token, scene) is not None
    if kind == "told":  # accused X of it, which X rejects: a pronoun for what has just been told
        acts, sentence = scene.memory.acts, token.sent.start
        told = [act for act in acts if act.trigger >= sentence] or acts[-1:]
        return token.pos_ in ("PRON", "DET") and any(act.code.startswith(value) for act in told)
    if kind == "ground":
        return any(_is(token, word, scene) for word in scene.grammar.ground)
    if kind == "policy":
        return is_policy(token, scene)
    if kind == "people":
        return is_nation(token, scene)
    if kind == "state":
        return is_state(token, scene)
    actors = resolve(token, scene)
    if kind == "actor":
        return bool(actors)
    if kind == "country":
        return any(len(a.code) == 3 and a.direct for a in actors)
    many = value == "REB" and feature(token, "Number") == "Plur"  # attackers, but no attacker in football
    allowed = REBELS if many else {value}
    return any(not allowed.isdisjoint(re.findall("...", a.code)) for a in actors)  # Canada's CANGOV is no NGO


def is_policy(noun: Token, scene: Scene) -> bool:
    """A step, a law, a border closure: what a power does or means to do."""
    words = scene.lexicon.actions.settings["policies"]
    return noun.pos_ == "NOUN" and any(_is(noun, word, scene) for word in words)


def _lemmas(token: Token, scene: Scene) -> list[str]:
    """Every name that a word goes by: with its particle, as a participle, with what it is compounded with."""
    if token.pos_ in ("VERB", "AUX", "ADJ"):
        return [*verb_lemmas(token, scene.grammar), lemma(token)]
    return noun_lemmas(token)


def topics_of(tokens: list[Token], scene: Scene) -> set[str]:
    """What some words are about: by the topic lists, and by the frames of the event words among them."""
    found: set[str] = set()
    for token in tokens:
        word = lemma(token)
        spelt = [*_lemmas(token, scene), token.lower_]  # stop shelling, halt hostilities
        for topic, lemmas in scene.lexicon.actions.topics.items():
            if not lemmas.isdisjoint(spelt) or (
                scene.grammar.compounding
                and token.pos_ in ("NOUN", "PROPN")
                and any(_in_compound(word, x) for x in lemmas)
            ):
                found.add(topic)
        for rule in rules_of(token, scene)[:1]:
            if rule.frame.topic and not rule.needs:
                found.add(rule.frame.topic)
    return found


def _in_compound(word: str, part: str) -> bool:
    """Whether a compound ends in a word of the list, or begins with one that is listed with a hyphen."""
    if part.endswith("-"):
        return word.startswith(part[:-1]) and word != part[:-1]
    return len(part) >= MIN_HEAD and word.endswith(part)


def rules_of(token: Token, scene: Scene) -> tuple[Rule, ...]:
    """The rules that a token may set off, most specific first."""
    actions = scene.lexicon.actions
    if token.pos_ in ("VERB", "AUX", "ADJ"):
        return next(
            (actions.verbs[name] for name in verb_lemmas(token, scene.grammar) if name in actions.verbs), ()
        )
    if token.pos_ not in ("NOUN", "PROPN"):
        return ()
    for name in noun_lemmas(token):
        if name in actions.nouns:
            return actions.nouns[name]
    word = lemma(token)
    if scene.grammar.compounding:
        for start in range(2, len(word) - MIN_HEAD + 1):
            if word[start:] in actions.nouns:
                return actions.nouns[word[start:]]
    return ()
