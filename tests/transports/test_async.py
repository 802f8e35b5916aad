"""The async transports, over a socket: httpx2 on both event loops, aiohttp on asyncio, by choice
and by themselves.
"""

from __future__ import annotations

import asyncio
import gc
import io
import ssl
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import certifi
import pytest

from gitlab import exceptions as exc
from gitlab.aio import AsyncGitlab
from gitlab.sandbox import Sandbox
from tests.transports._wire import CERTIFICATE, Server, serving

pytestmark = pytest.mark.anyio

Way = tuple[str, str | None]
WAYS: list[Way] = [
    ("asyncio", None),
    ("trio", None),
    ("asyncio", "aiohttp"),
    ("asyncio", "httpx2"),
    ("trio", "httpx2"),
]


@pytest.fixture(scope="module", params=WAYS, ids=lambda way: f"{way[0]}-{way[1] or 'default'}")
def way(request: pytest.FixtureRequest) -> Way:
    """An event loop and a library that runs on it; None leaves the choice to the client."""
    loop, library = request.param
    return loop, library


@pytest.fixture(scope="module")
def anyio_backend(way: Way) -> str:
    return way[0]


@pytest.fixture
def transport(way: Way) -> str | None:
    return way[1]


@pytest.fixture
async def gl(box: Sandbox, transport: str | None) -> AsyncIterator[AsyncGitlab]:
    async with AsyncGitlab(box.url, private_token=box.token, transport=transport) as client:
        yield client


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


async def test_calls_lists_and_errors_work_over_a_socket(gl: AsyncGitlab) -> None:
    await gl.auth()
    assert gl.user is not None
    assert gl.user.username == "root"
    assert len(await gl.groups.list(get_all=True)) > 3
    assert len([group async for group in gl.groups.list(per_page=2)]) > 3
    with pytest.raises(exc.GitlabGetError, match="404 Project Not Found"):
        await gl.projects.get("no/such")


async def test_slashes_stay_encoded_on_the_way(gl: AsyncGitlab) -> None:
    group = await gl.groups.get("acme")
    project = (await group.projects.list(get_all=False))[0]
    again = await gl.projects.get(project.path_with_namespace)
    assert again.id == project.id


async def test_a_refused_connection_is_the_packages_own_error(transport: str | None) -> None:
    async with AsyncGitlab("http://127.0.0.1:9", transport=transport) as gl:
        with pytest.raises(exc.GitlabConnectionError, match=r"127\.0\.0\.1:9") as refused:
            await gl.http_get("/x")
    assert "check the URL" in "".join(refused.value.__notes__)


async def test_a_list_call_is_awaitable_and_iterable(gl: AsyncGitlab) -> None:
    some = await gl.projects.list(per_page=3, get_all=False)
    assert len(some) == 3
    lazily = await gl.projects.list(per_page=3, iterator=True)
    assert lazily.total is not None
    assert lazily.total > 3
    assert (await lazily.next()).get_id() is not None


async def test_netrc_is_read_only_without_a_credential(
    server: Server, transport: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password pw\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    async with AsyncGitlab(server.url, transport=transport) as anonymous:
        await anonymous.http_get("/fine")
    async with AsyncGitlab(server.url, private_token="t", transport=transport) as known:
        await known.http_get("/fine")
    assert server.seen[0][2]["Authorization"] == "Basic bWU6cHc="
    assert "Authorization" not in server.seen[1][2]


async def test_bodies_arrive_whole(server: Server, transport: str | None) -> None:
    async with AsyncGitlab(server.url, transport=transport) as gl:
        await gl.http_post("/fine", post_data={"a": 1})
        await gl.http_post("/fine", post_data=b"raw", raw=True)
        await gl.http_post("/fine", post_data=io.BytesIO(b"x" * 100_000), raw=True)
    assert [seen[3] for seen in server.seen] == [b'{"a": 1}', b"raw", b"x" * 100_000]
    assert server.seen[2][2]["Content-Length"] == "100000"


async def test_compressed_answers_streams_and_redirects_are_read(
    server: Server, transport: str | None
) -> None:
    async with AsyncGitlab(server.url, transport=transport) as gl:
        assert await gl.http_get("/zipped") == {"zipped": True}
        assert await gl.http_get("/moved") == {"path": "/api/v4/fine"}
        stream = await gl.http_get("/octets", streamed=True)
        assert b"".join([chunk async for chunk in stream.iter_content(1000)]) == b"x" * 3000
        await gl.http_get("/projects/a%2Fb")
    assert server.seen[-1][1] == "/api/v4/projects/a%2Fb"


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/gone", exc.GitlabConnectionError),
        ("/short", exc.GitlabConnectionError),
        ("/broken", exc.GitlabConnectionError),
        ("/slow", exc.GitlabTimeoutError),
    ],
)
async def test_failures_are_the_packages_own(
    server: Server, transport: str | None, path: str, error: type[Exception]
) -> None:
    async with AsyncGitlab(server.url, transport=transport) as gl:
        with pytest.raises(error) as failed:
            await gl.http_get(path, timeout=0.2)
    assert type(failed.value) is error


