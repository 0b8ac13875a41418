"""The command to type in the place of one that was wrong: it is said, and never run unasked."""

from collections.abc import Sequence
from typing import Any

from jinjiang_plan.model.refusal import Instead
from jinjiang_plan.model.words import Words

DAY_OPTIONS = ("--date", "--day", "--at", "--as")
"""What is typed for a day by who has not read the help."""
_SURE = 0.8
_DAYS = ("--on", "--as-of", "--decided")


def suggested(words: Words, arguments: Sequence[str], instead: Instead | None, program: str) -> Words:
    """What is wrong, and behind it the whole command to type, where the wrong word stands in the call."""
    if instead is None:
        return words
    places = [at for at, word in enumerate(arguments) if instead.word in (word, word.partition("=")[0])]
    if not places:
        return words
    from shlex import join

    from jinjiang_plan.cli.help_page import GROUPS

    named = any(instead.word in group for group in GROUPS.values())
    place = places[-1] if named else places[0]  # `show show`: the command was right
    behind = arguments[place].removeprefix(instead.word)
    typed = [*instead.typed[:-1], instead.typed[-1] + behind]
    line = join([program, *arguments[:place], *typed, *arguments[place + 1 :]])
    return Words(f"{words.zh}；请输入：`{line}`", f"{words.en}; type: `{line}`")


def option_instead(option: str, known: Sequence[str], close: Sequence[str]) -> Instead | None:
    """What to type for an option that a command does not have: its own for a day, else the only one that is near."""
    if option in DAY_OPTIONS:
        own = next((name for name in _DAYS if name in known), None)
        if own is not None:
            return Instead(option, (own,))
    from difflib import SequenceMatcher

    near = len(close) == 1 and SequenceMatcher(None, option, close[0]).ratio() >= _SURE
    return Instead(option, (close[0],)) if near else None


def known_options(command: Any) -> list[str]:  # noqa: ANN401 - Typer does not name the type of a built command
    """The names of a command's options."""
    return [name for each in command.params for name in each.opts if name.startswith("--")]
