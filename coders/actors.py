"""Noun phrases become CAMEO actor codes: country + role, by composition, with the article's memory."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from codebook.gazetteer import Name
from coders.arguments import nested_phrases, verb_slots
from coders.bare import STATES
from coders.grammar import clause_of, feature, is_ground, is_relative, launches, lemma, relation, verb_lemmas
from coders.memory import PEOPLES, REGIONS, UNARMED, Actor
from coders.persons import again, bearers_of, body_again, group_again, identified, introduce, known_person
from coders.phrases import coordinated, is_initials, is_plural, noun_phrase, owners, slot_names
from coders.places import (
    HOME,
    both_leaders,
    by_owner,
    in_theatre,
    named_place,
    of_its_state,
    of_origin,
    own_country,
    place_of,
    stands_elsewhere,
)
from coders.pronouns import is_object, possessed, referent
from coders.roles import REBELS, Phrase, span_of, take_apart
from coders.scene import BODY_KINDS, PLACE_KINDS, Scene

SENT = ("GOV", "MIL", "REB", "SEP", "PTY", "")
"""Roles of those who speak or fight for somebody."""
MINORITY = "MIN"
VISITS = ("042", "043")
"""To pay a visit, and to host one."""
WORLDWIDE = ("IGO", "NGO", "IMG", "MNC", "INT")
"""Codes of what belongs to no country."""


def resolve(token: Token, scene: Scene) -> list[Actor]:
    """Every actor that a noun phrase with this head names, coordination included."""
    out: list[Actor] = []
    for head in coordinated(token):
        for actor in resolve_head(head, scene):
            if actor.code not in {a.code for a in out}:
                out.append(actor)
    return out


def resolve_head(head: Token, scene: Scene) -> list[Actor]:
    """The actors of one head, worked out once: what an article has said before a word does not change.

    Whoever is meant by way of another who is meant by way of the first (`its owner and its partner`) is
    nobody."""
    if head.i not in scene.resolved:
        scene.resolved[head.i] = []
        scene.resolved[head.i] = _fresh(head, scene)
    return scene.resolved[head.i]


def _fresh(head: Token, scene: Scene) -> list[Actor]:
    settings = scene.lexicon.actions.settings
    if feature(head, "Poss") == "Yes":
        owners = _owners(head, scene)
        if owners:
            return owners
    if head.i not in scene.names and (head.pos_ == "PRON" or feature(head, "Poss") == "Yes"):
        known = _pronoun(head, scene) if lemma(head) in settings["third_person"] else []
        return known or _owners(head, scene, ahead=True)
    if lemma(head) in (*settings["hosts"], *settings["guests"]) and (met := _met(head, scene)):
        return met
    if lemma(head) in settings["counterparts"]:
        return _counterpart(head, scene)
    phrase = noun_phrase(head, scene.grammar)
    if lemma(head) in settings["followers"]:
        found = _followers(take_apart(head, phrase, scene), scene)
        if found:
            return found
    found = (
        _of_antecedent(head, phrase, scene)
        or compose(head, phrase, scene)
        or _bearer(head, scene)
        or _possession(head, phrase, scene)
    )
    return found or _holder(head, scene)


def _of_antecedent(head: Token, tokens: list[Token], scene: Scene) -> list[Actor]:
    """`die Gespräche mit der ELN, deren Kämpfer …`: of the party that a pronoun's genitive stands for."""
    genitives = (c for c in head.children if c.i < head.i and feature(c, "Case") == "Gen")
    owner = next((c for c in genitives if is_relative(c, scene.grammar)), None)
    if owner is None:
        return []
    role = take_apart(head, tokens, scene).role
    before = [t for t in owner.doc[owner.sent.start : owner.i] if t.pos_ in ("NOUN", "PROPN")]
    for noun in reversed(before if role else ()):
        if _is_feminine_or_many(noun, scene) == _is_feminine_or_many(owner, scene):
            step = f"'{owner.text}' stands for '{noun.text}'"
            return [
                replace(a, code=_belonging_to(a, role), head=head.i, steps=(*a.steps, step), person=False)
                for a in resolve_head(noun, scene)
            ]
    return []


