"""What `adbkms explain CODE` says about the findings of publishing: by code, a text in Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "PUB001": """\
# A file was edited by hand

A file in the output folder is neither what adbkms wrote there the last time nor what it would write
now. The manifest (`.adbkms/manifest.json`) has the SHA-256 of everything that adbkms wrote, so it
knows.

Publishing would lose the edit, so nothing at all was written. The message shows the difference
between the file and what would be written; `adbkms render --diff` shows all of it.

**To fix it**, bring the edit into the spec (many arguments can be given under `arguments`), or undo
it, for instance with `git checkout`, and render again. To let all edits go, render with
`--overwrite-edits`. What should stay a file of your own belongs into a file that adbkms does not
render: it never touches those.
""",
        "PUB002": """\
# A file that adbkms did not write is in the way

The tree has a file where the output folder already has one with another content, and the manifest
does not know that one. It may be somebody's work, so adbkms never overwrites it, not even with
`--overwrite-edits`.

It also happens when `.adbkms/manifest.json` was deleted or never committed: then adbkms cannot know
its own files, except those that are exactly as it would write them.

**To fix it**, move the file away or delete it, rename the stack, or give another output folder. If
the manifest is missing, restore it from version control.
""",
        "PUB003": """\
# Unsafe file name

A rendered file has a path that would leave the output folder or that is not safe everywhere: an
absolute path, `.`, `..` or an empty segment, a backslash, a control or invisible character, a
character or a device name that Windows reserves (`:`, `CON`, `NUL.txt`), a segment that ends with a
dot or a space or is longer than 255 bytes, or a segment named `.adbkms` or `.git`.

Such a tree could overwrite files elsewhere, or could not be checked out on another system.

**To fix it**, rename what the file is named after: the stack in the spec, or the template in
`--templates`.
""",
        "PUB004": """\
# Two files of the same name

Two rendered paths differ only in upper and lower case or in the way that accents are written
(Unicode normalisation), or one path is both a file and a folder. On file systems such as those of
macOS and Windows both would be one file, and one would silently replace the other.

**To fix it**, rename one of the two stacks or templates.
""",
        "PUB005": """\
# A symbolic link is in the way

A file or folder that adbkms has to write is a symbolic link, or so is a file that it has to remove.
Following it could change files outside the output folder; replacing it would lose the link. The
output folder itself may be reached through symbolic links.

**To fix it**, replace the link by a real file or folder, or remove it, and render again. To have
the tree elsewhere, give that place as the output folder.
""",
        "PUB006": """\
# Something else is in the way

Where the tree has a file there is a folder, where it has a folder there is a file, or there is a
device, a socket or a named pipe; or another file system is mounted inside the output folder, so
that files cannot be put in place there in one step.

**To fix it**, move what the message names away, unmount the file system, or give another output
folder.
""",
        "PUB007": """\
# The manifest cannot be read

`.adbkms/manifest.json` is damaged, was edited, has the marks of a merge conflict, or was written by
a newer adbkms. It says which files of the folder are adbkms's own; without it, adbkms could take
your files for its own. It also says which keys each database has had, and a key that is forgotten
can be lost. So the member `sha256` has the digest of all the others, and one that does not fit it is
not believed. To see for yourself:

```shell
jq -cjS 'del(.sha256)' .adbkms/manifest.json | sha256sum
```

**To fix it**, restore the file from version control, for instance with
`git checkout -- .adbkms/manifest.json`. After a merge conflict, take the one of the
branch that is applied, mostly the target of the merge (`git checkout --ours` or `--theirs`): it
knows what the clouds have. Then render the merged spec: files that are as rendered are adbkms's own,
whichever side they come from. If it was written by a newer adbkms, use that. Where
nothing can be restored, delete the manifest together with the rendered files, and render again.
""",
        "PUB008": """\
# Another run is publishing to this folder

Only one run at a time may write to an output folder. The lock is held by a running process and goes
with it, however it ends: there is no lock file to delete.

**To fix it**, wait until the other run has ended, and try again.
""",
        "PUB009": """\
# The operating system refuses

A file or folder could not be read or written: no permission, a read-only file system, a full disk,
a folder that is not there, a file where the output folder should be. The message names the path and
the reason. The folder is as it was before.

**To fix it**, remove the cause that the message names, or give another output folder, and run
again. The file system has to support locks (`flock`) on folders; some network file systems do not.
""",
        "PUB010": """\
# The journal of an interrupted run cannot be read

An earlier run was stopped while it put its files in place. It left `.adbkms/journal.json`, which
says what was still to do; but that is damaged, was edited, or was written by a newer adbkms.

**To fix it**, run the newer adbkms again if there was one. Otherwise delete `.adbkms/journal.json`
and `.adbkms/staging`, restore the rendered files from version control, and render again.
""",
        "PUB011": """\
# A file was changed while adbkms was publishing

Between comparing and putting in place, somebody else wrote to a file of the tree. Their text was
left as it is; all other files are in place.

**To fix it**, run again: it shows the difference as a file edited by hand (`PUB001`) or not written
by adbkms (`PUB002`).
""",
        "PUB012": """\
# A text cannot be written

A rendered text has half of a surrogate pair, which no UTF-8 file can hold. It cannot come from a
valid YAML file, only from a template or from a program that calls adbkms.

**To fix it**, remove the character from where the message says it is.
""",
        "PUB013": """\
# Publishing has begun and could not be finished

Everything new was on the disk and decided on, and then the operating system refused to put a file
in place: the disk was full, a folder was protected, or a file system was mounted inside the output
folder. Some files are already new, others still old.

**To fix it**, remove the cause that the message names and run again: whatever that run is to do, it
first does what is still to do. To go back instead, delete `.adbkms/journal.json` and
`.adbkms/staging` and restore the folder from version control.
""",
        "PUB015": """\
# The folder is not what its manifest says

`adbkms validate DIR` compares a rendered tree with the manifest that was written with it. A file was edited by hand
since, or is not there any more. Terraform may take the tree as it is, so this is a warning; but what it applies is then
not what the spec says and its reviewers saw.

**To fix it**, bring the edit into the spec, and render again. `adbkms render --diff` shows the difference.
""",
        "PUB016": """\
# The folder is not what it was when the tree was made

What is rendered follows also from the tree that was published last: which keys a database has had, and what must not
get lost. Between the reading of its manifest and the publishing another run has published to the folder, so nobody has
looked at what would get lost now. Nothing was written.

**To fix it**, run again.
""",
        "PUB018": """\
# The tree has too many files

The manifest and the journal name every file with its digest. Beyond some 300,000 databases they would be larger than
what a later run reads, so nothing was written.

**To fix it**, render parts of the spec into folders of their own, such as one for each business unit.
""",
        "PUB017": """\
# The manifest is gone

A warning. Files of the tree are as rendered, so a run before has written them, and
`.adbkms/manifest.json` is not there: it was deleted, or never committed. A new one is written. It
does not know which keys the databases have had, and nothing notices a key or database that gets lost
on the way from the old tree to this one.

**To fix it**, restore the manifest from version control, and render again. Where there is none, leave
old keys in the spec, and commit `.adbkms/` with the tree from now on.
""",
        "PUB014": """\
# An interrupted run was finished

A warning. An earlier run was stopped, for instance by a power failure, after it had decided on a
new tree and before all files were in place. This run has first put the rest in place. A run that is
stopped earlier leaves the old tree, and nothing to finish.

**There is nothing to do.** Files that somebody changed in between were left as they are, and are
reported on their own (`PUB001` or `PUB002`).
""",
    }
)
