"""A call from start to end: auth, encoding, retries, rate limits, redirects, errors, decoding.

`one` is a generator: it yields what it wants (`Request`, `Sleep`, `Renewal`) and is sent what
happened (`Response`, `Failure`, None, a credential). Drivers of both colours run the same
generator, and so do tests, with `next(flow)` and `flow.send(...)`. `perform` runs a resource's own
flow, which yields whole `Call`s and is sent their results.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import Any, Protocol, TypeAlias, TypeVar, cast

from gitlab._core import auth, decode, encode, uploads
from gitlab._core.budget import Caller, RateBudget
from gitlab._core.masking import masked_url
from gitlab._core.observed import note
from gitlab._core.retry import Retries
from gitlab._core.timeout import DEFAULT_TIMEOUT
from gitlab._core.values import Body, Call, Failure, Renewal, Request, Response, Sleep, Timeout
from gitlab.exceptions import GitlabHttpError, RedirectError

T = TypeVar("T")
Step: TypeAlias = Request | Sleep | Renewal
Reply: TypeAlias = Response | Failure | auth.Credential | None
Wire: TypeAlias = Generator[Step, Reply, T]
"""Steps on the wire."""
Flow: TypeAlias = Generator[Call[Any] | Sleep, Any, T]
"""A resource method that needs more than one call, or has to wait between two."""

MOST_REDIRECTS = 10


class Settings(Protocol):
    """What the core reads of a client, at every call: users change these attributes."""

    headers: dict[str, str]
    timeout: float | None
    retry_transient_errors: bool
    ssl_verify: bool | str

    @property
    def api_url(self) -> str: ...

    @property
    def rate_budget(self) -> RateBudget: ...

    def _credential(self) -> auth.Credential | None: ...

    @property
    def _is_renewable(self) -> bool: ...


def ask(call: Call[T]) -> Flow[T]:
    """Inside a flow: `project = yield from ask(call)`, with the result's type kept."""
    return cast("T", (yield call))


def perform(work: Call[T] | Flow[T], settings: Settings) -> Wire[T]:
    """Run a call, or a flow of calls."""
    if not isinstance(work, Generator):
        return (yield from one(work, settings))
    try:
        call = next(work)
        while True:
            try:
                if isinstance(call, Sleep):
                    result = yield call
                else:
                    result = yield from one(call, settings)
            except Exception as error:  # noqa: BLE001 - the flow may handle any of them
                call = work.throw(error)
            else:
                call = work.send(result)
    except StopIteration as stop:
        value: T = stop.value
        return value


def one(call: Call[T], settings: Settings) -> Wire[T]:
    """One call, repeated and redirected as the rules allow."""
    transient = call.options.retry_transient_errors
    retries = Retries(
        call, transient=settings.retry_transient_errors if transient is None else transient
    )
    home = settings.api_url
    method, url = call.method, encode.url(home, call.path, call.query)
    body, content_type, rewind = _body(call)
    redirects: list[Response] = []
    has_waited = is_renewed = False
    while True:
        credential = settings._credential()
        if credential is None and settings._is_renewable:
            credential = cast("auth.Credential", (yield Renewal()))
        request = _request(call, settings, credential, method, url, body, content_type)
        budget = settings.rate_budget
        caller = None if credential is None else hash(credential)
        reply = yield from _within(budget, caller, request, call, has_waited=has_waited)
        if isinstance(reply, Response):
            note(settings, reply)
            if 200 <= reply.status < 300:
                return call.decode(reply._replace(history=redirects) if redirects else reply)
            may_renew = settings._is_renewable and not is_renewed
            if reply.status == 401 and may_renew and auth.same_origin(url, home):
                is_renewed = (yield Renewal(credential)) != credential
                if is_renewed and rewind():
                    continue
            target = _redirect_target(reply, method, url)
            if target is not None and len(redirects) < MOST_REDIRECTS:
                redirects.append(reply)
                url = target
                if not rewind():
                    raise _not_repeatable(reply)
                continue
        pause = retries.after(reply)
        if pause is None or not rewind():
            raise _final(reply, call, method, url)
        if isinstance(reply, Response) and _asks_to_wait(reply):
            budget.hold(pause.seconds, caller)
            has_waited = True
        yield pause


def _within(
    budget: RateBudget, caller: Caller, request: Request, call: Call[Any], *, has_waited: bool
) -> Wire[Response | Failure]:
    """Send a request when the server's budget has room for it."""
    ticket = budget.take(
        request.method, caller, obeys=call.options.obey_rate_limit, has_waited=has_waited
    )
    reply: Response | Failure | None = None
    try:
        if ticket.wait:
            yield Sleep(ticket.wait)
        reply = cast("Response | Failure", (yield request))
    finally:
        budget.give_back(ticket, reply)
    assert reply is not None
    return reply


