"""A template is a draft until another person has judged it."""

from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.message_templates import events
from kalantar.message_templates.models import TemplateState as T
from kalantar.people.roles import Role

JUDGES = (Role.ADMINISTRATOR, Role.COMMANDER)
TEMPLATE = Lifecycle(
    "message_template",
    field="state",
    start=T.DRAFT,
    states={
        T.DRAFT: Sentence(en="draft", fa="پیش‌نویس"),
        T.APPROVED: Sentence(en="in use", fa="در حال استفاده"),
        T.REFUSED: Sentence(en="refused", fa="ردشده"),
        T.RETIRED: Sentence(en="retired", fa="کنارگذاشته"),
    },
    steps=[
        Step(
            verb="approve",
            label=Sentence(en="Approve", fa="تأیید"),
            frm=[T.DRAFT],
            to=T.APPROVED,
            event=events.TemplateApproved,
            who=JUDGES,
        ),
        Step(
            verb="refuse",
            label=Sentence(en="Refuse", fa="رد"),
            frm=[T.DRAFT],
            to=T.REFUSED,
            event=events.TemplateRefused,
            who=JUDGES,
        ),
        Step(
            verb="retire",
            label=Sentence(en="Take out of use", fa="کنار گذاشتن"),
            frm=[T.APPROVED],
            to=T.RETIRED,
            event=events.TemplateRetired,
            who=JUDGES,
        ),
    ],
)
