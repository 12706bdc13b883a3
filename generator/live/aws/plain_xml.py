"""Answers in XML that define what they are read as.

The SDK's parser has no limit for what entities become (botocore 1.44, parsers.py; it is the standard library's, see
https://docs.python.org/3/library/xml.html#xml-security). AWS declares neither entities nor a document type.
"""

from __future__ import annotations

from typing import Any


def refuse_declarations(session: Any) -> None:
    """From now on the session's clients raise ResponseParserError, as for what is not XML at all, for an answer in XML
    that declares a document type. Of one that reports a failure of a server nothing but the status is left."""
    session.register("before-parse", _refuse_if_declared)


def _refuse_if_declared(operation_model: Any, response_dict: dict[str, Any], **event: Any) -> None:
    from botocore.parsers import ResponseParserError

    # The parser takes it for UTF-8 whatever it says, and there is no entity outside of a document type.
    is_xml = operation_model.service_model.resolved_protocol in ("query", "ec2", "rest-xml")
    if not is_xml or b"<!DOCTYPE" not in response_dict["body"]:
        return
    if response_dict["status_code"] < 500:
        raise ResponseParserError("it declares a document type")
    response_dict["body"] = b""  # the page of a proxy: the SDK goes by the status, and tries again