def _asks_to_wait(response: Response) -> bool:
    return response.status == 429 or "Retry-After" in response.headers


def _request(
    call: Call[Any],
    settings: Settings,
    credential: auth.Credential | None,
    method: str,
    url: str,
    body: Body,
    content_type: str,
) -> Request:
    home = settings.api_url
    trusted = url.startswith(f"{home}/") or auth.same_origin(url, home)
    credential_headers, drop = auth.headers_for(credential, trusted=trusted)
    headers = {**settings.headers, "Content-type": content_type, **credential_headers}
    headers.update({k: str(v) for k, v in (call.options.extra_headers or {}).items()})
    if not trusted:
        # gl.headers and extra_headers may hold a credential of the user's own making.
        names = {name.lower() for name in auth.CREDENTIAL_HEADERS}
        headers = {k: v for k, v in headers.items() if k.lower() not in names}
    return Request(
        method=method,
        url=url,
        headers=headers,
        body=body,
        timeout=_timeout(call.options.timeout, settings.timeout),
        stream=call.options.streamed,
        drop_headers=drop,
        use_netrc=credential is None and trusted,
        verify=settings.ssl_verify,
    )


def _timeout(own: float | None, clients: float | None) -> Timeout:
    seconds = clients if own is None else own
    if seconds is DEFAULT_TIMEOUT:
        return DEFAULT_TIMEOUT.connect_seconds, DEFAULT_TIMEOUT.read_seconds
    return None if seconds is None else (seconds, seconds)


def _body(call: Call[Any]) -> tuple[Body, str, Callable[[], bool]]:
    """The body, its content type, and how to make it ready for another attempt."""
    content, content_type = _content(call)
    if content is not None and call.options.progress is not None:
        content = cast("Body", uploads.Watched(content, call.options.progress))
    return content, content_type, _rewinder(content)


def _content(call: Call[Any]) -> tuple[Any, str]:
    data = call.body
    if call.files:
        return encode.multipart(data or {}, call.files)
    if call.options.raw and data:
        sent = data if hasattr(data, "read") else uploads.readable(data)
        return sent, "application/octet-stream"
    if data is not None or call.method in ("POST", "PUT", "PATCH"):
        return encode.json_body(data if data is not None else {}), "application/json"
    return None, "application/json"


def _always() -> bool:
    return True


def _rewinder(data: Any) -> Callable[[], bool]:
    """A file goes back to where it started; one that cannot makes the call non-retryable."""
    if data is None or isinstance(data, bytes | bytearray | str):
        return _always
    try:
        start = data.tell()
    except (AttributeError, OSError):
        return lambda: False

    def rewind() -> bool:
        try:
            data.seek(start)
        except OSError:
            return False
        return True

    return rewind


def _redirect_target(response: Response, method: str, url: str) -> str | None:
    """Where to go next, None to stay. A 301 or 302 would turn a write into a GET: refused."""
    location = response.headers.get("Location")
    if response.status not in (301, 302, 303, 307, 308) or not location:
        return None
    from urllib.parse import urljoin

    target = urljoin(url, location)
    if response.status in (307, 308) or method in ("GET", "HEAD"):
        return target
    raise RedirectError(
        f"GitLab redirects this {method} ({response.status} {response.reason}) from "
        f"{masked_url(url)} to {masked_url(target)}; a write is not repeated elsewhere. "
        "Use the new address: often https instead of http, or the project's new path.",
        response.status,
        response.content,
    )


def _not_repeatable(response: Response) -> GitlabHttpError:
    return GitlabHttpError(
        "GitLab redirects this upload, and its content cannot be read a second time: "
        "pass bytes or a seekable file",
        response.status,
        response.content,
    )


def _final(reply: Response | Failure, call: Call[Any], method: str, url: str) -> Exception:
    if isinstance(reply, Failure):
        advice = (
            "the server was not reached: check the URL, name resolution, proxy and TLS settings"
            if reply.processed is False
            else "no answer came, so GitLab may or may not have done it"
        )
        reply.error.add_note(f"{method} {masked_url(url)}: {advice}")
        return reply.error
    error, cause = decode.refusal(reply, call.error, method=method, url=url)
    error.__cause__ = cause
    return error


def drive(wire: Wire[T], act: Mapping[type[Any], Callable[[Any], Reply]]) -> T:
    """Run a wire with plain functions, one for each kind of step."""
    reply: Reply = None
    try:
        while True:
            step = wire.send(reply)
            reply = act[type(step)](step)
    except StopIteration as stop:
        value: T = stop.value
        return value
    finally:
        # After an interrupt nobody waits for the answer, and the budget has to know.
        wire.close()
