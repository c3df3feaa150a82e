"""What may not happen with places, and why, in the words of the one who asks."""

import re

from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import constraint, input_rule, permission, rule
from kalantar.places.models import Jurisdiction, Kind

LARGEST_FILE = 1_500_000_000  # bytes: a metropolis with every building is a few hundred million
LARGEST_BOUNDARIES = 200_000_000  # bytes
WIDEST_CITY = 4.0  # degrees: above, it is a country, and the map would not fit a browser
LEAST_KEPT = 50  # percent of the smaller of a city's two maps: below, it is of another place
MOST_SHARED = 50  # percent of the smaller of two cities' maps: neighbours share an edge
ADMINISTRATORS = ("administrator",)  # below people in the order of folders, so the role by its name


@permission(
    en="Only an administrator of this area or of one around it may change areas and maps.",
    fa="تغییر محدوده‌ها و نقشه‌ها فقط با مدیر سامانهٔ همان محدوده یا محدودهٔ بالاتر است.",
    do_en="Ask the administrator of the service for it.",
    do_fa="آن را از مدیر سامانه بخواهید.",
)
def may_shape_places(by: Actor, around: Jurisdiction | None) -> bool:
    """``around``: the area that changes or gets something new below it; None is the whole tree."""
    return by.holds(ADMINISTRATORS, over=around.ancestors if around else ())


@rule(
    en="An area lies below a larger one: a station below a city, a city below a county or province.",
    fa="هر محدوده زیر محدوده‌ای بزرگ‌تر است: کلانتری زیر شهر، شهر زیر شهرستان یا استان.",
    do_en="Choose a larger area as its parent.",
    do_fa="محدودهٔ بزرگ‌تری را به‌عنوان بالادست آن برگزینید.",
)
def area_lies_below_a_larger_one(kind: str, parent: Jurisdiction | None) -> bool:
    order = list(Kind.values)
    return parent is None or order.index(parent.kind) < order.index(kind)


@rule(
    en="This area has been retired.",
    fa="این محدوده کنار گذاشته شده است.",
    do_en="Choose the area that took its place.",
    do_fa="محدوده‌ای را که جای آن را گرفته است برگزینید.",
)
def area_is_in_use(area: Jurisdiction) -> bool:
    return area.retired_at is None


@rule(
    en="A code of an area is 1 to 40 Latin letters and digits, with . - _ or / between them.",
    fa="کد محدوده ۱ تا ۴۰ حرف لاتین و رقم است و میان آن‌ها می‌تواند نقطه، خط تیره، خط زیر یا ممیز بیاید.",
    do_en="Write it as the service numbers its stations, such as 104; empty for none.",
    do_fa="آن را همان‌گونه که کلانتری‌ها شماره دارند بنویسید، مانند ۱۰۴؛ برای نداشتن کد خالی بگذارید.",
)
def area_code_is_plain(code: str) -> bool:
    return (
        code == ""
        or re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9._/-]{0,38}[A-Za-z0-9])?", code) is not None
    )


@rule(
    en="There are still areas in use below this one.",
    fa="زیر این محدوده هنوز محدوده‌های در حال استفاده هست.",
    do_en="Retire those first.",
    do_fa="نخست آن‌ها را کنار بگذارید.",
)
def area_has_nothing_below(area: Jurisdiction) -> bool:
    return not area.children.filter(retired_at=None).exists()


@rule(
    en="A map and stations belong to a city.",
    fa="نقشه و کلانتری‌ها به یک شهر تعلق دارند.",
    do_en="Choose a city.",
    do_fa="یک شهر برگزینید.",
)
def area_is_a_city(area: Jurisdiction) -> bool:
    return area.kind == Kind.CITY


