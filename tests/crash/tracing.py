"""Stops a process, and all that it starts, at every system call that writes: `ptrace(2)` with `seccomp(2)`."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
from dataclasses import dataclass
from typing import Protocol

from tests.crash.system_calls import ON_FILES, filter_program, this_machine

_MACHINE = this_machine()
_NAMES = {number: name for name, number in _MACHINE.calls.items()}
_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
_LIBC.ptrace.restype = ctypes.c_long

# linux/ptrace.h, linux/prctl.h, linux/elf.h
_TRACEME, _CONTINUE, _TO_THE_END_OF_THE_CALL = 0, 7, 24
_SET_OPTIONS, _GET_REGISTERS, _SET_REGISTERS = 0x4200, 0x4204, 0x4205
_MARK_CALLS, _FORK, _VFORK, _CLONE, _EXEC, _SECCOMP, _DIE_WITH_US = 1, 2, 4, 8, 16, 128, 1 << 20
_EVENT_SECCOMP = 7
_GENERAL_REGISTERS, _NUMBER_OF_THE_CALL = 1, 0x404
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_ANY_THREAD = 0x40000000
_NO_FILES = ("/dev/null", "/dev/tty", "/dev/pts/", "/memfd:")
_END_OF_A_CALL = signal.SIGTRAP | 0x80


@dataclass(frozen=True, slots=True)
class Call:
    """A system call at which a process stands. `path` is the absolute path of the open file that it is about, if it is
    about one."""

    process: int
    name: str
    path: str | None


class Observer(Protocol):
    """Is asked at every call that writes to a file, before and, where it wants that, after it has been done."""

    def before(self, call: Call) -> bool:
        """Returns whether `after` is to be called."""

    def after(self, call: Call) -> None:
        """The call has been done, and the process does not know it yet."""


class _Vector(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def be_traced() -> None:
    """Called by the process itself, after it was forked by the one that calls `trace`."""
    _ptrace(_TRACEME, 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    program = ctypes.create_string_buffer(filter_program(_MACHINE))
    length = (len(program) - 1) // 8
    described = _Filter(length, ctypes.cast(program, ctypes.c_void_p))
    if _LIBC.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or _LIBC.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(described), 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")


def trace(process: int, observer: Observer) -> int:
    """Lets the process run to its end, and what it has started as well. Returns how it ended, as `subprocess` says it:
    the exit code, or the negative number of a signal."""
    ended = None
    options = _MARK_CALLS | _FORK | _VFORK | _CLONE | _EXEC | _SECCOMP | _DIE_WITH_US
    os.waitpid(process, 0)
    _ptrace(_SET_OPTIONS, process, 0, options)
    _resume(process)
    awaited: dict[int, Call] = {}
    while True:
        try:
            stopped, status = os.waitpid(-1, _ANY_THREAD)
        except ChildProcessError:
            assert ended is not None
            return ended
        if not os.WIFSTOPPED(status):
            if stopped == process:
                ended = os.waitstatus_to_exitcode(status)
            continue
        reason, event = os.WSTOPSIG(status), status >> 16
        request, passed_on = _CONTINUE, 0
        if event == _EVENT_SECCOMP:
            call = _call(stopped)
            if call is not None and observer.before(call):
                awaited[stopped] = call
                request = _TO_THE_END_OF_THE_CALL
        elif reason == _END_OF_A_CALL:
            if stopped in awaited:
                observer.after(awaited.pop(stopped))
        elif not event and reason not in (signal.SIGSTOP, signal.SIGTRAP):
            passed_on = reason
        _resume(stopped, request, passed_on)


def refuse(process: int, number: int) -> None:
    """Lets the call at which the process stands fail with this error number, and do nothing."""
    registers = _registers(process)
    registers[_MACHINE.result] = -number
    if _MACHINE.number_is_apart:
        _transfer(_SET_REGISTERS, process, _NUMBER_OF_THE_CALL, ctypes.c_int(-1))
    else:
        registers[_MACHINE.number] = -1
    _transfer(_SET_REGISTERS, process, _GENERAL_REGISTERS, registers)


def _call(process: int) -> Call | None:
    """None for a call that writes to no file, but to a pipe or a device."""
    registers = _registers(process)
    name = _NAMES[registers[_MACHINE.number]]
    if name not in ON_FILES:
        return Call(process, name, None)
    path = os.readlink(f"/proc/{process}/fd/{ctypes.c_int(registers[_MACHINE.arguments[0]]).value}")
    return Call(process, name, path) if path.startswith("/") and not path.startswith(_NO_FILES) else None


def _registers(process: int) -> ctypes.Array[ctypes.c_int64]:
    registers = (ctypes.c_int64 * _MACHINE.registers)()
    _transfer(_GET_REGISTERS, process, _GENERAL_REGISTERS, registers)
    return registers


def _transfer(request: int, process: int, registers: int, value: ctypes.Array[ctypes.c_int64] | ctypes.c_int) -> None:
    vector = _Vector(ctypes.addressof(value), ctypes.sizeof(value))
    _ptrace(request, process, registers, ctypes.addressof(vector))


def _resume(process: int, request: int = _CONTINUE, signal_number: int = 0) -> None:
    with contextlib.suppress(ProcessLookupError):  # killed a moment ago; the next wait says so
        _ptrace(request, process, 0, signal_number)


def _ptrace(request: int, process: int, address: int, data: int) -> None:
    if _LIBC.ptrace(request, process, address, data) == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
