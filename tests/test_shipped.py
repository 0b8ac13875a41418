"""The plan that ships: read strictly, every figure of the article as it stands there, every command run on it."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli

from jinjiang_plan import Plan, Portfolio, Target, load
from jinjiang_plan.files.plans.locate import built_in, sample_reports
from jinjiang_plan.files.plans.plan_folders import plan_folders
from jinjiang_plan.model.codes import Kind, Op
from tests.build import call

PLANS = Path(__file__).parent.parent / "plans"
PORTFOLIO = load(PLANS)
TARGETS = {target.full_id: target for target in PORTFOLIO.judged}
SAMPLES = sorted(sample_reports().rglob("*.toml"))

each_target = pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)


def test_every_file_reads_strictly() -> None:
    assert PORTFOLIO.findings == ()
    assert [plan.id for plan in PORTFOLIO.plans] == ["digital-infrastructure", "urban-industry"]


def test_every_file_of_the_folder_is_one_that_is_read() -> None:
    read = {PLANS / plan.id / "plan.toml" for plan in PORTFOLIO.plans}
    read |= {PLANS / plan.id / f"{action.id}.toml" for plan in PORTFOLIO.plans for action in plan.actions}
    read |= {
        PLANS / name.split("/")[0] / "progress" / f"{name.split('/')[1]}.toml" for name in PORTFOLIO.ledgers
    }
    assert {path for path in PLANS.rglob("*") if path.is_file()} == read


def test_the_plan_that_ships_is_this_one() -> None:
    assert built_in().resolve() == PLANS.resolve()
    assert load() == PORTFOLIO._replace(plans=load().plans)


# The figures of the article: its sentence, what they are kept as, and in what.

GOALS = [
    ("digital-infrastructure/investment", "105", "", "亿元", "105亿元"),
    ("digital-infrastructure/related-industries", "200", ">", "亿元", "突破200亿元"),
    ("digital-infrastructure/network.investment", "13", "", "亿元", "13亿元"),
    ("digital-infrastructure/network.5g-stations", "3000", "", "座", "5G基站3000座"),
    ("digital-infrastructure/network.dual-gigabit-coverage", "41", ">=", "万户", "41万余户"),
    ("digital-infrastructure/network.mobile-access", "1000", "", "Mbps", "千兆"),
    ("digital-infrastructure/network.fixed-access", "1000", "", "Mbps", "千兆"),
    ("digital-infrastructure/network.perceived-rate", "100", "", "Mbps", "百兆"),
    ("digital-infrastructure/industry.investment", "71", "", "亿元", "71亿元"),
    ("digital-infrastructure/sensing.investment", "8", "", "亿元", "8亿元"),
    ("digital-infrastructure/scenarios.investment", "13", "", "亿元", "13亿元"),
    ("urban-industry/output-revenue", "1000", ">=", "亿元", "上1000亿元"),
    ("urban-industry/new-space", "67", "", "万平方米", "67万平方米"),
]


@pytest.mark.parametrize(("name", "value", "op", "unit", "words"), GOALS, ids=[name for name, *_ in GOALS])
def test_a_goal_is_the_articles_figure(name: str, value: str, op: str, unit: str, words: str) -> None:
    target = TARGETS[name]
    assert target.goal is not None
    assert (str(target.goal.value), target.goal.op, target.unit) == (value, Op(op) if op else None, unit)
    assert words in target.wording


REPORTED = [
    ("context.retail-sales", "2019-12-31", "1144", "亿元", "1144亿元"),
    ("context.retail-share", "2019-12-31", "15.3", "%", "15.3%"),
    ("context.years-first", "2019-12-31", "16", "年", "16年"),
    ("context.gdp-per-head-rank", "2019-12-31", "1", "位", "之首"),
    ("context.economic-density-rank", "2019-12-31", "1", "位", "之首"),
    ("context.first-line-brands", "2020-12-31", "74", "个", "74个"),
    ("context.known-brands", "2020-12-31", "585", "个", "585个"),
    ("context.luxury-penetration", "2020-12-31", "97", "%", "97%"),
    ("context.shopping-rank", "2020-12-31", "3", "位", "第三"),
    ("signing.signed-investment", "2020-12-31", "152", "亿元", "152亿元"),
    ("signing.key-projects", "2020-12-31", "10", "项", "10大"),
    ("signing.strategic-agreements", "2020-12-31", "6", "项", "6项"),
]


@pytest.mark.parametrize(
    ("name", "on", "value", "unit", "words"), REPORTED, ids=[name for name, *_ in REPORTED]
)
def test_what_the_article_reports_is_in_the_ledger_without_a_goal(
    name: str, on: str, value: str, unit: str, words: str
) -> None:
    target = TARGETS[f"urban-industry/{name}"]
    (report,) = PORTFOLIO.ledger(target).reports
    assert (report.on.isoformat(), str(report.figure), target.unit, target.goal) == (on, value, unit, None)
    assert words in target.wording
    assert report.source == "article"


@pytest.mark.parametrize("name", ["signing.phoenix-port", "signing.wo-music-cloud"])
def test_the_two_projects_named_are_signed_and_not_built(name: str) -> None:
    target = TARGETS[f"urban-industry/{name}"]
    (report,) = PORTFOLIO.ledger(target).reports
    assert report.figure is not None
    assert target.stage_name(int(report.figure)) == "signed"
    assert target.goal is not None
    assert target.goal.value == target.stages.index("completed")


def test_only_what_the_article_reports_is_reported() -> None:
    wanted = {name for name, *_ in REPORTED} | {"signing.phoenix-port", "signing.wo-music-cloud"}
    assert set(PORTFOLIO.ledgers) == {f"urban-industry/{name}" for name in wanted}


def test_the_investment_of_the_four_actions_adds_up_to_the_plans() -> None:
    whole = TARGETS["digital-infrastructure/investment"]
    parts = [TARGETS[f"digital-infrastructure/{part}"] for part in whole.sum_of]
    goals = [part.goal.value for part in parts if part.goal and part.goal.value is not None]
    assert goals == [13, 71, 8, 13]
    assert whole.goal is not None
    assert whole.goal.value == sum(goals) == Decimal(105)
    assert {part.unit for part in parts} == {whole.unit}


NAMED = {
    "network": ("pioneer-district",),
    "industry": (
        "innovation-centre",
        "ai-park",
        "rongdong-substation",
        "financial-city-substation",
        "digital-industry-cluster",
    ),
    "sensing": (
        "metropolitan-network",
        "smart-brain",
        "command-centre",
        "smart-commercial-district",
        "smart-industrial-park",
        "hongsha-scenic-area",
        "neuron-nodes",
        "sensing-platform",
        "demonstration-district",
    ),
    "scenarios": (
        "smart-medicine",
        "smart-communities",
        "smart-charging",
        "scene-plan",
        "naked-eye-vr",
        "education-cloud",
        "5g-charging",
    ),
    "parks": ("printing-park", "under-used-land"),
    "buildings": ("lihua-street", "adjacent-buildings"),
    "emerging": ("health-park", "financial-security-lab", "sports-equipment", "hongxing-road-35"),
}


@pytest.mark.parametrize("name", [f"{action}.{each}" for action, names in NAMED.items() for each in names])
def test_what_the_article_names_is_in_the_plan(name: str) -> None:
    assert PORTFOLIO.find(name).id == name


@pytest.mark.parametrize(
    ("tag", "titles"),
    [
        ("智慧城市", ["智慧交通", "智慧安防", "智慧环保"]),
        ("未来产业", ["智慧园区", "智慧网络", "智能制造"]),
        ("未来生活", ["智慧医疗", "智游锦江(智慧旅游)", "智慧教育", "智能家居"]),
        (
            "智慧八项",
            [
                "智慧电网",
                "智慧新商圈",
                "智慧医疗",
                "智慧社区",
                "智慧充电桩",
                "智慧园区",
                "智游锦江(智慧旅游)",
                "智慧教育",
            ],
        ),
    ],
)
def test_a_direction_holds_what_the_article_puts_into_it(tag: str, titles: list[str]) -> None:
    assert [target.title.zh for target in TARGETS.values() if tag in target.tags] == titles


def test_the_four_forms_are_tags() -> None:
    tags = {
        tag for name, target in TARGETS.items() if name.startswith("urban-industry/") for tag in target.tags
    }
    assert {"总部型", "技术型", "特色型", "民生型"} <= tags


def test_the_printing_firms_are_named() -> None:
    assert PORTFOLIO.find("printing-park").partners == ("川报印务", "成都日报印务", "博瑞印务")


@pytest.mark.parametrize("plan", PORTFOLIO.plans, ids=lambda plan: plan.id)
def test_the_period_is_our_reading_and_says_so(plan: Plan) -> None:
    assert (plan.start.isoformat(), plan.due.isoformat(), plan.assumed) == ("2020-01-01", "2022-12-31", True)
    assert plan.note is not None
    assert "解读" in plan.note.zh
    assert "our reading" in plan.note.en or "is read as" in plan.note.en


@pytest.mark.parametrize("plan", PORTFOLIO.plans, ids=lambda plan: plan.id)
def test_the_four_documents_that_the_article_names_are_sources(plan: Plan) -> None:
    assert {"action-plan", "implementation-plan", "opportunity-list", "industry-map", "article"} <= {
        source.key for source in plan.sources
    }
    for source in plan.sources:
        assert_in_both_languages(source.title.zh, source.title.en)


CHINESE = re.compile("[\u4e00-\u9fff]")


def assert_in_both_languages(zh: str, en: str) -> None:
    assert CHINESE.search(zh)
    assert re.search("[A-Za-z]", en)
    assert len(CHINESE.findall(en)) < len(re.findall("[A-Za-z]", en))


@each_target
def test_everything_has_a_source_its_own_words_and_both_languages(target: Target) -> None:
    plan = PORTFOLIO.plan(target.plan)
    assert plan.source(target.source) is not None
    assert CHINESE.search(target.wording)
    assert not re.search("[。；!]", target.wording)
    assert_in_both_languages(target.title.zh, target.title.en)


def texts(value: Any) -> list[dict[str, str]]:  # noqa: ANN401 - any TOML value
    """Every text of a file that is given in languages."""
    if isinstance(value, dict):
        if "zh" in value or "en" in value:
            return [value]
        return [text for inner in value.values() for text in texts(inner)]
    return [text for inner in value for text in texts(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize(
    "path", sorted(PLANS.glob("*/*.toml")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_every_text_of_a_plan_file_is_given_in_both_languages(path: Path) -> None:
    found = texts(tomli.loads(path.read_text(encoding="utf-8")))
    assert found
    for text in found:
        assert text.keys() == {"zh", "en"}
        assert_in_both_languages(text["zh"], text["en"])


@each_target
def test_what_the_article_does_not_say_is_marked_as_assumed(target: Target) -> None:
    if target.what == "initiative":
        assert target.goal is not None
        assert target.goal.assumed or target.assumed
    if target.baseline is not None:
        assert target.baseline.assumed


@each_target
def test_every_initiative_serves_a_target_and_no_level_is_given_a_baseline(target: Target) -> None:
    if target.what == "initiative":
        initiative = PORTFOLIO.plan(target.plan).initiative(target.id)
        assert initiative is not None
        assert initiative.serves
    if target.kind is Kind.LEVEL:
        assert target.baseline is None


# The samples of the demonstration.


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    from jinjiang_plan.files.scaffold import start_from_built_in

    folder = tmp_path_factory.mktemp("demo")
    start_from_built_in(folder, samples=True)
    return load(folder / "plans")


def test_sample_ledgers_read_without_findings(sampled: Portfolio) -> None:
    assert sampled.findings == ()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_ledger_belongs_to_a_target_and_each_line_says_that_it_is_one(path: Path) -> None:
    plan = path.relative_to(sample_reports()).parts[0]
    assert f"{plan}/{path.stem}" in TARGETS
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "[report]"
    assert len(lines) > 1
    for line in lines[1:]:
        assert 'by = "sample"' in line
        assert '"示例 sample' in line


def test_samples_are_laid_out_like_the_plans() -> None:
    assert {path.parent.relative_to(sample_reports()).as_posix() for path in SAMPLES} == {
        f"{folder.name}/progress" for folder in plan_folders(PLANS)
    }


# Every command, in both languages.

COMMANDS = [
    ["list"],
    *(["list", what] for what in ("targets", "actions", "initiatives", "plans")),
    ["status"],
    ["status", "--as-of", "2020-12-31"],
    ["status", "network.5g-stations"],
    ["status", "--plan", "urban-industry", "--fail-on", "missed", "--as-of", "2021-06-30"],
    ["log"],
    ["log", "context.retail-sales"],
    ["demo"],
    ["demo", "--as-of", "2020-12-31"],
    *(["status", "--format", form] for form in ("table", "plain", "json", "jsonl", "csv", "tsv", "markdown")),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_runs(capsys: pytest.CaptureFixture[str], words: list[str], lang: str) -> None:
    outcome = call(capsys, *words, plans=PLANS, lang=lang)
    assert outcome.code == 0, outcome.err
    assert outcome.out.strip()
    assert "error" not in outcome.err


@pytest.mark.parametrize("lang", ["zh", "en"])
@each_target
def test_every_target_can_be_shown_and_explained(
    capsys: pytest.CaptureFixture[str], target: Target, lang: str
) -> None:
    outcome = call(capsys, "show", target.full_id, "--explain", plans=PLANS, lang=lang)
    assert outcome.code == 0, outcome.err
    assert (target.title.zh if lang == "zh" else target.title.en) in outcome.out
    assert target.wording in re.sub(r"\s*\n\s*", "", outcome.out) or target.wording in outcome.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_plan_can_be_copied_reported_on_and_amended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    assert call(capsys, "init", str(tmp_path), "--from", "built-in", lang=lang).code == 0
    plans = tmp_path / "plans"
    for words in (
        ["record", "5g-stations", "1200座", "--on", "2021-06-30", "--source", "年报"],
        ["record", "5g-stations", "1250", "--on", "2021-06-30", "--revise"],
        ["retract", "5g-stations", "--on", "2021-06-30", "--reason", "重复"],
        ["amend", "5g-stations", "--value", "2500", "--document", "〔2021〕1号", "--reason", "调整"],
        ["log", "5g-stations"],
        ["status", "5g-stations"],
        ["show", "5g-stations"],
    ):
        outcome = call(capsys, *words, plans=plans, lang=lang)
        assert outcome.code == 0, (words, outcome.err)
    assert load(plans).findings == ()
