"""Building a client, and what its attributes mean for later requests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gitlab import AsyncGitlab, Gitlab, exceptions as exc
from gitlab._core.timeout import DEFAULT_TIMEOUT
from gitlab._core.values import CaseInsensitiveDict, Failure, Request, Response
from gitlab.sandbox import Sandbox


class Echo:
    """Answers every request with JSON and keeps it."""

    def __init__(self, body: bytes = b"{}", **headers: str) -> None:
        self.body = body
        self.headers = {"Content-Type": "application/json", **headers}
        self.requests: list[Request] = []

    def send(self, request: Request) -> Response | Failure:
        self.requests.append(request)
        return Response(200, "OK", CaseInsensitiveDict(self.headers), self.body, request.url)

    def close(self) -> None:
        pass


def test_the_default_server_is_gitlab_com() -> None:
    gl = Gitlab()
    assert (gl.url, gl.api_url) == ("https://gitlab.com", "https://gitlab.com/api/v4")
    assert gl.api_version == "4"


def test_the_default_timeout_is_the_sentinel() -> None:
    assert Gitlab().timeout is DEFAULT_TIMEOUT
    assert Gitlab(timeout=None).timeout is None


def test_trailing_slashes_of_the_url_are_dropped() -> None:
    assert Gitlab("https://host/gitlab//").url == "https://host/gitlab"


def test_other_api_versions_do_not_exist() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"gitlab\.v5\.objects"):
        Gitlab(api_version="5")


@pytest.mark.parametrize("make", [Gitlab, AsyncGitlab])
@pytest.mark.parametrize(
    "credentials",
    [
        {"private_token": "a", "job_token": "b"},
        {"private_token": "a", "oauth_token": "b"},
        {"http_username": "a"},
        {"http_password": "a"},
        {"http_username": "a", "http_password": "b", "job_token": "c"},
    ],
)
def test_credentials_that_contradict_each_other_are_refused(
    make: Callable[..., Any], credentials: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match=r"both|one"):
        make("https://host", **credentials)


@pytest.mark.parametrize("token", ["glpat-secret\n", " glpat-secret", "glpat-\x00secret", "glpät"])
def test_a_token_that_no_header_can_hold_is_refused_without_showing_it(token: str) -> None:
    with pytest.raises(ValueError, match="private_token has") as refused:
        Gitlab(private_token=token)
    assert "glp" not in str(refused.value)


def test_an_address_with_the_apis_path_is_named_as_the_mistake(box: Sandbox) -> None:
    gl = Gitlab(f"{box.url}/api/v4", private_token=box.token)
    with gl, pytest.raises(exc.GitlabGetError) as refused:
        gl.projects.get(1)
    assert "/api/v4 itself" in "".join(refused.value.__notes__)


@pytest.mark.parametrize("id", [None, ""])
def test_get_without_an_id_is_refused_before_a_request(id: Any) -> None:
    with pytest.raises(ValueError, match=r"ProjectManager\.get\(\) needs an id"):
        Gitlab("https://host").projects.get(id)


def test_attributes_that_are_no_dict_are_refused_before_a_request() -> None:
    wrong: Any = "name"
    with pytest.raises(TypeError, match="Attributes are a dict"):
        Gitlab("https://host").projects.create(wrong)


def test_empty_credentials_count_as_absent() -> None:
    assert Gitlab(private_token="", oauth_token="", job_token="x").private_token is None


def test_unknown_keywords_are_a_type_error() -> None:
    with pytest.raises(TypeError):
        Gitlab(privat_token="x")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("credentials", "header"),
    [
        ({"private_token": "t"}, ("PRIVATE-TOKEN", "t")),
        ({"oauth_token": "t"}, ("Authorization", "Bearer t")),
        ({"job_token": "t"}, ("JOB-TOKEN", "t")),
        ({"http_username": "u", "http_password": "p"}, ("Authorization", "Basic dTpw")),
        ({}, None),
    ],
)
def test_each_credential_has_its_header(
    credentials: dict[str, str], header: tuple[str, str] | None
) -> None:
    echo = Echo()
    chosen: dict[str, Any] = dict(credentials)
    Gitlab("https://host", transport=echo, **chosen).http_get("/x")
    (request,) = echo.requests
    sent = {"PRIVATE-TOKEN", "JOB-TOKEN", "Authorization"} & request.headers.keys()
    assert sent == ({header[0]} if header else set())
    if header:
        assert request.headers[header[0]] == header[1]
        assert len(request.drop_headers) == 2
    assert request.use_netrc is (header is None)


def test_later_requests_honour_changed_attributes() -> None:
    echo = Echo(b"[]")
    gl = Gitlab("https://host", transport=echo)
    gl.timeout, gl.ssl_verify, gl.per_page = 3, "/ca.pem", 7
    gl.headers["X-Mine"] = "yes"
    gl.projects.list()
    (request,) = echo.requests
    assert (request.timeout, request.verify) == ((3, 3), "/ca.pem")
    assert request.headers["X-Mine"] == "yes"
    assert "per_page=7" in request.url


def test_the_user_agent_is_the_package_and_its_version() -> None:
    import gitlab

    assert Gitlab().headers == {"User-Agent": f"gitlabkit/{gitlab.__version__}"}
    assert Gitlab(user_agent="mine").headers == {"User-Agent": "mine"}


def test_lists_of_everything_ask_for_the_largest_page() -> None:
    echo = Echo(b"[]")
    gl = Gitlab("https://host", transport=echo)
    gl.projects.list(get_all=True)
    gl.projects.list(get_all=True, per_page=5)
    gl.projects.list(get_all=False)
    assert ["per_page=100" in echo.requests[0].url, "per_page=5" in echo.requests[1].url] == [
        True,
        True,
    ]
    assert "per_page" not in echo.requests[2].url


def test_http_list_adds_no_defaults() -> None:
    echo = Echo(b"[]")
    Gitlab("https://host", transport=echo, per_page=7).http_list("/things", get_all=True)
    assert echo.requests[0].url == "https://host/api/v4/things"


def test_what_is_not_json_comes_as_the_response_object() -> None:
    echo = Echo(b"raw text", **{"Content-Type": "text/plain"})
    gl = Gitlab("https://host", transport=echo)
    response = gl.http_get("/x")
    assert (response.status_code, response.content, response.text) == (
        200,
        b"raw text",
        "raw text",
    )
    assert list(response.iter_content(3)) == [b"raw", b" te", b"xt"]


def test_json_that_cannot_be_parsed_is_a_parsing_error() -> None:
    gl = Gitlab("https://host", transport=Echo(b"{broken"))
    with pytest.raises(exc.GitlabParsingError):
        gl.http_get("/x")


def test_version_is_kept_and_never_fails() -> None:
    echo = Echo(b'{"version": "19.4.0", "revision": "abc"}')
    gl = Gitlab("https://host", transport=echo)
    assert gl.version() == gl.version() == ("19.4.0", "abc")
    assert len(echo.requests) == 1
    assert Gitlab("https://host", transport=Echo(b"[]")).version() == ("unknown", "unknown")


def test_query_data_and_keywords_become_the_query() -> None:
    echo = Echo()
    gl = Gitlab("https://host", transport=echo)
    gl.http_get("/x", query_data={"a": 1}, sudo="mary", timeout=4)
    assert echo.requests[0].url == "https://host/api/v4/x?a=1&sudo=mary"
    assert echo.requests[0].timeout == (4, 4)


def test_a_page_named_elsewhere_is_asked_of_the_clients_own_server() -> None:
    link = '<http://internal:8080/api/v4/things?page=2>; rel="next"'

    class TwoPages(Echo):
        def send(self, request: Request) -> Response | Failure:
            self.headers = {"Content-Type": "application/json"}
            if not self.requests:
                self.headers["Link"] = link
            return super().send(request)

    pages = TwoPages(b'[{"id": 1}]')
    gl = Gitlab("https://host", transport=pages, private_token="secret")
    with pytest.warns(UserWarning, match="internal:8080"):
        assert len(gl.http_list("/things", get_all=True)) == 2
    assert pages.requests[1].url == "https://host/api/v4/things?page=2"

    quiet = TwoPages(b'[{"id": 1}]')
    Gitlab("https://host", transport=quiet, keep_base_url=True).http_list("/things", get_all=True)
    assert quiet.requests[1].url == "https://host/api/v4/things?page=2"


def config(path: Path, text: str) -> list[str]:
    path.write_text(text, encoding="utf-8")
    return [str(path)]


@pytest.mark.parametrize("make", [Gitlab, AsyncGitlab])
def test_a_client_comes_from_a_configuration_file(make: Any, tmp_path: Path) -> None:
    files = config(
        tmp_path / "python-gitlab.cfg",
        "[global]\ndefault = here\n[here]\nurl = https://host\nprivate_token = t\ntimeout = 9\n",
    )
    gl = make.from_config("here", files)
    assert (type(gl), gl.url, gl.private_token, gl.timeout) == (make, "https://host", "t", 9)


def test_options_win_over_files_and_these_over_a_ci_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = config(tmp_path / "cfg", "[global]\ndefault=a\n[a]\nurl=https://file\njob_token=j\n")
    monkeypatch.setenv("CI_SERVER_URL", "https://ci")
    monkeypatch.setenv("CI_JOB_TOKEN", "ci-token")
    gl = Gitlab.merge_config({"private_token": "p"}, config_files=files)
    assert (gl.url, gl.private_token, gl.job_token) == ("https://file", "p", None)
    gl = Gitlab.merge_config({"server_url": "https://cli"}, config_files=files)
    assert (gl.url, gl.job_token) == ("https://cli", "j")


def test_inside_a_ci_job_no_configuration_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("PYTHON_GITLAB_CFG", raising=False)
    monkeypatch.setenv("CI_SERVER_URL", "https://ci")
    monkeypatch.setenv("CI_JOB_TOKEN", "ci-token")
    gl = Gitlab.merge_config({})
    assert (gl.url, gl.job_token) == ("https://ci", "ci-token")
