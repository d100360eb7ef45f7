"""Who stands where: arguments of verbs and nouns, read off Universal Dependencies.

Every function takes spaCy tokens and a `Grammar`, the language's own words (particles, prepositions,
controls) from `lang.toml`; none knows a language by name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from codebook.actions import Actions

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"})
INSIDE = frozenset(
    {
        "det",
        "amod",
        "nmod",
        "compound",
        "flat",
        "appos",
        "nummod",
        "dep",
        "nmod:poss",
        "det:poss",
        "fixed",
        "goeswith",
        "punct",
        "acl",
    }
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words by which a language marks roles."""

    particles: frozenset[str]
    agent: frozenset[str]
    genitive: frozenset[str]
    place: frozenset[str]
    object_control: frozenset[str]
    support: frozenset[str]
    relative: frozenset[str]
    transparent: frozenset[str]
    compounding: bool
    passive_auxiliaries: frozenset[str]
    support_prepositions: frozenset[str]
    agent_nouns: frozenset[str]
    case_decides: bool
    pro_drop: bool
    time_nouns: frozenset[str]
    reciprocal: frozenset[str]
    deadline: frozenset[str]
    possessive: frozenset[str]
    attributive: frozenset[str]
    first_time: frozenset[str]
    causative: frozenset[str]
    perfect: frozenset[str]
    determiner_case: Mapping[str, str]
    past_participles: Mapping[str, str]
    present_participles: Mapping[str, str]

    @staticmethod
    def of(actions: Actions) -> "Grammar":
        settings = actions.settings

        def words(key: str) -> frozenset[str]:
            return frozenset(settings.get(key, ()))

        return Grammar(
            particles=words("particles"),
            agent=words("agent"),
            genitive=words("genitive"),
            place=words("place"),
            object_control=words("object_control"),
            support=words("support_verbs"),
            relative=words("relative_pronouns"),
            transparent=words("transparent_nouns"),
            compounding=bool(settings.get("compounding", False)),
            passive_auxiliaries=words("passive_auxiliaries"),
            support_prepositions=words("support_prepositions"),
            agent_nouns=words("agent_nouns"),
            case_decides=bool(settings.get("case_decides", False)),
            pro_drop=bool(settings.get("pro_drop", False)),
            time_nouns=words("time_nouns"),
            reciprocal=words("reciprocal"),
            possessive=words("possessive"),
            attributive=words("attribution_nouns"),
            first_time=words("first_time"),
            deadline=words("deadline_prepositions"),
            causative=words("causative_verbs"),
            perfect=words("perfect_auxiliaries"),
            determiner_case=settings.get("determiner_case", {}),
            past_participles=actions.past_participles,
            present_participles=actions.present_participles,
        )


def relation(token: Token) -> str:
    """The dependency label without its subtype."""
    return token.dep_.split(":")[0]


def feature(token: Token, name: str) -> str:
    """A morphological feature, or the empty string."""
    values = token.morph.get(name, [])
    return values[0] if values else ""


def lemma(token: Token) -> str:
    return token.lemma_.lower()


def verb_lemmas(token: Token, grammar: Grammar) -> list[str]:
    """The verb's lemma, joined with its parted particle: `nahm … fest` → festnehmen, `called off` → call off.

    A participle that the pipeline takes for an adjective, or for its own lemma, gives its verb.
    """
    base = _of_participle(token, grammar) or lemma(token)
    parted = [child for child in token.children if child.dep_ == "compound:prt"]
    if not grammar.compounding:
        regular = grammar.past_participles.get(token.lower_, base)  # freed: free
        bases = dict.fromkeys((base, regular))
        return [f"{b} {lemma(particle)}" for b in bases for particle in parted] + list(bases)
    if parted:
        adjectival = any(c.pos_ in ("ADJ", "ADV") for c in parted)
        return [lemma(particle) + base for particle in parted] + ([base] if adjectival else [])
    loose = [
        child.lower_
        for child in token.children
        if child.lower_ in grammar.particles
        and child.i > token.i
        and child.pos_ in ("ADP", "ADV", "ADJ")
        and not any(True for _ in child.children)
    ]
    return [particle + base for particle in loose] + [base]


