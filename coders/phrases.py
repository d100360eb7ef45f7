"""Noun phrases: their prepositions, the slots that they fill, the words that belong to them."""

from spacy.tokens import Token

from coders.grammar import NOMINAL, Grammar, feature, lemma, relation

Slots = dict[str, list[Token]]
"""Slot → heads of the noun phrases that fill it."""

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


def put(slots: Slots, names: list[str], token: Token) -> None:
    for name in dict.fromkeys(names):
        if token not in slots.setdefault(name, []):
            slots[name].append(token)


def adposition(token: Token) -> Token | None:
    """The preposition that governs a noun phrase, a participle among them: `following the attack`."""
    for child in token.children:
        if child.dep_ == "case" and child.pos_ in ("ADP", "SCONJ", "ADV", "PART", "NOUN", "VERB"):
            return child
    return None


def owners(noun: Token) -> list[Token]:
    """The possessives of a noun: `their border`, `svoje ambasadore`."""
    return [c for c in noun.children if feature(c, "Poss") == "Yes"]


def is_plural(noun: Token) -> bool:
    """By its article or possessive, which shows more than the noun: `seinen Nachbarn`; `suseda` as an object
    is one."""
    shown = {feature(c, "Number") for c in noun.children if c.pos_ == "DET"} - {""}
    one = feature(noun, "Case") == "Acc" and feature(noun, "Gender") == "Masc" and noun.lower_.endswith("a")
    return "Plur" in shown if shown else feature(noun, "Number") == "Plur" and not one


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
        return {"gen": ["gen"], "ins": ["ins"], "dat": ["iobj"], "loc": ["iobj"]}.get(case, ["bare"])
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
                f"{child.lower_}:{feature(noun, 'Gender')}:{noun.pos_}",
                f"{child.lower_}:{feature(noun, 'Gender')}",
                child.lower_,
            ):
                if key in grammar.determiner_case:
                    return grammar.determiner_case[key]
    return feature(noun, "Case").lower() if grammar.case_decides else ""


def is_initials(token: Token) -> bool:
    """`SAD`, `EU`: a name whose form shows neither case nor gender nor number."""
    return token.is_upper and len(token) > 1


def _many(head: Token, owner: Token) -> bool:
    """die Präsidenten Kenias und Ugandas: several of them, by the noun or its article, and whose they are.

    `susret predsednika Kine i Indije`: a genitive of two owners with one form for one and for many."""
    masculine = feature(head, "Case") == "Gen" and feature(head, "Gender") == "Masc"
    alike = masculine and head.lower_.endswith("a") and owner.pos_ == "PROPN"
    if alike and len(coordinated(owner)) == 2:
        return relation(owner) == "nmod"
    numbers = {feature(t, "Number") for t in (head, *head.children) if t == head or relation(t) == "det"}
    if relation(head) == "nsubj" and len(coordinated(head)) == 1:  # vlade Gane i Toga potpisale su
        numbers.add(feature(head.head, "Number"))
    return "Plur" in numbers and (relation(owner) == "nmod" or feature(owner, "Case") == "Gen")


def _has_name(noun: Token) -> bool:
    kinds = ("nmod", "appos", "flat", "compound")
    beside = [c for c in noun.children if relation(c) in kinds and adposition(c) is None]
    return any(word.pos_ == "PROPN" or is_initials(word) for word in (noun, *beside))


def noun_phrase(head: Token, grammar: Grammar, *, several: bool = False) -> list[Token]:
    """The tokens of a noun phrase in text order: no clauses, no coordination, no phrases of place.

    `several` holds within a plural one, whose countries may be coordinated: the foreign ministers of A and B.
    """
    out = [head]
    for child in head.children:
        kind = relation(child)
        if (child.dep_ not in INSIDE and kind not in INSIDE) or kind == "acl" or child.is_space:
            continue
        backed = _has_name(head.head) or lemma(head) in grammar.backing
        if kind == "nmod" and relation(head) == "amod" and backed:
            continue  # die von Ruanda unterstützten Rebellen der M23
        if kind in ("nmod", "appos"):
            names = slot_names(child, grammar) if kind == "nmod" else []
            if grammar.case_decides and names == ["iobj"]:
                continue  # podršku ruskoj privredi: to whom, not whose
            origin = bool(grammar.origin & set(names)) and len(coordinated(child)) > 1
            several_of = origin and _many(head, child)  # officials from Armenia and Turkey
            if adposition(child) is not None and not {"gen", "poss"} & set(names) and not several_of:
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
