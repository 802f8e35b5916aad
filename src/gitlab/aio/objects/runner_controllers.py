# Generated from src/gitlab/v4/objects/runner_controllers.py by tools/gen_async.py; edit that file.
"""Runner controllers: programs that decide which jobs runners may take, and their tokens."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CRUDMixin,
    NoUpdateMixin,
    ObjectDeleteMixin,
    ObjectRotateMixin,
    RotateMixin,
    SaveMixin,
)
from gitlab.v4.objects.runner_controllers import (
    RunnerControllerSettings,
    RunnerControllerState,
    RunnerControllerTokenCreate,
)

__all__ = [
    "RunnerController",
    "RunnerControllerManager",
    "RunnerControllerSettings",
    "RunnerControllerToken",
    "RunnerControllerTokenCreate",
    "RunnerControllerTokenManager",
]


class RunnerController(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A controller. In a dry run it is asked, and its answers are not heeded."""

    _repr_attr = "description"

    id: int
    description: str | None
    state: RunnerControllerState
    created_at: str
    updated_at: str

    tokens: RunnerControllerTokenManager


class RunnerControllerManager(
    CRUDMixin[RunnerController, RunnerControllerSettings, RunnerControllerSettings]
):
    """https://docs.gitlab.com/api/runner_controllers/

    Administrators only.
    """

    _path = "/runner_controllers"


class RunnerControllerToken(ObjectDeleteMixin, ObjectRotateMixin, RESTObject):
    """What a controller authenticates with. `token` is shown when it is made or rotated."""

    _repr_attr = "description"

    id: int
    runner_controller_id: int
    description: str | None
    created_at: str
    updated_at: str
    token: str


class RunnerControllerTokenManager(
    NoUpdateMixin[RunnerControllerToken, RunnerControllerTokenCreate],
    RotateMixin[RunnerControllerToken],
):
    """https://docs.gitlab.com/api/runner_controller_tokens/

    Administrators only. `delete()` revokes a token.
    """

    _path = "/runner_controllers/{runner_controller_id}/tokens"
    _from_parent_attrs = {"runner_controller_id": "id"}
