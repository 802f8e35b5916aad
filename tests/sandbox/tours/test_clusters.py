"""Clusters that are connected by certificates."""

from __future__ import annotations

from typing import Any

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.v4.objects.clusters import ClusterCreate

WANTED: ClusterCreate = {
    "name": "main",
    "platform_kubernetes_attributes": {"api_url": "https://k8s.example.com", "token": "secret"},
}


def test_clusters_need_their_feature_to_be_switched_on(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    with pytest.raises(gitlab.GitlabCreateError, match="404"):
        project.clusters.create(WANTED)
    gl.features.set("certificate_based_clusters", True)
    assert project.clusters.list(get_all=True) == []


def test_clusters_are_kept_changed_and_removed_everywhere(gl: Gitlab) -> None:
    gl.features.set("certificate_based_clusters", True)
    group = gl.groups.create({"name": "acme", "path": "acme"})
    project = gl.projects.create({"name": "app", "namespace_id": group.id})
    managers: tuple[tuple[Any, str], ...] = (
        (project.clusters, "project_type"),
        (group.clusters, "group_type"),
        (gl.clusters, "instance_type"),
    )
    for clusters, kind in managers:
        made = clusters.create(WANTED)
        assert (made.cluster_type, made.environment_scope) == (kind, "*")
        assert made.platform_kubernetes["api_url"] == "https://k8s.example.com"
        assert "secret" not in str(made.asdict())
        with pytest.raises(gitlab.GitlabCreateError, match="duplicated environment scope"):
            clusters.create(WANTED)
        clusters.update(made.id, {"name": "renamed", "environment_scope": "review/*"})
        assert clusters.get(made.id).name == "renamed"
        with pytest.raises(gitlab.GitlabUpdateError, match="Only allowed schemes"):
            clusters.update(made.id, {"platform_kubernetes_attributes": {"api_url": "ftp://a"}})
        clusters.delete(made.id)
        assert clusters.list(get_all=True) == []
