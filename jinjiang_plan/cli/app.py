"""The commands by name; the module of each is imported when it is called."""

import re
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, ClassVar

import typer
from typer import TyperException
from typer.core import TyperCommand, TyperGroup

from jinjiang_plan.cli.language import both, pick
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.portfolio import nearest
from jinjiang_plan.model.refusal import Instead, Refusal
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.zones import is_zone

COMMANDS = (
    "list",
    "status",
    "show",
    "forecast",
    "chart",
    "log",
    "diff",
    "timeline",
    "trend",
    "brief",
    "site",
    "record",
    "template",
    "import",
    "retract",
    "undo",
    "mend",
    "amend",
    "check",
    "rule",
    "schema",
    "plan",
    "init",
    "demo",
    "help",
)
NESTED = {"plan": ("import", "add", "export")}
"""The commands that stand below another, by its name; the module of each is named by both."""


def _page(command: Any, ctx: typer.Context) -> str:  # noqa: ANN401 - Typer does not name the type of a built command
    """What `--help` prints of a command, in the reader's language."""
    from jinjiang_plan.cli.help_page import help_page
    from jinjiang_plan.cli.output import screen_size

    return help_page(command, ctx, ctx.find_root().obj.lang, screen_size((80, 24)).columns)


class Command(TyperCommand):
    """One command, whose `--help` is ours."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """The page of `--help`."""
        return _page(self, ctx)


class Commands(TyperGroup):
    """The group of all commands, each loaded by its name."""

    names: ClassVar[Sequence[str]] = COMMANDS
    """The names, in the order of the help."""
    above: ClassVar[str] = ""
    """The name of the command that they stand below, empty for none."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """The page of `--help`."""
        return _page(self, ctx)

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """The names, in the order of the help."""
        del ctx
        return list(self.names)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ANN401
        """The command of that name, its help in the reader's language; None where there is none."""
        if cmd_name not in self.names:
            return None
        stem = f"{self.above}_{cmd_name}" if self.above else cmd_name
        module = import_module(f"jinjiang_plan.cli.commands.{stem}_command")
        if not self.above and cmd_name in NESTED:
            below = type("Below", (Commands,), {"names": NESTED[cmd_name], "above": cmd_name})
            app = typer.Typer(name=cmd_name, cls=below, add_completion=False, rich_markup_mode=None)
            app.callback(invoke_without_command=True)(module.run)
        else:
            app = typer.Typer(add_completion=False, rich_markup_mode=None)
            app.command(cmd_name, cls=Command, context_settings=getattr(module, "SETTINGS", None))(module.run)
        return translated(typer.main.get_command(app), ctx.obj.lang)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """The command that the arguments begin with; one that there is none of is refused with the nearest."""
        name = args[0]
        if name not in self.names and not name.startswith("-") and not ctx.resilient_parsing:
            close = ", ".join(nearest(name, list(self.names)) or self.names)
            said = f"{self.above} {name}" if self.above else name
            near = nearest(name, list(self.names))
            raise Refusal(
                f"没有命令 `{said}`；可用：{close}",
                f"there is no command `{said}`; choose: {close}",
                instead=Instead(name, (near[0],)) if near else None,
            )
        return super().resolve_command(ctx, args)


def build(session: Session) -> Any:  # noqa: ANN401 - Typer does not name the type of a built command
    """The whole command line, in the session's language."""
    app = typer.Typer(
        cls=Commands,
        name="jinjiang-plan",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_root)
    return translated(typer.main.get_command(app), session.lang)


def translated(command: Any, lang: Any) -> Any:  # noqa: ANN401
    """The command with one language of each of its texts."""
    command.help = pick(command.help, lang)
    command.epilog = pick(command.epilog, lang)
    for parameter in command.params:
        parameter.help = pick(getattr(parameter, "help", None), lang)
    return command


