"""`init`: start a plan of one's own."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from shlex import quote
from typing import Annotated, NamedTuple, TypeVar

import typer

from jinjiang_plan.cli.language import both, named_language
from jinjiang_plan.cli.record.dialogue import agreed, ask, on_a_terminal
from jinjiang_plan.cli.session import Session, moment, system_zone_name
from jinjiang_plan.files.git.new_repository import start_repository
from jinjiang_plan.files.layout import top_of
from jinjiang_plan.files.scaffold import MONEY, UNTITLED, NewPlan, start_from_built_in, start_new
from jinjiang_plan.model.choice_words import plain, words_for
from jinjiang_plan.model.codes import Frequency
from jinjiang_plan.model.file_format import MOST_TOLERANCE
from jinjiang_plan.model.ids import file_fault, id_fault
from jinjiang_plan.model.plan import DECEMBER
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.units import find_unit
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.model.written_days import read_day, read_period
from jinjiang_plan.model.zones import CHINA, is_zone, zone_named
from jinjiang_plan.render.schema import schema_texts

T = TypeVar("T")


def run(
    ctx: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            help=both("目录；计划写在其中的 plans/", "a folder; the plan goes into its plans/"),
            show_default=False,
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="built-in",
            help=both("复制内置的锦江区计划", "copy the built-in plan of Jinjiang"),
        ),
    ] = None,
    name: Annotated[
        str, typer.Option("--name", metavar="ID", help=both("新计划的编号", "the new plan's id"))
    ] = "my-plan",
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help=both("计划名称", "the plan's title"))
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="zh|en",
            help=both("计划用的语言；默认同界面", "the plan's language; default that of the call"),
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--start",
            metavar="DAY",
            help=both("起始日；默认今年元旦", "its first day; default the first of this year"),
        ),
    ] = None,
    due: Annotated[
        str | None,
        typer.Option(
            "--due", metavar="DAY", help=both("截止日；默认三年", "its last day; default three years")
        ),
    ] = None,
    timezone: Annotated[
        str | None,
        typer.Option(
            "--timezone",
            metavar="NAME",
            help=both("计划的时区；默认按系统设置", "the plan's time zone; default the system's"),
        ),
    ] = None,
    year_end: Annotated[
        str | None,
        typer.Option(
            "--year-end",
            metavar="MONTH",
            help=both(
                "报告年度在哪个月结束；默认 12", "the month in which the reporting year ends; default 12"
            ),
        ),
    ] = None,
    frequency: Annotated[
        str | None,
        typer.Option(
            "--frequency",
            metavar="month|quarter|half-year|year",
            help=both("填报频率；默认季度", "how often it is reported; default quarter"),
        ),
    ] = None,
    tolerance: Annotated[
        str | None,
        typer.Option(
            "--tolerance",
            metavar="POINTS",
            help=both(
                "预期性目标容许的差距，0 至 5 个百分点；默认 5",
                "points that expected targets may fall short, 0 to 5; default 5",
            ),
        ),
    ] = None,
    money: Annotated[
        str | None,
        typer.Option(
            "--money",
            metavar="UNIT",
            help=both("金额单位；默认亿元", "the unit of money; default million USD"),
        ),
    ] = None,
    git: Annotated[
        bool | None,
        typer.Option(
            "--git/--no-git",
            help=both("建 git 仓库；不写时在终端上询问", "make it a git repository; asked on a terminal"),
            show_default=False,
        ),
    ] = None,
) -> int:
    session: Session = ctx.obj
    if source not in (None, "built-in"):
        raise Refusal(f"--from 只能是 built-in，不是 `{source}`", f"--from can be built-in, not `{source}`")
    fault = id_fault(name) or file_fault(name)
    if fault is not None:
        raise Refusal(f"编号 `{name}` 不能用：{fault.zh}", f"`{name}` cannot be an id: {fault.en}")
    schemas = schema_texts()
    typed = _Typed(title, language, start, due, timezone, year_end, frequency, tolerance, money)
    if source:
        if any(each is not None for each in typed):
            raise Refusal(
                "除 --name、--git 外的选项用于新计划，不用于复制内置计划",
                "options other than --git are for a new plan, not for a copy of the built-in one",
            )
        written = start_from_built_in(folder, samples=False, schemas=schemas)
    else:
        written = start_new(folder, name, schemas, _new_plan(session, typed))
    for path in written:
        typer.echo(str(path))
    _offer_git(session, folder, git)
    _tell_next(session, folder, copied=source is not None)
    return 0


class _Typed(NamedTuple):
    """The options of a new plan, as typed."""

    title: str | None
    """The title."""
    language: str | None
    """The language that it is written in."""
    start: str | None
    """The first day."""
    due: str | None
    """The last day."""
    timezone: str | None
    """The time zone."""
    year_end: str | None
    """The month in which the reporting year ends."""
    frequency: str | None
    """How often it is reported."""
    tolerance: str | None
    """Points that expected targets may fall short."""
    money: str | None
    """The unit of money."""


def _new_plan(session: Session, typed: _Typed) -> NewPlan:
    """What the plan says of itself: as typed, else asked for on a terminal, else the usual."""
    asks = on_a_terminal()
    system = system_zone_name(session.environment) or CHINA

    def answer(text: str | None, question: Words, read: Callable[[str], T], usual: str) -> T:
        return (
            ask(session, question, read, usual)
            if text is None and asks
            else read(usual if text is None else text)
        )

    lang = answer(
        typed.language,
        Words("计划用的语言（zh、en）", "language of the plan (zh, en)"),
        named_language,
        session.lang,
    )
    title = answer(typed.title, Words("计划名称", "title"), _title, UNTITLED.say(lang))
    today = moment(zone_named(system), session.environment).date()
    start = answer(
        typed.start,
        Words("起始日", "first day"),
        lambda text: read_period(text, today).first,
        f"{today.year}-01-01",
    )
    due = answer(typed.due, Words("截止日", "last day"), _after(start, today), f"{start.year + 2}-12-31")
    zone = answer(typed.timezone, Words("时区", "time zone"), _zone, system)
    year_end = answer(
        typed.year_end,
        Words("报告年度在哪个月结束", "month in which the reporting year ends"),
        _month,
        f"{DECEMBER}",
    )
    frequency = answer(
        typed.frequency,
        Words("填报频率（月、季度、半年、年）", "how often it is reported (month, quarter, half-year, year)"),
        _frequency,
        Words("季度", "quarter").say(session.lang),
    )
    tolerance = answer(
        typed.tolerance,
        Words("预期性目标容许差几个百分点（0 至 5）", "points that expected targets may fall short (0 to 5)"),
        _points,
        f"{MOST_TOLERANCE}",
    )
    money = answer(typed.money, Words("金额单位", "unit of money"), _money, _usual_money(lang, zone))
    terms = {
        "timezone": (f'"{zone}"', f'"{CHINA}"'),
        "year_end": (year_end, f"{DECEMBER}"),
        "tolerance": (tolerance, f"{MOST_TOLERANCE}"),
    }
    said = {key: value for key, (value, usual) in terms.items() if value != usual}
    return NewPlan(lang, title, start, due, frequency, money, said)


def _usual_money(lang: Lang, zone: str) -> str:
    """The unit of money that is offered: by the zone for a plan in English."""
    if lang == "zh":
        return MONEY.zh
    return "million CNY" if zone == CHINA else "million EUR" if zone.startswith("Europe/") else MONEY.en


def _title(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise Refusal("名称不能为空，也不能含控制字符", "a title cannot be empty or hold control characters")
    return text.strip()


def _after(start: date, today: date) -> Callable[[str], date]:
    def read(text: str) -> date:
        due = read_day(text, today)
        if due <= start:
            raise Refusal(
                f"截止日 {due} 应在起始日 {start} 之后",
                f"the last day, {due}, must be after the first, {start}",
            )
        return due

    return read


def _frequency(text: str) -> Frequency:
    word = plain(text).lower()
    code = words_for(Frequency).get(word, word)
    if code not in list(Frequency):
        raise Refusal(
            f"填报频率不能是 `{text}`；可用：月、季度、半年、年",
            f"the frequency cannot be `{text}`; choose: month, quarter, half-year, year",
        )
    return Frequency(code)


def _money(text: str) -> str:
    unit = find_unit(text.strip())
    if unit is None or not unit.dimension.startswith("money"):
        raise Refusal(
            f"`{text}` 不是金额单位；如 亿元、万元、百万美元（list units 列出全部）",
            f"`{text}` is no unit of money; such as million USD, EUR, million CNY (`list units` has them all)",
        )
    return text.strip()


def _offer_git(session: Session, folder: Path, wish: bool | None) -> None:
    """Make the folder a repository where that is wished; say what only git can show."""
    if top_of(folder.absolute()) is not None:
        return
    why = Words(
        "有了 git，`check --against` 才能查出被改低的目标和被改写的数据",
        "only with git can `check --against` show a goal that was lowered or a report that was rewritten",
    )
    if wish is None and on_a_terminal():
        question = Words(f"建 git 仓库吗？{why.zh}", f"make it a git repository? {why.en}")
        wish = agreed(session, question, default=True)
    if wish:
        start_repository(folder)
        session.tell(
            "已建 git 仓库；改动用 git add 和 git commit 提交",
            "it is a git repository: commit with git add and git commit",
        )
    elif wish is None:
        session.tell(
            f"这里没有 git 仓库：{why.zh}；可用 git init",
            f"no git repository here: {why.en}; git init makes one",
        )


def _tell_next(session: Session, folder: Path, *, copied: bool) -> None:
    """The next three commands, each a line to paste."""
    enter = "" if folder == Path() else f"cd {quote(str(folder))} && "
    target = "network.5g-stations" if copied else "works.stations"
    lines = (
        f"{enter}jinjiang-plan status",
        f"jinjiang-plan record {target} 45 --on today",
        "jinjiang-plan check",
    )
    listed = "\n".join(f"  {line}" for line in lines)
    session.tell(
        f"接下来：先改 plan.toml 里的名称、期限和目标，再\n{listed}",
        f"next: edit the titles and targets in plan.toml, then\n{listed}",
    )


def _zone(text: str) -> str:
    if not is_zone(text):
        raise Refusal(
            f"没有时区 `{text}`；写作 Asia/Shanghai 这样的名称",
            f"there is no time zone `{text}`; write a name such as Asia/Shanghai",
        )
    return text


def _month(text: str) -> str:
    plain = text.strip().removesuffix("月")
    if not plain.isdecimal() or not 1 <= int(plain) <= DECEMBER:
        raise Refusal(f"月份应为 1 至 12，不是 `{text}`", f"a month is from 1 to 12, not `{text}`")
    return str(int(plain))


def _points(text: str) -> str:
    plain = text.strip()
    if not re.fullmatch(r"[0-9]{1,2}(?:\.[0-9]{1,9})?", plain) or Decimal(plain) > MOST_TOLERANCE:
        raise Refusal(
            f"容差应为 0 至 {MOST_TOLERANCE} 个百分点，不是 `{text}`",
            f"a tolerance is from 0 to {MOST_TOLERANCE} points, not `{text}`",
        )
    return f"{Decimal(plain).normalize():f}"


run.__doc__ = both(
    "新建计划：带注释、每种目标各一个示例；或复制内置计划",
    "Start a plan of your own, commented in your language. With a target of each kind, or copied from the built-in one.",
)
