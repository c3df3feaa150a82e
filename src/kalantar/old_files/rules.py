"""What a file of an old register, its mapping and its rows must be. Who may bring one in is asked of files."""

from kalantar.kernel.rules import constraint, input_rule, rule
from kalantar.old_files.models import RegisterImport

LARGEST = 50_000_000  # bytes
MOST_ROWS = 200_000
LONGEST_TEXT, LONGEST_NAME = 20_000, 200  # letters of a narrative, of any other cell


@rule(
    en="This import is over.",
    fa="این ورود به پایان رسیده است.",
    do_en="Read the file again if rows of it are still missing.",
    do_fa="اگر هنوز ردیفی مانده است فایل را دوباره بخوانید.",
)
def register_is_still_brought_in(run: RegisterImport) -> bool:
    return run.ended_at is None


register_file_is_not_too_large = input_rule(
    "register_file_is_not_too_large",
    en="This file is too large: at most {megabytes} MB and {rows} rows are brought in at once.",
    fa="این فایل بیش از اندازه بزرگ است؛ هر بار حداکثر {megabytes} مگابایت و {rows} ردیف وارد می‌شود.",
    do_en="Divide it, such as by year, and leave the head in each part.",
    do_fa="آن را مثلاً بر اساس سال تقسیم کنید و سرستون را در هر بخش نگه دارید.",
)
register_file_has_rows = input_rule(
    "register_file_has_rows",
    en="There is no row in this file below its head.",
    fa="در این فایل زیر سرستون هیچ ردیفی نیست.",
    do_en="Save the table as CSV again, with its head in the first row.",
    do_fa="جدول را دوباره با قالب CSV ذخیره کنید؛ سرستون باید در ردیف نخست باشد.",
)
register_file_is_in_its_encoding = input_rule(
    "register_file_is_in_its_encoding",
    en="This file is not written in the encoding {encoding}.",
    fa="این فایل با کدگذاری {encoding} نوشته نشده است.",
    do_en='Save it as “CSV UTF-8”, or write the right one into the mapping: encoding = "cp1256".',
    do_fa='آن را با قالب «CSV UTF-8» ذخیره کنید یا کدگذاری درست را در نگاشت بنویسید؛ مانند ‎encoding = "cp1256".',
)
register_file_is_csv = input_rule(
    "register_file_is_csv",
    en="Row {row} of this file is no row of a CSV file.",
    fa="ردیف {row} این فایل ردیف یک فایل CSV نیست.",
    do_en="Look for a quotation mark without its partner there, and save the file again.",
    do_fa="در آنجا گیومه‌ای را که جفت ندارد پیدا کنید و فایل را دوباره ذخیره کنید.",
)
register_file_has_its_columns = input_rule(
    "register_file_has_its_columns",
    en="The head of this file lacks columns, or has them twice: {columns}.",
    fa="در سرستون این فایل این ستون‌ها نیست یا تکراری است: {columns}.",
    do_en="Compare the first row with the mapping; also the delimiter between columns.",
    do_fa="ردیف نخست و جداکنندهٔ ستون‌ها را با نگاشت مقایسه کنید.",
)
mapping_is_understood = input_rule(
    "mapping_is_understood",
    en="The mapping cannot be understood: {what}.",
    fa="نگاشت خوانده نشد: {what}.",
    do_en="Write it as the page on old files shows; number, category and opened need a column.",
    do_fa="آن را مانند نمونهٔ صفحهٔ پرونده‌های پیشین بنویسید؛ number و category و opened باید ستون داشته باشند.",
)
mapping_is_text = input_rule(
    "mapping_is_text",
    en="The mapping is no text in UTF-8.",
    fa="فایل نگاشت متنی با کدگذاری UTF-8 نیست.",
    do_en="Save it as plain text in UTF-8.",
    do_fa="آن را به‌صورت متن ساده با کدگذاری UTF-8 ذخیره کنید.",
)
old_number_stands_once_in_the_file = input_rule(
    "old_number_stands_once_in_the_file",
    en="This number stands in an earlier row of the file as well.",
    fa="این شماره در ردیف پیش‌تری از همین فایل هم آمده است.",
    do_en="Find out which row is right; the earlier one is brought in.",
    do_fa="ردیف درست را مشخص کنید؛ ردیف پیش‌تر وارد می‌شود.",
)
category_of_the_row_is_known = input_rule(
    "category_of_the_row_is_known",
    en="No category of the case catalogue is called so.",
    fa="موضوعی با این نام در فهرست موضوع‌های پرونده نیست.",
    do_en="Say in the mapping, under [categories], which one it is.",
    do_fa="در نگاشت زیر [categories] بنویسید کدام موضوع است.",
)
outcome_of_the_row_is_known = input_rule(
    "outcome_of_the_row_is_known",
    en="No outcome of the case catalogue is called so.",
    fa="نتیجه‌ای با این نام در فهرست نتیجه‌های پرونده نیست.",
    do_en="Say in the mapping, under [outcomes], which one it is.",
    do_fa="در نگاشت زیر [outcomes] بنویسید کدام نتیجه است.",
)
day_of_the_row_is_of_the_calendar = input_rule(
    "day_of_the_row_is_of_the_calendar",
    en="This date is not one of the calendar the mapping names.",
    fa="این تاریخ از تقویمی نیست که در نگاشت آمده است.",
    do_en="Correct the date, or the calendar in the mapping.",
    do_fa="تاریخ یا تقویمِ نگاشت را درست کنید.",
)
party_of_the_row_has_a_name = input_rule(
    "party_of_the_row_has_a_name",
    en="Something is known of this party, but no name.",
    fa="از این طرف پرونده چیزی آمده است اما نام ندارد.",
    do_en="Write what they were called, or “unknown”.",
    do_fa="نام او را بنویسید یا «نامعلوم».",
)
cell_of_the_row_is_not_too_long = input_rule(
    "cell_of_the_row_is_not_too_long",
    en="This cell is too long.",
    fa="متن این خانه بیش از اندازه بلند است.",
    do_en="Shorten it: 20,000 letters of a narrative, 200 of anything else.",
    do_fa="آن را کوتاه کنید؛ شرح پرونده تا ۲۰٬۰۰۰ نویسه و بقیه تا ۲۰۰ نویسه.",
)
row_has_no_more_cells_than_the_head = input_rule(
    "row_has_no_more_cells_than_the_head",
    en="This row has more cells than the head has columns.",
    fa="تعداد خانه‌های این ردیف بیش از ستون‌های سرستون است.",
    do_en="Put cells with a delimiter in them into quotation marks.",
    do_fa="خانه‌هایی را که جداکننده در متنشان هست درون گیومه بگذارید.",
)
constraint(
    "station_brings_in_one_register_at_a_time",
    en="Another file of the old register is being brought in at this station.",
    fa="فایل دیگری از دفتر پیشین در همین کلانتری در حال ورود است.",
    do_en="Go on with it to its end, or give it up.",
    do_fa="آن را تا پایان ادامه دهید یا کنار بگذارید.",
)
constraint(
    "row_of_a_register_is_counted_once",
    en="No more rows are brought in or refused than the file has.",
    fa="شمار ردیف‌های واردشده و پذیرفته‌نشده از ردیف‌های فایل بیشتر نمی‌شود.",
    do_en="Read the file again.",
    do_fa="فایل را دوباره بخوانید.",
)
