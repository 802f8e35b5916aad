"""The JSON of what GitLab answers, a function per shape. Key order is GitLab's."""

from __future__ import annotations

from gitlab.sandbox.entities.groups import (
    group,
    group_basic,
    group_detail,
    namespace,
    namespace_basic,
)
from gitlab.sandbox.entities.projects import (
    basic_project,
    project,
    project_identity,
    project_with_access,
    simple_project,
)
from gitlab.sandbox.entities.tokens import access_token, impersonation_token
from gitlab.sandbox.entities.users import (
    current_user,
    member,
    user,
    user_basic,
    user_status,
    user_with_admin,
)

__all__ = [
    "access_token",
    "basic_project",
    "current_user",
    "group",
    "group_basic",
    "group_detail",
    "impersonation_token",
    "member",
    "namespace",
    "namespace_basic",
    "project",
    "project_identity",
    "project_with_access",
    "simple_project",
    "user",
    "user_basic",
    "user_status",
    "user_with_admin",
]