async def test_certificates_are_checked_as_told(transport: str | None) -> None:
    with serving(tls=True) as tls:
        async with AsyncGitlab(tls.url, transport=transport) as gl:
            with pytest.raises(exc.GitlabConnectionError):
                await gl.http_get("/fine")
            gl.ssl_verify = str(CERTIFICATE)
            assert await gl.http_get("/fine") == {"path": "/api/v4/fine"}
            gl.ssl_verify = False
            assert await gl.http_get("/fine") == {"path": "/api/v4/fine"}


async def test_proxies_of_the_environment_are_used_but_where_they_are_not_wanted(
    server: Server, transport: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    async with AsyncGitlab("http://gitlab.invalid", transport=transport) as gl:
        assert await gl.http_get("/fine") == {"path": "http://gitlab.invalid/api/v4/fine"}
    async with AsyncGitlab(server.url, transport=transport) as gl:
        assert await gl.http_get("/fine") == {"path": "/api/v4/fine"}


async def test_cookies_come_back_to_the_server_that_set_them(
    server: Server, transport: str | None
) -> None:
    async with AsyncGitlab(server.url, transport=transport) as gl:
        await gl.http_get("/cookie")
        await gl.http_get("/fine")
    assert [seen[2].get("Cookie") for seen in server.seen] == [None, "node=7"]


async def test_long_headers_and_those_of_several_lines_are_read(
    server: Server, transport: str | None
) -> None:
    async with AsyncGitlab(server.url, transport=transport) as gl:
        headers = await gl.http_head("/wordy")
    assert len(headers["X-Long"]) == 20_000
    assert headers["Vary"] == "Origin, Accept"


async def test_certificates_may_stand_in_a_folder(transport: str | None, tmp_path: Path) -> None:
    name = "ce275665.0"
    tmp_path.joinpath(name).write_bytes(CERTIFICATE.read_bytes())
    with serving(tls=True) as tls:
        async with AsyncGitlab(tls.url, transport=transport, ssl_verify=str(tmp_path)) as gl:
            assert await gl.http_get("/fine") == {"path": "/api/v4/fine"}


async def test_a_proxy_is_told_who_asks(
    server: Server, transport: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url.replace("//", "//me:p%40w@"))
    async with AsyncGitlab("http://gitlab.invalid", transport=transport) as gl:
        await gl.http_get("/fine")
    assert server.seen[0][2]["Proxy-Authorization"] == "Basic bWU6cEB3"


async def test_as_many_connections_are_kept_as_calls_were_under_way(
    server: Server, transport: str | None
) -> None:
    async with AsyncGitlab(server.url, transport=transport) as gl:
        for _ in range(3):
            await gl.map(gl.http_get, ["/fine"] * 40, in_flight=40)
    assert len(server.connections) <= 40


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # of asyncio, about the first loop's sockets
@pytest.mark.parametrize("library", [None, "aiohttp", "httpx2"])
def test_a_client_can_be_used_under_one_loop_after_another(
    server: Server, library: str | None
) -> None:
    gl = AsyncGitlab(server.url, transport=library)

    async def fine() -> object:
        return await gl.http_get("/fine")

    assert asyncio.run(fine()) == asyncio.run(fine()) == {"path": "/api/v4/fine"}
    asyncio.run(gl.close())
    gc.collect()


def test_on_asyncio_it_is_aiohttp_where_that_is_installed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def user_agent_of_the_library() -> str:
        async with AsyncGitlab(server.url) as gl:
            gl.headers.clear()
            await gl.http_get("/fine")
        return str(server.seen[-1][2]["User-Agent"])

    assert "aiohttp" in asyncio.run(user_agent_of_the_library())
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    assert "httpx2" in asyncio.run(user_agent_of_the_library())


def test_a_client_that_is_dropped_takes_its_connections_along(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    async def forgetful() -> None:
        await AsyncGitlab(server.url, transport="aiohttp").http_get("/fine")
        gc.collect()
        await asyncio.sleep(0)

    asyncio.run(forgetful())
    gc.collect()
    assert not caplog.records


def test_proxies_that_aiohttp_has_not_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:9")
    gl = AsyncGitlab("http://gitlab.invalid", transport="aiohttp")
    with pytest.raises(ValueError, match="no socks5 proxies: pass transport='httpx2'"):
        asyncio.run(gl.http_get("/fine"))


def test_aiohttp_believes_certifi_where_the_system_has_no_authorities(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    none = ssl.get_default_verify_paths()._replace(cafile="", capath="")
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: none)
    monkeypatch.setattr(certifi, "where", lambda: str(CERTIFICATE))

    async def fine() -> object:
        async with AsyncGitlab(tls.url, transport="aiohttp") as gl:
            return await gl.http_get("/fine")

    with serving(tls=True) as tls:
        assert asyncio.run(fine()) == {"path": "/api/v4/fine"}


async def test_unknown_transports_are_refused() -> None:
    with pytest.raises(ValueError, match="'httpx2', 'aiohttp' or an object, not 'curl'"):
        await AsyncGitlab("http://127.0.0.1:9", transport="curl").http_get("/x")
