"""The dialogue with a person at a terminal: a question on a line, put again while the answer cannot be used."""

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from jinjiang_plan.cli.session import Session
from jinjiang_plan.model.refusal import Declined, Refusal
from jinjiang_plan.model.words import Words
from jinjiang_plan.render.width import visible

T = TypeVar("T")
_YES = ("y", "yes", "是", "对", "好")
_NO = ("n", "no", "否", "不")


def on_a_terminal() -> bool:
    """Whether a person can be asked: what is typed comes from a terminal, and what is shown goes to one."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def ask(session: Session, question: Words, read: Callable[[str], T], default: str = "") -> T:
    """What `read` makes of the answer; where it refuses, that is said and the question is put again.

    Args:
        session: the call.
        question: in both languages.
        read: makes something of an answer, or raises a Refusal.
        default: what an empty answer stands for.

    Raises:
        KeyboardInterrupt: nobody answers any more.
    """
    while True:
        answer = _answer(session, question, default)
        try:
            return read(answer)
        except Refusal as refusal:
            session.tell(f"  {refusal.words.zh}", f"  {refusal.words.en}")


def agreed(session: Session, question: Words, *, default: bool = False) -> bool:
    """Whether the answer is yes; an empty one is what the capital letter says."""

    def read(answer: str) -> bool:
        said = answer.casefold().strip(".!。！")
        if not said:
            return default
        if said in _YES or said in _NO:
            return said in _YES
        raise Refusal("请答 y（是）或 n（否）", "answer y or n")

    letters = " [Y/n]" if default else " [y/N]"
    return ask(session, Words(question.zh + letters, question.en + letters), read)


def agreed_or_said(session: Session, question: Words, *, yes: bool) -> None:
    """Go on only with somebody's word: `--yes`, or a yes at the terminal.

    Raises:
        Refusal: nobody can be asked (exit 2), or the answer is no (exit 1).
    """
    if yes:
        return
    if not on_a_terminal():
        raise Refusal(
            "没有终端可以询问；确定时加 --yes", "nobody can be asked here; add --yes if you are sure"
        )
    if not agreed(session, question):
        raise Declined


def _answer(session: Session, question: Words, default: str) -> str:
    """A line typed at the terminal, with the system's own line editing where there is one."""
    with suppress(ImportError):
        import readline  # noqa: F401 - with it, `input` lets a line be edited
    offered = f" [{default}]" if default else ""
    try:
        answer = input(visible(f"{question.say(session.lang)}{offered}: "))
    except EOFError:
        sys.stdout.write("\n")
        raise KeyboardInterrupt from None
    return answer.strip() or default
