//! What is inferred, what is not, and that nothing that is there is changed.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

/// What a draft with this address and body says after inference, and what was said about it.
#[track_caller]
fn check(url: &str, body: &str, expected: &[&str]) {
    let mut draft = Draft {
        url: url.into(),
        body: body.into(),
        ..Draft::default()
    };
    check_draft(&mut draft, expected);
}

#[track_caller]
fn check_draft(draft: &mut Draft<'_>, expected: &[&str]) {
    let mut findings = Vec::new();
    Inference::default().apply(draft, &mut findings);
    let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(said, expected);
    let again = draft.clone();
    Inference::default().apply(draft, &mut findings);
    assert_eq!(*draft, again);
    assert_eq!(findings.len(), said.len(), "nothing is said twice");
}

fn html(body: &'static str) -> Draft<'static> {
    Draft {
        body: body.into(),
        body_type: "text/html".into(),
        ..Draft::default()
    }
}

#[test]
fn from_the_dateline() {
    check(
        "",
        "VIENNA/TIRANA, 3 May 2011 – Talks began.",
        &[
            "date: `2011-05-03` was inferred from the dateline",
            "places[0]: `VIENNA` was inferred from the dateline",
            "places[1]: `TIRANA` was inferred from the dateline",
            "participating_states[0]: `Austria` was inferred from the place",
            "participating_states[1]: `Albania` was inferred from the place",
        ],
    );
    check(
        "",
        "PRISHTINË/PRIŠTINA, 3 May – Talks began.",
        &[
            "date: `3 May` of the dateline gives no date: it has no year",
            "places[0]: `PRISHTINË/PRIŠTINA` was inferred from the dateline",
        ],
    );
    check(
        "",
        "КИЇВ, 23 липня 2021 року – Перемовини",
        &[
            "date: `2021-07-23` was inferred from the dateline",
            "places[0]: `КИЇВ` was inferred from the dateline",
            "participating_states[0]: `Ukraine` was inferred from the place",
        ],
    );
    check("", "Talks began.", &[]);
    check("", "", &[]);
}

#[test]
fn the_summary_counts_where_there_is_no_body() {
    let summary = "OSLO, 3 May 2011 – Talks began.";
    let said = [
        "date: `2011-05-03` was inferred from the dateline",
        "places[0]: `OSLO` was inferred from the dateline",
        "participating_states[0]: `Norway` was inferred from the place",
    ];
    let mut draft = Draft {
        summary: summary.into(),
        ..Draft::default()
    };
    check_draft(&mut draft, &said);
    let mut draft = Draft {
        summary: summary.into(),
        body: "Talks began.".into(),
        ..Draft::default()
    };
    check_draft(&mut draft, &[]);
}

#[test]
fn html_bodies() {
    let said = [
        "date: `2016-10-25` was inferred from the dateline",
        "places[0]: `SKOPJE` was inferred from the dateline",
        "participating_states[0]: `North Macedonia` was inferred from the place",
    ];
    for body in [
        "<p>SKOPJE, 25 October 2016 – Officers met.</p>",
        "<p><strong>SKOPJE</strong>, 25 October&nbsp;2016 &ndash; Officers met.",
        "<!-- <p>OSLO, 1 May 2011 – --><div>\n  <p>SKOPJE,\n  25 October 2016 &#8211; Officers met.",
        "<style>p { color: red }</style><p class=\"a\">SKOPJE, 25 October 2016 &#x2013; Officers",
        "<p> </p><p><img src=\"x\"></p><p>SKOPJE, 25 October 2016 - Officers met.</p>",
        "<P>SKOPJE, 25 October 2016</P><P>Officers met.</P>",
    ] {
        check_draft(&mut html(body), &said);
    }
    for body in [
        "<p>Officers met.</p><p>SKOPJE, 25 October 2016 – Officers met.</p>",
        "<script>SKOPJE, 25 October 2016 – </script>",
        "<p title=\"SKOPJE, 25 October 2016 – ",
        "<p>SKOPJE&unknown;, 25 October 2016 – Officers met.</p>",
        "&",
        "&#;",
        "&#x110000;",
        "<",
        "</",
        "<!--",
    ] {
        check_draft(&mut html(body), &[]);
    }
}

#[test]
fn from_the_address() {
    check(
        "https://www.osce.org/uk/node/276291?fbclid=x",
        "",
        &[
            "number: `276291` was inferred from the address",
            "language: `uk` was inferred from the address",
        ],
    );
    check(
        "http://www.osce.org/kosovo/276291",
        "",
        &[
            "number: `276291` was inferred from the address",
            "sources[0]: `OSCE Mission in Kosovo` was inferred from the address",
        ],
    );
    check(
        "https://osce.org/sq/mission-to-skopje/276291/",
        "",
        &[
            "number: `276291` was inferred from the address",
            "language: `sq` was inferred from the address",
            "sources[0]: `OSCE Mission to Skopje` was inferred from the address",
            "participating_states[0]: `North Macedonia` was inferred from the source",
        ],
    );
    check(
        "https://www.osce.org/odihr/elections/usa/276291",
        "",
        &[
            "number: `276291` was inferred from the address",
            "sources[0]: `OSCE Office for Democratic Institutions and Human Rights` \
             was inferred from the address",
        ],
    );
    for url in [
        "https://www.example.org/kosovo/1",
        "https://www.osce.org/kosovo",
        "https://www.osce.org/it",
        "kosovo/1",
    ] {
        check(url, "", &[]);
    }
    let number = ["number: `1` was inferred from the address"];
    check("https://www.osce.org/node/1", "", &number);
    check("https://www.osce.org/uk/1", "", &number);
    check("https://www.osce.org/whatever/1", "", &number);
}

#[test]
fn what_is_there_stays() {
    let mut draft = Draft {
        number: "7".into(),
        date: "2011-12-30".into(),
        language: "en".into(),
        url: "https://www.osce.org/uk/kosovo/276291".into(),
        places: vec![DraftPlace::from_text("Cork".into())],
        sources: vec!["Somebody".into()],
        participating_states: vec!["Ireland".into()],
        body: "DUBLIN, 1 January 2012 – The chair changed hands.".into(),
        ..Draft::default()
    };
    let before = draft.clone();
    check_draft(
        &mut draft,
        &["date: `2011-12-30` is kept, and does not agree with `2012-01-01` of the dateline"],
    );
    assert_eq!(draft, before);
}

#[test]
fn dates_that_agree() {
    for date in [
        "2012-01-01",
        "2012-01",
        "2012",
        "2012-01-01T10:00:00Z",
        "1 January",
        "",
    ] {
        let draft = Draft {
            date: date.into(),
            body: "DUBLIN, 1 January 2012 – The chair changed hands.".into(),
            ..Draft::default()
        };
        assert_eq!(dateline_disagreement(&draft), None, "{date}");
    }
}

#[test]
fn states_of_places_and_sources() {
    let mut draft = Draft {
        places: vec![
            DraftPlace::from_text("VIENNA".into()),
            DraftPlace::from_text("SKOPJE".into()),
            DraftPlace::from_text("Nowhere".into()),
        ],
        sources: vec![
            "OSCE Mission to Skopje".into(),
            "OSCE Secretariat".into(),
            "OSCE Office in Yerevan (closed)".into(),
            "OSCE Mission in Kosovo".into(),
        ],
        ..Draft::default()
    };
    check_draft(
        &mut draft,
        &[
            "participating_states[0]: `Austria` was inferred from the place",
            "participating_states[1]: `North Macedonia` was inferred from the place",
            "participating_states[2]: `Armenia` was inferred from the source",
        ],
    );
}

#[test]
fn only_what_is_asked() {
    let mut draft = Draft {
        url: "https://www.osce.org/kosovo/276291".into(),
        body: "OSLO, 3 May 2011 – Talks began.".into(),
        ..Draft::default()
    };
    let mut findings = Vec::new();
    Inference::of(&[]).apply(&mut draft, &mut findings);
    assert!(findings.is_empty());
    let inference = Inference::of(&[Field::Title, Field::Date, Field::Number]);
    inference
        .without(Field::Number)
        .apply(&mut draft, &mut findings);
    assert_eq!(
        (draft.date.as_str(), draft.number.as_str()),
        ("2011-05-03", "")
    );
    assert_eq!(findings.len(), 1);
}

/// Texts that are long enough, in their languages.
const TEXTS: &[(&str, &str)] = &[
    (
        "en",
        "Forty officers of the border police and of the customs service began a course today, which is to help them with the search of vehicles. The course was made for those who work at the crossings, and ends on Friday.",
    ),
    (
        "fr",
        "Une quarantaine d’agents de la police des frontières et des douanes ont commencé aujourd’hui un cours dans la capitale, pour apprendre les règles du contrôle des véhicules. Les participants viennent de tous les postes du pays.",
    ),
    (
        "de",
        "Vierzig Beamte der Grenzpolizei und des Zolls haben heute mit einem Kurs begonnen, der ihnen die Durchsuchung von Fahrzeugen beibringt. Die Teilnehmer kommen aus allen Teilen des Landes und bleiben bis zum Freitag, das Geld kommt von der Mission.",
    ),
    (
        "it",
        "Quaranta agenti della polizia di frontiera e delle dogane hanno cominciato oggi un corso nel quale imparano le regole del controllo dei veicoli. Gli organizzatori dicono che il corso durerà fino a venerdì e che altri seguiranno.",
    ),
    (
        "es",
        "Cuarenta agentes de la policía de fronteras y de las aduanas empezaron hoy un curso para aprender las reglas del control de los vehículos. El curso, que dura una semana, fue preparado por la misión y el ministerio del interior.",
    ),
    (
        "ru",
        "Сорок сотрудников пограничной полиции и таможенной службы начали сегодня занятия, которые помогут им при досмотре автомобилей. Эти занятия проводятся в столице, и на них приехали представители всех постов страны, объединённых одной задачей.",
    ),
    (
        "uk",
        "Сорок співробітників прикордонної служби та митниці розпочали сьогодні навчання, яке допоможе їм під час огляду автомобілів. Навчання відбувається у столиці, і на нього приїхали представники всіх пунктів пропуску країни.",
    ),
    (
        "sq",
        "Dyzet oficerë të policisë kufitare dhe të doganës filluan sot një kurs për kontrollin e automjeteve, i cili do të zgjasë deri të premten. Pjesëmarrësit vijnë nga të gjitha pikat kufitare të vendit dhe kursi mbahet në kryeqytet, që është në qendër.",
    ),
    (
        "mk",
        "Четириесет службеници на граничната полиција и на царината денеска започнаа обука за преглед на возила, која ќе трае до петок. Учесниците доаѓаат од сите гранични премини во земјата, а обуката ја води меѓународен тим.",
    ),
    (
        "hy",
        "Սահմանապահ ոստիկանության և մաքսային ծառայության քառասուն աշխատակից այսօր սկսեց դասընթաց, որը կօգնի նրանց մեքենաների զննման ժամանակ։ Դասընթացը կտևի մինչև ուրբաթ։",
    ),
    (
        "ka",
        "სასაზღვრო პოლიციისა და საბაჟო სამსახურის ორმოცმა თანამშრომელმა დღეს დაიწყო კურსი, რომელიც მათ მანქანების შემოწმებაში დაეხმარება. კურსი პარასკევამდე გაგრძელდება.",
    ),
    (
        "ro",
        "Patruzeci de ofițeri ai poliției de frontieră și ai serviciului vamal au început astăzi un curs care îi va ajuta la controlul vehiculelor. Cursul se ține în capitală, iar participanții vin din toate punctele de trecere ale țării și învață până vineri.",
    ),
    (
        "kk",
        "Шекара полициясы мен кеден қызметінің қырық қызметкері бүгін көліктерді тексеруге арналған курсты бастады. Курс елордада өтеді, оған еліміздің барлық өткізу бекеттерінен қатысушылар келді, ұйымдастырушылар ғылыми әдістерді үйретеді.",
    ),
    (
        "ky",
        "Чек ара полициясынын жана бажы кызматынын кырк кызматкери бүгүн унааларды текшерүү боюнча окууну баштады. Окуу борбор шаарда өтөт, ага өлкөнүн бардык бекеттеринен катышуучулар келди, аны эл аралык топ жүргүзөт, анын мааниси чоң деңгээлде.",
    ),
];

#[test]
fn the_language_of_a_text() {
    for (tag, text) in TEXTS {
        assert_eq!(language::of_text(text), Some(*tag), "{text}");
        // A few words tell nothing.
        assert_eq!(language::of_text(plain::start(text, 60)), None, "{text}");
        let mut draft = Draft {
            body: (*text).into(),
            ..Draft::default()
        };
        check_draft(
            &mut draft,
            &[&format!("language: `{tag}` was inferred from the text")],
        );
        let mut draft = html("");
        draft.body = format!("<div class=\"the of and\"><p>{text}</p></div>").into();
        Inference::default().apply(&mut draft, &mut Vec::new());
        assert_eq!(draft.language.as_str(), *tag);
    }
}

#[test]
fn languages_that_are_not_told() {
    for text in [
        // Bosnian, Croatian, Montenegrin or Serbian; the last in both scripts.
        "Četrdeset službenika granične policije i carine danas je počelo obuku za pregled vozila, koja će trajati do petka. Učesnici dolaze sa svih graničnih prelaza u zemlji, a obuku vodi međunarodni tim stručnjaka.",
        "Четрдесет службеника граничне полиције и царине данас је почело обуку за преглед возила, која ће трајати до петка. Учесници долазе са свих граничних прелаза у земљи, а обуку води међународни тим стручњака.",
        // Portuguese, Dutch, Swedish, Polish, Bulgarian: none of ours.
        "Quarenta agentes da polícia de fronteiras e da alfândega começaram hoje um curso para aprender as regras da inspeção de veículos. Os participantes vêm de todas as partes do país e ficam até sexta-feira.",
        "Veertig ambtenaren van de grenspolitie en van de douane zijn vandaag begonnen met een cursus over het doorzoeken van voertuigen. De deelnemers komen uit het hele land en blijven tot vrijdag in de hoofdstad.",
        "Fyrtio tjänstemän vid gränspolisen och tullen började i dag en kurs som ska hjälpa dem att genomsöka fordon. Deltagarna kommer från hela landet och stannar till fredag i huvudstaden.",
        "Четиридесет служители на граничната полиция и на митницата започнаха днес обучение за проверка на превозни средства, което ще продължи до петък. Участниците идват от всички пунктове в страната.",
        // Numbers and signs.
        "1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 1234567890",
        "SKOPJE, 25 October 2016",
    ] {
        assert_eq!(language::of_text(text), None, "{text}");
    }
}

fn any_draft() -> impl Strategy<Value = Draft<'static>> {
    let pieces = select(vec![
        "",
        " ",
        "VIENNA",
        "КИЇВ",
        ", ",
        "/",
        "25 October 2016",
        "23 липня",
        " – ",
        "<p>",
        "</p>",
        "&nbsp;",
        "&ndash;",
        "&",
        "<",
        "<!--",
        "<script>",
        "Talks",
        "\n",
        "🕊",
    ]);
    let text = prop_oneof![
        prop::collection::vec(pieces, 0..20).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ];
    let url = select(vec![
        "",
        "x",
        "https://www.osce.org/uk/node/1",
        "https://www.osce.org/kosovo/2",
        "https://osce.org/3",
        "https://www.osce.org//4",
        "https://www.osce.org/a/b/c/5/?d#e",
    ]);
    let date = select(vec!["", "2016-10-25", "2011", "yesterday"]);
    let kind = select(vec!["", "text/html", "text/plain", "x"]);
    (text.clone(), text.clone(), text, url, date, kind).prop_map(
        |(body, summary, place, url, date, body_type)| Draft {
            body: body.into(),
            summary: summary.into(),
            places: if place.is_empty() {
                Vec::new()
            } else {
                vec![DraftPlace::from_text(place.into())]
            },
            url: url.into(),
            date: date.into(),
            body_type: body_type.into(),
            ..Draft::default()
        },
    )
}

