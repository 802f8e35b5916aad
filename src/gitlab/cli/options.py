"""The options that stand before the resource, and the environment variables behind them."""

from __future__ import annotations

import argparse
import os
from typing import Any

_FALSE = frozenset({"", "0", "false", "no", "off"})
_TRUE = frozenset({"1", "true", "yes", "on"})


def add_global_options(parser: argparse.ArgumentParser) -> None:
    """What to talk to, as whom, and how to write the answer."""
    add = parser.add_argument
    add("--version", action="store_true", help="print the version")
    _switch(add, "-v", "--verbose", "--fancy", env="GITLAB_VERBOSE", help="all attributes")
    _switch(add, "-d", "--debug", env="GITLAB_DEBUG", help="log HTTP exchanges, show tracebacks")
    add(
        "-c",
        "--config-file",
        action="append",
        metavar="FILE",
        help="configuration file; may be repeated [env PYTHON_GITLAB_CFG]",
    )
    add("-g", "--gitlab", metavar="SECTION", help="section of the configuration file")
    add("-o", "--output", choices=("json", "legacy", "table", "yaml"), default="legacy")
    add("-f", "--fields", metavar="A,B", help="the attributes to write (json, yaml, table)")
    add("--sandbox", metavar="SEED", help="talk to a sandbox GitLab in this process: `demo`")
    _setting(add, "--server-url", env="GITLAB_URL", help="address of the server")
    verify = parser.add_mutually_exclusive_group()
    _setting(
        verify.add_argument,
        "--ssl-verify",
        env="GITLAB_SSL_VERIFY",
        type=_boolean_or_path,
        help="file of CAs to trust",
    )
    verify.add_argument(
        "--no-ssl-verify", dest="ssl_verify", action="store_false", help="trust any certificate"
    )
    _setting(add, "--timeout", env="GITLAB_TIMEOUT", type=int, help="in seconds")
    _setting(add, "--api-version", env="GITLAB_API_VERSION", help="4, the only one")
    _setting(add, "--per-page", env="GITLAB_PER_PAGE", type=int, help="items on a page of a list")
    _setting(add, "--pagination", env="GITLAB_PAGINATION", help="`keyset` or `legacy`")
    _setting(add, "--order-by", env="GITLAB_ORDER_BY", help="attribute that lists are sorted by")
    _setting(add, "--user-agent", env="GITLAB_USER_AGENT", help="how to present oneself")
    tokens = parser.add_mutually_exclusive_group()
    _setting(
        tokens.add_argument,
        "--private-token",
        env="GITLAB_PRIVATE_TOKEN",
        help="personal, project or group access token",
    )
    _setting(tokens.add_argument, "--oauth-token", env="GITLAB_OAUTH_TOKEN", help="OAuth token")
    tokens.add_argument("--job-token", metavar="TEXT", help="CI job token [env CI_JOB_TOKEN]")
    _switch(add, "--skip-login", env="GITLAB_SKIP_LOGIN", help="do not ask who the token is first")
    add(
        "--no-mask-credentials",
        dest="mask_credentials",
        action="store_false",
        help="let --debug show the token",
    )


def _setting(add: Any, *flags: str, env: str, help: str, type: Any = str) -> None:
    metavar = "N" if type is int else "TEXT"
    # Text given as default is read by `type` like text from the command line.
    default = os.environ.get(env) or None
    add(*flags, default=default, type=type, metavar=metavar, help=f"{help} [env {env}]")


def _switch(add: Any, *flags: str, env: str, help: str) -> None:
    default = os.environ.get(env, "").lower() not in _FALSE
    add(*flags, action="store_true", default=default, help=f"{help} [env {env}]")


def _boolean_or_path(text: str) -> bool | str:
    if text.lower() in _FALSE | _TRUE:
        return text.lower() in _TRUE
    return text
