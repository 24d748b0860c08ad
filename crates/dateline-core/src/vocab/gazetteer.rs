//! Places that datelines name.
//!
//! The places of the newsroom's datelines up to August 2025, with the spellings met there, the
//! capitals of all participating States, the seats of institutions and field operations, and towns
//! in which field operations work or meetings were held. Beyond the datelines that were seen, rows
//! are general knowledge, not confirmed (M). Labels are the English names, with the accents that the
//! OSCE writes where it writes the local name. Codes are made from the labels.
//!
//! What CLDR calls the cities that time zones are named after, in other languages, stands in `cldr.rs`;
//! the names of capitals and seats that have no time zone are aliases here.
//!
//! Spellings that differ only by accents, case or punctuation need no alias. Rows are sorted by
//! label without "The".

use self::Lies::{Abroad, In, InKosovo};
use super::{ParticipatingState as State, Vocabulary, cldr, vocabulary};

/// What a row says of a place.
enum Lies {
    In(State),
    /// Kosovo is no participating State, and the OSCE names no State for its towns.
    InKosovo,
    /// Outside the participating States: where Partners for Co-operation were hosts.
    Abroad,
}

vocabulary! {
    /// A place that is known by name.
    ///
    /// One place written in two languages is found as well as a place followed by its State.
    ///
    /// ```
    /// use dateline_core::vocab::{KnownPlace, ParticipatingState, Vocabulary};
    ///
    /// assert_eq!(KnownPlace::find("YERAVAN"), Some(KnownPlace::Yerevan));
    /// assert_eq!(KnownPlace::find("PRISHTINË/PRIŠTINA"), Some(KnownPlace::Pristina));
    /// assert_eq!(KnownPlace::find("OSH, Kyrgyzstan"), Some(KnownPlace::Osh));
    /// assert_eq!(KnownPlace::find("VIENNA/WARSAW"), None);
    ///
    /// assert_eq!(KnownPlace::Osh.state(), Some(ParticipatingState::Kyrgyzstan));
    /// assert!(!KnownPlace::Osh.is_capital());
    /// assert_eq!(KnownPlace::Pristina.state(), None);
    /// ```
    KnownPlace("place", "https://www.osce.org/places", facts: Lies, names: cldr::PLACES, shorten: one_name) {
        Akhalkalaki => "akhalkalaki", "Akhalkalaki", with In(State::Georgia);
        Aktau => "aktau", "Aktau", with In(State::Kazakhstan);
        Algiers => "algiers", "Algiers", with Abroad;
        Alicante => "alicante", "Alicante", with In(State::Spain);
        Almaty => "almaty", "Almaty", with In(State::Kazakhstan), also ["Alma-Ata"];
        Amman => "amman", "Amman", with Abroad;
        Amsterdam => "amsterdam", "Amsterdam", with In(State::Netherlands);
        Andijan => "andijan", "Andijan", with In(State::Uzbekistan);
        AndorraLaVella => "andorra-la-vella", "Andorra la Vella", with In(State::Andorra);
        Ankara => "ankara", "Ankara", with In(State::Turkiye), also ["Анкара"];
        Antalya => "antalya", "Antalya", with In(State::Turkiye);
        Antwerp => "antwerp", "Antwerp", with In(State::Belgium);
        Ashgabat => "ashgabat", "Ashgabat", with In(State::Turkmenistan), also ["Ashgabad", "Ashkhabad"];
        Astana => "astana", "Astana", with In(State::Kazakhstan), also ["Nur-Sultan", "Akmola", "Астана", "Нур-Султан", "Нұр-Сұлтан"];
        Athens => "athens", "Athens", with In(State::Greece);
        Atyrau => "atyrau", "Atyrau", with In(State::Kazakhstan);
        Avaza => "avaza", "Avaza", with In(State::Turkmenistan), also ["Awaza"];
        Baku => "baku", "Baku", with In(State::Azerbaijan), also ["Bakı"];
        Balkanabat => "balkanabat", "Balkanabat", with In(State::Turkmenistan);
        Balti => "balti", "Balti", with In(State::Moldova);
        Bangkok => "bangkok", "Bangkok", with Abroad;
        BanjaLuka => "banja-luka", "Banja Luka", with In(State::BosniaAndHerzegovina), also ["Бања Лука"];
        Barcelona => "barcelona", "Barcelona", with In(State::Spain);
        Basel => "basel", "Basel", with In(State::Switzerland);
        Batken => "batken", "Batken", with In(State::Kyrgyzstan);
        Batumi => "batumi", "Batumi", with In(State::Georgia);
        Becici => "becici", "Bečići", with In(State::Montenegro);
        Belfast => "belfast", "Belfast", with In(State::UnitedKingdom);
        Belgrade => "belgrade", "Belgrade", with In(State::Serbia), also ["Beograd"];
        Bender => "bender", "Bender", with In(State::Moldova), also ["Bendery", "Tighina"];
        Berane => "berane", "Berane", with In(State::Montenegro);
        Berlin => "berlin", "Berlin", with In(State::Germany);
        Bern => "bern", "Bern", with In(State::Switzerland), also ["Berne", "Berna", "Берн"];
        Bihac => "bihac", "Bihać", with In(State::BosniaAndHerzegovina);
        Bijeljina => "bijeljina", "Bijeljina", with In(State::BosniaAndHerzegovina);
        BijeloPolje => "bijelo-polje", "Bijelo Polje", with In(State::Montenegro);
        BilaTserkva => "bila-tserkva", "Bila Tserkva", with In(State::Ukraine);
        Birmingham => "birmingham", "Birmingham", with In(State::UnitedKingdom);
        Bishkek => "bishkek", "Bishkek", with In(State::Kyrgyzstan);
        Bitola => "bitola", "Bitola", with In(State::NorthMacedonia);
        Bled => "bled", "Bled", with In(State::Slovenia);
        Bokhtar => "bokhtar", "Bokhtar", with In(State::Tajikistan), also ["Qurghonteppa", "Kurgan-Tyube", "Kurghonteppa"];
        Bolzano => "bolzano", "Bolzano", with In(State::Italy), also ["Bolzano-Bozen"];
        Bonn => "bonn", "Bonn", with In(State::Germany);
        Bratislava => "bratislava", "Bratislava", with In(State::Slovakia);
        Brcko => "brcko", "Brčko", with In(State::BosniaAndHerzegovina);
        Brdo => "brdo", "Brdo", with In(State::Slovenia), also ["Brdo pri Kranju"];
        Brnjes => "brnjes", "Brnješ", with InKosovo, also ["Bërnjesh"];
        Brno => "brno", "Brno", with In(State::Czechia);
        Bruges => "bruges", "Bruges", with In(State::Belgium);
        Brussels => "brussels", "Brussels", with In(State::Belgium), also ["Bruxelles", "Brussel"];
        Bucharest => "bucharest", "Bucharest", with In(State::Romania), also ["București"];
        Budapest => "budapest", "Budapest", with In(State::Hungary);
        Budva => "budva", "Budva", with In(State::Montenegro);
        Bujanovac => "bujanovac", "Bujanovac", with In(State::Serbia);
        Bukhara => "bukhara", "Bukhara", with In(State::Uzbekistan);
        Burabay => "burabay", "Burabay", with In(State::Kazakhstan), also ["Borovoe"];
        Burgas => "burgas", "Burgas", with In(State::Bulgaria);
        Cacak => "cacak", "Čačak", with In(State::Serbia);
        Cairo => "cairo", "Cairo", with Abroad;
        Canberra => "canberra", "Canberra", with Abroad;
        Cardiff => "cardiff", "Cardiff", with In(State::UnitedKingdom);
        Cetinje => "cetinje", "Cetinje", with In(State::Montenegro);
        Chernihiv => "chernihiv", "Chernihiv", with In(State::Ukraine);
        Chernivtsi => "chernivtsi", "Chernivtsi", with In(State::Ukraine);
        Chisinau => "chisinau", "Chisinau", with In(State::Moldova), also ["Kishinev"];
        CholponAta => "cholpon-ata", "Cholpon-Ata", with In(State::Kyrgyzstan);
        ClujNapoca => "cluj-napoca", "Cluj-Napoca", with In(State::Romania);
        Comrat => "comrat", "Comrat", with In(State::Moldova);
        Constanta => "constanta", "Constanta", with In(State::Romania);
        Copenhagen => "copenhagen", "Copenhagen", with In(State::Denmark), also ["København"];
        Cordoba => "cordoba", "Cordoba", with In(State::Spain);
        Corfu => "corfu", "Corfu", with In(State::Greece);
        Danilovgrad => "danilovgrad", "Danilovgrad", with In(State::Montenegro);
        Dashoguz => "dashoguz", "Dashoguz", with In(State::Turkmenistan);
        Daugavpils => "daugavpils", "Daugavpils", with In(State::Latvia);
        Debar => "debar", "Debar", with In(State::NorthMacedonia);
        Dnipro => "dnipro", "Dnipro", with In(State::Ukraine), also ["Dnipropetrovsk"];
        Doboj => "doboj", "Doboj", with In(State::BosniaAndHerzegovina);
        Donetsk => "donetsk", "Donetsk", with In(State::Ukraine), also ["Донецьк", "Донецк"];
        Dresden => "dresden", "Dresden", with In(State::Germany);
        Drvar => "drvar", "Drvar", with In(State::BosniaAndHerzegovina);
        Dubasari => "dubasari", "Dubasari", with In(State::Moldova), also ["Dubossary"];
        Dublin => "dublin", "Dublin", with In(State::Ireland);
        Dubrovnik => "dubrovnik", "Dubrovnik", with In(State::Croatia);
        Durres => "durres", "Durres", with In(State::Albania);
        Dushanbe => "dushanbe", "Dushanbe", with In(State::Tajikistan);
        Edinburgh => "edinburgh", "Edinburgh", with In(State::UnitedKingdom);
        Elbasan => "elbasan", "Elbasan", with In(State::Albania);
        Ergneti => "ergneti", "Ergneti", with In(State::Georgia);
        Fergana => "fergana", "Fergana", with In(State::Uzbekistan), also ["Ferghana"];
        Ferizaj => "ferizaj", "Ferizaj", with InKosovo, also ["Uroševac"];
        Florence => "florence", "Florence", with In(State::Italy), also ["Firenze"];
        Foca => "foca", "Foča", with In(State::BosniaAndHerzegovina);
        Ganja => "ganja", "Ganja", with In(State::Azerbaijan), also ["Gəncə"];
        Garm => "garm", "Garm", with In(State::Tajikistan), also ["Gharm"];
        GarmischPartenkirchen => "garmisch-partenkirchen", "Garmisch-Partenkirchen", with In(State::Germany);
        Gdansk => "gdansk", "Gdańsk", with In(State::Poland);
        Geneva => "geneva", "Geneva", with In(State::Switzerland), also ["Genève", "Genf", "Ginevra", "Ginebra", "Женева", "Ženeva", "Gjenevë"];
        Gjakova => "gjakova", "Gjakova", with InKosovo, also ["Gjakovë", "Đakovica", "Djakovica"];
        Gjilan => "gjilan", "Gjilan", with InKosovo, also ["Gnjilane"];
        Gjirokastra => "gjirokastra", "Gjirokastra", with In(State::Albania), also ["Gjirokastër"];
        Gorazde => "gorazde", "Goražde", with In(State::BosniaAndHerzegovina);
        Gori => "gori", "Gori", with In(State::Georgia);
        Gostivar => "gostivar", "Gostivar", with In(State::NorthMacedonia);
        Gothenburg => "gothenburg", "Gothenburg", with In(State::Sweden), also ["Göteborg"];
        Gracanica => "gracanica", "Gračanica", with InKosovo, also ["Graçanicë"];
        Graz => "graz", "Graz", with In(State::Austria);
        Grozny => "grozny", "Grozny", with In(State::RussianFederation);
        Gukovo => "gukovo", "Gukovo", with In(State::RussianFederation);
        Gyumri => "gyumri", "Gyumri", with In(State::Armenia);
        TheHague => "the-hague", "The Hague", with In(State::Netherlands), also ["Den Haag", "'s-Gravenhage", "La Haye", "L’Aia", "La Haya", "Гаага", "Haga", "Хага", "Hag", "Хаг"];
        Hamburg => "hamburg", "Hamburg", with In(State::Germany);
        Helsinki => "helsinki", "Helsinki", with In(State::Finland);
        HercegNovi => "herceg-novi", "Herceg Novi", with In(State::Montenegro);
        Ijevan => "ijevan", "Ijevan", with In(State::Armenia);
        Innsbruck => "innsbruck", "Innsbruck", with In(State::Austria);
        Interlaken => "interlaken", "Interlaken", with In(State::Switzerland);
        Isfara => "isfara", "Isfara", with In(State::Tajikistan);
        Istanbul => "istanbul", "Istanbul", with In(State::Turkiye);
        IvanoFrankivsk => "ivano-frankivsk", "Ivano-Frankivsk", with In(State::Ukraine);
        Izmir => "izmir", "Izmir", with In(State::Turkiye);
        JalalAbad => "jalal-abad", "Jalal-Abad", with In(State::Kyrgyzstan);
        Jurmala => "jurmala", "Jurmala", with In(State::Latvia);
        Kabul => "kabul", "Kabul", with Abroad;
        Kaliningrad => "kaliningrad", "Kaliningrad", with In(State::RussianFederation);
        KamenskShakhtinsky => "kamensk-shakhtinsky", "Kamensk-Shakhtinsky", with In(State::RussianFederation), also ["Kamensk-Shakhtinskiy"];
        Kapan => "kapan", "Kapan", with In(State::Armenia);
        Karaganda => "karaganda", "Karaganda", with In(State::Kazakhstan), also ["Karagandy", "Qaraghandy"];
        Karakol => "karakol", "Karakol", with In(State::Kyrgyzstan);
        Kaunas => "kaunas", "Kaunas", with In(State::Lithuania);
        Kavadarci => "kavadarci", "Kavadarci", with In(State::NorthMacedonia);
        Kharkiv => "kharkiv", "Kharkiv", with In(State::Ukraine), also ["Kharkov", "Харків", "Харьков"];
        Kherson => "kherson", "Kherson", with In(State::Ukraine);
        Khiva => "khiva", "Khiva", with In(State::Uzbekistan);
        Khorog => "khorog", "Khorog", with In(State::Tajikistan), also ["Khorugh"];
        Khujand => "khujand", "Khujand", with In(State::Tajikistan), also ["Khudjand", "Hujand"];
        Kicevo => "kicevo", "Kičevo", with In(State::NorthMacedonia);
        Klaipeda => "klaipeda", "Klaipeda", with In(State::Lithuania);
        Knin => "knin", "Knin", with In(State::Croatia);
        Kocani => "kocani", "Kočani", with In(State::NorthMacedonia);
        Kolasin => "kolasin", "Kolašin", with In(State::Montenegro);
        Kopaonik => "kopaonik", "Kopaonik", with In(State::Serbia);
        Koper => "koper", "Koper", with In(State::Slovenia);
        Korca => "korca", "Korca", with In(State::Albania), also ["Korçë"];
        Kosice => "kosice", "Kosice", with In(State::Slovakia);
        Kragujevac => "kragujevac", "Kragujevac", with In(State::Serbia);
        Krakow => "krakow", "Kraków", with In(State::Poland), also ["Cracow"];
        Kramatorsk => "kramatorsk", "Kramatorsk", with In(State::Ukraine);
        Kukes => "kukes", "Kukes", with In(State::Albania);
        Kulob => "kulob", "Kulob", with In(State::Tajikistan), also ["Kulyab"];
        Kumanovo => "kumanovo", "Kumanovo", with In(State::NorthMacedonia);
        Kutaisi => "kutaisi", "Kutaisi", with In(State::Georgia);
        Kyiv => "kyiv", "Kyiv", with In(State::Ukraine), also ["Kiev", "Київ"];
        Lausanne => "lausanne", "Lausanne", with In(State::Switzerland);
        Leposavic => "leposavic", "Leposavić", with InKosovo, also ["Leposaviq"];
        Leskovac => "leskovac", "Leskovac", with In(State::Serbia);
        Lezha => "lezha", "Lezha", with In(State::Albania), also ["Lezhë"];
        Limassol => "limassol", "Limassol", with In(State::Cyprus);
        Linz => "linz", "Linz", with In(State::Austria);
        Lipjan => "lipjan", "Lipjan", with InKosovo, also ["Lipljan"];
        Lisbon => "lisbon", "Lisbon", with In(State::Portugal), also ["Lisboa"];
        Livno => "livno", "Livno", with In(State::BosniaAndHerzegovina);
        Ljubljana => "ljubljana", "Ljubljana", with In(State::Slovenia);
        Lodz => "lodz", "Łódź", with In(State::Poland);
        London => "london", "London", with In(State::UnitedKingdom);
        Lucerne => "lucerne", "Lucerne", with In(State::Switzerland), also ["Luzern"];
        Lugano => "lugano", "Lugano", with In(State::Switzerland);
        Luhansk => "luhansk", "Luhansk", with In(State::Ukraine), also ["Lugansk", "Луганськ", "Луганск"];
        Lund => "lund", "Lund", with In(State::Sweden);
        Luxembourg => "luxembourg", "Luxembourg", with In(State::Luxembourg), also ["Luxembourg City"];
        Lviv => "lviv", "Lviv", with In(State::Ukraine), also ["Lvov", "Львів", "Львов"];
        Maastricht => "maastricht", "Maastricht", with In(State::Netherlands);
        Madrid => "madrid", "Madrid", with In(State::Spain);
        Malaga => "malaga", "Malaga", with In(State::Spain);
        Malmo => "malmo", "Malmo", with In(State::Sweden);
        Maribor => "maribor", "Maribor", with In(State::Slovenia);
        Mariupol => "mariupol", "Mariupol", with In(State::Ukraine), also ["Маріуполь", "Мариуполь"];
        Mary => "mary", "Mary", with In(State::Turkmenistan);
        Mauerbach => "mauerbach", "Mauerbach", with In(State::Austria);
        Mavrovo => "mavrovo", "Mavrovo", with In(State::NorthMacedonia);
        Medvedja => "medvedja", "Medvedja", with In(State::Serbia), also ["Medveđa"];
        Milan => "milan", "Milan", with In(State::Italy), also ["Milano"];
        Minsk => "minsk", "Minsk", with In(State::Belarus);
        Mitrovica => "mitrovica", "Mitrovica", with InKosovo, also ["Mitrovicë", "Kosovska Mitrovica"];
        MitrovoPolje => "mitrovo-polje", "Mitrovo Polje", with In(State::Serbia);
        Monaco => "monaco", "Monaco", with In(State::Monaco);
        Montreal => "montreal", "Montreal", with In(State::Canada);
        Montreux => "montreux", "Montreux", with In(State::Switzerland);
        Moscow => "moscow", "Moscow", with In(State::RussianFederation);
        Mostar => "mostar", "Mostar", with In(State::BosniaAndHerzegovina), also ["Мостар"];
        Munich => "munich", "Munich", with In(State::Germany), also ["München"];
        Namangan => "namangan", "Namangan", with In(State::Uzbekistan);
        Narva => "narva", "Narva", with In(State::Estonia);
        Naryn => "naryn", "Naryn", with In(State::Kyrgyzstan);
        NewYork => "new-york", "New York", with In(State::UnitedStatesOfAmerica), also ["New York City"];
        Nicosia => "nicosia", "Nicosia", with In(State::Cyprus);
        Niksic => "niksic", "Nikšić", with In(State::Montenegro);
        Nis => "nis", "Niš", with In(State::Serbia);
        NoviPazar => "novi-pazar", "Novi Pazar", with In(State::Serbia);
        NoviSad => "novi-sad", "Novi Sad", with In(State::Serbia);
        NovoBrdo => "novo-brdo", "Novo Brdo", with InKosovo, also ["Novobërdë"];
        Nukus => "nukus", "Nukus", with In(State::Uzbekistan);
        Obiliq => "obiliq", "Obiliq", with InKosovo, also ["Obilić"];
        Odesa => "odesa", "Odesa", with In(State::Ukraine), also ["Odessa", "Одеса", "Одесса"];
        Ohrid => "ohrid", "Ohrid", with In(State::NorthMacedonia);
        Osh => "osh", "Osh", with In(State::Kyrgyzstan), also ["Ош"];
        Osijek => "osijek", "Osijek", with In(State::Croatia);
        Oslo => "oslo", "Oslo", with In(State::Norway);
        Ottawa => "ottawa", "Ottawa", with In(State::Canada), also ["Оттава"];
        Palermo => "palermo", "Palermo", with In(State::Italy);
        Palic => "palic", "Palić", with In(State::Serbia);
        Pancevo => "pancevo", "Pančevo", with In(State::Serbia);
        Panjakent => "panjakent", "Panjakent", with In(State::Tajikistan), also ["Penjikent"];
        Paris => "paris", "Paris", with In(State::France);
        Pavlodar => "pavlodar", "Pavlodar", with In(State::Kazakhstan);
        Peja => "peja", "Peja", with InKosovo, also ["Pejë", "Peć"];
        Philadelphia => "philadelphia", "Philadelphia", with In(State::UnitedStatesOfAmerica);
        Pljevlja => "pljevlja", "Pljevlja", with In(State::Montenegro);
        Plovdiv => "plovdiv", "Plovdiv", with In(State::Bulgaria);
        Podgorica => "podgorica", "Podgorica", with In(State::Montenegro);
        Podujeva => "podujeva", "Podujeva", with InKosovo, also ["Podujevë", "Podujevo"];
        Poltava => "poltava", "Poltava", with In(State::Ukraine);
        Porto => "porto", "Porto", with In(State::Portugal);
        Portoroz => "portoroz", "Portoroz", with In(State::Slovenia);
        Potsdam => "potsdam", "Potsdam", with In(State::Germany);
        Prague => "prague", "Prague", with In(State::Czechia), also ["Praha"];
        Presevo => "presevo", "Preševo", with In(State::Serbia);
        Prijedor => "prijedor", "Prijedor", with In(State::BosniaAndHerzegovina);
        Prijepolje => "prijepolje", "Prijepolje", with In(State::Serbia);
        Prilep => "prilep", "Prilep", with In(State::NorthMacedonia);
        Pristina => "pristina", "Pristina", with InKosovo, also ["Prishtinë", "Prishtina", "Приштина"];
        Prizren => "prizren", "Prizren", with InKosovo;
        Qabala => "qabala", "Qabala", with In(State::Azerbaijan), also ["Gabala"];
        Rabat => "rabat", "Rabat", with Abroad;
        Rahovec => "rahovec", "Rahovec", with InKosovo, also ["Orahovac"];
        Reykjavik => "reykjavik", "Reykjavik", with In(State::Iceland);
        Ribnita => "ribnita", "Ribnita", with In(State::Moldova), also ["Rybnitsa"];
        Riga => "riga", "Riga", with In(State::Latvia);
        Rijeka => "rijeka", "Rijeka", with In(State::Croatia);
        Rome => "rome", "Rome", with In(State::Italy), also ["Roma"];
        RostovOnDon => "rostov-on-don", "Rostov-on-Don", with In(State::RussianFederation);
        Salzburg => "salzburg", "Salzburg", with In(State::Austria);
        Samarkand => "samarkand", "Samarkand", with In(State::Uzbekistan);
        SanMarino => "san-marino", "San Marino", with In(State::SanMarino);
        Sarajevo => "sarajevo", "Sarajevo", with In(State::BosniaAndHerzegovina);
        Seoul => "seoul", "Seoul", with Abroad;
        Sevastopol => "sevastopol", "Sevastopol", with In(State::Ukraine);
        Seville => "seville", "Seville", with In(State::Spain), also ["Sevilla"];
        Shahrituz => "shahrituz", "Shahrituz", with In(State::Tajikistan), also ["Shaartuz"];
        Shkodra => "shkodra", "Shkodra", with In(State::Albania), also ["Shkodër"];
        Shymkent => "shymkent", "Shymkent", with In(State::Kazakhstan);
        Sievierodonetsk => "sievierodonetsk", "Sievierodonetsk", with In(State::Ukraine), also ["Severodonetsk"];
        Simferopol => "simferopol", "Simferopol", with In(State::Ukraine);
        Sinaia => "sinaia", "Sinaia", with In(State::Romania);
        Sisak => "sisak", "Sisak", with In(State::Croatia);
        Skenderaj => "skenderaj", "Skenderaj", with InKosovo, also ["Srbica"];
        Skopje => "skopje", "Skopje", with In(State::NorthMacedonia), also ["Skope", "Skoplje", "Shkup"];
        Sloviansk => "sloviansk", "Sloviansk", with In(State::Ukraine), also ["Slavyansk"];
        Sochi => "sochi", "Sochi", with In(State::RussianFederation);
        Sofia => "sofia", "Sofia", with In(State::Bulgaria);
        Split => "split", "Split", with In(State::Croatia);
        Srebrenica => "srebrenica", "Srebrenica", with In(State::BosniaAndHerzegovina);
        Stadtschlaining => "stadtschlaining", "Stadtschlaining", with In(State::Austria);
        StanytsiaLuhanska => "stanytsia-luhanska", "Stanytsia Luhanska", with In(State::Ukraine), also ["Stanitsa Luganskaya"];
        Stip => "stip", "Štip", with In(State::NorthMacedonia);
        Stockholm => "stockholm", "Stockholm", with In(State::Sweden);
        StPetersburg => "st-petersburg", "St. Petersburg", with In(State::RussianFederation), also ["Saint Petersburg"];
        Strasbourg => "strasbourg", "Strasbourg", with In(State::France);
        Strpce => "strpce", "Štrpce", with InKosovo, also ["Shtërpcë"];
        Struga => "struga", "Struga", with In(State::NorthMacedonia);
        Strumica => "strumica", "Strumica", with In(State::NorthMacedonia);
        Subotica => "subotica", "Subotica", with In(State::Serbia);
        Suhareka => "suhareka", "Suhareka", with InKosovo, also ["Suharekë", "Suva Reka"];
        Sukhumi => "sukhumi", "Sukhumi", with In(State::Georgia), also ["Sokhumi"];
        Sumy => "sumy", "Sumy", with In(State::Ukraine);
        Talas => "talas", "Talas", with In(State::Kyrgyzstan);
        Tallinn => "tallinn", "Tallinn", with In(State::Estonia);
        Tartu => "tartu", "Tartu", with In(State::Estonia);
        Tashkent => "tashkent", "Tashkent", with In(State::Uzbekistan);
        Tbilisi => "tbilisi", "Tbilisi", with In(State::Georgia);
        TelAviv => "tel-aviv", "Tel Aviv", with Abroad;
        Termez => "termez", "Termez", with In(State::Uzbekistan);
        Tetovo => "tetovo", "Tetovo", with In(State::NorthMacedonia), also ["Tetovë"];
        Thessaloniki => "thessaloniki", "Thessaloniki", with In(State::Greece);
        Timisoara => "timisoara", "Timisoara", with In(State::Romania);
        Tirana => "tirana", "Tirana", with In(State::Albania), also ["Tiranë"];
        Tiraspol => "tiraspol", "Tiraspol", with In(State::Moldova);
        Tivat => "tivat", "Tivat", with In(State::Montenegro);
        Tokmok => "tokmok", "Tokmok", with In(State::Kyrgyzstan);
        Tokyo => "tokyo", "Tokyo", with Abroad;
        Toronto => "toronto", "Toronto", with In(State::Canada);
        Trakai => "trakai", "Trakai", with In(State::Lithuania);
        Travnik => "travnik", "Travnik", with In(State::BosniaAndHerzegovina);
        Trebinje => "trebinje", "Trebinje", with In(State::BosniaAndHerzegovina);
        Trieste => "trieste", "Trieste", with In(State::Italy);
        Tromso => "tromso", "Tromso", with In(State::Norway);
        Truskavets => "truskavets", "Truskavets", with In(State::Ukraine);
        Tsakhkadzor => "tsakhkadzor", "Tsakhkadzor", with In(State::Armenia), also ["Tsaghkadzor"];
        Tskhinvali => "tskhinvali", "Tskhinvali", with In(State::Georgia);
        Tunis => "tunis", "Tunis", with Abroad;
        Turin => "turin", "Turin", with In(State::Italy), also ["Torino"];
        Turkmenabat => "turkmenabat", "Turkmenabat", with In(State::Turkmenistan);
        Turkmenbashi => "turkmenbashi", "Turkmenbashi", with In(State::Turkmenistan);
        Turku => "turku", "Turku", with In(State::Finland);
        Tuzla => "tuzla", "Tuzla", with In(State::BosniaAndHerzegovina);
        Ulaanbaatar => "ulaanbaatar", "Ulaanbaatar", with In(State::Mongolia), also ["Ulan Bator"];
        Ulcinj => "ulcinj", "Ulcinj", with In(State::Montenegro);
        Urgench => "urgench", "Urgench", with In(State::Uzbekistan);
        UstKamenogorsk => "ust-kamenogorsk", "Ust-Kamenogorsk", with In(State::Kazakhstan), also ["Oskemen"];
        Uzhhorod => "uzhhorod", "Uzhhorod", with In(State::Ukraine), also ["Uzhgorod"];
        Vaduz => "vaduz", "Vaduz", with In(State::Liechtenstein);
        Vahdat => "vahdat", "Vahdat", with In(State::Tajikistan);
        Valencia => "valencia", "Valencia", with In(State::Spain);
        Valletta => "valletta", "Valletta", with In(State::Malta), also ["La Valette", "La Valeta", "Валлетта"];
        Vanadzor => "vanadzor", "Vanadzor", with In(State::Armenia);
        Vancouver => "vancouver", "Vancouver", with In(State::Canada);
        Varna => "varna", "Varna", with In(State::Bulgaria);
        Varnita => "varnita", "Varnita", with In(State::Moldova);
        VaticanCity => "vatican-city", "Vatican City", with In(State::HolySee);
        Veles => "veles", "Veles", with In(State::NorthMacedonia);
        Venice => "venice", "Venice", with In(State::Italy), also ["Venezia"];
        Vicenza => "vicenza", "Vicenza", with In(State::Italy);
        Vienna => "vienna", "Vienna", with In(State::Austria), also ["Wien"];
        Vilnius => "vilnius", "Vilnius", with In(State::Lithuania);
        Vinnytsia => "vinnytsia", "Vinnytsia", with In(State::Ukraine), also ["Vinnitsa"];
        Visegrad => "visegrad", "Višegrad", with In(State::BosniaAndHerzegovina);
        Vitebsk => "vitebsk", "Vitebsk", with In(State::Belarus);
        Vlora => "vlora", "Vlora", with In(State::Albania), also ["Vlorë"];
        Vranje => "vranje", "Vranje", with In(State::Serbia);
        VrnjackaBanja => "vrnjacka-banja", "Vrnjačka Banja", with In(State::Serbia);
        Vukovar => "vukovar", "Vukovar", with In(State::Croatia);
        Vushtrri => "vushtrri", "Vushtrri", with InKosovo, also ["Vučitrn"];
        Warsaw => "warsaw", "Warsaw", with In(State::Poland), also ["Warszawa"];
        WashingtonDc => "washington-dc", "Washington, D.C.", with In(State::UnitedStatesOfAmerica), also ["Washington", "Вашингтон", "Vašington", "Uashington"];
        Wroclaw => "wroclaw", "Wrocław", with In(State::Poland);
        Yalta => "yalta", "Yalta", with In(State::Ukraine);
        Yerevan => "yerevan", "Yerevan", with In(State::Armenia), also ["Yeravan", "Erevan"];
        Zadar => "zadar", "Zadar", with In(State::Croatia);
        Zagreb => "zagreb", "Zagreb", with In(State::Croatia);
        Zaporizhzhia => "zaporizhzhia", "Zaporizhzhia", with In(State::Ukraine), also ["Zaporizhia", "Zaporozhye"];
        Zenica => "zenica", "Zenica", with In(State::BosniaAndHerzegovina);
        Zhytomyr => "zhytomyr", "Zhytomyr", with In(State::Ukraine), also ["Zhitomir"];
        Zlatibor => "zlatibor", "Zlatibor", with In(State::Serbia);
        Znamenskoye => "znamenskoye", "Znamenskoye", with In(State::RussianFederation);
        Zrenjanin => "zrenjanin", "Zrenjanin", with In(State::Serbia);
        ZubinPotok => "zubin-potok", "Zubin Potok", with InKosovo;
        Zugdidi => "zugdidi", "Zugdidi", with In(State::Georgia);
        Zurich => "zurich", "Zurich", with In(State::Switzerland);
        Zvecan => "zvecan", "Zvečan", with InKosovo;
    }
}

