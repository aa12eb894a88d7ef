package check

import (
	"os"
	"testing"
	"testing/fstest"
	"time"

	"tocsin/internal/site"
	"tocsin/internal/source"
)

// BenchmarkWords wants WORDS_CAMPAIGN, the folder of a campaign.
func BenchmarkWords(b *testing.B) {
	dir := os.Getenv("WORDS_CAMPAIGN")
	if dir == "" {
		b.Skip("WORDS_CAMPAIGN names no campaign")
	}
	src, _ := source.Load(os.DirFS(dir), fstest.MapFS{})
	web, _ := site.Resolve(src, time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC))
	for b.Loop() {
		Words(web)
	}
}
