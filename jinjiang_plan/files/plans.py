"""Reading plans: each folder with a `plan.toml` is one; one that is broken does not keep the others back."""

from pathlib import Path
from typing import Any, NamedTuple

from jinjiang_plan.files.building import (
    Inherited,
    build_action,
    build_initiative,
    build_source,
    build_target,
    words,
)
from jinjiang_plan.files.placing import placed, placed_among
from jinjiang_plan.files.shaping import ID, faults
from jinjiang_plan.files.toml import read_toml, shown
from jinjiang_plan.model.codes import Frequency, TimeBasis
from jinjiang_plan.model.document import Document
from jinjiang_plan.model.fault import Aside, Fault
from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.goals import direction_faults
from jinjiang_plan.model.plan import CHINA, Action, Initiative, Plan, Target
from jinjiang_plan.model.portfolio import Portfolio, nearest
from jinjiang_plan.model.profiles import PROFILES
from jinjiang_plan.model.references import reference_faults
from jinjiang_plan.model.refusal import NOT_JUDGED, WRONG_CALL, Refusal
from jinjiang_plan.model.shape import ACTION_FILE, FORMAT, PLAN_FILE, Shape
from jinjiang_plan.model.system import reason
from jinjiang_plan.model.words import Words

HEAD = "plan.toml"


class _Read(NamedTuple):
    """What one plan's files hold, and what is wrong with them."""

    targets: list[Target]
    initiatives: list[Initiative]
    actions: list[Action]
    documents: dict[str, Document]
    findings: list[Finding]


def plan_folders(root: Path) -> list[Path]:
    """The folders of a plans folder that hold a plan, by name; the folder itself where it is one."""
    try:
        if (root / HEAD).exists():
            return [root]
        return sorted(
            each for each in root.iterdir() if not each.name.startswith(".") and (each / HEAD).exists()
        )
    except OSError as error:
        raise Refusal(
            f"无法读取计划目录 {root}：{reason(error).zh}",
            f"the plans folder {root} cannot be read: {reason(error).en}",
            WRONG_CALL if isinstance(error, FileNotFoundError) else NOT_JUDGED,
        ) from error


def read_plans(root: Path, base: Path | None = None) -> Portfolio:
    """Every plan below a plans folder, without its ledgers, and what is wrong with the files.

    Files are named relative to `base`, where they stand below it.

    Raises:
        Refusal: the folder cannot be read, or holds no plan.
    """
    folders = plan_folders(root)
    if not folders:
        raise Refusal(
            f"{root} 里没有计划（每个计划是一个带 plan.toml 的目录）；可用 `jinjiang-plan init` 新建",
            f"{root} holds no plan (a folder with a plan.toml each); `jinjiang-plan init` starts one",
        )
    plans, findings = [], []
    for folder in folders:
        plan, found = read_plan(folder, base)
        findings += found
        if plan is not None:
            plans.append(plan)
    return Portfolio(tuple(plans), {}, tuple(findings), base=base)


def read_plan(folder: Path, base: Path | None = None) -> tuple[Plan | None, list[Finding]]:
    """One plan, or None where one of its files has an error, and what is wrong with them."""
    head = _read_file(folder / HEAD, PLAN_FILE, base)
    paths = [
        path for path in sorted(folder.glob("*.toml")) if path.name != HEAD and not path.name.startswith(".")
    ]
    documents = {path: _read_file(path, ACTION_FILE, base) for path in paths}
    if isinstance(head, list):
        return None, head + [
            finding for each in documents.values() if isinstance(each, list) for finding in each
        ]
    read = _Read([], [], [], {}, [])
    above, table = _above(folder.resolve().name, head), head.data["plan"]
    _gather(head, above, read)
    for path, document in documents.items():
        _read_action(path, document, above, read)
    plan = _plan(above, table, head, read, folder)
    read.findings.extend(_whole_faults(plan, head, read))
    if any(finding.severity is Severity.ERROR for finding in read.findings):
        return None, read.findings
    return plan, read.findings


def _whole_faults(plan: Plan, head: Document, read: _Read) -> list[Finding]:
    """What only shows in the plan as a whole: its period, its profile, directions and references."""
    found: list[Fault] = []
    if plan.start > plan.due:
        text = Words("计划的起始日在截止日之后", "the plan starts after it is due")
        found.append(Fault("JP401", "date-order", text, ("plan", "due"), file=head.file))
    if plan.profile not in PROFILES:
        close = ", ".join(nearest(plan.profile, list(PROFILES)) or PROFILES)
        text = Words(f"没有口径 `{plan.profile}`", f"there is no profile `{plan.profile}`")
        hint = Words(f"可用：{close}", f"choose: {close}")
        found.append(Fault("JP104", "bad-choice", text, ("plan", "profile"), hint=hint, file=head.file))
    if not _is_zone(plan.timezone):
        text = Words(f"没有时区 `{plan.timezone}`", f"there is no time zone `{plan.timezone}`")
        hint = Words("写作 Asia/Shanghai 这样的名称", "write a name such as Asia/Shanghai")
        found.append(Fault("JP104", "bad-choice", text, ("plan", "timezone"), hint=hint, file=head.file))
    found += [fault._replace(severity=Severity.WARNING) for fault in direction_faults(plan)]
    if not any(finding.severity is Severity.ERROR for finding in read.findings):
        found += reference_faults(plan)
    return placed_among(found, read.documents)


