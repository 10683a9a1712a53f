-- SPDX-License-Identifier: GPL-3.0-or-later
-- Grams made by base/review-index-text.c; rowid is search_doc.n. It only grows, so it needs no copy
-- of its text.

CREATE VIRTUAL TABLE search_text USING fts5 (
  open, whole, note, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0'
);
