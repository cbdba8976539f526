"""Scripts of the pages: each page runs several side by side, so no name may be defined by two."""

import re
from collections import Counter

from analysis.book.extension import STATIC


def test_no_two_scripts_define_the_same_name():
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.js")))
    defined = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", text, re.M)
    assert len(defined) > 10 and [name for name, n in Counter(defined).items() if n > 1] == []
