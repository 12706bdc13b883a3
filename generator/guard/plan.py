"""A plan as Terraform describes it in JSON, with the types that the format promises.

https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

Action = Literal["no-op", "create", "read", "update", "delete", "forget"]
Values = Mapping[str, Any]


class Change(Struct, frozen=True):
    """What happens to an object. `before` and `after` hold its arguments by name; `after` lacks what is not known yet,
    which `after_unknown` marks with true. The two `sensitive` mark in the same way what must not be shown."""

    actions: list[Action]
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    after_unknown: dict[str, Any] | bool = False
    before_sensitive: dict[str, Any] | bool = False
    after_sensitive: dict[str, Any] | bool = False


class ResourceChange(Struct, frozen=True):
    """One resource instance, or one deposed object of it, and its change."""

    address: str
    mode: Literal["managed", "data"]
    type: str
    name: str
    change: Change
    provider_name: str = ""
    module_address: str = ""
    index: str | int | None = None
    deposed: str | None = None
    action_reason: str | None = None

    @property
    def before(self) -> Values:
        return self.change.before or {}

    @property
    def after(self) -> Values:
        return self.change.after or {}

    @property
    def is_created(self) -> bool:
        """Created, also in the place of one that is destroyed."""
        return "create" in self.change.actions

    @property
    def is_destroyed(self) -> bool:
        """Destroyed, also to be replaced."""
        return "delete" in self.change.actions

    @property
    def is_replaced(self) -> bool:
        return self.is_created and len(self.change.actions) > 1

    @property
    def is_forgotten(self) -> bool:
        """Taken out of the state; the object itself stays."""
        return "forget" in self.change.actions

    @property
    def is_changed(self) -> bool:
        """Something happens to the object itself, or to its place in the state."""
        return self.mode == "managed" and self.change.actions not in (["no-op"], ["read"])

    @property
    def stays(self) -> bool:
        """The object is there afterwards, and was before."""
        return self.mode == "managed" and self.change.actions in (["no-op"], ["update"])

    def is_unknown(self, argument: str) -> bool:
        """True if the argument, or a part of it, is known only after the apply."""
        unknown = self.change.after_unknown
        return has_mark(unknown.get(argument, False) if isinstance(unknown, dict) else unknown)

    @property
    def what_happens(self) -> str:
        """In words: "destroyed", "replaced (its argument `db_name` …)"."""
        if not self.is_destroyed:
            return "forgotten" if self.is_forgotten else "changed"
        kind = "replaced" if self.is_replaced else "destroyed"
        reasons = {
            "replace_because_tainted": "it is tainted",
            "replace_because_cannot_update": "an argument cannot be changed in place",
            "replace_by_request": "by -replace",
            "replace_by_triggers": "by replace_triggered_by",
            "delete_because_no_resource_config": "its block is gone",
            "delete_because_no_module": "its module call is gone",
            "delete_because_no_move_target": "its move has no target",
            "delete_because_wrong_repetition": "count or for_each came or went",
            "delete_because_count_index": "its index is beyond count",
            "delete_because_each_key": "its key is not in for_each any more",
        }
        reason = "a deposed object" if self.deposed else reasons.get(self.action_reason or "")
        return f"{kind} ({reason})" if reason else kind


class Check(Struct, frozen=True):
    """A condition of the configuration: of a resource, an output, a variable or a `check` block."""

    address: dict[str, Any] = {}
    status: str = ""


class StateObject(Struct, frozen=True):
    """What of an object of a state is of use: the account that a data source has found."""

    account_id: Any = None


class StateResource(Struct, frozen=True):
    """One resource instance, or data source, of a state."""

    address: str = ""
    type: str = ""
    values: StateObject | None = None


class Module(Struct, frozen=True):
    """A module of a state: its resources and those of its child modules."""

    resources: list[StateResource] = []
    child_modules: list[Module] = []


class StateValues(Struct, frozen=True):
    root_module: Module = Module()


class State(Struct, frozen=True):
    values: StateValues = StateValues()


class Plan(Struct, frozen=True):
    """What Terraform would do, without what is of no use here: a plan can be large. `configuration` is kept as it is:
    see `configuration_references`. `unknown_parts` names what else the plan holds that is not empty and that this
    description of the format does not have."""

    resource_changes: list[ResourceChange] = []
    resource_drift: list[ResourceChange] = []
    deferred_changes: list[Any] = []
    action_invocations: list[Any] = []
    deferred_action_invocations: list[Any] = []
    prior_state: State | None = None
    configuration: dict[str, Any] = {}
    variables: dict[str, Any] = {}
    checks: list[Check] = []
    errored: bool = False
    complete: bool = True
    unknown_parts: tuple[str, ...] = ()


def has_mark(marks: object) -> bool:
    """True if anything in a tree of marks is marked with true."""
    if isinstance(marks, dict):
        return any(has_mark(one) for one in marks.values())
    if isinstance(marks, list):
        return any(has_mark(one) for one in marks)
    return marks is True
