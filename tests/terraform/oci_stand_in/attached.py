"""The stand-in served by a thread of this process, for Terraform commands that are told where it is.

A plugin's process takes half a second to start, and one plan starts three. As with `attached_provider`, `init` then
installs nothing and checks no version; and Terraform talks to an attached plugin without TLS. It can also stand in for
hashicorp/aws where a stack makes nothing in AWS: Terraform needs a second to read that provider's whole schema.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import grpc
from tf.gen import tfplugin_pb2_grpc

from .database_store import DatabaseStore
from .plugin_server import PROTOCOL_VERSION
from .provider import StandInProvider
from .provider_schema import PINNED_SCHEMA, read_provider_schema

PINNED_AWS_SCHEMA = PINNED_SCHEMA.with_name("provider-schema-aws.json")


@contextmanager
def attached_stand_in(databases: DatabaseStore | None, schema: Path = PINNED_SCHEMA) -> Iterator[dict[str, object]]:
    """Serves the stand-in while it lasts; yields its connection, as TF_REATTACH_PROVIDERS wants it."""
    server = grpc.server(ThreadPoolExecutor(max_workers=10))
    provider = StandInProvider(read_provider_schema(schema), databases)
    tfplugin_pb2_grpc.add_ProviderServicer_to_server(provider, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield {
            "Protocol": "grpc",
            "ProtocolVersion": PROTOCOL_VERSION,
            "Pid": os.getpid(),
            "Test": True,
            "Addr": {"Network": "tcp", "String": f"127.0.0.1:{port}"},
        }
    finally:
        server.stop(grace=0.2).wait()
