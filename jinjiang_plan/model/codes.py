"""The closed lists of the format: each code once. They are METHODS' and stand in TOML, JSON and code alike."""

from enum import StrEnum


class Kind(StrEnum):
    """How a target's reported figures add up to its value."""

    LEVEL = "level"
    CUMULATIVE = "cumulative"
    INCREMENT = "increment"
    RATE = "rate"
    RANK = "rank"
    MAINTAIN = "maintain"
    STAGE = "stage"
    DONE = "done"

    @property
    def named(self) -> bool:
        """Whether its values are names, a stage or a yes, instead of figures."""
        return self in (Kind.STAGE, Kind.DONE)

    @property
    def has_way(self) -> bool:
        """Whether its value goes from a baseline to the goal; else each figure is compared with the goal itself."""
        return self not in (Kind.RATE, Kind.RANK, Kind.MAINTAIN)


class Class(StrEnum):
    """How strictly a target binds: the tolerance of its judgement depends on it."""

    BINDING = "binding"
    EXPECTED = "expected"


class Op(StrEnum):
    """What a goal asks of the value."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"
    RANGE = "range"


class PathShape(StrEnum):
    """The course that the plan asks the value to take between its vertices: `path` in TOML."""

    LINEAR = "linear"
    STEP = "step"
    COMPOUND = "compound"
    SEASONAL = "seasonal"


class Resets(StrEnum):
    """When the figures of a cumulative target begin again from zero."""

    YEAR = "year"


class Average(StrEnum):
    """How the figures of a rate's reporting years become one figure."""

    GEOMETRIC = "geometric"
    MEAN = "mean"


class TimeBasis(StrEnum):
    """What time progress counts: whole months, as China's 时序进度 does, or days."""

    MONTH = "month"
    DAY = "day"


class Frequency(StrEnum):
    """The rhythm of reporting."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """The length of one reporting period, in months."""
        return {"month": 1, "quarter": 3, "half-year": 6, "year": 12}[self.value]


class Halt(StrEnum):
    """What an amendment says of a target as a whole: halted for a time or for good, or taken up again."""

    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    ACTIVE = "active"


class Method(StrEnum):
    """How a value at due was projected (METHODS 5)."""

    RUN_RATE = "run-rate"
    THEIL_SEN = "theil-sen"
    PERIOD_MEAN = "period-mean"


class Light(StrEnum):
    """The colour that an office shows for a status."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class Status(StrEnum):
    """Where a target stands against its plan; in order of concern, the worst first."""

    MISSED = "missed"
    OVERDUE = "overdue"
    REGRESSING = "regressing"
    SERIOUSLY_BEHIND = "seriously_behind"
    UNREPORTED = "unreported"
    BEHIND = "behind"
    NO_DATA = "no_data"
    ON_TRACK = "on_track"
    AHEAD = "ahead"
    ACHIEVED_LATE = "achieved_late"
    ACHIEVED = "achieved"
    ACHIEVED_EARLY = "achieved_early"
    NOT_STARTED = "not_started"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    NOT_ASSESSABLE = "not_assessable"

    @property
    def concern(self) -> int:
        """The rank of concern: 0 is the worst."""
        return _CONCERN[self]


HALTED = (Status.CANCELLED, Status.SUSPENDED)
"""An amendment has taken the target out: nothing is owed of it."""

_CONCERN = {status: rank for rank, status in enumerate(Status)}


class Outlook(StrEnum):
    """Whether the goal will be met, as the reports so far project it; kept apart from the status."""

    LIKELY = "likely"
    UNCERTAIN = "uncertain"
    UNLIKELY = "unlikely"
    UNKNOWN = "unknown"


class Flag(StrEnum):
    """What a reader should know of the data behind a judgement (METHODS 6)."""

    STALE = "stale"
    ESTIMATE = "estimate"
    BASELINE_ASSUMED = "baseline_assumed"
    WEAK_GOAL = "weak_goal"
    RELAPSED = "relapsed"
    LAPSED = "lapsed"
    PROVISIONAL = "provisional"
    REVISED_GOAL = "revised_goal"
    UNSOURCED = "unsourced"
    LATE_REPORT = "late_report"
    DERIVED = "derived"
    PARTIAL = "partial"
    OVERRIDDEN = "overridden"
    GAP_IN_PERIODS = "gap_in_periods"
    FUTURE_REPORT = "future_report"
    SAMPLE = "sample"


class Reason(StrEnum):
    """Why a target cannot be judged."""

    NO_GOAL = "no_goal"
    NO_BASELINE = "no_baseline"
    COMPOUND_NEEDS_POSITIVE = "compound_needs_positive"
    OVERLAPPING_PERIODS = "overlapping_periods"
    BROKEN_LEDGER = "broken_ledger"
    PROFILE_UNFIT = "profile_unfit"


STAGES = ("planned", "signed", "construction", "completed", "operating")
