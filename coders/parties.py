"""Who did it to whom: the pairs of an act, and who stands in when the text names nobody."""

from dataclasses import replace

from spacy.tokens import Token

from codebook.actions import Frame
from codebook.records import Span
from coders.acts import COERCION, STATE, attacker, author, captor, opponent, shared_target
from coders.grammar import feature, relation, verb_lemmas
from coders.memory import Actor
from coders.needs import rules_of
from coders.phrases import coordinated, slot_names
from coders.places import is_within, named_place, parties_told, place_of
from coders.roles import REBELS
from coders.scene import BODY_KINDS, Scene

TRUCE = "ceasefire"
TALKS = frozenset({"meeting", "stop_talks", TRUCE})
"""Topics of the acts that parties talk over, wherever they meet."""

PROTEST = "14"
"""Root of what crowds do."""

PRIVATE = frozenset({"BUS", "LAB", "CVL", "HLH", "EDU"})
"""Roles that make no politics among themselves."""
BODIES = frozenset({"IGO", "NGO"})


def pairs_of(
    frame: Frame,
    sources: list[Actor],
    targets: list[Actor],
    trigger: Token,
    scene: Scene,
    *,
    both_ways: bool = False,
) -> tuple[list[tuple[Actor | None, Actor | None]], bool]:
    """Who did it to whom; `guessed` tells that one of them stands in for an unnamed one."""
    if (frame.symmetric or both_ways) and not targets and len(sources) >= 2:
        return [(a, b) for a in sources for b in sources if not _same(a, b, frame)], False
    if frame.symmetric and both_ways and not targets and _are_rivals(sources, scene):
        return [(a, a) for a in sources], False
    if frame.code.startswith(PROTEST):  # Georgians rallied: not the state
        sources = [replace(a, code=f"{a.code}CVL") if len(a.code) == 3 else a for a in sources]
    if frame.code.startswith(COERCION):  # the authorities arrested the minister: the state did
        same = {b.code for b in targets}
        sources = [replace(a, code=a.country) if a.code in same else a for a in sources]
    if frame.code[:2] in ("03", "05"):  # two Swiss watchmakers agreed: not Switzerland
        sources = [a for a in sources if not _is_unknown(a, scene)]
    left: list[Actor | None] = list(sources)
    right: list[Actor | None] = list(targets)
    if not targets and not sources and frame.no_source in ROLE_OF and frame.no_target in ROLE_OF:
        return _of_nobody(frame, trigger, scene), True
    targets = [b for b in targets if not all(_same(a, b, frame) for a in sources)] if sources else targets
    if not targets and sources:
        right = [*shared_target(frame, sources[0], trigger, scene)]
        right = right or _stand_in(frame.no_target, sources[0], trigger, scene, topic=frame.topic)
    elif not sources and targets:
        harmed = attacker(targets[0], trigger, scene) if frame.no_source == "armed" else None
        left = [harmed] if harmed else _stand_in(frame.no_source, targets[0], trigger, scene)
    pairs = [
        (a, b)
        for a in left
        for b in right
        if a is None or b is None or not (_same(a, b, frame) or _is_private(a, b, frame))
    ]
    return pairs, any(a not in sources and a not in targets for pair in pairs for a in pair if a)


def _is_unknown(actor: Actor, scene: Scene) -> bool:
    """Something of a country of which no role word says that it acts for it."""
    head = scene.doc[actor.head]
    return not (actor.direct or actor.person) and len(actor.code) == 3 and head.pos_ == "NOUN"


def _are_rivals(sources: list[Actor], scene: Scene) -> bool:
    """`Kämpfe zwischen rivalisierenden Milizen`, `between rival gangs`: armed men of one kind, several of
    them, fight each other."""
    kind = sources[0].code[3:6] if len(sources) == 1 else ""
    return kind in REBELS | {"CRM"} and feature(scene.doc[sources[0].head], "Number") == "Plur"


def _of_nobody(frame: Frame, trigger: Token, scene: Scene) -> list[tuple[Actor | None, Actor | None]]:
    """Zehntausende demonstrierten in Minsk, In Niamey gilt eine Ausgangssperre, A strike paralysed Ghana: a
    crowd or workers of the country where it happened and its government, a state and its people."""
    country, step = place_of(trigger, scene)
    if country is None:
        return []
    span = Span(trigger.idx, trigger.idx + len(trigger))
    left, right = (
        Actor(country + ROLE_OF[kind], span, trigger.i, None, f"stand-in.{kind}", (step,), direct=False)
        for kind in (frame.no_source, frame.no_target)
    )
    return [(left, right)] if left.code != right.code else [(left, replace(right, code=f"{country}CVL"))]


