"""What a sentence claims of an act: that it occurred, is planned, did not happen, or only might."""

from collections.abc import Collection
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Token

from codebook.actions import Cue
from codebook.records import Qualifier, Span, Status
from coders.actors import resolve
from coders.arguments import verb_slots
from coders.clauses import told_noun
from coders.grammar import (
    ancestors,
    clause_of,
    feature,
    is_content,
    is_infinitive,
    is_participle,
    is_passive,
    lemma,
    relation,
    verb_lemmas,
)
from coders.memory import Actor
from coders.phrases import adposition
from coders.scene import Scene

_STATUS = {"negation": Status.NEGATED, "hypothetical": Status.HYPOTHETICAL, "planned": Status.PLANNED}
_RANK = (Status.NEGATED, Status.HYPOTHETICAL, Status.PLANNED, Status.OCCURRED)


def qualifiers(
    trigger: Token, scene: Scene, *, part_of_act: Collection[str] = (), on_condition: bool = True
) -> list[Qualifier]:
    """Every cue that bears on a trigger, each with its characters and its rule.

    `part_of_act` are lemmas that the rule itself asks for: `talks collapsed` is an act, not one that failed.
    Not `on_condition` is what has been said: who threatens or promises something if …, has done so.
    """
    found: list[Qualifier] = []
    ahead: set[int] = set()
    for token, scope in _bearing(trigger, scene):
        names = _names(token, scene)
        if scope == "condition" and not on_condition:
            continue
        asked = not names.isdisjoint(part_of_act)
        for cue in scene.lexicon.actions.cues:
            if asked and (cue.lemmas or cue.forms):
                continue
            if cue.scope == scope and _shows(token, names, cue, trigger):
                found.append(Qualifier(cue.kind, Span(token.idx, token.idx + len(token)), cue.rule_id))
                ahead |= {token.idx} if scope == "prospect" else set()
    found = [q for q in found if q.kind != "hypothetical" or q.span.start not in ahead]
    if any(q.kind == "reported" for q in found):
        told = {c.idx for c in clause_of(trigger).children if _tells_the_past(c, scene)}
        found = [q for q in found if q.kind != "hypothetical" or q.span.start not in told]
    return found


def _tells_the_past(auxiliary: Token, scene: Scene) -> bool:
    """`sagte, die USA hätten … bombardiert`: the subjunctive of what somebody else says has happened."""
    verb = auxiliary.head
    perfect = lemma(auxiliary) in scene.grammar.perfect and feature(auxiliary, "Mood") == "Sub"
    conditional = any(_is_condition(c) for c in verb.children)
    return perfect and feature(verb, "VerbForm") == "Part" and not conditional


def _is_condition(clause: Token) -> bool:
    return relation(clause) == "advcl" and any(c.dep_ == "mark" for c in clause.children)


def status(found: list[Qualifier]) -> Status:
    """The strongest claim against occurrence wins: negated, then hypothetical, then planned."""
    kinds = {_STATUS[q.kind] for q in found if q.kind in _STATUS}
    return next((s for s in _RANK if s in kinds), Status.OCCURRED)


def as_ordered(found: list[Qualifier], source: Actor | None, scene: Scene) -> list[Qualifier]:
    """`ordered the closure of its border`, `ordered the army to withdraw`: what a government or a court
    orders of itself or of its forces it does; what it orders of others is a demand."""
    return [
        replace(q, kind="hypothetical") if q.kind == "ordered" and not _obeys(source, q, scene) else q
        for q in found
    ]


def _obeys(source: Actor | None, order: Qualifier, scene: Scene) -> bool:
    """Whether who acts is whoever gave an order, or one of its forces."""
    words = scene.doc.char_span(order.span.start, order.span.end)
    if words is None or source is None:
        return False
    for token in verb_slots(words.root, scene.grammar).get("subj", []):
        for who in resolve(token, scene):
            forces = who.code[3:6] in ("", "GOV") and source.code[3:6] in ("", "GOV", "MIL", "COP")
            if who.code == source.code or (who.country == source.country and forces):
                return True
    return False


def _names(token: Token, scene: Scene) -> set[str]:
    """What a cue may be listed as: a verb goes by what it is with its particle (sagte … ab: absagen)."""
    verb = token.pos_ in ("VERB", "AUX")
    return {token.lower_, *(verb_lemmas(token, scene.grammar) if verb else [lemma(token)])}


