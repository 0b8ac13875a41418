"""The consent to doubts: given with an option, asked for at a terminal, and missing in a pipe."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from jinjiang_plan.assess.doubt import FALLING
from jinjiang_plan.cli.record.dialogue import agreed, on_a_terminal
from jinjiang_plan.cli.session import Session
from jinjiang_plan.files.ledger.append import Append, Outcome
from jinjiang_plan.model.admission import NO_CONSENT, Admitted, Consent, Doubt, Refused
from jinjiang_plan.model.refusal import NOT_WRITTEN, Declined, Refusal
from jinjiang_plan.model.words import Words, number_of

Places = Sequence[Sequence[str]]
"""For each entry of an append the name of each of its reports, as messages have it before them: `-:3: `, or nothing."""


class DoubtedReport(NamedTuple):
    """A doubt that nobody has accepted, and the report that it is about."""

    place: str
    doubt: Doubt


def append_with_consent(
    session: Session,
    make: Callable[[Consent], Append],
    places: Places,
    consent: Consent = NO_CONSENT,
    *,
    dry_run: bool = False,
) -> Outcome:
    """Append what `make` makes with a consent, asking at a terminal for what it lacks.

    An outcome with a refused report comes back as it is. A dry run asks nothing.

    Raises:
        Refusal: there is a doubt that nobody accepts (exit 1): each was listed, and nothing was written.
    """
    while True:
        append = make(consent)
        outcome = append.rehearse() if dry_run else append.write()
        open_doubts = list(_lacking(outcome, places, consent))
        if any(isinstance(each, Refused) for draft in outcome.drafts for each in draft.admissions):
            return outcome
        if not open_doubts:
            for each in _lacking(outcome, places, NO_CONSENT):
                tell_accepted(session, each)
            return outcome
        ask_consent(session, open_doubts, asking=not dry_run)
        consent = consent._replace(doubts=consent.doubts | {each.doubt for each in open_doubts})


def ask_consent(session: Session, doubted: Sequence[DoubtedReport], *, asking: bool = True) -> None:
    """List the doubts, and go on only with a yes at the terminal.

    Raises:
        Refusal: nobody can be asked, or the answer is no (exit 1).
    """
    for each in doubted:
        tell_doubt(session, each.doubt, each.place)
    count = len(doubted)
    if not asking or not on_a_terminal():
        raise Refusal(
            f"{count} 处存疑，没有写入；确认无误后加 --accept-doubts",
            f"{number_of(count, 'doubt')}, nothing was written; if all is right, add --accept-doubts",
            NOT_WRITTEN,
        )
    if not agreed(session, Words("确认无误，仍要写入？", "Is it right, to be written all the same?")):
        raise Declined


def tell_doubt(session: Session, doubt: Doubt, place: str = "") -> None:
    """Say a doubt with its reason."""
    session.tell(f"{place}存疑：{doubt.words.zh}", f"{place}doubt: {doubt.words.en}")


def tell_accepted(session: Session, doubted: DoubtedReport) -> None:
    """Say a doubt that somebody accepted, and what follows from it."""
    words = doubted.doubt.words
    session.tell(f"{doubted.place}存疑，已确认：{words.zh}", f"{doubted.place}doubt accepted: {words.en}")
    if doubted.doubt.code == FALLING:
        session.tell(
            f"{doubted.place}按更正写入：这一条加了 correction = true",
            f"{doubted.place}entered as a correction: its line says correction = true",
        )


def _lacking(outcome: Outcome, places: Places, consent: Consent) -> Iterator[DoubtedReport]:
    for draft, names in zip(outcome.drafts, places, strict=True):
        for admission, name in zip(draft.admissions, names, strict=True):
            if isinstance(admission, Admitted):
                yield from (DoubtedReport(name, doubt) for doubt in consent.lacking(admission.doubts))
