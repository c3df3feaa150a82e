"""``keys …``: the keys that seal phone numbers and national IDs; a new one, and an old one's end."""

import os
from typing import Annotated

import typer
from django.conf import settings

from kalantar.cli.ready import service
from kalantar.cli.words import console, step, tell
from kalantar.config.processes.trouble import Trouble
from kalantar.config.sealing import MOST, VARIABLE, keep, new_key
from kalantar.kernel.actor import system
from kalantar.kernel.sealing.ring import Key
from kalantar.kernel.sentence import Sentence

keys = typer.Typer(
    help="Change the keys that seal phone numbers and national IDs: add, use, reseal, retire, with the"
    " service started anew after each.\n\nExample: ./kalantar keys add",
    no_args_is_help=True,
)
Number = Annotated[int, typer.Argument(help="The number of the key.", min=1, max=MOST)]
BY = system(why="the keys are changed")


@keys.command("list")
def ring() -> None:
    """The numbers of the keys, the one in use first; the secrets are not shown.

    Example: ./kalantar keys list
    """
    for at, key in enumerate(settings.SEALING_KEYS):
        use = "" if at else Sentence(en="seals what is written", fa="نوشته‌ها با این کلید مهر می‌شود")
        console.print(f"{key.number}  {use}", markup=False)


@keys.command()
def add() -> None:
    """Put a new key on the ring; it opens, and seals nothing yet. Then start the service anew.

    Example: ./kalantar keys add
    """
    kept = _kept()
    added = new_key(max(key.number for key in kept) + 1)
    keep([*kept, added], settings.HOME)
    tell(
        Sentence(
            en="Key {number} is on the ring. Start every server and worker anew, then:"
            " ./kalantar keys use {number}",
            fa="کلید {number} به دسته‌کلید افزوده شد. همهٔ سرورها و پردازشگرها را دوباره راه بیندازید و سپس:"
            " ./kalantar keys use {number}",
        ).format(number=added.number)
    )


@keys.command()
def use(number: Number) -> None:
    """Seal with this key from now on. Then start the service anew, and ``keys reseal``.

    Example: ./kalantar keys use 2
    """
    kept = _kept()
    first = _named(number, kept)
    keep([first, *(key for key in kept if key != first)], settings.HOME)
    tell(
        Sentence(
            en="Key {number} seals from now on. Start every server and worker anew, then:"
            " ./kalantar keys reseal",
            fa="از این پس کلید {number} مهر می‌کند. همهٔ سرورها و پردازشگرها را دوباره راه بیندازید و سپس:"
            " ./kalantar keys reseal",
        ).format(number=number)
    )


@keys.command()
def reseal() -> None:
    """Seal with the key in use whatever an older one sealed; it may be stopped and begun again.

    Example: ./kalantar keys reseal
    """
    with service():
        from kalantar.kernel.actions import reseal as seal_anew
        from kalantar.kernel.sealing.rotation import behind, sealed_models

        for model in sealed_models():
            table = model._meta.db_table
            with step(f"Sealing {table}", f"مهرکردن {table}"):
                for ids in behind(model):
                    seal_anew(model=model, ids=ids, by=BY)


@keys.command()
def retire(number: Number) -> None:
    """Take a key off the ring, once nothing is sealed with it.

    Example: ./kalantar keys retire 1
    """
    kept = _kept()
    ended = _named(number, kept)
    with service():
        from kalantar.kernel.sealing.rotation import sealed_with

        if ended == kept[0] or sealed_with(number):
            raise Trouble(
                Sentence(
                    en="Key {number} is still needed. First use another and run: ./kalantar keys reseal",
                    fa="کلید {number} هنوز لازم است. نخست کلید دیگری به کار ببرید و اجرا کنید:"
                    " ./kalantar keys reseal",
                ).format(number=number)
            )
    keep([key for key in kept if key != ended], settings.HOME)
    tell(
        Sentence(
            en="Key {number} is off the ring. Keep it with the backups it belongs to.",
            fa="کلید {number} از دسته‌کلید برداشته شد. آن را با پشتیبان‌های همان زمان نگه دارید.",
        ).format(number=number)
    )


def _kept() -> list[Key]:
    if os.environ.get(VARIABLE):
        raise Trouble(
            Sentence(
                en="The keys come from {variable}; change them where it is set.",
                fa="کلیدها از {variable} خوانده می‌شود؛ همان‌جا که تنظیم شده است تغییرشان دهید.",
            ).format(variable=VARIABLE)
        )
    return list(settings.SEALING_KEYS)


def _named(number: int, kept: list[Key]) -> Key:
    for key in kept:
        if key.number == number:
            return key
    raise Trouble(
        Sentence(
            en="There is no key {number}. See: ./kalantar keys list",
            fa="کلید {number} در دسته‌کلید نیست. ببینید: ./kalantar keys list",
        ).format(number=number)
    )