jurisdiction_has_a_name = constraint(
    "jurisdiction_has_a_name",
    en="An area needs a name in Persian or in English.",
    fa="هر محدوده باید به فارسی یا انگلیسی نام داشته باشد.",
    do_en="Give it a name.",
    do_fa="نامی برای آن بنویسید.",
)
jurisdiction_is_within_itself = constraint(
    "jurisdiction_is_within_itself",
    en="An area is listed among the areas it lies in.",
    fa="هر محدوده در فهرست محدوده‌هایی که در آن است نیز هست.",
)
jurisdiction_code_is_used_once = constraint(
    "jurisdiction_code_is_used_once",
    en="Another area of this kind has the same code.",
    fa="محدودهٔ دیگری از همین نوع همین کد را دارد.",
    do_en="Give it another code, or none.",
    do_fa="کد دیگری به آن بدهید یا کد را خالی بگذارید.",
)
siblings_have_different_names = constraint(
    "siblings_have_different_names",
    en="There is already an area of this kind and name in the same place.",
    fa="محدوده‌ای با همین نوع و همین نام در همین بالادست هست.",
    do_en="Use that one, or choose another name.",
    do_fa="همان را به کار ببرید یا نام دیگری برگزینید.",
)
boundary_ends_after_it_begins = constraint(
    "boundary_ends_after_it_begins",
    en="A boundary cannot end before it began.",
    fa="مرز نمی‌تواند پیش از آغازش پایان یابد.",
)
city_has_one_extract = constraint(
    "city_has_one_extract",
    en="Somebody has just given this city another map.",
    fa="همین حالا نقشهٔ دیگری برای این شهر گذاشته شد.",
    do_en="Look at the city again; import once more if that map is not the right one.",
    do_fa="شهر را دوباره ببینید و اگر نقشه درست نیست، بار دیگر آن را وارد کنید.",
)
extract_covers_an_area = constraint(
    "extract_covers_an_area",
    en="The map covers no area.",
    fa="این نقشه هیچ سطحی را نمی‌پوشاند.",
    do_en="Take another extract.",
    do_fa="فایل دیگری بگیرید.",
)
gazetteer_entry_is_searchable = constraint(
    "gazetteer_entry_is_searchable",
    en="A name without letters or figures cannot be searched for.",
    fa="نامی که حرف یا رقمی ندارد جست‌وجو نمی‌شود.",
)

