"""Images and packages of projects: what there is, what goes, what is protected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.sandbox import Sandbox
from gitlab.v4.objects import Project

SEED: dict[str, Any] = {
    "groups": [{"id": 10, "full_path": "acme"}, {"id": 11, "full_path": "acme/web"}],
    "users": [{"username": "dev"}, {"username": "mark"}],
    "projects": [
        {
            "id": 1,
            "full_path": "acme/app",
            "registry": {"": {"latest": 100}, "worker": ["1.0", "1.1", "2.0", "latest"]},
        },
        {"id": 2, "full_path": "acme/web/shop", "registry": {"cache": ["main"]}},
    ],
    "members": [
        {"group": "acme", "user": "dev", "role": "developer"},
        {"group": "acme", "user": "mark", "role": "maintainer"},
    ],
}


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(SEED, delay_seconds=60) as sandbox:
        yield sandbox


@pytest.fixture
def gl(box: Sandbox) -> Gitlab:
    return box.client("mark")


@pytest.fixture
def project(gl: Gitlab) -> Project:
    return gl.projects.get(1)


def worker(project: Project) -> Any:
    return next(it for it in project.repositories.list(get_all=True) if it.name == "worker")


def names(project: Project) -> list[str]:
    return [tag.name for tag in worker(project).tags.list(get_all=True)]


def test_repositories_and_tags_are_listed(gl: Gitlab, project: Project) -> None:
    own, found = project.repositories.list(get_all=True, tags_count=True)
    assert (own.path, own.tags_count) == ("acme/app", 1)
    assert (found.path, found.location) == (
        "acme/app/worker",
        "registry.gitlab.example.com/acme/app/worker",
    )
    tag = found.tags.get("1.0")
    assert (tag.path, tag.total_size) == ("acme/app/worker:1.0", 0)
    assert (tag.digest or "").startswith("sha256:")
    assert (tag.revision or "").startswith(tag.short_revision or "none")
    with pytest.raises(gitlab.GitlabGetError, match="404 Tag Not Found"):
        found.tags.get("none")
    shown = gl.registry_repositories.get(own.id, tags=True, size=True)
    assert (shown.size, [it["name"] for it in shown.attributes["tags"]]) == (100, ["latest"])


def test_a_group_lists_those_of_all_its_projects(gl: Gitlab) -> None:
    found = gl.groups.get(10).registry_repositories.list(get_all=True)
    assert [it.path for it in found] == ["acme/app", "acme/app/worker", "acme/web/shop/cache"]
    below = gl.groups.get(11).registry_repositories.list(get_all=True)
    assert [it.path for it in below] == ["acme/web/shop/cache"]


def test_a_repository_goes_after_a_while(box: Sandbox, project: Project) -> None:
    worker(project).delete()
    assert worker(project).status == "delete_scheduled"
    box.clock.advance(60)
    assert [it.name for it in project.repositories.list(get_all=True)] == [""]


def test_a_tag_goes_at_once(box: Sandbox, project: Project) -> None:
    mine = box.client("dev").projects.get(1)
    worker(mine).tags.delete("1.0")
    assert names(project) == ["1.1", "2.0", "latest"]
    with pytest.raises(gitlab.GitlabDeleteError, match="404 Tag Not Found"):
        worker(mine).tags.delete("1.0")
    with pytest.raises(gitlab.GitlabDeleteError, match="403"):
        worker(mine).delete()


def test_tags_are_deleted_in_bulk_once_an_hour(box: Sandbox, project: Project) -> None:
    worker(project).tags.delete_in_bulk(".*", name_regex_keep="2.*", keep_n=1)
    assert len(names(project)) == 4
    box.clock.advance(60)
    assert names(project) == ["1.0", "2.0", "latest"]
    with pytest.raises(gitlab.GitlabDeleteError, match="at most once an hour"):
        worker(project).tags.delete_in_bulk(".*")
    box.clock.advance(3600)
    worker(project).tags.delete_in_bulk(".*", older_than="2h")
    box.clock.advance(3600)
    assert names(project) == ["1.0", "2.0", "latest"]
    worker(project).tags.delete_in_bulk(".*", older_than="1h")
    box.clock.advance(60)
    assert names(project) == ["latest"]
    box.clock.advance(3600)
    with pytest.raises(gitlab.GitlabDeleteError, match="name_regex_delete is an invalid regexp"):
        worker(project).tags.delete_in_bulk("(")


def test_rules_protect_repositories_and_tags(project: Project) -> None:
    rules = project.registry_protection_repository_rules
    told: Any = {
        "repository_path_pattern": "acme/app/worker",
        "minimum_access_level_for_push": "maintainer",
    }
    rule = rules.create(told)
    assert rule.minimum_access_level_for_delete is None
    refusals: list[tuple[Any, str]] = [
        (told, "has already been taken"),
        (told | {"repository_path_pattern": "other/*"}, "should start with the project's full"),
        ({"repository_path_pattern": "acme/app/x"}, "must have at least a minimum access role"),
    ]
    for wrong, text in refusals:
        with pytest.raises(gitlab.GitlabCreateError, match=f"422: .*{text}"):
            rules.create(wrong)
    rule.minimum_access_level_for_delete = "owner"
    rule.save()
    assert rules.list(get_all=True)[0].minimum_access_level_for_delete == "owner"
    tags = project.registry_protection_tag_rules
    tag_rule = tags.create(
        {
            "tag_name_pattern": "v*",
            "minimum_access_level_for_push": "maintainer",
            "minimum_access_level_for_delete": "maintainer",
        }
    )
    tag_rule.delete()
    assert tags.list(get_all=True) == []


def test_protected_packages_are_pushed_and_deleted_by_few(box: Sandbox, project: Project) -> None:
    project.package_protection_rules.create(
        {
            "package_name_pattern": "core*",
            "package_type": "generic",
            "minimum_access_level_for_push": "maintainer",
            "minimum_access_level_for_delete": "owner",
        }
    )
    mine = box.client("dev").projects.get(1)
    mine.generic_packages.upload("free", "1.0", "a.txt", data=b"a")
    with pytest.raises(gitlab.GitlabUploadError, match="403 Forbidden - Package protected"):
        mine.generic_packages.upload("core-lib", "1.0", "a.txt", data=b"a")
    project.generic_packages.upload("core-lib", "1.0", "a.txt", data=b"a")
    package = next(it for it in project.packages.list(get_all=True) if it.name == "core-lib")
    with pytest.raises(gitlab.GitlabDeleteError, match="Package is deletion protected"):
        package.delete()


def test_packages_of_a_group_and_what_built_them(box: Sandbox, gl: Gitlab) -> None:
    token = box.job_token("acme/app", "mark")
    job = Gitlab("https://gitlab.example.com", job_token=token, transport=gl._transport)
    job.projects.get(1, lazy=True).generic_packages.upload("lib", "1.0", "a.txt", data=b"a")
    gl.projects.get(2).generic_packages.upload("shop", "2.0", "b.txt", data=b"b")
    found = gl.groups.get(10).packages.list(get_all=True)
    assert [(it.name, it.project_path) for it in found] == [
        ("lib", "acme/app"),
        ("shop", "acme/web/shop"),
    ]
    assert [it.name for it in gl.groups.get(10).packages.list(exclude_subgroups=True)] == ["lib"]
    (package,) = gl.projects.get(1).packages.list(get_all=True)
    (pipeline,) = package.pipelines.list(get_all=True)
    assert pipeline.project_id == 1
    (file,) = package.package_files.list(get_all=True)
    assert [it["id"] for it in file.pipelines] == [pipeline.id]
    file.delete()
    assert package.package_files.list(get_all=True) == []


def test_a_project_has_a_cleanup_policy(gl: Gitlab, project: Project) -> None:
    policy = project.container_expiration_policy
    assert policy is not None
    assert (policy["cadence"], policy["enabled"]) == ("1d", False)
    told: Any = {"enabled": True, "cadence": "7d"}
    gl.projects.update(1, {"container_expiration_policy_attributes": told})
    saved = gl.projects.get(1).container_expiration_policy
    assert saved is not None
    assert (saved["enabled"], saved["cadence"], saved["keep_n"]) == (True, "7d", 10)
