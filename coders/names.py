"""Where the names of the gazetteer stand in a text."""

import re
from collections.abc import Collection
from datetime import date
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from codebook.gazetteer import TOWN, Gazetteer, Name
from coders.attach import attach

_RUN = re.compile(r"\w+")

_DASHES = frozenset("–—-")
_DATELINE = 8
"""Tokens behind the place within which a dash still ends a dateline: GENEVA, Oct. 14 (AP) —."""
_IN_NAMES = ("city", "region", "demonym", TOWN)
"""Kinds of names that are also parts of other names (the village of Zelene Pole), as groups only are behind
two words (Alaa Abdel Fattah)."""
_HYPHENS = ("-", "‑")
_SIDES = ("pro", "anti")
"""What makes of a country's adjective, joined by a hyphen, a side that anybody may take: pro-Russian."""
_TITLE = 4
"""Words of what quotes call by its name, at most."""
Match = tuple[Name, int, int]


def name_matches(doc: Doc, gazetteer: Gazetteer, day: date | None) -> dict[int, Match]:
    """Token number → (name, first token, end token): the longest name at each place, in force on `day`."""
    runs = [(token.i, run) for token in doc for run in _RUN.findall(token.text)]
    words = [run for _, run in runs]
    sided = {i + 1 for i in range(len(words) - 1) if words[i].lower() in _SIDES and _hyphened(doc, runs, i)}
    found: dict[int, Match] = {}
    at = 0
    while at < len(words):
        hit = _longest(words, at, gazetteer, day)
        name, length = hit or (None, 1)
        first, last = runs[at][0], runs[at + length - 1][0]
        if name is None or at in sided or doc[first].sent.start != doc[last].sent.start:
            at += 1
            continue
        for i in range(first, last + 1):
            found.setdefault(i, (name, first, last + 1))
        at += length
    return found


def _hyphened(doc: Doc, runs: list[tuple[int, str]], at: int) -> bool:
    """Whether a hyphen stands between a run and the next one, in one token or in one of its own."""
    first, second = doc[runs[at][0]], doc[runs[at + 1][0]]
    between = doc.text[first.idx : second.idx + len(second)]
    return f"{runs[at][1]}-{runs[at + 1][1]}" in between


def take_datelines(doc: Doc, names: dict[int, Match]) -> str | None:
    """Take the places of datelines (`BEOGRAD – `) out of the names, and their words out of the phrase behind;
    the country of the first one."""
    country = None
    for sentence in list(doc.sents):
        match = names.get(next((t.i for t in sentence if not t.is_space), sentence.start))
        if match is None or match[0].kind not in ("capital", "city", "region", TOWN):
            continue
        dash = dash_of_dateline(sentence, match[2])
        if dash is not None:
            country = country or match[0].code[:3]
            for i in range(match[1], match[2]):
                del names[i]
            for token in doc[match[1] : dash + 1]:
                if token.head.i > dash:
                    token.dep_ = "parataxis"
            _free_from(sentence, match[1], dash)
    return country


def _free_from(sentence: Span, first: int, dash: int) -> None:
    """Hang the words that the parser put below a dateline on the verb of their sentence."""
    verb = sentence.root
    if verb.i <= dash or verb.pos_ not in ("VERB", "AUX"):
        return
    bare = not any(child.dep_.startswith("nsubj") for child in verb.children)
    for token in sentence.doc[dash + 1 : sentence.end]:
        if first <= token.head.i <= dash:
            subject = bare and token.i < verb.i and token.pos_ in ("NOUN", "PROPN")
            attach(token, verb, "nsubj" if subject else "dep")
            bare = bare and not subject


def drop_namesakes(doc: Doc, names: dict[int, Match], of: Collection[str], before: Collection[str]) -> None:
    """Take out the names that only name something else: the Gulf of Aden, the Geneva Convention, Lake Chad,
    Japanisches Meer. `of` are prepositions that join a name to such a noun, `before` the nouns."""
    for first, end in {(first, end) for _, first, end in names.values()}:
        joined = first > 1 and doc[first - 1].lower_ in of and doc[first - 2].lemma_.lower() in before
        joined |= first > 0 and doc[first - 1].lemma_.lower() in before and doc[first - 1].text.istitle()
        led = (
            end < len(doc)
            and doc[end].lemma_.lower() in before
            and _is_proper(doc, names[first][0], first, end)
        )
        if joined or (led and names[first][0].kind in ("adjective", "city", "capital", "region")):
            for i in range(first, end):
                del names[i]


