"""Property is held, may be handed out and come back, and goes in the end to its owner or is destroyed."""

from kalantar.cases.lifecycle import LEADERS, STATION
from kalantar.custody import events
from kalantar.custody.models import ItemState as S
from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence

ITEM = Lifecycle(
    "item",
    field="state",
    start=S.HELD,
    states={
        S.HELD: Sentence(en="in the store", fa="در انبار"),
        S.OUT: Sentence(en="handed out", fa="امانت بیرون از انبار"),
        S.ON_THE_WAY: Sentence(en="on the way to another station", fa="در راه کلانتری دیگر"),
        S.CONDEMNED: Sentence(en="to be destroyed", fa="در انتظار معدوم‌سازی"),
        S.RETURNED: Sentence(en="returned", fa="مستردشده"),
        S.DESTROYED: Sentence(en="destroyed", fa="معدوم‌شده"),
    },
    steps=[
        Step(
            verb="move",
            label=Sentence(en="Move", fa="جابه‌جا کردن"),
            frm=[S.HELD],
            to=S.HELD,
            event=events.ItemMoved,
            who=STATION,
        ),
        Step(
            verb="hand_out",
            label=Sentence(en="Hand out", fa="امانت دادن"),
            frm=[S.HELD],
            to=S.OUT,
            event=events.ItemHandedOut,
            who=STATION,
        ),
        Step(
            verb="bring_back",
            label=Sentence(en="Brought back", fa="بازگرداندن به انبار"),
            frm=[S.OUT],
            to=S.HELD,
            event=events.ItemBroughtBack,
            who=STATION,
        ),
        Step(
            verb="return",
            label=Sentence(en="Return to the owner", fa="استرداد به صاحب مال"),
            frm=[S.HELD],
            to=S.RETURNED,
            event=events.ItemReturned,
            who=STATION,
        ),
        Step(
            verb="hand_over",
            label=Sentence(en="Send after the file", fa="فرستادن در پی پرونده"),
            frm=[S.HELD],
            to=S.ON_THE_WAY,
            event=events.ItemHandedOver,
            who=STATION,
        ),
        Step(
            verb="receive",
            label=Sentence(en="Receive", fa="دریافت"),
            frm=[S.ON_THE_WAY],
            to=S.HELD,
            event=events.ItemReceived,
            who=STATION,
        ),
        Step(
            verb="propose_destruction",
            label=Sentence(en="Propose destruction", fa="پیشنهاد معدوم‌سازی"),
            frm=[S.HELD],
            to=S.CONDEMNED,
            event=events.DestructionProposed,
            who=STATION,
        ),
        Step(
            verb="keep",
            label=Sentence(en="Do not destroy", fa="صرف‌نظر از معدوم‌سازی"),
            frm=[S.CONDEMNED],
            to=S.HELD,
            event=events.DestructionDropped,
            who=STATION,
        ),
        Step(
            verb="destroy",
            label=Sentence(en="It was destroyed", fa="معدوم شد"),
            frm=[S.CONDEMNED],
            to=S.DESTROYED,
            event=events.ItemDestroyed,
            who=LEADERS,
        ),
    ],
)
