"""`brief` as a file for an office: by its ending, whole or not at all, and one line where its extra is missing."""

import subprocess
import sys
from importlib import util
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from jinjiang_plan.cli.extras import EXTRAS
from tests.build import call, clean_environment, report_line, run, write_ledger, write_plan

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    plan = write_plan(tmp_path / "plans")
    write_ledger(plan, "stations", report_line("2021-03-31", 900), report_line("2021-06-30", 1200))
    return tmp_path / "plans"


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_it_goes_to_a_file_by_its_ending_and_to_a_pipe_by_its_format(
    capsys: Capture, plans: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"brief.{form.upper()}"
    outcome = call(capsys, "brief", "--as-of", "2021-06-30", "-o", str(path), plans=plans)
    assert (outcome.code, outcome.out, outcome.err) == (0, "", f"wrote {path}\n")
    with ZipFile(path) as package:
        assert package.testzip() is None
    piped = subprocess.run(
        [
            sys.executable,
            "-m",
            "jinjiang_plan",
            "--plans",
            str(plans),
            "brief",
            "--as-of",
            "2021-06-30",
            "-f",
            form,
        ],
        capture_output=True,
        check=True,
        env=clean_environment(),
    )
    assert piped.stdout == path.read_bytes()
    with ZipFile(BytesIO(piped.stdout)) as package:
        assert "[Content_Types].xml" in package.namelist()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("form", "package"),
    [(form, package) for form in ("docx", "xlsx") for package in EXTRAS[form].requirements],
)
def test_a_missing_extra_is_one_clear_line(  # noqa: PLR0913, PLR0917 - what it is called with, and what is missing
    capsys: Capture,
    plans: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    package: str,
    lang: str,
) -> None:
    found = util.find_spec
    monkeypatch.setattr(
        "jinjiang_plan.cli.extras.find_spec", lambda name: None if name == package else found(name)
    )
    path = tmp_path / f"brief.{form}"
    outcome = call(capsys, "brief", "-o", str(path), plans=plans, lang=lang)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert {"zh": "需要安装", "en": "needs an extra"}[lang] in outcome.err
    assert f'pip install "{EXTRAS[form].requirements[package]}"' in outcome.err
    assert not path.exists()


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_nothing_is_left_where_it_cannot_be_written(plans: Path, tmp_path: Path, form: str) -> None:
    outcome = run("brief", "--as-of", "2021-06-30", "-o", str(tmp_path / "no" / f"b.{form}"), plans=plans)
    assert outcome.code == 2
    assert "there is no folder" in outcome.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plans"]


NO_FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/nonexistent</dir></fontconfig>
"""


@pytest.mark.skipif(sys.platform != "linux", reason="fontconfig is where fonts are told of on Linux")
@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "本机没有含“A”的字体"), ("en", "no font of this machine has “A”")]
)
def test_a_machine_without_fonts_is_told_of_once_and_the_document_written(
    plans: Path, tmp_path: Path, lang: str, said: str
) -> None:
    (tmp_path / "fonts.conf").write_text(NO_FONTS, encoding="utf-8")
    path = tmp_path / "brief.docx"
    without = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    outcome = run(
        "brief", "--as-of", "2021-06-30", "-o", str(path), plans=plans, lang=lang, environment=without
    )
    assert outcome.code == 0
    assert outcome.err.count(said) == 1
    assert len(outcome.err.splitlines()) == 2
    assert path.exists()
