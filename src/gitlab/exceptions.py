# long file: the tree belongs together, and most of it is one-line classes.
"""What can go wrong, as one tree.

    GitlabError                        everything below; catch this one
        GitlabAuthenticationError      401, whatever the operation
        GitlabHttpError                a refused `gl.http_*` call, and the cause of the errors below
        GitlabParsingError             an answer that is not what the API sends
        GitlabGraphQLError             a GraphQL answer that holds errors
        RedirectError                  a write that the server sends elsewhere
        GitlabConnectionError          no answer (`AsyncGitlab` raises it)
            GitlabTimeoutError         no answer in time
        GitlabWaitError                `wait()` took longer than its `timeout`
        GitlabCiLintError              CI configuration that GitLab finds invalid
        GitlabOperationError           a refused operation, by its name:
            GitlabCancelError
                GitlabBuildCancelError, GitlabJobCancelError, GitlabPipelineCancelError
            GitlabRetryError
                GitlabBuildEraseError, GitlabBuildPlayError, GitlabBuildRetryError,
                GitlabJobEraseError, GitlabJobPlayError, GitlabJobRetryError,
                GitlabPipelinePlayError, GitlabPipelineRetryError
            GitlabActivateError, GitlabAttachFileError, GitlabBanError, GitlabBlockError,
            GitlabCherryPickError, GitlabCreateError, GitlabDeactivateError, GitlabDeleteError,
            GitlabDeploymentApprovalError, GitlabFollowError, GitlabGetError,
            GitlabGroupTransferError, GitlabHeadError, GitlabHookTestError,
            GitlabHousekeepingError, GitlabImportError, GitlabInvitationError, GitlabLicenseError,
            GitlabListError, GitlabMRApprovalError, GitlabMRClosedError, GitlabMRForbiddenError,
            GitlabMROnBuildSuccessError, GitlabMRRebaseError, GitlabMRResetApprovalError,
            GitlabMarkdownError, GitlabOwnershipError, GitlabProjectDeployKeyError,
            GitlabPromoteError, GitlabProtectError, GitlabRenderError, GitlabRepairError,
            GitlabRestoreError, GitlabRevertError, GitlabRotateError, GitlabSearchError,
            GitlabSetError, GitlabStopError, GitlabSubscribeError, GitlabTimeTrackingError,
            GitlabTodoError, GitlabTopicMergeError, GitlabTransferProjectError, GitlabUnbanError,
            GitlabUnblockError, GitlabUnfollowError, GitlabUnsubscribeError, GitlabUpdateError,
            GitlabUploadError, GitlabUserApproveError, GitlabUserRejectError, GitlabVerifyError

The class tells the operation, the attributes tell the status: `except GitlabGetError as error:
if error.is_not_found: ...`.
"""

from __future__ import annotations

from collections.abc import Coroutine
from functools import wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import ParamSpec, Self, TypeVar

    E = TypeVar("E", bound="GitlabError")
    P = ParamSpec("P")
    R = TypeVar("R")

