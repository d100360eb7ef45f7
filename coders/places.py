"""The country of what bears no country's name: by its place, its sentence, its article."""

from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Token

from codebook.gazetteer import TOWN, Name
from coders.arguments import verb_slots
from coders.grammar import clause_of, feature, is_content, is_ground, lemma, relation, verb_lemmas
from coders.memory import PEOPLES, REGIONS, Actor
from coders.phrases import adposition, coordinated, is_plural, noun_phrase, owners, phrase_case, slot_names
from coders.roles import Phrase, of_whom, span_of
from coders.scene import BODY_KINDS, PLACE_KINDS, Scene

NOWHERE = (None, "unknown")
_HARMED = ("obj", "nmod")  # killed villagers, dozens of villagers
HOME = "home country"


def own_country(phrase: Phrase, scene: Scene) -> list[Actor]:
    """`das Land`, `his country`: the country of whoever was spoken of last."""
    head = phrase.head
    settings = scene.lexicon.actions.settings
    if lemma(head) in settings["sides"] and any(
        lemma(c) in settings.get("warring", ()) for c in head.children
    ):
        country, step = named_place(head, scene)
        return [Actor(country, phrase.span, head.i, None, phrase.rule, (step,))] if country else []
    if lemma(head) in settings["sides"] and _how_many(head, scene):
        return both_sides(phrase, scene, many=_how_many(head, scene))
    if lemma(head) in settings["both"] and (head.pos_ in ("DET", "PRON", "ADJ") or _is_known(head)):
        return both_sides(phrase, scene)
    if lemma(head) in scene.lexicon.epithets:
        return _by_epithet(phrase, scene)
    owned, several = bool(owners(head)), feature(head, "Number") == "Plur"  # his country: the speaker's
    if lemma(head) not in settings["own_country"] or (several and not owned):
        return []
    before = _states_before(head, scene.memory.subjects if owned else [])
    before = before or _states_before(head, scene.memory.mentioned)
    if not owned and clause_of(head).pos_ in ("VERB", "AUX"):  # shut its border with the country
        acting = {t.i for t in verb_slots(clause_of(head), scene.grammar).get("subj", [])}
        own = {a.country for a in before if a.head in acting}
        before = [a for a in before if a.country not in own] or before
    if not before:
        return []
    step = f"'{head.text}' is the country of '{before[-1].span.of(scene.doc.text)}'"
    group = {t.i for t in coordinated(scene.doc[before[-1].head])} if several else set()
    of = [a for a in before if a.head in group] or before[-1:]  # the leaders of A and B: their countries
    countries = dict.fromkeys(a.country for a in of)
    if several and len(countries) == 1:
        return []
    return [Actor(code, phrase.span, head.i, None, before[-1].rule_id, (step,)) for code in countries]


def by_owner(phrase: Phrase, scene: Scene) -> list[Actor]:
    """`a Chinese-owned refinery`, `trupe predvođene NATO-om`: whose it is by a participle."""
    head = phrase.head
    owned = scene.lexicon.actions.settings.get("owned", ())
    for participle in (c for c in head.children if lemma(c) in owned):
        around = verb_slots(participle, scene.grammar)
        agents = [*around.get("agent", []), *around.get("ins", [])]
        for owner in (t for t in participle.children if t.i in scene.names):
            if owner.i < participle.i == head.i - 1 or (owner in agents and participle.i > head.i):
                name, step = scene.names[owner.i][0], f"'{head.text}' is '{owner.text}'"
                code = name.code + (phrase.role if len(name.code) == 3 else "")
                return [Actor(code, phrase.span, head.i, None, name.rule_id, (step,), direct=False)]
    return []


def of_origin(phrase: Phrase, scene: Scene) -> list[Actor]:
    """`attacked a boat from Venezuela`: what comes from a country stands for it, before any place does."""
    owner = by_owner(phrase, scene)
    if owner:
        return owner
    head = phrase.head
    if head.dep_ not in ("obj", "nsubj:pass"):
        return []
    for place in (t for t in head.sent if t.i > head.i and t.i in scene.names):
        name = scene.names[place.i][0]
        preposition = adposition(place)
        body = name.code.startswith("IGO")
        state = body or name.kind in ("name", "long", "capital")
        if preposition is None or preposition.i != head.i + 1 or not state:
            return []
        if lemma(preposition) in scene.grammar.origin:
            step = f"'{head.text}' is from '{place.text}'"
            code = name.code if body else name.code[:3]
            return [Actor(code, phrase.span, head.i, None, name.rule_id, (step,), direct=False)]
    return []


