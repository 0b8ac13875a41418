"""The way in and out: one call, one exit code, no traceback."""

import gc
import os
import sys
from collections.abc import Sequence

from jinjiang_plan.cli.language import named_language, reader_language
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Lang, Words

NAME = "jinjiang-plan"
INTERRUPTED = 130
_ANYWHERE = ("--lang", "--plans")


def run() -> None:
    """The command line's entry: run, and leave with the exit code."""
    gc.disable()  # a call is short and makes few cycles: looking for them costs a tenth of it
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
        sys.stderr.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = 0
    os._exit(code)  # everything is on disk and said: taking the interpreter down costs an eighth of a call


def main(arguments: Sequence[str]) -> int:
    """Run one call; what it prints goes to stdout, its talk to stderr. Gives back the exit code."""
    _prepare_streams()
    lang = reader_language(os.environ)
    try:
        ordered = hoisted(arguments)
        lang = _language(ordered) or lang
        return _call(ordered, lang)
    except Refusal as refusal:
        return _fail(refusal.words, lang, refusal.exit_code)
    except BrokenPipeError:
        hush()
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED


def _call(arguments: list[str], lang: Lang) -> int:
    from typer import Abort, TyperException

    from jinjiang_plan.cli.app import build
    from jinjiang_plan.cli.session import Session

    session = Session(lang, os.environ)
    try:
        code = build(session).main(args=arguments, prog_name=NAME, standalone_mode=False, obj=session)
    except TyperException as error:
        from jinjiang_plan.cli.errors import call_error

        return _fail(call_error(error), lang, 2)
    except Abort:
        code = INTERRUPTED
    except SystemExit as error:
        if not isinstance(error.__context__, BrokenPipeError):
            raise
        hush()  # Typer leaves so when whoever reads its help has gone away
        return 0
    if code == INTERRUPTED:
        return _fail(Words("已中断", "interrupted"), lang, INTERRUPTED)
    return code if isinstance(code, int) else 0


def hoisted(arguments: Sequence[str]) -> list[str]:
    """The arguments with `--lang` and `--plans` first: they may be given anywhere before a `--`."""
    first, rest = [], []
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word == "--":
            rest += [word, *left]
            break
        if word in _ANYWHERE:
            first += [word, *left[:1]]
            del left[:1]
        elif word.startswith(tuple(f"{name}=" for name in _ANYWHERE)):
            first.append(word)
        else:
            rest.append(word)
    return first + rest


def _language(arguments: list[str]) -> Lang | None:
    """The language that the call itself names, None where it names none."""
    for place, word in enumerate(arguments):
        if word == "--":
            break
        if word == "--lang":
            return named_language(arguments[place + 1] if place + 1 < len(arguments) else "")
        if word.startswith("--lang="):
            return named_language(word.partition("=")[2])
    return None


def _prepare_streams() -> None:
    """A console that cannot show a character shows another instead of stopping the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def hush() -> None:
    """Say nothing more on stdout, also not when Python closes it: whoever read the pipe has enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(words: Words, lang: Lang, code: int) -> int:
    from jinjiang_plan.render.width import visible

    prefix = "错误：" if lang == "zh" else "error: "
    sys.stderr.write(f"{prefix}{visible(words.say(lang))}\n")
    return code
