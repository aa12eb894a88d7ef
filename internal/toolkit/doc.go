// Package toolkit makes what partners take along from a campaign: it decides what goes into each archive of a year's toolkit
// and under which names, and packs archives whose bytes are the same each time, tables for spreadsheet programs, and pages
// and words that work outside of the site. Most of what goes in are outputs of the site too; a Maker makes them.
package toolkit
