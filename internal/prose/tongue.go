package prose

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// functionWords returns the words that hold a language's sentences together: few, frequent, and in no sentence of
// another language but by chance.
func functionWords(base string) string {
	switch base {
	case "en":
		return `a the of and to in is are was were be been being that this these those with for from by on at as it its you your yours
			we our us they their them he she his her have has had do does did not no if or but so can could will would should may
			might must when what which who whom whose how why where there here than then more most any all some such about into
			after before between because while only also just other an my me i`
	case "fr":
		return `le la les l un une des du de d et est sont était être été que qu qui quoi dont où ce cet cette ces c il elle ils elles
			on nous vous votre vos notre nos leur leurs son sa ses mon ma mes se s ne n pas plus ni ou mais donc si pour par avec sans
			sur sous dans en au aux à entre chez comme quand lorsque afin car cela ceci ont avez avons a peut peuvent pouvez doit
			doivent devez fait faire tout tous toute toutes aussi très bien même y lui`
	case "es":
		return `el la los las lo un una unos unas de del y e o u que qué quien quién cual cuál cuando cuándo donde dónde como cómo si
			no se su sus tu tus le les me te nos mi mis es son era fue ser está están hay ha han he haber para por con sin sobre
			entre desde hasta en a al más pero porque este esta estos estas ese esa eso esto aquí ya también muy puede pueden debe
			deben tiene tienen usted ustedes cada todo toda todos todas otro otra`
	case "pt":
		return `o a os as um uma uns umas de do da dos das e ou que quem qual quando onde como se não seu sua seus suas é são foi ser
			está estão há tem têm para por pelo pela com sem sobre entre desde até em no na nos nas ao aos à às mais mas porque este
			esta isto isso esse essa você vocês nós ele ela eles elas também muito pode podem deve cada todo toda todos todas`
	case "it":
		return `il lo la i gli le l un uno una di del dello della dei degli delle d e ed o che chi cui quale quando dove come se non si
			suo sua suoi sue è sono era essere sia ha hanno ho per con senza su sul sulla tra fra da dal dalla dai in nel nella nei
			nelle a al alla ai alle più ma perché questo questa questi queste quello anche molto può possono deve ogni tutto tutti`
	case "ca":
		return `el la els les un una uns unes de del dels i o que qui qual quan on com si no es se seu seva és són era ser està hi ha
			han per amb sense sobre entre des fins en a al als més però perquè aquest aquesta això també molt pot poden cada tot tots`
	case "de":
		return `der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren sein wird werden wurde hat
			haben ich sie er es wir ihr ihre ihren ihrem ihnen sich nicht kein keine mit von vom zu zum zur für auf aus bei beim nach
			in im an am über unter wenn wie was wer wo dass weil auch nur noch mehr kann können soll muss müssen durch gegen alle`
	case "nl":
		return `de het een en of maar is zijn was waren wordt worden werd heeft hebben ik u uw je jij hij zij ze we wij niet geen met
			van voor op uit bij naar in aan over onder als wie wat waar hoe dat die dit deze ook nog meer kan kunnen moet moeten
			door tegen om te er alle`
	case "sv":
		return `och att det som en ett den är var för på med av till från i om inte har hade kan ska vill du din dina ditt vi vår ni er
			de dem han hon eller men så när hur vad vem där här också bara alla detta denna dessa`
	case "da", "nb", "no", "nn":
		return `og at det som en et den er var for på med af av til fra i om ikke har havde kan skal vil du din dine dit vi vår vores
			de dem han hun eller men så når hvordan hvad hva hvem der her også bare alle dette denne disse`
	case "fi":
		return `ja on ei se että jos kun niin tai mutta myös voi ovat oli olla sinun sinä me te he tämä nämä joka jotka mitä miten missä
			kuin kanssa sekä vain`
	case "pl":
		return `i w we na z ze do nie się to jest są był była być że jak jeśli lub albo ale oraz dla od po przez przy o co kto który
			która które gdy kiedy gdzie czy może mogą należy twój twoje swoje ich jego jej ten ta te tego także tylko`
	case "cs", "sk":
		return `a v ve na z ze do ne se si to je jsou byl být že jak pokud nebo ale pro od po přes při o co kdo který která které když kde
			může mohou váš vaše své jeho její ten ta te toho také jen`
	case "ro":
		return `și în la de din pe cu nu este sunt a fost fi că dacă sau dar pentru prin ce care când unde cum poate pot trebuie
			dumneavoastră dvs lui ei lor acest această aceste mai doar un o al ale`
	case "hu":
		return `a az és vagy de hogy nem ha is van volt lesz egy ez azt ezt meg csak mint minden ön önnek az ki mi hol hogyan kell lehet`
	case "tr":
		return `ve bir bu da de için ile veya ama değil ne nasıl nerede daha çok en gibi olarak olan var yok sizin size siz her ki mi`
	case "vi":
		return `và là của có không các một những được cho với này đó khi nếu hoặc bạn trong trên từ để về người như đã sẽ cần phải`
	case "id", "ms":
		return `dan yang di ke dari untuk dengan tidak ini itu atau anda adalah jika akan pada bisa dapat harus juga oleh saat apa
			bagaimana sebuah para kami mereka`
	case "tl", "fil":
		return `ang ng mga sa na at ay hindi kung o para ito iyon ang inyong iyong ikaw kayo kami sila may mayroon kapag paano ano saan`
	case "ht":
		return `ak nan yo ki pou li ou se pa yon gen si lè oswa men nou mwen w n l sa sou kijan kote tout poukisa dwe ka`
	case "so":
		return `iyo waa in ka ku ay oo uu si la ah haddii ama laakiin waxaa aad adiga kaaga u soo ee`
	case "sw":
		return `na ya wa kwa ni za la katika au lakini kama hii hizo yako wewe sisi wao kuwa si hakuna jinsi wakati`
	case "ru":
		return `и в во на с со к по не что это как если или но для от до из у о об за при вы вас вам ваш ваши мы они он она его ее их
			который которые когда где может можно нужно также только был быть есть все`
	case "uk":
		return `і й в у на з із до не що це як якщо або але для від за при ви вас вам ваш ваші ми вони він вона його її їх який які коли
			де може можна потрібно також тільки був бути є всі`
	case "bg":
		return `и в във на с със к по не че това как ако или но за от до из вие вас ваш вашите ние те той тя негов който които кога
			къде може трябва също само беше е са да се`
	case "el":
		return `και το τα ο η οι του της των τον την να θα δεν που πως αν ή αλλά για από με σε στο στη στην στα είναι ήταν σας μας
			τους αυτό αυτή πότε πού μπορεί πρέπει επίσης μόνο ένα μια`
	case "ar":
		return `في من على إلى عن أن إن كان هذا هذه ذلك التي الذي ما لا لم لن أو و ثم إذا كما قد كل بعد قبل عند مع هو هي هم أنت كيف أين متى`
	case "fa":
		return `و در به از که این آن را با برای است بود شد می های یا اما اگر هر هم نیز شما ما آنها چه چگونه کجا تا بر نمی باید`
	case "ur":
		return `اور کے کی کا میں سے کو ہے ہیں نے پر یہ وہ کہ جو اگر یا لیکن آپ ہم ان کیا کیسے کہاں نہیں بھی تو کر`
	case "he":
		return `של את על לא זה זו הוא היא הם אתם או אם כי גם אל עם מה מי איך איפה כל יש אין היה להיות רק כמו`
	case "hi":
		return `और के की का में से को है हैं ने पर यह वह कि जो अगर या लेकिन आप हम क्या कैसे कहाँ नहीं भी तो कर एक`
	}
	return ""
}

