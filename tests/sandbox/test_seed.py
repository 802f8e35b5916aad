"""Seeds: where they come from, and what is said of broken ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gitlab.sandbox import Sandbox
from gitlab.sandbox.seed import SeedError
from tests.sandbox.small import SCOPE, SEED, ask


def error_of(seed: Any) -> str:
    with pytest.raises(SeedError) as error, Sandbox(seed=seed):
        pass
    return str(error.value)


def error_in(tmp_path: Path, text: str, name: str = "seed.yml") -> str:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return error_of(file).replace(str(tmp_path), "").lstrip("/\\")


def test_yaml_and_json_files_are_seeds(tmp_path: Path) -> None:
    for name in ("seed.json", "seed.yaml"):
        (tmp_path / name).write_text(json.dumps(SEED), "utf-8")
        with Sandbox(seed=tmp_path / name) as box:
            assert ask(box, "GET", SCOPE, "mary-token")[0] == 200


def test_enforcement_defaults_to_that_of_the_version() -> None:
    projects: dict[str, Any] = {
        "projects": [{"id": 1, "full_path": "root/x", "inbound_enabled": False}]
    }
    for version, enforced in (("17.11", False), ("18.0", True), ("19.4", True)):
        with Sandbox(seed=projects, version=version) as box:
            scope = ask(box, "GET", "/api/v4/projects/1/job_token_scope", box.token)[2]
            assert scope["inbound_enabled"] is enforced


def test_bare_id_is_an_inbound_entry() -> None:
    projects = [
        {"id": 1, "full_path": "root/x", "allowlist": {"projects": [2], "groups": ["g"]}},
        {"id": 2, "full_path": "root/y"},
    ]
    with Sandbox(seed={"groups": [{"full_path": "g"}], "projects": projects}) as box:
        path = "/api/v4/projects/1/job_token_scope"
        listed = ask(box, "GET", f"{path}/allowlist", box.token)[2]
        assert [project["id"] for project in listed] == [1, 2]
        assert [
            group["name"] for group in ask(box, "GET", f"{path}/groups_allowlist", box.token)[2]
        ] == ["g"]


def test_misspelt_key_is_told_with_its_line(tmp_path: Path) -> None:
    text = "groups:\n  - full_path: acme\n    visiblity: public\n"
    assert error_in(tmp_path, text) == (
        "seed.yml:3: groups[0].visiblity: 'visiblity' is not known here; write 'visibility'"
    )


def test_misspelt_value_is_told_with_its_line(tmp_path: Path) -> None:
    text = '{"groups": [\n  {"full_path": "acme",\n   "visibility": "pubic"}]}'
    assert error_in(tmp_path, text, "seed.json") == (
        "seed.json:3: groups[0].visibility: 'pubic' is not known here; write 'public'"
    )


def test_reference_to_nothing_says_where_to_add_it(tmp_path: Path) -> None:
    text = "groups:\n  - full_path: a\nmembers:\n  - group: a\n    user: mary\n    role: guest\n"
    assert error_in(tmp_path, text) == (
        "seed.yml:5: members[0].user: there is no user 'mary'; add it under `users`"
    )


@pytest.mark.parametrize(
    ("name", "text", "start"),
    [
        ("seed.json", '{"groups": [}', "seed.json:1: not JSON: "),
        ("seed.yml", "groups:\n  - {", "seed.yml:2: not YAML: "),
        ("seed.yml", "- 1", "seed.yml:1: top: is not a mapping"),
    ],
)
def test_syntax_error_is_told_with_its_line(
    tmp_path: Path, name: str, text: str, start: str
) -> None:
    assert error_in(tmp_path, text, name).startswith(start)


def test_missing_file_says_what_a_seed_may_be() -> None:
    assert '"demo" and "empty"' in error_of("no-such-seed.yml")


@pytest.mark.parametrize(
    ("seed", "text"),
    [
        ({"groups": {"full_path": "a"}}, "groups: is not a list; begin each entry with a dash"),
        ({"groups": [{"name": "a"}]}, 'groups[0]: has no "full_path"; add it'),
        ({"groups": [{"full_path": "a/b"}]}, "there is no group 'a'; add it under `groups`"),
        ({"projects": [{"full_path": "a/b"}]}, "there is no group 'a'; add it under `groups`"),
        ({"instance": {"version": "new"}}, "'new' is no version; write \"19.4\""),
        ({"users": [{"username": "mary", "id": 1}]}, "have the same id"),
        (
            {
                "projects": [{"full_path": "root/x"}],
                "members": [{"project": "root/x", "user": "root"}],
            },
            'has no level; write "access_level: 30" or "role: developer"',
        ),
    ],
)
def test_broken_mapping_says_the_fix(seed: dict[str, Any], text: str) -> None:
    assert text in error_of(seed)
