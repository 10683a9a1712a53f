/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-campaign.h"
#include "review-link.h"
#include "review-store.h"

G_BEGIN_DECLS

/* What brings cases of one type together. */
typedef struct
{
  int kind; /* ReviewLinkKind */
  char *hash;
  char *case_type;
} ReviewWaveKey;

/* A case that has the key. */
typedef struct
{
  char *case_id;
  char *subject;
  char *campaign; /* (nullable): that it is in, or was taken out of */
  gboolean out;   /* it was taken out: never gathered again */
} ReviewWaveCase;

/* Who had the key before the wave. */
typedef struct
{
  gint64 customers;
  gboolean gateway; /* any row ever said so */
} ReviewWavePast;

void review_wave_key_free (gpointer key);
void review_wave_case_free (gpointer one);

/* Gathering (review-store-campaigns.c) */
GPtrArray *review_store_list_wave_keys (ReviewTx *tx, gint64 since, gint64 least, GError **error);
GPtrArray *
review_store_list_wave (ReviewTx *tx, const ReviewWaveKey *key, gint64 since, GError **error);
gboolean review_store_list_households (ReviewTx *tx,
                                       const ReviewWaveKey *key,
                                       gint64 since,
                                       GPtrArray *subjects,
                                       GPtrArray *households,
                                       GError **error);
gboolean review_store_find_past (ReviewTx *tx,
                                 const ReviewWaveKey *key,
                                 gint64 from,
                                 gint64 until,
                                 ReviewWavePast *ret_past,
                                 GError **error);
char *review_store_add_campaign (ReviewTx *tx, const ReviewWaveKey *key, GError **error);
gboolean review_store_join_campaign (
    ReviewTx *tx, const char *campaign, const char *case_id, int kind, GError **error);
gboolean review_store_may_join (ReviewTx *tx, const char *campaign, gint64 since, gboolean *ret);
gboolean review_store_grow_campaign (ReviewTx *tx, const char *campaign, GError **error);

/* Reading and leaving */
GPtrArray *review_store_list_campaigns (ReviewTx *tx, GError **error);
ReviewCampaign *review_store_load_campaign (ReviewTx *tx, const char *id, GError **error);
GPtrArray *review_store_list_members (ReviewTx *tx, const char *campaign, GError **error);
gboolean review_store_move_campaign (
    ReviewTx *tx, const char *id, gint64 version, int from, int to, GError **error);
gboolean review_store_take_out (ReviewTx *tx,
                                const char *campaign,
                                const ReviewCampaignAct *act,
                                const char *account,
                                GError **error);
gboolean review_store_mark_reviewed (ReviewTx *tx,
                                     const char *campaign,
                                     const char *case_id,
                                     GError **error);
gboolean
review_store_review_wave (ReviewTx *tx, const char *case_id, gint64 *ret_n, GError **error);
gboolean review_store_add_campaign_note (ReviewTx *tx,
                                         const char *campaign,
                                         const char *account,
                                         const ReviewText *text,
                                         GError **error);

/* The decision about a group (review-store-campaign-plans.c) */
typedef struct
{
  char *case_id;
  char *work_item; /* (nullable) */
  char *decision;  /* (nullable) */
} ReviewCampaignItem;

void review_campaign_item_free (gpointer item);

gboolean review_store_add_plan (ReviewTx *tx,
                                const char *campaign,
                                const ReviewCampaignDecision *plan,
                                GError **error);
ReviewCampaignDecision *review_store_load_plan (ReviewTx *tx, const char *campaign, GError **error);
gboolean review_store_set_plan_state (
    ReviewTx *tx, const char *plan, int state, gint64 effective_at, GError **error);
gboolean review_store_add_plan_item (ReviewTx *tx,
                                     const char *plan,
                                     const char *case_id,
                                     const char *work_item,
                                     int outcome,
                                     int exception,
                                     GError **error);
gboolean review_store_set_plan_item (ReviewTx *tx,
                                     const char *plan,
                                     const char *case_id,
                                     int outcome,
                                     int exception,
                                     const char *decision,
                                     GError **error);
GPtrArray *review_store_list_plan_items (
    ReviewTx *tx, const char *plan, int outcome, gint64 limit, GError **error);
GPtrArray *review_store_list_unfinished (ReviewTx *tx, GError **error);
gboolean review_store_hold_plan (ReviewTx *tx, const char *plan, gint64 until, GError **error);
gboolean review_store_decide_queued (
    ReviewTx *tx, const char *work_item, const char *account, gboolean *ret_done, GError **error);
gboolean review_store_undo_queued (
    ReviewTx *tx, const char *decision, const char *account, gboolean *ret_done, GError **error);
int review_store_find_group_choice (ReviewTx *tx, const char *case_id, GError **error);

G_END_DECLS
