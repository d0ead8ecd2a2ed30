"""Texts that try to become something else than text."""

from __future__ import annotations

HOSTILE = (
    "<img src=x onerror=window.pwned=1>", "</script><script>window.pwned=1</script>", "<script>window.pwned=1</script>",
    "\"><svg onload=window.pwned=1>", "'><iframe srcdoc='<script>parent.pwned=1</script>'>", "<body onload=window.pwned=1>",
    "javascript:window.pwned=1", "JaVaScRiPt:window.pwned=1", "java\tscript:window.pwned=1", "data:text/html,<script>parent.pwned=1</script>",
    "vbscript:msgbox(1)", "href=javascript:window.pwned=1", "<a href='javascript:window.pwned=1'>x</a>",
    "{{constructor.constructor('window.pwned=1')()}}", "${window.pwned=1}", "#{7*7}", "<%= 7*7 %>", "{% raw %}", "{{ 7*7 }}",
    "<!--<script>", "-->", "]]>", "<![CDATA[", "&lt;script&gt;", "&#60;img src=x onerror=window.pwned=1&#62;",
    "\u2028window.pwned=1\u2029", "\u202eevil\u202c", "\u0000null", "\ud800", "\\u003cscript\\u003e", "\\\"+window.pwned=1+\\\"",
    "</style><style>*{background:url(http://127.0.0.1:9/x)}", "expression(window.pwned=1)", "@import url(http://127.0.0.1:9/y)",
    "<link rel=stylesheet href=http://127.0.0.1:9/z>", "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "<base href=http://127.0.0.1:9/>", "<object data=http://127.0.0.1:9/>", "<embed src=http://127.0.0.1:9/>",
    "<form action=http://127.0.0.1:9/><input name=x autofocus onfocus=window.pwned=1>", "<details open ontoggle=window.pwned=1>",
    "=HYPERLINK(\"http://127.0.0.1:9\")", "__proto__", "constructor", "toString", "x" * 5000, "Ж" * 300, "\U0001f9ec" * 40,
)  # fmt: skip
