"""Attacks on the comparison with a base, each by name: what moves a goal or a report unseen must not pass.

All are made in one repository that is put back after each. An attack passes where `check` finds no error; a call that is
refused (exit 3) is no pass.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jinjiang_plan.cli.check.named_base import base_asked_for
from jinjiang_plan.files.git import repository as git_repository
from jinjiang_plan.files.git.base_commit import NoBase, fork_for
from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from tests.check.base.plans_of_base import FILES, HEAD_FILE, STATIONS_LEDGER, WORKS_FILE
from tests.repositories import Repo, copied, errors, git, start

Attack = Callable[[Repo], object]

GOAL = 'goal = { value = 3000, op = ">=" }'
LOW = 'goal = { value = 30, op = ">=" }'
AMENDMENT = '[[target.stations.amendment]]\ndecided = 2021-09-01\nvalue = 3200\ndocument = "甲文件"\nreason = "扩容"\n'
DOTTED, HEADED = "city/progress/works.investment.toml", "city/progress/works.energy.toml"
LEDGERS = {
    DOTTED: '[report]\n2020-12-31.value = 62\n2020-12-31.recorded = 2021-01-08T09:12:00+08:00\n2020-12-31.by = "李"\n',
    HEADED: '[report.2020-12-31]\nvalue = 99\nrecorded = 2021-01-08T09:12:00+08:00\nby = "李"\n',
}


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    return start(tmp_path_factory.mktemp("attacked") / "repo", "plans", FILES | LEDGERS)


@pytest.fixture
def shared(one: Repo) -> Iterator[Repo]:
    """The one repository, put back as it was."""
    yield one
    if one.plans.is_symlink():
        one.plans.unlink()
    one.git("clean", "-fdqx")  # before the rest: attributes would be heeded
    one.git("reset", "-q", "--hard")


def works(*edits: tuple[str, str]) -> Attack:
    """Replace texts of the action file."""
    return lambda repo: [repo.edit(WORKS_FILE, old, new) for old, new in edits]


def head(old: str, new: str) -> Attack:
    """Replace a text of the plan's own file."""
    return lambda repo: repo.edit(HEAD_FILE, old, new)


def term(line: str) -> Attack:
    """Say something more for the whole plan."""
    return head('frequency = "quarter"', f'frequency = "quarter"\n{line}')


def held(file: str, change: Callable[[bytes], bytes]) -> Attack:
    """Change what a file holds, byte by byte."""
    return lambda repo: (repo.plans / file).write_bytes(change((repo.plans / file).read_bytes()))


def ended(file: str, text: str) -> Attack:
    """Put a text at the end of a file."""
    return lambda repo: repo.append(file, text)


def put(old: str, new: str, then: Attack = lambda _repo: None) -> Attack:
    """Move a file or a folder of the plans."""

    def move(repo: Repo) -> None:
        then(repo)
        (repo.plans / new).parent.mkdir(exist_ok=True)
        (repo.plans / old).rename(repo.plans / new)

    return move


def both(*attacks: Attack) -> Attack:
    """One attack after another."""
    return lambda repo: [attack(repo) for attack in attacks]


def beside(path: str, text: str) -> Attack:
    """Lay a file down in the repository, and lower the goal."""

    def lay(repo: Repo) -> None:
        lower(repo)
        (repo.top / path).write_text(text, encoding="utf-8")

    return lay


lower = works((GOAL, LOW))


def named(id_: str) -> Attack:
    """Give the target another id."""
    return works(("[target.stations]", f"[target.{id_}]"), ("[[target.stations.", f"[[target.{id_}."))


def into_the_plan(repo: Repo) -> None:
    text = (repo.plans / WORKS_FILE).read_text(encoding="utf-8")
    first, last = text.index("[target.stations]"), text.index("[target.energy]")
    (repo.plans / WORKS_FILE).write_text(text[:first] + text[last:], encoding="utf-8")
    repo.append(HEAD_FILE, "\n" + text[first:last].replace("3000", "30"))
    (repo.plans / STATIONS_LEDGER).rename(repo.plans / "city/progress/stations.toml")


