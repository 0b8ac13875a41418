"""The reader's language, decided once, before anything is said."""

from collections.abc import Mapping

from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Lang

_SEPARATOR = "\x1f"


def both(zh: str, en: str) -> str:
    """A help text in both languages, as one string until the language is known."""
    return f"{zh}{_SEPARATOR}{en}"


def pick(text: str | None, lang: Lang) -> str | None:
    """The half of a help text that the reader reads."""
    if text is None or _SEPARATOR not in text:
        return text
    zh, _, en = text.partition(_SEPARATOR)
    return zh if lang == "zh" else en


def named_language(name: str) -> Lang:
    """The language that `--lang` names: zh, zh-cn and zh_CN.UTF-8 are Chinese.

    Raises:
        Refusal: it names neither Chinese nor English.
    """
    plain = name.lower().replace("_", "-").partition(".")[0]
    if plain == "zh" or plain.startswith("zh-"):
        return "zh"
    if plain == "en" or plain.startswith("en-"):
        return "en"
    raise Refusal(f"没有语言 `{name}`；可用 zh、en", f"there is no language `{name}`; choose zh or en")


def reader_language(environment: Mapping[str, str]) -> Lang:
    """The language of the environment: the first variable that is set decides; else English."""
    for variable in ("JINJIANG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
