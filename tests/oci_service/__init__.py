"""A stand-in for OCI's HTTP APIs on 127.0.0.1, written from the SDK's own models.

It imitates as much of the Database, Identity, Work Requests and Secrets APIs as adbkms uses. `running_oci_service` runs
it in this process, `oci_service_process` in one of its own with generated databases. Nothing in it depends on the time
of day; what it could not know of the real service is said where it is.
"""

from __future__ import annotations

from .credentials import Profile, oci_config_file
from .database_records import (
    COMPARTMENT,
    DATABASE,
    TENANCY,
    ConnectionProfile,
    DatabaseRecord,
    KeySwitch,
    OtherDatabase,
)
from .encryption_keys import AwsKey, AzureKey, GcpKey, Key, OciKey, OkvKey, OracleManagedKey
from .faults import Breakage, Delay, Fault
from .generated_databases import generated_databases
from .process import OciServiceProcess, oci_service_process
from .service import OciService, running_oci_service
from .updates import KEEPS_KEY, SUCCEEDS, Ending, becomes_inaccessible, fails

__all__ = [
    "COMPARTMENT",
    "DATABASE",
    "KEEPS_KEY",
    "SUCCEEDS",
    "TENANCY",
    "AwsKey",
    "AzureKey",
    "Breakage",
    "ConnectionProfile",
    "DatabaseRecord",
    "Delay",
    "Ending",
    "Fault",
    "GcpKey",
    "Key",
    "KeySwitch",
    "OciKey",
    "OciService",
    "OciServiceProcess",
    "OkvKey",
    "OracleManagedKey",
    "OtherDatabase",
    "Profile",
    "becomes_inaccessible",
    "fails",
    "generated_databases",
    "oci_config_file",
    "oci_service_process",
    "running_oci_service",
]
