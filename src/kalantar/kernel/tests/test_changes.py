"""A change is said by names and words of both languages, never by those of the code."""

from kalantar.kernel.changes import Field, Fields, Mark, changes, each
from kalantar.kernel.sentence import Sentence

FIELDS: Fields = {
    "sign": Field(Sentence(en="sign", fa="نشان")),
    "size": Field(Sentence(en="size", fa="اندازه")),
    "kinds": Field(
        Sentence(en="kinds", fa="گونه‌ها"), each(lambda code: Sentence(en=code.title(), fa="گونه"))
    ),
    "lost": Mark(
        yes=Sentence(en="lost from now on", fa="از این پس گم است"),
        no=Sentence(en="found", fa="پیدا شد"),
    ),
}


def test_each_field_is_said_by_its_name_and_each_value_in_its_language() -> None:
    said = changes({"sign": ["T-08", "T-09"], "size": [0, 12], "lost": [True, False]}, FIELDS)
    assert said.en == "sign: “T-09” instead of “T-08”; size: 12 instead of 0; found"
    assert said.fa == "نشان: «T-09» به‌جای «T-08»؛ اندازه: ۱۲ به‌جای ۰؛ پیدا شد"


def test_several_are_listed_and_none_is_nothing() -> None:
    said = changes({"kinds": [[], ["a", "b"]], "sign": ["x", ""]}, FIELDS)
    assert said.en == "kinds: A, B instead of nothing; sign: nothing instead of “x”"
    assert said.fa == "گونه‌ها: گونه، گونه به‌جای هیچ؛ نشان: هیچ به‌جای «x»"


def test_what_is_no_field_any_more_is_not_said_by_its_code() -> None:
    assert changes({"old_flag": [1, 2]}, FIELDS).en == "another detail"
