"""How an app is told where to report and by what secret: a link for each, as text and as a QR code.

OwnTracks opens ``owntracks:///config?inline=…`` with its configuration (owntracks.org/booklet/features/
remoteconfig); Traccar Client scans an address, and takes its path as the server and its query as
settings (github.com/traccar/traccar-client).
"""

import base64
import json
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import segno

from kalantar.devices.models import Device

HTTP = 3  # OwnTracks' mode
EVERY_S = 10


@dataclass(frozen=True, slots=True)
class Pairing:
    """What is shown once. ``at``: the address of the process of the devices, without a slash."""

    device: Device
    secret: str
    at: str

    @property
    def owntracks(self) -> str:
        told = {
            "_type": "configuration",
            "mode": HTTP,
            "url": f"{self.at}/owntracks",
            "auth": True,
            "username": str(self.device.pk),
            "password": self.secret,
            "deviceId": self.device.last_four,
            "tid": self.device.last_four[-2:],
            "monitoring": 2,  # moving: every few seconds
            "moveModeLocatorInterval": EVERY_S,
            "locatorInterval": EVERY_S,
        }
        inline = base64.b64encode(json.dumps(told).encode()).decode()
        return f"owntracks:///config?inline={quote(inline, safe='')}"

    @property
    def traccar(self) -> str:
        told = {"id": self.secret, "interval": EVERY_S, "distance": 0, "buffer": "true"}
        return f"{self.at}/osmand?{urlencode(told)}"

    @property
    def owntracks_picture(self) -> str:
        return picture(self.owntracks)

    @property
    def traccar_picture(self) -> str:
        return picture(self.traccar)


def picture(link: str) -> str:
    """A QR code as an address of its own, black on white whatever the page's colours."""
    return segno.make(link, error="m", micro=False).svg_data_uri(border=4, light="#fff", scale=4)
