"""`show`: one target whole."""

from typing import Annotated, Any

import typer

from jinjiang_plan import assess
from jinjiang_plan.cli import options
from jinjiang_plan.cli.asking import asked, known, with_parts
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, chosen_format, emit, reader
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.ledgers import with_ledgers
from jinjiang_plan.render import records
from jinjiang_plan.render.explaining import explanation
from jinjiang_plan.render.show_sheet import show_sheet


def run(
    ctx: typer.Context,
    id_: options.Id,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    profile: options.ProfileName = None,
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
    question = asked(session, portfolio, as_of, known_at, profile)
    read = with_ledgers(portfolio, with_parts(portfolio, [target]))
    session.tell_findings(read.findings[len(portfolio.findings) :])
    judgement = assess(
        read, question.as_of, known_at=question.known_at, profile=question.profile, only=[target]
    )
    (assessment,) = judgement.assessments
    reports = [each for each in read.ledger(target).reports if known(each, question)]
    lang = session.lang

    def document() -> dict[str, Any]:
        return {
            "format": 1,
            "as_of": question.as_of.isoformat(),
            "known_at": question.known_at.isoformat() if question.known_at else None,
            "profile": assessment.profile.code,
            "lang": lang,
            "assessment": records.assessment_record(assessment, lang),
            "reports": [records.report_record(each, target) for each in reports],
            "explain": explanation(assessment, lang),
        }

    result = Result(
        lambda: show_sheet(read.plan(target.plan), assessment, reports, reader(session), explain=explain),
        lambda: [records.report_record(each, target) for each in reports],
        document,
    )
    emit(session, result, form, output)
    return session.exit_code(read)


run.__doc__ = both(
    "一个目标的全部：原文、出处、报数、前景、备注；--explain 列出每步公式",
    "One target whole: words, source, reports, outlook, flags; --explain shows each formula",
)
