"""What the environment says, judged where it is read: a wrong setting is a sentence, not a traceback."""

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import phonenumbers
from django.core.exceptions import ImproperlyConfigured

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import to_persian_digits

HOST = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*|\[[0-9a-f:.]+\]", re.ASCII | re.IGNORECASE)


class WrongSetting(ImproperlyConfigured):
    """A variable of the environment says what it cannot mean."""

    def __init__(self, variable: str, said: str, wanted: Sentence) -> None:
        self.sentence = Sentence(
            en="The setting {variable} says “{said}”, which is not {wanted}. Correct it, or unset it"
            " for what is usual, and give the command again.",
            fa="تنظیم {variable} می‌گوید «{said}» که {wanted} نیست. آن را درست کنید یا بردارید تا مقدار"
            " معمول به کار رود، و فرمان را دوباره بدهید.",
        ).format(variable=variable, said=said, wanted=wanted)
        super().__init__(self.sentence.en)


def said(variable: str, usually: str = "") -> str:
    """What the variable says; an empty one says nothing."""
    return os.environ.get(variable, "").strip() or usually


def whole_number(variable: str, *, usually: int, at_least: int, at_most: int) -> int:
    text = said(variable, str(usually))
    if not text.isdecimal() or not at_least <= int(text) <= at_most:
        wanted = Sentence(
            en=f"a whole number from {at_least} to {at_most}",
            fa=to_persian_digits(f"عدد صحیحی از {at_least} تا {at_most}"),
        )
        raise WrongSetting(variable, text, wanted)
    return int(text)


def days(variable: str, *, usually: int) -> timedelta:
    """A period of no days would forget what is still needed."""
    return timedelta(days=whole_number(variable, usually=usually, at_least=1, at_most=36_500))


def yes(variable: str) -> bool:
    """``yes`` or ``no``; no is usual. Another word could be meant either way."""
    wanted = Sentence(en="“yes” or “no”", fa="«yes» یا «no»")
    return _judged(variable, "no", {"yes", "no"}.__contains__, wanted) == "yes"


def hosts(variable: str, *, usually: str) -> list[str]:
    """Names by which browsers may ask for the service, as Django's ALLOWED_HOSTS compares them."""
    wanted = Sentence(
        en="a list of host names or addresses parted by commas, without https:// and port",
        fa="فهرستی از نام یا نشانی میزبان‌ها با ویرگول لاتین در میان، بدون https:// و درگاه",
    )

    def names(text: str) -> bool:
        return all(HOST.fullmatch(name.strip()) for name in text.split(","))

    return [name.strip() for name in _judged(variable, usually, names, wanted).split(",")]


def time_zone(variable: str, *, usually: str) -> str:
    wanted = Sentence(
        en="a time zone such as Asia/Tehran or Europe/Helsinki",
        fa="منطقهٔ زمانی، مانند Asia/Tehran یا Europe/Helsinki",
    )
    return _judged(variable, usually, _is_time_zone, wanted)


def region(variable: str, *, usually: str) -> str:
    """A country whose telephone numbers are known."""
    wanted = Sentence(
        en="the two capital letters of a country such as IR or FI",
        fa="دو حرف بزرگ نشان کشور، مانند IR یا FI",
    )
    return _judged(variable, usually, phonenumbers.SUPPORTED_REGIONS.__contains__, wanted)


def folder(variable: str, *, usually: Path) -> Path:
    wanted = Sentence(en="a folder that is there", fa="پوشه‌ای موجود")
    return Path(_judged(variable, str(usually), _is_folder_or(str(usually)), wanted))


def address(variable: str) -> str:
    """Where a browser finds something: on the page's own origin, or on the origin it names."""
    wanted = Sentence(
        en="an address such as /live/ or https://110.example/live/",
        fa="نشانی، مانند /live/ یا https://110.example/live/",
    )
    return _judged(variable, "", lambda text: text.startswith("/") or _has_origin(text), wanted)


def origin(variable: str) -> str:
    """As a browser writes it: nothing follows the host and the port."""
    wanted = Sentence(
        en="an origin such as https://110.example, without anything after the host and port",
        fa="مبدأیی مانند https://110.example، بدون چیزی پس از میزبان و درگاه",
    )
    return _judged(variable, "", lambda text: _has_origin(text) and text.count("/") == 2, wanted)


def database(variable: str) -> str:
    """Whether a server answers there is asked by the commands that need one."""
    wanted = Sentence(
        en="an address such as postgresql://user:password@host:5432/name",
        fa="نشانی پایگاه داده، مانند postgresql://user:password@host:5432/name",
    )
    return _judged(variable, "", _is_postgresql, wanted, shown="…")  # it may hold a password


def _judged(
    variable: str,
    usually: str,
    fits: Callable[[str], bool],
    wanted: Sentence,
    shown: str | None = None,
) -> str:
    text = said(variable, usually)
    if text and not fits(text):
        raise WrongSetting(variable, shown or text, wanted)
    return text


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # no name, a folder of zones, no such zone
        return False
    return True


def _is_folder_or(usual: str) -> Callable[[str], bool]:
    """The usual one is made when it is needed."""
    return lambda text: text == usual or Path(text).is_dir()


def _has_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or an address that cannot be
        return False


def _is_postgresql(text: str) -> bool:
    try:
        return urlsplit(text).scheme in {"postgresql", "postgres"}
    except ValueError:
        return False
