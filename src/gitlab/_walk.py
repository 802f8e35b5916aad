"""The way through a list that is longer than a page: what to ask next, until its very end."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from gitlab._core import auth, pagination
from gitlab._core.flow import Flow, ask
from gitlab._core.pagination import Page
from gitlab.exceptions import GitlabError
from gitlab.utils import masked_url, warn

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab._listing import Listing
    from gitlab._settings import ClientSettings


class Keyset(NamedTuple):
    """The orders in which GitLab pages a list by keyset, the one it takes by itself first."""

    order_by: tuple[str, ...] = ("id",)
    sort: tuple[str, ...] = ("desc", "asc")


class Walk:
    """The way through a list after its first page: what to ask for, what of the answers is new.

    GitLab refuses page numbers beyond some 50,000 rows. Where it has keyset paging the walk goes
    on by that, from the start, as an opaque cursor cannot be made up; the rows that came already
    are left out by their ids. In the order of ids it goes on behind the last one.
    """

    def __init__(self, asked: Listing[Any], client: ClientSettings, first: Page) -> None:
        self._call = asked.call
        self._client = client
        self._manager = asked.manager
        from_the_start = self._call.query.get("page") is None
        self._paging: Keyset | None = (
            getattr(asked.manager, "_paging", None) if from_the_start else None
        )
        self._by_keyset = False
        self._seen: set[Any] | None = None if self._paging is None else set()
        self._announced: deque[Call[Page]] = deque()
        self._under_way = 1
        self._taken = 0
        self._last = self.take(first)

    def ask(self, most: int = 1, *, lazily: bool = False) -> list[Call[Page]]:
        """The next calls, so that at most `most` are under way; none at the end.

        All pages that GitLab counted may be asked for at once, others one after the other. A list
        may change while it is read, so the last counted page is asked for its next one too.
        Lazily, there are no more of them than pages that were read, and one: a reader who goes on
        soon has `most`, and one who leaves early has not troubled GitLab for much.
        """
        if lazily:
            most = min(most, self._taken + 1)
        if not self._announced and not self._under_way:
            self._announced.extend(_calls_after(self._last, self._call, self._client))
        room = min(most - self._under_way, len(self._announced))
        self._under_way += room
        return [self._announced.popleft() for _ in range(room)]

    def take(self, page: Page) -> Page:
        """`page` has come: give back what of it is new."""
        self._under_way -= 1
        self._taken += 1
        self._last = page
        if self._seen is None:
            return page
        id_attr = self._manager._obj_cls._id_attr
        if self._by_keyset:
            new = [item for item in page.items if item.get(id_attr) not in self._seen]
            return page._replace(items=new)
        self._seen.update(item.get(id_attr) for item in page.items if isinstance(item, dict))
        return page

    def put_back(self, calls: Sequence[Call[Page]]) -> None:
        """These brought no page: they may be asked again."""
        self._under_way -= len(calls)
        self._announced.extendleft(reversed(calls))

    def go_over(self, error: BaseException) -> None:
        """GitLab refused page numbers: go on by keyset, or raise `error`."""
        paging = self._paging
        if paging is None or self._by_keyset or not _names_keyset(error):
            raise error
        query = self._call.query
        order = query.get("order_by") or paging.order_by[0]
        sort = query.get("sort") or paging.sort[0]
        if order not in paging.order_by or sort not in paging.sort:
            raise _no_keyset_order(error, paging, order, sort) from error
        place: dict[str, Any] = {"page": None, "pagination": "keyset"}
        name = "id_before" if sort == "desc" else "id_after"
        last = self._last.items
        if last and query.get("order_by") == "id" and name in self._manager._list_filters:
            place[name] = last[-1]["id"]
        keyset = {**query, "order_by": order, "sort": sort, **place}
        self._call = self._call._replace(query=keyset)
        self._by_keyset = True
        self._announced = deque([self._call])


def _calls_after(page: Page, call: Call[Page], client: ClientSettings) -> list[Call[Page]]:
    following = next_call(call, page, client)
    if following is None:
        return []
    upcoming, last = page.next_page, page.total_pages
    if upcoming is None or last is None or pagination.page_number(following.path) != upcoming:
        return [following]
    further = range(upcoming + 1, last + 1)
    return [following, *(following._replace(query={"page": number}) for number in further)]


def _names_keyset(error: BaseException) -> bool:
    return getattr(error, "response_code", None) == 405 and "keyset" in str(error)


def _no_keyset_order(error: Any, paging: Keyset, order: str, sort: str) -> Exception:
    refused: Exception = type(error)(
        f"{error.error_message} It does not support order_by={order!r} with sort={sort!r}, only "
        f"order_by {' or '.join(map(repr, paging.order_by))} with sort "
        f"{' or '.join(map(repr, paging.sort))}: choose one of these, or filter for fewer rows.",
        error.response_code,
        error.response_body,
    )
    return refused


def every_page(
    asked: Listing[Any], client: ClientSettings, take: Callable[[list[Any]], object]
) -> Flow[None]:
    """Give `take` the items of each page, page after page."""
    page = yield from ask(asked.call)
    take(page.items)
    walk = Walk(asked, client, page)
    while calls := walk.ask():
        try:
            page = yield from ask(calls[0])
        except GitlabError as error:
            walk.put_back(calls)
            walk.go_over(error)
        else:
            take(walk.take(page).items)


def every_item(asked: Listing[Any], client: ClientSettings) -> Flow[list[Any]]:
    """All items of a list, as dicts."""
    items: list[Any] = []
    yield from every_page(asked, client, items.extend)
    return items


def next_call(call: Call[Page], page: Page, client: ClientSettings) -> Call[Page] | None:
    """The call for the page after `page`, always at the client's own server."""
    url = page.next_url
    if not url:
        return None
    if not auth.same_origin(url, client.api_url):
        home = pagination.rebased(url, client.url)
        if not client.keep_base_url:
            warn(
                f"GitLab names {masked_url(url)} as the next page, which is not at {client.url}: "
                f"asking {masked_url(home)} instead, so that the token stays where it belongs. "
                "The server's external URL is probably misconfigured; `keep_base_url=True` "
                "silences this warning.",
                category=UserWarning,
            )
        url = home
    return call._replace(path=url, query={})
