"""What a shell offers behind a tab: ids, statuses, leads, of the plans that the call would read."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import wraps

from typer import Context

from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.width import visible

# A shell evaluates what it is offered, zsh all of it, or inserts it as it is, as bash does. So of a plan's texts only
# words of plain signs are offered, their spaces quoted for bash; in titles the signs of shells are written full-width.

_WORDS = re.compile(r"[\w.\-/+=@%,、，·（）《》 ]*")
_FULL_WIDTH = {sign: chr(sign + 0xFEE0) for sign in map(ord, "!\"#$&'()*:;<=>?@[\\]^`{|}~")}

_Offer = str | tuple[str, str]
_Completion = Callable[[Context, str], Iterator[_Offer]]


def _plain(complete: _Completion) -> _Completion:
    """The completion without what a shell could take for more than words."""

    @wraps(complete)
    def offered(ctx: Context, incomplete: str) -> Iterator[_Offer]:
        for offer in complete(ctx, incomplete):
            value, *titles = (offer,) if isinstance(offer, str) else offer
            if _WORDS.fullmatch(value) and not value.startswith(("-", "=")):
                said = _for_bash(value) if os.environ.get(_SHELL, "").endswith("bash") else value
                yield (said, titles[0]) if titles else said

    return offered


_SHELL = "_JINJIANG_PLAN_COMPLETE"
"""The variable by which a shell asks for completions."""


def _for_bash(value: str) -> str:
    """The value as bash takes it for one word, unless the reader has opened a quote."""
    typed = os.environ.get("COMP_WORDS", "")
    quoted = typed.count('"') % 2 or typed.count("'") % 2
    return value if quoted else value.replace(" ", "\\ ")


@_plain
def complete_id(ctx: Context, incomplete: str) -> Iterator[_Offer]:
    """Ids and their tails, with titles."""
    targets = [target for plan in _plans(ctx) for target in plan.judged]
    ids = [target.id for target in targets]
    for target in targets:
        name = target.id if ids.count(target.id) == 1 else target.full_id
        short = target.name
        if name.startswith(incomplete):
            yield name, _title(ctx, target.title)
        elif short.startswith(incomplete) and [each.rpartition(".")[2] for each in ids].count(short) == 1:
            yield short, _title(ctx, target.title)


@_plain
def complete_plan(ctx: Context, incomplete: str) -> Iterator[_Offer]:
    """The plans' ids."""
    return ((plan.id, _title(ctx, plan.title)) for plan in _plans(ctx) if plan.id.startswith(incomplete))


@_plain
def complete_action(ctx: Context, incomplete: str) -> Iterator[_Offer]:
    """The actions' ids."""
    actions = [action for plan in _plans(ctx) for action in plan.actions]
    return ((each.id, _title(ctx, each.title)) for each in actions if each.id.startswith(incomplete))


@_plain
def complete_profile(ctx: Context, incomplete: str) -> Iterator[_Offer]:
    """The profiles: those of the plans, then ours."""
    from jinjiang_plan.model.portfolio import Portfolio

    profiles = Portfolio(tuple(_plans(ctx)), {}, ()).profiles.values()
    return ((each.name, _title(ctx, each.title)) for each in profiles if each.name.startswith(incomplete))


def complete_format(incomplete: str) -> Iterator[str]:
    """The formats."""
    from jinjiang_plan.cli.output import FORMATS

    return (name for name in FORMATS if name.startswith(incomplete))


def complete_chart_format(incomplete: str) -> Iterator[str]:
    """The formats, those of pictures too."""
    from jinjiang_plan.cli.images import PICTURES
    from jinjiang_plan.cli.output import FORMATS

    return (name for name in (*FORMATS, *PICTURES) if name.startswith(incomplete))


def complete_view(incomplete: str) -> Iterator[str]:
    """The views of `chart`."""
    from jinjiang_plan.cli.chart_views import ChartKind

    return (view.value for view in ChartKind if view.startswith(incomplete))


def complete_brief(incomplete: str) -> Iterator[str]:
    """The formats of papers."""
    from jinjiang_plan.cli.papers import PAPERS

    return (name for name in PAPERS if name.startswith(incomplete))


def complete_check_format(incomplete: str) -> Iterator[str]:
    """The formats of the linter."""
    from jinjiang_plan.render.findings import FORMATS

    return (name for name in FORMATS if name.startswith(incomplete))


def complete_check_output(incomplete: str) -> Iterator[str]:
    """The formats of the linter, each up to the name of a file; once that is begun, what the shell offers itself."""
    return (f"{name}=" for name in complete_check_format(incomplete) if "=" not in incomplete)


def complete_schema(incomplete: str) -> Iterator[str]:
    """The kinds of files that have a schema."""
    from jinjiang_plan.render.schema import FILES

    return (name for name in FILES if name.startswith(incomplete))


@_plain
def complete_lead(ctx: Context, incomplete: str) -> Iterator[_Offer]:
    """The responsible units, as either language names them."""
    leads = {lead for plan in _plans(ctx) for target in plan.judged for lead in target.leads}
    names = sorted({name for lead in leads for name in lead})
    return (name for name in names if name.startswith(incomplete))


def complete_status(ctx: Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The statuses' codes, with their Chinese names; a Chinese beginning completes to the name."""
    from jinjiang_plan.model.codes import Status
    from jinjiang_plan.model.status_words import NAMES

    del ctx
    for status in Status:
        if status.value.startswith(incomplete):
            yield status.value, NAMES[status].zh
        elif NAMES[status].zh.startswith(incomplete):
            yield NAMES[status].zh, status.value


def complete_limit(ctx: Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """What `--fail-on` takes: statuses, and what else there is."""
    from jinjiang_plan.cli.judge import LIMITS

    yield from complete_status(ctx, incomplete)
    for en, zh in LIMITS:
        if en.startswith(incomplete):
            yield en, zh
        elif zh.startswith(incomplete):
            yield zh, en


def complete_rule(ctx: Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The codes and slugs of the linter's rules, with what they say."""
    from jinjiang_plan.check.rules import CHECKS
    from jinjiang_plan.render.sheets.rules import sentence

    for rule in (check.rule for check in CHECKS):
        for name in (rule.code, rule.slug):
            if name.startswith(incomplete):
                yield name, _title(ctx, sentence(rule))


def _title(ctx: Context, words: Words) -> str:
    """A title beside what is offered, in the reader's language, safe for the shell's screen."""
    return visible(words.say(ctx.find_root().obj.lang)).translate(_FULL_WIDTH)


def _plans(ctx: Context) -> Sequence[Plan]:
    """The plans that can be read; a broken file offers nothing and says nothing."""
    from pathlib import Path

    from jinjiang_plan.files.plans.locate import locate
    from jinjiang_plan.files.plans.reader import read_plans

    named = ctx.find_root().params.get("plans")
    try:
        return read_plans(locate(named, os.environ, Path.cwd()).folder).plans
    except (Refusal, OSError):
        return ()
