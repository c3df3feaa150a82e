"""A port that cannot be had is said before anything is started, with what to do."""

import socket

import pytest

from kalantar.config.processes.ports import require_free
from kalantar.config.processes.trouble import Trouble


def test_a_port_in_use_is_refused_in_both_languages() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Trouble) as told:
            require_free("127.0.0.1", port)
    assert f"Port {port} is in use" in told.value.sentence.en
    assert f"درگاه {port}" in told.value.sentence.fa
    assert "--port" in told.value.sentence.en
    require_free("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(Trouble, match=r"no address 192\.0\.2\.1"):
        require_free("192.0.2.1", 8000)
