"""Applications: what may sign users in through the instance's OAuth provider."""

from __future__ import annotations

from typing import Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, DeleteMixin, ListMixin, ObjectDeleteMixin

__all__ = ["Application", "ApplicationCreate", "ApplicationManager"]


class ApplicationCreate(TypedDict, total=False):
    name: Required[str]
    redirect_uri: Required[str]
    scopes: Required[str]
    confidential: bool


class Application(ObjectDeleteMixin, RESTObject):
    """An OAuth application of the whole instance; `secret` is shown when it is made."""

    _repr_attr = "name"

    id: int
    application_id: str
    application_name: str
    callback_url: str
    confidential: bool
    scopes: list[str]
    secret: str


class ApplicationManager(
    ListMixin[Application],
    CreateMixin[Application, ApplicationCreate],
    DeleteMixin[Application],
):
    """https://docs.gitlab.com/api/applications/

    `scopes` is one text, separated by spaces.
    """

    _path = "/applications"
