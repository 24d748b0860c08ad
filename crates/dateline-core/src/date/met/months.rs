//! The names of the months in the languages that feeds are written in.
//!
//! The names are those of the Unicode CLDR, with others that are in use beside them. Accents and case
//! do not matter where names are looked up.

/// Of each language the twelve months: where there are two cases, the one that dates have, then
/// the other; then the short names. `_` is a blank.
pub(super) const MONTHS: &[(&str, &str)] = &[
    (
        "Albanian",
        "janar/jan shkurt/shk mars/mar prill/pri maj qershor/qer korrik/korr gusht/gush \
         shtator/sht tetor/tet nëntor/nën dhjetor/dhj",
    ),
    (
        "Arabic",
        "يناير/كانون_الثاني/جانفي فبراير/شباط/فيفري مارس/آذار أبريل/نيسان/أفريل مايو/أيار/ماي \
         يونيو/حزيران/جوان يوليو/تموز/جويلية أغسطس/آب/أوت سبتمبر/أيلول/شتنبر \
         أكتوبر/تشرين_الأول نوفمبر/تشرين_الثاني/نونبر ديسمبر/كانون_الأول/دجنبر",
    ),
    (
        "Armenian",
        "հունվարի/հունվար/հնվ փետրվարի/փետրվար/փտվ մարտի/մարտ/մրտ ապրիլի/ապրիլ/ապր \
         մայիսի/մայիս/մյս հունիսի/հունիս/հնս հուլիսի/հուլիս/հլս օգոստոսի/օգոստոս/օգս \
         սեպտեմբերի/սեպտեմբեր/սեպ հոկտեմբերի/հոկտեմբեր/հոկ նոյեմբերի/նոյեմբեր/նոյ \
         դեկտեմբերի/դեկտեմբեր/դեկ",
    ),
    (
        "Azerbaijani",
        "yanvar/yan fevral/fev mart/mar aprel/apr may iyun/iyn iyul/iyl avqust/avq \
         sentyabr/sen oktyabr/okt noyabr/noy dekabr/dek",
    ),
    (
        "Basque",
        "urtarrila/urt otsaila/ots martxoa/mar apirila/api maiatza/mai ekaina/eka uztaila/uzt \
         abuztua/abu iraila/ira urria/urr azaroa/aza abendua/abe",
    ),
    (
        "Belarusian",
        "студзеня/студзень/сту лютага/люты/лют сакавіка/сакавік/сак красавіка/красавік/кра \
         мая/май чэрвеня/чэрвень/чэр ліпеня/ліпень/ліп жніўня/жнівень/жні \
         верасня/верасень/вер кастрычніка/кастрычнік/кас лістапада/лістапад/ліс \
         снежня/снежань/сне",
    ),
    (
        "Bosnian",
        "januar/jan februar/feb mart/mar april/apr maj juni/jun juli/jul august/aug \
         septembar/sep oktobar/okt novembar/nov decembar/dec",
    ),
    (
        "Bulgarian",
        "януари/яну февруари/фев март април/апр май юни юли август/авг септември/сеп \
         октомври/окт ноември/ное декември/дек",
    ),
    (
        "Catalan",
        "gener/gen febrer/febr març abril/abr/d'abril maig juny juliol/jul agost/ag/d'agost \
         setembre/set octubre/oct/d'octubre novembre/nov desembre/des",
    ),
    (
        "Croatian",
        "siječnja/siječanj/sij veljače/veljača/velj ožujka/ožujak/ožu travnja/travanj/tra \
         svibnja/svibanj/svi lipnja/lipanj/lip srpnja/srpanj/srp kolovoza/kolovoz/kol \
         rujna/rujan/ruj listopada/listopad/lis studenoga/studeni/stu prosinca/prosinac/pro",
    ),
    (
        "Czech",
        "ledna/leden/led února/únor/úno března/březen/bře dubna/duben/dub května/květen/kvě \
         června/červen/čvn července/červenec/čvc srpna/srpen/srp září/zář října/říjen/říj \
         listopadu/listopad/lis prosince/prosinec/pro",
    ),
    (
        "Danish",
        "januar/jan februar/feb marts/mar april/apr maj juni/jun juli/jul august/aug \
         september/sep oktober/okt november/nov december/dec",
    ),
    (
        "Dutch",
        "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug \
         september/sep oktober/okt november/nov december/dec",
    ),
    (
        "Estonian",
        "jaanuar/jaan veebruar/veebr märts aprill/apr mai juuni juuli august/aug \
         september/sept oktoober/okt november/nov detsember/dets",
    ),
    (
        "Finnish",
        "tammikuuta/tammikuu/tammi helmikuuta/helmikuu/helmi maaliskuuta/maaliskuu/maalis \
         huhtikuuta/huhtikuu/huhti toukokuuta/toukokuu/touko kesäkuuta/kesäkuu/kesä \
         heinäkuuta/heinäkuu/heinä elokuuta/elokuu/elo syyskuuta/syyskuu/syys \
         lokakuuta/lokakuu/loka marraskuuta/marraskuu/marras joulukuuta/joulukuu/joulu",
    ),
    (
        "French",
        "janvier/janv février/févr/fév mars avril/avr mai juin juillet/juil août \
         septembre/sept octobre/oct novembre/nov décembre/déc",
    ),
    (
        "Galician",
        "xaneiro/xan febreiro/feb marzo/mar abril/abr maio xuño xullo/xul agosto/ago \
         setembro/set outubro/out novembro/nov decembro/dec",
    ),
    (
        "Georgian",
        "იანვარი/იან თებერვალი/თებ მარტი/მარ აპრილი/აპრ მაისი/მაი ივნისი/ივნ ივლისი/ივლ \
         აგვისტო/აგვ სექტემბერი/სექ ოქტომბერი/ოქტ ნოემბერი/ნოე დეკემბერი/დეკ",
    ),
    (
        "German",
        "Januar/Jan/Jänner Februar/Feb/Feber März/Mär/Mrz April/Apr Mai Juni/Jun Juli/Jul \
         August/Aug September/Sept/Sep Oktober/Okt November/Nov Dezember/Dez",
    ),
    (
        "Greek",
        "Ιανουαρίου/Ιανουάριος/Ιαν Φεβρουαρίου/Φεβρουάριος/Φεβ Μαρτίου/Μάρτιος/Μαρ \
         Απριλίου/Απρίλιος/Απρ Μαΐου/Μάιος/Μαΐ Ιουνίου/Ιούνιος/Ιουν Ιουλίου/Ιούλιος/Ιουλ \
         Αυγούστου/Αύγουστος/Αυγ Σεπτεμβρίου/Σεπτέμβριος/Σεπ/Σεπτ Οκτωβρίου/Οκτώβριος/Οκτ \
         Νοεμβρίου/Νοέμβριος/Νοε Δεκεμβρίου/Δεκέμβριος/Δεκ",
    ),
    (
        "Hebrew",
        "ינואר/ינו פברואר/פבר מרץ אפריל/אפר מאי יוני יולי אוגוסט/אוג ספטמבר/ספט אוקטובר/אוק \
         נובמבר/נוב דצמבר/דצמ",
    ),
    (
        "Hungarian",
        "január/jan február/febr március/márc április/ápr május/máj június/jún július/júl \
         augusztus/aug szeptember/szept/szep október/okt november/nov december/dec",
    ),
    (
        "Icelandic",
        "janúar/jan febrúar/feb mars/mar apríl/apr maí júní/jún júlí/júl ágúst/ágú \
         september/sep október/okt nóvember/nóv desember/des",
    ),
    (
        "Indonesian",
        "Januari/Jan Februari/Feb Maret/Mar April/Apr Mei Juni/Jun Juli/Jul Agustus/Agu \
         September/Sep Oktober/Okt November/Nov Desember/Des",
    ),
    (
        "Irish",
        "Eanáir/Ean Feabhra/Feabh Márta Aibreán/Aib Bealtaine/Beal Meitheamh/Meith Iúil \
         Lúnasa/Lún Meán_Fómhair/MFómh Deireadh_Fómhair/DFómh Samhain/Samh Nollaig/Noll",
    ),
    (
        "Italian",
        "gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug \
         agosto/ago settembre/set/sett ottobre/ott novembre/nov dicembre/dic",
    ),
    (
        "Kazakh",
        "қаңтар/қаң ақпан/ақп наурыз/нау сәуір/сәу мамыр/мам маусым/мау шілде/шіл тамыз/там \
         қыркүйек/қыр қазан/қаз қараша/қар желтоқсан/жел",
    ),
    (
        "Kyrgyz",
        "январь/янв февраль/фев март/мар апрель/апр май июнь/июн июль/июл август/авг \
         сентябрь/сен октябрь/окт ноябрь/ноя декабрь/дек",
    ),
    (
        "Latvian",
        "janvāris/janv februāris/febr marts aprīlis/apr maijs jūnijs/jūn jūlijs/jūl \
         augusts/aug septembris/sept oktobris/okt novembris/nov decembris/dec",
    ),
    (
        "Lithuanian",
        "sausio/sausis/saus vasario/vasaris/vas kovo/kovas/kov balandžio/balandis/bal \
         gegužės/gegužė/geg birželio/birželis/birž liepos/liepa/liep rugpjūčio/rugpjūtis/rugp \
         rugsėjo/rugsėjis/rugs spalio/spalis/spal lapkričio/lapkritis/lapkr \
         gruodžio/gruodis/gruod",
    ),
    (
        "Luxembourgish",
        "Januar/Jan Februar/Feb Mäerz/Mäe Abrëll/Abr Mee Juni/Jun Juli/Jul August/Aug \
         September/Sep Oktober/Okt November/Nov Dezember/Dez",
    ),
    (
        "Macedonian",
        "јануари/јан февруари/фев март/мар април/апр мај јуни/јун јули/јул август/авг \
         септември/сеп октомври/окт ноември/ное декември/дек",
    ),
    (
        "Malay",
        "Januari/Jan Februari/Feb Mac April/Apr Mei Jun Julai/Jul Ogos/Ogo September/Sep \
         Oktober/Okt November/Nov Disember/Dis",
    ),
    (
        "Maltese",
        "Jannar/Jan Frar/Fra Marzu/Mar April/Apr Mejju/Mej Ġunju/Ġun Lulju/Lul Awwissu/Aww \
         Settembru/Set Ottubru/Ott Novembru/Nov Diċembru/Diċ",
    ),
    (
        "Mongolian",
        "нэгдүгээр_сар хоёрдугаар_сар гуравдугаар_сар дөрөвдүгээр_сар тавдугаар_сар \
         зургаадугаар_сар долоодугаар_сар наймдугаар_сар есдүгээр_сар аравдугаар_сар \
         арван_нэгдүгээр_сар арван_хоёрдугаар_сар",
    ),
    (
        "Norwegian",
        "januar/jan februar/feb mars april/apr mai juni/jun juli/jul august/aug september/sep \
         oktober/okt november/nov desember/des",
    ),
    (
        "Polish",
        "stycznia/styczeń/sty lutego/luty/lut marca/marzec/mar kwietnia/kwiecień/kwi maja/maj \
         czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz \
         października/październik/paź listopada/listopad/lis grudnia/grudzień/gru",
    ),
    (
        "Portuguese",
        "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul \
         agosto/ago setembro/set outubro/out novembro/nov dezembro/dez",
    ),
    (
        "Romanian",
        "ianuarie/ian februarie/feb martie/mar aprilie/apr mai iunie/iun iulie/iul august/aug \
         septembrie/sept octombrie/oct noiembrie/nov/noi decembrie/dec",
    ),
    (
        "Romansh",
        "schaner/schan favrer/favr mars avrigl/avr matg zercladur/zercl fanadur/fan avust \
         settember/sett october/oct november/nov december/dec",
    ),
    (
        "Russian",
        "января/январь/янв февраля/февраль/февр/фев марта/март/мар апреля/апрель/апр мая/май \
         июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сент/сен \
         октября/октябрь/окт ноября/ноябрь/нояб/ноя декабря/декабрь/дек",
    ),
    (
        "Serbian",
        "јануар/јан фебруар/феб март/мар април/апр мај јун/јуни јул/јули август/авг \
         септембар/сеп октобар/окт новембар/нов децембар/дец",
    ),
    (
        "Serbian in Latin letters",
        "januar/jan februar/feb mart/mar april/apr maj jun/juni jul/juli avgust/avg \
         septembar/sep oktobar/okt novembar/nov decembar/dec",
    ),
    (
        "Slovak",
        "januára/január/jan februára/február/feb marca/marec/mar apríla/apríl/apr mája/máj \
         júna/jún júla/júl augusta/august/aug septembra/september/sep októbra/október/okt \
         novembra/november/nov decembra/december/dec",
    ),
    (
        "Slovene",
        "januar/jan februar/feb marec/mar april/apr maj junij/jun julij/jul avgust/avg \
         september/sep oktober/okt november/nov december/dec",
    ),
    (
        "Spanish",
        "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago \
         septiembre/sept/setiembre/set/sep octubre/oct noviembre/nov diciembre/dic",
    ),
    (
        "Swedish",
        "januari/jan februari/feb mars april/apr maj juni juli augusti/aug september/sep \
         oktober/okt november/nov december/dec",
    ),
    (
        "Tajik",
        "Январ/Янв Феврал/Фев Март/Мар Апрел/Апр Май Июн Июл Август/Авг Сентябр/Сен \
         Октябр/Окт Ноябр/Ноя Декабр/Дек",
    ),
    (
        "Turkish",
        "Ocak/Oca Şubat/Şub Mart/Mar Nisan/Nis Mayıs/May Haziran/Haz Temmuz/Tem Ağustos/Ağu \
         Eylül/Eyl Ekim/Eki Kasım/Kas Aralık/Ara",
    ),
    (
        "Turkmen",
        "ýanwar/ýan fewral/few mart/Mar aprel/apr maý iýun iýul awgust/awg sentýabr/sen \
         oktýabr/okt noýabr/noý dekabr/dek",
    ),
    (
        "Ukrainian",
        "січня/січень/січ лютого/лютий/лют березня/березень/бер квітня/квітень/квіт \
         травня/травень/трав червня/червень/черв липня/липень/лип серпня/серпень/серп \
         вересня/вересень/вер жовтня/жовтень/жовт листопада/листопад/лист грудня/грудень/груд",
    ),
    (
        "Uzbek",
        "yanvar/yan fevral/fev mart/mar aprel/apr may iyun/iyn iyul/iyl avgust/avg \
         sentabr/sen oktabr/okt noyabr/noy dekabr/dek",
    ),
    (
        "Uzbek in Cyrillic letters",
        "январ/янв феврал/фев март/мар апрел/апр май июн июл август/авг сентябр/сен \
         октябр/окт ноябр/ноя декабр/дек",
    ),
    (
        "Welsh",
        "Ionawr/Ion Chwefror/Chwef/Chw Mawrth/Maw Ebrill/Ebr Mai Mehefin/Meh \
         Gorffennaf/Gorff/Gor Awst Medi Hydref/Hyd Tachwedd/Tach Rhagfyr/Rhag",
    ),
];
