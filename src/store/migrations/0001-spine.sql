-- SPDX-License-Identifier: GPL-3.0-or-later
-- The spine. SQL that SQLite and PostgreSQL share: ids and enumerations are text, times BIGINT
-- microseconds UTC, truth values INTEGER 0/1, nested parts JSON in TEXT. Prediction, decision and
-- truth are separate tables; what is append-only says so and is guarded in 0001-spine.sqlite.sql.

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value BIGINT NOT NULL
);

-- People.

CREATE TABLE role (id TEXT PRIMARY KEY);
INSERT INTO role (id) VALUES ('bpo'), ('vendor_lead'), ('agent'), ('senior'), ('qa'), ('lead'),
  ('model'), ('admin'), ('service');

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL REFERENCES role (id),
  language TEXT,
  vendor TEXT,
  local INTEGER NOT NULL DEFAULT 0 CHECK (local IN (0, 1)),
  created_at BIGINT NOT NULL,
  disabled_at BIGINT
);

CREATE TABLE token (
  sha256 TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT
);

CREATE TABLE qualification (
  account TEXT NOT NULL REFERENCES account (id),
  case_type TEXT NOT NULL,
  language TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('training', 'practice', 'certification', 'nesting',
    'limited', 'certified')),
  since BIGINT NOT NULL,
  PRIMARY KEY (account, case_type, language)
);

-- What arrives.

CREATE TABLE subject (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  external_id TEXT NOT NULL,
  display TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (source, external_id)
);

CREATE TABLE case_file (
  id TEXT PRIMARY KEY,
  display_id TEXT NOT NULL UNIQUE,
  external_id TEXT NOT NULL,
  source TEXT NOT NULL,
  type TEXT NOT NULL,
  subject TEXT NOT NULL REFERENCES subject (id),
  priority INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 100),
  priority_reasons TEXT,
  value TEXT,
  currency TEXT,
  value_rank BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  as_of BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'assessed', 'no_assessment', 'queued', 'leased',
    'waiting_customer', 'on_hold', 'escalated', 'auto_decided', 'decided', 'second_review',
    'effects_pending', 'closed', 'reopened')),
  version BIGINT NOT NULL,
  market TEXT,
  language TEXT,
  vendor TEXT,
  campaign TEXT,
  profile TEXT,
  stale INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1)),
  history INTEGER NOT NULL CHECK (history IN (0, 1)),
  content_sha256 TEXT NOT NULL,
  assessment TEXT,
  UNIQUE (source, type, external_id)
);
CREATE INDEX case_file_stale ON case_file (type, received_at) WHERE stale = 1;
CREATE INDEX case_file_subject ON case_file (subject);

CREATE TABLE evidence (
  case_id TEXT NOT NULL REFERENCES case_file (id),
  n INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  external_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('event', 'transaction', 'login', 'device', 'document',
    'graph_edge', 'profile', 'screening')),
  at BIGINT,
  received_at BIGINT NOT NULL,
  fields TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (case_id, n)
);
CREATE UNIQUE INDEX evidence_sha256 ON evidence (case_id, sha256);

CREATE TABLE feature_set (
  case_id TEXT NOT NULL REFERENCES case_file (id),
  n INTEGER NOT NULL,
  received_at BIGINT NOT NULL,
  body TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (case_id, n)
);

-- What is known to be true, versioned; never mixed with what was predicted or decided.

CREATE TABLE truth (
  case_id TEXT NOT NULL REFERENCES case_file (id),
  n INTEGER NOT NULL,
  positive INTEGER NOT NULL CHECK (positive IN (0, 1)),
  nature TEXT CHECK (nature IN ('third_party', 'first_party', 'deceived', 'ineligible',
    'illicit_funds', 'unfit')),
  typology TEXT,
  source TEXT,
  maturity TEXT NOT NULL CHECK (maturity IN ('provisional', 'confirmed', 'matured')),
  basis TEXT NOT NULL CHECK (basis IN ('on_record', 'new_evidence')),
  cluster_id TEXT,
  by_account TEXT,
  decision TEXT,
  at BIGINT NOT NULL,
  supersedes INTEGER,
  PRIMARY KEY (case_id, n)
);
CREATE INDEX truth_decision ON truth (decision) WHERE decision IS NOT NULL;

-- What ROCA says: models, policies, SOPs, assessments.

CREATE TABLE model (
  version TEXT PRIMARY KEY,
  case_type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('candidate', 'shadow', 'live', 'retired')),
  artefact BLOB NOT NULL,
  sha256 TEXT NOT NULL,
  calibration TEXT,
  library TEXT,
  metrics TEXT,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX model_live ON model (case_type) WHERE state = 'live';

CREATE TABLE model_training (
  model TEXT NOT NULL REFERENCES model (version),
  external_id TEXT NOT NULL,
  source TEXT NOT NULL,
  fold INTEGER NOT NULL,
  PRIMARY KEY (model, source, external_id)
);

