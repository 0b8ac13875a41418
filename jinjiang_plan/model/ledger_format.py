"""The format of ledgers: one line per report, keyed by its day and which revision for that day it is."""

from jinjiang_plan.model.keys import CHOICE, DAY, FLAG, HISTORY, KEYED, MOMENT, NUMBER, TEXT, Key, shaped
from jinjiang_plan.model.words import Words

REPORT_PATTERN = "[0-9]{4}-[0-9]{2}-[0-9]{2}(-r[1-9][0-9]{0,5})?"
"""What a report is keyed by: its day, and which revision for that day it is."""

REPORT = shaped(
    "report",
    Key("from", DAY, Words("当期的第一天（当期值）", "the first day of the period, for increments"), HISTORY),
    Key("value", NUMBER, Words("数值", "the figure"), HISTORY),
    Key("stage", TEXT, Words("到了哪个阶段", "the stage that was reached"), HISTORY),
    Key("done", FLAG, Words("是否完成", "whether it is done"), HISTORY),
    Key("retract", FLAG, Words("撤回这一天的数", "the figure of that day is taken back"), HISTORY),
    Key("reason", TEXT, Words("撤回的理由", "why it is taken back"), HISTORY),
    Key(
        "recorded",
        MOMENT,
        Words("录入的时刻，带时区", "when recorded, with offset"),
        HISTORY,
        required=True,
    ),
    Key("by", TEXT, Words("录入人", "who recorded it"), HISTORY),
    Key("published", DAY, Words("数据公布的日期", "the day on which the figure became public"), HISTORY),
    Key("source", TEXT, Words("出处", "where the figure is from"), HISTORY),
    Key("url", TEXT, Words("出处的网址", "where that can be read"), HISTORY),
    Key(
        "file",
        TEXT,
        Words("佐证文件，从计划目录写起", "what proves it, from the plans folder"),
        HISTORY,
    ),
    Key("sha256", TEXT, Words("佐证文件的 SHA-256", "the SHA-256 of that file"), HISTORY),
    Key(
        "basis",
        CHOICE,
        Words("estimate 表示估计数", "it is an estimate"),
        HISTORY,
        choices=("estimate",),
    ),
    Key("final", FLAG, Words("最终数", "it is the last figure"), HISTORY),
    Key("correction", FLAG, Words("更正：累计值可以变小", "a correction: a total may fall"), HISTORY),
    Key("late", TEXT, Words("为什么现在才补报", "why it is entered only now"), HISTORY),
    Key("note", TEXT, Words("说明", "what else is to be known"), HISTORY),
    Key("problems", TEXT, Words("存在的问题", "what stands in the way"), HISTORY),
    Key("next", TEXT, Words("下一步", "what comes next"), HISTORY),
)
LEDGER_FILE = shaped(
    "ledger",
    Key("report", KEYED, Words("进展，以日期为键", "reports, by their day"), HISTORY, shape=REPORT),
)
