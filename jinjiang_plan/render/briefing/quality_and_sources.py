"""What a briefing rests on: the quality of its data, its documents, and how it was judged."""

from collections.abc import Iterator
from shlex import join

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.briefing import Briefing
from jinjiang_plan.model.codes import HALTED, Flag
from jinjiang_plan.model.plan import Source
from jinjiang_plan.model.report import Report
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.briefing.labels import Address, named
from jinjiang_plan.render.numbers import DASH
from jinjiang_plan.render.paper.blocks import (
    BulletList,
    Prose,
    Section,
    Text,
    plain,
    shown,
    text,
    web_address,
)
from jinjiang_plan.render.sheets.lists import MEASURES
from jinjiang_plan.render.width import visible

MOST_NAMES = 6
"""Targets that are named of those that share a flag: of more their number says enough."""


def quality_section(briefing: Briefing, address: Address) -> Section:
    """What is to be known of the data, and of how many targets there are any."""
    assessments = [each for each in briefing.judgement.assessments if each.status not in HALTED]
    reported = sum(bool(each.observations) for each in assessments)
    whole = text(
        f"{len(assessments)} 项中 {reported} 项有数据。",
        f"{reported} of {len(assessments)} have been reported.",
    )
    flagged = [(flag, having) for flag, having in briefing.flagged.items() if flag is not Flag.SAMPLE]
    remarks = [(NAMES[flag], having) for flag, having in flagged]
    if briefing.unproven:
        remarks.append((_UNPROVEN, briefing.unproven))
    points = BulletList(tuple(tuple(_remark(name, having, address)) for name, having in remarks))
    blocks = (Prose((whole,)), points) if remarks else (Prose((whole,)),)
    return Section(Words("数据质量", "Data quality"), blocks, "quality")


_UNPROVEN = Words(
    "原文与是否达标的判断对不上，请核对", "wording that does not bear out the figure, to be checked"
)


def _remark(name: Words, having: tuple[Assessment, ...], address: Address) -> Iterator[Text]:
    yield Text(Words(f"{name.zh}：{len(having)} 项", f"{name.en}: {len(having)}"), strong=True)
    if len(having) <= MOST_NAMES:
        for n, each in enumerate(having):
            yield text("、", ", ") if n else text("，", ": ")
            yield named(each.target, address)


def sources_section(briefing: Briefing) -> Section:
    """The documents that the figures are cited from."""
    if not briefing.sources:
        blocks: tuple[Prose | BulletList, ...] = (
            Prose((text("没有注明出处的文件。", "No document is cited."),), note=True),
        )
    else:
        blocks = (BulletList(tuple(tuple(source_texts(source)) for _, source in briefing.sources)),)
    return Section(Words("数据来源", "Sources"), blocks, "sources")


def source_texts(source: Source) -> Iterator[Text]:
    """A document: its title, number, publisher, day, address, and what is to be known of it."""
    yield Text(shown(source.title), strong=True)
    if source.number:
        yield Text(shown(Words(f"（{source.number}）", f" ({source.number})")))
    if source.publisher is not None:
        publisher = shown(source.publisher)
        yield text(f"，{publisher.zh}", f", {publisher.en}")
    if source.published is not None:
        yield text(f"，{source.published}", f", {source.published}")
    if source.url:
        yield text("，", ", ")
        yield Text(shown(plain(source.url)), href=web_address(source.url))
    if source.note is not None:
        note = shown(source.note)
        yield text(f"。{note.zh}", f". {note.en}")


def cited_text(report: Report, source: Source | None) -> Text:
    """What a report is cited from, leading to its address; an address that is none of the web is said, not followed."""
    name = shown(source.title) if source else shown(plain(report.source or DASH))
    if report.url and not web_address(report.url):
        said = shown(plain(report.url))
        return text(f"{name.zh}（{said.zh}）", f"{name.en} ({said.en})")
    return Text(name, href=report.url or web_address(source.url if source else ""))


def method_section(briefing: Briefing) -> Section:
    """By which profile it was judged and what that measures, and that anyone can judge again."""
    profiles = {each.profile.code: each.profile for each in briefing.judgement.assessments}
    points = []
    for code, profile in sorted(profiles.items()):
        title, measure = shown(profile.title), MEASURES[profile.measure]
        points.append(
            (
                Text(plain(code), strong=True),
                text(f"：{title.zh}；衡量：{measure.zh}", f": {title.en}; it measures: {measure.en}"),
            )
        )
    again = _again(briefing)
    how = text(f"任何人都可重算：{again}", f"Anyone can judge again: {again}")
    return Section(
        Words("评估方法", "How it was judged"),
        (BulletList(tuple(points)), Prose((how,), note=True)),
        "method",
    )


def _again(briefing: Briefing) -> str:
    """The command that judges the same."""
    judgement, scope = briefing.judgement, briefing.scope
    words = ["jinjiang-plan", "status", "--as-of", f"{judgement.as_of}"]
    if judgement.known_at is not None:
        words += ["--known-at", judgement.known_at.isoformat(timespec="seconds")]
    arguments = scope.arguments or tuple(
        word for _, action in scope.actions for word in ("--action", action.id)
    )
    return join([*words, *map(visible, arguments)])
