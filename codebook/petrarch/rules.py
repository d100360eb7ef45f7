"""Rules and frames as an import writes them: none twice on the same words, an order where two overlap."""

from collections.abc import Collection, Sequence
from typing import Any

from codebook.petrarch.known import Known
from codebook.petrarch.lines import Line, Loss
from codebook.petrarch.overlay import Overlay
from codebook.petrarch.patterns import Pattern


class Rules:
    """Fills the overlay. Of two patterns that take the same words the first of the file stays; of two that
    take some of the same words it goes first."""

    def __init__(self, known: Known, overlay: Overlay, losses: list[Loss]) -> None:
        self.known, self.overlay, self.losses = known, overlay, losses
        self.first: dict[tuple[str, str], Line] = {}
        self.by_verb: dict[str, list[tuple[dict[str, Any], Pattern]]] = {}

    def add(
        self, line: Line, verbs: Sequence[str], pattern: Pattern, code: str, *, barred: Collection[str] = ()
    ) -> None:
        """A rule for the verbs that have none for these words yet."""
        free = [verb for verb in verbs if self._is_free(verb, pattern, line)]
        taken = ", ".join(verb for verb in verbs if verb not in free)
        if taken:
            self.losses.append(Loss(line, f"a line above has the same words with {taken}"))
        if not free:
            return
        frame = f"petrarch-{code}" + ("-mutual" if pattern.symmetric else "")
        self.overlay.frames.setdefault(frame, self._frame(code, symmetric=pattern.symmetric))
        rule: dict[str, Any] = {
            "id": f"petrarch-{line.path.stem}-{line.number}" + ("" if pattern.needs else "-alone"),
            "frame": frame,
            "verbs": free,
            "source": list(pattern.source),
            "target": list(pattern.target),
            "needs": {slot: sorted(words) for slot, words in pattern.needs.items()},
            "bars": {"any": sorted(barred)} if barred else {},
            "example": f"{line.path.name}:{line.number}: {line.whole}",
        }
        for verb in free:
            for other, above in self.by_verb.get(verb, ()):
                if pattern.overlaps(above) and rule["id"] not in other.setdefault("before", []):
                    other["before"].append(rule["id"])
            self.by_verb.setdefault(verb, []).append((rule, pattern))
        self.overlay.rules.append(rule)

    def _is_free(self, verb: str, pattern: Pattern, line: Line) -> bool:
        needs = sorted((slot, sorted(words)) for slot, words in pattern.needs.items())
        return self.first.setdefault((verb, repr(needs)), line) is line

    def _frame(self, code: str, *, symmetric: bool) -> dict[str, Any]:
        """A frame with this code alone: ours may make a code more exact by what the act is about."""
        lexicon = self.known.lexicon
        planned = next((one.planned for one in lexicon.frames.values() if one.code == code), code)
        frame: dict[str, Any] = {"gloss": lexicon.cameo[code].label, "code": code, "planned": planned}
        if symmetric:
            frame["symmetric"] = True
        if code == "010":
            frame |= {"statement": True, "no_target": "null"}
        return frame
