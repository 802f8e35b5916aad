from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from gitlab.job_token import policies

held = st.sets(st.sampled_from(policies.POLICIES))


@given(held)
def test_who_may_write_may_read_and_never_the_reverse(names: set[str]) -> None:
    expanded = policies.expand(names)
    assert expanded >= names
    assert {name for name in expanded if policies.writes(name)} == {
        name for name in names if policies.writes(name)
    }


@given(held)
def test_the_fewest_permissions_imply_the_same(names: set[str]) -> None:
    few = policies.fewest(names)
    assert set(few) <= names
    assert policies.expand(few) == policies.expand(names)
    for name in few:
        assert policies.expand(set(few) - {name}) != policies.expand(few)


def test_only_permissions_that_exist_are_implied() -> None:
    assert policies.expand(["admin_jobs"]) == {"admin_jobs", "read_jobs"}
    assert policies.expand(["admin_containers"]) == {"admin_containers", "read_containers"}
    assert policies.expand(["admin_everything"]) == {"admin_everything"}


def test_names_that_no_entry_can_be_given_are_told() -> None:
    assert policies.unknown(["read_jobs", "read_containers", "write"]) == (
        "read_containers",
        "write",
    )


def test_each_endpoint_stands_once_in_the_table() -> None:
    keys = [(each.method, each.path) for each in policies.ENDPOINTS]
    assert len(keys) == len(set(keys))


def test_each_permission_unlocks_something_but_two_that_are_for_git_and_for_later() -> None:
    unlocking = {policy for each in policies.ENDPOINTS for policy in each.policies}
    assert set(policies.POLICIES) - unlocking == {"admin_repositories", "admin_jobs"}


@pytest.mark.parametrize("each", policies.ENDPOINTS, ids=lambda each: f"{each.method} {each.path}")
def test_an_endpoint_is_found_by_its_own_pattern(each: policies.Endpoint) -> None:
    # Optional parts are written in the pattern, and left out or in by who asks.
    path = each.path.replace("(*path/)", "").replace("(/)", "/").replace("(/authorize)", "")
    path = path.replace("(", "").replace(")", "")
    found = policies.endpoint(f"{each.method} {path}")
    assert found is not None
    assert found.policies == each.policies


@pytest.mark.parametrize(
    ("request_line", "needed"),
    [
        ("GET /projects/:id/packages", ("read_packages",)),
        ("GET /api/v4/projects/7/packages/1?page=2", ("read_packages",)),
        ("HEAD /projects/acme%2Fapp/repository/files/a%2Fb.txt/raw", ("read_repositories",)),
        ("get /projects/7/jobs/artifacts/main/raw/dist/app.js", ("read_jobs",)),
        ("PUT /projects/7/packages/generic/app/1.0/linux/app.tar", ("admin_packages",)),
        ("GET /projects/7/packages/npm/@acme/ui/-/ui-1.0.0.tgz", ("read_packages",)),
        (
            "PUT https://gitlab.example.com/gitlab/api/v4/packages/npm/-/package/ui/dist-tags/next",
            ("admin_packages",),
        ),
        ("DELETE /projects/7/terraform/state/prod/lock", ("admin_terraform_state",)),
        ("POST /projects/7/deployments", ("admin_deployments", "admin_environments")),
        ("GET /projects/7/packages/1/pipelines", ("read_pipelines",)),
        ("GET /projects/7/packages/conan/v1/ping", ()),
        ("GET /packages/npm/@acme/ui", ()),
        ("GET /job", ()),
    ],
)
def test_a_request_needs_the_permissions_of_its_endpoint(
    request_line: str, needed: tuple[str, ...]
) -> None:
    found = policies.endpoint(request_line)
    assert found is not None
    assert found.policies == needed


@pytest.mark.parametrize(
    "request_line", ["GET /projects/7", "POST /projects/7/issues", "GET /user", "nonsense", ""]
)
def test_what_accepts_no_job_token_is_no_endpoint(request_line: str) -> None:
    assert policies.endpoint(request_line) is None


def test_public_access_skips_the_question_where_a_feature_is_open_and_never_for_writing() -> None:
    packages = policies.endpoint("GET /projects/7/packages")
    releases = policies.endpoint("GET /projects/7/releases")
    upload = policies.endpoint("PUT /projects/7/packages/generic/app/1.0/app.tar")
    assert packages is not None
    assert releases is not None
    assert upload is not None
    assert (packages.features, packages.features_are_sure) == (("package_registry",), True)
    assert (releases.features, releases.features_are_sure) == (("releases",), False)
    assert (upload.features, upload.features_are_sure) == ((), True)
