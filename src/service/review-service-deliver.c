/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a decision in effect to confirmed commands: what is to be sent, what came back, and when the
 * case closes. Nothing here waits for another system; the courier does, outside of any transaction.
 *
 * A command is sent until it is answered, always under the id of its effect, so the other system can
 * tell a repetition. What it says of an effect:
 *
 *   state \ said   accepted               confirmed    failed
 *   requested      waits, is asked about  confirmed    failed
 *   failed         requested, waits       confirmed    nothing new
 *   confirmed      nothing new            nothing new  stays confirmed; an incident
 *   cancelled      stays cancelled; an incident        nothing new
 */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-customer-text.h"
#include "review-service-private.h"
#include "review-store-cases.h"
#include "review-store-decisions.h"
#include "review-store-effects.h"
#include "review-store-events.h"
#include "review-store-identity.h"
#include "review-store-post.h"

#define FIRST_WAIT (2 * REVIEW_SECOND)
#define LONGEST    (5 * REVIEW_MINUTE)
#define GIVE_UP    REVIEW_DAY

static gboolean
is_in (char **list, guint n, const char *kind)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (list[i], kind) == 0)
      return TRUE;
  return FALSE;
}

/* Of those that come before @n in the list, the ones that its code waits for. */
static char **
find_after (const ReviewCode *code, char **kinds, guint n)
{
  g_autoptr (GStrvBuilder) after = g_strv_builder_new ();
  gboolean all = code != NULL && code->after != NULL
                 && g_strv_contains ((const char *const *) code->after, "*");

  for (guint i = 0; i < n; i++)
    if (all
        || (code != NULL && code->after != NULL
            && is_in (code->after, g_strv_length (code->after), kinds[i])))
      g_strv_builder_add (after, kinds[i]);
  return g_strv_builder_end (after);
}

static GPtrArray *
read_parameters (const ReviewCode *code, const ReviewPolicy *policy)
{
  GPtrArray *list = NULL;

  for (char **name = code != NULL ? code->parameters : NULL; name != NULL && *name != NULL; name++)
    {
      ReviewParameter *one;
      double value;

      if (!review_policy_get_parameter (policy, *name, &value))
        continue;
      one = review_record_new (&review_parameter_type);
      one->name = g_strdup (*name);
      one->value = value;
      if (list == NULL)
        list = review_records_new ();
      g_ptr_array_add (list, one);
    }
  return list;
}

static ReviewEffect *
add_effect (ReviewService *self, GPtrArray *list, const char *kind)
{
  const ReviewCode *code =
      review_catalog_find_code (review_service_get_catalog (self), "effect", kind, NULL);
  ReviewEffect *effect = review_record_new (&review_effect_type);

  effect->kind = g_strdup (kind);
  effect->target = g_strdup (code != NULL ? code->target : NULL);
  effect->n = (gint64) list->len + 1;
  effect->state = REVIEW_EFFECT_REQUESTED;
  g_ptr_array_add (list, effect);
  return effect;
}

/* What still stands of an earlier decision is not commanded twice; others wait for it all the same.
 * What no command undoes has failed from the start: somebody has to see to it. */
static GPtrArray *
make_effects (ReviewService *self, const ReviewCommands *commands)
{
  const ReviewPolicy *policy = review_service_get_policy (self);
  GPtrArray *list = review_records_new ();
  char **kinds = commands->kinds;

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      const ReviewCode *code =
          review_catalog_find_code (review_service_get_catalog (self), "effect", kinds[i], NULL);
      ReviewEffect *effect;

      if (g_ptr_array_find_with_equal_func (commands->standing, kinds[i], g_str_equal, NULL))
        continue;
      effect = add_effect (self, list, kinds[i]);
      effect->after = find_after (code, kinds, i);
      effect->parameters = read_parameters (code, policy);
    }
  for (guint i = 0; i < commands->by_hand->len; i++)
    {
      ReviewEffect *effect = add_effect (self, list, REVIEW_EFFECT_BY_HAND);

      effect->state = REVIEW_EFFECT_FAILED;
      effect->reason = g_strdup ("lasting");
      effect->detail = g_strdup (commands->by_hand->pdata[i]);
    }
  return list;
}

static char **
effects_of (ReviewService *self, const ReviewDecision *decision, const char *case_type)
{
  const ReviewCaseType *type =
      review_catalog_find_type (review_service_get_catalog (self), case_type);
  const ReviewCode *code;

  if (decision->choice == REVIEW_CHOICE_PASS)
    return type != NULL ? type->pass_effects : NULL;
  code = decision->form != NULL && decision->form->disposition != NULL
             ? review_catalog_find_code (review_service_get_catalog (self), "disposition",
                                         decision->form->disposition, case_type)
             : NULL;
  return code != NULL ? code->effects : NULL;
}