__all__ = [
    "GitlabActivateError",
    "GitlabAttachFileError",
    "GitlabAuthenticationError",
    "GitlabBanError",
    "GitlabBlockError",
    "GitlabBuildCancelError",
    "GitlabBuildEraseError",
    "GitlabBuildPlayError",
    "GitlabBuildRetryError",
    "GitlabCancelError",
    "GitlabCherryPickError",
    "GitlabCiLintError",
    "GitlabConnectionError",
    "GitlabCreateError",
    "GitlabDeactivateError",
    "GitlabDeleteError",
    "GitlabDeploymentApprovalError",
    "GitlabError",
    "GitlabFollowError",
    "GitlabGetError",
    "GitlabGraphQLError",
    "GitlabGroupTransferError",
    "GitlabHeadError",
    "GitlabHookTestError",
    "GitlabHousekeepingError",
    "GitlabHttpError",
    "GitlabImportError",
    "GitlabInvitationError",
    "GitlabJobCancelError",
    "GitlabJobEraseError",
    "GitlabJobPlayError",
    "GitlabJobRetryError",
    "GitlabLicenseError",
    "GitlabListError",
    "GitlabMRApprovalError",
    "GitlabMRClosedError",
    "GitlabMRForbiddenError",
    "GitlabMROnBuildSuccessError",
    "GitlabMRRebaseError",
    "GitlabMRResetApprovalError",
    "GitlabMarkdownError",
    "GitlabOperationError",
    "GitlabOwnershipError",
    "GitlabParsingError",
    "GitlabPipelineCancelError",
    "GitlabPipelinePlayError",
    "GitlabPipelineRetryError",
    "GitlabProjectDeployKeyError",
    "GitlabPromoteError",
    "GitlabProtectError",
    "GitlabRenderError",
    "GitlabRepairError",
    "GitlabRestoreError",
    "GitlabRetryError",
    "GitlabRevertError",
    "GitlabRotateError",
    "GitlabSearchError",
    "GitlabSetError",
    "GitlabStopError",
    "GitlabSubscribeError",
    "GitlabTimeTrackingError",
    "GitlabTimeoutError",
    "GitlabTodoError",
    "GitlabTopicMergeError",
    "GitlabTransferProjectError",
    "GitlabUnbanError",
    "GitlabUnblockError",
    "GitlabUnfollowError",
    "GitlabUnsubscribeError",
    "GitlabUpdateError",
    "GitlabUploadError",
    "GitlabUserApproveError",
    "GitlabUserRejectError",
    "GitlabVerifyError",
    "GitlabWaitError",
    "RedirectError",
    "on_http_error",
]

_HINTS = {
    401: (
        "GitLab accepts no token of this request: is it given, unexpired, and of this instance? "
        "A CI job token opens only a few endpoints."
    ),
    404: (
        "GitLab answers 404 for what a token may not see, too: "
        "check the path, then the token's access."
    ),
    429: "Send fewer requests at a time; `max_retries` says how often the client waits its turn.",
    **dict.fromkeys(
        (500, 502, 503, 504),
        "`retry_transient_errors=True` repeats what can safely be repeated.",
    ),
}


