"""Features of projects: for nobody, for members or for everyone, and which endpoint is about which.

A feature has an access level of its own, `<feature>_access_level`: "disabled", "private" (members
only), "enabled" or "public".
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from gitlab.sandbox.access import DEVELOPER, GUEST, REPORTER
from gitlab.sandbox.store import Row

__all__ = ["feature_of", "least_level", "open_to_all"]

_BY_SEGMENT = {
    "deployments": "environments",
    "environments": "environments",
    "feature_flags": "feature_flags",
    "jobs": "builds",
    "merge_requests": "merge_requests",
    "packages": "package_registry",
    "pipeline": "builds",
    "pipelines": "builds",
    "registry": "container_registry",
    "releases": "releases",
    "repository": "repository",
    "snippets": "snippets",
    "terraform": "infrastructure",
    "wikis": "wiki",
}
_LEAST = {
    "builds": REPORTER,
    "container_registry": REPORTER,
    "environments": REPORTER,
    "feature_flags": DEVELOPER,
    "infrastructure": DEVELOPER,
    "merge_requests": REPORTER,
    "package_registry": REPORTER,
    "repository": REPORTER,
}


@cache
def feature_of(path: str) -> str:
    """The feature that a route is about; none where GitLab asks for it in another way."""
    segments = path.strip("/").split("/")
    return (
        _BY_SEGMENT.get(segments[2], "")
        if segments[:2] == ["projects", ":id"] and len(segments) > 2
        else ""
    )


def least_level(project: Row, feature: str, *, is_open: bool) -> int | None:
    """The least role that uses a feature: 0 for whoever sees the project, None for nobody.

    `is_open` says whether the caller sees the project without being its member.
    """
    setting = project[f"{feature}_access_level"]
    if setting == "disabled":
        return None
    if setting in ("enabled", "public") and is_open:
        return 0
    if feature == "builds" and project.get("public_jobs", True):
        return GUEST
    if feature == "repository" and is_open:
        return GUEST
    return _LEAST.get(feature, GUEST)


def open_to_all(project: Row, features: Iterable[str]) -> bool:
    """Whether everybody who sees the project may use all of these; not for no features."""
    named = list(features)
    return bool(named) and all(
        project[f"{name}_access_level"] in ("enabled", "public") for name in named
    )
