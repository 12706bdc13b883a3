"""IAM's policy simulator, which moto (5.2) has none of.

moto evaluates policies itself where it checks permissions, but takes a statement whose condition does not hold for a
deny, `?` for a letter, and upper case for another action. Here is as much of IAM's logic as identities need:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.core.responses import ActionResult
from moto.iam.exceptions import IAMException
from moto.iam.responses import IamResponse

# Operators that hold where the request has no value for their key. The simulator is given none here.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
_WITHOUT_VALUE = re.compile(r"forallvalues:.*|.*ifexists|.*not(equals|like|equalsignorecase)|notipaddress")


class _InvalidInput(IAMException):
    code = "InvalidInput"


@contextmanager
def policy_simulator() -> Iterator[None]:
    """While it lasts, moto's IAM answers SimulatePrincipalPolicy, for roles, and SimulateCustomPolicy."""

    def simulate_principal_policy(response: IamResponse) -> ActionResult:
        role = response.backend.get_role(response._get_param("PolicySourceArn").rpartition("/")[2])
        managed = [_default_version(response, policy.arn) for policy in role.managed_policies.values()]
        boundary_arn = role.permissions_boundary_arn
        boundary = [_default_version(response, boundary_arn)] if boundary_arn else []
        return _simulated(response, [*managed, *role.policies.values(), *_list(response, "PolicyInputList")], boundary)

    def simulate_custom_policy(response: IamResponse) -> ActionResult:
        boundary = _list(response, "PermissionsBoundaryPolicyInputList")
        return _simulated(response, _list(response, "PolicyInputList"), boundary)

    with (
        patch.object(IamResponse, "simulate_principal_policy", simulate_principal_policy, create=True),
        patch.object(IamResponse, "simulate_custom_policy", simulate_custom_policy, create=True),
    ):
        yield


def _list(response: IamResponse, name: str) -> list[str]:
    return list(response._get_param(name, []))


def _default_version(response: IamResponse, arn: str) -> str:
    versions = response.backend.get_policy(arn).versions
    return next(str(version.document) for version in versions if version.is_default)


def _simulated(response: IamResponse, documents: Sequence[str], boundary: Sequence[str]) -> ActionResult:
    policies, limits = _statements(documents), _statements(boundary)
    results = [
        _result(action, resource, policies, limits if boundary else None)
        for action in _list(response, "ActionNames")
        for resource in _list(response, "ResourceArns") or ["*"]
    ]
    return ActionResult({"EvaluationResults": results, "IsTruncated": False})


def _result(
    action: str, resource: str, policies: list[dict[str, Any]], limits: list[dict[str, Any]] | None
) -> dict[str, Any]:
    by_policies = _decision(policies, action, resource)
    by_boundary = "allowed" if limits is None else _decision(limits, action, resource)
    decision = next((one for one in (by_policies, by_boundary) if one == "explicitDeny"), None)
    if decision is None:
        decision = "allowed" if by_policies == by_boundary == "allowed" else "implicitDeny"
    result: dict[str, Any] = {"EvalActionName": action, "EvalResourceName": resource, "EvalDecision": decision}
    missing = _missing_context([*policies, *(limits or [])], action, resource)
    if resource == "*":
        result["MissingContextValues"] = missing
    else:  # with resources IAM says it beside each of them
        of_resource = {"EvalResourceName": resource, "EvalResourceDecision": decision, "MissingContextValues": missing}
        result["ResourceSpecificResults"] = [of_resource]
    if limits is not None:
        detail = {"AllowedByPermissionsBoundary": by_boundary == "allowed"}
        result["PermissionsBoundaryDecisionDetail"] = detail
    return result


def _decision(statements: list[dict[str, Any]], action: str, resource: str) -> str:
    effects = {statement["Effect"] for statement in statements if _applies(statement, action, resource)}
    if "Deny" in effects:
        return "explicitDeny"
    return "allowed" if "Allow" in effects else "implicitDeny"


def _missing_context(statements: list[dict[str, Any]], action: str, resource: str) -> list[str]:
    """The context keys of conditions on the action: the simulator is given a value of none."""
    concerned = (one.get("Condition", {}) for one in statements if _is_about(one, action, resource))
    return sorted({key for condition in concerned for keys in condition.values() for key in keys})


def _applies(statement: dict[str, Any], action: str, resource: str) -> bool:
    conditions = statement.get("Condition", {})
    return _is_about(statement, action, resource) and all(_holds(*one) for one in conditions.items())


def _is_about(statement: dict[str, Any], action: str, resource: str) -> bool:
    return _concerns(statement, "Action", action, re.IGNORECASE) and _concerns(
        statement, "Resource", resource, re.NOFLAG
    )


def _concerns(statement: dict[str, Any], element: str, given: str, flags: re.RegexFlag) -> bool:
    if f"Not{element}" in statement:
        return not _matches(statement[f"Not{element}"], given, flags)
    return _matches(statement[element], given, flags)


def _matches(patterns: str | list[str], given: str, flags: re.RegexFlag) -> bool:
    listed = [patterns] if isinstance(patterns, str) else patterns
    expressions = (re.escape(one).replace(r"\*", ".*").replace(r"\?", ".") for one in listed)
    return any(re.fullmatch(expression, given, flags) for expression in expressions)


def _holds(operator: str, keys: dict[str, Any]) -> bool:
    if operator.lower() == "null":
        return all(str(value).lower() == "true" for value in keys.values())
    return _WITHOUT_VALUE.fullmatch(operator.lower()) is not None


def _statements(documents: Sequence[str]) -> list[dict[str, Any]]:
    statements: list[dict[str, Any]] = []
    for document in documents:
        try:
            found = json.loads(document)["Statement"]
        except (ValueError, KeyError, TypeError):
            raise _InvalidInput(f"Not a policy document: {document}") from None
        statements += [found] if isinstance(found, dict) else found
    return statements
