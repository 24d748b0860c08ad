//! The names of the months in the languages that feeds are written in.
//!
//! The names are those of the Unicode CLDR, with others that are in use beside them. Accents and case
//! do not matter where names are looked up.

/// Of each language the twelve months: where there are two cases, the one that dates have, then
/// the other; then the short names. `_` is a blank.
pub(super) const MONTHS: &[(&str, &str)] = &[
    (
        "Arabic",
        "يناير/كانون_الثاني/جانفي فبراير/شباط/فيفري مارس/آذار أبريل/نيسان/أفريل مايو/أيار/ماي \
         يونيو/حزيران/جوان يوليو/تموز/جويلية أغسطس/آب/أوت سبتمبر/أيلول/شتنبر \
         أكتوبر/تشرين_الأول نوفمبر/تشرين_الثاني/نونبر ديسمبر/كانون_الأول/دجنبر",
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
        "Galician",
        "xaneiro/xan febreiro/feb marzo/mar abril/abr maio xuño xullo/xul agosto/ago \
         setembro/set outubro/out novembro/nov decembro/dec",
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
        "Romansh",
        "schaner/schan favrer/favr mars avrigl/avr matg zercladur/zercl fanadur/fan avust \
         settember/sett october/oct november/nov december/dec",
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
        "Swedish",
        "januari/jan februari/feb mars april/apr maj juni juli augusti/aug september/sep \
         oktober/okt november/nov december/dec",
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
        "Welsh",
        "Ionawr/Ion Chwefror/Chwef/Chw Mawrth/Maw Ebrill/Ebr Mai Mehefin/Meh \
         Gorffennaf/Gorff/Gor Awst Medi Hydref/Hyd Tachwedd/Tach Rhagfyr/Rhag",
    ),
];
