"""Where a file stands in its repository: by a look at the folders, without asking git."""

from collections.abc import Mapping
from pathlib import Path


def paths_from_top(paths: Mapping[str, Path]) -> dict[str, str]:
    """The path from its repository's top of each file that is shown otherwise, by how it is shown.

    A file outside of any repository has none.
    """
    tops: dict[Path, Path | None] = {}
    found = {}
    for shown, path in paths.items():
        place = path.resolve()
        if place.parent not in tops:
            tops[place.parent] = top_of(place.parent)
        top = tops[place.parent]
        if top is not None and (from_top := place.relative_to(top).as_posix()) != shown:
            found[shown] = from_top
    return found


def top_of(folder: Path) -> Path | None:
    """The top of the repository that a folder is in: the nearest that holds `.git`, be it a folder or a file."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
