"""Addresses that carry the city of the page they stand on."""

from typing import Any

from django import template
from django.urls import reverse

from kalantar.fronts.base import place

register = template.Library()


@register.simple_tag(takes_context=True)
def in_city(context: template.Context, name: str, *args: Any, **asked: Any) -> str:
    """``{% in_city "dispatcher:room" incident=incident.id %}``: as ``url``, with what is asked there."""
    query = {key: str(value) for key, value in asked.items()}
    return place.in_city(context["request"], reverse(name, args=args), **query)


@register.simple_tag(takes_context=True)
def this_page(context: template.Context) -> str:
    """The address to come back to, of the city it is of now."""
    request, city = context["request"], place.city_in_view(context["request"])
    if city is None:
        return str(request.get_full_path())
    asked = request.GET.copy()
    asked["city"] = str(city.id)
    return f"{request.path}?{asked.urlencode()}"
