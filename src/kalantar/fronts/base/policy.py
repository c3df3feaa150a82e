"""What a page may load: only from this server, nothing inline. MapLibre draws in workers and blobs."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.utils.csp import CSP

from kalantar.kernel.live.origin import live_url

PAGES: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF, "blob:"],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}


class PagePolicy(ContentSecurityPolicyMiddleware):
    """The policy of every page, with the live stream's address, which is another port of this host."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        if not hasattr(response, "_csp_config"):
            connect = [*PAGES["connect-src"], live_url(request).partition("?")[0]]
            response._csp_config = PAGES | {"connect-src": connect}  # type: ignore[attr-defined]
        answered: HttpResponse = super().process_response(request, response)
        return answered
