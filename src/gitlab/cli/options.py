"""The options that stand before the resource, and the environment variables behind them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from gitlab._booleans import FALSE, boolean_or_path
from gitlab.cli.reading import Unusual, plainly

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Sequence
else:
    Namespace = object


class Options(Namespace):
    """What the global options say, and the words from the resource on."""

    gitlab_resource: str | None = None
    words: list[str]


class Option(NamedTuple):
    """One global option. Without `read` it is a switch that gives `value`."""

    spellings: tuple[str, ...]
    help: str
    env: str = ""
    read: Callable[[str], Any] | None = None
    metavar: str | None = "TEXT"
    name: str = ""
    """Where the value is kept, unless it is the last spelling."""
    value: bool = True
    default: Any = None
    choices: tuple[str, ...] | None = None
    repeats: bool = False

    @property
    def is_switch(self) -> bool:
        return self.read is None

    @property
    def dest(self) -> str:
        return self.name or self.spellings[-1].removeprefix("--").replace("-", "_")

    def before(self) -> Any:
        """What holds when the option is not given. Text is still to be read."""
        if self.is_switch and self.env:
            text = os.environ.get(self.env, "")
            return bool(text) and text.lower() not in FALSE
        return os.environ.get(self.env) or self.default


OPTIONS = (
    Option(("--version",), "print the version", default=False),
    Option(("-v", "--verbose", "--fancy"), "all attributes", env="GITLAB_VERBOSE", name="verbose"),
    Option(("-d", "--debug"), "log HTTP exchanges, show tracebacks", env="GITLAB_DEBUG"),
    Option(
        ("-c", "--config-file"),
        "configuration file; may be repeated [env PYTHON_GITLAB_CFG]",
        read=str,
        metavar="FILE",
        repeats=True,
    ),
    Option(("-g", "--gitlab"), "section of the configuration file", read=str, metavar="SECTION"),
    Option(
        ("-o", "--output"),
        "how to write the answer",
        read=str,
        metavar=None,
        choices=("json", "legacy", "table", "yaml"),
        default="legacy",
    ),
    Option(
        ("-f", "--fields"),
        "the attributes to write (json, yaml, table)",
        read=str,
        metavar="A,B",
    ),
    Option(
        ("--sandbox",),
        "talk to a sandbox GitLab in this process: `demo`",
        read=str,
        metavar="SEED",
    ),
    Option(("--server-url",), "address of the server", env="GITLAB_URL", read=str),
    Option(
        ("--ssl-verify",), "file of CAs to trust", env="GITLAB_SSL_VERIFY", read=boolean_or_path
    ),
    Option(("--no-ssl-verify",), "trust any certificate", name="ssl_verify", value=False),
    Option(("--timeout",), "in seconds", env="GITLAB_TIMEOUT", read=int, metavar="N"),
    Option(("--api-version",), "4, the only one", env="GITLAB_API_VERSION", read=str),
    Option(
        ("--per-page",), "items on a page of a list", env="GITLAB_PER_PAGE", read=int, metavar="N"
    ),
    Option(("--pagination",), "`keyset` or `legacy`", env="GITLAB_PAGINATION", read=str),
    Option(("--order-by",), "attribute that lists are sorted by", env="GITLAB_ORDER_BY", read=str),
    Option(("--user-agent",), "how to present oneself", env="GITLAB_USER_AGENT", read=str),
    Option(
        ("--private-token",),
        "personal, project or group access token",
        env="GITLAB_PRIVATE_TOKEN",
        read=str,
    ),
    Option(("--oauth-token",), "OAuth token", env="GITLAB_OAUTH_TOKEN", read=str),
    Option(("--job-token",), "CI job token [env CI_JOB_TOKEN]", read=str),
    Option(("--skip-login",), "do not ask who the token is first", env="GITLAB_SKIP_LOGIN"),
    Option(
        ("--no-mask-credentials",),
        "let --debug show the token",
        name="mask_credentials",
        value=False,
        default=True,
    ),
)
EXCLUSIVE = (
    ("--ssl-verify", "--no-ssl-verify"),
    ("--private-token", "--oauth-token", "--job-token"),
)


def read_plainly(words: Sequence[str]) -> Options:
    """The global options and what follows them; raises `Unusual` unless that is simple."""
    found, rest = plainly(words, OPTIONS, EXCLUSIVE)
    options = Options()
    for option in OPTIONS:
        if not hasattr(options, option.dest):
            setattr(options, option.dest, _read(option, option.before()))
    for option, text in found:
        value = option.value if option.is_switch else _read(option, text)
        if option.repeats:
            value = [*(getattr(options, option.dest) or ()), value]
        setattr(options, option.dest, value)
    options.gitlab_resource, options.words = (rest[0], rest[1:]) if rest else (None, [])
    return options


def _read(option: Option, text: Any) -> Any:
    if option.read is None or not isinstance(text, str):
        return text
    if option.choices is not None and text not in option.choices:
        raise Unusual
    try:
        return option.read(text)
    except ValueError:
        raise Unusual from None


def add_global_options(parser: ArgumentParser) -> None:
    """What to talk to, as whom, and how to write the answer."""
    groups: dict[tuple[str, ...], Any] = {}
    for option in OPTIONS:
        names = next((each for each in EXCLUSIVE if option.spellings[0] in each), None)
        if names is not None and names not in groups:
            groups[names] = parser.add_mutually_exclusive_group()
        told = option.help
        if option.env:
            told += f" [env {option.env}]"
        if option.is_switch:
            how: dict[str, Any] = {"action": "store_const", "const": option.value}
        else:
            how = {
                "action": "append" if option.repeats else "store",
                "type": _explained(option.read),
                "metavar": option.metavar,
                "choices": option.choices,
            }
        (parser if names is None else groups[names]).add_argument(
            *option.spellings, dest=option.dest, default=option.before(), help=told, **how
        )


def _explained(read: Callable[[str], Any] | None) -> Callable[[str], Any] | None:
    """The same, but argparse tells why a text is refused. It has words of its own for numbers."""
    if read is not boolean_or_path:
        return read

    def explained(text: str) -> Any:
        from argparse import ArgumentTypeError

        try:
            return boolean_or_path(text)
        except ValueError as error:
            raise ArgumentTypeError(str(error)) from None

    return explained
