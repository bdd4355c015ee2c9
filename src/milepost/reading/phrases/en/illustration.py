"""A command that shows how something is done in general: `rm filename`."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

HOW = phrase(
    r"^(?:for example,? )?here(?:['’]s| is) (?:an example of )?how (?:to|you(?:['’]d| can| could| would))\b"
)
_THIS = r"(?:(?:any of |something like |commands? (?:like|such as) )?(?:this|these|those|that|it|them|the (?:following|command|commands|line|lines|one)|commands?|anything like)\b(?:(?!\b(?:before|until|unless|without)\b)[^.,;:–—])*)?"
"""What is run, if it is said."""
_RUN = r"(?:run|do|use|execute|type|enter|try|call|issue|invoke|copy|paste)"
NOT_RUN = phrase(
    r"^(?:(?:but|so|and|now|note|warning|caution|please)[,:]? )*(?:don['’]?t|do not|never|avoid) (?:ever |just |simply )?(?:run|do|use|execute|type|enter|try|running|doing|using|executing|typing) (?:this|these|the following|it|that|something like this|commands? (?:like|such as))\b[^.]*:?$"
    rf"|^(?:\W*(?:but|so|and|now|note|warning|caution|important|please|however|whatever \w+ \w+)[,:]? )*(?:(?:you|we|one) )?(?:(?:do|should|must|need|may|can|could|would|will|shall)(?: not|n['’]t| never)|dont|cannot|never|ought not to|had better not)"
    rf"(?: (?:ever|just|simply|yet|have to|need to|want to|be tempted to|blindly))* {_RUN}(?: or {_RUN})? ?{_THIS}:?$"
    rf"|^(?:\W*(?:but|so|and|note|warning|please)[,:]? )*(?:avoid|refrain from|resist|beware of|instead of|rather than|stay away from|keep away from|there is no need for)(?: (?:ever|just|simply))*(?: (?:running|doing|using|executing|typing|calling|trying|entering))? ?{_THIS}:?$"
    r"|^\W*(?:(?:this is |that is |a |an |the |very )*(?:bad|wrong|incorrect|unsafe|dangerous|insecure|harmful|broken|discouraged|forbidden|anti-?pattern|not (?:recommended|advised|allowed|like this|this|so|good)|don['’]?ts?|do not|nope|never|no)"
    r"(?: (?:way|example|idea|practice|command|commands|usage|style|solution|approach|fix|habit|this|these))?)\W*:$"
    rf"|^(?:nobody|no one|none of you) (?:should|must|may|needs? to|can|ever has to)(?: ever)? {_RUN} ?{_THIS}:?$|^resist the (?:urge|temptation) to {_RUN} ?{_THIS}:?$|\bwhat (?:you should )?(?:not|never) (?:to )?do:$"
    rf"|^(?:a|one|the)(?: \w+)? mistakes? (?:is|was|would be)(?: to {_RUN}| running)? ?{_THIS}:$"
    r"|^(?:(?:running|doing|using|typing|executing) )?(?:this|these|that|it|the following|what follows)(?: (?:commands?|ones?|lines?))? (?:is|are|would be|will be)(?: (?:an?|the|very|quite|simply|plain))* (?:wrong|bad|incorrect|unsafe|dangerous|insecure|harmful|forbidden|mistake|bad idea|wrong way)(?: here)?:$"
    r"|^\W*[❌✗✘✖🚫⛔👎]\ufe0f?(?: ?[\w'’]+){0,4}\W*$"
    r"|^(?:this|these|that|those|it|the following|what follows)(?: (?:one|ones|command|commands|line|lines|way|variant|attempt))?(?: here| below)? (?:(?:do|does|did|would|will|can|is|are)(?: not|n['’]t)|won['’]t|can['’]t|cannot|never)(?: (?:quite|really|ever|going to|the|an?))* (?:works?|help|do|run|enough|right|correct|recommended|safe|way|option|good idea)\b(?! (?:without|until|unless|yet|before))[^.,;]*:$"
    rf"|\b(?:it|this|that)(?:['’]s| is| was| would be| will be| may be| can be)(?: (?:an?|the|very|quite|rather|a very))* (?:mistake|error|bad idea|terrible idea|bad practice|wrong|unsafe|dangerous|risky|harmful|unwise|pointless|useless|forbidden|not (?:allowed|safe|wise|advisable|recommended|necessary|a good idea))(?: here)? (?:to|if you) (?:just |simply |ever )?{_RUN} ?{_THIS}:?$"
    rf"|\b(?:no need|no reason|not necessary|unnecessary|no point) (?:to|in) (?:{_RUN}|running|doing|using|executing|typing) ?{_THIS}:?$"
    r"|^(?:if you (?:want|need|wish|like) )?to (?:undo|revert|roll back|reverse|take back) (?:this|that|it|these|those|them|everything|(?:all|any) of (?:this|that|it)|all (?:this|that)|(?:the|this|that|your) (?:above|step|steps|changes? above|previous steps?))\b(?: again| later| afterwards| one day)?,?(?: you can| you could| just| simply| please)* (?:run|use|execute|type|enter)\b[^.\ue000]*:$|^to (?:undo|revert|roll back|reverse) (?:this|that|it|these|everything)\b[^.,]{0,20}:$"
    r"|^(?:on|in|from|with) (?:(?:your|the|a|an|any|another|one|my|each|every) )?(?:\w+ )?(?:(?:smart|mobile |cell )?phone|mobile|tablet|ipad|iphone|android(?: phone| device)?|smart ?watch)s?\b[^.\n]{0,40}$"
    r"|^(?:on|from) (?:another|a different|a second|a friend['’]s|somebody else['’]s|your (?:friend|colleague|neighbour|neighbor)['’]s) (?:machine|computer|laptop|host|pc|device)\b[^.\n]{0,40}$"
    r"|\btempted to (?:run|do|use|execute|type|try)\b|^the (?:old|wrong|naive|insecure|deprecated) way (?:is|was|to)\b|^(?:under the hood|behind the scenes|internally)\b"
    r"|\b(?:equivalent to|same as|short for|shorthand for)(?: running| typing)?(?: the following)?:?$|\b(?:expands|translates|is expanded|is translated) (?:in)?to:?$"
    r"|^(?:if|when|should) (?:something|anything|things?|it|this) (?:goes|go|went|breaks?|fails?)\b|^if you (?:ever )?(?:make a mistake|want to start over|need to start over|get stuck)\b"
    r"|^to (?:undo|revert|roll back|remove|delete|stop) [\w ]{1,30} later\b|\blater,? (?:on )?(?:we|you) (?:will|['’]ll|can)\b",
)  # fmt: skip
"""What follows is not to be run here: advice against it, another way, for later, for another system."""
IN_TROUBLE = phrase(
    r"^\W*(?:(?:but|and|so|note|note that|however|tip|hint|otherwise)[,:]? )*(?:if|in case|when(?:ever)?|should)\b(?! you (?:want|wish|like|need|prefer|choose|are (?:ready|done))\b)[^.;:,]*?"
    r"\b(?:fails?|failed|failing|hangs?|stuck|crash(?:es|ed)?|(?:does|do|did|is|are)(?: not|n['’]t) (?:work(?:ing)?|start|respond|succeed|come up|responding)|goes wrong|go wrong|went wrong|times? out|timed out|refused|broken|corrupt(?:ed)?|errors?|problems?|issues|(?:an|any|the|this|some) issue|trouble|complains?)\b"
    r"(?! (?:log|logs|page|handling|code|message is expected)\b)[^.;:]*,[^.;]*:$"
    r"|^\W*in (?:the )?case of (?:an? |any )?(?:errors?|failures?|problems?|issues?|trouble)\b",
    "fail", "hang", "stuck", "crash", "work", "start", "respond", "succeed", "come up", "wrong", "time", "refused", "broken", "corrupt",
    "error", "problem", "issue", "trouble", "complain",
)  # fmt: skip
"""What follows is a remedy: it is run only where something goes wrong."""

DENIED = phrase(
    r"^\W*(?:please )?(?:do not|don['’]?ts?|never|nope|avoid|wrong|bad|incorrect|not recommended|(?:do not|don['’]t) (?:do|run|use|copy) (?:this|that|it)|(?:the )?(?:wrong|bad) (?:way|example|idea)|anti-?pattern)\W*$",
    "not", "don", "never", "nope", "avoid", "wrong", "bad", "incorrect", "anti",
)  # fmt: skip
"""A word alone in its paragraph, in bold or not: what follows is not to be done."""
_HARM = r"(?:delete|erase|wipe|destroy|remove|overwrite|break|lose|ruin|corrupt|crash|hang|fail|drop|kill|damage|truncate|expose|leak|brick)"
_IF_RUN = r"(?:if (?:you|we|one|someone|somebody) (?:ran|were to run|did|typed|used|executed) (?:this|that|it|the following),? (?:it|this|that))"
WOULD = phrase(
    rf"^\W*(?:(?:but|warning|caution|danger|careful|beware|note)[,:!]? )*(?:{_IF_RUN}|this|that|it|the following|what follows|(?:running|doing|using|executing|typing) (?:this|that|it|the following))(?: (?:command|one|line|variant|code|script|file|version))?"
    rf"(?: would(?: (?:just|simply|then|also|even|not only|probably|likely|permanently|irrevocably))* {_HARM}\b(?![^:]*\b(?:if|unless|before|first|so)\b)"
    rf"|(?: (?:could|might|may))(?: (?:just|simply|even|permanently))* {_HARM} (?:everything|all (?:of )?your|your (?:whole|entire)|the (?:whole|entire))\b(?![^:]*\b(?:if|unless|before|first|so)\b))[^.;\n]*:$",
    "would", "could", "might", "may",
)  # fmt: skip
"""What would come of it: nobody is told to do it."""

_WRITE = r"(?:create|make|add|write|save|put|place|store|copy|paste|type|enter|insert|include|change|replace|edit|update|set|append|overwrite|define|have|keep|use)"
_IF = (
    r"(?:if (?!you ?(?:have not|haven['’]t|did not|didn['’]t|don['’]t (?:already |yet )?have|do not (?:already |yet )?have|(?:have )?followed|(?:are|['’]re) (?:still |already )*(?:following|ready|done|new|here|with (?:me|us)))|(?:it|the file|this file|that file|\ue000|one) (?:is not|isn['’]t|does not|doesn['’]t))|"
    r"unless|in case|provided (?:that )?you|should you|suppose|assuming|for those who|whenever)"
)
NOT_WRITTEN = phrase(
    rf"^(?!(?:do not|don['’]t) (?:forget|hesitate|worry|be)\b)[^\ue000]*?\b(?:do not|don['’]t|dont|never|(?:should|must|need|may|can|could|would|will|shall)(?: not|n['’]t| never)|cannot|won['’]t|no need to|not to|wrong to|mistake to)(?: (?:ever|just|simply|yet|have to|need to|want to))* {_WRITE}\b[^.\n]*\ue000"
    r"|^(?:[\w ]+, )?(?:avoid|refrain from|resist|instead of|rather than) \w+ing\b[^.,\n]*\ue000"
    rf"|^(?:[\w]+,? )?{_IF}\b[^\n\ue000]*\ue000|\ue000[^\n]*\b(?:only if|if|unless) (?:you|your|it is|it['’]s|needed|necessary|desired)\b(?! (?:see|look|check|have not|haven['’]t))[^\n]*$"
    rf"|\b(?:you|we|one) (?:may|might)\b[^.\n\ue000]{{0,60}}\b{_WRITE}\b[^\n]{{0,80}}\ue000|\b(?:you|we|one) (?:can|could) (?:also|optionally|alternatively|instead|later)\b[^\n\ue000]{{0,60}}\b{_WRITE}\b[^\n]{{0,80}}\ue000"
    rf"|^(?:nobody|no one|somebody|someone|some|others|people|many)\b[^.\n\ue000]*\b{_WRITE}s?\b[^\n]*\ue000|^(?:bad|wrong|avoid|incorrect|don['’]t|never)\b[^\n:\ue000]{{0,20}}:[^\n]*\ue000"
    r"|^in (?:part|chapter|step|section|lesson|milestone) \d+,? (?:we|you)(?:['’]ll| will)\b[^\n]*\ue000"
    r"|^(?:optionally|optional|alternatively|or|perhaps|maybe|for a challenge|as an exercise)\b[^\n]*\ue000|\(optional(?:ly)?\)|\bif you (?:like|want|prefer|wish)\b"
    r"|^(?:(?:but|then|and),? )?(?:later|eventually|some day|soon|afterwards? we|in (?:a|the|one of the) (?:next|later|following|coming|future) (?:step|part|chapter|section|milestone|lesson|tutorial|guide)s?)\b[^\n]*\ue000"
    rf"|\b(?:we|you|i)(?:['’]ll| will| shall| are going to|['’]re going to) (?:later|soon|eventually|then later)\b[^\n]{{0,100}}\ue000|\b(?:we|you|i)(?:['’]ll| will| shall| are going to|['’]re going to) {_WRITE}\b[^.\n]{{0,80}}?\ue000[^.,\n]{{0,60}} (?:later|soon|in (?:a|the) (?:next|later|following|coming) \w+)\b",
)  # fmt: skip
"""A file that is not to be written, or not by everybody, or not now."""

_PUT = r"(?:create|make|add|write|save|put|place|store|copy|paste|type|enter|use|do|try)"
_OBJECT = r"(?:this|that|these|those|it|the following|the file|the code|the lines?|code like this|files? like this|anything like this)"
NOT_THIS = phrase(
    rf"^(?!(?:do not|don['’]t) (?:forget|hesitate|worry|be)\b)\W*(?:(?:but|so|and|now|note|warning|caution|please|however|again)[,:]? )*(?:(?:you|we|one) )?(?:do not|don['’]t|dont|never|(?:should|must|need|may|can|could|would|will|shall)(?: not|n['’]t| never)|cannot|won['’]t|there is no need to|no need to)(?: (?:ever|just|simply|yet|have to|need to|want to|actually|really))* {_PUT}(?: (?:or|and) \w+)? {_OBJECT}\b(?![^.\n]*\b(?:before|until|unless|without|because)\b)[^.,;\n]*:?$"
    rf"|^(?:later|eventually|some day|soon|in (?:a|the) (?:next|later|following|coming) \w+),? (?:on )?(?:we|you)(?:['’]ll| will| can) {_WRITE} {_OBJECT}\b[^.\n]*$"
    rf"|\b(?:we|you|i)(?:['’]ll| will| shall| are going to) {_WRITE} {_OBJECT}\b[^.,\n]* (?:later|in (?:a|the) (?:next|later|following|coming) \w+)\b[^.\n]*$"
    r"|\btempted to (?:write|create|copy|put|add|do|use)\b|\bwhat (?:you should )?(?:not|never) (?:to )?(?:write|do)\b[^.\n]*:?$"
)
"""Code that is not to be put into a file, though it says itself into which."""
ONLY_THERE = phrase(
    r"\b(?:in|into|to|for|on|from) (?:a |an |the |your |any )?(?:real |live |public )?(?:production|git|repositor(?:y|ies)|repos?|version control|public|servers?|deployments?)\b|\bby hand\b|\bcommit\b"
)
"""What is forbidden is only to have it in some other place, or in some other way."""
