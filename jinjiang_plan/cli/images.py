"""A drawing as a file: SVG, or PNG with a word about what fonts are missing."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from jinjiang_plan.cli.extras import needs_for
from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.refusal import Refusal

if TYPE_CHECKING:
    from jinjiang_plan.render.charts.shapes import Drawing

PICTURES = ("svg", "png")
"""The formats of pictures."""


def needs_picture(form: str, output: str | None, *, sized: bool) -> None:
    """Make sure that a picture can be made and has somewhere to go; any other format can.

    `sized` says that columns or rows were asked for.

    Raises:
        Refusal: columns or rows are asked of a picture, the extra is missing, or no file is named for a PNG.
    """
    if form in PICTURES and sized:
        raise Refusal(
            f"--width、--height 以列、行计，只用于文字图；{form} 的大小是固定的",
            f"--width and --height are columns and rows, for charts in text; {form} has a size of its own",
        )
    if form != "png":
        return
    needs_for(form)
    if output is None:
        raise Refusal("png 要写入文件：-o 图.png", "png goes to a file: -o chart.png")


def pictures(session: Session, drawing: "Callable[[], Drawing]") -> Mapping[str, Callable[[], str | bytes]]:
    """A drawing in each format; of signs that a PNG lacks for want of a font the reader is told."""

    def svg() -> str:
        from jinjiang_plan.render.charts.shapes import as_file

        return as_file(drawing())

    def png() -> bytes:
        from jinjiang_plan.render.charts.png import as_png

        picture = drawing()
        tell_of_fonts(session, picture, "svg")
        return as_png(picture)

    return {"svg": svg, "png": png}


def tell_of_fonts(session: Session, drawing: "Drawing", instead: str) -> None:
    """Tell the reader of a sign that this machine has no font for, and which format does without fonts."""
    from jinjiang_plan.render.charts.png import lacking

    if sign := lacking(drawing):
        session.tell(
            f"本机没有含“{sign}”的字体，PNG 会缺字；请安装 Noto Sans CJK 等字体，或改用 {instead}",
            f"no font of this machine has “{sign}”: words are missing in the PNG; install one such as Noto Sans CJK, "
            f"or write {instead}",
        )
