"""From GitLab's answers to Python values and errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab._core.masking import masked_url
from gitlab._core.pagination import Page, read_page
from gitlab._core.retry import asked_delay
from gitlab._core.values import CaseInsensitiveDict, Response
from gitlab.exceptions import GitlabAuthenticationError, GitlabHttpError, GitlabParsingError

if TYPE_CHECKING:
    from gitlab.exceptions import GitlabError


def is_json(response: Response) -> bool:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return kind == "application/json"


def to_json(response: Response) -> Any:
    """The parsed body; GitlabParsingError says what came instead."""
    if response.content:
        try:
            return response.json()
        except ValueError:
            pass
    raise unreadable(response)


def json_or_response(response: Response) -> Any:
    return to_json(response) if is_json(response) else to_response(response)


def json_unless_empty(response: Response) -> Any:
    return to_response(response) if response.status == 204 else to_json(response)


def to_response(response: Response) -> Any:
    if response.native is None:
        return response
    native = response.native()
    if response.history:
        native.history = [to_response(earlier) for earlier in response.history]
    return native


def to_text(response: Response) -> str:
    return response.text


def to_headers(response: Response) -> CaseInsensitiveDict:
    return response.headers


def to_page(response: Response) -> Page:
    items = to_json(response)
    if not isinstance(items, list):
        raise unreadable(response, expected="a JSON array")
    return read_page(response, items)


def to_dict(response: Response) -> dict[str, Any]:
    data = to_json(response)
    if not isinstance(data, dict):
        raise unreadable(response, expected="a JSON object")
    return data


def to_json_or_empty(response: Response) -> Any:
    """204 means done, without a word: an empty dict."""
    return {} if response.status == 204 else to_json(response)


def to_dict_if_any(response: Response) -> dict[str, Any] | None:
    """A 204 says that nothing changed."""
    return to_dict(response) if response.content else None


def to_none(response: Response) -> None:
    return None


def unreadable(response: Response, expected: str = "JSON") -> GitlabParsingError:
    """Name what came instead of JSON, and what usually sends it."""
    where = masked_url(response.url)
    kind = response.headers.get("Content-Type", "no content type").partition(";")[0]
    if response.status == 204 or not response.content:
        cause = "an empty answer"
        fix = "this endpoint has nothing to return here"
    elif "html" in kind or response.content.lstrip()[:1] == b"<":
        cause = f"a web page ({kind})"
        fix = "a login page or a proxy answered: check the URL, the token and the network path"
    elif is_json(response) and expected != "JSON":
        cause = "other JSON"
        fix = "is this the URL of a GitLab API?"
    else:
        cause = f"{kind} that is not JSON"
        fix = "is this the URL of a GitLab API?"
    return GitlabParsingError(
        error_message=f"Expected {expected} from {where}, got {cause}: {fix}",
        response_code=response.status,
        response_body=response.content,
    )


def error_message(response: Response) -> Any:
    """GitLab's own words: the member `error`, else `message` (maybe a dict), else the body."""
    try:
        data = response.json()
    except ValueError:
        return response.content
    if isinstance(data, dict):
        for key in ("error", "message"):
            if key in data:
                return data[key]
    return response.content


def refusal(
    response: Response, error: type[GitlabError] | None, *, method: str, url: str
) -> tuple[GitlabError, GitlabError | None]:
    """The error for a refused request, and the general one it comes from."""
    unauthorized = response.status == 401
    kind = GitlabAuthenticationError if unauthorized else GitlabHttpError
    general = kind(error_message(response), response.status, response.content)._attach(
        request_method=method,
        request_url=masked_url(url),
        response_headers=response.headers,
        retry_after=_asked_delay(response),
    )
    if unauthorized or error is None or error is GitlabHttpError:
        return general, None
    return general._converted(error), general


def _asked_delay(response: Response) -> float | None:
    # GitLab.com tells its limits with every answer; only a refusal asks to wait for them.
    if response.status == 429 or "Retry-After" in response.headers:
        return asked_delay(response.headers, response.received_at)
    return None
