"""What is known of how often coded events are right: the weights of `ontology/confidence.toml`."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from codebook.errors import CodebookError
from codebook.layers import SHIPPED, Layers
from codebook.tables import Problems

FILE = "ontology/confidence.toml"


@dataclass(frozen=True, slots=True)
class Confidence:
    """Logistic regression: called with what speaks for and against an event, it gives how sure that makes.

    Signals without a weight do not count, so that the coder may watch more than has been learnt.
    """

    intercept: float
    weights: Mapping[str, float]

    def __call__(self, signals: Mapping[str, float]) -> float:
        total = self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in signals.items())
        return round(1 / (1 + math.exp(-total)), 2)


def load_confidence(layers: Layers = SHIPPED) -> Confidence:
    """The weights of a codebook. Raises CodebookError when one is no number."""
    problems = Problems()
    row = layers.document(FILE, problems)
    try:
        found = Confidence(float(row["intercept"]), {k: float(v) for k, v in row["weights"].items()})
        if not all(map(math.isfinite, (found.intercept, *found.weights.values()))):
            raise ValueError("not finite")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        problems.append(
            f"{layers.at(FILE, 'intercept')}: needs intercept and [weights], in numbers ({error!r})"
        )
    if problems:
        raise CodebookError(problems)
    return found
