// Package toolkit packs what partners take along from a year's campaign: archives of posts, pictures, sheets, texts to
// send and a calendar.
package toolkit
