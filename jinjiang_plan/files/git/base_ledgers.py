"""The ledgers of the base beside the present ones: appended to, rewritten, gone; read only as far as that takes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from jinjiang_plan.files.git.repository import TreeEntry
from jinjiang_plan.files.layout import FOLDER, HEAD
from jinjiang_plan.files.ledger.ledger_line import HEADER
from jinjiang_plan.files.ledger.reader import ledger_from_text
from jinjiang_plan.files.storage.regular_file import held_bytes
from jinjiang_plan.files.toml_text.parse import MARK, decoded, parse_toml
from jinjiang_plan.model.base_revision import Book, LedgerChange, Missing
from jinjiang_plan.model.finding import Document, Finding
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.report import Ledger
from jinjiang_plan.model.words import Words


class BaseFile(NamedTuple):
    """A file of the base and what stands in its place now."""

    path: str
    """From the top of the repository."""
    entry: TreeEntry
    """Its entry in the base's tree."""
    name: str
    """Its name then, as shown."""
    present: str
    """Its name now, as shown."""
    held: bytes | None
    """What the present file holds, None where there is none."""
    ledger: bool
    """Whether it is a ledger."""
    same: bool
    """Whether it holds what it held."""

    @property
    def needed(self) -> bool:
        """Whether it has to be read: plan files inherit from each other, a ledger that is as it was says nothing new."""
        return not (self.ledger and self.same)


class Books(NamedTuple):
    """What became of the ledgers, as `Base` has it."""

    books: Mapping[str, Book]
    """By the full id of their target."""
    ledgers: Mapping[str, Ledger]
    """Those that changed, by the full id of their target."""
    documents: Mapping[str, Document]
    """What is needed to compare, by name as shown."""
    added: Mapping[str, str]
    """Ledgers that are new, with their names as shown."""
    missing: tuple[Missing, ...]
    """What cannot be compared."""


def read_books(
    files: Sequence[BaseFile],
    plans: Sequence[Plan],
    documents: Mapping[str, Document],
    root: Path,
    added: Mapping[str, tuple[str, Path]],
) -> Books:
    """The ledgers of the base that are not as they were.

    Args:
        files: the base's files.
        plans: the base's plans, as far as they can be built.
        documents: the base's plan files by their names: what stands there without being built has a ledger too.
        root: the folder that the files are laid out in.
        added: the present ledgers that are new: their names and where they are.
    """
    targets = {
        _ledger(Path(plan.folder).relative_to(root), target.id): target
        for plan in plans
        for target in plan.judged
    }
    entries = {
        path for each in files if each.name in documents for path in _ledgers_of(each, documents[each.name])
    }
    books: dict[str, Book] = {}
    ledgers: dict[str, Ledger] = {}
    read: dict[str, Document] = {}
    missing: list[Missing] = []
    for each in files:
        target = targets.get(each.path)
        if not each.ledger or each.same or (target is None and each.path not in entries):
            continue
        before = _text(root / PurePosixPath(each.path), each.name)
        compared = None if before is None else _compared(each, before)
        if target is None and compared is not None and compared[0] is LedgerChange.APPENDED:
            continue
        if before is None or compared is None or target is None:
            missing.append(broken_then(each))
            continue
        change, found = compared
        books[target.full_id] = Book(each.name, each.present, change)
        ledgers[target.full_id] = ledger_from_text(before, each.name, target)[0]
        read |= {document.file: document for document in found}
    if any(book.change is LedgerChange.GONE for book in books.values()):
        read |= {document.file: document for document in _read(added.values())}
    return Books(books, ledgers, read, {id_: name for id_, (name, _) in added.items()}, tuple(missing))


def _ledger(folder: Path, id_: str) -> str:
    """The path of a target's ledger below the top, given the folder of its plan."""
    return (PurePosixPath(folder.as_posix()) / FOLDER / f"{id_}.toml").as_posix()


def _ledgers_of(each: BaseFile, document: Document) -> Iterator[str]:
    """The paths of the ledgers that a plan file's entries have, whether or not the entries can be built."""
    path = PurePosixPath(each.path)
    action = "" if path.name == HEAD else f"{path.stem}."
    for what in ("target", "initiative"):
        tables = document.data.get(what)
        for key in tables if isinstance(tables, dict) else ():
            yield _ledger(Path(path.parent), f"{action}{key}")


def _text(path: Path, name: str) -> str | None:
    """The text of a ledger of the base; None where it is none."""
    try:
        text = decoded(held_bytes(path), name)
    except OSError:
        return None
    return None if isinstance(text, Finding) else text.removeprefix(MARK)


def _compared(each: BaseFile, before: str) -> tuple[LedgerChange, list[Document]] | None:
    """What became of a ledger, with the documents of it that are needed; None where the base's does not parse."""
    if each.held is not None and each.held.startswith(before.encode()) and _closed(before):
        return LedgerChange.APPENDED, [Document(each.name, before, {})]
    parsed = parse_toml(before, each.name)
    then = _salvaged(before, each.name) if isinstance(parsed, Finding) else parsed
    if then is None:
        return None
    if each.held is None:
        return LedgerChange.GONE, [then]
    text = decoded(each.held, each.present)
    now = text if isinstance(text, Finding) else parse_toml(text.removeprefix(MARK), each.present)
    return (
        (LedgerChange.BROKEN, [then]) if isinstance(now, Finding) else (LedgerChange.REWRITTEN, [then, now])
    )


_CLOSED = re.compile(
    rf"(?:[ \t]*(?:\#[^\r\n]*|{re.escape(HEADER.strip())}[ \t]*|[0-9-]+(?:-r[0-9]+)?[ \t]*=[ \t]*\{{[^\r\n]*)?\r?\n)*"
)
"""Lines of reports that are whole in themselves: TOML lets nothing further down add to a table in braces."""


def _closed(before: str) -> bool:
    """Whether what follows a ledger cannot change its reports, as it could `[report.2021-06-30]` or `2021-06-30.value`."""
    return _CLOSED.fullmatch(before) is not None


_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


def _salvaged(text: str, name: str) -> Document | None:
    """A ledger that a merge left broken, read line by line; None where a line says nothing by itself.

    A second report for a day, and the marks of a conflict, do not keep what was reported from being held against.
    """
    reports: dict[str, object] = {}
    lines = []
    for line in text.split("\n"):
        plain = line.strip()
        marker = line.startswith(_MARKERS)
        lines.append("" if marker else line)
        if not plain or plain.startswith("#") or plain == HEADER.strip() or marker:
            continue
        document = parse_toml(line, name)
        if isinstance(document, Finding):
            return None
        for key, report in document.data.items():
            if all(report != each for other, each in reports.items() if other.partition(" ")[0] == key):
                reports[key if key not in reports else f"{key} ({len(reports)})"] = report
    return Document(name, "\n".join(lines), {"report": reports})


def _read(added: Iterable[tuple[str, Path]]) -> Iterator[Document]:
    """The new ledgers that can be read: one of them may be what a ledger that is gone has become."""
    for name, path in added:
        text = _text(path, name)
        document = None if text is None else parse_toml(text, name)
        if isinstance(document, Document):
            yield document


def broken_then(file: BaseFile) -> Missing:
    """That a file of the base cannot be compared, since it is broken there."""
    return Missing(
        file.present,
        Words("基准版本里的这个文件本身无法读取", "the base's own version of this file cannot be read"),
        Words(
            "与它还能读取的版本比较：--against REV；这次若正是修好它，由审核合并的人定夺",
            "compare with a revision where it can be: --against REV; where it is mended now, whoever merges decides",
        ),
    )
