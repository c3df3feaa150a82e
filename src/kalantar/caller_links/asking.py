"""The prepared questions to a caller who cannot speak: answered by yes, by no, or in a few words."""

from kalantar.kernel.sentence import Sentence

QUESTIONS: dict[str, Sentence] = {
    "in_danger": Sentence(en="Are you in danger now?", fa="همین حالا در خطر هستید؟"),
    "they_are_here": Sentence(
        en="Is the person you fear beside you?", fa="کسی که از او می‌ترسید کنار شماست؟"
    ),
    "weapon": Sentence(en="Is there a weapon?", fa="سلاحی در کار است؟"),
    "hurt": Sentence(en="Is anybody hurt?", fa="کسی آسیب دیده است؟"),
    "children": Sentence(en="Are children there?", fa="بچه‌ای آنجاست؟"),
    "can_leave": Sentence(
        en="Can you leave without being seen?", fa="می‌توانید بی‌آنکه دیده شوید بیرون بروید؟"
    ),
    "door": Sentence(en="Can you open the door to us?", fa="می‌توانید در را باز کنید؟"),
    "floor": Sentence(
        en="Which floor, which door? Write it.", fa="کدام طبقه و کدام واحد؟ بنویسید."
    ),
    "may_ring": Sentence(en="May we ring you?", fa="می‌توانیم به شما زنگ بزنیم؟"),
}
