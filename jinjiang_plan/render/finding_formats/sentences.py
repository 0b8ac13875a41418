"""What is said of a finding where there are no excerpts: a sentence a line, in one language, safe to show."""

from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.width import visible

SEVERITIES = {
    Severity.ERROR: Words("错误", "error"),
    Severity.WARNING: Words("警告", "warning"),
    Severity.INFO: Words("提示", "info"),
}


def sentences(finding: Finding, lang: Lang) -> list[str]:
    """What is wrong, what helps to see it, and what to do; each without newlines."""
    said = [finding.words, *finding.notes]
    if finding.hint is not None:
        said.append(helping(finding.hint))
    return [line for words in said for line in lines(words, lang)]


def helping(hint: Words) -> Words:
    """What to do, said to be that."""
    return Words(f"办法：{hint.zh}", f"help: {hint.en}")


def lines(words: Words, lang: Lang) -> list[str]:
    """A text in the reader's language, line by line, with nothing in it that commands a screen."""
    return [visible(line) for line in words.say(lang).replace("\r\n", "\n").split("\n")]


def title(finding: Finding) -> str:
    """The code and the slug, as findings are spoken of."""
    return f"{finding.code} {finding.slug}"
