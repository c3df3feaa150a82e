"""The pages of orders: whose they are, receiving one, and what is done with it."""

from typing import Any

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.kernel.models import Entry
from kalantar.kernel.text.calendar import local
from kalantar.orders.actions import assign_order, return_order
from kalantar.orders.models import Order
from kalantar.papers.models import IssuedPaper
from kalantar.people.models import User
from kalantar.people.roles import Role
from tests.people import an_area, grant, sign_in

pytestmark = pytest.mark.django_db


def _read(page: str) -> int:
    return Entry.objects.filter(event="PageOpened", facts__page=page).count()


def _link(order: Order) -> str:
    return f'href="/orders/{order.pk}/"'


@pytest.mark.parametrize("role", Role)
def test_whose_orders_they_are(client: Client, papers: Papers, role: Role) -> None:
    order = papers.order()
    client.cookies["sessionid"] = sign_in(grant(role, over=papers.station))
    works = role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
    answer = client.get(f"/orders/{order.pk}/")
    assert answer.status_code == (200 if works or role == Role.AUDITOR else 404)
    assert (order.text in answer.text) == works
    assert client.get("/orders/new/").status_code == (200 if works else 403)
    tried = client.post(f"/orders/{order.pk}/return/")  # an auditor is asked what for
    assert tried.status_code == (422 if works or role == Role.AUDITOR else 404)
    assert (_link(order) in client.get("/orders/waiting/").text) == works


def test_the_overdue_come_first(papers: Papers, desk: Client) -> None:
    late, to_come = papers.order("1", due_in_days=0), papers.order("2")
    page = desk.get("/orders/").text
    assert [_link(one) in page for one in (late, to_come)] == [True, False]
    desk.get("/orders/")
    assert _read("orders") == 1


def test_what_a_colleague_carries_out_stands_in_a_list_with_their_name(
    client: Client, papers: Papers, desk: Client, officer: User
) -> None:
    """It is neither overdue, nor waiting, nor the reader's own: the one due first comes first."""
    waits, later, sooner = papers.order("1"), papers.order("2", due_in_days=9), papers.order("3")
    for one in (later, sooner):
        assert desk.post(f"/orders/{one.pk}/take/").status_code == 302
    client.cookies["sessionid"] = sign_in(grant(Role.STATION_CHIEF, over=papers.station))
    page = client.get("/orders/running/").text
    assert page.index(_link(sooner)) < page.index(_link(later))
    assert (officer.name in page, _link(waits) in page) == (True, False)
    rest = client.get(f"/orders/running/?after={sooner.pk}").text
    assert [_link(one) in rest for one in (sooner, later)] == [False, True]
    assert desk.post(f"/orders/{sooner.pk}/return/", {"report": "نبود"}).status_code == 302
    assert _link(sooner) not in client.get("/orders/running/").text
    client.cookies["sessionid"] = sign_in(grant(Role.PATROL_OFFICER, over=papers.station))
    assert _link(later) not in client.get("/orders/running/").text


def _on_paper(papers: Papers, **more: Any) -> dict[str, Any]:
    today = local(papers.hall.by.now()).date().isoformat()
    told = {
        "branch": str(papers.branch.pk), "number": "140512", "kind": "inquiry", "text": "تحقیق کنید",
        "issued_on": today, "due_at": today, "operation": str(uuid7()),
    }  # fmt: skip
    return told | more


def test_an_order_is_received_once(papers: Papers, desk: Client) -> None:
    case = papers.case()
    told = _on_paper(papers, case=case.number, persons=[str(papers.zahra.pk)])
    for _ in range(2):
        assert desk.post("/orders/new/", told).status_code == 302
    order = Order.objects.get()
    assert (order.case, order.concerned.get().person) == (case, papers.zahra)
    assert local(order.due_at).strftime("%H:%M") == "23:59"
    assert _link(order) in desk.get(f"/files/{case.pk}/work/").text
    again = desk.post("/orders/new/", told | {"operation": str(uuid7())})
    assert 'data-rule="order_is_received_once"' in again.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"issued_on": "1405/13/1"}, {"due_at": "1300/1/1"}, {"case": "12"}, {"branch": "x"},
        {"case": "1405-0012-00347-6"}, {"kind": "fly"}, {"issued_on": "9999-12-31"}, {"number": ""},
    ],
)  # fmt: skip
def test_what_was_typed_stays_where_an_order_is_refused(
    papers: Papers, desk: Client, wrong: dict[str, str]
) -> None:
    page = desk.post("/orders/new/", _on_paper(papers, persons=[str(papers.zahra.pk)], **wrong))
    assert (page.status_code, Order.objects.exists()) == (422, False)
    assert "تحقیق کنید" in page.text
    assert f'value="{papers.zahra.pk}" checked' in page.text


def test_an_order_is_given_and_carried_out(papers: Papers, desk: Client, officer: User) -> None:
    order = papers.order()
    at = f"/orders/{order.pk}/"
    assert desk.post(f"{at}carry_out/", {"report": "شد"}).status_code == 422
    assert desk.post(f"{at}take/").status_code == 302
    assert _link(order) in desk.get("/orders/mine/").text
    assert desk.post(f"{at}carry_out/", {"report": ""}).status_code == 422
    assert desk.post(f"{at}carry_out/", {"report": "ابلاغ شد"}).status_code == 302
    order.refresh_from_db()
    assert (order.state, order.report, order.officer) == ("carried_out", "ابلاغ شد", officer)
    assert desk.post(f"{at}fly/").status_code == 404
    assert 'data-rule="order_allows_step"' in desk.post(f"{at}take/").text
    assert desk.get(f"{at}take/").headers["Location"] == at