// Tongue tells texts in one language from texts in another.
type Tongue struct {
	mine, other     map[string]bool
	script, foreign map[*unicode.RangeTable]bool
	alien           bool // the two have no script in common
}

// NewTongue returns what tells texts in the source's language from those in the translation's, both BCP 47.
func NewTongue(source, translation string) *Tongue {
	a, b := language.Make(source), language.Make(translation)
	t := &Tongue{mine: wordSet(a), other: wordSet(b), script: scripts(a), foreign: scripts(b)}
	for w := range t.mine {
		if t.other[w] {
			delete(t.mine, w)
			delete(t.other, w)
		}
	}
	t.alien = true
	for s := range t.script {
		t.alien = t.alien && !t.foreign[s]
	}
	return t
}

func wordSet(t language.Tag) map[string]bool {
	base, _ := t.Base()
	out := map[string]bool{}
	for w := range strings.FieldsSeq(functionWords(base.String())) {
		out[w] = true
	}
	return out
}

// scripts returns the scripts that a language is written in.
func scripts(t language.Tag) map[*unicode.RangeTable]bool {
	s, _ := t.Script()
	switch s.String() {
	case "Hans", "Hant", "Hani":
		return map[*unicode.RangeTable]bool{unicode.Han: true}
	case "Jpan":
		return map[*unicode.RangeTable]bool{unicode.Han: true, unicode.Hiragana: true, unicode.Katakana: true}
	case "Kore":
		return map[*unicode.RangeTable]bool{unicode.Hangul: true, unicode.Han: true}
	}
	for name, table := range unicode.Scripts {
		if code, ok := scriptName(name); ok && code == s.String() {
			return map[*unicode.RangeTable]bool{table: true}
		}
	}
	return map[*unicode.RangeTable]bool{unicode.Latin: true}
}

