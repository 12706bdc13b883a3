"""Which operation a method and a path are."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import database_api, other_apis
from .cloud import Cloud
from .refusals import Refusal, not_found
from .request_and_reply import Reply, Request

# The API's versions, as in the SDK's clients (`base_path`).
DATABASE = IDENTITY = WORK_REQUESTS = "/20160918"
SECRETS = "/20190301"
Operation = Callable[..., Reply]

OPERATIONS: dict[tuple[str, str], Operation] = {
    ("GET", f"{DATABASE}/autonomousDatabases"): database_api.list_in_compartment,
    ("GET", f"{DATABASE}/autonomousDatabases/{{}}"): database_api.get,
    ("PUT", f"{DATABASE}/autonomousDatabases/{{}}"): database_api.update,
    ("POST", f"{DATABASE}/autonomousDatabases/{{}}/actions/start"): database_api.start,
    ("POST", f"{DATABASE}/autonomousDatabases/{{}}/actions/stop"): database_api.stop,
    ("GET", f"{DATABASE}/autonomousDatabases/{{}}/refreshableClones"): database_api.clones,
    ("GET", f"{DATABASE}/autonomousDatabases/{{}}/peers"): database_api.peers,
    ("GET", f"{WORK_REQUESTS}/workRequests"): other_apis.work_requests,
    ("GET", f"{WORK_REQUESTS}/workRequests/{{}}"): other_apis.work_request,
    ("GET", f"{WORK_REQUESTS}/workRequests/{{}}/errors"): other_apis.work_request_errors,
    ("GET", f"{IDENTITY}/tenancies/{{}}/regionSubscriptions"): other_apis.region_subscriptions,
    ("GET", f"{IDENTITY}/regions"): other_apis.regions,
    ("GET", f"{SECRETS}/secretbundles/{{}}"): other_apis.secret_bundle,
}
PATTERNS = [
    (method, re.compile(template.replace("{}", "([^/]+)")), operation)
    for (method, template), operation in OPERATIONS.items()
]


def perform(cloud: Cloud, request: Request) -> Reply:
    """The reply of the operation. Raises Refusal."""
    is_known = False
    for method, pattern, operation in PATTERNS:
        matched = pattern.fullmatch(request.path)
        if matched and method == request.method:
            return operation(cloud, request, *matched.groups())
        is_known = is_known or matched is not None
    raise Refusal(405, "MethodNotAllowed", "The method is not allowed.") if is_known else not_found()