extract_is_there = input_rule(
    "extract_is_there",
    en="There is no file {file}.",
    fa="فایلی به نام {file} پیدا نشد.",
    do_en="Check the path; it must be a file this server can read.",
    do_fa="نشانی فایل را دوباره ببینید؛ این سرور باید اجازهٔ خواندن آن را داشته باشد.",
)
file_is_a_regular_one = input_rule(
    "file_is_a_regular_one",
    en="{file} is not a regular file: it is a folder, a pipe or a device.",
    fa="{file} فایل معمولی نیست؛ پوشه، لوله (pipe) یا دستگاه است.",
    do_en="Name a file itself; what comes out of a pipe, write to a file first.",
    do_fa="خود فایل را معرفی کنید؛ آنچه از لوله می‌آید نخست در فایلی نوشته شود.",
)
file_may_be_read = input_rule(
    "file_may_be_read",
    en="{file} may not be read by this user.",
    fa="این کاربر اجازهٔ خواندن {file} را ندارد.",
    do_en="Give the user that Kalantar runs as the right to read it, such as chmod a+r.",
    do_fa="به کاربری که کلانتر با آن اجرا می‌شود اجازهٔ خواندن بدهید؛ برای نمونه با chmod a+r.",
)
file_holds_something = input_rule(
    "file_holds_something",
    en="{file} is empty.",
    fa="{file} خالی است.",
    do_en="It was perhaps not downloaded or written to its end; get it again.",
    do_fa="شاید تا پایان بارگیری یا نوشته نشده است؛ دوباره آن را بگیرید.",
)
extract_is_not_too_large = input_rule(
    "extract_is_not_too_large",
    en="The file has {size} megabytes; the largest accepted is {most}.",
    fa="حجم فایل {size} مگابایت است و بیشتر از {most} مگابایت پذیرفته نمی‌شود.",
    do_en="Cut the city out of it first, for example with osmium extract.",
    do_fa="نخست محدودهٔ شهر را از آن ببُرید؛ برای نمونه با osmium extract.",
)
extract_is_an_osm_file = input_rule(
    "extract_is_an_osm_file",
    en="This is not a whole OpenStreetMap file in PBF form.",
    fa="این فایل، نقشهٔ OpenStreetMap به صورت PBF نیست یا ناقص است.",
    do_en="Download it again, or take another source; its name usually ends in .osm.pbf.",
    do_fa="آن را دوباره بارگیری کنید یا از منبع دیگری بگیرید؛ نام آن معمولاً به ‎.osm.pbf ختم می‌شود.",
)
extract_holds_roads = input_rule(
    "extract_holds_roads",
    en="The file holds no roads, so nobody could be sent anywhere.",
    fa="در این فایل راهی نیست و نمی‌توان کسی را به جایی اعزام کرد.",
    do_en="Take an extract that includes the ways tagged “highway” and their nodes.",
    do_fa="فایلی بگیرید که راه‌ها (برچسب highway) و گره‌های آن‌ها را هم داشته باشد.",
)
extract_is_one_city = input_rule(
    "extract_is_one_city",
    en="The map spans {width} by {height} degrees; that is more than a city.",
    fa="این نقشه {width} در {height} درجه است که از یک شهر بزرگ‌تر است.",
    do_en="Cut the city out of it first, for example with osmium extract.",
    do_fa="نخست محدودهٔ شهر را از آن ببُرید؛ برای نمونه با osmium extract.",
)
extract_can_be_routed = input_rule(
    "extract_can_be_routed",
    en="No road graph could be built from this file.",
    fa="از این فایل شبکهٔ راه ساخته نشد.",
    do_en="Take another extract; the log holds the last lines of the graph builder.",
    do_fa="فایل دیگری بگیرید؛ آخرین پیام‌های سازندهٔ شبکه در گزارش سامانه آمده است.",
)
ground_is_not_another_citys = input_rule(
    "ground_is_not_another_citys",
    en="{city} already has {share} percent of this ground on its map; the most accepted is {most}.",
    fa="{share} درصد این زمین روی نقشهٔ {city} هست و بیشتر از {most} درصد پذیرفته نمی‌شود.",
    do_en="Give that city's name for a newer map of it, cut this city out of the file, or keep both"
    " with --overlapping.",
    do_fa="برای نقشهٔ تازهٔ همان شهر نام آن را بنویسید، این شهر را از فایل جدا کنید یا با ‎--overlapping"
    " هر دو را نگه دارید.",
)
city_is_one_of_its_name = input_rule(
    "city_is_one_of_its_name",
    en="“{words}” is the name of {count} areas.",
    fa="«{words}» نام {count} محدوده است.",
    do_en="Say with --parent in which county or province the city lies.",
    do_fa="با ‎--parent بنویسید شهر در کدام شهرستان یا استان است.",
)
map_is_of_the_same_place = input_rule(
    "map_is_of_the_same_place",
    en="The map {city} has today shares {share} percent of its ground with this file; the least"
    " accepted is {least}.",
    fa="نقشهٔ امروز {city} در {share} درصد زمین با این فایل مشترک است و کمتر از {least} درصد پذیرفته"
    " نمی‌شود.",
    do_en="Take the file of this city, give the name of the city the file is of, or move this city's"
    " map with --elsewhere; its stations keep their boundaries.",
    do_fa="فایل همین شهر را بگیرید، نام شهری را که فایل از آن است بنویسید یا با ‎--elsewhere نقشهٔ این"
    " شهر را جابه‌جا کنید؛ مرز کلانتری‌ها همان می‌ماند.",
)
disk_has_room_for_city = input_rule(
    "disk_has_room_for_city",
    en="The disk of {folder} has too little room: {free} megabytes are free, {needed} are needed.",
    fa="فضای دیسک {folder} کافی نیست: {free} مگابایت خالی است و {needed} مگابایت لازم است.",
    do_en="Make room, or set KALANTAR_HOME to a larger disk.",
    do_fa="جا باز کنید یا KALANTAR_HOME را روی دیسک بزرگ‌تری بگذارید.",
)

