# ruff: noqa: E501 - one pattern reads better on one line
"""What the fold needs to hear besides the labels: closings, yes, no, business, a demo, questions, terms, consent. Lexical."""

import re

from copilot.call.catalogue import Cue

_MAX_CHARS = 4000
_SENTENCE = re.compile(r"[^.?!…\n]+[.?!…]*")
_LEAD = r"^(?:(?:well|oh|ah|um+|uh+|mm+|hm+|so|and|okay|ok|alright|all right|look|listen|honestly|actually|i mean|you know|right)[,\s]+)*"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


_FAREWELL = _any(
    r"\b(?:good ?bye|bye[ -]bye|bye for now|bye now|bye everyone|bye all|bye)(?=[\s,.!]*$|[,.!]| (?:bye|now|then|everyone|all|and|guys|folks)\b)",
    r"\b(?:talk|speak|chat) (?:soon|later|then|to (?:you|y'all|you all|you guys) (?:soon|later|then|tomorrow|next|on|mon|tue|wed|thu|fri))",
    r"\btalk to (?:you|y'all|ya)\W*$",
    r"\b(?:see|catch) (?:you|ya|y'all|you all|you guys|everyone) (?:soon|later|then|around|tomorrow|there|next|on|mon|tue|wed|thu|fri|in \w+)",
    r"\bhave (?:yourself )?an? (?:great|good|nice|lovely|wonderful|fantastic|awesome|blessed|safe|super|excellent)(?: rest of (?:your|the))?"
    r" (?:day|evening|afternoon|morning|night|weekend|week|one|rest|trip|flight|holiday|thanksgiving|christmas|break)\b",
    r"\benjoy (?:the rest of )?(?:your|the) (?:day|evening|afternoon|weekend|week|holidays?)\b",
    r"\b(?:take care(?: of yourself| now| everyone| all|,? bye)?|be well|safe travels)(?=[\s,.!]*$|[,.!])",
    r"\b(?:you too|same to you)\b(?=.{0,12}\b(?:bye|take care|talk))",
    r"\b(?:happy (?:holidays|thanksgiving|new year)|merry christmas)\b",
    r"\btill next time\b|\buntil next time\b|\bso long\W*$|\bciao\W*$|\bcheers,? (?:bye|all|everyone|then)\b",
    r"\bi(?:'ll| will) let you (?:go|run|get (?:back|on|going))\b",
    r"\b(?:i(?:'ve| have)? (?:got to|gotta)|i (?:have|need) to|i (?:should|must)|i'd better|i(?:'m| am) going to have to)(?: really| just)?"
    r" (?:run|go|roll|bail|hop|jump|bounce|scoot|dash|head out|take off|get going|drop(?: off)?)(?: off| now| here| too)*"
    r"(?=[\s,.!]*$|[,.!]| (?:to|into) (?:my|another|a|the) (?:next )?(?:call|meeting|thing|one)\b)",
    r"\bthanks?(?: you)? (?:again )?for (?:your|the|everyone's) time\b.{0,40}\b(?:bye|talk|speak|see you|take care|have a)",
)
_NOT_FAREWELL = _any(
    r"\b(?:say|said|saying|says|kiss(?:ed)?|wave[sd]?|waving|hello and) (?:\w+ )?(?:good ?bye|bye)\b",
    r"\bbye (?:week|law)",
    r"\b(?:before|when|until) (?:we|you|i|they) (?:say|hang|see you)\b",
    r"\btakes? care of\b(?! yourself)",
)

