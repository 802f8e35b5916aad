from __future__ import annotations

import re
import subprocess
import sys

import pytest

from gitlab import _registry
from gitlab._registry import Operation, Parameter, Resource

ALL = list(_registry.resources().values())
OPERATIONS = [(resource, told) for resource in ALL for told in resource.operations.values()]


def name_of(value: object) -> str:
    if isinstance(value, Operation):
        return f"{value.on}.{value.name}"
    return value.manager if isinstance(value, Resource) else str(value)


def test_a_resource_is_told_by_its_manager() -> None:
    scope = _registry.resources()["ProjectJobTokenScopeManager"]
    assert scope.name == "ProjectJobTokenScope"
    assert scope.module == "gitlab.v4.objects.job_token_scope"
    assert scope.path == "/projects/{project_id}/job_token_scope"
    assert scope.parents == (("project_id", "id"),)
    assert scope.singleton
    assert scope.id_attr is None
    assert scope.children == (
        ("allowlist", "AllowlistProjectManager"),
        ("groups_allowlist", "AllowlistGroupManager"),
    )
    assert scope.operations["update"].method == "PATCH"
    assert scope.operations["update"].parameters == (Parameter("enabled", "bool", True, ""),)


def test_shapes_say_what_else_an_operation_answers() -> None:
    allowlist = _registry.resources()["AllowlistGroupManager"]
    assert allowlist.integer_ids == ("create", "delete")
    assert allowlist.operations["list"].shape == (
        ("id", "int"),
        ("web_url", "str"),
        ("name", "str"),
    )


def test_an_object_and_its_manager_may_use_one_name_for_two_things() -> None:
    nodes = _registry.resources()["GeoNodeManager"].operations
    assert nodes["status"].path == "/geo_nodes/{id}/status"
    assert nodes["manager.status"].path == "/geo_nodes/status"


def test_extras_are_what_is_no_operation_of_gitlab() -> None:
    jobs = _registry.resources()["ProjectJobManager"]
    assert {each.name for each in jobs.extras} == {"wait", "follow_trace"}
    assert not {"wait", "follow_trace"} & set(jobs.operations)


def test_values_are_made_once_and_when_they_are_touched() -> None:
    managers = _registry._Resources()
    assert not managers._made
    assert managers["ProjectManager"] is managers["ProjectManager"]
    assert list(managers._made) == ["ProjectManager"]


@pytest.mark.parametrize(
    ("class_name", "cli_name"),
    [
        ("Project", "project"),
        ("ProjectMergeRequest", "project-merge-request"),
        ("UserGPGKey", "user-gpg-key"),
        ("LDAPGroup", "ldap-group"),
        ("GroupSAMLGroupLink", "group-saml-group-link"),
    ],
)
def test_cli_names_are_class_names_in_dashes(class_name: str, cli_name: str) -> None:
    assert _registry.cli_name(class_name) == cli_name


def test_of_several_managers_the_command_line_takes_the_one_named_like_the_object() -> None:
    user = _registry.by_cli_name("user")
    assert user is not None
    assert user.manager == "UserManager"
    assert _registry.by_cli_name("weather") is None


def test_classes_are_found_in_their_modules() -> None:
    assert _registry.module_of("ProjectManager") == "gitlab.v4.objects.projects"
    with pytest.raises(KeyError):
        _registry.module_of("Weather")


def test_the_module_of_a_class_is_told_without_the_index() -> None:
    script = (
        "import sys; from gitlab import _registry; _registry.module_of('Project');"
        "assert 'gitlab._index' not in sys.modules;"
        "assert 'gitlab.v4' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_index_agrees_with_the_classes() -> None:
    from importlib import import_module

    for resource in ALL:
        manager = getattr(import_module(resource.module), resource.manager)
        assert manager._path == resource.path
        assert dict(resource.parents) == manager._from_parent_attrs
        if manager._obj_cls is not None:
            assert manager._obj_cls.__name__ == resource.name
            assert manager._obj_cls._id_attr == resource.id_attr
        for verb, attrs in (("create", manager._create_attrs), ("update", manager._update_attrs)):
            told = resource.operations.get(verb)
            if told is None:
                # Some managers say what others take: `project.notes` of any note.
                continue
            required = tuple(p.name for p in told.parameters if p.required)
            assert set(attrs.required) == set(required), resource.manager


@pytest.mark.parametrize(("resource", "told"), OPERATIONS, ids=name_of)
def test_operations_are_whole(resource: Resource, told: Operation) -> None:
    assert told.method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}
    assert re.fullmatch(r"(/+([\w.-]|\{\w+\})+)+/?", told.path)
    assert told.doc
    names = [parameter.name for parameter in told.parameters]
    assert len(names) == len(set(names))
    assert {name for group in told.exclusive for name in group} <= set(names)
    placeholders = {name for name, _ in resource.parents}
    foreign = set(re.findall(r"\{(\w+)\}", told.path)) - placeholders - {resource.id_attr}
    assert foreign <= set(names), "a placeholder that no argument fills"
