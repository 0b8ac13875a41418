"""One call of the program: its language, its plans, its moment and time zone, its two streams."""

import sys
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from jinjiang_plan.files.layout import real_path
from jinjiang_plan.files.plans.locate import PlansFolder, locate
from jinjiang_plan.files.plans.reader import read_plans
from jinjiang_plan.model.finding import Finding
from jinjiang_plan.model.portfolio import Portfolio
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.words import Lang, Words
from jinjiang_plan.model.zones import CHINA, is_zone, zone_named
from jinjiang_plan.render.width import inert, visible

# The one clock of the program: what day and moment it is, asked for at the door.


def moment(zone: tzinfo, environment: Mapping[str, str]) -> datetime:
    """The present moment to the second; `JINJIANG_NOW` stands in for it, so that a run can be repeated."""
    given = environment.get("JINJIANG_NOW")
    if not given:
        return datetime.now(zone).replace(microsecond=0)
    try:
        now = datetime.fromisoformat(given)
    except ValueError as error:
        raise Refusal(
            f"JINJIANG_NOW 应为 2021-07-05T10:00:00+08:00 这样的时刻，不是 `{given}`",
            f"JINJIANG_NOW must be a moment such as 2021-07-05T10:00:00+08:00, not `{given}`",
        ) from error
    return now.astimezone(zone) if now.tzinfo else now.replace(tzinfo=zone)


class Session:
    """What every command needs of the world around it."""

    def __init__(self, lang: Lang, environment: Mapping[str, str]) -> None:
        self.lang = lang
        self.environment = environment
        self.plans: str | None = None
        self.timezone: str | None = None
        self._zone_told = False
        self.force = False
        self._now: datetime | None = None
        self._place: PlansFolder | None = None
        self._portfolio: Portfolio | None = None

    def say(self, zh: str, en: str) -> str:
        """The text in the reader's language."""
        return zh if self.lang == "zh" else en

    def tell(self, zh: str, en: str) -> None:
        """A line of talk, on stderr; control characters are shown, never sent."""
        sys.stderr.write("\n".join(inert(visible(line)) for line in self.say(zh, en).split("\n")) + "\n")

    def needs_plans(self) -> None:
        """Make sure that there are plans here: a verdict that gates something is never of the built-in one instead.

        Raises:
            Refusal: there are none (exit 3).
        """
        if locate(self.plans, self.environment, _here()).stands_in:
            raise Refusal(
                "这里没有计划（向上没有找到含 plan.toml 的 plans/ 目录），无从判断；"
                "用 --plans 或 JINJIANG_PLANS 指明目录，或先 `jinjiang-plan init 目录`；它若被删去或移走，请放回来",
                "there is no plan here (no plans/ folder with a plan.toml upwards), so there is nothing to judge; name the "
                "folder with --plans or JINJIANG_PLANS, or begin with `jinjiang-plan init FOLDER`; if it was removed or "
                "moved, put it back",
                NOT_JUDGED,
            )

    @property
    def place(self) -> PlansFolder:
        """The plans folder; that it is the built-in one is said once."""
        if self._place is None:
            self._place = locate(self.plans, self.environment, _here())
            if self._place.built_in:
                self.tell(
                    "使用内置的锦江区计划（只读）；另有计划时用 --plans 或 JINJIANG_PLANS 指明",
                    "using the built-in plan of Jinjiang (read-only); --plans or JINJIANG_PLANS names another",
                )
        return self._place

    @property
    def here(self) -> Path:
        """The folder that the reader stands in: findings name files from it."""
        return _here()

    def portfolio(self) -> Portfolio:
        """The plans, without ledgers; what is wrong with the files is told."""
        if self._portfolio is None:
            self._portfolio = read_plans(self.place.folder, _here())
            self.tell_findings(self._portfolio.findings)
        return self._portfolio

    def tell_findings(self, findings: tuple[Finding, ...]) -> None:
        """Each finding on a line: its place, what is wrong, what to do."""
        for finding in findings:
            hint = Words(f"；{finding.hint.zh}", f"; {finding.hint.en}") if finding.hint else Words("", "")
            code = f"{finding.severity} {finding.code} {finding.slug}"
            self.tell(
                f"{finding.place}: {code}: {finding.words.zh}{hint.zh}",
                f"{finding.place}: {code}: {finding.words.en}{hint.en}",
            )

    def exit_code(self, portfolio: Portfolio, code: int = 0) -> int:
        """The exit code of a command that answered: 3 where part of the files could not be read."""
        if portfolio.broken:
            self.tell(
                "有文件无法读取，以上结果不完整",
                "some files could not be read: the answer is not the whole one",
            )
            return NOT_JUDGED
        return code

    def zone(self, portfolio: Portfolio) -> tzinfo:
        """The time zone that was asked for, else that of the plans; where they differ the system's, which is said once."""
        if self.timezone is not None:
            return zone_named(self.timezone)
        zones = {plan.timezone for plan in portfolio.plans} or {CHINA}
        if len(zones) == 1:
            return zone_named(zones.pop())

        if not self._zone_told:
            self._zone_told = True
            name = system_zone_name(self.environment) or f"{system_zone(self.environment)}"
            listed = ", ".join(sorted(zones))
            self.tell(
                f"各计划的时区不同（{listed}），“今天”按系统时区 {name}；用 --timezone 指定",
                f"the plans differ in their time zones ({listed}): today is the system's, {name}; --timezone names another",
            )
        return system_zone(self.environment)

    def year_end(self, portfolio: Portfolio) -> int | None:
        """The month in which the reporting year of the plans ends, by which `FY2021` is read; None where they differ."""
        from jinjiang_plan.model.days import one_year_end

        return one_year_end(portfolio.plans)

    def now(self, portfolio: Portfolio) -> datetime:
        """The moment of the command: asked for once."""
        if self._now is None:
            self._now = moment(self.zone(portfolio), self.environment)
        return self._now

    def today(self, portfolio: Portfolio) -> date:
        """The day of the command."""
        return self.now(portfolio).date()


