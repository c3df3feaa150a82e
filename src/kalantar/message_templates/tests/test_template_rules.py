"""The rules of templates, each by its name, and who may what."""

import pytest
from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import system
from kalantar.kernel.rules import Refused
from kalantar.message_templates.actions import approve_template, write_template
from kalantar.message_templates.models import MessageTemplate
from kalantar.message_templates.rules import may_judge_template, may_write_templates
from kalantar.message_templates.tests.writing import everywhere, put_in_use
from kalantar.people.roles import Role
from tests.scene import Scene


def refusal(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.rule.name


@pytest.mark.parametrize("role", Role)
def test_may_write_templates(scene: Scene, role: Role) -> None:
    assert may_write_templates(everywhere(scene, role), None) is (role == Role.ADMINISTRATOR)
    assert not may_write_templates(scene.person(role, scene.stations[0]), None)
    assert may_write_templates(system(scene.clock), None)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("whole", [False, True])
def test_may_judge_template(scene: Scene, role: Role, own: bool, whole: bool) -> None:
    judge = everywhere(scene, role) if whole else scene.person(role, scene.stations[0])
    template = MessageTemplate(written_by_id=judge.id if own else everywhere(scene, role).id)
    may = whole and not own and role in {Role.ADMINISTRATOR, Role.COMMANDER}
    assert may_judge_template(judge, template) is may
    assert not may_judge_template(system(scene.clock), template)


@pytest.mark.parametrize(
    "text",
    [
        "{other_party} was heard", "{file_number", "{}", "{file_number.real}", "{file_number!r}",
        "{file_number:>9}", "{0}",
    ],
)  # fmt: skip
def test_template_names_only_what_is_listed(scene: Scene, text: str) -> None:
    with pytest.raises(Refused) as refused:
        put_in_use(scene, "en", text)
    assert refusal(refused) == "template_names_only_what_is_listed"


def test_template_has_words(scene: Scene) -> None:
    with pytest.raises(Refused) as refused:
        put_in_use(scene, "en", " ")
    assert refusal(refused) == "template_has_words"


def test_message_template_allows_step(scene: Scene) -> None:
    used = put_in_use(scene, "en", "x")
    with pytest.raises(Refused) as refused:
        approve_template(template=used.pk, by=everywhere(scene, Role.COMMANDER))
    assert refusal(refused) == "message_template_allows_step"


def test_template_version_is_used_once(scene: Scene) -> None:
    used = put_in_use(scene, "en", "x")
    used.pk, used.state, used.judged_by, used.judged_at = uuid7(), "draft", None, None
    with pytest.raises(IntegrityError, match="template_version_is_used_once"), transaction.atomic():
        used.save(force_insert=True)


def test_one_template_is_in_use(scene: Scene) -> None:
    first, second = put_in_use(scene, "en", "x"), put_in_use(scene, "en", "y")
    assert MessageTemplate.objects.get(pk=first.pk).state == "retired"
    again = MessageTemplate.objects.filter(pk=first.pk)
    with pytest.raises(IntegrityError, match="one_template_is_in_use"), transaction.atomic():
        again.update(state="approved")
    assert second.version == 2


def test_template_is_judged_by_another(scene: Scene) -> None:
    used = put_in_use(scene, "en", "x")
    same = MessageTemplate.objects.filter(pk=used.pk)
    for wrong in ({"judged_by": used.written_by_id}, {"judged_by": None}, {"state": "draft"}):
        with (
            pytest.raises(IntegrityError, match="template_is_judged_by_another"),
            transaction.atomic(),
        ):
            same.update(**wrong)


def test_the_writer_never_approves(scene: Scene) -> None:
    writer = everywhere(scene, Role.ADMINISTRATOR)
    draft = write_template(event="ab", language="en", role="cd", text="x", by=writer)
    with pytest.raises(Refused) as refused:
        approve_template(template=draft.pk, by=writer)
    assert refusal(refused) == "may_judge_template"
