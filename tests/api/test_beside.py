# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands beside a case: who else deals with a party of it, as other cases know it. Who may ask,
what comes back, and what each look leaves behind."""
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
numbers = itertools.count(1)


def field(name, value, kind="text", klass="personal"):
    return {"name": name, "value": value, "type": kind, "klass": klass}


def transfer(party, value):
    return {"kind": "transaction", "at": AT, "fields": [
        field("direction", "out"), field("amount", "1.5", "amount"), field("asset", "ETH"),
        field("amount_ref", value, "amount"), field("currency", "USD"),
        field("counterparty", party)]}


def stock():
    """Two cases of one vendor that pay one address, and one of another vendor."""
    STORE.stock(2, numbers, vendor="acme", evidence=[transfer(SHARED, "70")])
    STORE.stock(1, numbers, vendor="beta", evidence=[transfer(SHARED, "30")])
    with Server(STORE):
        wait_for(lambda: read("SELECT COUNT(*) FROM flow") == 3, "flows of the cases")


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
        assert page["party"] == SHARED and page["count"] == 2 and page["offset"] == 0, page
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
        assert page["count"] == 1 and page["flows"][0]["value"] == "70", page


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


def main():
    try:
        for user, role, *more in (("u-service", "service"), ("u-agent", "agent"),
                                  ("u-senior", "senior"), ("u-lead", "lead"), ("u-qa", "qa"),
                                  ("u-bpo", "bpo", "--vendor=acme"),
                                  ("u-bpo-other", "bpo", "--vendor=beta")):
            STORE.add_user(user, role, *more)
        stock()
        run([test_flows_along_the_money, test_flows_within_a_vendor, test_flows_refused])
    finally:
        STORE.remove()


if __name__ == "__main__":
    main()
