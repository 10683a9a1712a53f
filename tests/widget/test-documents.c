/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents pane over a real desk and the real decoder: what is shown, what is said where
 * nothing can be shown, and that everything is named and goes by key. */
#include "case-fixture.h"

#include <adwaita.h>

#include "decoder-fixture.h"
#include "review-canonical.h"
#include "review-document-frame.h"
#include "review-documents-pane.h"
#include "review-files.h"
#include "review-image-view.h"
#include "review-reveal-button.h"
#include "review-tip.h"

typedef struct
{
  CaseFixture base;
  ReviewEvidencePane *pane;
} Fixture;

static char *
hash_bytes (GBytes *bytes)
{
  gsize len;
  gconstpointer data = g_bytes_get_data (bytes, &len);

  return review_sha256 (data, len);
}

/* @file: (nullable): NULL: the case names one that has not come. */
static void
attach (Fixture *fixture, ReviewEvidence *row, int role, GBytes *file)
{
  ReviewAttachment *one = review_record_new (&review_attachment_type);
  static guint absent;

  one->role = role;
  one->sha256 = file != NULL ? hash_bytes (file) : g_strdup_printf ("%064u", ++absent);
  if (file != NULL)
    {
      one->media_type = REVIEW_MEDIA_TYPE_PNG;
      one->size = (gint64) g_bytes_get_size (file);
      g_hash_table_insert (fixture->base.server->files, g_strdup (one->sha256), g_bytes_ref (file));
    }
  if (row->attachments == NULL)
    row->attachments = review_records_new ();
  g_ptr_array_add (row->attachments, one);
}

static ReviewEvidence *
row_new (const char *label, const char *name, const char *value)
{
  ReviewEvidence *row = review_record_new (&review_evidence_type);
  ReviewField *field = review_record_new (&review_field_type);

  row->label = g_strdup (label);
  row->kind = REVIEW_EVIDENCE_DOCUMENT;
  row->fields = review_records_new ();
  field->name = g_strdup (name);
  field->value = g_strdup (value);
  field->type = REVIEW_VALUE_TEXT;
  g_ptr_array_add (row->fields, field);
  return row;
}

/* A card whose front and selfie came, a back that did not, and a bill that is no image. */
static GPtrArray *
make_rows (Fixture *fixture)
{
  GPtrArray *rows = review_records_new ();
  ReviewEvidence *card = row_new ("E1", "name_on_document", "<b>Rhea</b> Jorvale");
  ReviewEvidence *bill = row_new ("E2", "issuer", "Northgrid Energy");
  g_autoptr (GBytes) front = fixture_make_png (300, 200, TRUE);
  g_autoptr (GBytes) selfie = fixture_make_png (90, 120, TRUE);
  g_autoptr (GBytes) broken = fixture_make_png (40, 30, FALSE);

  attach (fixture, card, REVIEW_DOCUMENT_FRONT, front);
  attach (fixture, card, REVIEW_DOCUMENT_SELFIE, selfie);
  attach (fixture, card, REVIEW_DOCUMENT_BACK, NULL);
  attach (fixture, bill, REVIEW_DOCUMENT_BILL, broken);
  g_ptr_array_add (rows, card);
  g_ptr_array_add (rows, bill);
  return rows;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  case_fixture_set_up (&fixture->base, REVIEW_VERDICT_BLOCK, FALSE);
  case_fixture_serve (&fixture->base, make_rows (fixture));
  fixture->pane = g_object_new (REVIEW_TYPE_DOCUMENTS_PANE, NULL);
  review_evidence_pane_bind (fixture->pane, fixture->base.session);
  review_evidence_pane_set_active (fixture->pane, TRUE);
  case_fixture_show (&fixture->base, GTK_WIDGET (fixture->pane), 760, 560);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  case_fixture_tear_down (&fixture->base);
}

static ReviewImageView *
get_image (GtkWidget *root)
{
  return REVIEW_IMAGE_VIEW (case_fixture_find_type (root, REVIEW_TYPE_IMAGE_VIEW));
}

