"""What is measured: start-up, the plan that ships, generated plans, and other tools on equal data."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinjiang_plan.render.schema import schema_text
from tests.benchmarks.faulty import faulty_plan
from tests.benchmarks.generate import NEW_DAY, Plan, generate, sheet
from tests.benchmarks.measure import Case

PASS = "python -c pass"  # noqa: S105 - a statement of Python, not a password
BARE = "bare Typer, one TOML file"
ROWS = 10_000
SITE = 10_000
"""Reports up to which a site is made: it tells every one of them in two languages."""
PEERS = ("hledger", "ledger", "task")
LINTERS = ("tombi", "taplo", "check-jsonschema")
ONE = (10, 100_000)
"""Numbers of reports in one ledger: a record behind the many is to cost what it costs behind the few."""

_BARE_PROGRAM = """\
import tomli
import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def show(path: str) -> None:
    with open(path, "rb") as file:
        typer.echo(tomli.load(file)["title"])


app()
"""
_BARE_TOML = """\
title = "锦江区"
start = 2020-01-01

[target]
value = 3000
unit = "座"
"""


def all_cases(folder: Path, sizes: Sequence[int]) -> list[Case]:
    """Every case, its files written below the folder; the first two are what the others are compared with."""
    empty = generate(folder, 0)
    plans = [generate(folder, size) for size in sizes]
    long = [generate(folder, size, spread=False) for size in ONE if size <= 10 * max(sizes)]
    return [
        *_start_up(folder),
        *_shipped(),
        *_generated(empty, plans),
        *_imports(folder, empty),
        *_sites(folder, [plan for plan in plans if plan.reports <= SITE]),
        *_linted(folder),
        *_peers(folder, plans),
        *_one_ledger(folder, long),
    ]


def missing_peers() -> list[str]:
    """The other tools that are not installed."""
    return [name for name in PEERS if shutil.which(name) is None] + [
        name for name in LINTERS if _installed(name) is None
    ]


def _start_up(folder: Path) -> Iterator[Case]:
    program, settings = folder / "bare.py", folder / "bare.toml"
    program.write_text(_BARE_PROGRAM, encoding="utf-8")
    settings.write_text(_BARE_TOML, encoding="utf-8")
    yield Case(PASS, (sys.executable, "-c", "pass"))
    yield Case(BARE, (sys.executable, str(program), str(settings)))
    yield Case("--version", _ours("--version"))


def _shipped() -> Iterator[Case]:
    yield Case("list, pipe", _ours("list"))
    yield Case("list --format table", _ours("list", "--format", "table"))
    yield Case("status, pipe", _ours("status"))
    yield Case("status --format table", _ours("status", "--format", "table"))
    yield Case("status, outlooks", _ours("status", "--as-of", "2021-06-30"))
    yield Case("status, no outlooks", _ours("status", "--as-of", "2021-06-30", "--no-outlook"))
    for form in ("markdown", "html", "docx", "xlsx"):
        yield Case(f"brief, {form}", _ours("brief", "--format", form))


def _generated(empty: Plan, plans: Sequence[Plan]) -> Iterator[Case]:
    for plan in plans:
        yield Case(f"status, {plan.reports:,} reports", _ours("--plans", str(plan.folder), "status"))
    yield Case("record, empty ledger", _record(empty, "--by", "督查室"), (empty.ledger, None))
    for plan in plans:
        size = plan.ledger.stat().st_size
        yield Case(f"record, {plan.reports:,} reports", _record(plan, "--by", "督查室"), (plan.ledger, size))
    yield Case("record, empty ledger, git asked for the name", _record(empty), (empty.ledger, None))


def _sites(folder: Path, plans: Sequence[Plan]) -> Iterator[Case]:
    """A site made anew, and made again where nothing has changed since."""
    for plan in plans:
        made, kept = (folder / f"site-{plan.reports}-{name}" for name in ("made", "kept"))
        made.mkdir()
        where = ("--plans", str(plan.folder), "site")
        yield Case(f"site, {plan.reports:,} reports", _ours(*where, str(made)), emptied=made)
        yield Case(f"site, {plan.reports:,} reports, again", _ours(*where, str(kept)))


def _linted(folder: Path) -> Iterator[Case]:
    """`check` of what ships and of a big plan with findings, beside the parse alone and other linters of TOML."""
    yield Case("check, pipe", _ours("check"))
    path = faulty_plan(folder / "big")
    parse = "import sys, tomli; tomli.load(open(sys.argv[1], 'rb'))"
    yield Case("tomli alone, 1 MB plan", (sys.executable, "-c", parse, str(path)))
    yield Case("check, 1 MB plan, 100 findings", _ours("check", "--exit-zero", str(path)))
    yield Case("list, 1 MB plan", _ours("--plans", str(folder / "big"), "list"), codes=(3,))
    schema = folder / "schema.json"
    schema.write_text(schema_text("plan"), encoding="utf-8")
    calls = {
        "tombi": ("lint", "--offline", str(path)),
        "taplo": ("lint", "--schema", schema.as_uri(), str(path)),
        "check-jsonschema": ("--schemafile", str(schema), str(path)),
    }
    for name, arguments in calls.items():
        program = _installed(name)
        if program is not None:
            yield Case(f"{name}, 1 MB plan", (program, *arguments), codes=(0, 1))


def _imports(folder: Path, plan: Plan) -> Iterator[Case]:
    """The writing of many reports beside the reading and judging of them alone."""
    path = sheet(folder, ROWS)
    where = ("--plans", str(plan.folder), "import", str(path), "--by", "督查室")
    yield Case(
        f"import --dry-run, {ROWS:,} rows of csv", _ours(*where, "--dry-run"), emptied=plan.ledger.parent
    )
    yield Case(f"import, {ROWS:,} rows of csv", _ours(*where, "--yes"), emptied=plan.ledger.parent)


def _installed(name: str) -> str | None:
    """A program beside the interpreter, or on the path."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name)


