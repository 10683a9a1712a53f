/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See case-fixture.h. */
#define G_LOG_DOMAIN "review-test"
#include "case-fixture.h"

#include <adwaita.h>

#include "review-catalog-load.h"
#include "review-clock.h"
#include "review-data-resource.h"
#include "review-language.h"
#include "review-twin.h"

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/riskops/Review/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/riskops/Review/icons");
}

void
case_fixture_init (int *argc, char ***argv)
{
  review_language_init ("en");
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);
  load_style ();
}

static ReviewStep *
step_new (gint64 n, const char *en, const char *zh_cn, const char *clause, int answer)
{
  ReviewStep *step = review_record_new (&review_step_type);

  step->n = n;
  step->kind = REVIEW_STEP_FACT;
  step->claim = review_text_new (en, zh_cn);
  step->clause = g_strdup (clause);
  step->answer = answer;
  step->no_clause = clause == NULL;
  step->decisive = TRUE;
  return step;
}

static ReviewSignal *
signal_new (const char *feature, const char *en, const char *zh_cn, double contribution)
{
  ReviewSignal *signal = review_record_new (&review_signal_type);

  signal->feature = g_strdup (feature);
  signal->name = review_text_new (en, zh_cn);
  signal->display = review_text_new ("14 min", "14 分钟");
  signal->value = 14;
  signal->contribution = contribution;
  return signal;
}

/* Five rows, of which the last one says something else now. */
static void
add_citations (ReviewStep *step)
{
  step->citations = review_records_new ();
  for (int i = 1; i <= 5; i++)
    {
      ReviewCitation *citation = review_record_new (&review_citation_type);

      citation->evidence = g_strdup_printf ("E%d", i);
      citation->field = g_strdup ("amount");
      citation->value = g_strdup_printf ("%d.50", i);
      citation->status = i == 5 ? REVIEW_CITATION_CHANGED : REVIEW_CITATION_OK;
      g_ptr_array_add (step->citations, citation);
    }
}

static ReviewAssessment *
assessment_new (const char *id, const char *case_id, int verdict)
{
  ReviewAssessment *one = review_record_new (&review_assessment_type);

  one->id = g_strdup (id);
  one->case_id = g_strdup (case_id);
  one->sop_version = g_strdup ("v0"); /* ROCA read it before the next one came into force */
  one->risk = verdict == REVIEW_VERDICT_BLOCK ? 0.71 : 0.21;
  one->verdict = verdict;
  one->route = REVIEW_ROUTE_HUMAN;
  one->signals = review_records_new ();
  one->steps = review_records_new ();
  g_ptr_array_add (one->signals, signal_new ("destination_age_hours", "Destination address age",
                                             "目标地址存续时间", 1.4));
  g_ptr_array_add (one->signals, signal_new ("amount_to_median_90d", "Withdrawal / 90-day median",
                                             "金额与 90 天中位数之比", 0.9));
  g_ptr_array_add (one->steps,
                   step_new (1, "Password was reset from a known device, 2 h before.",
                             "提币前 2 小时由已知设备重置密码。", "WD-2.2", REVIEW_ANSWER_NOT_MET));
  g_ptr_array_add (one->steps,
                   step_new (2, "Amount is 38 times the 90-day median.",
                             "金额为 90 天中位数的 38 倍。", "WD-2.1", REVIEW_ANSWER_MET));
  g_ptr_array_add (one->steps, step_new (3, "Fresh address funded by the customer's own wallet.",
                                         "新地址由客户自有钱包注资。", NULL, 0));
  add_citations (one->steps->pdata[0]);
  ((ReviewStep *) one->steps->pdata[2])->not_in_model = TRUE;
  ((ReviewStep *) one->steps->pdata[2])->gap_cases = 12;
  ((ReviewStep *) one->steps->pdata[2])->features = g_strsplit ("own_wallet_funding", ",", 0);
  ((ReviewStep *) one->steps->pdata[2])->against = TRUE;
  ((ReviewStep *) one->steps->pdata[2])->direction =
      verdict == REVIEW_VERDICT_BLOCK ? REVIEW_DIRECTION_LOWERS : REVIEW_DIRECTION_RAISES;
  one->counterfactual = review_record_new (&review_counterfactual_type);
  one->counterfactual->changes = review_records_new ();
  one->counterfactual->text = review_text_new ("Destination address age: 3 days instead of 14 min",
                                               "目标地址存续时间：若为 3 天（现为 14 分钟）");
  g_ptr_array_add (one->steps, step_new (4, "Ask for proof of ownership.", "要求所有权证明。",
                                         "WD-4.1", REVIEW_ANSWER_UNKNOWN));
  return one;
}

