"""A baseline accepts what is known, and nothing else: not one finding more, and no goal that was moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinjiang_plan.check.acceptance import Coverage, accepting, baseline_of
from jinjiang_plan.model.finding import AcceptedFinding, Finding, Severity, acceptable
from jinjiang_plan.model.rule import CheckResult, Rule
from jinjiang_plan.model.words import Words

SAID = Words("错", "wrong")
RULES = tuple(
    Rule(code, "some-rule", Severity.ERROR, SAID, SAID, SAID, "", "") for code in ("JP101", "JP303", "JP601")
)
SCOPE = Coverage(frozenset({"JP101", "JP303", "JP601", "JP999"}), lambda _: False)
A, B = "plans/a.toml", "plans/b.toml"


def finding(code: str = "JP101", file: str = A, entry: str = "plan.titel") -> Finding:
    return Finding(code, "some-rule", Severity.ERROR, SAID, file, 3, 1, entry=entry)


def run(*findings: Finding, files: tuple[str, ...] = (A, B)) -> CheckResult:
    return CheckResult(findings, {}, files, RULES, "1")


KNOWN = baseline_of(run(finding(), finding("JP303", B)), (), SCOPE)


def test_what_is_accepted_is_counted_and_left_out_and_the_rest_stays() -> None:
    new = finding(entry="plan.leed")
    checked = accepting(run(finding(), new, finding("JP303", B)), KNOWN, SCOPE)
    assert (checked.findings, checked.accepted, checked.gone) == ((new,), 2, ())


def test_one_more_of_the_same_entry_is_not_accepted() -> None:
    checked = accepting(run(finding(), finding()), KNOWN[:1], SCOPE)
    assert (len(checked.findings), checked.accepted) == (1, 1)


def test_what_no_longer_occurs_is_named() -> None:
    checked = accepting(run(finding()), KNOWN, SCOPE)
    assert checked.gone == ("JP303 some-rule plans/b.toml plan.titel",)


@pytest.mark.parametrize(
    "checked",
    [
        pytest.param(run(files=(A,)), id="another file was checked"),
        pytest.param(run()._replace(rules=RULES[:1]), id="its rule was not asked for"),
        pytest.param(run(finding("JP001", B, "")), id="its file cannot be read"),
    ],
)
def test_what_the_run_could_not_see_is_not_gone_and_stays_in_a_new_baseline(checked: CheckResult) -> None:
    entry = KNOWN[1]
    assert entry.file == B
    assert accepting(checked, [entry], SCOPE).gone == ()
    assert baseline_of(checked, [entry], SCOPE) == (entry,)


@pytest.mark.parametrize(
    ("code", "file", "gone"),
    [("JP303", "plans/deleted.toml", True), ("JP777", A, True), ("JP999", A, False), ("JP303", A, True)],
    ids=["its file is deleted", "its rule is no more", "its rule was not asked for", "it was mended"],
)
def test_what_can_never_occur_again_is_gone(code: str, file: str, gone: bool) -> None:
    entry = AcceptedFinding(file, "plan.titel", code, "some-rule", "0" * 32)
    scope = SCOPE._replace(is_gone=lambda path: path == "plans/deleted.toml")
    assert bool(accepting(run(), [entry], scope).gone) is gone
    assert baseline_of(run(), [entry], scope) == (() if gone else (entry,))


@pytest.mark.parametrize("code", ["JP000", "JP001", "JP005", "JP600", "JP601", "JP611"])
def test_what_cannot_be_read_and_goalposts_are_never_accepted(code: str) -> None:
    moved = finding(code)
    assert not acceptable(code)
    assert baseline_of(run(moved), (), SCOPE) == ()
    (other,) = baseline_of(run(moved._replace(code="JP101")), (), SCOPE)
    checked = accepting(run(moved), [other._replace(code=code)], SCOPE)
    assert checked.findings == (moved,)
    assert checked.accepted == 0


def test_a_fingerprint_of_goalposts_under_another_code_accepts_nothing() -> None:
    from jinjiang_plan.model.finding import fingerprints

    moved = finding("JP601")
    (known,) = fingerprints([moved], {})
    checked = accepting(run(moved), [AcceptedFinding(A, "plan.titel", "JP101", "some-rule", known)], SCOPE)
    assert checked.findings == (moved,)


def test_paths_from_the_repositorys_top_are_what_counts() -> None:
    from_below = run(finding(file="a.toml"), files=("a.toml",))._replace(paths={"a.toml": A})
    assert accepting(from_below, KNOWN[:1], SCOPE).accepted == 1


FINDINGS = st.lists(
    st.builds(
        finding,
        st.sampled_from(["JP101", "JP303", "JP601"]),
        st.sampled_from([A, B]),
        st.sampled_from(["plan.a", "plan.b", "target.x.milestone.1"]),
    ),
    max_size=12,
)


@given(FINDINGS, FINDINGS)
def test_a_baseline_just_written_leaves_only_what_cannot_be_accepted(
    before: list[Finding], now: list[Finding]
) -> None:
    old = baseline_of(run(*before), (), SCOPE)
    entries = baseline_of(run(*now), old, SCOPE)
    checked = accepting(run(*now), entries, SCOPE)
    assert checked.findings == tuple(each for each in now if not acceptable(each.code))
    assert checked.accepted == len(entries) == len(now) - len(checked.findings)
    assert checked.gone == ()
    assert list(entries) == sorted(entries)
    later = accepting(run(*now), old, SCOPE)
    assert later.accepted + len(later.findings) == len(now)
    assert later.accepted + len(later.gone) == len(old)
