"""The verbs of a file: those of its lifecycle, and what is written down on it meanwhile."""

from django.utils.translation import gettext_lazy as _

from kalantar.cases import actions
from kalantar.cases.lifecycle import CASE
from kalantar.cases.models import Case
from kalantar.cases.rules import (
    case_is_open,
    category_is_not_confidential,
    may_answer_referral,
    may_decide_on_case,
    may_handle_case,
)
from kalantar.citizens import actions as citizens
from kalantar.data_copies.actions import give_copy, make_copy
from kalantar.data_copies.rules import may_make_copy
from kalantar.fronts.desk import file_forms as forms
from kalantar.fronts.desk.outside_verbs import REFER
from kalantar.fronts.desk.task_verbs import SET
from kalantar.fronts.desk.verbs import Verb
from kalantar.kernel.rules import Permission
from kalantar.safe_numbers import actions as safe_numbers

_LABELS = {step.verb: step.label for step in CASE.steps}


def _step(name: str, key: str, act: object, may: Permission[Case], **more: object) -> Verb:
    return Verb(name, key, _LABELS[name], act, "case", may, **more)  # type: ignore[arg-type]


STEPS = {
    verb.name: verb
    for verb in (
        _step("accept", "A", actions.accept_referral, may_answer_referral),
        _step("reject", "B", actions.reject_referral, may_answer_referral, form=forms.WhyForm),
        _step("withdraw", "W", actions.withdraw_referral, may_handle_case),
        _step(
            "refer",
            "R",
            actions.refer_case,
            may_handle_case,
            form=forms.ReferForm,
            template="desk/_refer_fields.html",
            late=True,
        ),
        _step("close", "C", actions.close_case, may_handle_case, form=forms.CloseForm, late=True),
        _step("reopen", "O", actions.reopen_case, may_decide_on_case, form=forms.WhyForm),
    )
}


def _open(name: str, key: str, label: object, act: object, **more: object) -> Verb:
    """Of the officer's daily work: the station's, while the file is open."""
    return Verb(name, key, label, act, "case", may_handle_case, stands=(case_is_open,), **more)  # type: ignore[arg-type]


TAKE = _open("take", "T", _("Take it up myself"), actions.put_in_charge, form=forms.MyselfForm)
WRITING = {
    verb.name: verb
    for verb in (
        TAKE,
        _open("charge", "G", _("Put in charge"), actions.put_in_charge, form=forms.OfficerForm,
              late=True),
        _open("fill", "F", _("Fill in"), actions.fill_case, form=forms.AnswersForm, late=True),
        _open("narrate", "N", _("Write the narrative"), actions.narrate_case, form=forms.NarrativeForm),
        _open("scene", "H", _("Where and when it happened"), actions.write_scene, form=forms.SceneForm),
        _open("party", "P", _("Name a party"), actions.name_party, form=forms.PartyForm,
              template="desk/_party_fields.html", late=True),
        _open("link", "L", _("Link an incident"), actions.link_incident, form=forms.LinkForm),
        Verb("hide", "K", _("Keep confidential"), actions.keep_case_confidential, "case",
             may_handle_case, form=forms.WhyForm),
        Verb("unhide", "K", _("End confidentiality"), actions.end_confidentiality, "case",
             may_decide_on_case, form=forms.WhyForm, stands=(category_is_not_confidential,)),
    )
}  # fmt: skip
OF_ROWS = {
    verb.name: verb
    for verb in (
        _open("end", "E", _("No longer a party"), actions.end_party, form=forms.EndPartyForm),
        Verb("phone", "J", _("Another phone"), citizens.replace_phone, "case", may_handle_case,
             form=forms.PhoneForm),
        Verb("confirm", "V", _("Check the code"), forms.check_code, "case", may_handle_case,
             form=forms.PhoneCodeForm),
        Verb("resend", "R", _("Send the code again"), citizens.send_phone_code_again, "case",
             may_handle_case, form=forms.OfPartyForm),
        Verb("safe", "0", _("Safe number"), safe_numbers.name_safe_number, "case", may_handle_case,
             form=forms.SafeNumberForm),
        Verb("unsafe", "X", _("No safe number any more"), safe_numbers.give_up_safe_number, "case",
             may_handle_case, form=forms.EndPartyForm),
        _open("unlink", "U", _("Not about it"), actions.unlink_incident, form=forms.UnlinkForm),
    )
}  # fmt: skip
OF_CITIZENS = {
    verb.name: verb
    for verb in (
        Verb("answer", "Q", _("Answer"), citizens.answer_question, "case", may_handle_case,
             form=forms.AnswerForm),
        Verb("as_question", "B", _("It is a question"), citizens.take_as_question, "case",
             may_handle_case, form=forms.WrittenForm),
        Verb("as_wrong_number", "N", _("The number is somebody else’s"),
             citizens.take_as_wrong_number, "case", may_handle_case, form=forms.WrittenForm),
        Verb("aside", "Z", _("Nothing to do"), citizens.put_written_aside, "case",
             may_handle_case, form=forms.WrittenAsideForm),
        Verb("copy", "Y", _("Give the copy"), give_copy, "case", may_make_copy,
             form=forms.GiveCopyForm),
        Verb("make_copy", "X", _("Print or save the copy"), make_copy, "case", may_make_copy,
             form=forms.MakeCopyForm, tab=True),
    )
}  # fmt: skip
VERBS = STEPS | WRITING | OF_ROWS | OF_CITIZENS | {SET.name: SET, REFER.name: REFER}


def steps_of(case: Case) -> list[Verb]:
    return [STEPS[step.verb] for step in CASE.verbs(case)]


def writing_of(case: Case) -> list[Verb]:
    """One of the two that keep and end confidentiality, as the file is."""
    other = "hide" if case.confidential else "unhide"
    return [verb for name, verb in WRITING.items() if name != other]
