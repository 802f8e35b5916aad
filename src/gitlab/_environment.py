"""Where `Gitlab.from_env()` finds its server and token.

Environment variables, the configuration file, the CI job, and at last the file of glab.

The first source that names a server gives the address; a token is taken only from a source that
names the same server or none, so that no token reaches a server it was not meant for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from gitlab._booleans import boolean_or_path
from gitlab._glab import HOST_VARIABLES, OAUTH_VARIABLES, TOKEN_VARIABLES, config_file, hosts
from gitlab.config import GitlabConfigParser

_URLS = ("GITLAB_URL", *HOST_VARIABLES)
_TOKENS = {
    "private_token": ("GITLAB_PRIVATE_TOKEN", *TOKEN_VARIABLES),
    "oauth_token": ("GITLAB_OAUTH_TOKEN", *OAUTH_VARIABLES),
}
_TEXTS = {
    "pagination": "GITLAB_PAGINATION",
    "order_by": "GITLAB_ORDER_BY",
    "user_agent": "GITLAB_USER_AGENT",
    "api_version": "GITLAB_API_VERSION",
}
_NUMBERS = {"timeout": "GITLAB_TIMEOUT", "per_page": "GITLAB_PER_PAGE"}
_CREDENTIALS = ("private_token", "oauth_token", "job_token", "http_username", "http_password")
_OF_FILES = (
    "ssl_verify",
    "timeout",
    "api_version",
    "per_page",
    "pagination",
    "order_by",
    "user_agent",
    "retry_transient_errors",
    "keep_base_url",
)


class Source(NamedTuple):
    """What one place says: a server, a credential, other settings."""

    name: str
    url: str | None = None
    credential: Mapping[str, str] = {}
    settings: Mapping[str, Any] = {}


class Choice(NamedTuple):
    """The arguments for a client, and which source gave address and credential."""

    arguments: dict[str, Any]
    url_from: str
    credential_from: str


def chosen(
    environ: Mapping[str, str],
    gitlab_id: str | None,
    config_files: list[str] | None,
    arguments: Mapping[str, Any] | None = None,
) -> Choice:
    """Merge the sources, the earlier ones winning; before all, what the program says itself."""
    sources = [
        from_arguments(arguments or {}),
        from_variables(environ),
        *from_files(gitlab_id, config_files),
        from_ci_job(environ),
    ]
    named, entitled, credited = _picked(sources)
    if not credited.credential:
        named, entitled, credited = _picked([*sources, *from_glab(environ)])
    settings: dict[str, Any] = {}
    for source in reversed(entitled):
        settings.update(source.settings)
    settings = {"url": named.url, **settings, **credited.credential, **(arguments or {})}
    return Choice(settings, url_from=named.name, credential_from=credited.name)


def _picked(sources: list[Source]) -> tuple[Source, list[Source], Source]:
    """Who names the server, who may say something about it, and whose credential is taken."""
    named = next((source for source in sources if source.url), Source("the default"))
    entitled = [source for source in sources if source.url in (None, named.url)]
    credited = next((source for source in entitled if source.credential), Source("nowhere"))
    return named, entitled, credited


def from_arguments(arguments: Mapping[str, Any]) -> Source:
    credential = {name: arguments[name] for name in _CREDENTIALS if arguments.get(name)}
    return Source("the arguments", _bare(arguments.get("url")), credential)


def from_variables(environ: Mapping[str, str]) -> Source:
    """The variables that the command line reads too, and glab's names for them."""
    url = _first(environ, _URLS)
    if url and "://" not in url:
        url = f"https://{url}"
    tokens = {name: _first(environ, variables) for name, variables in _TOKENS.items()}
    kind = next((name for name, value in tokens.items() if value), None)
    settings: dict[str, Any] = {
        name: environ[variable] for name, variable in _TEXTS.items() if environ.get(variable)
    }
    for name, variable in _NUMBERS.items():
        if text := environ.get(variable):
            settings[name] = _number(variable, text)
    if verify := environ.get("GITLAB_SSL_VERIFY"):
        settings["ssl_verify"] = boolean_or_path(verify)
    credential = {kind: tokens[kind] or ""} if kind else {}
    return Source("environment variables", _bare(url), credential, settings)


def from_files(gitlab_id: str | None, config_files: list[str] | None) -> Iterator[Source]:
    """The chosen section of the configuration files, if there are any."""
    config = GitlabConfigParser(gitlab_id=gitlab_id, config_files=config_files)
    if config.url is None:
        return
    credential = {
        name: value for name in _CREDENTIALS if (value := getattr(config, name)) is not None
    }
    settings = {name: getattr(config, name) for name in _OF_FILES}
    yield Source(
        f"section {config.gitlab_id!r} of the configuration file",
        _bare(config.url),
        credential,
        settings,
    )


def from_ci_job(environ: Mapping[str, str]) -> Source:
    """What GitLab tells its jobs. The runner may add the CA of a server with its own."""
    url, token = environ.get("CI_SERVER_URL"), environ.get("CI_JOB_TOKEN")
    authority = environ.get("CI_SERVER_TLS_CA_FILE")
    return Source(
        "the CI job",
        _bare(url),
        {"job_token": token} if url and token else {},
        {"ssl_verify": authority} if url and authority else {},
    )


def from_glab(environ: Mapping[str, str]) -> Iterator[Source]:
    """The hosts that glab knows of, if it was used here."""
    file = config_file(environ)
    for host in hosts(file) if file is not None else ():
        yield Source("glab's configuration file", _bare(host.url), host.credential, host.settings)


def _first(environ: Mapping[str, str], variables: tuple[str, ...]) -> str | None:
    return next((environ[name] for name in variables if environ.get(name)), None)


def _bare(url: str | None) -> str | None:
    return url.rstrip("/") if url else None


def _number(variable: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{variable} is a number, not {text!r}") from None
