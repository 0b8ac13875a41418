"""What JSON and its kin say of a forecast.

A record for each target, flat, every key always there and null where there is nothing:

- `plan, action, id, what, title, kind, unit, op, baseline, goal, start, due, value, value_on, status, flags, sample`
  as in `status`;
- `unforeseen`: why there is no forecast, a code; then all that follows is null;
- `outlook, projected, projected_method, projected_n`: the projection at due, as in `status`;
- `line, line_low, line_high`: the least-squares line at due and its prediction interval, which holds `line_level`
  (0.8); `line_n` observations, of which it takes `line_needed`;
- `p_met_by_due`: the share of draws that meet the goal at the end of some period by due; `p_met_at_due`: that meet it
  at due; `draws_p10, draws_p50, draws_p90`: the value at due that so many per cent of the draws do not exceed;
  `day_p50, day_p85`: the day by which so many per cent have met it, null where not within `horizon_years`;
- `period` (the target's `frequency`), `periods` past increments that were drawn from, `periods_reported` of them with
  a report, of which it takes `periods_needed`; `draws` and `seed`.
"""

from fractions import Fraction
from typing import Any

from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.forecast import Forecast, Interval, Shortage, Simulation
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.machine import number
from jinjiang_plan.render.records import assessment_record

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
    return {
        "format": 1,
        "as_of": judgement.as_of.isoformat(),
        "known_at": judgement.known_at.isoformat() if judgement.known_at else None,
        "lang": lang,
        "sample": any(each.target.sample for each in judgement.assessments),
        "forecasts": [forecast_record(each, lang) for each in forecasts],
    }


def forecast_record(each: Forecast, lang: Lang) -> dict[str, Any]:
    """One target's forecast, flat."""
    whole = assessment_record(each.assessment, lang)
    ahead = each.assessment.prospect
    told = each.unforeseen is None
    return {
        **{key: whole[key] for key in _AS_IN_STATUS},
        "sample": each.assessment.target.sample,
        "unforeseen": each.unforeseen.value if each.unforeseen else None,
        "outlook": whole["outlook"] if told else None,
        "projected": whole["projected"] if told else None,
        "projected_method": ahead.method.value if told and ahead.method else None,
        "projected_n": ahead.points if told and ahead.method else None,
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
            told = (*map(number, figures), *days, *rest, drawn.draws, drawn.seed)
            return dict(zip(_DRAWS, told, strict=True))
        case Shortage():
            return {"periods_reported": drawn.have, "periods_needed": drawn.needed}
        case _:
            return {}