def another_city(repo: Repo) -> None:
    lower(repo)
    shutil.copytree(repo.plans / "city", repo.plans / "acity")
    (repo.plans / "acity/works.toml").write_text(FILES[WORKS_FILE], encoding="utf-8")


def linked(repo: Repo) -> None:
    lower(repo)
    repo.plans.rename(repo.top / ".away")
    repo.plans.symlink_to(".away")


SECOND = '\n[target.{}]\ntitle = "5G基站"\nkind = "cumulative"\nunit = "座"\ngoal = {{ value = 2970 }}\n'
GOALPOSTS: dict[str, tuple[Attack, str]] = {
    "a goal lower by the last digit": (works((GOAL, "goal = { value = 2999.9999999 }")), "JP601"),
    "a goal in dotted keys": (works((GOAL, 'goal.value = 30\ngoal.op = ">="')), "JP601"),
    "a goal in a table of its own": (
        works((GOAL, ""), ("[[target.stations.", "[target.stations.goal]\nvalue = 30\n[[target.stations.")),
        "JP601",
    ),
    "a goal in hexadecimal": (works((GOAL, "goal = { value = 0xBB7 }")), "JP601"),
    "a goal beyond all numbers": (works((GOAL, "goal = { value = 1e999999999 }")), "JP102"),
    "a goal that is no number": (works((GOAL, "goal = { value = nan }")), "JP102"),
    "an endless limit of a falling goal": (
        works(("goal = { value = 86.5 }", "goal = { value = inf }")),
        "JP102",
    ),
    "a weight beyond all numbers": (works(("weight = 2", "weight = 1e999999999")), "JP102"),
    "a goal written twice": (works((GOAL, f"{GOAL}\n{LOW}")), "JP003"),
    "a target written twice": (ended(WORKS_FILE, SECOND.format("stations")), "JP003"),
    "a goal under a Chinese key": (works((GOAL, '"目标" = { value = 30 }')), "JP601"),
    "a goal and a byte order mark": (
        held(WORKS_FILE, lambda it: b"\xef\xbb\xbf" + it.replace(b"3000,", b"30,")),
        "JP601",
    ),
    "a goal and Windows line ends": (
        held(WORKS_FILE, lambda it: it.replace(b"3000,", b"30,").replace(b"\n", b"\r\n")),
        "JP601",
    ),
    "a plan in UTF-16": (held(WORKS_FILE, lambda it: it.decode().encode("utf-16")), "JP005"),
    "a plan with a NUL": (held(WORKS_FILE, lambda it: it.replace(b"3000,", b"30,") + b"# \0\n"), "JP107"),
    "a plan emptied": (held(WORKS_FILE, lambda _: b"format = 1\n"), "JP603"),
    "a plan of a format to come": (both(lower, works(("format = 1", "format = 2"))), "JP106"),
    "a Cyrillic letter in the id": (both(lower, named('"st\u0430tions"')), "JP603"),
    "a wide letter in the id": (both(lower, named('"\uff53tations"')), "JP603"),
    "a look-alike that keeps the old goal": (
        both(lower, ended(WORKS_FILE, SECOND.format('"st\u0430tions"'))),
        "JP601",
    ),
    "another id and a lower goal": (both(lower, named("sites")), "JP601"),
    "another action and a lower goal": (put(WORKS_FILE, "city/build.toml", lower), "JP601"),
    "another plan and a lower goal": (put("city", "town", lower), "JP601"),
    "an action in capitals": (put(WORKS_FILE, "city/works.TOML"), "JP603"),
    "an action hidden": (put(WORKS_FILE, "city/.works.toml"), "JP603"),
    "a plan hidden": (put("city", ".city"), "refused"),
    "a target split in two": (both(lower, ended(WORKS_FILE, SECOND.format("more"))), "JP601"),
    "a target moved into the plan's own file": (into_the_plan, "JP603"),
    "a copy of the plan with the old goal": (another_city, "JP601"),
    "a plan file above the plans": (
        both(lower, lambda repo: shutil.copy(repo.plans / HEAD_FILE, repo.plans)),
        "JP603",
    ),
    "a plan file at the top": (
        both(lower, lambda repo: shutil.copy(repo.plans / HEAD_FILE, repo.top)),
        "JP601",
    ),
    "the plans behind a link": (linked, "JP600"),
    "another kind": (works(('kind = "cumulative"\nclass', 'kind = "increment"\nclass')), "JP601"),
    "a larger unit": (works(('unit = "座"', 'unit = "万座"')), "JP601"),
    "a class that is left out": (works(('class = "binding"\n', "")), "JP601"),
    "a weight of nought": (works(("weight = 2", "weight = 0")), "JP601"),
    "a later reporting year": (term("year_end = 6"), "JP601"),
    "a time zone a day behind": (term('timezone = "Pacific/Pago_Pago"'), "JP601"),
    "a profile that finds everything on track": (
        term('profile = "x"\n[profile.x]\nthresholds = { on-track = -99 }'),
        "JP601",
    ),
    "a profile under the name of the usual one": (
        ended(HEAD_FILE, "\n[profile.cn]\nthresholds = { on-track = -99 }\n"),
        "JP601",
    ),
    "reports once a year": (head('frequency = "quarter"', 'frequency = "year"'), "JP601"),
    "the parts of a sum left out": (head('sum_of = ["works.investment"]\n', ""), "JP601"),
    "a due day left to the plan, which is later": (
        both(works(("due = 2022-06-30\n", "")), head("due = 2022-12-31", "due = 2025-12-31")),
        "JP602",
    ),
    "a start put off": (works(("due = 2022-06-30", "due = 2022-06-30\nstart = 2020-01-02")), "JP602"),
    "a milestone lower by one": (works(("value = 1800 }]", "value = 1799 }]")), "JP601"),
    "a low milestone put in": (
        works(("value = 1800 }]", "value = 1800 }, { on = 2022-05-31, value = 1801 }]")),
        "JP601",
    ),
    "a path by steps": (works(("due = 2022-06-30", 'due = 2022-06-30\npath = "step"')), "JP601"),
    "a baseline that does half of it": (
        works(('unit = "座"\nbaseline = { value = 0,', 'unit = "座"\nbaseline = { value = 1500,')),
        "JP604",
    ),
    "an op that leaves nothing to do": (works((GOAL, 'goal = { value = 3000, op = "<=" }')), "JP601"),
    "a range around everything": (works((GOAL, 'goal = { min = 0, max = 9e9, op = "range" }')), "JP601"),
    "stages in which the first is the last": (
        works(
            (
                'kind = "stage"\ngoal = { stage = "completed" }',
                'kind = "stage"\nstages = ["completed", "planned"]\ngoal = { stage = "completed" }',
            )
        ),
        "JP601",
    ),
    "an initiative that became a target": (
        works(
            ("[initiative.park]", '[target.park]\nkind = "stage"'), ('serves = ["works.investment"]\n', "")
        ),
        "JP601",
    ),
    "an amendment dated back": (works(("decided = 2021-09-01", "decided = 2020-09-01")), "JP601"),
    "an amendment taken out": (works((AMENDMENT, "")), "JP601"),
    "an amendment edited and written in braces": (
        works(
            (AMENDMENT, ""),
            (
                GOAL,
                f'{GOAL}\namendment = [{{ decided = 2021-09-01, value = 32, document = "甲文件", reason = "扩容" }}]',
            ),
        ),
        "JP601",
    ),
    "an amendment without a ground": (
        ended(WORKS_FILE, "\n[[target.energy.amendment]]\ndecided = 2022-12-01\nvalue = 99\n"),
        "JP605",
    ),
    "an amendment on a ground of spaces": (
        ended(
            WORKS_FILE,
            '\n[[target.energy.amendment]]\ndecided = 2022-12-01\nvalue = 99\ndocument = "\u3000"\nreason = " "\n',
        ),
        "JP605",
    ),
    "an amendment on placeholders": (
        ended(
            WORKS_FILE,
            '\n[[target.energy.amendment]]\ndecided = 2022-12-01\nvalue = 99\ndocument = "…"\nreason = "-"\n',
        ),
        "JP605",
    ),
    "a retraction without a reason": (
        ended(
            STATIONS_LEDGER,
            '2021-06-30-r3 = { retract = true, recorded = 2022-08-02T15:30:01+08:00, by = "x" }\n',
        ),
        "JP613",
    ),
    "another promise under the old id": (
        works(('{ zh = "5G基站", en = "5G stations" }', '"咖啡馆"'), ('wording = "建设5G基站3000座"', "")),
        "JP608",
    ),
    "a finding kept back by a comment": (
        works((GOAL, f"{LOW} # jp: ignore[goalposts-moved] it is agreed")),
        "JP601",
    ),
    "a finding kept back at the header": (
        both(lower, works(("[target.stations]", "[target.stations] # jp: ignore[JP6] agreed"))),
        "JP601",
    ),
    "a ledger moved down": (put(STATIONS_LEDGER, "city/progress/old/works.stations.toml"), "JP611"),
    "a ledger hidden": (put(STATIONS_LEDGER, "city/progress/.works.stations.toml"), "JP611"),
    "a ledger emptied": (held(STATIONS_LEDGER, lambda _: b"[report]\n"), "JP611"),
    "a report under its other name, besides": (
        ended(
            STATIONS_LEDGER,
            '2020-12-31-r1 = { value = 3000, recorded = 2022-01-08T09:12:00+08:00, by = "x" }\n',
        ),
        "JP003",
    ),
    "a report in another time zone": (
        held(STATIONS_LEDGER, lambda it: it.replace(b"12:00+08:00", b"12:00Z")),
        "JP611",
    ),
    "a figure that became a flag": (held(STATIONS_LEDGER, lambda it: it.replace(b"620", b"true")), "JP611"),
    "a key appended to a report in dotted keys": (ended(DOTTED, "2020-12-31.final = true\n"), "JP611"),
    "a key appended to a report in a table": (ended(HEADED, "final = true\n"), "JP611"),
    "a source appended to a report in a table": (ended(HEADED, 'source = "forged"\n'), "JP611"),
    "attributes that rewrite files": (
        beside(".gitattributes", "*.toml filter=x diff=x working-tree-encoding=UTF-16 eol=crlf\n"),
        "JP601",
    ),
    "attributes that keep files out of archives": (
        beside(".gitattributes", "plans export-ignore\n*.toml binary\n"),
        "JP601",
    ),
    "plans that git is to overlook": (beside(".gitignore", "*\n"), "JP601"),
}


