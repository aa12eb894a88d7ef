package toolkit

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// bom tells spreadsheet programs that a table is UTF-8; without it they read accents as two letters each.
const bom = "\ufeff"

// Table writes rows as CSV (RFC 4180) that spreadsheet programs take as it is meant.
func Table(rows [][]string) []byte {
	b := bytes.NewBufferString(bom)
	w := csv.NewWriter(b)
	w.UseCRLF = true
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = guard(cell)
		}
		_ = w.Write(cells) // to memory: it cannot fail
	}
	w.Flush()
	return b.Bytes()
}

// guard keeps a spreadsheet program from taking words for a formula, which it runs: what begins like one gets an
// apostrophe before it, which those programs take for "this is text". The wide forms begin formulas in Asia.
func guard(cell string) string {
	r := []rune(strings.TrimLeft(cell, " \u00a0\u3000"))
	if len(r) > 0 && strings.ContainsRune("=+-@\t\r\n＝＋－＠", r[0]) {
		return "'" + cell
	}
	return cell
}
