"""A rule of the linter, declared: its code, its words in both languages, a bad and a good example."""

from typing import NamedTuple

from jinjiang_plan.model.fault import Fault, Route
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.words import Words

Fill = str | int | Words
"""What fills a gap in a rule's sentence: the same in both languages, or in each its own."""


class Rule(NamedTuple):
    """One rule. `says` is its sentence, with gaps in braces, the same gaps in both languages.

    `why` and `cure` are for `rule CODE`; `bad` and `good` are short TOML texts; `fixes` is "safe", "unsafe" or empty.
    `hint` is what to do in a few words, for a finding that has nothing better to say.
    """

    code: str
    slug: str
    severity: Severity
    says: Words
    why: Words
    cure: Words
    bad: str
    good: str
    fixes: str = ""
    hint: Words | None = None

    def fault(self, file: str, route: Route, *, at_key: bool = False, **fills: Fill) -> Fault:
        """The fault that this rule finds at a place, its sentence filled in; `_replace` adds what else helps."""
        said = filled(self.says, fills)
        return Fault(self.code, self.slug, said, route, at_key, self.hint, severity=self.severity, file=file)


def filled(words: Words, fills: dict[str, Fill]) -> Words:
    """A sentence with its gaps filled, in each language by its own word."""
    zh = {name: fill.zh if isinstance(fill, Words) else fill for name, fill in fills.items()}
    en = {name: fill.en if isinstance(fill, Words) else fill for name, fill in fills.items()}
    return Words(words.zh.format(**zh), words.en.format(**en))
