package render

import "html/template"

// View is what every page template gets. All of it is decided before the template runs; a template only lays it out.
// Text fields are plain and are escaped by the template; HTML fields are whole and safe. Hrefs work from any page.
type View struct {
	Kind        string // "article", "home", "folder", "calendar", "year", "week", "event", "terms", "term", "search", "briefing", "deck", "handout", "post", "posts", "toolkit", "chooser" or "not-found"
	Lang, Dir   string // of the document: "fr-CA", "ltr"
	Site        string // the campaign's title
	Country     string // "ca": the theme's colours for the country hang on it; empty on the root's chooser and 404
	HomeHref    string // the edition's home page; empty where there is no edition
	FeedHref    string // the edition's Atom feed; empty where there is none
	JSONFeed    string // the same as a JSON Feed
	Title       string // the page's title
	HeadTitle   string // for <title>: title and site
	Summary     string // the lead; may be empty
	Description string // for search engines; may be empty
	Canonical   string // absolute; empty on a chooser and a 404
	NoIndex     bool
	Alternates  []Alternate // real equivalents only, this page among them; none with NoIndex
	Image       string      // absolute address of the picture for sharing
	ImageWidth  int
	ImageHeight int
	ImageAlt    string // what it shows
	OGLocale    string // "fr_CA"
	Masthead    template.HTML
	Footer      template.HTML
	Countries   []Toggle // editions of other countries and this one; empty with one country
	Languages   []Toggle // the country's other languages
	Week        int      // the week whose colours the page takes, 0 for none
	WeekLabel   string   // "Week 2, October 5 to 9"; empty outside a week
	Rings       int      // how many rings have sounded in the page's head: its week, else 0
	Breadcrumb  []Link   // from the home page to the parent; empty on the home page
	Contents    []Heading
	Content     template.HTML
	ContentLang string // set when the words are another language's (a notice)
	ContentDir  string
	Notice      string     // the sentence that says so
	Items       []Item     // a folder's children, a term's pages
	Events      []Occasion // what happens in the week, on a week's page
	Past        string     // "5 past events", on a week's page where all of them are; empty elsewhere
	Archive     string     // the sentence that the page's year is over; empty elsewhere
	Feed        *CalendarFeed
	Years       []YearCard // on the calendar's page, newest first
	Topics      []Link
	Audiences   []Link
	Prev, Next  *Link
	Modified    *Date
	Feedback    string // an address for comments; may be empty
	Home        *Home
	Year        *Year
	Event       *Event
	Search      *Search
	Post        *Post         // of a post for social networks
	Posts       []*PostWeek   // of a year's posts
	Official    string        // the sentence that says whose site it is; empty without one
	OfficialWhy string        // how one can know; may be empty
	Banner      template.HTML // the alerts that hold, above the page's words; empty while there is none
	Alert       *Alert
	Alerts      *Alerts
	AlertsFeed  string // address of the alerts' Atom feed, on pages that name it; empty elsewhere
	Briefing    *Briefing
	Help        *Help    // of a page of help: what it says first
	HelpLink    *Link    // to the page that helps, where the page itself is to name it: not found, an alert; else nil
	Find        *Finding // a field that leads to the search, on a page that is not found; else nil
	Quiz        bool     // there is a quiz among the words
	Sheet       *Sheet   // of a page that also comes as a poster
	Toolkit     *Toolkit // on the page of a year's toolkit
	Chooser     []Choice
	Greetings   []Greeting     // on the root's chooser: its title and sentence in the campaign's other languages
	Params      map[string]any // the page's own, for the campaign's own templates
	shared      *edition
}

// Alternate is an equivalent page for hreflang.
type Alternate struct{ Locale, URL string }

// Link is a link with its words. Lang is set when the words are in another language than the page.
type Link struct {
	Text, Href, Lang string
	Current          bool
}

// Toggle leads to the page's equivalent in another edition.
type Toggle struct {
	Name    string // the language's own name, or the country's
	Lang    string // of the name, and of where it leads; empty for a country
	Href    string // empty for a country of which only places have editions
	Current bool
	Missing bool     // there is no equivalent: Href is the nearest parent
	Note    string   // says so, in the page's language
	Places  []Toggle // of a country: the places within it that have editions of their own
}

// Heading is an entry of "On this page".
type Heading struct {
	Level int // 2 or 3
	Href  string
	Text  template.HTML
}

// Item is a page in a list.
type Item struct {
	Lang                 string // of the words, where it is another than the page's
	Title, Summary, Href string
	Week                 int
	WeekLabel            string
	Count                int    // for a term: how many pages; 0 elsewhere
	CountText            string // "12 pages"
}

// Date is a day for reading and for machines.
type Date struct{ Text, ISO string }

// Home is what the front page adds. Weeks are all weeks of the newest year; Current is this week's, or the next one's
// before the month, or nil after it.
type Home struct {
	Month       string // "October 2026"
	Calendar    string // the month's page; empty without one
	Sounded     int    // how many weeks have begun
	Weeks       []*Week
	Past, Ahead []*Week // Weeks in two: those that are collapsed, and the rest; nothing is collapsed once all is over
	PastText    string  // "2 past weeks"
	Current     *Week
}

