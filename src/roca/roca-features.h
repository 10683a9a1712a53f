/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"
#include "review-catalog.h"
#include "review-policy.h"

G_BEGIN_DECLS

/* Which rows a feature reads. A feature cites the rows of its set that lie at or before as_of. */
typedef enum
{
  ROCA_READS_SUPPLIED = 0,         /* came with the case: no evidence */
  ROCA_READS_IN = 1 << 0,          /* transactions to the account */
  ROCA_READS_OUT = 1 << 1,         /* transactions from the account */
  ROCA_READS_TOKEN = 1 << 2,       /* token transfers, both ways */
  ROCA_READS_FAILED = 1 << 3,      /* failed transactions */
  ROCA_READS_REQUEST = 1 << 4,     /* the withdrawal under review */
  ROCA_READS_SECURITY = 1 << 5,    /* changes of password, 2FA, e-mail, phone, keys, allowlist */
  ROCA_READS_LOGIN = 1 << 6,       /* logins and devices */
  ROCA_READS_DESTINATION = 1 << 7, /* rows that name the destination of the request */
  ROCA_READS_SCREENING = 1 << 8,   /* screening results */
  ROCA_READS_GRAPH = 1 << 9,       /* graph edges */
  ROCA_READS_EVENT = 1 << 10,      /* other events: trades, remote sessions, warnings */
  ROCA_READS_PROFILE = 1 << 11,    /* the customer's profile: no evidence row */
  ROCA_READS_DOCUMENT = 1 << 12,   /* documents */
  ROCA_READS_SESSION = 1 << 13,    /* activity of sessions, tokens used again */
  ROCA_READS_FACTOR = 1 << 14,     /* second factors: pushes, codes, which still work */
  ROCA_READS_SIM = 1 << 15,        /* what the carrier says of the SIM card */
  ROCA_READS_OWNER = 1 << 16,      /* what the owner reported or confirmed, and on which channel */
  ROCA_READS_LOSS = 1 << 17,       /* trades, internal transfers, gift cards, P2P sales */
  ROCA_READS_FACE = 1 << 18,       /* liveness checks */
  ROCA_READS_SUPPORT = 1 << 19     /* contacts with support, knowledge questions */
} RocaReads;

/* One feature of an extractor. @version changes whenever its definition does. */
typedef struct
{
  const char *id;
  const char
      *unit; /* "", "ratio", "count", "bool", "min", "h", "d", "s", "years" (of life), "amount",
                     * "USD" */
  const char *en;
  const char *zh_cn;
  const char *meaning; /* what it measures and what an analyst reads in it */
  guint reads;         /* RocaReads: the rows it read */
  int version;
  int monotone; /* +1: the trade demands that a higher value never lowers the risk; -1: the
                 * opposite; 0: no demand */
} RocaFeatureDef;

/* Computes the features of one case type from raw evidence. */
typedef struct _RocaExtractor RocaExtractor;

const RocaExtractor *roca_extractor_find (const char *case_type);
GPtrArray *roca_extractor_list_features (const RocaExtractor *self);

/* What the id of a clause's column begins with; the clause's id follows. */
#define ROCA_CLAUSE_PREFIX "clause:"

/* The columns of a case type, in a fixed order: those of its extractor, the supplied ones that the
 * catalogue names, the answers of the clauses of its SOP. A model is trained on a schema. */
typedef struct
{
  char *id;
  char *unit;
  ReviewText *name;
  ReviewText *meaning; /* (nullable) */
  int version;
  guint reads;
  int monotone;               /* as in RocaFeatureDef */
  gboolean supplied;          /* comes with the case */
  gboolean off;               /* the catalogue switched it off: missing, whatever the rows say */
  const ReviewClause *clause; /* (nullable): whose answer it is; of the schema's SOP */
} RocaColumn;

typedef struct
{
  char *case_type;
  const RocaExtractor *extractor; /* NULL: supplied features only */
  GPtrArray *columns;             /* RocaColumn */
  ReviewSop *sop;                 /* NULL: the type has none */
  ReviewPolicy *policy;           /* NULL: parameters of clauses are unknown */
} RocaSchema;

RocaSchema *
roca_schema_new (const ReviewCatalog *catalog, const ReviewPolicy *policy, const char *case_type);
void roca_schema_free (RocaSchema *self);
int roca_schema_find (const RocaSchema *self, const char *id);

/* What a clause came to in a case. */
typedef struct
{
  int applies; /* ReviewAnswer: of "applies when" */
  int answer; /* ReviewAnswer: of "met when" for a check that applies, of "applies when" for others;
                * 0: a check that does not apply has none */
} RocaAnswer;

/* The values of one case: @values[i] belongs to column i, NaN is missing. */
typedef struct _RocaFeatures RocaFeatures;

RocaFeatures *roca_extract (const RocaSchema *schema, const ReviewIntake *intake, gint64 as_of);
void roca_features_free (RocaFeatures *self);
guint roca_features_get_n (const RocaFeatures *self);
const double *roca_features_get_values (const RocaFeatures *self);
const GArray *roca_features_get_answers (const RocaFeatures *self);
const RocaAnswer *roca_features_get_answer (const RocaFeatures *self, guint clause);
const char *roca_features_get_currency (const RocaFeatures *self);
gboolean roca_features_is_supplied (const RocaFeatures *self, guint column);
GPtrArray *roca_features_list_rows (const RocaFeatures *self, guint column);
char **
roca_features_dup_evidence (const RocaFeatures *self, guint column, guint max, gint64 *ret_count);

gboolean
roca_check_supplied (const ReviewCatalog *catalog, const ReviewIntake *intake, GError **error);
gint64 roca_intake_as_of (const ReviewIntake *intake);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RocaSchema, roca_schema_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RocaFeatures, roca_features_free)

G_END_DECLS