CREATE TABLE policy (
  version TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  author TEXT,
  approver TEXT,
  published_at BIGINT NOT NULL
);

CREATE TABLE sop (
  id TEXT PRIMARY KEY,
  case_type TEXT NOT NULL,
  owner TEXT,
  review_by BIGINT
);

CREATE TABLE sop_version (
  sop TEXT NOT NULL REFERENCES sop (id),
  version TEXT NOT NULL,
  body TEXT NOT NULL,
  author TEXT,
  approver TEXT,
  sha256 TEXT NOT NULL,
  published_at BIGINT NOT NULL,
  PRIMARY KEY (sop, version)
);

CREATE TABLE sop_clause (
  sop TEXT NOT NULL,
  version TEXT NOT NULL,
  id TEXT NOT NULL,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,
  applies_when TEXT,
  PRIMARY KEY (sop, version, id),
  FOREIGN KEY (sop, version) REFERENCES sop_version (sop, version)
);

CREATE TABLE sop_gap (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES case_file (id),
  assessment TEXT NOT NULL,
  step INTEGER NOT NULL,
  feature TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'drafted', 'closed')),
  draft TEXT,
  at BIGINT NOT NULL
);

CREATE TABLE acknowledgement (
  account TEXT NOT NULL REFERENCES account (id),
  sop TEXT NOT NULL,
  version TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (account, sop, version)
);

CREATE TABLE assessment (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES case_file (id),
  n INTEGER NOT NULL,
  as_of BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  agent TEXT NOT NULL,
  model TEXT NOT NULL,
  policy TEXT NOT NULL,
  risk DOUBLE PRECISION NOT NULL CHECK (risk >= 0 AND risk <= 1),
  verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'block')),
  verdict_cut DOUBLE PRECISION NOT NULL,
  route TEXT NOT NULL CHECK (route IN ('auto_pass', 'auto_block', 'human', 'audit', 'gold',
    'no_assessment')),
  pi DOUBLE PRECISION NOT NULL,
  reason TEXT,
  body TEXT NOT NULL,
  supersedes TEXT,
  UNIQUE (case_id, n)
);

-- A look at a case. Leases, drafts and decisions belong to it. `band` is derived from due_at by
-- the clock (0 breached, 1 under 20 min, 2 under 1 h, 3 rest), so that the order of the queue is
-- an index; it is neither risk nor priority and never written over either.

CREATE TABLE work_item (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES case_file (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('sla', 'audit', 'gold', 'qa', 'calibration',
    'second_review')),
  round INTEGER NOT NULL,
  as_of BIGINT NOT NULL,
  queued_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  paused_ms BIGINT NOT NULL DEFAULT 0,
  paused_at BIGINT,
  state TEXT NOT NULL CHECK (state IN ('queued', 'leased', 'waiting_customer', 'on_hold',
    'escalated', 'decided', 'closed')),
  version BIGINT NOT NULL,
  band INTEGER NOT NULL CHECK (band BETWEEN 0 AND 3),
  case_type TEXT NOT NULL,
  language TEXT,
  vendor TEXT,
  key_user INTEGER NOT NULL CHECK (key_user IN (0, 1)),
  value_rank BIGINT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('first', 'second', 'lead', 'qa')),
  assessment TEXT REFERENCES assessment (id),
  policy TEXT,
  UNIQUE (case_id, purpose, round)
);
CREATE INDEX work_item_order
  ON work_item (state, band, key_user DESC, value_rank DESC, queued_at, id);
CREATE INDEX work_item_due ON work_item (state, band, due_at);

CREATE TABLE work_exclusion (
  work_item TEXT NOT NULL REFERENCES work_item (id),
  account TEXT NOT NULL REFERENCES account (id),
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (work_item, account)
);

CREATE TABLE lease (
  work_item TEXT PRIMARY KEY REFERENCES work_item (id),
  account TEXT NOT NULL REFERENCES account (id),
  granted_at BIGINT NOT NULL,
  until BIGINT NOT NULL
);
CREATE INDEX lease_until ON lease (until);
CREATE INDEX lease_account ON lease (account);

CREATE TABLE draft (
  work_item TEXT NOT NULL REFERENCES work_item (id),
  account TEXT NOT NULL REFERENCES account (id),
  revision BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (work_item, account)
);

-- What a person (or, without a work item, ROCA) decided: append-only. A retraction is its own
-- row; `effective_decision` holds at most one decision that stands per work item;
-- `pending_decision` those whose ten seconds still run.

