"""A path in the info string: ```` ```js title="src/app.js" ````."""

from __future__ import annotations

from milepost.text import lazy_re as re

EXAMPLE = re.compile(r"\b(?:z\. ?B\.|zum Beispiel|beispielsweise|etwa)[,:]?$", re.IGNORECASE)
