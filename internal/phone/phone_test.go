package phone

import "testing"

// TestRead has what people write on the pages of agencies, with what their telephones must dial.
func TestRead(t *testing.T) {
	for _, c := range []struct{ country, text, want string }{
		{"us", "+1 (855) 411-2372", "tel:+18554112372"},
		{"us", "800-857-3384, ext. 45543", "tel:+18008573384;ext=45543"},
		{"us", "800-857-3384 x45543", "tel:+18008573384;ext=45543"},
		{"us", "800-857-3384 (ext. 12)", "tel:+18008573384;ext=12"},
		{"us", "1-877-222-VETS", "tel:+18772228387"},
		{"us", "1-877-222-VETS (8387)", "tel:+18772228387"},
		{"us", "1-800-HHS-TIPS (1-800-447-8477)", "tel:+18004478477"},
		{"us", "1-833-FTC-HELP", "tel:+18333824357"},
		{"us", "1-888-GOV-INFOS", "tel:+18884684636"},
		{"us", "711", "tel:711"}, {"us", "988", "tel:988"}, {"us", "7726", "tel:7726"},
		{"us", "1-888-495-8501", "tel:+18884958501"}, {"us", "888.495.8501", "tel:+18884958501"},
		{"us", "011 44 20 7946 0018", "tel:+442079460018"},
		{"ca", "1 888 495-8501, poste 12", "tel:+18884958501;ext=12"},
		{"ca", "310-1234", "tel:3101234"}, {"ca", "7726", "tel:7726"}, {"ca", "*4141", "tel:*4141"},
		{"gb", "0300 123 2040", "tel:+443001232040"}, {"gb", "+44 (0)20 7946 0018", "tel:+442079460018"}, {"gb", "159", "tel:159"},
		{"de", "030 12345-67", "tel:+49301234567"}, {"de", "0800 / 123 45 67", "tel:+498001234567"}, {"de", "116 116", "tel:116116"},
		{"de", "+49 (0)30 1234567", "tel:+49301234567"}, {"de", "030 1234567, Durchwahl 8", "tel:+49301234567;ext=8"},
		{"fr", "0 805 805 817", "tel:+33805805817"}, {"fr", "33 700", "tel:33700"}, {"fr", "3018", "tel:3018"},
		{"it", "06 4698 1234", "tel:+390646981234"}, {"au", "1300 292 371", "tel:+611300292371"}, {"au", "000", "tel:000"},
		{"ae", "٨٠٠ ١٢٣٤", "tel:+9718001234"}, {"ir", "۰۲۱ ۸۱۲۳ ۴۵۶۷", "tel:+982181234567"}, {"jp", "#9110", "tel:%239110"}, {"jp", "０３－３５８１－４３２１", "tel:+81335814321"},
		{"ru", "8 (800) 555-35-35 доб. 4", "tel:+78005553535;ext=4"}, {"ar", "011 15-2345-6789", "tel:+5491123456789"},
		{"br", "0800 123 4567", "tel:+558001234567"}, {"in", "1930", "tel:1930"}, {"mx", "089", "tel:089"}, {"nz", "0800 ASK NZC", "tel:+64800275692"},
		{"us", "\u2066(855) 411\u20112372\u2069", "tel:+18554112372"},
		{"ca", "+800 1234 5678", "tel:+80012345678"}, {"ca", "0017726", "tel:0017726"}, {"us", "0017726", "tel:0017726"}, {"gb", "020 7946", "tel:0207946"}, {"xx", "12345678", "tel:12345678"}, {"xx", "+1 855 411 2372", "tel:+18554112372"},
	} {
		n, fault := Read(c.text, c.country)
		if got := n.URI(); fault != None || got != c.want {
			t.Errorf("%s in %s: %q %q, want %q", c.text, c.country, got, fault, c.want)
		}
	}
}

func TestFault(t *testing.T) {
	for _, c := range []struct {
		country, text string
		want          Fault
	}{
		{"us", "", Words}, {"us", "call us", Words}, {"us", "Text 7726", Words}, {"us", "1-888-495-8501 (toll-free)", Words}, {"us", "TTY", Words},
		{"us", "(855) 411-2372 or 800 555 1212", Two}, {"us", "855-411-2372 / 855-411-2373", Two}, {"us", "911 / 988", Two}, {"us", "855-411-2372, 855-411-2373", Two},
		{"us", "855-411-2372 / 2373", Two}, {"us", "1-800-FRAUD", Short}, {"us", "555-1234", Local}, {"ca", "495-8501", Local}, {"us", "855-411-23722", Long},
		{"gb", "0207 9461 222 7", Long}, {"us", "+999 123 4567", Words}, {"us", "12", Short}, {"us", "report@agency.example", Words}, {"us", "https://agency.example/1", Words},
		{"fr", "01 23 45 67 89 et 01 23 45 67 90", Words}, {"ae", "800 1234 أو 800 1235", Words},
	} {
		if n, fault := Read(c.text, c.country); fault != c.want {
			t.Errorf("%q in %s: %q (%v), want %q", c.text, c.country, fault, n, c.want)
		}
	}
}

func TestSMS(t *testing.T) {
	if n, _ := Read("33 700", "fr"); n.SMS() != "sms:33700" {
		t.Error(n.SMS())
	}
}