def _same(source: Actor, target: Actor, frame: Frame) -> bool:
    """Whether two names stand for one actor; words aimed at one's own state have no target."""
    if frame.abroad:
        return source.country == target.country
    if frame.symmetric:  # a state meets its rebels, but not its own government
        short, long = sorted((source.code, target.code), key=len)
        return long in (short, f"{short}GOV")
    army = frame.code[:2] in ("13", "18", "19", "20") and target.code == f"{source.country}MIL"
    if army and source.code[3:] in ("", "MIL", "GOV"):  # a state does not threaten or fight its own army
        return True
    own = source.code == target.country and target.code[3:6] in STATE and frame.no_source == "drop"
    forces = target.code == f"{source.country}MIL" and source.code[3:] in ("GOV", "GOVMIL")
    forces = forces and frame.code[:2] in ("02", "10")  # ordered his troops to withdraw
    spoken = frame.code < "14" and (target.code == source.country or own or forces)
    official = source.country == target.country and {source.code[3:], target.code[3:]} <= {
        "",
        "GOV",
        "GOVMIL",
    }
    return spoken or (official and frame.code < "08") or source.code == target.code


def _is_private(source: Actor, target: Actor, frame: Frame) -> bool:
    """`The carrier's board rejected its Qatari partner's terms`: words between firms, or with their staff.

    And `the Kenyan runner thanked her Dutch surgeon`: what people outside politics do for each other.
    """
    pair = (source, target)
    states = [a for a in pair if a.direct and (a.code[:3] in BODIES or a.code[3:6] not in PRIVATE)]
    named = not any(a.rule_id.startswith("stand-in") for a in pair)
    business = any(a.code.endswith("BUS") for a in pair)
    return not states and ((business and frame.code < "14") or (named and frame.code < "09"))


ROLE_OF = {
    "government": "GOV",
    "people": "CVL",
    "opponent_or_people": "CVL",
    "country": "",
    "state": "",
    "police": "COP",
    "armed": "UAF",
    "crowd": "CVL",
    "workers": "LAB",
}


def _stand_in(
    kind: str, other: Actor, trigger: Token, scene: Scene, *, topic: str | None = None
) -> list[Actor | None]:
    """An unnamed party by the frame's word: nobody to drop the event, None for a null actor.

    `topic` is that of the act: parties talk, or lay down arms, somewhere.
    """
    if kind in ("drop", "addressed") or relation(trigger) == "amod":
        return []
    if kind == "null":
        return [None]
    if kind == "author":
        named = author(other, trigger, scene)
        return [named] if named else []
    if kind == "parties":
        step = "a party of the act told before"
        told = parties_told(trigger, {other.country}, scene)
        return [replace(a, head=trigger.i, steps=(*a.steps, step), direct=False) for a in told]
    if kind == "captor":
        took = captor(other, trigger, scene)
        if took is not None:
            return [took]
        kind = "state"
    if kind in ("opponent", "opponent_or_people"):
        hit = opponent(other, trigger, scene, sides=True)
        if hit is not None or kind == "opponent":
            return [hit] if hit else []
        kind = "people"
    if other.code.startswith(("IGO", "NGO", "IMG")):
        return []
    if kind == "adversary_or_country" and not set(scene.memory.countries) - {other.country}:
        kind = "country"
    if kind in ("adversary", "adversary_or_country", "accuser"):
        named = _adversary(other, trigger, scene, accused=kind == "accuser", topic=topic)
        return [named] if named or kind == "accuser" else []
    place, _ = named_place(trigger, scene)
    home = scene.memory.home() if len(other.code) == 3 and kind in ("state", "police") else None
    country = place or home or other.country  # Six Colombians are held: where the article is at home
    if kind in ("people", "government", "country"):  # those of whoever acts, wherever it is told of
        country = other.country
    step = f"no actor named: {kind} of {country}"
    span = Span(trigger.idx, trigger.idx + len(trigger))
    code = country + ROLE_OF[kind]
    if kind == "country" and other.code == code:
        code += "CVL"  # a state that acts on itself acts on its people
    if kind == "state" and other.code == code:
        code += "GOV"  # a curfew on a Kenyan town: by the government
    return [Actor(code, span, trigger.i, None, f"stand-in.{kind}", (step,), direct=False)]


