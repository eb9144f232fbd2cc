"""Resolves pyproject.toml into the locks: every package with its hashes, and no address of any registry."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
LOCKS = {
    "production": (),
    "demo": ("demo",),
    "development": ("demo", "development"),
    "browser": ("demo", "development", "browser"),
}


def main() -> None:
    """Write every lock anew."""
    for name, extras in LOCKS.items():
        options = [option for extra in extras for option in ("--extra", extra)]
        _compile("pyproject.toml", *options, "-o", f"requirements/{name}.lock")
    _compile("requirements/uv.in", "-o", "requirements/uv.lock")


def _compile(*arguments: str) -> None:
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--python", "3.11"]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-header", *arguments]
    subprocess.run(command, check=True, cwd=FOLDER.parent)  # noqa: S603


if __name__ == "__main__":
    main()
