"""Both clouds' connections, made when they are first needed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.live.aws.connection import AwsConnections
    from generator.live.oci.connection import OciConnections


class Connections:
    """One way to each cloud, however many threads ask for it first: sessions, clients and credentials are kept there.

    `shown` is told of every request, in a line without anything secret; by default nobody is. `aws` and `oci` are what
    is there already. The locks are our own, since `functools.cached_property` has none from Python 3.12 on
    (https://docs.python.org/3/library/functools.html#functools.cached_property).
    """

    def __init__(
        self,
        shown: Callable[[str], object] = lambda line: None,
        *,
        aws: AwsConnections | None = None,
        oci: OciConnections | None = None,
    ) -> None:
        self.shown = shown
        self._aws = aws
        self._oci = oci
        # One each: importing the OCI SDK takes a second, in which AWS can be asked.
        self._aws_lock = threading.Lock()
        self._oci_lock = threading.Lock()

    @property
    def aws(self) -> AwsConnections:
        """The clients of boto3."""
        with self._aws_lock:
            if self._aws is None:
                from generator.live.aws.connection import AwsConnections

                self._aws = AwsConnections(self.shown)
            return self._aws

    @property
    def oci(self) -> OciConnections:
        """The clients of the OCI SDK."""
        with self._oci_lock:
            if self._oci is None:
                from generator.live.oci.connection import OciConnections

                self._oci = OciConnections(self.shown)
            return self._oci
