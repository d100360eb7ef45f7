"""Static vectors of a language's frequent words, from the teacher's encoder, small enough for a pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy
import torch
from wordfreq import top_n_list

from coders.training.teacher.encoder import Encoder, Pieces
from coders.training.teacher.tagger import Tagger, word_chances

_BATCH = 250
_CLIP = 4.0
"""Standard deviations that the largest value of a byte stands for."""


def frequent_words(language: str, count: int) -> list[str]:
    """The most frequent words of a language, in lower case, without numbers."""
    return [word for word in top_n_list(language, count) if word[0].isalpha()]


def write_vectors(path: Path, words: Sequence[str], encoder: Encoder, pieces: Pieces, width: int) -> None:
    """Write the words and their vectors (a signed byte a value).

    A word is encoded alone, once in lower case and once with a capital: nouns and names are one thing in
    German and another elsewhere. Of both the main components are kept, the stronger ones larger."""
    both = [_encoded(encoder, pieces, form) for form in (words, [word.capitalize() for word in words])]
    states = numpy.concatenate(both, axis=1)
    states -= states.mean(0)
    spread, turns = numpy.linalg.eigh(states.T @ states / len(states))
    values = states @ turns[:, ::-1][:, :width] / spread[::-1][:width] ** 0.25
    values = numpy.clip(values / values.std() / _CLIP, -1, 1) * 127
    numpy.savez_compressed(path, words=numpy.array(words), vectors=values.round().astype(numpy.int8))


def write_names(path: Path, words: Sequence[str], tagger: Tagger, pieces: Pieces, convention: str) -> None:
    """Write the words that the tagger, shown them alone with a capital, rather takes for names than not, and
    how likely each is PER, LOC and ORG (a signed byte a value)."""
    chances = word_chances(tagger, [word.capitalize() for word in words], convention, pieces)
    names = numpy.flatnonzero(chances.sum(1) > 0.5)
    values = (chances[names] * 127).round().astype(numpy.int8)
    numpy.savez_compressed(path, words=numpy.array(words)[names], vectors=values)


@torch.inference_mode()  # type: ignore[untyped-decorator]
def _encoded(encoder: Encoder, pieces: Pieces, words: Sequence[str]) -> numpy.ndarray[Any, Any]:
    encoder.eval()
    order = sorted(range(len(words)), key=lambda n: len(pieces.of(words[n])))
    states = numpy.zeros((len(words), encoder.width), dtype=numpy.float32)
    for start in range(0, len(order), _BATCH):
        part = order[start : start + _BATCH]
        with torch.autocast("cpu", torch.bfloat16):
            states[part] = encoder(pieces.batch([[words[n]] for n in part]))[:, 0].float().numpy()
    return states
