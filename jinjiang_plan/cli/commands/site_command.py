"""`site`: the public page of plans, as a folder of files that any host can serve."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jinjiang_plan.assess.briefing import briefing, publication
from jinjiang_plan.cli import options
from jinjiang_plan.cli.extras import needs_for
from jinjiang_plan.cli.judge import judged
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import watched
from jinjiang_plan.cli.papers import begun, scope_of
from jinjiang_plan.cli.question import NO_FILTERS, Filters, judge_question
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.storage.output_folder import FolderCounts, FolderRenewal
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import as_utf8

if TYPE_CHECKING:
    from jinjiang_plan.render.site.site_files import Site

_ADDRESS = re.compile(r"https?://[^\s/?#][^\s?#]*")
"""Of a folder of the web: with a host, and nothing behind its path."""

LONG = 100
"""Pages from which on the work is long enough for a bar."""


@options.with_blocks
def run(
    ctx: typer.Context,
    folder: Annotated[
        str,
        typer.Argument(
            metavar="DIR",
            help=both(
                "站点目录：空目录，或本命令生成过的目录",
                "the site's folder: an empty one, or one made by this command",
            ),
            show_default=False,
        ),
    ],
    judging: options.JudgeOptions = options.AS_USUAL,
    filters: Filters = NO_FILTERS,
    url: Annotated[
        str | None,
        typer.Option(
            "--url",
            metavar="URL",
            help=both(
                "站点的网址，用于订阅和站点地图；页面之间一律用相对链接",
                "the address that the site will have, for feeds and the site map; pages link relatively anyway",
            ),
        ),
    ] = None,
) -> int:
    session: Session = ctx.obj
    needs_for("site")
    from jinjiang_plan.render.site.site_files import Site

    base = _base(url)
    portfolio = session.portfolio()
    question = judge_question(session, portfolio, *judging)
    read, judgement = judged(session, portfolio, filters, question)
    scope = scope_of(read, judgement, filters, judging.profile, question.today)
    begun(scope, question.as_of)
    document = briefing(read, judgement, scope, known_at=question.known_at, profile=question.profile)
    facts = publication(document, known_at=question.known_at, profile=question.profile)

    done = _publish(session, Site(facts, session.zone(read), base), Path(folder))
    session.tell(
        f"{folder}：共 {done.files} 个文件，写入 {done.written}，未变 {done.files - done.written}，删除 {done.removed}；"
        f"打开 {Path(folder) / 'index.html'}",
        f"{folder}: {done.files} files, {done.written} written, {done.files - done.written} unchanged, "
        f"{done.removed} removed; open {Path(folder) / 'index.html'}",
    )
    return session.exit_code(read)


run.__doc__ = both(
    "生成公开站点：总览、各行动、各目标的网页（承诺、上报、修订、调整、来源），中英文，附数据下载和状态变化订阅；"
    "不含脚本，可放在任何静态主机上，重复运行只改写有变化的文件",
    "Make the public site: an overview, a page for each action and target (what was promised, reported, revised, "
    "changed, and from where), in both languages, with data to download and feeds of status changes. No script, for "
    "any static host; run again, it rewrites only what changed.",
)


def _base(url: str | None) -> str:
    """The address as it goes before a file's place.

    Raises:
        Refusal: it is none of the web.
    """
    if url is None:
        return ""
    if not _ADDRESS.fullmatch(url):
        raise Refusal(
            f"--url {url} 不是网址；写成 https://example.org/plan/",
            f"--url {url} is no address of the web; write it as https://example.org/plan/",
        )
    return url.rstrip("/") + "/"


def _publish(session: Session, site: "Site", folder: Path) -> FolderCounts:
    """Make every file and put all of them into the folder; long work shows a bar on a terminal."""
    with FolderRenewal(folder, site.marks) as publishing:
        what = session.say("生成网页", "making pages")
        for file in watched(site.files(), len(site), what, LONG):
            publishing.put(file.place, as_utf8(file.content))
        return publishing.finish()
