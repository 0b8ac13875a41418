"""A drawing as PNG, and whether the fonts of this machine have the signs that it needs."""

from jinjiang_plan.render.charts.shapes import FONTS, Drawing, as_file

NO_SIGN = "\U0010fffd"
"""A sign for private use that no font is known to have: what is drawn for it stands for a missing one."""


def as_png(drawing: Drawing, *, scale: int = 2) -> bytes:
    """The drawing as PNG, each of its pixels `scale` wide and high; the extra `report` must be there."""
    painted = _painted(as_file(drawing), scale)
    return painted[:_HEADER] + _named() + painted[_HEADER:]


_HEADER = 33
"""Bytes of a PNG's signature and first chunk, behind which others may stand."""


def _named() -> bytes:
    """The chunk that names the program that made a picture."""
    from zlib import crc32

    chunk = b"tEXtSoftware\0jinjiang-plan"
    return (len(chunk) - 4).to_bytes(4) + chunk + crc32(chunk).to_bytes(4)


def lacking(drawing: Drawing) -> str | None:
    """A sign of a drawing that no font of this machine has, so that its PNG lacks words; None where all is well.

    Tried are a Latin letter and the first Chinese sign: a font has the others of its writing too.
    """
    chinese = next((sign for element in drawing.body for sign in element if "㐀" <= sign <= "鿿"), "")
    return next((sign for sign in f"A{chinese}" if not _can_paint(sign)), None)


def _can_paint(sign: str) -> bool:
    """Whether a sign comes out as something else than nothing, and than what is drawn for one that is nowhere."""
    return _painted(_alone(sign), 1) not in (_painted(_alone(""), 1), _painted(_alone(NO_SIGN), 1))


def _alone(sign: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" font-family="{FONTS}">'
        f'<text x="5" y="30" font-size="24">{sign}</text></svg>'
    )


def _painted(svg: str, scale: int) -> bytes:
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=svg, zoom=scale))
