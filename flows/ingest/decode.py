"""Bytes to text: UTF-8 by default, older encodings where they are legible."""

import codecs

from charset_normalizer import from_bytes

from codebook.records import Reason, Reject
from flows.ingest.documents import refuse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What German, Serbian and English texts come in when it is not UTF-8. Offered more, the detection errs.
_LEGACY = ["cp1252", "cp1250", "cp1251", "iso8859_2", "iso8859_5"]
_SAMPLE = 20_000


def decode(data: bytes, origin: str) -> str | Reject:
    """The text of a file, line ends as they were, or why there is none."""
    if not data.strip():
        return refuse(Reason.EMPTY, "the file is empty", origin=origin)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, origin)
    wide = _wide(data)
    if wide:
        return _strictly(data, wide, origin)
    if b"\0" in data[:_SAMPLE]:
        detail = "the file is binary (it holds zero bytes), not text"
        return refuse(Reason.BINARY, detail, origin=origin)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error, origin)


def _strictly(data: bytes, encoding: str, origin: str) -> str | Reject:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        detail = f"the file begins as {encoding.upper()} and breaks at byte {error.start}; save it as UTF-8"
        return refuse(Reason.BAD_ENCODING, detail, origin=origin)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte is nearly always the same small number."""
    sample = data[:_SAMPLE]
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(high) > 1 and sum(byte in (0, 1, 4, 0x20) for byte in high) > 0.9 * len(high) and 0 in high:
            return encoding if _mostly_letters(sample.decode(encoding, "replace")) else None
    return None


def _legacy(data: bytes, error: UnicodeDecodeError, origin: str) -> str | Reject:
    """Text in an encoding of before UTF-8, unless it is UTF-8 with damage or no text at all."""
    replaced = data.decode("utf-8", "replace")
    damaged = replaced.count("\ufffd")
    whole = sum(character > "\x7f" for character in replaced) - damaged
    if whole <= damaged:
        guess = from_bytes(data[:_SAMPLE], cp_isolation=_LEGACY).best()
        if guess is not None and _mostly_letters(str(guess)):
            return data.decode(guess.encoding, "replace")
        if not _mostly_letters(replaced.replace("\ufffd", "\0")):
            return refuse(Reason.BINARY, "the file is binary, not text", origin=origin)
    line = data.count(b"\n", 0, error.start) + 1
    where = f"byte 0x{data[error.start]:02x} at offset {error.start}"
    detail = f"broken UTF-8 on line {line}: {where}; save the file as UTF-8"
    return refuse(Reason.BAD_ENCODING, detail, origin=origin)


def _mostly_letters(text: str) -> bool:
    plain = sum(character.isalpha() or character.isspace() for character in text)
    return plain > 0.7 * len(text)