def _states_before(head: Token, actors: list[Actor]) -> list[Actor]:
    return [a for a in actors if a.span.end <= head.idx and not a.code.startswith(("IGO", "NGO"))]


def _by_epithet(phrase: Phrase, scene: Scene) -> list[Actor]:
    """`the kingdom`, `das Emirat`, `its neighbour`: the country spoken of last that may be called so and that
    its own clause does not name."""
    head = phrase.head
    clause, fitting = clause_of(head), scene.lexicon.epithets[lemma(head)]
    articles = {feature(c, "Definite") for c in head.children} - {""}
    known = "Def" in articles or owners(head) or (scene.grammar.case_decides and not articles)
    if not known or is_plural(head):
        return []
    told = [a for a in _states_before(head, scene.memory.mentioned) if not fitting or a.country in fitting]
    own = {a.country for a in told if clause_of(scene.doc[a.head]) == clause}
    if not fitting:  # attacked his neighbour: Canadian police arrested a man
        acting = [a for a in scene.memory.subjects if a.span.start >= head.sent.start_char]
        own |= {a.country for a in acting if a.span.end <= head.idx}
    other = next((a for a in reversed(told) if a.country not in own), None)
    if other is None:
        return []
    step = f"'{head.text}' is '{other.span.of(scene.doc.text)}'"
    return [Actor(other.country, phrase.span, head.i, other.actor_id, other.rule_id, (*other.steps, step))]


def _is_known(number: Token) -> bool:
    """`when the two met`: not any two."""
    return number.pos_ == "NUM" and any(feature(c, "Definite") == "Def" for c in number.children)


def _how_many(head: Token, scene: Scene) -> int:
    """Two or a few, by a numeral with it; 0 if there is none."""
    settings = scene.lexicon.actions.settings
    words = {lemma(c) for c in (head, *head.children)}  # dvojica ministara: the head itself counts
    few = next((number for word, number in settings["few"].items() if word in words), 0)
    return 2 if words & set(settings["both"]) else few


def both_leaders(phrase: Phrase, scene: Scene) -> list[Actor]:
    """`die beiden Minister`, `the presidents`: the two of that role, or of two countries, spoken of last."""
    head = phrase.head
    settings = scene.lexicon.actions.settings
    bearers = [t for t in phrase.near if lemma(t) == phrase.noun]  # a meeting of the ministers of both
    owned = (c for t in bearers for c in t.children if lemma(c) in settings["sides"])
    owners = next((c for c in owned if _how_many(c, scene) == 2), None)
    if owners is not None and phrase.role:  # the ministers of both countries
        pair = both_sides(replace(phrase, head=owners), scene)
        return [replace(a, code=a.country + phrase.role, span=phrase.span, head=head.i) for a in pair]
    named = any(t.i in scene.names for t in head.subtree)
    described = any(relation(c) == "amod" for c in head.children)  # the new rulers
    definite = not described and any(feature(c, "Definite") == "Def" for c in head.children)
    two = _how_many(head, scene) == 2
    if (
        named
        or not phrase.role.startswith("GOV")
        or (feature(head, "Number") != "Plur" and lemma(head) not in settings["both"])
        or not (two or definite)
    ):
        return []
    pair = both_sides(phrase, scene, alike=phrase.role) or (both_sides(phrase, scene) if two else [])
    return [a if len(a.code) > 3 else replace(a, code=a.country + phrase.role) for a in pair]


def parties_told(head: Token, speakers: set[str], scene: Scene, *, domestic: bool = False) -> list[Actor]:
    """The two parties of the last act told between countries other than the speakers'; with `domestic` also
    a state and its rebels."""
    for act in reversed(scene.memory.acts):
        for pair in act.pairs if act.trigger < head.i else ():
            known = [a for a in pair if a is not None and a.country not in speakers]
            if len({a.code if domestic else a.country for a in known}) == 2:
                return [replace(a, direct=True) for a in known]
    return []


