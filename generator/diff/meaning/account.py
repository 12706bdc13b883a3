"""Which account, region and tenancy a stack is applied to: its `provider` blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.configuration.references import DATABASE
from generator.diff.changes import Action, ArgumentChange, Risk
from generator.diff.folder import Folder
from generator.diff.meaning.afterwards import is_prefix
from generator.diff.meaning.case import Case, Part, Said, by_parts
from generator.diff.meaning.names import kind_of
from generator.diff.meaning.selection import users_of_own_keys
from generator.diff.meaning.tags import keys
from generator.diff.meaning.words import few, instead, listed, plain, shown

_WHAT = {"aws": "keys, policies and roles", "oci": "databases"}
_ANEW = "are not found there, and are made anew while the old ones are forgotten"


def meanings(case: Case) -> Iterator[Said]:
    """What the change of a provider's configuration means; the subject is the stack."""
    name = case.change.address.split(".")[1]
    match case.change.action:
        case Action.ADDED if _is_default_of_objects(case):
            yield Said(
                f"will be applied with a configuration of the provider {name}{_accounts(case)}{_where(case)}: where "
                f"the environment has said another account or region, the {_what(case)} {_ANEW}",
                Risk.REPLACES,
                _what(case),
            )
        case Action.ADDED:
            yield Said(f"will be applied with the provider {name}{_accounts(case)}{_where(case)}", Risk.NONE)
        case Action.REMOVED if not case.new.blocks or (_is_default(case) and not _is_default_of_objects(case)):
            yield Said(f"will go with a configuration of the provider {name}", Risk.NONE)
        case Action.REMOVED:
            yield Said(
                f"will be applied without this configuration of the provider {name}: where the environment says "
                "another account or region, objects are made anew there",
                Risk.REPLACES,
                "objects",
            )
        case _:
            yield from by_parts(case, _PARTS)


def _is_default(case: Case) -> bool:
    return case.change.address.count(".") == 1


def _is_default_of_objects(case: Case) -> bool:
    """True for what objects use that the stack has before and after. A configuration with an alias is used where an
    object says so, which is a change of its own."""
    return _is_default(case) and all(_has_objects(folder, case.change.address) for folder in (case.old, case.new))


def _has_objects(folder: Folder, address: str) -> bool:
    """A module from elsewhere may have objects of any provider; ours have those of AWS."""
    name = address.removeprefix("provider.")
    return is_prefix(f"{name}_", folder.once(_types)) or folder.once(_has_modules_of)[name == "aws"]


def _types(folder: Folder) -> Sequence[str]:
    return sorted(one.labels[0] for one in folder.of_type("resource") if one.labels)


def _has_modules_of(folder: Folder) -> tuple[bool, bool]:
    """Whether there is a module from elsewhere, and any module at all."""
    calls = folder.of_type("module")
    return any(kind_of(one) is None for one in calls), bool(calls)


def _where(case: Case) -> str:
    region = case.after("region")
    return f", region {shown(region)}" if region is not None else ""


def _accounts(case: Case) -> str:
    accounts = case.after("allowed_account_ids")
    return f", account {listed(map(shown, accounts))}" if isinstance(accounts, tuple) and accounts else ""


def _what(case: Case) -> str:
    return _WHAT.get(case.change.address.split(".")[1], "objects")


