"""A home, an environment and files with a secret in every place where one can be."""

from __future__ import annotations

import hashlib
import json
import shlex
import string
from dataclasses import dataclass, field
from pathlib import Path

from tests.live.oracle import wallets
from tests.live.secrets.planted import Plants
from tests.oci_service import TENANCY, Profile, credentials, oci_config_file

ACCOUNT_ID = "123456789012"
START_URL = "https://example.awsapps.com/start"
SECRET_OCID = "ocid1.vaultsecret.oc1.iad.adminpassword"
_KEY_ID = string.ascii_uppercase + string.digits

AWS_PROFILES = (
    "static",
    "process",
    "process-garbage",
    "process-absent",
    "sso",
    "web",
    "assumed",
    "mfa",
    "gone",
    "half",
)
OCI_PROFILES = ("DEFAULT", "SESSION", "NO_TOKEN", "WRONG_PASS", "GARBAGE", "CONTENT", "GONE")


@dataclass
class Places:
    """`variables` are for the environment; `home` is where the configurations are."""

    home: Path
    plants: Plants = field(default_factory=Plants)
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def wallet(self) -> Path:
        return self.home / "wallet"


def places_in(home: Path) -> Places:
    """Plants everything that a user of both clouds and of a database may have."""
    places = Places(home)
    _environment(places)
    _aws_files(places)
    _oci_files(places)
    _database(places)
    return places


def _environment(places: Places) -> None:
    plant = places.plants.plant
    proxy = f"http://user:{plant('proxy password')}@127.0.0.1:9"
    places.variables |= {
        "HOME": str(places.home),
        "AWS_ACCESS_KEY_ID": "AKIA" + plant("access key id", 16, _KEY_ID),
        "AWS_SECRET_ACCESS_KEY": plant("secret key", alphabet=string.ascii_letters + string.digits + "/+"),
        "AWS_SESSION_TOKEN": plant("session token", 400, string.ascii_letters + string.digits + "/+"),
        "AWS_CONTAINER_AUTHORIZATION_TOKEN": plant("container token"),
        "AWS_MAX_ATTEMPTS": "1",
        "AWS_CONFIG_FILE": str(places.home / ".aws" / "config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(places.home / ".aws" / "credentials"),
        "OCI_CONFIG_FILE": str(places.home / ".oci" / "config"),
        "HTTPS_PROXY": proxy,
        "https_proxy": proxy,
        "TF_VAR_admin_password": plant("Terraform variable"),
    }


def _aws_files(places: Places) -> None:
    plant, folder = places.plants.plant, places.home / ".aws"
    cache = folder / "sso" / "cache"
    cache.mkdir(parents=True)
    loud = f"echo {plant('stdout of a process')}; echo {plant('stderr of a process')} >&2"
    token = folder / "web-token"
    token.write_text(plant("web identity token", 300, string.ascii_letters + string.digits + "-_"))
    role = f"role_arn = arn:aws:iam::{ACCOUNT_ID}:role/reader"
    sections = {
        "process": f"credential_process = sh -c {shlex.quote(loud + '; exit 1')}",
        "process-garbage": f"credential_process = sh -c {shlex.quote(loud)}",
        "process-absent": f"credential_process = /nowhere/{plant('argument of a process')}",
        "sso": f"sso_start_url = {START_URL}\nsso_region = us-east-1\nsso_account_id = {ACCOUNT_ID}\n"
        "sso_role_name = reader",
        "web": f"{role}\nweb_identity_token_file = {token}",
        "assumed": f"{role}\nsource_profile = static\nexternal_id = {plant('external id of a role')}",
        "mfa": f"{role}\nsource_profile = static\nmfa_serial = arn:aws:iam::{ACCOUNT_ID}:mfa/me",
    }
    lines = [f"[profile {name}]\n{text}\n" for name, text in sections.items()]
    (folder / "config").write_text("\n".join(lines))
    static = [
        "[static]",
        f"aws_access_key_id = AKIA{plant('access key id of a profile', 16, _KEY_ID)}",
        f"aws_secret_access_key = {plant('secret key of a profile')}",
        f"aws_session_token = {plant('session token of a profile', 200)}",
        "[half]",
        f"aws_secret_access_key = {plant('secret key without its id')}",
    ]
    (folder / "credentials").write_text("\n".join([*static, ""]))
    cached = {
        "startUrl": START_URL,
        "region": "us-east-1",
        "accessToken": plant("single sign-on token", 120),
        "refreshToken": plant("refresh token"),
        "clientSecret": plant("client secret"),
        "expiresAt": "2099-01-01T00:00:00Z",
    }
    name = hashlib.sha1(START_URL.encode(), usedforsecurity=False).hexdigest()
    (cache / f"{name}.json").write_text(json.dumps(cached))


def _oci_files(places: Places) -> None:
    plants, folder = places.plants, places.home / ".oci"
    pass_phrase = plants.plant("passphrase")
    config = oci_config_file(
        folder,
        Profile(pass_phrase=pass_phrase),
        Profile("SESSION", security_token=True),
        Profile("NO_TOKEN", security_token=True),
        Profile("WRONG_PASS", pass_phrase=pass_phrase),
        Profile("GARBAGE"),
        Profile("CONTENT"),
    )
    (folder / "NO_TOKEN.token").write_text(plants.plant("what is no token"))
    (folder / "GARBAGE.pem").write_text(f"-----BEGIN PRIVATE KEY-----\n{plants.plant('no key')}\n")
    text = config.read_text().replace(
        f"key_file={folder}/CONTENT.pem", f"key_content={plants.plant('key content', 200)}"
    )
    before, mark, after = text.partition("[WRONG_PASS]")
    config.write_text(before + mark + after.replace(pass_phrase, plants.plant("wrong passphrase"), 1))
    plants.notice("session token of OCI", credentials.session_token(TENANCY).partition(".")[2])
    for line, text in enumerate((folder / "SESSION.pem").read_text().splitlines()[1:-1]):
        plants.notice(f"private key, line {line}", text)


def _database(places: Places) -> None:
    plants = places.plants
    plants.notice("wallet password", wallets.PASSWORD.removeprefix("planted-"))
    wallets.write_wallet(places.wallet, "tcps://127.0.0.1:9/orders")
    for line, text in enumerate((places.wallet / "ewallet.pem").read_text().splitlines()):
        if not text.startswith("-----"):
            plants.notice(f"wallet, line {line}", text)
    places.variables |= {
        "ADBKMS_DATABASE_PASSWORD": plants.plant("database password"),
        "ADBKMS_WALLET_PASSWORD": wallets.PASSWORD,
    }
