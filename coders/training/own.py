"""Sentences of our own writing as a pipeline reads them: the passages of tests/gold and the rules' examples.

They are of the kind that the pipelines are for, which treebanks are not; the teacher parses them anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Span

from codebook.lexicon import load_lexicon
from codebook.records import Language
from coders.fold import fold
from coders.parse import pipeline
from coders.training.treebank import Sentence, Token

_SHORTEST = 3
"""Words of a sentence that there is something to learn from."""


def own_sentences(lang: str, passages: Path) -> Iterator[Sentence]:
    """The sentences of a language, with tokens, tags, lemmas and trees of its shipped pipeline.

    `passages` is a folder of gold passages, of which those held out are left out."""
    language = Language(lang)
    texts = [*_passages(passages), *_examples(language)]
    folded = dict.fromkeys(fold(text, language).text for text in texts)
    for n, doc in enumerate(pipeline(language).pipe(folded, batch_size=64)):
        for k, span in enumerate(doc.sents):
            sentence = _sentence(span, f"own-{n}-{k}", new_doc=k == 0)
            if len(sentence.tokens) >= _SHORTEST:
                yield sentence


def _passages(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.txt")):
        if path.name.startswith("heldout_"):
            continue
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            lines = block.strip().split("\n")
            if len(lines) > 1 and lines[0].startswith("#"):
                yield lines[1]


def _examples(language: Language) -> Iterator[str]:
    for rule in load_lexicon().languages[language].actions.rules():
        yield from (rule.example, rule.counter)


def _sentence(span: Span, name: str, *, new_doc: bool) -> Sentence:
    words = [token for token in span if not token.is_space]
    place = {token.i: n for n, token in enumerate(words)}
    tokens = tuple(
        Token(
            form=word.text,
            space=bool(word.whitespace_),
            lemma=word.lemma_,
            upos=word.pos_,
            feats=str(word.morph) or "_",
            head=place.get(word.head.i, n),
            dep=word.dep_.replace("ROOT", "root"),
        )
        for n, word in enumerate(words)
    )
    return Sentence(name, tokens, new_doc)
