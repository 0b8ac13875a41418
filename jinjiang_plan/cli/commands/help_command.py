"""`help`: the manual, a topic at a time, and the options of a command."""

import sys
from typing import Annotated, Any

import typer

from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.manual import TOPICS, manual_page, page_title
from jinjiang_plan.model.portfolio import unknown
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.width import pad

_WIDEST = 100
"""Cells: a page is read in lines of at most this width."""
_COMMANDS_OF = {
    "start": "list init demo help",
    "files": "schema",
    "record": "retract undo mend amend log",
    "judge": "status show",
    "check": "rule",
    "import": "template plan",
    "publish": "brief chart site diff forecast trend timeline",
}
_TOPIC_OF = {name: topic for topic, names in _COMMANDS_OF.items() for name in names.split()}
"""The page that explains a command; one that has the name of a page is explained by that page."""


def run(
    ctx: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TOPIC|COMMAND]...",
            help=both(
                "手册的主题，或命令的名称；不写则列出", "a topic of the manual, or a command; none lists them"
            ),
            show_default=False,
        ),
    ] = None,
) -> int:
    session: Session = ctx.obj
    if not topic:
        _list_topics(session)
    elif topic[0] in TOPICS and len(topic) == 1:
        _show_page(manual_page(topic[0], session.lang))
    else:
        _show_command(ctx, session, topic)
    return 0


run.__doc__ = both(
    "手册：入门、文件、上报、评估、检查、导入、发布等；也可看某个命令的用法",
    "Read the manual: start, files, reporting, judging, checks and more. Also shows the options of a command.",
)


def _list_topics(session: Session) -> None:
    """Print each topic with its title, and how to see more."""
    for topic in TOPICS:
        typer.echo(f"{pad(topic, max(map(len, TOPICS)))}  {page_title(topic, session.lang)}")
    more = Words(
        "`jinjiang-plan help 主题` 阅读一页，`jinjiang-plan help 命令` 查看命令的用法",
        "`jinjiang-plan help TOPIC` reads a page, `jinjiang-plan help COMMAND` shows a command's options",
    )
    typer.echo(f"\n{more.say(session.lang)}")


def _show_page(text: str) -> None:
    """Print a page: drawn on a terminal, as Markdown in a pipe."""
    if not sys.stdout.isatty():
        sys.stdout.write(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(highlight=False)
    console.print(Markdown(text), width=min(console.width, _WIDEST))


def _show_command(ctx: typer.Context, session: Session, names: list[str]) -> None:
    """Print a command's `--help` and the topic that explains it; a second name is of a command below the first.

    Raises:
        Refusal: there is neither such a topic nor such a command.
    """
    context: Any = ctx.parent
    for depth, name in enumerate(names):
        group = context.command
        commands = group.list_commands(context) if hasattr(group, "list_commands") else []
        if name not in commands:
            raise unknown("主题或命令", "topic or command", name, [*([] if depth else TOPICS), *commands])
        context = type(ctx)(group.get_command(context, name), info_name=name, parent=context)
    typer.echo(context.command.get_help(context))
    if topic := _TOPIC_OF.get(names[0]):
        more = Words(f"另见：jinjiang-plan help {topic}", f"See also: jinjiang-plan help {topic}")
        typer.echo(f"\n{more.say(session.lang)}")
