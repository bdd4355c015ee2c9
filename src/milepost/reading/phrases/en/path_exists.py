""" "`x` exists", "a folder `x` is created", "`x` no longer exists"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT
from milepost.reading.phrases.en.words import CODES

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = (
    "contain",
    "includ",
    "hold",
    "has",
    "there",
    "exist",
    "creat",
    "generat",
    "writ",
    "present",
    "produc",
    "there",
    "place",
    "built",
    "saved",
    "added",
    "have",
    "see",
    "find",
    "noti",
    "wrote",
    "save",
    "put",
    "store",
    "download",
    "extract",
    "result",
    "report",
    "build",
    "site",
    "code",
    "artifact",
    "binar",
    "executable",
    "docum",
    "docs",
    "archive",
    "file",
    "folder",
    "director",
    "script",
    "gone",
    "remov",
    "delet",
    "absent",
)
_NOUN = r"(?:files|folders|directories|file|folder|directory|subfolder|subdirectory|script|executable|binary)"
_KIND = r"(?:configuration |config |lock |project |source |output |log |text |settings |manifest |build )"
_NEW = r"(?:the |a |an |your |new |empty |both |two |three |generated |project |following |hidden |resulting |output |build |source |test |configuration |config |local )*"
_THERE = r"(?:exists?|(?:is|are|was|were|has been|have been|gets?|should be|will be|is now|are now) (?:now )?(?:created|generated|written|present|produced|there|in place|built|saved|added))"
_MAKES = r"(?:creates?|created|generates?|generated|produces?|produced|writes?|wrote)"
_APPEARS = (
    r"appears? in (?:the |your )(?:current |working |project |same |root )*(?:folder|directory)\b"
)
_GONE = r"(?:(?:no longer|does not|doesn['’]t|do not|should not|must not) exists?|(?:is|are|was|has been|have been) (?:now )?(?:gone|removed|deleted|absent))"
_PATHS = rf"(?P<paths>{CODES})"
_IS_THERE = (
    "exist", "creat", "generat", "writ", "present", "produc", "there", "place", "built", "saved",
    "added",
)  # fmt: skip
_NOUNS = ("file", "folder", "director", "script", "executable", "binary")
_IS_MADE = ("have", "see", "find", "noti", "there", "creat", "generat", "produc", "writ", "wrote")
_IS_WRITTEN = (
    "output",
    "result",
    "report",
    "build",
    "site",
    "code",
    "file",
    "artifact",
    "binar",
    "executable",
    "docum",
    "docs",
    "archive",
)
_IS_GONE = ("exist", "gone", "remov", "delet", "absent")
THERE: tuple[Phrase, ...] = (
    phrase(rf"{_NEW}(?P<noun>{_NOUN} )?(?:named |called )?{_PATHS}(?P<after> {_NOUN})?,? "
           rf"(?:should |will |must |now |both |all |also )*{_THERE}",
           *_IS_THERE),
    phrase(rf"\b(?:you(?:['’]ll)? (?:should |will |now |also )*(?:have|see|find|notice)|there (?:is|are|should be|will be)|(?:it )?"
           rf"{_MAKES}) (?:now )?{_NEW}(?P<noun>{_NOUN},? )(?:(?:that (?:was|is) )?(?:created|generated) )?(?:named |called |at |in )?"
           rf"{_PATHS}", *_IS_MADE),
    phrase(rf"\b(?:you(?:['’]ll)? (?:should |will |now |also )*(?:have|see|find|notice)|there (?:is|are|should be|will be)|(?:it |"
           rf"command |build |script )?{_MAKES}) (?:now )?{_NEW}{_PATHS}(?P<after> {_KIND}?{_NOUN})", *_IS_MADE),
    phrase(rf"\b(?:it |this |command |build |script |and )(?:should |will |also |has |have |had |just )*{_MAKES} {_NEW}{_PATHS}(?! {_KIND}?{_NOUN})",
           *_IS_MADE),
    phrase(rf"\b(?:it|this|that|command|build|script) (?:should |will |also |has |have |had |just )*(?:(?:{_MAKES}|outputs?|saves?|saved|puts?|stores?|builds?|downloads?|extracts?) (?:the |an? |your |all |its )*(?:[\w-]+ ){{1,3}}?|[\w ]{{1,40}} and (?:writes|saves|puts|stores) it )"
           rf"(?:in|to|at|under|into|inside|as) (?:the |your |a )?(?:local )?(?P<written>){_PATHS}(?P<after> {_NOUN})?", *_IS_MADE, "output", "save", "put", "store", "build", "download", "extract"),
    phrase(rf"\b(?:the|your) (?:[\w-]+ ){{1,3}}(?:(?:should|will|now|also|be|is|are|gets?|was|were|have been|has been) )+(?:written|saved|generated) (?:in|to|at|under|into|inside|as) (?:the |your |a )?(?P<written>){_PATHS}(?P<after> {_NOUN})?", "writ", "save", "generat"),
    phrase(rf"\byou (?:should |will |now |also )*(?:have|see|find) (?:(?P<count>{COUNT}) )?{_NEW}(?P<noun>files|folders|directories|subfolders|subdirectories)(?: in (?:the|your) (?:current |working |project |same )*(?:folder|directory))?: {_PATHS}(?=[.!]?$)", "have", "see", "find"),
    phrase(rf"\b(?:output|results?|reports?|build|site|website|code|files?|artifacts?|binary|binaries|executables?|documentation|docs|archive) (?:files? |output |report )?"
           rf"(?:(?:should|will|now|also|be|is|are|gets?|was|were|have been|has been|goes?) )+(?:(?:written|saved|stored|placed|generated|created|built|found|available|located|output) )?"
           rf"(?:in|to|at|under|into|inside|as) (?:the |your |a )?(?P<written>){_PATHS}(?P<after> {_NOUN})?", *_IS_WRITTEN),
    phrase(rf"^{_NEW}(?P<noun>{_NOUN} )(?:named |called ){_PATHS}\.?$", "named", "called"),
    phrase(rf"\byou(?:['’]ll| will| should) (?:now |also )*(?:see|find|have) {_NEW}(?P<noun>{_NOUN} )created (?:named |called ){_PATHS}", "created"),
    phrase(rf"\byou (?:should |will |now |also )*(?:see|find|have) {_NEW}{_PATHS}(?P<after> {_NOUN})? (?:generated|created|written|placed|saved|downloaded|added|appear) "
           r"(?:in|to|at|inside|within) (?:the |your |this )(?:current |working |project |same |root )*(?:folder|directory)\b", *_IS_MADE),
    phrase(rf"^{_NEW}{_PATHS}(?P<after> {_NOUN})\.?$", *_NOUNS),
    phrase(rf"{_NEW}(?P<noun>{_NOUN} )(?:named |called )?{_PATHS},? (?:should |will |must |now )*{_APPEARS}", "appear"),
)  # fmt: skip
GONE: tuple[Phrase, ...] = (
    phrase(rf"{_NEW}(?P<noun>{_NOUN} )?(?:named |called )?{_PATHS}(?P<after> {_NOUN})? {_GONE}",
           *_IS_GONE),
    phrase(rf"\bthere (?:is|are|should be) (?:no|no longer an?|no longer any|not any) (?P<noun>{_NOUN} )?"
           rf"(?:named |called )?{_PATHS}(?P<after> {_NOUN})?", "there "),
    phrase(rf"\bno (?P<noun>{_NOUN} )(?:named |called )?{_PATHS} (?:exists?|is created|was created|remains?|is left)\b", "no "),
)  # fmt: skip
INSIDE = phrase(
    rf"(?P<folder>{{code}}) (?:folder|directory) (?:should |will |must |now )*(?:contains?|holds?|has|have|includes?) "
    rf"{_NEW}(?:file |files )?{_PATHS}(?! (?:folder|directory|function|class|script tag))",
    "folder",
    "director",
)
"""A folder that contains files."""
ELSEWHERE = phrase(
    r"^ there\b(?! (?:is|are))|^ (?:(?:is |are )?(?:listed|shown|displayed|printed)|in the (?:output|list|listing|response|logs?|terminal|console))\b|^ (?:in|on|inside|under|at|from|as|for|with) (?:the |your |a )?(?:{code}|database|cluster|server|registry|"
    r"remote|github|cloud|account|table|container|bucket|portal|namespace|index)"
)
FOLDERS: tuple[str, ...] = ("folder", "director")
SEVERAL: tuple[str, ...] = ("s",)
