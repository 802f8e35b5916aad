"""Code as users write it: what type checkers know of the package. It is checked and never run.

An ignored error is one that must be there: without it, the comment would be an error itself.
"""

from __future__ import annotations

from typing import Any, assert_type

from gitlab import AsyncGitlab, Gitlab, const
from gitlab.aio._lists import ListCall
from gitlab.aio.base import RESTObjectList as AsyncRESTObjectList
from gitlab.aio.objects.projects import Project as AsyncProject
from gitlab.base import RESTObject, RESTObjectList
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.groups import Group
from gitlab.v4.objects.integrations import JiraSettings
from gitlab.v4.objects.job_token_scope import AllowlistProject
from gitlab.v4.objects.projects import Project


def attributes(gl: Gitlab) -> None:
    project = gl.projects.get(1)
    assert_type(project, Project)
    assert_type(project.name, str)
    assert_type(project.description, str | None)
    project.foobar  # type: ignore[attr-defined]  # noqa: B018
    gl.no_such_manager  # type: ignore[attr-defined]  # noqa: B018


def creating(gl: Gitlab) -> None:
    assert_type(gl.projects.create({"name": "x", "visibility": "private"}), Project)
    gl.projects.create({"nmae": "x"})  # type: ignore[arg-type]
    gl.projects.create({"name": "x", "visibility": "secret"})  # type: ignore[arg-type]


def saving(gl: Gitlab) -> None:
    issue = gl.projects.get(1).issues.get(1)
    issue.title = "new"
    issue.title = 1  # type: ignore[assignment]
    issue.state_event = "close"  # only updates know of it
    assert_type(issue.save(), dict[str, Any] | None)
    assert_type(issue.attributes, dict[str, Any])
    issue.titel  # type: ignore[attr-defined]  # noqa: B018


def uploading(gl: Gitlab) -> None:
    project = gl.projects.get(1)
    with open("notes.txt", "rb") as file:
        project.upload("notes.txt", filedata=file)
        project.generic_packages.upload("p", "1", "notes.txt", data=file)
    project.upload("notes.txt", filedata="text", progress=print)
    project.upload("notes.txt", filedata=iter([b"one", b"two"]))
    project.upload("notes.txt", filedata=1)  # type: ignore[arg-type]


def waiting(gl: Gitlab) -> None:
    assert_type(gl.groups.wait_for_import("parent/new"), Group)


def own_classes(gl: Gitlab) -> None:
    """What scripts write for endpoints that nobody described."""

    class Thing(SaveMixin, ObjectDeleteMixin, RESTObject):
        name: str

    class ThingManager(CRUDMixin[Thing]):
        _path = "/things"
        _obj_cls = Thing

    thing = ThingManager(gl).get(1)
    assert_type(thing.name, str)
    assert_type(ThingManager(gl).list(), list[Thing])
    ThingManager(gl).create({"name": "x"})


async def a_token_that_is_awaited() -> None:
    async def token() -> str:
        return "glpat-secret"

    AsyncGitlab("https://gitlab.example.com", private_token=token)
    Gitlab("https://gitlab.example.com", private_token=1)  # type: ignore[arg-type]


def lists(gl: Gitlab, lazily: bool) -> None:
    assert_type(gl.projects.list(), list[Project])
    assert_type(gl.projects.list(get_all=True), list[Project])
    assert_type(gl.projects.list(iterator=True), RESTObjectList[Project])
    assert_type(gl.projects.list(iterator=lazily), RESTObjectList[Project] | list[Project])
    for project in gl.projects.list(iterator=True):
        assert_type(project, Project)


def allowlist(gl: Gitlab) -> None:
    project = gl.projects.get(1)
    entries = project.job_token_scope.get().allowlist
    assert_type(entries.create(1), AllowlistProject)
    assert_type(entries.create("acme/lib"), AllowlistProject)
    assert_type(entries.create(project), AllowlistProject)
    assert_type(entries.create({"target_project_id": 1}), AllowlistProject)
    entries.create(1.5)  # type: ignore[arg-type]


async def without_blocking(gl: AsyncGitlab) -> None:
    project = await gl.projects.get(1)
    assert_type(project, AsyncProject)
    assert_type(project.name, str)
    project.foobar  # type: ignore[attr-defined]  # noqa: B018
    scope = await project.job_token_scope.get()
    await scope.allowlist.create(project)
    gl.projects.get(1).name  # type: ignore[attr-defined]  # noqa: B018


async def lists_without_blocking(gl: AsyncGitlab) -> None:
    asked = gl.projects.list()
    assert_type(asked, ListCall[list[AsyncProject], AsyncProject])
    assert_type(await asked, list[AsyncProject])
    assert_type(await gl.projects.list(iterator=True), AsyncRESTObjectList[AsyncProject])
    async for project in gl.projects.list():
        assert_type(project, AsyncProject)
    async for project in await gl.projects.list(iterator=True):
        assert_type(project, AsyncProject)
    list(gl.projects.list())  # type: ignore[call-overload]


def the_colours_do_not_mix(gl: Gitlab, project: AsyncProject) -> None:
    gl.projects.get(1).job_token_scope.get().allowlist.create(project)  # type: ignore[arg-type]


def levels_and_visibility_may_be_spelled_as_scripts_do(gl: Gitlab) -> None:
    """Words and numbers, enums and the old constants."""
    project = gl.projects.get(1)
    project.members.create({"user_id": 2, "access_level": 30})
    project.members.create({"user_id": 2, "access_level": const.AccessLevel.DEVELOPER})
    project.members.create({"user_id": 2, "access_level": const.DEVELOPER_ACCESS})
    project.protectedbranches.create(
        {"name": "main", "merge_access_level": const.AccessLevel.MAINTAINER}
    )
    project.visibility = const.Visibility.PRIVATE
    gl.projects.create({"name": "x", "visibility": const.VISIBILITY_PRIVATE})
    project.members.create({"user_id": 2, "access_level": 31})  # type: ignore[arg-type]


def integrations_take_settings_of_their_own(gl: Gitlab) -> None:
    settings: JiraSettings = {"url": "https://jira.example.com", "password": "secret"}
    gl.projects.get(1).integrations.update("jira", settings)
    gl.groups.get(1).integrations.update("jira", settings)
    settings["jira_auth_type"] = 2  # type: ignore[typeddict-item]
    settings["pasword"] = "secret"  # type: ignore[typeddict-unknown-key]
