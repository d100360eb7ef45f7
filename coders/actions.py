"""Rules fire on verbs and event nouns and read their source and target by role."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from codebook.actions import Frame, Rule
from coders.actors import resolve
from coders.acts import COERCION, POSTURE, STATE, is_it, judged_for, opponent, repeated
from coders.arguments import verb_slots
from coders.grammar import clause_of, feature, is_passive, is_time, launches, lemma, relation, verb_lemmas
from coders.headlines import is_headline
from coders.indirect import addressed, from_above, held_elsewhere, own_ground, place_in, places_of
from coders.memory import Act, Actor
from coders.mutual import is_mutual
from coders.needs import holds, rules_of, topics_of
from coders.nouns import noun_slots, support_verb
from coders.parties import pairs_of
from coders.phrases import Slots, adposition, owners
from coders.qualify import attribution, quoted
from coders.roles import REBELS
from coders.scene import Scene
from coders.verbless import speaks_before_colon


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that fits a trigger, with whom it found; a missing actor is None."""

    trigger: Token
    rule: Rule
    code: str
    pairs: tuple[tuple[Actor | None, Actor | None], ...]
    guessed: bool

    @property
    def frame(self) -> Frame:
        return self.rule.frame


@dataclass(frozen=True, slots=True)
class Miss:
    """A rule that a word might have set off, why it did not, and how far it came, counted from 0.

    `words` are those that the reason speaks of.
    """

    rule: Rule
    why: str
    came: int
    words: Collection[str] = ()


def candidates(sentence: DocSpan, scene: Scene) -> list[Candidate]:
    """The best rule of every trigger in a sentence that finds the actors it needs."""
    found = []
    for token in sentence:
        fitting = (one for one in tried(token, scene) if isinstance(one, Candidate))
        candidate = next(fitting, None) or _repeated(token, scene)
        if candidate is not None:
            found.append(candidate)
            if not candidate.frame.statement:
                judges = candidate.frame.no_target == "author"
                scene.memory.acts.append(
                    Act(candidate.rule, candidate.code, judges, candidate.pairs, token.i)
                )
    return found


def _repeated(verb: Token, scene: Scene) -> Candidate | None:
    """`Mexico cut ties with Ecuador and Nicaragua followed suit`: the act told last, by somebody else."""
    act = repeated(verb, scene)
    return Candidate(verb, act.rule, act.code, act.pairs, guessed=False) if act else None


def tried(token: Token, scene: Scene) -> Iterator[Candidate | Miss]:
    """What becomes of each rule that a word may set off, the most specific first."""
    slots: Slots | None = None
    told = scene.grammar.pro_drop and feature(token, "Person") == "2"
    if told or (feature(token, "Mood") == "Imp" and not any(relation(c) == "nsubj" for c in token.children)):
        return  # oslobodite taoce: what somebody is told to do
    if _in_a_name(token, scene) or _only_names(token, scene):
        return
    for rule in rules_of(token, scene):
        if slots is None:
            slots = slots_of(token, rule.pos, scene)
        yield _apply(rule, token, slots, scene)


def _only_names(verb: Token, scene: Scene) -> bool:
    """`struck what it called terrorist hideouts`: how somebody puts it is no judgement of its own."""
    grammar = scene.grammar
    free = relation(verb) in ("acl", "ccomp") and lemma(verb.head) in grammar.free_relatives
    return free and not grammar.naming.isdisjoint(verb_lemmas(verb, grammar))


def _in_a_name(noun: Token, scene: Scene) -> bool:
    """`a rocket, the Long March V`: with a capital between others it is part of a name; in a language without
    capitals for common nouns."""
    inside = noun.pos_ == "PROPN" and noun.text.istitle() and 0 < noun.i < len(noun.doc) - 1
    if not inside or scene.grammar.compounding or is_headline(noun.sent):
        return False
    beside = noun.nbor(-1), noun.nbor(1)
    return all(t.pos_ in ("PROPN", "NUM") and t.text[0].isupper() and t.i not in scene.names for t in beside)


