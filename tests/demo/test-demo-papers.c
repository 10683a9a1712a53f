/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents of generated customers: each is small, is of a kind that is taken in, is named by
 * the row it belongs to under its own hash, and is the same again for the same seed. */
#include <string.h>

#include "review-canonical.h"
#include "review-papers.h"

#define NOW  G_GINT64_CONSTANT (1795000000000000) /* 2026-11-18 */
#define MOST (60 * 1024)
#define N    40

static const ReviewDemoOptions options = { 11, NOW, 0, N };

static void
get_attachments (const ReviewDemoCase *one, GPtrArray *ret_all)
{
  for (guint i = 0; i < one->intake->evidence->len; i++)
    {
      const ReviewEvidence *row = one->intake->evidence->pdata[i];

      for (guint k = 0; row->attachments != NULL && k < row->attachments->len; k++)
        {
          g_assert_cmpint (row->kind, ==, REVIEW_EVIDENCE_DOCUMENT);
          g_ptr_array_add (ret_all, row->attachments->pdata[k]);
        }
    }
}

static void
check_case (const ReviewDemoCase *one, GPtrArray *files, guint roles[])
{
  g_autoptr (GPtrArray) named = g_ptr_array_new ();

  get_attachments (one, named);
  g_assert_cmpuint (named->len, ==, files->len);
  for (guint i = 0; i < files->len; i++)
    {
      gsize len;
      gconstpointer data = g_bytes_get_data (files->pdata[i], &len);
      g_autofree char *sha256 = review_sha256 (data, len);
      gboolean found = FALSE;

      g_assert_cmpuint (len, <=, MOST);
      g_assert_cmpint (review_media_type_sniff (files->pdata[i]), !=, 0);
      for (guint k = 0; k < named->len; k++)
        found = found || strcmp (((ReviewAttachment *) named->pdata[k])->sha256, sha256) == 0;
      g_assert_true (found);
    }
  for (guint k = 0; k < named->len; k++)
    roles[((ReviewAttachment *) named->pdata[k])->role]++;
}

static void
test_documents (void)
{
  for (const char *const *type = review_demo_list_types (); *type != NULL; type++)
    {
      guint roles[REVIEW_DOCUMENT_OTHER + 1] = { 0 };
      gboolean identity = strcmp (*type, "kyc_audit") == 0;

      for (guint i = 0; i < N; i++)
        {
          g_autoptr (ReviewDemoCase) one = review_demo_make (&options, *type, i);
          g_autoptr (GPtrArray) files = review_papers_draw (one);

          check_case (one, files, roles);
        }
      g_assert_cmpuint (roles[REVIEW_DOCUMENT_FRONT], ==, identity ? N : 0);
      g_assert_cmpuint (roles[REVIEW_DOCUMENT_SELFIE], ==, identity ? N : 0);
      g_assert_true ((roles[REVIEW_DOCUMENT_BACK] > 0) == identity);
      g_assert_cmpuint (roles[REVIEW_DOCUMENT_BILL], ==, strcmp (*type, "poa_review") == 0 ? N : 0);
    }
}

static void
test_deterministic (void)
{
  static const char *const types[] = { "kyc_audit", "poa_review" };

  for (gsize t = 0; t < G_N_ELEMENTS (types); t++)
    for (guint i = 0; i < 12; i++)
      {
        g_autoptr (ReviewDemoCase) a = review_demo_make (&options, types[t], i);
        g_autoptr (ReviewDemoCase) b = review_demo_make (&options, types[t], i);
        g_autoptr (GPtrArray) x = review_papers_draw (a);
        g_autoptr (GPtrArray) y = review_papers_draw (b);

        g_assert_true (review_record_equal (a->intake, b->intake));
        g_assert_cmpuint (x->len, ==, y->len);
        for (guint k = 0; k < x->len; k++)
          g_assert_true (g_bytes_equal (x->pdata[k], y->pdata[k]));
      }
}

/* Where the story is that a date was misread, the paper has another than the row. */
static void
test_misread (void)
{
  ReviewDemoOptions many = { 11, NOW, 0, 400 };
  guint misread = 0;

  for (guint i = 0; i < many.arriving; i++)
    {
      g_autoptr (ReviewDemoCase) one = review_demo_make (&many, "poa_review", i);

      if (one->printed_on == NULL)
        continue;
      misread++;
      for (guint k = 0; k < one->intake->evidence->len; k++)
        {
          const ReviewEvidence *row = one->intake->evidence->pdata[k];
          const char *read = review_fields_get (row->fields, "issued_on");

          g_assert_true (read == NULL || strcmp (read, one->printed_on) != 0);
        }
    }
  g_assert_cmpuint (misread, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/papers/documents", test_documents);
  g_test_add_func ("/papers/deterministic", test_deterministic);
  g_test_add_func ("/papers/misread", test_misread);
  return g_test_run ();
}
