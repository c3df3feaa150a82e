"""Refusals as RFC 9457 problems: the rule's name, its sentence, and what to do, in the asked language."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from kalantar.config.api.differences import UNREADABLE, said
from kalantar.kernel.action import thing_exists
from kalantar.kernel.rules import Refused, RuleKind, input_rule

CONTENT_TYPE = "application/problem+json"
STATUS = {
    RuleKind.PERMISSION: HTTPStatus.FORBIDDEN,
    RuleKind.INPUT: HTTPStatus.UNPROCESSABLE_ENTITY,
    RuleKind.CONSTRAINT: HTTPStatus.CONFLICT,
    RuleKind.PREDICATE: HTTPStatus.CONFLICT,
    RuleKind.LIFECYCLE: HTTPStatus.CONFLICT,
}

request_fits_the_schema = input_rule(
    "request_fits_the_schema",
    en="The request does not have the form that is described.",
    fa="درخواست به شکلی که شرح داده شده نیست.",
    do_en="Compare it with /api/v1/openapi.json; the list of errors says where it differs.",
    do_fa="آن را با ‎/api/v1/openapi.json بسنجید؛ فهرست خطاها جای اختلاف را نشان می‌دهد.",
)
program_shows_a_token = input_rule(
    "program_shows_a_token",
    en="You are not signed in, or the token is not valid.",
    fa="وارد نشده‌اید یا توکن معتبر نیست.",
    do_en="Send a valid token as “Authorization: Bearer …”.",
    do_fa="توکن معتبر را در سرآیند «Authorization: Bearer …» بفرستید.",
)


request_comes_from_our_page = input_rule(
    "request_comes_from_our_page",
    en="The request does not show that it comes from a page of this service.",
    fa="درخواست نشان نمی‌دهد که از صفحه‌ای از همین سامانه آمده است.",
    do_en="Send the page’s token in the header X-CSRFToken; programs send “Authorization: Bearer …”.",
    do_fa="توکن صفحه را در سرآیند X-CSRFToken بفرستید؛ برنامه‌ها «Authorization: Bearer …» بفرستند.",
)


STATUS_OF_RULE = {
    thing_exists.name: HTTPStatus.NOT_FOUND,
    program_shows_a_token.name: HTTPStatus.UNAUTHORIZED,
    request_comes_from_our_page.name: HTTPStatus.FORBIDDEN,
}


class Problem(Schema):
    """RFC 9457. ``rule`` is the name to look up in docs/rules.md; ``errors`` say where a form is wrong.

    ``instance`` names the request, as the log and the timeline do.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    rule: str
    errors: list[dict[str, Any]] = []


def problem(
    request: HttpRequest,
    refused: Refused,
    status: int,
    errors: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    body = Problem(
        type=f"urn:kalantar:rule:{refused.rule.name}",
        title=str(refused.sentence),
        status=status,
        detail=str(refused.remedy),
        instance=f"urn:kalantar:request:{getattr(request, 'request_id', '')}",
        rule=refused.rule.name,
        errors=errors or [],
    )
    return JsonResponse(body.dict(), status=status, content_type=CONTENT_TYPE)


def status_of(refused: Refused) -> int:
    return STATUS_OF_RULE.get(refused.rule.name) or STATUS[refused.rule.kind]


def answer_with_problems(api: NinjaAPI) -> None:
    """Every way a request can go wrong becomes a problem."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
        return problem(request, refusal, status_of(refusal))

    @api.exception_handler(ValidationError)
    def ill_formed(request: HttpRequest, trouble: ValidationError) -> HttpResponse:
        errors = [{"where": error["loc"], "what": said(error)} for error in trouble.errors]
        refusal = request_fits_the_schema.refuse()
        return problem(request, refusal, HTTPStatus.UNPROCESSABLE_ENTITY, errors)

    @api.exception_handler(HttpError)
    def broken(request: HttpRequest, trouble: HttpError) -> HttpResponse:
        errors = [{"where": [], "what": str(UNREADABLE)}]
        return problem(request, request_fits_the_schema.refuse(), trouble.status_code, errors)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, trouble: AuthenticationError) -> HttpResponse:
        response = problem(request, program_shows_a_token.refuse(), HTTPStatus.UNAUTHORIZED)
        response["WWW-Authenticate"] = "Bearer"
        return response

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, trouble: Http404) -> HttpResponse:
        return problem(request, thing_exists.refuse(), HTTPStatus.NOT_FOUND)
