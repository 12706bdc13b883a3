"""The system calls that write to a file system, and a filter with which Linux stops a process at each of them."""

from __future__ import annotations

import os
import platform
import struct
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Machine:
    """How Linux numbers the calls, and where a stopped process has their number, arguments and result among its
    general registers, 64 bits each (`NT_PRSTATUS`)."""

    calls: dict[str, int]
    number: int
    arguments: tuple[int, int, int]
    result: int
    registers: int
    number_is_apart: bool  # to change the number, a register set of its own is written


# https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/arch/x86/entry/syscalls/syscall_64.tbl
_X86_64 = {
    "write": 1, "open": 2, "pwrite64": 18, "writev": 20, "sendfile": 40, "fsync": 74, "fdatasync": 75, "truncate": 76,
    "ftruncate": 77, "rename": 82, "mkdir": 83, "rmdir": 84, "creat": 85, "link": 86, "unlink": 87, "symlink": 88,
    "chmod": 90, "fchmod": 91, "chown": 92, "fchown": 93, "lchown": 94, "mknod": 133, "sync": 162, "openat": 257,
    "mkdirat": 258, "mknodat": 259, "fchownat": 260, "unlinkat": 263, "renameat": 264, "linkat": 265, "symlinkat": 266,
    "fchmodat": 268, "sync_file_range": 277, "utimensat": 280, "fallocate": 285, "pwritev": 296, "syncfs": 306,
    "renameat2": 316, "copy_file_range": 326, "pwritev2": 328, "openat2": 437, "fchmodat2": 452,
}  # fmt: skip
# https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/include/uapi/asm-generic/unistd.h
_ARM64 = {
    "mknodat": 33, "mkdirat": 34, "unlinkat": 35, "symlinkat": 36, "linkat": 37, "renameat": 38, "truncate": 45,
    "ftruncate": 46, "fallocate": 47, "fchmod": 52, "fchmodat": 53, "fchownat": 54, "fchown": 55, "openat": 56,
    "write": 64, "writev": 66, "pwrite64": 68, "pwritev": 70, "sendfile": 71, "sync": 81, "fsync": 82, "fdatasync": 83,
    "sync_file_range": 84, "utimensat": 88, "syncfs": 267, "renameat2": 276, "copy_file_range": 285, "pwritev2": 287,
    "openat2": 437, "fchmodat2": 452,
}  # fmt: skip
_MACHINES = {
    "x86_64": Machine(_X86_64, number=15, arguments=(14, 13, 12), result=10, registers=27, number_is_apart=False),
    "aarch64": Machine(_ARM64, number=8, arguments=(0, 1, 2), result=0, registers=34, number_is_apart=True),
}
# Their first argument is an open file.
ON_FILES = frozenset((
    "write", "pwrite64", "writev", "pwritev", "pwritev2", "ftruncate", "fallocate", "sync_file_range", "sendfile",
    "fsync", "fdatasync", "syncfs", "fchmod", "fchown",
))  # fmt: skip
# The position of the flags among the arguments.
_OPENING = {"open": 1, "openat": 2}
_CHANGES_THE_FILE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def this_machine() -> Machine:
    """Raises `KeyError` on a processor that nobody has looked up yet."""
    return _MACHINES[platform.machine()]


# Instructions of the classic Berkeley Packet Filter, and what it answers: linux/bpf_common.h, linux/seccomp.h.
_LOAD, _IF_EQUAL, _IF_GREATER, _IF_ANY_BIT, _ANSWER = 0x20, 0x15, 0x25, 0x45, 0x06
_STOP, _LET_PASS = 0x7FF00000, 0x7FFF0000
_NUMBER, _ARGUMENTS = 0, 16  # offsets in `struct seccomp_data`, whose arguments have 8 bytes each
_STANDARD_ERROR = 2


def filter_program(machine: Machine) -> bytes:
    """Stops at every call that writes; but not at what is written to standard output and standard error, which is for
    people, nor where a file is opened only to be read."""
    program = [_instruction(_LOAD, _NUMBER)]
    for name, number in machine.calls.items():
        if name in _OPENING:
            flags = _ARGUMENTS + 8 * _OPENING[name]
            program += [
                _instruction(_IF_EQUAL, number, otherwise=4),
                _instruction(_LOAD, flags),
                _instruction(_IF_ANY_BIT, _CHANGES_THE_FILE, otherwise=1),
                _instruction(_ANSWER, _STOP),
                _instruction(_ANSWER, _LET_PASS),
            ]
        elif name in ("write", "writev"):
            program += [
                _instruction(_IF_EQUAL, number, otherwise=4),
                _instruction(_LOAD, _ARGUMENTS),
                _instruction(_IF_GREATER, _STANDARD_ERROR, otherwise=1),
                _instruction(_ANSWER, _STOP),
                _instruction(_ANSWER, _LET_PASS),
            ]
        else:
            program += [_instruction(_IF_EQUAL, number, otherwise=1), _instruction(_ANSWER, _STOP)]
    return b"".join([*program, _instruction(_ANSWER, _LET_PASS)])


def _instruction(code: int, value: int, *, otherwise: int = 0) -> bytes:
    """`struct sock_filter`; `otherwise` is how many instructions a condition that does not hold passes over."""
    return struct.pack("=HBBI", code, 0, otherwise, value)
