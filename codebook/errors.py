"""Two kinds of error: what no retry mends, and what one might."""


class WhowhomError(Exception):
    """Base of every error that whowhom raises on purpose; its message says what, where and what to do."""


class Terminal(WhowhomError):
    """Trying again cannot help: bad data, bad settings, a missing pipeline."""


class Transient(WhowhomError):
    """Trying again may help: a locked warehouse, a feed that does not answer."""


class CodebookError(Terminal):
    """A codebook file holds something that is not allowed.

    `problems` lists every finding as `file:line: message`, so that one run shows them all.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("the codebook does not hold:\n  " + "\n  ".join(problems))
