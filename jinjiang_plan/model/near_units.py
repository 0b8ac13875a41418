"""Known units that an unknown one may be a slip of the pen for."""

from jinjiang_plan.model.units import Units, find_unit, unit_key, unit_keys

_MULTIPLE_MARKS = ("千万", "百万", "万亿", "万", "亿", "千", "百")


def nearest_units(name: str, own: Units = ()) -> tuple[str, ...]:
    """Return the names of at most three known units near an unknown one: not trees for metres.

    Of a multiple and of a composite the part that is unknown is looked for.
    """
    above, stroke, below = name.partition("/")
    if stroke:
        tops = (above,) if find_unit(above, own) else nearest_units(above, own)
        bottoms = (below,) if find_unit(below, own) else nearest_units(below, own)
        pairs = (find_unit(f"{top}/{bottom}", own) for top in tops for bottom in bottoms)
        return tuple(dict.fromkeys(unit.name for unit in pairs if unit))[:3]
    near = _nearest(unit_key(name), own)
    if near:
        return near
    mark = next((mark for mark in _MULTIPLE_MARKS if name.startswith(mark)), "")
    units = (find_unit(mark + each, own) for each in _nearest(unit_key(name.removeprefix(mark)), own) if mark)
    return tuple(unit.name for unit in units if unit)


def _nearest(key: str, own: Units) -> tuple[str, ...]:
    import difflib

    names = {each: entry.unit.name for each, entry in unit_keys().items()}
    names |= {unit_key(written): unit.name for unit in own for written in (unit.en, unit.name)}
    close = difflib.get_close_matches(key, names, n=3, cutoff=0.5)
    return tuple(dict.fromkeys(names[each] for each in close if _slips(key, each) <= _bearable(key)))


def _bearable(key: str) -> int:
    """Slips of the pen that a word of that length may have."""
    return 0 if len(key) < 2 else 1 if len(key) < 8 else 2


def _slips(first: str, second: str) -> int:
    """How many signs have to be put in, taken out, changed or swapped with the next to make one word of another."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for at, sign in enumerate(first, 1):
        above, earlier = row, before
        row = [at]
        for place, other in enumerate(second, 1):
            least = min(above[place] + 1, row[-1] + 1, above[place - 1] + (sign != other))
            swapped = at > 1 and place > 1 and (first[at - 2], sign) == (other, second[place - 2])
            row.append(min(least, earlier[place - 2] + 1) if swapped else least)
        before = above
    return row[-1]
