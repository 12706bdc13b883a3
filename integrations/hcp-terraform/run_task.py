"""A run task of HCP Terraform and Terraform Enterprise, stage *post-plan*: `adbkms guard` judges every plan.

Runs behind a proxy that speaks TLS, with `adbkms` on the PATH:

    RUN_TASK_HMAC_KEY=… python run_task.py 8080

Environment:
- RUN_TASK_HMAC_KEY: the HMAC key of the run task; a request that is not signed with it is refused;
- ADBKMS_SPEC: the spec that the guard compares with, if it is there.

https://developer.hashicorp.com/terraform/cloud-docs/integrations/run-tasks
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import subprocess
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LARGEST = 1024 * 1024  # bytes of a request; HCP's have a few thousand
LONGEST_MESSAGE = 500  # characters that the run's page shows
VERDICTS = {0: "The guard lets the plan pass.", 2: "The guard stops the plan: "}


class RunTask(BaseHTTPRequestHandler):
    """One request: a run that has been planned, or the test that HCP makes when the run task is set up."""

    timeout = 30

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        body = self.rfile.read(int(length)) if length.isdecimal() and int(length) <= LARGEST else b""
        if not is_signed(body, self.headers.get("X-TFC-Task-Signature", "")):
            self.send_error(401)
            return
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()
        run = json.loads(body)
        if run.get("stage") == "post_plan":  # HCP's own test is of the stage "test"
            threading.Thread(target=judge, args=[run]).start()


def is_signed(body: bytes, signature: str) -> bool:
    expected = hmac.new(os.environ["RUN_TASK_HMAC_KEY"].encode(), body, hashlib.sha512).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode())


def judge(run: dict[str, Any]) -> None:
    """Judge the plan of a run, and tell HCP. Whatever goes wrong, HCP hears that the plan has not passed."""
    try:
        status, message = verdict(plan_of(run))
    except (OSError, KeyError, ValueError) as error:
        status, message = "failed", f"The plan could not be judged: {type(error).__name__}."
    answer = {"data": {"type": "task-results", "attributes": {"status": status, "message": message[:LONGEST_MESSAGE]}}}
    ask(run["task_result_callback_url"], run["access_token"], "PATCH", json.dumps(answer).encode())


def verdict(plan: bytes) -> tuple[str, str]:
    """`passed` or `failed`, and what the guard says."""
    spec = os.environ.get("ADBKMS_SPEC")
    command = ["adbkms", "guard", "-", "--format", "json", *(["--spec", spec] if spec else [])]
    done = subprocess.run(command, input=plan, capture_output=True, check=False)
    if done.returncode not in VERDICTS:
        return "failed", "The guard could not judge the plan."
    errors = [one for one in json.loads(done.stdout)["diagnostics"] if one["severity"] == "error"]
    found = "; ".join(f"{one['summary']} ({one.get('address', '')})" for one in errors)
    return "passed" if done.returncode == 0 else "failed", VERDICTS[done.returncode] + found


def plan_of(run: dict[str, Any]) -> bytes:
    """The plan's JSON. Its address leads on to a storage that needs no token, and gets none."""
    return ask(run["plan_json_api_url"], run["access_token"])


def ask(url: str, token: str, method: str = "GET", body: bytes | None = None) -> bytes:
    """What is at an address. Raises an OSError for all but a success."""
    request = urllib.request.Request(
        url, data=body, method=method, headers={"Content-Type": "application/vnd.api+json"}
    )
    request.add_unredirected_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=60) as answer:
        content: bytes = answer.read()
        return content


if __name__ == "__main__":
    os.environ["RUN_TASK_HMAC_KEY"]  # without it nobody could be told from HCP
    with ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), RunTask) as server:
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()
