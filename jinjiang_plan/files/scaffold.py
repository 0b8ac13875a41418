"""Starting a plan of one's own: a commented new one, or the one that ships, with or without sample reports."""

import re
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from types import MappingProxyType
from typing import NamedTuple

from jinjiang_plan.files.layout import FOLDER, HEAD, real_path
from jinjiang_plan.files.ledger.reader import with_ledgers
from jinjiang_plan.files.plans.locate import built_in, sample_reports
from jinjiang_plan.files.plans.plan_folders import plan_folders
from jinjiang_plan.files.plans.reader import read_plans
from jinjiang_plan.files.storage.output_file import needs_inside
from jinjiang_plan.files.toml_text.parse import quoted
from jinjiang_plan.model.choice_words import written_word
from jinjiang_plan.model.codes import Frequency
from jinjiang_plan.model.plan import DECEMBER, Plan
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import NOT_WRITTEN, Refusal, reason
from jinjiang_plan.model.words import Lang, Words

# The plans that ship, with the invented reports of the demonstration, marked as samples throughout.


def demonstration() -> Portfolio:
    """The portfolio of the demonstration: every target says that its figures are samples."""
    portfolio = read_plans(built_in())
    marked = portfolio._replace(plans=tuple(_marked(plan) for plan in portfolio.plans))
    return with_ledgers(marked, overlay=sample_reports())


def _marked(plan: Plan) -> Plan:
    return plan._replace(
        sample=True,
        targets=tuple(target._replace(sample=True) for target in plan.targets),
        initiatives=tuple(
            each._replace(target=each.target._replace(sample=True)) for each in plan.initiatives
        ),
    )


# What editors need to complete and check a plan's files without a network: schemas beside the plans, and settings.


SCHEMAS = ".jinjiang"
"""The folder of the schemas; it begins with a dot, so that no plan is looked for in it."""

_SETTINGS = Path(__file__).parent / "starter" / "editors"
_TAKEN = {
    ".taplo.toml": ("taplo.toml",),
    ".tombi.toml": ("tombi.toml", ".config/tombi.toml"),
}
"""The settings that are written, and the other names that an editor reads them by: one is enough, the user's own."""

Texts = Mapping[str, str]


def directed(file: str, text: str, schemas: Texts, up: str) -> str:
    """A plan's or an action's text with the line that names its schema on top; a ledger's as it is.

    `file` is its path within its plan's folder, `up` the way from that folder to the one that holds the schemas. A ledger
    begins with its table, by which it is read fast: the settings name its schema.
    """
    if not schemas or file.startswith(f"{FOLDER}/"):
        return text
    kind = "plan" if file == HEAD else "action"
    return f"#:schema {up}/{SCHEMAS}/{kind}.schema.json\n{text}"


def editor_files(folder: Path, schemas: Texts, *, inside: bool) -> dict[str, str]:
    """The texts of what editors read, by their path below a folder; those that are there already are left out.

    `inside` says that the folder is itself the plans folder.
    """
    if not schemas:
        return {}
    texts = {f"{SCHEMAS}/{kind}.schema.json": text for kind, text in schemas.items()}
    for name, others in _TAKEN.items():
        if not any((folder / other).exists() for other in others):
            text = (_SETTINGS / name.removeprefix(".")).read_text(encoding="utf-8")
            texts[name] = text.replace('"plans/', '"') if inside else text
    return {name: text for name, text in texts.items() if not (folder / name).exists()}


STARTER = Path(__file__).parent / "starter"
ATTRIBUTES = "plans/*/progress/*.toml merge=union"
ATTRIBUTES_INSIDE = "*/progress/*.toml merge=union"


class NewPlan(NamedTuple):
    """What a new plan says of itself."""

    lang: Lang = "en"
    """The language that it is written in, comments included."""
    title: str = ""
    """Its title, empty for one that asks to be replaced."""
    start: date = date(2026, 1, 1)
    """Its first day."""
    due: date = date(2028, 12, 31)
    """Its last day."""
    frequency: Frequency = Frequency.QUARTER
    """How often its targets are reported."""
    money: str = ""
    """The unit of money, empty for the usual one of its language."""
    terms: Texts = MappingProxyType({})
    """What its `[plan]` says besides, as TOML by key."""


