"""The job token scope as users meet it, with GitLab's traps hidden and nothing lost."""

from __future__ import annotations

import pytest

from gitlab import exceptions as exc
from gitlab.aio import AsyncGitlab
from gitlab.aio.objects.job_token_scope import ProjectJobTokenScope
from gitlab.sandbox import Sandbox


@pytest.fixture
async def scope(gl: AsyncGitlab) -> ProjectJobTokenScope:
    project = await gl.projects.get(100)
    return await project.job_token_scope.get()


async def test_get_answers_the_switch_by_both_names(scope: ProjectJobTokenScope) -> None:
    assert scope.inbound_enabled is True
    assert scope.enabled is True
    assert scope.outbound_enabled is False


async def test_save_leaves_a_usable_object_with_the_new_value(
    gl: AsyncGitlab, scope: ProjectJobTokenScope
) -> None:
    scope.enabled = False
    assert await scope.save() == {}
    assert scope.inbound_enabled is False
    assert scope.enabled is False
    assert scope.outbound_enabled is False
    again = await gl.projects.get(100, lazy=True)
    assert (await again.job_token_scope.get()).inbound_enabled is False


async def test_save_needs_one_request(sent: list[str], scope: ProjectJobTokenScope) -> None:
    scope.enabled = False
    del sent[:]
    await scope.save()
    assert sent == ["PATCH"]


async def test_the_switch_may_be_set_by_the_name_gitlab_answers(
    scope: ProjectJobTokenScope,
) -> None:
    scope.inbound_enabled = False
    assert scope.enabled is False
    await scope.save()
    await scope.refresh()
    assert scope.inbound_enabled is False


async def test_save_asks_again_when_gitlab_had_to_read_a_word(
    sent: list[str], scope: ProjectJobTokenScope
) -> None:
    scope.enabled = "off"  # type: ignore[assignment]
    del sent[:]
    await scope.save()
    assert scope.inbound_enabled is False
    assert sent == ["PATCH", "GET"]


async def test_save_without_a_change_sends_nothing(
    sent: list[str], scope: ProjectJobTokenScope
) -> None:
    del sent[:]
    assert await scope.save() is None
    assert sent == []


async def test_refresh_shows_what_others_changed(
    gl: AsyncGitlab, scope: ProjectJobTokenScope
) -> None:
    other = await (await gl.projects.get("acme/app")).job_token_scope.get()
    other.enabled = False
    await other.save()
    assert scope.inbound_enabled is True
    await scope.refresh()
    assert scope.inbound_enabled is False


async def test_update_of_the_manager_answers_an_empty_dict(gl: AsyncGitlab) -> None:
    project = await gl.projects.get(100, lazy=True)
    assert await project.job_token_scope.update(new_data={"enabled": False}) == {}
    assert (await project.job_token_scope.get()).enabled is False


async def test_update_wants_its_attribute(gl: AsyncGitlab) -> None:
    project = await gl.projects.get(100, lazy=True)
    with pytest.raises(AttributeError, match="Missing attributes: enabled"):
        await project.job_token_scope.update(new_data={})  # type: ignore[arg-type]


async def test_disabling_is_refused_while_the_instance_enforces(
    root: AsyncGitlab, scope: ProjectJobTokenScope
) -> None:
    settings = await root.settings.get()
    settings.enforce_ci_inbound_job_token_scope_enabled = True
    await settings.save()
    scope.enabled = False
    with pytest.raises(exc.GitlabUpdateError, match="enforced for the instance"):
        await scope.save()
    await scope.refresh()
    assert scope.inbound_enabled is True


# The allowlists


async def test_the_projects_own_entry_is_listed_and_recognisable(
    scope: ProjectJobTokenScope,
) -> None:
    (entry,) = await scope.allowlist.list()
    assert entry.is_self
    assert entry.get_id() == 100
    assert entry.path_with_namespace == "acme/app"


async def test_the_own_entry_is_recognised_below_a_path(gl: AsyncGitlab) -> None:
    project = await gl.projects.get("acme/app", lazy=True)
    scope = await project.job_token_scope.get()
    (entry,) = await scope.allowlist.list()
    assert entry.is_self


async def test_create_answers_the_pair_of_ids_and_get_id_works(
    scope: ProjectJobTokenScope,
) -> None:
    entry = await scope.allowlist.create({"target_project_id": 101})
    assert entry.source_project_id == 100
    assert entry.target_project_id == 101
    assert entry.get_id() == 101
    assert not entry.is_self
    assert [item.get_id() for item in await scope.allowlist.list()] == [100, 101]


@pytest.mark.parametrize("target", [101, "acme/lib", {"target_project_id": "acme/lib"}])
async def test_create_takes_an_id_or_a_path(
    scope: ProjectJobTokenScope, target: int | str | dict[str, str]
) -> None:
    entry = await scope.allowlist.create(target)  # type: ignore[arg-type]
    assert entry.get_id() == 101


