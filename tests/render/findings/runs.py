"""Runs of the linter to be drawn: with a path and with messages that break what is careless."""

from jinjiang_plan.model.finding import Edit, Finding, Fix, Related, Severity
from jinjiang_plan.model.rule import CheckResult, Rule
from jinjiang_plan.model.words import Words

PATH = "计划/五年规划, 第二版: 100% 草案/plan.toml"
LEDGER = "计划/五年规划, 第二版: 100% 草案/progress/network.5g-stations.toml"
HOSTILE = "a::b\n::error::no\n##[group]x ##vso[task]y\n::stop-commands::z ]]> | <b>&amp; @who #12 `c|d` \x1b[31m\u202e\x00 %0A %25"
TEXT = 'format = 1\n\n[plan]\ntitle = "计划"\nstart = "2020-01-01"\ndue = 2022-12-31\n'
START = TEXT.index('"2020')

RULE = Rule(
    "JP102",
    "wrong-type",
    Severity.ERROR,
    says=Words("`{name}` 应为{kind}", "`{name}` must be {kind}"),
    why=Words("类型不对就无法计算。", "What has the wrong type cannot be reckoned with."),
    cure=Words("改成所说的类型。", "Write it as the type that is asked for."),
    bad='start = "2020-01-01"\n',
    good="start = 2020-01-01\n",
    fixes="safe",
)
QUIET = RULE._replace(code="JP204", slug="lonely-initiative", severity=Severity.INFO, fixes="")

WRONG_TYPE = Finding(
    "JP102",
    "wrong-type",
    Severity.ERROR,
    Words("`start` 应为日期", "`start` must be a day"),
    PATH,
    5,
    9,
    Words("去掉引号", "leave the quotes out"),
    5,
    21,
    "plan.start",
    Words("这是文字", "this is text"),
    (Words("日期不加引号", "a day has no quotes"),),
    (Related(PATH, 6, 7, 6, 17, Words("`due` 是对的", "`due` is right")),),
    Fix(Words("去掉引号", "leave the quotes out"), (Edit(START, START + 12, "2020-01-01"),), safe=True),
)
HOSTILE_WORDS = Finding(
    "JP107",
    "unsafe-text",
    Severity.WARNING,
    Words(f"不安全 {HOSTILE}", f"unsafe {HOSTILE}"),
    PATH,
    4,
    9,
    None,
    5,
    3,
    "plan.title",
)
WHOLE_FILE = Finding("JP000", "unreadable", Severity.ERROR, Words("无法读取", "cannot be read"), LEDGER)
POINT = Finding("JP204", "lonely-initiative", Severity.INFO, Words("无目标", "serves nothing"), PATH, 3, 1)
TWIN = WRONG_TYPE._replace(line=6, end_line=6, column=7, end_column=17, related=(), fix=None)

EMPTY = CheckResult((), {}, (PATH, LEDGER), (RULE, QUIET), "1.2.3")
HARD = EMPTY._replace(
    findings=(POINT, HOSTILE_WORDS, WRONG_TYPE, TWIN, WHOLE_FILE),
    texts={PATH: TEXT},
    files=(PATH, LEDGER, "plans/good.toml"),
    base="3f7213a",
    accepted=2,
    gone=("JP101 plans/old.toml plan.titel",),
)


def many(count: int) -> CheckResult:
    """A run with more warnings than anybody reads, and an error as the last."""
    found = [
        HOSTILE_WORDS._replace(
            line=at + 1, end_line=at + 1, end_column=12, entry=f"target.t{at}", words=Words("多", "many")
        )
        for at in range(count - 1)
    ]
    return EMPTY._replace(findings=(*found, WRONG_TYPE._replace(line=count + 1, end_line=count + 1)))
