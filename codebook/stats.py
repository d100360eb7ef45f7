"""What a codebook holds, by language: what a new language starts from, and where one lags behind."""

from collections.abc import Mapping
from dataclasses import dataclass

from codebook.layering import LanguageLexicon
from codebook.lexicon import Lexicon
from codebook.records import Language


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of one language. `codes` are those that its rules can give; `roots` are rules by CAMEO root;
    `lacking` are frames that it has no word for."""

    rules: int
    verbs: int
    nouns: int
    codes: frozenset[str]
    roots: Mapping[str, int]
    agents: int
    names: int
    discards: int
    lacking: tuple[str, ...]

    @property
    def lemmas(self) -> int:
        return self.verbs + self.nouns


def coverage(lexicon: Lexicon) -> dict[Language, Coverage]:
    """By language; layers over another language share its rules and are left out."""
    return {
        language: _coverage(one, lexicon)
        for language, one in lexicon.languages.items()
        if one.root is language
    }


@dataclass(frozen=True, slots=True)
class Layer:
    """What a layer adds to its root: words with a lemma of the root, endings, names, forms of time words."""

    root: Language
    words: int
    endings: int
    names: int
    time_words: int


def layers(lexicon: Lexicon) -> dict[Language, Layer]:
    """Each layer against its root, with what the layers between them add."""
    found = {}
    for language, one in lexicon.languages.items():
        root = lexicon.languages[one.root]
        if one is not root:
            found[language] = Layer(
                root=one.root,
                words=len(one.words.listed) if one.words else 0,
                endings=len(one.words.endings) if one.words else 0,
                names=len(one.names.names) - len(root.names.names),
                time_words=len(one.dates.words.keys() - root.dates.words.keys()),
            )
    return found


def town_names(lexicon: Lexicon) -> int:
    """The names by which towns of GeoNames may be looked up, alike in every language."""
    return max(len(one.towns) for one in lexicon.languages.values())


def _coverage(one: LanguageLexicon, lexicon: Lexicon) -> Coverage:
    rules = list(one.actions.rules())
    codes = {code for rule in rules for code in (rule.code, rule.frame.mirror, rule.frame.planned) if code}
    codes |= {code for rule in rules for code in rule.frame.topics.values()}
    used = {rule.frame.name for rule in rules}
    roots = [rule.code[:2] for rule in rules]
    return Coverage(
        rules=len(rules),
        verbs=len(one.actions.verbs),
        nouns=len(one.actions.nouns),
        codes=frozenset(codes),
        roots={root: roots.count(root) for root in sorted(set(roots))},
        agents=len({entry.name for entry in one.agents.heads.values() if entry.part != "none"})
        + len({entry.name for phrases in one.agents.phrases.values() for entry in phrases}),
        names=len({name.rule_id for name in one.names.names}),
        discards=len(one.discards.words) + len(one.discards.contexts),
        lacking=tuple(name for name in lexicon.frames if name not in used),
    )