impl KnownPlace {
    /// The participating State in which the place lies; none for Kosovo and for places outside.
    #[must_use]
    pub const fn state(self) -> Option<State> {
        match self.row().facts {
            In(state) => Some(state),
            InKosovo | Abroad => None,
        }
    }

    /// Whether the place is the capital of its participating State.
    #[must_use]
    pub const fn is_capital(self) -> bool {
        match self.state() {
            Some(state) => state.capital() as usize == self as usize,
            None => false,
        }
    }
}

/// The first name of a text that says one place twice: in two languages, or with its State.
fn one_name(text: &str) -> Option<&str> {
    let known = KnownPlace::named;
    if let Some((first, second)) = text.split_once('/') {
        return (known(first)? == known(second)?).then_some(first);
    }
    let (name, state) = text.split_once(',')?;
    (known(name)?.state()? == State::find(state)?).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::tests::{check_names, check_nearest, check_rows, sort_key};

    #[track_caller]
    fn check(text: &str, label: &str, state: &str) {
        let place = KnownPlace::find(text);
        assert_eq!(place.map(KnownPlace::label), Some(label), "{text:?}");
        let code = place.and_then(KnownPlace::state).map_or("", State::alpha2);
        assert_eq!(code, state, "{text:?}");
    }

    #[test]
    fn rows() {
        check_rows::<KnownPlace>(350);
        check_names::<KnownPlace>(cldr::PLACES);
        assert!(KnownPlace::all().is_sorted_by_key(|place| sort_key(*place)));
    }

    #[test]
    fn every_state_has_its_capital() {
        let capitals = KnownPlace::all().iter().filter(|place| place.is_capital());
        assert_eq!(capitals.count(), 57);
        for &state in State::all() {
            assert!(state.capital().is_capital(), "{state}");
        }
        assert!(!KnownPlace::TheHague.is_capital());
    }

    #[test]
    fn datelines() {
        check("VIENNA", "Vienna", "AT");
        check("SKOPJE", "Skopje", "MK");
        check("BELGRADE", "Belgrade", "RS");
        check("COPENHAGEN", "Copenhagen", "DK");
        check("WARSAW", "Warsaw", "PL");
        check("DUSHANBE", "Dushanbe", "TJ");
        check("PRISTINA", "Pristina", "");
        check("CHISINAU", "Chisinau", "MD");
        check("SARAJEVO", "Sarajevo", "BA");
        check("TIRANA", "Tirana", "AL");
        check("PRISHTINË", "Pristina", "");
        check("PRIŠTINA", "Pristina", "");
        check("THE HAGUE", "The Hague", "NL");
        check("BISHKEK", "Bishkek", "KG");
        check("YEREVAN", "Yerevan", "AM");
        check("PODGORICA", "Podgorica", "ME");
        check("KYIV", "Kyiv", "UA");
        check("BAKU", "Baku", "AZ");
        check("TBILISI", "Tbilisi", "GE");
        check("SOFIA", "Sofia", "BG");
        check("HELSINKI", "Helsinki", "FI");
        check("OSLO", "Oslo", "NO");
        check("ZAGREB", "Zagreb", "HR");
        check("BERLIN", "Berlin", "DE");
        check("ALMATY", "Almaty", "KZ");
        check("ERGNETI", "Ergneti", "GE");
        check("VALLETTA", "Valletta", "MT");
        check("ROME", "Rome", "IT");
        check("BRATISLAVA", "Bratislava", "SK");
        check("MOSCOW", "Moscow", "RU");
        check("BRUSSELS", "Brussels", "BE");
        check("MADRID", "Madrid", "ES");
        check("PRISHTINE", "Pristina", "");
        check("BERN", "Bern", "CH");
        check("MITROVO POLJE", "Mitrovo Polje", "RS");
        check("SKOPE", "Skopje", "MK");
        check("WASHINGTON D.C.", "Washington, D.C.", "US");
        check("NEW YORK", "New York", "US");
        check("ASHGABAD", "Ashgabat", "TM");
        check("TASHKENT", "Tashkent", "UZ");
        check("LJUBLJANA", "Ljubljana", "SI");
        check("SALZBURG", "Salzburg", "AT");
        check("YERAVAN", "Yerevan", "AM");
        check("OSH, Kyrgyzstan", "Osh", "KG");
        check("ASTANA", "Astana", "KZ");
        check("WASHINGTON", "Washington, D.C.", "US");
        check("VILNIUS", "Vilnius", "LT");
        check("DUBLIN", "Dublin", "IE");
        check("Prishtinë", "Pristina", "");
        check("Priština", "Pristina", "");
        check("MONACO", "Monaco", "MC");
        check("QABALA, Azerbaijan", "Qabala", "AZ");
        check("BRNJEŠ", "Brnješ", "");
        check("BËRNJESH", "Brnješ", "");
        check(
            "Kamensk-Shakhtinsky, Russian Federation",
            "Kamensk-Shakhtinsky",
            "RU",
        );
        check("NEW YORK CITY", "New York", "US");
        check("MOSTAR", "Mostar", "BA");
        check("MINSK", "Minsk", "BY");
        check("KHARKOV", "Kharkiv", "UA");
        check("STANYTSIA LUHANSKA, Ukraine", "Stanytsia Luhanska", "UA");
        check("PARIS", "Paris", "FR");
        check("WASHINGTON, DC", "Washington, D.C.", "US");
        check("GENEVA", "Geneva", "CH");
        check("ANDORRA LA VELLA", "Andorra la Vella", "AD");
        check("ŁÓDŹ", "Łódź", "PL");
        check("GORAŽDE", "Goražde", "BA");
        check("FOČA", "Foča", "BA");
        check("ZENICA", "Zenica", "BA");
        check("PRISHTINË/PRIŠTINA", "Pristina", "");
        check("PRISHTINE/PRISTINA", "Pristina", "");
        check("Prishtinë/Priština", "Pristina", "");
        check("BRNJEŠ/BËRNJESH", "Brnješ", "");
    }

    #[test]
    fn several_places_are_none() {
        for text in [
            "VIENNA, BRUSSELS, GENEVA",
            "WARSAW/VIENNA",
            "GORAŽDE/ FOČA",
            "OSH, Georgia",
            "/",
            ",",
        ] {
            assert_eq!(KnownPlace::find(text), None, "{text:?}");
        }
    }

    #[test]
    fn other_spellings() {
        check("Kiev", "Kyiv", "UA");
        check("КИЇВ", "Kyiv", "UA");
        check("TIRANË", "Tirana", "AL");
        check("Nur-Sultan", "Astana", "KZ");
        check("Hague", "The Hague", "NL");
        check("Priština / Prishtinë", "Pristina", "");
        check("TSAKHKADZOR", "Tsakhkadzor", "AM");
        check("Istanbul", "Istanbul", "TR");
        check("Amsterdam", "Amsterdam", "NL");
    }

    #[test]
    fn guesses() {
        check_nearest::<KnownPlace>("Sarejevo", Some("Sarajevo"));
        check_nearest::<KnownPlace>("Ljublana", Some("Ljubljana"));
        check_nearest::<KnownPlace>("Atlantis", None);
        check_nearest::<KnownPlace>("Roma", Some("Rome"));
    }
}
