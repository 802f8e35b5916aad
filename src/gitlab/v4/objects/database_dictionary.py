"""Database dictionary: what the tables of GitLab's databases are for."""

from __future__ import annotations

from typing import Any, Literal

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTManager, RESTObject
from gitlab.utils import EncodedId

__all__ = ["DatabaseTable", "DatabaseTableManager"]


class DatabaseTable(RESTObject):
    """A table, and the features whose data it holds."""

    _id_attr = "table_name"

    table_name: str
    feature_categories: list[str]


class DatabaseTableManager(RESTManager[DatabaseTable]):
    """https://docs.gitlab.com/api/database_dictionary/

    Administrators only.
    """

    _path = "/admin/databases"
    _obj_cls = DatabaseTable

    def get(
        self, database_name: Literal["main", "ci"], table_name: str, **kwargs: Any
    ) -> DatabaseTable:
        """Return the table of a database. Raises GitlabGetError."""
        return self._run(
            self._call(
                "GET",
                f"/{EncodedId(database_name)}/dictionary/tables/{EncodedId(table_name)}",
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )
