"""How a site is to be read, for somebody who sees it for the first time."""

from collections.abc import Iterator
from fractions import Fraction

from jinjiang_plan.model.briefing import Publication
from jinjiang_plan.model.codes import NAMES, Class, Status
from jinjiang_plan.model.profiles import BANDS, Bands, Profile
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.numbers import figure
from jinjiang_plan.render.paper.blocks import Points, Section, Text, plain, shown, text
from jinjiang_plan.render.sheets.lists import MEASURES

_PAGES = text(
    "每个目标有一页：承诺了什么（文件原话和出处），上报了什么（更正和撤回也在，并列出所替代的数），正式调整了什么，"
    "历期状态，以及怎样评估。",
    "Each target has a page: what was promised, in the document's own words and with its source; every report, also "
    "revisions and retractions, with what they replaced; formal changes; its status over time; how it was judged.",
)
_DONE = text(
    "“完成”是从基期到目标走了多少；横条上的竖线是按计划此时应到之处。",
    '"Done" is how much of the way from the baseline to the goal has been gone; the mark on a bar is where the plan asks '
    "it to be by now.",
)
_SILENT = text(
    "“无数据”只说没有上报，不说没有做；“监测”的没有目标值，不作评估。",
    '"No data" says that nothing was reported, not that nothing was done; what is monitored has no goal and is not judged.',
)
_PAST = text(
    "历期状态按本站已知的全部数据回算，因此更正和撤回会改变过去的状态。",
    "Statuses of the past are judged by all that this site knows, so that a revision or a retraction changes them.",
)


def reading_section(publication: Publication) -> Section:
    """What a page holds, what its words mean, and from where on a status is given, by each profile that judged."""
    profiles = {each.profile.code: each.profile for each in publication.chronicles.values()}
    told: list[tuple[Text, ...]] = [(_PAGES,), (_DONE,)]
    told += [tuple(_thresholds(profile)) for _, profile in sorted(profiles.items())]
    return Section(Words("怎样阅读", "How to read this"), (Points((*told, (_SILENT,), (_PAST,))),), "reading")


def _thresholds(profile: Profile) -> Iterator[Text]:
    """A profile's measure and the least of it for each status; those of binding targets where they differ."""
    measure, bands = MEASURES[profile.measure], profile.bands_for(Class.EXPECTED)
    yield Text(plain(profile.code), strong=True)
    yield text(f"，衡量{measure.zh}：", f", by the {measure.en}: ")
    yield from _bands(profile, bands)
    if profile.binding and profile.binding != bands:
        yield text("。约束性目标：", ". Binding targets: ")
        yield from _bands(profile, profile.binding)
    yield text("。", ".")


def _bands(profile: Profile, bands: Bands) -> Iterator[Text]:
    for status in BANDS:
        least = bands.get(status)
        if least is not None:
            name, number = _name(profile, status), figure(Fraction(least))
            yield Text(Words(f"{name.zh} {number} 起", f"{name.en} from {number}"), profile.light(status))
            yield text("，", ", ")
    worst = _name(profile, Status.SERIOUSLY_BEHIND)
    said = Words(f"再低为{worst.zh}", f"below that {worst.en}")
    yield Text(said, profile.light(Status.SERIOUSLY_BEHIND))


def _name(profile: Profile, status: Status) -> Words:
    """The profile's own name of a status, or ours."""
    return shown(profile.words.get(status) or NAMES[status])