_YES = (
    r"(?:yes|yeah|yep|yup|ya|mm-?hm+|mhm+|uh-huh|sure(?: thing)?|correct|exactly|absolutely|definitely|totally|certainly|precisely|indeed|of course|right|agreed|"
    r"confirmed|deal|perfect|great|good|fine|okay|ok|works|spot on|you bet|you got it|you're right|for sure|by all means|done|accepted|"
    r"no problem|no worries|no objections?|i don't see why not|happy to|please do|go ahead|that's? (?:right|it|correct|fair|true|about right|accurate|the (?:number|math|one|gist)|exactly|a yes|"
    r"fine|good|perfect|great|what (?:i|we) (?:need|said|have|want))|that(?:'d| would) (?:work|be (?:great|good|fine|perfect))|that works|"
    r"(?:it|this) (?:works|does|is|fits)|(?:sounds|looks|seems) (?:good|right|great|fair|fine|about right|perfect|like a plan)|"
    r"works for (?:me|us)|fine (?:by|with) (?:me|us)|good (?:by|with|for) (?:me|us)|i(?:'d| would) (?:say so|agree)|i agree|i do|we do|we are|i am|it is|"
    r"i think so|i('d| would) think so|makes sense|fair enough|let's do (?:it|that)|(?:i|we) (?:can|could) (?:do|live with|work with) (?:that|it)|i'm in|we're in|"
    r"i'll take (?:it|that)|count (?:me|us) in|(?:he|she|they|we|i) (?:would|will|can)(?=[\s.,!]*$))"
)
_ASSENT = _any(
    _LEAD + _YES + r"\b",
    r"\b(?:works for (?:me|us)|that works|sounds (?:good|great|right)|that's (?:right|correct|it|exactly it)|fine (?:by|with) me|let's do (?:it|that)"
    r"|you(?:'ve| have) got it right|i (?:just )?accepted|got the invite|i can make (?:it|that))\b",
)
_HEDGED_YES = _any(
    _LEAD
    + r"(?:yes|yeah|yep|sure|okay|ok|right|great|good|fine)[,.\s]+(?:but|no\b|not\b|although|except|though|well no|maybe|i guess|i suppose|i mean no|nah)",
    _LEAD
    + r"(?:right now|right after|right before|good (?:question|morning|afternoon|evening|luck)|great question|fine print|sure,? i guess|okay,? so (?:what|how|why|who|when))",
)
_DISSENT = _any(
    _LEAD
    + r"(?:yeah|yes)?[,\s]*(?:no|nope|nah|nay)\b(?!,? (?:problem|worries|objections?|doubt|question|that's (?:right|fine|good|great|exactly|correct)|exactly|absolutely|"
    r"totally|you're right|it's (?:fine|great|good)|of course|sure|go ahead|rush|need|one|thank(?:s| you),? that's|that works|this is (?:good|great))\b)",
    r"\b(?:not really|not quite|not exactly|not necessarily|not at all|not (?:for|right) (?:us|now)|not yet|not sure (?:that|it|about|i)|afraid not|"
    r"absolutely not|of course not|definitely not|probably not|i don't think so|i doubt (?:it|that)|i wouldn't (?:say|call|go)|"
    r"that's not (?:it|right|quite|how|what|the|my|our|true|correct)|(?:that|it|this) (?:doesn't|does not|won't|wouldn't) (?:work|fit)|doesn't work for|"
    r"can't (?:think(?! of)|plan|look|commit|promise|(?:say|tell)(?: you)?(?= (?:yet|now|right now|today|when|for sure)\b|[.,]|$))\b|can't (?:do|make) (?:that|it|this|next|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*)|i'd rather not|we'd rather not|i disagree|not a (?:fit|priority)|no can do|out of the question)\b",
)

