"""Why the service itself did something: a short code stands in the log, a sentence is read.

The code stays as it was written, so that entries of any age are said; a person's reason is their own
words, and nobody's to say otherwise.
"""

from kalantar.kernel.sentence import Sentence

REASONS: dict[str, Sentence] = {
    "by the command line": Sentence(en="by the command line", fa="از خط فرمان"),
    "migrate": Sentence(en="when the service was updated", fa="هنگام به‌روزرسانی سامانه"),
    "the keys are changed": Sentence(en="the keys are changed", fa="کلیدهای رمزنگاری تعویض می‌شود"),
    "kept long enough": Sentence(en="kept long enough", fa="مهلت نگهداری آن به پایان رسیده است"),
    "demo": Sentence(en="for the demonstration", fa="برای نمایش سامانه"),
    "replay": Sentence(en="calls played again", fa="بازپخش تماس‌ها"),
    "end of replay": Sentence(en="end of the replay", fa="پایان بازپخش تماس‌ها"),
}  # a capability adds its own in its events.py


def reason_said(words: str) -> str | Sentence:
    """The sentence of the service's own reason; the words as they are where it has none."""
    return REASONS.get(words, words)
