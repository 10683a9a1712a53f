/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-enums.h"
#include "review-people.h"

G_BEGIN_DECLS

/* A person as others name them: what is offered after an @. */
typedef struct
{
  ReviewRecord parent;
  char *account;
  char *name;
  int role; /* ReviewRole */
} ReviewColleague;
REVIEW_DECLARE_RECORD (ReviewColleague, review_colleague_type)

typedef struct
{
  ReviewRecord parent;
  GPtrArray *people; /* ReviewColleague, by name */
} ReviewColleagues;
REVIEW_DECLARE_RECORD (ReviewColleagues, review_colleagues_type)

/* Somebody named one in a note. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *note;
  char *case_id;
  char *work_item; /* the case's newest */
  char *case_display_id;
  char *case_type;
  char *author;
  char *author_name;
  gint64 at;
  char *language;
  char *text;
  gint64 read_at; /* 0: not yet */
} ReviewMention;
REVIEW_DECLARE_RECORD (ReviewMention, review_mention_type)

/* What a colleague wrote beside a case, or beside a customer. Never changed, never deleted. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  int scope;     /* ReviewNoteScope */
  char *case_id; /* where it was written */
  char *case_display_id;
  char *author;
  char *author_name;
  gint64 at;
  char *language; /* "en", "zh-CN" */
  char *text;
  GPtrArray *mentions; /* ReviewColleague who are named in it and may read it */
} ReviewNote;
REVIEW_DECLARE_RECORD (ReviewNote, review_note_type)

typedef struct
{
  ReviewRecord parent;
  int scope; /* ReviewNoteScope */
  char *text;
  char *language;
} ReviewNoteRequest;
REVIEW_DECLARE_RECORD (ReviewNoteRequest, review_note_request_type)

typedef struct
{
  ReviewRecord parent;
  char *work_item;
  GPtrArray *notes;         /* ReviewNote, the newest first */
  gboolean subject_allowed; /* the reader may read and write notes on the customer */
  gboolean others_hidden;   /* a blind look: only one's own until the call is made */
} ReviewNoteList;
REVIEW_DECLARE_RECORD (ReviewNoteList, review_note_list_type)

#define REVIEW_NOTE_MAX_CHARS 2000
#define REVIEW_NOTES_MAX      200 /* that an answer lists */

G_END_DECLS