def both_sides(phrase: Phrase, scene: Scene, *, alike: str = "", many: int = 2) -> list[Actor]:
    """`beide Länder`, `the three countries`: those spoken of last, whoever now speaks aside.

    `alike` is a role that all must have had. `Each side` are those of the last act between two, or nobody.
    """
    clause = clause_of(phrase.head)
    found: dict[str, Actor] = {}
    speakers = {a.country for a in scene.memory.mentioned if scene.doc[a.head].head == clause}
    sides = lemma(phrase.head) not in scene.lexicon.actions.settings["own_country"]
    two = not alike and many == 2
    acting = parties_told(phrase.head, speakers, scene, domestic=sides) if two else []
    each = {lemma(t) for t in (phrase.head, *phrase.head.children)}
    if each & set(scene.lexicon.actions.settings.get("each", ())) and not acting:
        return []
    for actor in acting or reversed(scene.memory.mentioned):
        speaks = scene.doc[actor.head].head == clause
        if (
            actor.span.end <= phrase.head.idx
            and actor.direct
            and not speaks
            and actor.code[3:].startswith(alike)
        ):
            found.setdefault(actor.code if acting else actor.country, actor)
    pair = list(found.values())[:many]
    if len(pair) < many:
        return _sides_of(phrase, speakers, scene) if sides and many == 2 and not alike else []
    step = f"'{phrase.head.text}' are the {many} spoken of last"
    return [
        replace(
            a,
            code=a.country if not sides and not a.code.startswith(("IGO", "NGO")) else a.code,
            span=phrase.span,
            head=phrase.head.i,
            steps=(*a.steps, step),
        )
        for a in pair
    ]


def _sides_of(phrase: Phrase, speakers: set[str], scene: Scene) -> list[Actor]:
    """`called on both sides in Sudan`: those of a country that nobody has named before."""
    head, verb = phrase.head, clause_of(phrase.head)
    around = [t for t in head.sent if t.head in (head, verb) and t.i in scene.names and is_within(t, scene)]
    countries = [scene.names[t.i][0] for t in around if scene.names[t.i][0].kind == "name"]
    if not countries or countries[0].code[:3] in speakers:
        return []
    step = f"of {countries[0].meaning}"
    return [Actor(countries[0].code[:3], phrase.span, head.i, None, "stand-in.sides", (step,), direct=True)]


def of_its_state(official: Name, phrase: Phrase, states: list[Name], scene: Scene) -> str:
    """`Brasiliens Bundespolizei`, `the Philippine Congress`: another country's body of a well-known name."""
    owners = [n for n in states if n.kind in ("name", "adjective", "prefix") and len(n.code) == 3]
    other = next((n for n in owners if n.code != official.code[:3]), None)
    joined = relation(_token_of(official, phrase, scene)) == "flat"  # Perus Kongress, as one name
    behind = joined and other is not None and phrase.owns(other)
    own = any(n.code == official.code[:3] for n in owners)
    if other is None or own or not (phrase.owns(official) or behind):
        return _where_it_sits(official, phrase, scene) or of_whom(official, scene)
    elsewhere = scene.lexicon.actions.settings.get("bodies_elsewhere", {}).get(official.lemma.lower(), {})
    return str(elsewhere.get(other.code, other.code + official.code[3:]))  # der Schweizer Bundesrat governs


def _token_of(name: Name, phrase: Phrase, scene: Scene) -> Token:
    return scene.doc[next(i for i, found in phrase.names if found is name)]


def _where_it_sits(official: Name, phrase: Phrase, scene: Scene) -> str | None:
    """`In Lima, Congress voted`: a body whose name many states have is that of its capital or dateline."""
    if official.lemma.lower() not in scene.lexicon.actions.settings.get("common_bodies", ()):
        return None
    head, verb = phrase.head, clause_of(phrase.head)
    places = [t for t in head.sent if t.head in (head, verb) and t.i in scene.names and is_within(t, scene)]
    capitals = [scene.names[t.i][0] for t in places if scene.names[t.i][0].kind == "capital"]
    country = capitals[0].code[:3] if capitals else scene.memory.dateline
    return country + official.code[3:] if country else None


def named_place(head: Token, scene: Scene) -> tuple[str | None, str]:
    """The country of a place in the phrase, else in the sentence: Demonstranten in Minsk."""
    clause = clause_of(head)
    own = clause.subtree if relation(clause) == "advcl" else ()  # after protesters burned a flag in Stockholm
    for token in [*head.subtree, *own, *head.sent]:
        match = scene.names.get(token.i)
        if match is None or match[0].kind not in PLACE_KINDS or match[0].code.startswith("IGO"):  # Brussels
            continue
        if match[0].code in REGIONS:  # police on the Balkans
            continue
        if _is_beyond(token, scene) or _sends(token, scene):
            continue
        if is_within(_whole(token, scene), scene):
            step = f"country by place '{scene.doc[match[1] : match[2]].text}'"
            return match[0].code[:3], f"{step}: {match[0].meaning}" if match[0].kind == TOWN else step
    return None, ""


