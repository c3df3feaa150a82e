"""What Django says of a form is read in the reader's digits, as everything else on the page."""

import re

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import translation

from kalantar.people.roles import Role
from tests.people import an_area, grant, sign_in

pytestmark = pytest.mark.django_db
WRONG = re.compile(r'<ul class="errorlist"[^>]*>.*?</ul>', re.DOTALL)
HINT = re.compile(r'<small class="form-hint".*?</small>', re.DOTALL)
SHORT = {"oldpassword": "x", "password1": "short", "password2": "short"}


def _page(client: Client, language: str) -> str:
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=an_area()))
    client.cookies["django_language"] = language
    return client.post(reverse("account_change_password"), SHORT).text


@pytest.mark.parametrize(("language", "least"), [("fa", "۱۲"), ("en", "12")])
def test_a_password_too_short_is_told_in_the_readers_digits(
    client: Client, language: str, least: str
) -> None:
    page = _page(client, language)
    told = [re.sub(r"<[^>]*>", " ", one) for one in WRONG.findall(page)]
    assert len(told) == 2, page
    assert least in told[1]
    (hint,) = HINT.findall(page)
    assert "<li>" in hint
    for said in (*told, re.sub(r"<[^>]*>", " ", hint)):
        assert set(re.findall(r"\d+", said)) <= {least}
        assert not (language == "fa" and re.search("رمز عبور|نمی تواند", said)), said
        assert not (language == "fa" and re.search("[A-Za-z]", said)), said


@pytest.mark.parametrize("text", ["x" * 12, ""])
def test_what_any_form_finds_wrong_is_read_in_the_readers_digits(text: str) -> None:
    class Short(forms.Form):
        name = forms.CharField(max_length=10)

    with translation.override("fa"):
        wrong = str(Short({"name": text})["name"].errors)
    assert "errorlist" in wrong
    found = set(re.findall(r"\d+", re.sub(r"<[^>]*>", " ", wrong)))
    assert found == ({"۱۰", "۱۲"} if text else set())
