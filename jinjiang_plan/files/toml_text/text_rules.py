"""What the parser lets pass and a linter does not: marks and line ends, syntax of TOML 1.1, unsafe signs."""

import re
from collections.abc import Iterator

from jinjiang_plan.files.toml_text.line_ends import line_end
from jinjiang_plan.files.toml_text.positions import ALL, COMMENT, STRINGS, strings
from jinjiang_plan.model.finding import (
    ENCODING,
    TOML_1_1_SYNTAX,
    UNSAFE_TEXT,
    Edit,
    Finding,
    Fix,
    Lines,
)
from jinjiang_plan.model.words import Words

# JP006: what TOML 1.1 has and 1.0 has not, which most editors refuse.


_SCAN = re.compile(
    rf"{STRINGS}|{COMMENT}|(?P<bracket>[\[\]{{}}])|(?P<end>\n)|(?P<trailing>,(?=[ \t\r\n]*(?:{COMMENT}\n[ \t\r\n]*){ALL}\}}))"
    r"|(?P<time>[0-9]{2}:[0-9]{2}(?![:0-9]))|[0-9:+-]+"
)
_ESCAPE = re.compile(r"\\(?:(?P<new>e|x[0-9a-fA-F]{2})|[\s\S])")

_NO_SECONDS = Words("时刻没有写秒", "a time without seconds")
_OVER_LINES = Words("内联表写成了几行", "an inline table over several lines")
_ONE_LINE = Words("写在一行，或改成 [表头]", "write it on one line, or as a [header]")
_LAST_COMMA = Words("内联表末尾有逗号", "a comma at the end of an inline table")
_DELETE = Words("删去逗号", "delete the comma")


def later_findings(text: str, file: str) -> Iterator[Finding]:
    """The findings of a text that parses."""
    yield from _later_syntax(text, file)
    yield from _later_escapes(text, file)


def _later_syntax(text: str, file: str) -> Iterator[Finding]:
    """A finding for each inline table over lines or with a last comma, and each time without seconds."""
    lines = Lines(text)
    stack: list[int] = []
    reported: set[int] = set()
    for match in _SCAN.finditer(text):
        bracket = match["bracket"]
        within = stack[-1] if stack and text[stack[-1]] == "{" else None
        if bracket in ("[", "{"):
            stack.append(match.start())
        elif bracket is not None and stack:
            stack.pop()
        elif match["time"] is not None:
            hint = Words(f"写成 `{match[0]}:00`", f"write `{match[0]}:00`")
            yield _later(_NO_SECONDS, hint, file, lines, match.span())
        elif within is not None and within not in reported and match["trailing"] is not None:
            reported.add(within)
            yield _later(_LAST_COMMA, _DELETE, file, lines, match.span())
        elif within is not None and within not in reported and match["end"] is not None:
            reported.add(within)
            yield _later(_OVER_LINES, _ONE_LINE, file, lines, (within, within + 1))


def _later_escapes(text: str, file: str) -> Iterator[Finding]:
    lines = Lines(text)
    for string in strings(text):
        if string[0][0] != '"' or "\\" not in string[0]:
            continue
        for match in _ESCAPE.finditer(string[0]):
            if match["new"] is not None:
                code = "1b" if match["new"] == "e" else match["new"][1:]
                yield _later(
                    Words(f"转义 `{match[0]}`", f"the escape `{match[0]}`"),
                    Words(f"写成 `\\u00{code}`", f"write `\\u00{code}`"),
                    file,
                    lines,
                    (string.start() + match.start(), string.start() + match.end()),
                )


def _later(what: Words, hint: Words, file: str, lines: Lines, span: tuple[int, int]) -> Finding:
    words = Words(f"TOML 1.0 没有这种写法：{what.zh}", f"TOML 1.0 has no such thing: {what.en}")
    return Finding(
        *TOML_1_1_SYNTAX,
        words,
        file,
        *lines.place(span[0]),
        hint,
        *lines.place(span[1]),
    )


# JP107: signs that command a screen, turn text round or hide, wherever they stand in a file, raw or escaped.


_HIDDEN = (
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u034f\u115f\u1160\u3164\uffa0"
)
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
_raw = re.compile(rf"[{_CONTROLS}\x80-\x9f\u2028\u2029{_HIDDEN}]")
_controls = re.compile(f"[{_CONTROLS}]|\r(?!\n)")
_escapes = re.compile(
    r"\\(?:u(?P<short>[0-9a-fA-F]{4})|U(?P<long>[0-9a-fA-F]{8})|x(?P<byte>[0-9a-fA-F]{2})|(?P<other>.))"
)
_escaped = {"b": "\b", "f": "\f", "r": "\r", "e": "\x1b"}
_candidate = re.compile(
    r"\\(?:[bfre]|u00[0189]|u200|u20[26]|u061|ufeff|uFEFF|u034|u115|u116|u316|uff[aA]|uFF[aA]|U000|x)"
)
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

HINT = Words("删去这个字符", "delete the sign")