_BUSINESS = _any(
    r"\b(?:pric(?:e|es|ing)|cost(?:s|ing)?|budgets?|contracts?|invoices?|customers?|clients?|vendors?|suppliers?|buyers?|integrat\w+|revenue|sales(?!force tower)|"
    r"pilots?|proof of concept|demo|deploy\w*|roll(?:ing)? ?out|implementation|r\.?o\.?i\.?\b|savings?|churn|pipeline|procurement|security review|compliance|"
    r"soc ?(?:2|two)|hipaa|gdpr|a\.?p\.?i\.?s?|crm|erp|stakeholders?|proposal|market share|margins?|distribut(?:or|ors|ion)|resell\w*|partnership|exclusiv\w+|"
    r"territory|quota|competitors?|licen[cs]e|licenses|subscription|seats|onboarding|use case|dashboards?|platform|software|workflow|automat\w+|downtime|"
    r"throughput|inventory|payroll|logistics|compliance|audit|stock ?out|scrap|turnover|headcount|k\.?p\.?i\.?s?|s\.?l\.?a\.?|renewal|retention|rebate|"
    r"line card|leads|prospects|forecast|quarterly|fiscal|production line|warehouses?|errors? rate|cash flow|return on)\b",
    r"\b(?:our|your|the) (?:product|solution|tool|offer|system|technology|team|engineers|plant|operations|process|problem|problems|business|users|data)\b",
    r"\b(?:hours|minutes|days|dollars|thousand|million|grand|percent|%|k) (?:a|per|every|each) (?:day|week|month|year|quarter|shift|unit|site|seat|user)\b",
    r"[$€£]\s?\d|\b\d[\d,.]* ?(?:dollars|euros|percent|%|k\b)|\b(?:hundred|thousand|million) (?:dollars|euros|a year|a month)",
    r"\bwhat (?:we|you) (?:do|sell|offer|make|build) (?:is|for)\b|\bproblem (?:we|you) (?:solve|have|are)\b|\breason (?:for|i|we) (?:this|the|called|wanted)\b|\bagenda\b",
)
_DEMO = _any(
    r"\b(?:i(?:'ll| will|'m going to| am going to)?|let me|we(?:'ll| will)?) (?:just |quickly |now )*(?:shar(?:e|ing)|show(?:ing)?) (?:you )?(?:my|the|our|this) (?:screen|demo|dashboard|product|platform|app|tool|interface)\b",
    r"\b(?:sharing|share) my screen\b|\b(?:can|do) you see (?:my|the) (?:screen|slides?|demo)\b|\b(?:let me|i'll|i will) (?:show|walk|take|guide) you(?: (?:how|through|what|quickly|around))?\b",
    r"\b(?:as you (?:can )?see (?:here|on|at|in)|on (?:this|my|the) screen|here on the (?:left|right|top)|if i click|when i click|you see (?:here|on the)|live demo|quick demo|start the demo|i click)\b",
)
_ASKING = _any(
    r"\?",
    _LEAD
    + r"(?:what|how|when|where|who|whose|why|which)(?:'s|'re|'d|'ll)? (?:is|are|was|were|do|does|did|would|will|can|could|should|about|much|many|long|soon|"
    r"often|far|big|else|happens|kind|sort|if|the|your|you|that|it|we|part|makes|keeps|time|day|else's)\b",
    _LEAD
    + r"(?:do|does|did|are|is|was|were|can|could|would|will|have|has|had|should|may|shall|isn't|aren't|don't|doesn't|wouldn't|can't|couldn't|won't)"
    r" (?:you|we|they|it|that|this|he|she|i|your|the|there|anyone|anybody|somebody|someone|any|our|those|these)\b",
    r"\b(?:what|how|when|where|who|why|which) (?:do|does|did|would|will|can|could|should|is|are) (?:you|your|we|it|that|this|they|the)\b",
    r"^(?!yes|yeah|yep|that's|ok|exactly).{12,}(?:, (?:right|correct)|[, ](?:isn't it|is that right|don't you|do you|are you|aren't you|yes or no))\W*$",
)
_TERMS = _any(
    r"\b(?:minimums?(?: volumes?| orders?| purchases?| commitments?| quant\w+)?|quotas?|volume (?:targets?|commitments?|guarantees?)|committed volumes?|guaranteed volumes?|"
    r"purchase commitments?|probation\w*|trial (?:period|exclusiv\w*)|quarterly (?:targets?|reviews?|quota|volumes?|check)|sales targets?|targets? (?:per|a|every|each) quarter)\b",
    rf"\b(?:{'|'.join(('three', 'six', 'nine', 'twelve', '3', '6', '9', '12'))})[ -]months? (?:trial|test|pilot|probation|review|period)\b",
    r"\b(?:\d[\d,.]*|dozen|hundred|thousand|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|eighty)\b[^.?!]{0,30}\b(?:the|your) first (?:\w+ )?(?:months?|quarters?|year|half)\b",
    r"\b\w+ (?:units|licen[cs]es|seats|deals|machines|systems|orders|customers|accounts|sites|pieces|installs) (?:a|per|every|each|in the first) (?:year|quarter|month|six)\b",
    r"\b(?:if|once|when|after|until|provided|with)\b[^.?!]{0,60}(?:\d|\b(?:dozen|hundred|thousand|million)\b)[^.?!]{0,30}\b(?:a|per|every|each)"
    r" (?:quarter|year|month) (?:of|in) (?:orders?|purchases?|sales|business|volume|revenue)\b",
    r"\bexclusiv\w*\b[^?!]{0,90}\bvolumes?\b|\bvolumes?\b[^?!]{0,60}\bexclusiv\w*",
    r"\bexclusiv\w*\b[^?!]{0,30}\bbefore (?:the|any|you|we|a)\b|\bafter \w+ quarters?\b[^.?!]{0,40}(?:\d|\bhundred\b|\bthousand\b)",
    r"\bmonths? without (?:another|any other|other) (?:distributor|reseller|dealer|partner|agent)s?\b",
    r"\bexclusiv\w*\b[^.?!]{0,60}\bafter (?:a|the first|one|two|three|four|six|nine|twelve|\d+) (?:months?|quarters?|year)\b",
    r"\b(?:if|once|when|after) (?:you|we|they) (?:hit|reach|sell|buy|commit to|order|deliver)\b|\breview(?:ed)? (?:it )?(?:every|each|after) (?:quarter|\w+ months)\b",
)
_OFTEN = (
    r"(?:(?:every|each|once a|once per) (?:quarter|three months|3 months|ninety days|90 days|two months|other month)|quarterly)"
)
_SIT_DOWN = (
    r"(?:reviews?|reviewing|qbrs?|check(?:s|ing)?[- ]?(?:ins?|points?|ups?)|look (?:at|over|together|if|again|back)|looks? (?=every|each|once)|sit down|sits? together|"
    r"(?:one|an|half an) hour|go (?:over|through)|take stock|follow the (?:numbers|figures))"
)
_REVIEW = _any(
    rf"\b{_SIT_DOWN}\b[^.?!]{{0,60}}\b{_OFTEN}\b",
    rf"\b{_OFTEN}\b[^.?!]{{0,60}}\b{_SIT_DOWN}\b",
)
_CONSENT = _any(
    r"\b(?:(?:i(?:'m| am|'d| would)?|we(?:'re| are)?|okay|ok|fine|alright|mind|can|may|if|to|be) (?:\w+ ){0,4})(?:record(?:ing)?|transcrib(?:e|ing)) (?:this|the|our|it|us|on)\b",
    r"\b(?:call|meeting|conversation|session)(?: is|'s| will be| being)* (?:recorded|transcribed)\b",
    r"\b(?:tool|assistant|copilot|software|app|notetaker|a\.?i\.?)\b.{0,40}\b(?:notes|transcri\w+)\b|\bnote[- ]?tak(?:er|ing)\b|\btak(?:e|es|ing) notes (?:for me|of|with|by|automatically)\b",
)