CREATE TABLE decision (
  id TEXT PRIMARY KEY,
  work_item TEXT REFERENCES work_item (id),
  case_id TEXT NOT NULL REFERENCES case_file (id),
  n INTEGER NOT NULL,
  account TEXT NOT NULL,
  decided_at BIGINT NOT NULL,
  effective_at BIGINT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('first', 'second', 'lead', 'qa')),
  choice TEXT NOT NULL CHECK (choice IN ('pass', 'block', 'escalate')),
  disposition TEXT,
  assessment TEXT REFERENCES assessment (id),
  body TEXT NOT NULL,
  supersedes TEXT
);
CREATE UNIQUE INDEX decision_n ON decision (case_id, n);
CREATE INDEX decision_work_item ON decision (work_item);

CREATE TABLE decision_retraction (
  decision TEXT PRIMARY KEY REFERENCES decision (id),
  at BIGINT NOT NULL,
  account TEXT NOT NULL
);

CREATE TABLE effective_decision (
  work_item TEXT PRIMARY KEY REFERENCES work_item (id),
  decision TEXT NOT NULL UNIQUE REFERENCES decision (id)
);

CREATE TABLE pending_decision (
  decision TEXT PRIMARY KEY REFERENCES decision (id),
  effective_at BIGINT NOT NULL
);
CREATE INDEX pending_decision_at ON pending_decision (effective_at);

CREATE TABLE root_cause (
  decision TEXT PRIMARY KEY REFERENCES decision (id),
  code TEXT NOT NULL,
  path TEXT CHECK (path IN ('A', 'B', 'C', 'D', 'E', 'N')),
  features TEXT,
  step INTEGER,
  sop_clause TEXT,
  text TEXT,
  language TEXT,
  actionable INTEGER CHECK (actionable IN (0, 1))
);

CREATE TABLE information_request (
  id TEXT PRIMARY KEY,
  work_item TEXT NOT NULL REFERENCES work_item (id),
  account TEXT NOT NULL,
  codes TEXT NOT NULL,
  template TEXT,
  at BIGINT NOT NULL,
  due_at BIGINT,
  answered_at BIGINT
);
CREATE INDEX information_request_open ON information_request (work_item) WHERE answered_at IS NULL;

CREATE TABLE hold (
  id TEXT PRIMARY KEY,
  work_item TEXT NOT NULL REFERENCES work_item (id),
  account TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  wake_at BIGINT,
  woken_at BIGINT
);
CREATE INDEX hold_open ON hold (wake_at) WHERE woken_at IS NULL;

CREATE TABLE escalation (
  id TEXT PRIMARY KEY,
  work_item TEXT NOT NULL REFERENCES work_item (id),
  case_id TEXT NOT NULL REFERENCES case_file (id),
  decision TEXT NOT NULL REFERENCES decision (id),
  from_account TEXT NOT NULL,
  to_role TEXT NOT NULL REFERENCES role (id),
  reason_code TEXT NOT NULL,
  recommendation TEXT NOT NULL CHECK (recommendation IN ('pass', 'block', 'undecided')),
  checked TEXT NOT NULL,
  at BIGINT NOT NULL,
  answered_by TEXT,
  answer TEXT,
  guidance TEXT,
  answered_at BIGINT
);
CREATE INDEX escalation_open ON escalation (work_item) WHERE answered_at IS NULL;

CREATE TABLE effect (
  id TEXT PRIMARY KEY,
  decision TEXT NOT NULL REFERENCES decision (id),
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,
  target TEXT,
  state TEXT NOT NULL CHECK (state IN ('requested', 'confirmed', 'failed', 'cancelled')),
  at BIGINT NOT NULL,
  UNIQUE (decision, n)
);

CREATE TABLE customer_notice (
  id TEXT PRIMARY KEY,
  decision TEXT NOT NULL REFERENCES decision (id),
  code TEXT,
  text TEXT NOT NULL,
  at BIGINT NOT NULL
);

-- What happened: the only source of push, and the chain that proves it.

CREATE TABLE event (
  seq BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  object TEXT,
  vendor TEXT,
  text TEXT,
  done BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE audit (
  seq BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  n BIGINT NOT NULL,
  ref TEXT,
  reason TEXT,
  before_hash TEXT,
  after_hash TEXT,
  prev_hash TEXT,
  hash TEXT NOT NULL,
  UNIQUE (object, n)
);
CREATE INDEX audit_ref ON audit (ref) WHERE ref IS NOT NULL;

CREATE TABLE audit_head (
  object TEXT PRIMARY KEY,
  n BIGINT NOT NULL,
  hash TEXT NOT NULL
);

CREATE TABLE checkpoint (
  seq BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  first_audit BIGINT NOT NULL,
  last_audit BIGINT NOT NULL,
  heads_hash TEXT NOT NULL,
  prev_hash TEXT,
  hash TEXT NOT NULL,
  signature TEXT
);

CREATE TABLE idempotency (
  account TEXT NOT NULL,
  key TEXT NOT NULL,
  operation TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  answer TEXT NOT NULL,
  at BIGINT NOT NULL,
  keep_until BIGINT,
  PRIMARY KEY (account, key)
);
CREATE INDEX idempotency_until ON idempotency (keep_until) WHERE keep_until IS NOT NULL;
