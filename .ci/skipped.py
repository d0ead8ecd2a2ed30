"""Print how many tests skipped and why; fail when a reason is not on the list of the development page."""

import re
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

report, page = sys.argv[1:]
listed = re.findall(r"^- skip: (.+)$", Path(page).read_text(encoding="utf-8"), re.MULTILINE)
cases = ET.parse(report).getroot().iter("testcase")  # noqa: S314 - our own report
reasons = Counter(
    skip.get("message", "")
    for case in cases
    for skip in case.iter("skipped")
    if skip.get("type") != "pytest.xfail"
)
print(f"{sum(reasons.values())} tests skipped")
for reason, count in reasons.items():
    print(f"  {count} × {reason}")
unknown = [reason for reason in reasons if not any(re.fullmatch(known, reason) for known in listed)]
if unknown:
    sys.exit(f"{page} does not list this reason to skip: {unknown[0]}")
