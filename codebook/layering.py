"""What one language contributes to the codebook, and what a layer makes of the language below it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from codebook.actions import Actions
from codebook.agents import Agents
from codebook.calendar import DateLexicon, words_over
from codebook.discards import Discards
from codebook.errors import CodebookError
from codebook.gazetteer import Gazetteer, names_over
from codebook.labels import Scheme
from codebook.languages import Variety
from codebook.layers import Layers
from codebook.people import People
from codebook.records import Language
from codebook.respelling import Respelling
from codebook.tables import Row
from codebook.towns import Towns
from codebook.words import COLUMNS, Words, lemmas, words_of


@dataclass(frozen=True, slots=True)
class LanguageLexicon:
    """What one language contributes, and what is common: `confidence` says how sure signals make of an event.

    `root` is the language whose pipeline parses it; `scheme` tells how to read parses that are not universal.
    In a layer text is respelt before the parse, and lemmas are given by `words` after it; over a root `words`
    are the forms that users add.
    """

    language: Language
    root: Language
    names: Gazetteer
    agents: Agents
    actions: Actions
    dates: DateLexicon
    people: People
    towns: Towns
    epithets: Mapping[str, frozenset[str]]
    discards: Discards
    scheme: Scheme | None
    confidence: Callable[[Mapping[str, float]], float]
    respelling: Respelling | None = None
    words: Words | None = None


def lay_over(base: LanguageLexicon, variety: Variety, layers: Layers) -> LanguageLexicon:
    """The lexicon of a layer: all of its base, with the names, time words and words of its own folder.

    A file that the folder lacks adds nothing. Raises CodebookError with every finding.
    """
    folder = f"lang/{variety.language.value}"
    respelling = base.respelling or variety.respelling
    if respelling is not None and not respelling.names:
        respelling = replace(respelling, names=frozenset(_written_names(base)))

    def respell(word: str) -> str:
        return respelling.word(word) if respelling else word

    problems: list[str] = []
    words = base.words
    if layers.holds(f"{folder}/words.csv"):
        rows = layers.table(f"{folder}/words.csv", columns=COLUMNS, key=_word_id, problems=problems)
        known = lemmas(base.actions, base.agents, base.discards)
        words = words_of(rows, base.root, known, respell, problems)
        if base.words is not None:
            words = replace(words, listed=words.listed + base.words.listed)
    if problems:
        raise CodebookError(problems)
    names, dates = base.names, base.dates
    if layers.holds(f"{folder}/names.csv"):
        names = names_over(names, variety.language, respell, layers)
    if layers.holds(f"{folder}/dates.toml"):
        dates = words_over(dates, variety.language, respell, layers)
    return replace(
        base, language=variety.language, names=names, dates=dates, respelling=respelling, words=words
    )


def _word_id(row: Row) -> str:
    """A word may have several rows, one a class, and an ending one for each outcome."""
    return f"words.{row['word']}.{row['upos']}.{row['base']}"


def _written_names(base: LanguageLexicon) -> Iterator[str]:
    """The words with a capital in the names that a language knows."""
    for sequences in base.names.index.values():
        yield from (word for words, _ in sequences for word in words if word[0].isupper())
    for surname in base.people.surnames:
        yield from (word.capitalize() for word in surname.split())
    for person in base.people.persons.values():
        yield from (*person.surname.split(), *person.given)
