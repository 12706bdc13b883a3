"""What to say of a policy or role whose name another one in the account has."""

from __future__ import annotations

from generator.live.preflight.check import Finding, failed


def name_taken(what: str, name: str, wanted: str, found: str, instead: str) -> Finding:
    """`what` is `policy` or `role`; `wanted` is its ARN by the spec, `found` the one that there is. `instead` says how
    to give it another name."""
    path, named = _path_and_name(found)
    is_elsewhere = path != _path_and_name(wanted)[0]
    differing = [f"the path {path}"] if is_elsewhere else []
    differing += [f"the name {named}"] if named != name else []
    has = f" It has {' and '.join(differing)}." if differing else ""
    return failed(
        f"The name of the {what} {name} is taken by {found}",
        f"IAM has a name once in an account, whatever the path and the case of its letters: making the {what} would "
        f"fail (EntityAlreadyExists).{has} If it is the {what} that you mean, write that "
        f"in the spec{', as `path`' if is_elsewhere else ''}; else {instead}",
        *(("path",) if is_elsewhere else ()),
    )


def _path_and_name(arn: str) -> tuple[str, str]:
    """`/` and `/PATH/`, and the name."""
    kind_and_path, _, name = arn.rpartition("/")
    path = kind_and_path.partition("/")[2]
    return f"/{path}/" if path else "/", name