def _participle_forms(token: Token) -> list[str]:
    """The ways in which a participle may stand in the tables: as lemma, as written, without its ending."""
    forms = [lemma(token), token.lower_]
    return forms + [token.lower_.removesuffix(ending) for ending in ("en", "em", "er", "es", "e")]


def _of_participle(token: Token, grammar: Grammar) -> str | None:
    forms = _participle_forms(token) if token.pos_ == "ADJ" or relation(token) == "amod" else [lemma(token)]
    tables = (grammar.past_participles, grammar.present_participles)
    return next((table[form] for form in forms for table in tables if form in table), None)


def noun_lemmas(token: Token) -> list[str]:
    """The noun's lemma, with each word that it is compounded with before: air strike, mirovni pregovori."""
    base = lemma(token)
    parts = [c for c in token.children if relation(c) in ("compound", "amod") and c.i < token.i]
    return [
        f"{word} {base}" for part in reversed(parts) for word in dict.fromkeys((lemma(part), part.lower_))
    ] + [base]


def is_passive(verb: Token, grammar: Grammar) -> bool:
    """Whether the verb's grammatical subject undergoes the act."""
    children = list(verb.children)
    labels = {child.dep_ for child in children}
    if labels & {"aux:pass", "nsubj:pass", "expl:pass"}:
        return True
    if {"nsubj", "obj"} <= labels or is_main_clause(verb):
        return False
    participle = feature(verb, "VerbForm") == "Part"
    if relation(verb) == "amod":
        forms = set(_participle_forms(verb))
        if forms & grammar.present_participles.keys():
            return False
        return bool(forms & grammar.past_participles.keys()) or (
            participle and feature(verb, "Tense") != "Pres"
        )
    auxiliaries = [c for c in children if relation(c) in ("aux", "cop")]
    if "nsubj" in labels and not auxiliaries and relation(verb) != "acl" and not grammar.case_decides:
        return False
    if lemma(verb) in grammar.past_participles and feature(verb, "VerbForm") != "Fin":
        return not any(lemma(c) in grammar.perfect for c in auxiliaries)
    if participle and any(
        lemma(c) in grammar.passive_auxiliaries and feature(c, "VerbForm") != "Inf" for c in auxiliaries
    ):
        return True
    return feature(verb, "Voice") == "Pass" and not any(lemma(c) in ("have", "haben") for c in auxiliaries)


def is_infinitive(verb: Token) -> bool:
    """An infinitive with its particle alone (to let, zu lassen), not one of purpose (um … zu)."""
    marks = [c for c in verb.children if relation(c) == "mark"]
    return feature(verb, "VerbForm") == "Inf" and bool(marks) and all(c.pos_ == "PART" for c in marks)


def is_main_clause(verb: Token) -> bool:
    """`The Netherlands apologised to Suriname.`: the sentence's verb, parsed as a noun's attribute."""
    noun = verb.head
    if verb.dep_ != "acl" or noun.dep_ != "ROOT" or noun.pos_ not in NOMINAL or noun.i > verb.i:
        return False
    helped = any(relation(c) in ("aux", "cop", "mark", "nsubj") for c in verb.children)
    past = feature(verb, "Tense") == "Past"
    return past and not helped and verb.sent.text.rstrip().endswith((".", '."', ".”"))


def adposition(token: Token) -> Token | None:
    """The preposition that governs a noun phrase."""
    for child in token.children:
        if child.dep_ == "case" and child.pos_ in ("ADP", "SCONJ", "ADV", "PART", "NOUN"):
            return child
    return None


def coordinated(token: Token) -> list[Token]:
    """A noun and everything coordinated with it, or with the name that stands in apposition to it."""
    out = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in NOMINAL:
            out.extend(coordinated(child))
        elif relation(child) in ("flat", "appos"):
            out.extend(coordinated(child)[1:])
    return out


