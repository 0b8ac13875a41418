"""The sheet of `forecast`: each figure of a target with how it was found and from how many observations."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from jinjiang_plan.model.assessment import Assessment, Judgement
from jinjiang_plan.model.codes import Flag, Frequency, Kind, Method
from jinjiang_plan.model.forecast import UNFORESEEN, Forecast, Interval, Shortage, Simulation
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.columns import Column, Columns, in_order
from jinjiang_plan.render.machine import number
from jinjiang_plan.render.numbers import likelihood, rough, rounded
from jinjiang_plan.render.records import assessment_record, judged_head
from jinjiang_plan.render.sheets.sheet import Block, Cell, Line, Sheet, title_line
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import goal_with_unit, replayed, say, status_name, value_with_unit

# What JSON and its kin say of a forecast.


_AS_IN_STATUS = (
    *("plan", "action", "id", "what", "title", "kind", "unit", "op", "baseline", "goal", "start", "due"),
    *("value", "value_on", "status", "flags"),
)
_LINE = ("line", "line_low", "line_high", "line_level", "line_n", "line_needed")
_DRAWS = (
    *("p_met_by_due", "p_met_at_due", "draws_p10", "draws_p50", "draws_p90", "day_p50", "day_p85"),
    *("horizon_years", "period", "periods", "periods_reported", "periods_needed", "draws", "seed"),
)


def forecast_document(judgement: Judgement, forecasts: list[Forecast], lang: Lang) -> dict[str, Any]:
    """The whole of `forecast --format json`."""
    head = judged_head(judgement.assessments, lang, judgement.known_at)
    head = head._replace(as_of=judgement.as_of, profiles=None)
    return head.around({"forecasts": [forecast_record(each, lang) for each in forecasts]})


def forecast_record(each: Forecast, lang: Lang) -> dict[str, Any]:
    """One target's forecast, flat."""
    whole = assessment_record(each.assessment, lang)
    ahead = each.assessment.prospect
    known = each.unforeseen is None
    return {
        **{key: whole[key] for key in _AS_IN_STATUS},
        "sample": each.assessment.target.sample,
        "unforeseen": each.unforeseen.value if each.unforeseen else None,
        "outlook": whole["outlook"] if known else None,
        "projected": whole["projected"] if known else None,
        "projected_method": ahead.method.value if known and ahead.method else None,
        "projected_n": ahead.points if known and ahead.method else None,
        "chance": number(ahead.chance) if known else None,
        "chance_n": ahead.past.reported if known and ahead.past else None,
        **dict.fromkeys(_LINE),
        **_line(each.line),
        **dict.fromkeys(_DRAWS),
        **_draws(each.simulation),
    }


def _line(line: Interval | Shortage | None) -> dict[str, Any]:
    match line:
        case Interval():
            figures = (line.value, line.low, line.high, line.level)
            return dict(zip(_LINE, (*map(number, figures), line.points, None), strict=True))
        case Shortage():
            return {"line_n": line.have, "line_needed": line.needed}
        case _:
            return {}


def _draws(drawn: Simulation | Shortage | None) -> dict[str, Any]:
    match drawn:
        case Simulation():
            figures: tuple[Fraction, ...] = (drawn.reached, drawn.held, drawn.low, drawn.middle, drawn.high)
            days = [day.isoformat() if day else None for day in (drawn.half_by, drawn.most_by)]
            rest = (drawn.years, drawn.period.value, drawn.increments, drawn.reported, None)
            cells = (*map(number, figures), *days, *rest, drawn.draws, drawn.seed)
            return dict(zip(_DRAWS, cells, strict=True))
        case Shortage():
            return {"periods_reported": drawn.have, "periods_needed": drawn.needed}
        case _:
            return {}


# How a projection was found, in a word or two: for a column, or beside its figure.


METHOD_WORDS = {
    Method.RUN_RATE: Words("基期以来平均速度", "run rate"),
    Method.THEIL_SEN: Words("斜率中位数 Theil-Sen", "Theil-Sen slope"),
    Method.PERIOD_MEAN: Words("各期增量均值", "period mean"),
}


COLUMNS: Columns = (
    c.PLAN,
    c.ID._replace(rank=0, only="plain"),
    Column("what", Words("预测", "forecast")),
    c.FIGURE._replace(key="figure", head=Words("数值", "figure")),
    Column("method", Words("方法", "method"), least=10),
    Column("n", Words("数据", "n"), right=True),
)

_DRAWN = {
    Frequency.MONTH: Words("以往各月", "past months"),
    Frequency.QUARTER: Words("以往各季", "past quarters"),
    Frequency.HALF_YEAR: Words("以往各半年", "past half years"),
    Frequency.YEAR: Words("以往各年", "past years"),
}