static gboolean
shows (Fixture *fixture, int width)
{
  GtkWidget *image = case_fixture_find_type (GTK_WIDGET (fixture->pane), REVIEW_TYPE_IMAGE_VIEW);
  GdkTexture *texture =
      image != NULL ? review_image_view_get_texture (REVIEW_IMAGE_VIEW (image)) : NULL;

  return texture != NULL && gdk_texture_get_width (texture) == width;
}

static void
choose (Fixture *fixture, const char *title)
{
  GtkWidget *label = case_fixture_find_label (GTK_WIDGET (fixture->pane), title);

  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_TOGGLE_BUTTON), "clicked");
}

/* The first document is there without a click, with who looks at what when laid over it. */
static void
test_shows (Fixture *fixture, gconstpointer unused)
{
  ReviewImageView *image;
  g_autofree char *mark = NULL;

  WAIT_FOR (shows (fixture, 300));
  image = get_image (GTK_WIDGET (fixture->pane));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Front · E1, page 1 of 1");
  mark = g_strdup_printf ("L. Chen · %s · ",
                          review_desk_get_view (fixture->base.desk)->item_case->display_id);
  g_assert_true (g_str_has_prefix (review_image_view_get_watermark (image), mark));
  g_assert_true (g_str_has_suffix (review_image_view_get_watermark (image), " UTC"));
  g_assert_nonnull (case_fixture_find_label (GTK_WIDGET (fixture->pane), "<b>Rhea</b> Jorvale"));
  g_assert_nonnull (case_fixture_find_label (GTK_WIDGET (fixture->pane), "Opened in"));
  case_fixture_check_names (GTK_WIDGET (fixture->pane));
  choose (fixture, "Selfie · E1");
  WAIT_FOR (shows (fixture, 90));
  case_fixture_settle (&fixture->base);
  case_fixture_shot (&fixture->base, "documents");
}

/* A file that is broken, and one that has not come, say so; the second comes by itself. */
static void
test_says (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *pane = GTK_WIDGET (fixture->pane);
  GPtrArray *rows = review_records_new ();
  ReviewEvidence *card = row_new ("E1", "name_on_document", "Rhea Jorvale");
  g_autoptr (GBytes) back = fixture_make_png (250, 200, TRUE);

  choose (fixture, "Proof of address · E2");
  WAIT_FOR (case_fixture_find_label (pane, "This file is damaged") != NULL);
  g_assert_nonnull (case_fixture_find_label (pane, "Try again"));
  g_assert_nonnull (case_fixture_find_label (pane, "Northgrid Energy"));
  case_fixture_check_names (pane);
  choose (fixture, "Back · E1");
  WAIT_FOR (case_fixture_find_label (pane, "has not arrived yet") != NULL);
  attach (fixture, card, REVIEW_DOCUMENT_BACK, back);
  g_ptr_array_add (rows, card);
  case_fixture_serve (&fixture->base, rows);
  WAIT_FOR (shows (fixture, 250));
}

/* The server may refuse; that is said, and can be tried again. */
static void
test_tries_again (Fixture *fixture, gconstpointer unused)
{
  FakeServer *server = fixture->base.server;
  GtkWidget *pane = GTK_WIDGET (fixture->pane);
  ReviewFiles *files = review_desk_get_files (fixture->base.desk);
  GPtrArray *rows = review_records_new ();
  ReviewEvidence *card = row_new ("E1", "name_on_document", "Rhea Jorvale");
  g_autoptr (GBytes) other = fixture_make_png (90, 121, TRUE);
  g_autoptr (ReviewFile) selfie = NULL;

  WAIT_FOR (shows (fixture, 300));
  attach (fixture, card, REVIEW_DOCUMENT_SELFIE, other);
  g_ptr_array_add (rows, card);
  fake_server_fault (server, ((ReviewAttachment *) card->attachments->pdata[0])->sha256, 403, 1);
  case_fixture_serve (&fixture->base, rows);
  selfie = g_list_model_get_item (G_LIST_MODEL (files), 0);
  WAIT_FOR (review_file_get_state (selfie) == REVIEW_FILE_FAILED);
  g_assert_nonnull (case_fixture_find_label (pane, "Try again"));
  g_assert_null (case_fixture_find_label (pane, "SERVER-TEXT"));
  gtk_widget_activate_action (gtk_widget_get_ancestor (case_fixture_find_label (pane, "Try again"),
                                                       REVIEW_TYPE_DOCUMENT_FRAME),
                              "document.again", NULL);
  WAIT_FOR (shows (fixture, 90));
}

