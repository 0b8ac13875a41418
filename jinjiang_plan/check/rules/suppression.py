"""JP901 to JP903: comments that keep a finding back. They show once everything else has been found."""

from jinjiang_plan.check.rule_api import Check
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

UNUSED_SUPPRESSION = Check(
    Rule(
        "JP901",
        "unused-suppression",
        Severity.WARNING,
        says=Words("`{name}` 没有可压下的问题", "`{name}` keeps nothing back"),
        why=Words(
            "问题已经没有了，注释还在，下一个真正的问题会被它悄悄压下。",
            "The finding is gone and the comment is still there: it would silently keep back the next one.",
        ),
        cure=Words("删去注释；可用 `check --fix`。", "Delete the comment; `check --fix` does."),
        bad='[target.stations]\nunit = "座"  # jp: ignore[unknown-unit] 区里惯用\n',
        good='[target.stations]\nunit = "座"\n',
        fixes="safe",
    ),
    None,
)
SUPPRESSION_WITHOUT_REASON = Check(
    Rule(
        "JP902",
        "suppression-without-reason",
        Severity.ERROR,
        says=Words("没有写理由", "no reason is given"),
        why=Words(
            "为什么可以不管，只有当时写下的人知道；没有理由，后来的人不敢删也不敢信。",
            "Why it may be passed over is known to whoever wrote it: without a reason nobody dares to delete or to trust it.",
        ),
        cure=Words("在方括号后面写上理由。", "Write the reason behind the bracket."),
        bad='unit = "条街"  # jp: ignore[unknown-unit]\n',
        good='unit = "条街"  # jp: ignore[unknown-unit] 文件原文的单位\n',
    ),
    None,
)
SUPPRESSION_EXPIRED = Check(
    Rule(
        "JP903",
        "suppression-expired",
        Severity.ERROR,
        says=Words("到 {until} 为止，已经过期", "it held until {until} and has expired"),
        why=Words(
            "写了期限的注释，是答应到那时改好；过了期限就不再压下问题。",
            "A comment with a day is a promise to mend it by then; behind that day it keeps nothing back.",
        ),
        cure=Words(
            "改好问题，删去注释；或写上新的期限和理由。",
            "Mend it and delete the comment, or give a new day and reason.",
        ),
        bad='unit = "条街"  # jp: ignore[unknown-unit] 单位待定 until=2021-12-31\n',
        good='unit = "条"\n',
    ),
    None,
)
SUPPRESSION = (UNUSED_SUPPRESSION, SUPPRESSION_WITHOUT_REASON, SUPPRESSION_EXPIRED)
