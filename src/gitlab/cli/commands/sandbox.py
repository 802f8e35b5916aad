"""`gitlab sandbox serve`: a GitLab for tests, on this machine."""

from __future__ import annotations

import ipaddress
import os
import signal
import time
from typing import TYPE_CHECKING, NoReturn

from gitlab.cli import die

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_REMOTE = (
    "{host} is reachable from other machines, and the tokens of a seed are no secrets: "
    "add --allow-remote if the network is trusted."
)
_CONTROL_TOKEN = "GITLAB_SANDBOX_CONTROL_TOKEN"
_AN_HOUR = 3600


def add_to(parser: ArgumentParser) -> None:
    """Declare `serve`."""
    parser.description = "A GitLab for tests: stateful, on this machine, gone when it is stopped."
    actions = parser.add_subparsers(dest="action", metavar="action", required=True)
    serve = actions.add_parser(
        "serve",
        help="serve it over HTTP",
        description="Serve the sandbox. One line tells its address and its administrator's token.",
    )
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on")
    serve.add_argument("--port", type=int, default=8929, help="0 takes a free one")
    serve.add_argument("--seed", default="demo", help="`demo`, `empty`, or a YAML or JSON file")
    serve.add_argument("--data", metavar="FILE", help="keep the data in this file")
    serve.add_argument(
        "--control",
        action="store_true",
        help="let other programs reset it, move its clock and make faults, below /-/sandbox; a "
        f"second line tells the token for that, unless {_CONTROL_TOKEN} holds it",
    )
    serve.add_argument("--allow-remote", action="store_true", help="listen to other machines too")
    serve.add_argument("--verbose", action="store_true", help="log requests to standard error")


def run(arguments: Namespace, options: Namespace) -> NoReturn:
    """Serve until SIGTERM or Ctrl-C."""
    if not arguments.allow_remote and not _is_loopback(arguments.host):
        die(_REMOTE.format(host=arguments.host), status=2)
    from gitlab.sandbox import Sandbox

    # Ctrl-C and `kill` are how it is meant to stop, from its first moment on.
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    with Sandbox(seed=arguments.seed, data=arguments.data) as box:
        try:
            url = box.serve(arguments.host, arguments.port, verbose=arguments.verbose)
        except (OSError, OverflowError) as error:
            die(f"cannot listen on {arguments.host}:{arguments.port}", error, status=2)
        print(f"{url} {box.token}", flush=True)
        if arguments.control:
            known = os.environ.get(_CONTROL_TOKEN)
            token = box.allow_control(known)
            if not known:
                print(f"control {token}", flush=True)
        while True:
            time.sleep(_AN_HOUR)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _stop(number: int, frame: object) -> NoReturn:
    raise SystemExit(0)