class GitlabError(Exception):
    """Something that GitLab, or the way to it, refused."""

    error_message: Any
    """GitLab's words: text, a dict of them by attribute, or bytes that are no UTF-8."""
    response_code: int | None
    response_body: bytes | None
    request_method: str | None = None
    request_url: str | None = None
    """Where the request went, with secrets masked."""
    response_headers: Mapping[str, str] = {}
    retry_after: float | None = None
    """Seconds that GitLab asked to wait before the next request."""

    def __init__(
        self,
        error_message: str | bytes = "",
        response_code: int | None = None,
        response_body: bytes | None = None,
    ) -> None:
        self.error_message = _as_text(error_message)
        self.response_code = response_code
        self.response_body = response_body
        super().__init__(self.error_message)

    def __str__(self) -> str:
        if self.response_code is None:
            return f"{self.error_message}"
        return f"{self.response_code}: {self.error_message}"

    @property
    def status(self) -> int | None:
        """The HTTP status, None when there was no answer."""
        return self.response_code

    @property
    def is_bad_request(self) -> bool:
        """400: a parameter is missing or has a value that GitLab does not take."""
        return self.response_code == 400

    @property
    def is_unauthorized(self) -> bool:
        """401: no token, or one that GitLab does not accept."""
        return self.response_code == 401

    @property
    def is_forbidden(self) -> bool:
        """403: the token is good, and its role or scopes do not allow this."""
        return self.response_code == 403

    @property
    def is_not_found(self) -> bool:
        """404: not there, or not to be seen with this token."""
        return self.response_code == 404

    @property
    def is_conflict(self) -> bool:
        """409: already there, or being changed by someone else."""
        return self.response_code == 409

    @property
    def is_unprocessable(self) -> bool:
        """422: understood, and not possible in the present state."""
        return self.response_code == 422

    @property
    def is_rate_limited(self) -> bool:
        """429: too many requests; see `retry_after`."""
        return self.response_code == 429

    @property
    def is_server_error(self) -> bool:
        """5xx: GitLab, or a proxy before it, failed."""
        return self.response_code is not None and self.response_code >= 500

    @property
    def request_id(self) -> str | None:
        """GitLab's name for the request, by which an administrator finds it in the logs."""
        return self.response_headers.get("X-Request-Id")

    @property
    def hint(self) -> str | None:
        """The usual fix in a sentence, when the answer points to one."""
        if (self.response_body or b"").lstrip()[:1] == b"<":
            return (
                "A web page came instead of the API's JSON: "
                "check the URL, and for a proxy or a login page on the way."
            )
        if "/api/v4/api/v4/" in (self.request_url or ""):
            return "The client adds /api/v4 itself: give it the server's address alone."
        if self.is_unauthorized or self.is_forbidden:
            return self._token_hint() or _HINTS.get(self.response_code or 0)
        return _HINTS.get(self.response_code or 0)

    def _token_hint(self) -> str | None:
        """What the OAuth members of the answer say about the token."""
        import json

        try:
            answer = json.loads(self.response_body or b"")
        except ValueError:
            return None
        if not isinstance(answer, dict):
            return None
        if answer.get("error") == "insufficient_scope" and isinstance(answer.get("scope"), str):
            return f"The token needs one of the scopes: {', '.join(answer['scope'].split())}."
        description = answer.get("error_description")
        return description if isinstance(description, str) else None

    def _attach(
        self,
        *,
        request_method: str | None = None,
        request_url: str | None = None,
        response_headers: Mapping[str, str] | None = None,
        retry_after: float | None = None,
    ) -> Self:
        """Keep what the core tells of the exchange, its URL masked; add the hint as a note."""
        self.request_method = request_method
        self.request_url = request_url
        self.retry_after = retry_after
        if response_headers is not None:
            # A mapping of the same kind: how names compare is its affair.
            kind: Any = type(response_headers)
            self.response_headers = kind(
                {k: v for k, v in response_headers.items() if k.lower() != "set-cookie"}
            )
        if self.hint is not None:
            self.add_note(self.hint)
        return self

    def _converted(self, error: type[E]) -> E:
        """The same refusal under an operation's name; its note moves along, to be shown once."""
        converted = error(self.error_message, self.response_code, self.response_body)
        converted.__dict__.update(self.__dict__)
        self.__dict__.pop("__notes__", None)
        return converted


class GitlabAuthenticationError(GitlabError):
    """401: no token, or one that GitLab does not accept."""


class GitlabHttpError(GitlabError):
    """A refused request that no operation has given its name."""


class GitlabParsingError(GitlabError):
    """An answer that is not what GitLab's API sends: a login page, for one."""


class GitlabGraphQLError(GitlabError):
    """A GraphQL answer that holds errors; `response_body` has them whole."""


class RedirectError(GitlabError):
    """A redirect that a write must not follow: it would arrive as a read."""


class GitlabConnectionError(GitlabError):
    """No answer: the connection failed or broke."""

    @property
    def hint(self) -> str | None:
        """The usual fix in a sentence, when the failure points to one."""
        if "CERTIFICATE_VERIFY_FAILED" in str(self.error_message):
            return (
                "The server's certificate is signed by a CA unknown here: "
                'pass its file as `ssl_verify="/path/to/ca.pem"`, or set SSL_CERT_FILE.'
            )
        return None


class GitlabTimeoutError(GitlabConnectionError):
    """No answer within `timeout` seconds."""


