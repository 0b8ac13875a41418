"""JP002: full-width signs that a Chinese keyboard leaves between the strings of a TOML text."""

import re
from collections.abc import Iterator

from jinjiang_plan.files.toml_text.positions import COMMENT, STRINGS
from jinjiang_plan.model.finding import (
    BARE_CHINESE_KEY,
    CHINESE_PUNCTUATION,
    Edit,
    Finding,
    Fix,
    Lines,
)
from jinjiang_plan.model.words import Words

_QUOTED = r"""[“”„][^“”„"\\\n]*[“”„"]|[‘’][^‘’'\n]*[’‘']|「[^「」"\\\n]*」|『[^『』"\\\n]*』"""
_SIGNS = "\uff01-\uff5e\u3000、。【】“”‘’「」『』"
_scan = re.compile(rf"(?P<string>{STRINGS})|{COMMENT}|(?P<quoted>{_QUOTED})|(?P<run>[{_SIGNS}]+)")
_closing = re.compile(r"[“”](?=[ \t\r]*(?:[,}\]#，｝］＃]|$))")
_closing_single = re.compile(r"[‘’](?=[ \t\r]*(?:[,}\]#，｝］＃]|$))")

_SAME = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_HALF = {sign: half for sign, half in _SAME.items() if half.isalnum() or half in "=[]{},.#-+_:\"'"}
_HALF |= {"\u3000": " ", "、": ",", "【": "[", "】": "]"}
_PROSE = "，。、；！？（）"
"""What stands in Chinese sentences: beside a Chinese letter it says that a text lacks its quotes."""

HINT = Words("改用半角（英文）标点", "type the half-width (ASCII) sign")


def wide_findings(text: str, file: str, lines: Lines) -> Iterator[Finding]:
    """A finding for each run of full-width signs, and for each text between full-width quotes, that is certain."""
    for match in _scan.finditer(text):
        if match["quoted"] is not None:
            yield _quotes(match, file, lines)
        elif match["run"] is not None:
            if not _is_prose(text, match.start(), match.end()):
                yield _run(text, match, file, lines)
        elif match["string"] is not None:
            yield from _closed_wide(match, file, lines)


def _quotes(match: re.Match[str], file: str, lines: Lines) -> Finding:
    """A text whose quotes, or whose first one, is full-width."""
    half = "'" if match[0][0] in "‘’" else '"'
    edits = (Edit(match.start(), match.start() + 1, half), Edit(match.end() - 1, match.end(), half))
    signs = f"{match[0][0]} {match[0][-1]}"
    words = Words(f"全角引号 `{signs}`", f"full-width quotes `{signs}`")
    return _finding(words, file, lines, match.start(), match.end(), edits)


def _closed_wide(match: re.Match[str], file: str, lines: Lines) -> Iterator[Finding]:
    """A text that begins with a plain quote and ends with a full-width one."""
    quote = match[0][0]
    if match[0].startswith(quote * 3) or (len(match[0]) > 1 and match[0].endswith(quote)):
        return
    pattern = _closing if quote == '"' else _closing_single
    end = pattern.search(match[0])
    if end is None:
        return
    at = match.start() + end.start()
    words = Words(f"全角引号 `{end[0]}`", f"full-width quote `{end[0]}`")
    yield _finding(words, file, lines, at, at + 1, (Edit(at, at + 1, quote),))


def _is_prose(text: str, start: int, end: int) -> bool:
    """Whether a run belongs to Chinese words that lack their quotes."""
    before, after = text[start - 1 : start], text[end : end + 1]
    chinese = [each.isalpha() and not each.isascii() for each in (before, after)]
    if text[start] in _PROSE:
        return any(chinese)
    return all(chinese)


