# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that customers hand in: what may come in, and that nobody gets them out but who holds the
case, with an audit row for each time."""
import contextlib
import hashlib
import http.client
import json
import sqlite3
import struct
import sys
import zlib

from harness import ROLES, Server, Store, intake, new_key, run, wait_for

PROGRAM = sys.argv[1]
STORE = Store(PROGRAM)
WORK = "/v1/work-items"
NUMBERS = iter(range(1, 10000))
BYTES = {"Content-Type": "application/octet-stream"}
LIMIT = 8 * 1024 * 1024


def png(shade=0):
    """A whole image of one pixel."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(bytes([0, shade]))) + chunk(b"IEND", b""))


def digest(data):
    return hashlib.sha256(data).hexdigest()


def upload(client, data, name=None, **more):
    return client.ask("PUT", f"/v1/attachments/{name or digest(data)}", raw=data,
                      headers={**BYTES, **more.pop("headers", {})}, key=more.pop("key", new_key()))


def document(*files, kind="document"):
    return [{"kind": kind, "at": "2026-11-20T10:00:00.000Z",
             "fields": [{"name": "document_type", "value": "id_card", "klass": "open"}],
             "attachments": [{"sha256": digest(data), "role": role} for data, role in files]}]


def arrive(service, *files):
    body = intake(next(NUMBERS), evidence=document(*files))
    return service.post("/v1/cases", body, key=new_key()).expect(200).json()


def count(sql, *values):
    with contextlib.closing(sqlite3.connect(STORE.database.removeprefix("sqlite:"))) as db:
        return db.execute(sql, values).fetchone()[0]


