"""How a projection was found, in a word or two: for a column, or beside its figure."""

from jinjiang_plan.model.codes import Method
from jinjiang_plan.model.words import Words

METHOD_WORDS = {
    Method.RUN_RATE: Words("基期以来平均速度", "run rate"),
    Method.LINE: Words("最近两次连线", "last two reports"),
    Method.THEIL_SEN: Words("斜率中位数 Theil-Sen", "Theil-Sen slope"),
    Method.LATEST: Words("取现值", "latest value"),
}
