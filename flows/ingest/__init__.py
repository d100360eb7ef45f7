"""Files to articles. Whatever cannot be read becomes a reject with a reason, never an exception."""

from flows.ingest.documents import Document, Intake
from flows.ingest.files import ingest
from flows.ingest.intake import take

__all__ = ["Document", "Intake", "ingest", "take"]
