/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-enums.h"
#include "review-store.h"

G_BEGIN_DECLS

/* A case that ROCA has assessed, with what it said first and what became of it. */
typedef struct
{
  char *case_id;
  char *case_type;
  char *market;   /* (nullable) */
  char *language; /* (nullable) */
  char *value;    /* (nullable): decimal */
  char *currency; /* (nullable) */
  char *assessment;
  char *agent;
  char *model;
  char *policy;
  char *cluster; /* (nullable) */
  gint64 as_of;  /* µs: what its evidence ended with */
  gint64 opened_at;
  gint64 decided_at; /* of @choice; 0: none */
  double risk;
  double cut;
  double pi;          /* with which it was to be labelled; 1 where people decide all */
  int verdict;        /* ReviewVerdict */
  int route;          /* ReviewRoute */
  int maturity;       /* ReviewMaturity of the truth that counts; unset: none is known */
  gboolean positive;  /* where one is known */
  int nature;         /* ReviewNature */
  gboolean from_look; /* the truth is of somebody who looked at the case */
  int choice;         /* ReviewChoice that stands; unset: nothing was decided */
  gboolean by_person; /* who made it */
} ReviewMeasured;

GPtrArray *review_store_list_measured (
    ReviewTx *tx, const char *case_type, gint64 since, gint64 until, GError **error);

/* What a person decided of a case that ROCA assessed. */
typedef struct
{
  char *case_id;
  char *account;
  int choice;  /* ReviewChoice */
  char *cause; /* (nullable): code */
  int path;    /* ReviewPath of it */
  gint64 step; /* of the reasoning chain that misled; 0: none */
} ReviewMeasuredCall;

GPtrArray *review_store_list_calls (
    ReviewTx *tx, const char *case_type, gint64 since, gint64 until, GError **error);

GHashTable *review_store_list_pi (ReviewTx *tx, const char *case_type, GError **error);
gboolean review_store_count_found (
    ReviewTx *tx, const char *case_type, guint *ret_found, guint *ret_seen, GError **error);

G_END_DECLS
