"""A document becomes an article: its language, its date and its title are settled here."""

from dataclasses import replace
from datetime import date

from codebook.languages import named_language
from codebook.records import Article, Language, PublishedBasis, Reason
from coders.article import tag_times
from coders.language import detect, label
from flows.ingest.documents import Document, Intake, refuse
from flows.ingest.published import BadDate, FullDates, infer_date, read_date
from flows.settings import Settings, lexicon

# Half a surrogate pair, as `"\ud83d"` in JSON gives it, is no character and cannot be stored.
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def take(document: Document, *, settings: Settings) -> Intake:
    """The article of a document, or the reason why it is none.

    An unreadable publication date does not cost the article, only the date: it is noted as a reject.
    """
    document = replace(document, text=document.text.translate(_SURROGATES))
    if not document.text.strip():
        return Intake(None, (refuse(Reason.EMPTY, "the text is empty", origin=document.origin),))
    if len(document.text) > settings.max_chars:
        size = f"{len(document.text):,} characters, more than the {settings.max_chars:,} of WHOWHOM_MAX_CHARS"
        return Intake(None, (refuse(Reason.TOO_LONG, f"the text has {size}", origin=document.origin),))
    language = _language(document)
    if language is None:
        reject = refuse(Reason.UNSUPPORTED_LANGUAGE, _stranger(document), origin=document.origin)
        return Intake(None, (reject,))
    text = with_title(document.text, document.title)
    published, basis, problem = _published(document, language, settings)
    article = Article(
        article_id=Article.identify(text, url=document.url, published=published),
        text=text,
        language=language,
        published=published,
        published_basis=basis,
        title=document.title,
        source=document.source,
        url=document.url,
    )
    if not problem:
        return Intake(article)
    noted = refuse(Reason.BAD_DATE, problem, origin=document.origin, article_id=article.article_id)
    return Intake(article, (noted,))


def with_title(text: str, title: str | None) -> str:
    """The text with its title in front, unless it begins with it already."""
    if not title or text.lstrip().startswith(title):
        return text
    return f"{title}\n\n{text}"


def _language(document: Document) -> Language | None:
    if document.lang:
        return named_language(document.lang)
    found = label(document.text)
    if found is None and document.declared:
        return named_language(document.declared)
    return detect(document.text)


def _stranger(document: Document) -> str:
    ours = ", ".join(Language)
    if document.lang:
        return f"the language {document.lang!r} is none of {ours}"
    found = label(document.text)
    if found is None:
        return f"the text is too short or too mixed to tell its language; state it as lang: one of {ours}"
    return f"the text seems to be in {found!r}, none of {ours}; state lang if that is wrong"


def _published(
    document: Document, language: Language, settings: Settings
) -> tuple[date | None, PublishedBasis, str | None]:
    problem = None
    find = full_dates(language, settings)
    if document.published:
        try:
            return read_date(document.published, full_dates=find), PublishedBasis.METADATA, None
        except BadDate as error:
            problem = str(error)
    inferred = infer_date(document.text, full_dates=find)
    basis = PublishedBasis.INFERRED if inferred else PublishedBasis.NONE
    return inferred, basis, problem


def full_dates(language: Language, settings: Settings) -> FullDates:
    """Finds the dates of a line as the language writes them; which of them are full days is not settled."""
    return lambda line: tag_times(Article("", line, language), lexicon(settings))
