"""The profiles of judgement: what is measured, the thresholds and the colours, versioned, as data (METHODS 4)."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from jinjiang_plan.model.codes import Class, Light, Status
from jinjiang_plan.model.ratio import ratio
from jinjiang_plan.model.words import Words


class Measure(StrEnum):
    """What a profile compares with its thresholds; shares and ratios are 1 for what the plan asks, a gap is in points."""

    GAP = "gap"
    """Completion less the completion that is asked for."""
    GROWTH = "growth"
    """The yearly growth observed over the yearly growth required."""
    MILESTONE = "milestone"
    """The share of the way from the baseline to the next milestone."""
    VALUE = "value"
    """The deviation from the planned value, as a share of it; positive is ahead."""
    PACE = "pace"
    """Completion over the completion that is asked for."""
    DIFFERENCE = "difference"
    """The value less the planned value, in the target's own unit; positive is ahead."""
    PROJECTED = "projected"
    """The share of the way from the baseline that the observed yearly growth leads to by due."""
    TREND = "trend"
    """The share of the way still to go that the mean of the last yearly changes leads to by due."""


Bands = Mapping[Status, Decimal]
"""The least measure for `ahead`, `on_track` and `behind`, from the best on; a band left out is never given."""

BANDS = (Status.AHEAD, Status.ON_TRACK, Status.BEHIND)
"""The statuses that a profile has thresholds for, the best first; what is below them all is `seriously_behind`."""

LIGHTS = {
    Status.MISSED: Light.RED,
    Status.OVERDUE: Light.RED,
    Status.REGRESSING: Light.RED,
    Status.SERIOUSLY_BEHIND: Light.RED,
    Status.UNREPORTED: Light.YELLOW,
    Status.BEHIND: Light.YELLOW,
    Status.ON_TRACK: Light.GREEN,
    Status.AHEAD: Light.GREEN,
    Status.ACHIEVED_LATE: Light.BLUE,
    Status.ACHIEVED: Light.BLUE,
    Status.ACHIEVED_EARLY: Light.BLUE,
}
"""The colour of a status where a profile has none of its own; every other status is grey (METHODS 4)."""


NEVER_CALM = (Status.MISSED, Status.OVERDUE, Status.UNREPORTED)
"""The statuses that no profile may show as if nothing were owed: theirs is one of the alarms."""
ALARMS = (Light.RED, Light.YELLOW)


class Profile(NamedTuple):
    """How progress is judged while a target is under way."""

    name: str
    """Such as `cn`."""
    version: int
    """Its edition."""
    title: Words
    """Its name for readers."""
    measure: Measure
    """What the thresholds are for."""
    bands: Bands
    """The thresholds, from the best status down."""
    binding: Bands | None = None
    """The thresholds of binding targets, where they differ."""
    lights: Mapping[Status, Light] = {}
    """The profile's own colour of a status, where it differs from ours."""
    words: Mapping[Status, Words] = {}
    """The profile's own name of a status, where it differs from ours."""
    regressing_below: Decimal | None = None
    """The measure below which a target moves away from its goal; None where only its value says so."""
    exceeded: tuple[Status, ...] = ()
    """The statuses whose threshold the measure must exceed; any other is reached by its threshold itself."""

    @property
    def code(self) -> str:
        """The profile with its version, as every sheet prints it: `cn/2`."""
        return f"{self.name}/{self.version}"

    @property
    def for_deviations(self) -> "Profile":
        """The profile that judges a figure compared with its goal: itself where it measures a gap, else ours for China."""
        return self if self.measure is Measure.GAP else PROFILES["cn"]

    def bands_for(self, class_: Class | None, tolerance: Decimal | None = None) -> Bands:
        """The thresholds for a target of a class; a plan's own tolerance holds for expected ones where a gap is measured."""
        if class_ is Class.BINDING and self.binding is not None:
            return self.binding
        own = tolerance is not None and class_ is not Class.BINDING and self.measure is Measure.GAP
        if own and tolerance is not None and Status.ON_TRACK in self.bands:
            return {**self.bands, Status.ON_TRACK: -tolerance}
        return self.bands

    def tolerance(self, class_: Class | None, tolerance: Decimal | None = None) -> Decimal:
        """By how many points a value may fall short, or below its baseline; 0 where no gap is measured."""
        if self.measure is not Measure.GAP:
            return Decimal(0)
        return max(Decimal(0), -self.bands_for(class_, tolerance).get(Status.ON_TRACK, Decimal(0)))

    def band(self, measure: Fraction, bands: Bands) -> Status:
        """The status that a measure has by some of the profile's thresholds."""
        if self.regressing_below is not None and measure < _threshold(self.regressing_below):
            return Status.REGRESSING
        for status in BANDS:
            if status not in bands:
                continue
            least = _threshold(bands[status])
            if measure > least or (measure == least and status not in self.exceeded):
                return status
        return Status.SERIOUSLY_BEHIND

    def light(self, status: Status) -> Light:
        """The colour that the profile gives a status: for legends; the colour of a target is its assessment's."""
        return self.lights.get(status, LIGHTS.get(status, Light.GREY))


