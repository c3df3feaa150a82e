"""Only a demonstration that nobody outside this machine can reach leaves the second factor out."""

import pytest

from kalantar.config.sign_in import second_factor_required

HERE = ["localhost", "127.0.0.1", "[::1]"]


@pytest.mark.parametrize(
    ("demo", "hosts", "required"),
    [
        ("", HERE, True),
        ("", ["110.example.ir"], True),
        ("1", HERE, False),
        ("1", ["localhost", "110.example.ir"], True),
        ("1", ["*"], True),
        ("yes", HERE, True),
    ],
)
def test_the_second_factor_is_required_but_for_a_demonstration_on_this_machine(
    demo: str, hosts: list[str], required: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KALANTAR_DEMO", demo)
    assert second_factor_required(hosts) is required
