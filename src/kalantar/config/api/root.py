"""Every router of the interface at its address, with the scopes a token needs for it."""

from typing import Any

from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema

from kalantar.call_backs.api import router as call_backs
from kalantar.calls.api import router as calls
from kalantar.catalogue.api import router as catalogue
from kalantar.config.api.auth import ASKED_IN_A_BODY, READING, Session, Token
from kalantar.config.api.problems import Problem, answer_with_problems
from kalantar.dispatch.api import router as dispatch
from kalantar.incidents.api import router as incidents
from kalantar.orders.api import router as orders
from kalantar.patrols.api import positions
from kalantar.patrols.api import router as patrols
from kalantar.people.api import router as people
from kalantar.people.api import timeline
from kalantar.people.scopes import Scope
from kalantar.places.api import router as places

IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "format": "uuid"},
    "description": "Your own id of this change: a repeat with it returns the first result.",
}


class Interface(NinjaAPI):
    """The published document says of every operation that it may be refused with a problem, and of
    every one that changes something that it takes an id of the change."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        document = super().get_openapi_schema(*args, **kwargs)
        document["components"]["schemas"]["Problem"] = Problem.json_schema()
        refused = {
            "description": "Refused: the rule's name, its sentence, what to do",
            "content": {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
        }
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                operation["responses"]["default"] = refused
                if method.upper() not in READING and not path.endswith(ASKED_IN_A_BODY):
                    operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
        return document


api = Interface(
    title="Kalantar",
    version="1",
    description="The same actions and queries as the screens use. Send `Idempotency-Key` (a UUID) "
    "with every change: a repeat returns the first result. Refusals are RFC 9457 problems.",
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
)
answer_with_problems(api)

ROUTERS: list[tuple[str, Router, Scope, Scope]] = [
    ("/places", places, Scope.PLACES_READ, Scope.PLACES_WRITE),
    ("/catalogue", catalogue, Scope.INCIDENTS_READ, Scope.INCIDENTS_WRITE),
    ("/units", patrols, Scope.UNITS_READ, Scope.UNITS_WRITE),
    ("/positions", positions, Scope.UNITS_READ, Scope.POSITIONS_WRITE),
    ("/calls", call_backs, Scope.CALLS_READ, Scope.CALLS_WRITE),
    ("/calls", calls, Scope.CALLS_READ, Scope.CALLS_WRITE),
    ("/incidents", incidents, Scope.INCIDENTS_READ, Scope.INCIDENTS_WRITE),
    ("/people", people, Scope.PEOPLE_READ, Scope.PEOPLE_WRITE),
    ("/timeline", timeline, Scope.PEOPLE_READ, Scope.PEOPLE_WRITE),
    ("/orders", orders, Scope.ORDERS_WRITE, Scope.ORDERS_WRITE),
    ("/dispatch", dispatch, Scope.INCIDENTS_READ, Scope.INCIDENTS_WRITE),
]
for address, router, read, write in ROUTERS:
    api.add_router(address, router, auth=[Token(read, write), Session()], tags=[address.strip("/")])
