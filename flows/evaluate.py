"""How far coded events agree with a gold set.

A gold line is `{"id", "lang", "text", "published", "events", "phenomena"?}`; a gold event has `source`,
`target`, `code`, `date`, `date_end`, `status`, each with further right answers in `NAME_any`, and may be
`optional`. A prediction is right on dyad and root when the countries of source and target (the first three
letters of their codes; none matches none) and the two-digit root agree. Claims are events of status occurred
or planned: a gold claim that is not optional must be found, an optional one may be, and claiming what gold
has as negated or hypothetical is wrong. Each prediction stands for one gold event, the closest pairs first.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from codebook.errors import Terminal

Record = Mapping[str, Any]
CLAIMS = ("occurred", "planned")
BY = ("lang", "phenomenon", "root")
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
FIGURES = ("code", "role", "date", "status")


@dataclass
class Score:
    """Counts of one group. `right` counts, per figure, the found events on which it agrees; `dated` the found
    events whose gold has a date; `quiet` the passages without events (`empty`) in which none was claimed."""

    found: int = 0
    missed: int = 0
    extra: int = 0
    dated: int = 0
    empty: int = 0
    quiet: int = 0
    right: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return _share(self.found, self.found + self.extra) or 0.0

    @property
    def recall(self) -> float:
        return _share(self.found, self.found + self.missed) or 0.0

    @property
    def f1(self) -> float:
        return _share(2 * self.found, 2 * self.found + self.missed + self.extra) or 0.0

    def share(self, figure: str) -> float | None:
        """Of the found events (for `date`: of the dated ones), those on which the figure agrees."""
        if figure == "quiet":
            return _share(self.quiet, self.empty)
        return _share(self.right[figure], self.dated if figure == "date" else self.found)


@dataclass(frozen=True, slots=True)
class Fault:
    """A passage and what was `missed` or `extra` in it."""

    passage: Record
    missed: tuple[Record, ...]
    extra: tuple[Record, ...]


def read_records(path: Path) -> list[Record]:
    """The objects of a JSON Lines file. Raises Terminal naming file and line."""
    records: list[Record] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Terminal(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                record = json.loads(line)
                records.append({"id": record["id"], "events": record["events"], **record})
            except (ValueError, TypeError, KeyError) as error:
                message = f"{path}:{number}: a JSON object with id and events is needed ({error!r})"
                raise Terminal(message) from error
    return records


def evaluate(
    gold: Iterable[Record], predicted: Mapping[str, Sequence[Record]], *, by: str = "lang"
) -> tuple[dict[str, Score], list[Fault]]:
    """Scores by group, `ALL` among them, and the passages that are not right. `by` is one of BY."""
    scores: defaultdict[str, Score] = defaultdict(Score, ALL=Score())
    faults = []
    for passage in gold:
        events: Sequence[Record] = passage["events"]
        claims, pairs = claims_of(passage, predicted)
        for i, j in pairs:
            if not events[j].get("optional"):
                for score in _scores(scores, passage, events[j], by):
                    _found(score, claims[i], events[j])
        hit_claims, hit_events = {i for i, _ in pairs}, {j for _, j in pairs}
        missed = tuple(one for j, one in enumerate(events) if j not in hit_events and _required(one))
        extra = tuple(one for i, one in enumerate(claims) if i not in hit_claims)
        for event in missed:
            for score in _scores(scores, passage, event, by):
                score.missed += 1
        for event in extra:
            for score in _scores(scores, passage, event, by):
                score.extra += 1
        if not events:
            for score in _scores(scores, passage, None, by):
                score.empty += 1
                score.quiet += not claims
        if missed or extra:
            faults.append(Fault(passage, missed, extra))
    return dict(sorted(scores.items(), key=lambda item: (item[0] == "ALL", item[0]))), faults


@dataclass(frozen=True, slots=True)
class Reliability:
    """What claimed confidence is worth. A bin has its bounds, the mean claimed, the share right, the count.

    `brier` is the mean squared difference of claim and outcome: 0 is best, and to claim the share of right
    ones of each gives `brier_even`. `gap`, the expected calibration error, is the mean difference of claimed
    and observed over the bins.
    """

    bins: tuple[tuple[float, float, float, float, int], ...]
    brier: float
    brier_even: float
    gap: float


def reliability(gold: Iterable[Record], predicted: Mapping[str, Sequence[Record]]) -> Reliability | None:
    """How often claims are right by how sure they are; None where no claim says how sure it is.

    A claim that stands for an optional gold event is right.
    """
    pairs: list[tuple[float, bool]] = []
    for passage in gold:
        claims, matched = claims_of(passage, predicted)
        right = {i for i, _ in matched}
        pairs += [(one["confidence"], i in right) for i, one in enumerate(claims) if "confidence" in one]
    if not pairs:
        return None
    bins = []
    for low, high in pairwise(BINS):
        inside = [(sure, hit) for sure, hit in pairs if low <= sure < high or sure == high == BINS[-1]]
        if inside:
            claimed, observed = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            bins.append((low, high, claimed, observed, len(inside)))
    mean = sum(hit for _, hit in pairs) / len(pairs)
    return Reliability(
        bins=tuple(bins),
        brier=sum((sure - hit) ** 2 for sure, hit in pairs) / len(pairs),
        brier_even=mean * (1 - mean),
        gap=sum(n * abs(claimed - observed) for _, _, claimed, observed, n in bins) / len(pairs),
    )


def claims_of(
    passage: Record, predicted: Mapping[str, Sequence[Record]]
) -> tuple[list[Record], list[tuple[int, int]]]:
    """What is claimed of a passage, and the pairs (claim, gold event) of claims that gold agrees with."""
    claims = [one for one in predicted.get(passage["id"], ()) if _status(one) in CLAIMS]
    events = passage["events"]
    return claims, [(i, j) for i, j in match(claims, events) if _status(events[j]) in CLAIMS]


def match(claims: Sequence[Record], events: Sequence[Record]) -> list[tuple[int, int]]:
    """Pairs (claim, gold event) that agree on dyad and root, one to one, the closest first."""
    fits = [
        ((_required(event), *_closeness(claim, event)), i, j)
        for i, claim in enumerate(claims)
        for j, event in enumerate(events)
        if _same_dyad_and_root(claim, event)
    ]
    fits.sort(key=lambda fit: fit[0], reverse=True)
    taken: list[tuple[int, int]] = []
    for _, i, j in fits:
        if all(i != one and j != other for one, other in taken):
            taken.append((i, j))
    return taken


def _found(score: Score, claim: Record, event: Record) -> None:
    score.found += 1
    right_code, right_date, right_role = _closeness(claim, event)
    score.right["code"] += right_code
    score.right["role"] += right_role
    score.right["status"] += _status(claim) == _status(event)
    if event.get("date"):
        score.dated += 1
        score.right["date"] += right_date


def _scores(
    scores: defaultdict[str, Score], passage: Record, event: Record | None, by: str
) -> Iterator[Score]:
    names = {
        "lang": [passage["lang"]],
        "phenomenon": passage.get("phenomena") or ["-"],
        "root": [event["code"][:2] if event else "-"],
    }[by]
    yield from (scores[name] for name in [*names, "ALL"])


def _same_dyad_and_root(claim: Record, event: Record) -> bool:
    roots = {code[:2] for code in _answers(event, "code") if code}
    return claim["code"][:2] in roots and all(
        _country(claim.get(role)) in {_country(code) for code in _answers(event, role)}
        for role in ("source", "target")
    )


def _closeness(claim: Record, event: Record) -> tuple[bool, bool, bool]:
    """Whether code, date and roles agree in full; a gold code of two digits is right for its whole root."""
    codes = [code for code in _answers(event, "code") if code]
    code = any(claim["code"] == one or (len(one) == 2 and claim["code"].startswith(one)) for one in codes)
    days = [[event.get("date"), event.get("date_end") or event.get("date")], *(event.get("date_any") or ())]
    claimed = [claim.get("date"), claim.get("date_end") or claim.get("date")]
    date = bool(event.get("date")) and claimed in [list(one) for one in days]
    role = all(claim.get(one) in _answers(event, one) for one in ("source", "target"))
    return code, date, role


def _answers(event: Record, name: str) -> list[str | None]:
    return [event.get(name), *(event.get(f"{name}_any") or ())]


def _required(event: Record) -> bool:
    return not event.get("optional") and _status(event) in CLAIMS


def _status(event: Record) -> str:
    status: str = event.get("status", "occurred")
    return status


def _country(code: str | None) -> str | None:
    return code[:3] if code else None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