_threshold = cache(ratio)
"""A threshold as a fraction, which compares faster with another than a decimal does."""


def _bands(ahead: str | None, on_track: str, behind: str) -> Bands:
    least = zip(BANDS, (ahead, on_track, behind), strict=True)
    return {status: Decimal(value) for status, value in least if value is not None}


_PROFILES = (
    Profile(
        "cn",
        2,
        Words("时序进度，差 5 个百分点以内为达进度", "time progress, 5 points of tolerance"),
        Measure.GAP,
        _bands("5", "-5", "-30"),
        # An official review called a binding target 5.9 points short "lagging": no tolerance for those.
        binding=_bands("5", "0", "-30"),
    ),
    # Yinchuan's published rule: green from 0, yellow down to -30, red below, whatever the class.
    Profile(
        "cn-yinchuan",
        2,
        Words("银川：时序进度，不设容差", "Yinchuan: time progress without tolerance"),
        Measure.GAP,
        _bands("5", "0", "-30"),
    ),
    # Eurostat's monitoring of goals with a target: the yearly growth observed over the yearly growth required.
    Profile(
        "eurostat",
        2,
        Words("欧盟统计局：实际年均增速与所需年均增速之比", "Eurostat: observed over required yearly growth"),
        Measure.GROWTH,
        _bands(None, "0.95", "0.60"),
        regressing_below=Decimal(0),
        lights={Status.SERIOUSLY_BEHIND: Light.YELLOW},
        words={
            Status.ON_TRACK: Words("显著进展", "significant progress"),
            Status.BEHIND: Words("中等进展", "moderate progress"),
            Status.SERIOUSLY_BEHIND: Words("进展不足", "insufficient progress"),
            Status.REGRESSING: Words("背离目标", "moving away"),
        },
    ),
    # As EUSTAT restates the Sustainable Development Goals Progress Chart 2023: growth observed, carried to due.
    Profile(
        "un",
        2,
        Words(
            "联合国：按实际年均增速推到期末，走完全程的份额，界限 0.95 与 0.10",
            "United Nations: the share of the way that observed growth leads to by due, 0.95 and 0.10",
        ),
        Measure.PROJECTED,
        _bands(None, "0.95", "0.10"),
        regressing_below=Decimal(0),
    ),
    # Destatis on the indicators of Germany's strategy: short by less than 5 % of the way still to go, to 20 %, beyond.
    # A mean change of nought is a thunderstorm like one that leads away: the distance stayed as large as it was.
    Profile(
        "destatis",
        2,
        Words(
            "德国联邦统计局：按近五年平均变化推到期末，差剩余路程的 5 % 以内、20 % 以内",
            "Destatis: the mean of five yearly changes carried to due, short by 5 % and 20 % of the way still to go",
        ),
        Measure.TREND,
        _bands(None, "0.95", "0.80"),
        exceeded=(Status.ON_TRACK,),
    ),
    # No published thresholds below the milestone itself: it is reached, or not yet.
    Profile(
        "opsys",
        2,
        Words("欧盟 OPSYS：对照下一个节点", "EU OPSYS: against the next milestone"),
        Measure.MILESTONE,
        _bands(None, "1", "0"),
    ),
    Profile(
        "tola",
        2,
        Words("Tola：偏离计划值 15 % 以内为达进度", "Tola: within 15 % of the planned value"),
        Measure.VALUE,
        {Status.AHEAD: Decimal("0.15"), Status.ON_TRACK: Decimal("-0.15")},
    ),
    # ServiceNow's documented defaults: green from 90 % of what was planned by now, yellow from 75 %.
    Profile(
        "servicenow",
        2,
        Words(
            "ServiceNow：完成应完成量的 90 % 为绿，75 % 为黄",
            "ServiceNow: 90 % and 75 % of what is planned by now",
        ),
        Measure.PACE,
        _bands(None, "0.90", "0.75"),
    ),
)
PROFILES = {profile.name: profile for profile in _PROFILES}

RANK_BANDS = {Status.ON_TRACK: Decimal(0), Status.BEHIND: Decimal(-100)}
"""The thresholds of a rank under every profile: places short, in per cent of the place that is planned."""