static gboolean
add_notice (ReviewService *self,
            ReviewTx *tx,
            const ReviewDecision *decision,
            const char *case_type,
            GError **error)
{
  g_autoptr (ReviewCatalog) catalog = review_service_dup_expanded_catalog (self);
  const char *code = NULL;
  g_autoptr (ReviewText) text =
      decision->form != NULL
          ? review_customer_text_notice (catalog, case_type, decision->form, &code)
          : NULL;

  return text == NULL || review_store_add_notice (tx, decision, code, text, error);
}

gboolean
review_effect_step_init (ReviewEffectStep *self,
                         ReviewTx *tx,
                         const ReviewUser *actor,
                         const char *effect,
                         GError **error)
{
  *self = (ReviewEffectStep){ .tx = tx, .actor = actor };
  self->before = review_store_load_effect (tx, effect, &self->case_id, error);
  if (self->before == NULL)
    return FALSE;
  self->effect = review_record_copy (self->before);
  return TRUE;
}

void
review_effect_step_clear (ReviewEffectStep *self)
{
  g_clear_pointer (&self->case_id, g_free);
  g_clear_pointer (&self->before, review_record_unref);
  g_clear_pointer (&self->effect, review_record_unref);
}

/* Whether nothing of that kind is under way; an earlier decision's counts too, where it stands. */
static gboolean
is_confirmed (GPtrArray *effects, const char *kind)
{
  for (guint i = 0; i < effects->len; i++)
    {
      const ReviewEffect *one = effects->pdata[i];

      if (strcmp (one->kind, kind) == 0 && one->state != REVIEW_EFFECT_CONFIRMED
          && one->state != REVIEW_EFFECT_CANCELLED)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_ready (GPtrArray *effects, const ReviewEffect *effect)
{
  for (char **kind = effect->after; kind != NULL && *kind != NULL; kind++)
    if (!is_confirmed (effects, *kind))
      return FALSE;
  return TRUE;
}

/* Those that waited for what is confirmed now are sent. */
static gboolean
release_followers (ReviewTx *tx, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) effects = review_store_list_effects (tx, case_id, error);

  for (guint i = 0; effects != NULL && i < effects->len; i++)
    {
      ReviewEffect *one = effects->pdata[i];

      if (one->state != REVIEW_EFFECT_REQUESTED || one->next_at != 0 || !is_ready (effects, one))
        continue;
      one->next_at = one->at = review_tx_get_now (tx);
      if (!review_store_move_effect (tx, one, one->version, error))
        return FALSE;
    }
  return effects != NULL;
}

/* Commands to other systems, recorded as requested; the case closes when they are confirmed. */
gboolean
review_service_start_effects (ReviewService *self,
                              ReviewTx *tx,
                              const ReviewDecision *decision,
                              const char *case_type,
                              GError **error)
{
  g_auto (ReviewCommands) commands = { 0 };
  g_autoptr (GPtrArray) effects = NULL;
  gboolean open = FALSE;

  if (!review_service_fit_commands (self, tx, decision, effects_of (self, decision, case_type),
                                    &commands, error))
    return FALSE;
  effects = make_effects (self, &commands);
  return review_store_add_effects (tx, decision, effects, error)
         && release_followers (tx, decision->case_id, error)
         && add_notice (self, tx, decision, case_type, error)
         && (commands.by_hand->len == 0 || review_event_add (tx, "effects", NULL, NULL, error))
         && review_store_has_open_effects (tx, decision->case_id, &open, error)
         && review_store_set_case_state (
             tx, decision->case_id, open ? REVIEW_CASE_EFFECTS_PENDING : REVIEW_CASE_CLOSED, error);
}

/* A case that was opened again meanwhile stays open. */
static gboolean
close_case (ReviewEffectStep *self, GError **error)
{
  g_autoptr (ReviewCase) item_case = NULL;
  gboolean open = FALSE;

  if (!review_store_has_open_effects (self->tx, self->case_id, &open, error))
    return FALSE;
  item_case = review_store_load_case (self->tx, self->case_id, error);
  if (item_case == NULL)
    return FALSE;
  if (open || item_case->state != REVIEW_CASE_EFFECTS_PENDING)
    return TRUE;
  return review_store_set_case_state (self->tx, self->case_id, REVIEW_CASE_CLOSED, error)
         && review_service_audit_case (self->tx, self->actor, "close", self->case_id,
                                       self->effect->id, NULL, NULL, NULL, error);
}

/* Who decided hears of it. Nobody else does: to say that a case has effects says that it is decided,
 * and somebody may be looking at it blind. Those who see to failed ones are told to read their list. */
static gboolean
tell (ReviewEffectStep *self, GError **error)
{
  g_autoptr (ReviewDecision) decision =
      review_store_load_decision (self->tx, self->effect->decision, error);
  g_autoptr (ReviewUser) actor = NULL;

  if (decision == NULL)
    return FALSE;
  actor = review_store_load_account (self->tx, decision->actor, NULL);
  if (actor != NULL && decision->work_item[0] != '\0'
      && !review_event_add_for (self->tx, "effect", decision->work_item, decision->actor, error))
    return FALSE;
  return (self->before->state != REVIEW_EFFECT_FAILED
          && self->effect->state != REVIEW_EFFECT_FAILED)
         || review_event_add (self->tx, "effects", NULL, NULL, error);
}

/* Writes the step with its audit row, sends what waited for it, closes the case, tells. */
gboolean
review_effect_step_finish (ReviewEffectStep *self,
                           const char *action,
                           const char *reason,
                           GError **error)
{
  gboolean confirmed = self->effect->state == REVIEW_EFFECT_CONFIRMED;

  if (!review_store_move_effect (self->tx, self->effect, self->before->version, error))
    return FALSE;
  self->effect->version = self->before->version + 1;
  return review_service_audit_case (self->tx, self->actor, action, self->case_id, self->effect->id,
                                    reason, self->before, self->effect, error)
         && (!confirmed
             || (release_followers (self->tx, self->case_id, error) && close_case (self, error)))
         && tell (self, error);
}

static void
set_text (char **member, const char *text)
{
  char *kept =
      text != NULL
          ? g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), REVIEW_EFFECT_MAX_REASON))
          : NULL;

  g_free (*member);
  *member = kept;
}

