"""Showing what a run of the linter found: on the screen, in files, and in one line of talk."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from jinjiang_plan.cli.output import drawn, screen, send
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.portfolio import unknown
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Words, as_utf8, number_of
from jinjiang_plan.render.findings import FORMATS, format_named
from jinjiang_plan.render.width import inert

FOR_PEOPLE = ("full", "concise")
_STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold blue",
    "strong": "bold",
    "dim": "blue",
}
_NAMES = {
    Severity.ERROR: (Words("个错误", "error"), "errors"),
    Severity.WARNING: (Words("个警告", "warning"), "warnings"),
    Severity.INFO: (Words("条提示", "note"), "notes"),
}


def chosen_formats(
    session: Session, name: str | None, outputs: Iterable[str]
) -> tuple[str, list[tuple[str, Path]]]:
    """The format for the screen, and those for files with their files.

    Raises:
        Refusal: there is no such format, or no such folder.
    """
    if name is None:
        on_github = bool(session.environment.get("GITHUB_ACTIONS")) and "github" in FORMATS
        name = "github" if on_github else "full"
    return _known(name), [_output(each) for each in outputs]


def _known(name: str) -> str:
    if name not in FORMATS:
        raise unknown("格式", "format", name, list(FORMATS))
    return name


def _output(given: str) -> tuple[str, Path]:
    name, sign, file = given.partition("=")
    if not sign or not file:
        raise Refusal(
            f"--output 写作 格式=文件，如 concise=检查.txt，不是 `{given}`",
            f"--output is written FORMAT=FILE, such as concise=check.txt, not `{given}`",
        )
    from jinjiang_plan.files.storage.atomic import needs_folder

    needs_folder(Path(file))
    return _known(name), Path(file)


def version_for(formats: Iterable[str]) -> str:
    """The program's version where a format for machines names it; to ask for it takes longer than to check a plan."""
    if all(name in FOR_PEOPLE for name in formats):
        return ""
    from importlib.metadata import version

    return version("jinjiang-plan")


def report(
    session: Session,
    checked: CheckResult,
    form: str,
    outputs: Sequence[tuple[str, Path]],
    *,
    statistics: bool,
) -> None:
    """Write the findings to the files and the screen, and the summary to stderr."""
    for name, path in outputs:
        from jinjiang_plan.files.storage.output_file import write_output

        text = format_named(name)(checked, session.lang)
        write_output(path, as_utf8(text), force=session.force)
        session.tell(f"已写入 {path}", f"wrote {path}")
    if statistics:
        sys.stdout.write(counted(checked))
    elif form in FOR_PEOPLE and not checked.findings:
        pass  # what is drawn for people is drawn by what a clean run does not import
    elif form == "full" and (_on_terminal()):
        _draw(session, checked)
    else:
        text = format_named(form)(checked, session.lang)
        if form in (*FOR_PEOPLE, "markdown"):
            sys.stdout.write(drawn(session, text) if form in FOR_PEOPLE else inert(text))
        else:
            send(text)
    sys.stdout.flush()
    tell_summary(session, checked)


def tell_summary(session: Session, checked: CheckResult) -> None:
    """The run in one line of talk."""
    session.tell(*summary(checked))


def _on_terminal() -> bool:
    return sys.stdout.isatty() or os.environ.get("FORCE_COLOR", "0") not in ("", "0")


def _draw(session: Session, checked: CheckResult) -> None:
    """The full format in colour, as wide as the terminal."""
    if not checked.findings:
        return
    from rich.text import Text

    from jinjiang_plan.render.findings.console import full_lines

    console = screen()
    for line in full_lines(checked, session.lang, console.width):
        text = Text.assemble(*((drawn(session, part), _STYLES.get(style, "")) for part, style in line))
        console.print(text, soft_wrap=True)
    console.print()


def counted(checked: CheckResult) -> str:
    """The number of findings of each rule, the most first."""
    counts = Counter((each.code, each.slug) for each in checked.findings)
    fixes = Counter(each.code for each in checked.findings if each.fix)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    width = len(str(ranked[0][1])) if ranked else 0
    return "".join(
        f"{count:>{width}}  {code}  [{'*' if fixes[code] else ' '}]  {slug}\n"
        for (code, slug), count in ranked
    )


def summary(checked: CheckResult) -> Words:
    """The run in one line: how many of which weight, in how many files, and what can be done at once."""
    total = len(checked.files)
    files = Words(f"{total} 个文件", number_of(total, "file"))
    accepted = (
        Words(f"；基线接受 {checked.accepted} 个", f"; {checked.accepted} accepted by the baseline")
        if checked.accepted
        else Words("", "")
    )
    said = _compared(checked)
    accepted = Words(accepted.zh + said.zh, accepted.en + said.en)
    if not checked.findings:
        return Words(f"{files.zh}，没有发现问题{accepted.zh}", f"no findings in {files.en}{accepted.en}")
    counts = Counter(each.severity for each in checked.findings)
    zh = "，".join(f"{counts[each]} {_NAMES[each][0].zh}" for each in Severity if counts[each])
    en = ", ".join(
        f"{counts[each]} {_NAMES[each][0].en if counts[each] == 1 else _NAMES[each][1]}"
        for each in Severity
        if counts[each]
    )
    faulty = min(len({each.file for each in checked.findings}), total)
    zh, en = f"{total} 个文件中的 {faulty} 个：{zh}", f"{en} in {faulty} of {files.en}"
    cures = _cures(checked)
    return Words(zh + cures.zh + accepted.zh, en + cures.en + accepted.en)


def _compared(checked: CheckResult) -> Words:
    """What was compared with what, or that nothing was; nothing where no rule wanted it."""
    name = checked.judged
    what = {
        "worktree": Words("", ""),
        "index": Words("暂存区", "the index "),
    }.get(name, Words(f"提交 {name} ", f"the commit {name} "))
    if checked.base is None:
        nothing = (
            Words("；没有与基准版本比较", "; compared with no base") if checked.comparing else Words("", "")
        )
        judged = (
            Words("", "")
            if name == "worktree"
            else Words(f"；检查的是{what.zh.strip()}", f"; judged was {what.en.strip()}")
        )
        return Words(judged.zh + nothing.zh, judged.en + nothing.en)
    if checked.idle:
        return Words(
            f"；{what.zh}与 {checked.base} 相同，没有可比较的",
            f"; {what.en}nothing differs from {checked.base}, so nothing was compared",
        )
    return Words(f"；{what.zh}与 {checked.base} 比较过", f"; {what.en}compared with {checked.base}")


def _cures(checked: CheckResult) -> Words:
    safe = sum(each.fix is not None and each.fix.safe for each in checked.findings)
    unsafe = sum(each.fix is not None and not each.fix.safe for each in checked.findings)
    parts = []
    if safe:
        parts.append(Words(f"{safe} 个可用 --fix 修正", f"{safe} fixable with --fix"))
    if unsafe:
        parts.append(Words(f"{unsafe} 个可用 --unsafe-fixes 修正", f"{unsafe} with --unsafe-fixes"))
    return Words("".join(f"；{part.zh}" for part in parts), "".join(f"; {part.en}" for part in parts))
