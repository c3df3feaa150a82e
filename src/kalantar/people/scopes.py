"""What a program's token may be limited to: reading or writing one part of the service."""

from enum import StrEnum


class Scope(StrEnum):
    PLACES_READ = "places:read"
    PLACES_WRITE = "places:write"
    CALLS_READ = "calls:read"
    CALLS_WRITE = "calls:write"
    INCIDENTS_READ = "incidents:read"
    INCIDENTS_WRITE = "incidents:write"
    UNITS_READ = "units:read"
    UNITS_WRITE = "units:write"
    POSITIONS_WRITE = "positions:write"
    ORDERS_WRITE = "orders:write"
    PEOPLE_READ = "people:read"
    PEOPLE_WRITE = "people:write"
