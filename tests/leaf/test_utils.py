"""Ids, URLs, warnings, waits and masked secrets."""

from __future__ import annotations

import copy
import io
import json
import logging
import pickle
import runpy
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import gitlab.utils
from gitlab import utils
from gitlab.utils import EncodedId, Retry


@pytest.mark.parametrize(
    ("value", "encoded"),
    [("group/my project", "group%2Fmy%20project"), ("ä", "%C3%A4"), (42, "42"), ("a.b~c", "a.b~c")],
)
def test_id_is_percent_encoded(value: str | int, encoded: str) -> None:
    assert EncodedId(value) == encoded
    assert json.dumps(EncodedId(value)) == f'"{encoded}"'


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_id_is_never_encoded_twice(protocol: int) -> None:
    once = EncodedId("a/b")
    pickled = pickle.loads(pickle.dumps(once, protocol))
    for same in (EncodedId(once), pickled, copy.copy(once), copy.deepcopy(once)):
        assert same == "a%2Fb"
        assert type(same) is EncodedId


@pytest.mark.parametrize("value", [None, 1.5, b"x", ["x"]])
def test_other_values_are_no_ids(value: Any) -> None:
    with pytest.raises(TypeError, match=type(value).__name__):
        EncodedId(value)


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://g.example.com/gitlab//", "https://g.example.com/gitlab"),
        ("", "https://gitlab.com"),
        (None, "https://gitlab.com"),
    ],
)
def test_base_url_has_no_trailing_slash(url: str | None, base: str) -> None:
    assert utils.get_base_url(url) == base


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("application/json; charset=utf-8", "application/json"),
        ("Application/JSON", "application/json"),
        ("", "text/plain"),
        (None, "text/plain"),
    ],
)
def test_content_type_loses_its_parameters(header: str | None, kind: str) -> None:
    assert utils.get_content_type(header) == kind


def test_copied_dicts_are_flattened_one_level() -> None:
    dest: dict[str, Any] = {"kept": 0}
    utils.copy_dict(src={"a": 1, "b": {"c": {"d": 2}, "e": 3}}, dest=dest)
    assert dest == {"kept": 0, "a": 1, "b[c]": {"d": 2}, "b[e]": 3}


def test_none_values_are_left_out_of_a_copy() -> None:
    data = {"a": None, "b": 0}
    assert utils.remove_none_from_dict(data) == {"b": 0}
    assert data == {"a": None, "b": 0}


class Download:
    content = b"abcd"

    def iter_content(self, chunk_size: int = 1) -> Any:
        return iter([b"abc"[:chunk_size], b"", b"d"])


def test_download_comes_as_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    response = Download()
    taken: list[bytes] = []
    assert utils.response_content(response, False, None, 3, iterator=False) == b"abcd"
    chunks = utils.response_content(response, True, None, 3, iterator=True)
    assert list(chunks or ()) == [b"abc", b"", b"d"]
    assert utils.response_content(response, True, taken.append, 3, iterator=False) is None
    assert taken == [b"abc", b"d"]
    utils.response_content(response, True, None, 3, iterator=False)
    assert capsys.readouterr().out == "b'abc'\nb'd'\n"


def test_warning_names_the_callers_line() -> None:
    with pytest.warns(UserWarning, match=r"careful \(.*test_utils\.py:\d+\)$") as caught:
        utils.warn("careful")
    assert caught[0].filename == __file__


def test_warning_skips_the_frames_of_the_package(tmp_path: Path) -> None:
    package = Path(gitlab.utils.__file__).parent
    inner = "def call(warn):\n    warn('careful', category=FutureWarning, show_caller=False)\n"
    names: dict[str, Any] = {}
    exec(compile(inner, str(package / "v4" / "made_up.py"), "exec"), names)
    script = tmp_path / "script.py"
    script.write_text("call(warn)\n", encoding="utf-8")
    with pytest.warns(FutureWarning, match="^careful$") as caught:
        runpy.run_path(str(script), init_globals={"call": names["call"], "warn": utils.warn})
    assert caught[0].filename == str(script)


@pytest.fixture
def sleeps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(time, "time", lambda: 1_000_000.0)
    return slept


def test_waits_grow_until_the_retries_are_used_up(sleeps: list[float]) -> None:
    retry = Retry(max_retries=3, retry_transient_errors=True)
    answers = [retry.handle_retry_on_status(502), retry.handle_retry()]
    answers += [retry.handle_retry_on_status(429), retry.handle_retry_on_status(429)]
    assert answers == [True, True, True, False]
    assert sleeps == pytest.approx([0.1, 0.2, 0.4])


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"retry-after": "7", "RateLimit-Reset": "1000030"}, 7),
        ({"RateLimit-Reset": "1000030"}, 30),
        ({"RateLimit-Reset": "5"}, 0),
    ],
)
def test_asked_waits_are_obeyed(
    headers: dict[str, str], seconds: float, sleeps: list[float]
) -> None:
    assert Retry(max_retries=-1).handle_retry_on_status(429, headers)
    assert sleeps == [seconds]


