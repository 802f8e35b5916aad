"""gitlabkit: GitLab's API for scripts, services and tests.

    import gitlab

    gl = gitlab.Gitlab("https://gitlab.example.com", private_token=token)
    scope = gl.projects.get("group/project").job_token_scope.get()

`AsyncGitlab` is the same with `await`. Importing this package loads no HTTP library; names are
loaded when they are first used.
"""

from __future__ import annotations

from gitlab._version import (
    __author__ as __author__,
    __copyright__ as __copyright__,
    __email__ as __email__,
    __license__ as __license__,
    __title__ as __title__,
    __version__ as __version__,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from gitlab import (
        aio as aio,
        base as base,
        client as client,
        config as config,
        const as const,
        exceptions as exceptions,
        graphql as graphql,
        mixins as mixins,
        types as types,
        utils as utils,
        v4 as v4,
    )
    from gitlab._lists import GitlabList as GitlabList
    from gitlab.aio.client import AsyncGitlab as AsyncGitlab
    from gitlab.client import Gitlab as Gitlab
    from gitlab.exceptions import *  # noqa: F403
    from gitlab.graphql import AsyncGraphQL as AsyncGraphQL, GraphQL as GraphQL

_HOMES = {
    "Gitlab": "gitlab.client",
    "GitlabList": "gitlab.client",
    "AsyncGitlab": "gitlab.aio.client",
    "AsyncGraphQL": "gitlab.graphql",
    "GraphQL": "gitlab.graphql",
}
_SUBMODULES = frozenset(
    {
        "base",
        "cli",
        "client",
        "config",
        "const",
        "exceptions",
        "graphql",
        "mixins",
        "types",
        "utils",
        "v4",
        "aio",
    }
)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name == "__all__":
            from gitlab import exceptions

            return sorted({*_HOMES, *exceptions.__all__})
        if name.startswith("__"):
            raise AttributeError(f"module 'gitlab' has no attribute {name!r}")
        from importlib import import_module

        if name in _SUBMODULES:
            return import_module(f"gitlab.{name}")
        home = import_module(_HOMES.get(name, "gitlab.exceptions"))
        try:
            value = getattr(home, name)
        except AttributeError:
            raise AttributeError(f"module 'gitlab' has no attribute {name!r}") from None
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        from gitlab import exceptions

        return sorted({*globals(), *_HOMES, *_SUBMODULES, *exceptions.__all__})
