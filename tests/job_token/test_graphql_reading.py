"""Scopes read through GraphQL: the same as through REST, in a twentieth of the requests."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from gitlab import Gitlab, exceptions as exc
from gitlab._core.values import Request, Response
from gitlab.job_token import Fleet, collect
from gitlab.job_token.state import Entry, ProjectState
from gitlab.sandbox import Sandbox

Answer = dict[str, Any]


@pytest.fixture(scope="module")
def demo() -> Iterator[Sandbox]:
    with Sandbox(seed="demo") as box:
        yield box


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pauses between tries are the client's business, and tested there."""
    monkeypatch.setattr("time.sleep", lambda seconds: None)


class Wire:
    """A transport that counts, and lets a test answer GraphQL in the server's place."""

    def __init__(self, inner: Any, instead: Callable[[Answer], Any] | None = None) -> None:
        self.inner, self.instead = inner, instead
        self.rest = 0
        self.queries: list[Answer] = []

    def send(self, request: Request) -> Response:
        if not request.url.endswith("/api/graphql"):
            self.rest += 1
            reply: Response = self.inner.send(request)
            return reply
        assert isinstance(request.body, bytes)
        self.queries.append(json.loads(request.body))
        answer = self.instead(self.queries[-1]) if self.instead else None
        reply = self.inner.send(request)
        if callable(answer):
            answer = answer(json.loads(reply.content))
        if isinstance(answer, int):
            return reply._replace(status=answer, content=b"{}")
        return reply if answer is None else reply._replace(content=json.dumps(answer).encode())

    def close(self) -> None:
        self.inner.close()


def wired(
    box: Sandbox, user: str = "alice", instead: Callable[[Answer], Any] | None = None
) -> tuple[Gitlab, Wire]:
    gl = box.client(user)
    wire = Wire(gl._transport, instead)
    gl._transport = wire
    return gl, wire


def refusing(message: str, **extensions: Any) -> Answer:
    return {"errors": [{"message": message, "extensions": extensions}]}


def as_rest_shows(state: ProjectState) -> ProjectState:
    """Without what REST does not show."""
    return replace(
        state,
        stored_inbound_enabled=None,
        log=None,
        entries=tuple(Entry(entry.kind, entry.id, entry.path) for entry in state.entries),
    )


def shown(fleet: Fleet) -> list[ProjectState]:
    return [as_rest_shows(state) for state in fleet.projects]


def test_both_ways_read_the_same_fleet_and_graphql_takes_a_twentieth_of_the_requests(
    demo: Sandbox,
) -> None:
    gl, by_graphql = wired(demo)
    graphql = collect(gl, "acme")
    gl, by_rest = wired(demo)
    rest = collect(gl, "acme", graphql=False)
    assert shown(graphql) == shown(rest)
    assert replace(graphql, projects=(), taken_at=None) == replace(rest, projects=(), taken_at=None)
    assert not by_rest.queries
    assert (by_graphql.rest + len(by_graphql.queries)) * 20 <= by_rest.rest


def test_both_ways_tell_the_same_of_what_may_not_be_read(demo: Sandbox) -> None:
    gl = demo.client("frank")
    graphql, rest = collect(gl, "acme/mobile"), collect(gl, "acme/mobile", graphql=False)
    assert graphql.projects == rest.projects
    assert {project.error for project in graphql.projects} == {"403: 403 Forbidden"}


def test_permissions_and_the_log_come_with_graphql(demo: Sandbox) -> None:
    fleet = collect(demo.client("alice"), "acme/mobile")
    templates = fleet.by_path["acme/mobile/ci-templates"]
    (entry,) = templates.listed("project")
    assert entry.is_fine_grained
    assert entry.policies == ("read_packages", "read_repositories")
    assert entry.autopopulated is False
    assert templates.log is not None
    assert [use.origin_path for use in templates.log] == ["acme/mobile/auth/auth-service"]


def test_long_lists_are_read_to_the_end(demo: Sandbox) -> None:
    fleet = collect(demo.client("alice"), "acme/platform")
    assert len(fleet.by_path["acme/platform/ci-templates"].listed("project")) == 200
    assert len(fleet.by_path["acme/platform/deploy-tools"].listed("group")) == 200


