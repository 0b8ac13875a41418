"""One plan or action file, held against its shape: which of its entries can be built, and what is wrong with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from jinjiang_plan.files.sources import Sources
from jinjiang_plan.files.toml import parsed
from jinjiang_plan.files.validation import faults
from jinjiang_plan.model.document import Document
from jinjiang_plan.model.fault import Fault, Route
from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.keys import Shape
from jinjiang_plan.model.shape import FORMAT
from jinjiang_plan.model.words import Words

Table = dict[str, Any]
NAMING = ("target", "initiative", "source", "format")
"""What the names in a file hang on: the tables that they stand in, and the version that says what stands where."""


class FileRead(NamedTuple):
    """A file as read: its document, None where it does not parse, and what is wrong, with or without a place yet."""

    file: str
    document: Document | None
    findings: list[Finding]
    faults: list[Fault]
    unfit: frozenset[Route]

    @property
    def legible(self) -> bool:
        """Whether every name that the file gives can be read, though what stands below it may be broken."""
        return self.document is not None and not any(
            len(fault.route) == 1 and (fault.code == "JP101" or fault.route[0] in NAMING)
            for fault in self.faults
        )

    def names(self, name: str) -> list[str]:
        """The keys below a table of names, as they are written, whatever is wrong with their entries."""
        found = self.document.data.get(name) if self.document is not None else None
        return list(found) if isinstance(found, dict) else []

    def table(self, name: str) -> Table | None:
        """A table of the file's top level that can be built; None where there is none."""
        if self.document is None or name not in self.document.data or (name,) in self.unfit:
            return None
        found: Table = self.document.data[name]
        return found

    def entries(self, name: str) -> Iterator[tuple[str, Table]]:
        """The tables keyed by id below a name that can be built, without the keys that nobody knows."""
        strange = {fault.route for fault in self.faults if fault.code == "JP101"}
        for key, table in (self.table(name) or {}).items():
            if (name, key) not in self.unfit:
                yield (
                    key,
                    {each: table[each] for each in table if (name, key, each) not in strange}
                    if strange
                    else table,
                )


def read_file(path: Path, shape: Shape, sources: Sources) -> FileRead:
    """Read a file and hold it against its shape."""
    name = sources.name(path)
    text = sources.read(path)
    if isinstance(text, Finding):
        return FileRead(name, None, [text], [], frozenset())
    document = parsed(text, name)
    if isinstance(document, list):
        return FileRead(name, None, document, [], frozenset())
    found = faults(document.data, shape)
    number = document.data.get("format")
    if isinstance(number, int) and not isinstance(number, bool) and number != FORMAT:
        words = Words(f"format 应为 {FORMAT}", f"format must be {FORMAT}")
        hint = Words("更新 jinjiang-plan，或改写此行", "update jinjiang-plan, or mend the line")
        found.append(Fault("JP106", "format-version", words, ("format",), hint=hint))
    return FileRead(name, document, [], found, frozenset(_unfit(found)))


def _unfit(found: list[Fault]) -> Iterator[Route]:
    """What cannot be built: the entry, or the whole table, that a fault stands in; an unknown key is passed over."""
    for fault in found:
        if fault.code != "JP101" and fault.route:
            keyed = fault.route[0] in ("target", "initiative", "source", "profile")
            yield fault.route[: 2 if keyed else 1]