/* Two beside each other: the face beside the card; a chosen one goes where one looks. */
static void
test_side_by_side (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *pane = GTK_WIDGET (fixture->pane);
  GtkWidget *both = gtk_widget_get_ancestor (case_fixture_find_label (pane, "Side by side"),
                                             GTK_TYPE_TOGGLE_BUTTON);
  ReviewFiles *files = review_desk_get_files (fixture->base.desk);
  g_autoptr (ReviewFile) selfie = g_list_model_get_item (G_LIST_MODEL (files), 1);
  GtkWidget *second;

  WAIT_FOR (shows (fixture, 300));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (both), TRUE);
  WAIT_FOR (review_file_get_state (selfie) == REVIEW_FILE_OPEN);
  case_fixture_settle (&fixture->base);
  second = gtk_widget_get_next_sibling (case_fixture_find_type (pane, REVIEW_TYPE_DOCUMENT_FRAME));
  g_assert_true (gtk_widget_get_mapped (second));
  g_assert_true (review_document_frame_get_file (REVIEW_DOCUMENT_FRAME (second)) == selfie);
  g_assert_true (shows (fixture, 300));
  case_fixture_check_names (pane);
  case_fixture_shot (&fixture->base, "documents-both");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (both), FALSE);
  case_fixture_settle (&fixture->base);
  g_assert_false (gtk_widget_get_mapped (second));
  g_assert_null (review_document_frame_get_file (REVIEW_DOCUMENT_FRAME (second)));
}

/* Whether nothing is left to open for the strip. */
static gboolean
all_opened (ReviewFiles *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (files)); i++)
    {
      g_autoptr (ReviewFile) file = g_list_model_get_item (G_LIST_MODEL (files), i);
      ReviewFileState state = review_file_get_state (file);

      if (state == REVIEW_FILE_CLOSED || state == REVIEW_FILE_LOADING)
        return FALSE;
    }
  return TRUE;
}

/* Without the lease there is no way to the bytes, and with the case go its pages. */
static void
test_masked (Fixture *fixture, gconstpointer unused)
{
  ReviewFiles *files = review_desk_get_files (fixture->base.desk);
  GPtrArray *rows = review_records_new ();
  ReviewEvidence *row = row_new ("E1", "issuer", "Northgrid Energy");
  ReviewAttachment *masked = review_record_new (&review_attachment_type);
  guint asked;

  WAIT_FOR (all_opened (files));
  asked = fixture->base.server->log->len;
  masked->role = REVIEW_DOCUMENT_FRONT;
  row->attachments = review_records_new ();
  g_ptr_array_add (row->attachments, masked);
  g_ptr_array_add (rows, row);
  case_fixture_serve (&fixture->base, rows);
  WAIT_FOR (case_fixture_find_label (GTK_WIDGET (fixture->pane), "Take it to see") != NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (files)), ==, 1);
  for (guint i = asked; i < fixture->base.server->log->len; i++)
    g_assert_null (strstr (fixture->base.server->log->pdata[i], "/attachments/"));
}

