/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-evidence-pane.h"

G_BEGIN_DECLS

#define REVIEW_NOTE_WANTED "note/wanted" /* of the session's screen state: id of a note to go to */

#define REVIEW_TYPE_NOTES_PANE (review_notes_pane_get_type ())
G_DECLARE_FINAL_TYPE (ReviewNotesPane, review_notes_pane, REVIEW, NOTES_PANE, ReviewEvidencePane)

G_END_DECLS
