"""The table that a plan is published as: its columns, with their headings and the other names that each goes by."""

from typing import NamedTuple

from jinjiang_plan.model.words import Words


class PlanField(NamedTuple):
    """What a column of a plan's table may hold."""

    key: str
    """Its name in `--map` and in machine formats."""
    head: Words
    """The heading that a table of ours has."""
    names: tuple[str, ...] = ()
    """The other headings by which it is recognised, the likelier first."""


PLAN_FIELDS = (
    PlanField("id", Words("编号", "id"), (
        "指标编号", "目标编号", "任务编号", "项目编号", "指标编码", "指标代码", "编码", "代码", "code", "unique code",
        "target id", "indicator id", "target code", "indicator code", "ref", "reference", "codice",
    )),
    PlanField("number", Words("序号", "no."), ("行号", "no", "#", "s/n", "number", "n.")),
    PlanField("title", Words("名称", "title"), (
        "指标名称", "主要指标", "具体指标", "指标", "目标名称", "任务名称", "项目名称", "举措名称", "名称", "具体任务",
        "任务内容", "工作任务", "目标任务", "工作事项", "重点工作", "事项", "项目", "任务", "举措", "主要任务", "重点任务",
        "目标", "indicator", "milestone", "name", "project", "initiative", "measure", "task", "commitment", "target",
        "nome",
    )),
    PlanField("goal", Words("目标值", "goal"), (
        "规划目标值", "年度目标值", "规划目标", "年度目标", "目标要求", "工作目标", "预期目标", "总体目标", "完成目标",
        "目标", "计划值", "规划值", "目标任务", "target value", "goal value", "target", "objective", "valore obiettivo",
    )),
    PlanField("unit", Words("计量单位", "unit"), ("单位", "指标单位", "unit of measure", "units", "unità di misura")),
    PlanField("baseline", Words("基期值", "baseline"), (
        "基数", "基准值", "基期", "现状值", "基期数", "现状", "现状数", "上年实际", "上年完成", "baseline value",
        "starting value", "start value", "riferimento di partenza",
    )),
    PlanField("baseline-on", Words("基期日期", "baseline day"), (
        "基期时间", "基期年份", "基准日期", "基准年", "基期年", "现状时间", "baseline date", "baseline year", "base year",
    )),
    PlanField("start", Words("起始日", "start"), (
        "开始时间", "起始时间", "启动时间", "开工时间", "开始日期", "起始日期", "start date", "start day", "begin", "from",
    )),
    PlanField("due", Words("完成时限", "due"), (
        "完成时间", "完成期限", "完成日期", "期限", "时限", "截止时间", "截止日期", "办结时限", "时间节点", "计划完成时间",
        "目标时间", "竣工时间", "due date", "due day", "deadline", "end date", "target date", "completion date", "by when",
    )),
    PlanField("quarter", Words("完成季度", "due quarter"), ("季度", "目标季度", "quarter", "trimestre")),
    PlanField("year", Words("完成年份", "due year"), (
        "年份", "年度", "目标年份", "目标年", "完成年度", "target year", "year", "anno",
    )),
    PlanField("lead", Words("牵头单位", "lead"), (
        "责任单位", "牵头部门", "责任部门", "牵头责任单位", "主要责任单位", "主责单位", "主责部门", "主办单位", "承办单位",
        "实施单位", "实施主体", "责任主体", "责任人", "lead unit", "lead agency", "lead department", "responsible",
        "responsible unit", "responsible agency", "owner", "agency", "ministry", "administration", "amministrazione",
    )),
    PlanField("partners", Words("配合单位", "partners"), (
        "配合部门", "配合责任单位", "协办单位", "协同单位", "协作单位", "参与单位", "参加单位", "支持单位", "配合", "partner",
        "supporting units", "supporting agencies", "support",
    )),
    PlanField("class", Words("指标属性", "class"), ("属性", "指标性质", "性质", "约束性/预期性", "约束性", "binding")),
    PlanField("kind", Words("计算方式", "kind"), ("指标类型", "类型", "数据类型", "type")),
    PlanField("what", Words("条目", "entry"), ("条目类型", "目标或举措", "entry type", "target or initiative")),
    PlanField("action-id", Words("行动编号", "action id"), ("action code", "component id")),
    PlanField("action", Words("行动", "action"), (
        "专项行动", "行动名称", "章节", "板块", "领域", "任务类别", "指标类别", "类别", "分类", "一级任务", "一级指标",
        "重点任务", "主要任务", "重点工作", "任务", "section", "chapter", "pillar", "component", "programme", "program",
        "area", "theme", "category", "descrizione componente",
    )),
    PlanField("summary", Words("主要内容", "summary"), (
        "建设内容", "内容", "工作内容", "具体内容", "建设内容及规模", "工作措施", "具体措施", "主要举措", "推进措施",
        "description", "content", "descrizione",
    )),
    PlanField("place", Words("地点", "place"), ("建设地点", "项目地点", "location")),
    PlanField("frequency", Words("填报频率", "frequency"), ("报送频率", "调度频率", "频率", "reporting", "rhythm")),
    PlanField("source", Words("出处", "source"), ("依据", "来源", "文件依据", "政策依据", "目标来源", "任务来源", "document")),
    PlanField("wording", Words("原文", "wording"), ("原文表述", "原文摘录", "quotation", "original text")),
    PlanField("note", Words("备注", "note"), ("说明", "notes", "remarks", "comment", "comments")),
)  # fmt: skip
"""The columns in the order in which a table of ours has them; a heading that two go by belongs to the first."""

FIELD_KEYS = tuple(each.key for each in PLAN_FIELDS)


def plan_field(key: str) -> PlanField:
    """The field of that key."""
    return next(each for each in PLAN_FIELDS if each.key == key)


WHAT_NAMES = {
    "target": Words("目标", "target"),
    "initiative": Words("项目", "initiative"),
}
"""What an entry is, in the column of that name."""
