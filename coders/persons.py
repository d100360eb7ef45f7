"""Persons and groups: introduced by the article, or known by the office that they hold on its day."""

from dataclasses import replace

from spacy.tokens import Token

from codebook.people import COUNTRY, Person, office
from coders.grammar import feature, lemma, relation
from coders.memory import Actor, Known
from coders.roles import REBELS, Phrase
from coders.scene import Scene

SOLDIERS = ("MIL", "COP", "REB")
"""Roles of groups that a definite noun of any of them may take up again."""


def known_person(phrase: Phrase, scene: Scene) -> Actor | None:
    """A person by the article's memory, else by the office in force on the day."""
    for token in reversed(phrase.persons):
        known = scene.memory.by_name(_keys(token, scene))
        if known is not None:
            return again(known, phrase, scene)
    for person in bearers_of(phrase.persons, scene):
        held = office(person, scene.day)
        if held is not None:
            step = f"{person.name} is {held[0]} on {scene.day or 'an unknown day'}"
            actor = Actor(held[0], phrase.span, phrase.head.i, person.actor_id, held[1], (step,), person=True)
            introduce(phrase, actor, scene)
            return actor
    return None


def _keys(token: Token, scene: Scene) -> list[str]:
    """Under which keys a name may be known: as lemma, as written, without its ending (Siju: Si)."""
    people = scene.lexicon.people
    words = dict.fromkeys((token.lemma_, *people.endings.readings(token.text)))
    return [key for word in words if (key := people.key(word))]


def is_known(token: Token, scene: Scene) -> bool:
    """Whether somebody of that very name, in whatever case, has been introduced by name."""
    keys = set(_keys(token, scene))
    return token.text[:1].isupper() and any(not keys.isdisjoint(known.keys) for known in scene.memory.people)


def identified(actor: Actor, phrase: Phrase, scene: Scene) -> Actor:
    """`Russia's defence minister Shoigu`: whom the article, or the codebook, knows as one of that country.

    Words before the name, as titles that are tagged so, do not count; without a name the office is that of
    the person introduced with it: the Ukrainian president.
    """
    known = scene.memory.by_name([key for t in phrase.persons[-1:] for key in _keys(t, scene)])
    if not phrase.persons and feature(phrase.head, "Number") != "Plur":
        known = scene.memory.by_noun(phrase.noun, compounding=scene.grammar.compounding)
        known = known or _only_head(actor.code, phrase, scene)
    if known is not None and known.actor.code == actor.code and known.actor.actor_id is not None:
        return replace(actor, actor_id=known.actor.actor_id, steps=(*actor.steps, *known.actor.steps[-1:]))
    for start in range(len(phrase.persons)):
        for person in bearers_of(phrase.persons[start:], scene):
            if any(term.code[:COUNTRY] == actor.country for term in person.terms):
                step = f"{person.name} held an office of {actor.country}"
                return replace(actor, actor_id=person.actor_id, steps=(*actor.steps, step))
    return actor


def _only_head(code: str, phrase: Phrase, scene: Scene) -> Known | None:
    """`the Russian leader`, `der Kremlchef`: the one head of state or government introduced as such."""
    if lemma(phrase.head) not in scene.lexicon.actions.settings["leaders"]:
        return None
    persons = scene.lexicon.people.persons
    heads: dict[str, Known] = {}
    for known in scene.memory.people:
        actor_id = known.actor.actor_id
        person = persons.get(actor_id or "")
        if person is not None and person.head and known.actor.code == code:
            heads[person.actor_id] = known
    return next(iter(heads.values())) if len(heads) == 1 else None


def again(known: Known, phrase: Phrase, scene: Scene) -> Actor:
    step = f"'{phrase.head.text}' was introduced as '{known.actor.span.of(scene.doc.text)}'"
    return replace(known.actor, span=phrase.span, head=phrase.head.i, steps=(*known.actor.steps, step))


