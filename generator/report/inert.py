"""Output in which no pipeline's log finds a command that somebody has put into a value.

GitHub's runner takes a line for a command that begins with `::`, whatever blanks are before it, and `##[` anywhere in a
line: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs. `##vso[` and `##teamcity[` are
Azure Pipelines' and TeamCity's:
https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
https://www.jetbrains.com/help/teamcity/service-messages.html
"""

from __future__ import annotations

import re

# .NET compares texts as the culture says, and passes over what shows nothing. These are the characters with the
# property Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties.txt) that `visible` leaves.
_PASSED_OVER = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u200c\u200d\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
)
_AT_BEGINNING = re.compile(rf"^(?:[^\S\n]|[{_PASSED_OVER}])*:(?=[{_PASSED_OVER}]*:)", re.MULTILINE)
_ANYWHERE = re.compile(rf"#(?=[{_PASSED_OVER}]*#[\w{_PASSED_OVER}]*\[)")


def inert(text: str) -> str:
    """Text for people, of one or more lines, with the first character of every such command as an escape."""
    if "::" not in text and "##" not in text and text.isascii():
        return text
    return _ANYWHERE.sub(r"\\x23", _AT_BEGINNING.sub(lambda found: rf"{found[0][:-1]}\x3a", text))


def inert_json(text: str) -> str:
    """The same for JSON, which stays JSON of the same meaning. Its lines begin with no text of anybody."""
    return _ANYWHERE.sub(r"\\u0023", text)
