"""What is changed of these rows beside what every row of a catalogue has; the event is the catalogue's."""

from kalantar.case_catalogue.models import WhyConfidential
from kalantar.catalogue.events import FIELDS
from kalantar.kernel.changes import Field, Mark
from kalantar.kernel.sentence import Sentence
from kalantar.messaging.events import WITHHELD_REASONS

FIELDS["confidential"] = Mark(
    yes=Sentence(en="confidential from now on", fa="از این پس محرمانه است"),
    no=Sentence(en="confidential no longer", fa="دیگر محرمانه نیست"),
)
WHY_CONFIDENTIAL: dict[str, Sentence] = {one: WITHHELD_REASONS[one] for one in WhyConfidential}
FIELDS["confidential_because"] = Field(
    Sentence(en="why it is confidential", fa="دلیل محرمانه بودن"),
    WHY_CONFIDENTIAL.__getitem__,
)
FIELDS["kept_years"] = Field(
    Sentence(en="years kept after it is closed", fa="سال‌های نگهداری پس از بسته‌شدن")
)
FIELDS["kept_source"] = Field(
    Sentence(en="legal source of those years", fa="منبع قانونی مدت نگهداری")
)
FIELDS["required"] = Mark(
    yes=Sentence(en="no file is opened without it from now on", fa="از این پس پاسخ به آن لازم است"),
    no=Sentence(en="files are opened without it, too", fa="دیگر پاسخ به آن لازم نیست"),
)
FIELDS["bring_fa"] = Field(Sentence(en="documents to bring, in Persian", fa="مدارک لازم به فارسی"))
FIELDS["bring_en"] = Field(
    Sentence(en="documents to bring, in English", fa="مدارک لازم به انگلیسی")
)
