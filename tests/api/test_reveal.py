# SPDX-License-Identifier: GPL-3.0-or-later
"""Masked fields through the API: who sees what without asking, what asking needs, and what is left
behind of it."""
import contextlib
import json
import sqlite3
import sys

from harness import Server, Store, new_key, run

STORE = Store(sys.argv[1])
WORK = "/v1/work-items"
ABSENT = "0" * 32
AT_ONCE = 10
NAME, CARD, MAIL = "Canary Person", "4111-CANARY", "canary@example.org"
FIELDS = [
    {"name": "document_type", "value": "utility_bill", "type": "text", "klass": "open"},
    {"name": "name_on_document", "value": NAME, "type": "text", "klass": "personal"},
    {"name": "card", "value": CARD, "type": "text", "klass": "secret"},
]


def stock():
    numbers = iter(range(1, 100))
    at = "2026-11-20T10:00:00.000Z"
    STORE.stock(9, numbers, vendor="acme", subject={
        "external_id": "customer-1",
        "profile": [{"name": "email", "value": MAIL, "type": "text", "klass": "personal"}],
    }, evidence=[{"kind": "document", "at": at, "fields": FIELDS}])


def take(client):
    return client.post(f"{WORK}/take-next", {}, key=new_key()).expect(200).json()


def ask(client, item, key=None, **more):
    body = {"evidence": "E1", "field": "card", "reason": "compare"}
    body.update(more)
    body = {name: value for name, value in body.items() if value is not None}
    return client.post(f"{WORK}/{item}/reveal", body, key=key or new_key())


def audit_rows(action="reveal"):
    """The server writes while this reads: a reader of its own, which locks nothing."""
    path = STORE.database.removeprefix("sqlite:")
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return db.execute("SELECT actor, reason, ref FROM audit WHERE action = ? ORDER BY seq",
                          (action,)).fetchall()


def test_masked_without_asking():
    """The holder sees what is personal, never a secret; a vendor's person sees neither."""
    with Server(STORE) as server:
        held = json.dumps(take(server.client("u-agent")))
        assert NAME in held and MAIL in held and CARD not in held
        bpo = json.dumps(take(server.client("u-bpo")))
        for value in (NAME, MAIL, CARD):
            assert value not in bpo, value
        assert '"masked": true' in bpo and "utility_bill" in bpo


def test_a_reason_opens_one_field():
    """The value comes with its audit row, the same key gives the same answer and no second row."""
    with Server(STORE) as server:
        agent, bpo = server.client("u-agent"), server.client("u-bpo")
        item = take(agent)["work_item"]["id"]
        before = len(audit_rows())
        key = new_key()
        first = ask(agent, item, key=key).expect(200)
        assert first.json()["value"] == CARD and first.json()["field"] == "card"
        assert audit_rows()[before:] == [("u-agent", "compare", item)], audit_rows()
        assert ask(agent, item, key=key).expect(200).body == first.body
        assert len(audit_rows()) == before + 1
        theirs = take(bpo)["work_item"]["id"]
        assert ask(bpo, theirs, evidence=None, field="email").expect(200).json()["value"] == MAIL
        assert ask(bpo, theirs, field="name_on_document").expect(200).json()["value"] == NAME
        assert len(audit_rows()) == before + 3
        again = json.dumps(bpo.get(f"{WORK}/{theirs}").expect(200).json())
        assert MAIL not in again and NAME not in again


def test_what_asking_needs():
    """The lease, a listed reason, a field that is there; refusals leave no row and no value."""
    with Server(STORE) as server:
        agent, lead = server.client("u-agent"), server.client("u-lead")
        item = take(agent)["work_item"]["id"]
        before = len(audit_rows())
        refused = [
            ask(lead, item).expect(409),
            ask(agent, item, reason="curiosity").expect(422),
            ask(agent, item, field="no_such_field").expect(422),
            ask(agent, item, evidence="E99").expect(422),
            ask(server.client("u-qa"), item).expect(403),
            ask(server.client("u-model"), item).expect(403),
        ]
        assert refused[1].json()["field"] == "reason" and refused[2].json()["field"] == "field"
        agent.post(f"{WORK}/{item}/reveal", {"field": "card", "reason": "compare"}).expect(428)
        for answer in refused:
            assert CARD not in answer.body.decode()
        assert len(audit_rows()) == before


def test_another_vendor_learns_nothing():
    with Server(STORE) as server:
        item = take(server.client("u-agent"))["work_item"]["id"]
        other = server.client("u-bpo-other")
        assert ask(other, item).expect(404).body == ask(other, ABSENT).expect(404).body


def test_limit():
    """So many at one go, for each person; the first refusal is written down."""
    with Server(STORE) as server:
        senior = server.client("u-senior")
        item = take(senior)["work_item"]["id"]
        for _ in range(AT_ONCE):
            ask(senior, item).expect(200)
        for _ in range(3):
            ask(senior, item).expect(429, "limited")
        assert len([row for row in audit_rows() if row[0] == "u-senior"]) == AT_ONCE
        assert audit_rows("reveal_limit") == [("u-senior", None, item)]


def test_audit_verifies_and_names_no_value():
    report = json.loads(STORE.run("verify-audit", "--json").stdout)
    assert report["rows"] > AT_ONCE, report
    log = (STORE.folder / "server.log").read_text(errors="replace")
    for value in (NAME, CARD, MAIL):
        assert value not in log
    with contextlib.closing(sqlite3.connect(STORE.database.removeprefix("sqlite:"))) as db:
        audit = json.dumps(db.execute("SELECT * FROM audit").fetchall())
    assert CARD not in audit and NAME not in audit and MAIL not in audit


def main():
    try:
        for user, role, *more in (("u-service", "service"), ("u-agent", "agent"),
                                  ("u-senior", "senior"), ("u-lead", "lead"), ("u-qa", "qa"),
                                  ("u-model", "model"), ("u-bpo", "bpo", "--vendor=acme"),
                                  ("u-bpo-other", "bpo", "--vendor=beta")):
            STORE.add_user(user, role, *more)
        stock()
        run([test_masked_without_asking, test_a_reason_opens_one_field, test_what_asking_needs,
             test_another_vendor_learns_nothing, test_limit,
             test_audit_verifies_and_names_no_value])
    finally:
        STORE.remove()


if __name__ == "__main__":
    main()
