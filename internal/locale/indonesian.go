package locale

import (
	"github.com/go-playground/locales/id"
)

// indonesian writes the time with a full stop.
func indonesian(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(id.New, ","), own: "Bahasa Indonesia"}
	l.clock = dot24
	l.Prose = Prose{
		FunctionWords: `dan yang di ke dari untuk dengan tidak ini itu atau anda adalah jika akan pada bisa dapat harus juga oleh saat apa
			bagaimana sebuah para kami mereka`,
	}
	return l
}
