"""The way in and out: one call, one exit code, no traceback."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from errno import EPIPE

from jinjiang_plan.cli.language import named_language, reader_language
from jinjiang_plan.model.refusal import NOT_JUDGED, NOT_WRITTEN, Refusal, reason
from jinjiang_plan.model.words import Lang, Words

NAME = "jinjiang-plan"
INTERRUPTED = 130
_INTERRUPTED = Words("已中断", "interrupted")
_ANYWHERE = ("--lang", "--plans")


def run() -> None:
    """The command line's entry: run, and leave with the exit code."""
    gc.disable()  # a call is short and makes few cycles: looking for them costs a tenth of it
    _heed_endings()
    try:
        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        code = code if error.errno == EPIPE else code or NOT_WRITTEN
    os._exit(code)  # everything is on disk and said: taking the interpreter down costs an eighth of a call


def _heed_endings() -> None:
    """Let whoever ends the call, or closes its terminal, interrupt it: what was begun is then taken back."""
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:  # nohup wants to be let alone
            signal.signal(number, signal.default_int_handler)


def main(arguments: Sequence[str]) -> int:
    """Run one call; what it prints goes to stdout, its talk to stderr. Gives back the exit code."""
    _prepare_streams()
    lang = reader_language(os.environ)
    try:
        lang = _language(arguments) or lang
        return _call(hoisted(arguments), lang)
    except Refusal as refusal:
        return _fail(refusal.words, lang, refusal.exit_code)
    except BrokenPipeError:
        hush()
        return 0
    except OSError as error:
        hush()
        why = reason(error)
        where = f" {error.filename}" if error.filename else ""
        return _fail(
            Words(f"读写失败{where}：{why.zh}", f"reading or writing failed{where}: {why.en}"),
            lang,
            NOT_WRITTEN,
        )
    except KeyboardInterrupt:
        return _fail(_INTERRUPTED, lang, INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - whatever a bug raises, a user sees one line
        return _fail(_bug(error), lang, NOT_JUDGED)


def _bug(error: Exception) -> Words:
    """What a fault of the program itself looks like to a user; `JINJIANG_DEBUG=1` shows where it arose."""
    if os.environ.get("JINJIANG_DEBUG"):
        from traceback import print_exception

        print_exception(error, file=sys.stderr)
    what = f"{type(error).__name__}: {error}"
    return Words(
        f"程序出错（{what}）；请连同所用命令报告，设 JINJIANG_DEBUG=1 可看到详情",
        f"the program failed ({what}); please report it with the command, JINJIANG_DEBUG=1 shows more",
    )


def _call(arguments: list[str], lang: Lang) -> int:
    from typer import Abort, TyperException

    from jinjiang_plan.cli.app import build
    from jinjiang_plan.cli.session import Session

    session = Session(lang, os.environ)
    try:
        code = build(session).main(args=arguments, prog_name=NAME, standalone_mode=False, obj=session)
    except TyperException as error:
        from jinjiang_plan.cli.app import call_error

        return _fail(call_error(error), lang, 2)
    except Abort:
        code = INTERRUPTED
    except SystemExit as error:
        if not isinstance(error.__context__, BrokenPipeError):
            raise
        hush()  # Typer leaves so when whoever reads its help has gone away
        return 0
    if code == INTERRUPTED:
        return _fail(_INTERRUPTED, lang, INTERRUPTED)
    return code if isinstance(code, int) else 0


def hoisted(arguments: Sequence[str]) -> list[str]:
    """The arguments with `--lang` and `--plans` first: they may be given anywhere before a `--`."""
    first, rest = [], []
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word in _ANYWHERE and not left:
            wanted = "zh or en" if word == "--lang" else "DIR"
            raise Refusal(f"{word} 后面缺少值：{wanted}", f"{word} needs a value: {wanted}")
        if word == "--":
            rest += [word, *left]
            break
        if word in _ANYWHERE and left:
            first += [word, left.pop(0)]
        elif word.startswith(tuple(f"{name}=" for name in _ANYWHERE)):
            first.append(word)
        else:
            rest.append(word)
    return first + rest


def _language(arguments: Sequence[str]) -> Lang | None:
    """The language that the call itself names, None where it names none."""
    for place, word in enumerate(arguments):
        if word == "--":
            break
        if word == "--lang" and place + 1 < len(arguments):
            return named_language(arguments[place + 1])
        if word.startswith("--lang="):
            return named_language(word.partition("=")[2])
    return None


def _prepare_streams() -> None:
    """A console that cannot show a character shows another instead of stopping the program."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever called: then nothing is said there
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - for the whole call
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def hush() -> None:
    """Say nothing more on stdout, also not when Python closes it: whoever read the pipe has enough."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(words: Words, lang: Lang, code: int) -> int:
    from jinjiang_plan.render.width import visible

    prefix = "错误：" if lang == "zh" else "error: "
    with suppress(OSError):  # where even that cannot be said, the exit code says it
        sys.stderr.write(f"{prefix}{visible(words.say(lang))}\n")
    return code
