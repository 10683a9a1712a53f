/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the typed calls, the sender and the event listener; no one else includes it. */
#pragma once

#include <libsoup/soup.h>

#include "review-client.h"

G_BEGIN_DECLS

#define REVIEW_NO_VERSION (-1)

/* One call before it is sent. The sender takes the strings. */
typedef struct
{
  const char *method;
  char *path;                     /* (owned): escaped, from "/v1" on, with its query */
  char *body;                     /* (owned) (nullable): JSON */
  char *key;                      /* (owned) (nullable): idempotency key */
  gint64 version;                 /* If-Match, or REVIEW_NO_VERSION */
  const ReviewRecordType *answer; /* NULL: handed on as bytes */
  const char *media;              /* (static) (nullable): of bytes; NULL: JSON Lines */
  guint tries;                    /* at most; 1: never repeated */
} ReviewCall;

SoupSession *review_client_get_soup (ReviewClient *self);
guint review_client_get_deadline (ReviewClient *self);
SoupMessage *review_client_new_message (ReviewClient *self, const char *method, const char *path);

void review_client_note_date (ReviewClient *self, const char *http_date);

void review_client_send_async (ReviewClient *self,
                               const ReviewCall *call,
                               gpointer tag,
                               REVIEW_CALL_TAIL);

char *review_call_path (const char *before, const char *id, const char *after);
void review_call_get (
    ReviewClient *self, char *path, const ReviewRecordType *answer, gpointer tag, REVIEW_CALL_TAIL);
void review_call_post (ReviewClient *self,
                       char *path,
                       gconstpointer body,
                       gint64 version,
                       const char *key,
                       const ReviewRecordType *answer,
                       gpointer tag,
                       REVIEW_CALL_TAIL);

void review_client_open_events_async (ReviewClient *self, gint64 last_id, REVIEW_CALL_TAIL);
GInputStream *
review_client_open_events_finish (ReviewClient *self, GAsyncResult *result, GError **error);

GError *review_client_map_error (GError *error);

G_END_DECLS
