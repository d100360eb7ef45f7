"""Noun phrases become CAMEO actor codes: country + role, by composition, with the article's memory."""

from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Doc, Token

from codebook.agents import AgentMatch
from codebook.gazetteer import Name
from codebook.lexicon import LanguageLexicon
from codebook.people import Person, office
from codebook.records import Span
from coders.arguments import verb_slots
from coders.grammar import Grammar, adposition, clause_of, coordinated, feature, lemma, noun_phrase, relation
from coders.memory import Actor, Known, Memory
from coders.names import Match

PLACE_KINDS = frozenset({"capital", "city", "region", "name", "long", "former"})
BODY_KINDS = frozenset({"org", "group"})
HOME = "home country"


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
        for actor in resolve_head(head, scene):
            if actor.code not in {a.code for a in out}:
                out.append(actor)
    return out


def resolve_head(head: Token, scene: Scene) -> list[Actor]:
    """The actors of one head, worked out once: what an article has said before a word does not change."""
    if head.i not in scene.resolved:
        scene.resolved[head.i] = _fresh(head, scene)
    return scene.resolved[head.i]


def _fresh(head: Token, scene: Scene) -> list[Actor]:
    settings = scene.lexicon.actions.settings
    if feature(head, "Poss") == "Yes":
        owners = _owners(head, scene)
        if owners:
            return owners
    if head.i not in scene.names and (head.pos_ == "PRON" or feature(head, "Poss") == "Yes"):
        return _pronoun(head, scene) if lemma(head) in settings["third_person"] else []
    if lemma(head) in settings["counterparts"]:
        return _counterpart(head, scene)
    phrase = noun_phrase(head, scene.grammar)
    return compose(head, phrase, scene)


def _owners(possessive: Token, scene: Scene) -> list[Actor]:
    """ihre Zusammenarbeit, svom kolegi: what a clause's subject has is the subject's."""
    if lemma(possessive) not in scene.lexicon.actions.settings["third_person"]:
        return []
    clause = clause_of(possessive)
    subjects = verb_slots(clause, scene.grammar).get("subj", []) if clause.pos_ in ("VERB", "AUX") else []
    own = [t for t in subjects if t.i < possessive.i and feature(t, "Poss") != "Yes"]
    step = f"'{possessive.text}' stands for the subject of its clause"
    return [replace(a, head=possessive.i, steps=(*a.steps, step)) for t in own for a in resolve(t, scene)]


