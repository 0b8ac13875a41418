"""The one error that means "cannot go on"."""

from jinjiang_plan.model.words import Words

NOT_WRITTEN = 1
WRONG_CALL = 2
NOT_JUDGED = 3


class Refusal(Exception):  # noqa: N818 - it refuses; it is no fault of the program
    """What is wrong, where, and what to do, in both languages, with the exit code that it ends in."""

    def __init__(self, zh: str, en: str, exit_code: int = WRONG_CALL) -> None:
        super().__init__(en)
        self.words = Words(zh, en)
        self.exit_code = exit_code
