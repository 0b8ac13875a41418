"""The schemas, proved with the tools that editors are made of: no finding where nothing is wrong, each fault found."""

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped] # it has no types of its own
import pytest
import tomli

from jinjiang_plan import load
from jinjiang_plan.files.scaffold import start_from_built_in, start_new
from jinjiang_plan.files.validation import faults
from jinjiang_plan.model import file_format
from jinjiang_plan.model.ids import ID_PATTERN
from jinjiang_plan.model.keys import Key, Shape
from jinjiang_plan.model.ledger_format import REPORT_PATTERN
from jinjiang_plan.render.schema import FILES, schema_text, schema_texts
from tests.build import write_ledger, write_plan

ROOT = Path(__file__).parent.parent.parent
SHIPPED = {
    "plan": sorted(ROOT.glob("plans/*/plan.toml")),
    "action": sorted(path for path in ROOT.glob("plans/*/*.toml") if path.name != "plan.toml"),
    "ledger": sorted(ROOT.glob("plans/*/progress/*.toml")),
}
EACH_TOOL = pytest.mark.parametrize("tool", ["taplo", "tombi", "check-jsonschema"])


def tool(name: str, *arguments: str, cwd: Path) -> tuple[int, str]:
    """What a tool of the development set says, without a network, and its exit code."""
    beside = Path(sys.executable).parent / name
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "TOMBI_OFFLINE": "true", "NO_COLOR": "1"}
    finished = subprocess.run(
        [beside, *arguments], capture_output=True, check=False, cwd=cwd, env=environment, timeout=120
    )
    return finished.returncode, finished.stdout.decode() + finished.stderr.decode()


def validated(name: str, kind: str, folder: Path, *files: str) -> tuple[int, str]:
    """Files of one kind held against their schema by a tool, in a folder that has the schema beside them."""
    schema = folder / f"{kind}.schema.json"
    schema.write_text(schema_text(kind), encoding="utf-8")
    if name == "check-jsonschema":
        return tool(name, "--schemafile", schema.name, *files, cwd=folder)
    if name == "taplo":
        return tool(name, "lint", "--schema", schema.as_uri(), *files, cwd=folder)
    (folder / "tombi.toml").write_text(
        f'[[schemas]]\npath = "{schema.name}"\ninclude = ["**/*.toml"]\n', encoding="utf-8"
    )
    return tool(name, "lint", *files, cwd=folder)


@EACH_TOOL
@pytest.mark.parametrize("kind", SHIPPED)
def test_nothing_is_found_in_the_plan_that_ships(tmp_path: Path, tool: str, kind: str) -> None:
    names = []
    for path in SHIPPED[kind]:
        names.append(f"{path.parent.name}-{path.name}")
        (tmp_path / names[-1]).write_bytes(path.read_bytes())
    assert names
    code, said = validated(tool, kind, tmp_path, *names)
    assert code == 0, said


PLAN = 'format = 1\n[plan]\ntitle = "计划"\nstart = 2020-01-01\ndue = 2022-12-31\n'
TARGET = '[target.a]\ntitle = { zh = "甲", en = "A" }\nkind = "level"\n'
ACTION = 'format = 1\n[action]\ntitle = "行动"\n'
REPORT = "[report]\n2020-12-31 = { value = 1, recorded = 2021-01-08T09:12:00+08:00 }\n"
SHORT = (
    '[target."5g基站"]\ntitle = "甲"\nkind = "累计值"\nclass = "约束性"\nbaseline = 0\ngoal = 750.5\n'
    '[target.b]\ntitle = "乙"\nkind = "阶段"\ngoal = "建成"\n[target.c]\ntitle = "丙"\nkind = "done"\ngoal = true\n'
    '[target.d]\ntitle = "丁"\nkind = "比率"\ngoal = { value = 7, op = "≥" }\n'
)
WHOLE = {
    "plan": PLAN + 'frequency = "季度"\nlead = ["a", { zh = "乙" }]\n' + TARGET + SHORT,
    "action": ACTION + TARGET + SHORT,
    "ledger": REPORT,
}

