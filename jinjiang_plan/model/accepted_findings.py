"""A finding that is known and accepted, as a baseline keeps it."""

from typing import NamedTuple

READING = "JP0"
"""The rules of reading a file: where one is broken, the file's other findings do not show."""

GOALPOSTS = "JP6"
"""The rules of goals moved and history rewritten."""


class AcceptedFinding(NamedTuple):
    """One entry: the finding's fingerprint, and what a person reads of it; `file` is a path from the repository's top."""

    file: str
    entry: str
    code: str
    slug: str
    fingerprint: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.code, self.slug, self.file, self.entry)))


def acceptable(code: str) -> bool:
    """Whether findings of a rule may be accepted.

    A goal that was moved is answered by an amendment, a report that was changed by a revision or a retraction: to accept
    it in a file would hide it. A file that cannot be read would, accepted, hide all that is wrong with it later.
    """
    return not code.startswith((READING, GOALPOSTS))
