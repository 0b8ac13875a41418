"""How a departure from the format is mended: the line to paste, the value without its quotes, the nearest choice."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from jinjiang_plan.model import keys
from jinjiang_plan.model.fault import Fault, Mend, Route
from jinjiang_plan.model.keys import Key
from jinjiang_plan.model.portfolio import nearest
from jinjiang_plan.model.words import Words

_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,28})(?:\.[0-9]{1,14})?")
_WHOLE = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,18})")
_PLAIN = re.compile(r'[^"\\\x00-\x1f\x7f]*')

_EXAMPLES = {
    keys.INTEGER: "1",
    keys.DAY: "2021-06-30",
    keys.MOMENT: "2021-07-05T10:00:00+08:00",
    keys.WORDS: '{ zh = "…", en = "…" }',
    keys.TABLE: "{ … }",
}


def example(key: Key) -> str:
    """A value of a key as it may stand in a file."""
    return f'"{key.choices[0]}"' if key.choices else _EXAMPLES.get(key.type, "…")


def unquoted(value: object, kind: str, route: Route) -> Mend | None:
    """A text that only its quotes keep from being what is wanted, without them; None where that is not so."""
    if not isinstance(value, str):
        return None
    if kind == keys.TEXTS and _PLAIN.fullmatch(value):
        return Mend(Words("写成列表", "make it a list"), route, f'["{value}"]', safe=True)
    fits = _FITS.get(kind)
    if fits is None or not fits(value):
        return None
    return Mend(Words("去掉引号", "take the quotes off"), route, value, safe=True)


def as_meant(value: object, kind: str, mend: Mend | None) -> Words | None:
    """How a value that is a text is written as what it is meant to be; None where that is not known."""
    if mend is not None:
        return Words(f"写作 `{mend.text}`", f"write `{mend.text}`")
    if not isinstance(value, str) or kind not in _FITS:
        return None
    from jinjiang_plan.files.linting.mistyped import as_value

    known = as_value(value)
    return known[1] if known else None


def bad_choice(name: str, value: str, choices: Sequence[str], route: Route) -> Fault:
    """The fault of a value that is none of a few; those are named, the most alike first."""
    close = nearest(value, list(choices), 1)
    listed = ", ".join([*close, *(each for each in choices if each not in close)])
    words = Words(f"{name} 不能是 `{value}`", f"{name} cannot be `{value}`")
    mend = Mend(Words(f"改成 `{close[0]}`", f"write `{close[0]}`"), route, f'"{close[0]}"') if close else None
    return Fault(
        "JP104", "bad-choice", words, route, hint=Words(f"可用：{listed}", f"choose: {listed}"), mend=mend
    )


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return False
    return read.tzinfo is not None and text == read.isoformat()


_FITS: dict[str, Callable[[str], object]] = {
    keys.NUMBER: _NUMBER.fullmatch,
    keys.FIGURE: lambda text: text in ("true", "false") or _NUMBER.fullmatch(text),
    keys.INTEGER: _WHOLE.fullmatch,
    keys.FLAG: lambda text: text in ("true", "false"),
    keys.DAY: _is_day,
    keys.MOMENT: _is_moment,
}
