"""Which of our languages a text is written in."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from codebook.languages import Variety, varieties
from codebook.records import Language

# What a text might be instead: neighbours and the languages of the world's news. The other labels of the
# identifier (Xhosa, Latin, …) only take short texts away from their real language.
_RIVALS = (
    "af ar be bg ca cs da el es et eu fa fi fr he hi hu hy id is it ja ka kk ko lt lv mk ms nl no pl pt ro "
    "ru sk sl sq sv sw th tl tr uk ur vi zh"
)
_LETTERS = 20  # fewer say too little
_SAMPLE = 3_000  # characters from the beginning that are looked at
_SURE = 0.5
_FEW = 2  # words spelt otherwise than the language spells them, to take it for the writer's way
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([*(language.value for language in Language), *_RIVALS.split()])
    return identifier


def label(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None when too short or unclear.

    Identification is by py3langid (a naive Bayes model over byte n-grams), on the first 3,000 characters. It
    cannot tell apart languages of one root, whose shares are added up; their words can.
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _LETTERS:
        return None
    ranked = _identifier().rank(sample)
    shares: dict[str, float] = {}
    for code, share in ranked:
        root = varieties()[Language(code)].root.value if code in set(Language) else code
        shares[root] = shares.get(root, 0.0) + share
    best = max(shares, key=lambda name: shares[name])
    if shares[best] < _SURE:
        return None
    return _among(Language(best), sample).value if best in set(Language) else best


def detect(text: str) -> Language | None:
    """The language of a text, or None when it is another one, unclear, or too short to tell."""
    code = label(text)
    return Language(code) if code in set(Language) else None


def written_as(language: Language, text: str) -> Language:
    """The language whose spelling a text follows: a Serbian one from Podgorica is spelt as Bosnian is."""
    words = set(_WORD.findall(text[:_SAMPLE].lower()))
    others = [v for v in varieties().values() if v.root is language and v.respelling is not None]
    spelt = {v.language: sum(v.respelling.word(w) != w for w in words) for v in others if v.respelling}
    best = max(spelt, key=lambda other: spelt[other], default=language)
    return best if spelt.get(best, 0) >= _FEW else language


def _among(root: Language, text: str) -> Language:
    """Of the languages over one root that with most words of its own, of equals the nearest to the root.

    A word is its own if it is among the marks of its lang.toml, or if it is spelt as the root never spells.
    Layers that have more of those than the root are told apart by their shared marks too.
    """
    family = sorted((v for v in varieties().values() if v.root is root), key=lambda v: v.depth)
    words = _WORD.findall(text.lower())
    own = {variety: sum(_is_own(word, variety) for word in words) for variety in family}
    best = max(family, key=lambda variety: own[variety])
    if best.language is root:
        return root
    shared = {v: sum(bool(v.shared_marks.fullmatch(word)) for word in words) for v in family}
    return max(family[1:], key=lambda variety: own[variety] + shared[variety]).language


def _is_own(word: str, variety: Variety) -> bool:
    respelt = variety.respelling is not None and variety.respelling.word(word) != word
    return respelt or bool(variety.marks.fullmatch(word))