def _run(text: str, match: re.Match[str], file: str, lines: Lines) -> Finding:
    start, end = match.span()
    half = "".join(_half(text, at) or "\0" for at in range(start, end))
    words = Words(f"全角标点 `{match[0]}`", f"full-width punctuation `{match[0]}`")
    if match[0] == "\u3000" * len(match[0]):
        words = Words("全角空格", "a full-width space")
    elif any(sign.isalnum() for sign in half):
        words = Words(f"全角字符 `{match[0]}`", f"full-width signs `{match[0]}`")
    edits = () if "\0" in half else (Edit(start, end, half),)
    return _finding(words, file, lines, start, end, edits)


def _half(text: str, at: int) -> str | None:
    """What the sign at an offset stands for, None where that is not certain."""
    sign = text[at]
    around = text[at - 1 : at], text[at + 1 : at + 2]
    between_digits = all(each.isdecimal() for each in around)
    if sign == "：":
        return ":" if between_digits else "="
    if sign == "。":
        return "." if between_digits else None
    return _HALF.get(sign)


def _finding(  # noqa: PLR0913, PLR0917 - what a finding is made of
    words: Words, file: str, lines: Lines, start: int, end: int, edits: tuple[Edit, ...]
) -> Finding:
    line, column = lines.place(start)
    end_line, end_column = lines.place(end)
    fix = Fix(Words("改成半角", "make it half-width"), edits, safe=True) if edits else None
    return Finding(
        *CHINESE_PUNCTUATION,
        words,
        file,
        line,
        column,
        HINT,
        end_line,
        end_column,
        fix=fix,
    )


# JP004: keys in Chinese without quotes, which TOML does not take.


_bare_key_scan = re.compile(
    rf"(?P<string>{STRINGS})|{COMMENT}|(?P<header>^[ \t]*[\[［]+)|(?P<end>\n)|(?P<word>[\w-]+)",
    re.MULTILINE,
)
_before_value = re.compile(r"[ \t\u3000]*(?:[=＝:：.．])")

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
    "时区": "timezone",
    "年度末月": "year_end",
    "容差": "tolerance",
    "季节权重": "seasons",
    "公布日期": "published",
    "补报原因": "late",
}


def bare_key_findings(text: str, file: str, lines: Lines) -> Iterator[Finding]:
    """A finding for each key, or part of one, that holds Chinese and has no quotes."""
    header = False
    for match in _bare_key_scan.finditer(text):
        if match["header"] is not None or match["end"] is not None:
            header = match["header"] is not None
        word = match["word"]
        if word is None or not _is_chinese(word):
            continue
        if header or _before_value.match(text, match.end()):
            yield _bare_key_finding(match, file, lines, header=header)


def _is_chinese(word: str) -> bool:
    """Whether a word holds letters that a bare key may not; full-width Latin ones are another matter."""
    return not word.isascii() and any(ord(sign) > 0x7F and not 0xFF01 <= ord(sign) <= 0xFF5E for sign in word)


def _bare_key_finding(match: re.Match[str], file: str, lines: Lines, *, header: bool) -> Finding:
    word = match[0]
    known = (_TABLES if header else _KEYS).get(word)
    line, column = lines.place(match.start())
    end_line, end_column = lines.place(match.end())
    words = Words(f"中文键 `{word}` 没有加引号", f"the Chinese key `{word}` has no quotes")
    if known:
        hint = Words(f"写成 `{known}`", f"write `{known}`")
    elif header:
        hint = Words("编号只用小写字母、汉字、数字和 `-`", "an id has small letters, digits and `-` only")
    else:
        hint = Words(f'加引号：`"{word}"`，或改用英文键', f'quote it: `"{word}"`, or use the English key')
    fix = None
    if known or not header:
        edit = Edit(match.start(), match.end(), known or f'"{word}"')
        fix = Fix(hint, (edit,), safe=True)
    return Finding(
        *BARE_CHINESE_KEY,
        words,
        file,
        line,
        column,
        hint,
        end_line,
        end_column,
        fix=fix,
    )
