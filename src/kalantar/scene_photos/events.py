"""What can happen to photos of a scene. Facts are ids: what a photo shows rests sealed."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kalantar.incidents.events import READERS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.people.events import PAGES

PAGES["scenephoto"] = Sentence(en="photo of a scene", fa="عکس صحنه")


@dataclass(frozen=True)
class ScenePhotoTaken(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A photo of the scene was added.", fa="عکسی از صحنه افزوده شد."
    )
    readers = READERS
    incident: UUID
    photo: UUID
