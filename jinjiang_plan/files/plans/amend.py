"""Writing an amendment into a plan file that people wrote: a block is put in, every other byte stays."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from jinjiang_plan.files.storage.atomic import Unbroken, clear_leftovers, not_written, write_whole
from jinjiang_plan.files.storage.locks import locked_to_replace
from jinjiang_plan.files.toml_text.line_ends import line_end
from jinjiang_plan.files.toml_text.parse import parse_toml, plain_number, quoted, read_text
from jinjiang_plan.files.toml_text.positions import Positions
from jinjiang_plan.model.finding import Document, Finding
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.refusal import NOT_JUDGED, NOT_WRITTEN, Refusal


class NewAmendment(NamedTuple):
    """An amendment as it is to be written; what is None or empty is left out."""

    decided: date
    """The day of the decision."""
    document: str
    """The document that decided it."""
    reason: str
    """Why it was decided."""
    value: Decimal | bool | None = None
    """The new goal: a number, a yes or no."""
    stage: str | None = None
    """The new goal of a target with stages."""
    span: tuple[Decimal, Decimal] | None = None
    """The bounds of a new goal that is a range."""
    due: date | None = None
    """The new due day."""
    status: str | None = None
    """A halt, or its end."""
    baseline: Decimal | bool | str | None = None
    """The new baseline: a number, a yes or no, or the code of a stage."""
    baseline_on: date | None = None
    """The day of the new baseline."""
    late: str = ""
    """Why it is entered only now."""
    recorded: datetime | None = None
    """When it is entered."""
    by: str = ""
    """Who enters it."""


def amendment_block(target: Target, change: NewAmendment) -> str:
    """The block as it stands in the file."""
    name = target.name
    lines = [f"[[{target.what}.{name}.amendment]]", f"decided = {change.decided.isoformat()}"]
    if change.value is not None:
        lines.append(f"value = {_figure(change.value)}")
    if change.stage is not None:
        lines.append(f"stage = {quoted(change.stage)}")
    if change.span is not None:
        lines += [f"{key} = {_figure(bound)}" for key, bound in zip(("min", "max"), change.span, strict=True)]
    if change.due is not None:
        lines.append(f"due = {change.due.isoformat()}")
    if change.status is not None:
        lines.append(f"status = {quoted(change.status)}")
    if change.baseline is not None:
        lines.append(f"baseline = {_baseline(change.baseline, change.baseline_on)}")
    lines += [f"document = {quoted(change.document)}", f"reason = {quoted(change.reason)}"]
    if change.late:
        lines.append(f"late = {quoted(change.late)}")
    if change.recorded is not None:
        lines += [f"recorded = {change.recorded.isoformat()}", f"by = {quoted(change.by)}"]
    return "\n".join(lines) + "\n"


def _figure(value: Decimal | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain_number(value)


def _baseline(value: Decimal | bool | str, on: date | None) -> str:
    """A baseline as the table of one line that it is in a plan file."""
    said = f"stage = {quoted(value)}" if isinstance(value, str) else f"value = {_figure(value)}"
    return f"{{ {said}, on = {on.isoformat()} }}" if on else f"{{ {said} }}"


def write_amendment(
    path: Path, target: Target, change: NewAmendment, approve: Callable[[str], object] = lambda _text: None
) -> None:
    """Put the amendment behind what the file says of the target, once the text with it is approved.

    Raises:
        Refusal: `approve` refused the text; the file cannot be read (exit 3), or is laid out so that the block has no place (exit 1), or cannot
            be written (exit 1); it then is as it was.
    """
    try:
        with Unbroken() as unbroken, locked_to_replace(path):
            clear_leftovers(path)
            mark = "\ufeff" if path.read_bytes().startswith(b"\xef\xbb\xbf") else ""
            text = _readable(read_text(path), path)
            after = mark + with_amendment(text, str(path), target, change)
            approve(after)
            unbroken.begin()
            write_whole(path, after)
    except OSError as error:
        raise not_written(path, error) from error


def with_amendment(text: str, file: str, target: Target, change: NewAmendment) -> str:
    """The file's text with the amendment in it; every other byte as it was."""
    before = _parsed(text, file)
    newline = line_end(text)
    route = (target.what, target.name)
    end = Positions(text).block_end(route)
    at = text.find("\n", end if end is not None else len(text)) + 1 or len(text)
    gap = newline if text[:at].endswith("\n") else newline * 2
    block = amendment_block(target, change).replace("\n", newline)
    after = text[:at] + gap + block + text[at:]
    _prove(before, after, file, route)
    return after


def _prove(before: Document, text: str, file: str, route: tuple[str, str]) -> None:
    """Make sure that the file says what it said, and the amendment besides."""
    after = parse_toml(text, file)
    if isinstance(after, Document):
        what, name = route
        amendments = after.data[what][name].get("amendment", [])
        if amendments:
            rest = {**after.data[what][name], "amendment": amendments[:-1]}
            if not amendments[:-1]:
                del rest["amendment"]
            if {**after.data, what: {**after.data[what], name: rest}} == before.data:
                return
    raise Refusal(
        f"{file} 的写法放不下修订块；请在 `{route[1]}` 之下手工加上 [[{route[0]}.{route[1]}.amendment]]",
        f"{file} is laid out so that the amendment has no place; add [[{route[0]}.{route[1]}.amendment]] by hand",
        NOT_WRITTEN,
    )


def _parsed(text: str, file: str) -> Document:
    document = parse_toml(text, file)
    if isinstance(document, Finding):
        raise _faulty(document)
    return document


def _readable(text: str | Finding, path: Path) -> str:
    if isinstance(text, Finding):
        raise _faulty(text._replace(file=str(path)))
    return text


def _faulty(finding: Finding) -> Refusal:
    return Refusal(
        f"{finding.place}: {finding.words.zh}；未写入",
        f"{finding.place}: {finding.words.en}; nothing was written",
        NOT_JUDGED,
    )
