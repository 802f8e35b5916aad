"""Version 4 of GitLab's REST API."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gitlab.v4 import objects as objects
else:

    def __getattr__(name: str) -> object:
        # `import gitlab` alone has always been enough for `gitlab.v4.objects.Project`.
        if name != "objects":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return import_module("gitlab.v4.objects")
