"""Full names of people whom the codebook knows, where the parser took them apart."""

from collections.abc import Collection, Iterator
from datetime import date

from spacy.tokens import Doc, Span, Token

from codebook.people import People, office
from coders.attach import one_phrase
from coders.names import Match
from coders.scene import PLACE_KINDS

_LONGEST = 5
"""Words of a full name, at most: Ursula von der Leyen, Maria Corina Machado."""

_ARGUMENTS = ("nsubj", "obj", "iobj", "obl", "nsubj:pass", "conj")


def join_full_names(doc: Doc, names: dict[int, Match], people: People, day: date | None) -> frozenset[int]:
    """Make one phrase of each full name in a run of capitalised words: Jun Suk Jol, Ursula von der Leyen.

    Places that are part of one (Israel Katz, Siniša Mali) are taken out of `names`. Returns the tokens of all
    full names."""
    found: set[int] = set()
    for run in _runs(doc, names, people.spelling.particles):
        at = run.start
        while at < run.end - 1:
            ends = range(min(run.end, at + _LONGEST), at + 1, -1)
            name = next((doc[at:end] for end in ends if _is_full_name(doc[at:end], people, day)), None)
            if name is not None:
                one_phrase(name)
                _place(name)
                found |= {token.i for token in name}
                for token in name:
                    names.pop(token.i, None)
            at = name.end if name is not None else at + 1
    return frozenset(found)


def find_surnames(
    doc: Doc, names: dict[int, Match], people: People, day: date | None, *, nouns_small: bool
) -> None:
    """`Zaharova je optužila …`: a word that opens a sentence, or has a capital where nouns have none, is a
    name and no noun or verb if somebody in office bears it, known widely or by a country that is named."""
    countries = {name.code[:3] for name, _, _ in names.values()}
    for token in doc:
        shown = token.text.istitle() and (nouns_small or token.is_sent_start) and token.dep_ in _ARGUMENTS
        if not shown or token.i in names or token.pos_ not in ("NOUN", "VERB", "ADJ", "X", "ADV"):
            continue
        if any(child.dep_ in ("det", "amod", "case", "nummod") for child in token.children):
            continue
        if _serves(token.text, people, day, countries):
            token.pos_ = "PROPN"
            for subject in (c for c in token.children if c.dep_ == "nsubj" and c.i > token.i):
                subject.dep_ = "conj"


def _serves(surname: str, people: People, day: date | None, countries: Collection[str]) -> bool:
    spelt = {people.spelling.fold(form) for form in people.endings.readings(surname)}
    if spelt.isdisjoint(people.surnames):
        return False
    bearers = [p for p in people.by_surname(surname, day=day) if p.widely_known or p.country in countries]
    held = office(bearers[0], day) if bearers else None
    return held is not None and not held[1].endswith((".former", ".before"))


def _place(name: Span) -> None:
    """`Ursula fon der Lajen sastala se …`: who was taken for a verb or a predicate is the verb's subject, or
    its object."""
    head, verb = name.root, name.root.head
    if verb.pos_ != "VERB" or head.dep_ not in ("xcomp", "ccomp", "advcl", "dep", "advmod", "parataxis"):
        return
    taken = any(child.dep_ == "nsubj" for child in verb.children)
    head.dep_ = "nsubj" if head.i < verb.i and not taken else "obj"


def _is_full_name(words: Span, people: People, day: date | None) -> bool:
    outer = words[0].text[:1].isupper() and words[-1].text[:1].isupper()
    return outer and people.is_full_name(words.text.split(), day=day)


def _runs(doc: Doc, names: dict[int, Match], particles: Collection[str]) -> Iterator[Span]:
    """Two or more capitalised words in a row, a name among them; particles and hyphens may stand between."""
    for sentence in doc.sents:
        start = sentence.start
        for at in range(sentence.start, sentence.end + 1):
            if at < sentence.end and _is_free(names.get(at)) and _may_be_of_name(doc[at], particles):
                continue
            run = doc[start:at]
            if len(run) > 1 and any(t.pos_ == "PROPN" for t in run):
                yield run
            start = at + 1


def _is_free(match: Match | None) -> bool:
    """No name of the gazetteer, or a place of one word, which may be part of somebody's name."""
    return match is None or (match[2] - match[1] == 1 and match[0].kind in PLACE_KINDS)


def _may_be_of_name(word: Token, particles: Collection[str]) -> bool:
    hyphen = word.text == "-" and word.i > 0 and not word.whitespace_ and not word.nbor(-1).whitespace_
    return word.text[:1].isupper() or word.lower_ in particles or hyphen
