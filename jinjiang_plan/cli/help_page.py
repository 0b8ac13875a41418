"""What `--help` prints: the commands in groups, a command's options by what they are for, every line within the width."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.width import cells, pad, wrap

GROUPS: dict[Words, dict[str, Words]] = {
    Words("查看", "Read"): {
        "list": Words(
            "列出目标、项目、行动、计划、出处", "list targets, initiatives, actions, plans, sources"
        ),
        "status": Words("评估每个目标，最差的在前", "judge every target, the worst first"),
        "show": Words(
            "一个目标的全部情况；--explain 列出公式", "show one target; --explain adds every formula"
        ),
        "forecast": Words("目标能否按期完成", "project whether a target will be met"),
        "chart": Words("进度图、小图、状态图、阶段图", "draw reports, planned path, statuses or stages"),
        "log": Words("按录入先后列出数据和调整", "list reports and amendments as they were recorded"),
        "diff": Words("两天之间或两个版本之间的变化", "compare two days, or two git revisions"),
        "timeline": Words("逐月列出何时到期、何时应报", "list what is due and to be reported, by month"),
        "trend": Words("各报告期末红黄绿蓝各多少", "count statuses at the end of each period"),
    },
    Words("上报", "Report"): {
        "record": Words("录入一条数据", "append a report to a ledger"),
        "template": Words("生成填报表", "write a sheet to fill in"),
        "import": Words("从表格导入数据", "append the reports of a sheet"),
    },
    Words("修改", "Change"): {
        "plan": Words(
            "计划：由表格新建、添目标、写成表格", "a plan out of a table, more targets, back to a table"
        ),
        "amend": Words(
            "正式调整目标值、期限、基期或状态", "change a goal, due day, baseline or status formally"
        ),
        "retract": Words("撤回某一天的数据", "withdraw the figure of a day"),
        "undo": Words("取消最后录入、还没有提交的一条", "remove the last report, before git has it"),
        "mend": Words("修补写到一半的台账", "repair a ledger whose last line is torn"),
    },
    Words("检查", "Check"): {
        "check": Words("检查计划文件和台账", "check plan files and ledgers"),
        "rule": Words("解释一条检查规则", "explain a rule of check"),
        "schema": Words("编辑器用的 JSON Schema", "print the JSON Schema for editors"),
    },
    Words("发布", "Publish"): {
        "brief": Words("督查通报：md、html、docx、xlsx", "write the briefing: md, html, docx, xlsx"),
        "site": Words("公开网站", "write the public site"),
    },
    Words("开始", "Start"): {
        "init": Words("新建计划", "start a plan of your own"),
        "demo": Words("用示例数据试一试", "try the built-in plan with sample figures"),
        "help": Words("手册", "read the manual"),
    },
}
"""The commands, each with what it does, in the groups that a reader looks for."""

BELOW: dict[str, dict[str, Words]] = {
    "plan": {
        "import": Words(
            "由任务分解表新建计划，或比较新版", "make a plan of a table, or compare a new version"
        ),
        "add": Words("添一个目标或项目", "add a target or an initiative"),
        "export": Words("写成表格", "write the plan as a table"),
    },
}
"""The commands that stand below another, each with what it does."""

_FILTERS = ("--plan", "--action", "--lead", "--class", "--status", "--tag", "--due-before")
_TIME = ("--as-of", "--known-at", "--since")
_OUTPUT = ("--format", "--output", "--force", "--width", "--height", "--help")
_SECTIONS = {
    Words("筛选", "Filters"): _FILTERS,
    Words("时间", "Time"): _TIME,
    Words("输出", "Output"): _OUTPUT,
}
_OWN = {
    "--help": Words("显示本页", "show this page"),
    "--install-completion": Words("为当前的 shell 安装补全", "install completion for the current shell"),
    "--show-completion": Words(
        "显示当前 shell 的补全脚本", "print the completion script of the current shell"
    ),
}
"""The options that Typer words, in English alone."""

_MARKS = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 …"}
_WIDEST = 80
_LONELY = 10
"""Cells that the last line of a Chinese text fills at the least."""
_NAMES = 26
"""Cells for the names of options; what is longer stands on a line of its own."""

Rows = list[tuple[str, str]]


def help_page(command: Any, ctx: Any, lang: Lang, columns: int) -> str:  # noqa: ANN401 - Typer does not name their types
    """Return the page of a command, or of the whole program, ended without a newline."""
    width = max(min(columns, _WIDEST) - 2, 40)
    colon = Words("：", ":").say(lang)
    titled = [*_sections(command, ctx, lang)]
    if hasattr(command, "list_commands"):
        titled = [
            *_groups(getattr(command, "above", ""), lang),
            (Words("选项", "Options").say(lang), [row for _, rows in titled for row in rows]),
        ]
    blocks = [_usage(command, ctx, lang, width), *_paragraphs(command.help or "", width)]
    blocks += [_section(f"{title}{colon}", rows, width) for title, rows in titled if rows]
    return "\n\n".join([*blocks, *_paragraphs(command.epilog or "", width)])


def _groups(above: str, lang: Lang) -> Iterator[tuple[str, Rows]]:
    """The commands with what they do: in their groups, or those below a command."""
    for title, group in ({Words("命令", "Commands"): BELOW[above]} if above else GROUPS).items():
        yield title.say(lang), [(name, does.say(lang)) for name, does in group.items()]


def _usage(command: Any, ctx: Any, lang: Lang, width: int) -> str:  # noqa: ANN401
    line = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    if lang == "zh":
        for mark, words in _MARKS.items():
            line = line.replace(mark, words)
    return "\n".join(wrap(Words(f"用法：{line}", f"Usage: {line}").say(lang), width, 7))


def _paragraphs(text: str, width: int) -> list[str]:
    """The paragraphs of a help text, each in lines within the width."""
    joined = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip())
    return ["\n".join(f"  {line}" for line in _lines(part, width - 2)) for part in joined]


_PIECE = re.compile(
    r"\s*[（《“‘「『【]*(?:[!-~]+[年月日座亿]?|[^\s!-~（《“‘「『【])[，。、；：！？）》”’」』】]*"
)
"""What is kept on one line of Chinese prose: a Latin word or a single sign, with the marks that belong to it."""


def _lines(text: str, width: int) -> list[str]:
    """The text in full lines: Chinese goes on to the end of a line, and leaves no sign alone on the last one."""
    if text.isascii() or not re.search("[一-鿿]{2}", text):
        return wrap(text, width)
    tries = [_filled(text, width - less) for less in range(0, _LONELY, 2)]
    whole = (lines for lines in tries if len(lines) == 1 or cells(lines[-1]) >= _LONELY)
    return next(whole, tries[0])


def _filled(text: str, width: int) -> list[str]:
    lines = [""]
    for piece in _PIECE.findall(text):
        if cells(lines[-1]) + cells(piece) <= width:
            lines[-1] += piece
        else:
            lines += wrap(piece.strip(), width)
    return [line for line in lines if line]


def _sections(command: Any, ctx: Any, lang: Lang) -> Iterator[tuple[str, Rows]]:  # noqa: ANN401
    """The arguments, the options that are the command's own, and those that many commands share."""
    arguments: Rows = []
    options: dict[str, tuple[str, str]] = {}
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record is None:
            continue
        name = max(parameter.opts, key=len)
        says = _OWN[name].say(lang) if name in _OWN else record[1]
        row = record[0], _translated(says, lang)
        if parameter.param_type_name == "argument":
            arguments.append(row)
        else:
            options[name] = row
    sections = {title: names for title, names in _SECTIONS.items() if _is_shared(names, options)}
    shared = {name for names in sections.values() for name in names}
    yield Words("参数", "Arguments").say(lang), arguments
    yield Words("选项", "Options").say(lang), [row for name, row in options.items() if name not in shared]
    for title, names in sections.items():
        yield title.say(lang), [row for name, row in options.items() if name in names]


