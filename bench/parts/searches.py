"""What people type for places of three cities: pairs of the typed text and the name on the sign.

Transliterations are written by hand, the way a call taker hears a name. No city has Persian names in
its extract, so those written in Latin letters by a Persian ear are the other direction.
"""

HEARD = {
    "helsinki": {
        "مانرهایمینتیه": "Mannerheimintie", "الکسانترینکاتو": "Aleksanterinkatu",
        "آلکساندرینکاتو": "Aleksanterinkatu", "بولواردی": "Bulevardi",
        "اروتایانکاتو": "Erottajankatu", "لونروتینکاتو": "Lönnrotinkatu",
        "اودنمانکاتو": "Uudenmaankatu", "کایوکاتو": "Kaivokatu", "میکونکاتو": "Mikonkatu",
        "یونیونینکاتو": "Unioninkatu", "فردریکینکاتو": "Fredrikinkatu",
        "لیسانکاتو": "Liisankatu", "سیمونکاتو": "Simonkatu", "آنانکاتو": "Annankatu",
        "کالوانکاتو": "Kalevankatu", "کسکوسکاتو": "Keskuskatu", "یوریونکاتو": "Yrjönkatu",
        "سناتین‌توری": "Senaatintori", "پوهیویس اسپلانادی": "Pohjoisesplanadi",
        "ووریکاتو": "Vuorikatu",
        "manerheimintie": "Mannerheimintie", "aleksanterinkato": "Aleksanterinkatu",
        "boolevardi": "Bulevardi", "erotayankatu": "Erottajankatu",
        "lonrotinkatu": "Lönnrotinkatu", "oodenmankatu": "Uudenmaankatu",
        "kayvokatu": "Kaivokatu", "mikoonkatu": "Mikonkatu", "unyoninkatu": "Unioninkatu",
        "feredrikinkatu": "Fredrikinkatu", "lisankatu": "Liisankatu",
        "simoonkatu": "Simonkatu", "anankatu": "Annankatu", "kalevankato": "Kalevankatu",
        "keskooskatu": "Keskuskatu", "yuryonkatu": "Yrjönkatu", "senatintori": "Senaatintori",
        "pohyoisesplanadi": "Pohjoisesplanadi", "vorikatu": "Vuorikatu",
        "esplanadi": "Pohjoisesplanadi",
    },
    "san-francisco": {
        "مارکت": "Market Street", "خیابان میشن": "Mission Street", "هاوارد": "Howard Street",
        "فولسوم": "Folsom Street", "هریسون": "Harrison Street", "برایانت": "Bryant Street",
        "ون نس": "Van Ness Avenue", "گلدن گیت": "Golden Gate Avenue",
        "مونتگومری": "Montgomery Street", "کرنی": "Kearny Street", "پاول": "Powell Street",
        "استاکتون": "Stockton Street", "لیونورث": "Leavenworth Street",
        "خیابان چهارم": "4th Street", "الیس": "Ellis Street", "اوفارل": "O'Farrell Street",
        "جونز": "Jones Street", "تیلور": "Taylor Street", "سنسوم": "Sansome Street",
        "کالیفرنیا": "California Street",
        "markit": "Market Street", "mishen": "Mission Street", "havard": "Howard Street",
        "folsum": "Folsom Street", "herison": "Harrison Street", "brayant": "Bryant Street",
        "van nes": "Van Ness Avenue", "golden geyt": "Golden Gate Avenue",
        "montgomeri": "Montgomery Street", "kerny": "Kearny Street", "pavel": "Powell Street",
        "estakton": "Stockton Street", "livenworth": "Leavenworth Street",
        "fourth street": "4th Street", "elis": "Ellis Street", "ofarel": "O'Farrell Street",
        "jonz": "Jones Street", "teylor": "Taylor Street", "sansom": "Sansome Street",
        "kalifornia": "California Street",
    },
    "porto-alegre": {
        "ایپیرانگا": "Avenida Ipiranga", "بورژس دی مدیروس": "Avenida Borges de Medeiros",
        "آسیس برازیل": "Avenida Assis Brasil", "ژوائو پسوآ": "Avenida João Pessoa",
        "پروتازیو آلوز": "Avenida Protásio Alves", "فارراپوس": "Avenida Farrapos",
        "کارلوس گومس": "Avenida Carlos Gomes", "پادره چاگاس": "Rua Padre Chagas",
        "خیابان دوکه دی کاشیاس": "Rua Duque de Caxias", "آونیدا ایپیرانگا": "Avenida Ipiranga",
    },
}  # fmt: skip

SPELT = {
    "helsinki": {
        "Mannerheimintie": "Mannerheimintie", "mannerh": "Mannerheimintie",
        "mikonk": "Mikonkatu", "manerheimintje": "Mannerheimintie", "anankattu": "Annankatu",
        "fredrikinkatu": "Fredrikinkatu", "senaatintori": "Senaatintori",
    },
    "san-francisco": {
        "Market": "Market Street", "mark": "Market Street", "Marekt": "Market Street",
        "Missoin Street": "Mission Street", "Golden Gate": "Golden Gate Avenue",
        "leavnworth": "Leavenworth Street", "van ness": "Van Ness Avenue",
    },
    "porto-alegre": {
        "Ipiranga": "Avenida Ipiranga", "ipir": "Avenida Ipiranga", "Ipirnga": "Avenida Ipiranga",
        "Borges de Medeiros": "Avenida Borges de Medeiros", "assis brazil": "Avenida Assis Brasil",
        "bento goncalves": "Avenida Bento Gonçalves", "joao pessoa": "Avenida João Pessoa",
    },
}  # fmt: skip

# Of a crossing both names are on the sign, in either order: "A / B" stands for both.
CROSSINGS = {
    "helsinki": {
        "Mikonkatu ja Aleksanterinkatu": "Aleksanterinkatu / Mikonkatu",
        "میکونکاتو و الکسانترینکاتو": "Aleksanterinkatu / Mikonkatu",
    },
    "san-francisco": {
        "Market and 5th": "5th Street / Market Street",
        "مارکت و پنجم": "5th Street / Market Street",
        "میشن و چهارم": "4th Street / Mission Street",
        "Howard and 3rd": "3rd Street / Howard Street",
        "Powell at Geary": "Geary Street / Powell Street",
        "powel and geery": "Geary Street / Powell Street",
        "گیری و پاول": "Geary Street / Powell Street",
        "van nes and market": "Van Ness Avenue / Market Street",
        "Folsom & 7th": "Folsom Street / 7th Street",
    },
    "porto-alegre": {
        "João Pessoa e Ipiranga": "Avenida João Pessoa / Avenida Ipiranga",
        "ایپیرانگا و ژوائو پسوآ": "Avenida João Pessoa / Avenida Ipiranga",
    },
}  # fmt: skip
NUMBERS_OF_A_CITY = 10  # houses taken from the map itself, asked for number first and number last
