"""The help of the command line for readers of Persian: each English text of it and its Persian."""

import typer.rich_utils
from typer.core import TyperCommand, TyperGroup

PERSIAN = {
    "Kalantar runs a neighbourhood police service.": "کلانتر سامانهٔ پلیس محله است.",
    "See it": "تماشا",
    "Run it": "راه‌اندازی",
    "Change it": "توسعه",
    "Show Kalantar at work: prepares a city, starts everything, and plays a day of calls on it.": "نمایش کلانتر در کار: شهری را آماده می‌کند، همه چیز را راه می‌اندازد و یک روز تماس را پخش می‌کند.",
    "The address of this machine to listen on.": "نشانی‌ای از این ماشین که صفحه‌ها روی آن باز می‌شود.",
    "The pages' port; the live stream and the devices have the two after it.": "درگاه صفحه‌ها؛ دو درگاه بعدی از آنِ صفحه‌های زنده و دستگاه‌هاست.",
    "Play past calls with simulated patrols and report what came of them; fails if a rule was broken.": "بازپخش تماس‌های گذشته با گشت‌های شبیه‌سازی‌شده و گزارش نتیجهٔ آن؛ نقض هر قاعده، ناموفق است.",
    "The calls, as CSV.": "تماس‌ها، به شکل CSV.",
    "The city it is played in: its name or code.": "شهری که تماس‌ها در آن بازپخش می‌شود: نام یا کد آن.",
    "Times faster than life; without, as fast as it goes.": "چند برابر زمان واقعی؛ بدون آن، با بیشترین سرعت.",
    "TOML saying which column means what; without, San Francisco's.": "فایل TOML که معنای ستون‌ها را می‌گوید؛ بدون آن، ستون‌های سان‌فرانسیسکو.",
    "Play only the first so many calls.": "بازپخش تنها همین تعداد تماس نخست.",
    "Cars on duty; other units in proportion.": "تعداد خودروهای سرِ شیفت؛ یگان‌های دیگر به همین نسبت.",
    "Write the report here too, as JSON.": "گزارش در این فایل نیز به شکل JSON نوشته شود.",
    "Serve the pages, the live stream and the devices that report until Ctrl-C.": "ارائهٔ صفحه‌ها، جریان زنده و درگاه دستگاه‌ها تا زدن Ctrl-C.",
    "Processes for pages.": "تعداد پردازه‌ها برای صفحه‌ها.",
    "Carry out what follows from events (messages, alarms, cleaning up) until Ctrl-C.": "انجام پیامد رویدادها (پیام، هشدار، پاک‌سازی) تا زدن Ctrl-C.",
    "Send messages by the routes of messaging.toml until Ctrl-C; several may run at once.": "ارسال پیام‌ها از مسیرهای messaging.toml تا زدن Ctrl-C؛ چند فرستنده می‌توانند هم‌زمان کار کنند.",
    "Bring in the files of an old register.": "وارد کردن پرونده‌های دفتر پیشین.",
    "The station whose register it is: its name or code.": "کلانتری صاحب دفتر: نام یا کد آن.",
    "CSV, its head in the first row.": "فایل CSV که سرستون در ردیف نخست آن است.",
    "TOML: which column is what; src/kalantar/old_files/README.md.": "فایل TOML که می‌گوید هر ستون چیست؛ src/kalantar/old_files/README.md.",
    "Only say what would come in and what would not.": "فقط گفته شود چه وارد می‌شود و چه نمی‌شود.",
    "Where the refused rows are written, as CSV.": "فایلی که ردیف‌های پذیرفته‌نشده با قالب CSV در آن نوشته می‌شود.",
    "Bring in the files of an old register; the same again goes on where it was cut, and brings nothing twice.": "وارد کردن پرونده‌های دفتر پیشین؛ تکرار همان فایل از جای بریده ادامه می‌یابد و چیزی دو بار وارد نمی‌شود.",
    "Give up the import that is going on at a station: what still waits is forgotten.": "کنار گذاشتن ورود در جریان یک کلانتری؛ آنچه هنوز منتظر است فراموش می‌شود.",
    "Bring the database to the shape this version needs; safe to repeat.": "رساندن ساختار پایگاه داده به این نسخه؛ تکرار آن بی‌خطر است.",
    "The fast part, under a minute: format, lint, imports, architecture, types, generated books.": "بخش سریع آزمون، کمتر از یک دقیقه: قالب و پاکیزگی کد، وابستگی‌ها، معماری، نوع‌ها و کتاب‌های ساخته‌شده.",
    "Everything: what `check` does, then every test, with a real database and a real browser.": "همه چیز: کار check و سپس همهٔ آزمون‌ها با پایگاه داده و مرورگر واقعی.",
    "Only these files, folders or tests; without, all.": "تنها این فایل‌ها، پوشه‌ها یا آزمون‌ها؛ بدون آن، همه.",
    "So many processes, each with a database and a browser of its own; without, one a core for all tests and one for some.": "به این تعداد فرایند، هر یک با پایگاه داده و مرورگر خودش؛ بدون آن، برای همهٔ آزمون‌ها به‌ازای هر هسته یکی و برای برخی یکی.",
    "Write docs/rules.md, events.md and lifecycles.md from the code.": "نوشتن docs/rules.md و events.md و lifecycles.md از روی کد.",
    "Write nothing; fail if a book is out of date.": "چیزی نوشته نشود؛ کتاب کهنه، ناموفق است.",
    "Compile the translations; needs no gettext on the machine.": "ساختن ترجمه‌ها؛ به gettext نیاز ندارد.",
    "First bring the catalogues up to date with the code.": "نخست متن‌ها از روی کد به‌روز شود.",
    "Say what is untranslated or badly written; fail if any.": "متن‌های ترجمه‌نشده یا بدنوشته گفته شود؛ وجود هر یک، ناموفق است.",
    "Take the README's pictures from a running demo; needs Chromium.": "گرفتن تصویرهای README از نمایش در حال اجرا؛ به Chromium نیاز دارد.",
    "Where the demo runs.": "نشانی نمایش.",
    "Of the demo's people.": "گذرواژهٔ کاربران نمایش.",
    "Where to put them.": "پوشهٔ تصویرها.",
    "Measure: goal, floor and ratio.": "اندازه‌گیری: هدف، کف و نسبت.",
    "Which one; bench/README.md says what each measures.": "کدام اندازه‌گیری؛ bench/README.md هر یک را شرح می‌دهد.",
    "Passed on to it.": "همان‌گونه به آن داده می‌شود.",
    "Make a capability's folder with its usual files and a first test; docs/new-capability.md goes on.": "ساختن پوشهٔ یک توانمندی تازه با فایل‌های معمول و نخستین آزمون؛ ادامه در docs/new-capability.md.",
    "One lower-case word of the field.": "یک واژهٔ این حوزه با حروف کوچک لاتین.",
    "The folder it stands on: it may import that one.": "پوشه‌ای که بر آن تکیه دارد.",
    "Write requirements/*.txt and package-lock.json, with hashes and without download addresses.": "نوشتن requirements/*.txt و package-lock.json با درهم‌سازی و بدون نشانی بارگیری.",
    "Take the newest versions, not the locked ones.": "تازه‌ترین نسخه‌ها، نه نسخه‌های قفل‌شده.",
    "Play invented calls in the demo's city until it is stopped; the demo starts this itself.": "پخش تماس‌های ساختگی در شهر نمایش تا زمان توقف؛ نمایش خود آن را راه می‌اندازد.",
    "The id of the demo's city.": "شناسهٔ شهر نمایش.",
    "Another seed draws other calls.": "با هر عدد، تماس‌های دیگری ساخته می‌شود.",
    "Bring in the map of a city and the boundaries of its stations.": "وارد کردن نقشهٔ شهر و مرز کلانتری‌های آن.",
    "Make a city from an extract: road graph, map, and names to search; the same again changes nothing.": "ساختن شهر از برش نقشه: شبکهٔ راه‌ها، نقشه و نام‌های جست‌وجوپذیر؛ همان فایل بار دوم چیزی را تغییر نمی‌دهد.",
    "An OpenStreetMap extract: .osm.pbf.": "برشی از OpenStreetMap با پسوند .osm.pbf.",
    "Its name; once in Persian, once in Latin letters.": "نام آن؛ یک بار به فارسی و یک بار با حروف لاتین.",
    "The county or province it lies in.": "شهرستان یا استانی که شهر در آن است.",
    "GeoJSON with a polygon per station; without, it is divided.": "فایل GeoJSON با یک چندضلعی برای هر کلانتری؛ بدون آن، شهر تقسیم می‌شود.",
    "Also where another city has the same ground.": "حتی اگر شهر دیگری همین زمین را دارد.",
    "Draw the boundaries of areas; overlaps and gaps are told.": "ترسیم مرز محدوده‌ها؛ هم‌پوشانی و شکاف گفته می‌شود.",
    "GeoJSON with a named polygon per area.": "فایل GeoJSON با یک چندضلعی نام‌دار برای هر محدوده.",
    "What the areas are.": "نوع محدوده‌ها: nation (کشور)، province (استان)، county (شهرستان)، city (شهر) یا station (کلانتری).",
    "Of stations: retire those that were made by dividing the map.": "برای کلانتری‌ها: کنار گذاشتن آن‌هایی که از تقسیم نقشه ساخته شده‌اند.",
    "The area they lie in; without, found by place.": "محدوده‌ای که در آن هستند؛ بدون آن، از روی مکان پیدا می‌شود.",
    "Also where its map of today has other ground.": "حتی اگر نقشهٔ امروزش جای دیگری را نشان دهد.",
    "The cities there are, since when each has its map, and of what date the map's data is.": "شهرهای موجود، تاریخ ورود نقشهٔ هر یک و تاریخ داده‌های آن.",
    "Set up the nation, its provinces, counties and cities.": "برپا کردن کشور، استان‌ها، شهرستان‌ها و شهرها.",
    "Open the areas of a list, each below the one its column “parent” has the code of; the same again changes nothing.": "افزودن محدوده‌های یک فهرست، هر یک زیر محدوده‌ای که کد آن در ستون parent آمده است؛ همان فهرست بار دوم چیزی را تغییر نمی‌دهد.",
    "CSV with the columns kind, code, parent, name_fa, name_en.": "فایل CSV با ستون‌های kind، code، parent، name_fa و name_en.",
    "Change the keys that seal phone numbers and national IDs: add, use, reseal, retire, with the service started anew after each.": "تغییر کلیدهایی که شماره‌های تلفن و کدهای ملی را مهر می‌کنند: add، use، reseal و retire؛ پس از هر گام سامانه دوباره راه‌اندازی می‌شود.",
    "The numbers of the keys, the one in use first; the secrets are not shown.": "شمارهٔ کلیدها، نخست کلیدِ در حال کار؛ خود کلیدها نشان داده نمی‌شود.",
    "Put a new key on the ring; it opens, and seals nothing yet. Then start the service anew.": "افزودن کلیدی تازه به دسته‌کلید؛ باز می‌کند و هنوز چیزی را مهر نمی‌کند. سپس سامانه را دوباره راه بیندازید.",
    "Seal with this key from now on. Then start the service anew, and ``keys reseal``.": "مهرکردن با این کلید از این پس. سپس سامانه را دوباره راه بیندازید و ``keys reseal`` را اجرا کنید.",
    "Seal with the key in use whatever an older one sealed; it may be stopped and begun again.": "مهرکردن دوبارهٔ آنچه کلیدهای پیشین مهر کرده‌اند، با کلیدِ در حال کار؛ می‌توان آن را متوقف کرد و از سر گرفت.",
    "Take a key off the ring, once nothing is sealed with it.": "برداشتن کلید از دسته‌کلید، وقتی دیگر چیزی با آن مهر نشده است.",
    "The number of the key.": "شمارهٔ کلید.",
    "Receive the orders of courts, and keep the branches that give them.": "ثبت دستورهای قضایی و نگه‌داری فهرست شعبه‌ها.",
    "Receive the signed orders that lie in a folder; what was refused is put aside with the reason.": "ثبت دستورهای امضاشده‌ای که در یک پوشه است؛ آنچه رد شود با دلیل کنار گذاشته می‌شود.",
    "Where NAME.json and NAME.json.sig lie; their format: docs/orders.md.": "پوشهٔ فایل‌های NAME.json و NAME.json.sig؛ قالب آن‌ها در docs/orders.md آمده است.",
    "Add a branch that gives orders.": "افزودن شعبه‌ای که دستور می‌دهد.",
    "Its code, in small Latin letters.": "کد آن با حروف کوچک لاتین.",
    "Its public key, Ed25519, in hexadecimal; without, its orders come on paper only.": "کلید عمومی Ed25519 آن به شانزده‌شانزدهی؛ بدون آن، دستورهایش فقط کاغذی است.",
    "Add people, give them roles, help those who cannot sign in.": "افزودن کاربر، واگذاری نقش و کمک به کسی که نمی‌تواند وارد شود.",
    "Add a person; prints a one-time password to hand over in person.": "افزودن کاربر؛ گذرواژه‌ای یک‌بارمصرف می‌نویسد تا حضوری تحویل شود.",
    "The personnel number.": "شمارهٔ پرسنلی.",
    "The name in Persian letters.": "نام به فارسی.",
    "The name in Latin letters.": "نام با حروف لاتین.",
    "With the country: +98…": "با پیش‌شمارهٔ کشور: ‎+98…",
    "Give a person a role over an area, from now on.": "واگذاری نقش در یک محدوده به کاربر، از همین لحظه.",
    "What they are.": "نقش او.",
    "Over which area: its name or code.": "در کدام محدوده: نام یا کد آن.",
    "Who there is, with their roles today.": "کاربران و نقش‌های امروز آن‌ها.",
    "A new one-time password and no second factor, for someone who cannot sign in.": "گذرواژهٔ یک‌بارمصرف تازه و حذف عامل دوم، برای کسی که نمی‌تواند وارد شود.",
    "Let a program act in a person's roles; prints the token once.": "اجازه به یک برنامه برای کار با نقش‌های یک کاربر؛ توکن تنها یک بار نوشته می‌شود.",
    "What program it is for.": "برای کدام برنامه است.",
    "What it may do; several are possible.": "چه کاری می‌تواند بکند؛ چند مورد هم می‌شود.",
    "How long it is valid, a year at most.": "مدت اعتبار به روز، دست‌بالا یک سال.",
    "A program's token is worth nothing from now on.": "لغو توکن یک برنامه از همین لحظه.",
    "Its last four characters, or its id.": "چهار نویسهٔ پایانی یا شناسهٔ آن.",
    "The person can no longer sign in and is signed out everywhere.": "کاربر دیگر نمی‌تواند وارد شود و از همهٔ دستگاه‌ها خارج می‌شود.",
}  # fmt: skip
EXAMPLE = "\n\nExample: "


def in_persian(command: object) -> None:
    """Say the command's help, its parameters' and its sub-commands' in Persian."""
    assert isinstance(command, TyperGroup | TyperCommand)
    typer.rich_utils.OPTIONS_PANEL_TITLE = "گزینه‌ها"
    typer.rich_utils.ARGUMENTS_PANEL_TITLE = "ورودی‌ها"
    typer.rich_utils.COMMANDS_PANEL_TITLE = "فرمان‌ها"
    what, found, example = (command.help or "").partition(EXAMPLE)
    command.help = PERSIAN[what] + found.replace("Example", "نمونه") + example
    if command.short_help:
        command.short_help = PERSIAN.get(command.short_help, command.short_help)
    if panel := PERSIAN.get(str(command.rich_help_panel)):
        command.rich_help_panel = panel
    for parameter in command.params:
        if text := getattr(parameter, "help", None):
            parameter.help = PERSIAN[text]  # type: ignore[attr-defined]
    if isinstance(command, TyperGroup):
        for below in command.commands.values():
            in_persian(below)
