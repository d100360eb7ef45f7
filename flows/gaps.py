"""What a codebook lacks for some texts: words between two actors that told of no event, counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from codebook.lexicon import Lexicon
from codebook.records import Article, Language
from coders.misses import near_misses
from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class Gap:
    """A word that was not coded `times` times for one reason, and a sentence that shows it.

    `rule_id` is the nearest rule, empty when none knows the word.
    """

    language: Language | None
    lemma: str
    rule_id: str
    why: str
    times: int
    sentence: str


def gaps(articles: Iterable[Article], settings: Settings, codebook: Lexicon) -> list[Gap]:
    """Every word between two actors that the codebook did not code, by word and reason."""
    counts: Counter[tuple[Language | None, str, str, str]] = Counter()
    shown: dict[tuple[Language | None, str, str, str], str] = {}
    for article in articles:
        for miss in near_misses(article, codebook, pipelines=settings.pipelines):
            if not miss.between_actors:
                continue
            key = (article.language, miss.lemma, miss.rule_id, miss.why)
            counts[key] += 1
            shown.setdefault(key, " ".join(miss.sentence.of(article.text).split()))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0][1]))
    return [Gap(*key, times, shown[key]) for key, times in ordered]
