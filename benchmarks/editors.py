"""Editors among 5,000 texts on PostgreSQL: as many statements as among 50, and every page within its time.

`python -m benchmarks editors 1000` founds fewer.
"""

import json
import os
import subprocess
import sys

from benchmarks.hot_time import fresh_database
from tests.postgres import ROOT

TEXTS, FEW, SECONDS = 5_000, 50, 2.0


def main(texts: int = TEXTS) -> bool:
    """Found the texts, and read every page of the editors with few of them and with all, in a process of its own."""
    with fresh_database("postgresql", fsync=True) as address:
        environment = os.environ | {
            "INGANG_DATABASE": address,
            "DJANGO_SETTINGS_MODULE": "ingang.project.settings.test",
        }
        command = [sys.executable, "-m", "benchmarks.editors_reader", str(FEW), str(texts)]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout)
    print(f"  {texts} texts written in {found['written']:.0f} s; memory at most {found['memory']} MB")
    for name, few, many in found["pages"]:
        print(
            f"  {name:<28}{few['statements']:>4} statements, {few['seconds'] * 1000:>6.0f} ms"
            f"   then{many['statements']:>4}, {many['seconds'] * 1000:>6.0f} ms"
        )
    constant = all(many["statements"] <= few["statements"] for name, few, many in found["pages"] if "*" not in name)
    return constant and all(many["seconds"] <= SECONDS for name, _, many in found["pages"] if "*" not in name)


if __name__ == "__main__":
    main()
