"""`plan import` step by step: read, tell the columns, draft, show, correct, check, write."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import typer

from jinjiang_plan.assess.draft.due_days import DueTerms
from jinjiang_plan.assess.draft.entry import DraftTerms
from jinjiang_plan.assess.draft.plan_columns import PlanLayout, remembered_headings
from jinjiang_plan.assess.draft.proposal import Corrections, proposal
from jinjiang_plan.cli.check.new_findings import findings_of
from jinjiang_plan.cli.output import Result, emit
from jinjiang_plan.cli.plan.table_columns import found_columns
from jinjiang_plan.cli.plan.table_file import plan_tables
from jinjiang_plan.cli.plan.table_terms import PlanTerms, SaidTerms, plan_terms
from jinjiang_plan.cli.record.dialogue import agreed_or_said, ask, on_a_terminal
from jinjiang_plan.cli.session import Session, moment, read_only, system_zone, system_zone_name
from jinjiang_plan.files.layout import HEAD
from jinjiang_plan.files.plans.new_plan import PlanHead, plan_texts
from jinjiang_plan.files.scaffold import start_drafted
from jinjiang_plan.files.spreadsheets.saved_plan_columns import remember_columns, remembered_columns
from jinjiang_plan.model.finding import Finding, Severity
from jinjiang_plan.model.ids import file_fault, is_id
from jinjiang_plan.model.plan_draft import PlanDraft
from jinjiang_plan.model.plan_table import FIELD_KEYS
from jinjiang_plan.model.portfolio import unknown
from jinjiang_plan.model.refusal import NOT_JUDGED, NOT_WRITTEN, Refusal
from jinjiang_plan.model.spreadsheet import ColumnMap
from jinjiang_plan.model.words import Words, number_of
from jinjiang_plan.model.zones import CHINA
from jinjiang_plan.render.machine import Envelope
from jinjiang_plan.render.schema import schema_texts
from jinjiang_plan.render.sheets.draft_preview import draft_sheet, entry_record, summary

_FEW = 20
"""Rows and faults that a terminal shows."""


class TableOptions(NamedTuple):
    """What else the call says."""

    encoding: str = ""
    """The encoding of a text, empty where it shows itself."""
    decimal: str = ""
    """The mark before the decimals."""
    source: str = ""
    """The document that the table is from."""
    list_skipped: bool = False
    """Whether the rows that are skipped are listed."""
    yes: bool = False
    """Whether to write without asking."""
    dry_run: bool = False
    """Whether to stop before anything is written."""


def corrections_of(said: Sequence[str]) -> Corrections:
    """What was said instead of guesses, by id and field.

    Raises:
        Refusal: it is not `ID.FIELD=TEXT`, or there is no such field.
    """
    corrections = {}
    for each in said:
        place, sign, text = each.partition("=")
        name, dot, field = place.strip().rpartition(".")
        if not sign or not dot or not name:
            raise Refusal(
                f"--set `{each}` 应写作 编号.字段=内容，如 --set 5g基站.kind=累计值",
                f"--set `{each}` must be ID.FIELD=TEXT, such as --set 5g-stations.kind=level",
            )
        if field not in FIELD_KEYS:
            raise unknown("字段", "field", field, list(FIELD_KEYS))
        corrections[name, field] = text.strip()
    return corrections


class ImportCall(NamedTuple):
    """One call of `plan import`."""

    session: Session
    """The call of the program."""
    file: str
    """The file, or `-`."""
    said: SaidTerms
    """What it says of the plan."""
    columns: ColumnMap
    """What it says of the columns."""
    options: TableOptions
    """What else it says."""
    corrections: Corrections
    """What it says instead of guesses."""
    form: str
    """The format of what is printed."""

    def carry_out(self) -> int:
        """Make the plan; the exit code."""
        session = self.session
        folder, inside = self._place()
        today = moment(system_zone(session.environment), session.environment).date()
        tables = plan_tables(session, self.file, self.options.encoding)
        remembered = remembered_columns(folder) if inside else []
        layout, said = found_columns(session, tables, self.columns, remembered, today)
        draft, terms = self.drafted(layout, today, self.corrections)
        self.refuse_unknown(draft)
        if on_a_terminal() and not self.options.yes and not draft.faults and self.form == "table":
            draft, terms = self._corrected(layout, draft, terms, today)
        else:
            self._show(draft, terms, layout)
        self.refuse_faults(draft)
        return self._enter(draft, terms, layout, said, (folder, inside, today))

    def _place(self) -> tuple[Path, bool]:
        """The folder that the plan goes below, and whether it is itself the plans folder."""
        session = self.session
        from jinjiang_plan.files.plans.locate import locate

        if session.plans and not Path(session.plans).exists():
            return Path(session.plans), True
        place = locate(session.plans, session.environment, session.here)
        if place.built_in and not place.stands_in:
            raise read_only()
        return (Path(), False) if place.built_in else (place.folder, True)

    def drafted(
        self, layout: PlanLayout, today: date, corrections: Corrections
    ) -> tuple[PlanDraft, PlanTerms]:
        """The plan that the table proposes, and its terms; the period may be that of the entries."""
        open_terms = DraftTerms(DueTerms(None, None, today, layout.table.epoch), self.options.decimal)
        first = proposal(layout, open_terms, corrections) if not (self.said.start and self.said.due) else None
        dues = [each.due for each in first.entries if each.due] if first else []
        all_due = first is not None and len(dues) == len(first.entries)
        terms = plan_terms(self.session, self.said, layout, dues if all_due else [], today)
        due = DueTerms(terms.start, terms.due, today, layout.table.epoch)
        return proposal(layout, DraftTerms(due, self.options.decimal, layout.unit), corrections), terms

    def refuse_unknown(self, draft: PlanDraft) -> None:
        """Refuse a correction of an entry that is not there."""
        if draft.faults:
            return
        known = {name for each in draft.entries for name in (each.id, each.full_id)}
        for name, _ in self.corrections:
            if name not in known:
                raise unknown("编号", "entry", name, [each.full_id for each in draft.entries])

    def _corrected(
        self, layout: PlanLayout, draft: PlanDraft, terms: PlanTerms, today: date
    ) -> tuple[PlanDraft, PlanTerms]:
        """The draft as a person at the terminal corrects it."""
        corrections = dict(self.corrections)
        said = SaidTerms(terms.id, terms.title, terms.start.isoformat(), terms.due.isoformat())
        while True:
            self._show(draft, terms, layout)
            if not any(each.guesses for each in draft.entries):
                return draft, terms

            def read(answer: str) -> Mapping[tuple[str, str], str]:
                more = corrections_of([answer] if answer else [])
                call = self._replace(corrections=more)
                call.refuse_unknown(draft)  # noqa: B023 - asked at once
                return more

            question = Words(
                "改正推测：编号.字段=内容（没有就直接回车）", "correct a guess: ID.FIELD=TEXT (empty: none)"
            )
            more = ask(self.session, question, read)
            if not more:
                return draft, terms
            corrections |= more
            call = self._replace(said=said)
            draft, terms = call.drafted(layout, today, corrections)
            self.refuse_faults(draft)

    def _show(self, draft: PlanDraft, terms: PlanTerms, layout: PlanLayout) -> None:
        """The preview on stdout, the columns and what was taken from elsewhere on stderr."""
        session = self.session
        from jinjiang_plan.model.plan_table import plan_field

        named = [(plan_field(field).head, head) for field, head in layout.heads.items()]
        session.tell(
            "各列：" + "，".join(f"{head.zh}={text}" for head, text in named),
            "columns: " + ", ".join(f"{head.en}={text}" for head, text in named),
        )
        for words in (*terms.guesses, *(each.ground for each in layout.guesses)):
            session.tell(f"推测：{words.zh}", f"guessed: {words.en}")
        records = [entry_record(each, session.lang) for each in draft.entries]
        result = Result(
            lambda: draft_sheet(
                draft,
                f"{terms.title}  {terms.start} ~ {terms.due}  {terms.id}",
                session.lang,
                _FEW if self.form == "table" else None,
            ),
            lambda: records,
            lambda: Envelope().around(
                {
                    "plan": {
                        "id": terms.id,
                        "title": terms.title,
                        "start": terms.start.isoformat(),
                        "due": terms.due.isoformat(),
                    },
                    "actions": [each._asdict() for each in draft.actions],
                    "entries": records,
                    "skipped": [
                        {"place": each.place, "text": each.text, "reason": each.reason.say(session.lang)}
                        for each in draft.skipped
                    ],
                    "faults": [
                        {"place": each.place, "message": each.words.say(session.lang)}
                        for each in draft.faults
                    ],
                }
            ),
        )
        emit(session, result, self.form)
        if self.options.list_skipped:
            for each in draft.skipped:
                session.tell(
                    f"{each.place}：{each.reason.zh}：{each.text}",
                    f"{each.place}: {each.reason.en}: {each.text}",
                )
        elif draft.skipped:
            session.tell("跳过的行用 --skipped 列出", "--skipped lists the rows that were skipped")

    def refuse_faults(self, draft: PlanDraft) -> None:
        """Print what is wrong, by cell.

        Raises:
            Refusal: there is any (exit 1), or the table holds no entry (exit 3).
        """
        faults = draft.faults if self.form != "table" else draft.faults[:_FEW]
        for each in faults:
            self.session.tell(f"{each.place}：{each.words.zh}", f"{each.place}: {each.words.en}")
        if draft.faults:
            raise Refusal(
                f"{len(draft.faults)} 处有误，没有写入；改正后再来",
                f"{number_of(len(draft.faults), 'cell')} wrong, nothing was written; mend that and import again",
                NOT_WRITTEN,
            )
        if not draft.entries:
            raise Refusal("表里没有目标，只有表头", "the table holds no target, only headings", NOT_JUDGED)

    def _enter(
        self,
        draft: PlanDraft,
        terms: PlanTerms,
        layout: PlanLayout,
        said: ColumnMap,
        place: tuple[Path, bool, date],
    ) -> int:
        """Check and write the plan, and remember what was said of its columns."""
        session = self.session
        folder, inside, today = place
        if not is_id(terms.id) or file_fault(terms.id):
            raise Refusal(
                f"编号 `{terms.id}` 不合规；用 --id 另写",
                f"`{terms.id}` cannot be an id: give another with --id",
            )
        source = self.options.source or (layout.table.file if self.file != "-" else terms.title)
        zone = system_zone_name(session.environment) or CHINA
        head = PlanHead(terms.id, terms.title, terms.start, terms.due, session.lang, zone, source)
        texts = plan_texts(draft, head)
        self._refuse_errors(draft, terms.id, texts, today)
        if self.options.dry_run:
            session.tell("试运行，没有写入", "dry run: nothing was written")
            return 0
        count = len(draft.entries)
        agreed_or_said(
            session,
            Words(f"写入计划 {terms.id}（{count} 条）？", f"write the plan {terms.id} ({count} entries)?"),
            yes=self.options.yes,
        )
        written = start_drafted(folder, (terms.id, texts), schema_texts(), session.lang, inside=inside)
        words = summary(draft)
        session.tell(f"已写入 {written[0]}：{words.zh}", f"wrote {written[0]}: {words.en}")
        plans = written[0].parent
        headings = remembered_headings(layout, said.headings, today)
        kept = remember_columns(plans, headings, session.lang) if headings else None
        if kept is not None:
            session.tell(f"列的对应关系已记在 {kept}", f"the columns are remembered in {kept}")
        self._next(plans)
        return 0

    def _next(self, plans: Path) -> None:
        session = self.session
        git = (
            ""
            if any((each / ".git").exists() for each in (plans.absolute(), *plans.absolute().parents))
            else "git init"
        )
        steps = ["jinjiang-plan check", "jinjiang-plan template", *([git] if git else [])]
        session.tell(f"接下来：{'；'.join(steps)}", f"next: {'; '.join(steps)}")
        typer.echo(str(plans))

    def _refuse_errors(self, draft: PlanDraft, name: str, texts: Mapping[str, str], today: date) -> None:
        """Check the plan as it would be written, before it is.

        Raises:
            Refusal: it would hold errors, each told with the cells that it comes from (exit 1).
        """
        with TemporaryDirectory() as beside:
            folder = Path(beside) / "plans" / name
            folder.mkdir(parents=True)
            for file, text in texts.items():
                (folder / file).write_text(text, encoding="utf-8", newline="\n")
            findings = findings_of(self.session, folder, {}, today)
        errors = [each for each in findings if each.severity is Severity.ERROR]
        for each in errors[:_FEW]:
            cells = _cells(draft, each)
            self.session.tell(
                f"{cells}：{each.code} {each.words.zh}", f"{cells}: {each.code} {each.words.en}"
            )
        if errors:
            raise Refusal(
                f"照这样写会有 {len(errors)} 处错误，没有写入；改正表格，或用 --set 改",
                f"written like this it would hold {number_of(len(errors), 'error')}: nothing was written; mend the table, or "
                "correct it with --set",
                NOT_WRITTEN,
            )


def _cells(draft: PlanDraft, finding: Finding) -> str:
    """The cells that a finding comes from; its file where it comes from none."""
    file = Path(finding.file).name
    action = "" if file == HEAD else file.removesuffix(".toml")
    parts = finding.entry.split(".")
    name = parts[1].strip('"') if len(parts) > 1 else ""
    found = next((each for each in draft.entries if (each.action, each.id) == (action, name)), None)
    return "、".join(found.cells) if found else file
