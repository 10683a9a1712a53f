/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-enums.h"

G_BEGIN_DECLS

typedef enum
{
  REVIEW_OP_LT = 1,
  REVIEW_OP_LE,
  REVIEW_OP_GT,
  REVIEW_OP_GE,
  REVIEW_OP_EQ,
  REVIEW_OP_NE,
  REVIEW_OP_PRESENT,
  REVIEW_OP_IN
} ReviewOp;
extern const ReviewEnum review_ops;

/* A condition tree: exactly one of the forms below is set. On the wire:
 *   {"all": [..]}  {"any": [..]}  {"not_": {..}}  {"always": true}
 *   {"fact": "amount_ratio", "op": "gt", "number": 10}      or "param": "amount_ratio"
 *   {"fact": "market", "op": "eq", "text": "SG"}  {"fact": "f", "op": "in", "texts": ["a"]}
 *   {"fact": "f", "op": "present"}
 * SOP clauses and the Decision Hub's rules share it, and its one evaluator. */
typedef struct _ReviewCondition ReviewCondition;
struct _ReviewCondition
{
  ReviewRecord parent;
  GPtrArray *all; /* ReviewCondition */
  GPtrArray *any; /* ReviewCondition */
  ReviewCondition *not_;
  gboolean always;
  char *fact;
  int op; /* ReviewOp */
  double number;
  char *param; /* name of a policy parameter that stands for the number */
  char *text;
  char **texts;
};
REVIEW_DECLARE_RECORD (ReviewCondition, review_condition_type)

/* A fact's value: a number (booleans are 0 and 1), or text. */
typedef struct
{
  double number;    /* NaN where the fact is text */
  const char *text; /* (nullable) */
} ReviewFact;

/* Looks a fact up. Returns FALSE when the data does not carry it. */
typedef gboolean (*ReviewFactFunc) (const char *name, ReviewFact *ret_fact, gpointer user_data);

typedef struct
{
  ReviewFactFunc fact;
  ReviewFactFunc param; /* policy parameters; always numbers */
  gpointer user_data;
} ReviewFacts;

gboolean review_condition_check (const ReviewCondition *self, const char *path, GError **error);
ReviewAnswer review_condition_evaluate (const ReviewCondition *self,
                                        const ReviewFacts *facts,
                                        GPtrArray *missing);
void review_condition_collect_facts (const ReviewCondition *self, GPtrArray *names);
void review_condition_collect_params (const ReviewCondition *self, GPtrArray *names);

G_END_DECLS
