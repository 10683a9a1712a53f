/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ROCA says, as a reviewer sees it: the verdict's card and the reasoning chain over a real
 * desk. */
#include "case-fixture.h"

#include <adwaita.h>

#include "review-chain-card.h"
#include "review-roca-card.h"

typedef struct
{
  CaseFixture fixture;
  GtkWidget *roca;
  GtkWidget *chain;
} Cards;

static void
set_up (Cards *self, gconstpointer unused)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  case_fixture_set_up (&self->fixture, REVIEW_VERDICT_BLOCK, FALSE);
  self->roca = g_object_new (REVIEW_TYPE_ROCA_CARD, NULL);
  self->chain = g_object_new (REVIEW_TYPE_CHAIN_CARD, NULL);
  gtk_box_append (GTK_BOX (box), self->roca);
  gtk_box_append (GTK_BOX (box), self->chain);
  review_roca_card_bind (REVIEW_ROCA_CARD (self->roca), self->fixture.session);
  review_chain_card_bind (REVIEW_CHAIN_CARD (self->chain), self->fixture.session);
  case_fixture_show (&self->fixture, box, 760, 700);
}

static void
tear_down (Cards *self, gconstpointer unused)
{
  case_fixture_tear_down (&self->fixture);
}

static void
test_change (Cards *self, gconstpointer unused)
{
  g_assert_nonnull (case_fixture_find_label (
      self->roca, "What would change the verdict: Destination address age: 3 days instead of"));
  case_fixture_shot (&self->fixture, "roca-cards-en");
}

/* What the model does not read, the strongest fact against, and how common the gap is. */
static void
test_chain (Cards *self, gconstpointer unused)
{
  g_assert_nonnull (case_fixture_find_label (self->chain, "not in the model"));
  g_assert_nonnull (case_fixture_find_label (self->chain, "the strongest fact against"));
  g_assert_nonnull (case_fixture_find_label (self->chain, "no clause in 12 cases: flag gap"));
  case_fixture_check_names (self->chain);
}

int
main (int argc, char **argv)
{
  case_fixture_init (&argc, &argv);
  g_test_add ("/roca-cards/change", Cards, NULL, set_up, test_change, tear_down);
  g_test_add ("/roca-cards/chain", Cards, NULL, set_up, test_chain, tear_down);
  return g_test_run ();
}
