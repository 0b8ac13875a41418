"""Files for one test in one text: what a rule must flag, and what it must not.

A text is a plan.toml; a comment line that is nothing but a file's name, such as `# progress/stations.toml`, begins
another file of the plan; `# evidence/june.csv` one that a report cites. A text without a `[plan]` of its own gets the smallest one. Directives, a comment line each:

- `# as-of: 2021-06-30`: the day that is checked;
- `# languages: ["zh", "en"]`: the languages of the smallest plan, by default English alone.

`#! JP303 17` at the end of a line says that the rule is found there, at that column; `#! JP202 0:0` that it is found
for the file as a whole. What is not marked must not be found. A test is added by adding a file.
"""

import re
from pathlib import Path
from typing import NamedTuple

_NAME = re.compile(r"# ((?:progress/)?[a-z0-9.-]+\.toml|evidence/[a-z0-9.-]+)")
_MARK = re.compile(r"#! (JP[0-9]{3}) ([0-9:]+)")


class Marked(NamedTuple):
    """A finding as a mark expects it; line and column 0 for the file as a whole."""

    file: str
    line: int
    column: int
    code: str


def directive(text: str, name: str) -> str | None:
    """What a directive of the text says."""
    found = re.search(rf"^# {name}: (.+)$", text, re.MULTILINE)
    return found[1] if found else None


def head(languages: str) -> str:
    """The smallest plan.toml."""
    return (
        'format = 1\n\n[plan]\ntitle = { zh = "测试计划", en = "Test plan" }\n'
        f"start = 2020-01-01\ndue = 2022-12-31\nlanguages = {languages}\n\n"
    )


def unwrapped(text: str) -> dict[str, str]:
    """The files of a text, by their names in the plan's folder."""
    files = {"plan.toml": "" if "[plan]" in text else head(directive(text, "languages") or '["en"]')}
    name = "plan.toml"
    for line in text.splitlines(keepends=True):
        begins = _NAME.fullmatch(line.rstrip("\n"))
        if begins:
            name = begins[1]
            files[name] = ""
        else:
            files[name] += line
    return files


def write_case(plans: Path, text: str) -> list[Marked]:
    """Write the files of a text as one plan below a plans folder, and give what its marks expect."""
    expected = []
    for name, content in unwrapped(text).items():
        path = plans / "plan" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        for number, line in enumerate(content.splitlines(), 1):
            for code, column in _MARK.findall(line):
                whole = column == "0:0"
                expected.append(
                    Marked(f"plan/{name}", 0 if whole else number, 0 if whole else int(column), code)
                )
    return sorted(expected)
