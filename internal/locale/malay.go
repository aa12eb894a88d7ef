package locale

import (
	"github.com/go-playground/locales/ms"
)

// malay names a day before its month.
func malay(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(ms.New, ","), own: "Bahasa Melayu"}
	l.Prose = Prose{
		FunctionWords: `dan yang di ke dari untuk dengan tidak ini itu atau anda adalah jika akan pada bisa dapat harus juga oleh saat apa
			bagaimana sebuah para kami mereka`,
	}
	return l
}
