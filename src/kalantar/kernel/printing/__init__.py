"""Papers: what one says goes in as data, a PDF comes out. Always the same bytes for the same data."""

from kalantar.kernel.printing.marks import drawing, qr
from kalantar.kernel.printing.typesetting import paper_has_too_many_pages, typeset

__all__ = ["drawing", "paper_has_too_many_pages", "qr", "typeset"]
