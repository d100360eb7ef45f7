"""A noun phrase taken apart: its names, its person, the role that its nouns compose."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from codebook.agents import AgentMatch
from codebook.gazetteer import Name
from codebook.records import Span
from coders.grammar import feature, is_time, lemma, relation
from coders.headlines import is_headline
from coders.phrases import owners, slot_names
from coders.scene import Scene

REBELS = frozenset({"REB", "UAF", "SEP"})
"""Roles of those who fight their own state."""


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


def take_apart(head: Token, tokens: list[Token], scene: Scene) -> Phrase:
    near = sorted(
        tokens, key=lambda t: (t.i != head.i, relation(t) != "appos", _depth(t, head), abs(t.i - head.i))
    )
    names: dict[int, tuple[int, Name]] = {}
    for token in near:
        match = scene.names.get(token.i)
        if match is not None:
            names.setdefault(match[1], (token.i, match[0]))
        else:
            lead = lead_name(token, scene)
            if lead is not None:
                names.setdefault(token.i, (token.i, replace(lead, code=of_whom(lead, scene))))
    persons = _without_titles(
        [
            t
            for t in tokens
            if t.pos_ == "PROPN"
            and t.i not in scene.names
            and t.text[:1].isupper()
            and not (_is_model(t) or _is_regnal(t))
            and (not is_time(t, scene.grammar) or relation(t) == "flat" or t.i in scene.full_names)
        ],
        scene,
    )
    found = Phrase(head, tuple(tokens), tuple(near), tuple(names.values()), persons, span_of(tokens))
    found = _with_role(found, scene)
    found = _own_forces(found, scene) if found.weak else found
    return replace(found, names=_without_prefix(found))


def _without_prefix(phrase: Phrase) -> tuple[tuple[int, Name], ...]:
    """`österreichischer Bundeskanzler`, `Bundesrichter`: the first part of a compound yields to a country
    named beside it, and tells the country of governments only."""
    plain = tuple(found for found in phrase.names if found[1].kind != "prefix")
    named = any(len(name.code) == 3 for _, name in plain)
    return phrase.names if phrase.role.startswith("GOV") and not named else plain


def of_whom(body: Name, scene: Scene) -> str:
    """The code of a body by name: `der Bundesrat` of a text about Switzerland is the Swiss government."""
    shared = scene.lexicon.actions.settings.get("bodies_elsewhere", {})
    elsewhere = shared.get(body.lemma.lower())
    if elsewhere is None:
        return body.code
    told = {scene.memory.dateline}
    if body.kind != "prefix":  # of Bundeskanzler only the dateline tells
        told |= {name.code[:3] for name, _, _ in scene.names.values() if name.lemma.lower() not in shared}
    if body.code[:3] in told:
        return body.code
    return next((code for country, code in elsewhere.items() if country in told), body.code)


def _is_model(name: Token) -> bool:
    """`vom Typ Su-35`: letters before a number, joined by a hyphen, are nobody's name."""
    after = name.doc[name.i + 1 : name.i + 3]
    joined = len(after) > 1 and after[0].text == "-" and not (name.whitespace_ or after[0].whitespace_)
    return joined and after[1].text[0].isdigit()


def _is_regnal(word: Token) -> bool:
    """`König Abdullah II.`: the number of a name, no part of it."""
    return len(word) > 1 and set(word.text.removesuffix(".")) <= set("IVX")


def _without_titles(words: list[Token], scene: Scene) -> tuple[Token, ...]:
    """`Prime Minister Keir Starmer`: a title in front is no name, though tagged so; Jim Baker's is one."""
    titles = {
        t
        for t in words[:-1]
        if t.i not in scene.full_names
        and relation(t) != "flat"
        and scene.lexicon.agents.role(lemma(t), surface=t.text) is not None
    }
    if len(words) == 1 and _is_by_trade(words[0], scene):
        titles.add(words[0])
    parts = {t for t in words if t.head in titles and t.i < t.head.i}
    return tuple(t for t in words if t not in titles | parts)


