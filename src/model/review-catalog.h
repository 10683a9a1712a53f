/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-condition.h"

G_BEGIN_DECLS

/* A member of a closed list that is data: root causes, dispositions, reasons, typologies … */
typedef struct
{
  ReviewRecord parent;
  char *list; /* root_cause, disposition, request_information, hold_reason,
               * escalation_reason, escalation_answer, wake_event, skip_reason, reveal_reason, typology,
               * effect, priority_reason, customer_frame (opening and closing of what a
               * customer reads), customer_notice (how a case ended); names of evidence: event, field,
               * value (code "FIELD.VALUE"); benign: values that speak for the
               * customer (code "FIELD.VALUE") */
  char *code;
  ReviewText *text;
  char **types;        /* case types it is for; NULL: all */
  char **labels;       /* root causes: labels it is offered for (TP TN FP FN) */
  int path;            /* root causes: suggested path */
  char *fix;           /* path A: "weight" or "feature" */
  char **effects;      /* dispositions: effects that follow, in their order */
  char *notice;        /* dispositions: customer_notice that goes with them; NULL: no word of it */
  gboolean sensitive;  /* dispositions: the customer must not be able to tell it from another */
  char *target;        /* effects: what the command acts on */
  char **parameters;   /* effects: parameters of the policy that the command carries */
  char **after;        /* effects: those of the same decision that come first; "*": all before it */
  char *undo;          /* effects: the one that takes it back when the decision is overturned */
  gboolean lasting;    /* effects: no command takes it back: somebody has to see to it */
  gboolean again;      /* effects: commanded by each decision, also where it is confirmed already */
  ReviewText *message; /* request_information, customer_*: what the customer reads */
  gboolean retired;
} ReviewCode;
REVIEW_DECLARE_RECORD (ReviewCode, review_code_type)

/* What a case type is: its verbs, its effects. A type is data. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  char *prefix; /* of display ids: "WD" */
  ReviewText *name;
  ReviewText *question;
  ReviewText *pass_verb;
  ReviewText *block_verb;
  ReviewText *warning; /* of an act that cannot be undone; NULL: none */
  char **pass_effects;
  char *pass_notice; /* customer_notice of a pass; NULL: none */
  gboolean pass_irreversible;
  char *no_answer; /* disposition by which a question ends that the customer did not answer; NULL:
                    * it goes to a senior */
} ReviewCaseType;
REVIEW_DECLARE_RECORD (ReviewCaseType, review_case_type_type)

/* A feature that comes with the case (an extractor's features are defined in code; one is named
 * here only to switch it off). */
typedef struct
{
  ReviewRecord parent;
  char *case_type;
  char *id;
  char *unit; /* "", "min", "h", "d", "ratio", "count", "USD", "bool", … */
  ReviewText *name;
  ReviewText *meaning; /* what a fraud analyst reads in it */
  int klass;           /* ReviewClass */
  gint64 monotone;     /* -1, 0, +1: direction the trade demands of the risk */
  gboolean off;        /* an extractor's feature that is switched off: always missing */
} ReviewFeatureDef;
REVIEW_DECLARE_RECORD (ReviewFeatureDef, review_feature_def_type)

typedef struct
{
  ReviewRecord parent;
  char *id; /* "WD-2.1" */
  int kind; /* ReviewClauseKind */
  ReviewText *text;
  ReviewText *title;
  ReviewCondition *applies_when;
  ReviewCondition *met_when; /* check clauses: what makes the answer "met" */
  char *code;          /* ask: request-information code; escalate: reason; hold: hold reason */
  char **covers;       /* features it covers beside those in its conditions */
  gboolean met_lowers; /* check clauses: "met" speaks for the customer */
  char *draft;         /* (nullable): proposal that it was published from; not part of the hash */
} ReviewClause;
REVIEW_DECLARE_RECORD (ReviewClause, review_clause_type)

typedef struct
{
  ReviewRecord parent;
  char *id;
  char *case_type;
  char *version; /* "v1" */
  ReviewText *title;
  char *owner;
  gint64 review_by;
  GPtrArray *clauses;   /* ReviewClause */
  GPtrArray *uncovered; /* ReviewSituation: left without a clause, known */
  char *hash;           /* over the canonical bytes; made by the loader */
} ReviewSop;
REVIEW_DECLARE_RECORD (ReviewSop, review_sop_type)

typedef struct
{
  ReviewRecord parent;
  char *id;
  ReviewText *text;
} ReviewSituation;
REVIEW_DECLARE_RECORD (ReviewSituation, review_situation_type)

/* All of the data above together; a file of data/catalog holds any part of it. */
typedef struct
{
  ReviewRecord parent;
  GPtrArray *case_types; /* ReviewCaseType */
  GPtrArray *codes;      /* ReviewCode */
  GPtrArray *features;   /* ReviewFeatureDef */
  GPtrArray *sops;       /* ReviewSop */
  GPtrArray *parameters; /* ReviewParameter: of the policy in force, as it is served */
} ReviewCatalog;
REVIEW_DECLARE_RECORD (ReviewCatalog, review_catalog_type)

const ReviewCaseType *review_catalog_find_type (const ReviewCatalog *self, const char *id);
const ReviewCode *review_catalog_find_code (const ReviewCatalog *self,
                                            const char *list,
                                            const char *code,
                                            const char *case_type);
double review_catalog_get_parameter (const ReviewCatalog *self, const char *name);
const ReviewSop *review_catalog_find_sop (const ReviewCatalog *self, const char *case_type);
const ReviewClause *review_sop_find_clause (const ReviewSop *self, const char *id);
gboolean review_clause_reads (const ReviewClause *self, const char *feature);
GPtrArray *
review_catalog_list_codes (const ReviewCatalog *self, const char *list, const char *case_type);
gboolean review_code_is_for_label (const ReviewCode *self, int label);

G_END_DECLS
