"""The order of checks, and what every answer carries."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from gitlab.sandbox import Sandbox, described
from gitlab.sandbox.context import Context
from gitlab.sandbox.routes import Route, Router
from tests.sandbox.small import SCOPE, SEED, ask


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(seed=SEED) as sandbox:
        yield sandbox


def test_unknown_path_is_a_404_with_an_error_key(box: Sandbox) -> None:
    assert ask(box, "GET", "/api/v4/no/such/thing")[::2] == (404, {"error": "404 Not Found"})


def test_unencoded_slash_in_an_id_matches_no_route(box: Sandbox) -> None:
    status, _, body = ask(box, "GET", "/api/v4/projects/acme/target/job_token_scope", box.token)
    assert (status, body) == (404, {"error": "404 Not Found"})


@pytest.mark.parametrize("target", [SCOPE + "/", "/" + SCOPE, SCOPE.replace("/", "//")])
def test_slashes_are_not_counted(box: Sandbox, target: str) -> None:
    assert ask(box, "GET", target, box.token)[0] == 200


@pytest.mark.parametrize("path", ["acme%2Fapp%00", "acme%2F%ff", "acme%2", "%zz"])
def test_malformed_path_is_a_400_in_plain_text(box: Sandbox, path: str) -> None:
    status, headers, body = ask(box, "GET", f"/api/v4/projects/{path}", box.token)
    assert (status, headers["Content-Type"], body) == (400, "text/plain", b"Bad Request")


def test_dots_may_be_encoded(box: Sandbox) -> None:
    assert ask(box, "GET", "/api/v4/projects/acme%2F%74arget", box.token)[0] == 200
    assert ask(box, "GET", "/api/v4/projects/acme%2Ftarget%2E", box.token)[0] == 404


def test_wrong_verb_is_a_405_that_lists_the_right_ones(box: Sandbox) -> None:
    status, headers, body = ask(box, "DELETE", SCOPE, box.token)
    assert (status, body) == (405, {"error": "405 Not Allowed"})
    assert headers["Allow"] == "GET, HEAD, PATCH"


def test_operation_without_a_rule_is_a_501_that_names_it(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(described, "match", lambda method, path: "/things/{id}")
    status, _, body = ask(box, "GET", "/api/v4/things/1")
    assert status == 501
    assert body["message"].endswith("the sandbox has no rule for GET /things/{id}")


def test_crash_of_a_rule_is_a_500_that_is_logged_and_undone(
    box: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    before = box.snapshot()

    def crash(ctx: Context) -> None:
        ctx.store.delete("projects", 100)
        raise ZeroDivisionError

    box.app.router = Router()
    box.app.router.add(Route("GET", "/crash", crash, public=True))
    status, _, body = ask(box, "GET", "/api/v4/crash")
    assert (status, body) == (500, {"message": "500 Internal Server Error"})
    assert "ZeroDivisionError" in caplog.text
    assert box.snapshot() == before


def test_instance_may_live_below_a_path() -> None:
    seed = SEED | {"instance": {"external_url": "https://host.example/gitlab"}}
    with Sandbox(seed=seed) as box:
        status, headers, _ = ask(box, "GET", f"/gitlab{SCOPE}/allowlist", box.token)
    assert status == 200
    assert headers["Link"].startswith("<https://host.example/gitlab/api/v4/projects/100/")


def test_version_3_of_the_api_is_gone(box: Sandbox) -> None:
    status, _, body = ask(box, "GET", "/api/v3/projects")
    assert (status, body) == (410, {"error": "API V3 is no longer supported. Use API V4 instead."})


def test_head_answers_like_get_without_a_body(box: Sandbox) -> None:
    status, headers, body = ask(box, "HEAD", f"{SCOPE}/allowlist", "mary-token")
    assert (status, headers["X-Total"], body) == (200, "1", b"")
    whole = ask(box, "GET", f"{SCOPE}/allowlist", "mary-token")[1]
    assert headers["Content-Length"] == whole["Content-Length"] != "0"


def test_every_answer_carries_gitlabs_headers(box: Sandbox) -> None:
    _, headers, _ = ask(box, "GET", SCOPE)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Vary"] == "Origin"
    assert json.loads(headers["X-Gitlab-Meta"])["correlation_id"] == headers["X-Request-Id"]
    assert float(headers["X-Runtime"]) >= 0


def test_unchanged_answer_is_a_304(box: Sandbox) -> None:
    _, headers, _ = ask(box, "GET", SCOPE, box.token)
    again = ask(box, "GET", SCOPE, box.token, headers={"if-none-match": headers["ETag"]})
    assert again[0] == 304
    assert again[2] == b""


def test_moved_project_is_redirected_with_its_query(box: Sandbox) -> None:
    target = "/api/v4/projects/acme%2Fold/job_token_scope/allowlist?per_page=5"
    status, headers, _ = ask(box, "GET", target, "mary-token")
    assert status == 301
    assert headers["Location"] == f"https://gitlab.example.com{SCOPE}/allowlist?per_page=5"


def test_moved_project_refuses_other_verbs(box: Sandbox) -> None:
    target = "/api/v4/projects/acme%2Fold/job_token_scope"
    status, _, body = ask(box, "PATCH", target, "mary-token", json={"enabled": True})
    assert status == 405
    assert body == {"message": "Non GET methods are not allowed for moved projects"}


def test_moved_project_is_hidden_from_those_who_may_not_read_it(box: Sandbox) -> None:
    token = box.token_for("eve")
    status, _, body = ask(box, "GET", "/api/v4/projects/acme%2Fold/job_token_scope", token)
    assert (status, body) == (404, {"message": "404 Project Not Found"})


def test_rate_limit_comes_before_everything_else() -> None:
    now = [1000.0]
    limit = {"throttle": "throttle_unauthenticated_api", "limit": 2, "period": 30}
    with Sandbox(seed=SEED | {"rate_limit": limit}, clock=lambda: now[0]) as box:
        first = ask(box, "GET", "/api/v4/nonsense")
        assert (first[0], first[1]["RateLimit-Remaining"]) == (404, "1")
        ask(box, "GET", "/api/v4/nonsense")
        status, headers, body = ask(box, "GET", "/api/v4/nonsense")
        assert (status, body) == (429, b"Retry later\n")
        assert headers["Content-Type"] == "text/plain"
        assert headers["RateLimit-Name"] == "throttle_unauthenticated_api"
        assert headers["RateLimit-Limit"] == "4"
        assert headers["Retry-After"] == "20"
        now[0] += 20
        assert ask(box, "GET", "/api/v4/nonsense")[0] == 404


def test_the_settings_limit_each_user_apart_from_the_others() -> None:
    now = [1000.0]
    with Sandbox(seed=SEED, clock=lambda: now[0]) as box:
        settings = box.client().settings.get()
        settings.throttle_authenticated_api_enabled = True
        settings.throttle_authenticated_api_requests_per_period = 1
        settings.throttle_authenticated_api_period_in_seconds = 3
        settings.save()
        eve = box.token_for("eve")
        assert [ask(box, "GET", "/api/v4/version", eve)[0] for _ in range(2)] == [200, 429]
        assert ask(box, "GET", "/api/v4/version", box.token)[0] == 200
        _, headers, _ = ask(box, "GET", "/api/v4/version", box.token)
        assert (headers["RateLimit-Name"], headers["Retry-After"]) == (
            "throttle_authenticated_api",
            "2",
        )
        assert ask(box, "GET", "/api/v4/projects")[0] == 200
        now[0] += 3
        assert ask(box, "GET", "/api/v4/version", eve)[0] == 200


def test_no_rate_limit_headers_unless_one_is_configured(box: Sandbox) -> None:
    _, headers, _ = ask(box, "GET", SCOPE)
    assert not [name for name in headers if name.startswith("RateLimit")]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b'{"enabled": "no"}'),
        ("application/x-www-form-urlencoded", b"enabled=no"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="enabled"\r\n\r\nno\r\n--b--\r\n',
        ),
    ],
)
def test_parameters_come_in_any_kind_of_body(box: Sandbox, content_type: str, body: bytes) -> None:
    headers = {"PRIVATE-TOKEN": box.token, "Content-Type": content_type}
    assert box.app.handle("PATCH", SCOPE, headers, body)[0] == 204
    assert ask(box, "GET", SCOPE, box.token)[2]["inbound_enabled"] is False


def test_parameters_come_in_the_query_too(box: Sandbox) -> None:
    assert ask(box, "PATCH", f"{SCOPE}?enabled=0", box.token)[0] == 204


def test_id_too_large_for_a_column_is_not_found(box: Sandbox) -> None:
    target = f"/api/v4/projects/{10**30}/job_token_scope"
    assert ask(box, "GET", target, box.token)[::2] == (404, {"message": "404 Project Not Found"})


def test_refused_request_changes_nothing(box: Sandbox) -> None:
    before = box.snapshot()
    ask(box, "POST", f"{SCOPE}/allowlist", "mary-token", json={"target_project_id": 101})
    assert box.snapshot() == before


def test_old_version_refuses_the_project_itself() -> None:
    with Sandbox(seed=SEED, version="18.0") as box:
        body = {"target_project_id": 100}
        status, _, answer = ask(box, "POST", f"{SCOPE}/allowlist", box.token, json=body)
        assert status == 400
        assert "can't be the same as the source project" in answer["message"]
