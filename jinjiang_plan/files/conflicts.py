"""JP007: the marks that git leaves in a file where a merge met a conflict."""

import re
from collections.abc import Iterator

from jinjiang_plan.model.finding import Finding, Related, Severity
from jinjiang_plan.model.lines import Lines
from jinjiang_plan.model.words import Words

_MARK = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)[^\n]*+", re.MULTILINE)

_HINT = Words(
    "留下要的内容（台账两边的行一般都留），删去这几行标记，再检查一次",
    "keep what is right (of a ledger mostly the lines of both sides), delete the marks, and check again",
)
_PARTS = {
    "=": Words("另一边从这里开始", "the other side begins here"),
    "|": Words("双方改动之前的内容", "what stood there before either change"),
    ">": Words("冲突到此为止", "the conflict ends here"),
}


def conflict_findings(text: str, file: str, lines: Lines) -> Iterator[Finding]:
    """A finding for each conflict, at its first mark; none unless a `<` or `>` mark shows that there is one."""
    marks = list(_MARK.finditer(text))
    if not any(mark[1][0] in "<>" for mark in marks):
        return
    groups: list[list[re.Match[str]]] = []
    for mark in marks:
        if mark[1][0] == "<" or not groups:
            groups.append([])
        groups[-1].append(mark)
    for first, *others in groups:
        related = tuple(Related(file, *_spot(mark, lines), _PARTS[mark[1][0]]) for mark in others)
        words = Words("合并冲突没有解决", "a merge conflict has not been resolved")
        line, column, end_line, end_column = _spot(first, lines)
        yield Finding(
            "JP007",
            "merge-conflict",
            Severity.ERROR,
            words,
            file,
            line,
            column,
            _HINT,
            end_line,
            end_column,
            related=related,
        )


def _spot(mark: re.Match[str], lines: Lines) -> tuple[int, int, int, int]:
    return *lines.place(mark.start()), *lines.place(mark.start() + len(mark[0].rstrip("\r")))
