/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ReviewRecord:
 * Every value of the domain is a record: a reference-counted C struct that is
 * filled once by its maker and never changed after it was handed on, so that
 * threads may share it. A static table (ReviewRecordType) names its members;
 * freeing, JSON and tests run over that table, so nothing is written per type.
 */
typedef struct _ReviewRecordType ReviewRecordType;

typedef struct
{
  const ReviewRecordType *type;
  gint ref_count; /* atomic */
} ReviewRecord;

/* A text in the product's languages, as people write it for both sides of the floor. */
typedef struct
{
  char *en;    /* (owned) (nullable) */
  char *zh_cn; /* (owned) (nullable) */
} ReviewText;

typedef enum
{
  REVIEW_KIND_STRING,  /* char *: NULL is absent */
  REVIEW_KIND_INT,     /* gint64 */
  REVIEW_KIND_DOUBLE,  /* double: NaN is absent */
  REVIEW_KIND_BOOLEAN, /* gboolean */
  REVIEW_KIND_TIME,    /* gint64, µs since 1970 UTC: 0 is absent */
  REVIEW_KIND_ENUM,    /* int, a member of the ReviewEnum in @of: 0 is unset */
  REVIEW_KIND_TEXT,    /* ReviewText *: NULL is absent */
  REVIEW_KIND_STRINGS, /* GStrv: NULL is empty */
  REVIEW_KIND_RECORD,  /* a record of the type in @of: NULL is absent */
  REVIEW_KIND_RECORDS, /* GPtrArray of records of the type in @of: NULL is empty */
  REVIEW_KIND_JSON     /* char *: checked JSON text, not interpreted here */
} ReviewKind;

typedef enum
{
  REVIEW_MEMBER_OPTIONAL = 0,
  REVIEW_MEMBER_REQUIRED = 1 << 0, /* a decoder refuses the record without it */
  REVIEW_MEMBER_PRIVATE =
      1 << 1 /* never leaves the server: the encoder skips it, the decoder refuses it */
} ReviewMemberFlags;

typedef struct
{
  const char *name; /* on the wire and in the code: snake_case */
  ReviewKind kind;
  gsize offset;
  const void *of; /* ReviewEnum or ReviewRecordType, by kind */
  ReviewMemberFlags flags;
} ReviewMember;

struct _ReviewRecordType
{
  const char *name;
  gsize size;
  const ReviewMember *members; /* ends with a NULL name */
};

/* A closed list. nicks[0] belongs to value 1; ends with NULL. */
typedef struct
{
  const char *name;
  const char *const *nicks;
} ReviewEnum;

gpointer review_record_new (const ReviewRecordType *type);
gpointer review_record_ref (gpointer record);
void review_record_unref (gpointer record);
gpointer review_record_copy (gconstpointer record);
gboolean review_record_equal (gconstpointer a, gconstpointer b);
GPtrArray *review_records_new (void);

ReviewText *review_text_new (const char *en, const char *zh_cn);
ReviewText *review_text_copy (const ReviewText *text);
void review_text_free (ReviewText *text);
const char *review_text_get (const ReviewText *text, const char *language);

const char *review_enum_nick (const ReviewEnum *list, int value);
int review_enum_value (const ReviewEnum *list, const char *nick);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewText, review_text_free)

/* Declares a record struct's type table and its auto-cleanup. */
#define REVIEW_DECLARE_RECORD(Struct, type_table) \
  extern const ReviewRecordType type_table;       \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Struct, review_record_unref)

/* Rows of a member table; the compiler checks that the C type fits the kind. */
#define REVIEW_CHECKED_(S, f, c_type) \
  (offsetof (S, f)                    \
   + 0 * sizeof (char[__builtin_types_compatible_p (__typeof__ (((S *) 0)->f), c_type) ? 1 : -1]))
/* clang-format off */
#define REVIEW_M_(S, f, kind, c_type, of, fl) { #f, kind, REVIEW_CHECKED_ (S, f, c_type), of, fl }
#define REVIEW_M_STRING(S, f, fl)      REVIEW_M_ (S, f, REVIEW_KIND_STRING, char *, NULL, fl)
#define REVIEW_M_INT(S, f, fl)         REVIEW_M_ (S, f, REVIEW_KIND_INT, gint64, NULL, fl)
#define REVIEW_M_DOUBLE(S, f, fl)      REVIEW_M_ (S, f, REVIEW_KIND_DOUBLE, double, NULL, fl)
#define REVIEW_M_BOOLEAN(S, f, fl)     REVIEW_M_ (S, f, REVIEW_KIND_BOOLEAN, gboolean, NULL, fl)
#define REVIEW_M_TIME(S, f, fl)        REVIEW_M_ (S, f, REVIEW_KIND_TIME, gint64, NULL, fl)
#define REVIEW_M_ENUM(S, f, list, fl)  REVIEW_M_ (S, f, REVIEW_KIND_ENUM, int, &list, fl)
#define REVIEW_M_TEXT(S, f, fl)        REVIEW_M_ (S, f, REVIEW_KIND_TEXT, ReviewText *, NULL, fl)
#define REVIEW_M_STRINGS(S, f, fl)     REVIEW_M_ (S, f, REVIEW_KIND_STRINGS, char **, NULL, fl)
#define REVIEW_M_RECORDS(S, f, ty, fl) REVIEW_M_ (S, f, REVIEW_KIND_RECORDS, GPtrArray *, &ty, fl)
#define REVIEW_M_JSON(S, f, fl)        REVIEW_M_ (S, f, REVIEW_KIND_JSON, char *, NULL, fl)
#define REVIEW_M_RECORD(S, f, ty, fl)  { #f, REVIEW_KIND_RECORD, offsetof (S, f), &ty, fl }
#define REVIEW_M_END                   { NULL }
/* clang-format on */

G_END_DECLS
