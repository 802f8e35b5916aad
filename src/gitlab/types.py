"""How parameters are checked and spelled for GitLab.

Resource files mark a parameter with one of the short names: `Annotated[list[str], Array]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NoReturn

__all__ = [
    "Array",
    "ArrayAttribute",
    "CommaSeparated",
    "CommaSeparatedListAttribute",
    "CommaSeparatedString",
    "CommaSeparatedStringAttribute",
    "File",
    "FileAttribute",
    "GitlabAttribute",
    "Image",
    "ImageAttribute",
    "Json",
    "JsonAttribute",
    "Lowercase",
    "LowercaseStringAttribute",
    "RequiredOptional",
]


# By hand: dataclasses would double the time of `import gitlab`.
class RequiredOptional:
    """The names of an operation's parameters; of the exclusive ones exactly one must be given."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    exclusive: tuple[str, ...] = ()

    def __init__(
        self,
        required: tuple[str, ...] = (),
        optional: tuple[str, ...] = (),
        exclusive: tuple[str, ...] = (),
    ) -> None:
        self.__dict__.update(required=required, optional=optional, exclusive=exclusive)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: cannot assign {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: cannot delete {name!r}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RequiredOptional):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((self.required, self.optional, self.exclusive))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({fields})"

    def validate_attrs(self, *, data: dict[str, Any], excludes: list[str] | None = None) -> None:
        """Refuse data without a required name, or with none or several of the exclusive ones."""
        exempt = excludes or ()
        missing = [name for name in self.required if name not in data and name not in exempt]
        if missing:
            raise AttributeError(f"Missing attributes: {', '.join(missing)}")
        if not self.exclusive:
            return
        given = [name for name in self.exclusive if name in data]
        if not given:
            names = ", ".join(self.exclusive)
            raise AttributeError(f"Must provide one of these attributes: {names}")
        if len(given) > 1:
            raise AttributeError(f"Provide only one of these attributes: {', '.join(given)}")


class GitlabAttribute:
    """A value on its way from a caller or the command line to GitLab; sent as it is."""

    transform_in_body = False
    """Whether request bodies need the spelling too; queries always do."""

    def __init__(self, value: Any = None) -> None:
        self._value = value

    def get(self) -> Any:
        return self._value

    def set_from_cli(self, cli_value: Any) -> None:
        self._value = cli_value

    def get_for_api(self, *, key: str) -> tuple[str, Any]:
        return key, self._value


class JsonAttribute(GitlabAttribute):
    """A structure, which the command line takes as JSON text."""

    def set_from_cli(self, cli_value: str) -> None:
        import json

        try:
            self._value = json.loads(cli_value)
        except ValueError as error:
            from gitlab.exceptions import GitlabParsingError

            raise GitlabParsingError(f"Expected JSON, got {cli_value!r}: {error}") from error


class _ListArrayAttribute(GitlabAttribute):
    """Several values, which the command line takes comma-separated."""

    def set_from_cli(self, cli_value: str) -> None:
        items = cli_value.split(",") if cli_value.strip() else []
        self._value = [item.strip() for item in items]

    def _joined(self) -> str:
        # Text is taken as joined already, and one value may come alone.
        if isinstance(self._value, str) or not hasattr(self._value, "__iter__"):
            return str(self._value)
        return ",".join(item if isinstance(item, str) else str(item) for item in self._value)


class ArrayAttribute(_ListArrayAttribute):
    """Several values, each sent under the name `key[]`."""

    def get_for_api(self, *, key: str) -> tuple[str, Any]:
        return f"{key}[]", self._value


class CommaSeparatedListAttribute(_ListArrayAttribute):
    """Several values, comma-separated in queries and a list in bodies."""

    def get_for_api(self, *, key: str) -> tuple[str, str]:
        return key, self._joined()


class CommaSeparatedStringAttribute(_ListArrayAttribute):
    """Several values, comma-separated in queries and bodies."""

    transform_in_body = True

    def get_for_api(self, *, key: str) -> tuple[str, str]:
        return key, self._joined()


class LowercaseStringAttribute(GitlabAttribute):
    """Text that GitLab takes in lower case only."""

    def get_for_api(self, *, key: str) -> tuple[str, str]:
        return key, str(self._value).lower()


class FileAttribute(GitlabAttribute):
    """A file, sent as a part of a multipart form."""

    @staticmethod
    def get_file_name(attr_name: str | None = None) -> str | None:
        """The name under which the file is sent: GitLab wants one."""
        return attr_name


class ImageAttribute(FileAttribute):
    """An image file; GitLab tells its kind by the name's ending."""

    @staticmethod
    def get_file_name(attr_name: str | None = None) -> str:
        """The name under which the image is sent."""
        return f"{attr_name or 'image'}.png"


Array = ArrayAttribute
CommaSeparated = CommaSeparatedListAttribute
CommaSeparatedString = CommaSeparatedStringAttribute
Lowercase = LowercaseStringAttribute
File = FileAttribute
Image = ImageAttribute
Json = JsonAttribute
