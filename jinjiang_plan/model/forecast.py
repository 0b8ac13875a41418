"""Whether a target will be met, with the spread of the answer: each figure with what it rests on (METHODS 5)."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.codes import Frequency
from jinjiang_plan.model.words import Words


class Unforeseen(StrEnum):
    """Why there is nothing to forecast of a target."""

    CANCELLED = "cancelled"
    SUSPENDED = "suspended"
    NO_GOAL = "no_goal"
    DONE = "done"
    STAGE = "stage"
    MAINTAIN = "maintain"
    RATE = "rate"
    RANK = "rank"
    NOT_ASSESSABLE = "not_assessable"
    NO_DATA = "no_data"
    MET = "met"
    PAST_DUE = "past_due"
    WEAK_GOAL = "weak_goal"
    STALE = "stale"


UNFORESEEN = {
    Unforeseen.CANCELLED: Words("已取消", "it is cancelled"),
    Unforeseen.SUSPENDED: Words("已中止", "it is suspended"),
    Unforeseen.NO_GOAL: Words("没有目标值，只作监测", "it has no goal and is only monitored"),
    Unforeseen.DONE: Words("“是否完成”类目标没有速度可推算", "a yes or no has no rate to go on"),
    Unforeseen.STAGE: Words(
        "阶段是名称，相距多远没有数字，不作推算", "stages are names: no figure says how far apart they are"
    ),
    Unforeseen.MAINTAIN: Words(
        "保持类目标按期逐一核对，没有要走的路",
        "a level to hold is checked period by period: there is no way to go",
    ),
    Unforeseen.RATE: Words(
        "当期比率类目标每期单独评价，没有要走的路",
        "a rate is for its own period: there is no way to go",
    ),
    Unforeseen.RANK: Words("位次类目标没有速度可推算", "a rank has no rate to project"),
    Unforeseen.NOT_ASSESSABLE: Words("无法评估", "it cannot be judged"),
    Unforeseen.NO_DATA: Words("还没有上报数据", "nothing is reported yet"),
    Unforeseen.MET: Words("已经达到目标", "the goal is met"),
    Unforeseen.PAST_DUE: Words("期限已到", "due has come"),
    Unforeseen.WEAK_GOAL: Words(
        "基期值已达到目标，没有要走的路", "its baseline already meets the goal: there is no way to go"
    ),
    Unforeseen.STALE: Words(
        "数据过旧，请先补报", "the latest report is too old; report a newer figure first"
    ),
}


class Shortage(NamedTuple):
    """Too little for a figure: how many observations there are, and how many it takes."""

    have: int
    needed: int


class Interval(NamedTuple):
    """The least-squares line at due, and an interval around it."""

    value: Fraction
    """The line at due."""
    low: Fraction
    """Never below what a cumulative target already has."""
    high: Fraction
    """The upper end."""
    level: Fraction
    """The share of further reports there that the interval holds."""
    points: int
    """Observations that carry the line, the baseline among them."""


class Simulation(NamedTuple):
    """The result of the draws: each goes on from the last whole period by past increments, drawn with replacement."""

    reached: Fraction
    """The share that met the goal at the end of some period by due, 0..1: more than `held` where a value may fall
    back."""
    held: Fraction
    """The share that meets the goal at due, 0..1."""
    low: Fraction
    """The value at due that 10 % of the draws do not exceed."""
    middle: Fraction
    """The value at due that 50 % do not exceed."""
    high: Fraction
    """The value at due that 90 % do not exceed."""
    half_by: date | None
    """The end of the period by which 50 % have met the goal, None where that is not within `years`."""
    most_by: date | None
    """The end of the period by which 85 % have met it, None where that is not within `years`."""
    years: int
    """Years after the last whole period that the draws go on at most."""
    period: Frequency
    """The length of one period."""
    increments: int
    """Past increments that are drawn from."""
    reported: int
    """Those of them that have a report; the others count as zero."""
    draws: int
    """The number of draws."""
    seed: int
    """The seed of the draws."""


class Forecast(NamedTuple):
    """One target's forecast: `unforeseen` says why there is none; else a figure or a shortage in each other place.

    The projection itself is the assessment's `prospect`.
    """

    assessment: Assessment
    unforeseen: Unforeseen | None
    line: Interval | Shortage | None
    simulation: Simulation | Shortage | None