def _pronoun(head: Token, scene: Scene) -> list[Actor]:
    """er, he, on: the subject spoken of last, a person before a country."""
    before = [a for a in scene.memory.subjects if a.span.end <= head.idx] or [
        a for a in scene.memory.mentioned if a.span.end <= head.idx
    ]
    if not before or (feature(head, "Number") == "Plur" and before[-1].person):
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
    named = next((t.i for t in [*phrase, *head.subtree] if t.i in scene.names), -1)
    country = scene.names.get(named)
    if country is not None and country[0].kind not in BODY_KINDS:
        actor = Actor(
            country[0].code[:3] + role, _span(phrase), head.i, None, country[0].rule_id, (step,), person=True
        )
        _introduce(_take_apart(head, phrase, scene), actor, scene)
        return [actor]
    other = next((a for a in reversed(before) if a.country != compared.country and a.code[3:] == role), None)
    return [replace(other, span=_span(phrase), head=head.i, steps=(*other.steps, step))] if other else []


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase taken apart: its names, the role that its nouns compose, the words of a person's name.

    `role` is weak when nothing but a default speaks for it (a spokesman of nobody knows whom).
    """

    head: Token
    tokens: tuple[Token, ...]
    near: tuple[Token, ...]
    names: tuple[tuple[int, Name], ...]
    persons: tuple[Token, ...]
    span: Span
    role: str = ""
    noun: str = ""
    rule: str = ""
    weak: bool = True

    def owns(self, name: Name) -> bool:
        """Whether the head itself is the name."""
        return any(i == self.head.i and found is name for i, found in self.names)


def compose(head: Token, tokens: list[Token], scene: Scene) -> list[Actor]:
    """The actors of one noun phrase: body, or person, or country with role, or country alone."""
    phrase = _take_apart(head, tokens, scene)
    bodies = [n for _, n in phrase.names if n.kind in BODY_KINDS]
    states = [n for _, n in phrase.names if n.kind not in BODY_KINDS]
    official = next((n for n in states if len(n.code) > 3), None)
    if bodies and (not states or phrase.owns(bodies[0]) or not phrase.role):
        found = [_named(bodies[0], phrase, bodies[0].code)]
    elif official is not None and (
        not phrase.role or phrase.role.startswith(official.code[3:]) or phrase.owns(official)
    ):
        found = [_named(official, phrase, official.code)]
    elif states and phrase.role:
        found = _countries_with_role(phrase, states)
    elif phrase.persons and not states:
        known = _person(phrase, scene)
        found = [known] if known else _roleplayer(phrase, scene)
    elif states:
        counted = lemma(head) in scene.lexicon.actions.settings["quantity_nouns"]
        found = [replace(a, direct=a.direct or counted) for a in _country_alone(phrase, states)]
    else:
        found = _roleplayer(phrase, scene)
    if phrase.persons and found and (phrase.role or bodies):
        _introduce(phrase, found[0], scene)
    return found


def _take_apart(head: Token, tokens: list[Token], scene: Scene) -> Phrase:
    near = sorted(
        tokens, key=lambda t: (t.i != head.i, relation(t) != "appos", _depth(t, head), abs(t.i - head.i))
    )
    names: dict[int, tuple[int, Name]] = {}
    for token in near:
        match = scene.names.get(token.i)
        if match is not None:
            names.setdefault(match[1], (token.i, match[0]))
        else:
            lead = _lead(token, scene)
            if lead is not None:
                names.setdefault(token.i, (token.i, lead))
    persons = tuple(
        t
        for t in tokens
        if t.pos_ == "PROPN"
        and t.i not in scene.names
        and t.text[:1].isupper()
        and (lemma(t) not in scene.grammar.time_nouns or relation(t) == "flat")
    )
    found = Phrase(head, tuple(tokens), tuple(near), tuple(names.values()), persons, _span(tokens))
    return _with_role(found, scene)


def _led(token: Token, scene: Scene) -> AgentMatch | None:
    """The role of a compound that begins with a name (Kremlsprecher)."""
    compound = scene.lexicon.agents.compound(token.text) if _lead(token, scene) else None
    return compound.match if compound else None


def _lead(token: Token, scene: Scene) -> Name | None:
    """The name that a compound role noun begins with: Kremlsprecher, Hamas-Kämpfer."""
    if not scene.grammar.compounding or token.pos_ not in ("NOUN", "PROPN"):
        return None
    compound = scene.lexicon.agents.compound(token.text)
    if compound is None or len(compound.lead) < 2:
        return None
    return next(
        (name for words, name in scene.lexicon.names.index.get(compound.lead, ()) if len(words) == 1), None
    )


def _with_role(phrase: Phrase, scene: Scene) -> Phrase:
    """The phrase with the role that its best noun and that noun's modifiers compose."""
    best = phrase
    words = [lemma(t) for t in phrase.near]
    for token in phrase.near:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB", "X") or (
            token.i in scene.names and not _partly(token, scene)
        ):
            continue
        found = scene.lexicon.agents.role(
            lemma(token), [w for w in words if w != lemma(token)], surface=token.text
        )
        match = found or _led(token, scene)
        if match is not None and best.weak:
            best = replace(phrase, role=match.role, noun=lemma(token), rule=match.rule_id, weak=match.weak)
        if not best.weak:
            break
    return best


def _partly(token: Token, scene: Scene) -> bool:
    """Whether a name match covers only the first part of a compound token (US-Soldaten)."""
    name, first, end = scene.names[token.i]
    return (
        end - first == 1
        and len(name.lemma) < len(token.text)
        and name.kind in ("prefix", "name", "org", "group")
    )


def _depth(token: Token, head: Token) -> int:
    steps = 0
    while token.i != head.i and token.head != token and steps < 9:
        token = token.head
        steps += 1
    return steps


def _span(tokens: list[Token]) -> Span:
    tokens = [t for t in tokens if t.pos_ != "PUNCT"] or tokens
    return Span(min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens))


def _named(name: Name, phrase: Phrase, code: str, *, direct: bool = True) -> Actor:
    steps = (f"'{name.lemma}' is {name.kind} of {name.ref}",)
    return Actor(code, phrase.span, phrase.head.i, name.ref, name.rule_id, steps, direct)


