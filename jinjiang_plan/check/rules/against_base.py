"""JP600 to JP604, JP611 to JP613: what was promised and reported, compared with a base.

What finds them is imported only where there is one.
"""

from jinjiang_plan.check.rule_api import compared
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

BASE_UNAVAILABLE = compared(
    Rule(
        "JP600",
        "base-unavailable",
        Severity.ERROR,
        says=Words("无法与 `{revision}` 比较：{why}", "cannot be compared with `{revision}`: {why}"),
        why=Words(
            "要求与基准版本比较，却取不到它：CI 里多半是浅克隆。没有比较过，不能算通过，退出码是 3。",
            "A comparison was asked for, and what to compare with cannot be had: in CI the clone is mostly a shallow one. What "
            "was not compared has not passed: the exit code is 3.",
        ),
        cure=Words(
            "GitHub Actions：checkout 加 `fetch-depth: 0`；GitLab CI：`GIT_DEPTH: 0`；自己的电脑：`git fetch --unshallow`。"
            "不要比较时写 `--against none`。",
            "GitHub Actions: `fetch-depth: 0` for checkout; GitLab CI: `GIT_DEPTH: 0`; at home: `git fetch --unshallow`. "
            "Where no comparison is wanted: `--against none`.",
        ),
        bad="# actions/checkout without fetch-depth: 0\n",
        good="# actions/checkout with fetch-depth: 0\n",
    ),
    "commitments.lacking",
)
GOALPOSTS_MOVED = compared(
    Rule(
        "JP601",
        "goalposts-moved",
        Severity.ERROR,
        says=Words(
            "`{id}` 的{what}未经正式调整就变了：原为 {was}，现为 {now}",
            "`{id}`: {what} changed without an amendment: {was} at the base, {now} now",
        ),
        why=Words(
            "与基准版本（目标分支）相比，考核的要求变低了，却没有正式调整。被考核的人不应能悄悄改目标："
            "目标值、op、单位、类别、路径、里程碑、频率、权重、分项、阶段、口径都算；要求变高不算。",
            "Against the base (the branch that is merged into) less is asked for, and nothing formal says so. Who is judged "
            "must not be able to move the goalposts unseen: goal, op, unit, kind, average, path, seasons, milestones, "
            "rhythm of reports, reporting year, weight, parts, stages, profile, tolerance and time zone all count; asking "
            "for more does not.",
        ),
        cure=Words(
            '改回原样；确需调整的，用 `jinjiang-plan amend 编号 --value 新值 --document "文件" --reason "原因"`，原定目标保留。',
            "Put it back. A change that was decided is written by "
            '`jinjiang-plan amend ID --value NEW --document "…" --reason "…"`; the first version stays beside it.',
        ),
        bad="[target.stations]\ngoal = { value = 2500 }  # 3000 at the base\n",
        good=(
            "[target.stations]\ngoal = { value = 3000 }\n\n[[target.stations.amendment]]\ndecided = 2021-09-01\n"
            'value = 2500\ndocument = "锦府发〔2021〕9号"\nreason = "站址减少"\n'
        ),
    ),
    "goalposts.moved_terms",
)
DUE_POSTPONED = compared(
    Rule(
        "JP602",
        "due-postponed",
        Severity.ERROR,
        says=Words(
            "`{id}` 的{what}未经正式调整就推后了：原为 {was}，现为 {now}",
            "`{id}`: {what} was put off without an amendment: {was} at the base, {now} now",
        ),
        why=Words(
            "期限推后，欠进度的目标看起来就不欠了；起始日推后，时间进度也随之变小。提前不算。",
            "With a later due day a target that is behind looks on track, and with a later start less time seems to have "
            "gone. An earlier day is no finding.",
        ),
        cure=Words(
            '改回原样；决定延期的，用 `jinjiang-plan amend 编号 --due 日期 --document "文件" --reason "原因"`。',
            "Put it back. What was decided to be later is written by "
            '`jinjiang-plan amend ID --due DAY --document "…" --reason "…"`.',
        ),
        bad="[target.stations]\ndue = 2023-12-31  # 2022-12-31 at the base\n",
        good=(
            "[target.stations]\ndue = 2022-12-31\n\n[[target.stations.amendment]]\ndecided = 2022-09-01\n"
            'due = 2023-12-31\ndocument = "锦府发〔2022〕9号"\nreason = "供电滞后"\n'
        ),
    ),
    "commitments.later_days",
)
COMMITMENT_REMOVED = compared(
    Rule(
        "JP603",
        "commitment-removed",
        Severity.ERROR,
        says=Words("{what} `{id}`（{title}）不见了{became}", "{what} `{id}` ({title}) is gone{became}"),
        why=Words(
            "基准版本里的目标或项目被删去，或换了编号。编号是链接、台账和历次通报的依据；目标所在的行动是编号的一部分，"
            "移到别的行动，编号也就变了。",
            "A target or initiative of the base was taken out, or has another id. Links, ledgers and past briefings go by the "
            "id; the action is a part of it, so that a target moved to another action has another id.",
        ),
        cure=Words(
            "放回来，编号照旧；决定不做的，用 `jinjiang-plan amend 编号 --status cancelled`，写明文件和原因。",
            "Put it back under its id. What was decided against is written by `jinjiang-plan amend ID --status cancelled`, "
            "with the document and the reason.",
        ),
        bad="# [target.stations] of the base is not here any more\n",
        good=(
            "[target.stations]\ngoal = { value = 3000 }\n\n[[target.stations.amendment]]\ndecided = 2021-09-01\n"
            'status = "cancelled"\ndocument = "锦府发〔2021〕9号"\nreason = "并入市级计划"\n'
        ),
    ),
    "commitments.removed",
)
BASELINE_REWRITTEN = compared(
    Rule(
        "JP604",
        "baseline-rewritten",
        Severity.ERROR,
        says=Words(
            "`{id}` 的{what}被改写：原为 {was}，现为 {now}",
            "`{id}`: {what} was rewritten: {was} at the base, {now} now",
        ),
        why=Words(
            "完成率从基期值算起；改了基期，过去每一次评估都跟着变。往哪个方向改都算。",
            "Progress is measured from the baseline: with another one every judgement of the past is another. Whichever way.",
        ),
        cure=Words(
            '改回原样；重新核定或普查修订的，用 `jinjiang-plan amend 编号 --baseline 数值 --document "文件" --reason "原因"`。',
            "Put it back. Where it was revised, as by a census, "
            '`jinjiang-plan amend ID --baseline VALUE --document "…" --reason "…"` says so; the first version stays beside it.',
        ),
        bad="[target.stations]\nbaseline = { value = 500, on = 2020-01-01 }  # value 0 at the base\n",
        good="[target.stations]\nbaseline = { value = 0, on = 2020-01-01 }\n",
    ),
    "commitments.rewritten",
)
GOALPOSTS = (
    BASE_UNAVAILABLE,
    GOALPOSTS_MOVED,
    DUE_POSTPONED,
    COMMITMENT_REMOVED,
    BASELINE_REWRITTEN,
)


