"""What the sheets of a workbook are called."""

from collections.abc import Sequence

from jinjiang_plan.render.width import visible

LISTS = "lists"
"""The hidden sheet that drop-down lists are read from."""


def sheet_names(wanted: Sequence[str]) -> list[str]:
    r"""Names that a spreadsheet takes for its sheets: at most 31 signs, none of `[]:*?/\`, each its own.

    Spreadsheets compare them without regard to case, count signs outside the basic plane twice, allow no apostrophe
    at either end, and keep `History` to themselves.
    """
    names: list[str] = []
    taken = {"history", LISTS}
    for text in wanted:
        base = "".join(" " if sign in "[]:*?/\\" else sign for sign in visible(text))
        base = " ".join(base.split()).strip("' ") or "-"
        name, number = _held_to(base, 31), 1
        while name.casefold() in taken:
            number += 1
            name = f"{_held_to(base, 31 - len(str(number)) - 3)} ({number})"
        taken.add(name.casefold())
        names.append(name)
    return names


def _held_to(text: str, most: int) -> str:
    """The text cut to so many units of UTF-16."""
    while len(text.encode("utf-16-le")) > 2 * most:
        text = text[:-1]
    return text.strip("' ")
