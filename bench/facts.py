"""How well the facts of a case are read: small mails of our own, and what each says and does not say.

Run: ``python -m bench.facts [SET] [--show]``. A fact that is not said must not be found; those are counted apart.
"""

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from consultant.coding.facts import read_facts
from consultant.coding.programs.previews import facts_json

SET = Path(__file__).with_name("facts_set.jsonl")
RECEIVED = date(2026, 5, 1)


def main() -> None:
    names = [name for name in sys.argv[1:] if not name.startswith("--")]
    mails = [json.loads(line) for line in Path(names[0] if names else SET).read_text("utf-8").splitlines()]
    right: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    for mail in mails:
        read = facts_json(mail["text"], read_facts(mail["text"], received=RECEIVED))
        for name, said in mail["facts"].items():
            right[name] += read[name] == said
            invented[name] += bool(read[name] and not said)
            if "--show" in sys.argv and read[name] != said:
                print(mail["id"], name, "expected", said, "read", read[name], "in", mail["text"][:100])
    print(f"{len(mails)} mails")
    for name in mails[0]["facts"]:
        print(f"{name:17} right {right[name] / len(mails):.3f}  invented {invented[name]}")


if __name__ == "__main__":
    main()
