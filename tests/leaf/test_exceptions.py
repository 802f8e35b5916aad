"""The tree of exceptions, and what an error tells."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from gitlab import exceptions
from gitlab._core import decode
from gitlab._core.values import CaseInsensitiveDict, Response
from gitlab.exceptions import (
    GitlabAuthenticationError,
    GitlabConnectionError,
    GitlabCreateError,
    GitlabError,
    GitlabGetError,
    GitlabHttpError,
    GitlabOperationError,
    GitlabTimeoutError,
    on_http_error,
)

CLASSES = [getattr(exceptions, name) for name in exceptions.__all__ if name.endswith("Error")]


def notes(error: BaseException) -> list[str]:
    return getattr(error, "__notes__", [])


@pytest.mark.parametrize("error", CLASSES)
def test_every_class_stands_in_the_drawn_tree(error: type[GitlabError]) -> None:
    assert issubclass(error, GitlabError)
    assert f" {error.__name__}" in (exceptions.__doc__ or "")


@pytest.mark.parametrize("error", CLASSES)
def test_every_public_class_is_listed_and_documented(error: type[GitlabError]) -> None:
    assert error.__doc__
    assert vars(exceptions)[error.__name__] is error


def test_all_lists_every_class() -> None:
    defined = {name for name, value in vars(exceptions).items() if isinstance(value, type)}
    own = {name for name in defined if name.endswith("Error")}
    assert own == {error.__name__ for error in CLASSES}


def test_operations_are_no_http_errors() -> None:
    assert not issubclass(GitlabOperationError, GitlabHttpError)
    assert GitlabGetError.__bases__ == (GitlabOperationError,)
    assert exceptions.GitlabJobCancelError.__bases__ == (exceptions.GitlabCancelError,)
    assert issubclass(GitlabTimeoutError, GitlabConnectionError)


def test_text_is_code_and_message() -> None:
    assert str(GitlabGetError("Not Found", 404)) == "404: Not Found"
    assert str(GitlabGetError("Not Found")) == "Not Found"
    assert str(GitlabCreateError({"name": ["is taken"]}, 400)) == "400: {'name': ['is taken']}"  # type: ignore[arg-type]


def test_message_is_decoded_where_it_can_be() -> None:
    assert GitlabError("Grüße".encode()).error_message == "Grüße"
    assert GitlabError(b"\xff").error_message == b"\xff"


def test_arguments_are_the_message_alone() -> None:
    error = GitlabGetError("Not Found", 404, b"{}")
    assert error.args == ("Not Found",)
    assert (error.response_code, error.response_body) == (404, b"{}")


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "is_bad_request"),
        (401, "is_unauthorized"),
        (403, "is_forbidden"),
        (404, "is_not_found"),
        (409, "is_conflict"),
        (422, "is_unprocessable"),
        (429, "is_rate_limited"),
        (503, "is_server_error"),
    ],
)
def test_status_is_told_by_one_attribute(status: int, name: str) -> None:
    error = GitlabGetError("no", status)
    told = [field for field in dir(error) if field.startswith("is_") and getattr(error, field)]
    assert told == [name]
    assert error.status == status


def test_error_without_an_answer_has_no_status() -> None:
    error = GitlabError("no")
    assert not [field for field in dir(error) if field.startswith("is_") and getattr(error, field)]
    assert (error.status, error.request_id, error.retry_after) == (None, None, None)
    assert dict(error.response_headers) == {}


def attached(**headers: str) -> GitlabGetError:
    return GitlabGetError("429 Too Many Requests", 429)._attach(
        request_method="GET",
        request_url="https://gitlab.example.com/api/v4/x?page=2",
        response_headers=answer(429, **headers).headers,
        retry_after=30,
    )


def test_headers_are_found_in_any_case_and_leave_cookies_out() -> None:
    error = attached(RateLimit_Limit="60", SET_COOKIE="session=abc")
    assert error.response_headers["ratelimit-limit"] == "60"
    assert "Set-Cookie" not in error.response_headers


def answer(status: int, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    url = "https://gitlab.example.com"
    return Response(status, "", CaseInsensitiveDict(named), b"", url, received_at=1_000_000)


def refusal(response: Response, url: str = "https://gitlab.example.com/x") -> GitlabError:
    error, cause = decode.refusal(response, GitlabGetError, method="GET", url=url)
    assert cause is None or not notes(cause)
    return error


def test_request_is_told_without_secrets() -> None:
    url = "https://me:pw@gitlab.example.com/api/v4/x?private_token=abc&page=2"
    error = refusal(answer(404, x_request_id="01HX"), url)
    assert error.request_method == "GET"
    assert error.request_url == (
        "https://[MASKED]@gitlab.example.com/api/v4/x?private_token=[MASKED]&page=2"
    )
    assert error.request_id == "01HX"


def test_retry_after_is_what_the_server_asks() -> None:
    assert refusal(answer(429, retry_after="30")).retry_after == 30
    assert refusal(answer(503, retry_after="30")).retry_after == 30
    assert refusal(answer(429, RateLimit_Reset="1000040")).retry_after == 40
    assert refusal(answer(429)).retry_after is None


def test_reset_of_a_limit_that_was_not_hit_asks_for_nothing() -> None:
    assert refusal(answer(404, RateLimit_Reset="1000040")).retry_after is None


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickle_keeps_everything(protocol: int) -> None:
    error = attached(x_request_id="01HX")
    for same in (pickle.loads(pickle.dumps(error, protocol)), copy.deepcopy(error)):
        assert type(same) is GitlabGetError
        assert vars(same) == vars(error)
        assert (str(same), same.args) == (str(error), error.args)
        assert notes(same) == notes(error)


@pytest.mark.parametrize(
    ("status", "body", "fix"),
    [
        (401, b"", "CI job token"),
        (401, b'{"error":"invalid_token","error_description":"Token is expired."}', "is expired"),
        (403, b'{"error":"insufficient_scope","scope":"api read_api"}', "scopes: api, read_api"),
        (403, b'{"error":"insufficient_granular_scope","error_description":"Lacks x"}', "Lacks x"),
        (404, b'{"message":"404 Not Found"}', "may not see"),
        (429, b"Retry later\n", "max_retries"),
        (502, b"", "retry_transient_errors"),
        (403, b"\n<!DOCTYPE html><title>Sign in</title>", "web page"),
    ],
)
def test_note_names_the_usual_fix(status: int, body: bytes, fix: str) -> None:
    error = GitlabHttpError("no", status, body)._attach()
    assert error.hint is not None
    assert fix in error.hint
    assert notes(error) == [error.hint]
    assert str(error) == f"{status}: no"


@pytest.mark.parametrize(
    ("status", "body"),
    [(403, b'{"message":"403 Forbidden"}'), (403, b"[]"), (400, b'{"error":"name is missing"}')],
)
def test_no_note_without_a_known_fix(status: int, body: bytes) -> None:
    assert notes(GitlabHttpError("no", status, body)._attach()) == []


def test_unknown_certificate_authority_gets_a_hint() -> None:
    error = GitlabConnectionError("[SSL: CERTIFICATE_VERIFY_FAILED] unable to get local issuer")
    assert "ssl_verify" in (error.hint or "")
    assert GitlabTimeoutError("timed out").hint is None


def refused(status: int = 404) -> GitlabHttpError:
    return GitlabHttpError("no", status, b"no")._attach(request_url="https://gitlab.example.com/x")


def test_on_http_error_names_the_operation() -> None:
    @on_http_error(GitlabCreateError)
    def create(name: str) -> str:
        """Create."""
        raise refused()

    with pytest.raises(GitlabCreateError) as caught:
        create("x")
    error = caught.value
    assert (error.error_message, error.response_code, error.response_body) == ("no", 404, b"no")
    assert type(error.__cause__) is GitlabHttpError
    assert error.request_url == "https://gitlab.example.com/x"
    assert create.__doc__ == "Create."


def test_conversion_shows_the_note_once() -> None:
    original = refused()
    converted = original._converted(GitlabGetError)
    assert (len(notes(original)), len(notes(converted))) == (0, 1)


def test_on_http_error_lets_other_errors_and_results_through() -> None:
    @on_http_error(GitlabCreateError)
    def give(value: Any) -> Any:
        if isinstance(value, Exception):
            raise value
        return value

    assert give(1) == 1
    for other in (GitlabAuthenticationError("no", 401), ValueError("no")):
        with pytest.raises(type(other)) as caught:
            give(other)
        assert caught.value is other


@pytest.mark.anyio
async def test_on_http_error_waits_for_coroutines() -> None:
    @on_http_error(GitlabCreateError)
    async def create(refuse: bool) -> int:
        if refuse:
            raise refused()
        return 1

    assert await create(False) == 1
    with pytest.raises(GitlabCreateError):
        await create(True)
