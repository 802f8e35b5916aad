"""Runs one scenario of scenarios.json: a seed, a caller, a request, and what must come back."""

from __future__ import annotations

import base64
import copy
import http.client
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from gitlab.sandbox import Sandbox

Scenario = dict[str, Any]
Reply = tuple[int, Mapping[str, str], bytes]

SCENARIOS: dict[str, Scenario] = {
    scenario["name"]: scenario
    for scenario in json.loads(Path(__file__).with_name("scenarios.json").read_text("utf-8"))
}


def run(scenario: Scenario, *, over_http: bool) -> None:
    """Assert that a fresh sandbox answers as the scenario says."""
    seed = copy.deepcopy(scenario["given"])
    seed["instance"].setdefault("external_url", "https://gitlab.example.com")
    asked, caller = scenario["request"], scenario["as"]
    query = dict(asked.get("query") or {})
    headers: dict[str, str] = {}
    body = copy.deepcopy(asked.get("json"))
    in_body: dict[str, Any] = {}
    _authenticate(caller, seed, headers, query, in_body)
    _authenticate(caller.get("also", {}), seed, headers, query, in_body, suffix="b")
    if "sudo" in caller:
        headers["Sudo"] = str(caller["sudo"])
    if in_body:
        body = {**(body or {}), **in_body}
    target = asked["path"] + (f"?{urlencode(query, doseq=True)}" if query else "")
    with Sandbox(seed=seed) as box:
        if over_http:
            reply = exchange(box.url, asked["method"], target, headers, body)
        else:
            reply = box.request(asked["method"], target, headers=headers, json=body)
        _judge(scenario["expect"], *reply)
        for effect in scenario["expect"].get("effects", []):
            _check_effect(box, effect)


def exchange(
    url: str, method: str, target: str, headers: Mapping[str, str], body: Any = None
) -> Reply:
    """One request over a socket, with nothing added by a client library."""
    place = urlsplit(url)
    assert place.hostname is not None
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=10)
    sent = dict(headers)
    data = body
    if body is not None and not isinstance(body, bytes):
        data = json.dumps(body).encode()
        sent["Content-Type"] = "application/json"
    try:
        connection.request(method, target, body=data, headers=sent)
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        connection.close()


def _authenticate(
    caller: Mapping[str, Any],
    seed: dict[str, Any],
    headers: dict[str, str],
    query: dict[str, Any],
    body: dict[str, Any],
    suffix: str = "",
) -> None:
    """Put the caller's credential into the seed and into the request."""
    if caller.get("token") is None:
        return
    value = caller.get("value") or _credential(caller, seed, suffix)
    place, _, kind = caller.get("via", "PRIVATE-TOKEN header").partition(" ")
    match kind:
        case "header":
            headers[place] = value
        case "Bearer":
            headers["Authorization"] = f"Bearer {value}"
        case "gitlab-ci-token":
            basic = base64.b64encode(f"gitlab-ci-token:{value}".encode()).decode()
            headers["Authorization"] = f"Basic {basic}"
        case "query param":
            query[place] = value
        case "body param":
            body[place] = value
        case _:
            raise ValueError(f"unknown way to send a credential: {caller['via']}")


def _credential(caller: Mapping[str, Any], seed: dict[str, Any], suffix: str) -> str:
    if caller["token"] == "job_token":
        value = f"glcbt-64_job{caller['job_id']}{suffix}"
        for job in seed["jobs"]:
            if job["id"] == caller["job_id"]:
                job["token"] = value
        return value
    value = f"glpat-{caller['user']}{suffix}"
    token = {"user": caller["user"], "token": value, "scopes": caller.get("scopes", ["api"])}
    told = ("kind", "permissions", "boundary", "state")
    seed.setdefault("tokens", []).append(token | {k: caller[k] for k in told if k in caller})
    return value


def _judge(expect: Mapping[str, Any], status: int, headers: Mapping[str, str], body: bytes) -> None:
    assert status == expect["status"], body
    match expect.get("match", "exact"):
        case "empty":
            assert body == b""
        case "text":
            assert body.decode().strip() == expect["text"].strip()
        case "exact":
            # As text, since 1 == True in Python.
            assert _text(json.loads(body)) == _text(expect["json"])
        case "subset":
            assert _holds(json.loads(body), expect["json"]), body
        case "subset-list-ordered":
            items = json.loads(body)
            assert len(items) == len(expect["json"])
            assert all(map(_holds, items, expect["json"])), items
        case _:
            pass  # the status is all
    if absent := expect.get("absent_keys"):
        others = [item for item in json.loads(body) if item["id"] != 100]
        assert not [key for item in others for key in absent if key in item]
    lower = {name.lower(): value for name, value in headers.items()}
    for name, value in (expect.get("headers") or {}).items():
        found = lower.get(name.lower())
        is_placeholder = isinstance(value, str) and value.startswith("<") and "://" not in value
        assert found is not None if is_placeholder else found == value, name


def _holds(found: Any, wanted: Any) -> bool:
    """Whether everything wanted is there, whatever else is."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(
            key in found and _holds(found[key], value) for key, value in wanted.items()
        )
    if isinstance(wanted, list):
        return (
            isinstance(found, list)
            and bool(wanted or not found)
            and all(any(_holds(item, want) for item in found) for want in wanted)
        )
    return bool(found == wanted) and type(found) is type(wanted)


def _check_effect(box: Sandbox, effect: str) -> None:
    words = effect.replace("=", " ").split()
    match words:
        case ["project", id, "inbound_enabled", value]:
            target = f"/api/v4/projects/{id}/job_token_scope"
            _, _, body = box.request("GET", target, headers={"PRIVATE-TOKEN": box.token})
            assert json.loads(body)["inbound_enabled"] is (value == "true")
        case _:
            pass  # REST cannot show it


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
