"""Our own Python SDK, as it would be published: its unit tests run, it is built from the checkout
into a wheel and installed, and then driven by its integration checks, against EASEL_URL and
EASEL_REAL_URL, and by every one of its examples.

Needs httpx, and hatchling to build; where hatchling is not installed, pip fetches it.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WITHOUT_SMARTGEN = "--no-smartgen" in sys.argv
CHECKOUT = next(
    folder for folder in Path(__file__).resolve().parents if (folder / "sdks/python").is_dir()
)


def run(*command, cwd, path=(), **more):
    known = os.environ.get("PYTHONPATH", "")
    env = {
        **os.environ,
        "EASEL_BASE_URL": os.environ["EASEL_URL"],
        "EASEL_API_KEY": os.environ["EASEL_TEST_KEY"],
        "PYTHONPATH": os.pathsep.join([*map(str, path), *([known] if known else [])]),
        "PYTHONDONTWRITEBYTECODE": "1",
        **more,
    }
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, text=True, capture_output=True
    )
    if done.returncode != 0:
        line = " ".join(map(str, command))
        raise SystemExit(f"easel-python: {line} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout + done.stderr


with tempfile.TemporaryDirectory(prefix="easel-python-") as name:
    work = Path(name)
    # A copy, so that nothing is written into the checkout; the API description lies beside it, for
    # the test that the types agree with it.
    package = work / "sdks/python"
    shutil.copytree(
        CHECKOUT / "sdks/python", package,
        ignore=shutil.ignore_patterns("dist", "out", ".venv", "__pycache__", "*.egg-info"),
    )
    shutil.copytree(CHECKOUT / "api/openapi", work / "api/openapi")
    isolation = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    site = work / "site"
    run(
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--no-deps", *isolation, "--target", site, package, cwd=work,
    )
    if not (site / "easel/py.typed").is_file():
        raise SystemExit("easel-python: the wheel lacks py.typed")
    told = run(
        sys.executable, "-m", "unittest", "discover", "-s", "tests", "-t", ".",
        cwd=package, path=[site],
    )
    passed = re.search(r"Ran (\d+) tests", told)[1]

    options = ["--no-smartgen"] if WITHOUT_SMARTGEN else []
    # From another folder, so that the installed package is the one that is used.
    script = package / "tests/integration.py"
    print(run(sys.executable, script, *options, cwd=work, path=[site]), end="")
    if real := os.environ.get("EASEL_REAL_URL"):
        servers = {"EASEL_BASE_URL": real, "EASEL_IMAGE_MODEL": "tiny"}
        print(run(sys.executable, script, *options, cwd=work, path=[site], **servers), end="")
    examples = sorted((package / "examples").glob("*.py"))
    if WITHOUT_SMARTGEN:
        examples = [path for path in examples if path.stem not in ("smartgen", "two_steps")]
    for example in examples:
        run(sys.executable, example, cwd=work, path=[site])
    print(f"easel-python: {passed} unit tests and {len(examples)} examples passed")