def _is_shared(names: tuple[str, ...], options: Iterable[str]) -> bool:
    """Whether options of these names are what many commands share: filters only where all of them are taken."""
    return names is not _FILTERS or {*names} <= {*options}


def _translated(text: str, lang: Lang) -> str:
    """The text with the marks that Typer puts behind it in the reader's language."""
    text = re.sub(r"\[x>=(\d+)\]", Words(r"[不小于 \1]", r"[\1 or more]").say(lang), text)
    if lang == "en":
        return text
    text = re.sub(r"\[default: ([^\]]*)\]", r"[默认：\1]", text)
    return text.replace("[required]", "[必填]").replace("; required]", "；必填]")


def _section(title: str, rows: Rows, width: int) -> str:
    """A titled table of two columns; a name that is too long has a line of its own."""
    names = min(max(cells(name) for name, _ in rows), _NAMES)
    return "\n".join([title, *(line for row in rows for line in _row(*row, names, width))])


def _row(name: str, text: str, names: int, width: int) -> Iterable[str]:
    indent = " " * (names + 4)
    lines = _lines(text, width - len(indent)) if text else [""]
    if cells(name) > names:
        yield f"  {name}"
    else:
        yield f"  {pad(name, names)}  {lines.pop(0)}".rstrip()
    yield from (f"{indent}{line}" for line in lines)