def _is_zone(name: str) -> bool:
    if name == CHINA:
        return True
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def _above(key: str, head: Document) -> Inherited:
    table = head.data["plan"]
    return Inherited(
        plan=key,
        action=None,
        start=table["start"],
        due=table["due"],
        basis=TimeBasis(table.get("time_basis", "month")),
        frequency=Frequency(table.get("frequency", "quarter")),
        lead=words(table.get("lead")),
        sample=table.get("sample", False),
        file=head.file,
    )


def _plan(above: Inherited, table: dict[str, Any], head: Document, read: _Read, folder: Path) -> Plan:
    order = {
        action.id: index for index, action in enumerate(sorted(read.actions, key=lambda a: (a.order, a.id)))
    }
    return Plan(
        id=above.plan,
        title=words(table["title"]) or Words(above.plan, above.plan),
        start=above.start,
        due=above.due,
        lead=above.lead,
        profile=table.get("profile", "cn"),
        languages=tuple(table.get("languages", ("zh", "en"))),
        timezone=table.get("timezone", CHINA),
        sample=above.sample,
        assumed=table.get("assumed", False),
        summary=words(table.get("summary")),
        note=words(table.get("note")),
        sources=tuple(build_source(key, source) for key, source in head.data.get("source", {}).items()),
        actions=tuple(sorted(read.actions, key=lambda action: order[action.id])),
        targets=tuple(sorted(read.targets, key=lambda target: order.get(target.action or "", -1))),
        initiatives=tuple(sorted(read.initiatives, key=lambda each: order.get(each.target.action or "", -1))),
        folder=str(folder),
        file=head.file,
    )


def _read_action(path: Path, document: Document | list[Finding], above: Inherited, read: _Read) -> None:
    if isinstance(document, list):
        read.findings.extend(document)
        return
    if not ID.fullmatch(path.stem):
        text = Words(f"文件名 `{path.name}` 不能作行动编号", f"`{path.name}` is no name for an action's file")
        hint = Words("只用小写字母、数字和 `-`", "use small letters, digits and `-`")
        read.findings.append(Finding("JP105", "bad-id", Severity.ERROR, text, document.file, hint=hint))
        return
    action = build_action(path.stem, document.data["action"], above.lead, document.file)
    read.actions.append(action)
    _gather(document, above._replace(action=action.id, lead=action.lead, file=document.file), read)


def _gather(document: Document, above: Inherited, read: _Read) -> None:
    """Add a file's targets and initiatives to what was read of the plan."""
    read.documents[document.file] = document
    found: list[Fault] = []
    targets = document.data.get("target", {})
    for key, table in targets.items():
        target, wrong = build_target(key, table, above)
        read.targets.append(target)
        found += wrong
    for key, table in document.data.get("initiative", {}).items():
        initiative, wrong = build_initiative(key, table, above)
        read.initiatives.append(initiative)
        found += wrong
        if key in targets:
            text = Words(f"`{key}` 已是一个目标的编号", f"`{key}` is the id of a target already")
            first = Aside(document.file, ("target", key), Words("先用在这里", "first used here"), at_key=True)
            twice = Fault("JP201", "duplicate-id", text, ("initiative", key), at_key=True, asides=(first,))
            found.append(twice)
    read.findings.extend(placed(found, document))


def _read_file(path: Path, shape: Shape, base: Path | None) -> Document | list[Finding]:
    """A file that parses and has the shape, or what is wrong with it."""
    document = read_toml(path)
    named = shown(path, base)
    if isinstance(document, Finding):
        return [document._replace(file=named)]
    document = document._replace(file=named)
    found = faults(document.data, shape)
    number = document.data.get("format")
    if isinstance(number, int) and number != FORMAT:
        text = Words(f"format 应为 {FORMAT}", f"format must be {FORMAT}")
        hint = Words("更新 jinjiang-plan，或改写此行", "update jinjiang-plan, or mend the line")
        found.append(Fault("JP106", "format-version", text, ("format",), hint=hint))
    return placed(found, document) if found else document
