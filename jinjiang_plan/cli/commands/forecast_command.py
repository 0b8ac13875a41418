"""`forecast`: whether targets will be met, with the spread of the answer."""

from typing import Annotated

import typer

from jinjiang_plan.assess.forecast import DRAWS, SEED, forecast
from jinjiang_plan.cli import options
from jinjiang_plan.cli.completion import complete_id
from jinjiang_plan.cli.judge import answer, with_reports
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, chosen_format, emit
from jinjiang_plan.cli.question import judge_question
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.forecast import Forecast
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.render.sheets.forecast import (
    forecast_document,
    forecast_record,
    forecast_sheet,
    reason_words,
)

MOST_DRAWS = 1_000_000


@options.with_blocks
def run(
    ctx: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            help=both("编号或名称，编号可只写末段", "ids, tails of ids, or titles"),
            autocompletion=complete_id,
            show_default=False,
        ),
    ],
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    draws: Annotated[
        int,
        typer.Option(
            "--draws",
            metavar="N",
            min=100,
            max=MOST_DRAWS,
            help=both("抽样次数，100 至 1000000", "how many draws, 100 to 1000000"),
        ),
    ] = DRAWS,
    seed: Annotated[
        int,
        typer.Option(
            "--seed",
            metavar="N",
            min=0,
            help=both("随机数种子；同一种子结果相同", "the seed; the same seed gives the same figures"),
        ),
    ] = SEED,
    format_: options.Format = None,
    output: options.Output = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_, output)
    portfolio = session.portfolio()
    targets = list({target.full_id: target for target in map(portfolio.find, ids)}.values())
    question = judge_question(session, portfolio, as_of, known_at)
    read = with_reports(session, portfolio, targets)
    judgement = answer(read, question, targets)
    judged = {each.target.full_id: each for each in judgement.assessments}
    forecasts = [forecast(judged[target.full_id], draws=draws, seed=seed) for target in targets]
    if all(each.unforeseen is not None for each in forecasts):
        raise _nothing_to_forecast(forecasts)
    emit(session, _result(judgement, forecasts, session), form, output)
    return session.exit_code(read)


run.__doc__ = both(
    "目标能否完成：期末预计及其区间、按期完成的概率、预计达标日；每个数字都注明方法和数据个数",
    "Will it be met: the projection with its spread, the chance, the day. Method and n beside each figure.",
)


def _result(judgement: Judgement, forecasts: list[Forecast], session: Session) -> Result:
    return Result(
        lambda: forecast_sheet(judgement, forecasts, session.lang),
        lambda: [forecast_record(each, session.lang) for each in forecasts],
        lambda: forecast_document(judgement, forecasts, session.lang),
    )


def _nothing_to_forecast(forecasts: list[Forecast]) -> Refusal:
    """The refusal where none of the targets can be forecast: of each, why."""
    reasons = [(each.assessment.target.id, reason_words(each)) for each in forecasts]
    zh = "；".join(f"`{name}`：{why.zh}" for name, why in reasons)
    en = "; ".join(f"`{name}`: {why.en}" for name, why in reasons)
    return Refusal(f"不作预测：{zh}", f"nothing to forecast: {en}", NOT_JUDGED)
