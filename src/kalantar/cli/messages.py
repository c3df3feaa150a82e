"""``messages``: the Persian catalogues, gathered from the code and compiled."""

from kalantar.cli.parts import compile_messages


def messages() -> None:
    """Compile the translations; needs no gettext on the machine.

    Example: ./kalantar messages
    """
    compile_messages()
