"""What goes wrong, where and how often."""

from __future__ import annotations

import dataclasses
import enum
import threading
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from .refusals import Refusal


class Breakage(enum.Enum):
    """An answer that is none of OCI's. The connection is closed within the content or before the answer; or half of a
    JSON text, or some proxy's page, comes with the status 200."""

    CUT_OFF = "cut off"
    CLOSED = "closed"
    GARBAGE = "garbage"
    WRONG_CONTENT_TYPE = "wrong content type"


@dataclass(frozen=True, slots=True)
class Delay:
    """The right answer, this much later."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Fault:
    """`what` happens to requests with a matching method, path (without the query) and caller's tenancy: shell patterns,
    whose `*` matches `/` too. `times` is how often, None for ever."""

    what: Refusal | Breakage | Delay
    path: str = "*"
    method: str = "*"
    tenancy: str = "*"
    times: int | None = None

    def matches(self, method: str, path: str, tenancy: str) -> bool:
        return fnmatchcase(method, self.method) and fnmatchcase(path, self.path) and fnmatchcase(tenancy, self.tenancy)


@dataclass
class Faults:
    """The faults that are left, the first one first."""

    left: list[Fault] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, fault: Fault) -> None:
        with self.lock:
            self.left.append(fault)

    def clear(self) -> None:
        with self.lock:
            self.left.clear()

    def next(self, method: str, path: str, tenancy: str) -> Refusal | Breakage | Delay | None:
        """What happens to this request; it is one time less for the fault."""
        with self.lock:
            for position, fault in enumerate(self.left):
                if not fault.matches(method, path, tenancy):
                    continue
                if fault.times is not None:
                    rest = [dataclasses.replace(fault, times=fault.times - 1)] if fault.times > 1 else []
                    self.left[position : position + 1] = rest
                return fault.what
        return None
