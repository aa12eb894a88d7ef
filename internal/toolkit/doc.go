// Package toolkit makes what partners take along from a campaign: archives whose bytes are the same each time, tables for
// spreadsheet programs, and pages and words that work outside of the site. What goes into an archive, package render
// says: most of it are outputs of the site too.
package toolkit
