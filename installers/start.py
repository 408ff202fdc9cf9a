"""From a fresh machine to the running program, or its tests, in one command: `python3 installers/start.py demo`.

Makes a virtual environment in `.venv`, installs the program there, and runs it. Needs Python 3.11 or later and
nothing else; on Debian and Ubuntu, `test` also installs the system libraries that Qt draws with, when it may.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".venv"
PROGRAMS = HOME / ("Scripts" if sys.platform == "win32" else "bin")
OLDEST = (3, 11)
QT_NEEDS = (
    *("libegl1", "libgl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0"),
    *("dbus", "gnome-keyring", "poppler-utils", "fonts-dejavu-core"),
)


def install(extra: str) -> None:
    """The program in a virtual environment of its own; quick when nothing has changed since."""
    stamp = HOME / f"installed{extra.replace('[', '-').replace(']', '')}"
    wanted = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        compile_catalogues()
        compile_program()
        return
    sys.stderr.write("Installing Trygg and what it needs in .venv. The first time takes a minute or two.\n")
    # An environment without pip is one whose making broke off, as on a Debian without python3-venv
    if not (PROGRAMS / "pip").exists() and not (PROGRAMS / "pip.exe").exists():
        subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)
    subprocess.run(
        [str(PROGRAMS / "python"), "-m", "pip", "install", "--quiet", "--editable", f"{ROOT}{extra}"],
        check=True,
    )
    compile_program()
    stamp.write_text(wanted, encoding="utf-8")


def compile_program() -> None:
    """The program as Python reads it fastest, once for all that start it afterwards."""
    subprocess.run(
        [str(PROGRAMS / "python"), "-m", "compileall", "-q", "-j", "0", str(ROOT / "src")], check=True
    )


def compile_catalogues() -> None:
    """The translations of this checkout, which the installation compiled once."""
    code = (
        "import sys; from pathlib import Path; from babel.messages.mofile import write_mo; "
        "from babel.messages.pofile import read_po\n"
        "for po in Path(sys.argv[1]).rglob('*.po'):\n"
        "    with po.open('rb') as read, po.with_suffix('.mo').open('wb') as write: write_mo(write, read_po(read))"
    )
    subprocess.run(
        [str(PROGRAMS / "python"), "-c", code, str(ROOT / "resources" / "translations")], check=True
    )


def install_system_libraries() -> None:
    """What Qt and the key store need on a bare Debian or Ubuntu; elsewhere the system has it."""
    apt = shutil.which("apt-get")
    query = shutil.which("dpkg-query")
    if not apt or not query or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    found = subprocess.run(
        [query, "-W", "-f", "${Package} ${Status}\n", *QT_NEEDS], capture_output=True, text=True, check=False
    )
    have = {line.split()[0] for line in found.stdout.splitlines() if line.endswith("ok installed")}
    missing = [package for package in QT_NEEDS if package not in have]
    if missing:
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        subprocess.run([apt, "update", "-qq"], check=True, env=quiet)
        subprocess.run(
            [apt, "install", "-y", "-qq", *missing], check=True, env=quiet, stdout=subprocess.DEVNULL
        )


def _lacks_x11_library() -> bool:
    """Whether a window on X11 will fail for want of the one library that Ubuntu does not bring."""
    on_x11 = sys.platform == "linux" and os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY")
    return bool(on_x11) and find_library("xcb-cursor") is None


def main(arguments: list[str]) -> int:
    """`demo` opens the demo council; `test` runs the tests; `install` only installs. More words are passed on."""
    what, rest = (arguments[0] if arguments else "demo"), arguments[1:]
    if sys.version_info < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        sys.stderr.write(f"Trygg needs Python {wanted} or later; this is {sys.version.split()[0]}.\n")
        return 1
    if what == "demo":
        install("")
        if _lacks_x11_library():
            sys.stderr.write("Qt needs a library to draw with here: sudo apt install libxcb-cursor0\n")
        return subprocess.run([str(PROGRAMS / "trygg"), "demo", *rest], check=False).returncode
    if what in ("test", "install"):
        install_system_libraries()
        install("[test]")
        if what == "install":
            return 0
        return subprocess.run(
            [str(PROGRAMS / "python"), "-m", "pytest", *rest], cwd=ROOT, check=False
        ).returncode
    sys.stderr.write(f"{__doc__}\n")
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        # What the program that failed has to say stands above
        sys.stderr.write(
            f"That did not work: {' '.join(map(str, error.cmd[:4]))} … Mend it and start again.\n"
        )
        sys.exit(1)
