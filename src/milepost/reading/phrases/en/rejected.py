"""Commands that a text names and does not advise: forbidden, said to be wrong, told of others."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.text import lazy_re as re

BREAK = re.compile(
    r";|(?<!wrong)(?<!instead): |\bbut\b(?! (?:not|never|do not|don['’]t))|, (?:so|then|therefore|hence)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:not|never|avoid(?:ing)?|without|instead of|in place of|rather than|refrain(?:ing)? from|resist|no need|"
    r"unnecessary|needless|stop (?:running|using|calling)|no longer|nothing like|beware of|mistake|wrongly|"
    r"least of all|neither|nor|forbidden|harmful|useless|pointless)\b|n['’]t\b",
    re.IGNORECASE,
)
FORBIDS = re.compile(
    r"(?:\b(?:do|should|must|need|may|can|could|would|shall) ?(?:not|never)|(?:do|should|must|need|could|would)n['’]t|can['’]t|"
    r"\b(?:never|avoid(?:ing)?|refrain(?:ing)? from|resist|beware of))$",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(?:people|users|folks|others|developers|everyone|everybody|somebody|someone|they|guides?|tutorials?|answers?|posts?|sites?|"
    r"forums?|blogs?|articles?|stack ?overflow|the internet|the web|advice|suggestions?)\b[^.]{0,60}?"
    r"\b(?:suggest|recommend|advis|say|said|tell|told|claim|propos|mention|swear|us(?:e|ed|ing)\b|run\b|try\b|to run\b|to use\b)"
    r"|\btempt(?:ed|ing|ation)\b|\b(?:you|one) (?:may|might|will|could|can) (?:think|believe|read|hear|find|have (?:heard|read|seen)|be told)\b"
    r"|\b(?:happens|occurs|appears|comes|caused|triggered|broken|because|the reason|the cause)\b"
    r"|\b(?:often|commonly|sometimes|usually|widely|wrongly) (?:suggested|recommended|advised|proposed|told)\b"
    r"|\bused to\b|\bwhat (?:about|if)\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?:^|[.;,:] )(?:[❌✗✘✖🚫⛔👎]\ufe0f?|(?:wrong|bad|incorrect|don['’]t|no|not)(?: (?:way|fix|idea|solution|advice|command))?)\s*[:–—-]?\s*$",
    re.IGNORECASE,
)
_IS = r"(?:is|are|was|were|will|would|does|do|did|can|could|should|must|has|may|might|be)"
_NOT = r"(?:not|never|no|nothing|neither|only (?:hide|hides|mask|masks))"
_BAD = (
    r"(?:wrong|bad|incorrect|dangerous|unsafe|risky|harmful|useless|pointless|needless|unnecessary|deprecated|outdated|obsolete|"
    r"discouraged|a (?:bad|terrible|poor) (?:idea|practice|fix)|a mistake|the wrong|overkill|to blame|the cause|too late|forbidden|worse)"
)
WRONG = re.compile(
    r"^(?: (?:command|flag|option|here|again|alone|by itself|on its own|only|anyway|directly|yourself))*"
    r"[,)]?(?: (?:,|–|—|-|\())? ?(?:(?:which|that|but|this|it|and|as|because|since|though|although) ){0,3}"
    rf"(?:{_IS} (?:\w+ )??(?:{_NOT}\b|{_BAD})|{_IS}n['’]t\b|(?:ca|wo)n['’]t\b|cannot\b|never\b|fails?\b|breaks?\b|"
    r"makes? (?:it|things|everything|matters) worse|hides? |masks? |(?:has|have|had) no (?:effect|use)|helps? (?:no|little|nothing)|only (?:hides?|masks?))"
    r"|^[^.;]{0,40}?\b(?:which|that|this|it) (?:is|would be|will be) (?:\w+ )?" + _BAD +
    r"|^ ?[❌✗✘✖🚫⛔👎]",
    re.IGNORECASE,
)  # fmt: skip
TAKEN_BACK = re.compile(
    r"^(?:but |however,? )?(?:this|that|it|these|those|doing (?:so|this|that)|such advice|the advice|they) "
    rf"(?:(?:is|are|would be|will be) (?:\w+ )?{_BAD}|(?:does|do|will|would|is|are)(?: not|n['’]t) (?:help|work|fix|solve|needed|enough|right|correct|a (?:fix|solution|cure))|"
    r"won['’]t (?:help|work|fix|solve)|only (?:hides?|masks?)|makes? (?:it|things|matters) worse|has no effect|breaks?\b)"
    r"|^(?:please )?(?:do not|don['’]t|never) (?:do|try|use|follow|run|believe|listen)\b(?: (?:this|that|it|so|them|either|to))"
    r"|^(?:wrong|no|nope|bad idea|not so)[.!]*$",
    re.IGNORECASE,
)