class GitlabWaitError(GitlabError):
    """What was waited for did not come in time; `state` is what it was at the last look."""

    def __init__(self, state: Any, path: str, timeout: float) -> None:
        super().__init__(f"{path} is still {state!r} after {timeout:g} seconds")
        self.state = state
        self._told = (state, path, timeout)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._told


class GitlabCiLintError(GitlabError):
    """CI configuration that GitLab finds invalid."""


class GitlabOperationError(GitlabError):
    """A refused operation; the subclasses name it."""


class GitlabActivateError(GitlabOperationError):
    """Refused: activating a user."""


class GitlabAttachFileError(GitlabOperationError):
    """Refused: attaching a file. Never raised; kept for scripts that name it."""


class GitlabBanError(GitlabOperationError):
    """Refused: banning a user."""


class GitlabBlockError(GitlabOperationError):
    """Refused: blocking a user."""


class GitlabCancelError(GitlabOperationError):
    """Refused: cancelling a job or pipeline."""


class GitlabBuildCancelError(GitlabCancelError):
    """An old name of GitlabJobCancelError. Never raised."""


class GitlabJobCancelError(GitlabCancelError):
    """Refused: cancelling a job."""


class GitlabPipelineCancelError(GitlabCancelError):
    """Refused: cancelling a pipeline."""


class GitlabCherryPickError(GitlabOperationError):
    """Refused: cherry-picking a commit."""


class GitlabCreateError(GitlabOperationError):
    """Refused: `create()`."""


class GitlabDeactivateError(GitlabOperationError):
    """Refused: deactivating a user."""


class GitlabDeleteError(GitlabOperationError):
    """Refused: `delete()`."""


class GitlabDeploymentApprovalError(GitlabOperationError):
    """Refused: approving or rejecting a deployment."""


class GitlabFollowError(GitlabOperationError):
    """Refused: following a user."""


class GitlabGetError(GitlabOperationError):
    """Refused: `get()` or `refresh()`."""


class GitlabGroupTransferError(GitlabOperationError):
    """Refused: transferring a group."""


class GitlabHeadError(GitlabOperationError):
    """Refused: `head()`."""


class GitlabHookTestError(GitlabOperationError):
    """Refused: triggering a test of a hook."""


class GitlabHousekeepingError(GitlabOperationError):
    """Refused: starting a repository's housekeeping."""


class GitlabImportError(GitlabOperationError):
    """Refused: importing a project or group."""


class GitlabInvitationError(GitlabOperationError):
    """Refused: inviting to a group or project."""


class GitlabLicenseError(GitlabOperationError):
    """Refused: reading or setting the instance's license."""


class GitlabListError(GitlabOperationError):
    """Refused: `list()`."""


class GitlabMRApprovalError(GitlabOperationError):
    """Refused: approving a merge request, or taking the approval back."""


class GitlabMRClosedError(GitlabOperationError):
    """Refused: merging a merge request, or listing what it closes."""


class GitlabMRForbiddenError(GitlabOperationError):
    """Refused: merging without permission. Never raised; kept for scripts that name it."""


class GitlabMROnBuildSuccessError(GitlabOperationError):
    """Refused: cancelling a merge that waits for its pipeline."""


class GitlabMRRebaseError(GitlabOperationError):
    """Refused: rebasing a merge request."""


class GitlabMRResetApprovalError(GitlabOperationError):
    """Refused: clearing a merge request's approvals."""


class GitlabMarkdownError(GitlabOperationError):
    """Refused: rendering Markdown."""


class GitlabOwnershipError(GitlabOperationError):
    """Refused: taking ownership of a schedule or trigger."""


class GitlabProjectDeployKeyError(GitlabOperationError):
    """Refused: enabling a deploy key in a project."""


class GitlabPromoteError(GitlabOperationError):
    """Refused: promoting a label or milestone to the group."""


class GitlabProtectError(GitlabOperationError):
    """Refused: protecting a branch. Never raised; kept for scripts that name it."""


class GitlabRenderError(GitlabOperationError):
    """Refused: rendering a template."""