def _as_written(words: tuple[Token, ...]) -> str:
    """A name with what hyphens join to it or within it (Kim Jong-un, Karin Keller-Sutter)."""
    last, doc = words[-1], words[0].doc
    while last.i + 2 < len(doc) and last.nbor().text == "-" and not last.whitespace_:
        last = last.nbor(2)
    whole = doc[words[0].i : last.i + 1]
    between = {t.text for t in whole if t not in words}
    return whole.text if last != words[-1] or between == {"-"} else " ".join(t.text for t in words)


def bearers_of(words: tuple[Token, ...], scene: Scene) -> list[Person]:
    """Who may be meant: by full name, else by a surname widely known or fitting a country named; without a
    day nobody, where people of several countries may be."""
    people = scene.lexicon.people
    if len(words) > 1:
        full = (_as_written(words), " ".join(t.lemma_ for t in words))
        return list(people.by_name(full[0], day=scene.day) or people.by_name(full[1], day=scene.day))
    bearers = people.by_surname(words[0].text, day=scene.day, adjective=_is_made_adjective(words[0], scene))
    fitting = [p for p in bearers if p.widely_known or p.country in scene.memory.countries]
    if scene.day is None and len({p.country for p in fitting}) > 1:
        return []
    return fitting[:1]


def _is_made_adjective(name: Token, scene: Scene) -> bool:
    """`Asadova vojska`: what agrees with its noun is made of a surname, Asad's before Asadov's."""
    agrees = feature(name, "Case") == feature(name.head, "Case") != ""
    return scene.grammar.case_decides and relation(name) == "amod" and agrees


def introduce(phrase: Phrase, actor: Actor, scene: Scene) -> None:
    """Keep a person under every word of the name, as written and as lemma."""
    particles = scene.lexicon.people.spelling.particles
    whole = [token for token in phrase.persons if token.lower_ not in particles and len(token) > 1]
    spelt = {word for token in whole for word in (token.text, token.lemma_)}
    keys = {scene.lexicon.people.key(word) for word in spelt} - {""}
    if keys and not any(
        keys & known.keys and known.actor.code == actor.code for known in scene.memory.people
    ):
        scene.memory.people.append(Known(keys, replace(actor, person=True), phrase.noun))


def group_again(phrase: Phrase, scene: Scene) -> Actor | None:
    """`die Miliz`, `the group`: the armed group spoken of last; where no article tells that a group is known,
    whoever the same bare noun stood for: `trideset vojnika Kfora … Vojnici su uzvratili`."""
    head = phrase.head
    before = [a for a in scene.memory.mentioned if a.span.end <= head.idx]
    if any(t.i in scene.names for t in head.subtree):
        return None
    if scene.grammar.case_decides:
        bare = len(phrase.tokens) == 1 and phrase.role in SOLDIERS and feature(head, "Number") == "Plur"
        same = [a for a in before if bare and lemma(scene.doc[a.head]) == lemma(head)]
        return again(Known(set(), same[-1], phrase.noun), phrase, scene) if same else None
    definite = any(feature(c, "Definite") == "Def" for c in head.children)
    armed = phrase.role in REBELS or (
        lemma(head) in scene.lexicon.actions.settings["groups"] and not phrase.role
    )
    before = [a for a in before if definite and armed and a.code[3:] in REBELS]
    return again(Known(set(), before[-1], phrase.noun), phrase, scene) if before else None


def body_again(phrase: Phrase, scene: Scene) -> Actor | None:
    """`the bloc`, `the alliance's chief`: the organisation spoken of last."""
    words = scene.lexicon.actions.settings["bodies"]
    body = next((t for t in phrase.tokens if lemma(t) in words and t.i not in scene.names), None)
    if body is None or not any(feature(c, "Definite") == "Def" for c in body.children):
        return None
    before = [a for a in scene.memory.mentioned if a.span.end <= body.idx and a.code.startswith("IGO")]
    return again(Known(set(), before[-1], phrase.noun), phrase, scene) if before else None
