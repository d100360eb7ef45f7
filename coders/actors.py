"""Noun phrases become CAMEO actor codes: country + role, by composition, with the article's memory."""

from dataclasses import dataclass, field, replace
from datetime import date

from rapidfuzz import fuzz
from spacy.tokens import Doc, Token

from codebook.gazetteer import Name
from codebook.lexicon import LanguageLexicon
from codebook.people import Person, office
from codebook.records import Span
from coders.grammar import Grammar, adposition, coordinated, feature, lemma, noun_phrase, relation
from coders.names import Match

COUNTRY_KINDS = frozenset({"name", "long", "former", "adjective", "prefix", "demonym", "capital", "city", "region"})
PLACE_KINDS = frozenset({"capital", "city", "region", "name", "long", "former"})
BODY_KINDS = frozenset({"org", "group"})
SAME_NAME = 88
"""Least rapidfuzz ratio of two spelling keys that are taken for one surname within an article."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A resolved noun phrase; `direct` is false when only something that belongs to the actor is named."""

    code: str
    span: Span
    head: int
    actor_id: str | None
    rule_id: str
    steps: tuple[str, ...]
    direct: bool = True
    person: bool = False

    @property
    def country(self) -> str:
        return self.code[:3]


@dataclass(slots=True)
class Known:
    """Somebody whom the article has introduced."""

    keys: set[str]
    actor: Actor
    noun: str


@dataclass(slots=True)
class Memory:
    """What an article has said so far about who is who, most recent last."""

    people: list[Known] = field(default_factory=list)
    mentioned: list[Actor] = field(default_factory=list)
    subjects: list[Actor] = field(default_factory=list)
    countries: dict[str, int] = field(default_factory=dict)
    dateline: str | None = None

    def home(self) -> str | None:
        """The country that the article is about: its dateline, else the one named most."""
        if self.dateline:
            return self.dateline
        return max(self.countries, key=lambda code: self.countries[code]) if self.countries else None

    def by_name(self, word_key: str) -> Known | None:
        for known in reversed(self.people):
            if word_key in known.keys:
                return known
        if len(word_key) >= 5:
            for known in reversed(self.people):
                if any(len(k) >= 5 and fuzz.ratio(k, word_key) >= SAME_NAME for k in known.keys):
                    return known
        return None

    def by_noun(self, noun: str) -> Known | None:
        return next((known for known in reversed(self.people) if known.noun == noun), None)


@dataclass(frozen=True, slots=True)
class Scene:
    """One parsed article and all that is needed to say who is meant in it."""

    doc: Doc
    lexicon: LanguageLexicon
    grammar: Grammar
    names: dict[int, Match]
    day: date | None
    memory: Memory
    resolved: dict[int, list[Actor]] = field(default_factory=dict)


def resolve(token: Token, scene: Scene) -> list[Actor]:
    """Every actor that a noun phrase with this head names, coordination included."""
    out: list[Actor] = []
    for head in coordinated(token):
        for actor in _one(head, scene):
            if actor.code not in {a.code for a in out}:
                out.append(actor)
    return out


def _one(head: Token, scene: Scene) -> list[Actor]:
    """The actors of one head, worked out once: what an article has said before a word does not change."""
    if head.i not in scene.resolved:
        scene.resolved[head.i] = _fresh(head, scene)
    return scene.resolved[head.i]


def _fresh(head: Token, scene: Scene) -> list[Actor]:
    settings = scene.lexicon.actions.settings
    if head.i not in scene.names and (head.pos_ == "PRON" or feature(head, "Poss") == "Yes"):
        return _pronoun(head, scene) if lemma(head) in settings["third_person"] else []
    if lemma(head) in settings["counterparts"]:
        return _counterpart(head, scene)
    phrase = noun_phrase(head, scene.grammar)
    return compose(head, phrase, scene)


def _pronoun(head: Token, scene: Scene) -> list[Actor]:
    """er, he, on: the subject spoken of last, a person before a country."""
    before = [a for a in scene.memory.subjects if a.span.end <= head.idx] or [
        a for a in scene.memory.mentioned if a.span.end <= head.idx]
    if not before or feature(head, "Number") == "Plur" and before[-1].person:
        before = [a for a in before if not a.person]
    if not before:
        return []
    actor = before[-1]
    step = f"'{head.text}' stands for '{actor.span.of(scene.doc.text)}'"
    return [replace(actor, span=_span([head]), head=head.i, steps=(*actor.steps, step))]


