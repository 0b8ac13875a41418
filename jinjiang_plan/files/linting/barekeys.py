"""JP004: keys in Chinese without quotes, which TOML does not take."""

import re
from collections.abc import Iterator

from jinjiang_plan.files.linting.lexing import COMMENT, STRINGS
from jinjiang_plan.model.finding import Edit, Finding, Fix, Severity
from jinjiang_plan.model.lines import Lines
from jinjiang_plan.model.words import Words

_bare_key_scan = re.compile(
    rf"(?P<string>{STRINGS})|{COMMENT}|(?P<header>^[ \t]*+[\[［]++)|(?P<end>\n)|(?P<word>[\w-]++)",
    re.MULTILINE,
)
_before_value = re.compile(r"[ \t\u3000]*+(?:[=＝:：.．])")

_TABLES = {
    "计划": "plan",
    "行动": "action",
    "目标": "target",
    "指标": "target",
    "举措": "initiative",
    "项目": "initiative",
    "出处": "source",
    "来源": "source",
    "报告": "report",
    "台账": "report",
}
_KEYS = {
    "格式": "format",
    "标题": "title",
    "名称": "title",
    "类型": "kind",
    "类别": "class",
    "单位": "unit",
    "基期": "baseline",
    "目标": "goal",
    "目标值": "goal",
    "值": "value",
    "数值": "value",
    "阶段": "stage",
    "起始": "start",
    "开始": "start",
    "期限": "due",
    "截止": "due",
    "截止日": "due",
    "责任单位": "lead",
    "牵头单位": "lead",
    "配合单位": "partners",
    "标签": "tags",
    "出处": "source",
    "来源": "source",
    "原文": "wording",
    "备注": "note",
    "说明": "note",
    "摘要": "summary",
    "地点": "place",
    "录入": "recorded",
    "录入时间": "recorded",
    "录入人": "by",
    "序号": "order",
}


def bare_key_findings(text: str, file: str, lines: Lines) -> Iterator[Finding]:
    """A finding for each key, or part of one, that holds Chinese and has no quotes."""
    header = False
    for found in _bare_key_scan.finditer(text):
        if found["header"] is not None or found["end"] is not None:
            header = found["header"] is not None
        word = found["word"]
        if word is None or not _is_chinese(word):
            continue
        if header or _before_value.match(text, found.end()):
            yield _bare_key_finding(found, file, lines, header=header)


def _is_chinese(word: str) -> bool:
    """Whether a word holds letters that a bare key may not; full-width Latin ones are another matter."""
    return not word.isascii() and any(ord(sign) > 0x7F and not 0xFF01 <= ord(sign) <= 0xFF5E for sign in word)


def _bare_key_finding(found: re.Match[str], file: str, lines: Lines, *, header: bool) -> Finding:
    word = found[0]
    known = (_TABLES if header else _KEYS).get(word)
    line, column = lines.place(found.start())
    end_line, end_column = lines.place(found.end())
    words = Words(f"中文键 `{word}` 没有加引号", f"the Chinese key `{word}` has no quotes")
    if known:
        hint = Words(f"写成 `{known}`", f"write `{known}`")
    elif header:
        hint = Words("编号只用小写字母、数字和 `-`", "an id has small letters, digits and `-` only")
    else:
        hint = Words(f'加引号：`"{word}"`，或改用英文键', f'quote it: `"{word}"`, or use the English key')
    fix = None
    if known or not header:
        edit = Edit(found.start(), found.end(), known or f'"{word}"')
        fix = Fix(hint, (edit,), safe=True)
    return Finding(
        "JP004",
        "bare-chinese-key",
        Severity.ERROR,
        words,
        file,
        line,
        column,
        hint,
        end_line,
        end_column,
        fix=fix,
    )
