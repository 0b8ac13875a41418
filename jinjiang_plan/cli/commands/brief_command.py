"""`brief`: the progress briefing for a day, for a plan, an action or a responsible unit."""

from datetime import date
from typing import Annotated

import typer

from jinjiang_plan.assess.briefing import briefing
from jinjiang_plan.cli import options
from jinjiang_plan.cli.completion import complete_brief
from jinjiang_plan.cli.extras import needs_for
from jinjiang_plan.cli.judge import judged
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import deliver
from jinjiang_plan.cli.papers import begun, chosen_paper, scope_of, word_document
from jinjiang_plan.cli.question import NO_FILTERS, Filters, JudgeQuestion, judge_question
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.briefing import Briefing
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.written_days import read_day
from jinjiang_plan.render.paper.blocks import Languages


@options.with_blocks
def run(
    ctx: typer.Context,
    ids: options.Ids = None,
    judging: options.JudgeOptions = options.AS_USUAL,
    since: Annotated[
        str | None,
        options.day_option(
            "--since",
            zh="与哪一天对比；默认上一报告期末",
            en="compare with this day; default the end of the period before",
        ),
    ] = None,
    filters: Filters = NO_FILTERS,
    bilingual: Annotated[
        bool, typer.Option("--bilingual", help=both("中英文对照", "Chinese and English side by side"))
    ] = False,
    format_: Annotated[
        str | None,
        options.format_option(
            "markdown、html、docx 或 xlsx；默认按文件名，否则 markdown",
            "markdown, html, docx or xlsx; default by the file's name, else markdown",
            complete_brief,
        ),
    ] = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_paper(format_, output)
    needs_for(form, instead="markdown")
    portfolio = session.portfolio()
    question = judge_question(session, portfolio, *judging)
    before = _since(since, question)
    filters = filters._replace(ids=ids)
    read, judgement = judged(session, portfolio, filters, question)
    scope = scope_of(read, judgement, filters, judging.profile, question.today)
    begun(scope, question.as_of)
    document = briefing(
        read, judgement, scope, known_at=question.known_at, since=before, profile=question.profile
    )
    languages: Languages = ("zh", "en") if bilingual else (session.lang,)
    deliver(session, _content(session, document, form, languages), form, output)
    return session.exit_code(read)


run.__doc__ = both(
    "督查通报：某一天的总体情况、较上期变化、由差到好的逐项进展（含问题和下一步）、逾期事项、数据质量和来源；"
    "可按计划、行动、责任单位出具",
    "The progress briefing as of a day: how all stands, what changed since the last period, each target, the worst "
    "first, with problems and next steps as reported, what is late, the quality of the data, sources. For a plan, an "
    "action, or a responsible unit.",
)


def _since(text: str | None, question: JudgeQuestion) -> date | None:
    """The day that is compared with, where one is named.

    Raises:
        Refusal: it cannot be read, or is not before the day that is judged.
    """
    if text is None:
        return None
    day = read_day(text, question.today, question.year_end)
    if day >= question.as_of:
        raise Refusal(
            f"--since {day} 不早于评估日 {question.as_of}",
            f"--since {day} is not before the day judged, {question.as_of}",
        )
    return day


def _content(session: Session, document: Briefing, form: str, languages: Languages) -> str | bytes:
    """The briefing in a format."""
    if form == "xlsx":
        from jinjiang_plan.render.workbook.briefing import briefing_book

        return briefing_book(document, languages)
    from jinjiang_plan.render.briefing.summary import briefing_paper

    paper = briefing_paper(document)
    if form == "html":
        from jinjiang_plan.render.html.documents import paper_html

        return paper_html(paper, languages)
    if form == "docx":
        return word_document(session, paper, languages, document.judgement.as_of)
    from jinjiang_plan.render.paper.markdown import markdown_text

    return markdown_text(paper, languages)
