"""The words quoted in the plans that ship, held against the document that they are from.

The document may not be copied: its SHA-256 stands in the plans, and a copy of it is named by `JINJIANG_SOURCE_TEXT`.
"""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from jinjiang_plan import load
from jinjiang_plan.files.plans.source_texts import decoded_text
from jinjiang_plan.model.plan import Target
from jinjiang_plan.model.quotation import squeezed

PLANS = Path(__file__).parent.parent / "plans"
NAMED = os.environ.get("JINJIANG_SOURCE_TEXT", "")
QUOTED = [target for plan in load(PLANS).plans for target in plan.judged if target.wording]
DIGESTS = {source.sha256 for plan in load(PLANS).plans for source in plan.sources if source.sha256}

needs_the_document = pytest.mark.skipif(
    not NAMED, reason="no copy of the document: name one by JINJIANG_SOURCE_TEXT"
)


def test_the_plans_name_one_document_by_its_digest() -> None:
    assert len(DIGESTS) == 1
    assert len(QUOTED) > 50


@needs_the_document
def test_the_copy_is_the_document() -> None:
    assert {sha256(Path(NAMED).read_bytes()).hexdigest()} == DIGESTS


@needs_the_document
@pytest.mark.parametrize("target", QUOTED, ids=lambda target: target.full_id)
def test_each_wording_stands_in_the_document(target: Target) -> None:
    text = decoded_text(Path(NAMED).read_bytes())
    assert text is not None
    assert squeezed(target.wording) in squeezed(text)
