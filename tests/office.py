"""LibreOffice as the client of workbooks and documents: what it reads in them, and what it prints."""

import csv
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.build import IN_CI


def converted(path: Path, to: str, folder: Path) -> list[Path]:
    """Convert a workbook or a document with a profile of its own, and give the files that came of it.

    A CSV comes for each sheet, `NAME-SHEET.csv`; with "shown.csv" its numbers stand as the formats show them.
    """
    soffice = program("soffice", "libreoffice-calc-nogui libreoffice-writer-nogui")
    written = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,{},false,false,-1"
    options = {"csv": written.format("false"), "shown.csv": written.format("true")}
    out = folder / f"as-{to}"
    finished = subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'office').as_uri()}",
            "--headless",
            "--convert-to",
            options.get(to, to),
            "--outdir",
            str(out),
            str(path),
        ],
        capture_output=True,
        check=False,
        timeout=180,
        env={**os.environ, "LC_ALL": "C.UTF-8"},  # else no file could be named like a Chinese sheet
    )
    said = finished.stdout.decode() + finished.stderr.decode()
    assert finished.returncode == 0, said
    assert "Error" not in said
    found = sorted(out.iterdir())
    assert found, said
    return found


def rows_of(path: Path) -> list[list[str]]:
    """The rows of a CSV that LibreOffice wrote."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def pages_of(printed: Path) -> list[str]:
    """What stands on each page of a PDF."""
    pdftotext = program("pdftotext", "poppler-utils")
    finished = subprocess.run(
        [pdftotext, "-layout", "-enc", "UTF-8", str(printed), "-"], capture_output=True, check=True
    )
    return finished.stdout.decode().removesuffix("\f").split("\f")


def program(name: str, packages: str) -> str:
    """Where a program is. Where it is not the test is passed over, and says so; where CI runs, that is a failure."""
    found = shutil.which(name)
    if found is None:
        missing = f"{name} is not installed (apt-get install {packages})"
        assert not IN_CI, missing
        pytest.skip(missing)
    return found
