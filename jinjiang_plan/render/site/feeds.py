"""Atom feeds of the turns of statuses (RFC 4287): the same turns are the same bytes, whenever they are written."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, tzinfo
from html import escape
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from jinjiang_plan.model.briefing import Turn
from jinjiang_plan.model.profiles import Profile
from jinjiang_plan.model.words import SPOKEN, Lang, Words, as_utf8
from jinjiang_plan.render.site.status_changes import stood_words
from jinjiang_plan.render.width import visible
from jinjiang_plan.render.words import NOT_REAL, value_with_unit

MOST = 50
"""Turns that a feed holds."""


class Feed(NamedTuple):
    """What a feed is of."""

    key: str
    """The same at every writing."""
    title: str
    """Its title."""
    page: str
    """The address of the page that it belongs to, whole or relative to the feed."""
    as_of: date
    """The day judged."""
    zone: tzinfo
    """The zone of its days."""
    lang: Lang
    """Its language."""
    own: str = ""
    """Its own whole address, empty where that is not known."""
    sample: bool = False
    """Whether its figures are made up for show."""


def atom(feed: Feed, turns: Sequence[tuple[Turn, Profile, str]]) -> str:
    """The feed of some turns, the latest first, each with the profile it was judged by and the address of its page."""
    return "\n".join(_lines(feed, turns[:MOST])) + "\n"


def _lines(feed: Feed, turns: Sequence[tuple[Turn, Profile, str]]) -> Iterator[str]:
    spoken = SPOKEN[feed.lang]
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{spoken}">'
    yield f"<id>{_urn(feed.key, feed.lang)}</id>"
    sample = f" [{NOT_REAL.say(feed.lang)}]" if feed.sample else ""
    yield f"<title>{_text(feed.title + sample)}</title>"
    yield f"<updated>{_moment(turns[0][0].after.day if turns else feed.as_of, feed.zone)}</updated>"
    yield "<author><name>jinjiang-plan</name></author>"
    yield f'<link rel="alternate" type="text/html" href="{_text(feed.page)}"/>'
    if feed.own:
        yield f'<link rel="self" type="application/atom+xml" href="{_text(feed.own)}"/>'
    for turn, profile, address in turns:
        yield from _entry(feed, turn, profile, address)
    yield "</feed>"


def _entry(feed: Feed, turn: Turn, profile: Profile, address: str) -> Iterator[str]:
    lang = feed.lang
    was, now = (visible(stood_words(each, profile).say(lang)) for each in (turn.before, turn.after))
    title = visible(turn.target.title.say(lang))
    day = turn.after.day
    yield "<entry>"
    yield f"<id>{_urn(f'{turn.target.full_id} {turn.before.day} {turn.after.status.value}', lang)}</id>"
    colon = "：" if lang == "zh" else ": "
    sample = f"[{NOT_REAL.say(lang)}] " if turn.target.sample else ""
    yield f"<title>{_text(f'{sample}{title}{colon}{was} → {now}')}</title>"
    yield f"<updated>{_moment(day, feed.zone)}</updated>"
    yield f'<link rel="alternate" type="text/html" href="{_text(address)}"/>'
    yield f"<summary>{_text(_summary(turn, profile, lang))}</summary>"
    yield "</entry>"


def _summary(turn: Turn, profile: Profile, lang: Lang) -> str:
    target, after = turn.target, turn.after
    value = value_with_unit(target, after.value, lang)
    return Words(
        f"截至 {after.day}，口径 {profile.code}，现值 {value}",
        f"as of {after.day}, profile {profile.code}, value {value}",
    ).say(lang)


def _urn(key: str, lang: Lang) -> str:
    """A name that is the same whenever and wherever the same thing is told in the same language.

    A turn goes by the end of the period before it: while its own period runs, its day is another with every making.
    """
    return uuid5(NAMESPACE_URL, f"https://jinjiang-plan.invalid/{lang}/{as_utf8(key).decode()}").urn


def _moment(day: date, zone: tzinfo) -> str:
    """The end of a day."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=zone).isoformat()


def _text(said: str) -> str:
    return escape(visible(said))
