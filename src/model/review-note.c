/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes on cases and customers. */
#define G_LOG_DOMAIN "review-model"
#include "review-note.h"

#include "review-record-table.h"

static const ReviewMember review_colleague_type_members[] = {
  REVIEW_M_STRING (ReviewColleague, account, REQ),
  REVIEW_M_STRING (ReviewColleague, name, REQ),
  REVIEW_M_ENUM (ReviewColleague, role, review_roles, OPT),
  REVIEW_M_END,
};
TYPE (review_colleague_type, ReviewColleague, "colleague")

static const ReviewMember review_colleagues_type_members[] = {
  REVIEW_M_RECORDS (ReviewColleagues, people, review_colleague_type, OPT),
  REVIEW_M_END,
};
TYPE (review_colleagues_type, ReviewColleagues, "colleagues")

static const ReviewMember review_mention_type_members[] = {
  REVIEW_M_STRING (ReviewMention, id, REQ),
  REVIEW_M_STRING (ReviewMention, note, REQ),
  REVIEW_M_STRING (ReviewMention, case_id, REQ),
  REVIEW_M_STRING (ReviewMention, work_item, OPT),
  REVIEW_M_STRING (ReviewMention, case_display_id, OPT),
  REVIEW_M_STRING (ReviewMention, case_type, OPT),
  REVIEW_M_STRING (ReviewMention, author, REQ),
  REVIEW_M_STRING (ReviewMention, author_name, OPT),
  REVIEW_M_TIME (ReviewMention, at, REQ),
  REVIEW_M_STRING (ReviewMention, language, OPT),
  REVIEW_M_STRING (ReviewMention, text, REQ),
  REVIEW_M_TIME (ReviewMention, read_at, OPT),
  REVIEW_M_END,
};
TYPE (review_mention_type, ReviewMention, "mention")

static const ReviewMember review_note_type_members[] = {
  REVIEW_M_STRING (ReviewNote, id, REQ),
  REVIEW_M_ENUM (ReviewNote, scope, review_note_scopes, REQ),
  REVIEW_M_STRING (ReviewNote, case_id, REQ),
  REVIEW_M_STRING (ReviewNote, case_display_id, OPT),
  REVIEW_M_STRING (ReviewNote, author, REQ),
  REVIEW_M_STRING (ReviewNote, author_name, OPT),
  REVIEW_M_TIME (ReviewNote, at, REQ),
  REVIEW_M_STRING (ReviewNote, language, OPT),
  REVIEW_M_STRING (ReviewNote, text, REQ),
  REVIEW_M_RECORDS (ReviewNote, mentions, review_colleague_type, OPT),
  REVIEW_M_END,
};
TYPE (review_note_type, ReviewNote, "note")

static const ReviewMember review_note_request_type_members[] = {
  REVIEW_M_ENUM (ReviewNoteRequest, scope, review_note_scopes, REQ),
  REVIEW_M_STRING (ReviewNoteRequest, text, REQ),
  REVIEW_M_STRING (ReviewNoteRequest, language, OPT),
  REVIEW_M_END,
};
TYPE (review_note_request_type, ReviewNoteRequest, "note_request")

static const ReviewMember review_note_list_type_members[] = {
  REVIEW_M_STRING (ReviewNoteList, work_item, REQ),
  REVIEW_M_RECORDS (ReviewNoteList, notes, review_note_type, OPT),
  REVIEW_M_BOOLEAN (ReviewNoteList, subject_allowed, OPT),
  REVIEW_M_BOOLEAN (ReviewNoteList, others_hidden, OPT),
  REVIEW_M_END,
};
TYPE (review_note_list_type, ReviewNoteList, "note_list")
