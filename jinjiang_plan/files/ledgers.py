"""Reading ledgers: fast for the lines that we write, by the real parser for everything else.

The pattern accepts exactly the canonical line. At the first line that differs the whole file goes to the parser:
falling back line by line gave wrong results in one case of twenty.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from jinjiang_plan.files.placing import placed
from jinjiang_plan.files.reports import build_report, careful, same_report
from jinjiang_plan.files.shaping import faults
from jinjiang_plan.files.toml import parse_toml, parsed, read_text, shown
from jinjiang_plan.model.codes import Kind
from jinjiang_plan.model.document import Document
from jinjiang_plan.model.fault import Fault
from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.plan import Plan, Target
from jinjiang_plan.model.portfolio import Portfolio, nearest
from jinjiang_plan.model.report import Ledger, Report
from jinjiang_plan.model.shape import LEDGER_FILE
from jinjiang_plan.model.words import Words

FOLDER = "progress"
HEADER = "[report]\n"

_TEXT = r'"([^"\\\x00-\x1f\x7f]*)"'
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MOMENT = _DAY + r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][+-](?:[01][0-9]|2[0-3]):[0-5][0-9]"
_LINE = re.compile(
    rf"^({_DAY})(-r(?:[2-9]|[1-9][0-9]{{1,5}}))? = \{{ (?:from = ({_DAY}), )?"
    rf"value = ((?!-0,)-?(?:0|[1-9][0-9]{{0,14}})(?:\.[0-9]{{1,14}})?), recorded = ({_MOMENT}), by = {_TEXT}"
    rf"(?:, source = {_TEXT})?(?:, url = {_TEXT})?(?:, note = {_TEXT})? \}}\n",
    re.MULTILINE,
)


def ledger_path(plan: Plan, target: Target) -> Path:
    """Where a target's ledger stands, whether or not it is there."""
    return Path(plan.folder) / FOLDER / f"{target.id}.toml"


def with_ledgers(
    portfolio: Portfolio, only: Iterable[Target] | None = None, overlay: Path | None = None
) -> Portfolio:
    """The portfolio with its ledgers read.

    Args:
        portfolio: the plans.
        only: the targets whose ledgers are needed; None for all, then a ledger of no target is found too.
        overlay: a folder laid out like the plans' own whose ledgers stand in for those of the same name.
    """
    ledgers, findings = {}, list(portfolio.findings)
    wanted = None if only is None else {target.full_id for target in only}
    for plan in portfolio.plans:
        targets = {f"{target.id}.toml": target for target in plan.judged}
        for path in _ledger_files(plan, overlay):
            target = targets.get(path.name)
            if target is None:
                if wanted is None:
                    findings.append(stray(path, list(targets), portfolio.base))
            elif wanted is None or target.full_id in wanted:
                ledger, found = read_ledger(path, target, portfolio.base)
                ledgers[target.full_id] = ledger
                findings += found
    return portfolio._replace(ledgers=ledgers, findings=tuple(findings), reported=True)


def read_ledger(path: Path, target: Target, base: Path | None = None) -> tuple[Ledger, list[Finding]]:
    """The reports of one target in the order of the file; none, and `broken`, where the file has an error."""
    text, file = read_text(path), shown(path, base)
    if isinstance(text, Finding):
        return Ledger(target.full_id, (), broken=True, file=file), [text._replace(file=file)]
    return ledger_from_text(text, file, target)


def ledger_from_text(text: str, file: str, target: Target) -> tuple[Ledger, list[Finding]]:
    """The same from a text already read: `file` is its name in findings."""
    ledger = canonical(text, target)
    if ledger is not None:
        return ledger._replace(file=file), []
    reports, found = _slow(text, file, target)
    return Ledger(target.full_id, () if found else tuple(reports), broken=bool(found), file=file), found


def canonical(text: str, target: Target) -> Ledger | None:
    """The ledger if it is just as we write it, so that a line may be added without a further look; else None."""
    reports = _fast(text, target)
    return None if reports is None else Ledger(target.full_id, tuple(reports))


