/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-files.h"
#include "review-session.h"

G_BEGIN_DECLS

/**
 * ReviewDocumentFrame:
 *
 * One document to look at: its pages with what zooms, turns and leafs, or a sentence that says why
 * it cannot be seen. Signal "entered": the focus came into it.
 */
#define REVIEW_TYPE_DOCUMENT_FRAME (review_document_frame_get_type ())
G_DECLARE_FINAL_TYPE (ReviewDocumentFrame, review_document_frame, REVIEW, DOCUMENT_FRAME, AdwBin)

void review_document_frame_set_file (ReviewDocumentFrame *self,
                                     ReviewSession *session,
                                     ReviewFile *file);
void review_document_frame_show_title (ReviewDocumentFrame *self, gboolean shown);
ReviewFile *review_document_frame_get_file (ReviewDocumentFrame *self);

G_END_DECLS