def test_a_stored_entry_of_a_project_for_itself_is_its_own_and_not_a_second_one() -> None:
    with Sandbox(seed="demo") as box:
        gl = box.client("alice")
        for policies in ([], ["READ_JOBS"]):
            _narrow_self(gl, "acme/mobile/web/web-service", policies)
            (own,) = collect(gl, "acme/mobile/web").projects[-1].listed("self")
            assert own.default_permissions is False
            assert own.policies == tuple(name.lower() for name in policies)


def _narrow_self(gl: Gitlab, path: str, policies: list[str]) -> None:
    answer = gl.http_post(
        f"{gl.url}/api/graphql",
        post_data={
            "query": "mutation($path: ID!, $policies: [CiJobTokenScopePolicies!]!) {"
            " ciJobTokenScopeUpdatePolicies(input: {projectPath: $path, targetPath: $path"
            ", defaultPermissions: false, jobTokenPolicies: $policies}) { errors } }",
            "variables": {"path": path, "policies": policies},
        },
    )
    assert answer["data"]["ciJobTokenScopeUpdatePolicies"]["errors"] == []


def test_one_switch_that_is_off_tells_whether_all_are_enforced() -> None:
    with Sandbox(seed="demo") as box:
        box.client().settings.update(new_data={"enforce_ci_inbound_job_token_scope_enabled": True})
        fleet = collect(box.client("alice"), "acme/support/search")
        assert fleet.enforced is True
        assert {project.inbound_enabled for project in fleet.projects} == {True}
        assert False in {project.stored_inbound_enabled for project in fleet.projects}


# What a GitLab may refuse -------------------------------------------------------------------------


def test_a_query_that_is_too_complex_is_asked_in_parts(demo: Sandbox) -> None:
    def at_most_20(query: Answer) -> Answer | None:
        if query["variables"].get("projects", 0) <= 20:
            return None
        return refusing("Query has complexity of 500, which exceeds max complexity of 250")

    gl, wire = wired(demo, instead=at_most_20)
    assert shown(collect(gl, "acme/mobile")) == shown(collect(demo.client("alice"), "acme/mobile"))
    assert max(len(query["variables"]["ids"]) for query in wire.queries[1:]) <= 20


def test_a_gateway_that_loses_patience_is_asked_for_less(demo: Sandbox) -> None:
    def slow(query: Answer) -> int | None:
        return 504 if query["variables"].get("projects", 0) > 20 else None

    gl, _ = wired(demo, instead=slow)
    gl.retry_transient_errors = False
    fleet = collect(gl, "acme/mobile")
    assert shown(fleet) == shown(collect(demo.client("alice"), "acme/mobile"))
    assert fleet.by_path["acme/mobile/ci-templates"].log is not None


@pytest.mark.parametrize(
    ("field", "unknown"),
    [
        ("ciJobTokenAuthLogs", lambda state: state.log),
        ("inboundAllowlistAutopopulatedIds", lambda state: state.entries[1].autopopulated),
        ("defaultPermissions", lambda state: state.entries[1].default_permissions),
    ],
)
@pytest.mark.parametrize("coded", [True, False])
def test_a_field_that_this_gitlab_lacks_is_left_out_and_left_unknown(
    demo: Sandbox, field: str, unknown: Callable[[ProjectState], object], coded: bool
) -> None:
    def older(query: Answer) -> Answer | None:
        if field not in query["query"]:
            return None
        details = {"code": "undefinedField", "fieldName": field} if coded else {}
        return refusing(f"Field '{field}' doesn't exist on type 'Project'", **details)

    gl, wire = wired(demo, instead=older)
    fleet = collect(gl, "acme/mobile")
    assert shown(fleet) == shown(collect(demo.client("alice"), "acme/mobile"))
    assert unknown(fleet.by_path["acme/mobile/ci-templates"]) is None
    assert sum(field in query["query"] for query in wire.queries) == 1


