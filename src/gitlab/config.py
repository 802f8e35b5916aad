"""Servers and tokens from configuration files.

The files are INI: a `[global]` section and one section per server. The first of these that exists
is read: the files given, the file that `PYTHON_GITLAB_CFG` names, and otherwise both
`/etc/python-gitlab.cfg` and `~/.python-gitlab.cfg`, the latter winning.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from gitlab._booleans import boolean, boolean_or_path
from gitlab._settings import USER_AGENT
from gitlab.utils import mask_secrets

if TYPE_CHECKING:
    from collections.abc import Callable
    from configparser import ConfigParser

__all__ = [
    "ConfigError",
    "GitlabConfigHelperError",
    "GitlabConfigMissingError",
    "GitlabConfigParser",
    "GitlabDataError",
    "GitlabIDError",
]

T = TypeVar("T")
D = TypeVar("D")

_DEFAULT_FILES = ("/etc/python-gitlab.cfg", "~/.python-gitlab.cfg")
_HELPER_PREFIX = "helper:"


class ConfigError(Exception):
    """The configuration cannot be used."""


class GitlabIDError(ConfigError):
    """No section was chosen, and `[global]` names no default."""


class GitlabDataError(ConfigError):
    """A section or option is missing, or has a value that cannot be used."""


class GitlabConfigMissingError(ConfigError):
    """A file, or the file of the section asked for, is not there."""


class GitlabConfigHelperError(ConfigError):
    """The command that should print a credential failed."""


class GitlabConfigParser:
    """The settings of one server; without any file, the defaults."""

    def __init__(self, gitlab_id: str | None = None, config_files: list[str] | None = None) -> None:
        self.gitlab_id = gitlab_id
        self.url: str | None = None
        self.private_token: str | None = None
        self.oauth_token: str | None = None
        self.job_token: str | None = None
        self.http_username: str | None = None
        self.http_password: str | None = None
        self.ssl_verify: bool | str = True
        self.timeout: float = 60
        self.api_version = "4"
        self.per_page: int | None = None
        self.pagination: str | None = None
        self.order_by: str | None = None
        self.user_agent = USER_AGENT
        self.keep_base_url = False
        self.retry_transient_errors = False

        files = _files(config_files)
        if files:
            self._take(_Section.chosen(_parsed(files), gitlab_id))
        elif gitlab_id:
            raise GitlabConfigMissingError(
                f"Section {gitlab_id!r} was asked for, and there is no configuration file: "
                f"looked for {' and '.join(_DEFAULT_FILES)}"
            )

    def _take(self, section: _Section) -> None:
        self.gitlab_id = section.name
        self.url = section.own("url", str, None)
        if not self.url:
            raise GitlabDataError(f"Section {section.name!r} has no url")
        self.private_token = section.credential("private_token")
        self.oauth_token = section.credential("oauth_token")
        self.job_token = section.credential("job_token")
        self.http_username = section.own("http_username", str, None)
        self.http_password = section.credential("http_password")
        self.pagination = section.own("pagination", str, None)
        self.order_by = section.own("order_by", str, None)

        self.ssl_verify = section.shared("ssl_verify", boolean_or_path, self.ssl_verify)
        self.timeout = section.shared("timeout", int, self.timeout)
        self.api_version = section.shared("api_version", _api_version, self.api_version)
        self.per_page = section.shared("per_page", _per_page, self.per_page)
        self.user_agent = section.shared("user_agent", str, self.user_agent)
        self.keep_base_url = section.shared("keep_base_url", boolean, self.keep_base_url)
        self.retry_transient_errors = section.shared(
            "retry_transient_errors", boolean, self.retry_transient_errors
        )


class _Section:
    """A server's section, with `[global]` behind it."""

    def __init__(self, parser: ConfigParser, name: str) -> None:
        self._parser = parser
        self.name = name

    @classmethod
    def chosen(cls, parser: ConfigParser, name: str | None) -> _Section:
        name = name or cls(parser, "global").own("default", str, None)
        if not name:
            raise GitlabIDError("Choose a section, or name one as `default` in [global]")
        if not parser.has_section(name):
            known = ", ".join(parser.sections())
            raise GitlabDataError(f"There is no section {name!r}; there are: {known}")
        return cls(parser, name)

    def own(self, option: str, read: Callable[[str], T], default: D) -> T | D:
        """The section's value."""
        return self._value(self.name, option, read, default)

    def shared(self, option: str, read: Callable[[str], T], default: D) -> T | D:
        """The section's value, or that of `[global]`."""
        section = self.name if self._parser.has_option(self.name, option) else "global"
        return self._value(section, option, read, default)

    def credential(self, option: str) -> str | None:
        """The section's value, or what the command behind `helper:` prints."""
        value = self.own(option, str, None)
        if value is None or not value.startswith(_HELPER_PREFIX):
            return value
        return _printed(value.removeprefix(_HELPER_PREFIX), option, self.name)

    def _value(self, section: str, option: str, read: Callable[[str], T], default: D) -> T | D:
        from configparser import InterpolationError

        try:
            if not self._parser.has_option(section, option):
                return default
            return read(self._parser.get(section, option))
        except InterpolationError:
            # The original error would show the value, which may be a password.
            raise GitlabDataError(
                f"Cannot read {option} of section {section!r}: write a literal % as %%"
            ) from None
        except ValueError as error:
            raise GitlabDataError(f"Cannot read {option} of section {section!r}: {error}") from None


def _files(given: list[str] | None) -> list[Path]:
    """The files to read, those that win coming last."""
    if given:
        return [_existing(name, "file") for name in given]
    if named := os.environ.get("PYTHON_GITLAB_CFG"):
        return [_existing(named, "PYTHON_GITLAB_CFG")]
    defaults = [Path(os.path.expanduser(name)) for name in _DEFAULT_FILES]
    return [file for file in defaults if file.is_file()]


def _existing(name: str, origin: str) -> Path:
    file = Path(os.path.expanduser(name))
    if not file.is_file():
        raise GitlabConfigMissingError(f"Cannot read config from {origin}: {name} is not a file")
    return file.resolve()


def _parsed(files: list[Path]) -> ConfigParser:
    from configparser import ConfigParser, Error

    parser = ConfigParser()
    try:
        parser.read(files, encoding="utf-8")
    except (Error, UnicodeDecodeError) as error:
        # The original error quotes the line, which may hold a token.
        raise GitlabDataError(f"Cannot read config: {mask_secrets(str(error))}") from None
    return parser


def _printed(command: str, option: str, section: str) -> str:
    """Run a helper command; it may talk to the terminal through its standard error."""
    import shlex
    import subprocess

    try:
        words = [os.path.expandvars(os.path.expanduser(word)) for word in shlex.split(command)]
        done = subprocess.run(words, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    except (OSError, ValueError, IndexError, subprocess.SubprocessError) as error:
        raise GitlabConfigHelperError(
            f"The helper for {option} of section {section!r} failed: {error}"
        ) from error
    return done.stdout.strip()


def _api_version(text: str) -> str:
    if text != "4":
        raise GitlabDataError(f"Unsupported API version: {text}")
    return text


def _per_page(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 100:
        raise GitlabDataError(f"Unsupported per_page number: {number}")
    return number
