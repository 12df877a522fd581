package parse

import "strings"

// monthNames holds, for each month, how its name begins in the languages that write it with letters: enough letters to tell it
// from the others. Names and abbreviations as in the Unicode CLDR's Gregorian calendars, lower case.
var monthNames = [12]string{
	"jan janv janu januar january januari janvier enero ene gennaio gen styczeń stycznia sty stycz leden ledna led január január január янв январь января січ січня січень ocak oca ianuarie ian tammikuu tammikuuta tammi ιαν ιανουαρίου ιανουάριος يناير janeiro xaneiro gener sij siječanj siječnja ינואר januára jaan jaanuar",
	"feb febr februar february februari février févr fév febrero febbraio fevereiro fev luty lutego lut únor února úno február фев февр февраль февраля лют лютий лютого şubat şub februarie helmikuu helmikuuta helmi φεβ φεβρουαρίου φεβρουάριος فبراير febrer velj veljača veljače פברואר februára veebr veebruar",
	"mar march mär märz mrz mars marzo março maart mrt marca marzec marz březen března bře március márc marec март марта мар бер березень березня mart martie maaliskuu maaliskuuta maalis μαρ μαρτίου μάρτιος مارس març ožu ožujak ožujka מרץ marts märts",
	"apr april avr avril abril abr aprile kwi kwiecień kwietnia duben dubna dub április ápr apríl apríla апр апрель апреля кві квіт квітень квітня nisan nis aprilie huhtikuu huhtikuuta huhti απρ απριλίου απρίλιος أبريل ابريل tra travanj travnja אפריל aprill",
	"may mai maj mayo maggio mag maio mei maja květen května kvě május máj máj mája май мая тра травень травня mayıs toukokuu toukokuuta touko μαΐ μαΐου μάιος مايو maig svi svibanj svibnja מאי",
	"jun june juni juin junio giugno giu junho cze czerwiec czerwca červen června čvn június jún júna июн июнь июня чер черв червень червня haziran haz iunie iun kesäkuu kesäkuuta kesä ιουν ιουνίου ιούνιος يونيو juny lip lipanj lipnja יוני juuni",
	"jul july juli juillet juil julio luglio lug julho lipiec lipca červenec července čvc július júl júla июл июль июля лип липень липня temmuz tem iulie iul heinäkuu heinäkuuta heinä ιουλ ιουλίου ιούλιος يوليو juliol srp srpanj srpnja יולי juuli",
	"aug august augusti août aoû agosto ago sie sierpień sierpnia srpen srpna srp augusztus augusta авг август августа сер серп серпень серпня ağustos ağu elokuu elokuuta elo αυγ αυγούστου αύγουστος أغسطس agost kol kolovoz kolovoza אוגוסט augustus",
	"sep sept september septembre septiembre settembre set setembro wrz wrzesień września září zář szeptember szept septembra сен сент сентябрь сентября вер верес вересень вересня eylül eyl septembrie syyskuu syyskuuta syys σεπ σεπτεμβρίου σεπτέμβριος سبتمبر setembre ruj rujan rujna ספטמבר",
	"oct october oktober okt octobre octubre ottobre ott outubro out październik października paź říjen října říj október októbra окт октябрь октября жов жовт жовтень жовтня ekim eki octombrie lokakuu lokakuuta loka οκτ οκτωβρίου οκτώβριος أكتوبر listopad listopada אוקטובר oktoober",
	"nov november novembre noviembre novembro listopad listopada lis studený novembra ноя нояб ноябрь ноября лис листоп листопад листопада kasım kas noiembrie marraskuu marraskuuta marras νοε νοεμβρίου νοέμβριος نوفمبر studeni studenoga נובמבר",
	"dec december dez dezember décembre déc diciembre dic dicembre dezembro grudzień grudnia gru prosinec prosince pro decembra дек декабрь декабря гру груд грудень грудня aralık ara decembrie joulukuu joulukuuta joulu δεκ δεκεμβρίου δεκέμβριος ديسمبر desembre des desember pros prosinac prosinca דצמבר detsember",
}

// ambiguous are names that mean two months in two languages; the commoner reading is kept.
var ambiguous = map[string]int{"listopad": 11, "listopada": 11, "lip": 7, "srp": 8, "lis": 11, "tra": 5}

var monthOf = func() map[string]int {
	m := map[string]int{}
	for i, names := range monthNames {
		for _, n := range strings.Fields(names) {
			m[n] = i + 1
		}
	}
	for n, month := range ambiguous {
		m[n] = month
	}
	return m
}()