def _is_feminine_or_many(word: Token, scene: Scene) -> bool:
    """Whether `deren` stands for a word, and not `dessen`; most countries and towns are neuter."""
    match = scene.names.get(word.i)
    if match is not None and match[0].kind in PLACE_KINDS:
        return match[0].lemma.lower() in scene.grammar.feminine or feature(word, "Number") == "Plur"
    return feature(word, "Number") == "Plur" or feature(word, "Gender") == "Fem" or is_initials(word)


def _belonging_to(owner: Actor, role: str) -> str:
    """The code of the fighters or the leader of a party, of the soldiers of a state."""
    itself = owner.code[3:6] in REBELS or owner.code.startswith(WORLDWIDE) or role[:3] in ("GOV", "PTY")
    return owner.code if itself and len(owner.code) > 3 else owner.country + role


def _holder(head: Token, scene: Scene) -> list[Actor]:
    """`villages held by the rebels`, `a drone launched by Russia`: a piece of ground points to whoever has
    it, a weapon to whoever sent it."""
    grammar, held = scene.grammar, scene.lexicon.actions.settings.get("held", ())
    ground, weapon = is_ground(head, grammar), lemma(head) in grammar.instruments
    for clause in (c for c in head.children if (ground or weapon) and relation(c) in ("acl", "amod")):
        has = ground and not set(verb_lemmas(clause, grammar)).isdisjoint(held)
        if has or (weapon and launches(clause, grammar)):
            slots = verb_slots(clause, grammar)
            found = [t for slot in ("subj", *grammar.origin) for t in slots.get(slot, []) if t != head]
            actors = [a for t in found for a in resolve(t, scene)]
            if actors:
                step = f"'{head.text}' is of '{actors[0].span.of(scene.doc.text)}'"
                return [replace(a, head=head.i, steps=(*a.steps, step), direct=False) for a in actors]
    return []


def _possession(head: Token, tokens: list[Token], scene: Scene) -> list[Actor]:
    """`njihov lider`: of whoever does not act in its clause."""
    verb = clause_of(head)
    if verb.pos_ != "VERB" or not owners(head):
        return []
    subjects = verb_slots(verb, scene.grammar).get("subj", [])
    acting = {a.code for t in subjects if t.i < head.i for a in resolve(t, scene)}
    return possessed(take_apart(head, tokens, scene), acting, scene)


def _bearer(head: Token, scene: Scene) -> list[Actor]:
    """`Makronov dolazak`, `Trampova odluka`: an adjective made of a surname points to its bearer."""
    for word in (head, *(c for c in head.children if relation(c) == "amod")):
        bearers = bearers_of((word,), scene) if word.pos_ == "ADJ" and word.text.istitle() else []
        if bearers and word.i not in scene.names and bearers[0].surname != word.text:
            known = known_person(Phrase(word, (word,), (word,), (), (word,), span_of([word])), scene)
            return [replace(known, head=head.i, direct=word == head)] if known else []
    return []


def _followers(phrase: Phrase, scene: Scene) -> list[Actor]:
    """`Bolsonaro-Anhänger`, `his supporters`: the people, or the opposition, of their leader's country."""
    head = phrase.head
    names = tuple(
        t
        for t in phrase.tokens
        if t != head and t.i not in scene.names and (t in phrase.persons or t.is_title)
    )
    leader = known_person(replace(phrase, persons=names), scene) if names else None
    for owner in owners(head) if leader is None else ():
        known = [*_owners(owner, scene), *_pronoun(owner, scene), *reversed(scene.memory.mentioned)]
        leader = next((a for a in known if len(a.code) > 3 and a.span.end <= head.idx), None)
    if leader is None:
        return []
    role = "CVL" if "GOV" in leader.code else "OPP"
    step = f"'{head.text}' follow '{leader.span.of(scene.doc.text)}'"
    return [
        replace(
            leader,
            code=leader.country + role,
            span=phrase.span,
            head=head.i,
            steps=(*leader.steps, step),
            person=False,
        )
    ]


