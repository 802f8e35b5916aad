"""Conditions of rules: `$A == "x" && ($B =~ /^v/ || $C)`.

https://docs.gitlab.com/ci/jobs/job_rules/#cicd-variable-expressions
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

__all__ = ["ExpressionError", "condition", "expanded"]

Value: TypeAlias = "str | re.Pattern[str] | bool | None"
Condition: TypeAlias = Callable[[Mapping[str, str]], Value]

_TOKEN = re.compile(
    r"\s*(?:(?P<op>&&|\|\||==|!=|=~|!~|\(|\))|\$(?P<name>\w+)|\$\{(?P<braced>\w+)\}"
    r"|\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<null>null\b)"
    r"|/(?P<regex>(?:\\.|[^\\/])+)/(?P<flags>[ismU]*))"
)
_VARIABLE = re.compile(r"\$\$|\$(\w+)|\$\{(\w+)\}")


class ExpressionError(ValueError):
    """A text that is no condition."""


def condition(text: str) -> Callable[[Mapping[str, str]], bool]:
    """What tells whether the condition holds with given variables."""
    tokens = _Tokens(text)
    found = tokens.alternatives()
    if tokens.waiting:
        raise ExpressionError(text)
    return lambda variables: bool(found(variables))


def expanded(text: str, variables: Mapping[str, str]) -> str:
    """With the values of variables in the places of their names; unknown ones are left out."""

    def value(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        return variables.get(name, "") if name else "$"

    return _VARIABLE.sub(value, text)


class _Tokens:
    """Reads alternatives of conjunctions of comparisons."""

    def __init__(self, text: str) -> None:
        self.text, self.waiting = text, list[re.Match[str]]()
        at = 0
        while at < len(text.rstrip()):
            found = _TOKEN.match(text, at)
            if found is None:
                raise ExpressionError(text)
            self.waiting.append(found)
            at = found.end()
        self.waiting.reverse()

    def alternatives(self) -> Condition:
        left = self._conjunction()
        while self._takes("||"):
            left = _either(left, self._conjunction())
        return left

    def _conjunction(self) -> Condition:
        left = self._comparison()
        while self._takes("&&"):
            left = _both(left, self._comparison())
        return left

    def _comparison(self) -> Condition:
        left = self._operand()
        for sign, compare in _COMPARISONS.items():
            if self._takes(sign):
                return _compared(compare, left, self._operand())
        return left

    def _operand(self) -> Condition:
        if not self.waiting:
            raise ExpressionError(self.text)
        if self._takes("("):
            inner = self.alternatives()
            if not self._takes(")"):
                raise ExpressionError(self.text)
            return inner
        found = self.waiting.pop()
        if found["op"]:
            raise ExpressionError(self.text)
        if name := found["name"] or found["braced"]:
            return lambda variables: variables.get(name)
        if found["regex"]:
            pattern = self._pattern(found["regex"], found["flags"])
            return lambda _: pattern
        text = next((found[kind] for kind in ("double", "single") if found[kind] is not None), None)
        return lambda _: text

    def _pattern(self, text: str, flags: str) -> re.Pattern[str]:
        flag = sum({"i": re.I, "s": re.S, "m": re.M}.get(each, 0) for each in set(flags))
        try:
            return re.compile(text.replace(r"\/", "/").replace(r"\z", r"\Z"), flag)
        except re.error:
            raise ExpressionError(self.text) from None

    def _takes(self, sign: str) -> bool:
        if self.waiting and self.waiting[-1]["op"] == sign:
            self.waiting.pop()
            return True
        return False


def _either(left: Condition, right: Condition) -> Condition:
    return lambda variables: left(variables) or right(variables)


def _both(left: Condition, right: Condition) -> Condition:
    return lambda variables: left(variables) and right(variables)


def _compared(
    compare: Callable[[Value, Value], bool], left: Condition, right: Condition
) -> Condition:
    return lambda variables: compare(left(variables), right(variables))


def _matches(value: Value, pattern: Value) -> bool:
    """A variable may hold the pattern; anything else matches as it is written."""
    if not isinstance(value, str):
        return False
    if isinstance(pattern, str):
        held = re.fullmatch(r"/(.+)/([ismU]*)", pattern)
        if held is None:
            return pattern in value
        try:
            pattern = re.compile(held[1], re.I if "i" in held[2] else 0)
        except re.error:
            return False
    return isinstance(pattern, re.Pattern) and pattern.search(value) is not None


_COMPARISONS: dict[str, Callable[[Value, Value], bool]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "=~": _matches,
    "!~": lambda left, right: not _matches(left, right),
}
