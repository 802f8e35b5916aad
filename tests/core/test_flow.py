"""The core's rules, without a server, an event loop or a mock: flows are driven by hand."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from gitlab import exceptions as exc
from gitlab._core import auth, decode, flow
from gitlab._core.budget import RateBudget
from gitlab._core.timeout import DEFAULT_TIMEOUT
from gitlab._core.values import (
    Call,
    CaseInsensitiveDict,
    Failure,
    Options,
    Request,
    Response,
    Sleep,
)


class Settings:
    """A client's settings, and nothing else of a client."""

    api_url = "https://gitlab.example.com/api/v4"
    timeout: float | None = DEFAULT_TIMEOUT
    ssl_verify: bool | str = True
    token: str | None = "glpat-secret"

    def __init__(self, **changed: Any) -> None:
        self.headers = {"User-Agent": "test"}
        self.retry_transient_errors = False
        self.rate_budget = RateBudget(lambda: 0.0)
        self.__dict__.update(changed)

    def _credential(self) -> auth.Credential | None:
        return None if self.token is None else auth.private_token(self.token)

    _is_renewable = False


TRANSIENT = Settings(retry_transient_errors=True)


def call(method: str = "GET", path: str = "/projects/1", **fields: Any) -> Call[Any]:
    return Call(method, path, fields.pop("decode", decode.json_or_response), **fields)


def answer(
    status: int = 200,
    body: Any = None,
    *,
    reason: str = "",
    url: str = "https://gitlab.example.com/api/v4/projects/1",
    now: float = 1000.0,
    **headers: str,
) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    content = b"" if body is None else json.dumps(body).encode()
    return Response(
        status,
        reason,
        CaseInsensitiveDict({"Content-Type": "application/json", **named}),
        content,
        url,
        now,
    )


def begin(work: Call[Any], settings: Settings | None = None) -> tuple[Any, Request]:
    wire = flow.perform(work, settings or Settings())
    request = next(wire)
    assert isinstance(request, Request)
    return wire, request


def result_of(wire: Any, reply: Response | Failure | None) -> Any:
    with pytest.raises(StopIteration) as stopped:
        wire.send(reply)
    return stopped.value.value


# One request


def test_a_call_becomes_one_request_and_its_answer_the_result() -> None:
    wire, request = begin(call(query={"simple": True}))
    assert request.method == "GET"
    assert request.url == "https://gitlab.example.com/api/v4/projects/1?simple=True"
    assert request.headers["PRIVATE-TOKEN"] == "glpat-secret"
    assert request.headers["Content-type"] == "application/json"
    assert request.body is None
    assert result_of(wire, answer(body={"id": 1})) == {"id": 1}


def test_the_default_timeout_stands_for_two_limits_and_none_for_none() -> None:
    assert begin(call())[1].timeout == (10.0, 60.0)
    assert begin(call(), Settings(timeout=60.0))[1].timeout == (60.0, 60.0)
    assert begin(call(), Settings(timeout=None))[1].timeout is None
    assert begin(call(options=Options(timeout=5)), Settings(timeout=None))[1].timeout == (5, 5)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_writes_without_data_send_an_empty_json_object(method: str) -> None:
    assert begin(call(method))[1].body == b"{}"


def test_json_is_sent_as_ascii() -> None:
    assert begin(call("POST", body={"name": "é"}))[1].body == b'{"name": "\\u00e9"}'


def test_extra_headers_come_last() -> None:
    options = Options(extra_headers={"User-Agent": "mine", "X-Number": 1})
    headers = begin(call(options=options))[1].headers
    assert headers["User-Agent"] == "mine"
    assert headers["X-Number"] == "1"


# Repeating


def test_429_waits_as_long_as_gitlab_asks() -> None:
    wire, request = begin(call())
    pause = wire.send(answer(429, Retry_After="7"))
    assert pause == Sleep(7.0, jitter=0.7)
    assert wire.send(None) == request


def test_retry_after_may_be_a_date() -> None:
    wire, _ = begin(call())
    asked = answer(429, Retry_After="Thu, 01 Jan 1970 00:17:00 GMT", now=1000.0)
    assert wire.send(asked).seconds == 20.0


def test_a_delay_gitlab_asks_for_is_capped() -> None:
    wire, _ = begin(call())
    assert wire.send(answer(429, Retry_After="86400")).seconds == 300.0


def test_rate_limit_reset_is_used_when_retry_after_is_absent() -> None:
    wire, _ = begin(call())
    assert wire.send(answer(429, RateLimit_Reset="1012", now=1000.0)).seconds == 12.0


