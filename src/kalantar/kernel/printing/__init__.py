"""Papers: what one says goes in as data, a PDF comes out. Always the same bytes for the same data."""

from kalantar.kernel.printing.marks import drawing, is_line, qr
from kalantar.kernel.printing.typesetting import paper_has_too_many_pages, typeset

__all__ = ["drawing", "is_line", "paper_has_too_many_pages", "qr", "typeset"]
