"""Why no event was coded: for each word that might tell of one, the nearest rule and what it lacked.

For those who extend a codebook: what is missed is found by these, as what is false is by `explain`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from codebook.actions import Rule
from codebook.lexicon import Lexicon
from codebook.records import Article, Language, Span
from coders.actions import Candidate, Miss, candidates, slots_of, tried
from coders.actors import resolve
from coders.article import parsed_article, remember, scene_of
from coders.discards import left, topics
from coders.fold import Folded
from coders.grammar import lemma
from coders.scene import Scene

SHOWN = 8
"""Words of a rule's condition that a reader is shown."""
ACTING = ("subj", "agent", "gen", "poss", "mod", "by")
"""Places of the one who acts, beside a verb or an event noun."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A word that told of no event, its lemma and why.

    `rule_id` is that of the nearest rule, empty when none knows the word; `between_actors` whether the word
    stands between two actors, so that an event was to be expected.
    """

    span: Span
    sentence: Span
    lemma: str
    rule_id: str
    why: str
    between_actors: bool


def near_misses(
    article: Article, lexicon: Lexicon, *, pipelines: Mapping[Language, str] | None = None
) -> tuple[NearMiss, ...]:
    """What of an article was not coded, in text order: words whose rules did not fire, verbs without a
    rule between two actors. Nothing for an article in a language without a codebook."""
    parsed = parsed_article(article, lexicon, pipelines or {})
    if parsed is None:
        return ()
    doc, article, words, folded = parsed
    scene = scene_of(doc, article, words)
    return tuple(miss for sentence in scene.doc.sents for miss in _in_sentence(sentence, scene, folded))


def _in_sentence(sentence: DocSpan, scene: Scene, folded: Folded) -> Iterator[NearMiss]:
    remember(sentence, scene)
    found = candidates(sentence, scene)
    kept = {candidate.trigger.i for candidate in left(found, sentence, scene)}
    where = folded.original(Span(sentence.start_char, sentence.end_char))
    for token in sentence:
        if token.i in kept:
            continue
        rule, why = _said(token, sentence, scene)
        between = _between_actors(token, rule.pos if rule else "verb", scene)
        if rule or (between and token.pos_ == "VERB"):
            span = folded.original(Span(token.idx, token.idx + len(token)))
            yield NearMiss(span, where, lemma(token), rule.rule_id if rule else "", why, between)


def _said(token: Token, sentence: DocSpan, scene: Scene) -> tuple[Rule | None, str]:
    """The nearest rule of a word, if any knows it, and why it told nothing."""
    nearest: Miss | None = None
    for one in tried(token, scene):
        if isinstance(one, Candidate):
            about = ", ".join(sorted(topics(sentence, scene)))
            return one.rule, f"the sentence is about {about}"
        if nearest is None or one.came > nearest.came:
            nearest = one
    if nearest is None:
        return None, "stands between two actors, and no rule knows the word"
    return nearest.rule, f"{nearest.why} {_some(nearest.words)}".strip()


def _between_actors(word: Token, pos: str, scene: Scene) -> bool:
    slots = slots_of(word, pos, scene)
    acting = {a.code for slot in ACTING for t in slots.get(slot, ()) for a in resolve(t, scene)}
    others = {
        a.code
        for slot, tokens in slots.items()
        if slot not in ACTING
        for t in tokens
        for a in resolve(t, scene)
    }
    return bool(acting) and bool(others - acting)


def _some(words: Collection[str]) -> str:
    shown = sorted(words)[:SHOWN]
    return " / ".join(shown) + (" …" if len(words) > SHOWN else "")