def test_without_any_header_the_pause_doubles_from_a_tenth_of_a_second() -> None:
    wire, _ = begin(call())
    pauses = []
    for _ in range(4):
        pauses.append(wire.send(answer(429)).seconds)
        wire.send(None)
    assert pauses == [0.1, 0.2, 0.4, 0.8]


def test_429_is_an_error_when_the_rate_limit_is_not_obeyed() -> None:
    wire, _ = begin(call(options=Options(obey_rate_limit=False)))
    with pytest.raises(exc.GitlabHttpError) as refused:
        wire.send(answer(429, Retry_After="7"))
    assert refused.value.is_rate_limited
    assert refused.value.retry_after == 7


def test_after_the_last_retry_the_refusal_stands() -> None:
    wire, _ = begin(call(options=Options(max_retries=1)))
    wire.send(answer(429))
    wire.send(None)
    with pytest.raises(exc.GitlabHttpError):
        wire.send(answer(429))


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520, 530])
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_server_errors_are_retried_on_request(method: str, status: int) -> None:
    wire, _ = begin(call(method), TRANSIENT)
    assert isinstance(wire.send(answer(status)), Sleep)


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_post_is_not_repeated_after_a_server_error(method: str) -> None:
    wire, _ = begin(call(method), TRANSIENT)
    with pytest.raises(exc.GitlabHttpError):
        wire.send(answer(502))


def test_a_post_declared_idempotent_is_repeated() -> None:
    wire, _ = begin(call("POST", idempotent=True), TRANSIENT)
    assert isinstance(wire.send(answer(502)), Sleep)


def test_a_post_is_not_repeated_after_a_broken_connection() -> None:
    wire, _ = begin(call("POST"), TRANSIENT)
    broken = ConnectionResetError("reset")
    with pytest.raises(ConnectionResetError):
        wire.send(Failure(broken))


def test_a_post_that_surely_never_arrived_is_repeated() -> None:
    wire, request = begin(call("POST"), TRANSIENT)
    assert isinstance(wire.send(Failure(ConnectionRefusedError(), processed=False)), Sleep)
    assert wire.send(None) == request


def test_a_post_refused_for_a_lock_is_repeated() -> None:
    wire, _ = begin(call("POST"), TRANSIENT)
    locked = answer(409, {"message": "409 Conflict: Resource lock"})
    assert isinstance(wire.send(locked), Sleep)


def test_other_conflicts_are_final() -> None:
    wire, _ = begin(call("PUT"), TRANSIENT)
    with pytest.raises(exc.GitlabHttpError) as refused:
        wire.send(answer(409, {"message": "409 Conflict"}))
    assert refused.value.is_conflict


def test_broken_connections_are_errors_unless_retries_are_asked_for() -> None:
    wire, _ = begin(call())
    with pytest.raises(ConnectionRefusedError) as refused:
        wire.send(Failure(ConnectionRefusedError("refused"), processed=False))
    assert "gitlab.example.com" in "".join(refused.value.__notes__)


def test_a_file_is_rewound_before_it_is_sent_again() -> None:
    content = io.BytesIO(b"headerdata")
    content.seek(6)
    wire, request = begin(call("PUT", body=content, options=Options(raw=True)), TRANSIENT)
    assert request.body is content
    content.read()
    assert isinstance(wire.send(answer(503)), Sleep)
    wire.send(None)
    assert content.read() == b"data"


def test_a_stream_that_cannot_be_rewound_is_sent_once() -> None:
    class Stream:
        def read(self, size: int = -1) -> bytes:
            return b""

    wire, _ = begin(call("PUT", body=Stream(), options=Options(raw=True)), TRANSIENT)
    with pytest.raises(exc.GitlabHttpError):
        wire.send(answer(503))


# Redirects


def test_a_get_follows_a_redirect() -> None:
    wire, _ = begin(call())
    moved = answer(301, Location="/api/v4/projects/2")
    request = wire.send(moved)
    assert request.url == "https://gitlab.example.com/api/v4/projects/2"
    assert request.headers["PRIVATE-TOKEN"] == "glpat-secret"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example.com/api/v4/projects/1",
        "http://gitlab.example.com/api/v4/projects/1",
        "https://gitlab.example.com:8443/api/v4/projects/1",
    ],
)
def test_the_token_does_not_follow_a_redirect_to_another_origin(elsewhere: str) -> None:
    options = Options(extra_headers={"Authorization": "Bearer also-secret"})
    wire, _ = begin(call(options=options), Settings())
    request = wire.send(answer(302, Location=elsewhere))
    assert request.url == elsewhere
    assert "secret" not in repr(request.headers)
    assert set(request.drop_headers) == set(auth.CREDENTIAL_HEADERS)
    assert not request.use_netrc