def _is_friendly(act: Token, scene: Scene) -> bool:
    """A verb that mostly tells of cooperation: to supply, to lend; in an idiom it may tell of anything."""
    rules = rules_of(act, scene) if act.pos_ in ("VERB", "AUX") else ()
    rules = tuple(rule for rule in rules if not rule.idiom)
    return bool(rules) and sum("03" <= rule.code < "09" for rule in rules) > len(rules) // 2


def _is_venue(token: Token, scene: Scene) -> bool:
    """`called off the talks in Doha`: a town where something is, by its preposition."""
    town = token.i in scene.names and scene.names[token.i][0].kind in ("capital", "city")
    return town and is_within(token, scene)


def _backs_it(token: Token, source: Actor, scene: Scene) -> bool:
    """`Rwandan-backed rebels declared a truce`: whoever stands behind them is not whom they fight."""
    verb = token.head
    behind = relation(verb) == "amod" and not scene.grammar.backing.isdisjoint(
        verb_lemmas(verb, scene.grammar)
    )
    return behind and verb.head.i in {source.head, scene.doc[source.head].head.i}


def _comes_from(token: Token, scene: Scene) -> bool:
    """`tariffs on pork from the EU`: the members of such a body are one market."""
    return not scene.grammar.origin.isdisjoint(slot_names(token, scene.grammar))


def _adversary(
    source: Actor, trigger: Token, scene: Scene, *, accused: bool, topic: str | None
) -> Actor | None:
    """The one other country that the sentence names, else the one other that the article names.

    Who is `accused` of helping somebody is not accused by that one; in a capital where talks were broken off,
    or where two signed something, nobody need be at home.
    """
    named: dict[str, Token] = {}
    fellows = {t.i for t in coordinated(scene.doc[source.head])}
    venues = {t.i for t in trigger.sent if (topic in TALKS or len(fellows) > 1) and _is_venue(t, scene)}
    venues |= {t.i for t in trigger.sent if _backs_it(t, source, scene)}
    friends = {t.i for act in trigger.sent if accused and _is_friendly(act, scene) for t in act.subtree}
    for token in trigger.sent:
        match = scene.names.get(token.i)
        if (token.i in friends and trigger.i not in friends) or token.i in venues:
            continue
        if match is not None and not fellows.isdisjoint(range(match[1], match[2])):
            continue
        if match is None or match[0].code[:3] == source.country:
            continue
        body = match[0].code.startswith("IGO")
        if match[0].kind not in BODY_KINDS or (body and _comes_from(token, scene)):
            named.setdefault(match[0].code if body else match[0].code[:3], token)
    for actor in scene.memory.mentioned if not named else ():  # neither met Trump nor lifted the tariffs
        token = scene.doc[actor.head]
        if actor.person and token.sent == trigger.sent and actor.country != source.country:
            named.setdefault(actor.country, token)
    if len(named) == 1:
        ((country, token),) = named.items()
        step = f"the other country in the sentence, by '{token.text}'"
        return Actor(
            country, Span(token.idx, token.idx + len(token)), token.i, None, "stand-in.adversary", (step,)
        )
    met = None if named or friends else opponent(source, trigger, scene)
    if met is not None:
        return met
    if not named and source.code[3:6] in ("MIL", *REBELS):
        met = opponent(source, trigger, scene, sides=True)
        if met is not None:
            return met
    span = Span(trigger.idx, trigger.idx + len(trigger))
    if not named and source.code[3:6] in REBELS:  # M23 rebels declared a ceasefire
        code, step = f"{source.country}GOV", "the government that they fight"
        return Actor(code, span, trigger.i, None, "stand-in.adversary", (step,), direct=False)
    if (
        topic == TRUCE
        and source.code[3:6] in ("MIL", "GOV")
        and set(scene.memory.countries) == {source.country}
    ):
        code, step = f"{source.country}REB", "the rebels of the one country that the article names"
        return Actor(code, span, trigger.i, None, "stand-in.adversary", (step,), direct=False)
    beside = {scene.names[i][0].code[:3] for i in fellows | venues if i in scene.names}
    others = [code for code in scene.memory.countries if code not in {source.country, *beside}]
    if named or friends or len(others) != 1:
        return None
    step = f"the other country that the article names, {others[0]}"
    return Actor(others[0], span, trigger.i, None, "stand-in.adversary", (step,), direct=False)
