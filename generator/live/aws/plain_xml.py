"""Answers in XML that define what they are read as.

The SDK's parser has no limit for what entities become (botocore 1.44, parsers.py; it is the standard library's, see
https://docs.python.org/3/library/xml.html#xml-security). AWS declares neither entities nor a document type.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def refuse_declarations(session: Any) -> None:
    """From now on the session's clients raise ResponseParserError, as for what is not XML at all, for an answer in XML
    that declares a document type."""
    session.register("before-parse", _refuse_if_declared)


def _refuse_if_declared(operation_model: Any, response_dict: Mapping[str, Any], **event: Any) -> None:
    from botocore.parsers import ResponseParserError

    # The parser takes it for UTF-8 whatever it says, and there is no entity outside of a document type.
    is_xml = operation_model.service_model.resolved_protocol in ("query", "ec2", "rest-xml")
    if is_xml and b"<!DOCTYPE" in response_dict["body"]:
        raise ResponseParserError("it declares a document type")
