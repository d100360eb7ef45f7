"""Which of the three languages a text is written in."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from codebook.records import Language

# One standard language in two scripts to the coder, three labels to the identifier.
_LABELS = {
    "de": Language.GERMAN,
    "en": Language.ENGLISH,
    "sr": Language.SERBIAN,
    "hr": Language.SERBIAN,
    "bs": Language.SERBIAN,
}
# What a text might be instead: neighbours and the languages of the world's news. The other labels of the
# identifier (Xhosa, Latin, …) only take short texts away from their real language.
_RIVALS = (
    "af ar be bg ca cs da el es et eu fa fi fr he hi hu hy id is it ja ka kk ko lt lv mk ms nl no pl pt ro "
    "ru sk sl sq sv sw th tl tr uk ur vi zh"
)
_LETTERS = 20  # fewer say too little
_SAMPLE = 3_000  # characters from the beginning that are looked at
_SURE = 0.5


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([*_LABELS, *_RIVALS.split()])
    return identifier


def label(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, Croatian and Bosnian as `sr`; None when too short or unclear.

    Identification is by py3langid (a naive Bayes model over byte n-grams), on the first 3,000 characters.
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _LETTERS:
        return None
    shares: dict[str, float] = {}
    for code, share in _identifier().rank(sample):
        name = _LABELS[code].value if code in _LABELS else code
        shares[name] = shares.get(name, 0.0) + share
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _SURE else None


def detect(text: str) -> Language | None:
    """The language of a text, or None when it is another one, unclear, or too short to tell."""
    code = label(text)
    return Language(code) if code in set(Language) else None