UNTITLED = Words("我的计划（请改名）", "My plan (rename me)")
MONEY = Words("亿元", "million USD")


def start_new(
    folder: Path, name: str, schemas: Texts | None = None, plan: NewPlan | None = None
) -> list[Path]:
    """Write a new plan of that id below a folder: commented, in one language, with a target of each kind.

    `plan` is what it says of itself. `schemas` are the texts of the schemas that editors read, by the kind of file: plan, action, ledger.

    Returns:
        What was written: the plan's folder first, then the files beside it.

    Raises:
        Refusal: a plan of that id is there already, or something cannot be written (exit 1).
    """
    said = plan or NewPlan()
    texts = {
        path.name: _filled(path.read_text(encoding="utf-8"), said)
        for path in sorted((STARTER / said.lang).glob("*.toml"))
    }
    return _start(folder, {name: texts}, f"README.{said.lang}.md", schemas or {})


def _filled(text: str, plan: NewPlan) -> str:
    """A text of the starter with what the plan says of itself."""
    first = date(plan.start.year, DECEMBER, 31)
    if first >= plan.due:
        text = re.sub("(?m)^milestone = .*\n", "", text)
    fills = {
        "title": quoted(plan.title or UNTITLED.say(plan.lang)),
        "start": plan.start.isoformat(),
        "due": plan.due.isoformat(),
        "first": first.isoformat(),
        "frequency": quoted(written_word(plan.frequency) if plan.lang == "zh" else plan.frequency.value),
        "money": quoted(plan.money or MONEY.say(plan.lang)),
        "terms": "".join(f"{key} = {value}\n" for key, value in plan.terms.items()),
    }
    return re.sub(r"\{(\w+)\}", lambda gap: fills[gap[1]], text)


def start_drafted(
    folder: Path, plan: tuple[str, Texts], schemas: Texts, lang: Lang, *, inside: bool
) -> list[Path]:
    """Write a new plan, by its id and the texts of its files, below a folder that is the plans folder where `inside`.

    `schemas` are the texts of the schemas that editors read, by the kind of file: plan, action, ledger.

    Returns:
        What was written: the plan's folder first, then the files beside it.

    Raises:
        Refusal: a plan of that id is there already, or something cannot be written (exit 1).
    """
    return _start(folder, {plan[0]: dict(plan[1])}, f"README.table.{lang}.md", schemas, inside=inside)


def start_from_built_in(folder: Path, *, samples: bool, schemas: Texts | None = None) -> list[Path]:
    """Copy the plans that ship below a folder; with `samples`, with the invented reports, and marked as such.

    `schemas` are the texts of the schemas that editors read, by the kind of file: plan, action, ledger.

    Returns:
        What was written: the plans' folders first, then the files beside them.

    Raises:
        Refusal: a plan of that id is there already, or something cannot be written (exit 1).
    """
    plans = {}
    for source in plan_folders(built_in()):
        texts = _texts(source)
        if samples:
            texts |= _texts(sample_reports() / source.name)
            texts[HEAD] = re.sub(r"(?m)^\[plan\]\n", "[plan]\nsample = true\n", texts[HEAD], count=1)
        plans[source.name] = texts
    return _start(folder, plans, "README.sample.md" if samples else "README.copy.md", schemas or {})


