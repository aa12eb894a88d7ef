package card

import (
	"bytes"
	"flag"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"tocsin/internal/source"
)

var look = flag.String("look", "", "write the cards of the tests into this folder, to be looked at")

// painter returns a painter with the built-in fonts, those of the machine, and the theme's colours.
func painter(t testing.TB) *Painter {
	t.Helper()
	p, diags := New(campaign(t, nil), nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return p
}

func campaign(t testing.TB, files map[string]string) *source.Source {
	t.Helper()
	fsys := fstest.MapFS{"campaign.yaml": {Data: []byte("title: {en: T}\nbase_url: https://t.example/\ncountries: {ca: {languages: [en], timezone: UTC}}\n")}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	src, _ := source.Load(fsys, os.DirFS("../.."))
	if src.Campaign == nil {
		t.Fatal("no campaign")
	}
	return src
}

var samples = map[string]Card{
	"fr":       {Week: 2, Label: "Semaine 2, du 5 au 9 octobre", Title: "Reconnaissez l’hameçonnage", Lead: "Cinq indices révèlent un faux message.", Month: "Mois de la sensibilisation à la cybersécurité", Country: "Canada", Language: "fr"},
	"es":       {Week: 5, Label: "Semana 5, del 26 al 31 de octubre", Title: "Corra la voz, no el riesgo", Lead: "Comparta un consejo con tres personas.", Month: "Mes de la Concientización sobre la Ciberseguridad", Country: "Estados Unidos", Language: "es"},
	"en":       {Title: "Help", Month: "Cyber Security Awareness Month", Country: "Canada", Language: "en"},
	"long":     {Week: 3, Label: "Week 3, October 12 to 16", Title: "What to do in the first hour, the first day and the first week after somebody has taken over an account that belongs to you or to your organisation", Lead: "No.", Month: "Cyber Security Awareness Month", Country: "Canada", Language: "en"},
	"longest":  {Week: 1, Title: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft and what to do in the first hour, the first day and the first week after somebody has taken over an account that belongs to you or to your organisation, and whom to tell, and why it pays to tell them early rather than late, even where nothing seems to be lost so far", Month: "Cyber Security Awareness Month", Country: "Canada", Language: "en"},
	"greek":    {Week: 4, Label: "Εβδομάδα 4", Title: "Αναγνωρίστε το ηλεκτρονικό ψάρεμα", Month: "Μήνας Κυβερνοασφάλειας", Country: "Ελλάδα", Language: "el"},
	"russian":  {Week: 4, Label: "Неделя 4", Title: "Распознавайте фишинг: пять признаков поддельного сообщения", Month: "Месяц кибербезопасности", Country: "Канада", Language: "ru"},
	"arabic":   {Week: 1, Label: "الأسبوع 1، من 1 إلى 2 أكتوبر", Title: "تعرّف على رسائل التصيّد الاحتيالي (phishing) في 5 دقائق!", Lead: "خمس علامات تكشف الرسالة المزيفة.", Month: "شهر التوعية بالأمن السيبراني", Country: "كندا", Language: "ar", RTL: true},
	"chinese":  {Week: 2, Label: "第2周，10月5日至9日", Title: "识别网络钓鱼：五个迹象揭示虚假信息", Lead: "五个迹象揭示虚假信息。", Month: "网络安全意识月", Country: "加拿大", Language: "zh"},
	"square":   {Shape: Square, Week: 2, Label: "Semaine 2, du 5 au 9 octobre", Title: "Appelez, vérifiez, puis payez : trois gestes « anti-fraude »", Lead: "Cinq indices révèlent un faux message.", Month: "Mois de la sensibilisation à la cybersécurité", Country: "Canada", Language: "fr"},
	"squareAr": {Shape: Square, Title: "تعرّف على رسائل التصيّد الاحتيالي", Month: "شهر التوعية بالأمن السيبراني", Country: "كندا", Language: "ar", RTL: true},
	"hindi":    {Week: 4, Title: "फ़िशिंग को पहचानें", Month: "साइबर सुरक्षा", Country: "कनाडा", Language: "hi"},
	"vietnam":  {Week: 4, Title: "Nhận biết lừa đảo trực tuyến", Month: "Tháng an ninh mạng", Country: "Canada", Language: "vi"},
}

func TestLook(t *testing.T) {
	p := painter(t)
	for name, c := range samples {
		if c.Shape == (Shape{}) {
			c.Shape = Wide
		}
		data := p.Append(nil, &c)
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if b := img.Bounds(); b.Dx() != c.Shape.Width || b.Dy() != c.Shape.Height {
			t.Errorf("%s: %v", name, b)
		}
		t.Logf("%s: %d bytes", name, len(data))
		if len(data) > 60<<10 {
			t.Errorf("%s: %d bytes", name, len(data))
		}
		if *look != "" {
			if err := os.WriteFile(filepath.Join(*look, name+".png"), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func BenchmarkCard(b *testing.B) {
	p := painter(b)
	titles := []string{"Recognise phishing", "What to do in the first hour after an account was taken over", "Passphrases: longer is stronger", "Help"}
	buf := []byte(nil)
	i := 0
	for b.Loop() {
		c := Card{Shape: Wide, Week: i % 6, Label: "Week 2, October 5 to 9", Title: titles[i%len(titles)], Lead: "Five signs give a false message away.", Month: "Cyber Security Awareness Month", Country: "Canada", Language: "en"}
		buf = p.Append(buf[:0], &c)
		i++
	}
	b.SetBytes(int64(len(buf)))
}
