"""The pages of this front whose opening is itself recorded."""

from kalantar.kernel.sentence import Sentence
from kalantar.people.events import PAGES

PAGES["record"] = Sentence(en="record of acts", fa="کارنامهٔ کارها")
PAGES["record_file"] = Sentence(en="record of acts, as a file", fa="کارنامهٔ کارها، به‌صورت فایل")