def test_what_may_come_in():
    """By its bytes, whatever it is called: four types, up to the limit, under its own hash."""
    with Server(STORE) as server:
        service, admin = server.client("u-service"), server.client("u-admin")
        for data, kind in ((png(1), "image/png"), (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
                           (b"RIFF\x10\0\0\0WEBPVP8 rest", "image/webp"), (b"%PDF-1.7 rest", "application/pdf")):
            answer = upload(service, data).expect(200).json()
            assert answer == {"sha256": digest(data), "media_type": kind, "size": len(data)}, answer
        again = upload(admin, png(1)).expect(200).json()
        assert again["sha256"] == digest(png(1)), "the same again is no error"
        assert count("SELECT COUNT(*) FROM attachment WHERE sha256 = ?", digest(png(1))) == 1
        upload(service, png(2), digest(png(1))).expect(422, "invalid", "sha256")
        upload(service, png(2), "0" * 63).expect(422, "invalid", "sha256")
        upload(service, png(2), digest(png(2)).upper()).expect(422, "invalid", "sha256")
        for data in (b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"MZ", b"PK\3\4", b"x"):
            upload(service, data).expect(422, "invalid", "body")
        upload(service, png(2), key=None).expect(428)
        upload(service, png(2), headers={"Content-Type": "image/png"}).expect(415)
        upload(service, png(2), headers={"Content-Type": "application/json"}).expect(415)
        service.post("/v1/cases", intake(0), key=new_key(), headers=BYTES).expect(415)


def announce(server, length):
    """Says how long a file is going to be, and waits for what the server thinks of that."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.putrequest("PUT", f"/v1/attachments/{'0' * 64}")
    for name, value in {**BYTES, "Authorization": f"Bearer {STORE.tokens['u-service']}",
                        "Idempotency-Key": new_key(), "Expect": "100-continue",
                        "Content-Length": str(length)}.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection, connection.sock.recv(64).split(b" ")[1]


def test_large_bodies():
    """The limit holds before a byte is read, and bodies together have one too."""
    with Server(STORE) as server:
        service = server.client("u-service")
        large = b"%PDF-1.7 " + bytes(LIMIT - 9)
        upload(service, large).expect(200)
        service.close()
        connection, answer = announce(server, LIMIT + 1)
        connection.close()
        assert answer == b"413", answer
        begun = [announce(server, LIMIT) for _ in range(9)]
        assert [answer for _, answer in begun] == [b"100"] * 8 + [b"503"]
        for connection, _ in begun:
            connection.close()

        def room_again():
            connection, answer = announce(server, LIMIT)
            connection.close()
            return answer == b"100"

        wait_for(room_again, "room again once they are gone")


def test_what_a_row_may_name():
    with Server(STORE) as server:
        service = server.client("u-service")

        def put(evidence, status, field=None):
            return service.post("/v1/cases", intake(next(NUMBERS), evidence=evidence),
                                key=new_key()).expect(status, field=field)

        put(document((png(3), "front")), 200)
        put(document((png(3), "front"), kind="event"), 422, "evidence[0].attachments")
        put(document(*[(png(i), "front") for i in range(9)]), 422, "evidence[0].attachments")
        put(document((png(3), "portrait")), 422)
        rows = document((png(3), "front"))
        rows[0]["attachments"][0]["sha256"] = "../../etc/passwd"
        put(rows, 422, "evidence[0].attachments")
        del rows[0]["attachments"][0]["sha256"]
        put(rows, 422, "evidence[0].attachments")


def take(client, case):
    """Takes until the case is held; what came before it goes back as a skip."""
    for _ in range(50):
        view = client.post(f"{WORK}/take-next", {}, key=new_key()).expect(200).json()
        if view["case"]["id"] == case["id"]:
            return view
        item = view["work_item"]
        client.post(f"{WORK}/{item['id']}/release", {"reason": "language"}, key=new_key(),
                    version=item["version"]).expect(200)
    raise AssertionError("the case never came")


def queue_everything():
    with contextlib.closing(sqlite3.connect(STORE.database.removeprefix("sqlite:"))) as db, db:
        db.execute("UPDATE case_file SET received_at = received_at - 600000000 WHERE state = 'new'")


def test_only_the_holder_opens():
    """Not the next desk, not quality, not after release; and each opening is on record."""
    front, selfie, late = png(11), png(12), png(13)
    with Server(STORE) as server:
        service = server.client("u-service")
        upload(service, front)
        upload(service, selfie)
        case = arrive(service, (front, "front"), (selfie, "selfie"), (late, "back"))
        other = arrive(service, (png(14), "front"))
        upload(service, png(14))
    queue_everything()
    with Server(STORE) as server:
        lead, agent = server.client("u-lead"), server.client("u-agent")
        wait_for(lambda: lead.get(f"/v1/cases/{case['id']}").status == 200, "the case as work")
        view = lead.get(f"/v1/cases/{case['id']}").expect(200).json()
        listed = view["evidence"][0]["attachments"]
        assert [a["role"] for a in listed] == ["front", "selfie", "back"], listed
        assert all("sha256" not in a for a in listed), "masked without the lease"
        path = f"{WORK}/{view['work_item']['id']}"
        lead.get(f"{path}/attachments/{digest(front)}").expect(403)
        view = take(agent, case)
        listed = view["evidence"][0]["attachments"]
        assert [a.get("sha256") for a in listed] == [digest(front), digest(selfie), digest(late)]
        assert listed[0]["media_type"] == "image/png" and listed[0]["size"] == len(front)
        assert "media_type" not in listed[2] and listed[2]["size"] == 0, "its bytes have not come"
        opened = "SELECT COUNT(*) FROM audit WHERE action = 'open_attachment' AND ref = ? AND actor = ?"
        got = agent.get(f"{path}/attachments/{digest(front)}").expect(200)
        assert got.body == front
        assert got.headers["Content-Type"] == "application/octet-stream"
        assert got.headers["Content-Disposition"] == "attachment"
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert got.headers["Cache-Control"] == "no-store"
        assert count(opened, digest(front), "u-agent") == 1
        agent.get(f"{path}/attachments/{digest(front)}").expect(200)
        assert count(opened, digest(front), "u-agent") == 2
        absent = agent.get(f"{path}/attachments/{digest(late)}").expect(404).body
        assert agent.get(f"{path}/attachments/{digest(png(14))}").expect(404).body == absent, \
            "another case's file is like one that is absent"
        lead.get(f"{path}/attachments/{digest(front)}").expect(403)
        server.client("u-qa").get(f"{path}/attachments/{digest(front)}").expect(403)
        service = server.client("u-service")
        service.get(f"{path}/attachments/{digest(front)}").expect(403)
        upload(service, late).expect(200)
        assert agent.get(f"{path}/attachments/{digest(late)}").expect(200).body == late
        assert count("SELECT COUNT(*) FROM event WHERE kind = 'case' AND object = ?", case["id"]) >= 2
        agent.post(f"{path}/release", {}, key=new_key(),
                   version=view["work_item"]["version"]).expect(200)
        agent.get(f"{path}/attachments/{digest(front)}").expect(403)
        assert count(opened, digest(late), "u-lead") == 0
    STORE.run("verify-audit")
    assert other["id"] != case["id"]


def test_attach_brings_files():
    """From a folder, for cases that are imported; again is no error, and what may not come in is
    named."""
    folder = STORE.folder / "files"
    folder.mkdir()
    (folder / "front.png").write_bytes(png(31))
    (folder / "note.txt").write_text("hello")
    out = STORE.run("attach", str(folder / "front.png")).stdout
    assert out == f"{digest(png(31))}  {folder / 'front.png'}\n", out
    again = STORE.run("attach", "--json", str(folder / "front.png")).stdout
    assert json.loads(again) == {"sha256": digest(png(31)), "media_type": "image/png",
                                 "size": len(png(31))}
    refused = STORE.run("attach", str(folder / "note.txt"), code=2).stderr
    assert "note.txt" in refused and "no PNG" in refused, refused
    STORE.run("attach", code=2)
    STORE.run("attach", str(folder / "absent.png"), code=1)
    assert count("SELECT COUNT(*) FROM attachment WHERE sha256 = ?", digest(png(31))) == 1


def test_damage_is_noticed():
    """A byte changed behind the server's back is not served."""
    data = png(21)
    with Server(STORE) as server:
        service = server.client("u-service")
        upload(service, data)
        case = arrive(service, (data, "front"))
    queue_everything()
    with contextlib.closing(sqlite3.connect(STORE.database.removeprefix("sqlite:"))) as db, db:
        db.execute("DROP TRIGGER attachment_no_update")
        db.execute("UPDATE attachment SET bytes = ? WHERE sha256 = ?", (png(22), digest(data)))
    with Server(STORE) as server:
        agent = server.client("u-agent")
        wait_for(lambda: agent.get(f"/v1/cases/{case['id']}").status == 200, "the case as work")
        item = take(agent, case)["work_item"]["id"]
        agent.get(f"{WORK}/{item}/attachments/{digest(data)}").expect(500)


def main():
    try:
        for role in ROLES:
            vendor = ["--vendor=acme"] if role in ("bpo", "vendor_lead") else []
            STORE.add_user(f"u-{role}", role, *vendor)
        run([test_what_may_come_in, test_large_bodies, test_what_a_row_may_name,
             test_only_the_holder_opens, test_attach_brings_files,
             test_damage_is_noticed])
    finally:
        STORE.remove()


if __name__ == "__main__":
    main()