def _texts(folder: Path) -> dict[str, str]:
    """The plan files and ledgers of a plan's folder, by their path within it."""
    paths = [*sorted(folder.glob("*.toml")), *sorted(folder.glob(f"{FOLDER}/*.toml"))]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def _start(
    folder: Path,
    plans: dict[str, dict[str, str]],
    readme: str,
    schemas: Texts,
    *,
    inside: bool | None = None,
) -> list[Path]:
    inside = real_path(folder).name == "plans" if inside is None else inside
    root = folder if inside else folder / "plans"
    up = ".." if inside else "../.."
    taken = [root / name for name in plans if (root / name).exists()]
    if taken:
        raise Refusal(
            f"{taken[0]} 已存在，不会覆盖；请换一个目录或名称",
            f"{taken[0]} is there already and is not overwritten; choose another folder or name",
        )
    for place in (
        root,
        folder / SCHEMAS,
        folder / ".gitattributes",
    ):  # all else is written where nothing stands
        needs_inside(folder, place)
    undo = ExitStack()
    written: list[Path] = []
    try:
        with undo:
            _make_folders(root, undo)
            for name, texts in plans.items():
                named = {file: directed(file, text, schemas, up) for file, text in texts.items()}
                written.append(_write_plan(root, name, named, undo))
            written += _for_editors(folder, editor_files(folder, schemas, inside=inside), undo)
            written += _beside(folder, STARTER / readme, ATTRIBUTES_INSIDE if inside else ATTRIBUTES, undo)
            undo.pop_all()
    except OSError as error:
        why = reason(error)
        raise Refusal(
            f"无法写入 {folder}：{why.zh}", f"{folder} cannot be written: {why.en}", NOT_WRITTEN
        ) from error
    return written


def _make_folders(root: Path, undo: ExitStack) -> None:
    """Make the folders down to the plans', each to be taken away again if what follows fails."""
    for folder in reversed([root, *root.parents]):
        if not folder.exists():
            folder.mkdir()
            undo.callback(_take_away, folder)


def _take_away(folder: Path) -> None:
    """Remove a folder that was made; one that somebody has put something into stays."""
    with suppress(OSError):
        folder.rmdir()


def _write_plan(root: Path, name: str, texts: dict[str, str], undo: ExitStack) -> Path:
    """Write a plan's folder beside its place, then move it there whole."""
    beside = root / f".{name}.{token_hex(8)}.new"
    beside.mkdir()
    undo.callback(rmtree, beside, ignore_errors=True)
    (beside / FOLDER).mkdir()
    for file, text in texts.items():
        (beside / file).write_text(text, encoding="utf-8", newline="\n")
    beside.rename(root / name)
    undo.callback(rmtree, root / name, ignore_errors=True)
    return root / name


def _beside(folder: Path, readme: Path, rule: str, undo: ExitStack) -> list[Path]:
    """The README, unless there is one, and git's merge rule for ledgers, added to what stands there."""
    written = []
    rules, introduction = folder / ".gitattributes", folder / "README.md"
    before = rules.read_bytes() if rules.exists() else None
    if rule.encode() not in [line.strip() for line in (before or b"").splitlines()]:
        gap = b"\n" if before and not before.endswith(b"\n") else b""
        after = (before or b"") + gap + rule.encode() + b"\n"
        undo.callback(_put_back, rules, after, before)
        rules.write_bytes(after)
        written.append(rules)
    return written + _write_new(introduction, readme.read_bytes(), undo)


def _for_editors(folder: Path, texts: Texts, undo: ExitStack) -> list[Path]:
    """What editors read; the folder of the schemas is named once for all that is in it."""
    new = [path for name, text in texts.items() for path in _write_new(folder / name, text.encode(), undo)]
    return list(dict.fromkeys(path if path.parent == folder else path.parent for path in new))


def _write_new(path: Path, text: bytes, undo: ExitStack) -> list[Path]:
    """Write a file, and its folder, unless there is one of that name; give it where it was written."""
    _make_folders(path.parent, undo)
    with suppress(FileExistsError), path.open("xb") as file:
        undo.callback(_put_back, path, text, None)
        file.write(text)
        return [path]
    return []


def _put_back(path: Path, ours: bytes, before: bytes | None) -> None:
    """A file as it was, None where there was none; one that somebody has changed since keeps that."""
    with suppress(OSError):
        now = path.read_bytes()
        if not ours.startswith(now):
            return
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
