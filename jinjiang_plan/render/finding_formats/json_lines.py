"""`jsonl`: a finding a line, each as in the document of `json`."""

from jinjiang_plan.model.rule import Checked
from jinjiang_plan.model.words import Lang
from jinjiang_plan.render.finding_formats.json_document import finding_records
from jinjiang_plan.render.machine import as_jsonl


def json_lines(checked: Checked, lang: Lang) -> str:
    """The lines, none where nothing was found; texts stand in both languages."""
    del lang
    return "".join(as_jsonl(finding_records(checked)))
