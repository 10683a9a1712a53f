# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands to a core system behind an address: signed, in order, sent until they are answered, and
carried out once each while the core loses answers and the server is killed again and again."""
import collections
import hashlib
import itertools
import os
import signal
import sys

from core_system import SECRET, Core, write_key
from harness import Server, Store, decision, new_key, run, wait_for

PROGRAM = sys.argv[1]
TYPE = "poa_review"


def make_store():
    store = Store(PROGRAM)
    for role in ("agent", "senior", "lead", "admin", "service"):
        store.add_user(f"u-{role}", role)
    return store, write_key(store.folder)


def decide(client, count, choice="pass"):
    for _ in range(count):
        view = client.post("/v1/work-items/take-next", {}, key=new_key()).expect(200).json()
        item = view["work_item"]
        client.post(f"/v1/work-items/{item['id']}/decision", decision(view, choice), key=new_key(),
                    version=item["version"]).expect(200)


def get_view(client, item):
    return client.get(f"/v1/work-items/{item}").expect(200).json()


def get_states(client, items):
    return collections.Counter(effect["state"] for item in items
                               for effect in get_view(client, item).get("effects", []))


def test_kills():
    """Sixteen decisions; the core loses, delays and mistakes; the server is killed four times."""
    count = 16
    store, key = make_store()
    fates = ["confirm", "confirm", "cut", "busy", "accept", "away"]

    def how(command, times):
        fate = fates[int(hashlib.sha256(command["id"].encode()).hexdigest(), 16) % len(fates)]
        return fate if times == 1 or fate == "accept" else "confirm"

    core = Core(how)
    try:
        items = store.stock(count, itertools.count(), case_type=TYPE)
        args = ["--core-uri", core.uri, "--core-key", str(key)]
        with Server(store, *args) as server:
            decide(server.client("u-agent"), count)
        for number in range(4):
            server = Server(store, *args)
            wait_for(lambda: len(core.done) > number * 6, "commands that are carried out", 120)
            server.stop(signal.SIGKILL, -signal.SIGKILL)
        with Server(store, *args) as server:
            service, lead = server.client("u-service"), server.client("u-lead")

            def settled():
                with core.lock:
                    late, core.late = core.late, []
                for effect in late:
                    for _ in range(2):
                        said = service.post(f"/v1/effects/{effect}/report", {"state": "confirmed"},
                                            key=new_key()).expect(200).json()
                        assert said["state"] == "confirmed", said
                return get_states(lead, items) == {"confirmed": 2 * count}

            wait_for(settled, "effects that are confirmed", 120)
            assert not core.wrong, core.wrong
            assert len(core.done) == len({c["id"] for c in core.done}) == 2 * count, len(core.done)
            order = {}
            for place, command in enumerate(core.done):
                order[command["case_id"], command["kind"]] = place
            for (case, kind), place in order.items():
                if kind == "notify_customer":
                    assert order[case, "accept_address"] < place, case
            for item in items:
                assert get_view(lead, item)["case"]["state"] == "closed"
    finally:
        core.stop()
        store.remove()


def test_refused_and_odd():
    """A refusal shows at once; an answer that means nothing is none."""
    store, key = make_store()
    core = Core(lambda command, times: "refuse" if command["round"] == 1 else
                "odd" if times == 2 else "confirm")
    try:
        item, = store.stock(1, itertools.count(), case_type=TYPE)
        with Server(store, "--core-uri", core.uri, "--core-key", str(key)) as server:
            decide(server.client("u-agent"), 1)
            senior, lead = server.client("u-senior"), server.client("u-lead")
            rows = wait_for(lambda: senior.get("/v1/effects").expect(200).json().get("rows"),
                            "an effect that failed")
            effect = rows[0]["effect"]
            assert (effect["kind"], effect["reason"], effect["detail"]) == \
                ("accept_address", "refused", "the account is closed"), effect
            assert "simulated" not in effect or not effect["simulated"]
            path = f"/v1/effects/{effect['id']}"
            server.client("u-agent").post(path + "/retry", key=new_key(),
                                          version=effect["version"]).expect(403)
            server.client("u-agent").post(path + "/report", {"state": "confirmed"},
                                          key=new_key()).expect(403)
            lead.post(path + "/confirm", {"reason": "  "}, key=new_key(),
                      version=effect["version"]).expect(422, field="reason")
            again = senior.post(path + "/retry", key=new_key(), version=effect["version"])
            assert again.expect(200).json()["round"] == 2
            wait_for(lambda: core.asked[effect["id"]] >= 3, "another attempt after an odd answer")
            wait_for(lambda: get_view(lead, item)["effects"][0]["state"] == "confirmed",
                     "the confirmation")
    finally:
        core.stop()
        store.remove()


def test_options():
    """A key that others can read, an address in the clear and half a pair are refused."""
    store, key = make_store()
    try:
        def refused(word, *args):
            done = store.run("serve", "--port=0", *args, code=2)
            assert word in done.stderr, (word, done.stderr)
            assert SECRET not in done.stderr + done.stdout

        refused("core-key", "--core-uri=https://core.example/")
        refused("core-uri", f"--core-key={key}")
        refused("https", "--core-uri=http://core.example/", f"--core-key={key}")
        refused("address", "--core-uri=https://a:b@core.example/", f"--core-key={key}")
        key.chmod(0o640)
        refused("chmod 600", "--core-uri=https://core.example/", f"--core-key={key}")
        key.chmod(0o600)
        key.write_text("only-one-word\n")
        refused("one line", "--core-uri=https://core.example/", f"--core-key={key}")
        os.unlink(key)
        refused("cannot be read", "--core-uri=https://core.example/", f"--core-key={key}")
    finally:
        store.remove()


if __name__ == "__main__":
    run([test_kills, test_refused_and_odd, test_options])
