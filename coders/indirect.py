"""Parties that no argument names outright: by the place acted on, the people addressed, the clause around."""

from collections.abc import Collection
from dataclasses import replace

from spacy.tokens import Token

from codebook.actions import Rule
from coders.actors import resolve
from coders.arguments import verb_slots
from coders.grammar import is_ground, lemma, relation
from coders.memory import Actor
from coders.phrases import Slots, adposition, owners, slot_names
from coders.places import is_within, place_country
from coders.roles import span_of
from coders.scene import Scene

ASKED = ("02", "10")
"""Roots of what is asked of somebody."""
ARMED = frozenset({"MIL", "REB", "UAF", "SEP", "COP"})
"""Roles of those who fight within a country."""


def places_of(rule: Rule, slots: Slots, scene: Scene, home: Collection[str]) -> list[Actor]:
    """The country of the place that an act is directed at: in Congo, a town in Congo.

    What stands behind its subject can be meant: `als eine russische Rakete in Nikopol einen Bus traf`; so can
    whoever has it: `attacks on its power stations`, but not who attacks."""
    tokens = [*slots.get("place", []), *(t for slot in rule.target for t in slots.get(slot, []))]
    if rule.pos == "verb":
        beside = (c for t in slots.get("subj", []) for c in t.children if relation(c) == "nmod")
        tokens += [c for c in beside if "place" in slot_names(c, scene.grammar)]
    found = next((found for token in tokens if (found := place_in(token, scene))), [])
    owned = (owner for t in tokens for owner in owners(t) if is_ground(t, scene.grammar))
    whose = (
        a for owner in owned for a in resolve(owner, scene) if a.country not in home
    )  # its power stations
    return found or [replace(a, code=a.country, direct=False) for a in whose if not a.person][:1]


def place_in(token: Token, scene: Scene) -> list[Actor]:
    kinds = {"place", "gen", "poss"} if is_ground(token, scene.grammar) else {"place"}  # suburbs of Beirut
    inner = [c for c in token.subtree if c != token and relation(c) == "nmod"]
    for place in [token, *(c for c in inner if kinds & set(slot_names(c, scene.grammar)))]:
        actor = place_country(place, scene)
        if actor is not None:
            return [actor]
    return []


def own_ground(rule: Rule, sources: list[Actor], slots: Slots, scene: Scene) -> list[Actor]:
    """`Burkina Faso's army bombed a village`: a village in an article that names no other country."""
    tokens = [t for slot in (*rule.target, "place") for t in slots.get(slot, [])]
    ground = next((t for t in tokens if lemma(t) in scene.grammar.ground), None)
    armed = [a for a in sources if a.code[3:6] in ARMED]
    if ground is None or not armed or set(scene.memory.countries) != {armed[0].country}:
        return []
    step = f"'{ground.text}' lies in the one country that the article names"
    country = armed[0].country
    return [Actor(country, span_of([ground]), ground.i, None, "stand-in.ground", (step,), direct=False)]


def held_elsewhere(
    rule: Rule, sources: list[Actor], targets: list[Actor], slots: Slots, scene: Scene
) -> list[Actor]:
    """`demanded the release of a French tourist jailed in Iran`: what is asked for one's own people is asked
    of whoever holds them."""
    home = {a.country for a in sources}
    if not rule.code.startswith(ASKED) or len(home) != 1 or {a.country for a in targets} - home:
        return targets
    heads = [t for slot in rule.target for t in slots.get(slot, [])]
    own = [h for h in heads if relation(h) == "nmod" or any(_is_whose(c, scene) for c in h.children)]
    for token in (t for head in own for t in head.subtree):
        hands = verb_slots(token, scene.grammar).get("agent", []) if relation(token) == "acl" else []
        placed = token.i in scene.names and is_within(token, scene)
        found = [a for t in hands for a in resolve(t, scene)] + [place_country(token, scene)] * placed
        others = [a for a in found if a and a.country not in home]
        if others:
            return others[:1]
    return targets


def _is_whose(token: Token, scene: Scene) -> bool:
    return relation(token) == "nmod" and not {"gen", "poss"}.isdisjoint(slot_names(token, scene.grammar))


def addressed(rule: Rule, sources: list[Actor], slots: Slots, scene: Scene) -> list[Actor]:
    """`izvinio se ženama koje …`: people of no country named are those of whoever addresses them."""
    for token in (t for slot in rule.target for t in slots.get(slot, [])):
        match = scene.lexicon.agents.role(lemma(token))
        if match is not None and match.role and sources and not sources[0].code.startswith(("IGO", "NGO")):
            step = f"'{token.text}' are people of '{sources[0].span.of(scene.doc.text)}'"
            code = sources[0].country + match.role
            return [Actor(code, span_of([token]), token.i, None, match.rule_id, (step,), direct=False)]
    return []


def from_above(rule: Rule, trigger: Token, slots: Slots, targets: list[Actor], scene: Scene) -> list[Actor]:
    """Who meets or visits, by the clause: `bei einem Treffen mit Y sagte X`, `tokom posete Y je X …`."""
    if rule.pos != "noun" or not targets:
        return []
    taken = {actor.code for actor in targets}
    above = [a for token in slots.get("clause", []) for a in resolve(token, scene) if a.code not in taken]
    if rule.frame.symmetric:
        return above
    word = adposition(trigger)
    occasion = word is not None and lemma(word) in scene.lexicon.actions.settings["occasion_prepositions"]
    own = any(t.pos_ in ("NOUN", "PROPN") for slot in ("gen", "poss") for t in slots.get(slot, []))
    if not rule.frame.mirror or not rule.frame.place or not occasion or own:
        return []
    return [a for a in above if a.person or "GOV" in a.code]