def _account(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    for one in changed:
        if one.new is None or one.new == "[]":
            yield Said("will be applied to whatever AWS account the credentials are of", Risk.ENDANGERS)
        elif one.old is None:
            yield Said(f"will be applied to the AWS account {_ids(one.new)} only", Risk.NONE)
        elif one.items_removed:
            instead_ = f" instead of {listed(map(plain, one.items_removed))}"
            yield Said(
                f"will be applied to the AWS account {_ids(one.new)}{instead_}: the {_what(case)} {_ANEW}{_then(case)}",
                Risk.REPLACES,
                _what(case),
            )
        else:
            yield Said(
                f"will be applied to the AWS account {listed(map(plain, one.items_added))}, too",
                Risk.REPLACES,
                _what(case),
            )


def _forbidden(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    given = case.after("forbidden_account_ids")
    accounts = listed(map(shown, given)) if isinstance(given, tuple) and given else ""
    text = f"refuse the AWS accounts {accounts} only" if accounts else "refuse no AWS account by name"
    is_taken_away = any(one.items_removed or (one.old is not None and one.new is None) for one in changed)
    yield Said(f"will {text}", Risk.ENDANGERS if is_taken_away else Risk.NONE)


def _then(case: Case) -> str:
    """What becomes of databases when the keys are made anew: they go to the new ones."""
    users = users_of_own_keys(case.new) if case.change.address.startswith("provider.aws") else []
    if not users:
        return ""
    return f"; {listed(few(users))} will be encrypted with the new ones, and old backups need the old ones"


def _ids(hcl: str) -> str:
    return hcl.strip("[]").replace('"', "")


def _region(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    is_aws = case.change.address.startswith("provider.aws")
    is_said = any(one.path == "allowed_account_ids" and one.items_removed for one in case.change.arguments)
    then = "" if is_said else _then(case)
    for one in changed:
        where = instead(one) if one.new is not None else "the region that the environment says"
        if not is_aws:
            yield Said(f"will have the {_what(case)} looked for in {where}: they {_ANEW}", Risk.REPLACES, _what(case))
        elif case.old.once(_has_keys) or case.new.once(_has_keys):
            yield Said(f"will have the keys looked for in {where}: they {_ANEW}{then}", Risk.REPLACES, "keys")
        else:
            yield Said(
                f"will be applied to AWS in {where}; it has no keys there, and IAM has no regions", Risk.IN_PLACE
            )


def _has_keys(folder: Folder) -> bool:
    """True if something of the stack may be in a region: a key, or what somebody wrote by hand."""
    ours = {"key", "policy", "role"}
    return any(
        kind_of(block) == "key" if kind_of(block) in ours else block.labels[:1] != (DATABASE,)
        for block in (*folder.of_type("module"), *folder.of_type("resource"))
    )


def _credentials(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    """The names of profiles and roles are no secrets; keys can be, and are not shown."""
    for one in changed:
        if one.path in ("profile", "config_file_profile", "assume_role.role_arn"):
            with_ = "the profile" if "profile" in one.path else "the role"
            text = f"with {with_} {instead(one)}" if one.new is not None else f"without {with_} {plain(one.old or '')}"
            pinned = case.after("allowed_account_ids") is not None
            where = "in the same account" if pinned else "and another account or tenancy where they are of one"
            yield Said(f"will be applied {text}: with other permissions, {where}", Risk.IN_PLACE)
    rest = [one for one in changed if one.path not in ("profile", "config_file_profile", "assume_role.role_arn")]
    if rest:
        yield Said(
            f"will be applied with other credentials ({listed(one.path for one in rest)}): see that they are of the "
            "same account and tenancy",
            Risk.IN_PLACE,
        )


def _default_tags(_: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    yield Said(f"will have other tags on everything in AWS{keys(changed)}", Risk.IN_PLACE)


_PARTS = (
    Part(("allowed_account_ids",), _account),
    Part(("forbidden_account_ids",), _forbidden),
    Part(("region",), _region),
    Part(
        (
            "profile",
            "config_file_profile",
            "assume_role",
            "assume_role_with_web_identity",
            "access_key",
            "secret_key",
            "token",
            "shared_credentials_files",
            "shared_config_files",
            "tenancy_ocid",
            "user_ocid",
            "fingerprint",
            "private_key",
            "private_key_path",
            "private_key_password",
            "auth",
        ),
        _credentials,
    ),
    Part(("default_tags",), _default_tags),
)