// Week is a week of the campaign.
type Week struct {
	Lang                 string // of the title, where it is another than the page\'s
	Number               int
	Label                string // "Week 2"
	Range                string // "October 5 to 9"
	Short                string // "Oct 5–9"
	LongLabel            string // Label and Range: "Week 2, October 5 to 9"
	ShortLabel           string // Label and Short: "Week 2, Oct 5–9"
	Title, Summary, Href string
	Current, Past        bool
	Days                 []Day // a calendar row: always 7, from the country's first day of the week
	Events               []Occasion
}

// Day is a cell of the month.
type Day struct {
	Number    int
	ISO, Long string // "2026-10-01", "Thursday, October 1"
	Weekday   string
	InMonth   bool
	Weekend   bool
	Events    []Occasion
}

// Occasion is an event in a list.
type Occasion struct {
	Title, Href string
	Lang        string // of the title, where it is another than the page's
	Week        int
	ISO         string // of the start
	Day         int
	Weekday     string // short: "Thu"
	Date        string // "October 8"
	Long        string // "Thursday, October 8"
	When        string // "1:00 p.m., Eastern Time", or "All day"
	Place       string
	Line        string // When and Place
	Cancelled   bool
	Status      string // in words; empty when confirmed
	Moved       string // "Moved; first planned for Monday, October 5, 1:00 p.m."; empty when it was not
}

// Year is the month of a campaign's year.
type Year struct {
	Month, Number string // "October", "2026"
	Weekdays      []string
	WeekdaysShort []string
	Weeks         []*Week        // one a row, with the days; a row outside any week has Number 0
	Past, Ahead   []*Week        // Weeks in two: the rows that are collapsed, and the rest; nothing is collapsed once all is over
	PastText      string         // "2 past weeks, 5 events"
	Feeds         []CalendarFeed // for one audience each
	Years         []Link         // all years of the campaign, newest first, where there are two or more
	Count         string         // "15 events"
	Heading       template.HTML  // "October <span>2026</span>", in the language's order
	ICS, Webcal   string
}

// Subscribe is Webcal as a link's target: html/template refuses this scheme in a plain string.
func (y *Year) Subscribe() template.URL { return template.URL(y.Webcal) }

// Event is what an event's page adds.
type Event struct {
	Occasion
	FullDate string // "Thursday, October 8, 2026"
	URL      string // where it takes place online; may be empty
	ICS      string
}

// Search is what the search page adds.
type Search struct {
	Index  string // address of the edition's index, for the script
	Counts string // JSON: how many pages were found, by plural category: {"one": "%n result", "other": "%n results"}
	Groups []Group
	Whole  bool // Groups hold every page; else those of the first two levels, as the edition has too many to list
}

// Group is the pages whose titles begin with a letter.
type Group struct {
	Letter string // empty for a script without an alphabet
	Items  []Item
}

// Greeting is the chooser's title and sentence in one more language.
type Greeting struct{ Lang, Dir, Title, Summary string }

// Choice is a country on the root's chooser, or a language on a country's.
type Choice struct {
	Name, Lang string
	Links      []Link   // none for a country of which only places have editions
	Places     []Choice // within the country
}

// Shared is what the templates masthead.html and footer.html get: they run once for an edition (and once more for each
// entry of the navigation), not for each page.
type Shared struct {
	Lang, Site string
	Country    string
	Month      string // the campaign month's official name
	HomeHref   string
	Navigation []Link
	Search     *Link          // nil where the edition has no search page
	Help       *Link          // to the page that helps; nil where the campaign names none
	Editions   []EditionGroup // on a site of many editions the own country's
	Places     *Link          // there, to the page of all countries and places
	TakePart   []Link
	ThisSite   []Link
	shared     *edition
}

// EditionGroup is a country with its languages, for the footer.
type EditionGroup struct {
	Country string
	Links   []Link         // none for a country of which only places have editions
	Places  []EditionGroup // within the country
}

// Message is what the template message.html gets.
type Message struct {
	ID, Title, Owner string // Owner: "Canada and United States"
	Content          template.HTML
	shared           *edition
}

// Ring is one ring of the arcs: radius and stroke width in the units of the drawing.
type Ring struct {
	Week     int
	R, Width string
	Front    string // the radius at which the stroke's inner edge, not its outer, lies on the ring's pitch
	Sounded  bool
}

// T returns the interface's words for a key. Pairs of a placeholder's name and its value fill {name} in it.
func (v *View) T(key string, pairs ...any) string { return v.shared.text(key, "other", pairs) }

// Asset returns the address of a file under assets/, with its hash: {{.Asset "site.css"}}.
func (v *View) Asset(name string) (string, error) { return v.shared.asset(name) }

// T is View.T.
func (s *Shared) T(key string, pairs ...any) string { return s.shared.text(key, "other", pairs) }

// Asset is View.Asset.
func (s *Shared) Asset(name string) (string, error) { return s.shared.asset(name) }

// T is View.T.
func (m *Message) T(key string, pairs ...any) string { return m.shared.text(key, "other", pairs) }