def slots_of(token: Token, pos: str, scene: Scene) -> Slots:
    """The places around a verb or an event noun, each with the words that fill it."""
    if pos == "noun":
        return noun_slots(token, scene.grammar)
    slots = verb_slots(token, scene.grammar)
    first_person = _is_first_person(token, slots)
    if first_person or _is_anybody(slots, scene):
        speaker = attribution(token, scene)
        told = [scene.doc[speaker.head]] if speaker else speaks_before_colon(token)
        official = first_person or speaker is None or speaker.code[3:6] in STATE | REBELS
        slots |= {"subj": told} if told and official else {}
    if scene.grammar.pro_drop and not slots.get("subj") and _lacks_subject(token, scene):
        before = [a for a in scene.memory.subjects if a.span.end <= token.sent.start_char]
        slots["subj"] = [scene.doc[a.head] for a in before[-1:]]
    said = quoted(token)
    if said is not None:
        slots.setdefault("content", [said])
    return slots


def _is_first_person(verb: Token, slots: Slots) -> bool:
    """`„We condemn the attack“, said X`, `„Osuđujemo napad“, rekao je X`: speakers tell of themselves."""
    subjects = slots.get("subj", [])
    words = subjects or [verb, *(c for c in verb.children if relation(c) in ("aux", "cop"))]
    return any(feature(t, "Person") == "1" for t in words)


def _is_anybody(slots: Slots, scene: Scene) -> bool:
    """`Das Ministerium teilte mit, man habe zwei Diplomaten ausgewiesen`: an official means the office."""
    return any(lemma(t) in scene.grammar.anybody for t in slots.get("subj", []))


def _lacks_subject(verb: Token, scene: Scene) -> bool:
    """`Od vlade traže ostavku`: a main clause that leaves its subject to the sentence before."""
    impersonal = any(relation(c) in ("expl", "nsubj", "csubj") for c in verb.children)
    neuter = feature(verb, "Gender") == "Neut" and feature(verb, "Number") == "Sing"
    main = relation(verb) in ("ROOT", "conj") and not is_passive(verb, scene.grammar)
    return main and not impersonal and not neuter and feature(verb, "Person") in ("", "3")


def _apply(rule: Rule, trigger: Token, slots: Slots, scene: Scene) -> Candidate | Miss:
    if rule.pos == "noun" and _in_background(trigger, scene):
        return Miss(rule, "told only to place something else in time", 3)
    if rule.code.startswith(POSTURE) and _tells_whose(trigger, scene):
        return Miss(rule, "tells only whose weapon it is", 3)
    for slot, wanted in rule.needs.items():
        if not holds(slot, wanted, trigger, slots, scene):
            return Miss(rule, f"asks in '{slot}' for", 0, wanted)
    for slot, barred in rule.bars.items():
        if holds(slot, barred, trigger, slots, scene, barring=True):
            return Miss(rule, f"is barred in '{slot}' by", 1, barred)
    sources = _actors(rule.source, trigger, slots, scene, only_direct=True)
    if rule.frame.statement:  # what a mayor somewhere says of his town is no politics of states
        sources = [actor for actor in sources if not actor.by_home]
    taken = {actor.head for actor in sources}
    coerced = rule.code.startswith(COERCION)  # the authorities arrested a minister
    others = {actor.code for actor in sources if not (coerced and len(actor.code) > 3)}
    targets = [
        a
        for a in _actors(rule.target, trigger, slots, scene, besides=others, places=rule.frame.place)
        if a.head not in taken or rule.frame.symmetric
    ]
    targets = [
        a for a in targets if not a.by_home or not sources or {a.country} == {s.country for s in sources}
    ]
    if rule.frame.no_target == "author":  # Egypt praised it: the decision, not the country named before
        told = [judged_for(a, scene) for a in targets if not is_it(scene.doc[a.head], scene)]
        targets = [a for a in told if a is not None]
    if not targets and rule.frame.place:
        found = places_of(rule, slots, scene, {s.country for s in sources})
        targets = [a for a in found if a.code not in {s.code for s in sources}]
    home = {s.country for s in sources}
    if rule.frame.abroad:  # summoned the ambassador: not its own; recalled theirs: their own
        own = {a.head for a in targets if len(home) == 1 or owners(scene.doc[a.head])}
        targets = [
            a for a in targets if a.head not in own or a.country not in home or a.person or len(a.code) == 3
        ]
    targets = held_elsewhere(rule, sources, targets, slots, scene)
    stands_in = not targets and rule.frame.no_target not in ("drop", "null", "accuser")
    affected = tuple(slot for slot in rule.target if slot in ("obj", "iobj", "bare"))
    meant = _actors(affected, trigger, slots, scene) if stands_in and not rule.frame.abroad else []
    if any(judged_for(a, scene) for a in meant):  # threatened his own governors, nobody else
        return Miss(rule, "is done to nobody but the source itself", 2)
    if not targets and rule.frame.place:
        targets = own_ground(rule, sources, slots, scene)
    if not targets and rule.frame.no_target == "addressed":
        targets = addressed(rule, sources, slots, scene)
    if not sources:
        sources = from_above(rule, trigger, slots, targets, scene)
    if not targets and rule.frame.answers and len(sources) == 1 and not _is_addressed(rule, slots):
        answered = opponent(sources[0], trigger, scene)
        armed = answered is not None and answered.code[3:] in ("MIL", "COP")  # the state answers for them
        targets = [replace(answered, code=answered.country) if armed else answered] if answered else []
    mutual = bool(sources) and is_mutual(trigger, rule, slots, scene)
    if mutual and len({actor.code for actor in sources}) > 1:
        targets = []
    if not sources and rule.frame.no_source != "drop" and _is_aside(trigger, rule, scene):
        return Miss(rule, "only tells of another act, and not who did it", 3)
    if not sources and any(
        lemma(part) in scene.grammar.nature for t in slots.get("subj", []) for part in (t, *t.children)
    ):
        return Miss(rule, "is done by a force of nature", 3)
    pairs, guessed = pairs_of(rule.frame, sources, targets, trigger, scene, both_ways=mutual)
    if not pairs:
        side, places = ("target", rule.target) if sources else ("source", rule.source)
        return Miss(rule, f"found no actor as {side} in", 2, places)
    if guessed and _only_describes(trigger, scene):
        return Miss(rule, "only describes who is meant", 3)
    code = _code(rule, trigger, scene)
    return Candidate(trigger, rule, code, tuple(pairs), guessed)


