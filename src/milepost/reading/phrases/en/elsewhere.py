"""Sentences before a fence that tell of what is seen elsewhere, or of no one output at all."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

_TOOLS = (
    "grafana|kibana|github|gitlab|jenkins|slack|discord|postman|vs ?code|visual studio(?: code)?|xcode|intellij|pycharm|notion|jira|chrome|firefox|"
    "kiali|jaeger|zipkin|cloudwatch|datadog|rstudio|jupyter(?:lab)?|explorer|swagger|excel|argo ?cd|airflow|portainer|rancher|lens"
)
SEEN_ELSEWHERE = phrase(
    r"^in (?:a|an|another|other) (?:[\w-]+ ){0,2}(?:project|repo|repository|workspace|cluster|environment|setup)s? (?:with|where|that|which)\b|"
    rf"\b(?:in|into|on|inside|within|from) (?:the |your |a )?(?:[\w-]+ )?(?:{_TOOLS})(?:['’]s)?(?: [\w-]+)?(?:,| (?:ui|console|page|tab|view|pane|panel|channel|you)\b|:?$)"
    rf"|\b(?:{_TOOLS}) (?:will |should )?(?:shows?|displays?|reports?|opens?)\b"
    r"|\b(?:cloudwatch|aws|gcp|google cloud|azure|firebase|management|web|developer|cloud|devtools) console\b|\b(?:ui|gui|e-?mail|inbox|spreadsheet|notebook|simulator|emulator|logs explorer)\b"
    r"|\b(?:first|other|original|previous|initial|second|third|subscriber|consumer|receiver|listener|server(?:['’]s)?|left|right) (?:terminal|shell|console|tab|window)\b|\bterminal (?:window )?(?:where|in which|that (?:is|runs|shows|started)|with the|running|you (?:started|opened))\b"
    r"|\b(?:on|under) (?:windows|mac ?os|mac|osx|os x|a mac|powershell|freebsd|arm|apple silicon)\b"
    r"|\b(?:in|inside) (?:your|the|an?) (?:ide|editor|debugger|debug console|output (?:window|panel|pane|tab))\b"
    r"|\b(?:visit|browse to|navigate to|when you open|head over to)\b|\bopen (?:the|your|this|a) (?:url|link|page|address|app|application|site|browser|ide|editor)\b"
    r"|\bprompt (?:should|will|now|looks|changes)\b"
    r"|\byour (?:colleague|teammate|friend|user|partner|customer|username|user name|account id|own)\b|\byour (?:answer|reply|solution|commit message)\b"
    r"|\bcommit message (?:should|will|looks?|could)\b"
)
"""What is shown stands in another program or window, on another system, or is the reader's own."""
ACTS_ELSEWHERE = phrase(
    r"^(?:(?:now|then|next|first|finally|after that|also|and|in [\w ]{1,30}),? )*(?:click|right-click|double-click|go (?:back )?to|navigate|visit|browse|switch (?:back )?to|log ?in|sign in|drag|scroll|hover|open)\b"
)
"""What a reader does with a mouse or in another program, after which is seen what is told."""
IN_STORE = phrase(
    r"\b(?:in|to|on|inside|from) (?:the |your |a |an )?(?:[\w-]+ )?(?:bucket|container|blob|registry|cluster|pod|server|host|volume|vm|instance|machine|cloud|drive|share|queue|topic|database)\b"
)
"""Where a file stands that is none of the reader's own folder."""
NO_ONE_OUTPUT = phrase(
    r"\b(?:format|syntax|schema|form|signature|template)(?: of [\w ]{1,30})? (?:is|are|looks?|should|will|has)\b|\bhas the (?:form|format|syntax|structure)\b"
    r"|\b(?:these|the following|several|some|following) (?:fields|columns|sections|keys|properties|options|parameters|metrics|attributes)\b"
    r"|\bformatted (?:output|response|result|json)\b"
    r"|(?:[<>]=?|[≤≥]) ?v?\d|\bv?\d[\d.]* or (?:higher|later|newer|above|greater|more|less|lower)\b"
    r"|\b(?:approximately|roughly|at least|at most|more than|less than|fewer than) (?:v?\d|{code})|\bstart (?:seeing|to see)\b|\ba list of (?:[\w-]+ ){1,3}like\b"
    r"|\b(?:gives|gave|shows|showed|returns|returned) me\b|\bI (?:get|got|see|saw|have|had)\b"
    r"|\b(?:sometimes|occasionally|in some cases|at times|rarely)\b|\b(?:failing|failed|unsuccessful|broken|invalid|bad) (?:[\w-]+ )?(?:test|run|build|request|deployment|login|check|case|example|attempt|response)s?\b"
    r"|\bwhen(?:ever)? (?:someone|somebody|anyone|a|an|another|new) (?:[\w -]{1,30} )?(?:connects?|joins?|leaves?|calls?|requests?|sends?|visits?|logs? in|opens?|clicks?|subscribes?|arrives?|publish(?:es)?|fails?|happens?|occurs?)\b"
    r"|\blooked (?:something |a bit |roughly )?like\b|\bon my (?:machine|laptop|computer|system|mac|pc)\b|\bbefore (?:the|this|our|your|that) (?:fix|change|update|patch|upgrade)\b"
    r"|\b(?:agent|assistant|model|llm|chat ?bot|claude|gemini|chatgpt|copilot|bot|ai)(?:['’]s)? (?:[\w-]+ )?(?:response|reply|answers?|replies|responds|says|output)\b"
    r"|\b(?:function|method|query|hook|component|constructor|macro|lambda|property|getter|decorator|class) (?:\w+ )?(?:returns?|yields|prints|outputs?|produces)\b"
)
"""The form of output, what is not always so, what was once so, or what code gives to other code."""
ANSWERS = phrase(
    r"\b(?:response|reply|answer) (?:from|of|by) (?:the |your |our )?(?:[\w-]+ ){0,2}(?:api|server|service|backend|endpoint|app|client)\b|\b(?:api|endpoint|server|backend|request|client|subscriber|consumer|receiver|listener|webhook|rest call)(?: \w+)? (?:will |should |then |now )*(?:returns?|responds?|answers?|receives?|prints?|replies|logs?|shows?)\b"
)
LOGS = phrase(
    r"\b(?:in|check|view|inspect|from|of) (?:the |your |its )?(?:[\w'’-]+ ){0,3}logs?\b|\blogs? (?:of|from|for|will|should|shows?)\b|\boutput of (?:the |your )?(?:{code}|[\w-]+) (?:container|pod|service|server|worker|job)\b"
)
ROWS = phrase(
    r"\b(?:table|database|collection|bucket|index|queue|topic) (?:should |will |must |now )*contains?\b"
)
THINGS = phrase(
    r"\b(?:see|notice|find|get) (?:output from )?(?:the following|these|those|two|three|four|five|six|\d+|several|a few|some|all)(?: [\w-]+)? "
    r"(?!(?:lines|outputs?|results?|messages|logs|numbers|values|words|rows|entries|names)\b)[a-z-]+s:?\s*$"
)
SHOWN_BY = phrase(
    r"\b(?:server|subscriber|consumer|receiver|listener) (?:(?:will|should|then|now|also) )*(?:prints?|outputs?|logs?|displays?)\b"
    r"|\b(?:traces?|logs?) (?:(?:and|&) (?:traces?|logs?) )?(?:output|messages|lines|entries) (?:from|of|on) \b"
    r"|\b(?:syslog|log) server\b|\blog entr(?:y|ies)\b|\b(?:request|response|body|bodies|headers?) (?:(?:is|are|being) )?logged\b"
)
REQUESTED = phrase(
    r"\b(?:make|send|issue|making|sending|issuing) (?:(?:a|an|another|the|your) )?(?:(?:[\w-]+|{code}) )?requests? to\b"
)
LATER = phrase(
    r"\bover time\b|\b(?:quota|limit|threshold) (?:is|has been|was) (?:exhausted|reached|exceeded|hit)\b"
)
TYPED = phrase(r"\btyping (?P<mark>{code})")
HAVE = phrase(r"\byou(?:['’]ll| will| should| must)? (?:now |then |also )*have\b")
OUTPUT = phrase(r"\b(?:output|result|response)", "output", "result", "response")
TOLD_TO_RUN = phrase(
    r"\b(?:re-?)?(?:run|execute|type|enter|issue|invoke|call|use|try)(?:ning)?\b[^.]*{code}"
)
