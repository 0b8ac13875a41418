"""The events of GitHub as its runner lays them down, with what `check` reads of them."""

from collections.abc import Callable
from typing import Any


def request(base: str, head: str) -> dict[str, Any]:
    return {
        "number": 7,
        "pull_request": {"number": 7, "base": {"ref": "main", "sha": base}, "head": {"sha": head}},
    }


def queue(base: str, head: str) -> dict[str, Any]:
    ref = "refs/heads/gh-readonly-queue/main/pr-7"
    return {
        "merge_group": {"base_sha": base, "base_ref": "refs/heads/main", "head_sha": head, "head_ref": ref}
    }


def push(before: str, after: str, ref: str = "refs/heads/side") -> dict[str, Any]:
    return {"ref": ref, "before": before, "after": after, "repository": {"default_branch": "main"}}


EVENTS: dict[str, Callable[[str, str], dict[str, Any]]] = {
    "a pull request": request,
    "a queue of merges": queue,
    "a push": push,
}
