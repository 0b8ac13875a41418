"""A target's page: where it stands, what was promised, what was reported and when, what was changed, how it was judged."""

from collections.abc import Callable, Iterator, Sequence

from jinjiang_plan.model.assessment import Assessment
from jinjiang_plan.model.briefing import Publication, RecordedReport, Story
from jinjiang_plan.model.plan import Amendment, Plan, Target
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.series import StatusOnDay
from jinjiang_plan.model.status_words import NAMES
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render import columns as c
from jinjiang_plan.render.briefing.labels import (
    Address,
    heads,
    listed,
    meter,
    named,
    status_text,
    without_dashes,
)
from jinjiang_plan.render.briefing.quality_and_sources import cited_text, source_texts
from jinjiang_plan.render.briefing.targets import burnup_figure
from jinjiang_plan.render.columns import Column, Columns, in_order
from jinjiang_plan.render.numbers import DASH, share
from jinjiang_plan.render.paper.blocks import (
    Block,
    BulletList,
    Cell,
    Facts,
    Paper,
    Prose,
    Section,
    Table,
    Text,
    each_language,
    plain,
    shown,
    text,
)
from jinjiang_plan.render.sheets.show import explanation
from jinjiang_plan.render.site.status_changes import day_words, stood_text
from jinjiang_plan.render.target_facts import (
    AMENDED,
    AT_FIRST,
    DONE,
    FLAGS,
    SERVES,
    SOURCE,
    SOURCE_NOTE,
    STATUS,
    SUM_OF,
    Fact,
    origin_facts,
    promise_facts,
    standing_facts,
)
from jinjiang_plan.render.words import (
    amendment_changes,
    goal_with_unit,
    report_mark,
    say,
    value_text,
    value_with_unit,
)

REPORTS: Columns = (
    c.ON,
    c.FIGURE,
    c.WAS,
    c.ENTRY,
    c.RECORDED,
    c.BY,
    c.SOURCE,
    c.NOTE,
    c.PROBLEMS,
    c.NEXT,
)
AMENDMENTS: Columns = (
    Column("decided", Words("决定日期", "decided")),
    Column("changed", Words("改为", "changed to")),
    c.DOCUMENT_TITLE,
    Column("reason", Words("理由", "reason")),
)
PAST: Columns = (c.PERIOD_END, c.STATUS, c.FIGURE, c.COMPLETION._replace(full=None))


def target_paper(publication: Publication, plan: Plan, story: Story, address: Address) -> Paper:
    """The whole page's paper."""
    each = story.entry.assessment
    sections = (
        _standing(publication, plan, story),
        _promised(plan, story, address, publication),
        _reported(plan, story),
        _past(plan, story, publication.chronicles[plan.id].profile),
        Section(Words("如何判定", "How it was judged"), (_explained(each),), "judged"),
    )
    return Paper(
        title=shown(each.target.title),
        facts=_facts(publication, each),
        sections=sections,
        sample=each.target.sample,
    )


def _facts(publication: Publication, each: Assessment) -> Facts:
    rows: list[tuple[Words, Cell]] = [
        (Words("状态", "status"), status_text(each)),
        (Words("截至", "as of"), Text(plain(f"{each.as_of}"), strong=True)),
        (Words("评价标准", "profile"), Text(plain(each.profile.code))),
        (Words("编号", "id"), Text(shown(plain(each.target.full_id)))),
    ]
    known_at = publication.briefing.judgement.known_at
    if known_at is not None:
        said = known_at.isoformat(sep=" ", timespec="minutes")
        rows.insert(2, (Words("当时已知", "as known at"), Text(plain(said))))
    return Facts(tuple(rows))


def _both(facts: Callable[[Lang], Iterator[Fact]]) -> Iterator[tuple[Words, Cell]]:
    """Facts of a sheet, which say each in one language, in both."""
    for (name, zh), (_, en) in zip(facts("zh"), facts("en"), strict=True):
        yield name, Text(Words(_apart(zh, "；"), _apart(en, "; ")))


def _apart(said: str, between: str) -> str:
    """A line in which a sheet parts what it says by two spaces; what stands in brackets belongs to what is before it."""
    parts = [part for part in said.split("  ") if part]
    return "".join(
        part if not n else f" {part}" if part[0] in "(（" else between + part for n, part in enumerate(parts)
    )


def _standing(publication: Publication, plan: Plan, story: Story) -> Section:
    each, known_at = story.entry.assessment, publication.briefing.judgement.known_at
    rows = list(_both(lambda lang: standing_facts(each.target, each, lang, known_at)))
    if each.reason is None:
        rows = [row for row in rows if row[0] != STATUS]  # the head says it
    flags = listed(NAMES[flag] for flag in each.flags)
    own: dict[Words, Cell] = {DONE: meter(each), FLAGS: Text(flags)}
    rows = [(name, own.get(name, cell)) for name, cell in rows]
    blocks: list[Block] = [Facts(tuple(rows))]
    if story.burnup is not None:
        blocks.append(burnup_figure(plan, story.burnup, known_at))
    return Section(Words("目前情况", "Where it stands"), tuple(blocks), "standing")


def _promised(plan: Plan, story: Story, address: Address, publication: Publication) -> Section:
    each, known_at = story.entry.assessment, publication.briefing.judgement.known_at
    target = each.target
    rows = [
        *_both(lambda lang: promise_facts(target, each, lang, known_at, plan_assumed=plan.assumed)),
        *_both(lambda lang: origin_facts(plan, target, lang)),
    ]
    below = (AMENDED, AT_FIRST, SOURCE, SOURCE_NOTE, SERVES, SUM_OF)
    blocks: list[Block] = [Facts(tuple(row for row in rows if row[0] not in below))]
    if amendments := story.entry.amendments:
        blocks.append(_amended(target, amendments))
    source = plan.source(target.source)
    if source is not None:
        blocks.append(Prose((text("出处：", "Source: "), *source_texts(source))))
    blocks += _kin(plan, target, publication, address)
    return Section(Words("承诺了什么", "What was promised"), tuple(blocks), "promised")