def _root(
    ctx: typer.Context,
    plans: Annotated[
        str | None,
        typer.Option(
            "--plans",
            metavar="DIR",
            help=both(
                "计划目录；默认 JINJIANG_PLANS，再向上找最近的 plans/，再用内置计划",
                "the plans folder; default JINJIANG_PLANS, the nearest plans/ upwards, the built-in one",
            ),
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", metavar="zh|en", help=both("语言；默认按系统设置", "the language; default the system's")
        ),
    ] = None,
    timezone: Annotated[
        str | None,
        typer.Option(
            "--timezone",
            metavar="NAME",
            help=both(
                "“今天”按哪个时区，如 Asia/Shanghai；默认按计划的时区",
                "the time zone of today, such as Asia/Shanghai; default the plan's",
            ),
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", "-V", help=both("显示版本", "show the version"))
    ] = False,
) -> None:
    session: Session = ctx.obj
    session.plans = plans
    if timezone is not None and not is_zone(timezone):
        raise Refusal(
            f"没有时区 `{timezone}`；写作 Asia/Shanghai 这样的名称",
            f"there is no time zone `{timezone}`; write a name such as Asia/Shanghai",
        )
    session.timezone = timezone
    del lang  # known before the first text was built
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"jinjiang-plan {installed('jinjiang-plan')}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


_root.__doc__ = both(
    "纯文本的政府计划：目标与项目写成 TOML，进展追加到台账，按任意一天评估每个目标。\n\n"
    "先试：jinjiang-plan demo（示例数据）、jinjiang-plan status、jinjiang-plan init 我的目录。手册：jinjiang-plan help。",
    "Government plans as plain text: targets in TOML, progress in ledgers, every target judged as of any day.\n\n"
    "To begin: jinjiang-plan demo (sample figures), jinjiang-plan status, jinjiang-plan init my-folder. The manual: jinjiang-plan help.",
)


# Wrong calls that Typer finds, said in the reader's language.


_EXTRA = "Got unexpected extra argument"
"""How Typer begins a sentence about words that it has no place for, which follow in brackets."""


def _option_usage(option: str, message: str) -> Words:
    """What is wrong with an option that takes a value and got none, or takes none and got one."""
    if "does not take a value" in message:
        return Words(f"选项 {option} 不带值", f"{option} takes no value")
    return Words(f"选项 {option} 后面缺少值", f"{option} needs a value")


def _bad_value(parameter: Any, message: str) -> Words:  # noqa: ANN401 - Typer does not name the type of a parameter
    """What is wrong with a value that is not of its option's type: a number, or one within a range."""
    name = next(iter(parameter.opts), parameter.name)
    quoted = re.search(r": '?(.*?)'? is not ", message)
    value = quoted[1] if quoted else ""
    least = getattr(parameter.type, "min", None)
    whole = "int" in type(parameter.type).__name__.lower()
    zh = "整数" if whole else "允许的值"
    en = "a whole number" if whole else "a value that it takes"
    bound = Words(f"，不小于 {least}", f" of {least} or more") if least is not None else Words("", "")
    return Words(f"{name} 应为{zh}{bound.zh}，不是 `{value}`", f"{name} takes {en}{bound.en}, not `{value}`")


def error_instead(error: TyperException) -> Instead | None:
    """What to type for the option that a command does not have, None for other errors."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ != "NoSuchOption" or context is None:
        return None
    from jinjiang_plan.cli.suggestion import known_options, option_instead

    close = sorted(getattr(error, "possibilities", None) or ())
    return option_instead(str(getattr(error, "option_name", "")), known_options(context.command), close)


def call_error(error: TyperException) -> Words:
    """What is wrong with the call, and where to look; Typer's own sentence where it has no other."""
    message = error.format_message().rstrip(".")
    option = str(getattr(error, "option_name", "") or "")
    close = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
    parameter = getattr(error, "param", None)
    match type(error).__name__:
        case "NoSuchOption":
            near = Words(f"；相近的有：{close}", f"; nearest: {close}") if close else Words("", "")
            words = Words(f"没有选项 {option}{near.zh}", f"no such option: {option}{near.en}")
        case "MissingParameter" if parameter is not None:
            name = parameter.metavar or parameter.name
            if parameter.opts and parameter.opts[0].startswith("-"):
                name = f"{parameter.opts[0]} {name}"
            words = Words(f"缺少 {name}", f"{name} is missing")
        case "BadOptionUsage":
            words = _option_usage(option, message)
        case "BadParameter" if parameter is not None:
            words = _bad_value(parameter, message)
        case "UsageError" if message.startswith(_EXTRA):
            extra = message.removeprefix(f"{_EXTRA}(s)").removeprefix(_EXTRA).strip(" ()")
            words = Words(f"多出的参数：{extra}", f"too many arguments: {extra}")
            if any(word.startswith("-") for word in extra.split()):
                words = Words(
                    f"{words.zh}；`--` 之后的不算选项，选项写在它之前",
                    f"{words.en}; after `--` nothing is an option, put options before it",
                )
        case _:
            words = Words("命令写法有误", message)
    context = getattr(error, "ctx", None)
    if context is None:
        return words
    path = context.command_path
    return Words(f"{words.zh}；用法见 `{path} --help`", f"{words.en}; see `{path} --help`")
