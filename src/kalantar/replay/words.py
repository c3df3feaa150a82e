"""The words of the demo's messages: read and approved by one of its own people, as in life."""

from collections.abc import Collection

from kalantar.message_templates.actions import approve_template
from kalantar.message_templates.models import MessageTemplate, TemplateState
from kalantar.message_templates.rules import may_judge_template
from kalantar.people.models import User
from kalantar.people.queries import actor_of


def approve_words(people: Collection[User]) -> None:
    """One of the demo's own people reads the drafts the service brought, and approves them."""
    judges = [actor_of(user) for user in people]
    for draft in MessageTemplate.objects.filter(state=TemplateState.DRAFT, written_by=None):
        judge = next((one for one in judges if may_judge_template(one, draft)), None)
        if judge is not None:
            approve_template(template=draft.pk, by=judge)
