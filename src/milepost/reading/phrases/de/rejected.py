"""Commands that a text names and does not advise: forbidden, said to be wrong, told of others."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.text import lazy_re as re

BREAK = re.compile(
    r";|(?<!falsch): |\b(?:sondern|aber)\b(?! nicht)|, (?:also|daher|deshalb|dann)\b", re.IGNORECASE
)
NEGATED = re.compile(
    r"\b(?:nicht|nie|niemals|vermeide\w*|statt|anstatt|anstelle von|ohne|kein\w*|unnötig|weder|noch nie|hüte dich vor|verzichte\w* auf)\b",
    re.IGNORECASE,
)
FORBIDS = re.compile(
    r"\b(?:nie|niemals|nicht|vermeide\w*|kein\w*|hüte dich vor|verzichte\w* auf)$", re.IGNORECASE
)
TOLD = re.compile(
    r"\b(?:manche|viele|einige|andere|leute|anleitungen|antworten|foren|jemand|ratschläge|tipps)\b[^.]{0,60}?"
    r"(?:empfehl|empfiehl|rat(?:en|et)|rät|sag|schlag|schläg|nenn|verwend|benutz|führ)"
    r"|\b(?:verlockend|verführerisch|oft empfohlen|häufig empfohlen|früher|passiert|entsteht|tritt auf|weil|grund|ursache)\b"
    r"|\b(?:man|du) (?:könnte|könntest|liest|hörst|findest)\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?:^|[.;,:] )(?:[❌✗✘✖🚫⛔👎]\ufe0f?|falsch|schlecht|nein|nicht)\s*[:–—-]?\s*$", re.IGNORECASE
)
_BAD = r"(?:falsch|schlecht|gefährlich|unnötig|nutzlos|sinnlos|veraltet|schädlich|riskant|verkehrt|ein fehler|keine (?:gute|lösung))"
WRONG = re.compile(
    r"^[^.;\ue000]{0,30}?\b(?:nicht|nie|niemals|vermeiden|weglassen)\b"
    rf"|^[^.;\ue000]{{0,40}}?\b(?:ist|sind|wäre|wird|war) (?:\w+ )?{_BAD}|^[^.;\ue000]{{0,40}}?\b{_BAD} (?:ist|wäre|sind)\b"
    r"|^[^.;\ue000]{0,30}?\b(?:hilft|nützt|bringt|ändert|löst) (?:nicht|nichts|wenig|kaum)\b|^[^.;\ue000]{0,30}?\b(?:verdeckt|verschlimmert|schadet)\b"
    r"|^ ?[❌✗✘✖🚫⛔👎]",
    re.IGNORECASE,
)
TAKEN_BACK = re.compile(
    rf"^(?:aber )?(?:das|dies|es|so etwas) (?:(?:ist|wäre) (?:\w+ )?{_BAD}|(?:hilft|nützt|bringt|löst|ändert)\b[^.]{{0,20}}\b(?:nicht|nichts|wenig)|verdeckt|verschlimmert|schadet)"
    r"|^(?:tu|tue|mach|mache|tun sie|machen sie) (?:das|dies|es) (?:nicht|nie)|^(?:falsch|nein)[.!]*$",
    re.IGNORECASE,
)