class _ForecastRow(NamedTuple):
    """A row of the sheet."""

    what: Words
    """What is forecast."""
    figure: Words
    """Its figure."""
    method: Words
    """How it was found."""
    n: str
    """From how many observations."""
    style: str = ""
    """The style of the figure."""


def forecast_sheet(judgement: Judgement, forecasts: Sequence[Forecast], lang: Lang) -> Sheet:
    """A block a target: its figures, or why there are none."""
    blocks = tuple(_block(each, lang, heads=n == 0) for n, each in enumerate(forecasts))
    return Sheet(_titles(judgement, forecasts, lang), COLUMNS, blocks, tuple(_notes(forecasts, lang)))


def _titles(judgement: Judgement, forecasts: Sequence[Forecast], lang: Lang) -> tuple[Line, ...]:
    title = Words(f"截至 {judgement.as_of}", f"as of {judgement.as_of}").say(lang)
    drawn = next((each.simulation for each in forecasts if isinstance(each.simulation, Simulation)), None)
    if drawn is not None:
        zh = f"{title}  抽样 {drawn.draws:,} 次  种子 {drawn.seed}"
        title = Words(zh, f"{title}  {drawn.draws:,} draws  seed {drawn.seed}").say(lang)
    if judgement.known_at is not None:
        title = f"{title}  {replayed(judgement.known_at, lang)}"
    sample = any(each.target.sample for each in judgement.assessments)
    return (title_line(title, lang, sample=sample),)


def _block(each: Forecast, lang: Lang, *, heads: bool) -> Block:
    judged = each.assessment
    target = judged.target
    style = "sample" if target.sample else "strong"
    heading = [Line(f"{say(target.title, lang)}  {target.id}", _due(judged, lang), style)]
    heading.append(Line(_standing(judged, lang), "", judged.light.value))
    flags = [NAMES[flag].say(lang) for flag in judged.flags if flag is not Flag.SAMPLE]
    if flags:
        heading.append(Line(", ".join(flags), "", "dim"))
    if each.unforeseen is not None:
        return Block((*heading, Line(_nothing(each, lang), "", "dim")), (), heads=False)
    rows = tuple(_row(target, row, lang) for row in _figures(each))
    return Block(tuple(heading), rows, heads=heads)


def _due(each: Assessment, lang: Lang) -> str:
    return Words(f"期限 {each.due}", f"due {each.due}").say(lang)


def _standing(each: Assessment, lang: Lang) -> str:
    parts = [status_name(each, lang)]
    if each.value is not None:
        value = value_with_unit(each.target, each.value, lang)
        parts.append(Words(f"现值 {value}（{each.value_on}）", f"value {value} ({each.value_on})").say(lang))
    if each.goal is not None:
        goal = goal_with_unit(each.target, each.goal, lang)
        parts.append(Words(f"目标 {goal}", f"goal {goal}").say(lang))
    return "  ".join(parts)


def _nothing(each: Forecast, lang: Lang) -> str:
    why = reason_words(each)
    return Words(f"不作预测：{why.zh}", f"nothing to forecast: {why.en}").say(lang)


def reason_words(each: Forecast) -> Words:
    """Why a target is not forecast, with what stands in the way of judging it."""
    if each.unforeseen is None:
        return Words("", "")
    reason = each.assessment.reason if each.unforeseen.value == "not_assessable" else None
    return NAMES[reason] if reason is not None else UNFORESEEN[each.unforeseen]


def _row(target: Target, row: _ForecastRow, lang: Lang) -> tuple[Cell, ...]:
    return in_order(
        COLUMNS,
        {
            "plan": Cell(visible(target.plan)),
            "id": Cell(target.id),
            "what": Cell(row.what.say(lang)),
            "figure": Cell(row.figure.say(lang), row.style),
            "method": Cell(row.method.say(lang), "dim"),
            "n": Cell(row.n, "dim"),
        },
    )


def _figures(each: Forecast) -> Iterator[_ForecastRow]:
    ahead = each.assessment.prospect
    if ahead.projected is not None and ahead.method is not None:
        shown = _same(rough(ahead.projected))
        yield _ForecastRow(
            Words("期末预计", "projected at due"), shown, METHOD_WORDS[ahead.method], str(ahead.points)
        )
    if ahead.chance is not None and ahead.past is not None:
        chance = _same(likelihood(ahead.chance))
        what = _AT_DUE if each.assessment.target.kind is Kind.LEVEL else _CHANCE
        yield _ForecastRow(what, chance, _NORMAL, str(ahead.past.reported), _style(ahead.chance))
    if isinstance(each.line, Interval):
        yield from _of_line(each.line)
    elif each.line is not None:
        yield _short(Words("期末区间（80 %）", "80 % interval at due"), _SQUARES, each.line)
    if isinstance(each.simulation, Simulation):
        yield from _of_draws(each.assessment, each.simulation)
    elif each.simulation is not None:
        period = each.assessment.target.frequency
        yield _short(_CHANCE, _DRAWN[period], each.simulation)