@pytest.mark.parametrize(
    "refusal",
    [404, 403, refusing("Field 'ciJobTokenScopeAllowlist' doesn't exist on type 'Project'")],
    ids=["no GraphQL", "forbidden", "older than 17.6"],
)
def test_without_graphql_rest_serves_all_and_graphql_is_asked_once(
    demo: Sandbox, refusal: Any
) -> None:
    gl, wire = wired(demo, instead=lambda query: refusal)
    expected = collect(demo.client("alice"), "acme/mobile", graphql=False)
    assert replace(collect(gl, "acme/mobile"), taken_at=expected.taken_at) == expected
    assert len(wire.queries) == 1


def test_one_broken_origin_spoils_its_own_line_of_the_log_only(demo: Sandbox) -> None:
    def broken(answer: Answer) -> Answer:
        for node in answer["data"]["projects"]["nodes"]:
            logs = node["ciJobTokenAuthLogs"]["nodes"]
            logs[:1] = [None] * bool(logs)
        return {**answer, **refusing("Cannot return null for non-nullable field")}

    whole = collect(demo.client("alice"), "acme/mobile")
    gl, _ = wired(demo, instead=lambda query: broken)
    fleet = collect(gl, "acme/mobile")
    assert shown(fleet) == shown(whole)
    for state in fleet.projects:
        before = whole.by_id[state.id].log
        assert state.log is not None
        assert before is not None
        assert len(state.log) == max(0, len(before) - 1)


def test_a_log_that_breaks_as_a_whole_is_unknown_and_the_rest_is_kept(demo: Sandbox) -> None:
    def broken(answer: Answer) -> Answer:
        for node in answer["data"]["projects"]["nodes"]:
            node["ciJobTokenAuthLogs"] = None
        return {**answer, **refusing("Cannot return null for non-nullable field")}

    gl, wire = wired(demo, instead=lambda query: broken)
    fleet = collect(gl, "acme/mobile")
    assert {state.log for state in fleet.projects} == {None}
    assert fleet.by_path["acme/mobile/ci-templates"].listed("project")[0].is_fine_grained
    assert len(wire.queries) == 1


def test_a_project_that_spoils_every_answer_is_read_by_rest_and_the_others_as_before(
    demo: Sandbox,
) -> None:
    whole = collect(demo.client("alice"), "acme/mobile")
    spoiling = whole.by_path["acme/mobile/edge/edge-worker"]

    def spoilt(query: Answer) -> Answer | None:
        if f"gid://gitlab/Project/{spoiling.id}" in query["variables"].get("ids", ()):
            return refusing("Internal server error")
        return None

    gl, wire = wired(demo, instead=spoilt)
    fleet = collect(gl, "acme/mobile")
    assert shown(fleet) == shown(whole)
    assert [state.path for state in fleet.projects if state.log is None] == [spoiling.path]
    assert len(wire.queries) <= 12


def test_a_page_that_cannot_be_had_leaves_the_project_to_rest(demo: Sandbox) -> None:
    gl, _ = wired(demo, instead=lambda query: 502 if "path" in query["variables"] else None)
    fleet = collect(gl, "acme/platform")
    assert len(fleet.by_path["acme/platform/ci-templates"].listed("project")) == 200
    assert len(fleet.by_path["acme/platform/deploy-tools"].listed("group")) == 200


def test_projects_that_graphql_leaves_out_are_read_by_rest(demo: Sandbox) -> None:
    def shortened(answer: Answer) -> Answer:
        del answer["data"]["projects"]["nodes"][::2]
        return answer

    gl, _ = wired(demo, instead=lambda query: shortened)
    assert shown(collect(gl, "acme/mobile")) == shown(collect(demo.client("alice"), "acme/mobile"))


@pytest.mark.parametrize("version", ["17.11", "18.11"])
def test_older_versions_are_read_too(version: str) -> None:
    with Sandbox(seed="demo", version=version) as box:
        gl = box.client("alice")
        graphql, rest = collect(gl, "acme/mobile"), collect(gl, "acme/mobile", graphql=False)
    assert shown(graphql) == shown(rest)


def test_a_rate_limit_is_no_reason_to_send_twenty_times_the_requests(demo: Sandbox) -> None:
    gl, wire = wired(demo, instead=lambda query: 429)
    before = wire.rest
    with pytest.raises(exc.GitlabHttpError, match="429"):
        collect(gl, "acme/mobile/web")
    assert wire.rest - before < 10