def _owners(possessive: Token, scene: Scene, *, ahead: bool = False) -> list[Actor]:
    """ihre Zusammenarbeit, svom kolegi: what a clause's subject has is the subject's.

    With `ahead`, of a subject that comes only then: `Bei seinem Besuch in Oslo sagte der Minister`.
    """
    if lemma(possessive) not in scene.lexicon.actions.settings["third_person"]:
        return []
    clause = clause_of(possessive)
    subjects = verb_slots(clause, scene.grammar).get("subj", []) if clause.pos_ in ("VERB", "AUX") else []
    own = [t for t in subjects if (t.i > possessive.i) == ahead and feature(t, "Poss") != "Yes"]
    kinds = scene.lexicon.actions.settings.get("owner_kinds", {}).get(lemma(possessive))
    if kinds:  # was die Ukraine bei seiner Reise erfuhr
        own = [t for t in own if t.pos_ == "PRON" or not feature(t, "Gender") or _is_of(t, kinds)]
    if feature(possessive, "Number") == "Sing":  # after bombers entered its airspace
        own = [t for t in own if t.pos_ != "NOUN" or feature(t, "Number") != "Plur"]
    step = f"'{possessive.text}' stands for the subject of its clause"
    return [replace(a, head=possessive.i, steps=(*a.steps, step)) for t in own for a in resolve(t, scene)]


def _is_of(noun: Token, kinds: Sequence[str]) -> bool:
    plural = feature(noun, "Number") == "Plur" or len(coordinated(noun)) > 1
    return ("Plur" in kinds) if plural else feature(noun, "Gender") in kinds


def _pronoun(head: Token, scene: Scene) -> list[Actor]:
    """er, he, on: by who acts in its clause and on whom the clause above acts."""
    acting: list[Actor] = []
    above: list[Actor] = []
    if is_object(head):
        clause = clause_of(head)
        subjects = [t for t in verb_slots(clause, scene.grammar).get("subj", []) if t.i < head.i]
        acting = [a for t in subjects for a in resolve(t, scene)]
        beside = relation(clause) == "advcl" and not any(relation(c) == "nsubj" for c in clause.children)
        objects = [c for c in clause.head.children if relation(c) == "obj"] if beside else []
        within = [t for o in objects for _, t in nested_phrases(o, scene.grammar)]  # a case against X, …
        above = [a for t in (*objects, *within) for a in resolve(t, scene)][:1]
    actor = referent(head, acting, above, scene) or _named_next(head, scene)
    if actor is None:
        return []
    step = f"'{head.text}' stands for '{actor.span.of(scene.doc.text)}'"
    together = resolve(scene.doc[actor.head], scene) if feature(head, "Number") == "Plur" else []
    meant = together if len(together) > 1 else [actor]  # Kenia und Uganda …; sie …
    return [replace(a, span=span_of([head]), head=head.i, steps=(*a.steps, step)) for a in meant]


def _named_next(pronoun: Token, scene: Scene) -> Actor | None:
    """`Days after it expelled the envoy, Algeria shut …`: where nobody has been named yet, the subject that
    follows."""
    clause = clause_of(pronoun)
    main = clause_of(clause.head) if relation(clause) == "acl" else clause.head
    if relation(pronoun) != "nsubj" or relation(clause) not in ("advcl", "acl") or main.pos_ != "VERB":
        return None
    subjects = [c for c in main.children if relation(c) == "nsubj" and c.i > clause.i]
    if len(subjects) != 1 or subjects[0].pos_ not in ("NOUN", "PROPN") or len(coordinated(subjects[0])) > 1:
        return None
    genders = {feature(t, "Gender") for t in (pronoun, subjects[0])} - {""}
    country = subjects[0].i in scene.names and feature(pronoun, "Gender") == "Neut"  # tagged at random
    actors = resolve(subjects[0], scene) if len(genders) < 2 or country else []
    return actors[0] if len(actors) == 1 else None


def _met(head: Token, scene: Scene) -> list[Actor]:
    """`Sweden's premier went to Ankara. His host refused`: a party of the visit told last; of a country, its
    government."""
    phrase = noun_phrase(head, scene.grammar)
    if any(t.pos_ == "PROPN" or t.i in scene.names for t in phrase):
        return []
    hosts = lemma(head) in scene.lexicon.actions.settings["hosts"]
    for act in reversed(scene.memory.acts):
        for guest, host in act.pairs if act.code in VISITS else ():
            met = host if hosts == (act.code == VISITS[0]) else guest
            if met is not None and act.trigger < head.i:
                code = f"{met.code}GOV" if met.code == met.country else met.code
                step = f"'{head.text}' of the visit told before: '{met.span.of(scene.doc.text)}'"
                steps = (*met.steps, step)
                return [replace(met, code=code, span=span_of(phrase), head=head.i, steps=steps, direct=True)]
    return []


