"""What says who somebody is (a phone number, a national ID) is sealed at rest and found by keyed hash."""

from kalantar.kernel.sealing.fields import KeyedHashField, SealedField
from kalantar.kernel.sealing.hashing import hashes, is_one_of, newest_hash
from kalantar.kernel.sealing.ring import Key, Ring, ring

__all__ = [
    "Key",
    "KeyedHashField",
    "Ring",
    "SealedField",
    "hashes",
    "is_one_of",
    "newest_hash",
    "ring",
]
