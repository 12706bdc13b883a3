"""What making a fleet may have to say, by code: the text of `adbkms explain FLTxxx`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NO_CLUSTER = "FLT001"
LOST_WORKER = "FLT002"
NO_ROOM = "FLT003"
OTHER_TEXT = "FLT004"

CODES: Mapping[str, str] = MappingProxyType(
    {
        NO_CLUSTER: """\
# The Dask cluster cannot be used

`--executor dask://HOST:PORT` names the scheduler of a Dask cluster. Either nothing answers there, or Dask is not
installed here, or the cluster has no workers, or its scheduler or a worker has no adbkms or another version of it,
which may render other files.

Install the same `adbkms[dask]` here, beside the scheduler and on all workers, start `dask scheduler` and
`dask worker HOST:PORT`, and see that HOST:PORT can be reached. Without `--executor` adbkms works on this machine alone.
""",
        LOST_WORKER: """\
# A process that made stacks was lost

Somebody or something ended one of the processes among which adbkms had divided the work: most often the operating
system, because memory had run out. Nothing has been written.

Run again with fewer processes (`--jobs 1` needs the least memory). If it happens again, the system's log says what
ended the process.

With `--executor` it is the Dask cluster that was lost: its scheduler, all its workers, or more workers than Dask allows
for one part. See that it is well, and run again.
""",
        NO_ROOM: """\
# The temporary folder takes no more

The texts of a large tree wait in a file without a name in the folder for temporary files, and the operating system
refuses to write it: most often because that file system is full. Nothing has been written into the tree.

Make room there, or name another folder in the environment variable TMPDIR. A tree of 1,000 stacks of ten databases
needs some 50 MiB.
""",
        OTHER_TEXT: """\
# A text is not what was verified

A stack that is as it was is not made again, and its files have been verified by an earlier run. Where one of them is
wanted all the same, it is rendered again, and has to be what was verified, byte for byte. This one is not: most often
because a template was changed, or another adbkms installed, while this run was at work. Nothing has been written.

Run again. With `--full-parse` everything is made and verified anew.
""",
    }
)
