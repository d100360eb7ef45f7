"""The parts of models that the training of the pipelines puts together."""

import spacy
from thinc.api import Model

from coders.embedding import affix_embed
from coders.entity_layers import entity_tok2vec


def test_the_entity_layers_join_the_shared_vectors_with_those_of_the_word() -> None:
    shared: Model = affix_embed(16, 4, 50, 20, prefixes=[1], suffixes=[3], word_dropout=0.0)
    shared.set_dim("nO", 16)
    layers = entity_tok2vec(
        shared, 12, 1, 4, word_rows=50, affix_rows=20, prefixes=[4], suffixes=[3], word_dropout=0.0
    )
    docs = [spacy.blank("en")(text) for text in ("Envoys left Oslo", "Oslo")]
    layers.initialize(X=docs)
    first, second = layers.predict(docs)
    assert first.shape == (3, 12) and second.shape == (1, 12)
