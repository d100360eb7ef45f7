"""Who stands where: arguments of verbs and nouns, read off Universal Dependencies.

Every function takes spaCy tokens and a `Grammar`, the language's own words (particles, prepositions,
controls) from `lang.toml`; none knows a language by name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from codebook.actions import Actions

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words by which a language marks roles."""

    particles: frozenset[str]
    agent: frozenset[str]
    genitive: frozenset[str]
    content_marks: frozenset[str]
    instruments: frozenset[str]
    documents: frozenset[str]
    enacting: frozenset[str]
    deeds: frozenset[str]
    plural_nouns: frozenset[str]
    launching: frozenset[str]
    sending: frozenset[str]
    still: frozenset[str]
    keeping: frozenset[str]
    transitive: frozenset[str]
    backing: frozenset[str]
    done_to: frozenset[str]
    predicative: frozenset[str]
    ground: frozenset[str]
    whereabouts: frozenset[str]
    conditions: frozenset[str]
    each: frozenset[str]
    dealing: frozenset[str]
    country_parts: frozenset[str]
    nature: frozenset[str]
    origin: frozenset[str]
    feminine: frozenset[str]
    among: frozenset[str]
    place: frozenset[str]
    object_control: frozenset[str]
    support: frozenset[str]
    harm: frozenset[str]
    relative: frozenset[str]
    free_relatives: frozenset[str]
    naming: frozenset[str]
    gerund: frozenset[str]
    phrasal: frozenset[str]
    conjunctions: frozenset[str]
    transparent: frozenset[str]
    compounding: bool
    passive_auxiliaries: frozenset[str]
    support_prepositions: frozenset[str]
    agent_nouns: frozenset[str]
    case_decides: bool
    pro_drop: bool
    time_nouns: frozenset[str]
    reciprocal: frozenset[str]
    shared: frozenset[str]
    borders: frozenset[str]
    reflexive: frozenset[str]
    each_other: frozenset[str]
    deadline: frozenset[str]
    measure: frozenset[str]
    possessive: frozenset[str]
    attributive: frozenset[str]
    headline_predicates: frozenset[str]
    first_time: frozenset[str]
    causative: frozenset[str]
    content: frozenset[str]
    that: frozenset[str]
    present_singular: str
    perfect: frozenset[str]
    intransitive: frozenset[str]
    unaccusative: frozenset[str]
    determiner_case: Mapping[str, str]
    quantity: frozenset[str]
    numerals: frozenset[str]
    circumstance: frozenset[str]
    than: frozenset[str]
    about: frozenset[str]
    dative_forms: tuple[tuple[str, str], ...]
    accusative_forms: tuple[tuple[str, str], ...]
    genitive_forms: tuple[tuple[str, str], ...]
    participle_endings: tuple[tuple[str, str, str], ...]
    future_endings: tuple[str, ...]
    numberless: tuple[str, ...]
    anybody: frozenset[str]
    thus: frozenset[str]
    hearsay: frozenset[str]
    hearsay_from: frozenset[str]
    remarks: frozenset[str]
    speaking: frozenset[str]
    voices: frozenset[str]
    denying: frozenset[str]
    two_cases: frozenset[str]
    either_case: frozenset[str]
    plural_oblique: tuple[str, ...]
    past_participles: Mapping[str, str]
    present_participles: Mapping[str, str]
    converbs: Mapping[str, str]
    past_converbs: tuple[str, ...]
    articled: frozenset[str]
    sequel: frozenset[str]
    companions: frozenset[str]
    preterites: tuple[str, ...]
    undertakings: frozenset[str]
    undertaking: frozenset[str]

    @staticmethod
    def of(actions: Actions) -> "Grammar":
        settings = actions.settings

        def words(key: str) -> frozenset[str]:
            return frozenset(settings.get(key, ()))

        def pairs(key: str) -> tuple[tuple[str, str], ...]:
            return tuple((ending, form) for ending, form in settings.get(key, ()))

        return Grammar(
            particles=words("particles"),
            agent=words("agent"),
            genitive=words("genitive"),
            content_marks=words("content_marks"),
            instruments=words("instruments"),
            documents=words("documents"),
            enacting=words("enacting_verbs"),
            deeds=words("act_nouns"),
            plural_nouns=words("plural_nouns"),
            launching=words("launching_verbs"),
            sending=words("sending_verbs"),
            still=words("still"),
            keeping=words("keeping_verbs"),
            transitive=words("transitive_verbs"),
            backing=words("backing_verbs"),
            done_to=words("reflexive_passives"),
            predicative=words("predicative_verbs"),
            ground=words("ground_nouns"),
            whereabouts=words("whereabouts"),
            conditions=words("conditions"),
            each=words("distributive"),
            dealing=words("dealing"),
            country_parts=words("country_parts"),
            nature=words("forces_of_nature"),
            origin=words("origin"),
            feminine=words("feminine_names"),
            among=words("among"),
            place=words("place"),
            object_control=words("object_control"),
            support=words("support_verbs"),
            harm=words("harm_verbs"),
            relative=words("relative_pronouns"),
            free_relatives=words("free_relatives"),
            naming=words("naming_verbs"),
            gerund=words("gerund_verbs"),
            conjunctions=words("conjunctions"),
            phrasal=frozenset(verb for verb in actions.verbs if " " in verb),
            transparent=words("transparent_nouns"),
            compounding=bool(settings.get("compounding", False)),
            passive_auxiliaries=words("passive_auxiliaries"),
            support_prepositions=words("support_prepositions"),
            agent_nouns=words("agent_nouns"),
            case_decides=bool(settings.get("case_decides", False)),
            pro_drop=bool(settings.get("pro_drop", False)),
            time_nouns=words("time_nouns"),
            reciprocal=words("reciprocal"),
            shared=words("shared"),
            borders=words("borders"),
            reflexive=words("mutual_reflexives"),
            each_other=words("each_other"),
            possessive=words("possessive"),
            attributive=words("attribution_nouns"),
            headline_predicates=words("headline_predicates"),
            first_time=words("first_time"),
            deadline=words("deadline_prepositions"),
            measure=words("measure_prepositions"),
            causative=words("causative_verbs"),
            content=words("content_adverbs"),
            that=words("complementizers"),
            present_singular=str(settings.get("present_singular", "")),
            perfect=words("perfect_auxiliaries"),
            intransitive=words("intransitive_auxiliaries"),
            unaccusative=words("unaccusative_verbs"),
            determiner_case=settings.get("determiner_case", {}),
            quantity=words("quantity_nouns"),
            numerals=words("numerals"),
            circumstance=words("circumstance"),
            than=words("than"),
            about=words("about"),
            dative_forms=pairs("dative_forms"),
            accusative_forms=pairs("accusative_forms"),
            genitive_forms=pairs("genitive_forms"),
            participle_endings=tuple((e, g, n) for e, g, n in settings.get("participle_endings", ())),
            future_endings=tuple(settings.get("future_endings", ())),
            numberless=tuple(settings.get("numberless_endings", ())),
            anybody=words("impersonal_pronouns"),
            thus=words("attribution_adverbs"),
            hearsay=words("hearsay_verbs"),
            hearsay_from=words("hearsay_prepositions"),
            remarks=words("remark_pronouns"),
            speaking=words("speaking_verbs"),
            voices=words("voices"),
            denying=words("denying_verbs"),
            two_cases=words("two_cases"),
            either_case=words("either_case"),
            plural_oblique=tuple(settings.get("plural_oblique", ())),
            past_participles=actions.past_participles,
            present_participles=actions.present_participles,
            converbs=actions.converbs,
            past_converbs=tuple(settings.get("past_converbs", ())),
            articled=words("articled"),
            sequel=words("sequel_prepositions"),
            companions=words("companion_prepositions"),
            preterites=tuple(settings.get("preterites", ())),
            undertakings=words("undertakings"),
            undertaking=words("undertaking_verbs"),
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
        parted += [  # led away by police
            c
            for c in token.children
            if c.dep_ == "advmod" and c.i > token.i and c.lower_ in grammar.particles
        ]
        regular = grammar.past_participles.get(token.lower_, base)  # freed: free
        going_on = grammar.present_participles.get(token.lower_, base)  # storming: storm
        bases = dict.fromkeys((base, regular, going_on))
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


def launches(verb: Token, grammar: Grammar) -> bool:
    """Whether a verb tells of sending a weapon: who shoots drones down did not launch them."""
    spoken = verb_lemmas(verb, grammar)
    return not grammar.launching.isdisjoint([one for one in spoken if " " in one] or spoken)


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
        return "aux:pass" in labels or not set(verb_lemmas(verb, grammar)) & grammar.unaccusative
    if grammar.case_decides and "expl" in labels and _by_whose_means(verb, grammar):
        return True
    if (
        "expl" in labels
        and not grammar.done_to.isdisjoint(verb_lemmas(verb, grammar))
        and "obj" not in labels
    ):
        return True  # Turska se poziva da …
    if grammar.case_decides and relation(verb) != "amod" and is_passive_participle(verb):
        return True  # osuđen na godinu zatvora: no accusative belongs to it, whatever was parsed as one
    if {"nsubj", "obj"} <= labels or is_main_clause(verb):
        return False
    if verb.dep_ == "conj" and "obj" in labels and not any(relation(c) == "aux" for c in children):
        return is_passive(verb.head, grammar)  # criticised and then blacklisted two judges
    participle = feature(verb, "VerbForm") == "Part"
    if relation(verb) == "amod":
        forms = set(_participle_forms(verb))
        if forms & grammar.present_participles.keys():
            return False
        return bool(forms & grammar.past_participles.keys()) or (
            participle and feature(verb, "Tense") != "Pres"
        )
    auxiliaries = [c for c in children if relation(c) in ("aux", "cop")]
    acting = [c for c in children if c.dep_ == "nsubj"]
    if relation(verb) == "acl":  # who arrested in May are meant, but the tariffs that Ottawa imposed
        acting = [c for c in acting if c.i < verb.i and not is_relative(c, grammar)]
    if acting and not auxiliaries and not grammar.case_decides:
        return False
    beside = relation(verb) in ("advcl", "ccomp") and bool(grammar.determiner_case)
    if participle and beside and not (acting or auxiliaries):
        return True  # wie von der Opposition gefordert
    if lemma(verb) in grammar.past_participles and feature(verb, "VerbForm") != "Fin":
        return not any(lemma(c) in grammar.perfect for c in auxiliaries)
    if participle and any(
        lemma(c) in grammar.passive_auxiliaries and feature(c, "VerbForm") != "Inf" for c in auxiliaries
    ):
        return True
    return feature(verb, "Voice") == "Pass" and not any(lemma(c) in ("have", "haben") for c in auxiliaries)


def _by_whose_means(clause: Token, grammar: Grammar) -> bool:
    """`zakon kojim se zabranjuje uvoz`: by the law, it is banned."""
    means = (c for c in clause.children if feature(c, "Case") == "Ins" and lemma(c) in grammar.relative)
    return relation(clause) == "acl" and any(
        not any(relation(x) == "case" for x in c.children) for c in means
    )


def is_passive_participle(token: Token) -> bool:
    """By its form, where forms tell (osuđen, not osudio)."""
    return feature(token, "VerbForm") == "Part" and feature(token, "Voice") == "Pass"


def is_participle(token: Token, grammar: Grammar) -> bool:
    """By its form, or by its lemma where a lexicon gives the verb's."""
    table, word = grammar.past_participles, lemma(token)
    listed = grammar.case_decides and word in table.values()
    return word in table or listed or (grammar.case_decides and is_passive_participle(token))


def is_time(token: Token, grammar: Grammar) -> bool:
    """A noun of time, alone or as the last part of a compound (Sonntagabend).

    Serbian ones have no capital: Jun is somebody's name."""
    if grammar.case_decides and token.pos_ == "PROPN" and token.text[:1].isupper():
        return False
    word = lemma(token)
    return word in grammar.time_nouns or (
        grammar.compounding and any(word.endswith(noun) for noun in grammar.time_nouns if len(noun) > 4)
    )


def is_ground(noun: Token, grammar: Grammar) -> bool:
    """Whether a noun names a piece of a country: a suburb, the north, a refinery."""
    word = lemma(noun)
    return any(
        word in known or (grammar.compounding and any(word.endswith(name) for name in known))
        for known in (grammar.ground, grammar.country_parts)
    )


def is_infinitive(verb: Token) -> bool:
    """An infinitive with its particle alone (to let, zu lassen), not one of purpose (um … zu)."""
    marks = [c for c in verb.children if relation(c) == "mark"]
    return feature(verb, "VerbForm") == "Inf" and bool(marks) and all(c.pos_ == "PART" for c in marks)


def is_content(clause: Token, grammar: Grammar) -> bool:
    """A clause that says what its verb is about: accused it of killing, barred him from entering."""
    if relation(clause) in ("xcomp", "ccomp"):
        return True
    marks = [lemma(c) for c in clause.children if relation(c) == "mark"]
    return relation(clause) == "advcl" and (is_infinitive(clause) or bool(grammar.content_marks & set(marks)))


def is_main_clause(verb: Token) -> bool:
    """`The Netherlands apologised to Suriname.`: the sentence's verb, parsed as a noun's attribute.

    `Opposition leader Ozgur Ozel called for elections.`: or as that of the name beside the noun; or that of
    what is said, `Troops crossed into Tigray, the government said.`"""
    noun = explained(verb.head)
    alone = noun.dep_ == "ROOT" or (noun.dep_ == "ccomp" and noun.i < noun.head.i)
    if verb.dep_ != "acl" or not alone or noun.pos_ not in NOMINAL or noun.i > verb.i:
        return False
    bare = not any(relation(c) == "det" for c in noun.children)
    named = [c for c in verb.children if bare and c.dep_ == "nsubj" and c.pos_ == "PROPN"]
    beside = [c for c in named if c.left_edge.i == noun.i + 1]
    helped = any(relation(c) in ("aux", "cop", "mark", "nsubj") for c in verb.children if c not in beside)
    past = feature(verb, "Tense") == "Past"
    return past and not helped and verb.sent.text.rstrip().endswith((".", '."', ".”"))


def explained(noun: Token) -> Token:
    """The noun that an apposition explains, the noun itself else."""
    while relation(noun) == "appos":
        noun = noun.head
    return noun


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
