"""The language of the terminal. Stands alone, so that what keeps everything else from being read can
be said too."""

import os

from kalantar.kernel.sentence import Sentence


def language() -> str:
    """KALANTAR_LANGUAGE, else the terminal's locale: ``fa`` or ``en``."""
    for name in ("KALANTAR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if given := os.environ.get(name):
            return "fa" if given.startswith("fa") else "en"
    return "en"


def said(sentence: Sentence) -> str:
    return sentence.fa if language() == "fa" else sentence.en
