"""The parts of our pipelines that spaCy does not bring along: importing this module registers them all."""

from coders.embedding import affix_embed
from coders.lemmas import lemma_lexicon
from coders.sentences import sentence_rules

__all__ = ["affix_embed", "lemma_lexicon", "sentence_rules"]
