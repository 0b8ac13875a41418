"""The format of plan files and ledgers, as one table: what validates a file, and what its schema is made from."""

from jinjiang_plan.model.choice_words import words_for
from jinjiang_plan.model.codes import (
    STAGES,
    Average,
    Class,
    Frequency,
    Halt,
    Kind,
    Light,
    Op,
    PathShape,
    Resets,
    Status,
    TimeBasis,
)
from jinjiang_plan.model.keys import (
    CHOICE,
    DAY,
    FIGURE,
    FLAG,
    FREE,
    GOALPOST,
    HISTORY,
    INTEGER,
    KEYED,
    MOMENT,
    NUMBER,
    NUMBERS,
    STAGE,
    TABLE,
    TABLES,
    TEXT,
    TEXTS,
    WORDING,
    WORDS,
    WORDS_LIST,
    Key,
    shaped,
    values,
)
from jinjiang_plan.model.profiles import BANDS, Measure
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.unit_format import UNIT
from jinjiang_plan.model.words import Words

FORMAT = 1

BASELINE = shaped(
    "baseline",
    Key("value", FIGURE, Words("基期值", "the figure at the start"), GOALPOST),
    Key("stage", STAGE, Words("基期所处的阶段", "the stage at the start"), GOALPOST),
    Key("on", DAY, Words("基期值是哪一天的", "the day that it is the figure of"), GOALPOST),
    Key("assumed", FLAG, Words("推定，原文没有", "our reading: the document does not say it"), FREE),
    Key(
        "source",
        TEXT,
        Words("出处：[source.名称] 的名称", "from where: the name of a [source.NAME]"),
        FREE,
    ),
)
GOAL = shaped(
    "goal",
    Key("value", FIGURE, Words("目标值", "the figure to reach"), GOALPOST),
    Key("min", NUMBER, Words('区间的下限，op = "range"', 'the lower end, with op = "range"'), GOALPOST),
    Key("max", NUMBER, Words('区间的上限，op = "range"', 'the upper end, with op = "range"'), GOALPOST),
    Key("stage", STAGE, Words("要达到的阶段", "the stage to reach"), GOALPOST),
    Key(
        "op",
        CHOICE,
        Words("不写则按基期到目标的方向", "default: by the way"),
        GOALPOST,
        choices=values(Op),
        words=words_for(Op),
    ),
    Key("assumed", FLAG, Words("推定，原文没有", "our reading: the document does not say it"), FREE),
)
MILESTONE = shaped(
    "milestone",
    Key("on", DAY, Words("节点日期", "its day"), GOALPOST, required=True),
    Key("value", FIGURE, Words("到这一天应达到的值", "the figure to reach by that day"), GOALPOST),
    Key("stage", STAGE, Words("到这一天应达到的阶段", "the stage to reach by that day"), GOALPOST),
)
AMENDMENT = shaped(
    "amendment",
    Key("decided", DAY, Words("决定调整的日期", "the day that it was decided"), GOALPOST, required=True),
    Key("value", FIGURE, Words("新的目标值", "the new goal"), GOALPOST),
    Key("min", NUMBER, Words("新的下限", "the new lower end"), GOALPOST),
    Key("max", NUMBER, Words("新的上限", "the new upper end"), GOALPOST),
    Key("stage", STAGE, Words("新的目标阶段", "the new stage to reach"), GOALPOST),
    Key("due", DAY, Words("新的期限", "the new due day"), GOALPOST),
    Key(
        "status",
        CHOICE,
        Words("中止、取消或恢复", "halted, ended, resumed"),
        GOALPOST,
        choices=values(Halt),
        words=words_for(Halt),
    ),
    Key(
        "baseline",
        TABLE,
        Words("新的基期（重新核定、普查修订）", "the new baseline: a rebasing, a census"),
        GOALPOST,
        shape=BASELINE,
        short=True,
    ),
    Key("document", WORDS, Words("调整所依据的文件", "the document that decides it"), HISTORY),
    Key("reason", WORDS, Words("调整的理由", "why it was decided"), HISTORY),
    Key("late", WORDS, Words("为什么现在才补记", "why it is entered only now"), HISTORY),
    Key("recorded", MOMENT, Words("录入的时刻，带时区", "when recorded, with offset"), HISTORY),
    Key("by", TEXT, Words("录入人", "who recorded it"), HISTORY),
)
LIMITS = shaped(
    "limits",
    Key("min", NUMBER, Words("可能的最小值", "no figure can be smaller"), FREE),
    Key("max", NUMBER, Words("可能的最大值", "no figure can be larger"), FREE),
)
SOURCE = shaped(
    "source",
    Key("title", WORDS, Words("文件名称", "the title of the document"), FREE, required=True),
    Key("publisher", WORDS, Words("发布单位", "who published it"), FREE),
    Key("published", DAY, Words("发布日期", "the day of publication"), FREE),
    Key("url", TEXT, Words("网址", "where it can be read"), FREE),
    Key("number", TEXT, Words("文号", "its official number"), FREE),
    Key(
        "file",
        TEXT,
        Words("留存的原文（文本），从计划目录写起", "a copy of its text, from the plan's folder"),
        FREE,
    ),
    Key("sha256", TEXT, Words("原文的 SHA-256", "the SHA-256 of its text"), FREE),
    Key("note", WORDS, Words("说明", "what else is to be known"), FREE),
)
_STAGES = Words("阶段，按先后", "the stages, in their order")
_MONTHS = (1, 12)
MOST_TOLERANCE = 5
"""Points that a plan may allow at most: what the profile for China allows."""
_COMMITMENT = (
    Key("title", WORDS, Words("名称", "its title"), WORDING, required=True),
    Key(
        "goal",
        TABLE,
        Words("目标；不写则只作监测", "the goal; without one it is monitored only"),
        GOALPOST,
        shape=GOAL,
        short=True,
    ),
    Key("start", DAY, Words("起始日；不写则同计划", "its first day; default the plan's"), GOALPOST),
    Key("due", DAY, Words("期限；不写则同计划", "its last day; default the plan's"), GOALPOST),
    Key("assumed", FLAG, Words("推定，原文没有", "our reading: the document does not say it"), FREE),
    Key("weight", NUMBER, Words("汇总时的权重", "its weight in roll-ups"), GOALPOST, default=1),
    Key(
        "lead",
        WORDS_LIST,
        Words("牵头单位，可写列表；不写则同上级", "the responsible unit, or a list; default those above"),
        FREE,
    ),
    Key("partners", TEXTS, Words("配合单位", "the units that take part"), FREE),
    Key(
        "frequency",
        CHOICE,
        Words("填报频率", "how often reported"),
        GOALPOST,
        choices=values(Frequency),
        words=words_for(Frequency),
    ),
    Key(
        "year_end",
        INTEGER,
        Words(
            "报告年度在哪个月结束；不写则同计划",
            "the month in which its reporting year ends; default the plan's",
        ),
        GOALPOST,
        bounds=_MONTHS,
    ),
    Key("tags", TEXTS, Words("标签，供筛选", "words to filter by"), FREE),
    Key(
        "source",
        TEXT,
        Words("出处：[source.名称] 的名称", "from where: the name of a [source.NAME]"),
        FREE,
    ),
    Key("wording", TEXT, Words("原文中的话，一个短语", "the document's own words, a phrase"), WORDING),
    Key("note", WORDS, Words("说明", "what else is to be known"), FREE),
    Key("stages", TEXTS, _STAGES, GOALPOST, default=STAGES),
    Key(
        "amendment",
        TABLES,
        Words("正式调整；原目标保持不动", "formal changes; the goal above stays"),
        GOALPOST,
        shape=AMENDMENT,
    ),
)
TARGET = shaped(
    "target",
    *_COMMITMENT,
    Key(
        "kind",
        CHOICE,
        Words("报上来的数怎么算", "how figures add up"),
        GOALPOST,
        required=True,
        choices=values(Kind),
        words=words_for(Kind),
    ),
    Key(
        "class",
        CHOICE,
        Words("约束性或预期性", "how strictly it binds"),
        GOALPOST,
        choices=values(Class),
        words=words_for(Class),
        default="expected",
    ),
    Key("unit", TEXT, Words("计量单位", "the unit of its figures"), GOALPOST),
    Key(
        "resets",
        CHOICE,
        Words("累计值每年从零起算（本年累计）", "cumulative figures that begin again each reporting year"),
        GOALPOST,
        choices=values(Resets),
        words=words_for(Resets),
    ),
    Key(
        "average",
        CHOICE,
        Words("比率按各年平均：几何或算术", "a rate is the average of its years: geometric or arithmetic"),
        GOALPOST,
        choices=values(Average),
        words=words_for(Average),
    ),
    Key("baseline", TABLE, Words("基期", "where it starts from"), GOALPOST, shape=BASELINE, short=True),
    Key(
        "path",
        CHOICE,
        Words("计划怎样走到目标", "the way to it"),
        GOALPOST,
        choices=values(PathShape),
        words=words_for(PathShape),
    ),
    Key(
        "seasons",
        NUMBERS,
        Words(
            '报告年度四个季度或十二个月的权重，path = "seasonal"',
            'the weights of the reporting year\'s 4 quarters or 12 months, with path = "seasonal"',
        ),
        GOALPOST,
        bounds=(0, None),
    ),
    Key("milestone", TABLES, Words("途中的节点", "points on the way"), GOALPOST, shape=MILESTONE),
    Key("sum_of", TEXTS, Words("分项：加起来等于本项", "its parts: they add up to it"), GOALPOST),
    Key("limits", TABLE, Words("数值的可能范围", "what figures are possible"), FREE, shape=LIMITS),
)
INITIATIVE = shaped(
    "initiative",
    *_COMMITMENT,
    Key("summary", WORDS, Words("内容", "what it is"), FREE),
    Key("place", WORDS, Words("地点", "where it is"), FREE),
    Key("serves", TEXTS, Words("支撑哪些目标", "the targets that it contributes to"), FREE),
)
PLAN = shaped(
    "plan",
    Key("title", WORDS, Words("计划名称", "the title of the plan"), FREE, required=True),
    Key("start", DAY, Words("起始日", "its first day"), GOALPOST, required=True),
    Key("due", DAY, Words("截止日", "its last day"), GOALPOST, required=True),
    Key("assumed", FLAG, Words("期限为推定", "its period is our reading"), FREE),
    Key("lead", WORDS_LIST, Words("牵头单位，可写列表", "the responsible unit, or a list of them"), FREE),
    Key(
        "time_basis",
        CHOICE,
        Words("时序进度按整月或按天", "time counts in whole months or days"),
        GOALPOST,
        choices=values(TimeBasis),
        words=words_for(TimeBasis),
    ),
    Key("profile", TEXT, Words("评价标准", "the thresholds that it is judged by"), GOALPOST, default="cn"),
    Key(
        "frequency",
        CHOICE,
        Words("填报频率", "how often reported"),
        GOALPOST,
        choices=values(Frequency),
        words=words_for(Frequency),
        default="quarter",
    ),
    Key(
        "year_end",
        INTEGER,
        Words("报告年度在哪个月结束", "the month in which the reporting year ends"),
        GOALPOST,
        default=12,
        bounds=_MONTHS,
    ),
    Key(
        "tolerance",
        NUMBER,
        Words(
            "预期性目标容许的差距（百分点）；不写则按口径",
            "points that expected targets may fall short; default the profile's",
        ),
        GOALPOST,
        bounds=(0, MOST_TOLERANCE),
    ),
    Key("languages", TEXTS, Words("使用的语言", "its languages"), FREE, default=("zh", "en")),
    Key("timezone", TEXT, Words("时区", "its time zone"), GOALPOST, default="Asia/Shanghai"),
    Key("sample", FLAG, Words("示例数据，并非真实进展", "its figures are samples"), HISTORY),
    Key("summary", WORDS, Words("内容", "what it is"), FREE),
    Key("note", WORDS, Words("说明", "what else is to be known"), FREE),
)
THRESHOLDS = shaped(
    "table of thresholds", *(Key(status.value, NUMBER, NAMES[status], GOALPOST) for status in BANDS)
)
_LIGHTS = (
    Key(status.value, CHOICE, NAMES[status], GOALPOST, choices=values(Light), words=words_for(Light))
    for status in Status
)
_WORDS = (Key(status.value, WORDS, NAMES[status], GOALPOST) for status in Status)
PROFILE = shaped(
    "profile",
    Key(
        "thresholds",
        TABLE,
        Words("各档的下限", "the least for each status"),
        GOALPOST,
        required=True,
        shape=THRESHOLDS,
    ),
    Key("binding", TABLE, Words("约束性目标的下限", "those of binding targets"), GOALPOST, shape=THRESHOLDS),
    Key(
        "measure",
        CHOICE,
        Words("比的是什么", "what is compared"),
        GOALPOST,
        choices=values(Measure),
        default="gap",
    ),
    Key(
        "lights",
        TABLE,
        Words("各状态的颜色", "the colours of statuses"),
        GOALPOST,
        shape=shaped("table of lights", *_LIGHTS),
    ),
    Key(
        "words",
        TABLE,
        Words("各状态的叫法", "the names of statuses"),
        GOALPOST,
        shape=shaped("table of words", *_WORDS),
    ),
    Key("title", WORDS, Words("口径名称", "its title"), FREE),
    Key("version", INTEGER, Words("口径版本", "its version"), GOALPOST, default=1),
)
ACTION = shaped(
    "action",
    Key("title", WORDS, Words("行动名称", "the title of the action"), FREE, required=True),
    Key("order", INTEGER, Words("排序", "its place among the actions"), FREE, default=0),
    Key(
        "lead",
        WORDS_LIST,
        Words("牵头单位，可写列表；不写则同计划", "the responsible unit, or a list; default the plan's"),
        FREE,
    ),
    Key("summary", WORDS, Words("内容", "what it is"), FREE),
)
FORMAT_KEY = Key(
    "format", INTEGER, Words("格式版本", "the version of the format"), FREE, required=True, default=FORMAT
)
_ENTRIES = (
    Key("target", KEYED, Words("目标，以编号为键", "targets, by their ids"), GOALPOST, shape=TARGET),
    Key(
        "initiative",
        KEYED,
        Words("项目，以编号为键", "initiatives, by id"),
        GOALPOST,
        shape=INITIATIVE,
    ),
)
PLAN_FILE = shaped(
    "plan file",
    FORMAT_KEY,
    Key("plan", TABLE, Words("计划", "the plan"), GOALPOST, required=True, shape=PLAN),
    Key("source", KEYED, Words("所依据的文件", "the documents it is from"), FREE, shape=SOURCE),
    Key("profile", KEYED, Words("自定的评价标准", "profiles of its own"), GOALPOST, shape=PROFILE),
    Key("unit", KEYED, Words("自定的单位，以名称为键", "units of its own, by name"), GOALPOST, shape=UNIT),
    *_ENTRIES,
)
ACTION_FILE = shaped(
    "action file",
    FORMAT_KEY,
    Key("action", TABLE, Words("行动", "the action"), FREE, required=True, shape=ACTION),
    *_ENTRIES,
)
