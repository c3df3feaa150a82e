"""Templates that were written by one and approved by another."""

from kalantar.kernel.actor import Actor
from kalantar.message_templates.actions import approve_template, write_template
from kalantar.message_templates.models import MessageTemplate
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction
from tests.scene import Scene


def everywhere(scene: Scene, role: Role) -> Actor:
    """Somebody with a role over the whole service."""
    return scene.person(role, Jurisdiction.objects.get(pk=scene.city.ancestors[0]))


def put_in_use(
    scene: Scene, language: str, text: str, event: str = "file_opened"
) -> MessageTemplate:
    writer = everywhere(scene, Role.ADMINISTRATOR)
    draft = write_template(event=event, language=language, role="complainant", text=text, by=writer)
    return approve_template(template=draft.pk, by=everywhere(scene, Role.COMMANDER))
