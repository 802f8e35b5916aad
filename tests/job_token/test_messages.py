from __future__ import annotations

import pytest

from gitlab.job_token.explaining.messages import Reading, read_message

DENIED = "Authentication by CI/CD job token not allowed from"


def reading(text: str) -> Reading:
    found = read_message(text)
    assert found is not None
    return found


def test_a_denial_names_both_projects() -> None:
    found = reading(f'{{"message":"403 Forbidden - {DENIED} caller to project #100."}}')
    assert (found.rule, found.source, found.target) == ("not-listed", "caller", "#100")


def test_gits_denial_names_paths() -> None:
    found = reading(f"remote: {DENIED} acme/app to acme/lib.\nfatal: unable to access")
    assert (found.source, found.target) == ("acme/app", "acme/lib")


def test_a_path_may_hold_dots() -> None:
    assert reading(f"{DENIED} acme/a.b to acme/c.io.").target == "acme/c.io"


@pytest.mark.parametrize(
    ("listed", "policies"),
    [
        ("permission is required: read_jobs.", ("read_jobs",)),
        (
            "permissions are required: admin_deployments and admin_environments.",
            ("admin_deployments", "admin_environments"),
        ),
        (
            "permissions are required: read_jobs, read_packages, and admin_releases.",
            ("read_jobs", "read_packages", "admin_releases"),
        ),
    ],
)
def test_missing_permissions_are_named(listed: str, policies: tuple[str, ...]) -> None:
    found = reading(
        "403 Forbidden - Insufficient permissions to access this resource in project #7. "
        f"The following token {listed}"
    )
    assert (found.rule, found.target, found.policies) == ("policy", "#7", policies)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("403 Forbidden - This action is unauthorized for CI/CD job tokens.", "no-policy"),
        (
            (
                "403 Forbidden - This project's CI/CD job token cannot be used to authenticate "
                "with the container registry of a different project."
            ),
            "own-registry-only",
        ),
        ('{"message":"401 Unauthorized"}', "unauthorized"),
        ('{"message":"404 Project Not Found"}', "missing"),
        ('{"message":"403 Forbidden"}', "role"),
        ('{"message":"Job is not running"}', "job-ended"),
        (
            (
                "400 Bad request - Validation failed: Source project exceeds the allowable number "
                'of project links in this direction"'
            ),
            "full",
        ),
        ("400 Bad request - This group is already in the job token allowlist.", "already-listed"),
        ("400 Bad request - Target project is not in the job token scope", "no-entry"),
        (
            "403 Forbidden - Insufficient permissions to modify the job token scope",
            "not-maintainer",
        ),
        (
            (
                "400 Bad request - The target_group that you are attempting to access does not "
                "exist or you don't have permission to perform this action"
            ),
            "target-unreadable",
        ),
        (
            (
                "400 Bad request - Job token scope cannot be disabled for this project because it "
                "is enforced for the instance. Contact your administrator to modify this setting."
            ),
            "enforced",
        ),
        ('{"error":"insufficient_scope"}', "token-scope"),
    ],
)
def test_gitlabs_texts_are_known(text: str, rule: str) -> None:
    assert reading(text).rule == rule
    assert reading(text).causes


def test_what_gitlab_never_said_is_not_explained() -> None:
    assert read_message("make: *** [all] Error 2") is None
