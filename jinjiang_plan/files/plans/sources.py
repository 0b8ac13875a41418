"""Where the texts of a plan's files come from: the disk, unless a text stands in for a file."""

from collections.abc import Mapping
from pathlib import Path

from jinjiang_plan.files.layout import FOLDER, real_path
from jinjiang_plan.files.ledger.journal import journal_of, unfinished
from jinjiang_plan.files.ledger.snapshot import acknowledged
from jinjiang_plan.files.storage.regular_file import held_bytes
from jinjiang_plan.files.toml_text.parse import MARK, decoded, shown, unreadable
from jinjiang_plan.model.finding import Finding


class Sources:
    """Gives the texts of files, and keeps them under the names that findings give them.

    `texts` are without a leading mark; `marked` names the files that began with one.
    """

    def __init__(self, base: Path | None = None, instead: Mapping[Path, str] | None = None) -> None:
        self.base = base
        self.texts: dict[str, str] = {}
        self.paths: dict[str, Path] = {}
        self.marked: set[str] = set()
        self._instead = dict(instead or {})

    def name(self, path: Path) -> str:
        """The file's name in findings."""
        return shown(path, self.base)

    def files(self, folder: Path) -> list[Path]:
        """The TOML files of a folder, by name; those that begin with a dot are passed by."""
        by_name = {path.name: path for path in folder.glob("*.toml") if not path.name.startswith(".")}
        for path in self._instead:
            if path.parent == real_path(folder) and path.suffix == ".toml":
                by_name.setdefault(path.name, folder / path.name)
        return [by_name[name] for name in sorted(by_name)]

    def read(self, path: Path) -> str | Finding:
        """The text of a file, or the finding why there is none."""
        name = self.name(path)
        self.paths[name] = path
        text = self._instead.get(real_path(path)) if self._instead else None
        if text is None:
            try:
                held = _held(path)
            except OSError as error:
                return unreadable(error, name)
            read = decoded(held, name)
            if isinstance(read, Finding):
                return read
            text = read
        if text.startswith(MARK):
            self.marked.add(name)
            text = text.removeprefix(MARK)
        self.texts[name] = text
        return text


def _held(path: Path) -> bytes:
    """What a file holds; of a ledger, without what is not acknowledged, nor half a line that is being written."""
    if path.parent.name != FOLDER:
        return held_bytes(path)
    return acknowledged(path, unfinished(journal_of(path)).get(path.absolute()))
