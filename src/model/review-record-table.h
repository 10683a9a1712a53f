/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short words for the member tables in this room's .c files; no one else includes it. */
#pragma once

#define OPT     REVIEW_MEMBER_OPTIONAL
#define REQ     REVIEW_MEMBER_REQUIRED
#define PRIVATE REVIEW_MEMBER_PRIVATE
#define TYPE(symbol, Struct, wire_name) \
  const ReviewRecordType symbol = { wire_name, sizeof (Struct), symbol##_members };