def _countries_with_role(phrase: Phrase, states: list[Name]) -> list[Actor]:
    """russische und chinesische Schiffe, die Präsidenten Kenias und Ugandas: each coordinated country."""
    first = next(t for t in phrase.near if (t.i, states[0]) in phrase.names)
    group = {t.i for t in coordinated(first)}
    chosen = [n for i, n in phrase.names if n in states and (n is states[0] or i in group)]
    return [
        Actor(
            n.code[:3] + phrase.role,
            phrase.span,
            phrase.head.i,
            None,
            phrase.rule,
            (f"'{n.lemma}' is {n.kind} of {n.ref}", f"role {phrase.role} by {phrase.rule}"),
        )
        for n in chosen
    ]


def _country_alone(phrase: Phrase, states: list[Name]) -> list[Actor]:
    """A country's own name acts; a thing of that country only points to it."""
    own = next((n for n in states if phrase.owns(n)), None)
    if own is not None:
        return [_named(own, phrase, own.code)]
    adjectives = [n for n in states if n.kind in ("adjective", "prefix")]
    chosen = adjectives if len(adjectives) > 1 else states[:1]
    return [_named(name, phrase, name.code[:3], direct=False) for name in chosen]


def _person(phrase: Phrase, scene: Scene) -> Actor | None:
    """A person by the article's memory, else by the office in force on the day."""
    for token in reversed(phrase.persons):
        for word in dict.fromkeys((token.lemma_, token.text)):
            known = scene.memory.by_name(scene.lexicon.people.key(word))
            if known is not None:
                return _again(known, phrase, scene)
    for person in _bearers(phrase.persons, scene):
        held = office(person, scene.day)
        if held is not None:
            step = f"{person.name} is {held[0]} on {scene.day or 'an unknown day'}"
            actor = Actor(held[0], phrase.span, phrase.head.i, person.actor_id, held[1], (step,), person=True)
            _introduce(phrase, actor, scene)
            return actor
    return None


def _again(known: Known, phrase: Phrase, scene: Scene) -> Actor:
    step = f"'{phrase.head.text}' was introduced as '{known.actor.span.of(scene.doc.text)}'"
    return replace(known.actor, span=phrase.span, head=phrase.head.i, steps=(*known.actor.steps, step))


def _bearers(words: tuple[Token, ...], scene: Scene) -> list[Person]:
    """Who may be meant: by full name, else by a surname widely known or fitting a country named."""
    people = scene.lexicon.people
    if len(words) > 1:
        full = (" ".join(t.text for t in words), " ".join(t.lemma_ for t in words))
        return list(people.by_name(full[0], day=scene.day) or people.by_name(full[1], day=scene.day))
    bearers = people.by_surname(words[0].text, day=scene.day)
    return [p for p in bearers if p.widely_known or p.country in scene.memory.countries][:1]


def _roleplayer(phrase: Phrase, scene: Scene) -> list[Actor]:
    """A role without a country: introduced before (der Minister), else of a place named, else of home."""
    if not phrase.role and not phrase.noun:
        return _own_country(phrase, scene)
    head = phrase.head
    known = scene.memory.by_noun(phrase.noun)
    definite = not any(feature(c, "Definite") == "Ind" or c.pos_ == "NUM" for c in head.children)
    if known is not None and feature(head, "Number") != "Plur" and definite:
        return [_again(known, phrase, scene)]
    near = named_place(head, scene)[0]
    country, step = place_of(head, scene, role=phrase.role)
    if country is None or phrase.weak or not phrase.role:
        return []
    if phrase.role == "BUS" and not near:  # a tanker, a company: of whatever country
        return []
    by_home = step.startswith(HOME)
    return [
        Actor(
            country + phrase.role,
            phrase.span,
            head.i,
            None,
            phrase.rule,
            (f"role {phrase.role} by {phrase.rule}", step),
            by_home=by_home,
        )
    ]


