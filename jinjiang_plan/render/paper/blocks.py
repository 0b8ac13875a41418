"""What a paper is made of: sections of blocks, each text in both languages; HTML, Markdown and Word draw the same.

Texts from files stand in it as they are to be seen (`visible`), not escaped: each medium escapes at its own door.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jinjiang_plan.model.codes import Light
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.width import visible

if TYPE_CHECKING:
    from jinjiang_plan.render.charts.shapes import Drawing

Languages = tuple[Lang, ...]
"""What a paper is written in: one language, or Chinese and English side by side."""


class Text(NamedTuple):
    """A piece of text."""

    words: Words
    """The text."""
    light: Light | None = None
    """The colour of its meaning."""
    href: str = ""
    """The address that it leads to."""
    strong: bool = False
    """Whether it weighs."""
    mark: bool = False
    """Whether a medium that can shows it as a label; it is said in words anyway."""


class Meter(NamedTuple):
    """How much of the way is done and how much is planned."""

    done: Fraction | None
    """0..1 or beyond."""
    planned: Fraction | None
    """0..1 or beyond."""
    words: Words
    """The same where it is not drawn."""
    light: Light | None = None
    """The colour of its status."""
    short: str = ""
    """How much is done, for a narrow column."""


Cell = Text | Meter


class Head(NamedTuple):
    """A column's heading; figures stand right."""

    words: Words
    right: bool = False


class Prose(NamedTuple):
    """A paragraph; `note` for one that stands back, `warning` for one that must not be missed."""

    texts: tuple[Text, ...]
    note: bool = False
    warning: bool = False


class Facts(NamedTuple):
    """Names with what is to be said of each."""

    rows: tuple[tuple[Words, Cell], ...]


class StatusCount(NamedTuple):
    """How many stand so."""

    words: Words
    number: int
    light: Light


class Tally(NamedTuple):
    """How many of a whole stand where, the worst first; `caption` says of what."""

    caption: Words
    counts: tuple[StatusCount, ...]


class Table(NamedTuple):
    """A table; the first column names the row."""

    caption: Words
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


class BulletList(NamedTuple):
    """A list of points, each of some texts."""

    points: tuple[tuple[Text, ...], ...]


class Figure(NamedTuple):
    """A chart; `words` say what it shows, `line` is the same in a line of text, where no picture can be.

    `draw` makes the picture in a language, so many pixels wide; that of one target has no titles, since the paper says
    what it is. `wide` asks for the whole width of a page.
    """

    words: Words
    line: Words
    draw: "Callable[[Lang, int], Drawing]"
    wide: bool = False


Block = Prose | Facts | Tally | Table | BulletList | Figure


class Section(NamedTuple):
    """A part under a heading; `mark` stands beside the heading, such as a status; `anchor` is its place in a page."""

    heading: Words
    blocks: tuple["Block | Section", ...]
    anchor: str = ""
    mark: Text | None = None


class Paper(NamedTuple):
    """A whole paper: its title, what it is and of which day, whether its figures are samples, and its parts."""

    title: Words
    facts: Facts
    sections: tuple[Section, ...]
    sample: bool


def figures(sections: "Iterable[Block | Section]") -> Iterator[Figure]:
    """The charts in some sections, in their order."""
    for each in sections:
        if isinstance(each, Section):
            yield from figures(each.blocks)
        elif isinstance(each, Figure):
            yield each


def text(zh: str, en: str, light: Light | None = None, *, strong: bool = False) -> Text:
    """A piece of our own text."""
    return Text(Words(zh, en), light, strong=strong)


def shown(words: Words) -> Words:
    """A text of a file in both languages, with nothing in it that hides."""
    return Words(visible(words.zh), visible(words.en))


def each_language(say: Callable[[Lang], str]) -> Words:
    """What a sheet says, in both languages."""
    return Words(say("zh"), say("en"))


def plain(name: str) -> Words:
    """A figure, a day or a name: the same in both languages."""
    return Words(name, name)


def joined(words: Words, languages: Languages, between: str = " / ") -> str:
    """A text on one line, in each of the languages; once where both say the same."""
    return between.join(dict.fromkeys(words.say(lang) for lang in languages))


def web_address(text: str) -> str:
    """An address that may be followed: one of the web, with nothing in it that hides; empty where it is any other."""
    return visible(text) if text.lower().startswith(("http://", "https://")) else ""
