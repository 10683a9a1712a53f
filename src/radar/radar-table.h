/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of what a pattern is made. A verdict that waits for its truth is in no table. */
typedef enum
{
  RADAR_FP = 1, /* ROCA said block, and it was harmless: of the cases that it said block of */
  RADAR_FN      /* ROCA said pass, and it was bad: of the cases that it said pass of */
} RadarKind;

/* A condition on one attribute: a text that it has, a range of numbers, or that it has none. */
typedef struct
{
  char *attribute;
  char *equals; /* NULL: not a text */
  double low;   /* low <= value < high; infinite where it is open */
  double high;
  gboolean missing;
} RadarCondition;

/* A labelled case, apart from its attributes. */
typedef struct
{
  gboolean blocks;     /* ROCA's verdict */
  gboolean positive;   /* what is true */
  double risk;         /* as ROCA gave it, 0..1 */
  double cut;          /* at which its verdict turned to block */
  double weight;       /* 1 / pi */
  const char *cluster; /* (nullable): alike cases count as one; copied */
  gint64 at;           /* µs; orders the cases into periods */
} RadarCase;

/**
 * RadarTable:
 * Labelled cases with their attributes, column by column. An attribute holds texts or numbers, as
 * its first value says; NaN and a text that was never set are missing. What is known of errors
 * alone, as a root cause is, narrows the errors of a pattern down, never its cases.
 */
typedef struct _RadarTable RadarTable;

RadarTable *radar_table_new (void);
void radar_table_free (RadarTable *self);
guint radar_table_add (RadarTable *self, const RadarCase *one);
guint radar_table_get_n (const RadarTable *self);
const RadarCase *radar_table_get (const RadarTable *self, guint row);
void radar_table_set_text (RadarTable *self, guint row, const char *attribute, const char *value);
void radar_table_set_number (RadarTable *self, guint row, const char *attribute, double value);
void radar_table_set_of_error (RadarTable *self, const char *attribute);
gboolean radar_table_is_of_error (const RadarTable *self, const char *attribute);
gboolean radar_table_is_error (const RadarTable *self, guint row, RadarKind kind);
gboolean radar_table_is_asked (const RadarTable *self, guint row, RadarKind kind);
gboolean radar_table_meets (const RadarTable *self, guint row, const RadarCondition *condition);
gboolean
radar_table_meets_all (const RadarTable *self, guint row, GPtrArray *conditions, gboolean of_error);

RadarCondition *radar_condition_new_text (const char *attribute, const char *value);
RadarCondition *radar_condition_new_range (const char *attribute, double low, double high);
RadarCondition *radar_condition_new_missing (const char *attribute);
RadarCondition *radar_condition_copy (const RadarCondition *self);
void radar_condition_free (RadarCondition *self);
GPtrArray *radar_conditions_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RadarTable, radar_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RadarCondition, radar_condition_free)

G_END_DECLS
