"""Groups and projects part by part, and straight from one place to another."""

from __future__ import annotations

import gzip
import json

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.sandbox import Sandbox
from gitlab.v4.objects.bulk_imports import BulkImportCreate


def _wanted(gl: Gitlab, **other: str) -> BulkImportCreate:
    return {
        "configuration": {
            "url": other.pop("url", gl.url),
            "access_token": other.pop("token", str(gl.private_token)),
        },
        "entities": [
            {
                "source_type": "group_entity",
                "source_full_path": other.pop("source", "acme"),
                "destination_slug": "copy",
                "destination_namespace": other.pop("destination", ""),
            }
        ],
    }


def test_a_group_comes_over_with_all_that_is_in_it(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    below = gl.groups.create({"name": "web", "path": "web", "parent_id": group.id})
    project = gl.projects.create({"name": "app", "namespace_id": below.id})
    project.labels.create({"name": "bug", "color": "#112233"})
    made = gl.bulk_imports.create(_wanted(gl))
    assert (made.status, made.source_type, made.source_url) == ("created", "gitlab", gl.url)
    assert gl.bulk_imports.get(made.id).status == "finished"
    assert [each.id for each in gl.bulk_imports.list(status="finished", get_all=True)] == [made.id]
    entities = made.entities.list(sort="asc", get_all=True)
    assert [(each.entity_type, each.destination_full_path) for each in entities] == [
        ("group", "copy"),
        ("group", "copy/web"),
        ("project", "copy/web/app"),
    ]
    assert made.entities.get(entities[1].id).parent_id == entities[0].id
    assert len(gl.bulk_import_entities.list(get_all=True)) == 3
    copy = gl.projects.get("copy/web/app")
    assert copy.id == entities[2].project_id
    assert [each.name for each in copy.labels.list(get_all=True)] == ["bug"]


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"url": "https://elsewhere.example.com"}, "not possible to connect"),
        ({"token": "glpat-wrong"}, "is no longer valid"),
        ({"source": "nowhere"}, "422: Import failed. 'nowhere' not found"),
        ({"source": "https://a.example/acme"}, "400: .*must be a relative path"),
        ({"destination": "nowhere"}, "Destination 'nowhere' is invalid"),
    ],
)
def test_an_import_that_cannot_work_is_refused(
    gl: Gitlab, other: dict[str, str], refusal: str
) -> None:
    gl.groups.create({"name": "acme", "path": "acme"})
    with pytest.raises(gitlab.GitlabCreateError, match=refusal):
        gl.bulk_imports.create(_wanted(gl, **other))
    assert gl.bulk_imports.list(get_all=True) == []


def test_an_import_is_canceled_while_it_runs() -> None:
    with Sandbox(delay_seconds=60) as box:
        gl = box.client()
        gl.groups.create({"name": "acme", "path": "acme"})
        made = gl.bulk_imports.create(_wanted(gl))
        made.refresh()
        assert made.status == "started"
        made.cancel()
        assert gl.bulk_imports.get(made.id).status == "canceled"
        assert gl.groups.get("copy").name == "acme"


def test_a_projects_parts_are_exported_and_fetched(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    project.labels.create({"name": "bug", "color": "#112233"})
    project.relations_exports.create()
    (part,) = project.relations_exports.list(relation="labels", get_all=True)
    assert (part.status, part.total_objects_count, part.batched) == ("finished", 1, False)
    content = project.relations_exports.download("labels")
    assert isinstance(content, bytes)
    (line,) = gzip.decompress(content).splitlines()
    assert json.loads(line)["name"] == "bug"
    with pytest.raises(gitlab.GitlabGetError, match="relation does not have a valid value"):
        project.relations_exports.download("everything")
    with pytest.raises(gitlab.GitlabGetError, match="404 Export Not Found"):
        project.relations_exports.download("labels", batched=True, batch_number=1)


def test_repositories_move_between_the_storages_that_there_are(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    move = project.repository_storage_moves.create({})
    assert (move.source_storage_name, move.destination_storage_name) == ("default", "default")
    assert project.repository_storage_moves.get(move.id).state == "failed"
    with pytest.raises(gitlab.GitlabCreateError, match="is not included in the list"):
        project.repository_storage_moves.create({"destination_storage_name": "fast"})
    gl.settings.update(new_data={"repository_storages_weighted": {"default": 50, "fast": 50}})
    project.repository_storage_moves.create({"destination_storage_name": "fast"})
    assert gl.projects.get(project.id).repository_storage == "fast"
    assert [each.state for each in project.repository_storage_moves.list(get_all=True)] == [
        "finished",
        "failed",
    ]
    gl.project_repository_storage_moves.create({"source_storage_name": "fast"})
    assert gl.projects.get(project.id).repository_storage == "default"
