/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A transfer between two accounts, which are numbers from 0. */
typedef struct
{
  guint from;
  guint to;
  double amount;
  gint64 at; /* µs UTC */
} ReviewTransfer;

/**
 * ReviewTransfers:
 * A graph of transfers that can be asked what an account is part of. Immutable once made, so
 * threads may share it.
 */
typedef struct _ReviewTransfers ReviewTransfers;

/* What counts as one flow of money: alike amounts close in time, or the very same amount over a
 * longer time; a chance of neither is small. */
typedef struct
{
  double alike;       /* amounts within this share of each other are alike */
  gint64 window;      /* µs: alike transfers of one pattern lie at most so far apart */
  double same;        /* amounts within this share are the same, as after a fee */
  gint64 same_window; /* µs: for these */
  guint max_ring;     /* most accounts in a ring */
  guint max_steps;    /* most transfers looked at for one account */
  guint max_found;    /* most patterns of each kind that are reported */
} ReviewTransferLimits;

typedef enum
{
  REVIEW_TRANSFER_RING = 1,      /* money that comes back to the account over others */
  REVIEW_TRANSFER_FAN_IN,        /* many pay alike amounts to the account */
  REVIEW_TRANSFER_FAN_OUT,       /* the account pays alike amounts to many */
  REVIEW_TRANSFER_PAYEE_FAN_IN,  /* many others pay the account's payee what the account pays */
  REVIEW_TRANSFER_PAYER_FAN_OUT, /* the account's payer pays many others what it pays the account */
  REVIEW_TRANSFER_CHAIN /* the same amount goes from account to account, through this one */
} ReviewTransferKind;

/* A pattern that an account is part of. */
typedef struct
{
  int kind; /* ReviewTransferKind */
  guint
      counterparty; /* ring, chain: the next account; payee and payer: that account; else G_MAXUINT */
  guint accounts;   /* ring: its length; else how many others take part */
  double kept;      /* smallest over largest amount of the pattern, 0..1 */
  gboolean in_order; /* ring: no transfer is earlier than the one before it */
  gint64 from;       /* first transfer of the pattern */
  gint64 until;      /* last one: before it nobody could see the pattern */
} ReviewTransferPattern;

void review_transfer_limits_init (ReviewTransferLimits *limits);
ReviewTransfers *review_transfers_new (const ReviewTransfer *transfers, gsize n, guint n_accounts);
void review_transfers_free (ReviewTransfers *self);
guint review_transfers_get_n_accounts (const ReviewTransfers *self);
GArray *review_transfers_find (const ReviewTransfers *self,
                               const ReviewTransferLimits *limits,
                               guint account,
                               gint64 as_of);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewTransfers, review_transfers_free)

G_END_DECLS
