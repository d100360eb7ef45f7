"""Words of a layered language and the lemmas of its base that mean the same (`lang/<xx>/words.csv`).

`uhititi,VERB,uhapsiti,uhiti uhitila uhićen` lets every rule for `uhapsiti` serve; `forms` are those of
`lemma_forms.csv`. A row of endings (`-irati,VERB,-ovati,`) serves words that nobody listed, where the base
knows the outcome (organizirati, organizovati).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from codebook.actions import Actions
from codebook.agents import Agents
from codebook.discards import Discards
from codebook.records import Language
from codebook.tables import Row

COLUMNS = ("word", "upos", "base", "forms")
OWN_COLUMNS = ("lemma", "upos", "forms")
CLASSES = ("VERB", "NOUN", "ADJ", "ADV", "NUM")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or an ending, of a class (UPOS) and what the base has in its place."""

    word: str
    upos: str
    base: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words and endings of a layer in the spelling of its root; `known` are the lemmas of the root."""

    root: Language
    listed: tuple[Word, ...]
    endings: tuple[Word, ...]
    known: frozenset[str]


def words_of(
    rows: list[Row], root: Language, known: frozenset[str], respell: Callable[[str], str], problems: list[str]
) -> Words:
    """The rows as words; those whose class or base means nothing go to `problems`."""
    found = []
    for row in rows:
        ending = row["word"].startswith("-")
        if row["upos"] not in CLASSES:
            problems.append(f"{row.at}: upos is {row['upos']!r}; allowed: {', '.join(CLASSES)}")
        if ending != row["base"].startswith("-"):
            problems.append(f"{row.at}: word and base must both be endings, which begin with -, or neither")
        elif not ending and row["base"] not in known:
            problems.append(f"{row.at}: {row['base']!r} is in no rule or list of {root.value}")
        forms = tuple(respell(form) for form in row["forms"].split())
        word = row["word"] if ending else respell(row["word"])
        found.append(Word(word, row["upos"], row["base"], forms))
    return Words(
        root,
        tuple(word for word in found if not word.word.startswith("-")),
        tuple(word for word in found if word.word.startswith("-")),
        known,
    )


def own_words(rows: list[Row], language: Language, parts: str, problems: list[str]) -> Words | None:
    """The rows of users' own `lemma_forms.csv` (lemma, upos, forms); None if there are none.

    `outflank,VERB,outflanked outflanked` tells the forms of a verb that the lemmatizer gets wrong; `parts`
    names those that a verb of the language has (`past participle?`).
    """
    least, most = sum(not part.endswith("?") for part in parts.split()), len(parts.split())
    for row in rows:
        given = len(row["forms"].split())
        if row["upos"] == "VERB" and given and not least <= given <= most:
            problems.append(f"{row.at}: {given} forms; a verb has {parts}")
        if row["upos"] not in CLASSES:
            problems.append(f"{row.at}: upos is {row['upos']!r}; allowed: {', '.join(CLASSES)}")
    listed = tuple(Word(row["lemma"], row["upos"], row["lemma"], tuple(row["forms"].split())) for row in rows)
    return Words(language, listed, (), frozenset()) if listed else None


def lemmas(actions: Actions, agents: Agents, discards: Discards) -> frozenset[str]:
    """Every word that the rules and lists of a language name, phrases by their words."""
    named = {*actions.verbs, *actions.nouns, *agents.heads, *agents.modifiers, *agents.phrases}
    for rule in actions.rules():
        named |= {word for words in (*rule.needs.values(), *rule.bars.values()) for word in words}
    named |= {word for words in actions.topics.values() for word in words}
    named |= {word for cue in actions.cues for word in cue.lemmas}
    named |= set(_strings(actions.settings)) | set(discards.words) | set(discards.contexts)
    return frozenset(part for word in named for part in (word, *word.split()))


def _strings(settings: Mapping[str, Any]) -> Iterator[str]:
    for value in settings.values():
        if isinstance(value, list):
            yield from (word for word in value if isinstance(word, str))
