"""What a citizen types: numbers in whatever digits, as they stand on a paper or in a message."""

from django import forms
from django.utils.translation import gettext_lazy as _


def _digits(label: object, example: str, complete: str) -> forms.CharField:
    box = forms.TextInput(
        {"dir": "ltr", "inputmode": "numeric", "autocomplete": complete, "placeholder": example}
    )
    return forms.CharField(label=label, max_length=40, widget=box)  # type: ignore[arg-type]


class NumbersForm(forms.Form):
    number = _digits(_("File number"), "1405-0012-00347-6", "off")
    phone = _digits(_("Your mobile number"), "0912 345 6789", "tel")


class CodeForm(forms.Form):
    code = _digits(_("Code of six digits"), "482913", "one-time-code")
