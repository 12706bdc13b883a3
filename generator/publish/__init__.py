"""Brings a rendered tree (`{path: text}`) into a folder: what changes, whether it may, and all of it or
nothing.

`compare` compares, `diff` shows, `publish` writes. Needs a POSIX system: `flock`, and system calls relative
to an open folder (`openat`), which is how no symbolic link is ever followed.
"""
