-- SPDX-License-Identifier: GPL-3.0-or-later
-- Files that customers hand in, by the hash of their bytes: kept once, whatever names them. A row of
-- evidence may name a file before its bytes have come, so the hash is no foreign key.

CREATE TABLE attachment (
  sha256 TEXT PRIMARY KEY,
  media_type TEXT NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp',
    'application/pdf')),
  size BIGINT NOT NULL CHECK (size > 0),
  bytes BLOB NOT NULL,
  received_at BIGINT NOT NULL,
  account TEXT NOT NULL
);

CREATE TABLE evidence_attachment (
  case_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  i INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('front', 'back', 'selfie', 'bill', 'other')),
  PRIMARY KEY (case_id, n, i),
  FOREIGN KEY (case_id, n) REFERENCES evidence (case_id, n)
);
CREATE INDEX evidence_attachment_sha256 ON evidence_attachment (sha256);
