"""An object with 80 child managers: none of them may cost anything before it is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from time import process_time
from typing import Any

from benchmarks._turns import medians
from gitlab import Gitlab
from gitlab.base import RESTManager, RESTObject

COUNT = 20_000


class Narrow(RESTObject):
    """An object without children."""


Wide = type(
    "Wide",
    (RESTObject,),
    {"__annotations__": {f"child_{number}": "ChildManager" for number in range(80)}},
)


class NarrowManager(RESTManager[Narrow]):
    _path = "/things"


class Wrapper:
    """The least that an object around GitLab's answer can be."""

    __slots__ = ("attributes", "manager")

    def __init__(self, manager: object, attributes: dict[str, Any]) -> None:
        self.manager = manager
        self.attributes = attributes


def making(cls: Callable[[Any, dict[str, Any]], object], manager: object) -> float:
    """The CPU seconds of making COUNT objects."""
    attributes = {"id": 1, "name": "thing"}
    begin = process_time()
    for _ in range(COUNT):
        cls(manager, attributes)
    return process_time() - begin


def ratios() -> Iterator[tuple[str, float]]:
    manager = NarrowManager(Gitlab("https://gitlab.example.com"))
    seconds = medians(
        {cls.__name__: partial(making, cls, manager) for cls in (Wrapper, Narrow, Wide)}, rounds=21
    )
    yield "an object with 80 child managers / one without", seconds["Wide"] / seconds["Narrow"]
    yield (
        "an object with 80 child managers / two slots around a dict",
        seconds["Wide"] / seconds["Wrapper"],
    )
