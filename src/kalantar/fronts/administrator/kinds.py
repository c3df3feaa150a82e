"""What the catalogues are made of: each kind's model, forms and actions, and what is asked below a row."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kalantar.case_catalogue import actions as case_actions
from kalantar.case_catalogue.models import CaseCategory, CaseField, CaseOutcome, OutsideService
from kalantar.catalogue import actions
from kalantar.catalogue.models import Disposition, IncidentType, Question, UnavailableReason
from kalantar.fronts.administrator import forms
from kalantar.orders import actions as order_actions
from kalantar.orders.models import Branch
from kalantar.reception import actions as reception_actions
from kalantar.reception.models import Service

type About = dict[str, Any]

KINDS: dict[str, About] = {  # section, model, forms, the actions of each verb; ``asks``: what is below
    "disposition": {
        "section": "dispositions",
        "model": Disposition,
        "form": forms.DispositionForm,
        "new": forms.NewDispositionForm,
        "fields": ("name_fa", "name_en", "order", "needs_note"),
        "add": actions.add_disposition,
        "change": actions.change_disposition,
        "retire": actions.retire_disposition,
        "restore": actions.restore_disposition,
        "named": "disposition",
    },
    "reason": {
        "section": "reasons",
        "model": UnavailableReason,
        "form": forms.NamedForm,
        "new": forms.NewNamedForm,
        "fields": ("name_fa", "name_en", "order"),
        "add": actions.add_unavailable_reason,
        "change": actions.change_unavailable_reason,
        "retire": actions.retire_unavailable_reason,
        "restore": actions.restore_unavailable_reason,
        "named": "reason",
    },
    "type": {
        "section": "types",
        "model": IncidentType,
        "form": forms.TypeForm,
        "new": forms.NewTypeForm,
        "fields": (
            "name_fa", "name_en", "order", "priority", "units", "wait_alarm_s",
            "word_within_s", "unit_kinds", "capabilities", "keywords",
        ),
        "add": actions.add_incident_type,
        "change": actions.change_incident_type,
        "retire": actions.retire_incident_type,
        "restore": actions.restore_incident_type,
        "named": "incident_type",
        "asks": "question",
    },
    "case_category": {
        "section": "case_categories",
        "model": CaseCategory,
        "form": forms.CategoryForm,
        "new": forms.NewCategoryForm,
        "fields": (
            "name_fa", "name_en", "order", "confidential", "confidential_because", "kept_years",
            "kept_source", "keywords", "bring_fa", "bring_en",
        ),
        "add": case_actions.add_case_category,
        "change": case_actions.change_case_category,
        "retire": case_actions.retire_case_category,
        "restore": case_actions.restore_case_category,
        "named": "case_category",
        "asks": "case_field",
    },
    "case_outcome": {
        "section": "case_outcomes",
        "model": CaseOutcome,
        "form": forms.OutcomeForm,
        "new": forms.NewOutcomeForm,
        "fields": ("name_fa", "name_en", "order", "needs_note"),
        "add": case_actions.add_case_outcome,
        "change": case_actions.change_case_outcome,
        "retire": case_actions.retire_case_outcome,
        "restore": case_actions.restore_case_outcome,
        "named": "case_outcome",
    },
    "outside_service": {
        "section": "outside_services",
        "model": OutsideService,
        "form": forms.NamedForm,
        "new": forms.NewNamedForm,
        "fields": ("name_fa", "name_en", "order"),
        "add": case_actions.add_outside_service,
        "change": case_actions.change_outside_service,
        "retire": case_actions.retire_outside_service,
        "restore": case_actions.restore_outside_service,
        "named": "outside_service",
    },
    "service": {  # what a ticket was given for stays as it is: added and retired only
        "section": "services",
        "model": Service,
        "new": forms.NewServiceForm,
        "add": reception_actions.add_service,
        "retire": reception_actions.retire_service,
        "named": "service",
    },
    "branch": {  # what an order came from stays as it is, but for the key it signs with
        "section": "branches",
        "model": Branch,
        "order": "code",
        "form": forms.BranchKeyForm,
        "new": forms.NewBranchForm,
        "fields": ("public_key",),
        "add": order_actions.add_branch,
        "change": order_actions.change_branch_key,
        "retire": order_actions.retire_branch,
        "named": "branch",
    },
}  # fmt: skip

ASKS: dict[
    str, About
] = {  # what is asked about what has such a row; ``of``: the model's own word for it
    "question": {
        "kind": "type",
        "part": "questions",
        "model": Question,
        "of": "incident_type",
        "asked_of": "incident_type",
        "new": forms.QuestionForm,
        "form": forms.ChangedQuestionForm,
        "add": actions.add_question,
        "change": actions.change_question,
        "retire": actions.retire_question,
        "restore": actions.restore_question,
        "title": _("Questions"),
        "columns": (_("Question in Persian"), _("Question in English")),
        "none": _("Nothing is asked about it yet."),
    },
    "case_field": {
        "kind": "case_category",
        "part": "fields",
        "model": CaseField,
        "of": "category",
        "asked_of": "case_category",
        "new": forms.FieldForm,
        "form": forms.ChangedFieldForm,
        "add": case_actions.add_case_field,
        "change": case_actions.change_case_field,
        "retire": case_actions.retire_case_field,
        "restore": case_actions.restore_case_field,
        "title": _("What is written down for each file"),
        "columns": (_("Asked in Persian"), _("Asked in English")),
        "none": _("Nothing is written down for it yet but the narrative."),
    },
}