def _one_ledger(folder: Path, plans: Sequence[Plan]) -> Iterator[Case]:
    """One record more, where all reports are of one target; and an entry more in the other tools."""
    missing = missing_peers()
    for plan in plans:
        size = plan.ledger.stat().st_size
        command = _record(plan, "--by", "督查室")
        yield Case(f"record, one ledger of {plan.reports:,} reports", command, (plan.ledger, size))
    for plan in plans:
        if "hledger" not in missing:
            yield _hledger_add(plan, folder, "of one account")
        if "task" not in missing:
            yield _task_add(plan, folder)


def _task_add(plan: Plan, folder: Path) -> Case:
    """Taskwarrior with as many tasks of one project, in its own format of a task to a line."""
    home = folder / f"task-{plan.reports}"
    home.mkdir()
    settings, tasks = home / "taskrc", home / "pending.data"
    settings.write_text(
        f"data.location={home}\nconfirmation=off\nverbose=nothing\nhooks=off\n", encoding="utf-8"
    )
    lines = (
        f'[description:"{plan.unit} {number}" entry:"1600000000" modified:"1600000000" project:"{plan.target}" '
        f'status:"pending" uuid:"00000000-0000-4000-8000-{number:012}"]\n'
        for number in range(plan.reports)
    )
    tasks.write_text("".join(lines), encoding="utf-8")
    command = ("task", f"rc:{settings}", "add", f"project:{plan.target}", f"3 {plan.unit}")
    return Case(f"task add, {plan.reports:,} tasks", command, (tasks, tasks.stat().st_size))


def _record(plan: Plan, *more: str) -> tuple[str, ...]:
    where = ("--plans", str(plan.folder))
    return _ours(*where, "record", plan.target, "990", "--on", str(NEW_DAY), "--source", "专报", *more)


def _peers(folder: Path, plans: Sequence[Plan]) -> Iterator[Case]:
    missing = missing_peers()
    for plan in plans:
        if "hledger" not in missing:
            yield from _hledger(plan, folder)
        if "ledger" not in missing:
            yield from _ledger(plan)


def _hledger(plan: Plan, folder: Path) -> Iterator[Case]:
    where = ("hledger", "-f", str(plan.journal))
    yield Case(f"hledger check, {plan.reports:,} entries", (*where, "check"))
    yield Case(f"hledger balance, {plan.reports:,} entries", (*where, "balance"))
    yield _hledger_add(plan, folder, "entries")


def _hledger_add(plan: Plan, folder: Path, what: str) -> Case:
    answers = folder / f"{plan.journal.stem}.answers"
    said = (NEW_DAY, "专报", plan.account, f"3 {plan.unit}", "equity:reported", f"-3 {plan.unit}", ".", "y")
    answers.write_text("".join(f"{each}\n" for each in said), encoding="utf-8")
    size = plan.journal.stat().st_size
    command = ("hledger", "-f", str(plan.journal), "add")
    return Case(f"hledger add, {plan.reports:,} {what}", command, (plan.journal, size), answers)


def _ledger(plan: Plan) -> Iterator[Case]:
    where = ("ledger", "--init-file", "/dev/null", "-f", str(plan.journal))
    day = NEW_DAY.isoformat().replace("-", "/")
    yield Case(f"ledger balance, {plan.reports:,} entries", (*where, "balance"))
    # `xact` makes the entry and prints it; it is the user's shell that puts it behind the journal.
    yield Case(
        f"ledger xact, {plan.reports:,} entries", (*where, "xact", day, "5G基站 000", f"3 {plan.unit}")
    )


def _ours(*arguments: str) -> tuple[str, ...]:
    """The command as its user starts it: the script beside the interpreter, where the package is installed."""
    script = Path(sys.executable).with_name("jinjiang-plan")
    start = (str(script),) if script.exists() else (sys.executable, "-m", "jinjiang_plan")
    return (*start, *arguments)
