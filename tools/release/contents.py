"""Check what a wheel and an sdist hold: `python tools/release/contents.py FOLDER`.

Every file that git knows is in the sdist and nothing else is; the wheel has the package, and the workspace
that `dok ny` copies.
"""

import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Where what git knows stands in the wheel.
IN_WHEEL = {
    "src/dokumentmaskin/": "dokumentmaskin/",
    "templates/": "dokumentmaskin/example/templates/",
    "plan/": "dokumentmaskin/example/plan/",
}
ABOUT_WHEEL = {"METADATA", "WHEEL", "RECORD", "entry_points.txt"}


def sdist_faults(sdist: Path, known: Sequence[str]) -> Iterator[str]:
    """What is missing in the sdist, and what should not be there."""
    with tarfile.open(sdist) as archive:
        held = {file.name.partition("/")[2] for file in archive.getmembers() if file.isfile()}
    yield from _differences(sdist.name, held, {*known, "PKG-INFO"})


def wheel_faults(wheel: Path, known: Sequence[str]) -> Iterator[str]:
    """The same for the wheel, whose own notes lie in a folder with its version."""
    about = "-".join(wheel.name.split("-")[:2]) + ".dist-info/"
    wanted = {
        place + file.removeprefix(source)
        for source, place in IN_WHEEL.items()
        for file in known
        if file.startswith(source)
    }
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.startswith(f"{about}licenses/")}
    yield from _differences(wheel.name, held, wanted | {about + name for name in ABOUT_WHEEL})


def _differences(name: str, held: set[str], wanted: set[str]) -> Iterator[str]:
    yield from (f"{name}: {file} is missing" for file in sorted(wanted - held))
    yield from (f"{name}: {file} should not be there" for file in sorted(held - wanted))


def main() -> None:
    """Check the one sdist and the one wheel in the folder; exit with the differences when there are any."""
    folder = Path(sys.argv[1])
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    known = answer.stdout.rstrip("\0").split("\0")
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    if faults := [*sdist_faults(sdist, known), *wheel_faults(wheel, known)]:
        sys.exit("\n".join(faults))
    print(f"{sdist.name} and {wheel.name} hold what they should")


if __name__ == "__main__":
    main()