def _is_proper(doc: Doc, name: Name, first: int, end: int) -> bool:
    """By the noun's capital, or by that of an adjective that has none of its own: Arapsko more."""
    raised = name.lemma[0].islower() and doc[first].text[0].isupper() and not doc[first].is_sent_start
    return raised or doc[end].text[0].isupper()


def drop_currencies(doc: Doc, names: dict[int, Match], currencies: Collection[str]) -> None:
    """Take out the countries that only tell whose money it is: US-Dollar, Australian dollars."""
    for first, end in {(first, end) for _, first, end in names.values()}:
        rest = (token for token in doc[end : end + 2] if token.text not in _HYPHENS)
        if next((token.lemma_.lower() for token in rest), "") in currencies:
            for i in range(first, end):
                del names[i]


def drop_titled(doc: Doc, names: dict[int, Match]) -> None:
    """Take out the names that are only part of what quotes call by its name: exercise “Defender Europe”."""
    quotes = [token.i for token in doc if token.is_quote]
    for opening, closing in pairwise(quotes):
        title = doc[opening + 1 : closing]
        opens = not doc[opening].whitespace_ and not doc[closing - 1].whitespace_
        if opens and 2 <= len(title) <= _TITLE and all(_in_title(token) for token in title):
            for token in title:
                match = names.get(token.i)
                if match is not None and match[2] - match[1] < len(title):
                    del names[token.i]


def _in_title(token: Token) -> bool:
    return token.pos_ not in ("VERB", "AUX", "PRON") and (not token.is_lower or len(token) <= 3)


def drop_bearers(doc: Doc, names: dict[int, Match], full_names: Collection[int]) -> None:
    """Take out the places that are part of a person's name, known or not (Mokgweetsi Masisi), and the surname
    alone where the article has such a bearer."""
    surnames = {doc[i].text for i in full_names}
    for i, (name, first, end) in list(names.items()):
        token = doc[i]
        given = token.head
        inside = name.kind in _IN_NAMES or (name.kind == "group" and given.i <= i - 2)
        if end - first > 1 or not inside:
            continue
        beside = token.dep_ == "flat" and given.pos_ == "PROPN" and given.i < i
        if beside and all(t.pos_ == "PROPN" and t.i not in names for t in doc[given.i : i]):
            del names[i]
            surnames.add(token.text)
    for i, (name, first, end) in list(names.items()):
        led = any(c.dep_ == "case" for c in doc[i].children)
        if (
            end - first == 1
            and name.kind not in ("adjective", "prefix")
            and doc[i].text in surnames
            and not led
        ):
            del names[i]


def dash_of_dateline(sentence: Span, at: int) -> int | None:
    """Where the dash stands that ends a dateline: right behind the place, or behind a day and an agency."""
    open_bracket = False
    for token in sentence.doc[at : min(at + _DATELINE, sentence.end)]:
        if token.text in _DASHES and not open_bracket:
            return token.i
        open_bracket = token.text == "(" or (open_bracket and token.text != ")")
        if not (open_bracket or token.is_punct or token.like_num or token.shape_[:1] == "X"):
            return None
    return None


def _longest(words: list[str], at: int, gazetteer: Gazetteer, day: date | None) -> tuple[Name, int] | None:
    for sequence, name in gazetteer.index.get(words[at], ()):
        if tuple(words[at : at + len(sequence)]) == sequence and _in_force(name, day):
            return name, len(sequence)
    return None


def _in_force(name: Name, day: date | None) -> bool:
    """A name with dates holds between them; without a day the one that still holds."""
    if day is None:
        return name.valid_to is None
    return (name.valid_from is None or name.valid_from <= day) and (
        name.valid_to is None or day <= name.valid_to
    )
