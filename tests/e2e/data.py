# SPDX-License-Identifier: GPL-3.0-or-later
"""Real-shaped data for the end-to-end test, made from a seed: accounts with a truth, and their
transactions in a file of their own, in no order."""
import csv
import gzip
import random


def _account(rng, bad):
    """A bad account gathers from many payers and drains at once; a good one trades over months."""
    own = f"0x{rng.getrandbits(160):040x}"
    rows = []
    start = 1_600_000_000 + rng.randrange(10_000_000)
    if bad:
        when = start
        for _ in range(rng.randrange(6, 25)):
            when += rng.randrange(60, 90_000)
            rows.append((when, f"0x{rng.getrandbits(160):040x}", own, rng.uniform(0.05, 3)))
        for _ in range(rng.randrange(1, 4)):
            when += rng.randrange(60, 3_000)
            rows.append((when, own, f"0x{rng.getrandbits(160):040x}", rng.uniform(1, 12)))
    else:
        friends = [f"0x{rng.getrandbits(160):040x}" for _ in range(rng.randrange(2, 6))]
        when = start
        for _ in range(rng.randrange(6, 40)):
            when += rng.randrange(3_600, 2_000_000)
            friend = rng.choice(friends)
            pair = (friend, own) if rng.random() < 0.5 else (own, friend)
            rows.append((when, *pair, rng.uniform(0.01, 5)))
    return own, rows


def write(folder, seed=20, accounts=240):
    """Writes labels.csv, queue.csv and transfers.csv.gz; returns all accounts and the arriving."""
    rng = random.Random(seed)
    people, transfers = [], []
    for _ in range(accounts):
        bad = rng.random() < 0.35
        # One in five behaves like the others, so that no score is sure and people are asked.
        own, rows = _account(rng, bad != (rng.random() < 0.2))
        people.append((own, int(bad)))
        transfers += [(f"0x{rng.getrandbits(256):064x}", when, a, b, f"{amount:.9f}", own)
                      for when, a, b, amount in rows]
    rng.shuffle(transfers)
    arriving = people[-8:]
    with open(folder / "labels.csv", "w", newline="") as out:
        csv.writer(out).writerows([("account", "bad"), *people[:-8]])
    with open(folder / "queue.csv", "w", newline="") as out:
        csv.writer(out).writerows([("account", "bad"), *((a, "") for a, _ in arriving)])
    with gzip.open(folder / "transfers.csv.gz", "wt", newline="") as out:
        csv.writer(out).writerows([("hash", "time", "from", "to", "amount", "account"), *transfers])
    return people, arriving
