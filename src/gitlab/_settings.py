"""What a client is told once and what its user may change later: no I/O, no colour."""

from __future__ import annotations

from gitlab._children import install
from gitlab._core.timeout import DEFAULT_TIMEOUT
from gitlab._version import __title__, __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any, Self, TypeAlias

    from gitlab._core.auth import Credential
    from gitlab._core.budget import RateBudget
    from gitlab._core.observed import Observed
    from gitlab.base import RESTManager

    Token: TypeAlias = str | Callable[[], str] | Callable[[], Awaitable[str]]

DEFAULT_URL = "https://gitlab.com"
USER_AGENT = f"{__title__}/{__version__}"


class ClientSettings:
    """The settings of a client, its credential, and its root managers."""

    _unpickled = False
    _OPTIONS = (
        "timeout",
        "per_page",
        "pagination",
        "order_by",
        "retry_transient_errors",
        "keep_base_url",
        "ssl_verify",
        "pages_in_flight",
    )

    _SHARED = ("_session", "_transport", "_shared_budget", "_own_budget", "_renewing")
    """What copies within a process have in common, and what no pickle holds."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        install(cls)

    def __init__(
        self,
        url: str | None = None,
        private_token: Token | None = None,
        oauth_token: Token | None = None,
        job_token: Token | None = None,
        ssl_verify: bool | str = True,
        http_username: str | None = None,
        http_password: str | None = None,
        timeout: float | None = DEFAULT_TIMEOUT,
        api_version: str = "4",
        per_page: int | None = None,
        pagination: str | None = None,
        order_by: str | None = None,
        user_agent: str = USER_AGENT,
        retry_transient_errors: bool = False,
        keep_base_url: bool = False,
        *,
        session: Any = None,
        transport: Any = None,
        strict: bool = False,
        pages_in_flight: int | None = None,
    ) -> None:
        if str(api_version) != "4":
            module = f"gitlab.v{api_version}.objects"
            raise ModuleNotFoundError(
                f"No module named {module!r}: only version 4 of GitLab's API exists", name=module
            )
        self._url = (url or DEFAULT_URL).rstrip("/")
        self.private_token = private_token or None
        self.oauth_token = oauth_token or None
        self.job_token = job_token or None
        self.http_username = http_username or None
        self.http_password = http_password or None
        self.ssl_verify = ssl_verify
        self.timeout = timeout
        self.per_page = per_page
        self.pagination = pagination
        self.order_by = order_by
        self.retry_transient_errors = retry_transient_errors
        self.keep_base_url = keep_base_url
        self.strict = strict
        self.pages_in_flight = pages_in_flight
        self.headers = {"User-Agent": user_agent}
        self._sent_credential = self._first_credential()
        self._session = session
        self._transport = transport
        self._renewing: Any = None
        self._shared_budget: RateBudget | None = None
        self._own_budget: RateBudget | None = None

    @property
    def rate_budget(self) -> RateBudget:
        """What this client's server bears, and how far it is used.

        All clients, threads and tasks of the process that ask the same server share it. A client
        with a transport of its own has a budget of its own, and so have tests that mock
        `requests`: what answers there is no server.
        """
        if getattr(self._open_connections(), "reaches_server", False):
            if self._shared_budget is None:
                from gitlab._budgets import shared_budget

                self._shared_budget = shared_budget(self._url)
            return self._shared_budget
        if self._own_budget is None:
            from gitlab._budgets import new_budget

            self._own_budget = new_budget()
        return self._own_budget

    @property
    def url(self) -> str:
        """The server's address, without the path of its API."""
        return self._url

    @property
    def api_url(self) -> str:
        """The root of the server's REST API."""
        return f"{self._url}/api/v4"

    @property
    def api_version(self) -> str:
        """The version of GitLab's REST API, always "4"."""
        return "4"

    @classmethod
    def from_config(
        cls,
        gitlab_id: str | None = None,
        config_files: list[str] | None = None,
        **kwargs: Any,
    ) -> Self:
        """A client from a section of the configuration files.

        Raises a `gitlab.config.ConfigError` when the section or the files cannot be used.
        """
        from gitlab.config import GitlabConfigParser

        config = GitlabConfigParser(gitlab_id=gitlab_id, config_files=config_files)
        return cls(
            config.url,
            private_token=config.private_token,
            oauth_token=config.oauth_token,
            job_token=config.job_token,
            ssl_verify=config.ssl_verify,
            http_username=config.http_username,
            http_password=config.http_password,
            timeout=config.timeout,
            api_version=config.api_version,
            per_page=config.per_page,
            pagination=config.pagination,
            order_by=config.order_by,
            user_agent=config.user_agent or USER_AGENT,
            retry_transient_errors=config.retry_transient_errors,
            keep_base_url=config.keep_base_url,
            **kwargs,
        )

    @classmethod
    def merge_config(
        cls,
        options: dict[str, Any],
        gitlab_id: str | None = None,
        config_files: list[str] | None = None,
    ) -> Self:
        """A client from explicit options, then the configuration files, then a CI job's variables.

        A private token beats an OAuth token beats a job token, over all three sources together.
        """
        import os

        from gitlab.config import GitlabConfigParser

        config = GitlabConfigParser(gitlab_id=gitlab_id, config_files=config_files)

        def chosen(name: str) -> Any:
            given = options.get(name)
            return getattr(config, name) if given is None else given

        url = options.get("server_url") or config.url or os.environ.get("CI_SERVER_URL")
        tokens = {
            "private_token": chosen("private_token"),
            "oauth_token": chosen("oauth_token"),
            "job_token": chosen("job_token") or os.environ.get("CI_JOB_TOKEN"),
        }
        winner = next((name for name, value in tokens.items() if value), None)
        credential: dict[str, Any] = {winner: tokens[winner]} if winner else {}
        return cls(
            url,
            **credential,
            ssl_verify=chosen("ssl_verify"),
            timeout=chosen("timeout"),
            api_version=chosen("api_version"),
            per_page=chosen("per_page"),
            pagination=chosen("pagination"),
            order_by=chosen("order_by"),
            user_agent=chosen("user_agent") or USER_AGENT,
        )

    @classmethod
    def from_env(
        cls,
        *,
        gitlab_id: str | None = None,
        config_files: list[str] | None = None,
        **settings: Any,
    ) -> Self:
        """A client from what surrounds the process; `settings` are arguments that win.

        Asked in this order: environment variables (`GITLAB_URL`, `GITLAB_PRIVATE_TOKEN`, ...; of
        glab: `GITLAB_HOST`, `GITLAB_TOKEN`), the configuration files, the CI job one runs in, so
        that a job needs no configuration at all, and the file of glab. A token never goes to
        another server than its source names. The log `gitlab` says at INFO level which source won.

        Raises a `gitlab.config.ConfigError` when a configuration file cannot be used.
        """
        import logging
        import os

        from gitlab._environment import chosen

        choice = chosen(os.environ, gitlab_id, config_files, settings)
        client = cls(**choice.arguments)
        logging.getLogger("gitlab").info(
            "server %s from %s, credential from %s",
            client.url,
            choice.url_from,
            choice.credential_from,
        )
        return client

    def with_options(self, **changed: Any) -> Self:
        """A client like this one, on the same connections, with other settings.

        `changed` are attributes such as `timeout`, `per_page` or `retry_transient_errors`.
        Raises TypeError for anything else.
        """
        from copy import copy

        unknown = [name for name in changed if name not in self._OPTIONS]
        if unknown:
            raise TypeError(
                f"{', '.join(unknown)} is not among the options {', '.join(self._OPTIONS)}"
            )
        twin = copy(self)
        twin.__dict__.update(changed)
        return twin

    def _open_connections(self) -> Any:
        """The transport, made when first needed: copies of this client share it."""
        raise NotImplementedError

    def set_token(
        self,
        *,
        private_token: Token | None = None,
        oauth_token: Token | None = None,
        job_token: Token | None = None,
    ) -> None:
        """Use this credential from now on. An unpickled client needs it: pickles hold no secret.

        Without an argument the client becomes anonymous.
        """
        self.private_token = private_token or None
        self.oauth_token = oauth_token or None
        self.job_token = job_token or None
        self.http_username = self.http_password = None
        self._sent_credential = self._first_credential()
        self._unpickled = False

    def _first_credential(self) -> Credential | None:
        """The credential, unless a function has to be asked for it: that waits for a request."""
        from gitlab._core import auth

        self._check_credentials()
        if (found := self._token()) is not None:
            token, sent_as = found
            return None if callable(token) else sent_as(token)
        if self.http_username is None or self.http_password is None:
            return None
        return auth.basic(self.http_username, self.http_password)

    def _check_credentials(self) -> None:
        tokens = [self.private_token, self.oauth_token, self.job_token]
        if sum(token is not None for token in tokens) > 1:
            raise ValueError(
                "Only one of private_token, oauth_token and job_token can be sent: pass one"
            )
        if (self.http_username is None) != (self.http_password is None):
            raise ValueError("http_username and http_password go together: pass both or none")
        if self.http_username is not None and any(tokens):
            raise ValueError("Pass either a token or http_username and http_password, not both")

    def _token(self) -> tuple[Any, Callable[[str], Credential]] | None:
        """The token, or the function that gives it, and how it is sent."""
        from gitlab._core import auth

        for token, sent_as in (
            (self.private_token, auth.private_token),
            (self.oauth_token, auth.bearer),
            (self.job_token, auth.job_token),
        ):
            if token:
                return token, sent_as
        return None

    def _credential(self) -> Credential | None:
        if self._unpickled:
            from gitlab.exceptions import GitlabAuthenticationError

            raise GitlabAuthenticationError(
                "This client was unpickled, and pickles hold no token: "
                "call gl.set_token(private_token=...) first"
            )
        return self._sent_credential

    @property
    def _is_renewable(self) -> bool:
        """Whether the token is asked of a function."""
        return any(map(callable, (self.private_token, self.oauth_token, self.job_token)))

    def _asked_token(self) -> tuple[Any, Callable[[str], Credential]]:
        """What the token's function gives now, and how it is sent."""
        found = self._token()
        assert found is not None
        token, sent_as = found
        return token(), sent_as

    def raw_responses(self) -> Observed:
        """A block that keeps GitLab's answers as they come, beside what the calls return.

            with gl.raw_responses() as responses:
                project = gl.projects.get(1)
            responses[-1].status, responses[-1].headers["ETag"], responses[-1].request_id

        Every answer to this client is there, refusals and repeats included, with `text` and
        `json()`. It holds for calls that the block makes, in its threads and tasks too.
        """
        from gitlab._core.observed import Observed

        return Observed(self)

    def _pages_at_a_time(self, asked: int | None) -> int:
        """How many pages of one list may be under way."""
        wanted = self.pages_in_flight if asked is None else asked
        if wanted is None:
            from gitlab._listing import PAGES_IN_FLIGHT

            return 1 if self._in_turn() else PAGES_IN_FLIGHT
        if wanted < 1:
            raise ValueError(f"pages_in_flight is at least 1, not {wanted}")
        return wanted

    def _in_turn(self) -> bool:
        """Whether pages come one after the other unless asked otherwise."""
        return False

    def _make_manager(self, manager_class: type[RESTManager[Any]]) -> RESTManager[Any]:
        return manager_class(self)  # type: ignore[arg-type]

    def __getstate__(self) -> dict[str, Any]:
        state = self._copyable_state()
        secrets = ("private_token", "oauth_token", "job_token", "http_username", "http_password")
        has_token = state.pop("_sent_credential") is not None or self._is_renewable
        state["_unpickled"] = has_token
        state.update(dict.fromkeys((*secrets, "_sent_credential", *self._SHARED)))
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def __copy__(self) -> Self:
        """A copy keeps the token and shares the connections, which must be there for that."""
        self._open_connections()
        twin = object.__new__(type(self))
        twin.__dict__.update(self._copyable_state(), headers=dict(self.headers))
        return twin

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """A copy within the process keeps the token and shares the connections."""
        from copy import deepcopy

        self._open_connections()
        twin = object.__new__(type(self))
        memo[id(self)] = twin
        for name, value in self._copyable_state().items():
            twin.__dict__[name] = value if name in self._SHARED else deepcopy(value, memo)
        return twin

    def _copyable_state(self) -> dict[str, Any]:
        """All but the child managers: a copy makes its own."""
        from gitlab._children import ChildManager

        return {
            name: value
            for name, value in self.__dict__.items()
            if not isinstance(getattr(type(self), name, None), ChildManager)
        }

    def __repr__(self) -> str:
        return f"<{type(self).__name__} url:{self._url}>"
