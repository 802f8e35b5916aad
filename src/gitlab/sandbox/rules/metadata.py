"""What the instance is.

https://docs.gitlab.com/api/metadata/
"""

from __future__ import annotations

from gitlab.sandbox.rules import Context, Json, route

REVISION = "5a4db0c0000"


@route("GET", "/metadata", scopes=["read_user"])
@route("GET", "/version", scopes=["read_user"])
def show(ctx: Context) -> Json:
    version = ".".join(map(str, ctx.version)) + ".0"
    return {
        "version": version,
        "revision": REVISION,
        "kas": {
            "enabled": False,
            "externalUrl": None,
            "externalKubernetesProxyUrl": None,
            "version": None,
        },
        "enterprise": False,
    }