def _counterpart(head: Token, scene: Scene) -> list[Actor]:
    """sein russischer Amtskollege: the country named with it, the role of whom it is compared with."""
    phrase = noun_phrase(head, scene.grammar)
    inside = {t.i for t in phrase}
    plain = compose(head, phrase, scene)
    if plain and plain[0].person:
        return plain
    before = [
        a
        for a in scene.memory.mentioned
        if a.span.end <= head.idx and len(a.code) > 3 and a.head not in inside
    ]
    if not before:
        return plain
    compared = next((a for a in reversed(before) if a.head in {t.i for t in head.sent}), before[-1])
    role = "GOV" if compared.code.startswith("IGO") else compared.code[3:]
    step = f"'{head.text}' takes the role {role} of '{compared.span.of(scene.doc.text)}'"
    found = [scene.names[t.i][0] for t in [*phrase, *head.subtree] if t.i in scene.names]
    countries = dict.fromkeys(n for n in found[:1] if n.kind not in BODY_KINDS)
    if countries:  # his Colombian and Bolivian counterparts
        near = [scene.names[t.i][0] for t in phrase if t.i in scene.names and relation(t) in ("amod", "conj")]
        countries |= dict.fromkeys(n for n in near if n.kind == found[0].kind)
        actors = [
            Actor(name.code[:3] + role, span_of(phrase), head.i, None, name.rule_id, (step,), person=True)
            for name in countries
        ]
        introduce(take_apart(head, phrase, scene), actors[0], scene)
        return actors
    other = next((a for a in reversed(before) if a.country != compared.country and a.code[3:] == role), None)
    return [replace(other, span=span_of(phrase), head=head.i, steps=(*other.steps, step))] if other else []


def compose(head: Token, tokens: list[Token], scene: Scene) -> list[Actor]:
    """The actors of one noun phrase: body, or person, or country with role, or country alone."""
    phrase = take_apart(head, tokens, scene)
    if member := _member(head, scene):
        return [replace(a, span=phrase.span, head=head.i) for a in resolve_head(member, scene)]
    bodies = [n for _, n in phrase.names if n.kind in BODY_KINDS]
    states = [n for _, n in phrase.names if n.kind not in BODY_KINDS]
    states = [n for n in states if n.code not in REGIONS] or states  # Austria's Europe minister
    if bodies and _is_namesake(bodies[0], phrase, scene):
        bodies, phrase = [], replace(phrase, role=bodies[0].code[3:], rule=bodies[0].rule_id, weak=False)
    if states and all(n.kind == "prefix" for n in states):  # Bundespräsident Van der Bellen
        known = known_person(phrase, scene) if phrase.persons else _introduced(phrase, scene)
        if known:
            return [known]
    official = next((n for n in states if len(n.code) > 3), None)
    if several := _of_several(phrase, scene):
        found = several
    elif bodies and (not states or phrase.owns(bodies[0]) or not phrase.role):
        found = [in_theatre(_named(bodies[0], phrase, bodies[0].code), bodies[0], scene)]
    elif official is not None and (
        phrase.weak or phrase.role.startswith(official.code[3:]) or phrase.owns(official)
    ):
        found = [_named(official, phrase, of_its_state(official, phrase, states, scene))]
    elif states and phrase.role:
        found = _countries_with_role(phrase, states, scene)
    elif phrase.persons and not states:
        known = known_person(phrase, scene)
        found = [_of_leader(known, phrase)] if known else _roleplayer(phrase, scene)
    elif (
        head in phrase.persons and (known := known_person(phrase, scene)) and known.country == states[0].code
    ):
        found = [known]  # Sweden's Ulf Kristersson
    elif states and _is_in_region(head, states, scene) and (own := own_country(phrase, scene)):
        found = own  # the Balkan country
    elif states:
        settings = scene.lexicon.actions.settings
        parts = tuple(settings["own_country"])  # the Palestinian state, die EU-Staaten
        itself = lemma(head) in parts or (scene.grammar.compounding and lemma(head).endswith(parts))
        counted = lemma(head) in settings["quantity_nouns"] or itself
        vague = settings.get("vague_adjectives", ())  # the European path of Serbia
        exact = [n for n in states if n.lemma.lower() not in vague] or states
        found = [replace(a, direct=a.direct or counted) for a in _country_alone(phrase, exact)]
    else:
        found = _roleplayer(phrase, scene)
    if len(found) == 1 and found[0].country in PEOPLES:
        found = [_where_they_live(found[0], scene)]
    if len(found) == 1 and not found[0].person and (phrase.role or (bodies and phrase.persons)):
        found = [identified(found[0], phrase, scene)]
    if phrase.persons and found and (phrase.role or bodies):
        introduce(phrase, found[0], scene)
    return found


