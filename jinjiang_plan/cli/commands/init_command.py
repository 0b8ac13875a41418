"""`init`: start a plan of one's own."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.record.dialogue import ask, on_a_terminal
from jinjiang_plan.cli.session import Session, system_zone_name
from jinjiang_plan.files.scaffold import start_from_built_in, start_new
from jinjiang_plan.model.file_format import MOST_TOLERANCE
from jinjiang_plan.model.ids import file_fault, id_fault
from jinjiang_plan.model.plan import DECEMBER
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.zones import CHINA, is_zone
from jinjiang_plan.render.schema import schema_texts


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
) -> int:
    session: Session = ctx.obj
    if source not in (None, "built-in"):
        raise Refusal(f"--from 只能是 built-in，不是 `{source}`", f"--from can be built-in, not `{source}`")
    fault = id_fault(name) or file_fault(name)
    if fault is not None:
        raise Refusal(f"编号 `{name}` 不能用：{fault.zh}", f"`{name}` cannot be an id: {fault.en}")
    schemas = schema_texts()
    typed = (timezone, year_end, tolerance)
    if source:
        if any(each is not None for each in typed):
            raise Refusal(
                "--timezone、--year-end、--tolerance 用于新计划，不用于复制内置计划",
                "--timezone, --year-end and --tolerance are for a new plan, not for a copy of the built-in one",
            )
        written = start_from_built_in(folder, samples=False, schemas=schemas)
    else:
        written = start_new(folder, name, schemas, _terms(session, typed))
    for path in written:
        typer.echo(str(path))
    here = folder == Path()
    enter = Words("", "") if here else Words(f"cd {folder}，", f"cd {folder}, ")
    session.tell(
        f"接下来：{enter.zh}jinjiang-plan status；先改 plan.toml 里的名称、期限和目标",
        f"next: {enter.en}jinjiang-plan status; begin with the title, period and targets in plan.toml",
    )
    return 0


def _terms(session: Session, typed: tuple[str | None, str | None, str | None]) -> dict[str, str]:
    """What the plan says for all of its targets beyond the defaults, as TOML: as typed, else asked for on a terminal."""
    system = system_zone_name(session.environment) or CHINA
    questions: tuple[tuple[str, Words, Callable[[str], str], str, str], ...] = (
        ("timezone", Words("时区", "time zone"), _zone, system, CHINA),
        (
            "year_end",
            Words("报告年度在哪个月结束", "month in which the reporting year ends"),
            _month,
            f"{DECEMBER}",
            f"{DECEMBER}",
        ),
        (
            "tolerance",
            Words(
                "预期性目标容许差几个百分点（0 至 5）", "points that expected targets may fall short (0 to 5)"
            ),
            _points,
            f"{MOST_TOLERANCE}",
            f"{MOST_TOLERANCE}",
        ),
    )
    terms = {}
    for (key, question, read, offered, default), text in zip(questions, typed, strict=True):
        asks = text is None and on_a_terminal()
        value = ask(session, question, read, offered) if asks else read(text or offered)
        if value != default:
            terms[key] = f'"{value}"' if key == "timezone" else value
    return terms


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
    "新建计划：带注释、中英双语、每种目标各一个示例；或复制内置计划",
    "Start a plan of your own, commented in both languages. With a target of each kind, or copied from the built-in one.",
)