def is_within(place: Token, scene: Scene) -> bool:
    """`in Gaza`, `bei Gomel`, not `nach Gomel`: where something is, by the phrase's preposition."""
    preposition = adposition(place)
    return preposition is not None and lemma(preposition) in scene.lexicon.actions.settings["static_place"]


def _whole(place: Token, scene: Scene) -> Token:
    """`im Norden Kameruns`, `in Kenya's Lamu county`, `in der Kleinstadt Butscha`: the noun, itself a place,
    that the country is named with."""
    noun, grammar = place.head, scene.grammar
    owned = relation(place) == "nmod" and {"gen", "poss"} & set(slot_names(place, grammar))
    of_it = owned or relation(place) == "compound"
    of_it = of_it or (relation(place) in ("appos", "flat") and scene.names[place.i][0].kind != TOWN)
    others = any(t.i in scene.names for t in (*noun.lefts, *place.lefts))  # the Mozambican town of Palma
    towards = phrase_case(noun, grammar) == "acc"  # in den Hafen von Mumbai
    return noun if of_it and is_ground(noun, grammar) and not (others or towards) else place


def in_theatre(actor: Actor, group: Name, scene: Scene) -> Actor:
    """`JNIM fighters killed nine soldiers in Burkina Faso`: a group that fights in several countries is of
    the one where it acts."""
    country, _ = named_place(scene.doc[actor.head], scene)
    if country not in group.theatres or country == actor.country:
        return actor
    return replace(actor, code=country + actor.code[3:], steps=(*actor.steps, f"it acts in {country}"))


def stands_elsewhere(head: Token, scene: Scene) -> bool:
    """`the government in Xanadu`: in a place that is not known, and so of no country named beside it."""
    for child in head.children:
        if child.pos_ == "PROPN" and child.i not in scene.names and is_within(child, scene):
            return not any(t.i in scene.names for t in child.subtree)
    return False


def place_of(head: Token, scene: Scene, *, role: str = "") -> tuple[str | None, str]:
    """The country in which a domestic actor stands: named in its phrase, its sentence, or the article.

    An army, or police that are sent somewhere, is rather that of whoever acts before it than of where it
    fights; so is the minister who tells of what a country does.
    """
    where = _where_it_hit(head, scene)
    if where == NOWHERE:
        return None, ""
    country, step = where if where[0] else named_place(head, scene)
    within = any(t.i in scene.names for t in head.subtree)
    before = [a for a in scene.memory.subjects if head.sent.start_char <= a.span.start < head.idx]
    before = [a for a in [*before, *_understood(head, scene)] if not a.code.startswith(("IGO", "NGO"))]
    clause = clause_of(head)
    sent = role.startswith("COP") and relation(head) == "obj" and lemma(clause) in scene.grammar.sending
    said = role.startswith("GOV") and relation(clause) == "parataxis" and before and len(before[-1].code) == 3
    if (role.startswith("MIL") or sent or said) and before and not within:
        return before[-1].country, f"country of '{before[-1].span.of(scene.doc.text)}' before it"
    if country is not None:
        return country, step
    if scene.memory.dateline and role.startswith("GOV") and not _named_before(head, scene):
        return scene.memory.dateline, f"country {scene.memory.dateline} of the dateline"
    told = [t for t in head.sent if t.i in scene.names and not _is_beyond(t, scene)]
    local = [scene.names[t.i][0] for t in told if not _backs(t, head, scene)]
    local = [n for n in local if n.kind not in BODY_KINDS and not n.code.startswith("IGO")]
    local = [n for n in local if n.code not in REGIONS | PEOPLES]
    speaking = before[-1].country if before and "GOV" in before[-1].code else None  # fled to India after …
    if len({n.code[:3] for n in local}) == 1 and speaking in (None, local[0].code[:3]):
        return local[0].code[:3], f"country by '{local[0].lemma}' in the sentence"
    if before and not (_are_leaders(head, scene) and relation(head) != "nsubj"):
        return before[-1].country, f"country of '{before[-1].span.of(scene.doc.text)}' before it"
    home = scene.memory.home()
    return home, f"{HOME} {home}, which the article is about"


