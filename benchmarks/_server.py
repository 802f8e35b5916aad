"""A server that answers everything with one small project, as fast as Python can.

Its process is not the one that is measured. It prints its port and lives until its input ends.
"""

from __future__ import annotations

import asyncio
import json
import sys

PROJECT = {"id": 1, **{f"field_{number}": "x" * 40 for number in range(60)}}
BODY = json.dumps(PROJECT).encode()
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\nX-Request-Id: 01\r\n\r\n%b" % (len(BODY), BODY)
)


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(ANSWER)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main() -> None:
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
