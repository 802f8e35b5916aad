"""Validation of CI/CD configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Required, TypedDict

from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.exceptions import GitlabCiLintError
from gitlab.mixins import CreateMixin, GetWithoutIdMixin

if TYPE_CHECKING:
    from gitlab._core.values import Call, Response

__all__ = [
    "CiLint",
    "CiLintCreate",
    "CiLintManager",
    "ProjectCiLint",
    "ProjectCiLintCreate",
    "ProjectCiLintManager",
]


class LintInclude(TypedDict):
    """A file that a configuration includes."""

    type: str
    location: str
    blob: str | None
    raw: str | None
    extra: dict[str, Any]
    context_project: str
    context_sha: str


class LintFields:
    """What GitLab finds in a configuration."""

    valid: bool
    errors: list[str]
    warnings: list[str]
    merged_yaml: str
    includes: list[LintInclude]
    jobs: list[dict[str, Any]]


class CiLintCreate(TypedDict, total=False):
    content: Required[str]
    include_jobs: bool
    include_merged_yaml: bool


class CiLint(LintFields, RESTObject):
    """What GitLab finds in a configuration that belongs to no project."""

    _id_attr = None


class CiLintManager(CreateMixin[CiLint, CiLintCreate]):
    """https://docs.gitlab.com/api/lint/

    GitLab has withdrawn this endpoint in 16.0: `project.ci_lint` has taken its place.
    """

    _path = "/ci/lint"

    def validate(self, data: CiLintCreate | None = None, **kwargs: Any) -> None:
        """Check a configuration, and raise GitlabCiLintError with what is wrong with it.

        Raises GitlabCreateError when GitLab does not look at it.
        """
        return self._run(_validation(self._create_call(data, kwargs)))


class ProjectCiLintCreate(TypedDict, total=False):
    content: Required[str]
    dry_run: bool
    include_jobs: bool
    ref: str


class ProjectCiLint(LintFields, RESTObject):
    """What GitLab finds in a configuration as part of a project."""

    _id_attr = None


class ProjectCiLintManager(
    GetWithoutIdMixin[ProjectCiLint], CreateMixin[ProjectCiLint, ProjectCiLintCreate]
):
    """https://docs.gitlab.com/api/lint/

    `get()` checks the project's own configuration, `create()` any other text.
    """

    _path = "/projects/{project_id}/ci/lint"
    _from_parent_attrs = {"project_id": "id"}
    _optional_get_attrs = ("content_ref", "dry_run", "dry_run_ref", "include_jobs", "ref")

    def validate(self, data: ProjectCiLintCreate | None = None, **kwargs: Any) -> None:
        """Check a configuration, and raise GitlabCiLintError with what is wrong with it.

        Raises GitlabCreateError when GitLab does not look at it.
        """
        return self._run(_validation(self._create_call(data, kwargs)))


def _validation(call: Call[Any]) -> Call[None]:
    """The same call, which fails where GitLab finds the configuration invalid."""
    return call._replace(decode=_refuse_invalid)


def _refuse_invalid(response: Response) -> None:
    found = decode.to_dict(response)
    if not found["valid"]:
        raise GitlabCiLintError("\n".join(found["errors"]))