/* Another decoder opens what comes from now on: a card of the width 91. */
static void
set_decoder (Fixture *fixture, ReviewDecoder *decoder)
{
  GPtrArray *rows = review_records_new ();
  ReviewEvidence *card = row_new ("E1", "name_on_document", "Rhea Jorvale");
  g_autoptr (GBytes) other = fixture_make_png (91, 120, TRUE);

  review_files_set_decoder (review_desk_get_files (fixture->base.desk), decoder);
  attach (fixture, card, REVIEW_DOCUMENT_SELFIE, other);
  g_ptr_array_add (rows, card);
  case_fixture_serve (&fixture->base, rows);
}

/* The strip: each document small, made from its page; what cannot be shown has a sign. */
static void
test_strip (Fixture *fixture, gconstpointer unused)
{
  ReviewFiles *files = review_desk_get_files (fixture->base.desk);
  GtkWidget *chip, *image;
  GdkPaintable *paintable;

  WAIT_FOR (all_opened (files));
  case_fixture_settle (&fixture->base);
  chip = gtk_widget_get_ancestor (
      case_fixture_find_label (GTK_WIDGET (fixture->pane), "Front · E1"), GTK_TYPE_TOGGLE_BUTTON);
  g_assert_true (gtk_widget_get_focusable (chip));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Front · E1");
  image = case_fixture_find_type (chip, GTK_TYPE_IMAGE);
  paintable = gtk_image_get_paintable (GTK_IMAGE (image));
  g_assert_true (GDK_IS_TEXTURE (paintable));
  g_assert_cmpint (gdk_texture_get_width (GDK_TEXTURE (paintable)), ==, 44);
  g_assert_cmpint (gdk_texture_get_height (GDK_TEXTURE (paintable)), ==, 29);
  chip = gtk_widget_get_ancestor (case_fixture_find_label (GTK_WIDGET (fixture->pane), "Back · E1"),
                                  GTK_TYPE_TOGGLE_BUTTON);
  image = case_fixture_find_type (chip, GTK_TYPE_IMAGE);
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (image)), ==, "dialog-warning-symbolic");
  g_assert_nonnull (strstr (review_tip_get (chip), "has not arrived yet"));
}

/* A masked field of a document is asked for where it is read, and stays open with the case. */
static void
test_reveals (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *pane = GTK_WIDGET (fixture->pane);
  GPtrArray *rows = review_records_new ();
  ReviewEvidence *card = row_new ("E1", "document_number", NULL);
  g_autoptr (GBytes) front = fixture_make_png (301, 200, TRUE);
  GtkWidget *button;

  ((ReviewField *) card->fields->pdata[0])->masked = TRUE;
  attach (fixture, card, REVIEW_DOCUMENT_FRONT, front);
  g_ptr_array_add (rows, card);
  case_fixture_serve (&fixture->base, rows);
  button = case_fixture_find_type (pane, REVIEW_TYPE_REVEAL_BUTTON);
  g_assert_nonnull (button);
  case_fixture_check_names (pane);
  gtk_menu_button_popup (GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (button))));
  case_fixture_settle (&fixture->base);
  g_assert_true (review_reveal_button_choose (REVIEW_REVEAL_BUTTON (button), 0));
  WAIT_FOR (case_fixture_find_label (pane, "clear document_number") != NULL);
  g_assert_null (case_fixture_find_type (pane, REVIEW_TYPE_REVEAL_BUTTON));
}

/* Where a wall is missing the screen says which. */
static void
test_walls (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewDecoder) decoder = review_decoder_new (NULL, "");

  WAIT_FOR (shows (fixture, 300));
  set_decoder (fixture, decoder);
  WAIT_FOR (shows (fixture, 91));
  g_assert_nonnull (
      case_fixture_find_label (GTK_WIDGET (fixture->pane), "there is no full sandbox"));
}

/* And where nothing stands between a file and this computer, it is not opened. */
static void
test_no_walls (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewDecoder) decoder = review_decoder_new ("/bin/false", "");

  WAIT_FOR (shows (fixture, 300));
  set_decoder (fixture, decoder);
  WAIT_FOR (case_fixture_find_label (GTK_WIDGET (fixture->pane), "cannot be isolated") != NULL);
  g_assert_false (shows (fixture, 91));
}