// scriptName returns the code of a script that a language of ours may be in.
func scriptName(name string) (code string, ok bool) {
	switch name {
	case "Arabic", "Armenian", "Cyrillic", "Ethiopic", "Greek", "Hebrew", "Khmer", "Latin", "Tamil", "Telugu", "Thai":
		return name[:4], true
	case "Bengali":
		return "Beng", true
	case "Devanagari":
		return "Deva", true
	case "Georgian":
		return "Geor", true
	case "Gujarati":
		return "Gujr", true
	case "Gurmukhi":
		return "Guru", true
	case "Canadian_Aboriginal":
		return "Cans", true
	case "Myanmar":
		return "Mymr", true
	}
	return "", false
}

// Verdict says what a sentence is written in.
type Verdict uint8

// The verdicts: Unknown is a sentence too short or too full of names to tell.
const (
	Unknown Verdict = iota
	Translated
	Untranslated
)

// Judge tells whether a sentence is in the source's language. It says so only where it is sure: at least four words,
// two of which hold the source's sentences together, and hardly any of the translation's.
func (t *Tongue) Judge(sentence string) Verdict {
	if t.alien {
		return t.judgeScript(sentence)
	}
	n, mine, other := 0, 0, 0
	EachWord(Unquoted(sentence), func(w string, _, _ int) {
		n++
		switch w = strings.ToLower(w); {
		case t.mine[w]:
			mine++
		case t.other[w]:
			other++
		}
	})
	switch {
	case n < 4:
		return Unknown
	case mine >= 2 && mine*6 >= n && mine > 2*other && (len(t.other) > 0 || mine*3 >= n):
		return Untranslated
	case other > 0 || len(t.other) == 0:
		return Translated
	case mine == 0:
		return Unknown
	}
	return Unknown
}

// judgeScript tells by the letters: hardly any may be the translation's.
func (t *Tongue) judgeScript(sentence string) Verdict {
	text := Unquoted(sentence)
	mine, foreign := 0, 0
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r):
		case in(t.foreign, r):
			foreign++
		case in(t.script, r):
			mine++
		}
	}
	if foreign*10 > mine {
		return Translated
	}
	n, held := 0, 0
	EachWord(text, func(w string, _, _ int) {
		n++
		if t.mine[strings.ToLower(w)] {
			held++
		}
	})
	if held >= 1 && n >= 5 || held >= 2 && n >= 4 || n >= 8 || len(t.mine) == 0 && mine >= 12 {
		return Untranslated
	}
	return Unknown
}

func in(tables map[*unicode.RangeTable]bool, r rune) bool {
	for t := range tables {
		if unicode.Is(t, r) {
			return true
		}
	}
	return false
}
