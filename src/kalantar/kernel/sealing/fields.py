"""The two columns of what is sealed: the value itself, and the hash it is found by."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from kalantar.kernel.sealing.hashing import newest_hash
from kalantar.kernel.sealing.ring import ring

if TYPE_CHECKING:
    _Sealed = models.Field[str, str]
    _Hash = models.Field[bytes, bytes]
else:  # Django's own class takes no type arguments at run time
    _Sealed = _Hash = models.Field


class SealedField(_Sealed):
    """A text kept sealed in a ``bytea`` column; in Python a ``str``, empty where there is none.

    It cannot be searched or sorted by; beside it stands a KeyedHashField to find it by. ``bound_to``: the
    ``table.column`` it is sealed for, where that moved since: a seal opens only under the name it was made for.
    """

    def __init__(self, *args: Any, bound_to: str = "", **kwargs: Any) -> None:
        self.bound_to = bound_to
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        more = {"bound_to": self.bound_to} if self.bound_to else {}
        return name, path, args, {**kwargs, **more}

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "bytea"

    @property
    def column_named(self) -> str:
        return self.bound_to or f"{self.model._meta.db_table}.{self.column}"

    def from_db_value(self, value: bytes | None, *_: Any) -> str:
        return ring().open(bytes(value), self.column_named) if value else ""

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        return ring().seal(value, self.column_named) if value else b""

    def get_lookup(self, lookup_name: str) -> None:
        """None: the same text is sealed differently each time, so no comparison could be true."""
        return


class KeyedHashField(_Hash):
    """The hash of the sealed field ``of``, written whenever its row is; empty where that is empty.

    ``kind`` says what is hashed (``phone``): rows of one kind are found by one hash in every table.
    """

    def __init__(self, *args: Any, of: str = "", kind: str = "", **kwargs: Any) -> None:
        self.of, self.kind = of, kind
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, {**kwargs, "of": self.of, "kind": self.kind}

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "bytea"

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:
        text = getattr(model_instance, self.of)
        hashed = newest_hash(text, self.kind) if text else b""
        setattr(model_instance, self.attname, hashed)
        return hashed

    def from_db_value(self, value: bytes | None, *_: Any) -> bytes:
        return bytes(value or b"")