def _shows(token: Token, names: set[str], cue: Cue, trigger: Token) -> bool:
    if cue.forms and token.lower_ not in cue.forms:
        return False
    if cue.lemmas and names.isdisjoint(cue.lemmas):
        return False
    verb = clause_of(trigger)
    return all(feature(token, k) == v for k, v in cue.features.items()) and all(
        feature(verb, k) == v for k, v in cue.verb.items()
    )


def _bearing(trigger: Token, scene: Scene) -> list[tuple[Token, str]]:
    """The tokens that can bear on a trigger, each with the scope in which it stands to it."""
    out: list[tuple[Token, str]] = []
    verb = trigger if trigger.pos_ in ("VERB", "AUX") else None
    if verb is None:
        out.extend((child, "modifier") for child in trigger.children)
        above = trigger.head
        if (
            above != trigger
            and above.pos_ in ("VERB", "AUX")
            and relation(trigger) in ("obj", "nsubj", "obl")
        ):
            names = {lemma(above)}
            if names & scene.grammar.support or relation(trigger) == "obj":
                verb = above
    preposition = adposition(trigger) if relation(trigger) == "obl" else None
    occasion = scene.lexicon.actions.settings["crowd_prepositions"]
    if verb is None and preposition is not None and lemma(preposition) in occasion:
        out.extend((t, s) for t, s in _around(above, scene) if s == "auxiliary")  # könnte bei einem Angriff
    if verb is not None:
        out.append((verb, "trigger"))
        out.extend(_around(verb, scene))
        out.extend(_shared_auxiliaries(verb, scene))
        out.extend(_settings(verb, scene))
    holding = frozenset(scene.lexicon.actions.settings.get("holding_verbs", ()))
    for governor, link in _governors(trigger, scene):
        held = governor == verb and not holding.isdisjoint(verb_lemmas(governor, scene.grammar))
        out.append((governor, "trigger" if held else "governor"))
        if link == "xcomp" and any(relation(c) == "obj" and c.i > governor.i for c in governor.children):
            out.append((governor, "others"))
        if governor.pos_ in ("VERB", "AUX") and governor != verb:
            out.extend((t, s) for t, s in _around(governor, scene) if link not in ("advcl", "parataxis"))
    return out


def _shared_auxiliaries(verb: Token, scene: Scene) -> list[tuple[Token, str]]:
    """`sollen X besuchen und Y treffen`: a coordinated infinitive has the auxiliary of the first."""
    first = verb.head
    own = any(relation(c) in ("aux", "nsubj") for c in verb.children)
    if (
        verb.dep_ != "conj"
        or own
        or feature(verb, "VerbForm") != "Inf"
        or feature(first, "VerbForm") != "Inf"
    ):
        return []
    return [(t, s) for t, s in _around(first, scene) if s == "auxiliary"]


def _around(verb: Token, scene: Scene) -> list[tuple[Token, str]]:
    out = []
    hearsay = any(  # soll getötet haben, will abgeschossen haben: said of the past, not planned
        relation(c) == "aux" and _is_last_infinitive(c) and lemma(c) in scene.grammar.perfect
        for c in verb.children
    )
    if relation(verb) == "acl" and _is_inverted(verb):
        out.append((verb.sent[0], "inversion"))
    for child in verb.children:
        kind = relation(child)
        if kind in ("aux", "cop"):
            if not hearsay:
                out.append((child, "auxiliary"))
                if _own_prospect(verb, scene):
                    out.append((child, "prospect"))
            out.extend((c, "modifier") for c in child.children)
        elif kind in ("advmod", "det", "discourse", "cc", "neg") or (child.pos_ == "PART" and kind != "mark"):
            out.append((child, "modifier"))
            out.extend((c, "modifier") for c in child.children if relation(c) == "advmod")  # nicht einmal
            neither = scene.lexicon.actions.settings.get("nor", {}).get(child.lower_)
            if verb.dep_ == "conj" and neither:  # weder A noch B
                out.extend(
                    (t, "modifier") for t in verb.head.subtree if t.lower_ == neither and t.i < child.i
                )
        elif kind == "mark":
            top = verb if verb.dep_ == "ROOT" or verb.head.pos_ in ("VERB", "AUX") else verb.head
            headline = top.dep_ == "ROOT" and feature(verb, "VerbForm") == "Inf"
            out.append((child, "headline" if headline else "marker"))
            if relation(verb) == "advcl" and any(feature(c, "Mood") == "Cnd" for c in verb.head.children):
                out.append((child, "unreal"))
        elif _is_condition(child):
            out.extend((c, "condition") for c in child.children if relation(c) == "mark")
        if kind == "aux" and child.i == min(t.i for t in verb.subtree) and _conditional(verb):
            out.append((child, "inversion"))
        elif kind in ("nsubj", "obj"):  # none, no state, neither A nor B
            out.extend((c, "modifier") for c in child.children if _restricts(c))
            if child.pos_ in ("PRON", "DET"):
                out.append((child, "modifier"))
    return out


