"""The codebook as it is shipped, read once for all the tests of a process."""

from functools import cache

from codebook.lexicon import Lexicon, load_lexicon


@cache
def lexicon() -> Lexicon:
    return load_lexicon()
