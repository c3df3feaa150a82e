"""``users …``: the first people of a service; later ones are added on the administrator's page."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer
from rich.table import Table

from kalantar.cli.areas import area_named
from kalantar.cli.ready import service
from kalantar.cli.words import console, tell
from kalantar.config.processes.trouble import Trouble
from kalantar.kernel.actor import system
from kalantar.kernel.sentence import Sentence
from kalantar.people.roles import Role
from kalantar.people.scopes import Scope

if TYPE_CHECKING:
    from kalantar.people.models import ApiToken, User

users = typer.Typer(
    help="Add people, give them roles, help those who cannot sign in."
    "\n\nExample: ./kalantar users list"
)
Username = Annotated[str, typer.Argument(help="The personnel number.")]
BY = system(why="by the command line")


@users.command()
def add(
    username: Username,
    name_fa: Annotated[str, typer.Option(help="The name in Persian letters.")] = "",
    name_en: Annotated[str, typer.Option(help="The name in Latin letters.")] = "",
    phone: Annotated[str, typer.Option(help="With the country: +98…")] = "",
) -> None:
    """Add a person; prints a one-time password to hand over in person.

    Example: ./kalantar users add 83120 --name-fa "سارا احمدی" --name-en "Sara Ahmadi"
    """
    with service():
        from kalantar.people.actions import create_user
        from kalantar.people.passwords import hash_of, one_time_password

        password = one_time_password()
        create_user(
            username=username, password_hash=hash_of(password),
            name_fa=name_fa, name_en=name_en, phone=phone, by=BY,
        )  # fmt: skip
        _hand_over(password)


@users.command()
def grant(
    username: Username,
    role: Annotated[Role, typer.Argument(help="What they are.")],
    area: Annotated[str, typer.Argument(help="Over which area: its name or code.")],
) -> None:
    """Give a person a role over an area, from now on.

    Example: ./kalantar users grant 83120 dispatcher Tehran
    """
    with service():
        from kalantar.people.actions import grant_role

        grant_role(user=_person(username).id, role=role, jurisdiction=area_named(area).id, by=BY)


@users.command("list")
def everyone() -> None:
    """Who there is, with their roles today.

    Example: ./kalantar users list
    """
    with service():
        from kalantar.people.models import RoleGrant, User

        table = Table(box=None, show_header=False)
        for person in User.objects.order_by("username"):
            held = (
                RoleGrant.objects.valid(BY.now()).filter(user=person).select_related("jurisdiction")
            )
            roles = ", ".join(f"{grant.role_name} ({grant.jurisdiction})" for grant in held)
            table.add_row(person.username, person.name, roles, "" if person.is_active else "✗")
        console.print(table)


@users.command()
def reset(username: Username) -> None:
    """A new one-time password and no second factor, for someone who cannot sign in.

    Example: ./kalantar users reset 83120
    """
    with service():
        from kalantar.people.actions import reset_password, reset_second_factor
        from kalantar.people.passwords import hash_of, one_time_password

        person, password = _person(username), one_time_password()
        reset_second_factor(user=person.id, by=BY)
        reset_password(user=person.id, password_hash=hash_of(password, person), by=BY)
        _hand_over(password)


@users.command()
def token(
    username: Username,
    purpose: Annotated[str, typer.Argument(help="What program it is for.")],
    scope: Annotated[list[Scope], typer.Option(help="What it may do; several are possible.")],
    days: Annotated[int, typer.Option(help="How long it is valid, a year at most.")] = 90,
) -> None:
    """Let a program act in a person's roles; prints the token once.

    Example: ./kalantar users token 83120 "the city's map" --scope units:read --scope places:read
    """
    with service():
        from kalantar.people.actions import issue_token
        from kalantar.people.tokens import new_token, to_keep

        made = new_token()
        issue_token(
            user=_person(username).id, **to_keep(made), purpose=purpose,
            scopes=[name.value for name in scope], expires_at=BY.now() + timedelta(days=days), by=BY,
        )  # fmt: skip
        _show_once(made)


@users.command("revoke-token")
def revoke_token(
    token: Annotated[str, typer.Argument(help="Its last four characters, or its id.")],
) -> None:
    """A program's token is worth nothing from now on.

    Example: ./kalantar users revoke-token x7Qa
    """
    with service():
        from kalantar.people import actions

        actions.revoke_token(token=_token(token).id, by=BY)


@users.command()
def deactivate(username: Username) -> None:
    """The person can no longer sign in and is signed out everywhere.

    Example: ./kalantar users deactivate 83120
    """
    with service():
        from kalantar.people import actions

        actions.deactivate(user=_person(username).id, by=BY)


def _person(username: str) -> "User":
    from kalantar.kernel.text import to_latin_digits
    from kalantar.people.models import User

    found = User.objects.filter(username=to_latin_digits(username).strip().lower()).first()
    if found is None:
        raise Trouble(
            Sentence(
                en="Nobody has the personnel number “{username}”. ./kalantar users list tells all.",
                fa="کسی با شمارهٔ پرسنلی «{username}» نیست. ./kalantar users list همه را نشان می‌دهد.",
            ).format(username=username)
        )
    return found


def _token(words: str) -> "ApiToken":
    """The one token in force with that end, or with that id."""
    from django.db.models import Q

    from kalantar.people.models import ApiToken

    try:
        named = Q(pk=UUID(words))
    except ValueError:
        named = Q(last_four=words.lstrip("…"))
    found = list(ApiToken.objects.filter(named, revoked_at=None)[:10])
    if len(found) == 1:
        return found[0]
    if not found:
        sentence = Sentence(
            en="No token in force ends in “{words}”.", fa="توکن معتبری با پایان «{words}» نیست."
        )
    else:
        sentence = Sentence(
            en="“{words}” is the end of several tokens. Give one's id: {ids}",
            fa="چند توکن با «{words}» پایان می‌یابند. شناسهٔ یکی را بدهید: {ids}",
        )
    raise Trouble(sentence.format(words=words, ids=" ".join(str(one.id) for one in found)))


def _show_once(token: str) -> None:
    """On the terminal once; only its digest is kept."""
    print(token)
    tell(
        Sentence(
            en="This token is shown only now. Keep it where only that program reads it.",
            fa="این توکن تنها همین یک بار نشان داده می‌شود. آن را جایی بگذارید که فقط همان برنامه بخواند.",
        )
    )


def _hand_over(password: str) -> None:
    """On the terminal once, kept nowhere."""
    print(password)
    tell(
        Sentence(
            en="This password is shown only now. Hand it over in person.",
            fa="این گذرواژه تنها همین یک بار نشان داده می‌شود. آن را حضوری تحویل دهید.",
        )
    )
