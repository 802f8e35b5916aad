# Generated from src/gitlab/v4/objects/ci_lint.py by tools/gen_async.py; edit that file.
"""Validation of CI/CD configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.exceptions import GitlabCiLintError
from gitlab.aio.mixins import CreateMixin, GetWithoutIdMixin
from gitlab.v4.objects.ci_lint import CiLintCreate, LintFields, ProjectCiLintCreate

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


class CiLint(LintFields, RESTObject):
    """What GitLab finds in a configuration that belongs to no project."""

    _id_attr = None


class CiLintManager(CreateMixin[CiLint, CiLintCreate]):
    """https://docs.gitlab.com/api/lint/

    GitLab has withdrawn this endpoint in 16.0: `project.ci_lint` has taken its place.
    """

    _path = "/ci/lint"

    async def validate(self, data: CiLintCreate | None = None, **kwargs: Any) -> None:
        """Check a configuration, and raise GitlabCiLintError with what is wrong with it.

        Raises GitlabCreateError when GitLab does not look at it.
        """
        return await self._run(_validation(self._create_call(data, kwargs)))


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

    async def validate(self, data: ProjectCiLintCreate | None = None, **kwargs: Any) -> None:
        """Check a configuration, and raise GitlabCiLintError with what is wrong with it.

        Raises GitlabCreateError when GitLab does not look at it.
        """
        return await self._run(_validation(self._create_call(data, kwargs)))


def _validation(call: Call[Any]) -> Call[None]:
    """The same call, which fails where GitLab finds the configuration invalid."""
    return call._replace(decode=_refuse_invalid)


def _refuse_invalid(response: Response) -> None:
    found = decode.to_dict(response)
    if not found["valid"]:
        raise GitlabCiLintError("\n".join(found["errors"]))
