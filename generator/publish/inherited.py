"""What a new folder has from the folder that it is made in."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress

_DEFAULT_ACL = "system.posix_acl_default"


def inherited(folder: int) -> tuple[int | None, bytes | None]:
    """The group and the default ACL that folders made in the open folder get from it: None where the process and its
    umask decide. Linux hands the group on where the set-group-ID bit is set (mkdir(2)), and a default ACL (acl(5));
    other systems hand the group on everywhere."""
    status = os.fstat(folder)
    group = status.st_gid if status.st_mode & stat.S_ISGID or sys.platform != "linux" else None
    acl = None
    if sys.platform == "linux":
        with suppress(OSError):  # there is none, or the file system knows none
            acl = os.getxattr(folder, _DEFAULT_ACL)
    return group, acl
