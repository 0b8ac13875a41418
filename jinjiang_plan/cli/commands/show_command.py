"""`show`: one target whole."""

from typing import Annotated, Any

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.judge import answer, with_reports
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, chosen_format, emit
from jinjiang_plan.cli.question import judge_question
from jinjiang_plan.cli.session import Session
from jinjiang_plan.render import records
from jinjiang_plan.render.sheets.show import explanation, show_sheet


@options.with_blocks
def run(
    ctx: typer.Context,
    id_: options.Id,
    judging: options.JudgeOptions = options.AS_USUAL,
    explain: Annotated[
        bool,
        typer.Option("--explain", help=both("列出每一步公式和其中的数", "each formula, with its numbers in")),
    ] = False,
    format_: options.Format = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_, output)
    portfolio = session.portfolio()
    target = portfolio.find(id_)
    question = judge_question(session, portfolio, *judging)
    read = with_reports(session, portfolio, [target])
    judgement = answer(read, question, [target])
    (assessment,) = judgement.assessments
    ledger = read.ledger(target)
    counted = sorted(filter(question.counts, ledger.reports), key=lambda each: (each.on, each.recorded))
    ledger = ledger._replace(reports=tuple(counted))  # by day: a merge of two branches leaves them mixed
    lang = session.lang

    def document() -> dict[str, Any]:
        head = records.judged_head([assessment], lang, question.known_at if question.replayed else None)
        return head._replace(sample=None).around(
            {
                "assessment": records.assessment_record(assessment, lang),
                "reports": [records.report_record(each, target) for each in ledger.reports],
                "explain": explanation(assessment, lang),
            }
        )

    result = Result(
        lambda: show_sheet(read.plan(target.plan), judgement, ledger, session.lang, explain=explain),
        lambda: [records.report_record(each, target) for each in ledger.reports],
        document,
    )
    emit(session, result, form, output)
    return session.exit_code(read)


run.__doc__ = both(
    "一个目标的全部：原文、出处、上报数据、完成研判、备注；--explain 列出每步公式",
    "Show one target whole: words, reports, outlook. --explain adds each formula with its numbers.",
)