class GitlabRepairError(GitlabOperationError):
    """Refused: repairing a Geo site."""


class GitlabRestoreError(GitlabOperationError):
    """Refused: restoring a project, group or merge request."""


class GitlabRetryError(GitlabOperationError):
    """Refused: retrying a job or pipeline."""


class GitlabBuildEraseError(GitlabRetryError):
    """An old name of GitlabJobEraseError. Never raised."""


class GitlabBuildPlayError(GitlabRetryError):
    """An old name of GitlabJobPlayError. Never raised."""


class GitlabBuildRetryError(GitlabRetryError):
    """An old name of GitlabJobRetryError. Never raised."""


class GitlabJobEraseError(GitlabRetryError):
    """Refused: erasing a job's log and artifacts."""


class GitlabJobPlayError(GitlabRetryError):
    """Refused: starting a manual job."""


class GitlabJobRetryError(GitlabRetryError):
    """Refused: retrying a job."""


class GitlabPipelinePlayError(GitlabRetryError):
    """Refused: running a pipeline schedule now."""


class GitlabPipelineRetryError(GitlabRetryError):
    """Refused: retrying a pipeline."""


class GitlabRevertError(GitlabOperationError):
    """Refused: reverting a commit."""


class GitlabRotateError(GitlabOperationError):
    """Refused: rotating a token."""


class GitlabSearchError(GitlabOperationError):
    """Refused: searching."""


class GitlabSetError(GitlabOperationError):
    """Refused: `set()`."""


class GitlabStopError(GitlabOperationError):
    """Refused: stopping an environment."""


class GitlabSubscribeError(GitlabOperationError):
    """Refused: subscribing to notifications."""


class GitlabTimeTrackingError(GitlabOperationError):
    """Refused: reading or changing estimates and spent time."""


class GitlabTodoError(GitlabOperationError):
    """Refused: marking to-do items."""


class GitlabTopicMergeError(GitlabOperationError):
    """Refused: merging topics. Never raised; kept for scripts that name it."""


class GitlabTransferProjectError(GitlabOperationError):
    """Refused: transferring a project."""


class GitlabUnbanError(GitlabOperationError):
    """Refused: lifting a user's ban."""


class GitlabUnblockError(GitlabOperationError):
    """Refused: unblocking a user."""


class GitlabUnfollowError(GitlabOperationError):
    """Refused: unfollowing a user."""


class GitlabUnsubscribeError(GitlabOperationError):
    """Refused: unsubscribing from notifications."""


class GitlabUpdateError(GitlabOperationError):
    """Refused: `update()` or `save()`."""


class GitlabUploadError(GitlabOperationError):
    """Refused: uploading a file."""


class GitlabUserApproveError(GitlabOperationError):
    """Refused: approving a user's sign-up."""


class GitlabUserRejectError(GitlabOperationError):
    """Refused: rejecting a user's sign-up."""


class GitlabVerifyError(GitlabOperationError):
    """Refused: verifying a runner or a package."""


def on_http_error(error: type[GitlabError]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate a method so that its GitlabHttpError leaves as `error`, with itself as the cause.

    For managers of your own; those of this package name their error in the call.
    """

    def decorate(method: Callable[P, R]) -> Callable[P, R]:
        @wraps(method)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                result: Any = method(*args, **kwargs)
            except GitlabHttpError as refusal:
                raise refusal._converted(error) from refusal
            if isinstance(result, Coroutine):
                result = _awaited(result, error)
            return result  # type: ignore[no-any-return]

        return call

    return decorate


async def _awaited(pending: Coroutine[Any, Any, Any], error: type[GitlabError]) -> Any:
    try:
        return await pending
    except GitlabHttpError as refusal:
        raise refusal._converted(error) from refusal


def _as_text(message: Any) -> Any:
    if isinstance(message, bytes):
        try:
            return message.decode()
        except UnicodeDecodeError:
            return message
    return message
