"""What shell scripts know: every resource, action and flag."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gitlab._registry import by_cli_name
from gitlab.cli.actions import action_of

KNOWN: dict[str, dict[str, dict[str, Any]]] = json.loads(
    Path(__file__).with_name("interface.json").read_text(encoding="utf-8")
)
# Without them these actions never worked.
NEEDED = {
    "project-job artifact": {"--path"},
    "project-job-token-scope update": {"--enabled"},
}


@pytest.mark.parametrize("resource", KNOWN)
def test_scripts_find_what_they_know(resource: str) -> None:
    described = by_cli_name(resource)
    assert described is not None
    for name, known in KNOWN[resource].items():
        action = action_of(described, name)
        assert action is not None, name
        required, optional = set(known.get("required", ())), set(known.get("optional", ()))
        here = {spelling for flag in action.flags for spelling in flag.spellings}
        assert required | optional <= here, name
        wanted = {flag.spellings[0] for flag in action.flags if flag.required}
        assert wanted <= required | NEEDED.get(f"{resource} {name}", set()), name
        groups = {frozenset(group) for group in known.get("exclusive_groups", ())}
        assert groups == {frozenset(group) for group in action.exclusive}, name