def _counterpart(head: Token, scene: Scene) -> list[Actor]:
    """sein russischer Amtskollege: the country named with it, the role of whom it is compared with."""
    phrase = noun_phrase(head, scene.grammar)
    inside = {t.i for t in phrase}
    plain = compose(head, phrase, scene)
    if plain and plain[0].person:
        return plain
    before = [a for a in scene.memory.mentioned if a.span.end <= head.idx and len(a.code) > 3 and a.head not in inside]
    if not before:
        return plain
    compared = next((a for a in reversed(before) if a.head in {t.i for t in head.sent}), before[-1])
    role = "GOV" if compared.code.startswith("IGO") else compared.code[3:]
    step = f"'{head.text}' takes the role {role} of '{compared.span.of(scene.doc.text)}'"
    country = scene.names.get(next((t.i for t in phrase if t.i in scene.names), -1))
    if country is not None and country[0].kind not in BODY_KINDS:
        actor = Actor(country[0].code[:3] + role, _span(phrase), head.i, None, country[0].rule_id, (step,), person=True)
        _introduce(_persons(phrase, {}, scene), actor, "", scene)
        return [actor]
    other = next((a for a in reversed(before) if a.country != compared.country and a.code[3:] == role), None)
    return [replace(other, span=_span(phrase), head=head.i, steps=(*other.steps, step))] if other else []


def compose(head: Token, phrase: list[Token], scene: Scene) -> list[Actor]:
    """The actors of one noun phrase: body, or person, or country with role, or country alone."""
    near = sorted(phrase, key=lambda t: (t.i != head.i, relation(t) != "appos", _depth(t, head), abs(t.i - head.i)))
    names: dict[int, Name] = {}
    for token in near:
        if token.i in scene.names:
            name, first, _ = scene.names[token.i]
            names.setdefault(first, name)
    bodies = [n for n in names.values() if n.kind in BODY_KINDS]
    states = [n for n in names.values() if n.kind not in BODY_KINDS]
    role, noun, role_rule = _role(head, near, scene)
    span = _span(phrase)
    persons = _persons(phrase, names, scene)
    official = next((n for n in states if len(n.code) > 3), None)
    if bodies and (not states or scene.names.get(head.i, (None,))[0] in bodies or not role):
        found = [_body(bodies[0], head, span, scene)]
    elif official is not None and (not role or role.startswith(official.code[3:]) or scene.names.get(head.i)):
        found = [_named(official, head, span, official.code)]
    elif states and role:
        found = _countries_with_role(head, near, states, role, role_rule, span, scene)
    elif persons and not states:
        known = _remembered(persons, role, head, span, scene)
        found = [known] if known else _roleplayer(head, role, noun, role_rule, span, scene)
    elif states:
        found = _country_alone(head, near, states, span, scene)
    else:
        found = _roleplayer(head, role, noun, role_rule, span, scene)
    found = [a for a in found if a is not None]
    if persons and found and (role or bodies):
        _introduce(persons, found[0], noun, scene)
    return found


def _depth(token: Token, head: Token) -> int:
    steps = 0
    while token.i != head.i and token.head != token and steps < 9:
        token = token.head
        steps += 1
    return steps


def _span(tokens: list[Token]) -> Span:
    tokens = [t for t in tokens if t.pos_ not in ("PUNCT",)] or tokens
    return Span(min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens))


def _named(name: Name, head: Token, span: Span, code: str, *, direct: bool = True) -> Actor:
    return Actor(code, span, head.i, name.ref, name.rule_id, (f"'{name.lemma}' is {name.kind} of {name.ref}",), direct)


def _body(name: Name, head: Token, span: Span, scene: Scene) -> Actor:
    return _named(name, head, span, name.code)


def _role(head: Token, near: list[Token], scene: Scene) -> tuple[str, str, str]:
    """The role that the phrase's nouns compose, the noun that carries it, and its rule."""
    best: tuple[str, str, str] = ("", "", "")
    words = [lemma(t) for t in near]
    for token in near:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB", "X") or token.i in scene.names and not _partly(token, scene):
            continue
        found = scene.lexicon.agents.role(lemma(token), [w for w in words if w != lemma(token)], surface=token.text)
        if found is None or not found.role and not found.weak:
            continue
        if not best[1] or best[2] == "weak":
            best = (found.role, lemma(token), found.rule_id)
            if found.role and not found.weak:
                break
    return best


def _partly(token: Token, scene: Scene) -> bool:
    """Whether a name match covers only the first part of a compound token (US-Soldaten)."""
    name, first, end = scene.names[token.i]
    return end - first == 1 and len(name.lemma) < len(token.text) and name.kind in ("prefix", "name", "org", "group")


def _countries_with_role(
    head: Token, near: list[Token], states: list[Name], role: str, rule: str, span: Span, scene: Scene
) -> list[Actor]:
    """russische und chinesische Kriegsschiffe, die Präsidenten Kenias und Ugandas: each coordinated country."""
    first = next(t for t in near if scene.names.get(t.i, (None,))[0] is states[0])
    group = {t.i for t in coordinated(first)}
    chosen = [n for n in states if n is states[0] or any(
        scene.names.get(i, (None,))[0] is n for i in group)]
    out = []
    for name in chosen:
        steps = (f"'{name.lemma}' is {name.kind} of {name.ref}", f"role {role} by {rule}")
        out.append(Actor(name.code[:3] + role, span, head.i, None, rule, steps))
    return out


def _country_alone(head: Token, near: list[Token], states: list[Name], span: Span, scene: Scene) -> list[Actor]:
    """A country's own name acts; a thing of that country only points to it."""
    match = scene.names.get(head.i)
    if match is not None and match[0] in states:
        name = match[0]
        return [_named(name, head, span, name.code)]
    adjectives = [n for n in states if n.kind in ("adjective", "prefix")]
    chosen = adjectives if len(adjectives) > 1 else states[:1]
    return [_named(name, head, span, name.code[:3], direct=False) for name in chosen]


