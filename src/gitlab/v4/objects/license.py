"""License: what was paid for on this instance. Licenses of code are in `templates`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab.base import RESTObject
from gitlab.mixins import DeleteMixin, ObjectDeleteMixin, RetrieveMixin
from gitlab.utils import EncodedId

if TYPE_CHECKING:
    from gitlab._core.values import Call

__all__ = ["GitlabLicense", "GitlabLicenseManager"]


class Licensee(TypedDict):
    """Whom a license was sold to."""

    Name: str
    Company: str
    Email: str


class GitlabLicense(ObjectDeleteMixin, RESTObject):
    """A license of this instance, past or present. `get()` adds the active users."""

    _repr_attr = "plan"

    id: int
    plan: Literal["starter", "premium", "ultimate"]
    created_at: str
    starts_at: str
    expires_at: str | None
    historical_max: int
    maximum_user_count: int
    licensee: Licensee
    add_ons: dict[str, int]
    expired: bool
    overage: int
    user_limit: int
    active_users: int


class GitlabLicenseManager(RetrieveMixin[GitlabLicense], DeleteMixin[GitlabLicense]):
    """https://docs.gitlab.com/api/license/

    Administrators only. `gl.get_license()` and `gl.set_license()` are for the current one.
    """

    _path = "/license"
    _list_path = "/licenses"

    def refresh_billable_users(self, id: int, **kwargs: Any) -> bool:
        """Count the billable users again, and say whether that was begun.

        Raises GitlabUpdateError.
        """
        return self._run(
            self._call(
                "PUT",
                f"/{EncodedId(id)}/refresh_billable_users",
                decode=lambda response: bool(decode.to_dict(response).get("success")),
                error=exc.GitlabUpdateError,
                kwargs=kwargs,
            )
        )

    def usage_export(
        self,
        streamed: bool = False,
        action: Callable[[bytes], Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return the usage of the current license as CSV, or chunks of it with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call(
            "GET", "/usage_export", error=exc.GitlabGetError, kwargs=kwargs
        )
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))
