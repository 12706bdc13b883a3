"""The process of a provider plugin: it serves gRPC on loopback and prints for Terraform where.

Protocol: https://github.com/hashicorp/go-plugin/blob/main/docs/internals.md
"""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
from tf.gen import grpc_controller_pb2, grpc_controller_pb2_grpc, grpc_stdio_pb2_grpc, tfplugin_pb2_grpc

from .certificate import certificate_for_handshake

HANDSHAKE_VERSION = 1
PROTOCOL_VERSION = 6


def serve(provider: tfplugin_pb2_grpc.ProviderServicer, certificate: str) -> None:
    """Serves until Terraform says Shutdown or is gone. `certificate` is PEM with its private key."""
    if "TF_PLUGIN_MAGIC_COOKIE" not in os.environ:
        sys.exit("This is a provider plugin: Terraform starts it, it is not a command for people.")
    shutdown = threading.Event()
    server = grpc.server(ThreadPoolExecutor(max_workers=10))
    tfplugin_pb2_grpc.add_ProviderServicer_to_server(provider, server)
    grpc_controller_pb2_grpc.add_GRPCControllerServicer_to_server(_Controller(shutdown), server)
    grpc_stdio_pb2_grpc.add_GRPCStdioServicer_to_server(_Stdio(), server)
    pem = certificate.encode()
    port = server.add_secure_port("127.0.0.1:0", grpc.ssl_server_credentials([(pem, pem)]))
    server.start()
    address = f"127.0.0.1:{port}"
    handshake = (
        HANDSHAKE_VERSION,
        PROTOCOL_VERSION,
        "tcp",
        address,
        "grpc",
        certificate_for_handshake(certificate),
    )
    print("|".join(map(str, handshake)), flush=True)
    _wait_for_end(shutdown, os.getppid())
    server.stop(grace=0.2).wait()


def _wait_for_end(shutdown: threading.Event, terraform: int) -> None:
    """A Terraform that was killed cannot say Shutdown; its plugin then has another parent process."""
    while not shutdown.wait(timeout=1) and os.getppid() == terraform:
        pass


class _Controller(grpc_controller_pb2_grpc.GRPCControllerServicer):
    def __init__(self, shutdown: threading.Event) -> None:
        self._shutdown = shutdown

    def Shutdown(self, request: Any, context: Any) -> grpc_controller_pb2.Empty:
        self._shutdown.set()
        return grpc_controller_pb2.Empty()


class _Stdio(grpc_stdio_pb2_grpc.GRPCStdioServicer):
    """go-plugin asks for the plugin's output; a stand-in has none."""

    def StreamStdio(self, request: Any, context: Any) -> Any:
        return iter(())
