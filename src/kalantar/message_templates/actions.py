"""What can be done with the words of messages: written by one, then approved, refused or retired by another."""

from uuid import UUID

from django.db.models import Max

from kalantar.kernel.action import action, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import Event, record
from kalantar.message_templates import events
from kalantar.message_templates.lifecycle import TEMPLATE
from kalantar.message_templates.models import MessageTemplate
from kalantar.message_templates.queries import approved_template
from kalantar.message_templates.rules import (
    may_judge_template,
    may_write_templates,
    message_language_is_spoken,
    message_says_what_in_codes,
    template_has_words,
    template_names_only_what_is_listed,
)

TEMPLATES = MessageTemplate.objects.all()


@action
def write_template(
    *, event: str, language: str, role: str, text: str, by: Actor
) -> MessageTemplate:
    """The next version, as a draft: somebody else has to approve it."""
    may_write_templates.require(by, None)
    message_says_what_in_codes.require(event, role)
    message_language_is_spoken.require(language)
    template_has_words.require(text)
    template_names_only_what_is_listed.require(text)
    versions = MessageTemplate.objects.filter(event=event, language=language, role=role)
    version = (versions.aggregate(last=Max("version"))["last"] or 0) + 1
    row = MessageTemplate(event=event, language=language, role=role, version=version)
    row.text, row.written_by_id, row.written_at = normalise(text), by.id, by.now()
    row.save(force_insert=True)
    record(events.TemplateWritten(row.pk, version), about=[row], by=by)
    return row


@action
def approve_template(*, template: UUID, by: Actor) -> MessageTemplate:
    """It is used from now on, and the version before no longer."""
    row = may_judge_template.allow(by, lock(TEMPLATES, template))
    TEMPLATE.advance(row, "approve")
    before = approved_template(row.event, row.language, row.role)
    if before:
        TEMPLATE.advance(before, "retire")
        before.save(update_fields=["state"])
        record(events.TemplateRetired(before.pk), about=[before], by=by)
    return _judge(row, events.TemplateApproved(row.pk), by)


@action
def refuse_template(*, template: UUID, by: Actor) -> MessageTemplate:
    """It stays as what was proposed, and is never used."""
    row = may_judge_template.allow(by, lock(TEMPLATES, template))
    TEMPLATE.advance(row, "refuse")
    return _judge(row, events.TemplateRefused(row.pk), by)


@action
def retire_template(*, template: UUID, by: Actor) -> MessageTemplate:
    """Nothing is said about this event any more, until another version is approved."""
    row = may_judge_template.allow(by, lock(TEMPLATES, template))
    TEMPLATE.advance(row, "retire")
    row.save(update_fields=["state"])
    record(events.TemplateRetired(row.pk), about=[row], by=by)
    return row


@part
def _judge(row: MessageTemplate, event: Event, by: Actor) -> MessageTemplate:
    row.judged_by_id, row.judged_at = by.id, by.now()
    row.save(update_fields=["state", "judged_by", "judged_at"])
    record(event, about=[row], by=by)
    return row
