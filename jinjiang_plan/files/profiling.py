"""The profiles of judgement that a plan's own file declares: thresholds, colours and names as data."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from jinjiang_plan.model.codes import Light, Status
from jinjiang_plan.model.fault import Fault, Route
from jinjiang_plan.model.profiles import BANDS, PROFILES, Bands, Measure, Profile
from jinjiang_plan.model.words import Words, words

Table = dict[str, Any]


def build_profiles(tables: dict[str, Table]) -> tuple[tuple[Profile, ...], list[Fault]]:
    """The profiles of a plan's `[profile.NAME]` tables, and what is wrong with them."""
    found = [fault for name, table in tables.items() for fault in _faults(name, table)]
    return tuple(_profile(name, table) for name, table in tables.items()), found


def _profile(name: str, table: Table) -> Profile:
    return Profile(
        name,
        table.get("version", 1),
        words(table.get("title")) or Words(name, name),
        Measure(table.get("measure", Measure.GAP)),
        _bands(table["thresholds"]),
        _bands(table["binding"]) if "binding" in table else None,
        {status: Light(light) for status, light in _by_status(table, "lights")},
        {status: said for status, text in _by_status(table, "words") if (said := words(text))},
    )


def _by_status(table: Table, key: str) -> Iterator[tuple[Status, Any]]:
    """What a table says of each status; a key that is none has its finding, and no say."""
    said = table.get(key, {})
    yield from ((status, said[status]) for status in Status if status in said)


def _bands(table: Table) -> Bands:
    return {status: Decimal(table[status]) for status in BANDS if status in table}


def _faults(name: str, table: Table) -> list[Fault]:
    route: Route = ("profile", name)
    found = []
    if name in PROFILES:
        text = Words(f"`{name}` 是内置口径的名称", f"`{name}` is the name of a built-in profile")
        hint = Words("换一个名称", "choose another name")
        found.append(Fault("JP201", "duplicate-id", text, route, at_key=True, hint=hint))
    for key in ("thresholds", "binding"):
        if key in table and not table[key]:
            text = Words(f"`{key}` 里没有一个界限", f"`{key}` holds no threshold")
            hint = Words("例如 { ahead = 5, on_track = -5 }", "such as { ahead = 5, on_track = -5 }")
            found.append(Fault("JP103", "missing-key", text, (*route, key), hint=hint))
        least = [(status, table[key][status]) for status in BANDS if status in table.get(key, {})]
        for (better, above), (status, value) in pairwise(least):
            if above <= value:
                text = Words(
                    f"`{status}` 的界限 {value} 应低于 `{better}` 的 {above}",
                    f"the threshold of `{status}`, {value}, must be below that of `{better}`, {above}",
                )
                found.append(Fault("JP104", "bad-choice", text, (*route, key, str(status))))
    return found
