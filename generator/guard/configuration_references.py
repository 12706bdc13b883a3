"""What the configuration in a plan refers to, followed through variables and outputs of modules.

What is not known yet has no value in a plan, but its expression names what it will be made of. Locals are not in a
plan: what goes through them cannot be followed.
https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_INDEX = re.compile(r'\["(?:[^"\\]|\\.)*"\]|\[[^\]"]*\]')
_MOST_STEPS = 10_000
_HARMLESS = ("count", "path", "terraform", "self")  # numbers, folders and names; never the ARN of another resource


@dataclass(frozen=True, slots=True)
class Target:
    """A resource or data source of the configuration, without instance keys: `address` is such as
    `module.key_a.aws_kms_key.this`, and `attribute` what is read of it, or ""."""

    address: str
    type: str
    is_data: bool
    attribute: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What an expression is made of; with `is_complete` false there is more that cannot be followed. `times` is how
    often it reads one of them: in a list as often as the list has elements that are nothing but an attribute."""

    targets: frozenset[Target] = frozenset()
    is_complete: bool = True
    times: int = 0


def without_instances(address: str) -> str:
    """An address without the keys of count and for_each: the address in the configuration."""
    return _INDEX.sub("", address)


class Configuration:
    """The `configuration` of a plan. Nothing in it is relied on: what is missing or of another type leads nowhere."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self._root = _map(tree.get("root_module"))
        self._providers = _map(tree.get("provider_config"))
        self._by_address: dict[tuple[str, ...], dict[str, dict[str, Any]]] = {}

    def expression(self, module_address: str, resource: str, argument: str) -> object:
        """The expression of an argument; None without one. `resource` is `TYPE.NAME`, or `data.TYPE.NAME`."""
        return _map(self._resource(_path(module_address), resource).get("expressions")).get(argument)

    def arguments(self, module_address: str, resource: str) -> frozenset[str] | None:
        """The names of the arguments that a resource has in the configuration; None if the resource is not there."""
        found = self._resource(_path(module_address), resource)
        return frozenset(_map(found.get("expressions"))) if found else None

    def schema_version(self, module_address: str, resource: str) -> object:
        return self._resource(_path(module_address), resource).get("schema_version")

    def provider_arguments(self, module_address: str, resource: str) -> dict[str, Any]:
        """The expressions of the provider's configuration that a resource is managed with."""
        found = _map(self._providers.get(self.provider_key(module_address, resource) or ""))
        return _map(found.get("expressions"))

    def provider_key(self, module_address: str, resource: str) -> str | None:
        """Which of the configurations of a provider a resource is managed with; None if the plan does not say it."""
        key = self._resource(_path(module_address), resource).get("provider_config_key")
        return key if isinstance(key, str) else None

    def providers(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The key and the expressions of each configuration of a provider."""
        for key, one in self._providers.items():
            yield key, _map(_map(one).get("expressions"))

    def provider_constraints(self) -> Iterator[tuple[str, str]]:
        """Each provider's address with the version constraint that the configuration gives it."""
        for one in self._providers.values():
            name, constraint = _map(one).get("full_name"), _map(one).get("version_constraint")
            if isinstance(name, str) and isinstance(constraint, str):
                yield name, constraint

    def resolve(self, module_address: str, resource: str, expression: object) -> Resolution:
        """What an expression of a resource is made of."""
        search = _Search(self._root)
        search.follow(_path(module_address), resource, references_in(expression))
        return Resolution(frozenset(search.targets), search.is_complete, search.times)

    def _resource(self, path: tuple[str, ...], resource: str) -> dict[str, Any]:
        if path not in self._by_address:
            self._by_address[path] = {str(one.get("address")): one for one in _resources(_module(self._root, path))}
        return self._by_address[path].get(resource, {})


class _Search:
    def __init__(self, root: dict[str, Any]) -> None:
        self.targets: set[Target] = set()
        self.is_complete = True
        self.times = 0
        self._root = root
        self._seen: set[tuple[tuple[str, ...], str, str]] = set()

    def follow(self, path: tuple[str, ...], resource: str, references: Iterable[str]) -> None:
        waiting = [(path, resource, one) for one in _longest(references)]
        while waiting:
            step = waiting.pop()
            if step in self._seen:
                self.times += 1
                continue
            self._seen.add(step)
            if len(self._seen) > _MOST_STEPS or len(waiting) > _MOST_STEPS:
                self.is_complete = False
                return
            further = self._step(*step)
            if further is None:
                self.is_complete = False
                continue
            for where, owner, expression in further:
                waiting += [(where, owner, one) for one in _longest(references_in(expression))]

    def _step(
        self, path: tuple[str, ...], resource: str, reference: str
    ) -> list[tuple[tuple[str, ...], str, object]] | None:
        """The expressions behind a reference, each with the module and the resource or call that it stands in."""
        match without_instances(reference).split("."):
            case [word, *_] if word in _HARMLESS:
                return []
            case ["each", *_]:
                return self._for_each(path, resource)
            case ["var", name, *_]:
                return self._variable(path, name)
            case ["module", call, output, *_]:
                return self._output((*path, call), output)
            case ["data", type, name, *rest]:
                self._found(path, type, name, rest, is_data=True)
                return []
            case ["local" | "module" | "data", *_] | [_]:
                return None
            case [type, name, *rest]:
                self._found(path, type, name, rest, is_data=False)
                return []
        return None

    def _found(self, path: tuple[str, ...], type: str, name: str, rest: list[str], *, is_data: bool) -> None:
        module = [f"module.{call}" for call in path]
        address = ".".join([*module, *(["data"] if is_data else []), type, name])
        self.times += 1
        self.targets.add(Target(address, type, is_data, rest[0] if rest else ""))

    def _for_each(self, path: tuple[str, ...], resource: str) -> list[tuple[tuple[str, ...], str, object]] | None:
        module = _module(self._root, path)
        owner = _resource_in(module, resource) or _map(_map(module.get("module_calls")).get(resource))
        expression = owner.get("for_each_expression")
        return None if expression is None else [(path, resource, expression)]

    def _variable(self, path: tuple[str, ...], name: str) -> list[tuple[tuple[str, ...], str, object]]:
        if not path:
            return []  # a value of the root module's variable is known
        *above, call = path
        calls = _map(_module(self._root, tuple(above)).get("module_calls"))
        expression = _map(_map(calls.get(call)).get("expressions")).get(name)
        return [(tuple(above), call, expression)]

    def _output(self, path: tuple[str, ...], name: str) -> list[tuple[tuple[str, ...], str, object]] | None:
        output = _map(_map(_module(self._root, path).get("outputs")).get(name))
        return [(path, "", output["expression"])] if "expression" in output else None


def references_in(expression: object) -> Iterator[str]:
    """Every reference in an expression, a block of expressions or a list of blocks."""
    if isinstance(expression, dict):
        for name, one in expression.items():
            if name == "references" and isinstance(one, list):
                yield from (reference for reference in one if isinstance(reference, str))
            elif name != "constant_value":
                yield from references_in(one)
    elif isinstance(expression, list):
        for one in expression:
            yield from references_in(one)


def constant(expression: object) -> object:
    """The value of an expression that is a constant; None for any other."""
    return expression.get("constant_value") if isinstance(expression, dict) else None


def _longest(references: Iterable[str]) -> list[str]:
    """Terraform lists `a.b.c` and then `a.b`; only the first says what is read. What is read twice is there twice."""
    given = list(references)
    starts = {one[:end] for one in given for end in range(len(one)) if one[end] in ".["}
    return [one for one in given if one not in starts]


def _path(module_address: str) -> tuple[str, ...]:
    return tuple(without_instances(module_address).split(".")[1::2])


def _module(root: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    module = root
    for call in path:
        module = _map(_map(_map(module.get("module_calls")).get(call)).get("module"))
    return module


def _resource_in(module: dict[str, Any], resource: str) -> dict[str, Any]:
    return next((one for one in _resources(module) if one.get("address") == resource), {})


def _resources(module: dict[str, Any]) -> list[dict[str, Any]]:
    given = module.get("resources")
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def _map(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
