"""What an editor offers while a plan is typed: asked of tombi's language server as editors ask it.

taplo's package has the checker alone; its extension for editors reads the same schemas.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from jinjiang_plan.files.scaffold import start_new
from jinjiang_plan.model.file_format import ACTION_FILE, TARGET
from jinjiang_plan.render.schema import schema_texts


class Editor:
    """The least that an editor says to a language server."""

    def __init__(self, folder: Path) -> None:
        self._server = subprocess.Popen(
            [Path(sys.executable).parent / "tombi", "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        self._watch = Timer(60, self._server.kill)
        self._watch.start()
        self._asked = 0
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}})
        self._send({"method": "initialized", "params": {}})

    def ask(self, method: str, params: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever the server answers
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while (told := self._heard()).get("id") != self._asked or "method" in told:
            pass
        return told["result"]

    def offered(self, path: Path, text: str) -> dict[str, dict[str, Any]]:
        """What is offered where a `|` stands in the text, by its label."""
        before = text.partition("|")[0]
        uri = path.as_uri()
        opened = {"uri": uri, "languageId": "toml", "version": 1, "text": text.replace("|", "", 1)}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": opened}})
        while (self._heard().get("params") or {}).get("uri") != uri:  # its findings are told once it is read
            pass
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        told = self.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": place})
        return {item["label"]: item for item in (told["items"] if isinstance(told, dict) else told or [])}

    def close(self) -> None:
        self._watch.cancel()
        self._server.kill()
        self._server.communicate()

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._server.stdin.flush()

    def _heard(self) -> dict[str, Any]:
        """The server's next message; what it asks itself is answered with nothing."""
        told = self._receive()
        if "method" in told and "id" in told:
            self._send({"id": told["id"], "result": None})
        return told

    def _receive(self) -> dict[str, Any]:
        assert self._server.stdout is not None
        length = 0
        while head := self._server.stdout.readline().strip():
            name, _, value = head.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        return dict(json.loads(self._server.stdout.read(length)))


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    start_new(tmp_path, "my-plan", schema_texts())
    opened = Editor(tmp_path)
    yield opened
    opened.close()


HEAD = '#:schema ../../.jinjiang/action.schema.json\nformat = 1\n\n[action]\ntitle = "行动"\n'


def test_the_keys_of_a_target_that_are_not_there_yet_are_offered_with_what_they_say(
    editor: Editor, tmp_path: Path
) -> None:
    path = tmp_path / "plans" / "my-plan" / "works.toml"
    offered = editor.offered(path, f'{HEAD}\n[target.a]\ntitle = "甲"\n|\n')
    # A key with one choice is offered with it: resets = "year".
    assert set(TARGET.keys) - {"title"} <= {label.partition(" = ")[0] for label in offered}
    assert "title" not in offered
    said = offered["due"]["documentation"]
    says = TARGET.keys["due"].says
    assert f"{says.zh} · {says.en}" in (said["value"] if isinstance(said, dict) else said)


def test_the_choices_of_a_key_are_offered(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "plans" / "my-plan" / "works.toml"
    offered = editor.offered(path, f'{HEAD}\n[target.a]\ntitle = "甲"\nkind = |\n')
    assert {f'"{kind}"' for kind in TARGET.keys["kind"].choices} <= set(offered)


def test_the_tables_of_a_file_are_offered_by_the_settings_alone(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "plans" / "my-plan" / "works.toml"
    offered = editor.offered(path, HEAD.partition("\n")[2] + "\n[|]\n")
    assert set(ACTION_FILE.keys) - {"format", "action"} <= set(offered)