# JP611 to JP613: what was reported: a ledger is only ever appended to.


HISTORY_REWRITTEN = compared(
    Rule(
        "JP611",
        "history-rewritten",
        Severity.ERROR,
        says=Words("`{id}` 的{what}{change}", "`{id}`: {what} {change}"),
        why=Words(
            "台账只追加：报过的数和报的人、时间都要留住，否则“当时已知什么”就无从查起。按键逐条比较内容，"
            "换行、顺序、注释、数字的写法都不算改动。",
            "A ledger is only appended to: what was reported, by whom and when must stay, or nobody can see what was known "
            "at the time. Reports are compared by key, as data: lines, their order, comments and the way a number is "
            "written are no change.",
        ),
        cure=Words(
            "改回原样；更正用 `record --revise`，撤回用 `retract`，两者都是追加一行。",
            "Put it back; correct it by `record --revise`, take it back by `retract`: both append a line.",
        ),
        bad="[report]\n2020-12-31 = { value = 600, recorded = 2021-01-08T09:12:00+08:00 }  # 620 at the base\n",
        good=(
            "[report]\n2020-12-31 = { value = 620, recorded = 2021-01-08T09:12:00+08:00 }\n"
            "2020-12-31-r2 = { value = 600, recorded = 2021-02-01T10:00:00+08:00 }\n"
        ),
    ),
    "ledger_history.rewritten",
)
BACKDATED = compared(
    Rule(
        "JP612",
        "backdated",
        Severity.ERROR,
        says=Words(
            "`{id}` 的 {key} 写着 {recorded} 录入，不晚于基准版本里最晚的（{newest}）",
            "`{id}`: the report {key} says it was recorded {recorded}, not after the newest at the base, {newest}",
        ),
        why=Words(
            "新加的一行却写着更早的录入时间：重现“当时已知”时，它会出现在当时并没有的地方。相差不到一个填报周期的、提交的作者"
            "日期同样早的、写明 late 的，只是警告。",
            "A line that is new says that it was there before: replaying what was known at the time would show it where it "
            "was not. It is a warning where less than a reporting period lies between, where the commit that brings it is "
            "as old by its author's date, or where it says `late`.",
        ),
        cure=Words(
            'recorded 写实际录入的时刻，`record` 命令会自动写；确是当时录入、现在才并入的，写 `late = "为什么现在才补报"`。',
            "Write the moment that it was really recorded, as `record` does by itself; where it was recorded then and comes "
            'in only now, write `late = "why it is entered only now"`.',
        ),
        bad="[report]  # newest at the base: 2021-07-05\n2021-03-31 = { value = 900, recorded = 2021-04-02T09:00:00+08:00 }\n",
        good="[report]\n2021-03-31 = { value = 900, recorded = 2021-07-06T09:00:00+08:00 }\n",
        milder=Severity.WARNING,
    ),
    "ledger_history.backdated",
)
RETRACTED_WITHOUT_REASON = compared(
    Rule(
        "JP613",
        "retracted-without-reason",
        Severity.ERROR,
        says=Words(
            "`{id}` 撤回了 {on} 的数，没有写明原因",
            "`{id}`: the report for {on} is taken back, and no reason is given",
        ),
        why=Words(
            "报过的数撤回，评估就变了；为什么撤回，看的人要能知道。`retract` 命令要求写原因，手写的撤回也一样。",
            "With a report taken back the judgement is another, and a reader must be able to see why. `retract` asks for the "
            "reason; a retraction written by hand gives it too.",
        ),
        cure=Words('在这一条写 `reason = "……"`。', 'Write `reason = "…"` into its line.'),
        bad="[report]\n2021-06-30-r2 = { retract = true, recorded = 2021-08-02T15:30:00+08:00 }\n",
        good=(
            "[report]\n2021-06-30-r2 = { retract = true, recorded = 2021-08-02T15:30:00+08:00, "
            'reason = "重复填报" }\n'
        ),
        hint=Words(
            '在这一条写上原因，如 reason = "重复填报"',
            'write the reason into its line, such as reason = "reported twice"',
        ),
    ),
    "ledger_history.unexplained",
)
HISTORY = (HISTORY_REWRITTEN, BACKDATED, RETRACTED_WITHOUT_REASON)
