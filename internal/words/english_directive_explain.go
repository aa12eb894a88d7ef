package words

// englishDirectiveExplain tells in a paragraph why each rule of family directive is there, and shows how to mend what it finds: the
// wrong lines, a line =>, and the mended ones.
func englishDirectiveExplain() map[string]string {
	return map[string]string{
		"rule.unknown-directive.explain": "A directive is a word with colons before it: one in a sentence (`:fact`), two for a line of its own (`::message`), three for a block (`:::only`). With a slip in the name or another number of colons it cannot be known what readers should see.",
		"rule.unknown-directive.example": `:fact-box[Remember]
:::message{id=report-fraud}
=>
:::note[Remember]
Banks never ask for your password.
:::

::message{id=report-fraud}`,
		"rule.directive-attribute.explain": "What stands in the braces or brackets of a directive decides what is shown and to whom. A name with a slip, a value that is empty or missing, or one thing given twice would show it to the wrong readers.",
		"rule.directive-attribute.example": `:::only{countries=ca}
Call the Anti-Fraud Centre.
:::
=>
:::only{country=ca}
Call the Anti-Fraud Centre.
:::`,
		"rule.unclosed-directive.explain": "The block has a line that begins it and none that ends it, so it runs to the end of what it stands in. Everything after it may be shown to one country only, or stand in a box.",
		"rule.unclosed-directive.example": `:::only{country=ca}
Call 7726.

## For everybody
=>
:::only{country=ca}
Call 7726.
:::

## For everybody`,
		"rule.quiz.explain": "A quiz is a question and one list of choices; each says whether it is right, and why. Something missing would leave readers without an answer, or with a wrong one. A link in a choice is only warned of: a press on it would not open the answer, so its words are shown.",
		"rule.quiz.example": `:::quiz
What do you do first?

- Look in the app
- Reply
:::
=>
:::quiz
What do you do first?

- [x] Look in the app

  It would be there too.

- [ ] Reply

  The answer comes from whoever wrote.
:::`,
		"rule.speaker-notes.explain": "Notes are for the person who gives a briefing, and stand below a slide's heading. On a page that is no briefing they are left out. Within a list, a quiz, a message or another block it is not clear to which slide they belong, and what is meant for the speaker might be shown to everybody.",
		"rule.speaker-notes.example": `> :::notes
> Pause here.
> :::
=>
## The first hour

:::notes
Pause here.
:::`,
		"rule.slide-length.explain": "People in a room read a slide or listen, not both, and what does not fit the screen is cut. The slide has more words than fit; for languages without spaces, more characters.",
		"rule.slide-length.example": `## Report it
Forty lines about every office that takes reports.
=>
## Report it
- Your bank
- The police

:::notes
What each of the offices does, in full.
:::`,
		"rule.no-slides.explain": "Each heading of level 2 begins a slide of a briefing. Without one there is nothing to show.",
		"rule.no-slides.example": `Ransomware locks your files.
=>
## What it is
Ransomware locks your files.`,
		"rule.slides-differ.explain": "Speakers in two languages give the same talk, often from the same screen. A translation has another number of slides, or a slide has notes in one language only.",
		"rule.slides-differ.example": `In talk.en.md:
## What it is
## What to do

In talk.fr.md:
## De quoi il s’agit
=>
In talk.fr.md:
## De quoi il s’agit
## Quoi faire`,
		"rule.unknown-message.explain": "The page brings in a shared message that does not exist. Readers would miss what the page was to say, often how to report.",
		"rule.unknown-message.example": `::message{id=report-fruad}
=>
::message{id=report-fraud}`,
		"rule.unreleased-message.explain": "The message that the page brings in is a draft, comes out later, or is not written for one of the page's editions. Nothing is shown in its place, so read the page without it before you leave it so.",
		"rule.unreleased-message.example": `In content/messages/report-fraud.en.md:
draft: true
=>
In content/messages/report-fraud.en.md:
(the line is taken out)`,
		"rule.message-cycle.explain": "A message brings in another that brings in the first, so it would have no end. The line shows the ring.",
		"rule.message-cycle.example": `In a.en.md: ::message{id=b}
In b.en.md: ::message{id=a}
=>
In a.en.md: ::message{id=b}
In b.en.md: Call your bank.`,
		"rule.unknown-fact.explain": "A fact is a telephone number, an address or a name that each country has for itself. A country that shows the page lacks it, or lacks it in one of its languages, so the sentence would have a gap just where the number belongs. `::facts` makes a table of a fact by region: a region without a value has no row there, which is a warning.",
		"rule.unknown-fact.example": `Send it to :fact[spam-text].
=>
:::only{country=ca}
Send it to :fact[spam-text].
:::`,
		"rule.fact-kind.explain": "The kind says how a fact is shown: a telephone number can be called, an address can be opened. There are six.",
		"rule.fact-kind.example": `report-phone: {value: 1-888-495-8501, kind: phone}
=>
report-phone: {value: 1-888-495-8501, kind: tel}`,
		"rule.help.explain": "Who opens a page of help has just been robbed, or fears it, and holds a telephone. The first thing that they see must be what to do, said in words and done with one touch; more than three things are none.",
		"rule.help.example": `help: {actions: [{fact: report-phone}]}
=>
help: {actions: [{fact: report-phone, text: Call the Anti-Fraud Centre}]}`,
		"rule.phone.explain": "Who calls for help in a hurry touches the number, and the telephone must dial the right one. Numbers are read by the country's numbering plan: extensions, letters on the keys, the zero that only callers within the country dial, short codes. Two numbers in one fact, words beside it or a digit too few would call a stranger, or nobody. What a plan does not know stands under `dial`.",
		"rule.phone.example": `report-phone: {value: 1-888-495-8501 or 1-888-495-8502, kind: tel}
=>
report-phone: {value: 1-888-495-8501, kind: tel}
report-phone-2: {value: 1-888-495-8502, kind: tel}`,
		"rule.url.explain": "An address is not whole, is not one, or holds more than it should. Readers would be led nowhere, or the site's own links would be wrong. Under `hosts`, the name of a host stands alone.",
		"rule.url.example": `base_url: www.campaign.example
=>
base_url: https://www.campaign.example/`,
		"rule.review.explain": "Somebody said until when the page or the fact can be trusted, and that day is past. A telephone number that was right last year may lead to a stranger today. Check it with its owner first, then move the date.",
		"rule.review.example": `report-phone: {value: 1-888-495-8501, kind: tel, review_by: 2025-10-01}
=>
report-phone: {value: 1-888-495-8501, kind: tel, review_by: 2027-01-15}`,
	}
}