async def test_create_and_delete_take_objects(gl: AsyncGitlab, scope: ProjectJobTokenScope) -> None:
    lib = await gl.projects.get("acme/lib")
    assert (await scope.allowlist.create(lib)).get_id() == 101
    await scope.allowlist.delete(lib)
    assert len(await scope.allowlist.list()) == 1


async def test_create_and_delete_take_lazy_objects_made_from_paths(
    gl: AsyncGitlab, scope: ProjectJobTokenScope
) -> None:
    tools = await gl.groups.get("acme", lazy=True)
    assert (await scope.groups_allowlist.create(tools)).get_id() == 10
    await scope.groups_allowlist.delete(tools)
    assert await scope.groups_allowlist.list() == []


async def test_a_project_reached_by_path_is_looked_up_once(
    sent: list[str], gl: AsyncGitlab
) -> None:
    project = await gl.projects.get("acme/app", lazy=True)
    scope = await project.job_token_scope.get()
    del sent[:]
    await scope.allowlist.create(101)
    await scope.allowlist.delete(101)
    assert sent == ["GET", "POST", "DELETE"]


@pytest.mark.parametrize("how", ["entry of create", "entry of list", "id", "path"])
async def test_delete_works_however_the_entry_was_obtained(
    scope: ProjectJobTokenScope, how: str
) -> None:
    created = await scope.allowlist.create(101)
    if how == "entry of create":
        await created.delete()
    elif how == "entry of list":
        await (await scope.allowlist.list())[1].delete()
    else:
        await scope.allowlist.delete(101 if how == "id" else "acme/lib")
    assert [entry.get_id() for entry in await scope.allowlist.list()] == [100]


async def test_the_own_entry_cannot_be_deleted(scope: ProjectJobTokenScope) -> None:
    (entry,) = await scope.allowlist.list()
    with pytest.raises(exc.GitlabDeleteError, match="cannot be removed"):
        await entry.delete()


async def test_groups_are_listed_created_and_deleted(scope: ProjectJobTokenScope) -> None:
    assert await scope.groups_allowlist.list() == []
    entry = await scope.groups_allowlist.create({"target_group_id": 20})
    assert (entry.source_project_id, entry.target_group_id, entry.get_id()) == (100, 20, 20)
    (listed,) = await scope.groups_allowlist.list()
    assert (listed.id, listed.name, listed.get_id()) == (20, "Globex", 20)
    await listed.delete()
    assert await scope.groups_allowlist.list() == []


async def test_a_subgroup_is_found_by_its_path(scope: ProjectJobTokenScope) -> None:
    entry = await scope.groups_allowlist.create("acme/tools")
    assert entry.get_id() == 11
    await scope.groups_allowlist.delete("acme/tools")


async def test_text_without_a_slash_is_gitlabs_to_refuse(scope: ProjectJobTokenScope) -> None:
    with pytest.raises(exc.GitlabCreateError, match="target_group_id is invalid"):
        await scope.groups_allowlist.create("acme")


async def test_an_unknown_path_is_a_create_error(scope: ProjectJobTokenScope) -> None:
    with pytest.raises(exc.GitlabCreateError, match="404 Project Not Found") as refused:
        await scope.allowlist.create("acme/nothing")
    assert refused.value.is_not_found


async def test_create_wants_its_attribute(scope: ProjectJobTokenScope) -> None:
    with pytest.raises(AttributeError, match="Missing attributes: target_project_id"):
        await scope.allowlist.create({})  # type: ignore[arg-type]


async def test_a_developer_is_refused_with_the_error_of_the_operation(box: Sandbox) -> None:
    gl = box.async_client(user="dave")
    project = await gl.projects.get(100)
    with pytest.raises(exc.GitlabGetError) as refused:
        await project.job_token_scope.get()
    assert refused.value.is_forbidden
    assert str(refused.value) == "403: 403 Forbidden"


async def test_a_stranger_does_not_learn_that_the_project_exists(box: Sandbox) -> None:
    gl = box.async_client(user="nora")
    project = await gl.projects.get(100, lazy=True)
    with pytest.raises(exc.GitlabGetError, match="404 Project Not Found"):
        await project.job_token_scope.get()


async def test_lists_go_through_all_pages(gl: AsyncGitlab, scope: ProjectJobTokenScope) -> None:
    for target in (101, 102, 103):
        await scope.allowlist.create(target)
    assert len(await scope.allowlist.list(per_page=2, get_all=True)) == 4
    entries = await scope.allowlist.list(iterator=True, per_page=2)
    assert len(entries) == 4
    assert [entry.get_id() async for entry in entries] == [100, 101, 102, 103]


async def test_a_moved_project_is_found_under_its_old_path(gl: AsyncGitlab) -> None:
    project = await gl.projects.get("acme/old-app", lazy=True)
    assert (await project.job_token_scope.get()).inbound_enabled is True


async def test_changes_of_a_moved_project_name_the_old_path_as_the_cause(gl: AsyncGitlab) -> None:
    project = await gl.projects.get("acme/old-app", lazy=True)
    with pytest.raises(exc.GitlabUpdateError, match="Non GET methods are not allowed"):
        await project.job_token_scope.update(new_data={"enabled": True})
