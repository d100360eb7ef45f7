"""The parts of our pipelines that spaCy does not bring along: importing this module registers them all."""

from coders.embedding import affix_embed
from coders.enclosed import enclosed_marks
from coders.entity_layers import entity_tok2vec
from coders.lemmas import lemma_lexicon
from coders.sentences import sentence_rules

__all__ = ["affix_embed", "enclosed_marks", "entity_tok2vec", "lemma_lexicon", "sentence_rules"]
