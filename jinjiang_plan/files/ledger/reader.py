"""Reading ledgers: fast for the lines that we write, by the real parser for everything else."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinjiang_plan.files.layout import FOLDER
from jinjiang_plan.files.ledger.journal import Addition
from jinjiang_plan.files.ledger.ledger_line import canonical, excerpt
from jinjiang_plan.files.ledger.snapshot import acknowledged, at_one_moment
from jinjiang_plan.files.storage.regular_file import look
from jinjiang_plan.files.toml_text.parse import parse_toml, parsed, shown, text_of, unreadable
from jinjiang_plan.files.validation import bad_choice, faults, placed
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.days import FIRST_YEAR, LAST_YEAR, in_calendar
from jinjiang_plan.model.finding import (
    DANGLING_REFERENCE,
    DUPLICATE_KEY,
    MISSING_KEY,
    TOML_SYNTAX,
    WRONG_TYPE,
    Aside,
    Document,
    Fault,
    Finding,
)
from jinjiang_plan.model.ledger_format import LEDGER_FILE
from jinjiang_plan.model.plan import Plan, Target, stage_named
from jinjiang_plan.model.portfolio import Portfolio, nearest
from jinjiang_plan.model.report import Ledger, Report
from jinjiang_plan.model.words import Words

# A ledger's table of one report: as the model has it, or what is wrong with it.


_EXAMPLES = {"value": "…", "stage": '"…"', "done": "true"}
_KEY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-r([1-9][0-9]{0,5}))?")


def build_report(key: str, table: dict[str, Any], target: Target) -> Report | Fault:
    """One report as the model has it, or what is wrong with it."""
    route = ("report", key)
    parts = _KEY.fullmatch(key)
    on = _day(parts[1]) if parts else None
    if parts is None or on is None:
        words = Words(f"`{key}` 不是日期", f"`{key}` is no day")
        hint = Words(
            f"写作 2021-06-30，修订写作 2021-06-30-r2；年份在 {FIRST_YEAR} 至 {LAST_YEAR} 之间",
            f"write 2021-06-30, a revision 2021-06-30-r2; the year is from {FIRST_YEAR} to {LAST_YEAR}",
        )
        return Fault(*WRONG_TYPE, words, route, at_key=True, hint=hint)
    figure = None if table.get("retract") else _figure(table, target, route)
    if isinstance(figure, Fault):
        return figure
    return Report(
        on=on,
        revision=int(parts[2] or 1),
        figure=figure,
        recorded=table["recorded"],
        by=table.get("by", ""),
        source=table.get("source", ""),
        first=table.get("from"),
        url=table.get("url", ""),
        estimate=table.get("basis") == "estimate",
        final=table.get("final", False),
        correction=table.get("correction", False),
        note=table.get("note", ""),
        problems=table.get("problems", ""),
        next=table.get("next", ""),
        reason=table.get("reason", ""),
        file=table.get("file", ""),
        sha256=table.get("sha256", ""),
        published=table.get("published"),
        late=table.get("late", ""),
    )


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if in_calendar(day) else None


def _figure(table: dict[str, Any], target: Target, route: tuple[str, ...]) -> Decimal | Fault:
    key = {Kind.STAGE: "stage", Kind.DONE: "done"}.get(target.kind, "value")
    if key not in table:
        words = Words(f"缺少 `{key}`", f"`{key}` is missing")
        line = f"{key} = {_EXAMPLES[key]}"
        hint = Words(f"补上 `{line}`", f"add `{line}`")
        return Fault(*MISSING_KEY, words, route, at_key=True, hint=hint)
    if key != "stage":
        return Decimal(table[key])
    stage = stage_named(target.stages, table["stage"])
    if stage is None:
        words = Words(f"没有阶段 `{table['stage']}`", f"there is no stage `{table['stage']}`")
        fault = bad_choice("stage", table["stage"], target.stages, (*route, "stage"))
        return careful(fault._replace(words=words))
    return Decimal(target.stages.index(stage))


def same_report(file: str, key: str, first: str, meant: str) -> Fault:
    """The fault of two keys that mean one report: `-r1` is the report itself."""
    twice = Words(f"`{key}` 与 `{meant}` 是同一条", f"`{key}` and `{meant}` are the same")
    there = Aside(file, ("report", first), Words("另一条在这里", "the other stands here"), at_key=True)
    return Fault(*DUPLICATE_KEY, twice, ("report", key), at_key=True, asides=(there,))


def careful(fault: Fault) -> Fault:
    """A fault of a ledger, which is append-only: no mend of its data counts as safe."""
    return fault if fault.mend is None else fault._replace(mend=fault.mend._replace(safe=False))


def with_ledgers(
    portfolio: Portfolio, only: Iterable[Target] | None = None, overlay: Path | None = None
) -> Portfolio:
    """The portfolio with its ledgers read.

    Args:
        portfolio: the plans.
        only: the targets whose ledgers are needed; None for all, then a ledger of no target is found too.
        overlay: a folder laid out like the plans' own whose ledgers stand in for those of the same name.
    """
    ids = None if only is None else {target.full_id for target in only}
    # The ledgers that there are, each with the target that it belongs to.
    owners: dict[Path, tuple[Plan, Target | None]] = {}

    def listed() -> list[Path]:
        owners.clear()
        for plan in portfolio.plans:
            targets = {f"{target.id}.toml": target for target in plan.judged}
            for path in _ledger_files(plan, overlay):
                target = targets.get(path.name)
                if ids is None or (target is not None and target.full_id in ids):
                    owners[path] = plan, target
        return list(owners)

    def read(path: Path, absent: Addition | None) -> tuple[Ledger, list[Finding]] | None:
        target = owners[path][1]
        return None if target is None else read_ledger(path, target, portfolio.base, absent)

    # All as of one moment; a file that belongs to no target is a finding.
    ledgers, findings = {}, list(portfolio.findings)
    for path, outcome in at_one_moment(listed, read).items():
        if outcome is None:
            names = [target.id for target in owners[path][0].judged]
            findings.append(stray(path, names, portfolio.base))
        else:
            ledger, ledger_findings = outcome
            ledgers[ledger.id] = ledger
            findings += ledger_findings
    return portfolio._replace(ledgers=ledgers, findings=tuple(findings), reported=True)


def read_ledger(
    path: Path, target: Target, base: Path | None = None, absent: Addition | None = None
) -> tuple[Ledger, list[Finding]]:
    """The reports of one target in the order of the file; none, and `broken`, where the file has an error.

    What is `absent` was never acknowledged, and is left out.
    """
    file = shown(path, base)
    try:
        text = text_of(acknowledged(path, absent), file)
    except OSError as error:
        text = unreadable(error, file)
    if isinstance(text, Finding):
        return Ledger(target.full_id, (), broken=True, file=file), [text]
    return ledger_from_text(text, file, target)


def read_ledger_since(path: Path, target: Target, since: date | None) -> Ledger:
    """The reports of one target since a day, where the file lets them be read alone; else all of them."""
    if since is not None:
        try:
            part = excerpt(_parts(path), target, since)
        except OSError:
            part = None
        if part is not None:
            return part
    return read_ledger(path, target)[0]


def _parts(path: Path) -> Iterator[bytes]:
    look(path)
    with path.open("rb") as file:
        while part := file.read(1 << 16):
            yield part


def ledger_from_text(text: str, file: str, target: Target) -> tuple[Ledger, list[Finding]]:
    """The same from a text already read: `file` is its name in findings."""
    ledger = canonical(text, target)
    if ledger is not None:
        return ledger._replace(file=file), []
    reports, outcome = _slow(text, file, target)
    return Ledger(target.full_id, () if outcome else tuple(reports), broken=bool(outcome), file=file), outcome


def _ledger_files(plan: Plan, overlay: Path | None) -> list[Path]:
    folders = [Path(plan.folder) / FOLDER]
    if overlay is not None:
        folders.append(overlay / plan.id / FOLDER)
    by_name = {path.name: path for folder in folders if folder.is_dir() for path in folder.glob("*.toml")}
    return [by_name[name] for name in sorted(by_name)]


def stray(path: Path, names: list[str], base: Path | None) -> Finding:
    """The finding of a ledger that belongs to none of the targets whose ledgers have those names."""
    words = Words(f"台账 `{path.stem}` 没有对应的目标", f"the ledger `{path.stem}` belongs to no target")
    close = nearest(path.stem, names)
    listed = ", ".join(close)
    hint = Words(f"相近的目标：{listed}", f"nearest: {listed}") if close else None
    return Finding(*DANGLING_REFERENCE, words, shown(path, base), hint=hint)


def _slow(text: str, file: str, target: Target) -> tuple[list[Report], list[Finding]]:
    """The reports by way of the parser, or what is wrong."""
    document, shaped = _shaped(text, file, target.full_id)
    if isinstance(document, list):
        return [], document
    unfit = {fault.route[:2] for fault in shaped}
    reports: list[Report] = []
    taken: dict[str, str] = {}
    for key, table in document.data.get("report", {}).items() if ("report",) not in unfit else ():
        report = build_report(key, table, target) if ("report", key) not in unfit else None
        if isinstance(report, Fault):
            shaped.append(report)
        elif report is not None and report.key in taken:
            shaped.append(same_report(file, key, taken[report.key], report.key))
        elif report is not None:
            reports.append(report)
            taken[report.key] = key
    return reports, placed(shaped, document) if shaped else []


def shape_findings(text: str, file: str) -> list[Finding]:
    """What is wrong with a ledger of which it is not known whose it is."""
    document, shaped = _shaped(text, file, Path(file).stem)
    return document if isinstance(document, list) else placed(shaped, document) if shaped else []


def _shaped(text: str, file: str, name: str) -> tuple[Document | list[Finding], list[Fault]]:
    """The ledger's document with its departures from the shape, or why there is none; `name` says whose it is."""
    if text and not text.endswith("\n"):
        return [torn_line(text, file, name)], []
    document = parsed(text, file)
    departures = [] if isinstance(document, list) else faults(document.data, LEDGER_FILE)
    return document, [careful(fault) for fault in departures]


def has_table(text: str, file: str) -> bool:
    """Whether a ledger that parses has its table of reports already."""
    document = parse_toml(text, file)
    return isinstance(document, Document) and "report" in document.data


def torn_line(text: str, file: str, name: str) -> Finding:
    """The finding of a last line without its newline: the sign of a write that was cut off."""
    line = text.count("\n") + 1
    words = Words("最后一行不完整（没有换行），可能写到一半中断", "the last line is torn: no newline ends it")
    command = f"jinjiang-plan mend {name}"
    hint = Words(f"`{command}` 会显示并修补", f"`{command}` shows it and mends it")
    return Finding(*TOML_SYNTAX, words, file, line, 1, hint)
