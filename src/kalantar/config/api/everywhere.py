"""What goes wrong before or beside the interface's own operations is a problem under its addresses too.

An address there is not, a method it does not take, a host that is not ours, a fault of the service:
Django answers those with a page. Whatever the reason, a program gets RFC 9457.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override

from kalantar.config.api.problems import CONTENT_TYPE, problem
from kalantar.kernel.rules import Refused, input_rule

UNDER = "/api/"

address_is_of_the_interface = input_rule(
    "address_is_of_the_interface",
    en="The interface has nothing at this address.",
    fa="در این نشانی چیزی از رابط برنامه‌ها نیست.",
    do_en="Compare it with /api/v1/openapi.json; an id is a UUID.",
    do_fa="آن را با ‎/api/v1/openapi.json بسنجید؛ شناسه باید UUID باشد.",
)
method_is_of_the_address = input_rule(
    "method_is_of_the_address",
    en="This address does not take that method.",
    fa="این نشانی چنین متدی را نمی‌پذیرد.",
    do_en="Use one of those the header Allow lists.",
    do_fa="یکی از متدهای سرآیند Allow را به کار ببرید.",
)
host_is_ours = input_rule(
    "host_is_ours",
    en="The service does not answer under this host name.",
    fa="سامانه با این نام میزبان پاسخ نمی‌دهد.",
    do_en="Use the service’s own name, or add this one to KALANTAR_HOSTS.",
    do_fa="نام خود سامانه را به کار ببرید یا این نام را به KALANTAR_HOSTS بیفزایید.",
)
request_can_be_read = input_rule(
    "request_can_be_read",
    en="The request cannot be read.",
    fa="درخواست خوانا نیست.",
    do_en="Check its size and its headers, and send it again.",
    do_fa="اندازه و سرآیندهای آن را بررسی کنید و دوباره بفرستید.",
)
service_did_not_fail = input_rule(
    "service_did_not_fail",
    en="The service failed at this request.",
    fa="سامانه در انجام این درخواست ناکام ماند.",
    do_en="Repeat it with the same Idempotency-Key. If it fails again, tell whoever runs the service "
    "the request’s id: {request}.",
    do_fa="آن را با همان Idempotency-Key تکرار کنید. اگر باز نشد، شناسهٔ درخواست را به متصدی سامانه "
    "بگویید: {request}.",
)


class ProblemsEverywhere:
    """Makes each refusal or fault under the interface's addresses a problem, its headers as they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < HTTPStatus.BAD_REQUEST or not request.path.startswith(UNDER):
            return response
        if response.headers.get("Content-Type") == CONTENT_TYPE:
            return response
        language = get_language_from_request(request)  # the fault may have come before Django asked
        with override(language):
            told = problem(request, _refusal(request, response), response.status_code)
        response.content = told.content
        response["Content-Type"], response["Content-Language"] = CONTENT_TYPE, language
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(told.content))
        patch_vary_headers(response, ["Accept-Language"])
        return response


def _refusal(request: HttpRequest, response: HttpResponse) -> Refused:
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return service_did_not_fail.refuse(request=getattr(request, "request_id", ""))
    if not _for_our_host(request):
        return host_is_ours.refuse()
    if response.status_code == HTTPStatus.NOT_FOUND:
        return address_is_of_the_interface.refuse()
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return method_is_of_the_address.refuse()
    return request_can_be_read.refuse()


def _for_our_host(request: HttpRequest) -> bool:
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True
