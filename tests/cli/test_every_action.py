"""Every action of every described resource does on the wire what the registry says."""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from gitlab import Gitlab
from gitlab._core.values import CaseInsensitiveDict, Request, Response
from gitlab._registry import Operation, Resource, commands
from gitlab.cli import session
from gitlab.cli.actions import AS_IT_IS, UNUSED, Action, Flag, actions_of
from gitlab.cli.values import _is_structure
from tests.cli.conftest import Run

# What they ask depends on what GitLab answers first: each has a test of its own.
FLOWS = {"project-merge-request-approval set-approvers"}

# What some actions look for in GitLab's answer.
OBJECT = json.dumps(
    {"id": 1, "valid": True, "notes": "", "source_issue": {"id": 1, "project_id": 1}}
    | {"target_issue": {"id": 2, "project_id": 1}}
).encode()
# Instead of another flag of the same action, or for another place.
LEFT_OUT = {"filedata", "data", "provider"}

resources = pytest.mark.parametrize("resource", commands(), ids=lambda each: each.cli_name)


class Wire:
    """Answers every request with the same, and remembers them."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.requests: list[Request] = []

    def send(self, request: Request) -> Response:
        self.requests.append(request)
        headers = CaseInsensitiveDict({"Content-Type": "application/json", "X-Total": "0"})
        return Response(200, "OK", headers, self.content, request.url)

    def close(self) -> None:
        """Nothing is held open."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "file"
    file.write_bytes(b"\x89")
    return file


@resources
def test_actions_ask_what_the_registry_says(
    resource: Resource, run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for action in actions_of(resource).values():
        name = f"{resource.cli_name} {action.name}"
        if name in FLOWS or not action.operation.path:
            continue
        texts = {flag.name: text_for(flag, file) for flag in wanted(action)}
        words = [f"--{name.replace('_', '-')}={text}" for name, text in texts.items()]
        asked = answered(action, run, words, monkeypatch)[-1]
        # Paths of files keep their slashes, other values do not.
        path = unquote(urlsplit(asked.url).path).removeprefix("/api/v4")
        operation = action.operation
        assert (asked.method, path) == (operation.method, path_of(operation, texts)), name


def answered(
    action: Action, run: Run, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> list[Request]:
    """The requests of the run that understood its answer: an object, a list, or several."""
    told = ""
    contents = (OBJECT, b"[]", b'[{"id": 1}]')
    for content in contents[::-1] if action.name in ("list", "first", "count") else contents:
        wire = Wire(content)
        client = Gitlab("https://gitlab.example.com", transport=wire)
        monkeypatch.setattr(session, "connect", lambda options, client=client: client)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            status, _, err = run("-o", "json", action.resource.cli_name, action.name, *words)
        if status == 0:
            return wire.requests
        told += err
    raise AssertionError(told)


def wanted(action: Action) -> list[Flag]:
    """Every flag, but one of each group of which GitLab takes one."""
    left_out = {name for group in action.operation.exclusive for name in group[1:]} | LEFT_OUT
    return [
        flag
        for flag in action.flags
        if flag.required or not (flag.is_switch or flag.style in (UNUSED, AS_IT_IS))
        if flag.required or flag.name not in left_out
        if action.of_one is None or flag.name != action.resource.id_attr
    ]


def text_for(flag: Flag, file: Path) -> str:
    if flag.style in ("file", "image"):
        return f"@{file}"
    if flag.name == "filepath" or "Path" in flag.type:
        return str(file)
    if chosen := re.search(r"Literal\['(.*?)'", flag.type):
        return chosen[1]
    if flag.style == "json" or _is_structure(flag.type):
        return "[{}]" if "list[" in flag.type else "{}"
    return {"bool": "true", "int": "7", "float": "7"}.get(flag.type.split(" ")[0], "a/b")


def path_of(operation: Operation, texts: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda name: texts[name[1]], operation.path)


@resources
def test_no_two_flags_are_spelled_alike(resource: Resource) -> None:
    for action in actions_of(resource).values():
        spelled = [spelling for flag in action.flags for spelling in flag.spellings]
        assert len(spelled) == len(set(spelled)), action.name
