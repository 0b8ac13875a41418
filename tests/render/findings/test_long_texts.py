"""However long and strange a text is, a format is drawn in time that grows with it, not with its square."""

import pytest

from jinjiang_plan.model.words import Words
from jinjiang_plan.render.findings import FORMATS, format_named
from tests.render.findings.runs import EMPTY, POINT

LONG = 300_000


@pytest.mark.parametrize("sign", ["[", "`", "\n", "#", "##a", ":", " ", "@", "|", "](", "\\", "\x1b", "计"])
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "full"])
def test_a_text_of_one_sign_over_and_over_is_drawn(name: str, sign: str) -> None:
    text = sign * (LONG // len(sign))
    checked = EMPTY._replace(findings=(POINT._replace(words=Words(text, text)),))
    assert format_named(name)(checked, "en")