/* 200 files that are damaged on purpose, one after the other on the screen: each ends as a picture or
 * as words, and what follows is shown as if nothing had been. */
#define SEED     20261126
#define BATCHES  10
#define BATCH    20
#define PATIENCE (60 * G_USEC_PER_SEC) /* per file, on a busy machine */

static void
serve_damaged (Fixture *fixture, GRand *rand, GBytes *const *whole, guint n_whole)
{
  GPtrArray *rows = review_records_new ();

  for (guint i = 0; i < BATCH; i++)
    {
      g_autofree char *label = g_strdup_printf ("E%u", i + 1);
      g_autoptr (GBytes) file = fixture_damage (rand, whole[i % n_whole]);
      ReviewEvidence *row = row_new (label, "issuer", "Northgrid Energy");

      attach (fixture, row, REVIEW_DOCUMENT_FRONT, file);
      g_ptr_array_add (rows, row);
    }
  case_fixture_serve (&fixture->base, rows);
}

static gboolean
is_over (ReviewFile *file)
{
  return review_file_get_state (file) == REVIEW_FILE_OPEN
         || review_file_get_state (file) == REVIEW_FILE_FAILED;
}

/* TRUE: a picture; FALSE: words that say why there is none. */
static gboolean
look_at_damaged (Fixture *fixture, guint i)
{
  ReviewFiles *files = review_desk_get_files (fixture->base.desk);
  g_autoptr (ReviewFile) file = g_list_model_get_item (G_LIST_MODEL (files), i);
  g_autofree char *title = g_strdup_printf ("Front · E%u", i + 1);
  gint64 end = g_get_monotonic_time () + PATIENCE;

  choose (fixture, title);
  while (!is_over (file) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (is_over (file));
  if (review_file_get_state (file) == REVIEW_FILE_OPEN)
    {
      WAIT_FOR (review_image_view_get_texture (get_image (GTK_WIDGET (fixture->pane))) != NULL);
      return TRUE;
    }
  WAIT_FOR (case_fixture_find_label (GTK_WIDGET (fixture->pane), "Try again") != NULL);
  return FALSE;
}

static void
test_damaged (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  GBytes *whole[] = { fixture_draw ("kyc_audit", REVIEW_MEDIA_TYPE_JPEG),
                      fixture_draw ("poa_review", REVIEW_MEDIA_TYPE_PDF),
                      fixture_make_png (400, 300, TRUE),
                      fixture_draw ("poa_review", REVIEW_MEDIA_TYPE_JPEG) };
  ReviewFiles *files = review_desk_get_files (fixture->base.desk);
  guint shown = 0, said = 0;

  WAIT_FOR (shows (fixture, 300));
  for (guint batch = 0; batch < BATCHES; batch++)
    {
      serve_damaged (fixture, rand, whole, G_N_ELEMENTS (whole));
      WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (files)) == BATCH);
      for (guint i = 0; i < BATCH; i++)
        if (look_at_damaged (fixture, i))
          shown++;
        else
          said++;
    }
  g_test_message ("%u shown, %u said why not", shown, said);
  g_assert_cmpuint (shown, >, 10);
  g_assert_cmpuint (said, >, 30);
  case_fixture_serve (&fixture->base, make_rows (fixture));
  WAIT_FOR (shows (fixture, 300));
  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    g_bytes_unref (whole[i]);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  case_fixture_init (&argc, &argv);
  ADD ("/documents/shows", test_shows);
  ADD ("/documents/says", test_says);
  ADD ("/documents/tries-again", test_tries_again);
  ADD ("/documents/side-by-side", test_side_by_side);
  ADD ("/documents/masked", test_masked);
  ADD ("/documents/strip", test_strip);
  ADD ("/documents/reveals", test_reveals);
  ADD ("/documents/walls", test_walls);
  ADD ("/documents/no-walls", test_no_walls);
  ADD ("/documents/damaged", test_damaged);
  return g_test_run ();
}
