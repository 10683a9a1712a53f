/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that the open case names: which there are, and their pages once somebody looks. They
 * live as long as the case is open and no longer; nothing of them is kept on this computer. */
#pragma once

#include "review-decoder.h"
#include "review-desk.h"

G_BEGIN_DECLS

/**
 * ReviewFileState:
 * @REVIEW_FILE_CLOSED: it can be opened
 * @REVIEW_FILE_MASKED: only who holds the case may open it
 * @REVIEW_FILE_ABSENT: the case names it, its bytes have not come
 * @REVIEW_FILE_LOADING: on its way, or being decoded
 * @REVIEW_FILE_OPEN: its pages are there
 * @REVIEW_FILE_FAILED: it could not be opened: review_file_get_error()
 */
typedef enum
{
  REVIEW_FILE_CLOSED,
  REVIEW_FILE_MASKED,
  REVIEW_FILE_ABSENT,
  REVIEW_FILE_LOADING,
  REVIEW_FILE_OPEN,
  REVIEW_FILE_FAILED
} ReviewFileState;

/**
 * ReviewFile:
 * One file. Signal "changed": its state is another.
 */
#define REVIEW_TYPE_FILE (review_file_get_type ())
G_DECLARE_FINAL_TYPE (ReviewFile, review_file, REVIEW, FILE, GObject)

/* What the case says of it; media type and size are 0 while its bytes have not come. */
const ReviewAttachment *review_file_get_attachment (ReviewFile *self);
/* The row that names it. */
const ReviewEvidence *review_file_get_evidence (ReviewFile *self);
ReviewFileState review_file_get_state (ReviewFile *self);
/* (transfer none) (nullable): in OPEN. */
ReviewDocument *review_file_get_document (ReviewFile *self);
/* (transfer none) (nullable): in FAILED; of REVIEW_ERROR or REVIEW_DECODER_ERROR. */
const GError *review_file_get_error (ReviewFile *self);

/**
 * ReviewFiles:
 * A GListModel of #ReviewFile in the order of the rows. It changes with the case, and when its
 * rows, or what may be seen of them, do; a file that stays keeps its pages.
 */
#define REVIEW_TYPE_FILES (review_files_get_type ())
G_DECLARE_FINAL_TYPE (ReviewFiles, review_files, REVIEW, FILES, GObject)

/* (transfer none): the files of what lies on the desk. */
ReviewFiles *review_desk_get_files (ReviewDesk *desk);
/* Fetches and decodes the file, unless that is done or under way. What comes of it shows in its
 * state. */
void review_files_open (ReviewFiles *self, ReviewFile *file);
/* (transfer none): for tests: another decoder than the one that came with the program. */
void review_files_set_decoder (ReviewFiles *self, ReviewDecoder *decoder);

G_END_DECLS