def _member(head: Token, scene: Scene) -> Token | None:
    """`EU-Mitglied Ungarn`: the state that is told which body it belongs to."""
    if lemma(head) not in scene.lexicon.actions.settings.get("members", ()):
        return None
    beside = (c for c in head.children if relation(c) in ("appos", "flat") and c.i > head.i)
    return next((c for c in beside if c.i in scene.names and scene.names[c.i][0].kind in STATES), None)


def _of_leader(leader: Actor, phrase: Phrase) -> Actor:
    """`Putin's army`, `Putins Armee`, `Putinova vojska`: of a leader's country, with a role of its own."""
    whose = [t for t in phrase.persons if t.head == phrase.head and relation(t) in ("nmod", "amod")]
    owned = whose or [t for t in phrase.persons if t.head == phrase.head and feature(t, "Case") == "Gen"]
    apart = phrase.weak or phrase.role[:3] not in ("GOV", "MIL", "COP", "SPY")
    if apart or phrase.head in phrase.persons or not owned or leader.code[3:6] != "GOV":
        return leader
    step = f"role {phrase.role} by {phrase.rule}"
    return replace(leader, code=leader.country + phrase.role, steps=(*leader.steps, step), person=False)


def _is_in_region(head: Token, states: list[Name], scene: Scene) -> bool:
    """`the Balkan country`: some country of a part of the world, told before."""
    one = lemma(head) in scene.lexicon.actions.settings["own_country"] and feature(head, "Number") != "Plur"
    return one and all(name.code in REGIONS for name in states)


def _where_they_live(people: Actor, scene: Scene) -> Actor:
    """`camps of Kurdish exiles near Erbil`: a people without a state is a minority of where it is told of."""
    country, step = named_place(scene.doc[people.head], scene)
    if country is None:
        return people
    return replace(people, code=country + (people.code[3:] or MINORITY), steps=(*people.steps, step))


def _is_namesake(body: Name, phrase: Phrase, scene: Scene) -> bool:
    """`die spanische Linkspartei`: a party or movement of another country, by an adjective of its own."""
    beside = [
        scene.names[c.i][0] for c in phrase.head.children if relation(c) == "amod" and c.i in scene.names
    ]
    told = {n.code for n in beside if n.kind == "adjective" and len(n.code) == 3} - REGIONS - PEOPLES
    national = len(body.code) > 3 and not body.code.startswith(WORLDWIDE)
    return national and phrase.owns(body) and bool(told) and body.code[:3] not in told


def _named(name: Name, phrase: Phrase, code: str, *, direct: bool = True) -> Actor:
    return Actor(code, phrase.span, phrase.head.i, name.ref, name.rule_id, (name.meaning,), direct)


def _of_several(phrase: Phrase, scene: Scene) -> list[Actor]:
    """`negotiators of Israel and Hamas`, `Vertreter der kolumbianischen Regierung und der ELN`: of each party
    for itself, where one of them is more than a country."""
    head = phrase.head
    if feature(head, "Number") != "Plur" or phrase.role[:3] not in SENT:
        return []
    parts = [c for c in head.children if relation(c) == "nmod" and c.i > head.i]
    parts += [c for part in parts for c in part.children if relation(c) == "nmod" and c.i > part.i]
    for first in parts:
        whose = {"gen", "poss"} | scene.grammar.origin
        owned = is_initials(first) or not whose.isdisjoint(slot_names(first, scene.grammar))
        if len(coordinated(first)) == 1 or not owned:
            continue
        found: list[Actor] = []
        if first.head != head:  # Vertreter der Regierung von Äthiopien und der TPLF
            found = _each([first.head, *coordinated(first)[1:]], 1, scene)
        found = found or _each(coordinated(first), 0, scene)
        if found:
            return [
                replace(
                    a,
                    code=a.code + phrase.role if len(a.code) == 3 else a.code,
                    span=phrase.span,
                    head=head.i,
                    steps=(*a.steps, f"'{head.text}' of several"),
                )
                for a in found
            ]
    return []


