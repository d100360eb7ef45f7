"""Which of the rules for a word goes first, and which cannot be told apart.

The rule that asks for more goes first (`Rule.specificity`), then the one of an upper folder, then the one
with the more exact code: 183 before 190, which is all of its root; of others the higher, 1951 before 195.
What one rule says of another with `before` overrules that. Where two rules of one folder take the same
words in the same slots and their codes differ, no order does justice to both: one must say `before`.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from codebook.actions import Rule

Index = Mapping[str, Sequence[Rule]]
GENERAL = "0"
"""How the code of a whole root ends: 190 is to fight, in whatever way."""


def ranked(rules: Sequence[Rule], layers: Mapping[str, int]) -> tuple[Rule, ...]:
    """The rules of one word, the first to be tried first; `layers` tells the folder of each rule id."""

    def weight(rule: Rule) -> tuple[object, ...]:
        exact = not rule.code.endswith(GENERAL)
        return rule.specificity, layers[rule.rule_id], exact, rule.code

    ordered: list[Rule] = []
    for rule in sorted(rules, key=weight, reverse=True):
        later = (i for i, other in enumerate(ordered) if other.name in rule.before)
        ordered.insert(next(later, len(ordered)), rule)
    return tuple(ordered)


def conflicts(index: Index, layers: Mapping[str, int]) -> Iterator[str]:
    """What no precedence settles, as file:line messages."""
    told: set[tuple[str, str]] = set()
    for lemma, rules in index.items():
        for one, other in combinations(rules, 2):
            pair = (one.rule_id, other.rule_id)
            if pair in told or layers[one.rule_id] != layers[other.rule_id]:
                continue
            words = _shared(one, other)
            if words is not None and not _settled(one, other):
                told.add(pair)
                yield (
                    f"{one.at}: {one.name!r} ({one.code}) and {other.name!r} ({other.code}, {other.at}) both "
                    f"take {' '.join((lemma, *words))!r}; in the one that goes first say before = [the other]"
                )


def _settled(one: Rule, other: Rule) -> bool:
    return (
        one.code == other.code
        or one.specificity != other.specificity
        or other.name in one.before
        or one.name in other.before
    )


def _shared(one: Rule, other: Rule) -> list[str] | None:
    """A word for each slot with which both rules fire; None if there is none."""
    if one.needs.keys() != other.needs.keys():
        return None
    words = []
    for slot, lemmas in one.needs.items():
        barred = one.bars.get(slot, frozenset()) | other.bars.get(slot, frozenset())
        both = (lemmas & other.needs[slot]) - barred
        if not both:
            return None
        words.append(min(both))
    return words