def _is_by_trade(word: Token, scene: Scene) -> bool:
    """`nahm Fischer aus Pakistan fest`: no bearer of the name, of whom it would not say where from."""
    behind = word.nbor() if word.i + 1 < len(word.doc) else word
    origin = behind.dep_ == "case" and lemma(behind) in scene.grammar.origin | scene.grammar.genitive
    alone = word.i not in scene.full_names and relation(word) not in ("flat", "appos")
    return origin and alone and scene.lexicon.agents.role(lemma(word), surface=word.text) is not None


def _led(token: Token, scene: Scene) -> AgentMatch | None:
    """The role of a compound that begins with a name (Kremlsprecher)."""
    compound = scene.lexicon.agents.compound(token.text) if lead_name(token, scene) else None
    return compound.match if compound else None


def lead_name(token: Token, scene: Scene) -> Name | None:
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
    best = _counted(phrase, scene)
    near = [t for t in phrase.near if t.i not in scene.full_names and not _is_of_body(t, scene)]
    words = [word for t in near for word in _forms(t)]
    for token in phrase.near:
        named = token.i in scene.full_names or (token.i in scene.names and not _partly(token, scene))
        if named or token.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB", "X"):
            continue
        found = scene.lexicon.agents.role(
            lemma(token), [w for w in words if w not in _forms(token)], surface=token.text
        )
        match = None if _presides_elsewhere(token, scene) else found or _led(token, scene)
        if match is not None and best.weak:
            best = replace(phrase, role=match.role, noun=lemma(token), rule=match.rule_id, weak=match.weak)
        if not best.weak:
            break
    return best


def _is_of_body(token: Token, scene: Scene) -> bool:
    """`ministers of the European Union`: a word of the name of an organisation is no union of its own."""
    name = scene.names.get(token.i)
    return name is not None and name[2] - name[1] > 1 and name[0].code.startswith("IGO")


def _presides_elsewhere(noun: Token, scene: Scene) -> bool:
    """`Präsident der Kultusgemeinde`, `AFBÖ-Präsident`, `the association's president`: of no state nor of
    anything that the role nouns know."""
    settings = scene.lexicon.actions.settings
    if lemma(noun) not in settings.get("presiding", ()):
        return False
    for owner in noun.children:
        if owner.i in scene.names or owner.pos_ not in ("NOUN", "PROPN") or owner.i in scene.full_names:
            continue
        initials = owner.dep_ == "compound" and owner.is_upper and len(owner) > 1
        whose = relation(owner) == "nmod" and {"gen", "poss"} & set(slot_names(owner, scene.grammar))
        role = scene.lexicon.agents.role(lemma(owner), [lemma(c) for c in owner.children], surface=owner.text)
        state = lemma(owner) in (*settings["own_country"], *settings["sides"], *settings.get("governed", ()))
        if initials or (whose and owner.pos_ == "NOUN" and not (role and role.role) and not state):
            return True
    return False


def _forms(noun: Token) -> list[str]:
    """A word's lemma; of a plural noun its form, too: a leader of rights, not of the right."""
    plural = noun.pos_ == "NOUN" and feature(noun, "Number") == "Plur"
    return [lemma(noun), noun.lower_] if plural else [lemma(noun)]


def _counted(phrase: Phrase, scene: Scene) -> Phrase:
    """`Police kill two`: in a headline a bare number counts people."""
    head, people = phrase.head, scene.lexicon.actions.settings.get("counted_people", "")
    alone = head.pos_ == "NUM" and relation(head) in ("obj", "nsubj") and not any(True for _ in head.children)
    match = scene.lexicon.agents.role(people, []) if people and alone and is_headline(head.sent) else None
    if match is None or phrase.names:
        return phrase
    return replace(phrase, role=match.role, noun=people, rule=match.rule_id, weak=False)


def _own_forces(phrase: Phrase, scene: Scene) -> Phrase:
    """`Ukraine said its forces had shot down …`: forces that somebody has are armed ones."""
    words = scene.lexicon.actions.settings.get("own_forces", {})
    role = words.get(lemma(phrase.head)) if feature(phrase.head, "Number") == "Plur" else None
    if role is None or not owners(phrase.head):
        return phrase
    return replace(phrase, role=role, noun=lemma(phrase.head), rule="own_forces", weak=False)


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


def span_of(tokens: list[Token]) -> Span:
    tokens = [t for t in tokens if t.pos_ != "PUNCT"] or tokens
    return Span(min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens))
