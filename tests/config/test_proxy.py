"""Behind a proxy that speaks HTTPS, forms are accepted; from anybody else's mouth HTTPS is not."""

from typing import Any

import pytest
from django.test import Client

from kalantar.config.proxy import https_settings


@pytest.fixture
def behind_a_proxy(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["kalantar.example"]
    told = https_settings(https=True, proxies=1, hosts=settings.ALLOWED_HOSTS)
    for name, value in told.items():
        setattr(settings, name, value)


def _sign_in(**headers: str) -> Any:
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    return client.post(
        "/account/sign-in/",
        {"login": "nobody", "password": "wrong", "csrfmiddlewaretoken": "a" * 32},
        headers={"Host": "kalantar.example", "Origin": "https://kalantar.example"} | headers,
    )


@pytest.mark.django_db
def test_a_form_sent_through_the_proxy_is_read(behind_a_proxy: None) -> None:
    answer = _sign_in(**{"X-Forwarded-Proto": "https"})
    assert (
        answer.status_code == 200
    )  # the form again, with what is wrong; not a refusal of the form
    assert "max-age=31536000" in answer["Strict-Transport-Security"]


@pytest.mark.django_db
def test_a_form_from_another_site_is_refused(behind_a_proxy: None) -> None:
    answer = _sign_in(**{"X-Forwarded-Proto": "https", "Origin": "https://evil.example"})
    assert answer.status_code == 403


def test_without_a_proxy_nobody_is_believed_to_speak_https() -> None:
    assert "SECURE_PROXY_SSL_HEADER" not in https_settings(https=True, proxies=0, hosts=["a"])
    assert https_settings(https=False, proxies=1, hosts=["a"]) == {}
