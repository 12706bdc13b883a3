"""Is the cloud what the spec says? For every database, what is wanted beside what is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.diagnostics import Diagnostic, did_you_mean, error
from generator.live.access import aws_access, oci_access
from generator.live.answers import NotKnown
from generator.live.concurrently import concurrently
from generator.live.questions import Ask
from generator.live.status.codes import NO_DATABASE
from generator.live.status.comparison import differences
from generator.live.status.database_status import DatabaseStatus
from generator.live.status.found import found
from generator.live.status.wanted import wanted
from generator.spec.databases import SpecDatabase, databases_of
from generator.spec.load import Spec


def unknown_names(spec: Spec, names: Sequence[str]) -> list[Diagnostic]:
    """An error for each name that is not a database's."""
    known = [one.address for one in databases_of(spec)]
    return [
        error(NO_DATABASE, f'The spec has no database "{name}"', did_you_mean(name, known))
        for name in dict.fromkeys(names)
        if name not in known
    ]


def statuses(
    spec: Spec,
    ask: Ask,
    names: Sequence[str] = (),
    done: Callable[[SpecDatabase], object] = lambda database: None,
) -> list[DatabaseStatus]:
    """The status of the databases that are named, or of all, in the spec's order. The spec has no errors.

    The clouds are asked for many databases at once; `done` is told of each that is finished. What cannot be asked is
    in the status of its database, and nobody else's.
    """
    return concurrently(databases_of(spec, names), lambda one: _status(one, ask), done)


def _status(one: SpecDatabase, ask: Ask) -> DatabaseStatus:
    database, key = one.database, one.database.encryption.key
    want, ways = wanted(one.stack, database, ask), (aws_access(one.stack), oci_access(one.stack))
    if database.ocid is None:
        return DatabaseStatus(one.loaded.name, one.name, *ways, None, want.side, None, missing=("ocid",), key=key)
    have = found(one.stack, database.ocid, ask)
    whys = [want.unknown] if want.unknown else []
    if isinstance(have, NotKnown):
        unknown = tuple(dict.fromkeys((have, *whys)))
        return DatabaseStatus(
            one.loaded.name, one.name, *ways, database.ocid, want.side, None, unknown=unknown, key=key
        )
    if have.side.key_arn in want.keys:  # by its alias, which is as right as the ARN that nobody could say
        whys = []
    return DatabaseStatus(
        stack=one.loaded.name,
        database=one.name,
        aws=ways[0],
        oci=ways[1],
        ocid=database.ocid,
        wanted=want.side,
        found=have.side,
        differences=tuple(differences(want, have)),
        unknown=tuple(dict.fromkeys((*have.unknown, *whys))),
        history=have.database.history,
        key=key,
        state_details=have.database.state_details,
    )
