"""Policy files: what they mean, and how their mistakes are told."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from gitlab.job_token import PolicyError, PolicyFile, load_policy, policy_schema, read_policy
from gitlab.job_token.policies import POLICIES
from gitlab.job_token.policy_files.reading import Permissions, Selector, matcher
from gitlab.job_token.state import ProjectState

FULL = """\
# yaml-language-server: $schema=policy.schema.json
version: 1
mode: exact
enabled: true
rules:
  - name: templates
    owner: platform
    select:
      paths: ["acme/**"]
      groups: [acme]
      topics: [library]
      visibility: [private, internal]
      exclude: [acme/sandbox/**]
    mode: at_least
    enabled: false
    allow:
      projects:
        - acme/platform/ci-templates
        - path: acme/release
          policies: [read_packages, admin_releases]
          owner: release
      groups:
        - path: acme/web
          policies: default
      patterns: ["acme/*/deploy-tools"]
      used_within_days: 90
  - select: {groups: [globex]}
exceptions:
  - select: {paths: [acme/old]}
    reason: moves in spring
    expires: 2027-01-31
    enabled: false
    allow: {projects: [globex/x]}
"""
HEAD = "version: 1\nrules:\n"
RULE = f"{HEAD}  - select: {{paths: [a/b]}}\n"


def problems(text: str) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        read_policy(text)
    return [str(problem) for problem in caught.value.problems]


def test_everything_that_can_be_said_is_read() -> None:
    policy = read_policy(FULL)
    templates, globex = policy.rules
    assert (policy.mode, policy.enabled) == ("exact", True)
    assert (templates.name, templates.mode, templates.enabled) == ("templates", "at_least", False)
    assert templates.select == Selector(
        paths=("acme/**",),
        groups=("acme",),
        topics=("library",),
        visibility=("private", "internal"),
        exclude=("acme/sandbox/**",),
    )
    assert [(a.kind, a.path, a.permissions, a.owner) for a in templates.allow] == [
        ("project", "acme/platform/ci-templates", None, "platform"),
        (
            "project",
            "acme/release",
            Permissions(False, ("admin_releases", "read_packages")),
            "release",
        ),
        ("group", "acme/web", Permissions(True), "platform"),
        ("pattern", "acme/*/deploy-tools", None, "platform"),
    ]
    assert templates.used_within_days == 90
    assert (globex.name, globex.allow, globex.mode) == ("rule 2", (), None)
    (exception,) = policy.exceptions
    assert exception.expires == date(2027, 1, 31)
    assert exception.reason == "moves in spring"
    assert [exception.is_over(date(2027, 1, day)) for day in (30, 31)] == [False, False]
    assert exception.is_over(date(2027, 2, 1))


def test_a_rule_and_its_entries_know_their_place() -> None:
    (rule, _) = read_policy(FULL, "p.yml").rules
    assert str(rule.mark) == "p.yml:6:5"
    assert [str(allowed.mark) for allowed in rule.allow[:2]] == ["p.yml:18:11", "p.yml:19:17"]


def test_a_policy_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "policy.yml"
    path.write_text(f"{HEAD}  - select: {{topics: [über]}}\n", encoding="utf-8")
    policy = load_policy(path)
    assert isinstance(policy, PolicyFile)
    assert policy.mode == "at_least"
    assert policy.rules[0].select.topics == ("über",)


WRONG = {
    "": ["policy.yml:1:1: the file is empty"],
    "- a": ["policy.yml:1:1: the policy must be a mapping"],
    "version: 1": ["policy.yml:1:1: the policy needs 'rules'"],
    "version: 2\nrules: [{select: {paths: [a/b]}}]": [
        "policy.yml:1:10: 'version' is 2 and must be 1"
    ],
    f"{HEAD}  - selekt: {{paths: [a/b]}}": [
        "policy.yml:3:5: an item of 'rules' has no 'selekt'; did you mean select?",
        "policy.yml:3:5: an item of 'rules' needs 'select'",
    ],
    f"{RULE}    mode: at-least": [
        (
            "policy.yml:4:11: 'mode' is 'at-least' and must be exact or at_least; did you mean"
            " at_least?"
        )
    ],
    f"{RULE}    enabled: on": ["policy.yml:4:14: 'enabled' must be true or false"],
    f"{RULE}    select: {{paths: [a/c]}}": ["policy.yml:4:5: 'select' is there already, in line 3"],
    f"{HEAD}  - select: {{paths: a/b}}": ["policy.yml:3:21: 'paths' must be a list"],
    f"{HEAD}  - select: {{paths: []}}": ["policy.yml:3:21: 'paths' is empty"],
    f"{HEAD}  - select: {{}}": [
        "policy.yml:3:13: 'select' is empty; it takes paths, groups, topics, visibility, exclude"
    ],
    f"{HEAD}  - select: {{topics: [2024]}}": [
        "policy.yml:3:23: an item of 'topics' must be text: put it in quotes"
    ],
    f"{RULE}    allow: {{projects: [{{path: a/c, policies: [read_job]}}]}}": [
        (
            "policy.yml:4:47: an item of 'policies' is 'read_job' and is none that there is"
            "; did you mean read_jobs?"
        )
    ],
    f"{RULE}    allow: {{projects: [[a]]}}": [
        "policy.yml:4:24: an item of 'projects' must be text or a mapping"
    ],
    f"{RULE}    allow: {{used_within_days: 0}}": [
        "policy.yml:4:31: 'used_within_days' must be at least 1"
    ],
    f"{RULE}exceptions:\n  - {{select: {{groups: [a]}}, reason: '', expires: 31.1.2027}}": [
        "policy.yml:5:37: 'reason' is empty",
        "policy.yml:5:50: 'expires' is '31.1.2027' and must be a date, as in 2027-01-31",
    ],
    "rules: [\n": [
        (
            "policy.yml:2:1: while parsing a flow node, expected the node content, but found"
            " '<stream end>'"
        )
    ],
    "a: \x07": [
        "policy.yml:1:1: unacceptable character #x0007: special characters are not allowed"
    ],
}


@pytest.mark.parametrize("text", WRONG, ids=range(len(WRONG)))
def test_mistakes_are_told_with_their_place_and_what_was_meant(text: str) -> None:
    assert problems(text) == WRONG[text]


def judged_by_the_schema(text: str) -> bool:
    jsonschema: Any = import_module("jsonschema")
    validator = jsonschema.Draft7Validator(
        policy_schema(), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    )
    found = YAML(typ="safe", pure=True).load(text)
    return bool(validator.is_valid(with_dates_as_text(found)))


def with_dates_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: with_dates_as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [with_dates_as_text(each) for each in value]
    return str(value) if isinstance(value, date) else value


READABLE = [text for text in WRONG if "\x07" not in text and "[\n" not in text]


@pytest.mark.parametrize(
    "text", [text for text in READABLE if "already" not in WRONG[text][0]], ids=repr
)
def test_an_editor_with_the_schema_refuses_the_same(text: str) -> None:
    assert not judged_by_the_schema(text)


def test_an_editor_with_the_schema_accepts_the_same() -> None:
    assert judged_by_the_schema(FULL)


def test_the_schema_is_a_valid_one_and_knows_every_permission() -> None:
    jsonschema: Any = import_module("jsonschema")
    jsonschema.Draft7Validator.check_schema(policy_schema())
    assert policy_schema()["definitions"]["policy"]["enum"] == list(POLICIES)


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("acme/app", "Acme/App", True),
        ("acme/*", "acme/app", True),
        ("acme/*", "acme/web/app", False),
        ("acme/**", "acme/web/app", True),
        ("acme/**", "acme", False),
        ("acme/**/app", "acme/app", True),
        ("acme/**/app", "acme/x/y/app", True),
        ("**/app", "app", True),
        ("**/app", "acme/myapp", False),
        ("acme/app-?", "acme/app-1", True),
        ("acme/app.x", "acme/appyx", False),
        ("**", "acme/x", True),
    ],
)
def test_patterns_match_whole_paths(pattern: str, path: str, matches: bool) -> None:
    assert bool(matcher(pattern)(path)) is matches


def state(path: str, visibility: str = "private", *topics: str) -> ProjectState:
    return ProjectState(id=1, path=path, visibility=visibility, topics=topics)


def test_every_condition_of_a_selector_has_to_be_met() -> None:
    select = Selector(groups=("acme",), topics=("lib",), visibility=("private",), exclude=("**/x",))
    assert select.selects(state("acme/web/app", "private", "LIB", "other"))
    assert not select.selects(state("globex/app", "private", "lib"))
    assert not select.selects(state("acme/app", "public", "lib"))
    assert not select.selects(state("acme/app", "private"))
    assert not select.selects(state("acme/x", "private", "lib"))