def slot_names(token: Token, grammar: Grammar) -> list[str]:
    """The slots that an oblique or nominal dependent fills: `mit`, `na+acc`, `agent`, `place`, …"""
    preposition = adposition(token)
    case = feature(token, "Case").lower()
    if preposition is None:
        return {"gen": ["gen"], "ins": ["ins"], "dat": ["iobj"]}.get(case, ["bare"])
    word = lemma(preposition)
    phrase = " ".join([word, *(lemma(c) for c in preposition.children if c.dep_ == "fixed")])
    if word in grammar.possessive:
        return ["poss"]
    if word in grammar.place and lemma(token) in grammar.attributive:
        return ["attribution"]  # nach Angaben der Polizei: who says it, not where or at whom
    case = feature(preposition, "Case").lower() or case
    names = [phrase, f"{phrase}+{case}", word, f"{word}+{case}"]
    if word in grammar.agent or phrase in grammar.agent:
        names.append("agent")
    if word in grammar.genitive:
        names.append("gen")
    if word in grammar.place or f"{word}+{case}" in grammar.place:
        names.append("place")
    return names


def phrase_case(noun: Token, grammar: Grammar) -> str:
    """The case that a noun's determiner shows (dem → dat), where the tagged one cannot be relied on."""
    for child in noun.children:
        if child.pos_ == "DET" and child.i < noun.i:
            for key in (
                f"{child.lower_}:{feature(noun, 'Number')}",
                f"{child.lower_}:{feature(noun, 'Gender')}",
                child.lower_,
            ):
                if key in grammar.determiner_case:
                    return grammar.determiner_case[key]
    return feature(noun, "Case").lower() if grammar.case_decides else ""


def is_initials(token: Token) -> bool:
    """`SAD`, `EU`: a name whose form shows neither case nor gender nor number."""
    return token.is_upper and len(token) > 1


def is_relative(token: Token, grammar: Grammar) -> bool:
    """Whether a token is a relative pronoun."""
    return "Rel" in token.morph.get("PronType", []) or (
        token.pos_ == "PRON" and lemma(token) in grammar.relative
    )


def clause_of(token: Token) -> Token:
    """The verb (or root) whose clause a token belongs to."""
    while token.head != token and not (
        token.pos_ in ("VERB", "AUX") and relation(token) not in ("aux", "cop", "amod")
    ):
        token = token.head
    return token


def ancestors(token: Token) -> Iterator[tuple[Token, str]]:
    """The governors of a token from the nearest up, with the relation by which each is reached."""
    while token.head != token:
        yield token.head, token.dep_
        token = token.head


def _many(head: Token, owner: Token) -> bool:
    """die Präsidenten Kenias und Ugandas: several of them, by the noun or its article, and whose they are."""
    numbers = {feature(t, "Number") for t in (head, *head.children) if t == head or relation(t) == "det"}
    return "Plur" in numbers and (relation(owner) == "nmod" or feature(owner, "Case") == "Gen")


def noun_phrase(head: Token, grammar: Grammar, *, several: bool = False) -> list[Token]:
    """The tokens of a noun phrase in text order: no clauses, no coordination, no phrases of place.

    `several` holds within a plural one, whose countries may be coordinated: the foreign ministers of A and B.
    """
    out = [head]
    for child in head.children:
        kind = relation(child)
        if (child.dep_ not in INSIDE and kind not in INSIDE) or kind == "acl" or child.is_space:
            continue
        if kind in ("nmod", "appos"):
            names = slot_names(child, grammar) if kind == "nmod" else []
            if adposition(child) is not None and not {"gen", "poss"} & set(names):
                continue
        if kind == "punct" and child.text not in "-–":
            continue
        if kind == "amod" and child.pos_ == "VERB":  # Rwandan-backed rebels are not Rwanda's
            out.append(child)
            continue
        below = kind == "nmod" and (several or feature(head, "Number") == "Plur")
        out.extend(noun_phrase(child, grammar, several=below))
        if kind in ("amod", "compound") or (kind in ("nmod", "appos") and (several or _many(head, child))):
            for other in coordinated(child)[1:]:
                out.extend(noun_phrase(other, grammar))
    return sorted(set(out), key=lambda token: token.i)