def _own_country(phrase: Phrase, scene: Scene) -> list[Actor]:
    """`das Land`, `his country`: the country of whoever was spoken of last."""
    head = phrase.head
    settings = scene.lexicon.actions.settings
    if lemma(head) in settings["sides"] and any(
        lemma(c) in settings.get("warring", ()) for c in head.children
    ):
        country, step = named_place(head, scene)
        return [Actor(country, phrase.span, head.i, None, phrase.rule, (step,))] if country else []
    if lemma(head) in settings["sides"] and any(lemma(c) in settings["both"] for c in head.children):
        return _both_sides(phrase, scene)
    if lemma(head) not in settings["own_country"] or feature(head, "Number") == "Plur":
        return []
    before = [
        a for a in scene.memory.mentioned if a.span.end <= head.idx and not a.code.startswith(("IGO", "NGO"))
    ]
    if not before:
        return []
    step = f"'{head.text}' is the country of '{before[-1].span.of(scene.doc.text)}'"
    return [Actor(before[-1].country, phrase.span, head.i, None, before[-1].rule_id, (step,))]


def _both_sides(phrase: Phrase, scene: Scene) -> list[Actor]:
    """`beide Länder`, `dve strane`: the two countries or bodies spoken of last, whoever now speaks aside."""
    clause = clause_of(phrase.head)
    found: dict[str, Actor] = {}
    for actor in reversed(scene.memory.mentioned):
        speaks = scene.doc[actor.head].head == clause
        if actor.span.end <= phrase.head.idx and not speaks:
            found.setdefault(actor.country, actor)
    step = f"'{phrase.head.text}' are the two spoken of last"
    pair = list(found.values())[:2]
    return [
        replace(a, span=phrase.span, head=phrase.head.i, steps=(*a.steps, step))
        for a in pair
        if len(pair) == 2
    ]


def named_place(head: Token, scene: Scene) -> tuple[str | None, str]:
    """The country of a place in the phrase, else in the sentence: Demonstranten in Minsk."""
    for token in [*head.subtree, *head.sent]:
        match = scene.names.get(token.i)
        if match is None or match[0].kind not in PLACE_KINDS or match[0].kind in BODY_KINDS:
            continue
        preposition = adposition(token)
        if preposition is not None and lemma(preposition) in scene.lexicon.actions.settings["static_place"]:
            return match[0].code[:3], f"country by place '{token.text}'"
    return None, ""


def place_of(head: Token, scene: Scene, *, role: str = "") -> tuple[str | None, str]:
    """The country in which a domestic actor stands: named in its phrase, its sentence, or the article.

    An army is rather that of whoever speaks before it than of where it fights.
    """
    country, step = named_place(head, scene)
    within = any(t.i in scene.names for t in head.subtree)
    before = [a for a in scene.memory.subjects if head.sent.start_char <= a.span.start < head.idx]
    before = [a for a in before if not a.code.startswith(("IGO", "NGO"))]
    if role.startswith("MIL") and before and not within:
        return before[-1].country, f"country of '{before[-1].span.of(scene.doc.text)}' before it"
    if country is not None:
        return country, step
    local = [scene.names[t.i][0] for t in head.sent if t.i in scene.names]
    local = [n for n in local if n.kind not in BODY_KINDS]
    if len({n.code[:3] for n in local}) == 1:
        return local[0].code[:3], f"country by '{local[0].lemma}' in the sentence"
    if before:
        return before[-1].country, f"country of '{before[-1].span.of(scene.doc.text)}' before it"
    home = scene.memory.home()
    return home, f"{HOME} {home}, which the article is about"


def _introduce(phrase: Phrase, actor: Actor, scene: Scene) -> None:
    """Keep a person under every word of the name, as written and as lemma."""
    spelt = {word for token in phrase.persons for word in (token.text, token.lemma_) if len(word) > 2}
    keys = {scene.lexicon.people.key(word) for word in spelt} - {""}
    if keys and not any(
        keys & known.keys and known.actor.code == actor.code for known in scene.memory.people
    ):
        scene.memory.people.append(Known(keys, replace(actor, person=True), phrase.noun))


def place_country(token: Token, scene: Scene) -> Actor | None:
    """The country of a place phrase (in Peking), for actions that are directed at a place."""
    for inner in noun_phrase(token, scene.grammar):
        match = scene.names.get(inner.i)
        if match is not None and match[0].kind not in BODY_KINDS:
            name = match[0]
            step = f"'{name.lemma}' is {name.kind} of {name.ref}"
            return Actor(name.code[:3], _span([inner]), token.i, name.ref, name.rule_id, (step,))
    return None
