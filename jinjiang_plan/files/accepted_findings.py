"""A baseline on disk: JSON, an entry a line, so that a diff shows what was accepted."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinjiang_plan.files.storage.atomic import needs_folder
from jinjiang_plan.files.storage.output_file import write_output
from jinjiang_plan.model.finding import AcceptedFinding, acceptable
from jinjiang_plan.model.refusal import Refusal, reason

FORMAT = 1


def read_baseline(path: Path) -> tuple[AcceptedFinding, ...]:
    """The entries of a baseline.

    Raises:
        Refusal: it is not there, cannot be read, or is none (exit 2).
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise Refusal(
            f"没有基线文件 {path}；用 `check --write-baseline {path}` 写出",
            f"there is no baseline {path}; `check --write-baseline {path}` writes one",
        ) from error
    except OSError as error:
        why = reason(error)
        raise Refusal(
            f"无法读取基线 {path}：{why.zh}", f"the baseline {path} cannot be read: {why.en}"
        ) from error
    except UnicodeDecodeError as error:
        raise _broken(path, "不是 UTF-8 编码", "it is not UTF-8") from error
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        at = f"{path}:{error.lineno}:{error.colno}"
        raise _broken(path, f"{at} 处不是 JSON", f"no JSON at {at}") from error
    except RecursionError as error:
        raise _broken(path, "嵌套过深", "it is nested too deeply") from error
    return _entries(path, document)


def write_baseline(path: Path, entries: Iterable[AcceptedFinding], *, force: bool = False) -> None:
    """Write a baseline whole, its entries in their order; over another file than a baseline only with `force`.

    Raises:
        Refusal: it cannot be written (exit 1), its folder is not there, or something else stands there (exit 2).
    """
    needs_folder(path)
    lines = ",\n".join(f"    {_line(entry)}" for entry in entries)
    inner = f"[\n{lines}\n  ]" if lines else "[]"
    text = f'{{\n  "format": {FORMAT},\n  "accepted": {inner}\n}}\n'
    write_output(path, text.encode(), force=force)


def _line(entry: AcceptedFinding) -> str:
    plain = all(text.isprintable() for text in entry)
    return json.dumps(entry._asdict(), ensure_ascii=not plain)


def _entries(path: Path, document: Any) -> tuple[AcceptedFinding, ...]:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(document, dict) or not isinstance(document.get("accepted"), list):
        raise _broken(path, "缺少列表 `accepted`", "the list `accepted` is missing")
    if document.get("format") != FORMAT:
        raise _broken(path, f"format 应为 {FORMAT}", f"format must be {FORMAT}")
    return tuple(_entry(path, number, each) for number, each in enumerate(document["accepted"], start=1))


def _entry(path: Path, number: int, record: Any) -> AcceptedFinding:  # noqa: ANN401 - whatever stands in the file
    for name in AcceptedFinding._fields:
        if not isinstance(record, dict) or not isinstance(record.get(name), str):
            raise _broken(path, f"第 {number} 条缺少文字 `{name}`", f"entry {number} lacks the text `{name}`")
    entry = AcceptedFinding(*(record[name] for name in AcceptedFinding._fields))
    if not acceptable(entry.code):
        raise _broken(
            path,
            f"第 {number} 条 {entry.code} 不能接受，只能改正，或用调整、修订、撤回来回应",
            f"entry {number}, {entry.code}, cannot be accepted: mend it, or answer it by an amendment, a revision "
            "or a retraction",
        )
    return entry


def _broken(path: Path, zh: str, en: str) -> Refusal:
    return Refusal(f"基线 {path} 有误：{zh}", f"the baseline {path} is broken: {en}")