PLANTED = {
    "unknown key": ("plan", PLAN + "strat = 2020-01-01\n"),
    "unknown key deep down": ("plan", PLAN + TARGET + "goal = { vale = 3 }\n"),
    "unknown language": ("plan", PLAN.replace('"计划"', '{ fr = "plan" }')),
    "unknown table": ("action", ACTION + "[source.a]\ntitle = 'x'\n"),
    "text for a number": ("action", ACTION + TARGET + 'goal = { value = "3000" }\n'),
    "a number for text": ("action", ACTION + TARGET + "unit = 3\n"),
    "a number for words": ("plan", PLAN.replace('"计划"', "7")),
    "a number for a lead": ("plan", PLAN + 'lead = ["a", 1]\n'),
    "no lead in a list": ("plan", PLAN + "lead = []\n"),
    "a moment for a day": ("plan", PLAN.replace("2020-01-01", "2020-01-01T00:00:00+08:00")),
    "text for a day": ("plan", PLAN.replace("2020-01-01", '"early"')),
    "a day for a moment": ("ledger", REPORT.replace("2021-01-08T09:12:00+08:00", "2021-01-08")),
    "a text for a flag": ("ledger", REPORT.replace("value = 1", 'value = 1, final = "yes"')),
    "a text for a list": ("action", ACTION + TARGET + 'tags = "x"\n'),
    "a list of numbers": ("action", ACTION + TARGET + "tags = [1]\n"),
    "missing key": ("action", ACTION + '[target.a]\ntitle = "甲"\n'),
    "missing table": ("plan", "format = 1\n"),
    "missing format": ("plan", PLAN.replace("format = 1\n", "")),
    "missing recorded": ("ledger", "[report]\n2020-12-31 = { value = 1 }\n"),
    "bad choice": ("plan", PLAN + TARGET.replace("level", "levl")),
    "a list for a goal": ("plan", PLAN + TARGET + "goal = [3]\n"),
    "bad operator": ("plan", PLAN + TARGET + 'goal = { value = 3, op = "=>" }\n'),
    "bad id": ("plan", PLAN + TARGET.replace("target.a", "target.Abc")),
    "bad id in Chinese": ("action", ACTION + TARGET.replace("target.a", 'target."5G基站"')),
    "a key that is no day": ("ledger", REPORT.replace("2020-12-31", "Q4")),
    "another format": ("plan", PLAN.replace("format = 1", "format = 2")),
    "bad amendment": ("plan", PLAN + TARGET + "[[target.a.amendment]]\nvalue = 3\n"),
}


@EACH_TOOL
@pytest.mark.parametrize("kind", WHOLE)
def test_what_the_faults_are_planted_in_is_right(tmp_path: Path, tool: str, kind: str) -> None:
    (tmp_path / "x.toml").write_text(WHOLE[kind], encoding="utf-8")
    code, said = validated(tool, kind, tmp_path, "x.toml")
    assert code == 0, said