def _ledger_files(plan: Plan, overlay: Path | None) -> list[Path]:
    folders = [Path(plan.folder) / FOLDER]
    if overlay is not None:
        folders.append(overlay / plan.id / FOLDER)
    found = {path.name: path for folder in folders if folder.is_dir() for path in folder.glob("*.toml")}
    return [found[name] for name in sorted(found)]


def stray(path: Path, names: list[str], base: Path | None) -> Finding:
    """The finding of a ledger that belongs to none of the targets whose ledgers have those names."""
    words = Words(f"台账 `{path.stem}` 没有对应的目标", f"the ledger `{path.stem}` belongs to no target")
    close = nearest(path.stem, [name.removesuffix(".toml") for name in names])
    listed = ", ".join(close)
    hint = Words(f"相近的目标：{listed}", f"nearest: {listed}") if close else None
    return Finding("JP202", "dangling-reference", Severity.ERROR, words, shown(path, base), hint=hint)


def _fast(text: str, target: Target) -> list[Report] | None:
    """The reports if every line is canonical and whole and every key its own; else None."""
    if target.kind in (Kind.STAGE, Kind.DONE) or not text.startswith(HEADER):
        return None
    rows = _LINE.findall(text, len(HEADER))
    if len(rows) != text.count("\n") - 1 or not text.endswith("\n"):
        return None
    day, moment, made = date.fromisoformat, datetime.fromisoformat, Report
    try:
        reports = [
            made(
                day(on),
                int(revision[2:]) if revision else 1,
                Decimal(value),
                moment(recorded),
                by,
                source,
                day(first) if first else None,
                url,
                note=note,
            )
            for on, revision, first, value, recorded, by, source, url, note in rows
        ]
    except ValueError:  # a day that does not exist: the parser says where
        return None
    keys = {row[0] + row[1] for row in rows}
    return reports if len(keys) == len(rows) else None


def _slow(text: str, file: str, target: Target) -> tuple[list[Report], list[Finding]]:
    """The reports by way of the parser, or what is wrong."""
    document, found = _shaped(text, file)
    if isinstance(document, list):
        return [], document
    unfit = {fault.route[:2] for fault in found}
    reports: list[Report] = []
    taken: dict[str, str] = {}
    for key, table in document.data.get("report", {}).items() if ("report",) not in unfit else ():
        report = build_report(key, table, target) if ("report", key) not in unfit else None
        if isinstance(report, Fault):
            found.append(report)
        elif report is not None and report.key in taken:
            found.append(same_report(file, key, taken[report.key], report.key))
        elif report is not None:
            reports.append(report)
            taken[report.key] = key
    return reports, placed(found, document) if found else []


def shape_findings(text: str, file: str) -> list[Finding]:
    """What is wrong with a ledger of which it is not known whose it is."""
    document, found = _shaped(text, file)
    return document if isinstance(document, list) else placed(found, document) if found else []


def _shaped(text: str, file: str) -> tuple[Document | list[Finding], list[Fault]]:
    """The ledger's document with its departures from the shape, or why there is none."""
    if text and not text.endswith("\n"):
        return [torn_line(text, file)], []
    document = parsed(text, file)
    found = [] if isinstance(document, list) else faults(document.data, LEDGER_FILE)
    return document, [careful(fault) for fault in found]


def has_table(text: str, file: str) -> bool:
    """Whether a ledger that parses has its table of reports already."""
    document = parse_toml(text, file)
    return isinstance(document, Document) and "report" in document.data


def torn_line(text: str, file: str) -> Finding:
    """The finding of a last line without its newline: the sign of a write that was cut off."""
    line = text.count("\n") + 1
    words = Words("最后一行不完整（没有换行），可能写到一半中断", "the last line is torn: no newline ends it")
    hint = Words(
        f"若第 {line} 行内容完整，在行末补一个换行；否则删去第 {line} 行，再重新 record",
        f"if line {line} is complete, end it with a newline; else delete line {line} and record again",
    )
    return Finding("JP001", "toml-syntax", Severity.ERROR, words, file, line, 1, hint)
