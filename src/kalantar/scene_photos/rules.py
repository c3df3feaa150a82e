"""What a photo of a scene may be, and who sees one. Who adds one is who attends there."""

from kalantar.dispatch.queries import sent_to
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.scene_photos.models import MOST_BYTES, PhotoKind, ScenePhoto

MOST = 100  # photos of one incident


@permission(
    en="You may not see the photos of this incident.",
    fa="دیدن عکس‌های این رخداد در اختیار شما نیست.",
    do_en="Ask the 110 room of its area.",
    do_fa="از مرکز ۱۱۰ همان محدوده بخواهید.",
)
def may_see_photo(by: Actor, photo: ScenePhoto) -> bool:
    """Who may see the incident, and the crew that is sent there now."""
    seen = Incident.objects.visible_to(by).filter(pk=photo.incident_id).exists()
    return seen or sent_to(by).filter(incident=photo.incident_id).exists()


@rule(
    en="This is no whole JPEG or PNG picture.",
    fa="این فایل عکس JPEG یا PNG سالمی نیست.",
    do_en="Take the photo again.",
    do_fa="دوباره عکس بگیرید.",
)
def photo_is_a_picture(found: tuple[PhotoKind, bytes] | None) -> bool:
    """By what it holds, whatever it is called."""
    return found is not None


@rule(
    en="A photo may have 2 MB at most.",
    fa="حجم هر عکس حداکثر ۲ مگابایت است.",
    do_en="Take it in a lower quality.",
    do_fa="با کیفیت کمتر عکس بگیرید.",
)
def photo_is_not_too_large(size: int) -> bool:
    return size <= MOST_BYTES


@rule(
    en="This incident has 100 photos already.",
    fa="این رخداد هم‌اکنون ۱۰۰ عکس دارد.",
    do_en="Write down what else there is to see.",
    do_fa="چیزهای دیگر را در یادداشت بنویسید.",
)
def incident_has_room_for_photos(there: int) -> bool:
    return there < MOST


constraint(
    "photo_is_small_enough",
    en="A photo has something in it, and 2 MB at most.",
    fa="عکس خالی نیست و حداکثر ۲ مگابایت است.",
    do_en="Take it again in a lower quality.",
    do_fa="با کیفیت کمتر دوباره عکس بگیرید.",
)
constraint(
    "photo_piece_is_kept_once",
    en="This piece of the photo is there already.",
    fa="این بخش از عکس پیش‌تر ثبت شده است.",
)