@pytest.mark.parametrize("name", GOALPOSTS)
def test_a_moved_goalpost_does_not_pass(shared: Repo, name: str) -> None:
    attack, code = GOALPOSTS[name]
    attack(shared)
    found = outcome(shared)
    assert code in found


def test_what_is_honest_still_passes_there(shared: Repo) -> None:
    shared.append(DOTTED, '2021-03-31 = { value = 70, recorded = 2021-04-08T09:12:00+08:00, by = "李" }\n')
    shared.append(
        HEADED, '[report.2021-03-31]\nvalue = 98\nrecorded = 2021-04-08T09:12:00+08:00\nby = "李"\n'
    )
    shared.edit(WORKS_FILE, GOAL, 'goal.value = 3000\ngoal.op = ">="')
    assert outcome(shared) == []


def outcome(repo: Repo, against: str | None = "main", environment: dict[str, str] | None = None) -> list[str]:
    """The codes of the errors, or that the call was refused."""
    try:
        return errors(repo.check(against, environment=environment, select="JP"))
    except Refusal as refusal:
        return ["refused"] if refusal.exit_code == NOT_JUDGED else ["a wrong call"]


# The repository itself: what lies in `.git` of a folder that was mailed around, and what a branch can bring.


def settings(repo: Repo) -> None:
    """A command under every key that may name one."""
    taken = f"touch {repo.top / 'taken'}"
    keys = (
        "core.fsmonitor", "core.pager", "pager.rev-parse", "core.editor", "core.sshCommand", "diff.external", "core.askPass",
        "core.alternateRefsCommand", "filter.x.smudge", "filter.x.clean", "uploadpack.packObjectsHook", "gpg.program",
        "core.gitProxy", "credential.helper", "diff.x.textconv", "merge.x.driver", "sequence.editor", "remote.o.vcs",
    )  # fmt: skip
    for key in keys:
        repo.git("config", key, taken)
    repo.git("config", "alias.rev-parse", f"!{taken}")
    repo.git("config", "core.hooksPath", str(repo.top))
    (repo.top / ".gitattributes").write_text("* filter=x diff=x merge=x\n", encoding="utf-8")


