/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"
#include "review-catalog.h"

G_BEGIN_DECLS

#define REVIEW_MAPPING_SCHEMA "riskops-mapping/1"

/* How a value is made from a row: the closed list of derivations. */
typedef enum
{
  REVIEW_MAP_COPY = 1,     /* of @column, or of the first of @columns that holds something */
  REVIEW_MAP_CONSTANT,     /* @constant */
  REVIEW_MAP_SCALE,        /* amount with its point moved by @decimals or by @decimals_column */
  REVIEW_MAP_DIRECTION,    /* "out" when the case's id stands in @from, "in" when in @to */
  REVIEW_MAP_COUNTERPARTY, /* of @from and @to the one that is not the case's id */
  REVIEW_MAP_IS,           /* boolean: the column holds one of @values */
  REVIEW_MAP_PRESENT,      /* boolean: the column holds something */
  REVIEW_MAP_DOMAIN_OF,    /* of an e-mail, an URL or a host name: see review_derive_domain() */
  REVIEW_MAP_IN_LIST,      /* boolean: it stands in the file that @list names */
  REVIEW_MAP_LENGTH,       /* in characters */
  REVIEW_MAP_DIGIT_SHARE,  /* of its characters, 0 to 1 */
  REVIEW_MAP_ENTROPY,      /* Shannon, in bits per character */
  REVIEW_MAP_HOUR,         /* of a time, in UTC: 0 to 23 */
  REVIEW_MAP_AGE_DAYS,     /* days from a time to @until, or to the case's opened_at */
  REVIEW_MAP_COUNT_BY,     /* earlier rows within @window that hold the same */
  REVIEW_MAP_SHARE_BY      /* of the earlier rows within @window, those that hold the same */
} ReviewMappingOp;

typedef enum
{
  REVIEW_FILE_CASES = 1, /* a row is a case */
  REVIEW_FILE_ROWS       /* a row is evidence of the cases that its keys name */
} ReviewFileRole;

extern const ReviewEnum review_mapping_ops, review_file_roles;

/* One value that is made from a row. */
typedef struct _ReviewMappingValue ReviewMappingValue;
struct _ReviewMappingValue
{
  ReviewRecord parent;
  char *name; /* of the field that it becomes */
  int type;   /* ReviewValueType; text where it is left out */
  int klass;  /* ReviewClass */
  int op;     /* ReviewMappingOp; copy where it is left out */
  char *column;
  char **columns;
  char *constant;
  gint64 decimals;
  char *decimals_column;
  char **from;
  char **to;
  char **values;
  char *format;              /* of a time: see review_moment_format_is_known() */
  gboolean lower;            /* compared and written in lower case */
  gboolean required;         /* a row without it is refused */
  ReviewMappingValue *of;    /* a text that is derived first, in place of a column */
  char *list;                /* file of one value per line, see ReviewList */
  ReviewMappingValue *until; /* a time; left out: the case's opened_at */
  char *window;              /* "90m", "24h", "7d" or "all" */
};
REVIEW_DECLARE_RECORD (ReviewMappingValue, review_mapping_value_type)

/* A feature that comes with the case. */
typedef struct
{
  ReviewRecord parent;
  char *id;
  ReviewMappingValue *value; /* number, amount or boolean */
  char *unit;
  ReviewText *name;
  ReviewText *meaning;
  int klass;
  gint64 monotone;
} ReviewMappingFeature;
REVIEW_DECLARE_RECORD (ReviewMappingFeature, review_mapping_feature_type)

/* A row of evidence that is made from a row of a file. */
typedef struct
{
  ReviewRecord parent;
  int kind;                        /* ReviewEvidenceKind */
  ReviewMappingValue *at;          /* a time; left out: undated */
  ReviewMappingValue *external_id; /* of the row in its source, where that is unique in a case */
  GPtrArray *fields;               /* ReviewMappingValue */
} ReviewMappingEvidence;
REVIEW_DECLARE_RECORD (ReviewMappingEvidence, review_mapping_evidence_type)

/* Ties a column of a further file to a key of the cases. */
typedef struct
{
  ReviewRecord parent;
  char *column;
  char *key;      /* a key of the mapping; left out: the case's id */
  gboolean lower; /* compared in lower case */
} ReviewMappingJoin;
REVIEW_DECLARE_RECORD (ReviewMappingJoin, review_mapping_join_type)

