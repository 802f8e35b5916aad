"""The sandbox as its users hold it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from gitlab import Gitlab
    from gitlab.aio import AsyncGitlab
    from gitlab.sandbox.app import App
    from gitlab.sandbox.faults import Faults, Reply
    from gitlab.sandbox.server import Server
    from gitlab.sandbox.store import Row

__all__ = ["Sandbox"]


class Sandbox:
    """A GitLab of its own, filled from a seed.

    `seed` is a mapping, a YAML or JSON file, "demo" or "empty". The data lives in memory, or in the
    SQLite file `data`, which a later sandbox may open again. `clock` gives the time in seconds;
    as the attribute of the same name it can be moved: `box.clock.advance(3600)`. What GitLab does
    in the background, like an export, is done `delay_seconds` later.
    """

    def __init__(
        self,
        seed: str | Path | Mapping[str, Any] = "empty",
        data: str | Path | None = None,
        version: str = "19.4",
        *,
        clock: Callable[[], float] = time.time,
        delay_seconds: float = 0.0,
    ) -> None:
        from gitlab.sandbox.clock import Clock
        from gitlab.sandbox.planting import plant
        from gitlab.sandbox.seed import read
        from gitlab.sandbox.store import Store

        self.closed = False
        self._server: Server | None = None
        self.clock = Clock(clock)
        self._store = Store(str(data) if data else ":memory:", self.clock)
        self._store.delay_seconds = delay_seconds
        self._planted = read(seed), version
        instance = plant(self._store, *self._planted)
        self.token = instance.token
        self._instance = instance
        # A file may hold more than its seed by now, and more than memory should.
        self._seeded = None if data else self._store.snapshot()

    @cached_property
    def app(self) -> App:
        """What answers requests. Its rules are loaded with the first one."""
        from gitlab.sandbox.app import App

        return App(
            self._store,
            version=self._instance.version,
            external_url=self._instance.external_url,
            rate_limit=self._instance.rate_limit,
        )

    @property
    def faults(self) -> Faults:
        """What goes wrong on purpose: `box.faults.add("GET /projects/*", status=503)`."""
        return self.app.faults

    @property
    def url(self) -> str:
        """The address of a server on the loopback interface, started on first touch."""
        return self.serve() if self._server is None else self._server.url

    def serve(self, host: str = "127.0.0.1", port: int = 0, *, verbose: bool = False) -> str:
        """Start a server and return its address; port 0 takes a free one.

        On other hosts than the loopback interface, everybody who has a token of the seed gets in.
        `verbose` logs requests to standard error.
        """
        from gitlab.sandbox.server import Server

        self._server = Server(self.app, port, host=host, verbose=verbose)
        return self._server.url

    def allow_control(self, token: str | None = None) -> str:
        """Let programs that have a token reset the sandbox, move its clock and make faults.

        They do so below `/-/sandbox`, with the token (a random one unless given) as a bearer.
        """
        import secrets

        from gitlab.sandbox.pages import Control

        token = token or secrets.token_urlsafe(24)
        self.app.control = Control(self, token)
        return token

    def request(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str] | None = None,
        json: Any = None,
        form: Mapping[str, Any] | None = None,
    ) -> Reply:
        """Send a request in process. `target` is the raw path with its query.

        Raises ConnectionResetError where a fault wants that.
        """
        sent, body = dict(headers or {}), b""
        if json is not None:
            from json import dumps

            sent["Content-Type"], body = "application/json", dumps(json).encode()
        elif form is not None:
            from gitlab.sandbox.paging import to_query

            sent["Content-Type"] = "application/x-www-form-urlencoded"
            body = to_query(form).encode()
        delivery = self.app.deliver(method, target, sent, body)
        time.sleep(delivery.delay)
        if delivery.reset_after is not None:
            raise ConnectionResetError("the connection was reset")
        status, headers, content = delivery.reply
        return status, headers, content[: delivery.truncate_after]

    def client(self, user: str | int | None = None, **kwargs: Any) -> Gitlab:
        """A client in process that acts for a user (root by default)."""
        from gitlab import Gitlab
        from gitlab.sandbox.transport import SandboxTransport

        token = self.token_for(user)
        return Gitlab(
            self._client_url, private_token=token, transport=SandboxTransport(self.app), **kwargs
        )

    def async_client(self, user: str | int | None = None, **kwargs: Any) -> AsyncGitlab:
        """The same for `await`."""
        from gitlab.aio import AsyncGitlab
        from gitlab.sandbox.transport import AsyncSandboxTransport

        token = self.token_for(user)
        transport = AsyncSandboxTransport(self.app)
        return AsyncGitlab(self._client_url, private_token=token, transport=transport, **kwargs)

    def token_for(self, user: str | int | None = None) -> str:
        """A new personal access token of a user with all scopes; root's own without a user."""
        if user is None:
            return self.token
        from gitlab.sandbox import lookup
        from gitlab.sandbox.records import PERSONAL_SCOPES, create_token

        with self.app.lock:
            row: Row | None = lookup.user(self._store, user)
            if row is None:
                raise ValueError(f"the sandbox has no user {user!r}; add it to the seed")
            token = create_token(self._store, row, name="client", scopes=list(PERSONAL_SCOPES))
        return str(token["token"])

    def job_token(self, project: str | int, user: str | int = "root") -> str:
        """The token of a new job of a user, which runs in a pipeline of its own until it is ended.

        The user needs no role there; what the token opens elsewhere depends on the user's roles.
        """
        from gitlab.sandbox import lookup
        from gitlab.sandbox.ci import create_job

        with self.app.lock, self._store.transaction():
            source = lookup.project(self._store, project)
            owner = lookup.user(self._store, user)
            if source is None or owner is None:
                what = f"project {project!r}" if source is None else f"user {user!r}"
                raise ValueError(f"the sandbox has no {what}; add it to the seed")
            job = create_job(self._store, source, owner, status="running")
        return str(job["token"])

    def run_job(self, id: int, runner: int | None = None) -> str:
        """Let a job that waits begin, as a runner would; its token counts from now on.

        `runner` is the id of the runner that takes it.
        """
        return str(self._change_job(id, "running", runner_id=runner)["token"])

    def end_job(self, id: int, status: str = "success") -> None:
        """Let a job end as "success", "failed" or "canceled"; its token is worth nothing then."""
        reason = {"failure_reason": "script_failure"} if status == "failed" else {}
        self._change_job(id, status, **reason)

    def _change_job(self, id: int, status: str, **attributes: Any) -> Row:
        from gitlab.sandbox.ci import change_job

        with self.app.lock, self._store.transaction():
            job = self._store.get("jobs", id)
            if job is None:
                raise ValueError(f"the sandbox has no job {id}")
            return change_job(self._store, job, status, **attributes)

    def snapshot(self) -> bytes:
        """A copy of all data, for `reset`."""
        with self.app.lock:
            return self._store.snapshot()

    def reset(self, snapshot: bytes | None = None) -> None:
        """Return to the data of a snapshot, or to the seed, without faults and on time."""
        with self.app.lock:
            self._store.restore(snapshot or self._seeded or self._seed_again())
            self.clock.reset()
            self.faults.clear()
            self.app.forget_requests()

    def _seed_again(self) -> bytes:
        """The data of the seed, with the token that is known by now."""
        from gitlab.sandbox.planting import plant
        from gitlab.sandbox.store import Store

        fresh = Store(clock=self.clock)
        made = fresh.first("tokens", token=plant(fresh, *self._planted).token)
        if made is not None:
            fresh.update("tokens", made["id"], token=self.token)
        snapshot = fresh.snapshot()
        fresh.close()
        return snapshot

    def close(self) -> None:
        """Stop the server, if there is one, and let go of the data."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._store.close()
        self.closed = True

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def _client_url(self) -> str:
        return self.app.external_url or "https://gitlab.example.com"
