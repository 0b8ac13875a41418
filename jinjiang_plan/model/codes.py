"""The closed lists of the format: each code once. They are METHODS' and stand in TOML, JSON and code alike."""

from enum import StrEnum

from jinjiang_plan.model.words import Words


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


# What the codes are called in both languages: what sheets show and filters accept.


NAMES: dict[StrEnum, Words] = {
    Kind.LEVEL: Words("水平值", "level"),
    Kind.CUMULATIVE: Words("累计值", "cumulative"),
    Kind.INCREMENT: Words("当期值", "increment"),
    Kind.RATE: Words("比率（增速）", "rate"),
    Kind.RANK: Words("位次", "rank"),
    Kind.MAINTAIN: Words("保持", "maintain"),
    Kind.STAGE: Words("阶段", "stage"),
    Kind.DONE: Words("是否完成", "yes or no"),
    Class.BINDING: Words("约束性", "binding"),
    Class.EXPECTED: Words("预期性", "expected"),
    Resets.YEAR: Words("每年从零起算（本年累计）", "year to date"),
    Average.GEOMETRIC: Words("年均（几何平均）", "geometric mean over the years"),
    Average.MEAN: Words("年均（算术平均）", "arithmetic mean over the years"),
    Halt.SUSPENDED: Words("中止", "suspended"),
    Halt.CANCELLED: Words("取消", "cancelled"),
    Halt.ACTIVE: Words("恢复", "active"),
    Method.RUN_RATE: Words("自基期以来的平均速度", "the run rate from the baseline"),
    Method.THEIL_SEN: Words("两两斜率的中位数（Theil-Sen）", "the median of all pairwise slopes, Theil-Sen"),
    Method.PERIOD_MEAN: Words("以往各期增量的均值", "the mean increment of past periods"),
    Light.RED: Words("红", "red"),
    Light.YELLOW: Words("黄", "yellow"),
    Light.GREEN: Words("绿", "green"),
    Light.BLUE: Words("蓝", "blue"),
    Light.GREY: Words("灰", "grey"),
    Status.CANCELLED: Words("取消", "cancelled"),
    Status.SUSPENDED: Words("中止", "suspended"),
    Status.NOT_ASSESSABLE: Words("无法评估", "not assessable"),
    Status.NOT_STARTED: Words("未启动", "not started"),
    Status.NO_DATA: Words("无数据", "no data"),
    Status.UNREPORTED: Words("未报送", "unreported"),
    Status.ACHIEVED_EARLY: Words("提前完成", "met early"),
    Status.ACHIEVED: Words("按期完成", "met"),
    Status.ACHIEVED_LATE: Words("逾期完成", "met late"),
    Status.MISSED: Words("未完成", "missed"),
    Status.OVERDUE: Words("逾期未报", "overdue"),
    Status.REGRESSING: Words("倒退", "regressing"),
    Status.AHEAD: Words("超进度", "ahead"),
    Status.ON_TRACK: Words("达进度", "on track"),
    Status.BEHIND: Words("欠进度", "behind"),
    Status.SERIOUSLY_BEHIND: Words("严重滞后", "far behind"),
    Outlook.LIKELY: Words("预计完成", "likely"),
    Outlook.UNCERTAIN: Words("存在风险", "uncertain"),
    Outlook.UNLIKELY: Words("预计难以完成", "unlikely"),
    Outlook.UNKNOWN: Words("数据不足", "unknown"),
    Flag.STALE: Words("数据过旧", "stale"),
    Flag.ESTIMATE: Words("估计数", "estimate"),
    Flag.BASELINE_ASSUMED: Words("基期为推定", "baseline assumed"),
    Flag.WEAK_GOAL: Words("目标偏低", "weak goal"),
    Flag.RELAPSED: Words("达标后回落", "relapsed"),
    Flag.LAPSED: Words("有报告期未保持", "not held in every period"),
    Flag.PROVISIONAL: Words("暂时达标", "provisional"),
    Flag.REVISED_GOAL: Words("目标已调整", "goal revised"),
    Flag.UNSOURCED: Words("无出处", "unsourced"),
    Flag.LATE_REPORT: Words("迟报", "reported late"),
    Flag.DERIVED: Words("由分项加总", "derived"),
    Flag.PARTIAL: Words("分项不全", "partial"),
    Flag.OVERRIDDEN: Words("以本级上报数为准", "its own report overrides its parts"),
    Flag.GAP_IN_PERIODS: Words("报告期有缺口", "gap in periods"),
    Flag.FUTURE_REPORT: Words("早于所报日期录入", "recorded before its day"),
    Flag.SAMPLE: Words("示例数据", "sample figures"),
    Reason.NO_GOAL: Words("没有目标值，只作监测", "no goal, monitored only"),
    Reason.NO_BASELINE: Words("缺少基期值", "no baseline"),
    Reason.COMPOUND_NEEDS_POSITIVE: Words(
        "复合路径要求各点大于零", "a compound path needs figures above zero"
    ),
    Reason.OVERLAPPING_PERIODS: Words("报告期重叠", "overlapping periods"),
    Reason.BROKEN_LEDGER: Words("台账无法读取", "its ledger cannot be read"),
    Reason.PROFILE_UNFIT: Words("口径不适用于这组数", "the profile does not fit these figures"),
}

STAGE_NAMES: dict[str, Words] = {
    "planned": Words("谋划", "planned"),
    "signed": Words("签约", "signed"),
    "construction": Words("在建", "construction"),
    "completed": Words("建成", "completed"),
    "operating": Words("运营", "operating"),
}
