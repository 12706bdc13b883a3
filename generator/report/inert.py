"""Output in which no pipeline's log finds a command that somebody has put into a value.

GitHub's runner takes a line for a command that begins with `::`, whatever blanks are before it, and `##[` anywhere in a
line: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs. `##vso[` and `##teamcity[` are
Azure Pipelines' and TeamCity's:
https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
https://www.jetbrains.com/help/teamcity/service-messages.html
"""

from __future__ import annotations

import re
from functools import cache

# .NET compares texts as the culture says, and passes over hundreds of characters that show nothing or only change
# others (Unicode Collation Algorithm, completely ignorable). None of them is in ASCII.
_NOT_ASCII = "\x80-\U0010ffff"


# Compiled when there is something to look at: each takes 3 ms.
@cache
def _at_beginning() -> re.Pattern[str]:
    return re.compile(rf"^[ \t\r\f\v\x1c-\x1f{_NOT_ASCII}]*:(?=[{_NOT_ASCII}]*:)", re.MULTILINE)


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"#(?=[{_NOT_ASCII}]*#[\w{_NOT_ASCII}]*\[)")


def inert(text: str) -> str:
    """Text for people, of one or more lines, with the first character of every such command as an escape."""
    if "::" not in text and "##" not in text and text.isascii():
        return text
    return _anywhere().sub(r"\\x23", _at_beginning().sub(lambda found: rf"{found[0][:-1]}\x3a", text))


def inert_json(text: str) -> str:
    """The same for JSON, which stays JSON of the same meaning. Its lines begin with no text of anybody."""
    return _anywhere().sub(r"\\u0023", text)