def _are_leaders(head: Token, scene: Scene) -> bool:
    """`China is ready to work with the new rulers`: not those of whoever acts on them."""
    return is_plural(head) and lemma(head) in scene.lexicon.actions.settings["leaders"]


def _understood(head: Token, scene: Scene) -> list[Actor]:
    """`slammed Latvia for bombing a hospital`: who acts in a clause that leaves its subject out."""
    clause = clause_of(head)
    own = any(relation(c) in ("nsubj", "csubj", "expl") for c in clause.children)
    asked = not scene.grammar.object_control.isdisjoint(verb_lemmas(clause.head, scene.grammar))  # its own
    if own or asked or clause.pos_ != "VERB" or relation(clause) not in ("advcl", "acl"):
        return []
    subjects = {t.i for t in verb_slots(clause, scene.grammar).get("subj", []) if t.i < clause.i}
    return [a for a in scene.memory.mentioned if a.head in subjects and a.direct][:1]


def _is_beyond(place: Token, scene: Scene) -> bool:
    """`near the border with Niger`: on this side of it."""
    slots = slot_names(place, scene.grammar)
    across = adposition(place) is not None and not {"gen", *scene.grammar.reciprocal} & set(slots)
    return across and lemma(place.head) in scene.grammar.borders


def _sends(owner: Token, scene: Scene) -> bool:
    """`ispred ambasade Rusije u Kabulu`: whose embassy it is, not where."""
    missions = scene.lexicon.actions.settings.get("missions", ())
    return lemma(owner.head) in missions and bool(
        {"gen", "poss", "bare"} & set(slot_names(owner, scene.grammar))
    )


def _backs(name: Token, head: Token, scene: Scene) -> bool:
    """`Rwanda-backed rebels`: whoever arms or funds them is not where they are."""
    between = takewhile(lambda t: t != head, name.ancestors)
    return head.is_ancestor(name) and any(
        not scene.grammar.backing.isdisjoint(verb_lemmas(t, scene.grammar)) for t in between
    )


def _where_it_hit(head: Token, scene: Scene) -> tuple[str | None, str]:
    """`Jets flew into Sudan, killing eleven people`: victims without a name are of the place told before,
    or of no country if nobody knows that place."""
    verb = clause_of(head)
    first = verb.head
    harmed = not scene.grammar.harm.isdisjoint(verb_lemmas(verb, scene.grammar)) and relation(head) in _HARMED
    beside = relation(verb) in ("conj", "parataxis") or (
        relation(verb) == "advcl" and not is_content(verb, scene.grammar)
    )
    if not harmed or not beside or first.i > verb.i:
        return None, ""
    subject = {t.i for c in first.children if relation(c) in ("nsubj", "advcl") for t in c.subtree}
    for token in scene.doc[first.i : verb.left_edge.i]:
        match = scene.names.get(token.i)
        if match is not None and token.i not in subject and match[0].kind in PLACE_KINDS:
            return match[0].code[:3], f"country by '{token.text}', where it hit"
    things = [c for c in first.children if relation(c) == "obj" and first.i < c.i < verb.i]
    unknown = [t for t in things if t.pos_ == "PROPN" and t.i not in scene.names]
    return NOWHERE if unknown else (None, "")


def _named_before(head: Token, scene: Scene) -> bool:
    """Whether a sentence has named a country before it comes to a word."""
    return any(t.i in scene.names and t.i < head.i for t in head.sent)


def is_nation(token: Token, scene: Scene) -> bool:
    """`Georgians rallied`, `young Malagasy`: people named by their nation, not their state."""
    match = scene.names.get(token.i)
    return match is not None and token.pos_ in ("NOUN", "PROPN") and match[0].kind in ("demonym", "adjective")


def is_state(token: Token, scene: Scene) -> bool:
    """`Zagreb protested`: a state by its own name or its capital's, not its people."""
    match = scene.names.get(token.i)
    return match is not None and match[0].kind in ("name", "long", "former", "capital")


def place_country(token: Token, scene: Scene) -> Actor | None:
    """The country of a place phrase (in Peking), for actions that are directed at a place."""
    for inner in noun_phrase(token, scene.grammar):
        match = scene.names.get(inner.i)
        if match is not None and match[0].kind not in BODY_KINDS:
            name = match[0]
            return Actor(name.code[:3], span_of([inner]), token.i, name.ref, name.rule_id, (name.meaning,))
    return None
