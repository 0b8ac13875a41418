"""`github`: workflow commands, which GitHub Actions shows beside the lines of a pull request."""

from collections.abc import Iterator

from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.escapes import inert
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import sentences, title

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github(checked: CheckResult, lang: Lang) -> str:
    """A command a line, nothing where nothing was found; paths are those from the repository's top."""
    return "".join(f"{_command(finding, checked, lang)}\n" for finding in checked.findings)


def _command(finding: Finding, checked: CheckResult, lang: Lang) -> str:
    properties = ",".join(
        f"{name}={str(value).translate(_IN_PROPERTY)}" for name, value in _properties(finding, checked)
    )
    message = inert("\n".join(sentences(finding, lang)))
    return f"::{_COMMANDS[finding.severity]} {properties}::{message.translate(_IN_TEXT)}"


def _properties(finding: Finding, checked: CheckResult) -> Iterator[tuple[str, str | int]]:
    """What the runner reads; it refuses columns where a place goes over several lines."""
    yield "file", visible(checked.path(finding.file))
    if finding.line:
        yield "line", finding.line
        yield "endLine", finding.end_line or finding.line
        if finding.column and finding.end_line in (0, finding.line):
            yield "col", finding.column
            yield "endColumn", max(finding.end_column, finding.column)
    yield "title", title(finding)
