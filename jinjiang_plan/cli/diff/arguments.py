"""What the two arguments of a comparison name: days, or revisions of git."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Annotated, NamedTuple

import typer

from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.git.at_revision import Revision
from jinjiang_plan.files.git.repository import Repository, repository_of
from jinjiang_plan.model.portfolio import Portfolio, nearest
from jinjiang_plan.model.refusal import NOT_JUDGED, WRONG_CALL, Refusal
from jinjiang_plan.model.words import Words
from jinjiang_plan.model.written_days import read_day, read_moment

_FEW = 6
_ANY_DAY = date(2000, 1, 2)  # what `today` means plays no part in whether a text is a day


class Days(NamedTuple):
    """Two days, as written; None for today."""

    first: str
    last: str | None


class Revisions(NamedTuple):
    """Two revisions, None for the working tree, with the names that sheets show."""

    repository: Repository
    first: Revision
    last: Revision | None
    names: tuple[Words, Words]


WORKING_TREE = Words("工作区", "working tree")


def named(session: Session, first: str, last: str | None) -> Days | Revisions:
    """What is compared. `A..B` and `A...B` may be written as one argument; a day wins over a branch of that name.

    Raises:
        Refusal: an argument is neither a day nor a revision, or one is a day and the other a revision; there is no
            repository, no such revision, or no common ancestor (exit 3).
    """
    dots = "..." if "..." in first else ".." if ".." in first else ""
    if dots and last is not None:
        raise Refusal(
            f"`{first}` 已经是两个版本，后面不能再有 `{last}`",
            f"`{first}` names two sides already; `{last}` is one too many",
        )
    if dots:
        first, _, last = first.partition(dots)
        first, last = first or "HEAD", last or "HEAD"
    words = [each for each in (first, last) if each is not None]
    if dots != "..." and all(map(_is_day, words)):
        _tell_days(session, words)
        return Days(first, last)
    if all(map(_is_day, words)):
        raise Refusal(
            f"`...` 用于两个版本；两个日期写作 `{words[0]} {words[1]}`",
            f"`...` stands between revisions; write two days as `{words[0]} {words[1]}`",
        )
    return _revisions(session, words, dots)


def _is_day(text: str) -> bool:
    return _no_day(text) is None


def _no_day(text: str) -> Words | None:
    """Why a text is no day, None where it is one."""
    try:
        read_day(text, _ANY_DAY)
    except Refusal as refusal:
        return refusal.words
    return None


def _tell_days(session: Session, words: list[str]) -> None:
    """Where a branch or tag has the name of a day, say that the day was taken."""
    repository = repository_of(session.place.folder)
    taken = set(repository.names()) if repository else set()
    for word in words:
        if word in taken:
            session.tell(
                f"`{word}` 按日期理解；若指同名的分支或标签，写 heads/{word} 或 tags/{word}",
                f"`{word}` is taken as a day; for the branch or tag of that name write heads/{word} or tags/{word}",
            )


def _revisions(session: Session, words: list[str], dots: str) -> Revisions:
    repository = repository_of(session.place.folder)
    if repository is None:
        raise _outside(session, next(word for word in words if not _is_day(word)))
    revisions = [_revision(repository, word, words) for word in words]
    first, last = revisions[0], revisions[1] if len(revisions) > 1 else None
    if dots == "..." and last is not None:
        base = next(iter(repository.merge_bases(first.commit, last.commit)), None)
        if base is None:
            raise _no_common(repository, first.name, last.name)
        short = base[:7]
        name = Words(
            f"{first.name} 与 {last.name} 的分叉点 {short}", f"{short}, where {last.name} left {first.name}"
        )
        return Revisions(repository, Revision(repository, base, short), last, (name, _plain(last.name)))
    return Revisions(
        repository, first, last, (_plain(first.name), _plain(last.name) if last else WORKING_TREE)
    )


def _plain(name: str) -> Words:
    return Words(name, name)


def _revision(repository: Repository, word: str, words: list[str]) -> Revision:
    """The commit that a word names.

    Raises:
        Refusal: there is none.
    """
    commit = repository.commit(word)
    if commit is not None:
        return Revision(repository, commit, word)
    if _is_day(word):
        other = next(each for each in words if each != word)
        raise Refusal(
            f"`{word}` 是日期，`{other}` 是版本；请比较两个日期或两个版本",
            f"`{word}` is a day and `{other}` a revision; compare two days, or two revisions",
        )
    why = _no_day(word)
    if why is not None and word[:1].isdecimal():
        raise Refusal(f"{why.zh}；也不是 git 版本", f"{why.en}; nor is it a revision of git")
    near, shallow = _near(word, repository), repository.is_shallow
    cut = _SHALLOW if shallow else Words("", "")
    raise Refusal(
        f"没有版本 `{word}`{near.zh}{cut.zh}",
        f"there is no revision `{word}`{near.en}{cut.en}",
        NOT_JUDGED if shallow else WRONG_CALL,
    )


_SHALLOW = Words("；这是浅克隆，先 git fetch --unshallow", "; this clone is shallow: git fetch --unshallow")


def _near(word: str, repository: Repository) -> Words:
    """The branches and tags most like a word; all of them where there are few."""
    if repository.commit("HEAD") is None:
        return Words("；还没有任何提交", "; nothing is committed yet")
    names = repository.names()
    close = nearest(word, names)
    if close:
        return Words(f"；相近的有：{', '.join(close)}", f"; nearest: {', '.join(close)}")
    if names and len(names) <= _FEW:
        return Words(f"；可用：{', '.join(names)}", f"; choose: {', '.join(names)}")
    return Words("；git branch -a 和 git tag 列出版本", "; `git branch -a` and `git tag` list them")


def _outside(session: Session, word: str) -> Refusal:
    """The refusal of a comparison of revisions where git knows nothing of the plans."""
    folder = session.place.folder
    why = _no_day(word)
    if why is not None and word[:1].isdecimal():
        return Refusal(why.zh, why.en)
    return Refusal(
        f"`{word}` 不是日期；{folder} 不在 git 仓库里（或没有安装 git），没有版本可比",
        f"`{word}` is no day, and {folder} is in no git repository (or git is not installed): "
        "there are no revisions to compare",
        NOT_JUDGED,
    )


def _no_common(repository: Repository, first: str, last: str) -> Refusal:
    cut = _SHALLOW if repository.is_shallow else Words("", "")
    return Refusal(
        f"`{first}` 与 `{last}` 没有共同的祖先{cut.zh}",
        f"`{first}` and `{last}` have no common ancestor{cut.en}",
        NOT_JUDGED,
    )


# As known when: now, at a moment that is named, or for each day at its own end.


_THEN = ("then", "当时")
_NOW = ("now", "现在")

KnownThen = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="DAY|then",
        help=both(
            "只计这一天之前已录入的数据；then：各日只计当日之前已录入的；默认按现在所知",
            "count only what was recorded by then; `then`: for each day what was recorded by its own end; "
            "default: all that is known now",
        ),
    ),
]


def moments(session: Session, portfolio: Portfolio, text: str | None, days: Sequence[date]) -> list[datetime]:
    """The moment by which each of the days is known.

    Raises:
        Refusal: the text is neither `then` nor a day or moment.
    """
    now, zone = session.now(portfolio), session.zone(portfolio)
    if text is None or is_now(text):
        return [now] * len(days)
    if text.strip().casefold() in _THEN:
        return [datetime.combine(day, time.max, tzinfo=zone) for day in days]
    return [read_moment(text, now.date(), zone, session.year_end(portfolio))] * len(days)


def is_now(text: str) -> bool:
    """Whether all that is known now is asked for, as it is where nothing is said."""
    return text.strip().casefold() in _NOW


def is_then(text: str | None) -> bool:
    """Whether each day is to be known at its own end."""
    return text is not None and text.strip().casefold() in _THEN
