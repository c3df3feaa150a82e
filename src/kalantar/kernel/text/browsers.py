"""Which browser on which device, out of what a browser says of itself."""

# The first that is named counts: all of them claim to be those below them.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
DEVICES = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def say_browser(said: str) -> str:
    """``Chrome · Android``; what is not known is said as it is, cut short."""
    found = (next((n for m, n in names.items() if m in said), "") for names in (BROWSERS, DEVICES))
    return " · ".join(filter(None, found)) or said[:40]