def at(path: str, text: str) -> Attack:
    """Put a text into a file of `.git`; `{head}` stands for the commit with the lower goal."""

    def write(repo: Repo) -> None:
        place = repo.top / ".git" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(
            text.format(head=repo.git("rev-parse", "HEAD"), base=repo.git("rev-parse", "main")), "utf-8"
        )

    return write


def on_head(*words: str) -> Attack:
    """Ask git for something, with HEAD as the last word."""
    return lambda repo: repo.git(*words, repo.git("rev-parse", "HEAD"))


def bare(repo: Repo) -> None:
    git(repo.top, "init", "-q", "--bare", str(repo.plans / "city/evil.git"))


def flat(repo: Repo) -> None:
    for each in ("objects", "refs"):
        (repo.plans / each).mkdir()
    (repo.plans / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    taken = f"[core]\nrepositoryformatversion = 0\nworktree = .\nfsmonitor = touch {repo.top / 'taken'}\n"
    (repo.plans / "config").write_text(taken, encoding="utf-8")


def promised(repo: Repo) -> None:
    repo.git("config", "remote.o.promisor", "true")
    repo.git("config", "remote.o.url", f"ext::touch {repo.top / 'taken'}")
    repo.git("config", "extensions.partialClone", "o")
    held_then = repo.git("rev-parse", f"main:plans/{WORKS_FILE}")
    place = repo.top / ".git/objects" / held_then[:2] / held_then[2:]
    place.chmod(0o600)
    place.unlink()


REPOSITORIES: dict[str, Attack] = {
    "a bare repository in a plan": bare,
    "a bare repository that the plans folder itself is": flat,
    "commands in the configuration": settings,
    "another file included into the configuration": at("config", "[core]\nrepositoryformatversion = 0\n[include]\npath = /etc/passwd\n"),
    "a work tree that is the whole disk": lambda repo: repo.git("config", "core.worktree", "/"),
    "a work tree that is somewhere else": lambda repo: repo.git("config", "core.worktree", "/tmp"),  # noqa: S108
    "a work tree that is the plan": lambda repo: repo.git("config", "core.worktree", "../plans/city"),
    "a repository that says it is bare": lambda repo: repo.git("config", "core.bare", "true"),
    "a HEAD that leads nowhere": at("HEAD", "ref: refs/heads/none\n"),
    "a HEAD that leads out": at("HEAD", "ref: ../../etc/passwd\n"),
    "a HEAD that is its own": at("HEAD", "ref: HEAD\n"),
    "forged refs in packed-refs": at("packed-refs", "{head} refs/remotes/main\n{head} refs/tags/main\n"),
    "a ref named as the branch": lambda repo: repo.git("update-ref", "refs/main", "HEAD"),
    "a tag named as the branch": lambda repo: repo.git("tag", "main"),
    "a tag named as the branch's place": lambda repo: repo.git("tag", "heads/main"),
    "a file of .git named as the branch": at("main", "{head}\n"),
    "a remote named as the branch": lambda repo: repo.git("update-ref", "refs/remotes/main/HEAD", "HEAD"),
    "grafts": at("info/grafts", "{base} {head}\n"),
    "a replaced base": on_head("replace", "main"),
    "a merge under way with oneself": at("MERGE_HEAD", "{head}\n"),
    "alternates that are no folders": at("objects/info/alternates", "/dev/zero\n../nowhere\n"),
    "a base that somebody promised": promised,
    "a base cut off as in a shallow clone": at("shallow", "{head}\n"),
    "a file that git is to leave out": lambda repo: repo.git("update-index", "--skip-worktree", f"plans/{WORKS_FILE}"),
    "a file that git is to take as unchanged": lambda repo: repo.git("update-index", "--assume-unchanged", f"plans/{WORKS_FILE}"),
    "a branch rebased onto another history": lambda repo: (
        repo.git("checkout", "-q", "--orphan", "alone"),
        repo.commit(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REPOSITORIES)
def test_no_repository_answers_for_another_or_runs_a_command(
    template: Repo, tmp_path: Path, name: str
) -> None:
    repo = copied(template, tmp_path / "repo")
    lower(repo)
    repo.commit()
    REPOSITORIES[name](repo)
    assert outcome(repo)
    assert not (repo.top / "taken").exists()


@pytest.mark.parametrize("folder", ["plans", "plans/city"])
def test_plans_that_became_a_submodule_do_not_pass_for_new_ones(
    template: Repo, tmp_path: Path, folder: str
) -> None:
    repo = copied(template, tmp_path / "repo")
    lower(repo)
    place, inner = repo.top / folder, tmp_path / "inner"
    shutil.move(place, inner)
    git(inner, "init", "-q", "-b", "main")
    git(inner, "add", "-A")
    git(inner, "commit", "-q", "-m", "all of it new")
    repo.git("rm", "-rq", "--cached", folder)
    repo.git("submodule", "add", "-q", str(inner), folder)
    repo.commit()
    for environment in ({"GITHUB_BASE_REF": "main"}, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "main"}):
        assert outcome(repo, None, environment) == ["JP600"]
    repo.git("mv", folder, f"{folder}-moved")
    repo.commit()
    moved = Repo(repo.top, repo.plans if folder.endswith("city") else repo.top / f"{folder}-moved")
    assert outcome(moved, None, {"GITHUB_BASE_REF": "main"}) == ["JP600"]


@pytest.mark.parametrize("file", ["HEAD", "config", "packed-refs"])
def test_a_pipe_among_the_files_of_git_ends_in_a_refusal(
    template: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    repo = copied(template, tmp_path / "repo")
    place = repo.top / ".git" / file
    place.unlink(missing_ok=True)
    os.mkfifo(place)
    monkeypatch.setattr(git_repository, "PATIENCE", 0.2)
    assert outcome(repo) == ["refused"]


def test_a_pipe_in_the_place_of_a_merge_under_way_is_not_waited_for(template: Repo, tmp_path: Path) -> None:
    repo = copied(template, tmp_path / "repo")
    lower(repo)
    os.mkfifo(repo.top / ".git/MERGE_HEAD")
    assert outcome(repo) == ["JP601"]


PUSHED = {"after": "0" * 40, "ref": "refs/heads/side"}
EVENTS: dict[str, dict[str, object]] = {
    "no pull request": {"pull_request": None},
    "a pull request that is a list": {"pull_request": ["main"]},
    "a base that is nothing": {"pull_request": {"base": None, "head": None}},
    "a base with a NUL": {"pull_request": {"base": {"sha": "a\0b", "ref": "ma\0in"}, "head": {"sha": "a\0"}}},
    "a base of half a sign": {
        "pull_request": {"base": {"sha": "\ud800", "ref": "\ud800"}, "head": {"sha": "\ud800"}}
    },
    "a base with a line break": {
        "pull_request": {"base": {"sha": "a\n::error::x", "ref": "b\n"}, "head": {"sha": "c\n"}}
    },
    "a base that is an option": {
        "pull_request": {"base": {"sha": "--all", "ref": "--help"}, "head": {"sha": "--all"}}
    },
    "a base that is a number": {
        "pull_request": {"base": {"sha": 7, "ref": 7}, "head": {"sha": 7}, "number": 10**99}
    },
    "a queue without commits": {"merge_group": {"base_sha": None, "head_sha": None}},
    "a push of nothing": {"before": None, **PUSHED},
    "a push of a branch that was deleted": {"before": "0" * 40, "repository": None, **PUSHED},
    "a push onto a commit that nobody has": {"before": "1" * 40, **PUSHED},
    "a run by the clock": {"schedule": "0 0 * * *"},
}


@pytest.mark.parametrize("name", EVENTS)
def test_no_event_that_lies_is_a_base(one: Repo, name: str) -> None:
    against = base_asked_for(None, {"CI": "true"}, EVENTS[name])
    assert against is not None
    assert isinstance(fork_for(one.plans, against, one.top), NoBase)
