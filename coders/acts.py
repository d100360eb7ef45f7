"""Whom an act is directed at by what the article has told before: `condemned the attack`, `hit back`."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from codebook.actions import Frame, Rule
from coders.actors import resolve
from coders.arguments import verb_slots
from coders.grammar import ancestors, clause_of, feature, is_relative, lemma, relation, verb_lemmas
from coders.memory import Act, Actor
from coders.needs import is_policy, rules_of
from coders.nouns import noun_slots
from coders.phrases import adposition, coordinated, owners, slot_names
from coders.places import is_within
from coders.pronouns import number_of
from coders.roles import REBELS
from coders.scene import Scene

STATE = frozenset({"", "GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
"""Roles of those who act for a state."""

POSTURE = "15"
"""Root of shows of force."""

TAKING = ("173", "181")
"""To arrest, to take hostage."""

BREACH = "16"
"""Root of relations reduced."""

COERCION = "17"
"""Root of what a state does to those under it, a minister or two among them."""

FIRST_HARM = "13"
"""The first root of what is done to somebody against his will."""

DOERS = ("by", "agent", "poss", "mod")
"""Places beside an event noun of the one who acts, and of nobody else."""

FIRST_DEED = "14"
"""The first root of conflict that is told in deeds."""

VIOLENCE = "175"
"""The least code of bodily harm: repression, assault, fighting."""

AID = frozenset({"03", "07"})
"""Roots of aid promised and given."""

REACH = 2
"""Sentences back to which `the attack` or `it` may point."""


def author(judge: Actor, trigger: Token, scene: Scene) -> Actor | None:
    """Who did what is judged: of `The UN condemned the attack` the attacker of the sentence before."""
    if trigger.pos_ in ("VERB", "AUX"):
        slots = verb_slots(trigger, scene.grammar)
    else:
        slots = noun_slots(trigger, scene.grammar)
    judged = [t for tokens in slots.values() for t in tokens if t != trigger]
    for thing in judged:
        for doer in _doers(thing, scene):
            if doer.code != judge.code:
                return _meant(doer, trigger, f"who did what '{thing.text}' is about", scene)
    noun = next((t for t in judged if _points_to_act(t, scene)), None)
    if noun is None:
        return _whose(judged, judge, trigger, scene) or _who_harmed(judged, judge, trigger, scene)
    hostile = _is_hostile(noun, scene)
    policy = _whose_policy(noun, judge, trigger, scene)
    for act in _told(trigger, scene):
        if policy and scene.doc[act.trigger].sent.end < trigger.sent.start:
            break  # what the sentence before tells is nearer
        fellow = act.judges and scene.doc[act.trigger].sent == trigger.sent  # A criticised, B praised it
        if fellow or (hostile is not None and hostile != (act.code >= "13")):
            continue
        for source, _ in act.pairs:
            if source is not None and (source.country != judge.country or source.code[3:6] in REBELS):
                return _meant(source, trigger, f"whose act '{noun.text}' is", scene)
    return policy


def _whose_policy(noun: Token, judge: Actor, trigger: Token, scene: Scene) -> Actor | None:
    """`Hungary passed a law on foreign agents. Germany criticised the step`: the one power that the sentence
    before is about, or this one, up to `a move that Germany criticised`, `was Berlin kritisierte`."""
    relative = is_relative(noun, scene.grammar)
    summed_up = noun.is_ancestor(trigger) or relative
    before = trigger.sent if summed_up else trigger.doc[max(trigger.sent.start - 1, 0)].sent
    alone = trigger in (before.root, before.root.head) or (before == trigger.sent and not summed_up)
    if alone or not (relative or is_policy(noun, scene)):
        return None
    slots = verb_slots(before.root, scene.grammar) if before.root.pos_ in ("VERB", "AUX") else {}
    words = slots.get("content_subj") or slots.get("subj", [])
    powers = [a for t in words for a in resolve(t, scene) if _is_power(a)]
    judged = any(act.judges and scene.doc[act.trigger].sent == before for act in scene.memory.acts)
    if judged or len({a.country for a in powers}) != 1 or powers[0].country == judge.country:
        return None
    return _meant(powers[0], trigger, f"whose policy '{noun.text}' is", scene)


def _is_power(actor: Actor) -> bool:
    return actor.direct and (_is_official(actor) or actor.code[3:6] in REBELS)


def _whose(judged: list[Token], judge: Actor, trigger: Token, scene: Scene) -> Actor | None:
    """`Teachers called off their strike. The minister praised their restraint`: who acted before and whose
    the thing is, if by its number or gender it cannot be the judge's own."""
    before = [s.start_char for s in scene.doc.sents if s.start <= trigger.i]
    first, subject = before[-REACH:][0], scene.doc[judge.head]
    for owner in (o for thing in judged for o in owners(thing)):
        acted = [a for a in scene.memory.subjects if first <= a.span.start and a.span.end <= owner.idx]
        acted = [a for a in acted if a.code != judge.code and _can_own(scene.doc[a.head], owner, scene)]
        if acted and not _can_own(subject, owner, scene):
            return _meant(acted[-1], trigger, f"whose it is, by '{owner.text}'", scene)
    return None