static void
enter (ReviewEffectStep *self, int state, const char *reason, const char *detail)
{
  ReviewEffect *effect = self->effect;

  effect->state = state;
  effect->at = review_tx_get_now (self->tx);
  effect->next_at = 0;
  set_text (&effect->reason, reason);
  set_text (&effect->detail, detail);
}

static gboolean
take_accepted (ReviewEffectStep *self, const ReviewDelivered *said, GError **error)
{
  ReviewEffect *effect = self->effect;
  gint64 now = review_tx_get_now (self->tx);
  gboolean known = self->before->state == REVIEW_EFFECT_REQUESTED && self->before->accepted_at != 0;

  if (self->before->state == REVIEW_EFFECT_FAILED)
    enter (self, REVIEW_EFFECT_REQUESTED, NULL, NULL);
  if (effect->accepted_at == 0)
    effect->accepted_at = now;
  effect->next_at = now + MAX (said->wait, REVIEW_EFFECT_ASK_AGAIN);
  effect->simulated = said->simulated;
  set_text (&effect->reason, NULL);
  return known ? review_store_defer_effect (self->tx, effect, error)
               : review_effect_step_finish (self, "effect_accepted", NULL, error);
}

/* It says another thing than what is on record. What is on record stays; people look into it. */
static gboolean
note_contradiction (ReviewEffectStep *self, const ReviewDelivered *said, GError **error)
{
  g_autofree char *reason = NULL;

  set_text (&reason, said->reason);
  return review_service_audit_case (self->tx, self->actor, "effect_contradicted", self->case_id,
                                    self->effect->id, reason, self->before, NULL, error)
         && review_event_add (self->tx, "incident", self->case_id, NULL, error);
}

/* What the other system says, see the table above. */
gboolean
review_effect_step_take (ReviewEffectStep *self, const ReviewDelivered *said, GError **error)
{
  int state = self->before->state;

  if (state == REVIEW_EFFECT_CONFIRMED)
    return said->reply != REVIEW_REPLY_FAILED || note_contradiction (self, said, error);
  if (state == REVIEW_EFFECT_CANCELLED)
    return said->reply == REVIEW_REPLY_FAILED || note_contradiction (self, said, error);
  if (said->reply == REVIEW_REPLY_ACCEPTED)
    return take_accepted (self, said, error);
  if (state == REVIEW_EFFECT_FAILED && said->reply == REVIEW_REPLY_FAILED)
    return TRUE;
  if (said->reply == REVIEW_REPLY_FAILED)
    enter (self, REVIEW_EFFECT_FAILED, "refused", said->reason);
  else
    enter (self, REVIEW_EFFECT_CONFIRMED, NULL, NULL);
  self->effect->simulated = said->simulated;
  return review_effect_step_finish (
      self, said->reply == REVIEW_REPLY_FAILED ? "effect_failed" : "effect_confirmed",
      self->effect->detail, error);
}