def _is_inverted(verb: Token) -> bool:
    """`Were Iran to attack, …`, `Had the rebels taken Goma, …`: what opens the sentence governs the verb's
    noun, or is its copula."""
    opening, noun = verb.sent[0], verb.head
    were = opening.head == noun and relation(opening) == "cop" and feature(verb, "VerbForm") == "Inf"
    return were or (noun.head == opening and relation(noun) == "obj")


def _is_last_infinitive(auxiliary: Token) -> bool:
    """`abgeschossen haben`: behind its participle, in a clause that has its finite verb before, an infinitive
    of whatever tag."""
    verb = auxiliary.head
    other = any(relation(c) == "aux" and c.i < verb.i for c in verb.children)
    last = other and auxiliary.i > verb.i and auxiliary.lower_ == lemma(auxiliary)
    return last or feature(auxiliary, "VerbForm") == "Inf"


def _settings(verb: Token, scene: Scene) -> list[tuple[Token, str]]:
    """Phrases of where it takes place: its own, and what stands before the first of coordinated verbs."""
    shared = [c for c in verb.head.children if verb.dep_ == "conj" and c.i < verb.head.i]
    prepositions = scene.lexicon.actions.settings["scene_prepositions"]
    return [
        (child, "setting")
        for child in (*verb.children, *shared)
        if relation(child) == "obl" and any(lemma(c) in prepositions for c in (adposition(child),) if c)
    ]


def _own_prospect(verb: Token, scene: Scene) -> bool:
    """`Ottawa said it would lend Kyiv …`: what a speaker says of an own act to come, on no condition."""
    first = verb
    while first.dep_ == "conj":
        first = first.head
    saying = first.head
    reports = [c for c in scene.lexicon.actions.cues if c.kind == "reported"]
    if relation(first) != "ccomp" or not any(
        not _names(saying, scene).isdisjoint(cue.lemmas) for cue in reports
    ):
        return False
    if any(_is_condition(c) for c in (*verb.children, *first.children)):
        return False
    speakers = verb_slots(saying, scene.grammar).get("subj", [])
    actors = verb_slots(verb, scene.grammar).get("subj", [])
    said_by = {a.country for t in speakers for a in resolve(t, scene)}
    return any(t.pos_ == "PRON" for t in actors) or bool(
        said_by & {a.country for t in actors for a in resolve(t, scene)}
    )


def _restricts(word: Token) -> bool:
    return relation(word) in ("det", "advmod", "cc", "discourse") or word.pos_ == "CCONJ"


def _conditional(verb: Token) -> bool:
    """`Sollte Moskau …`, `Were Tokyo to refuse, …`: a clause that begins with its verb, beside another, which
    may also be parsed as joined to it."""
    below = relation(verb) in ("advcl", "parataxis", "ccomp")
    return (below or any(_follows(c) for c in verb.children)) and "?" not in verb.sent.text[-2:]


def _follows(clause: Token) -> bool:
    """`Had Russia attacked, NATO would have responded`."""
    kinds = {relation(c) for c in clause.children}
    return clause.dep_ in ("conj", "parataxis", "ccomp") and {"aux", "nsubj"} <= kinds and "cc" not in kinds