def _is_addressed(rule: Rule, slots: Slots) -> bool:
    """Whether something stands where the rule looks for its target, a reflexive pronoun apart."""
    filled = (t for slot in rule.target for t in slots.get(slot, []))
    return any(t.pos_ != "PRON" or not feature(t, "Reflex") for t in filled)


def _is_aside(trigger: Token, rule: Rule, scene: Scene) -> bool:
    """`a note protesting against X`, `retaliation for the killing of X`: an act that only tells of another.

    `Bei einem Anschlag` tells that there was one, where the language's settings list its preposition; what
    a crowd did is not told by `left a rally`.
    """
    crowd = rule.frame.no_source == "crowd"
    if trigger.pos_ in ("VERB", "AUX"):
        clause = any(relation(c) == "nsubj" for c in trigger.children)
        aside = relation(trigger) in ("acl", "amod", "advcl", "xcomp") and not clause
        return crowd and aside
    if crowd and relation(trigger) == "obj" and support_verb(trigger, scene.grammar)[0] is None:
        return True
    preposition = adposition(trigger)
    if preposition is None or relation(trigger) not in ("obl", "nmod"):
        return False
    if not crowd and any(
        is_time(t, scene.grammar) for t in trigger.subtree
    ):  # nach dem Anschlag am 22. April
        return False
    return (
        lemma(preposition)
        not in scene.lexicon.actions.settings["crowd_prepositions" if crowd else "scene_prepositions"]
    )


def _tells_whose(trigger: Token, scene: Scene) -> bool:
    """`a missile that Russia had fired hit a school`: what the missile did is told by another verb."""
    weapon = lemma(trigger.head) in scene.grammar.instruments
    return weapon and relation(trigger) in ("acl", "amod") and launches(trigger, scene.grammar)


def _only_describes(trigger: Token, scene: Scene) -> bool:
    """`Americans imprisoned in Iran were flown out`: a participle without agent or day tells who is meant."""
    passive = relation(trigger) in ("acl", "amod") and is_passive(trigger, scene.grammar)
    headline = trigger.head.dep_ == "ROOT" and is_headline(trigger.sent)  # Five reporters jailed over posts
    return passive and not headline and not any(lemma(t) in scene.grammar.time_nouns for t in trigger.subtree)


