"""A KMS key with its alias: a call of the key module."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diff.changes import ArgumentChange, Risk
from generator.diff.folder import Folder
from generator.diff.meaning import lifecycle, module_source, tags
from generator.diff.meaning.afterwards import is_taken_over
from generator.diff.meaning.by_action import by_action
from generator.diff.meaning.case import Case, Part, Said, by_parts
from generator.diff.meaning.names import Named
from generator.diff.meaning.selection import users_by_alias
from generator.diff.meaning.words import few, listed, plain, shown
from generator.diff.values import written

_DEFAULT_WINDOW, _DEFAULT_ROTATION = 30, 365  # the module's own: templates/modules/aws-kms-key/variables.tf.j2


def meanings(case: Case) -> Iterator[Said]:
    """What becomes of a key."""
    return by_action(
        case, stays="stays in AWS", added=_added, removed=_removed, changed=lambda case: by_parts(case, _PARTS)
    )


def _added(case: Case) -> Iterator[Said]:
    """Who administers a key of the stack already gets no new power by a new one."""
    alias = shown(case.after("alias"))
    if is_taken_over(case.new, case.change.address):
        yield Said("will be taken over as it is in AWS; from then on Terraform changes it", Risk.IN_PLACE)
    else:
        yield Said(f"will be made in AWS KMS, with the alias alias/{alias}", Risk.IN_PLACE)
    administrators = case.after("administrators")
    if administrators:
        names = listed(map(shown, administrators)) if isinstance(administrators, tuple) else shown(administrators)
        known = written(administrators) in case.old.once(_known_administrators)
        yield Said(
            f"will be administered by {names} besides the account itself",
            Risk.IN_PLACE if known else Risk.OPENS_ACCESS,
        )


def _known_administrators(folder: Folder) -> frozenset[str]:
    return frozenset(written(block.arguments.get("administrators")) for block in folder.of_type("module"))


def _removed(case: Case) -> Said:
    window = case.before("deletion_window_in_days")
    return Said(
        f"will be deleted {shown(window) if window is not None else _DEFAULT_WINDOW} days later: databases, backups "
        "and clones that are encrypted with it are lost",
        Risk.DESTROYS,
    )


def _alias(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    for one in changed:
        old, new = (f"alias/{plain(alias or '')}" for alias in (one.old, one.new))
        text = f"will have the alias {new} instead of {old}, which is destroyed; the key itself stays"
        told = users_by_alias(case.new, Named("", case.change.address))
        cut_off = users_by_alias(case.new, Named(old, None))
        if told:
            text += f"; told of it in the same apply: {listed(few(told))}"
        if cut_off:
            text += f"; cut off, since it is named by the old alias: {listed(few(cut_off))}"
        yield Said(text, Risk.REPLACES, "the alias")


def _description(_: Case, __: Sequence[ArgumentChange]) -> Iterator[Said]:
    yield Said("will have another description in AWS", Risk.IN_PLACE)


def _window(case: Case, _: Sequence[ArgumentChange]) -> Iterator[Said]:
    before, after = (
        _DEFAULT_WINDOW if given is None else given
        for given in (case.before("deletion_window_in_days"), case.after("deletion_window_in_days"))
    )
    yield Said(
        f"will be gone {shown(after)} days after its deletion is scheduled instead of {shown(before)}", Risk.IN_PLACE
    )


def _rotation(case: Case, _: Sequence[ArgumentChange]) -> Iterator[Said]:
    """Null turns it off; left out, the module's own period counts."""
    name = "rotation_period_in_days"
    days = case.after(name) if case.now and name in case.now.arguments else _DEFAULT_ROTATION
    if days is None:
        yield Said("will no longer be rotated by AWS; Oracle's own master key is not touched by that", Risk.IN_PLACE)
    else:
        yield Said(
            f"will be rotated by AWS every {shown(days)} days, with the same ARN; that does not rotate Oracle's own "
            "master key",
            Risk.IN_PLACE,
        )


def _administrators(_: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    for one in changed:
        if one.items_added:
            names = listed(map(plain, one.items_added))
            yield Said(
                f"will be administered by {names} as well, who may change its policy and delete it", Risk.OPENS_ACCESS
            )
        if one.items_removed:
            yield Said(f"will no longer be administered by {listed(map(plain, one.items_removed))}", Risk.IN_PLACE)
        if not (one.items_added or one.items_removed):
            yield Said(f"will be administered by {one.new or 'the account alone'}", Risk.OPENS_ACCESS)


_PARTS = (
    Part(("alias",), _alias),
    Part(("description",), _description),
    Part(("deletion_window_in_days",), _window),
    Part(("rotation_period_in_days",), _rotation),
    Part(("administrators",), _administrators),
    Part(tags.HEADS, tags.sentences),
    Part(module_source.HEADS, module_source.sentences),
    Part(lifecycle.HEADS, lifecycle.sentences),
)
