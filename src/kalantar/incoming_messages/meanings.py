"""What an answer means: a few words in both languages, and nothing guessed."""

from kalantar.incoming_messages.asking import number_asked
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.text import ZWNJ, normalise

Meaning = IncomingMessage.Meaning
_WORDS = {
    "stop": Meaning.OPT_OUT,
    "لغو": Meaning.OPT_OUT,
    "انصراف": Meaning.OPT_OUT,
    "off": Meaning.OPT_OUT,
    "خاموش": Meaning.OPT_OUT,
    "start": Meaning.OPT_IN,
    "وصل": Meaning.OPT_IN,
    "روشن": Meaning.OPT_IN,
    "wrong": Meaning.WRONG_NUMBER,
    "wrong number": Meaning.WRONG_NUMBER,
    "اشتباه": Meaning.WRONG_NUMBER,
    "شماره اشتباه": Meaning.WRONG_NUMBER,
}


def meaning(text: str) -> str:
    """By the whole text: a sentence that only contains such a word is for a person to read."""
    said = normalise(text).replace(ZWNJ, " ").replace("شمارهٔ", "شماره").casefold()
    if found := _WORDS.get(said.strip(" .!؟?«»\"'")):
        return found
    return Meaning.OTHER if number_asked(text) is None else Meaning.STATUS
