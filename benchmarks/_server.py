"""A server that speaks like GitLab, as fast as Python can: `python -m benchmarks._server 0 30`.

It prints a port for each number of milliseconds by which that port delays its answers, and lives
until its input ends. A project is 3.8 KB, as in GitLab, a list of projects has 10,000 of them.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from functools import cache, partial

PROJECTS = 10_000
_FIELDS = {f"field_{number:02}": "x" * 40 for number in range(60)}
_LINKS = {"_links": {"self": "x" * 80}, "namespace": {"id": 1, "full_path": "acme"}, "topics": []}
_PLAIN = {"Cache-Control": "max-age=0, private, must-revalidate", "Vary": "Origin"} | {
    f"X-Header-{number}": "something" for number in range(12)
}


def project(number: int) -> dict[str, object]:
    return {"id": number, "name": f"project {number}", **_FIELDS, **_LINKS}


@cache
def answer(target: str) -> bytes:
    path, _, query = target.partition("?")
    if path.endswith("/projects"):
        page, size = (int(_number(name, query) or default) for name, default in _PAGING)
        first = (page - 1) * size
        items = [project(number + 1) for number in range(first, min(first + size, PROJECTS))]
        return _response(items, _paging(path, page, size))
    if path.endswith(("allowlist", "groups_allowlist")):
        return _response([{"id": 2, "name": "lib"}], _paging(path, 1, 100, total=1))
    if path.endswith("/job_token_scope"):
        return _response({"inbound_enabled": True, "outbound_enabled": False}, {})
    return _response(project(1), {})


_PAGING = (("page", 1), ("per_page", 20))


def _number(name: str, query: str) -> str | None:
    found = re.search(rf"(?:^|&){name}=(\d+)", query)
    return found[1] if found else None


def _paging(path: str, page: int, size: int, total: int = PROJECTS) -> dict[str, str]:
    pages = -(-total // size)
    told = {
        "X-Page": str(page),
        "X-Per-Page": str(size),
        "X-Next-Page": str(page + 1) if page < pages else "",
        "X-Total": str(total),
        "X-Total-Pages": str(pages),
    }
    if page < pages:
        told["Link"] = f'<http://HOST{path}?page={page + 1}&per_page={size}>; rel="next"'
    return told


def _response(data: object, headers: dict[str, str]) -> bytes:
    body = json.dumps(data).encode()
    told = {
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        **_PLAIN,
        **headers,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + body


async def serve(delay: float, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            _, target, _ = head.split(" ", 2)
            host = re.search(r"(?i)\r\nhost: *([^\r]+)", head)
            if delay:
                await asyncio.sleep(delay)
            told = answer(target)
            writer.write(told.replace(b"HOST", host[1].encode(), 1) if host else told)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main() -> None:
    servers = [
        await asyncio.start_server(partial(serve, int(delay) / 1000), "127.0.0.1", 0, backlog=512)
        for delay in sys.argv[1:] or ["0"]
    ]
    print(*(server.sockets[0].getsockname()[1] for server in servers), flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
