"""The clients that the global options and the configuration describe."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TypeVar

from gitlab.cli import die, values
from gitlab.cli.failing import failing_as

if TYPE_CHECKING:
    from argparse import Namespace

    from gitlab import AsyncGitlab, Gitlab
    from gitlab.sandbox import Sandbox

Client = TypeVar("Client", "Gitlab", "AsyncGitlab")

_OPTIONS = (
    "server_url",
    "private_token",
    "oauth_token",
    "job_token",
    "ssl_verify",
    "timeout",
    "api_version",
    "per_page",
    "pagination",
    "order_by",
    "user_agent",
)
_NO_LOGIN = "Impossible to log in"


def connect(options: Namespace, *, status: int = 1) -> Gitlab:
    """A client, logged in unless `--skip-login` or the kind of credential forbids it.

    Whatever prevents it ends the process with `status`.
    """
    if options.sandbox:
        return _sandbox(options, status).client()
    from gitlab import Gitlab

    client = _configured(Gitlab, options, status)
    if _shall_log_in(client, options):
        with failing_as(_NO_LOGIN, debug=options.debug, status=status):
            client.auth()
    return client


async def aconnect(options: Namespace, *, status: int = 1) -> AsyncGitlab:
    """The same for commands that keep several requests under way."""
    if options.sandbox:
        return _sandbox(options, status).async_client()
    from gitlab import AsyncGitlab

    client = _configured(AsyncGitlab, options, status)
    if _shall_log_in(client, options):
        with failing_as(_NO_LOGIN, debug=options.debug, status=status):
            await client.auth()
    return client


def _configured(kind: type[Client], options: Namespace, status: int) -> Client:
    from gitlab.config import ConfigError

    try:
        given = _given(options)
        client = kind.merge_config(given, options.gitlab, options.config_file)
        if not (client.private_token or client.oauth_token) and (
            client.job_token in (None, os.environ.get("CI_JOB_TOKEN"))
        ):
            client = _as_glab_is(kind, client, given, options)
    except (ConfigError, ImportError, OSError, ValueError) as error:
        die(str(error), status=status)
    if options.debug:
        client.enable_debug(mask_credentials=options.mask_credentials)
    return client


def _as_glab_is(
    kind: type[Client], client: Client, given: dict[str, Any], options: Namespace
) -> Client:
    """The client with what glab's variables and file say, where nothing else does.

    No token goes to another server than it was meant for.
    """
    from gitlab._glab import is_used

    environ = dict(os.environ)
    if not is_used(environ):
        return client
    from gitlab._environment import chosen
    from gitlab.const import DEFAULT_URL

    of_job = environ.get("CI_SERVER_URL", "").rstrip("/")
    if "server_url" in given or client.url not in (DEFAULT_URL, of_job):
        environ["GITLAB_URL"] = client.url
    found = chosen(environ, options.gitlab, options.config_file).arguments
    found["server_url"] = found.pop("url")
    return kind.merge_config({**found, **given}, options.gitlab, options.config_file)


def _given(options: Namespace) -> dict[str, Any]:
    given = {name: getattr(options, name) for name in _OPTIONS}
    return {
        name: values.from_file(value) if isinstance(value, str) else value
        for name, value in given.items()
        if value is not None
    }


def _shall_log_in(client: Gitlab | AsyncGitlab, options: Namespace) -> bool:
    return bool(client.private_token or client.oauth_token) and not options.skip_login


def _sandbox(options: Namespace, status: int) -> Sandbox:
    """A GitLab in this process: what is configured is meant for other servers."""
    text = f"Impossible to start the sandbox {options.sandbox!r}"
    with failing_as(text, debug=options.debug, status=status):
        from gitlab.sandbox import Sandbox

        return Sandbox(seed=options.sandbox)
