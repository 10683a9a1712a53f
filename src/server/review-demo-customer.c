/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simulated customers. What one does follows from their case's id and nothing else, so that a demo
 * runs the same way each time: most answer within two minutes, some twice, some after their time,
 * some never. Real cases are left alone. */
#define G_LOG_DOMAIN "review-server"
#include "review-demo-customer.h"

#include <string.h>

#include "review-demo.h"

#define SOONEST  (15 * REVIEW_SECOND)
#define SPREAD   90                   /* s between the soonest and the latest answer in time */
#define TOO_LATE (10 * REVIEW_MINUTE) /* after the time was over */

/* Of a hundred customers. */
#define IN_TIME 70
#define TWICE   80
#define LATE    88

/* A question that was seen, and what is left to do about it. */
typedef struct
{
  char *language;  /* (owned) (nullable) */
  char *code;      /* (owned): the first that was asked for */
  gint64 first_at; /* µs: 0: no answer is left */
  gint64 again_at; /* likewise */
} Asked;

struct _ReviewDemoCustomer
{
  ReviewService *service; /* (borrowed) */
  GHashTable *asked;      /* (owned): id of the question -> Asked */
};

static void
free_asked (gpointer data)
{
  Asked *self = data;

  g_free (self->language);
  g_free (self->code);
  g_free (self);
}

ReviewDemoCustomer *
review_demo_customer_new (ReviewService *service)
{
  ReviewDemoCustomer *self = g_new0 (ReviewDemoCustomer, 1);

  self->service = service;
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_asked);
  return self;
}

void
review_demo_customer_free (ReviewDemoCustomer *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->asked);
  g_free (self);
}

static Asked *
meet (const ReviewOutgoing *one)
{
  guint lot = g_str_hash (one->external_id);
  guint fate = lot / 256 % 100;
  Asked *asked = g_new0 (Asked, 1);

  asked->language = g_strdup (one->language);
  asked->code = g_strdup (one->codes[0]);
  if (fate < TWICE)
    asked->first_at = one->at + SOONEST + (lot % SPREAD) * REVIEW_SECOND;
  else if (fate < LATE)
    asked->first_at = one->due_at + TOO_LATE;
  if (fate >= IN_TIME && fate < TWICE)
    asked->again_at = asked->first_at + REVIEW_MINUTE;
  return asked;
}

static const char *
find_words (const Asked *asked, gboolean again)
{
  static const struct
  {
    const char *code;
    const char *en, *zh_cn;
  } words[] = {
    { "confirm_activity", "Yes, that was me.", "是的，是我本人操作。" },
    { "own_wallet_proof", "I signed the message with the receiving wallet.",
      "我已用收款钱包签署消息。" },
    { "purpose", "I move savings to a wallet of my own.", "我把积蓄转到自己的钱包。" },
    { "funds_source", "The money is my salary of the last months.", "资金是我近几个月的工资。" },
    { "liveness_again", "I have repeated the face check.", "我已重新完成人脸验证。" },
    { NULL, "I have added what you asked for.", "我已补充所需材料。" },
  };
  gboolean chinese = asked->language != NULL && g_str_has_prefix (asked->language, "zh");
  gsize i = 0;

  if (again)
    return chinese ? "（模拟客户）请问还需要补充吗？"
                   : "(Simulated customer) Is anything else needed?";
  while (words[i].code != NULL && strcmp (words[i].code, asked->code) != 0)
    i++;
  return chinese ? words[i].zh_cn : words[i].en;
}

static gboolean
answer (ReviewDemoCustomer *self,
        const char *request,
        const Asked *asked,
        gboolean again,
        GError **error)
{
  g_autoptr (ReviewCustomerAnswer) body = review_record_new (&review_customer_answer_type);
  ReviewCall call = { review_service_system_user (), NULL, 0 };
  g_autoptr (ReviewReceipt) receipt = NULL;

  body->external_id = g_strdup (again ? "simulated-2" : "simulated-1");
  body->text =
      again ? g_strdup (find_words (asked, TRUE))
            : g_strconcat (find_words (asked, FALSE),
                           asked->language != NULL && g_str_has_prefix (asked->language, "zh")
                               ? "（模拟客户）"
                               : " (Simulated customer)",
                           NULL);
  receipt = review_service_receive_answer (self->service, &call, request, body, error);
  return receipt != NULL;
}

static gboolean
note_new (ReviewDemoCustomer *self, GError **error)
{
  g_autoptr (ReviewOutgoingList) out = review_service_list_outgoing (self->service, error);

  if (out == NULL)
    return FALSE;
  for (guint i = 0; i < out->requests->len; i++)
    {
      const ReviewOutgoing *one = out->requests->pdata[i];

      if (strcmp (one->source, REVIEW_DEMO_SOURCE) == 0
          && !g_hash_table_contains (self->asked, one->id))
        g_hash_table_insert (self->asked, g_strdup (one->id), meet (one));
    }
  return TRUE;
}

/* Whether the time @at has come; it comes once. */
static gboolean
comes (gint64 *at, gint64 now)
{
  gboolean due = *at != 0 && *at <= now;

  if (due)
    *at = 0;
  return due;
}

/**
 * review_demo_customer_turn:
 *
 * Lets those customers answer whose time has come. Call it about every second, from one thread.
 */
gboolean
review_demo_customer_turn (ReviewDemoCustomer *self, GError **error)
{
  gint64 now = review_clock_now (review_store_get_clock (review_service_get_store (self->service)));
  GHashTableIter iter;
  gpointer id, value;

  if (!note_new (self, error))
    return FALSE;
  g_hash_table_iter_init (&iter, self->asked);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      Asked *asked = value;

      if (comes (&asked->first_at, now) && !answer (self, id, asked, FALSE, error))
        return FALSE;
      if (comes (&asked->again_at, now) && !answer (self, id, asked, TRUE, error))
        return FALSE;
    }
  return TRUE;
}