_CHANCE = Words("按期完成的概率", "chance to be met by due")
_AT_DUE = Words("期末达标的概率", "chance to be met at due")
_NORMAL = Words("正态近似", "normal")
_SQUARES = Words("最小二乘直线", "least-squares line")


def _short(what: Words, method: Words, lacking: Shortage) -> _ForecastRow:
    words = Words(
        f"数据不足：{lacking.have}/{lacking.needed}", f"not enough data: {lacking.have} of {lacking.needed}"
    )
    return _ForecastRow(what, words, method, str(lacking.have), "dim")


def _of_line(line: Interval) -> Iterator[_ForecastRow]:
    n = str(line.points)
    yield _ForecastRow(Words("期末直线值", "line at due"), _same(rough(line.value)), _SQUARES, n)
    span = f"{rough(line.low)} ~ {rough(line.high)}"
    yield _ForecastRow(Words("期末区间（80 %）", "80 % interval at due"), _same(span), _SQUARES, n)


def _of_draws(each: Assessment, drawn: Simulation) -> Iterator[_ForecastRow]:
    method, n = _DRAWN[drawn.period], str(drawn.reported)
    reached, held = (_same(probability(chance, drawn.draws)) for chance in (drawn.reached, drawn.held))
    if each.target.kind is Kind.LEVEL:  # it may be met and be lost again: what counts is how it stands at due
        yield _ForecastRow(_AT_DUE, held, method, n, _style(drawn.held))
        yield _ForecastRow(Words("期内曾达标的概率", "at some time by due"), reached, method, n)
    else:
        yield _ForecastRow(_CHANCE, reached, method, n, _style(drawn.reached))
    middle, span = rough(drawn.middle), f"{rough(drawn.low)} ~ {rough(drawn.high)}"
    yield _ForecastRow(Words("期末中位数", "middle draw at due"), _same(middle), method, n)
    yield _ForecastRow(Words("十次中八次在", "8 draws of 10 at due"), _same(span), method, n)
    yield _ForecastRow(
        Words("半数达标日 P50", "half have met it, P50"), _day(drawn.half_by, drawn), method, n
    )
    yield _ForecastRow(
        Words("85 % 达标日 P85", "85 % have met it, P85"), _day(drawn.most_by, drawn), method, n
    )


def _day(day: object, drawn: Simulation) -> Words:
    if day is None:
        return Words(f"{drawn.years} 年内未达", f"not in {drawn.years} years")
    return _same(str(day))


def _same(text: str) -> Words:
    return Words(text, text)


def _style(chance: Fraction) -> str:
    return "green" if chance >= Fraction(1, 2) else "red" if chance < Fraction(1, 10) else "yellow"


def probability(chance: Fraction, draws: int) -> str:
    """A share of draws in whole per cent; what no draw or every draw does is never said to be impossible or sure."""
    percent = round(chance * 100)
    least = max(Fraction(1), Fraction(100, draws))
    if chance * 100 < least:
        return f"<{rounded(least, 1)} %"
    if chance * 100 > 100 - least:
        return f">{rounded(100 - least, 1)} %"
    return f"{percent} %"


def _notes(forecasts: Sequence[Forecast], lang: Lang) -> Iterator[Line]:
    """What the methods mean, for those that were used."""
    shown = [each for each in forecasts if each.unforeseen is None]
    drawn = [each for each in shown if isinstance(each.simulation, Simulation)]
    if any(isinstance(each.line, Interval) for each in shown):
        yield _note(
            "区间：再报一个期末数，按直线有 80 % 的可能落在其中",
            "interval: by the line, one further report at due falls within it 8 times out of 10",
            lang,
        )
    if drawn:
        yield _note(
            "抽样（蒙特卡洛）：从最近一个完整报告期起，以后每期随机取以往某一期的增量，零增量和未报期（计零）也在内",
            "draws (Monte Carlo): from the last whole period on, each coming period adds the increment of some past one; "
            "periods without a report count as zero",
            lang,
        )
    for each in drawn:
        simulation = each.simulation
        if isinstance(simulation, Simulation) and simulation.increments > simulation.reported:
            missing = simulation.increments - simulation.reported
            yield _note(
                f"{each.assessment.target.id}：{simulation.increments} 期中 {missing} 期没有上报",
                f"{each.assessment.target.id}: {missing} of {simulation.increments} periods have no report",
                lang,
            )
    if any(isinstance(part, Shortage) for each in shown for part in (each.line, each.simulation)):
        yield _note(
            "区间至少要 5 个数据（含基期），抽样至少要 6 期",
            "an interval takes 5 observations, the baseline among them; draws take 6 periods",
            lang,
        )


def _note(zh: str, en: str, lang: Lang) -> Line:
    return Line(Words(zh, en).say(lang), "", "dim")
