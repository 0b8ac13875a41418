"""What the rules look at: the files as data, the plans built from them, a day, and a base to compare with."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from jinjiang_plan.model.assessment import Judgement
from jinjiang_plan.model.base import Base
from jinjiang_plan.model.document import Document
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.proof import Proofs


class Material(NamedTuple):
    """All that a rule may look at.

    `portfolio` holds what could be read, with its ledgers. `documents` has each plan and action file that parses, by its
    name as targets and faults give it. `judgement`, `base` and `proofs` are None where none was asked
    for.
    """

    portfolio: Portfolio
    documents: Mapping[str, Document]
    as_of: date
    judgement: Judgement | None = None
    base: Base | None = None
    proofs: Proofs | None = None