/* The rows of a file are transfers between accounts: together they are a graph, in which each case,
 * whose id is an account, is looked up (see review-transfers.h). */
typedef struct
{
  ReviewRecord parent;
  ReviewMappingValue *from;   /* account: text */
  ReviewMappingValue *to;     /* account: text */
  ReviewMappingValue *amount; /* comparable between rows: number or amount */
  ReviewMappingValue *at;     /* a time */
} ReviewMappingTransfers;
REVIEW_DECLARE_RECORD (ReviewMappingTransfers, review_mapping_transfers_type)

typedef struct
{
  ReviewRecord parent;
  char *name;
  int role;                          /* ReviewFileRole */
  char **match;                      /* patterns of file names; left out: told by its columns */
  gboolean optional;                 /* the import may go without it */
  char **columns;                    /* the file has no header: the names of its columns */
  char *delimiter;                   /* left out: found from the first lines */
  char **skip_when_empty;            /* a row in which all of these are empty says nothing */
  GPtrArray *joins;                  /* ReviewMappingJoin; role rows */
  GPtrArray *evidence;               /* ReviewMappingEvidence */
  ReviewMappingTransfers *transfers; /* (nullable); role rows */
} ReviewMappingFile;
REVIEW_DECLARE_RECORD (ReviewMappingFile, review_mapping_file_type)

/* Beside the id, what a case can be joined by. */
typedef struct
{
  ReviewRecord parent;
  char *name;
  char *column;
} ReviewMappingKey;
REVIEW_DECLARE_RECORD (ReviewMappingKey, review_mapping_key_type)

typedef struct
{
  ReviewRecord parent;
  char *column;
  char **positive; /* values that mean: granting would have been wrong */
  char **negative; /* values that mean the opposite; left out: every other */
  int nature;
  char *nature_column;
  char *typology_column;
  char *cluster_column;
  char *source; /* left out: "import" */
  int maturity; /* left out: confirmed */
  int basis;    /* left out: new_evidence */
} ReviewMappingTruth;
REVIEW_DECLARE_RECORD (ReviewMappingTruth, review_mapping_truth_type)

/* A value where it stands, with the time of the rows there. */
typedef struct
{
  const ReviewMappingValue *value; /* (unowned) */
  const ReviewMappingValue *at;    /* (unowned) (nullable): rows have no time */
} ReviewMappingPlace;

/* How files become cases. */
typedef struct
{
  ReviewRecord parent;
  char *schema;
  char *source;
  char *case_type;
  ReviewCaseType *type; /* registered when the catalogue does not have it */
  char *id_column;
  char **missing;   /* values that stand for "none", beside the empty one */
  GPtrArray *files; /* ReviewMappingFile; one or more with the role cases */
  GPtrArray *keys;  /* ReviewMappingKey */
  ReviewMappingValue *opened_at;
  ReviewMappingValue *as_of;
  ReviewMappingValue *value;
  ReviewMappingValue *currency;
  ReviewMappingValue *priority;
  ReviewMappingValue *market;
  ReviewMappingValue *language;
  ReviewMappingValue *vendor;
  ReviewMappingValue *subject; /* left out: the case's id */
  GPtrArray *profile;          /* ReviewMappingValue */
  GPtrArray *features;         /* ReviewMappingFeature */
  ReviewMappingTruth *truth;
} ReviewMapping;
REVIEW_DECLARE_RECORD (ReviewMapping, review_mapping_type)

ReviewMapping *review_mapping_parse (const char *json, gssize len, GError **error);
ReviewMapping *review_mapping_load (const char *path, GError **error);
gboolean review_mapping_parse_window (const char *text, gint64 *ret_window);
gboolean review_mapping_op_counts (int op);
GPtrArray *review_mapping_list_columns (const ReviewMapping *self, const ReviewMappingFile *file);
GPtrArray *review_mapping_list_values (const ReviewMapping *self, const ReviewMappingFile *file);
GPtrArray *review_mapping_list_lists (const ReviewMapping *self);
ReviewCaseType *review_mapping_dup_case_type (const ReviewMapping *self);
GPtrArray *review_mapping_dup_feature_defs (const ReviewMapping *self);

G_END_DECLS
