//! The names of the days of the week, as `months` has those of the months.

/// Of each language the seven days from Monday, in the same way. Names of two letters stand here only
/// for languages whose feeds have them.
pub(super) const WEEKDAYS: &[(&str, &str)] = &[
    (
        "Albanian",
        "e_hënë/hën e_martë/mar e_mërkurë/mër e_enjte/enj e_premte/pre e_shtunë/sht \
         e_diel/die",
    ),
    (
        "Arabic",
        "الاثنين/إثنين الثلاثاء/ثلاثاء الأربعاء/أربعاء الخميس/خميس الجمعة/جمعة السبت/سبت \
         الأحد/أحد",
    ),
    (
        "Armenian",
        "երկուշաբթի/երկ երեքշաբթի/երք չորեքշաբթի/չրք հինգշաբթի/հնգ ուրբաթ/ուր շաբաթ/շբթ \
         կիրակի/կիր",
    ),
    (
        "Azerbaijani",
        "bazar_ertəsi çərşənbə_axşamı çərşənbə cümə_axşamı cümə şənbə bazar",
    ),
    (
        "Basque",
        "astelehena asteartea asteazkena osteguna ostirala larunbata igandea",
    ),
    (
        "Belarusian",
        "панядзелак/пн аўторак/аў серада/ср чацвер/чц пятніца/пт субота/сб нядзеля/нд",
    ),
    (
        "Bosnian",
        "ponedjeljak/pon utorak/uto srijeda/sri četvrtak/čet petak/pet subota/sub \
         nedjelja/ned",
    ),
    (
        "Bulgarian",
        "понеделник/пн вторник/вт сряда/ср четвъртък/чт петък/пт събота/сб неделя/нд",
    ),
    (
        "Catalan",
        "dilluns dimarts dimecres dijous divendres dissabte diumenge",
    ),
    (
        "Chinese",
        "星期一/周一/週一 星期二/周二/週二 星期三/周三/週三 星期四/周四/週四 星期五/周五/週五 \
         星期六/周六/週六 星期日/星期天/周日/週日",
    ),
    (
        "Croatian",
        "ponedjeljak/pon utorak/uto srijeda/sri četvrtak/čet petak/pet subota/sub \
         nedjelja/ned",
    ),
    (
        "Czech",
        "pondělí/po úterý/út středa/st čtvrtek/čt pátek/pá sobota/so neděle/ne",
    ),
    (
        "Danish",
        "mandag/man/ma tirsdag/tirs/ti onsdag/ons/on torsdag/tors/to fredag/fre/fr \
         lørdag/lør/lø søndag/søn/sø",
    ),
    (
        "Dutch",
        "maandag/ma dinsdag/di woensdag/wo donderdag/do vrijdag/vr zaterdag/za zondag/zo",
    ),
    (
        "English",
        "Monday/Mon Tuesday/Tues/Tue Wednesday/Weds/Wed Thursday/Thurs/Thur/Thu Friday/Fri \
         Saturday/Sat Sunday/Sun",
    ),
    (
        "Estonian",
        "esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev",
    ),
    (
        "Finnish",
        "maanantaina/maanantai/ma tiistaina/tiistai/ti keskiviikkona/keskiviikko/ke \
         torstaina/torstai/to perjantaina/perjantai/pe lauantaina/lauantai/la sunnuntai/su",
    ),
    (
        "French",
        "lundi/lun mardi/mar mercredi/mer jeudi/jeu vendredi/ven samedi/sam dimanche/dim",
    ),
    (
        "Galician",
        "luns martes/mar mércores/mér xoves/xov venres/ven sábado/sáb domingo/dom",
    ),
    (
        "Georgian",
        "ორშაბათი/ორშ სამშაბათი/სამ ოთხშაბათი/ოთხ ხუთშაბათი/ხუთ პარასკევი/პარ შაბათი/შაბ \
         კვირა/კვი",
    ),
    (
        "German",
        "Montag/Mo Dienstag/Di Mittwoch/Mi Donnerstag/Do Freitag/Fr Samstag/Sa/Sonnabend \
         Sonntag/So",
    ),
    (
        "Greek",
        "Δευτέρα/Δευ Τρίτη/Τρί Τετάρτη/Τετ Πέμπτη/Πέμ Παρασκευή/Παρ Σάββατο/Σάβ Κυριακή/Κυρ",
    ),
    (
        "Hebrew",
        "יום_שני/יום_ב יום_שלישי/יום_ג יום_רביעי/יום_ד יום_חמישי/יום_ה יום_שישי/יום_ו \
         יום_שבת/שבת יום_ראשון/יום_א",
    ),
    (
        "Hungarian",
        "hétfő kedd szerda/sze csütörtök/cs péntek/pén szombat/szo vasárnap/vas",
    ),
    (
        "Icelandic",
        "mánudagur/mán þriðjudagur/þri/þr miðvikudagur/mið fimmtudagur/fim föstudagur/fös \
         laugardagur/lau sunnudagur/sun",
    ),
    (
        "Indonesian",
        "Senin/Sen Selasa/Sel Rabu/Rab Kamis/Kam Jumat/Jum Sabtu/Sab Minggu/Min",
    ),
    (
        "Irish",
        "Dé_Luain/Luan Dé_Máirt/Máirt Dé_Céadaoin/Céad Déardaoin/Déar Dé_hAoine/Aoine \
         Dé_Sathairn/Sath Dé_Domhnaigh/Domh",
    ),
    (
        "Italian",
        "lunedì/lun martedì/mar mercoledì/mer giovedì/gio venerdì/ven sabato/sab domenica/dom",
    ),
    (
        "Japanese",
        "月曜日/月曜 火曜日/火曜 水曜日/水曜 木曜日/木曜 金曜日/金曜 土曜日/土曜 日曜日/日曜",
    ),
    (
        "Kazakh",
        "дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі",
    ),
    ("Korean", "월요일 화요일 수요일 목요일 금요일 토요일 일요일"),
    (
        "Kyrgyz",
        "дүйшөмбү/дүй шейшемби/шейш шаршемби/шарш бейшемби/бейш жума ишемби/ишм жекшемби/жек",
    ),
    (
        "Latvian",
        "pirmdiena/pirmd otrdiena/otrd trešdiena/trešd ceturtdiena/ceturtd piektdiena/piektd \
         sestdiena/sestd svētdiena/svētd",
    ),
    (
        "Lithuanian",
        "pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis \
         sekmadienis",
    ),
    (
        "Luxembourgish",
        "Méindeg Dënschdeg Mëttwoch Donneschdeg Freideg Samschdeg Sonndeg",
    ),
    (
        "Macedonian",
        "понеделник/пон вторник/вто среда/сре четврток/чет петок/пет сабота/саб недела/нед",
    ),
    (
        "Malay",
        "Isnin/Isn Selasa/Sel Rabu/Rab Khamis/Kha Jumaat/Jum Sabtu/Sab Ahad/Ahd",
    ),
    (
        "Maltese",
        "It-Tnejn/Tne It-Tlieta/Tli L-Erbgħa/Erb Il-Ħamis/Ħam Il-Ġimgħa/Ġim Is-Sibt/Sib \
         Il-Ħadd/Ħad",
    ),
    ("Mongolian", "даваа мягмар лхагва пүрэв баасан бямба ням"),
    (
        "Norwegian",
        "mandag/man/ma tirsdag/tir/ti onsdag/ons/on torsdag/tor/to fredag/fre/fr \
         lørdag/lør/lø søndag/søn/sø",
    ),
    (
        "Nynorsk",
        "måndag/mån tysdag/tirsdag/tys onsdag/ons torsdag/tor fredag/fre laurdag/lørdag/lau \
         søndag/søn",
    ),
    (
        "Polish",
        "poniedziałek/pon/pn wtorek/wto/wt środa/śro/śr czwartek/czw/cz piątek/pią/pt sobota/sob \
         niedziela/niedz/nie/nd",
    ),
    (
        "Portuguese",
        "segunda-feira/seg terça-feira/ter quarta-feira/qua quinta-feira/qui sexta-feira/sex \
         sábado/sáb domingo/dom",
    ),
    (
        "Romanian",
        "luni/lun marți/mar miercuri/mie joi vineri/vin sâmbătă/sâm duminică/dum",
    ),
    (
        "Romansh",
        "glindesdi/gli mardi mesemna gievgia/gie venderdi sonda dumengia",
    ),
    (
        "Russian",
        "понедельник/пн вторник/вт среда/ср четверг/чт пятница/пт суббота/сб воскресенье/вс",
    ),
    (
        "Serbian",
        "понедељак/пон уторак/уто среда/сре четвртак/чет петак/пет субота/суб недеља/нед",
    ),
    (
        "Serbian in Latin letters",
        "ponedeljak/pon utorak/uto sreda/sre četvrtak/čet petak/pet subota/sub nedelja/ned",
    ),
    (
        "Slovak",
        "pondelok/po utorok/ut streda/st štvrtok/št piatok/pi sobota/so nedeľa/ne",
    ),
    (
        "Slovene",
        "ponedeljek/pon torek/tor sreda/sre četrtek/čet petek/pet sobota/sob nedelja/ned",
    ),
    (
        "Spanish",
        "lunes/lun martes/mar miércoles/mié jueves/jue viernes/vie sábado/sáb domingo/dom",
    ),
    (
        "Swedish",
        "måndag/mån/må tisdag/tis/ti onsdag/ons/on torsdag/tors/to fredag/fre/fr \
         lördag/lör/lö söndag/sön/sö",
    ),
    (
        "Tajik",
        "Душанбе/Дшб Сешанбе/Сшб Чоршанбе/Чшб Панҷшанбе/Пшб Ҷумъа/Ҷмъ Шанбе/Шнб Якшанбе/Яшб",
    ),
    (
        "Turkish",
        "Pazartesi/Pzt Salı/Sal Çarşamba/Çar Perşembe/Per Cuma/Cum Cumartesi/Cmt Pazar/Paz",
    ),
    (
        "Turkmen",
        "duşenbe/duş sişenbe/siş çarşenbe/çar penşenbe/pen anna/ann şenbe/şen ýekşenbe/ýek",
    ),
    (
        "Ukrainian",
        "понеділок/пн вівторок/вт середа/ср четвер/чт пʼятниця/пт субота/сб неділя/нд",
    ),
    (
        "Uzbek",
        "dushanba/Dush seshanba/Sesh chorshanba/Chor payshanba/Pay juma/Jum shanba/Shan \
         yakshanba/Yak",
    ),
    (
        "Uzbek in Cyrillic letters",
        "душанба/душ сешанба/сеш чоршанба/чор пайшанба/пай жума/жум шанба/шан якшанба/якш",
    ),
    (
        "Vietnamese",
        "Thứ_Hai Thứ_Ba Thứ_Tư Thứ_Năm Thứ_Sáu Thứ_Bảy Chủ_Nhật",
    ),
    (
        "Welsh",
        "Dydd_Llun/Llun Dydd_Mawrth/Maw Dydd_Mercher/Mer Dydd_Iau/Iau Dydd_Gwener/Gwen/Gwe \
         Dydd_Sadwrn/Sad Dydd_Sul/Sul",
    ),
];
