"""A fault before its line is known: the way to it in a file's data, and what is to be said of it."""

from typing import NamedTuple

from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.words import Words

Step = str | int
Route = tuple[Step, ...]
"""The way to a value, such as `("target", "5g-stations", "goal", "value")`, with numbers for places of an array."""


class Aside(NamedTuple):
    """A second place that helps: the first use of an id, the other side of a sum."""

    file: str
    route: Route
    words: Words
    at_key: bool = False


class Mend(NamedTuple):
    """How a fault can be mended: what stands in the place of a value, or of its key; `safe` keeps the meaning."""

    words: Words
    route: Route
    text: str
    at_key: bool = False
    safe: bool = False


class Fault(NamedTuple):
    """A departure: the way to it, whether the key or the value is meant, and what helps to mend it.

    `label` stands beside the carets, `notes` below the excerpt; `file` is the document's, as it is shown.
    """

    code: str
    slug: str
    words: Words
    route: Route
    at_key: bool = False
    hint: Words | None = None
    severity: Severity = Severity.ERROR
    file: str = ""
    label: Words | None = None
    notes: tuple[Words, ...] = ()
    asides: tuple[Aside, ...] = ()
    mend: Mend | None = None