def find_cues(text: str) -> tuple[Cue, ...]:
    """The cues of an utterance, in catalogue order."""
    text = " ".join(text[:_MAX_CHARS].replace("’", "'").split())
    if not any(c.isalpha() for c in text):
        return ()
    sentences = [m.group().strip() for m in _SENTENCE.finditer(text)]
    dissent = bool(_DISSENT.search(text))
    found = {
        Cue.ASSENT: not dissent
        and not _HEDGED_YES.search(text)
        and not _only_asks(sentences)
        and any(_ASSENT.search(s) for s in sentences),
        Cue.DISSENT: dissent,
        Cue.FAREWELL: _says_farewell(sentences),
        Cue.BUSINESS: bool(_BUSINESS.search(text)),
        Cue.DEMO: bool(_DEMO.search(text)),
        Cue.QUESTION: any(_ASKING.search(s) for s in sentences),
        Cue.TERMS: bool(_TERMS.search(text)),
        Cue.REVIEW: bool(_REVIEW.search(text)),
        Cue.CONSENT: bool(_CONSENT.search(text)),
    }
    return tuple(cue for cue in Cue if found[cue])


def _only_asks(sentences: list[str]) -> bool:
    return len(sentences) == 1 and sentences[0].endswith("?")


def _says_farewell(sentences: list[str]) -> bool:
    """Closing words in the last two sentences, each short or at its own end: a tale that mentions a goodbye is none."""
    for sentence in sentences[-3:]:
        words = sentence.split()
        tail = sentence if len(words) <= 16 else " ".join(words[-10:])
        if _FAREWELL.search(tail) and not _NOT_FAREWELL.search(sentence):
            return True
    return False
