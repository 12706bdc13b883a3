"""Where a module call takes its module from."""

from __future__ import annotations

from generator.configuration.terraform import Value
from generator.spec import model

VENDORED = "vendored"

POLICY_MODULE = "aws-iam-policy"
ROLE_MODULE = "aws-iam-role"
KEY_MODULE = "aws-kms-key"
UNPROTECTED_KEY_MODULE = "aws-kms-key-unprotected"


def key_module(stack: model.Stack) -> str:
    """The key module's variant: `prevent_destroy` takes literals only, so it cannot be a variable of one module."""
    return KEY_MODULE if stack.protect else UNPROTECTED_KEY_MODULE


def source_arguments(module_source: str | model.ModuleSource, module: str) -> dict[str, Value]:
    """The arguments `source`, and for registries `version`, of a call of one of our modules.

    The folder inside a package follows `//` and stands before a query such as `?ref=v1.0.0`
    (https://developer.hashicorp.com/terraform/language/modules/sources#modules-in-package-sub-directories).
    """
    if module_source == VENDORED:
        return {"source": f"../../modules/{module}"}
    if isinstance(module_source, str):
        module_source = model.ModuleSource(source=module_source)
    address, mark, query = module_source.source.partition("?")
    arguments: dict[str, Value] = {"source": f"{address.rstrip('/')}//modules/{module}{mark}{query}"}
    if module_source.version is not None:
        arguments["version"] = module_source.version
    return arguments
