"""The report's plots as inline SVG.

Matplotlib draws them: the best kept of the libraries that write static SVG. Its text stays text and
its colours become CSS variables (`--verbal-conflict`, `--ink`, …), so that the page's style, light or
dark, holds for the plots too; what a shape stands for is its tooltip.
"""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from html import escape
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

QUADS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
# Any colours would do, as long as they differ: each is replaced by the CSS variable of its name.
_COLOURS = {name: f"#0000{number:02x}" for number, name in enumerate((*QUADS, "ink", "faint", "line"), 1)}
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.size": 10,
    "text.color": _COLOURS["ink"],
    "axes.edgecolor": _COLOURS["line"],
    "axes.labelcolor": _COLOURS["faint"],
    "xtick.color": _COLOURS["faint"],
    "ytick.color": _COLOURS["faint"],
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "grid.color": _COLOURS["line"],
    "grid.linewidth": 0.7,
}
_MIN_SLOTS = 7  # so that a few months do not become a few walls
_MAX_LABELS = 12


def months_by_quad(months: Sequence[date], counts: Sequence[Sequence[int]]) -> str:
    """Stacked bars: `counts[i]` holds the events of each of the four quad classes in `months[i]`."""
    with _figure(9.4, 3.3) as (figure, axes, tips):
        floor = [0] * len(months)
        for quad, name in enumerate(QUADS):
            heights = [row[quad] for row in counts]
            bars = axes.bar(range(len(months)), heights, bottom=floor, width=0.72, color=_COLOURS[name])
            for bar, month, height in zip(bars, months, heights, strict=True):
                tips.mark(bar, f"{month:%B %Y}: {height} events of {name.replace('-', ' ')}")
            floor = [below + height for below, height in zip(floor, heights, strict=True)]
        axes.grid(axis="y")
        axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
        _label_months(axes, months)
        return _svg(figure, tips, "Events per month by quad class")


def goldstein_by_month(months: Sequence[date], means: Sequence[float | None], counts: Sequence[int]) -> str:
    """The mean Goldstein score of each month's events, on its scale of -10 to 10; gaps stay gaps."""
    with _figure(5.4, 3.3) as (figure, axes, tips):
        heights = [float("nan") if mean is None else mean for mean in means]
        axes.axhline(0, color=_COLOURS["faint"], linewidth=1)
        axes.plot(range(len(months)), heights, color=_COLOURS["faint"], linewidth=1.2)
        largest = max(counts, default=1) or 1
        for place, (month, mean, count) in enumerate(zip(months, means, counts, strict=True)):
            if mean is None:
                continue
            colour = _COLOURS["material-conflict" if mean < 0 else "material-cooperation"]
            dot = axes.scatter([place], [mean], s=25 + 120 * count / largest, color=colour, zorder=3)
            tips.mark(dot, f"{month:%B %Y}: mean {mean:+.1f} of {count} events")
        axes.set_ylim(-10.5, 10.5)
        axes.set_yticks([-10, -5, 0, 5, 10], ["−10", "−5", "0", "+5", "+10"])
        axes.grid(axis="y")
        _label_months(axes, months)
        return _svg(figure, tips, "Mean Goldstein score per month")


def roots(labels: Sequence[str], counts: Sequence[int], quads: Sequence[int]) -> str:
    """Bars of the events of each CAMEO root, the first on top, coloured by quad class (1 to 4)."""
    with _figure(5.4, max(1.2, 0.31 * len(labels) + 0.35)) as (figure, axes, tips):
        colours = [_COLOURS[QUADS[quad - 1]] for quad in quads]
        bars = axes.barh(range(len(labels)), counts, height=0.68, color=colours)
        for bar, label, count in zip(bars, labels, counts, strict=True):
            tips.mark(bar, f"{label}: {count} events")
            axes.annotate(
                f"{count:,}", (count, bar.get_y() + bar.get_height() / 2), (5, 0),
                textcoords="offset points", va="center",
            )  # fmt: skip
        axes.set_yticks(range(len(labels)), labels)
        axes.tick_params(axis="y", labelcolor=_COLOURS["ink"])
        axes.invert_yaxis()
        axes.spines.bottom.set_visible(False)
        axes.set_xticks([])
        return _svg(figure, tips, "Events by CAMEO root")


class _Tips:
    """Words that appear over a shape; the shape is found again by its id in the SVG."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def mark(self, shape: mpl.artist.Artist, words: str) -> None:
        name = f"tip{len(self.words)}"
        shape.set_gid(name)
        self.words[name] = words


@contextmanager
def _figure(width: float, height: float) -> Iterator[tuple[Figure, Axes, _Tips]]:
    """A figure of that many inches, in our style while the block lasts."""
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        yield figure, figure.add_subplot(), _Tips()


def _label_months(axes: Axes, months: Sequence[date]) -> None:
    """At most a dozen month names, with the year where it begins."""
    step = -(-len(months) // _MAX_LABELS) or 1
    shown = list(range(0, len(months), step))
    years = [None, *(months[place].year for place in shown)]
    labels = [
        f"{months[place]:%b}\n{months[place].year}" if months[place].year != before else f"{months[place]:%b}"
        for place, before in zip(shown, years, strict=False)
    ]
    axes.set_xticks(shown, labels)
    spare = max(0, _MIN_SLOTS - len(months)) / 2
    axes.set_xlim(-0.7 - spare, len(months) - 0.3 + spare)


def _svg(figure: Figure, tips: _Tips, title: str) -> str:
    out = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": title}):
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    svg = out.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>|font-family: [^;]*;", "", svg, flags=re.DOTALL)
    svg = re.sub(r'width="[\d.]+pt" height="[\d.]+pt"|height="[\d.]+pt" width="[\d.]+pt"', "", svg, count=1)
    svg = svg.replace("<svg", f'<svg role="img" aria-label="{escape(title)}"', 1)
    for name, words in tips.words.items():
        svg = svg.replace(f'<g id="{name}">', f"<g><title>{escape(words)}</title>")
    for name, colour in _COLOURS.items():
        svg = svg.replace(colour, f"var(--{name})")
    return svg
