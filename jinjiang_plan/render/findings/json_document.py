"""`json`: all that is known of a run, as one document; every key always there, texts in both languages."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from jinjiang_plan.model.finding import Edit, Finding, Fix, Lines, Related, Severity, fingerprints
from jinjiang_plan.model.rule import CheckResult
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.render.machine import Envelope, as_json, as_jsonl


def json_document(checked: CheckResult, lang: Lang) -> str:
    """The document; `lang` is said in it and changes nothing else."""
    head = Envelope(span={"version": checked.version}, lang=lang)
    return as_json(
        head.around(
            {
                "base": checked.base,
                "judged": checked.judged,
                "summary": _summary(checked),
                "findings": finding_records(checked),
                "gone": list(checked.gone),
            }
        )
    )


def finding_records(checked: CheckResult) -> list[dict[str, Any]]:
    """A record a finding; what does not exist is null, never left out. Lines and columns count from 1, in code points."""
    known = fingerprints(checked.findings, checked.paths)
    texts: dict[str, Lines] = {}
    return [
        _record(finding, fingerprint, checked, _lines(finding.file, checked, texts))
        for finding, fingerprint in zip(checked.findings, known, strict=True)
    ]


def _lines(file: str, checked: CheckResult, texts: dict[str, Lines]) -> Lines | None:
    if file not in texts and file in checked.texts:
        texts[file] = Lines(checked.texts[file])
    return texts.get(file)


def _summary(checked: CheckResult) -> dict[str, int]:
    counts = Counter(finding.severity for finding in checked.findings)
    return {
        "files": len(checked.files),
        "findings": len(checked.findings),
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "infos": counts[Severity.INFO],
        "fixable": sum(finding.fix is not None for finding in checked.findings),
        "accepted": checked.accepted,
        "gone": len(checked.gone),
    }


def _record(finding: Finding, fingerprint: str, checked: CheckResult, text: Lines | None) -> dict[str, Any]:
    return {
        "code": finding.code,
        "slug": finding.slug,
        "severity": finding.severity.value,
        "message": _both(finding.words),
        "hint": _both(finding.hint),
        "file": finding.file,
        "path": checked.path(finding.file),
        **_place(finding),
        "entry": finding.entry or None,
        "label": _both(finding.label),
        "notes": [_both(note) for note in finding.notes],
        "related": [_related(each, checked) for each in finding.related],
        "fix": _fix(finding.fix, text),
        "fingerprint": fingerprint,
    }


def _place(spot: Finding | Related) -> dict[str, int | None]:
    return {
        "line": spot.line or None,
        "column": spot.column or None,
        "end_line": spot.end_line or None,
        "end_column": spot.end_column or None,
    }


def _related(related: Related, checked: CheckResult) -> dict[str, Any]:
    return {
        "file": related.file,
        "path": checked.path(related.file),
        **_place(related),
        "message": _both(related.words),
    }


def _fix(fix: Fix | None, text: Lines | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    return {
        "message": _both(fix.words),
        "safe": fix.safe,
        "edits": [{**_edit_place(edit, text), "text": edit.text} for edit in fix.edits],
    }


def _edit_place(edit: Edit, text: Lines | None) -> Mapping[str, int | None]:
    """Where an edit begins and ends: offsets in code points, and lines and columns where the text is known."""
    line, column = text.place(edit.start) if text else (None, None)
    end_line, end_column = text.place(edit.end) if text else (None, None)
    return {
        "start": edit.start,
        "end": edit.end,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }


def _both(words: Words | None) -> dict[str, str] | None:
    return None if words is None else {"zh": words.zh, "en": words.en}


# `jsonl`: a finding a line, each as in the document of `json`.


def json_lines(checked: CheckResult, lang: Lang) -> str:
    """The lines, none where nothing was found; texts stand in both languages."""
    del lang
    return "".join(as_jsonl(finding_records(checked)))
