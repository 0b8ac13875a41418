"""JP507 and JP508: the files that reports cite as their proof, held against what was cited.

Only reports that stand are looked at: what was revised or retracted is mended already. Of a file that never stood below
the plans folder nothing can be said.
"""

from collections.abc import Iterator

from jinjiang_plan.check.rule_api import Check, Material, Need, ledgers, report_route
from jinjiang_plan.model.finding import Fault, Severity
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.references import FileState
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

_DIGITS = 12
"""How much of a digest is shown: enough to tell two versions of a file apart."""
_SHA = "899eca701c8708b117e601455b1023a77ebe888b283f8191fd1f8b58e5b904f9"
_MISSING = {
    FileState.GONE: Words("不在了", "is gone"),
    FileState.UNREADABLE: Words("无法读取", "cannot be read"),
}


def _cited(material: Material) -> Iterator[tuple[Target, str, Report, FileState]]:
    """Each standing report that cites a file, with its ledger's name and what has become of the file."""
    proofs = material.proofs or {}
    for target, file, standing in ledgers(material) if proofs else ():
        for report in standing:
            became = proofs.get((target.full_id, report.key))
            if became is not None:
                yield target, file, report, became


def _changed(material: Material) -> Iterator[Fault]:
    for target, file, report, became in _cited(material):
        if became is FileState.CHANGED:
            yield EVIDENCE_CHANGED.rule.fault(
                file,
                report_route(report, "file"),
                id=target.id,
                on=report.on.isoformat(),
                name=report.file,
                digest=report.sha256[:_DIGITS],
            )


EVIDENCE_CHANGED = Check(
    Rule(
        "JP507",
        "evidence-changed",
        Severity.ERROR,
        says=Words(
            "`{id}` {on} 的佐证文件 `{name}` 变了：引用时的 SHA-256 是 {digest}…",
            "`{id}`: the file `{name}`, which the report for {on} cites, has changed: its SHA-256 was {digest}…",
        ),
        why=Words(
            "报数时引用的佐证文件记下了 SHA-256；文件一改，就不再是当时证明那个数的文件。已被修订或撤回的报告不查；"
            "计划目录以外的文件查不到，不查。",
            "A report that cites a file keeps its SHA-256: a file that was changed since is not the one that proved the "
            "figure. Reports that were revised or retracted are passed over, and so are files that never stood below the "
            "plans folder.",
        ),
        cure=Words(
            "把原来的文件放回去（`git log -- 文件` 能找到）；确实以新文件为准的，用 "
            "`record 编号 数值 --on 日期 --revise --file 文件` 追加一条引用新文件的修订。",
            "Put the file back as it was (`git log -- FILE` finds it); where the new one is the right one, append a revision "
            "that cites it: `record ID VALUE --on DAY --revise --file FILE`.",
        ),
        bad=(
            "[report]\n2021-06-30 = { value = 1200, recorded = 2021-07-05T09:00:00+08:00, "
            f'file = "plan/evidence/june.csv", sha256 = "{_SHA[::-1]}" }}\n'
            "\n# evidence/june.csv\nstations,1250\n"
        ),
        good=(
            "[report]\n2021-06-30 = { value = 1250, recorded = 2021-07-05T09:00:00+08:00, "
            f'file = "plan/evidence/june.csv", sha256 = "{_SHA}" }}\n'
            "\n# evidence/june.csv\nstations,1250\n"
        ),
        hint=Words(
            "放回原文件，或用 record --revise --file 追加一条引用新文件的修订",
            "put the file back, or append a revision that cites the new one: record --revise --file",
        ),
    ),
    _changed,
    Need.PROOFS,
)


def _missing(material: Material) -> Iterator[Fault]:
    for target, file, report, became in _cited(material):
        if became in _MISSING:
            fault = EVIDENCE_MISSING.rule.fault(
                file,
                report_route(report, "file"),
                id=target.id,
                on=report.on.isoformat(),
                name=report.file,
                what=_MISSING[became],
            )
            digest = f"SHA-256 {report.sha256[:_DIGITS]}…"
            yield fault._replace(label=Words(digest, digest) if report.sha256 else None)


EVIDENCE_MISSING = Check(
    Rule(
        "JP508",
        "evidence-missing",
        Severity.ERROR,
        says=Words(
            "`{id}` {on} 的佐证文件 `{name}` {what}",
            "`{id}`: the file `{name}`, which the report for {on} cites, {what}",
        ),
        why=Words(
            "佐证文件没有了，那个数就没有人能再核。文件名从计划目录写起，只在计划目录里找；"
            "引用时就在别处的文件（只记了文件名）不查。",
            "Without the file that proves it, a figure cannot be verified any more. Files are named from the plans folder "
            "and looked for below it; one that stood elsewhere when it was cited, and is named without a folder, is passed "
            "over.",
        ),
        cure=Words(
            "把文件放回原处；改了名或换了文件的，用 `record 编号 数值 --on 日期 --revise --file 文件` 追加一条修订。",
            "Put the file back where it was; where it was renamed or replaced, append a revision that cites the one that "
            "there is: `record ID VALUE --on DAY --revise --file FILE`.",
        ),
        bad=(
            "[report]\n2021-06-30 = { value = 1250, recorded = 2021-07-05T09:00:00+08:00, "
            f'file = "plan/evidence/june.csv", sha256 = "{_SHA}" }}\n'
        ),
        good=(
            "[report]\n2021-06-30 = { value = 1250, recorded = 2021-07-05T09:00:00+08:00, "
            f'file = "plan/evidence/june.csv", sha256 = "{_SHA}" }}\n'
            "\n# evidence/june.csv\nstations,1250\n"
        ),
        hint=Words(
            "放回文件，或用 record --revise --file 追加一条引用现有文件的修订",
            "put the file back, or append a revision that cites another: record --revise --file",
        ),
    ),
    _missing,
    Need.PROOFS,
)
PROOFS = (EVIDENCE_CHANGED, EVIDENCE_MISSING)
