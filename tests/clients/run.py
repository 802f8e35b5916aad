"""Walks other people's GitLab clients through `gitlab sandbox serve`.

Each client is a program, the file beside this one, which finds GITLAB_URL and GITLAB_TOKEN in its
environment, says what is wrong and exits with a status. What is missing is installed where that
may be done: from npm into a folder here, from Debian by root. A client that stays missing fails
the run in CI, and is only named elsewhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
SERVE = (sys.executable, "-m", "gitlab", "sandbox", "serve", "--port", "0")
NPM = "npm install --no-save --no-package-lock --no-fund --no-audit --loglevel=error --prefix ."
APT = "apt-get install --yes --no-install-recommends"


class Client(NamedTuple):
    """How to walk it; what succeeds where it is installed; what installs it."""

    walk: str
    check: str
    install: str


CLIENTS = {
    "curl": Client("bash curl.sh", "curl --version && jq --version", f"{APT} curl jq"),
    "gitbeaker": Client(
        "node gitbeaker.mjs",
        "node --input-type=module --eval 'import \"@gitbeaker/rest\"'",
        f"{NPM} @gitbeaker/rest@43.8.0",
    ),
    "ruby-gitlab": Client("ruby gitlab.rb", "ruby -r gitlab -e ''", f"{APT} ruby-gitlab"),
}


def main() -> int:
    missing = [name for name, client in CLIENTS.items() if not is_there(client)]
    failed = [name for name in CLIENTS if name not in missing and not walks(name)]
    print(f"{len(CLIENTS) - len(missing)} of {len(CLIENTS)} clients ran, {len(failed)} failed")
    if missing:
        print(f"missing: {', '.join(missing)}")
    return 1 if failed or (missing and os.environ.get("CI") == "true") else 0


def is_there(client: Client) -> bool:
    if succeeds(client.check):
        return True
    tool = client.install.split()[0]
    if not shutil.which(tool) or (tool == "apt-get" and os.geteuid() != 0):
        return False
    if tool == "apt-get":
        succeeds("apt-get update")
    return succeeds(client.install) and succeeds(client.check)


def succeeds(command: str) -> bool:
    done = subprocess.run(
        command,
        check=False,
        shell=True,
        cwd=HERE,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=600,
    )
    return done.returncode == 0


def walks(name: str) -> bool:
    with sandbox() as place:
        done = subprocess.run(
            CLIENTS[name].walk.split(),
            check=False,
            cwd=HERE,
            env=os.environ | place,
            stdin=subprocess.DEVNULL,
            timeout=120,
        )
    print(f"{name}: {'ok' if done.returncode == 0 else 'failed'}")
    return done.returncode == 0


@contextmanager
def sandbox() -> Generator[dict[str, str]]:
    """A sandbox of its own, which says one line and nothing else."""
    with subprocess.Popen(
        SERVE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            url, token = server.stdout.readline().split()
            yield {"GITLAB_URL": url, "GITLAB_TOKEN": token, "no_proxy": "127.0.0.1"}
        finally:
            server.terminate()
            said = server.communicate(timeout=10)
    assert (server.returncode, *said) == (0, "", ""), said


if __name__ == "__main__":
    sys.exit(main())
