"""What is done with an outside referral of a file: its answer is written down, its letter printed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kalantar.fronts.base.doing import attempt
from kalantar.fronts.base.papers import origin
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.file import again
from kalantar.fronts.desk.outside_verbs import LETTER, STEPS
from kalantar.fronts.desk.verbs import Tried
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.kernel.sentence import Sentence
from kalantar.outside_referrals.models import OutsideReferral
from kalantar.outside_referrals.queries import outside_referral_of
from kalantar.papers.actions import issue_letter
from kalantar.people.middleware import acting

SUBJECT = Sentence(en="Referral of a file", fa="ارجاع پرونده")


@verb_of("files:file_work")
def act(request: HttpRequest, id: UUID, referral: UUID, verb: str) -> HttpResponse:
    """A verb of a referral of the file; where it is refused the form stays open with what was typed."""
    by, asked = acting(request), STEPS.get(verb)
    if asked is None:
        raise Http404
    form = asked.form(request.POST, about=_handled(by, id, referral), by=by)
    tried = Tried(verb, form, about=str(referral))
    if not form.is_valid():
        return again(request, id, tried)
    tried.refused = attempt(asked.act, referral=referral, **form.asked, by=by)
    if tried.refused:
        return again(request, id, tried)
    messages.success(request, _("Done."))
    return redirect(f"{reverse('files:file_work', args=[id])}#outside")


@verb_of("files:file_work")
def letter(request: HttpRequest, id: UUID, referral: UUID) -> HttpResponse:
    """The words of the referral on paper, in a tab of its own."""
    by = acting(request)
    found = _handled(by, id, referral)
    form = LETTER.form(request.POST, about=found, by=by)
    tried = Tried(LETTER.name, form, about=str(referral))
    if not form.is_valid():
        return again(request, id, tried)
    told = {"case": id, **_words(found, form.asked["language"]), **form.asked}
    try:
        made = issue_letter(**told, check_at=origin(request), by=by)
    except Refused as refused:
        tried.refused = refused
        return again(request, id, tried)
    return redirect("files:paper", id, made.pk)


def _words(found: OutsideReferral, language: str) -> dict[str, str]:
    """To whom, what about, and why, in the letter's language."""
    with override(language):
        service, subject = str(found.service.name), str(SUBJECT)
    to = f"{service}، {found.office}" if found.office and language == "fa" else service
    if found.office and language != "fa":
        to = f"{service}, {found.office}"
    return {"to": to, "subject": subject, "body": found.why}


def _handled(by: Actor, case: UUID, id: UUID) -> OutsideReferral:
    """The referral, to whoever works on its file: for a verb no purpose opens one."""
    found = outside_referral_of(by.because(""), id)
    if found is None or found.case_id != case:
        raise Http404
    return found
