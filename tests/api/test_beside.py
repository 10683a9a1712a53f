# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands beside a case: who else deals with a party of it, as other cases know it, and a look
at a related case. Who may ask, what comes back, and what each look leaves behind."""
import contextlib
import itertools
import json
import sqlite3
import sys

from harness import Server, Store, new_key, run, wait_for

STORE = Store(sys.argv[1])
WORK = "/v1/work-items"
ABSENT = "0" * 32
SHARED = "0x7be4aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaae91c"
AT = "2026-11-20T10:00:00.000Z"
ACME, BETA = 6, 2
numbers = itertools.count(1)


def field(name, value, kind="text", klass="personal"):
    return {"name": name, "value": value, "type": kind, "klass": klass}


def transfer(party, value):
    return {"kind": "transaction", "at": AT, "fields": [
        field("direction", "out"), field("amount", "1.5", "amount"), field("asset", "ETH"),
        field("amount_ref", value, "amount"), field("currency", "USD"),
        field("counterparty", party)]}


def stock():
    """Cases of one vendor that pay one address, fewer of another vendor, and one that pays nobody."""
    STORE.stock(ACME, numbers, vendor="acme", evidence=[transfer(SHARED, "70")])
    STORE.stock(BETA, numbers, vendor="beta", evidence=[transfer(SHARED, "30")])
    STORE.stock(1, numbers)
    with Server(STORE):
        wait_for(lambda: read("SELECT COUNT(*) FROM flow") == ACME + BETA, "flows of the cases")


def read(query):
    """The server writes while this reads: a reader of its own, which locks nothing."""
    path = STORE.database.removeprefix("sqlite:")
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return db.execute(query).fetchone()[0]


def take(client):
    return client.post(f"{WORK}/take-next", {}, key=new_key()).expect(200).json()


def flows(client, item, party=SHARED, **more):
    return client.post(f"{WORK}/{item}/flows", {"party": party, **more})


def test_flows_along_the_money():
    """The holder sees who else pays the address, by any way of writing it; one look, one row."""
    with Server(STORE) as server:
        agent = server.client("u-agent")
        view = take(agent)
        item, mine = view["work_item"]["id"], view["case"]["display_id"]
        before = read("SELECT COUNT(*) FROM audit WHERE action = 'look_flows'")
        page = flows(agent, item, SHARED.upper().replace("X", "x")).expect(200).json()
        assert page["party"] == SHARED and page["count"] == ACME + BETA - 1 and page["offset"] == 0, page
        found = {flow["party"]: flow for flow in page["flows"]}
        assert {flow["value"] for flow in page["flows"]} <= {"70", "30"}, page
        assert all(not flow.get("out") and flow["cases"] == 1 for flow in found.values()), page
        assert mine not in json.dumps(page), page
        assert read("SELECT COUNT(*) FROM audit WHERE action = 'look_flows'") == before + 1


def test_flows_within_a_vendor():
    """A vendor's person hears of their vendor's cases only, in the count, too."""
    with Server(STORE) as server:
        bpo = server.client("u-bpo")
        page = flows(bpo, take(bpo)["work_item"]["id"]).expect(200).json()
        assert page["count"] == ACME - 1, page
        assert {flow["value"] for flow in page["flows"]} == {"70"}, page


def test_flows_refused():
    with Server(STORE) as server:
        agent, senior = server.client("u-agent"), server.client("u-senior")
        item = take(agent)["work_item"]["id"]
        theirs = read("SELECT c.vendor FROM work_item w JOIN case_file c ON c.id = w.case_id "
                      f"WHERE w.id = '{item}'")
        flows(senior, item).expect(409, "conflict")
        flows(server.client("u-qa"), item).expect(403)
        other = server.client("u-bpo" if theirs == "beta" else "u-bpo-other")
        assert flows(other, item).expect(404).body == flows(other, ABSENT).expect(404).body
        assert flows(agent, item, "stranger").expect(404).body == \
            flows(agent, item, "nobody").expect(404).body
        flows(agent, item, "").expect(422, "invalid", "party")
        flows(agent, item, "x" * 600).expect(422, "invalid", "party")
        flows(agent, item, offset=-1).expect(422, "invalid", "offset")
        flows(agent, item, nonsense=1).expect(422, "invalid", "nonsense")


def look(client, item, case):
    return client.post(f"{WORK}/{item}/look", {"case_id": case})


def related(client, item):
    return client.get(f"{WORK}/{item}/related").expect(200).json()["cases"]


def test_look_at_a_related_case():
    """Masked, as without the lease; nothing of ROCA; nothing changes but the audit."""
    with Server(STORE) as server:
        agent = server.client("u-agent")
        item = take(agent)["work_item"]["id"]
        for one in related(agent, item):
            view = look(agent, item, one["case_id"]).expect(200).json()
            assert view["related"]["display_id"] == view["case"]["display_id"] == one["display_id"]
            assert view["related"]["links"] == one["links"], view
            assert not {"assessment", "lease", "draft"} & set(view), list(view)
            masked = {field["name"]: field for row in view["evidence"] for field in row["fields"]}
            assert masked["counterparty"]["masked"] and "value" not in masked["counterparty"], view
            rows = read("SELECT COUNT(*) FROM audit WHERE action = 'look_related' AND object = "
                        f"'case:{one['case_id']}' AND ref = '{item}' AND actor = 'u-agent'")
            assert rows == 1, (one, rows)
        assert len(related(agent, item)) == ACME + BETA - 1


def test_look_refused():
    with Server(STORE) as server:
        agent, bpo = server.client("u-agent"), server.client("u-bpo")
        item = take(bpo)["work_item"]["id"]
        theirs = {one["case_id"] for one in related(bpo, item)}
        others = {one["case_id"] for one in related(agent, item)} - theirs
        assert theirs and others, (theirs, others)
        absent = look(bpo, item, ABSENT).expect(404).body
        for case in others:
            assert look(bpo, item, case).expect(404).body == absent
        look(bpo, ABSENT, next(iter(theirs))).expect(404)
        look(server.client("u-bpo-other"), item, next(iter(theirs))).expect(404)
        look(server.client("u-service"), item, next(iter(theirs))).expect(403)
        own = read(f"SELECT case_id FROM work_item WHERE id = '{item}'")
        assert look(agent, item, own).expect(404).body == absent
        lonely = read("SELECT id FROM case_file WHERE external_id = "
                      f"'ext-{ACME + BETA + 1}'")
        assert look(agent, item, lonely).expect(404).body == absent


def main():
    try:
        for user, role, *more in (("u-service", "service"), ("u-agent", "agent"),
                                  ("u-senior", "senior"), ("u-lead", "lead"), ("u-qa", "qa"),
                                  ("u-bpo", "bpo", "--vendor=acme"),
                                  ("u-bpo-other", "bpo", "--vendor=beta")):
            STORE.add_user(user, role, *more)
        stock()
        run([test_flows_along_the_money, test_flows_within_a_vendor, test_flows_refused,
             test_look_at_a_related_case, test_look_refused])
    finally:
        STORE.remove()


if __name__ == "__main__":
    main()
