"""Lists that fetch their pages as they are read, in sync."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from gitlab._listing import Listing, PageNumbers, listing, warn_if_truncated
from gitlab._parallel import Answers, Threads
from gitlab._walk import Walk

if TYPE_CHECKING:
    from gitlab._core.pagination import Page
    from gitlab._core.values import Call
    from gitlab._drive import Driver
    from gitlab.base import RESTManager, RESTObject
    from gitlab.client import Gitlab

__all__ = ["GitlabList", "Listing", "RESTObjectList"]

T = TypeVar("T", bound="RESTObject")


def listed(gl: Driver, asked: Listing[Any]) -> Any:
    """What a list call gives: a page, everything, or a list that fetches its pages."""
    if asked.iterator:
        items = GitlabList._of(gl, asked)
        manager = asked.manager
        return items if manager is None else RESTObjectList(manager, manager._obj_cls, items)
    page = gl._run(asked.call)
    made = asked.made(page.items)
    if not asked.get_all:
        warn_if_truncated(asked, page)
    elif page.next_url:
        for further in _pages(Walk(asked, gl, page), gl, asked):
            made += asked.made(further.items)
    return made


def _pages(walk: Walk, gl: Driver, asked: Listing[Any], *, lazily: bool = False) -> Iterator[Page]:
    """The pages of the walk, several at a time where GitLab counted them.

    Of others the next one is on its way while one is read.
    """
    most = gl._pages_at_a_time(asked.pages_in_flight)
    waiting: deque[tuple[Call[Page], Answers[Call[Page], Page]]] = deque()
    threads: Threads[Call[Page], Page] = Threads(gl._run, most)
    with threads:

        def ask() -> None:
            for call in walk.ask(most, lazily=lazily):
                waiting.append((call, SimpleQueue()))
                threads.give(*waiting[-1])

        ask()
        while waiting:
            error = (outcome := waiting[0][1].get()).error
            if error is not None:
                walk.put_back([call for call, _ in waiting])
                waiting.clear()
                walk.go_over(error)
            else:
                waiting.popleft()
                page = walk.take(outcome.value)
                if most > 1:
                    ask()
                yield page
            ask()


class GitlabList(PageNumbers):
    """The items of a list as dicts; further pages are fetched when the first one is at its end.

    It is its own iterator and passes once. `len()` is GitLab's total, 0 when GitLab withholds it
    (more than 10,000 rows, keyset paging).
    """

    def __init__(
        self,
        gl: Gitlab,
        url: str,
        query_data: dict[str, Any],
        get_next: bool = True,
        **kwargs: Any,
    ) -> None:
        self._open(gl, listing(url, query_data, kwargs), get_next=get_next)

    @classmethod
    def _of(cls, gl: Driver, asked: Listing[Any]) -> GitlabList:
        items = cls.__new__(cls)
        items._open(gl, asked, get_next=True)
        return items

    def _open(self, gl: Driver, asked: Listing[Any], *, get_next: bool) -> None:
        self._gl = gl
        self._asked = asked
        self._get_next = get_next
        self._walk: Walk | None = None
        self._further: Iterator[Page] | None = None
        self._turn_to(gl._run(asked.call))

    def _turn_to(self, page: Page) -> None:
        self._page = page
        self._position = 0

    def _next_page(self) -> Page | None:
        if not (self._get_next and (self._walk or self._page.next_url)):
            return None
        if self._further is None:
            self._walk = self._walk or Walk(self._asked, self._gl, self._page)
            self._further = _pages(self._walk, self._gl, self._asked, lazily=True)
        try:
            return next(self._further, None)
        except BaseException:
            # Whoever goes on after an error asks again; an end would pass for a complete list.
            self._further = None
            raise

    def _current(self) -> Page:
        return self._page

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self

    def __next__(self) -> dict[str, Any]:
        return self.next()

    def next(self) -> dict[str, Any]:
        """The next item; StopIteration after the last of the last page."""
        while self._position >= len(self._page.items):
            page = self._next_page()
            if page is None:
                raise StopIteration
            self._turn_to(page)
        item: dict[str, Any] = self._page.items[self._position]
        self._position += 1
        return item


class RESTObjectList(PageNumbers, Generic[T]):
    """The items of a list as objects; further pages are fetched when they are reached."""

    def __init__(self, manager: RESTManager[T], obj_cls: type[T], _list: GitlabList) -> None:
        self.manager = manager
        self._obj_cls = obj_cls
        self._list = _list

    def _current(self) -> Page:
        return self._list._current()

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        return self.next()

    def next(self) -> T:
        """The next object; StopIteration after the last of the last page."""
        return self._obj_cls(self.manager, self._list.next(), created_from_list=True)
