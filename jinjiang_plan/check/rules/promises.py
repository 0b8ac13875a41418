"""JP605 to JP609: amendments without a ground or before their time, and promises passed off as others."""

from collections.abc import Iterator

from jinjiang_plan.check.rule_api import Check, Material, compared
from jinjiang_plan.model.finding import Fault, Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words


def _empty_amendment(material: Material) -> Iterator[Fault]:
    if any(target.amendments for target in material.portfolio.judged):
        from jinjiang_plan.check.base.amendments import groundless_or_idle

        yield from groundless_or_idle(EMPTY_AMENDMENT.rule, material)


EMPTY_AMENDMENT = Check(
    Rule(
        "JP605",
        "empty-amendment",
        Severity.ERROR,
        says=Words("`{id}` 在 {decided} 的调整{what}", "`{id}`: the amendment of {decided} {what}"),
        why=Words(
            "调整是公开的决定：依据哪份文件、为什么，看的人要能查到；“无”“待补”不算。与基准版本相比是新加的、又降低了要求的，"
            "是错误；别的缺依据的，和什么也没改的，是警告。",
            "An amendment is a decision in the open: by which document and why, a reader must be able to see, and “none” or "
            "“to follow” say neither. One that is new against the base and asks for less is an error; others without a "
            "ground, and those that change nothing, are warnings.",
        ),
        cure=Words(
            "写上 document 和 reason；没有改变的，删去。",
            "Write its document and reason; leave out what changes nothing.",
        ),
        bad="[[target.stations.amendment]]\ndecided = 2021-09-01\nvalue = 2500\n",
        good=(
            "[[target.stations.amendment]]\ndecided = 2021-09-01\nvalue = 2500\n"
            'document = "锦府发〔2021〕9号"\nreason = "站址减少"\n'
        ),
        milder=Severity.WARNING,
    ),
    _empty_amendment,
)
BACKDATED_AMENDMENT = compared(
    Rule(
        "JP606",
        "backdated-amendment",
        Severity.ERROR,
        says=Words(
            "`{id}` 新加的调整写作 {decided} 已决定，而{what}",
            "`{id}`: the new amendment says that it was decided on {decided}, but {what}",
        ),
        why=Words(
            "调整从决定之日起生效，写早了，过去已经作出的评估就跟着变。相差不到一个填报周期、又不早于已有调整的不报；写明 late "
            "的是警告，列出哪些日子的要求因此变了。",
            "An amendment holds from the day of its decision: dated back, it changes judgements that were made already. Less "
            "than a reporting period is no finding, unless it comes before an amendment that is there; one that says `late` is a warning, which lists the days on which "
            "another figure is asked for now.",
        ),
        cure=Words(
            '写实际决定的日期；确实决定得早、录入得晚的，写 `late = "为什么现在才补记"`（`amend --late`）。',
            "Write the day on which it was decided; where it was decided so early, write "
            '`late = "why it is entered only now"` (`amend --late`).',
        ),
        bad=(
            "# the base has reports up to 2022-01-05\n[[target.stations.amendment]]\ndecided = 2021-02-01\nvalue = 2500\n"
            'document = "锦府发〔2021〕2号"\nreason = "站址减少"\n'
        ),
        good=(
            "[[target.stations.amendment]]\ndecided = 2021-02-01\nvalue = 2500\n"
            'document = "锦府发〔2021〕2号"\nreason = "站址减少"\nlate = "文件 2022 年才转到统计口"\n'
        ),
        milder=Severity.WARNING,
    ),
    "amendments.backdated",
)
SAMPLE_DROPPED = compared(
    Rule(
        "JP607",
        "sample-dropped",
        Severity.ERROR,
        says=Words("计划 `{id}` {what}", "the plan `{id}` {what}"),
        why=Words(
            "sample = true 表示数是编来示范的；去掉它而数还在，编造的数据就会被当作真实数据。加上它是警告：真实的数会被当成示例。",
            "`sample = true` says that the figures were made up to show how; without it, while they stand, what was made up "
            "is passed off as real. To put it in is a warning: real figures would be taken for samples.",
        ),
        cure=Words(
            "改回 sample = true；要开始填真实数据的，先用 `retract` 撤回示例数，再去掉它。",
            "Put it back; to begin with real figures, take the samples back with `retract`, then leave it out.",
        ),
        bad='[plan]\ntitle = "计划"  # sample = true at the base, and its figures stand\n',
        good='[plan]\ntitle = "计划"\nsample = true\n',
        milder=Severity.WARNING,
    ),
    "samples.unmarked",
)
REWORDED = compared(
    Rule(
        "JP608",
        "reworded",
        Severity.ERROR,
        says=Words(
            "`{id}` 的{what}改了：原为 {was}，现为 {now}",
            "`{id}`: {what} was changed: {was} at the base, {now} now",
        ),
        why=Words(
            "编号、数都没动，名称和原文却换成了另一件事：报过的数就算到了别的承诺上。名称和原文与原来完全不同、或换成了"
            "另一个目标的，是错误；只是改字的，是警告。",
            "The id and the figures are the same, but title and wording are another promise's: what was reported counts for "
            "what was never promised. It is an error where all of them are beyond recognition, or are another target's; "
            "where words were mended, a warning.",
        ),
        cure=Words(
            "改回原样；另一件事另立目标。原来的不再做，就用 `amend 编号 --status cancelled`。",
            "Put it back, and start a target of its own for the other promise. What was given up is written by "
            "`amend ID --status cancelled`.",
        ),
        bad='[target.stations]\ntitle = "举办培训"  # "5G基站" at the base\n',
        good='[target.stations]\ntitle = "5G基站"\n\n[target.training]\ntitle = "举办培训"\n',
        milder=Severity.WARNING,
    ),
    "wording_changes.reworded",
)
DILUTED = compared(
    Rule(
        "JP609",
        "diluted",
        Severity.WARNING,
        says=Words(
            "新目标 `{id}` 的权重占全计划的 {share}，还没有数",
            "the new target `{id}` weighs {share} of its plan, and has no figure yet",
        ),
        why=Words(
            "新加一个权重大的目标，别的目标在汇总里就轻了，总的结论会变，而没有一个数变过。改旧目标的权重是 JP601。",
            "With a new target that weighs much all others count for less, and what they come to changes without any figure. "
            "To change the weight of one that was there is JP601.",
        ),
        cure=Words(
            "核对权重；确实这样重要的，不必理会，它有了数就不再提示。",
            "Look at the weight; where it is so important, let it be: once it has a figure, nothing more is said.",
        ),
        bad='[target.new]  # not there at the base\ntitle = "新目标"\nweight = 20\n',
        good='[target.new]\ntitle = "新目标"\n',
        hint=Words(
            "核对权重；确实这样重要的，不必理会", "look at the weight; where it is so important, let it be"
        ),
    ),
    "new_weights.diluted",
)
PROMISES = (EMPTY_AMENDMENT, BACKDATED_AMENDMENT, SAMPLE_DROPPED, REWORDED, DILUTED)
