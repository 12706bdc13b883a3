"""Databases, looked at again and again until OCI is done with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.live.access import oci_access
from generator.live.answers import Answer, Cause, NotKnown
from generator.live.concurrently import concurrently
from generator.live.oci.databases import Database
from generator.live.oci.lifecycle import PASSING
from generator.live.oci.live_database import LiveDatabase
from generator.live.oci.work_requests import LastWorkRequest, LiveWorkRequest
from generator.live.questions import Ask
from generator.live.status.database_status import DatabaseStatus
from generator.live.status.status import statuses
from generator.spec.databases import SpecDatabase, databases_of
from generator.spec.load import Spec

# `oci.work_requests.models.WorkRequest.STATUS_*` of one that is not at its end yet.
_UNDER_WAY = frozenset({"ACCEPTED", "IN_PROGRESS", "CANCELING"})
# What may be over at the next look. The rest stays until somebody does something about it.
_MAY_PASS = frozenset({Cause.UNREACHABLE, Cause.THROTTLED, Cause.SERVICE_ERROR})


@dataclass(frozen=True)
class Look:
    """All databases as they were last seen. `work` is the last work request of each that does not match, by
    STACK/DATABASE; `waiting` are those that will be looked at again. `elapsed` is in seconds since the first look
    began. `is_timed_out` says that the time is over, with somebody waiting still."""

    statuses: tuple[DatabaseStatus, ...]
    work: Mapping[str, Answer[LiveWorkRequest]]
    waiting: tuple[str, ...]
    elapsed: float
    is_timed_out: bool = False

    @property
    def under_way(self) -> tuple[str, ...]:
        """Those of `waiting` that OCI is known to be at work on."""
        return tuple(
            one.name
            for one in self.statuses
            if one.name in self.waiting and _is_under_way(one, self.work.get(one.name))
        )

    @property
    def not_known(self) -> Mapping[str, tuple[NotKnown, ...]]:
        """The others of `waiting`, with what could not be asked."""
        return {
            one.name: (*one.unknown, *_not_known(self.work.get(one.name)))
            for one in self.statuses
            if one.name in self.waiting and one.name not in self.under_way
        }


def watch(
    spec: Spec,
    first: Sequence[DatabaseStatus],
    ask_anew: Callable[[], Ask],
    *,
    begin: float,
    timeout: float,
    interval: float,
    clock: Callable[[], float],
    sleep: Callable[[float], object],
) -> Iterator[Look]:
    """A look for every `interval` seconds, the first one at once, until nobody waits or `timeout` seconds are over
    since `begin`, the time on the clock when `first` was begun. A look that is under way then is finished.

    A database waits while OCI is at work on it: its lifecycle state passes by itself, or its last work request is
    under way. So it does while that is not known, or whether it matches, for a reason that may be over at the next
    look: a cloud throttles, fails or cannot be reached. `first` is what is known already; `ask_anew` gives whom to ask
    at a look, with nothing asked yet, so that only those that wait are asked about.
    """
    known = {one.name: one for one in first}
    waiting, work = _waiting(spec, list(first), ask_anew())
    while True:
        elapsed = clock() - begin
        is_over = bool(waiting) and elapsed >= timeout
        seen = tuple(_with_work(one, work.get(one.name)) for one in known.values())
        yield Look(seen, dict(work), tuple(waiting), elapsed, is_over)
        if is_over or not waiting:
            return
        sleep(min(interval, timeout - elapsed))
        ask = ask_anew()
        asked_about = set(waiting)
        again = statuses(spec, ask, waiting)
        known |= {one.name: one for one in again}
        waiting, newest = _waiting(spec, again, ask)
        work = {name: answer for name, answer in work.items() if name not in asked_about} | newest


def is_settled(status: DatabaseStatus, work: Answer[LiveWorkRequest] = None) -> bool:
    """True if nothing is to be expected of waiting: as it is, it stays until somebody does something."""
    if status.matches or status.missing:
        return True
    if status.found is None:
        return not any(why.cause in _MAY_PASS for why in status.unknown)
    if _is_under_way(status, work):
        return False
    if isinstance(work, NotKnown) and work.cause in _MAY_PASS:
        return False
    if status.matches is False or not status.found.provider:  # OCI has answered, without a word about the key
        return True
    return not all(why.cause in _MAY_PASS for why in status.unknown)


def _is_under_way(status: DatabaseStatus, work: Answer[LiveWorkRequest]) -> bool:
    if status.found is None:
        return False
    is_running = isinstance(work, LiveWorkRequest) and work.status in _UNDER_WAY
    return is_running or status.found.lifecycle_state in PASSING


def _not_known(work: Answer[LiveWorkRequest]) -> tuple[NotKnown, ...]:
    return (work,) if isinstance(work, NotKnown) else ()


def _with_work(status: DatabaseStatus, work: Answer[LiveWorkRequest]) -> DatabaseStatus:
    return replace(status, last_work=work) if isinstance(work, LiveWorkRequest) else status


def _waiting(
    spec: Spec, found: Sequence[DatabaseStatus], ask: Ask
) -> tuple[list[str], dict[str, Answer[LiveWorkRequest]]]:
    """Who waits, and the work requests of those that do not match."""
    differing = [one.name for one in found if one.found and one.differences]
    databases = databases_of(spec, differing) if differing else []
    answers = concurrently(databases, lambda one: _last_work_request(one, ask))
    work = {one.address: answer for one, answer in zip(databases, answers, strict=True)}
    return [one.name for one in found if not is_settled(one, work.get(one.name))], work


def _last_work_request(one: SpecDatabase, ask: Ask) -> Answer[LiveWorkRequest]:
    """They are listed by compartment, and a database may be in another one than the spec says."""
    ocid = one.database.ocid
    if ocid is None:
        return None
    access = oci_access(one.stack)
    database = ask(Database(access, ocid))
    if isinstance(database, LiveDatabase):
        return ask(LastWorkRequest(access, database.compartment_id, ocid))
    return database if isinstance(database, NotKnown) else None
