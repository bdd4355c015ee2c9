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
    r"|\b(?:first|other|original|previous|initial|second|third|subscriber|consumer|receiver|listener|server(?:['’]s)?|left|right) (?:terminal|shell|console|tab|window|pane|session)\b|\b(?:terminal|shell|console|tab) (?:(?:window|session|tab|pane) )?(?:where|in which|that (?:is|runs|shows|started)|with the|of the|running|you (?:started|opened))\b"
    r"|\b(?:on|under) (?:windows|mac ?os|mac|osx|os x|a mac|powershell|freebsd|arm|apple silicon)\b"
    r"|\b(?:in|inside) (?:your|the|an?) (?:ide|editor|debugger|debug console|output (?:window|panel|pane|tab))\b"
    r"|\b(?:visit|browse to|navigate to|when you open|head over to)\b|\bopen (?:the|your|this|a) (?:url|link|page|address|app|application|site|browser|ide|editor)\b"
    r"|\b(?:to|into) (?:the |your |a )?(?:log|output|text|error|result|trace) files?\b"
    r"|\bprompt (?:should|will|now|looks|changes)\b|\b(?:in|on) (?:(?:the|your) )?(?:ci|pipeline|workflow run|build server)\b"
    r"|\b(?:your|the) (?:phone|watch|tablet|lcd|led|printer|speaker|repl|ci|ci job|workflow|bot|channel|status bar|serial monitor|simulator) (?:(?:should|will|would|then|now) )*(?:shows?|prints?|displays?|says?|reads?|reports?|lists?)\b"
    r"|\b(?:editor|vim?|nano|emacs|notepad|pager) (?:[\w ]{1,16} )?(?:opens?|open|pops?|appears?|launch(?:es)?|starts?)\b|\b(?:opens?|launch(?:es)?|brings? up) (?:[\w' ]{1,16} )?(?:editor|vim?|nano|emacs|pager)\b"
    r"|\byour (?:colleague|teammate|friend|user|partner|customer|username|user name|account id|own)\b|\byour (?:answer|reply|solution|commit message)\b"
    r"|\bcommit message (?:should|will|looks?|could)\b"
    r"|\bscreen ?(?:shots?|captures?|casts?)\b|\b(?:above|following|this|next) (?:image|picture|figure|diagram|animation|video|photo)\b|\b(?:image|picture|figure|diagram|animation|video|photo) (?:above|below)\b"
)
"""What is shown stands in another program or window, on another system, or is the reader's own."""
ACTS_ELSEWHERE = phrase(
    r"^(?:(?:now|then|next|first|finally|after that|also|and|in [\w ]{1,30}),? )*(?:click|right-click|double-click|go (?:back )?to|navigate|visit|browse|switch (?:back )?to|log ?in|sign in|drag|scroll|hover|open|press|hit)\b"
)
"""What a reader does with a mouse or in another program, after which is seen what is told."""
AGAIN = phrase(
    r"^(?:(?:now|then|next|first|finally|after that|also|and|if|when|once|you|to [\w ]{1,30}),? )*"
    r"(?:(?:re-?send|restart|re-?load|re-?start|reboot|kill|stop|terminate|disconnect|unplug|interrupt|edit|change|modify|rename|comment out|uncomment)\b"
    r"|(?:repeat|re-?try|re-?run)\b[^.\ue000]*$|(?:(?:wait|pause|sleep)\b[^.]*\b(?:and|then) )?(?:send|make|issue|submit|run|try|execute|do|call|invoke|request|start|launch)\b[^.\ue000]*\b(?:again|the same|another|once more|a second|a third|one more time|a different)\b)"
)
"""What a reader does once more, or otherwise, in no block: of what it prints the next words tell."""
IN_STORE = phrase(
    r"\b(?:in|to|on|inside|from) (?:the |your |a |an )?(?:[\w-]+ )?(?:bucket|container|blob|registry|cluster|pod|server|host|volume|vm|instance|machine|cloud|drive|share|queue|topic|database|worker|control plane|guest|replica|standby|device|board|phone)\b"
)
"""Where a file stands that is none of the reader's own folder."""
NO_ONE_OUTPUT = phrase(
    r"^output (?:and|the|your|all|each|every|it|them)\b|\b(?:format|syntax|schema|form|signature|template)(?: of [\w ]{1,30})? (?:is|are|looks?|should|will|has)\b|\bhas the (?:form|format|syntax|structure)\b"
    r"|\b(?:these|the following|several|some|following) (?:fields|columns|sections|keys|properties|options|parameters|metrics|attributes)\b"
    r"|\bformatted (?:output|response|result|json)\b|\bline[- ]?wrapped\b|\bre-?formatted\b|\bline breaks? (?:\w+ ){0,3}(?:added|inserted)\b|\b(?:wrapped|formatted|edited|split|spread) (?:here )?(?:for (?:readability|clarity|convenience|display)|over (?:several|multiple|two) lines)\b"
    r"|\b(?:constantly|frequently|continually|continuously|regularly) (?:updated|chang\w+|refreshed)\b|\bwill (?:vary|differ|change) (?:as|with|over|from|each|every)\b"
    r"|(?:[<>]=?|[≤≥]) ?v?\d|\bv?\d[\d.]* or (?:higher|later|newer|above|greater|more|less|lower)\b"
    r"|\b(?:approximately|roughly|at least|at most|more than|less than|fewer than) (?:v?\d|{code})|\bstart (?:seeing|to see)\b|\b(?:will|would) (?:most )?(?:likely|probably)\b|\ba list of (?:[\w-]+ ){1,3}like\b"
    r"|\b(?:gives|gave|shows|showed|returns|returned) me\b|\bI (?:get|got|see|saw|have|had)\b"
    r"|\b(?:sometimes|occasionally|in some cases|at times|rarely)\b|\b(?:failing|failed|unsuccessful|broken|invalid|bad) (?:[\w-]+ )?(?:test|run|build|request|deployment|login|check|case|example|attempt|response)s?\b"
    r"|\bwhen(?:ever)? (?:someone|somebody|anyone|a|an|another|new) (?:[\w -]{1,30} )?(?:connects?|joins?|leaves?|calls?|requests?|sends?|visits?|logs? in|opens?|clicks?|subscribes?|arrives?|publish(?:es)?|fails?|happens?|occurs?)\b"
    r"|\blooked (?:something |a bit |roughly )?like\b|\bon my (?:machine|laptop|computer|system|mac|pc)\b|\bbefore (?:the|this|our|your|that) (?:fix|change|update|patch|upgrade)\b"
    r"|\b(?:agent|assistant|model|llm|chat ?bot|claude|gemini|chatgpt|copilot|bot|ai)(?:['’]s)? (?:[\w-]+ )?(?:response|reply|answers?|replies|responds|says|output)\b"
    r"|\b(?:function|method|query|hook|component|constructor|macro|lambda|property|getter|decorator|class) (?:\w+ )?(?:returns?|yields|prints|outputs?|produces)\b"
)
"""The form of output, what is not always so, what was once so, or what code gives to other code."""
OTHER_RUN = phrase(
    r"\((?:you|we)(?: (?:will|should|can|may))? (?:also )?see\b|^(?:while|as long as|until)\b|^(?:at|in|during|after|before|since|from) step \d|^the (?:next|following|previous|earlier|second|third|other) (?:command|block|script|step|request|call)\b"
    r"|^(?:suppose|say|imagine|assum(?:e|ing)|let['’]s (?:say|assume|suppose)|pretend|recall|remember)\b|^my (?:outputs?|results?|response)\b|^another (?:example|sample|possible)\b"
    r"|\b(?:is|are|be) (?:one|any) of\b|\bone of (?:the following|these)\b|\beither\b|\bany of (?:the following|these)\b|\boutput above\b|\bmeans:?$|\bcan (?:be |safely |simply )*ignored?\b"
    r"|\bsame (?:output|result|data|response|information) (?:in|as)\b|\bdifferent from\b|\bother than\b"
    r"|\b(?:in|on|for|during|after|at) (?:the|a|your) (?:second|third|fourth|next|previous|subsequent|later|following) (?:run|call|time|request|attempt|invocation|build|deployment|deploy|try|pass|execution|day)s?\b"
    r"|\bafter (?:waiting )?(?:a|an|one|two|three|several|some|many|\d+) (?:days?|hours?|weeks?|nights?)\b|\bfrom the (?:last|previous|earlier|first|next) (?:tutorial|step|section|chapter|lesson|part|run|command|example|exercise)\b"
    r"|\bat the end of (?:this|the) (?:tutorial|guide|lesson|chapter|exercise|section|workshop|course|lab)\b|\bafter all (?:the )?steps\b"
    r"|\b(?:in|under|with|on) (?:production|verbose|debug|quiet|strict|dry-run|interactive|staging)(?: (?:mode|logging|output|on|enabled))?\b"
    r"|\b(?:for|on|in|with) (?:a|an|another|the) (?:larger|bigger|smaller|busy|busier|real|different|more complex|longer)\b"
    r"|\bwhen(?:ever)? (?:the|a|an|your|no|one|two|there)\b(?![^,:]*\b(?:start\w*|finish\w*|complet\w*|done|ready|running|runs?|succe\w+|ends?|exits?|launch\w*|boots?|up|created|deployed|installed|loaded|over|available|works?|built|builds?|initiali[sz]\w*|connect\w*|command|script|program)\b)"
)
"""It is so in another run than the last, or on a condition."""
DENIES = phrase(
    r"\b(?:output|results?|response|it|that|you) (?:should|must|will|does|do) (?:not|no longer|never)\b"
)
"""Says of what follows that it is not to be seen."""
ANSWERS = phrase(
    r"\b(?:response|reply|answer) (?:from|of|by) (?:the |your |our )?(?:[\w-]+ ){0,2}(?:api|server|service|backend|endpoint|app|client)\b|\b(?:api|endpoint|server|backend|request|client|subscriber|consumer|receiver|listener|webhook|rest call)(?: \w+)? (?:will |should |then |now )*(?:returns?|responds?|answers?|receives?|prints?|replies|logs?|shows?)\b"
)
LOGS = phrase(
    r"\b(?:in|to|into|check|view|inspect|from|of) (?:the |your |its )?(?:[\w'’-]+ ){0,3}logs?\b|\blogs? (?:of|from|for|will|should|shows?)\b|\boutput of (?:the |your )?(?:{code}|[\w-]+) (?:container|pod|service|server|worker|job)\b"
)
ROWS = phrase(
    r"\b(?:table|database|collection|bucket|index|queue|topic) (?:should |will |must |now )*contains?\b"
)
THINGS = phrase(
    r"\b(?:see|notice|find|get) (?:output from )?(?:the following|these|those|two|three|four|five|six|\d+|several|a few|some|all)(?: [\w-]+)? "
    r"(?!(?:lines|outputs?|results?|messages|logs|numbers|values|words|rows|entries|names)\b)[a-z-]+s:?\s*$"
)
SHOWN_BY = phrase(
    r"\b(?:server|subscriber|consumer|receiver|listener) (?:(?:will|should|then|now|also|simply|just|properly|only|correctly) )*(?:prints?|outputs?|logs?|displays?|handles?|shows?|reads?|receives?|consumes?|processes)\b"
    r"|\b(?:traces?|logs?) (?:(?:and|&) (?:traces?|logs?) )?(?:output|messages|lines|entries) (?:from|of|on) \b"
    r"|\b(?:syslog|log) server\b|\blog entr(?:y|ies)\b|\b(?:request|response|body|bodies|headers?) (?:(?:is|are|being) )?logged\b"
)
REQUESTED = phrase(
    r"\b(?:make|send|issue|making|sending|issuing) (?:(?:a|an|another|the|your) )?(?:(?:[\w-]+|{code}) )?requests? to\b"
)
LATER = phrase(
    r"\bover time\b|^later\b|\b(?:you|we|it)(?:['’]ll| will) later\b|\bin (?:the|a|an) (?:next|later|following|coming|previous|earlier|last) (?:step|section|part|chapter|lesson|tutorial|page|guide|module|exercise)s?\b|\bnext time\b|\bin (?:the )?future\b|\b(?:quota|limit|threshold) (?:is|has been|was) (?:exhausted|reached|exceeded|hit)\b"
)
MAKES = phrase(
    r"\b(?:results? in|creates?|generates?|writes?|produces?|makes?|saves?|updates?) (?:(?:a|an|the|your|new|file) )*(?P<mark>{code})"
)
ACTS_ITSELF = phrase(
    r"^(?:(?:now|then|next|also|and|so|finally|(?:once|after|when|as soon as) [^,]{1,60}),? )*(?:the|your|our|this) (?P<who>(?:(?!(?:and|or|that|which|should|will|must) )[\w-]+ ){0,3}?(?!(?:and|or|that|which|should|will|must) )[\w-]+?)"
    r" (?:(?:(?:should|will|must|would|now|also|then|just|can) )+(?:output|print|emit|log|display|report|produce|send|receive|write|yield|stream|publish|deliver|notify)|(?:outputs|prints|emits|receives|streams|publishes|delivers))\b",
    "output", "print", "emit", "log", "display", "report", "produce", "send", "receive", "write", "yield", "stream", "publish", "deliver", "notify",
)  # fmt: skip
OF_COMMANDS = phrase(
    r"\b(?:outputs?|results?|response|answer|reply|commands?|scripts?|program|tool|terminal|console|shell|call|query|request|invocation|statement|code|example|sample|snippet|app|application|server|service|client|tests?|suite|"
    r"build|compiler|interpreter|cli|utility|binary|executable|process|job|task|run|step|block|function|method|logs?|screen|prompt|plan|installer|status|report|listing|list|table|section|lines?|above|following|it)$"
)
TYPED = phrase(r"\btyping (?P<mark>{code})")
HAVE = phrase(r"\byou(?:['’]ll| will| should| must)? (?:now |then |also )*have\b")
OUTPUT = phrase(r"\b(?:output|result|response)", "output", "result", "response")
TOLD_TO_RUN = phrase(
    r"\b(?:re-?)?(?:run|execute|type|enter|issue|invoke|call|use|try)(?:ning)?\b[^.]*{code}"
)
