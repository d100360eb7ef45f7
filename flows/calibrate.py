"""Learn from gold passages how far a coded event can be trusted; to be run again when rules have changed.

`python -m flows.calibrate GOLD.jsonl …` (`make calibrate` for our own passages) codes the passages, sees
which events are right, and writes the weights to `codebook/ontology/confidence.toml`.

Passages teach while they still hold errors of the kinds that new text meets, so those held out are taken: of
those that served to build the rules nearly all is right. Once each has been mended, the cross-validated loss
comes near that of the mere share of right ones, and older weights are the better ones.

Ridge-penalised logistic regression by Newton's method, as in Hastie, Tibshirani and Friedman, The Elements of
Statistical Learning, 4.4; the penalty is chosen by cross-validation over passages.
"""

import argparse
import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

import codebook
from codebook.lexicon import Lexicon, load_lexicon
from codebook.records import Article, Language
from coders.article import code_article
from flows.evaluate import Record, claims_of, read_records
from flows.lines import event_record

WEIGHTS = Path(codebook.__file__).parent / "ontology" / "confidence.toml"
FOLDS = 10
RIDGES = (0.3, 1.0, 2.0, 4.0, 8.0, 16.0)
Floats = npt.NDArray[np.float64]


@dataclass
class Recorder:
    """Takes the place of the weights while gold is coded: keeps what was observed, answers its number."""

    seen: list[Mapping[str, float]] = field(default_factory=list)

    def __call__(self, signals: Mapping[str, float]) -> float:
        self.seen.append(signals)
        return float(len(self.seen) - 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """An event that was claimed of a passage, what was observed of it, and whether gold agrees."""

    passage: str
    signals: Mapping[str, float]
    right: bool


def outcomes(passages: Sequence[Record], lexicon: Lexicon) -> list[Outcome]:
    """What became of every claim that the coder makes of gold passages."""
    recorder = Recorder()
    languages = {key: replace(one, confidence=recorder) for key, one in lexicon.languages.items()}
    recording = replace(lexicon, languages=languages)
    found = []
    for passage in passages:
        published = date.fromisoformat(passage["published"]) if passage.get("published") else None
        article = Article(passage["id"], passage["text"], Language(passage["lang"]), published)
        events = [event_record(e, article.text) for e in code_article(article, recording).events]
        claims, pairs = claims_of(passage, {passage["id"]: events})
        right = {i for i, _ in pairs}
        found += [
            Outcome(passage["id"], recorder.seen[int(claim["confidence"])], i in right)
            for i, claim in enumerate(claims)
        ]
    return found


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by signal, and how well they did on passages that they were not learnt on."""

    intercept: float
    weights: Mapping[str, float]
    ridge: float
    loss: float
    base_loss: float


def fit(found: Sequence[Outcome]) -> Fitted:
    """The weights that suit some outcomes, with the penalty under which they suit others best."""
    names = sorted({name for one in found for name in one.signals})
    x, y = _matrix(found, names)
    folds = np.array([zlib.crc32(one.passage.encode()) % FOLDS for one in found])
    losses = {ridge: _loss(y, _unseen(x, y, folds, ridge)) for ridge in RIDGES}
    ridge = min(losses, key=lambda one: losses[one])
    intercept, *weights = _newton(x, y, ridge)
    even = np.full(len(y), np.log(y.mean() / (1 - y.mean())))
    return Fitted(intercept, dict(zip(names, weights, strict=True)), ridge, losses[ridge], _loss(y, even))


def level(fitted: Fitted, found: Sequence[Outcome]) -> float:
    """The intercept with which the weights claim, over some outcomes, as much as is right of them.

    Found by bisection, for what is claimed grows with it. One more right and one more wrong outcome are
    counted, so that few events that are all right make nobody certain.
    """
    x, y = _matrix(found, list(fitted.weights))
    logits = x @ np.array(list(fitted.weights.values()))
    share = (y.sum() + 1) / (len(y) + 2)
    low, high = -30.0, 30.0
    while high - low > 1e-6:
        middle = (low + high) / 2
        low, high = (middle, high) if _logistic(logits + middle).mean() < share else (low, middle)
    return middle


def _matrix(found: Sequence[Outcome], names: Sequence[str]) -> tuple[Floats, Floats]:
    x = np.array([[one.signals.get(name, 0.0) for name in names] for one in found])
    return x, np.array([float(one.right) for one in found])


def _newton(x: Floats, y: Floats, ridge: float) -> list[float]:
    design = np.column_stack([np.ones(len(x)), x])
    penalty = np.array([1e-6, *[ridge] * x.shape[1]])  # the intercept goes free
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        sure = _logistic(design @ weights)
        slope = design.T @ (y - sure) - penalty * weights
        curve = (design * (sure * (1 - sure))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return [float(weight) for weight in weights]


def _unseen(x: Floats, y: Floats, folds: npt.NDArray[np.int64], ridge: float) -> Floats:
    """The logits of each fold, by the weights of the others."""
    logits = np.zeros(len(y))
    for fold in set(folds.tolist()):
        inside = folds == fold
        intercept, *weights = _newton(x[~inside], y[~inside], ridge)
        logits[inside] = intercept + x[inside] @ np.array(weights)
    return logits


def _logistic(logits: Floats) -> Floats:
    sure: Floats = 1 / (1 + np.exp(-logits))
    return sure


def _loss(y: Floats, logits: Floats) -> float:
    """Mean logarithmic loss."""
    return float(np.logaddexp(0, np.where(y == 1, -logits, logits)).mean())


def as_toml(fitted: Fitted, intercept: float) -> str:
    rows = sorted(fitted.weights.items(), key=lambda item: item[1])
    lines = [f'"{name}" = {weight:.2f}' for name, weight in rows if abs(weight) >= 0.005]
    head = "# How sure each signal makes of an event: learnt by `make calibrate` (flows/calibrate.py)."
    return "\n".join([head, f"intercept = {intercept:.2f}", "", "[weights]", *lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn the weights of confidence from gold passages.")
    parser.add_argument("gold", type=Path, nargs="+", help="passages that the rules were not mended for")
    paths = parser.parse_args().gold
    found = outcomes([passage for path in paths for passage in read_records(path)], load_lexicon())
    fitted = fit(found)
    intercept = level(fitted, found)
    WEIGHTS.write_text(as_toml(fitted, intercept), encoding="utf-8")
    sys.stdout.write(
        f"{len(found)} events, {sum(one.right for one in found)} right; log loss, cross-validated "
        f"{fitted.loss:.3f}, of the mere share of right {fitted.base_loss:.3f}; ridge {fitted.ridge}; "
        f"intercept {intercept:.2f}; written: {WEIGHTS}\n"
    )


if __name__ == "__main__":
    main()
