"""What can be shown when nothing else can: a page in both languages, without personal words."""

import pytest
from django.template.loader import render_to_string
from django.test import Client


@pytest.mark.parametrize("name", ["404.html", "500.html", "403_csrf.html"])
def test_a_page_of_trouble_says_what_to_do_in_both_languages(name: str) -> None:
    shown = render_to_string(name)  # no context at all, as after a fault
    assert 'lang="fa" dir="rtl"' in shown
    assert 'lang="en" dir="ltr"' in shown
    assert "صفحهٔ نخست" in shown
    assert "To the first page" in shown


@pytest.mark.django_db
def test_an_unknown_address_shows_it(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "چنین صفحه‌ای نیست" in answer.content.decode()
