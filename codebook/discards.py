"""Words that tell of sport, culture, business, weather and the like: `lang/<xx>/discards.csv`.

A line holds one lemma, or several that must all stand in the sentence (`battle band`), and a topic of
`ontology/discards.toml`, which says what such a sentence may still tell.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from codebook.errors import CodebookError
from codebook.layers import SHIPPED, Layers
from codebook.records import Language
from codebook.tables import Problems

TOPICS = "ontology/discards.toml"
SPARES = ("office", "nothing")


@dataclass(frozen=True, slots=True)
class Discards:
    """The discards of one language: single words by themselves, the rest by each of their words.

    `sparing` topics leave what those in power do; `powers` are the parts of a code that mark them.
    """

    words: Mapping[str, str]
    contexts: Mapping[str, tuple[tuple[frozenset[str], str], ...]]
    sparing: frozenset[str]
    powers: frozenset[str]

    def topics(self, lemmas: Collection[str]) -> Iterator[str]:
        """The topics that a sentence of these lemmas is about."""
        for lemma in lemmas:
            if lemma in self.words:
                yield self.words[lemma]
            for words, topic in self.contexts.get(lemma, ()):
                if words.issubset(lemmas):
                    yield topic


def load_discards(language: Language, sectors: Collection[str], layers: Layers = SHIPPED) -> Discards:
    """Raises CodebookError with every finding: unknown topics and powers, words that stand twice."""
    problems = Problems()
    table = layers.document(TOPICS, problems)
    topics: Mapping[str, str] = table.get("topics", {})
    for topic, spares in topics.items():
        if spares not in SPARES:
            problems.append(
                f"{layers.at(TOPICS, topic)}: {topic} spares {spares!r}; allowed: {', '.join(SPARES)}"
            )
    for power in set(table.get("powers", ())) - set(sectors):
        problems.append(f"{layers.at(TOPICS, 'powers')}: {power!r} is no code of sectors.csv")
    words: dict[str, str] = {}
    contexts: dict[str, tuple[tuple[frozenset[str], str], ...]] = {}
    seen: dict[frozenset[str], str] = {}
    rows = layers.table(
        f"lang/{language.value}/discards.csv",
        columns=("words", "topic"),
        key=lambda row: f"{language.value}.discards.{row['words'].lower().replace(' ', '_')}",
        problems=problems,
    )
    for row in rows:
        context = frozenset(row["words"].lower().split())
        if not context or row["topic"] not in topics:
            problems.append(
                f"{row.at}: {row['words']!r} is of topic {row['topic']!r}; known: {', '.join(topics)}"
            )
        if context in seen:
            problems.append(f"{row.at}: {row['words']!r} stands already at {seen[context]}")
        seen.setdefault(context, row.at)
        if len(context) == 1:
            words |= dict.fromkeys(context, row["topic"])
        for word in context if len(context) > 1 else ():
            contexts[word] = (*contexts.get(word, ()), (context, row["topic"]))
    if problems:
        raise CodebookError(problems)
    sparing = frozenset(topic for topic, spares in topics.items() if spares == "office")
    return Discards(words, contexts, sparing, frozenset(table["powers"]))
