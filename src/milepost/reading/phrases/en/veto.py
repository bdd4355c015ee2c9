"""Sentences that are never read: contrasts, conditions, advice; and negations left over."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT

REQUIREMENT = phrase(
    r"^(?:(?:now|then|first|next|also|please|but|and),? )*(?:make sure|be sure|ensure)(?: that)? you(?:['’](?:re|ve)| are| have| use| run| did| do)\b"
    r"|^(?:make sure|be sure|ensure)\b[^.]*\b(?:before \w+ing\b|your working (?:tree|copy|directory) is clean\b)"
    r"|\b(?:you|we)(?:['’]ll| will)? (?:also |now |then |first )*(?:need|have) to\b",
    "sure", "ensure", "need to", "have to",
)  # fmt: skip
"""What is to be done, or to be so beforehand."""
INSTRUCTION = phrase(
    r"^to (?:check|verify|confirm|see|make sure|ensure|test|find out|validate)\b[^.]*?(?:,|\ue000|\byou can\b) ?(?:you (?:can|could|may) |please |simply |just )?"
    r"(?:run|use|execute|type|enter|open|issue|invoke|try)\b(?![^.]*\b(?:see|prints?|shows?|outputs?|returns?|displays?|should|contains?|succeeds?|exits?|responds?)\b)",
    "to ",
)  # fmt: skip
"""What is to be run in order to look; what it shows, another sentence tells."""
LOOK = phrase(
    r"^(?:(?:now|then|next|first|finally|also|again|and|please),? )*(?:list|get|fetch|open|inspect|describe|query|print|show|display|view|examine|go|connect|log|look|read|use|run|execute)\b"
    r"[^.]*\bto (?:verify|validate|check|confirm|make sure|ensure|see|prove)\b",
    "to ",
)  # fmt: skip
"""The same the other way round: what is to be looked at, in order to make sure of something."""
HARMLESS = phrase(
    r"\bif (?:everything|all|it|this|that|the [\w ]{1,30}?|successful|you did|done|things)"
    r"[^,]{0,40}?(?:well|correctly|works?|worked|successful(?:ly)?|properly|right|fine|succeed(?:s|ed)?|"
    r"complete[ds]?)\b,?"
    r"|\b(?:check|verify|confirm|see|test) (?:to see )?(?:if|whether)\b"
    r"|\b(?:may|might|will|could|can) (?:also )?(?:vary|differ|be (?:slightly )?different)\b"
    r"|\bwithout (?:any )?(?:errors?|issues?|problems?|warnings?|failures?)\b"
    r"|\bno (?:errors?|issues?|problems?)\b(?! (?:message|page|code))"
    r"|\bif successful,?|^successful,?|\bif (?=you (?:now |then )?(?:run|execute|type) (?:the command )?\ue000(?: again)?,? (?:you|it|the output|this) )",
    "if", "whether", "vary", "without", "no ", "success",
)  # fmt: skip
"""Conditions that every reader skips."""
CONDITION = phrase(
    r"\b(?:if|unless|otherwise|in case|instead(?: of)?|rather than|unlike|except|compared (?:to|with)|"
    r"as opposed to|don['’]?t worry|may|might|could|would|optional(?:ly)?|previously|used to|"
    r"formerly|as you saw|as (?:seen|shown) (?:before|earlier|above)|e\.g|for example|for instance|such as|until|whenever|either|likely|probably|perhaps|maybe|usually|typically|something like|"
    r"depending|hypothetical\w*|imagine|suppose|note that|remember)\b"
    r"|\bwhen (?!you (?:run|execute|start|call|type|request|enter|re-?run)\b|(?:running|run|executing|"
    r"executed|called|invoked|finished|done|complete|it (?:finishes|completes|is done))\b)"
    r"|\bor (?:(?:port|status|code|line|version|an?|the) )?\d|^(?:on|under|for) (?:windows|mac ?os|macs?|osx|os x|a mac|powershell|wsl)\b"
    r"|\bonce you(?:['’]ve| have)? (?:implement|complet|finish|fix|add|writ|chang|updat|defin|fill)\w*"
    r"|\b(?:issue|problem|catch|downside|drawback|risk|trouble) is\b"
    r"|\bor (?:higher|later|newer|above|greater|more|better|similar|so)\b|\b(?:at least|at most|roughly|"
    r"approximately|more than|less than|fewer than)\b"
    r"|\b(?:or|before|after (?:that|which) you)\b(?= [^.]{0,40}[\ue000\ue001])|\?$",
    "if", "unless", "otherwise", "in case", "instead", "rather", "unlike", "except", "compared",
    "opposed", "worry", "may", "might", "ould", "optional", "previously", "used to", "formerly", "you saw", "as seen", "as shown",
    "e.g", "for ", "such as", "until", "when", "either", "something like", "depending",
    "once you", "likely", "probably", "perhaps", "maybe", "usually", "typically", "windows", "mac", "osx", "os x", "powershell", "wsl", "hypothetical", "imagine", "suppose", "note that", "remember", "or ", "at least", "at most",
    "roughly", "approximately", " than", "before", "after", "?", " is",
)  # fmt: skip
"""Words after which a sentence says what is not, or not always, the case."""
NEGATION = phrase(
    r"\b(?:not|never|no|none|nothing|without|cannot|neither|nor|lacks?|missing|fails? to|refuses?|"
    r"isn['’]t|aren['’]t|doesn['’]t|don['’]t|won['’]t|can['’]t|shouldn['’]t|wasn['’]t|hasn['’]t|"
    r"haven['’]t|didn['’]t|absent|avoid|prevents?|stops?|disappear\w*|removed|deleted|gone)\b",
    "no", "never", "without", "neither", "lack", "missing", "fail", "refuse", "n't", "n’t", "dont",
    "isnt", "arent", "doesnt", "wont", "cant", "shouldnt", "wasnt", "hasnt", "havent", "didnt",
    "absent", "avoid", "prevent", "stop", "disappear", "removed", "deleted", "gone",
)  # fmt: skip
PERSONAL = phrase(
    r"\b(?:in|on|from) (?:the|your|a|any) (?:web ?)?(?:browser|page|website|ui|user interface|dashboard|"
    r"portal|screen|window|sidebar|menu|title bar|address bar|editor|ide|tab|app|github|console ui|devtools|inspector|"
    r"developer tools|network tab|azure portal|aws console|cloud console)\b"
    r"|\b(?:in|from|on|to|by) (?:the |your |a )*(?:slack|inbox|e-?mail|discord|microsoft teams)\b|\bnotification e-?mail\b"
    r"|\bdocker desktop\b|\b(?:solution|object|server) explorer\b|\brefresh(?:es|ing)? (?:the|your) (?:page|browser|tab)\b"
    r"|\bin (?:green|red|yellow|blue|cyan|magenta|orange|purple|white|gr[ae]y|bold|italics?|colou?r)\b|\bhighlighted\b"
    r"|\b(?:click|hover|drag|scroll|button|dialog|popup|pop-up|browser|screenshot|page (?:shows|displays|"
    r"title)|web ?page)\b",
    "browser", "explorer", "page", "website", "ui", "user interface", "dashboard", "portal", "screen", "window",
    "sidebar", "menu", "editor", "ide", "tab", "app", "github", "devtools", "inspector",
    "developer tools", "console", "green", "red", "yellow", "blue", "cyan", "magenta", "orange",
    "purple", "white", "gray", "grey", "bold", "italic", "colo", "highlight", "click", "hover",
    "drag", "scroll", "button", "dialog", "popup", "pop-up", "slack", "inbox", "mail", "discord",
    "teams", "docker desktop", "refresh", "screenshot", "title", "address bar",
)  # fmt: skip
"""The outside world and user interfaces: a person decides."""
LEARNING = phrase(
    r"\b(?:you|learners?|students?|participants?|the reader) (?:will |should |can |now |be able to |are able to )*"
    r"(?:understand|know|learn|learned|explain|describe|appreciate|recogni[sz]e|be familiar|"
    r"are familiar|be comfortable|feel|have learned|have a (?:better|good|basic|clear|solid) "
    r"(?:understanding|idea|grasp))\b|\b(?:understanding|knowledge|familiarity) of\b",
    "understand", "know", "learn", "explain", "describe", "appreciate", "recogni", "familiar",
    "comfortable", "feel", "idea", "grasp",
)  # fmt: skip
"""What no machine could see."""
BOUNDS: tuple[str, ...] = (
    "or ",
    "at ",
    "roughly",
    "approximately",
    "more than",
    "less than",
    "fewer than",
)
MAYBE: tuple[str, ...] = (
    "may", "might", "could", "would", "optional", "either", "depending", "likely", "probably",
    "perhaps", "usually", "typically",
)  # fmt: skip
GUESSED: tuple[str, ...] = ("likely", "probably", "perhaps", "usually", "typically")
EXPLAINS = phrase(
    r"(?:,? (?:since|because|as|so that|which means|meaning that|meaning|showing|indicating|confirming)\b|[:;–—(])[^\ue000-\ue002]*$",
    "since", "because", "as", "so that", "which means", "meaning", "showing", "indicating", "confirming", ":", ";", "–", "—", "(",
)  # fmt: skip
"""A last clause without anything explicit that only explains what stands before it."""
REASONS = phrase(r"^[^\ue000-\ue002]*?, (?:so|therefore|hence) ", ", so ", "therefore", "hence")
"""A first clause that only gives the reason of what follows."""
_SAID = r"(?:(?:the|a|an|one|this|text|string|words?|lines?|messages?|value|number|output|file|entry|name|:) ?)*[\ue000\ue001]"
QUALIFIER = phrase(
    rf"\b(?:exactly|precisely|solely|only|just|nothing (?:but|except)) {_SAID}"
    r"|\bonly (?:see|get|find|contains?|includes?|prints?|shows?|displays?|outputs?|returns?|lists?|says?|logs?|reports?|holds?|has|have)\b"
    r"|\bonly (?:[\w-]+ ){1,4}(?:is|are|be) [\ue000\ue001]"
    r"|[\ue000\ue001],? (?:exactly|precisely|only|alone|and nothing (?:else|more))(?=[.,;:!)]|$)"
    rf"|\b(?:(?:{COUNT}|\d+|several|multiple|many) times|twice|thrice)\b"
    r"|\b(?<!at )once(?=[.,;:!)]|$| (?:in|on|per|for)\b)"
    r"|\b(?:followed|preceded) by [^.;]{0,40}?[\ue000\ue001]"
    rf"|\b(?:above|below|underneath|right after|right before|next to) {_SAID}"
    r"|\bin (?:that|this|exactly this|exactly that|the (?:same|following|given|right|correct)) order\b|\bin order(?=[.,;:!)]|$)",
    "exactly", "precisely", "solely", "only", "just", "nothing", "alone", "times", "twice",
    "thrice", "once", "followed", "preceded", "above", "below", "underneath", "right after",
    "right before", "next to", "order",
)  # fmt: skip
"""What makes a claim stricter than that a text is there: all of it, how often, in which order."""
ASIDE = phrase(
    r"\([^()]*\)|\bby default\b|: [^\ue000-\ue002]*$|(?:,|;|:| [-–—]) ?(?:which|so|as|because|since|meaning|indicating|confirming|showing|telling|this|that|it|these|those|where|and (?:we|you) (?:can|have|are))\b.*$"
    r"|\b(?:because|since|so that|which means|in order to|to (?:confirm|show|indicate|tell|let)|when you|after (?:you|running|the)|once (?:you|it|the))\b.*$"
)
PART_OF = phrase(
    r"\b(?!(?:contents?|text|output|result|command|rest|file|value|name|path) of)(?:[\w'’-]+ ){1,3}of (?:the |your |this )?(?:file )?$",
    "of ",
)
_CONNECTS = (
    r"(?:(?:now|then|next|first|finally|also|again|lastly|and|but|so|please|step \d+)(?:,|:)? )*"
)
INTRODUCES = phrase(
    rf"\([^()]*\)|^{_CONNECTS}(?:"
    r".*(?:[;:]| [-–—]|,? (?:and|then|so|but)(?: then| now| so)?)(?: |$)"
    r"|(?:if|once|when|as soon as|as|because|since|now that) .*,(?= |$)"
    r"|(?:if|once|when|as soon as) (?:you (?:(?:re-?)?(?:run|execute|start|call|type|enter)\b|$)|(?:it|this|that|everything|all|they) )[^,]*$"
    r"|(?:after|on|by|upon|while|for) (?:(?:re-?)?(?:running|executing|typing|entering|calling|starting|invoking|launching)\b.*(?:,|$)|(?:this|that)\b,?|doing (?:so|this|that)\b,?"
    r"|(?:(?:just )?(?:a|an|one|some|several|\d+|two|three|five|ten) )?(?:(?:few|couple of|short|brief) )?(?:moments?|seconds?|minutes?|while|time|bit)(?: or (?:so|two))?\b,?"
    r"|(?:(?:it|this|that|they|you) |(?:the|your|all|both) (?:[\w-]+ ){1,3}(?:has |have |is |are |was )?)(?:[\w’']+ ){0,2}(?:start|finish|complet|done|ready|run|succe|end|exit|launch|boot|up|execut)\w*\b[^,]*(?:,|$)"
    r"|(?:start|complet|success|execut|build|deploy|install)\w*,?)"
    r"|(?:congratulations|great|perfect|nice|excellent|well done|done|yes|success),? |(?:among|along with|together with|alongside) [^,\ue000-\ue002]*,"
    r"|(?:as a result|in this case|in that case|in return|in response|in turn|at this point|at that point|at the end|in the end|of course|by now|as expected|with (?:this|that)(?: done| in place)?|on success|to (?:verify|confirm|check|validate|see|make sure|ensure)[^,]*|as (?:you|we) can see|from (?:here|this|that)),? "
    r")?"
    r"|\b(?:the|your|our|an?) (?:[\w-]+ ){1,4}(?:is|are|was|will|should|can|has|have)(?: now| also)*(?: be| been)? ?$"
    r"|\b(?:you|we)(?:['’]ll)? (?:(?:will|should|can|now|then|also) )*(?:see|get|receive|observe|have) (?:[\w-]+ ){0,4}$"
    r"|\b(?:when|after|by|once) (?:(?:you )?(?:run|start|execut|call|typ|enter|finish|complet|done)\w*)(?: (?:the |this |that |it)?[\w-]*)?,? $"
)
"""What may stand before what is read: clauses of their own, and what says that it is so by now."""
HEADS = frozenset((
    "all", "both", "two", "three", "four", "five", "several", "some", "each",
    "every", "any", "make", "makes", "made", "sure", "verify", "confirm", "check",
    "validate", "ensure", "assert", "note", "notice", "observe", "expect", "expected", "get", "gets",
    "receive", "got", "find", "so", "thus", "hence", "therefore", "finally", "first",
    "afterwards", "immediately", "soon", "shortly", "quickly", "which",
    "what", "who", "whose", "where", "single", "one", "only", "full", "whole", "entire", "final",
    "resulting", "actual", "local", "generated", "empty", "your", "build",
    "standard", "success", "successful", "welcome", "default", "hello", "container", "process",
    "http", "json", "api", "endpoint", "request", "database", "main", "above",
    "us", "me", "everything", "works", "well", "good", "please", "everyone", "able", "exactly",
    "that's", "it's", "you'll", "you’ll", "you've", "you’ve", "it’s", "it'll", "let's", "more",
    "same", "own", "how", "because", "since", "as", "client",
    "version", "image", "binary", "executable", "package", "module", "library", "config",
    "formatted", "complete", "combined", "sorted", "compiler", "linter", "docker", "git", "npm",
    "pytest", "python", "node", "cargo", "go", "terraform", "kubectl", "helm", "cli",
    "configuration", "cluster", "job", "task", "function", "method", "call", "query", "user",
))  # fmt: skip
"""Words that may stand there without a meaning of their own for what is read behind them."""
SUBJECT = phrase(
    r"(?<!\bin )(?<!\bon )(?<!\bof )(?<!\bfrom )(?<!\bto )(?<!\bfor )(?<!\bwith )(?<!\bby )(?<!\bat )(?<!\binto )(?<!\bunder )(?<!\bafter )(?<!\bbefore )(?<!\bnear )(?<!\binside )(?<!\bwithin )(?<!\bduring )(?<!\bthrough )"
    r"\b(?:the|your|our|an?|this|each|both|all) (?:(?!(?:that|in|of|from|to|for|with|by|on|at|into|about|like|without)\b)[\w.-]+ ){1,3}$"
)
NAME = phrase(r"^ *[\w.-]+ (?:is |are )?$")
OF_OUTPUT = phrase(
    r" ?(?:(?:the|its|your) )?(?:outputs?|results?|responses?|stdout|logs?|answer is|you|we)\b"
)
PLACED = phrase(
    r"\b(?:in|on|with|for|from|at|under|inside|within|without|via|through|against) (?:(?:the|your|a|an|its|this|that) )?(?:[\w-]+ ){0,2}[\ue000-\ue002]"
)
GOVERNS = phrase(
    r"\b(?:in|of|from|to|for|with|by|on|within|inside|at|into|about|like|without|behind|beside|beneath) (?:(?:the|your|its|our) )?(?:[\w-]+['’]s )?$"
)
ADDS_NOTHING = frozenset((
    "a", "an", "the", "this", "that", "these", "those", "your", "our", "its", "their", "his",
    "her", "it", "they", "them", "there", "here", "you", "we", "i", "is", "are", "be", "been",
    "being", "was", "were", "has", "have", "had", "do", "does", "did", "should", "will",
    "would", "must", "can", "shall", "may", "now", "then", "again", "also", "too", "well",
    "still", "already", "just", "simply", "and", "or", "but", "with", "without", "from", "for",
    "by", "in", "on", "at", "to", "of", "as", "into", "onto", "inside", "within", "under",
    "among", "somewhere", "see", "seen", "find", "found", "get", "got", "print", "prints",
    "printed", "show", "shows", "shown", "display", "displays", "displayed", "list", "lists",
    "listed", "log", "logs", "logged", "write", "writes", "written", "return", "returns",
    "returned", "say", "says", "said", "appear", "appears", "appearing", "come", "comes",
    "look", "looks", "read", "reads", "contain", "contains", "include", "includes", "output",
    "outputs", "terminal", "console", "screen", "shell", "window", "prompt", "result",
    "results", "response", "answer", "reply", "message", "messages", "text", "texts", "string",
    "strings", "word", "words", "line", "lines", "file", "files", "folder", "folders",
    "directory", "directories", "page", "pages", "browser", "listing", "table", "entry",
    "entries", "row", "rows", "command", "commands", "program", "script", "server", "app",
    "application", "service", "tool", "name", "names", "named", "called", "value", "values",
    "field", "fields", "key", "keys", "section", "title", "heading", "content", "contents",
    "code", "status", "type", "following", "example", "below", "current", "working", "project",
    "root", "new", "step", "run", "running", "ran", "executed", "available", "present",
    "created", "generated", "made", "ready", "up", "listening", "started", "successfully",
    "correctly", "properly", "fine", "okay", "ok", "expected", "followed",
    "back",
))  # fmt: skip
