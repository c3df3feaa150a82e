"""Behind a proxy that speaks HTTPS: whom it may speak for, and what browsers are told to insist on."""

from typing import Any

A_YEAR_S = 365 * 24 * 3600


def https_settings(*, https: bool, proxies: int, hosts: list[str]) -> dict[str, Any]:
    """Django's settings. ``proxies``: how many proxies of ours stand in front; with none, what a
    client says about itself is not believed."""
    if not https:
        return {}
    settings: dict[str, Any] = {
        "CSRF_TRUSTED_ORIGINS": [f"https://{host}" for host in hosts if host != "*"],
        "SECURE_HSTS_SECONDS": A_YEAR_S,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
    }
    if proxies:
        settings["SECURE_PROXY_SSL_HEADER"] = ("HTTP_X_FORWARDED_PROTO", "https")
    return settings