@EACH_TOOL
@pytest.mark.parametrize(("kind", "text"), PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_found(tmp_path: Path, tool: str, kind: str, text: str) -> None:
    tomli.loads(text)
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    code, said = validated(tool, kind, tmp_path, "x.toml")
    assert code == 1, said
    assert "x.toml" in said


@pytest.mark.parametrize(("kind", "text"), PLANTED.values(), ids=PLANTED)
def test_what_is_planted_our_own_check_of_the_shape_finds_too(kind: str, text: str) -> None:
    data = tomli.loads(text)
    wrong_key = kind == "ledger" and not all(re.fullmatch(REPORT_PATTERN, key) for key in data["report"])
    assert faults(data, FILES[kind][0]) or wrong_key or data.get("format") != file_format.FORMAT


# A folder that `init` or `demo` wrote, as an editor finds it.


@pytest.fixture(params=["new", "copy", "demo", "within plans"])
def started(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "within plans":
        folder = tmp_path / "plans"
        start_new(folder, "my-plan", schema_texts())
        return folder
    if request.param == "new":
        start_new(tmp_path, "my-plan", schema_texts())
    else:
        start_from_built_in(tmp_path, samples=request.param == "demo", schemas=schema_texts())
    return tmp_path


@pytest.mark.parametrize("tool_name", ["taplo", "tombi"])
def test_an_editor_finds_nothing_in_a_new_folder(started: Path, tool_name: str) -> None:
    code, said = tool(tool_name, "lint", cwd=started)
    assert code == 0, said


@pytest.mark.parametrize("tool_name", ["taplo", "tombi"])
@pytest.mark.parametrize("settings", [True, False], ids=["with settings", "by the line alone"])
def test_an_editor_finds_a_fault_in_each_plan_file_of_a_new_folder(
    started: Path, tool_name: str, *, settings: bool
) -> None:
    if not settings:
        for name in (".taplo.toml", ".tombi.toml"):
            (started / name).unlink()
    for path in started.rglob("plan.toml"):
        for each in path.parent.glob("*.toml"):
            text = each.read_text(encoding="utf-8")
            each.write_text(text.replace("title = ", "titel = ", 1), encoding="utf-8")
            code, said = tool(tool_name, "lint", each.relative_to(started).as_posix(), cwd=started)
            assert code == 1, (each, said)
            assert "titel" in said


def test_taplo_finds_a_fault_in_a_ledger_of_a_new_folder(started: Path) -> None:
    plan = next(iter(started.rglob("plan.toml"))).parent
    ledger = plan / "progress" / "works.stations.toml"
    ledger.write_text(
        REPORT + REPORT.splitlines()[1].replace("2020-12-31", "2020-12-31-r2") + "\n", encoding="utf-8"
    )
    name = ledger.relative_to(started).as_posix()
    assert tool("taplo", "lint", name, cwd=started)[0] == 0
    ledger.write_text(REPORT.replace("value", "valeu"), encoding="utf-8")
    code, said = tool("taplo", "lint", name, cwd=started)
    assert code == 1
    assert "valeu" in said


def test_an_action_without_the_line_is_found_by_the_settings(started: Path) -> None:
    plan = next(iter(started.rglob("plan.toml"))).parent
    added = plan / "added.toml"
    added.write_text(ACTION.replace("title", "titel"), encoding="utf-8")
    for name in ("taplo", "tombi"):
        code, said = tool(name, "lint", added.relative_to(started).as_posix(), cwd=started)
        assert code == 1, said
        assert "titel" in said


# What the schemas hold.


@cache
def schema(kind: str) -> dict[str, Any]:
    return dict(json.loads(schema_text(kind)))


def keys(table: Shape, told: dict[str, Any]) -> list[tuple[Key, dict[str, Any]]]:
    """Every key of the table, and below it, with what the schema tells of it."""
    found = []
    for name, key in table.keys.items():
        inner = told["properties"][name]
        found.append((key, inner))
        if key.shape is not None:
            whole = inner["anyOf"][-1] if key.short else inner
            [below] = whole.get("patternProperties", {0: whole.get("items", whole)}).values()
            found += keys(key.shape, below)
    return found


ALL = [pair for kind, (table, _) in FILES.items() for pair in keys(table, schema(kind))]


@pytest.mark.parametrize("kind", FILES)
def test_it_is_a_schema_of_its_draft_and_refers_to_nothing(kind: str) -> None:
    jsonschema.Draft7Validator.check_schema(schema(kind))
    assert "$ref" not in schema_text(kind)


@pytest.mark.parametrize(("key", "told"), ALL, ids=lambda each: each.name if isinstance(each, Key) else "")
def test_every_key_is_described_in_both_languages(key: Key, told: dict[str, Any]) -> None:
    assert told["description"] == f"{key.says.zh} · {key.says.en}"
    assert re.search("[一-鿿]", key.says.zh)
    assert key.says.en.isascii()


def test_a_choice_is_offered_with_its_values_and_their_names() -> None:
    kind = schema("plan")["properties"]["target"]["patternProperties"][f"^{ID_PATTERN}$"]["properties"][
        "kind"
    ]
    assert kind["enum"][:8] == [
        "level",
        "cumulative",
        "increment",
        "rate",
        "rank",
        "maintain",
        "stage",
        "done",
    ]
    assert kind["x-taplo"]["docs"]["enumValues"][1] == "累计值 · cumulative"


def test_no_table_takes_a_key_that_the_format_does_not_know() -> None:
    def closed(told: object) -> bool:
        if isinstance(told, list):
            return all(map(closed, told))
        if not isinstance(told, dict):
            return True
        is_open = told.get("type") == "object" and told.get("additionalProperties") is not False
        return not is_open and all(map(closed, told.values()))

    assert all(closed(schema(kind)) for kind in FILES)


@pytest.mark.parametrize(
    "key",
    [
        "2021-06-30",
        "2021-06-30-r2",
        "2021-06-30-r999999",
        "2021-06-30-r0",
        "2021-6-30",
        "2021-06-30-r",
        "x",
        "２021-06-30",
    ],
)
def test_the_key_of_a_report_is_what_the_reader_takes(tmp_path: Path, key: str) -> None:
    plan = write_plan(tmp_path)
    write_ledger(plan, "stations", f'"{key}" = {{ value = 1, recorded = 2021-07-08T09:12:00+08:00 }}')
    assert (load(tmp_path).findings == ()) == bool(re.fullmatch(REPORT_PATTERN, key))


def test_a_default_is_what_holds_where_the_key_is_absent(tmp_path: Path) -> None:
    write_plan(tmp_path, head=PLAN + TARGET.replace("level", "stage"), works=ACTION)
    (plan,) = load(tmp_path).plans
    (target,) = plan.targets
    told = {
        key.name: key.default
        for table in (file_format.PLAN, file_format.TARGET)
        for key in table.keys.values()
    }
    assert (plan.profile, plan.languages, plan.timezone) == (
        told["profile"],
        told["languages"],
        told["timezone"],
    )
    assert (target.basis, target.frequency.value) == (
        told["time_basis"],  # None: months, or days where a target's period is short
        file_format.PLAN.keys["frequency"].default,
    )
    assert [target.class_, target.weight, target.stages] == [
        told[key] for key in ("class", "weight", "stages")
    ]
    assert plan.actions[0].order == file_format.ACTION.keys["order"].default