def _each(members: list[Token], nested: int, scene: Scene) -> list[Actor]:
    """One actor for every party, if one of them is more than a country; behind a nested one all."""
    actors = [a for t in members for a in resolve_head(t, scene) if a.direct]
    groups = [len(a.code) > 3 for a in actors[nested:]]
    apart = len(actors) == len(members) == len({a.code for a in actors})
    return actors if apart and (all(groups) if nested else any(groups)) else []


def _countries_with_role(phrase: Phrase, states: list[Name], scene: Scene) -> list[Actor]:
    """russische und chinesische Schiffe, die Präsidenten Kenias und der Republik Kongo: each coordinated
    country."""
    first = next(t for t in phrase.near if (t.i, states[0]) in phrase.names)
    while (first.dep_ == "conj" and first.head.i in scene.names) or _is_inside(first, scene):
        first = first.head  # American and British warplanes
    group = {t.i for t in coordinated(first)}
    chosen = [
        name
        for i, name in phrase.names
        if name in states and (name is states[0] or not group.isdisjoint(range(*scene.names[i][1:])))
    ]
    return [
        Actor(
            n.code[:3] + phrase.role,
            phrase.span,
            phrase.head.i,
            None,
            phrase.rule,
            (n.meaning, f"role {phrase.role} by {phrase.rule}"),
        )
        for n in chosen
    ]


def _is_inside(word: Token, scene: Scene) -> bool:
    """Whether a word hangs on another of the same name: Republik Kongo."""
    _, start, end = scene.names.get(word.i, (None, word.i, word.i))
    return start <= word.head.i < end and word.head != word


def _country_alone(phrase: Phrase, states: list[Name]) -> list[Actor]:
    """A country's own name acts; a thing of that country only points to it."""
    own = next((n for n in states if phrase.owns(n)), None)
    if own is not None:
        return [_named(own, phrase, own.code)]
    adjectives = [n for n in states if n.kind in ("adjective", "prefix")]
    chosen = adjectives if len(adjectives) > 1 else states[:1]
    return [_named(name, phrase, name.code[:3], direct=False) for name in chosen]


def _roleplayer(phrase: Phrase, scene: Scene) -> list[Actor]:
    """A role without a country: introduced before (der Minister), else of a place named, else of home."""
    if not phrase.role and not phrase.noun:
        body = body_again(phrase, scene)
        return [body] if body else own_country(phrase, scene) or of_origin(phrase, scene)
    head, foreign = phrase.head, scene.lexicon.actions.settings.get("foreign", ())
    if head.pos_ == "ADJ" and relation(head) == "amod" and not scene.grammar.case_decides:
        return []  # a general strike: no general's
    if any(relation(c) == "amod" and lemma(c) in foreign for c in head.children):
        return []  # ausländische Geheimdienste: of whatever country, not of this one
    leaders = both_leaders(phrase, scene)
    if leaders:
        return leaders
    known = None
    if not phrase.persons or phrase.persons[-1].ent_type_ != "PER":  # President Josipović is another one
        known = scene.memory.by_noun(phrase.noun, compounding=scene.grammar.compounding)
    definite = not any(feature(c, "Definite") == "Ind" or c.pos_ == "NUM" for c in head.children)
    if known is not None and feature(head, "Number") != "Plur" and definite:
        return [again(known, phrase, scene)]
    group = group_again(phrase, scene) or body_again(phrase, scene)
    if group is not None:
        return [group]
    owner = by_owner(phrase, scene)
    if owner and not phrase.weak:
        return owner
    near = named_place(head, scene)[0]
    if phrase.role.startswith("GOV") and stands_elsewhere(head, scene):
        return []
    homes: list[tuple[str | None, str]] = [*_of_owners(head, scene)] or [
        _of_bearer(head, scene)
        or _of_partner(head, scene)
        or _linked_to(head, scene)
        or _of_first(head, scene)
        or place_of(head, scene, role=phrase.role)
    ]
    if phrase.role.startswith("MIL") and homes[0][0] in UNARMED:  # bombed Gaza. The army said …
        home = scene.memory.home(armed=True)
        homes = [(home, f"{HOME} {home}, which has an army")]
    if homes[0][0] is None or phrase.weak or not phrase.role or (phrase.role == "BUS" and not near):
        return of_origin(phrase, scene)  # a tanker, a company: of whatever country, unless it comes from one
    return [
        Actor(
            country + phrase.role,
            phrase.span,
            head.i,
            None,
            phrase.rule,
            (f"role {phrase.role} by {phrase.rule}", step),
            by_home=step.startswith(HOME),
        )
        for country, step in homes
        if country
    ]