/* Twice as long each time, up to a bound; less by chance, so that what failed together does not come
 * back together. */
gint64
review_service_back_off (ReviewTx *tx, gint64 attempts)
{
  gint64 most = attempts < 12 ? MIN (FIRST_WAIT << attempts, LONGEST) : LONGEST;
  guint32 random = 0;

  review_clock_random (review_tx_get_clock (tx), (guint8 *) &random, sizeof random);
  return most / 2 + (gint64) ((double) (most / 2) * ((double) random / (double) G_MAXUINT32));
}

/* No answer came: again later, up to a day. After that somebody has to look. */
static gboolean
miss (ReviewEffectStep *self, const ReviewDelivered *said, GError **error)
{
  ReviewEffect *effect = self->effect;
  gint64 now = review_tx_get_now (self->tx);

  if (self->before->state != REVIEW_EFFECT_REQUESTED)
    return TRUE;
  effect->simulated = said->simulated;
  effect->sent_at = now;
  if (now - effect->at >= GIVE_UP)
    {
      enter (self, REVIEW_EFFECT_FAILED, effect->accepted_at != 0 ? "overdue" : "unreachable",
             NULL);
      return review_effect_step_finish (self, "effect_failed", effect->reason, error);
    }
  effect->next_at =
      now + MAX (review_service_back_off (self->tx, effect->attempts), MIN (said->wait, LONGEST));
  effect->attempts++;
  set_text (&effect->reason, "unreachable");
  return review_store_defer_effect (self->tx, effect, error);
}

typedef struct
{
  ReviewService *service;
  const ReviewDelivered *said;
} Filing;

/* What is no effect is a question to a customer. */
static gboolean
file (ReviewTx *tx, gpointer user_data, GError **error)
{
  const Filing *filing = user_data;
  const ReviewDelivered *said = filing->said;
  g_auto (ReviewEffectStep) step = { 0 };
  GError *local = NULL;

  if (!review_effect_step_init (&step, tx, review_service_system_user (), said->effect, &local))
    {
      if (!g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      g_error_free (local);
      return review_service_file_post (filing->service, tx, said, error);
    }
  if (said->reply == 0)
    return miss (&step, said, error);
  step.effect->sent_at = review_tx_get_now (tx);
  if (step.before->accepted_at != 0 && said->reply == REVIEW_REPLY_ACCEPTED
      && review_tx_get_now (tx) - step.before->at >= GIVE_UP)
    return miss (&step, said, error);
  return review_effect_step_take (&step, said, error);
}

/**
 * review_service_file_delivery:
 * @delivered: what came of sending an effect, or that nothing did
 *
 * Files what the courier brings back. The same again changes nothing.
 */
gboolean
review_service_file_delivery (ReviewService *self, const ReviewDelivered *delivered, GError **error)
{
  Filing filing = { self, delivered };

  return review_service_write (self, file, &filing, error);
}

typedef struct
{
  gint64 limit;
  GPtrArray *list; /* (owned) (nullable) */
} Due;

static gboolean
list_due (ReviewTx *tx, gpointer user_data, GError **error)
{
  Due *due = user_data;
  g_autoptr (GPtrArray) ids = review_store_list_due_effects (tx, due->limit, error);
  g_autoptr (GPtrArray) posts = NULL;

  due->list = ids != NULL ? review_records_new () : NULL;
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      ReviewCommandOut *command = review_store_load_command (tx, ids->pdata[i], error);

      if (command == NULL)
        return FALSE;
      g_ptr_array_add (due->list, command);
    }
  posts = ids != NULL ? review_store_list_due_posts (tx, due->limit, error) : NULL;
  for (guint i = 0; posts != NULL && i < posts->len; i++)
    {
      ReviewCommandOut *command = review_store_load_post_command (tx, posts->pdata[i], error);

      if (command == NULL)
        return FALSE;
      g_ptr_array_add (due->list, command);
    }
  return posts != NULL;
}

/**
 * review_service_list_due_commands:
 * @limit: at most so many effects, and so many questions to customers
 *
 * Returns: (transfer full): (element-type ReviewCommandOut): what is to be sent now, of one case at
 *   most one effect that the other system does not have yet; %NULL on error
 */
GPtrArray *
review_service_list_due_commands (ReviewService *self, gint64 limit, GError **error)
{
  Due due = { limit, NULL };

  if (!review_store_read (self->store, list_due, &due, error))
    g_clear_pointer (&due.list, g_ptr_array_unref);
  return due.list;
}
