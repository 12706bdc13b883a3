"""What AWS and Oracle accept: lengths, characters, numbers and choices, each with its source.

Patterns are for `fullmatch` and say nothing about lengths. Lengths are in characters. "API model" is
botocore's copy of AWS's service model, which the tests compare with these constants. The AWS provider
(hashicorp/aws 5.100.0) checks only some of this when it validates: not the length of an alias, nor an IAM
path, nor most of a description.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct


class Bounds(Struct, frozen=True):
    """The smallest and the largest number allowed; `3 in Bounds(2, 4)` is true, `str` is "2 to 4"."""

    minimum: int
    maximum: int

    def __contains__(self, number: float) -> bool:
        return self.minimum <= number <= self.maximum

    def __str__(self) -> str:
        return f"{self.minimum} to {self.maximum}"


class Retirement(Struct, frozen=True):
    """A choice that Oracle stops accepting on `day`, and what takes its place."""

    day: date
    replacement: str


# --- AWS: accounts and tags ---------------------------------------------------------------------------------

AWS_ACCOUNT_ID = re.compile(r"[0-9]{12}")

# https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
# and the API models of IAM (tagKeyType, tagValueType, tagListType) and KMS (TagKeyType, TagValueType).
AWS_TAGS_MAX = 50
AWS_TAG_KEY_LENGTH = Bounds(1, 128)
AWS_TAG_VALUE_LENGTH = Bounds(0, 256)
AWS_TAG_RESERVED_PREFIX = "aws:"  # in any mixture of upper and lower case
# On a role, keys that differ only in case are one key; on a policy or a KMS key they are two.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html


def is_aws_tag_text(text: str) -> bool:
    """True if a tag's key or value has only the characters that AWS accepts: letters, digits, spaces,
    `_.:/=+-@`.

    The API model of IAM: `[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]`, in Unicode's categories.
    """
    return all(char in "_.:/=+-@" or unicodedata.category(char)[0] in "LZN" for char in text)


# --- AWS IAM and STS ----------------------------------------------------------------------------------------

# API model: roleNameType, policyNameType. Names are unique in an account without regard to case.
IAM_NAME = re.compile(r"[A-Za-z0-9_+=,.@-]+")
IAM_ROLE_NAME_LENGTH = Bounds(1, 64)
IAM_POLICY_NAME_LENGTH = Bounds(1, 128)

# API model: pathType for roles, policyPathType for policies.
IAM_PATH_MAX = 512
IAM_ROLE_PATH = re.compile(r"/|/[!-~]+/")
IAM_POLICY_PATH = re.compile(r"(?:/[A-Za-z0-9.,+@=_-]+)*/")

# API model: roleDescriptionType, policyDescriptionType. A role's description is Latin-1 without control
# characters but tab and line breaks; for a policy's the API model gives a length and no characters.
IAM_DESCRIPTION_MAX = 1000
IAM_ROLE_DESCRIPTION = re.compile(r"[\t\n\r\x20-\x7E\xA1-\xFF]*")

# A managed policy's document, white space not counted.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
IAM_POLICY_DOCUMENT_MAX = 6144
# What a policy document, trust policies included, is made of; API model: policyDocumentType.
IAM_POLICY_DOCUMENT = re.compile(r"[\t\n\r\x20-\xFF]+")

# API model: roleMaxSessionDurationType, in seconds.
ROLE_SESSION_SECONDS = Bounds(3600, 43200)

# API model of STS: externalIdType.
EXTERNAL_ID = re.compile(r"[A-Za-z0-9_+=,.@:/-]*")
EXTERNAL_ID_LENGTH = Bounds(2, 1224)
# Whose OCID Oracle presents as the external ID. `tenant_ocid` is in Oracle's procedure, all three are in
# AWS's own API for the same databases (API model of Oracle Database@AWS: ExternalIdType).
EXTERNAL_ID_KINDS = ("tenant_ocid", "compartment_ocid", "database_ocid")

# --- AWS KMS ------------------------------------------------------------------------------------------------

# https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html, prefix included. (The API model
# allows a colon too; the text of the page and the AWS provider do not.)
KMS_ALIAS = re.compile(r"alias/[A-Za-z0-9/_-]+")
KMS_ALIAS_PREFIX = "alias/"
KMS_ALIAS_RESERVED_PREFIX = "alias/aws/"  # the aliases of AWS managed keys
KMS_ALIAS_MAX = 256

KMS_DESCRIPTION_MAX = 8192  # API model: DescriptionType; any characters
# https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html (the API model's 1 to 365
# is wider).
KMS_DELETION_WINDOW_DAYS = Bounds(7, 30)
KMS_ROTATION_DAYS = Bounds(90, 2560)  # API model: RotationPeriodInDaysType

# --- OCI: tags ----------------------------------------------------------------------------------------------

# "Limits on Tags" in https://docs.oracle.com/en-us/iaas/Content/Tagging/Concepts/taggingoverview.htm (taken
# from what others quote of that section). A key is printable ASCII without period and space and ignores case;
# a value is any text.
OCI_FREEFORM_TAGS_MAX = 10
OCI_TAG_KEY = re.compile(r"[!-\-/-~]+")
OCI_TAG_KEY_LENGTH = Bounds(1, 100)
OCI_TAG_VALUE_LENGTH = Bounds(0, 256)

# --- Oracle Autonomous AI Database Serverless ---------------------------------------------------------------

# "Must begin with an alphabetic character and can contain a maximum of 30 alphanumeric characters":
# CreateAutonomousDatabaseBase.db_name in the OCI SDK.
DB_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
DB_NAME_LENGTH = Bounds(1, 30)

# No limit in the OCI SDK's documentation; 255 is that of Oracle Database@AWS (API model:
# CreateAutonomousDatabase).
DISPLAY_NAME_LENGTH = Bounds(1, 255)

# Whole ECPUs. The minimum: CreateAutonomousDatabaseBase.compute_count in the OCI SDK (1 in an elastic pool).
# The maximum: Oracle Database@AWS (API model: CreateAutonomousDatabase.computeCount) and Oracle
# Database@Azure ("from 2 to 512 ECPUs",
# https://learn.microsoft.com/en-us/azure/cloud-adoption-framework/scenarios/oracle-on-azure/
# oracle-capacity-planning-oracle-database-azure-autonomous-database); that page tells how to
# ask for more. Oracle itself names no number: more is doubtful, not impossible.
ECPU_COUNT = Bounds(2, 512)
ECPU_COUNT_IN_ELASTIC_POOL_MIN = 1
# "If your license type is BYOL with Oracle AI Database Standard Edition, the ECPU count maximum is 32":
# https://docs.oracle.com/en-us/iaas/autonomous-database-serverless/doc/autonomous-auto-scale.html
ECPU_COUNT_OF_STANDARD_EDITION_MAX = 32

# Terabytes. "The upper limit (384 TB)": CreateAutonomousDatabaseBase.data_storage_size_in_tbs in the OCI SDK;
# 1 to 384 in Oracle Database@AWS's API model. In gigabytes that API takes 20 to 393216; the OCI SDK says of
# its own `data_storage_size_in_gbs` that it is for dedicated infrastructure.
STORAGE_TBS = Bounds(1, 384)
STORAGE_GBS = Bounds(20, 393216)

# CreateAutonomousDatabaseBase.db_workload, .db_version and .license_model in the OCI SDK. Which versions a
# region offers today only `list_autonomous_db_versions` knows.
WORKLOADS = ("OLTP", "LH", "AJD", "APEX", "DW")
DB_VERSIONS = ("19c", "23ai", "26ai")
LICENSE_MODELS = ("LICENSE_INCLUDED", "BRING_YOUR_OWN_LICENSE")
# "Starting December 2026, DW will not be supported as a valid value", and the same of 23ai, ibid. Oracle
# names the month; the first day of it is the earliest that this can mean.
RETIRED_WORKLOADS: Mapping[str, Retirement] = MappingProxyType({"DW": Retirement(date(2026, 12, 1), "LH")})
RETIRED_DB_VERSIONS: Mapping[str, Retirement] = MappingProxyType({"23ai": Retirement(date(2026, 12, 1), "26ai")})