def _kin(plan: Plan, target: Target, publication: Publication, address: Address) -> Iterator[Block]:
    """A sum's parts, what serves a target, and what an initiative serves: of those that the site tells of."""
    ids = {story.target.full_id for story in publication.stories}
    own = plan.initiative(target.id)
    serving = [each.target for each in plan.initiatives if target.id in each.serves]
    served = [each for each in plan.judged if own is not None and each.id in own.serves]
    parts = [each for each in plan.judged if each.id in target.sum_of]
    for zh, en, kin in (
        ("由分项加总：", "The sum of: ", parts),
        ("支撑本目标的项目：", "Initiatives that serve it: ", serving),
        ("支撑的目标：", "It serves: ", served),
    ):
        links = [named(each, address) for each in kin if each.full_id in ids]
        if links:
            commas = [text("、", ", ")] * (len(links) - 1)
            between = [piece for pair in zip(commas, links[1:], strict=True) for piece in pair]
            yield Prose((text(zh, en), links[0], *between))


def _amended(target: Target, amendments: Sequence[Amendment]) -> Table:
    """Each formal change, below the version that there was at first."""
    goal = each_language(lambda lang: goal_with_unit(target, target.goal, lang))
    first = Words(f"{goal.zh}，期限 {target.due}", f"{goal.en}, due {target.due}")
    at_first = Text(Words("原定", "at first"))
    dash = Text(plain(DASH))
    rows: list[tuple[Cell, ...]] = [
        in_order(AMENDMENTS, {"decided": at_first, "changed": Text(first), "title": dash, "reason": dash})
    ]
    rows += [_amendment(change, target) for change in amendments]
    return Table(Words("正式调整", "Formal changes"), heads(AMENDMENTS), tuple(rows))


def _amendment(change: Amendment, target: Target) -> tuple[Cell, ...]:
    return in_order(
        AMENDMENTS,
        {
            "decided": Text(plain(f"{change.decided}")),
            "changed": Text(each_language(lambda lang: _changed(change, target, lang))),
            "title": Text(each_language(lambda lang: say(change.document, lang))),
            "reason": Text(each_language(lambda lang: say(change.reason, lang))),
        },
    )


def _changed(change: Amendment, target: Target, lang: Lang) -> str:
    """What an amendment changes, parted by commas."""
    return _apart(amendment_changes(change, target, lang), "，" if lang == "zh" else ", ")


def _reported(plan: Plan, story: Story) -> Section:
    target = story.target
    if not story.records:
        none = text("还没有上报数据。", "Nothing has been reported.")
        if target.sum_of:
            none = text("由分项加总，分项各有上报。", "It is the sum of its parts, which are reported each.")
        blocks: tuple[Block, ...] = (Prose((none,), note=True),)
    else:
        caption = Words("全部上报，按录入先后", "Every report, in order of recording")
        rows = tuple(_report(each, plan, target) for each in story.records)
        blocks = (without_dashes(Table(caption, heads(REPORTS), rows)),)
    return Section(Words("上报了什么", "What was reported"), blocks, "reported")


def _report(each: RecordedReport, plan: Plan, target: Target) -> tuple[Cell, ...]:
    report, was = each.report, each.replaces
    remarks = (report.note, report.reason, report.file)
    return in_order(
        REPORTS,
        {
            "on": Text(plain(f"{report.first} ~ {report.on}" if report.first else f"{report.on}")),
            "value": Text(each_language(lambda lang: value_with_unit(target, report.figure, lang))),
            "was": Text(each_language(lambda lang: value_text(target, was.figure if was else None, lang))),
            "mark": Text(each_language(lambda lang: report_mark(report, lang))),
            "recorded": Text(plain(report.recorded.strftime("%Y-%m-%d %H:%M"))),
            "by": _said(report.by),
            "source": cited_text(report, plan.source(report.source)),
            "note": _said("  ".join(part for part in remarks if part)),
            "problems": _said(report.problems),
            "next": _said(report.next),
        },
    )


def _said(given: str) -> Text:
    return Text(shown(plain(given or DASH)))


def _past(plan: Plan, story: Story, profile: Profile) -> Section:
    """How it stood at the end of each period, the latest first."""
    rows = tuple(_stood(day_status, plan, story.target, profile) for day_status in reversed(story.past))
    caption = Words("各报告期末，新的在前", "At the end of each period, the latest first")
    table = without_dashes(Table(caption, heads(PAST), rows))
    return Section(Words("历期状态", "Its status over time"), (table,), "past")


def _stood(day_status: StatusOnDay, plan: Plan, target: Target, profile: Profile) -> tuple[Cell, ...]:
    done = day_status.completion
    return in_order(
        PAST,
        {
            "period_end": Text(day_words(day_status, plan)),
            "status": stood_text(day_status, profile),
            "value": Text(each_language(lambda lang: value_text(target, day_status.value, lang))),
            "completion": Text(plain(share(done, whole=done is not None and done >= 1))),
        },
    )


def _explained(each: Assessment) -> BulletList:
    """Each formula with its numbers in."""
    steps = zip(explanation(each, "zh"), explanation(each, "en"), strict=True)
    return BulletList(tuple((Text(Words(zh, en)),) for zh, en in steps))