proptest! {
    #[test]
    fn nothing_that_is_there_changes_and_nothing_is_added_twice(draft in any_draft()) {
        let (mut once, mut findings) = (draft.clone(), Vec::new());
        Inference::default().apply(&mut once, &mut findings);
        let keeps = |before: &Text<'_>, after: &Text<'_>| before.is_blank() || before == after;
        prop_assert!(keeps(&draft.date, &once.date));
        prop_assert!(draft.places.is_empty() || draft.places == once.places);
        prop_assert_eq!((&draft.body, &draft.summary, &draft.url), (&once.body, &once.summary, &once.url));
        let mut twice = once.clone();
        let mut more = findings.clone();
        Inference::default().apply(&mut twice, &mut more);
        prop_assert_eq!(&twice, &once);
        prop_assert_eq!(more, findings);
    }
}

#[test]
fn long_texts_cost_no_more_than_short_ones() {
    for piece in ["<", "&", "\n", "<p>", "<!--", "<script>", "VIENNA, "] {
        let body = piece.repeat(20_000_000 / piece.len());
        for body_type in ["text/html", "text/plain"] {
            let mut draft = Draft {
                body: body.as_str().into(),
                body_type: body_type.into(),
                ..Draft::default()
            };
            Inference::default().apply(&mut draft, &mut Vec::new());
            assert!(draft.date.is_empty());
        }
    }
}
