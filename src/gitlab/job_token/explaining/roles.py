"""The role that the job's user needs: a job token adds nothing to what its user may do.

https://docs.gitlab.com/user/permissions/
"""

from __future__ import annotations

from gitlab.job_token.policies import Endpoint, Policy

__all__ = ["DEVELOPER", "GUEST", "MAINTAINER", "NOBODY", "REPORTER", "ROLES", "least_role"]

NOBODY, GUEST, REPORTER, DEVELOPER, MAINTAINER = 0, 10, 20, 30, 40

ROLES = {
    NOBODY: "no member",
    5: "Minimal Access",
    GUEST: "Guest",
    15: "Planner",
    REPORTER: "Reporter",
    DEVELOPER: "Developer",
    MAINTAINER: "Maintainer",
    50: "Owner",
}

_FOR: dict[Policy, int] = {
    "read_badges": NOBODY,  # they are part of the project's page
    "admin_badges": MAINTAINER,
    "read_deployments": REPORTER,
    "admin_deployments": DEVELOPER,
    "read_environments": REPORTER,
    "admin_environments": DEVELOPER,
    "read_jobs": GUEST,  # where pipelines are public, as they are by default
    "admin_jobs": DEVELOPER,
    "read_merge_requests": REPORTER,
    "read_packages": REPORTER,
    "admin_packages": DEVELOPER,
    "read_pipelines": GUEST,
    "admin_pipelines": DEVELOPER,
    "read_releases": GUEST,
    "admin_releases": DEVELOPER,
    "read_repositories": REPORTER,
    "admin_repositories": DEVELOPER,
    "read_secure_files": DEVELOPER,
    "admin_secure_files": MAINTAINER,
    "read_terraform_state": DEVELOPER,
    "admin_terraform_state": MAINTAINER,
    "read_work_items": GUEST,
}


def least_role(endpoint: Endpoint, *, private: bool) -> int:
    """The least role in the project for which GitLab does this, on a `private` project or not.

    `NOBODY` means that seeing the project is enough. On a project that is not private the role
    counts where a feature is for members only, and for writing.
    """
    if endpoint.path.endswith("trigger/pipeline"):
        return DEVELOPER
    if endpoint.method == "DELETE" and "admin_packages" in endpoint.policies:
        return MAINTAINER
    if "read_repositories" in endpoint.policies and not private:
        return GUEST
    return max((_FOR[policy] for policy in endpoint.policies), default=GUEST)
