"""The words around a verb: which slots of a rule they fill."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from codebook.petrarch.known import Known
from codebook.petrarch.lines import Line, Loss

# The older form marks words one by one; the newer one puts noun phrases in ( ), prepositional ones in { }.
TOKEN = re.compile(r"[*$+%^(){}]|[^\s*$+%^(){}]+")
SOURCE, TARGET, BOTH, SKIP, VERB = "$", "+", "%", "^", "*"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Slots for source and target, and the words that must stand in others."""

    source: tuple[str, ...] = ("subj",)
    target: tuple[str, ...] = ("obj", "iobj")
    needs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    symmetric: bool = False

    def overlaps(self, other: "Pattern") -> bool:
        """Whether there are words that both take in the same slots."""
        return self.needs.keys() == other.needs.keys() and all(
            words & other.needs[slot] for slot, words in self.needs.items()
        )


def read_pattern(
    line: Line, sets: Mapping[str, list[str]], known: Known, losses: list[Loss]
) -> Pattern | None:
    """What a line such as `- * &AID TO + [0233]` asks for; None, and a loss, if no rule can ask for it."""
    tokens = TOKEN.findall(line.words.removeprefix("-"))
    fault = _fault(tokens, sets)
    if fault:
        losses.append(Loss(line, fault))
        return None
    needs: dict[str, frozenset[str]] = {}
    ends: dict[str, str] = {}
    for token, slot in _placed(tokens, known):
        if token in (SOURCE, TARGET, BOTH):
            ends[token] = slot
            continue
        words = _words(token, sets, known)
        place = slot if slot not in needs else "any"
        if place in needs:
            losses.append(Loss(line, f"{token} is one word too many for the slots of a rule"))
            return None
        if words:
            needs[place] = words
    return _pattern(ends, needs)


def _fault(tokens: list[str], sets: Mapping[str, list[str]]) -> str:
    if tokens.count(VERB) != 1:
        return "a pattern has its verb, *, once"
    unknown = next((token for token in tokens if token[0] == "&" and token.strip("&_") not in sets), None)
    if unknown:
        return f"{unknown} is no set of this file"
    bad = next((token for token in tokens if re.search(r"[^\w&$+%^*(){}'-]", token)), None)
    return f"{bad!r} is no part of a pattern" if bad else ""


def _placed(tokens: list[str], known: Known) -> Iterator[tuple[str, str]]:
    """Each actor mark and word with the slot that it stands in: before the verb any, behind it the object,
    or what an adposition opens."""
    slot = "any"
    for token in tokens:
        word = token.strip("_").lower()
        if token == VERB:
            slot = "obj"
        elif token in "(){}" or token == SKIP or _is_auxiliary(word, known):
            continue
        elif word in known.adpositions:
            slot = word if slot != "any" else slot
        elif token in (SOURCE, TARGET, BOTH):
            yield token, "subj" if slot == "any" else slot
        else:
            yield token, slot


def _is_auxiliary(word: str, known: Known) -> bool:
    """Articles and auxiliaries: voice and tense are read from the parse."""
    listed = known.settings.get("passive_auxiliaries", []) + known.settings.get("perfect_auxiliaries", [])
    return word in listed or word in ("a", "an", "the", "was", "were", "is", "are", "been", "has", "had")


def _words(token: str, sets: Mapping[str, list[str]], known: Known) -> frozenset[str]:
    """A word in its forms, or all words of a set; several joined by `_` count by the last two."""
    listed = sets[token.strip("&_")] if token.startswith("&") else [token]
    found: set[str] = set()
    for item in listed:
        *before, last = [part for part in re.split(r"[_\s]+", item.lower()) if part] or [""]
        forms = [form for form in known.forms(last) if form]
        found |= {f"{before[-1]} {form}" for form in forms} if before else set(forms)
    return frozenset(found)


def _pattern(ends: Mapping[str, str], needs: Mapping[str, frozenset[str]]) -> Pattern:
    """`+ * BY $` and `+ *` are the passive of `$ * +`: the parse tells who acts."""
    source, target = ends.get(SOURCE, "subj"), ends.get(TARGET, "subj")
    if BOTH in ends:
        return Pattern(("subj",), _objects(ends[BOTH]), needs, symmetric=True)
    if source in ("subj", "by"):
        return Pattern(("subj",), _objects(target), needs)
    return Pattern((source,), (target,), needs)


def _objects(slot: str) -> tuple[str, ...]:
    return ("obj", "iobj") if slot in ("obj", "subj") else (slot, "obj")