def _governors(trigger: Token, scene: Scene) -> list[tuple[Token, str]]:
    """The words whose complement the trigger is, nearest first; relative and adverbial clauses end it.

    `u razgovoru je insistirao na …`: where somebody says so is not what is said.
    """
    out: list[tuple[Token, str]] = []
    preposition = adposition(trigger) if relation(trigger) == "obl" else None
    if preposition is not None and lemma(preposition) in scene.grammar.circumstance:
        return out
    token = trigger
    for governor, link in ancestors(trigger):
        kind = link.split(":")[0]
        content = feature(token, "VerbForm") == "Inf" or any(c.dep_ == "mark" for c in token.children)
        aside = kind in ("parataxis", "appos") or (kind == "advcl" and not is_content(token, scene.grammar))
        if aside or (kind == "acl" and not content):
            break
        if kind == "nsubj" and not link.endswith(":pass") and _acts_on_something(governor):
            break
        if kind != "conj":
            noun = told_noun(token)
            out.extend([(noun, kind)] if noun is not None else [])
            out.append((governor, kind))
        token = governor
    return out


def _acts_on_something(verb: Token) -> bool:
    """By its object, or by a second subject that is none (Kämpfe forderten Dutzende Tote)."""
    kinds = [relation(c) for c in verb.children]
    return "obj" in kinds or kinds.count("nsubj") > 1


def quoted(verb: Token) -> Token | None:
    """`Obustavićemo isporuke, zapretio je Y`: what a verb behind it, with no complement, says."""
    bare = not any(relation(c) in ("cc", "obj", "iobj", "xcomp", "ccomp") for c in verb.children)
    behind = relation(verb) in ("conj", "parataxis") and verb.head.i < verb.i and bare
    return verb.head if behind and verb.head.pos_ in ("VERB", "AUX") else None


def attribution(trigger: Token, scene: Scene) -> Actor | None:
    """Who reports it: the subject of a verb of saying whose content or aside the trigger's clause is."""
    token = trigger
    reports = [c for c in scene.lexicon.actions.cues if c.kind == "reported"]
    for governor, link in ancestors(trigger):
        kind = link.split(":")[0]
        saying = next(
            (
                v
                for v in (governor, *(c for c in governor.children if relation(c) == "parataxis"))
                if any(not _names(v, scene).isdisjoint(cue.lemmas) for cue in reports)
            ),
            None,
        )
        if (
            saying is not None
            and saying != trigger
            and kind in ("ccomp", "parataxis", "xcomp", "conj", "advcl")
        ):
            subjects = verb_slots(saying, scene.grammar).get("subj", [])
            found = [actor for subject in subjects for actor in resolve(subject, scene)]
            return found[0] if found else None
        token = governor
    for child in token.children:
        if any(c.lower_ in scene.grammar.thus for c in child.children) and child.pos_ in ("NOUN", "PROPN"):
            found = resolve(child, scene)  # …, so Kanadas Außenministerin
            return found[0] if found else None
        if relation(child) == "parataxis" and any(
            not _names(child, scene).isdisjoint(cue.lemmas) for cue in reports
        ):
            found = [a for s in verb_slots(child, scene.grammar).get("subj", []) for a in resolve(s, scene)]
            return found[0] if found else None
    return None


def tense(verb: Token, scene: Scene) -> str | None:
    """past | future | present, for dates whose direction depends on it."""
    clause = clause_of(verb)
    below = takewhile(lambda t: t != clause, (verb, *verb.ancestors))
    if any(relation(t) == "amod" and is_participle(t, scene.grammar) for t in below):
        return "past"  # die am Montag beschlossenen Sanktionen treffen Minsk
    words = [clause, *(c for c in clause.children if relation(c) in ("aux", "cop"))]
    if any(q.kind == "planned" for q in qualifiers(clause, scene)):
        return "future"
    if is_passive(clause, scene.grammar) or any(feature(w, "Tense") == "Past" for w in words):
        return "past"
    perfect = any(lemma(w) in scene.grammar.perfect and relation(w) == "aux" for w in words)
    if not perfect and is_infinitive(clause) and lemma(clause) not in scene.grammar.perfect:
        return "future"  # `kündigte an, am Freitag zu reisen`
    if perfect or feature(clause, "VerbForm") == "Part":  # haben beraten: tagged as an infinitive
        return "past"
    return "present" if any(feature(w, "Tense") == "Pres" for w in words) else None
