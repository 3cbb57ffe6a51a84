"""Every kind of file that offices send: a night takes all of them in at once."""

from kinds_answers import ARCHIVE_KINDS, JSON_KINDS
from kinds_books import WORKBOOK_KINDS
from kinds_csv import CSV_KINDS
from kinds_more_books import MORE_BOOKS
from kinds_more_text import MORE_TEXTS
from kinds_other_books import OTHER_BOOKS
from kinds_values import VALUE_KINDS

KINDS = (*CSV_KINDS, *VALUE_KINDS, *WORKBOOK_KINDS, *JSON_KINDS, *ARCHIVE_KINDS, *MORE_BOOKS, *MORE_TEXTS, *OTHER_BOOKS)
