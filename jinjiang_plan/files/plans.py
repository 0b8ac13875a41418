"""Reading plans: each folder with a `plan.toml` is one; one that is broken does not keep the others back."""

from pathlib import Path

from jinjiang_plan.files.gathering import gather
from jinjiang_plan.files.layout import HEAD
from jinjiang_plan.files.sources import Sources
from jinjiang_plan.files.validation import placed_among
from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.goals import direction_faults
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import NOT_JUDGED, WRONG_CALL, Refusal
from jinjiang_plan.model.system import reason


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
    """One plan, or None where one of its files has an error, and what is wrong with them.

    A goal against its direction is judged as well as it can be, so that it is a warning here and an error to `check`.
    """
    gathered = gather(folder, Sources(base))
    findings = [*gathered.findings]
    if gathered.plan is not None:
        against = [each._replace(severity=Severity.WARNING) for each in direction_faults(gathered.plan)]
        findings += placed_among(against, gathered.documents) if against else []
    broken = any(finding.severity is Severity.ERROR for finding in findings)
    return None if broken else gathered.plan, findings