static void
fill_item (FakeItem *item, int verdict, gboolean key_user)
{
  ReviewCaseView *view = review_record_copy (item->view);
  ReviewCase *one = review_record_copy (view->item_case);

  g_free (one->display_id);
  one->display_id = g_strdup_printf ("WD-4821%s", item->row->work_item + 1);
  one->priority = key_user ? 82 : 40;
  review_record_unref (view->item_case);
  view->item_case = one;
  review_record_unref (view->assessment);
  view->assessment = assessment_new (item->row->work_item, item->row->case_id, verdict);
  review_record_unref (item->view);
  item->view = view;
}

static ReviewCatalog *
load_catalog (void)
{
  g_autoptr (ReviewCatalog) catalog = NULL;
  g_autoptr (ReviewPolicy) policy = NULL;
  g_autoptr (GError) error = NULL;

  review_catalog_load (review_data_get_resource (), &catalog, &policy, &error);
  g_assert_no_error (error);
  return review_catalog_expand (catalog, policy);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  review_desk_take_next_finish (REVIEW_DESK (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

/* The team gives one root cause often. */
static void
count_causes (FakeServer *server)
{
  ReviewRootCauseCount *one = review_record_new (&review_root_cause_count_type);

  one->code = g_strdup ("RC-W11");
  one->n = 9;
  server->causes->counts = review_records_new ();
  g_ptr_array_add (server->causes->counts, one);
}

void
case_fixture_set_up (CaseFixture *self, int verdict, gboolean key_user)
{
  ReviewSessionConfig config = { .token = FAKE_TOKEN };
  gboolean taken = FALSE;

  self->server = fake_server_new (2);
  review_record_unref (self->server->catalog);
  self->server->catalog = load_catalog ();
  count_causes (self->server);
  fill_item (fake_server_item (self->server, 0), verdict, key_user);
  fill_item (fake_server_item (self->server, 1), verdict, FALSE);
  config.server_url = self->server->url;
  config.language = review_language_get ();
  self->session = review_session_new (&config);
  self->desk = review_session_get_desk (self->session);
  review_session_start (self->session);
  WAIT_FOR (review_session_get_connection (self->session) == REVIEW_CONNECTION_ONLINE);
  review_desk_take_next_async (self->desk, NULL, NULL, taken_cb, &taken);
  WAIT_FOR (taken);
  g_assert_true (review_desk_get_writable (self->desk));
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  review_session_close_finish (REVIEW_SESSION (source), result, NULL);
  *(gboolean *) user_data = TRUE;
}

void
case_fixture_close (CaseFixture *self)
{
  GtkWidget *child;

  if (self->window == NULL)
    return;
  child = gtk_window_get_child (GTK_WINDOW (self->window));
  g_object_add_weak_pointer (G_OBJECT (child), (gpointer *) &child);
  gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
  /* Nothing may keep the widget: not a signal of the session, not a source. */
  WAIT_FOR (child == NULL);
}

void
case_fixture_tear_down (CaseFixture *self)
{
  gboolean closed = FALSE;
  ReviewSession *session = self->session;

  case_fixture_close (self);
  review_session_close_async (session, closed_cb, &closed);
  WAIT_FOR (closed);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &self->session);
  g_object_unref (session);
  WAIT_FOR (self->session == NULL);
  fake_server_free (self->server);
}

void
case_fixture_settle (CaseFixture *self)
{
  for (int i = 0; i < 400 && g_main_context_iteration (NULL, FALSE); i++)
    ;
  gtk_test_widget_wait_for_draw (self->window);
}

void
case_fixture_serve (CaseFixture *self, GPtrArray *rows)
{
  FakeItem *item = fake_server_item (self->server, 0);
  ReviewCaseView *view = review_record_copy (item->view);
  static guint generation;
  g_autofree char *hash = g_strdup_printf ("hash %u", ++generation);

  g_clear_pointer (&view->evidence, g_ptr_array_unref);
  view->evidence = rows;
  g_free (view->evidence_hash);
  view->evidence_hash = g_strdup (hash);
  review_record_unref (item->view);
  item->view = view;
  review_desk_reload (self->desk);
  WAIT_FOR (g_str_equal (review_desk_get_view (self->desk)->evidence_hash, hash));
  if (self->window != NULL)
    case_fixture_settle (self);
}

void
case_fixture_show (CaseFixture *self, GtkWidget *child, int width, int height)
{
  self->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  gtk_window_set_child (GTK_WINDOW (self->window), child);
  gtk_window_present (GTK_WINDOW (self->window));
  WAIT_FOR (gtk_widget_get_mapped (child) && gtk_widget_get_width (child) > 0);
  case_fixture_settle (self);
}

void
case_fixture_shot_of (CaseFixture *self, GtkWidget *widget, const char *name)
{
  const char *folder = g_getenv ("REVIEW_TEST_SHOTS");
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = NULL;
  GtkSnapshot *snapshot;
  GskRenderNode *node;
  int width, height;

  if (folder == NULL)
    return;
  case_fixture_settle (self);
  width = gtk_widget_get_width (widget);
  height = gtk_widget_get_height (widget);
  paintable = gtk_widget_paintable_new (widget);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (self->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gsk_render_node_unref (node);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

void
case_fixture_shot (CaseFixture *self, const char *name)
{
  case_fixture_shot_of (self, self->window, name);
}

/* Walking the tree */

typedef gboolean (*Matcher) (GtkWidget *widget, const char *text);

static gboolean
is_there (GtkWidget *widget)
{
  return gtk_widget_get_visible (widget) && !review_twin_hides (widget);
}

static GtkWidget *
find (GtkWidget *root, Matcher matcher, const char *text)
{
  if (!is_there (root))
    return NULL;
  if (matcher (root, text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, matcher, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_label (GtkWidget *widget, const char *part)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL;
}

static gboolean
has_name (GtkWidget *widget, const char *name)
{
  return g_str_equal (gtk_widget_get_name (widget), name);
}

static gboolean
is_check (GtkWidget *widget, const char *part)
{
  return GTK_IS_CHECK_BUTTON (widget) && find (widget, is_label, part) != NULL;
}

GtkWidget *
case_fixture_find_label (GtkWidget *root, const char *part)
{
  return find (root, is_label, part);
}

GtkWidget *
case_fixture_find_name (GtkWidget *root, const char *name)
{
  return find (root, has_name, name);
}

GtkWidget *
case_fixture_find_check (GtkWidget *root, const char *part)
{
  return find (root, is_check, part);
}

GtkWidget *
case_fixture_find_type (GtkWidget *root, GType type)
{
  if (!is_there (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = case_fixture_find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

guint
case_fixture_count (GtkWidget *root, GType type)
{
  guint n = is_there (root) && g_type_is_a (G_OBJECT_TYPE (root), type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += is_there (root) ? case_fixture_count (child, type) : 0;
  return n;
}

/* What a button or a text says of itself; the name given to it, or the words in it. */
static gboolean
is_named (GtkWidget *widget)
{
  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
      || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  return (GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget))
         && find (widget, is_label, "") != NULL;
}

void
case_fixture_check_names (GtkWidget *root)
{
  gboolean stops = GTK_IS_BUTTON (root) || GTK_IS_CHECK_BUTTON (root) || GTK_IS_TEXT_VIEW (root);

  /* A page of a stack that is not in front is visible, but no child to be seen. */
  if (!gtk_widget_get_visible (root) || !gtk_widget_get_child_visible (root))
    return;
  if (gtk_widget_get_focusable (root) && !GTK_IS_TEXT (root) && !is_named (root))
    g_error ("%s “%s” can have the focus and has no accessible name", G_OBJECT_TYPE_NAME (root),
             gtk_widget_get_name (root));
  for (GtkWidget *child = stops ? NULL : gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    case_fixture_check_names (child);
}
