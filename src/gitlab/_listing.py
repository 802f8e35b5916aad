"""What a list call asks for, and what GitLab said of the list: for both colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    Literal,
    NamedTuple,
    Protocol,
    Self,
    TypeVar,
    overload,
)

from gitlab._core import decode
from gitlab._core.encode import split_options
from gitlab._core.pagination import Page
from gitlab._core.values import Call
from gitlab.utils import warn

if TYPE_CHECKING:
    from gitlab._lists import GitlabList, RESTObjectList
    from gitlab.exceptions import GitlabError
    from gitlab.utils import WarnMessageData

L = TypeVar("L")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

CONSUMED = frozenset(
    {"get_all", "all", "as_list", "iterator", "message_details", "pages_in_flight"}
)
LARGEST_PAGE = 100
PAGES_IN_FLIGHT = 16
"""Enough that a list of 10,000 takes eight round trips; a server under strain is asked for less."""


class Listing(NamedTuple, Generic[L]):
    """One list call, complete but not sent; `L` is what it gives in the end."""

    call: Call[Page]
    iterator: bool = False
    get_all: bool = False
    may_truncate: bool = True
    """Whether to warn when GitLab holds more than was asked for."""
    manager: Any = None
    """The manager that makes objects of the items; None leaves them dicts."""
    message_details: WarnMessageData | None = None
    pages_in_flight: int | None = None
    """How many pages are fetched at a time; None leaves it to the client."""

    def of_everything(self) -> Self:
        """The same for a reader of all items: in GitLab's largest pages, unless told otherwise."""
        query = self.call.query
        if self.manager is None or query.keys() & {"per_page", "page"}:
            return self
        return self._replace(call=self.call._replace(query={**query, "per_page": LARGEST_PAGE}))

    keywords: Mapping[str, Any] = {}
    """What the caller gave beyond the method's own parameters."""

    def made(self, items: list[Any]) -> list[Any]:
        if self.manager is None:
            return items
        make = self.manager._make_listed
        return [make(item) for item in items]


class Maker(Protocol[T_co]):
    """A manager, of either colour."""

    def _make_listed(self, attrs: dict[str, Any]) -> T_co: ...


@overload
def listing(
    path: str,
    query: Mapping[str, Any],
    kwargs: Mapping[str, Any],
    *,
    iterator: bool | None = ...,
    error: type[GitlabError] | None = ...,
    manager: None = ...,
    message_details: WarnMessageData | None = ...,
) -> Listing[GitlabList | list[dict[str, Any]]]: ...


@overload
def listing(
    path: str,
    query: Mapping[str, Any],
    kwargs: Mapping[str, Any],
    *,
    iterator: Literal[True],
    error: type[GitlabError] | None = ...,
    manager: Maker[Any],
    message_details: WarnMessageData | None = ...,
) -> Listing[RESTObjectList[Any]]: ...


@overload
def listing(
    path: str,
    query: Mapping[str, Any],
    kwargs: Mapping[str, Any],
    *,
    iterator: bool | None = ...,
    error: type[GitlabError] | None = ...,
    manager: Maker[T],
    message_details: WarnMessageData | None = ...,
) -> Listing[RESTObjectList[Any] | list[T]]: ...


def listing(
    path: str,
    query: Mapping[str, Any],
    kwargs: Mapping[str, Any],
    *,
    iterator: bool | None = None,
    error: type[GitlabError] | None = None,
    manager: Maker[Any] | None = None,
    message_details: WarnMessageData | None = None,
) -> Listing[Any]:
    """Read the keywords of a list call: `get_all` and `iterator`, `all` and `as_list` of old."""
    lazily = bool(iterator or kwargs.get("iterator") or kwargs.get("as_list") is False)
    get_all = kwargs.get("get_all", kwargs.get("all"))
    sent = {name: value for name, value in kwargs.items() if name not in CONSUMED}
    given, options = split_options(sent)
    query = {**query, **given}
    if lazily and query.get("page") is not None:
        warn(
            f"`iterator=True` and `page={query['page']}` were both specified: the iterator starts "
            "at that page. Leave `page` out to get everything.",
            category=UserWarning,
        )
    return Listing(
        call=Call("GET", path, decode.to_page, query=query, error=error, options=options),
        iterator=lazily,
        get_all=bool(get_all),
        may_truncate=get_all is None and query.get("page") is None,
        manager=manager,
        message_details=message_details or kwargs.get("message_details"),
        pages_in_flight=kwargs.get("pages_in_flight"),
        keywords=kwargs,
    )


def warn_if_truncated(asked: Listing[Any], page: Page) -> None:
    """A list that ends early must not look complete."""
    got = len(page.items)
    if not asked.may_truncate or page.per_page is None or got < page.per_page:
        return
    if page.total is not None and got >= page.total:
        return
    if page.total is None and not page.may_go_on:
        return
    total = "many" if page.total is None else str(page.total)
    details = asked.message_details
    warn(
        details.message
        if details is not None
        else f"Calling a `list()` method without specifying `get_all=True` or `iterator=True` "
        f"gives one page: {got} of {total} items. Pass `get_all=True` for all of them, "
        "`iterator=True` to fetch them as you go, or `get_all=False` to keep one page "
        "and silence this warning.",
        category=UserWarning,
        show_caller=details is None or details.show_caller,
    )


class PageNumbers:
    """What GitLab said of the list, as of the page fetched last."""

    def _current(self) -> Page:
        raise NotImplementedError

    @property
    def current_page(self) -> int:
        """The number of the page fetched last. Keyset pages have none: TypeError."""
        number = self._current().current_page
        if number is None:
            raise TypeError("GitLab sent no X-Page header: keyset pages have no number")
        return number

    @property
    def prev_page(self) -> int | None:
        """The number of the page before, None on the first."""
        return self._current().prev_page

    @property
    def next_page(self) -> int | None:
        """The number of the page after, None on the last."""
        return self._current().next_page

    @property
    def per_page(self) -> int | None:
        """How many items GitLab puts on a page."""
        return self._current().per_page

    @property
    def total_pages(self) -> int | None:
        """How many pages there are, None when GitLab withholds it."""
        return self._current().total_pages

    @property
    def total(self) -> int | None:
        """How many items there are, None when GitLab withholds it."""
        return self._current().total

    def __len__(self) -> int:
        return self.total or 0
