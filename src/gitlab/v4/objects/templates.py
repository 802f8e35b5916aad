"""Templates of files, licenses and descriptions: the instance's, and those a project offers."""

from __future__ import annotations

from typing import TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import RetrieveMixin

__all__ = [
    "Dockerfile",
    "DockerfileManager",
    "Gitignore",
    "GitignoreManager",
    "Gitlabciyml",
    "GitlabciymlManager",
    "License",
    "LicenseFilters",
    "LicenseManager",
    "ProjectDockerfileTemplate",
    "ProjectDockerfileTemplateManager",
    "ProjectGitignoreTemplate",
    "ProjectGitignoreTemplateManager",
    "ProjectGitlabciymlTemplate",
    "ProjectGitlabciymlTemplateManager",
    "ProjectIssueTemplate",
    "ProjectIssueTemplateManager",
    "ProjectLicenseTemplate",
    "ProjectLicenseTemplateManager",
    "ProjectMergeRequestTemplate",
    "ProjectMergeRequestTemplateManager",
]


class TemplateFields:
    """The attributes of a template: lists answer key and name, `get` name and content."""

    key: str
    name: str
    content: str


class LicenseFields(TemplateFields):
    """The attributes of a license, its placeholders filled in if `get` was told the values."""

    nickname: str | None
    html_url: str
    source_url: str
    popular: bool
    description: str
    conditions: list[str]
    permissions: list[str]
    limitations: list[str]


class Dockerfile(TemplateFields, RESTObject):
    """A Dockerfile to start from."""

    _id_attr = "name"


class DockerfileManager(RetrieveMixin[Dockerfile]):
    """https://docs.gitlab.com/api/templates/dockerfiles/"""

    _path = "/templates/dockerfiles"


class Gitignore(TemplateFields, RESTObject):
    """A .gitignore file to start from."""

    _id_attr = "name"


class GitignoreManager(RetrieveMixin[Gitignore]):
    """https://docs.gitlab.com/api/templates/gitignores/"""

    _path = "/templates/gitignores"


class Gitlabciyml(TemplateFields, RESTObject):
    """A .gitlab-ci.yml file to start from."""

    _id_attr = "name"


class GitlabciymlManager(RetrieveMixin[Gitlabciyml]):
    """https://docs.gitlab.com/api/templates/gitlab_ci_ymls/"""

    _path = "/templates/gitlab_ci_ymls"


class LicenseFilters(TypedDict, total=False):
    popular: bool


class License(LicenseFields, RESTObject):
    """A license to put a project under."""

    _id_attr = "key"


class LicenseManager(RetrieveMixin[License, LicenseFilters]):
    """https://docs.gitlab.com/api/templates/licenses/

    `get` takes `project` and `fullname`, which replace the placeholders.
    """

    _path = "/templates/licenses"
    _optional_get_attrs = ("project", "fullname")


class ProjectDockerfileTemplate(TemplateFields, RESTObject):
    """A Dockerfile that a project offers to start from."""

    _id_attr = "name"


class ProjectDockerfileTemplateManager(RetrieveMixin[ProjectDockerfileTemplate]):
    """https://docs.gitlab.com/api/project_templates/"""

    _path = "/projects/{project_id}/templates/dockerfiles"
    _from_parent_attrs = {"project_id": "id"}


class ProjectGitignoreTemplate(TemplateFields, RESTObject):
    """A .gitignore file that a project offers to start from."""

    _id_attr = "name"


class ProjectGitignoreTemplateManager(RetrieveMixin[ProjectGitignoreTemplate]):
    """https://docs.gitlab.com/api/project_templates/"""

    _path = "/projects/{project_id}/templates/gitignores"
    _from_parent_attrs = {"project_id": "id"}


class ProjectGitlabciymlTemplate(TemplateFields, RESTObject):
    """A .gitlab-ci.yml file that a project offers to start from."""

    _id_attr = "name"


class ProjectGitlabciymlTemplateManager(RetrieveMixin[ProjectGitlabciymlTemplate]):
    """https://docs.gitlab.com/api/project_templates/"""

    _path = "/projects/{project_id}/templates/gitlab_ci_ymls"
    _from_parent_attrs = {"project_id": "id"}


class ProjectLicenseTemplate(LicenseFields, RESTObject):
    """A license that a project offers."""

    _id_attr = "key"


class ProjectLicenseTemplateManager(RetrieveMixin[ProjectLicenseTemplate]):
    """https://docs.gitlab.com/api/project_templates/

    `get` takes `project` and `fullname`, which replace the placeholders.
    """

    _path = "/projects/{project_id}/templates/licenses"
    _from_parent_attrs = {"project_id": "id"}


class ProjectIssueTemplate(TemplateFields, RESTObject):
    """A description that a project offers for new issues."""

    _id_attr = "name"


class ProjectIssueTemplateManager(RetrieveMixin[ProjectIssueTemplate]):
    """https://docs.gitlab.com/api/project_templates/"""

    _path = "/projects/{project_id}/templates/issues"
    _from_parent_attrs = {"project_id": "id"}


class ProjectMergeRequestTemplate(TemplateFields, RESTObject):
    """A description that a project offers for new merge requests."""

    _id_attr = "name"


class ProjectMergeRequestTemplateManager(RetrieveMixin[ProjectMergeRequestTemplate]):
    """https://docs.gitlab.com/api/project_templates/"""

    _path = "/projects/{project_id}/templates/merge_requests"
    _from_parent_attrs = {"project_id": "id"}
