"""More actions that are newer than the interface: of the instance, and at addresses elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import exceptions as exc
from gitlab.v4.objects.users import CurrentUser, CurrentUserManager
from tests.objects.test_newer_actions import Action, Chunks, check
from tests.objects.test_newer_resources import manager_at
from tests.objects.test_skeleton_actions import Canned

TOKEN = {"token": "glrt-found"}
CHECK = {"external_status_check_id": 3, "sha": "f00", "status": "passed"}
CLUSTER = {"name": "all", "platform_kubernetes_attributes": {"api_url": "u", "token": "t"}}
PURCHASE = {"quantity": 1, "started_on": "2026-01-01", "expires_on": "2027-01-01"}
ADMIN = [
    Action(
        "gl active_context_connections",
        "activate",
        {"connection_id": 3},
        "PUT /admin/active_context/connections/activate",
        exc.GitlabActivateError,
        {"connection_id": 3},
    ),
    Action(
        "gl active_context_connections",
        "deactivate",
        {},
        "PUT /admin/active_context/connections/deactivate",
        exc.GitlabDeactivateError,
        {},
    ),
    Action(
        "gl ai_catalog",
        "seed_external_agents",
        {},
        "POST /admin/ai_catalog/seed_external_agents",
        exc.GitlabCreateError,
    ),
    *(
        Action(
            "gl batched_background_migrations 2",
            name,
            {"database": "ci"},
            f"PUT /admin/batched_background_migrations/2/{name}",
            error,
            {"database": "ci"},
        )
        for name, error in (
            ("pause", exc.GitlabStopError),
            ("resume", exc.GitlabActivateError),
        )
    ),
    *(
        Action(
            "gl elasticsearch_indexed_namespaces",
            name,
            {"percentage": 50, "plan": "gold"},
            f"PUT /elasticsearch_indexed_namespaces/{name}",
            exc.GitlabUpdateError,
            {"percentage": 50, "plan": "gold"},
        )
        for name in ("rollout", "rollback")
    ),
    Action(
        "gl data_management",
        "get",
        {"model_name": "projects", "record_identifier": 7},
        "GET /admin/data_management/projects/7",
        exc.GitlabGetError,
    ),
    Action(
        "gl data_management",
        "recalculate_checksum",
        {"model_name": "uploads", "record_identifier": "a/b"},
        "PUT /admin/data_management/uploads/a%2Fb/checksum",
        exc.GitlabUpdateError,
    ),
    Action(
        "gl data_management",
        "recalculate_checksums",
        {"model_name": "uploads", "checksum_state": "failed"},
        "PUT /admin/data_management/uploads/checksum",
        exc.GitlabUpdateError,
        {"checksum_state": "failed"},
    ),
    Action(
        "gl database_tables",
        "get",
        {"database_name": "main", "table_name": "users"},
        "GET /admin/databases/main/dictionary/tables/users",
        exc.GitlabGetError,
    ),
    Action(
        "gl sidekiq_queues",
        "delete_jobs",
        {"queue_name": "default", "user": "root"},
        "DELETE /admin/sidekiq/queues/default",
        exc.GitlabDeleteError,
        None,
        {"user": "root"},
    ),
    Action(
        "gl token_information",
        "identify",
        TOKEN,
        "POST /admin/token",
        exc.GitlabGetError,
        TOKEN,
    ),
    Action(
        "gl token_information",
        "revoke",
        TOKEN,
        "DELETE /admin/token",
        exc.GitlabDeleteError,
        TOKEN,
    ),
    Action(
        "gl zoekt_projects",
        "index",
        {"project_id": 7},
        "PUT /admin/zoekt/projects/7/index",
        exc.GitlabUpdateError,
    ),
    Action(
        "gl clusters",
        "create",
        {"data": CLUSTER},
        "POST /admin/clusters/add",
        exc.GitlabCreateError,
        CLUSTER,
    ),
    Action(
        "gl applications 2",
        "renew_secret",
        {},
        "POST /applications/2/renew-secret",
        exc.GitlabRotateError,
    ),
    Action("gl geo_sites", "statuses", {}, "GET /geo_sites/status", exc.GitlabGetError),
    Action("gl geo_sites 2", "status", {}, "GET /geo_sites/2/status", exc.GitlabGetError),
    Action("gl geo_sites 2", "repair", {}, "POST /geo_sites/2/repair", exc.GitlabRepairError),
    Action("gl features", "definitions", {}, "GET /features/definitions", exc.GitlabListError),
]
OTHERS = [
    *(
        Action(
            "gl group_activity",
            name,
            {"group_path": "acme/web"},
            f"GET /analytics/group_activity/{name}",
            exc.GitlabGetError,
            None,
            {"group_path": "acme/web"},
        )
        for name in ("issues_count", "merge_requests_count", "new_members_count")
    ),
    Action(
        "gl avatar",
        "get",
        {"email": "ada@example.com"},
        "GET /avatar",
        exc.GitlabGetError,
        None,
        {"email": "ada@example.com"},
    ),
    Action(
        "gl occurrences",
        "vulnerabilities",
        {"id": "gid://gitlab/Sbom::Occurrence/1"},
        "GET /occurrences/vulnerabilities",
        exc.GitlabGetError,
        None,
        {"id": "gid://gitlab/Sbom::Occurrence/1"},
    ),
    Action("gl runners", "delete_by_token", TOKEN, "DELETE /runners", exc.GitlabDeleteError, TOKEN),
    Action(
        "gl runners",
        "delete_manager",
        {**TOKEN, "system_id": "s_1"},
        "DELETE /runners/managers",
        exc.GitlabDeleteError,
        {**TOKEN, "system_id": "s_1"},
    ),
    Action(
        "gl runners",
        "reset_authentication_token",
        TOKEN,
        "POST /runners/reset_authentication_token",
        exc.GitlabRotateError,
        TOKEN,
    ),
    Action(
        "gl snippets",
        "import_github_gists",
        {"personal_access_token": "gho"},
        "POST /import/github/gists",
        exc.GitlabImportError,
        {"personal_access_token": "gho"},
    ),
    Action(
        "gl namespaces 2 minutes",
        "add",
        {"packs": [{"purchase_xid": "x", "expires_at": "2027-01-01", "number_of_minutes": 9}]},
        "POST /namespaces/2/minutes",
        exc.GitlabCreateError,
        {"packs": [{"purchase_xid": "x", "expires_at": "2027-01-01", "number_of_minutes": 9}]},
    ),
    Action(
        "gl namespaces 2 minutes",
        "move",
        {"target_id": "acme/web"},
        "PATCH /namespaces/2/minutes/move/acme%2Fweb",
        exc.GitlabUpdateError,
    ),
    Action(
        "gl namespaces 2 add_on_purchases",
        "create",
        {"data": {"add_on_name": "code_suggestions", "purchase_xid": "x", **PURCHASE}},
        "POST /namespaces/2/subscription_add_on_purchase/code_suggestions",
        exc.GitlabCreateError,
        {"purchase_xid": "x", **PURCHASE},
    ),
    Action("gl bulk_imports 2", "cancel", {}, "POST /bulk_imports/2/cancel", exc.GitlabCancelError),
    Action(
        "gl bulk_imports 2 entities 3",
        "list_failures",
        {},
        "GET /bulk_imports/2/entities/3/failures",
        exc.GitlabListError,
    ),
    Action(
        "group clusters",
        "discover",
        {},
        "GET /discover-cert-based-clusters",
        exc.GitlabGetError,
        None,
        {"group_id": 1},
    ),
    *(
        action
        for root in ("group", "project")
        for action in (
            Action(
                f"{root} relations_exports",
                "create",
                {"data": {"batched": True}},
                f"POST /{root}s/1/export_relations",
                exc.GitlabCreateError,
                {"batched": True},
            ),
            Action(
                f"{root} relations_exports",
                "list",
                {"relation": "labels"},
                f"GET /{root}s/1/export_relations/status",
                exc.GitlabListError,
                None,
                {"relation": "labels"},
            ),
        )
    ),
    Action(
        "project attestations",
        "list",
        {"subject_digest": "f00"},
        "GET /projects/1/attestations/f00",
        exc.GitlabListError,
    ),
    Action(
        "gl data_management",
        "list",
        {"model_name": "projects", "identifiers": [1, 2]},
        "GET /admin/data_management/projects",
        exc.GitlabListError,
        None,
        {"identifiers[]": [1, 2]},
    ),
    Action(
        "project branches 2",
        "protect",
        {"developers_can_push": False},
        "PUT /projects/1/repository/branches/2/protect",
        exc.GitlabProtectError,
        {"developers_can_push": False},
    ),
    Action(
        "project branches 2",
        "unprotect",
        {},
        "PUT /projects/1/repository/branches/2/unprotect",
        exc.GitlabProtectError,
        {},
    ),
    Action(
        "project compliance_external_controls",
        "update_status",
        {"control_id": 3, "status": "pass"},
        "PATCH /projects/1/compliance_external_controls/3/status",
        exc.GitlabUpdateError,
        {"status": "pass"},
    ),
    Action(
        "project",
        "create_ci_config",
        {},
        "POST /projects/1/create_ci_config",
        exc.GitlabCreateError,
    ),
    Action(
        "project",
        "publish_to_catalog",
        {"metadata": {"components": []}},
        "POST /projects/1/catalog/publish",
        exc.GitlabCreateError,
        {"metadata": {"components": []}},
    ),
    Action(
        "project environments",
        "stop_stale",
        {"before": "2026-01-01T00:00:00Z"},
        "POST /projects/1/environments/stop_stale",
        exc.GitlabStopError,
        {"before": "2026-01-01T00:00:00Z"},
    ),
    Action(
        "project environments",
        "delete_review_apps",
        {"dry_run": False},
        "DELETE /projects/1/environments/review_apps",
        exc.GitlabDeleteError,
        None,
        {"dry_run": False},
    ),
    Action(
        "project mergerequests 2 status_checks",
        "respond",
        CHECK,
        "POST /projects/1/merge_requests/2/status_check_responses",
        exc.GitlabCreateError,
        CHECK,
    ),
    Action(
        "project mergerequests 2 status_checks 3",
        "retry",
        {},
        "POST /projects/1/merge_requests/2/status_checks/3/retry",
        exc.GitlabRetryError,
    ),
    Action(
        "project pagesdomains 2",
        "verify",
        {},
        "PUT /projects/1/pages/domains/2/verify",
        exc.GitlabVerifyError,
    ),
    Action(
        "project resource_groups 2",
        "current_job",
        {},
        "GET /projects/1/resource_groups/2/current_job",
        exc.GitlabGetError,
    ),
    Action(
        "project files",
        "head_blame",
        {"file_path": "a/b.py", "ref": "main"},
        "HEAD /projects/1/repository/files/a%2Fb.py/blame",
        exc.GitlabHeadError,
        None,
        {"ref": "main"},
    ),
]


@pytest.mark.parametrize(
    "action", [*ADMIN, *OTHERS], ids=lambda action: f"{action.name}-{action.request}"
)
def test_actions_ask_gitlab_for_what_they_are_called(action: Action) -> None:
    check(action)


@pytest.mark.parametrize("place", ["gl data_management", "project attestations"])
def test_a_list_that_needs_to_know_of_what_says_so(place: str) -> None:
    client = Canned([])
    with pytest.raises(TypeError, match="needs a"):
        manager_at(client, place).list()
    assert client.calls == []


def test_a_picture_of_an_incidents_metric_goes_out_as_a_file() -> None:
    client = Canned({"id": 3, "filename": "cpu.png"})
    images = manager_at(client, "project issues 2 metric_images")
    images.create({"file": b"png", "url": "https://metrics.example.com"})
    assert client.sent == ("POST", "/projects/1/issues/2/metric_images")
    assert client.calls[0].files == {"file": ("file.png", b"png")}


def test_an_alert_is_known_by_its_number_without_a_request() -> None:
    client = Canned({"id": 3, "filename": "cpu.png"})
    alert = client.projects.get(1, lazy=True).alerts.get(2)
    assert (alert.iid, client.calls) == (2, [])
    alert.metric_images.create({"file": b"png", "url_text": "CPU"})
    assert client.sent == ("POST", "/projects/1/alert_management_alerts/2/metric_images")
    assert client.calls[0].files == {"file": ("file.png", b"png")}
    assert client.calls[0].body == {"url_text": "CPU"}


def test_a_new_picture_of_the_current_user_goes_out_as_a_file() -> None:
    client = Canned({"avatar_url": "https://gitlab.example.com/u.png"})
    user = CurrentUser(CurrentUserManager(client), {"id": 1, "username": "ada"})
    user.upload_avatar("u.png", b"png")
    assert client.sent == ("PUT", "/user/avatar")
    assert client.calls[0].files == {"avatar": ("u.png", b"png")}
    assert (user.username, user.avatar_url) == ("ada", "https://gitlab.example.com/u.png")


@pytest.mark.parametrize(
    ("place", "name", "arguments", "request_"),
    [
        ("group", "download_avatar", {}, "GET /groups/1/avatar"),
        ("project", "download_avatar", {}, "GET /projects/1/avatar"),
        ("project attestations 2", "download", {}, "GET /projects/1/attestations/2/download"),
        ("gl dependency_list_exports 2", "download", {}, "GET /dependency_list_exports/2/download"),
        (
            "group relations_exports",
            "download",
            {"relation": "labels"},
            "GET /groups/1/export_relations/download",
        ),
    ],
)
def test_files_are_downloaded(
    place: str, name: str, arguments: dict[str, Any], request_: str
) -> None:
    client = Chunks(None)
    assert getattr(manager_at(client, place), name)(**arguments) == b"png"
    assert " ".join(client.sent) == request_
    assert client.calls[0].query == arguments
    assert client.calls[0].error is exc.GitlabGetError
