"""What the sandbox costs: to start, and for each request, against the least that Python can do.

`python -m benchmarks.sandbox` prints ratios to its targets: below 1 it keeps them.
"""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from statistics import median
from urllib.parse import urlsplit

from gitlab.sandbox import Sandbox

PATH = "/api/v4/projects/1/job_token_scope"
ROUNDS = 9
REQUESTS = 300
CONSTANT = """
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import sys, threading

class Constant(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self):
        body = b'{"inbound_enabled":true,"outbound_enabled":false}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass

server = ThreadingHTTPServer(("127.0.0.1", 0), Constant)
print(f"http://127.0.0.1:{server.server_port} -", flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
"""
SERVED = """
import sys
from gitlab.sandbox import Sandbox

with Sandbox(seed="demo") as box:
    print(box.url, box.token, flush=True)
    sys.stdin.read()
"""
STARTS = """
import time
from gitlab.sandbox import Sandbox

started = time.perf_counter()
box = Sandbox()
print(time.perf_counter() - started)
"""


def main() -> None:
    for what, ratio in ratios():
        print(f"{ratio:8.2f} x  {what}", flush=True)


def ratios() -> Iterator[tuple[str, float]]:
    """How the sandbox does against its targets; below 1 it keeps them."""
    with serving(CONSTANT) as constant, serving(SERVED) as served, Sandbox(seed="demo") as box:
        headers = {"PRIVATE-TOKEN": box.token}

        def in_process() -> float:
            return _seconds_each(lambda: box.app.deliver("GET", PATH, headers))

        runs = (_over_http(*constant), _over_http(*served), in_process)
        # In turns, so that a busy moment of the machine meets all.
        rounds = [[run() for run in runs] for _ in range(ROUNDS + 1)][1:]
        least, over_http, inside = (median(column) for column in zip(*rounds, strict=True))
    limit = least * 1.5
    yield "a job token scope over HTTP, of a constant's time and a half", over_http / limit
    yield "the same in process, of a fifth of that", inside / (limit / 5)
    started = median(_start() for _ in range(ROUNDS))
    yield "start of the first sandbox of a process, of 50 ms", started / 0.05


@contextmanager
def serving(program: str) -> Generator[tuple[str, str]]:
    """A server in a process of its own: its address and token."""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        url, token = server.stdout.readline().split()
        yield url, token
        server.communicate("")


def _over_http(url: str, token: str) -> Callable[[], float]:
    place = urlsplit(url)
    connection = http.client.HTTPConnection(str(place.hostname), place.port)

    def get() -> None:
        connection.request("GET", PATH, headers={"PRIVATE-TOKEN": token})
        connection.getresponse().read()

    return lambda: _seconds_each(get)


def _seconds_each(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    for _ in range(REQUESTS):
        act()
    return (time.perf_counter() - started) / REQUESTS


def _start() -> float:
    done = subprocess.run(
        [sys.executable, "-c", STARTS], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    main()
