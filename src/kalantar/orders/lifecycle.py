"""An order is received, given to somebody, and carried out or returned; its branch may withdraw it."""

from kalantar.cases.lifecycle import STATION
from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.orders import events
from kalantar.orders.models import RUNNING, OrderState

ORDER = Lifecycle(
    "order",
    field="state",
    start=OrderState.RECEIVED,
    states={
        OrderState.RECEIVED: Sentence(en="received", fa="دریافت‌شده"),
        OrderState.ASSIGNED: Sentence(en="being carried out", fa="در دست اجرا"),
        OrderState.CARRIED_OUT: Sentence(en="carried out", fa="اجراشده"),
        OrderState.RETURNED: Sentence(en="returned, not carried out", fa="بازگشته بدون اجرا"),
        OrderState.WITHDRAWN: Sentence(en="withdrawn by the branch", fa="لغوشده از سوی شعبه"),
    },
    steps=[
        Step(
            verb="assign",
            label=Sentence(en="Give to an officer", fa="سپردن به مأمور"),
            frm=RUNNING,
            to=OrderState.ASSIGNED,
            event=events.OrderAssigned,
            who=STATION,
        ),
        Step(
            verb="carry_out",
            label=Sentence(en="Carried out", fa="اجرا شد"),
            frm=[OrderState.ASSIGNED],
            to=OrderState.CARRIED_OUT,
            event=events.OrderCarriedOut,
            who=STATION,
        ),
        Step(
            verb="return",
            label=Sentence(en="Return to the branch", fa="بازگرداندن به شعبه"),
            frm=RUNNING,
            to=OrderState.RETURNED,
            event=events.OrderReturned,
            who=STATION,
        ),
        Step(
            verb="withdraw",
            label=Sentence(en="Withdrawn by the branch", fa="لغو از سوی شعبه"),
            frm=RUNNING,
            to=OrderState.WITHDRAWN,
            event=events.OrderWithdrawn,
            who=STATION,
        ),
    ],
)
