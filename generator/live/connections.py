"""Both clouds' connections, made when they are first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.live.aws.connection import AwsConnections
    from generator.live.oci.connection import OciConnections


@dataclass
class Connections:
    """`shown` is told of every request, in a line without anything secret; by default nobody is."""

    shown: Callable[[str], object] = field(default=lambda line: None)

    @cached_property
    def aws(self) -> AwsConnections:
        """The clients of boto3."""
        from generator.live.aws.connection import AwsConnections

        return AwsConnections(self.shown)

    @cached_property
    def oci(self) -> OciConnections:
        """The clients of the OCI SDK."""
        from generator.live.oci.connection import OciConnections

        return OciConnections(self.shown)
