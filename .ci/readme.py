"""Print the shell block of README.md that follows the comment ``<!-- NAME -->``."""

import re
import sys
from pathlib import Path

name = sys.argv[1]
text = Path("README.md").read_text(encoding="utf-8")
found = re.findall(rf"<!-- {re.escape(name)} -->\n```sh\n(.*?)```", text, re.DOTALL)
if len(found) != 1:
    sys.exit(f"README.md has {len(found)} blocks marked <!-- {name} -->, one is needed")
sys.stdout.write(found[0])
