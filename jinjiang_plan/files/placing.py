"""From faults to findings: each gets its line and column; texts are only searched where there is a fault."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from jinjiang_plan.model.document import Document
from jinjiang_plan.model.fault import Aside, Fault, Mend, Route
from jinjiang_plan.model.finding import Edit, Finding, Fix, Related

if TYPE_CHECKING:
    from jinjiang_plan.files.positions import Positions

Search = Callable[[str], "Positions | None"]


def placed(found: Iterable[Fault], document: Document) -> list[Finding]:
    """The findings of one file, in order of their place."""
    return placed_among([fault._replace(file=document.file) for fault in found], {document.file: document})


def placed_among(found: Iterable[Fault], documents: Mapping[str, Document]) -> list[Finding]:
    """The findings of many files, in order of file and place; each fault names its file as its document does.

    A fault in a file that is not among them is a finding of that file as a whole.
    """
    known: dict[str, Positions] = {}

    def search(file: str) -> "Positions | None":
        if file not in known and file in documents:
            from jinjiang_plan.files.positions import Positions

            known[file] = Positions(documents[file].text)
        return known.get(file)

    findings = [_finding(fault, search) for fault in found]
    return sorted(findings, key=lambda finding: (finding.file, finding.line, finding.column))


def entry_of(route: Route) -> str:
    """The way to a place as findings name it: `target.5g-stations.goal`."""
    return ".".join(str(step) for step in route)


def _finding(fault: Fault, search: Search) -> Finding:
    line, column, end_line, end_column = _spot(search(fault.file), fault.route, at_key=fault.at_key)
    return Finding(
        fault.code,
        fault.slug,
        fault.severity,
        fault.words,
        fault.file,
        line,
        column,
        fault.hint,
        end_line,
        end_column,
        entry_of(fault.route),
        fault.label,
        fault.notes,
        tuple(_related(aside, search) for aside in fault.asides),
        _fix(fault.mend, search(fault.file)) if fault.mend else None,
    )


def _spot(positions: "Positions | None", route: Route, *, at_key: bool) -> tuple[int, int, int, int]:
    if positions is None:
        return 0, 0, 0, 0
    start, end = positions.stretch(route, key=at_key)
    return *positions.place(start), *positions.place(end)


def _related(aside: Aside, search: Search) -> Related:
    return Related(aside.file, *_spot(search(aside.file), aside.route, at_key=aside.at_key), aside.words)


def _fix(mend: Mend, positions: "Positions | None") -> Fix | None:
    if positions is None:
        return None
    span = positions.own_key(mend.route) if mend.at_key else positions.stretch(mend.route)
    return Fix(mend.words, (Edit(*span, mend.text),), safe=mend.safe) if span else None