def read_only() -> Refusal:
    """The refusal of a call that would write into the plan that ships."""
    return Refusal(
        "内置计划是只读的；先用 `jinjiang-plan init 目录 --from built-in` 复制一份",
        "the built-in plan is read-only; copy it first: `jinjiang-plan init FOLDER --from built-in`",
    )


def standard_input() -> BinaryIO:
    """The bytes of standard input: those of a text where the caller put one there, none where it is closed."""
    if sys.stdin is None:
        return BytesIO()
    held: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    return BytesIO(sys.stdin.read().encode()) if held is None else held


def _here() -> Path:
    """The folder that the reader stands in; the root where that one is gone."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path("/")


# The time zone that the system is set to, by its IANA name.


_LINK, _NAMED = Path("/etc/localtime"), Path("/etc/timezone")
_FOLDER = "zoneinfo/"


def system_zone_name(environment: Mapping[str, str]) -> str | None:
    """The name of the system's time zone: by `TZ`, else by what the system's files say; None where neither names one."""
    named = (environment.get("TZ", "").lstrip(":"), *_by_files())
    return next((each for each in named if each and is_zone(each)), None)


def system_zone(environment: Mapping[str, str]) -> tzinfo:
    """The system's time zone; the present offset where it has no name."""
    name = system_zone_name(environment)
    return zone_named(name) if name else datetime.now().astimezone().tzinfo or zone_named("UTC")


def _by_files() -> tuple[str, ...]:
    try:
        linked = str(real_path(_LINK))
        named = _NAMED.read_text(encoding="utf-8").strip() if _NAMED.is_file() else ""
    except (OSError, UnicodeDecodeError):
        return ()
    return (linked.partition(_FOLDER)[2], named)