def unsafe_findings(text: str, file: str) -> list[Finding]:
    """The findings of a text that parses."""
    spans = [(match.start(), match.end(), match[0]) for match in _raw.finditer(text)]
    if _candidate.search(text):
        spans += list(_in_strings(text))
    if not spans:
        return []
    lines = Lines(text)
    return [_finding(sign, file, lines, start, end) for start, end, sign in sorted(spans)]


def raw_controls(text: str, file: str, lines: Lines) -> Iterator[Finding]:
    """The findings of a text that does not parse: the signs that keep the parser from it."""
    for match in _controls.finditer(text):
        yield _finding(match[0], file, lines, match.start(), match.end())


def _in_strings(text: str) -> Iterator[tuple[int, int, str]]:
    """Each unsafe sign that an escape in a string stands for, with where the escape stands."""
    from jinjiang_plan.files.toml_text.positions import strings

    for string in strings(text):
        if string[0][0] == '"' and "\\" in string[0]:
            for match in _escapes.finditer(string[0]):
                sign = _sign(match)
                if sign and (sign == "\r" or _raw.match(sign)):
                    yield string.start() + match.start(), string.start() + match.end(), sign


def _sign(match: re.Match[str]) -> str:
    code = match["short"] or match["long"] or match["byte"]
    if code is None:
        return _escaped.get(match["other"], "")
    number = int(code, 16)
    return chr(number) if number < 0x110000 else ""


def _finding(sign: str, file: str, lines: Lines, start: int, end: int) -> Finding:
    line, column = lines.place(start)
    name = f"U+{ord(sign):04X}"
    if sign in _BIDIRECTIONAL:
        words = Words(f"改变文字方向的字符 {name}", f"a sign that turns text round, {name}")
    elif ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0:
        words = Words(f"控制字符 {name}", f"a control character, {name}")
    else:
        words = Words(f"看不见的字符 {name}", f"a sign that nobody sees, {name}")
    return Finding(*UNSAFE_TEXT, words, file, line, column, HINT, line, column + end - start)


_LONE = re.compile(r"(?<!\r)\n")
_NEW_ESCAPE = re.compile(r"\\[ex]")
_MARKED_END = re.compile(r"[{,\r \t](?:\n|\Z)|[^\n]#")
"""A line that ends in what an open table or list may end in, or that holds a comment: most texts have none."""
_OPEN_END = re.compile(r"[{,][ \t]*(?:#|\r?\Z)")
_LATER = (
    re.compile(r"\n[ \t]*[,}]"),
    re.compile(r",[ \t]*\}"),
    re.compile(r":[0-9]{2}(?![:0-9])(?<=[0-9]{2}:[0-9]{2})(?<![:+-][0-9]{2}:[0-9]{2})"),
)


def text_findings(text: str, file: str, *, marked: bool, parses: bool) -> list[Finding]:
    """The findings of a text as such; `marked` says that a mark stood before it, `parses` that it is TOML."""
    findings = [*_mark(file)] if marked else []
    findings += _line_ends(text, file)
    if parses:
        findings += unsafe_findings(text, file)
        if _may_be_later(text):
            findings += later_findings(text, file)
    return findings


def _may_be_later(text: str) -> bool:
    """Whether a text may hold what only TOML 1.1 has: a quick look, which strings and comments may mislead."""
    if _NEW_ESCAPE.search(text) or any(each.search(text) for each in _LATER):
        return True
    if not _MARKED_END.search(text):
        return False
    ends = (
        line for line in text.split("\n") if line.endswith(("{", ",", "\r", " ", "\t")) or "#" in line[1:]
    )
    return any(_OPEN_END.search(line) for line in ends)


def _mark(file: str) -> Iterator[Finding]:
    words = Words("文件开头有 BOM 标记", "the file begins with a byte order mark")
    hint = Words("另存为“UTF-8”，不带 BOM", "save it as UTF-8 without a mark")
    fix = Fix(Words("去掉标记", "take the mark off"), (Edit(-1, 0, ""),), safe=True)
    yield Finding(*ENCODING, words, file, 1, 1, hint, 1, 1, fix=fix)


def _line_ends(text: str, file: str) -> Iterator[Finding]:
    """The finding of lines that end in two ways; that of the most is the one that stays."""
    windows = text.count("\r\n")
    lone = text.count("\n") - windows
    if not windows or not lone:
        return
    if line_end(text) == "\r\n":
        places = [match.start() for match in _LONE.finditer(text)]
        edits = tuple(Edit(at, at, "\r") for at in places)
    else:
        places = [match.start() for match in re.finditer("\r\n", text)]
        edits = tuple(Edit(at, at + 1, "") for at in places)
    line, column = Lines(text).place(places[0])
    few = len(places)
    words = Words(f"换行混用：{few} 行与其余不同", f"line ends of two kinds: {few} differ from the rest")
    hint = Words("让编辑器统一换行，git 里设 text=auto", "let the editor use one kind, and git text=auto")
    fix = Fix(Words("统一换行", "use one kind of line end"), edits, safe=True)
    yield Finding(*ENCODING, words, file, line, column, hint, line, column, fix=fix)