def test_the_token_is_not_sent_to_an_absolute_url_elsewhere() -> None:
    _, request = begin(call(path="https://evil.example.com/api/v4/user"))
    assert "secret" not in repr(request.headers)


def test_a_redirected_write_is_an_error_that_names_both_addresses() -> None:
    wire, _ = begin(call("PUT"))
    with pytest.raises(exc.RedirectError) as refused:
        wire.send(answer(301, reason="Moved Permanently", Location="https://new.example.com/x"))
    text = str(refused.value)
    assert "301 Moved Permanently" in text
    assert "https://gitlab.example.com/api/v4/projects/1" in text
    assert "https://new.example.com/x" in text


def test_307_repeats_the_write_with_its_body() -> None:
    wire, request = begin(call("POST", body={"a": 1}))
    again = wire.send(answer(307, Location="/api/v4/projects/2"))
    assert (again.method, again.body) == ("POST", request.body)


def test_endless_redirects_end() -> None:
    wire, _ = begin(call())
    away = answer(302, Location="/api/v4/projects/1")
    for _ in range(flow.MOST_REDIRECTS):
        wire.send(away)
    with pytest.raises(exc.GitlabHttpError):
        wire.send(away)


# Errors and decoding


def test_a_refusal_raises_the_error_of_the_operation_from_the_general_one() -> None:
    wire, _ = begin(call(error=exc.GitlabGetError))
    with pytest.raises(exc.GitlabGetError) as refused:
        wire.send(answer(404, {"message": "404 Project Not Found"}, X_Request_Id="abc"))
    error = refused.value
    assert type(error) is exc.GitlabGetError
    assert str(error) == "404: 404 Project Not Found"
    assert isinstance(error.__cause__, exc.GitlabHttpError)
    assert error.is_not_found
    assert error.request_id == "abc"
    assert error.request_method == "GET"
    assert error.request_url == "https://gitlab.example.com/api/v4/projects/1"


def test_401_is_an_authentication_error_for_every_operation() -> None:
    wire, _ = begin(call(error=exc.GitlabGetError))
    with pytest.raises(exc.GitlabAuthenticationError):
        wire.send(answer(401, {"message": "401 Unauthorized"}))


def test_secrets_in_the_address_are_masked_in_errors() -> None:
    wire, request = begin(call(query={"private_token": "glpat-inquery"}))
    assert "glpat-inquery" in request.url
    with pytest.raises(exc.GitlabHttpError) as refused:
        wire.send(answer(403, {"message": "403 Forbidden"}, url=request.url))
    assert "glpat-inquery" not in str(refused.value.request_url)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"error": "id is invalid", "message": "other"}, "id is invalid"),
        ({"message": {"name": ["is too long"]}}, {"name": ["is too long"]}),
    ],
)
def test_the_message_is_gitlabs_own(body: Any, message: Any) -> None:
    wire, _ = begin(call())
    with pytest.raises(exc.GitlabHttpError) as refused:
        wire.send(answer(400, body))
    assert refused.value.error_message == message
    assert refused.value.response_body == json.dumps(body).encode()


def test_a_web_page_instead_of_json_is_named() -> None:
    wire, _ = begin(call(decode=decode.to_dict))
    page = answer(Content_Type="text/html; charset=utf-8")._replace(content=b"<html>Sign in")
    with pytest.raises(exc.GitlabParsingError, match=r"web page.*check the URL") as refused:
        wire.send(page)
    assert refused.value.response_code == 200


def test_204_where_json_was_expected_is_named() -> None:
    wire, _ = begin(call(decode=decode.to_dict))
    with pytest.raises(exc.GitlabParsingError, match="an empty answer"):
        wire.send(answer(204))


# Flows of several calls


def test_a_flow_asks_call_by_call_and_returns_its_result() -> None:
    def both() -> flow.Flow[list[Any]]:
        one = yield from flow.ask(call())
        two = yield from flow.ask(call(path=f"/projects/{one['next']}"))
        return [one, two]

    wire = flow.perform(both(), Settings())
    next(wire)
    second = wire.send(answer(body={"next": 2}))
    assert isinstance(second, Request)
    assert second.url.endswith("/projects/2")
    assert result_of(wire, answer(body={"id": 2})) == [{"next": 2}, {"id": 2}]


def test_a_flow_may_handle_the_errors_of_its_calls() -> None:
    def tolerant() -> flow.Flow[str]:
        try:
            yield from flow.ask(call())
        except exc.GitlabHttpError as error:
            return f"handled {error.status}"
        return "ok"

    wire = flow.perform(tolerant(), Settings())
    next(wire)
    assert result_of(wire, answer(404, {"message": "404 Not Found"})) == "handled 404"
