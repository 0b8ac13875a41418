"""Where a file stands in its repository, from wherever one looks."""

from pathlib import Path

from jinjiang_plan.files.layout import paths_from_top, top_of


def test_a_file_is_named_from_its_repositorys_top_where_it_is_shown_otherwise(tmp_path: Path) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    plan = tmp_path / "repo" / "计划" / "a, b: 100%" / "plan.toml"
    found = paths_from_top({"plan.toml": plan, "计划/a, b: 100%/plan.toml": plan, str(plan): plan})
    assert found == dict.fromkeys(("plan.toml", str(plan)), "计划/a, b: 100%/plan.toml")


def test_a_work_tree_and_a_repository_within_another_have_their_own_top(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "inner" / "deep").mkdir(parents=True)
    (tmp_path / "inner" / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert top_of(tmp_path / "inner" / "deep") == tmp_path / "inner"
    assert top_of(tmp_path) == tmp_path


def test_a_link_to_elsewhere_is_named_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "repo", target_is_directory=True)
    assert paths_from_top({"x": tmp_path / "link" / "plan.toml"}) == {"x": "plan.toml"}


def test_outside_of_any_repository_a_file_stays_as_it_is_shown() -> None:
    assert paths_from_top({"x": Path("/nowhere/at/all/plan.toml")}) == {}
