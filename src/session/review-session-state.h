/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session's struct, shared by review-session.c and review-session-connect.c. */
#pragma once

#include "review-desk-private.h"
#include "review-embedded-server.h"
#include "review-event-listener.h"
#include "review-gap-board.h"
#include "review-props.h"
#include "review-session-private.h"

G_BEGIN_DECLS

struct _ReviewSession
{
  GObject parent_instance;

  /* as configured */
  char *server_url; /* (owned) (nullable): NULL: embedded */
  char *token;      /* (owned) (nullable) */
  char *database;   /* (owned) (nullable) */
  char *ca_file;    /* (owned) (nullable) */
  gboolean no_demo;
  char *user_id;  /* (owned): who one is, or is to be */
  char *language; /* (owned) */

  /* the connection */
  ReviewConnection connection;
  ReviewEmbeddedServer *server;  /* (owned) (nullable) */
  ReviewClient *client;          /* (owned) (nullable) */
  ReviewEventListener *listener; /* (owned) (nullable) */
  GCancellable *cancellable;     /* (owned) (nullable): of this connection's calls */
  gint64 online_since;           /* monotonic µs; 0: has not been online since the start */
  gint64 retry_at;               /* monotonic µs */
  guint tick_id;                 /* while OFFLINE */
  guint health_id;
  guint retry_id;
  guint restarts;
  gboolean starting;
  gboolean closing;
  gboolean catalogued; /* this server's catalogue has been read */
  gboolean fresh;      /* the queue is as of the event that is listened from */
  gboolean resumed;    /* the user has been asked for a case left open */
  int error_code;

  /* what it knows */
  ReviewItem *user;        /* (owned) (nullable) */
  ReviewItem *catalog;     /* (owned) (nullable) */
  GListStore *local_users; /* (owned) */
  gboolean preparing;
  char *stage; /* (owned) (nullable) */
  double fraction;

  ReviewQueue *queue;              /* (owned) */
  ReviewQueueMarks *marks;         /* (owned) */
  ReviewBulkBoard *bulk;           /* (owned) */
  ReviewDesk *desk;                /* (owned) */
  ReviewAside *aside;              /* (owned) */
  ReviewSopDrafts *sop_drafts;     /* (owned) */
  ReviewSopVersions *sop_versions; /* (owned) */
  ReviewCauses *causes;            /* (owned) */
  ReviewInbox *inbox;              /* (owned) */
  ReviewEffectBoard *effect_board; /* (owned) */
  ReviewShiftBoard *shift_board;   /* (owned) */
  ReviewHubBoard *hub;             /* (owned) */
  ReviewModelBoard *models;        /* (owned) */
  ReviewTrialBoard *trials;        /* (owned) */
  ReviewWaves *waves;              /* (owned) */
  ReviewHouse *house;              /* (owned) */
  ReviewFloor *floor;              /* (owned) */
  ReviewReferrals *referrals;      /* (owned) */
  ReviewTeam *team;                /* (owned) */
  ReviewHandoverDraft *handover;   /* (owned) */
  ReviewScoreBoard *score;         /* (owned) */
  ReviewPatternBoard *patterns;    /* (owned) */
  ReviewGapBoard *gaps;            /* (owned) */
  ReviewTodayBoard *today;         /* (owned) */
  GHashTable *ui;                  /* (owned): name → GVariant */
  ReviewPropsTold told;
};

void review_session_notify (ReviewSession *self);
void
review_session_set_connection (ReviewSession *self, ReviewConnection connection, int error_code);
void review_session_disconnect (ReviewSession *self);
void review_session_listen (ReviewSession *self);
void review_session_resume (ReviewSession *self);
gboolean
review_session_take_info (ReviewSession *self, const ReviewSessionInfo *info, GError **error);

G_END_DECLS
