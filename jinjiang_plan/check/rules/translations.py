"""JP701: titles that stand in one of the plan's languages only.

The model fills in the other language, so the files themselves are looked at. Where no title of a plan stands in a
language, one thing is wrong and told once: the plan promises a language that it does not speak.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from jinjiang_plan.check.rule_api import Check, Material
from jinjiang_plan.model.finding import Document, Fault, Route, Severity
from jinjiang_plan.model.plan import Plan
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

_LANGUAGES = {"zh": Words("中文", "Chinese"), "en": Words("英文", "English")}


class _Title(NamedTuple):
    """A title in its file, and the languages that it stands in."""

    file: str
    route: Route
    text: str
    languages: frozenset[str]


def _missing_translation(material: Material) -> Iterator[Fault]:
    for plan in material.portfolio.plans:
        promised = [lang for lang in plan.languages if lang in _LANGUAGES]
        titles = list(_titles(plan, material))
        for lang in promised if len(promised) > 1 else ():
            without = [each for each in titles if lang not in each.languages]
            if len(without) == len(titles) > 1:
                yield _nowhere(plan, lang, len(titles))
            else:
                yield from (_fault(each, lang) for each in without)


def _titles(plan: Plan, material: Material) -> Iterator[_Title]:
    """The titles of a plan, its actions, targets and initiatives, in order of file."""
    files = [plan.file, *(action.file for action in plan.actions)]
    for document in (material.documents[file] for file in files if file in material.documents):
        for route, value in _places(document):
            yield _Title(document.file, route, _text(value), _spoken(value))


def _places(document: Document) -> Iterator[tuple[Route, Any]]:
    for name in ("plan", "action"):
        yield from _title_of(document.data.get(name), (name,))
    for name in ("target", "initiative"):
        entries = document.data.get(name)
        for key, table in entries.items() if isinstance(entries, dict) else ():
            yield from _title_of(table, (name, key))


def _title_of(table: object, route: Route) -> Iterator[tuple[Route, Any]]:
    if isinstance(table, dict) and isinstance(table.get("title"), str | dict):
        yield (*route, "title"), table["title"]


def _text(value: object) -> str:
    return (
        value
        if isinstance(value, str)
        else str(next(iter(value.values()), ""))
        if isinstance(value, dict)
        else ""
    )


def _spoken(value: object) -> frozenset[str]:
    """The languages of a title; a plain text is Chinese where it has a Chinese sign, else English."""
    if isinstance(value, dict):
        return frozenset(lang for lang, text in value.items() if isinstance(text, str) and text.strip())
    return frozenset({"zh" if any("\u4e00" <= sign <= "\u9fff" for sign in str(value)) else "en"})


def _fault(title: _Title, lang: str) -> Fault:
    fault = MISSING_TRANSLATION.rule.fault(
        title.file, title.route, title=title.text, language=_LANGUAGES[lang]
    )
    both = {lang: "…", **dict.fromkeys(title.languages, title.text)}
    written = ", ".join(f'{each} = "{both[each]}"' for each in _LANGUAGES if each in both)
    return fault._replace(hint=Words(f"写作 title = {{ {written} }}", f"write title = {{ {written} }}"))


def _nowhere(plan: Plan, lang: str, count: int) -> Fault:
    fault = MISSING_TRANSLATION.rule.fault(
        plan.file, ("plan", "title"), title=plan.title, language=_LANGUAGES[lang]
    )
    rest = ", ".join(f'"{each}"' for each in plan.languages if each != lang)
    note = Words(f"这份计划的 {count} 个标题都没有", f"nor does any of the {count} titles of this plan")
    hint = Words(
        f"只用一种语言的，在 [plan] 里写 languages = [{rest}]",
        f"for one language alone, write languages = [{rest}] in [plan]",
    )
    return fault._replace(notes=(note,), hint=hint)


MISSING_TRANSLATION = Check(
    Rule(
        "JP701",
        "missing-translation",
        Severity.INFO,
        says=Words("标题“{title}”没有{language}", "the title “{title}” has no {language}"),
        why=Words(
            "计划的 languages 写了两种语言（默认 zh、en），另一种语言的读者看到的就是看不懂的标题。",
            "The plan's `languages` (zh and en by default) promise both; who reads the other one is shown a title that he "
            "cannot read.",
        ),
        cure=Words(
            '写作 title = { zh = "…", en = "…" }；只用一种语言的，在 [plan] 里写 languages = ["zh"]。',
            'Write title = { zh = "…", en = "…" }; for one language alone say languages = ["zh"] in [plan].',
        ),
        bad='[target.stations]\ntitle = "5G基站"\nkind = "cumulative"\ngoal = { value = 3000 }\n',
        good='[target.stations]\ntitle = { zh = "5G基站", en = "5G stations" }\nkind = "cumulative"\ngoal = { value = 3000 }\n',
    ),
    _missing_translation,
)
