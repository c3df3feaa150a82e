"""How forms are dressed on the staff pages: Tabler's classes on Django's own widgets."""

from typing import Any

from django import template
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString

register = template.Library()

CLASSES = {"checkbox": "form-check-input", "select": "form-select"}


@register.filter
def dressed(field: BoundField) -> SafeString:
    """The widget with its class; one that is wrong is marked so."""
    return field.as_widget(attrs=_dress(field))


@register.filter
def named(field: BoundField) -> SafeString:
    """The widget with its label as its name alone: a filter above a list says by itself what it is."""
    return field.as_widget(attrs=_dress(field) | {"aria-label": str(field.label)})


@register.filter
def boxes(field: BoundField) -> list[BoundWidget]:
    """The boxes of a field of several choices, each with its class."""
    attrs = {"id": field.auto_id, "class": CLASSES["checkbox"]}
    widget = field.field.widget
    parts = widget.subwidgets(field.html_name, field.value(), attrs=attrs)
    return [BoundWidget(widget, part, field.form.renderer) for part in parts]


def _dress(field: BoundField) -> dict[str, Any]:
    own = str(field.field.widget.attrs.get("class", ""))
    worn = [CLASSES.get(field.widget_type, "form-control"), own]
    if field.errors:
        worn.append("is-invalid")
    return {"class": " ".join(filter(None, worn))}