@pytest.mark.parametrize(
    ("status", "reason", "obey", "transient", "due"),
    [
        (429, "", True, False, True),
        (429, "", False, True, False),
        (503, "", True, True, True),
        (503, "", True, False, False),
        (409, "Resource lock", True, True, True),
        (409, "Conflict", True, True, False),
        (404, "", True, True, False),
        (None, "", True, True, False),
    ],
)
def test_only_passing_troubles_are_retried(
    status: int | None, reason: str, obey: bool, transient: bool, due: bool, sleeps: list[float]
) -> None:
    retry = Retry(5, obey_rate_limit=obey, retry_transient_errors=transient)
    assert retry.handle_retry_on_status(status, reason=reason) is due
    assert len(sleeps) == due


def test_network_failures_are_retried_on_request_only(sleeps: list[float]) -> None:
    assert not Retry(5).handle_retry()
    assert not Retry(0, retry_transient_errors=True).handle_retry()
    assert sleeps == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("PRIVATE-TOKEN: abc", "PRIVATE-TOKEN: [MASKED]"),
        ("{'JOB-TOKEN': 'abc', 'a': 1}", "{'JOB-TOKEN': '[MASKED]', 'a': 1}"),
        ("authorization: Bearer abc==", "authorization: Bearer [MASKED]"),
        (r"send: b'GET / HTTP/1.1\r\nDeploy-Token: abc\r\nAccept: */*'", None),
        ("https://g/x?private_token=abc&page=1", "https://g/x?private_token=[MASKED]&page=1"),
        ('{"access_token": "abc", "id": 1}', '{"access_token": "[MASKED]", "id": 1}'),
        ("got glpat-abc_D-1.01.xyz.", "got [MASKED]."),
        ("got SIE-glpat-abc, then", "got [MASKED], then"),
        ("got glcbt-64_abc", "got [MASKED]"),
        ("got glnew-abcdefghijklmnopqrst", "got [MASKED]"),
        ("runner GR1348941abc", "runner [MASKED]"),
        ("projects/glibc-build/job_token_scope", "projects/glibc-build/job_token_scope"),
    ],
)
def test_secrets_are_masked(text: str, masked: str | None) -> None:
    if masked is None:
        masked = text.replace("abc", "[MASKED]")
    assert utils.mask_secrets(text) == masked
    assert utils.mask_secrets(masked) == masked


def test_masking_long_text_takes_no_time() -> None:
    started = time.perf_counter()
    utils.mask_secrets("QUJD" * 100_000)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    ("url", "masked"),
    [
        ("https://g/api/v4/x?page=1&search=a%20b", "https://g/api/v4/x?page=1&search=a%20b"),
        ("https://g/api/v4/x?", "https://g/api/v4/x?"),
        ("https://me:pw@g/x", "https://[MASKED]@g/x"),
        ("https://g/x?job%5Ftoken=abc", "https://g/x?job%5Ftoken=[MASKED]"),
        ("https://g/x?ref=main&token=abc", "https://g/x?ref=main&token=[MASKED]"),
        ("https://g/x?variables%5BA%5D=b", "https://g/x?variables%5BA%5D=[MASKED]"),
        ("https://s3/x?X-Amz-Signature=abc", "https://s3/x?X-Amz-Signature=[MASKED]"),
        ("https://g/tokens/glpat-abc", "https://g/tokens/[MASKED]"),
        ("https://g/x?at=me@example.com", "https://g/x?at=me@example.com"),
    ],
)
def test_urls_are_shown_without_secrets(url: str, masked: str) -> None:
    assert utils.masked_url(url) == masked


def test_formatter_masks_the_given_text_and_known_secrets() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(utils.MaskingFormatter(masked="s3cret"))
    record = logging.LogRecord("x", 20, "", 0, "%s glpat-abc", ("s3cret",), None)
    handler.handle(record)
    assert stream.getvalue() == "INFO:x:[MASKED] [MASKED]\n"
    assert utils.MaskingFormatter(fmt="%(message)s").format(record) == "s3cret [MASKED]"


def test_unknown_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        getattr(utils, "nothing_" + "of_that_name")


def test_leaf_modules_import_nothing_dear() -> None:
    script = (
        "import sys, gitlab.exceptions, gitlab.types, gitlab.utils, gitlab.const\n"
        "dear = {'dataclasses', 'inspect', 'logging', 'json', 'requests', 'importlib.metadata'}\n"
        "sys.exit(' '.join(dear & sys.modules.keys()) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{script}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