def _introduced(phrase: Phrase, scene: Scene) -> Actor | None:
    """Who has been introduced with the noun of a phrase: der Bundespräsident."""
    known = scene.memory.by_noun(phrase.noun, compounding=scene.grammar.compounding) if phrase.noun else None
    return again(known, phrase, scene) if known and feature(phrase.head, "Number") != "Plur" else None


def _of_bearer(head: Token, scene: Scene) -> tuple[str, str] | None:
    """`Ficova vlada`: of the country of the one whose name the adjective is made of."""
    for bearer in _bearer(head, scene):
        return bearer.country, f"country of '{bearer.span.of(scene.doc.text)}'"
    return None


def _of_owners(head: Token, scene: Scene) -> list[tuple[str, str]]:
    """`Putin ordered his troops out of Syria`: of the country of whoever has them, wherever they are;
    `Their ministers` are of both countries."""
    for owner in owners(head):
        states = [a for a in resolve_head(owner, scene) if not a.code.startswith(("IGO", "NGO"))]
        states = states if is_plural(head) else states[:1]
        if states:
            steps = {a.country: f"country of '{a.span.of(scene.doc.text)}', who has them" for a in states}
            return list(steps.items())
    return []


def _of_first(head: Token, scene: Scene) -> tuple[str, str] | None:
    """`Palestinian women and teenagers`: a bare noun has the adjective of the one it is coordinated with."""
    first = head.head
    if head.dep_ != "conj" or any(relation(c) not in ("cc", "punct", "conj") for c in head.children):
        return None
    beside = [
        scene.names[c.i][0]
        for c in first.children
        if relation(c) in ("amod", "compound") and c.i in scene.names
    ]
    states = {name.code[:3] for name in beside if name.kind in ("adjective", "prefix", "demonym", "name")}
    step = f"country of '{first.text}', whose adjective it shares"
    return (states.pop(), step) if len(states) == 1 else None


def _linked_to(head: Token, scene: Scene) -> tuple[str, str] | None:
    """`hackers linked to Iran`: whom they work for, not whom they harm."""
    words = scene.lexicon.actions.settings["linked"]
    for clause in (c for c in head.children if relation(c) in ("acl", "amod") and lemma(c) in words):
        for tokens in verb_slots(clause, scene.grammar).values():
            actors = [a for t in tokens if t.i > clause.i for a in resolve(t, scene)]
            if actors:
                return actors[0].country, f"country of '{actors[0].span.of(scene.doc.text)}', linked to it"
    return None


def _of_partner(head: Token, scene: Scene) -> tuple[str, str] | None:
    """`between Venezuela's government and the opposition in Mexico City`: both of one country."""
    first = head.head
    definite = any(feature(c, "Definite") == "Def" for c in head.children)
    if (
        head.dep_ != "conj"
        or not definite
        or any(t.i in scene.names for t in noun_phrase(head, scene.grammar))
    ):
        return None
    named = {scene.names[t.i][0].code[:3] for t in noun_phrase(first, scene.grammar) if t.i in scene.names}
    actors = [a for a in resolve_head(first, scene) if len(a.code) > 3 and a.country in named]
    step = f"country of '{first.text}', which it is named with"
    return (actors[0].country, step) if actors else None