boundaries_are_geojson = input_rule(
    "boundaries_are_geojson",
    en="The boundaries cannot be read: this is not a GeoJSON file of areas.",
    fa="مرزها خوانده نشد؛ این فایل، GeoJSON محدوده‌ها نیست.",
    do_en="Export the areas as a GeoJSON FeatureCollection of polygons.",
    do_fa="محدوده‌ها را به صورت GeoJSON (مجموعه‌ای از چندضلعی‌ها) خروجی بگیرید.",
)
boundaries_are_not_too_large = input_rule(
    "boundaries_are_not_too_large",
    en="The file has {size} megabytes; the largest accepted here is {most}.",
    fa="حجم فایل {size} مگابایت است و اینجا بیشتر از {most} مگابایت پذیرفته نمی‌شود.",
    do_en="Simplify the shapes, bring fewer areas at a time, or use ./kalantar city boundaries.",
    do_fa="شکل‌ها را ساده‌تر کنید، محدوده‌ها را کم‌کم بیاورید یا ./kalantar city boundaries را به کار ببرید.",
)
boundary_has_a_name = input_rule(
    "boundary_has_a_name",
    en="Area number {number} of the file has no name.",
    fa="محدودهٔ شمارهٔ {number} در فایل نام ندارد.",
    do_en="Give each area the property name_fa or name_en.",
    do_fa="برای هر محدوده ویژگی name_fa یا name_en را بنویسید.",
)
boundaries_are_in_degrees = input_rule(
    "boundaries_are_in_degrees",
    en="The corners of {name} are not longitudes and latitudes.",
    fa="گوشه‌های «{name}» طول و عرض جغرافیایی نیست.",
    do_en="Export the file in WGS84 (EPSG:4326), in degrees.",
    do_fa="فایل را در دستگاه WGS84 (EPSG:4326) و به درجه خروجی بگیرید.",
)
parent_is_found = input_rule(
    "parent_is_found",
    en="No area is known that {name} lies in.",
    fa="محدوده‌ای که «{name}» در آن است شناخته نشد.",
    do_en="Import the larger areas first, or give each area the property parent with its parent's name.",
    do_fa="نخست محدوده‌های بزرگ‌تر را وارد کنید یا نام بالادست را در ویژگی parent بنویسید.",
)
areas_are_a_list = input_rule(
    "areas_are_a_list",
    en="This is not a list of areas: a CSV file in UTF-8 with the columns kind, code and parent.",
    fa="این فایل فهرست محدوده‌ها نیست؛ فهرست، CSV با نویسهٔ UTF-8 و ستون‌های kind، code و parent است.",
    do_en="Save it as CSV with kind, code, parent, name_fa and name_en in its first row.",
    do_fa="آن را به صورت CSV ذخیره کنید و در سطر نخست kind، code، parent، name_fa و name_en را بنویسید.",
)
listed_areas_are_right = input_rule(
    "listed_areas_are_right",
    en="Nothing of {file} was brought in, {count} things in it are wrong: {rows}.",
    fa="از {file} چیزی وارد نشد؛ {count} مورد آن نادرست است: {rows}.",
    do_en="Correct these rows and run it again; the whole file is taken, or nothing of it.",
    do_fa="این سطرها را درست کنید و دوباره اجرا کنید؛ یا همهٔ فایل وارد می‌شود یا هیچ بخشی از آن.",
)
