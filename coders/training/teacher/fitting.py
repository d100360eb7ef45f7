"""How the teacher's networks are fine-tuned: batches of like length, slower at the bottom than at the top."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

import torch
from rich import print as show
from torch import Tensor, nn

from coders.training.teacher.encoder import Pieces

FROZEN = 3
"""Lowest layers, which stay as they are: a fifth of the time, and nothing lost."""


class Worded(Protocol):
    """Anything that is made of words."""

    @property
    def words(self) -> tuple[str, ...]: ...


Item = TypeVar("Item", bound=Worded)


def batches(items: Sequence[Item], pieces: Pieces, limit: int) -> Iterator[list[Item]]:
    """Neighbours in length together, up to `limit` pieces with the padding."""
    sized = sorted((sum(map(len, map(pieces.of, item.words))) + 2, n) for n, item in enumerate(items))
    batch: list[Item] = []
    for size, n in sized:
        if batch and size * (len(batch) + 1) > limit:
            yield batch
            batch = []
        batch.append(items[n])
    if batch:
        yield batch


def fit(
    model: Any,
    head: Sequence[nn.Module | nn.Parameter],
    items: Sequence[Item],
    *,
    loss: Callable[[list[Item]], Tensor],
    pieces: Pieces,
    plan: dict[str, Any],
    seed: int = 0,
) -> None:
    """Train `model`, an encoder with a `head`, for the plan's steps: warming up over the first twentieth,
    then falling to nothing."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    optimizer = torch.optim.AdamW(_groups(model, head, plan), betas=(0.9, 0.98), weight_decay=0.01)
    warm, steps = plan["steps"] / 20, plan["steps"]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / warm, max(0.01, 1 - n / steps))
    )
    start, total, step = time.monotonic(), 0.0, 0
    model.train()
    while step < steps:
        epoch = list(batches(rng.sample(items, len(items)), pieces, plan["pieces"]))
        for batch in rng.sample(epoch, len(epoch))[: steps - step]:
            value = loss(batch)
            optimizer.zero_grad(set_to_none=True)
            value.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, step = total + value.item(), step + 1
            if step % 50 == 0:
                show(f"step {step} of {steps}, loss {total / 50:.4f}, {time.monotonic() - start:.0f} s")
                total = 0.0


def _groups(
    model: Any, head: Sequence[nn.Module | nn.Parameter], plan: dict[str, Any]
) -> list[dict[str, Any]]:
    """Parameters by learning rate: the lower a layer, the slower it changes."""
    layers = list(model.encoder.layers)
    groups: list[dict[str, Any]] = [
        {"params": layer.parameters(), "lr": plan["rate"] * plan["layer_decay"] ** (len(layers) - 1 - n)}
        for n, layer in enumerate(layers)
        if any(p.requires_grad for p in layer.parameters())
    ]
    rest = [p for part in head for p in (part.parameters() if isinstance(part, nn.Module) else [part])]
    return [*groups, {"params": [*rest, model.encoder.mix], "lr": plan["head_rate"]}]