def _persons(phrase: list[Token], names: dict[int, Name], scene: Scene) -> list[Token]:
    return [t for t in phrase if t.pos_ == "PROPN" and t.i not in scene.names and t.text[:1].isupper()]


def _remembered(persons: list[Token], role: str, head: Token, span: Span, scene: Scene) -> Actor | None:
    """A person by the article's memory, else by the office in force on the day."""
    for token in reversed(persons):
        for word in dict.fromkeys((token.lemma_, token.text)):
            known = scene.memory.by_name(scene.lexicon.people.key(word))
            if known is not None:
                step = f"'{token.text}' was introduced as '{known.actor.span.of(scene.doc.text)}'"
                return replace(known.actor, span=span, head=head.i, steps=(*known.actor.steps, step), person=True)
    for person in _bearers(persons, scene):
        held = office(person, scene.day)
        if held is not None:
            step = f"{person.name} is {held[0]} on {scene.day or 'an unknown day'}"
            actor = Actor(held[0], span, head.i, person.actor_id, held[1], (step,), person=True)
            _introduce(persons, actor, "", scene)
            return actor
    return None


def _bearers(persons: list[Token], scene: Scene) -> list[Person]:
    """Who may be meant by a name: by full name, else by a surname that is widely known or fits a country named."""
    people = scene.lexicon.people
    if len(persons) > 1:
        found = people.by_name(" ".join(t.text for t in persons)) or people.by_name(" ".join(t.lemma_ for t in persons))
        return list(found)
    named = scene.memory.countries
    return [p for p in people.by_surname(persons[0].text) if p.widely_known or p.country in named][:1]


def _roleplayer(head: Token, role: str, noun: str, rule: str, span: Span, scene: Scene) -> list[Actor]:
    """A role without a country: one introduced before (der Minister), else a place in the phrase, else home."""
    if not role:
        return _own_country(head, span, scene)
    known = scene.memory.by_noun(noun)
    definite = not any(feature(c, "Definite") == "Ind" or c.pos_ == "NUM" for c in head.children)
    if known is not None and feature(head, "Number") != "Plur" and definite:
        step = f"'{head.text}' was introduced as '{known.actor.span.of(scene.doc.text)}'"
        return [replace(known.actor, span=span, head=head.i, steps=(*known.actor.steps, step))]
    country, step = _place_of(head, scene)
    if country is None:
        return []
    return [Actor(country + role, span, head.i, None, rule, (f"role {role} by {rule}", step))]


def _own_country(head: Token, span: Span, scene: Scene) -> list[Actor]:
    """`das Land`, `his country`: the country of whoever was spoken of last."""
    if lemma(head) not in scene.lexicon.actions.settings["own_country"] or feature(head, "Number") == "Plur":
        return []
    before = [a for a in scene.memory.mentioned if a.span.end <= head.idx and not a.code.startswith(("IGO", "NGO"))]
    if not before:
        return []
    step = f"'{head.text}' is the country of '{before[-1].span.of(scene.doc.text)}'"
    return [Actor(before[-1].country, span, head.i, None, before[-1].rule_id, (step,))]


def _place_of(head: Token, scene: Scene) -> tuple[str | None, str]:
    """The country in which a domestic actor stands: named in its phrase, its sentence, or the article."""
    for token in [*head.subtree, *head.sent]:
        match = scene.names.get(token.i)
        if match is None or match[0].kind not in PLACE_KINDS or match[0].kind in BODY_KINDS:
            continue
        preposition = adposition(token)
        if preposition is not None and lemma(preposition) in scene.lexicon.actions.settings["static_place"]:
            return match[0].code[:3], f"country by place '{token.text}'"
    local = [scene.names[t.i][0] for t in head.sent if t.i in scene.names]
    local = [n for n in local if n.kind not in BODY_KINDS]
    if len({n.code[:3] for n in local}) == 1:
        return local[0].code[:3], f"country by '{local[0].lemma}' in the sentence"
    home = scene.memory.home()
    return home, f"country {home}, which the article is about"


def _introduce(persons: list[Token], actor: Actor, noun: str, scene: Scene) -> None:
    """Keep a person under every word of the name, as written and as lemma."""
    spelt = {word for token in persons for word in (token.text, token.lemma_) if len(word) > 2}
    keys = {scene.lexicon.people.key(word) for word in spelt} - {""}
    if keys and not any(keys & known.keys and known.actor.code == actor.code for known in scene.memory.people):
        scene.memory.people.append(Known(keys, replace(actor, person=True), noun))


def place_country(token: Token, scene: Scene) -> Actor | None:
    """The country of a place phrase (in Peking), for actions that are directed at a place."""
    for inner in noun_phrase(token, scene.grammar):
        match = scene.names.get(inner.i)
        if match is not None and match[0].kind not in BODY_KINDS:
            return _named(match[0], token, _span([inner]), match[0].code[:3])
    return None