def test_an_order_is_found_by_its_number_while_it_runs_and_when_it_has_ended(
    papers: Papers, desk: Client
) -> None:
    order = papers.order()
    Order.objects.filter(pk=order.pk).update(number="1405/36-7")
    asked = {"q": " ۱۴۰۵/۳۶-۷ "}
    assert _link(order) in desk.post("/orders/find/", asked).text
    assert _link(order) not in desk.get("/orders/ended/").text
    assert desk.post(f"/orders/{order.pk}/withdraw/", {"why": "شعبه خواست"}).status_code == 302
    assert _link(order) in desk.post("/orders/find/", asked).text
    assert _link(order) in desk.get("/orders/ended/").text
    none = desk.post("/orders/find/", {"q": "1405/36-8"})
    assert _link(order) not in none.text
    assert "دستوری با این شماره" in none.text
    assert desk.get("/orders/find/").headers["Location"] == "/orders/"


def test_who_may_not_see_an_order_does_not_find_it_by_its_number(
    client: Client, papers: Papers
) -> None:
    order = papers.order()
    elsewhere = grant(Role.DESK_OFFICER, over=an_area("station"))
    client.cookies["sessionid"] = sign_in(elsewhere)
    found = client.post("/orders/find/", {"q": order.number})
    assert (found.status_code, _link(order) in found.text) == (200, False)


def test_an_order_is_given_to_another_and_withdrawn(papers: Papers, desk: Client) -> None:
    order = papers.order()
    other = grant(Role.PATROL_OFFICER, over=papers.station)
    at = f"/orders/{order.pk}/"
    assert desk.post(f"{at}assign/", {"officer": str(other.pk)}).status_code == 302
    assert desk.post(f"{at}withdraw/", {"why": "شعبه خواست"}).status_code == 302
    order.refresh_from_db()
    assert (order.state, order.officer) == ("withdrawn", other)


def test_an_order_that_came_without_a_file_gets_it_and_whom_it_concerns(
    papers: Papers, desk: Client
) -> None:
    order, case = papers.order(), papers.case()
    at, zahra = f"/orders/{order.pk}/", papers.zahra
    assert desk.post(f"{at}file/", {"case": "12"}).status_code == 422
    assert desk.post(f"{at}file/", {"case": case.number}).status_code == 302
    assert f'action="{at}file/"' not in desk.get(at).text
    assert str(zahra.pk) in desk.post(f"{at}persons/", {"q": zahra.family_fa}).text
    assert desk.post(f"{at}name/", {}).status_code == 422
    assert desk.post(f"{at}name/", {"person": str(zahra.pk)}).status_code == 302
    order.refresh_from_db()
    assert (order.case, order.concerned.get().person) == (case, zahra)
    again = desk.post(f"{at}name/", {"person": str(zahra.pk)})
    assert 'data-rule="person_is_concerned_once"' in again.text


def test_a_file_is_not_closed_in_silence_while_its_order_runs(papers: Papers, desk: Client) -> None:
    case = papers.case()
    assert "all_the_same" not in desk.get(f"/files/{case.pk}/?ask=close").text
    papers.order(case=case.pk)
    assert "all_the_same" in desk.get(f"/files/{case.pk}/?ask=close").text
    told = {"outcome": str(papers.outcome.pk), "note": "سازش"}
    refused = desk.post(f"/files/{case.pk}/close/", told)
    assert 'data-rule="closing_says_why_an_order_is_left"' in refused.text
    told["all_the_same"] = "دستور دربارهٔ شخص دیگری است"
    assert desk.post(f"/files/{case.pk}/close/", told).status_code == 302


def test_who_carried_an_order_out_prints_its_report(client: Client, papers: Papers) -> None:
    order = papers.order(case=papers.case().pk)
    officer = grant(Role.PATROL_OFFICER, over=papers.station)
    assign_order(order=order.pk, officer=officer.pk, by=papers.hall.by)
    client.cookies["sessionid"] = sign_in(officer)
    at = f"/orders/{order.pk}/"
    assert f'action="{at}papers/order_report/"' not in client.get(at).text
    assert client.post(f"{at}carry_out/", {"report": "ابلاغ شد"}).status_code == 302
    assert f'action="{at}papers/order_report/"' in client.get(at).text
    issued = client.post(f"{at}papers/order_report/", {"language": "fa"})
    paper = IssuedPaper.objects.get()
    assert issued.headers["Location"] == f"{at}papers/{paper.pk}/"
    assert paper.about == order.pk
    printed = client.get(f"{at}papers/{paper.pk}/")
    assert printed.headers["Content-Type"] == "application/pdf"
    assert printed.content == paper.pdf
    assert f"{at}papers/{paper.pk}/" in client.get(at).text
    assert client.post(f"{at}papers/cover/", {"language": "fa"}).status_code == 404


def test_an_order_on_no_file_goes_back_on_paper_too(client: Client, papers: Papers) -> None:
    order, other = papers.order("2"), papers.order("3")
    return_order(order=order.pk, report="نشانی نبود", by=papers.hall.by)
    client.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=papers.station))
    at = f"/orders/{order.pk}/papers/"
    issued = client.post(f"{at}order_report/", {"language": "fa"})
    paper = IssuedPaper.objects.get()
    assert issued.headers["Location"] == f"{at}{paper.pk}/"
    assert paper.case is None
    assert client.get(f"{at}{paper.pk}/").content == paper.pdf
    assert Entry.objects.filter(event="PageOpened", subjects__subject=paper.pk).count() == 1
    assert client.get(f"/orders/{other.pk}/papers/{paper.pk}/").status_code == 404
    client.cookies["sessionid"] = sign_in(grant(Role.DESK_OFFICER, over=an_area()))
    assert client.get(f"{at}{paper.pk}/").status_code == 404