def _can_own(noun: Token, possessive: Token, scene: Scene) -> bool:
    """Whether a possessive of the third person may stand for a noun; where there is a reflexive one, for no
    subject of its own clause."""
    settings = scene.lexicon.actions.settings
    word = lemma(possessive)
    if word not in settings["third_person"] or word in settings.get("reflexive", ()):
        return False
    if settings.get("reflexive") and noun.head == clause_of(possessive) and relation(noun) == "nsubj":
        return False
    several = feature(noun, "Number") == "Plur" or len(coordinated(noun)) > 1
    kinds = settings.get("owner_kinds", {}).get(word)
    if kinds:
        return ("Plur" in kinds) if several else feature(noun, "Gender") in kinds
    return several == (number_of(possessive, scene) == "Plur")


def _who_harmed(judged: list[Token], judge: Actor, trigger: Token, scene: Scene) -> Actor | None:
    """`Israel's army took a hill in Syria. Egypt condemned the seizure of Syrian land.`: whoever the text has
    told did it to the same country."""
    victims = {a.country for t in judged for a in resolve(t, scene) if judged_for(a, scene) is None}
    for act in _told(trigger, scene) if victims else ():
        for source, target in act.pairs if act.code >= FIRST_HARM else ():
            if source and target and target.country in victims and source.country != judge.country:
                return _meant(source, trigger, f"who did it to {target.country}", scene)
    return None


def repeated(verb: Token, scene: Scene) -> Act | None:
    """`Mexico cut ties with Ecuador and Nicaragua followed suit`: the act told last, by somebody else."""
    verbs = scene.lexicon.actions.settings.get("repeating", {})
    beside = {word for name in verb_lemmas(verb, scene.grammar) for word in verbs.get(name, ())}
    if not any(t.lower_ in beside or lemma(t) in beside for t in verb.children):
        return None
    told = next(_told(verb, scene), None)
    if told is None or told.rule.frame.symmetric:
        return None
    sources = [a for t in verb_slots(verb, scene.grammar).get("subj", []) for a in resolve(t, scene)]
    parties = {a.country for pair in told.pairs for a in pair if a}
    fresh = [a for a in sources if a.country not in parties]
    targets = {b.code: _meant(b, verb, "as told before", scene) for _, b in told.pairs if b}
    pairs = tuple((a, b) for a in fresh for b in targets.values())
    return replace(told, pairs=pairs, trigger=verb.i) if pairs else None


def judged_for(actor: Actor, scene: Scene) -> Actor | None:
    """Who is judged by what is done to others: nobody named in `condemned the seizure of Syrian land` or
    `verurteilte die Tötung syrischer Sanitäter`, the state in `the jailing of a Cambodian dissident` and
    `the Israeli killing of medics`."""
    noun = scene.doc[actor.head]
    rules = _event_rules(noun, scene)
    suffered = lemma(noun) in scene.lexicon.actions.settings.get("suffered_nouns", ())
    inner = [c for c in noun.children if relation(c) == "nmod"]
    harmed = [c for c in inner if _undergoes(c, rules, scene) or (suffered and adposition(c) is None)]
    owners = [c for c in noun.children if relation(c) == "amod" or c.dep_ == "nmod:poss"]
    by_whom = {scene.names[c.i][0].code[:3] for c in owners if c.i in scene.names}
    if rules and by_whom and actor.country not in by_whom:
        return None  # die israelische Bombardierung libanesischer Dörfer
    if not harmed:
        return actor
    named = {t.i for t in noun.subtree if t.i in scene.names}
    others = named - {t.i for c in harmed for t in c.subtree}
    others |= {i for i in named if is_within(scene.doc[i], scene)}  # of civilians in El Fasher
    by_whom |= {scene.names[i][0].code[:3] for i in others}
    by_state = bool(rules) and all(rule.code.startswith(COERCION) for rule in rules)
    if actor.country not in by_whom and (others or not by_state):
        return None
    return replace(actor, code=actor.country) if actor.code[3:] else actor


def _event_rules(noun: Token, scene: Scene) -> list[Rule]:
    found = rules_of(noun, scene) if noun.pos_ == "NOUN" else ()
    return [rule for rule in found if rule.pos == "noun" and rule.code >= FIRST_HARM]


def _undergoes(dependent: Token, rules: list[Rule], scene: Scene) -> bool:
    bare = adposition(dependent) is None
    places = {"gen"} if bare else set(slot_names(dependent, scene.grammar)) - {"poss"}
    done = any(places & set(rule.target) for rule in rules)
    return done and not any(places & set(rule.source) for rule in rules)


def _doers(noun: Token, scene: Scene) -> Iterator[Actor]:
    """`into contracts that the president had awarded`: who acts in the clause that tells of a thing, or
    beside an event noun, `the killing of medics by Israel`.

    In `odbio je nacrt sporazuma koji je sačinio Rim` the clause hangs on the noun in its genitive."""
    deed, genitives = bool(_event_rules(noun, scene)), scene.grammar.case_decides
    around = noun_slots(noun, scene.grammar) if deed or genitives else {}
    for token in (t for slot in DOERS for t in around.get(slot, []) if deed):
        yield from resolve(token, scene)
    told = [noun, *around.get("gen", [])] if genitives else [noun]
    for clause in (c for t in told if t.i not in scene.names for c in t.children if relation(c) == "acl"):
        inner = [clause, *(c for c in clause.children if relation(c) == "xcomp")]
        for verb in inner:
            for token in verb_slots(verb, scene.grammar).get("subj", []):
                if token not in told:
                    yield from resolve(token, scene)


def opponent(source: Actor, trigger: Token, scene: Scene, *, sides: bool = False) -> Actor | None:
    """The other party of the last act that had this one as a party; with `sides` that of the last conflict
    between state and people, also within a country: police who hit back at a crowd."""
    for act in _told(trigger, scene):
        for pair in act.pairs:
            other = next((a for a in pair if a and _stands_against(a, source, act, sides=sides)), None)
            if other is not None and any(a and a.country == source.country for a in pair):
                return _meant(other, trigger, "the other party of the act told before", scene)
    return None


def attacker(victim: Actor, trigger: Token, scene: Scene) -> Actor | None:
    """Who did the harm of `Houthi rockets hit a port. Two workers were killed.`: whoever attacked the
    victims' country in the sentence before, or earlier in this one."""
    for act in _told(trigger, scene):
        before = scene.doc[act.trigger].sent.end in (trigger.sent.start, trigger.sent.end)
        for source, target in act.pairs if act.code >= VIOLENCE and before else ():
            if source and target and target.country == victim.country and source.code != victim.code:
                return _meant(source, trigger, "who attacked before", scene)
    return None


def captor(freed: Actor, trigger: Token, scene: Scene) -> Actor | None:
    """Who let go in `Israel detained twelve Palestinians. One was later freed.`: who took people of the
    country before."""
    for act in _told(trigger, scene):
        for source, target in act.pairs if act.code.startswith(TAKING) else ():
            if source and target and target.country == freed.country != source.country:
                return _meant(source, trigger, "who took them before", scene)
    return None


def _stands_against(other: Actor, source: Actor, act: Act, *, sides: bool) -> bool:
    if sides:
        return act.code >= FIRST_DEED and _is_official(other) != _is_official(source)
    return other.country != source.country


def _is_official(actor: Actor) -> bool:
    return actor.code.startswith("IGO") or actor.code[3:6] in STATE


def shared_target(frame: Frame, source: Actor, trigger: Token, scene: Scene) -> list[Actor]:
    """`A severed ties with B, and C recalled its ambassador`: a like act in a clause joined to an earlier, or
    of one state with another in the sentence behind."""
    above, kind = {token.i for token, _ in ancestors(trigger)}, relation(trigger)
    for act in _told(trigger, scene):
        roots = {act.code[:2], frame.code[:2]}
        joined = kind in ("conj", "parataxis") and act.trigger in above and (len(roots) == 1 or roots == AID)
        behind = kind == "advcl" or scene.doc[act.trigger].sent.end == trigger.sent.start
        alike = frame.abroad and frame.code.startswith(BREACH) and len(roots) == 1
        if joined or (alike and behind):
            found = {b.code: b for _, b in act.pairs if b and b.country != source.country}
            return [_meant(b, trigger, "as in the clause before", scene) for b in found.values()]
    return []


def _told(trigger: Token, scene: Scene) -> Iterator[Act]:
    """The acts within reach, the latest first."""
    sentences = [s.start for s in scene.doc.sents if s.start <= trigger.i]
    first = sentences[-1 - REACH :][0]
    yield from (a for a in reversed(scene.memory.acts) if first <= a.trigger < trigger.i)


def is_it(token: Token, scene: Scene) -> bool:
    """Whether a pronoun may stand for an act: Egypt praised it."""
    pronouns = scene.lexicon.actions.settings["act_pronouns"]
    return token.pos_ in ("PRON", "DET") and (lemma(token) in pronouns or token.lower_ in pronouns)


def _points_to_act(token: Token, scene: Scene) -> bool:
    """Whether a pronoun or a noun may point to an act: it, the move, the attack."""
    settings = scene.lexicon.actions.settings
    if any(relation(c) in ("nmod", "acl", "amod") and c.i in scene.names for c in token.subtree):
        return False
    return is_it(token, scene) or (
        token.pos_ == "NOUN"
        and (
            lemma(token) in settings["act_nouns"]
            or is_policy(token, scene)
            or any(rule.pos == "noun" for rule in rules_of(token, scene))
        )
    )


def _is_hostile(noun: Token, scene: Scene) -> bool | None:
    """Whether an event noun tells of a deed of conflict; None where it does not say."""
    rules = [rule for rule in rules_of(noun, scene) if rule.pos == "noun"] if noun.pos_ == "NOUN" else []
    return any(rule.code >= "13" for rule in rules) if rules else None


def _meant(actor: Actor, trigger: Token, why: str, scene: Scene) -> Actor:
    step = f"'{actor.span.of(scene.doc.text)}', {why}"
    return replace(actor, head=trigger.i, steps=(*actor.steps, step), direct=False)