def _in_background(noun: Token, scene: Scene) -> bool:
    """`seit dem Angriff`, `vor dem Beginn der Offensive`: told only to place something else in time."""
    words = scene.lexicon.actions.settings.get("background_prepositions", ())
    moments = scene.lexicon.actions.settings.get("moments", ())
    before = noun.doc[max(noun.i - 1, noun.sent.start)]
    if feature(noun, "Case") == "Gen" and lemma(before) in moments and adposition(before):
        return True  # u trenutku atentata, wherever it was hung
    token = noun
    for _ in range(3):
        preposition = adposition(token)
        if preposition is not None and token != noun and lemma(token) in moments:
            return True  # at the time of the attack
        if preposition is not None:
            suffered = lemma(clause_of(token)) in scene.lexicon.actions.settings.get("suffering_verbs", ())
            return lemma(preposition) in words and not suffered  # died of the attack, not since it
        if relation(token) != "nmod" or token.head.pos_ not in ("NOUN", "PROPN"):
            return False
        token = token.head
    return False


def _actors(
    slot_names: tuple[str, ...],
    trigger: Token,
    slots: Slots,
    scene: Scene,
    *,
    only_direct: bool = False,
    besides: Collection[str] = (),
    places: bool = False,
) -> list[Actor]:
    """The actors of the first slot that has any; `besides` are codes that do not count.

    With `places`, a slot filled by a thing counts by where that is: rockets at targets in the Kursk region.
    """
    for slot in slot_names:
        tokens = slots.get(slot, [])
        if slot == "content" and _asks_others(slot_names, slots, scene):
            continue
        if slot == "adverbial":  # used tear gas in order to disperse them
            tokens = [i for token in tokens for i in _inside(token, scene) if resolve(i, scene)][:1]
        if slot == "content":
            inner = [i for token in tokens for i in _inside(token, scene)]
            tokens = next(
                (
                    [t]
                    for t in inner
                    if any(a.country not in {code[:3] for code in besides} for a in resolve(t, scene))
                ),
                [],
            )  # who promises to reopen its own embassy promises it to somebody else
        found = [a for token in tokens for a in resolve(token, scene) if a.code not in besides]
        if places and not found:
            found = [a for token in tokens for a in place_in(token, scene) if a.code not in besides][:1]
        if only_direct:
            found = [a for a in found if a.direct] or found
        if found:
            return found
    return []


def _asks_others(slot_names: tuple[str, ...], slots: Slots, scene: Scene) -> bool:
    """`rief die Funktionäre auf, Russland auszuschließen`: people, of whatever country, not whom they are to
    act on."""
    people = (t for slot in ("obj", "iobj") if slot in slot_names for t in slots.get(slot, []))
    roles = [scene.lexicon.agents.role(lemma(t)) for t in people if t.pos_ == "NOUN"]
    return any(match is not None and (match.weak or match.role[:3] not in STATE) for match in roles)


def _inside(content: Token, scene: Scene) -> list[Token]:
    """Whom a complement clause is about: its own subject, else its objects and obliques, else any name."""
    if content.pos_ not in ("VERB", "AUX", "ADJ"):
        return [content]
    own = {token.i for token in content.subtree}
    slots = verb_slots(content, scene.grammar)
    ordered = [*slots.get("subj", []), *slots.get("iobj", []), *slots.get("obj", [])]
    ordered += [t for name, tokens in slots.items() if name not in ("subj", "content") for t in tokens]
    ordered += [token for token in content.subtree if token.i in scene.names]
    return [token for token in ordered if token.i in own]


def _code(rule: Rule, trigger: Token, scene: Scene) -> str:
    """The frame's code, made more exact by what the complement is about."""
    if not rule.frame.topics or rule.code != rule.frame.code:  # a rule with a code of its own says enough
        return rule.code
    subjects = {t.i for c in trigger.children if relation(c) == "nsubj" for t in c.subtree}
    siblings = {t.i for c in trigger.children if c.dep_ in ("conj", "parataxis", "advcl") for t in c.subtree}
    tokens = [t for t in trigger.subtree if t.i not in subjects | siblings and t != trigger]
    said = quoted(trigger)
    if said is not None:  # …, zapretio je X: what is threatened, not on what condition
        aside = [c for c in said.children if relation(c) in ("nsubj", "advcl", "parataxis")]
        tokens += set(said.subtree) - {t for c in aside for t in c.subtree}
    if trigger.pos_ not in ("VERB", "AUX") and scene.grammar.compounding:
        tokens.append(trigger)
    found = topics_of(tokens, scene)
    return next((code for topic, code in rule.frame.topics.items() if topic in found), rule.code)
