"""`rule`: what the linter looks for, why, and how to mend it."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from jinjiang_plan.check.rules import CHECKS
from jinjiang_plan.check.selection import meant
from jinjiang_plan.cli import options
from jinjiang_plan.cli.completion import complete_rule
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.output import Result, chosen_format, drawn, emit, screen
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.render.machine import Envelope
from jinjiang_plan.render.sheets.rules import (
    rule_document,
    rule_lines,
    rule_markdown,
    rule_record,
    rules_sheet,
)
from jinjiang_plan.render.sheets.sheet import Line

_FOR_MACHINES = ("json", "jsonl", "csv", "tsv")


def run(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RULE]...",
            help=both(
                "代码、名称或一族：JP303、sum-mismatch、JP3；不写则列出全部",
                "codes, slugs or families: JP303, sum-mismatch, JP3; none lists all",
            ),
            autocompletion=complete_rule,
            show_default=False,
        ),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help=both("逐条解释全部规则", "explain every rule"))] = False,
    search: Annotated[
        str | None,
        typer.Option(
            "--search",
            metavar="WORDS",
            help=both(
                "列出提到这些词的规则，中英文均可", "list the rules that say these words, in either language"
            ),
        ),
    ] = None,
    format_: options.Format = None,
) -> int:
    session: Session = ctx.obj
    form = chosen_format(format_)
    rules = [check.rule for check in CHECKS]
    chosen = _named(rules, names or [])
    if search is not None:
        chosen = _searched(chosen, search)
    if form in _FOR_MACHINES or search is not None or not (names or all_):
        emit(session, _listed(chosen, session), form)
    else:
        _explain(session, chosen, form)
    return 0


run.__doc__ = both(
    "检查规则：查什么、为什么、正反例、怎么改",
    "Explain the rules of check: what, why, a bad and a good example, how to mend.",
)


def _named(rules: Sequence[Rule], names: Sequence[str]) -> list[Rule]:
    """The rules that the names mean, in the order of their codes; all where there are none."""
    codes = {code for name in names for code in meant(rules, name.strip())}
    return [rule for rule in rules if not names or rule.code in codes]


def _searched(rules: Sequence[Rule], words: str) -> list[Rule]:
    """The rules that say every one of the words, in either language.

    Raises:
        Refusal: none does (exit 3).
    """
    terms = words.casefold().split()
    matches = [rule for rule in rules if all(word in _said(rule) for word in terms)]
    if not matches:
        raise Refusal(
            f"没有提到“{words}”的规则；`jinjiang-plan rule` 列出全部",
            f"no rule says `{words}`; `jinjiang-plan rule` lists them all",
            NOT_JUDGED,
        )
    return matches


def _said(rule: Rule) -> str:
    return "\n".join(
        (rule.code, rule.slug, *rule.says, *rule.why, *rule.cure, rule.bad, rule.good)
    ).casefold()


def _listed(rules: Sequence[Rule], session: Session) -> Result:
    return Result(
        lambda: rules_sheet(rules, session.lang),
        lambda: [rule_record(rule) for rule in rules],
        lambda: Envelope().around({"rules": [rule_document(rule) for rule in rules]}),
    )


def _explain(session: Session, rules: Sequence[Rule], form: str) -> None:
    """Each rule whole: drawn on a terminal, else as plain text or Markdown."""
    if form == "markdown":
        sys.stdout.write("\n".join(rule_markdown(rule, session.lang) for rule in rules))
        return
    lines: list[Line] = []
    for place, rule in enumerate(rules):
        lines += [Line("")] * 2 if place else []
        lines += rule_lines(rule, session.lang)
    if form == "plain":
        sys.stdout.write(drawn(session, "".join(f"{line.left}\n" for line in lines)))
        return
    from jinjiang_plan.render.sheets.terminal import across

    console = screen()
    for line in lines:
        for text in across(line, console.width):
            text.plain = drawn(session, text.plain)
            console.print(text, soft_wrap=True)
