"""Data management: the records of GitLab's models, and the checksums of what belongs to them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import ListMixin
from gitlab.types import Array
from gitlab.utils import EncodedId, remove_none_from_dict

__all__ = ["DataManagementRecord", "DataManagementRecordFilters", "DataManagementRecordManager"]

ModelName = Literal[
    "ci_job_artifacts",
    "ci_pipeline_artifacts",
    "ci_secure_files",
    "container_repositories",
    "dependency_proxy_blobs",
    "dependency_proxy_manifests",
    "design_management_repositories",
    "group_wiki_repositories",
    "lfs_objects",
    "merge_request_diffs",
    "packages_nuget_symbols",
    "packages_package_files",
    "pages_deployments",
    "projects",
    "projects_wiki_repositories",
    "snippet_repositories",
    "supply_chain_attestations",
    "terraform_state_versions",
    "uploads",
]
ChecksumState = Literal["pending", "started", "succeeded", "failed", "disabled"]


class DataManagementRecordFilters(TypedDict, total=False):
    model_name: Required[ModelName]
    identifiers: Annotated[list[int | str], Array]
    checksum_state: ChecksumState
    cursor: str
    sort: Literal["asc", "desc"]


class DataManagementRecord(RESTObject):
    """A record of a model, such as a project or an upload."""

    _id_attr = "record_identifier"

    record_identifier: int | str
    model_class: str
    created_at: str
    file_size: int | None
    checksum_information: dict[str, Any]


class DataManagementRecordManager(ListMixin[DataManagementRecord, DataManagementRecordFilters]):
    """https://docs.gitlab.com/api/admin/data_management/

    Administrators only.
    """

    _path = "/admin/data_management"
    _list_path = "/admin/data_management/{model_name}"

    def _list_arguments(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        # The model is part of the address and no parameter of it.
        model_name = kwargs.pop("model_name", None)
        if not model_name:
            raise TypeError(f"{type(self).__name__}.list() needs a model_name")
        return {**kwargs, "path": f"{self.path}/{EncodedId(model_name)}"}

    def get(
        self, model_name: ModelName, record_identifier: int | str, **kwargs: Any
    ) -> DataManagementRecord:
        """Return a record of a model. Raises GitlabGetError."""
        return self._run(
            self._call(
                "GET",
                f"/{EncodedId(model_name)}/{EncodedId(record_identifier)}",
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )

    def recalculate_checksum(
        self, model_name: ModelName, record_identifier: int | str, **kwargs: Any
    ) -> DataManagementRecord:
        """Have the checksum of a record calculated anew; return the record.

        Raises GitlabUpdateError.
        """
        return self._run(
            self._call(
                "PUT",
                f"/{EncodedId(model_name)}/{EncodedId(record_identifier)}/checksum",
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabUpdateError,
                kwargs=kwargs,
            )
        )

    def recalculate_checksums(
        self,
        model_name: ModelName,
        identifiers: list[int] | list[str] | None = None,
        checksum_state: ChecksumState | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Have the checksums of a model's records calculated anew: of all, or as chosen.

        Return GitLab's message. Raises GitlabUpdateError.
        """
        body = {"identifiers": identifiers, "checksum_state": checksum_state}
        return self._run(
            self._call(
                "PUT",
                f"/{EncodedId(model_name)}/checksum",
                decode=decode.to_dict,
                error=exc.GitlabUpdateError,
                body=remove_none_from_dict(body),
                kwargs=kwargs,
            )
        )
