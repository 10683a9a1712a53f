/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-attachment.h"
#include "review-enums.h"

G_BEGIN_DECLS

/* One field of an evidence row or a profile. The value is text in its canonical form
 * (number: C locale; amount: decimal; time: RFC 3339; boolean: true/false). */
typedef struct
{
  ReviewRecord parent;
  char *name;
  char *value; /* NULL: missing, or masked for the reader */
  int type;    /* ReviewValueType */
  int klass;   /* ReviewClass; personal unless the data says otherwise */
  gboolean masked;
} ReviewField;
REVIEW_DECLARE_RECORD (ReviewField, review_field_type)

const ReviewField *review_fields_find (GPtrArray *fields, const char *name);
const char *review_fields_get (GPtrArray *fields, const char *name);
double review_fields_get_number (GPtrArray *fields, const char *name);
gboolean review_fields_is_true (GPtrArray *fields, const char *name);

/* One row of evidence. @label is its short name inside the case: "E12". */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *label;
  char *external_id;      /* of the row in its source, where it has one: repeats add nothing */
  int kind;               /* ReviewEvidenceKind */
  gint64 at;              /* 0: undated, always before any as-of */
  GPtrArray *fields;      /* ReviewField */
  GPtrArray *attachments; /* ReviewAttachment; of a document */
  char *sha256; /* over kind, at, the fields in order of their names, and the attachments */
} ReviewEvidence;
REVIEW_DECLARE_RECORD (ReviewEvidence, review_evidence_type)

char *review_evidence_hash (const ReviewEvidence *evidence);
char *review_evidence_set_hash (GPtrArray *evidence);
gboolean review_evidence_has_open_match (const GPtrArray *evidence);

/* The customer a case is about. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *external_id;  /* personal; masked for those who may not see it */
  char *display;      /* masked form, "u•••3307" */
  GPtrArray *profile; /* ReviewField: opened_at, level, market, language, assets, … */
} ReviewSubject;
REVIEW_DECLARE_RECORD (ReviewSubject, review_subject_type)

typedef struct
{
  ReviewRecord parent;
  char *code;
  gint64 points;
  gboolean key_user_reason; /* may lift the priority to 75 and above */
} ReviewPriorityReason;
REVIEW_DECLARE_RECORD (ReviewPriorityReason, review_priority_reason_type)

/* A feature value that came with the case instead of being computed from evidence. */
typedef struct
{
  ReviewRecord parent;
  char *name;
  double value; /* NaN: missing */
} ReviewFeatureValue;
REVIEW_DECLARE_RECORD (ReviewFeatureValue, review_feature_value_type)

typedef struct
{
  ReviewRecord parent;
  gboolean positive;
  int nature; /* ReviewNature */
  char *typology;
  char *source;
  int maturity; /* ReviewMaturity */
  int basis;    /* ReviewBasis */
  char *cluster_id;
} ReviewTruth;
REVIEW_DECLARE_RECORD (ReviewTruth, review_truth_type)

/* The case. Key user is priority >= 75, computed by review_case_is_key_user() only. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *display_id; /* "WD-48213" */
  char *external_id;
  char *source;
  char *type;
  ReviewSubject *subject;
  gint64 priority; /* 0..100 */
  GPtrArray *priority_reasons;
  char *value;    /* at stake: decimal */
  char *currency; /* of @value */
  gint64 opened_at;
  int state; /* ReviewCaseState */
  gint64 version;
  char *market;
  char *language;
  char *vendor;
  char *campaign;
} ReviewCase;
REVIEW_DECLARE_RECORD (ReviewCase, review_case_type)

#define REVIEW_KEY_USER_PRIORITY 75
gboolean review_priority_is_key_user (gint64 priority);

/* A look at a case, as the client may know it: its purpose is not among the members. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *case_id;
  gint64 round;
  gint64 as_of;
  gint64 queued_at;
  gint64 due_at;
  gint64 paused_ms;
  int state; /* ReviewWorkState */
  gint64 version;
  int purpose; /* ReviewPurpose; private to the server */
} ReviewWorkItem;
REVIEW_DECLARE_RECORD (ReviewWorkItem, review_work_item_type)

/* A row of the queue. */
typedef struct
{
  ReviewRecord parent;
  char *work_item;
  char *case_id;
  char *display_id;
  char *type;
  gint64 priority;
  gboolean key_user;
  char *subject; /* masked */
  char *value;
  char *currency;
  gint64 queued_at;
  gint64 due_at;
  int state; /* ReviewWorkState */
  gint64 version;
  char *holder; /* user id that holds the lease */
  char *holder_name;
} ReviewQueueRow;
REVIEW_DECLARE_RECORD (ReviewQueueRow, review_queue_row_type)

/* A case as it arrives: ingest, import and demo all make this one record. */
typedef struct
{
  ReviewRecord parent;
  char *schema; /* "riskops-case/1" */
  char *external_id;
  char *source;
  char *type;
  ReviewSubject *subject; /* id and display are the server's to make */
  gint64 priority;
  GPtrArray *priority_reasons;
  char *value;
  char *currency;
  gint64 opened_at;
  gint64 as_of; /* evidence up to here may be read; 0: opened_at, or the latest evidence */
  char *market;
  char *language;
  char *vendor;
  GPtrArray *features; /* ReviewFeatureValue */
  GPtrArray *evidence; /* ReviewEvidence; id, label and sha256 are the server's to make */
  ReviewTruth *truth;  /* history only; never served to a reviewer */
} ReviewIntake;
REVIEW_DECLARE_RECORD (ReviewIntake, review_intake_type)

#define REVIEW_INTAKE_SCHEMA "riskops-case/1"

G_END_DECLS
