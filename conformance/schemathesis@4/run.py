"""Lets schemathesis make requests from the OpenAPI document: no answer may be a 500, and every
answer must have a documented status and shape."""

import os
import subprocess
import sys

URL, KEY = os.environ["EASEL_URL"], os.environ["EASEL_TEST_KEY"]
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"

command = [
    sys.executable, "-m", "schemathesis.cli", "run", URL + "/openapi.json",
    "--header", f"Authorization: Bearer {KEY}",
    "--checks", CHECKS,
    "--max-examples", os.environ.get("EASEL_SCHEMATHESIS_EXAMPLES", "30"),
    "--seed", "1", "--workers", "2", "--request-timeout", "30",
    # Streams of events do not end by themselves.
    "--exclude-path-regex", "/events$",
]
raise SystemExit(subprocess.run(command).returncode)
