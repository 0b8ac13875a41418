"""The way in and out: one call, one exit code, no traceback; and the console script around it."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from errno import EPIPE
from io import TextIOWrapper
from pathlib import Path

from jinjiang_plan.cli.blocked_streams import wait_where_blocked
from jinjiang_plan.cli.language import named_language, reader_language
from jinjiang_plan.model.refusal import NOT_JUDGED, NOT_WRITTEN, Declined, Refusal, reason
from jinjiang_plan.model.words import Lang, Words, as_utf8

NAME = "jinjiang-plan"
INTERRUPTED = 130
_INTERRUPTED = Words("已中断", "interrupted")
_ANYWHERE = ("--lang", "--plans")


def run() -> None:
    """Run as the console script: the process is ours, and it ends with the exit code."""
    # A call is short and makes few cycles. CPU with the collector and without it, on Python 3.11: `status` of the
    # built-in plan 284 and 231 ms, `status` with a ledger of 40,000 reports 941 and 747 ms.
    gc.disable()
    _heed_endings()
    try:
        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # none where whoever called has closed it
            stream.flush()
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
    """Run one call and return its exit code; whoever embeds the program may call it as often as they like.

    Results go to `sys.stdout`, messages to `sys.stderr`, as they are at that moment. Both are left as they were, and so
    are signals and the garbage collector.
    """
    with _streams():
        lang = reader_language(os.environ)
        try:
            lang = _language(arguments) or lang
            _refuse_halves(arguments)
            code = _call(hoisted(arguments), lang)
            sys.stdout.flush()
            return code  # noqa: TRY300 - only what is flushed was printed
        except Refusal as refusal:
            if refusal.exit_code == NOT_JUDGED:
                _answer(refusal.words, arguments)
            words = refusal.words
            if refusal.instead is not None:
                from jinjiang_plan.cli.suggestion import suggested

                words = suggested(words, arguments, refusal.instead, NAME)
            return _fail(words, lang, refusal.exit_code, wrong=not isinstance(refusal, Declined))
        except BrokenPipeError:
            return 0
        except OSError as error:
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
            words = _bug(error)
            _answer(words, arguments)
            return _fail(words, lang, NOT_JUDGED)


def _refuse_halves(arguments: Sequence[str]) -> None:
    """Refuse half a surrogate pair, which no shell can give and no file can be named by."""
    for each in arguments:
        try:
            os.fsencode(each)
        except UnicodeEncodeError as error:
            shown = as_utf8(each).decode()
            raise Refusal(
                f"参数 `{shown}` 里有半个代理对，不是文字",
                f"the argument `{shown}` holds half a surrogate pair: no text",
            ) from error


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
        from jinjiang_plan.cli.app import call_error, error_instead
        from jinjiang_plan.cli.suggestion import suggested

        return _fail(suggested(call_error(error), arguments, error_instead(error), NAME), lang, 2)
    except Abort:
        code = INTERRUPTED
    except SystemExit as error:
        if isinstance(error.__context__, BrokenPipeError):
            return 0  # Typer leaves so when whoever reads its help has gone away
        return error.code if isinstance(error.code, int) else int(error.code is not None)
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
            value = "zh or en" if word == "--lang" else "DIR"
            raise Refusal(f"{word} 后面缺少值：{value}", f"{word} needs a value: {value}")
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


@contextmanager
def _streams() -> Iterator[None]:
    """Streams that show another character for one that they cannot show; afterwards they are as they were."""
    with ExitStack() as stack:
        for name in ("stdout", "stderr"):
            if getattr(sys, name) is None:  # closed by whoever called: then nothing is said there
                nowhere = stack.enter_context(Path(os.devnull).open("w", encoding="utf-8"))
                setattr(sys, name, nowhere)
                stack.callback(setattr, sys, name, None)
        for name in ("stdout", "stderr"):
            wait_where_blocked(stack, name)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stack.callback(_restore, stream, stream.errors)
                stream.reconfigure(errors="replace")
        yield


def _restore(stream: TextIOWrapper, errors: str | None) -> None:
    """Put a stream's way with what it cannot show back; one that was closed, or whose reader has gone, stays so."""
    with suppress(OSError, ValueError):
        stream.reconfigure(errors=errors)


def _answer(words: Words, arguments: Sequence[str]) -> None:
    """Give whoever waits for JSON on stdout an object that says why there is no other answer."""
    if not _wants_json(arguments):
        return
    from jinjiang_plan.cli.output import send
    from jinjiang_plan.render.machine import as_json

    with suppress(OSError):  # the exit code says it too
        send(as_json({"format": 1, "error": {"exit": NOT_JUDGED, "zh": words.zh, "en": words.en}}))


def _wants_json(arguments: Sequence[str]) -> bool:
    """Whether a call asks for JSON on stdout, by its last `--format`; `check` has files besides, others instead."""
    words = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    form = None
    for place, word in enumerate(words):
        if word in ("-f", "--format"):
            form = next(iter(words[place + 1 : place + 2]), None)
        elif word.startswith("--format="):
            form = word.partition("=")[2]
        elif word.startswith("-f") and not word.startswith("--"):
            form = word.removeprefix("-f").removeprefix("=")
        elif word.startswith(("-o", "--output")) and "check" not in words:
            return False
    return form == "json"


def _fail(words: Words, lang: Lang, code: int, *, wrong: bool = True) -> int:
    """Say why there is no result; what somebody decided at the terminal is no error."""
    from jinjiang_plan.render.width import visible

    prefix = "" if not wrong else "错误：" if lang == "zh" else "error: "
    with suppress(OSError):  # where even that cannot be said, the exit code says it
        sys.stderr.write(f"{prefix}{visible(words.say(lang))}\n")
    return code
