"""The plan that the tests of the comparison change: a target of each kind, an initiative, ledgers, amendments."""

HEAD = """\
format = 1

[plan]
title = { zh = "测试计划", en = "Test plan" }
start = 2020-01-01
due = 2022-12-31
frequency = "quarter"
tolerance = 2

[source.paper]
title = "文件"

[unit.load]
of = "吨"
factor = 5

[target.investment]
title = "总投资"
kind = "cumulative"
unit = "亿元"
baseline = { value = 0, on = 2020-01-01 }
goal = { value = 100 }
sum_of = ["works.investment"]
"""

WORKS = """\
format = 1

[action]
title = "建设"

[target.investment]
title = "投资"
kind = "cumulative"
unit = "亿元"
baseline = { value = 0, on = 2020-01-01 }
goal = { value = 100 }

[target.stations]
title = { zh = "5G基站", en = "5G stations" }
kind = "cumulative"
class = "binding"
unit = "座"
baseline = { value = 0, on = 2020-01-01 }
goal = { value = 3000, op = ">=" }
due = 2022-06-30
milestone = [{ on = 2020-12-31, value = 600 }, { on = 2021-12-31, value = 1800 }]
source = "paper"
wording = "建设5G基站3000座"

[[target.stations.amendment]]
decided = 2021-09-01
value = 3200
document = "甲文件"
reason = "扩容"

[target.energy]
title = "能耗"
kind = "level"
baseline = { value = 100, on = 2019-12-31 }
goal = { value = 86.5 }
path = "compound"
weight = 2

[[target.energy.amendment]]
decided = 2020-06-01
baseline = { value = 90 }
document = "普查"
reason = "修订"

[target.growth]
title = "增加值增速"
kind = "rate"
unit = "%"
average = "mean"
goal = { value = 7 }

[target.place]
title = "全国排名"
kind = "rank"
goal = { value = 30 }

[target.output]
title = "产值"
kind = "cumulative"
unit = "万元"
resets = "year"
goal = { value = 40 }

[target.visitors]
title = "游客"
kind = "cumulative"
unit = "万人次"
path = "seasonal"
seasons = [1, 2, 3, 4]
goal = { value = 50 }

[target.sprint]
title = "百日攻坚"
kind = "cumulative"
unit = "户"
start = 2022-03-01
due = 2022-05-15
goal = { value = 60 }

[target.air]
title = "优良天数比率"
kind = "maintain"
unit = "%"
goal = { min = 80, max = 95, op = "range" }

[target.speed]
title = "接入能力"
kind = "level"
unit = "Mbps"
goal = { value = 1000 }

[target.line]
title = "变电站"
kind = "stage"
goal = { stage = "completed" }

[target.platform]
title = "平台"
kind = "done"
goal = { value = true }

[initiative.park]
title = { zh = "产业园", en = "Park" }
goal = { stage = "completed" }
serves = ["works.investment"]
"""

STATIONS = """\
[report]
2020-12-31 = { value = 620, recorded = 2021-01-08T09:12:00+08:00, by = "李", source = "月报" }
2021-06-30 = { value = 1800, recorded = 2021-07-05T10:00:00+08:00, by = "李", source = "月报" }
2021-06-30-r2 = { value = 1750, recorded = 2021-08-02T15:30:00+08:00, by = "李", note = "核实" }
"""

SPEED = """\
[report]
2020-12-31 = { value = 500, recorded = 2021-01-08T09:12:00+08:00, by = "李" }
"""

LINE = """\
[report]
2020-12-31 = { stage = "signed", recorded = 2021-01-08T09:12:00+08:00, by = "李" }
"""

FILES = {
    "city/plan.toml": HEAD,
    "city/works.toml": WORKS,
    "city/progress/works.stations.toml": STATIONS,
    "city/progress/works.speed.toml": SPEED,
    "city/progress/works.line.toml": LINE,
}
WORKS_FILE, HEAD_FILE = "city/works.toml", "city/plan.toml"
STATIONS_LEDGER = "city/progress/works.stations.toml"
