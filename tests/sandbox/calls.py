"""What `test_shapes` asks of the endpoints below projects, and what must be there before."""

from __future__ import annotations

from typing import Any

Calls = dict[str, tuple[str, dict[str, Any]]]

ON_BRANCH = {"branch": "main", "commit_message": "m"}

CONFIG = "one: {script: make}\ntwo: {trigger: acme/tools}\n"

PREPARED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("POST", "/projects/1/repository/branches", {"branch": "1", "ref": "main"}),
    ("POST", "/projects/1/repository/tags", {"tag_name": "1", "ref": "main"}),
    (
        "POST",
        "/projects/1/repository/files/%2Egitlab-ci.yml",
        {**ON_BRANCH, "content": CONFIG},
    ),
    ("POST", "/projects/1/pipeline", {"ref": "main", "variables": [{"key": "A", "value": "1"}]}),
)

CALLS: Calls = {
    "POST /projects/:/pipeline": ("/projects/1/pipeline", {"ref": "main"}),
    "POST /projects/:/repository/branches": (
        "/projects/1/repository/branches",
        {"branch": "new", "ref": "main"},
    ),
    "POST /projects/:/repository/tags": (
        "/projects/1/repository/tags",
        {"tag_name": "new", "ref": "main"},
    ),
    "GET /projects/:/repository/commits/:": ("/projects/1/repository/commits/main", {}),
    "POST /projects/:/repository/commits": (
        "/projects/1/repository/commits",
        {**ON_BRANCH, "actions": [{"action": "create", "file_path": "a", "content": "a"}]},
    ),
    "GET /projects/:/repository/files/:": ("/projects/1/repository/files/README.md?ref=main", {}),
    "POST /projects/:/repository/files/:": (
        "/projects/1/repository/files/new",
        {**ON_BRANCH, "content": "a"},
    ),
}
