//! Every dateline met, every one the counts imply, and what is none.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;

/// `NAME [qualifier] + NAME | date | separator`, or `none`.
fn show(text: &str) -> String {
    let Some(dateline) = Dateline::parse(text) else {
        return "none".into();
    };
    assert_eq!(dateline.to_string() + dateline.body(), text);
    assert_eq!(dateline.len() + dateline.body().len(), text.len());
    assert!(!dateline.text().is_empty());
    let mut shown = String::new();
    for (at, place) in dateline.places().iter().enumerate() {
        shown += if at > 0 { " + " } else { "" };
        shown += place.name();
        if let Some(qualifier) = place.qualifier() {
            write!(shown, " [{qualifier}]").unwrap();
        }
    }
    let date = dateline
        .date()
        .map_or("no date".into(), |date| date.to_string());
    write!(shown, " | {date} |{}|", dateline.separator()).unwrap();
    shown
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(show(text), expected, "{text:?}");
}

/// A dateline that is printed again byte for byte, whatever text stands behind it.
#[track_caller]
fn check_head(head: &str, expected: &str) {
    for body in [
        "",
        "Observers met on 3 May 2011 – in town.",
        "“All went well,” they said. 1/2",
    ] {
        let text = format!("{head}{body}");
        check(&text, expected);
        let dateline = Dateline::parse(&text).unwrap();
        assert_eq!(dateline.text(), head);
        assert_eq!(dateline.body(), body);
        assert_eq!(
            dateline.form().print(dateline.places(), dateline.date()),
            head
        );
    }
}

#[track_caller]
fn check_none(texts: &[&str]) {
    for text in texts {
        check(text, "none");
    }
}

#[test]
fn every_form() {
    check_head("VIENNA, 18 June 1997- ", "VIENNA | 18 June 1997 |- |");
    check_head("SKOPJE, 8 April 2011 – ", "SKOPJE | 8 April 2011 | – |");
    check_head(
        "COPENHAGEN, 12 February 1997-- ",
        "COPENHAGEN | 12 February 1997 |-- |",
    );
    check_head(
        "PRISTINA, 3 August 2001 (OSCE)-- ",
        "PRISTINA | 3 August 2001 | (OSCE)-- |",
    );
    check_head(
        "SARAJEVO, 9 August 2001 (OSCE)- ",
        "SARAJEVO | 9 August 2001 | (OSCE)- |",
    );
    check_head("PRISTINA, 8 July 2021 — ", "PRISTINA | 8 July 2021 | — |");
    check_head(
        "ZAGREB, 17 October, 2000-- ",
        "ZAGREB | 17 October 2000 |-- |",
    );
    check_head(
        "DUSHANBE, 16 January 2013 –",
        "DUSHANBE | 16 January 2013 | –|",
    );
    check_head(
        "WARSAW/VIENNA, 30 June – ",
        "WARSAW + VIENNA | 30 June | – |",
    );
    check_head(
        "PRISTINA, 9 January 2002 - ",
        "PRISTINA | 9 January 2002 | - |",
    );
    check_head("WARSAW, 10 MAY 2002- ", "WARSAW | 10 May 2002 |- |");
    check_head("BISHKEK, 12 April- ", "BISHKEK | 12 April |- |");
    check_head(
        "PRISHTINË/PRIŠTINA, 9 Apr 2012- ",
        "PRISHTINË/PRIŠTINA | 9 April 2012 |- |",
    );
    check_head(
        "Kamensk-Shakhtinsky, Russian Federation. ",
        "Kamensk-Shakhtinsky [Russian Federation] | no date |. |",
    );
    check_head(
        "NEW YORK CITY, 28 September 2015 ",
        "NEW YORK CITY | 28 September 2015 | |",
    );
    check_head("ERGNETI, 1 March 2018-", "ERGNETI | 1 March 2018 |-|");
    check_head(
        "TIRANA / BRUSSELS / GENEVA – 6 October 2020. ",
        "TIRANA + BRUSSELS + GENEVA | 6 October 2020 |. |",
    );
    check_head("19 July 2022- ", " | 19 July 2022 |- |");
}

#[test]
fn every_place_part() {
    for (part, expected) in [
        ("PRISHTINË/PRIŠTINA", "PRISHTINË/PRIŠTINA"),
        ("WARSAW/VIENNA", "WARSAW + VIENNA"),
        ("PRISHTINE/PRISTINA", "PRISHTINE/PRISTINA"),
        ("VIENNA/THE HAGUE", "VIENNA + THE HAGUE"),
        ("BELGRADE/PODGORICA", "BELGRADE + PODGORICA"),
        ("WARSAW/BERLIN", "WARSAW + BERLIN"),
        ("ASHGABAD/THE HAGUE", "ASHGABAD + THE HAGUE"),
        ("OSH, Kyrgyzstan", "OSH [Kyrgyzstan]"),
        ("Prishtinë/Priština", "Prishtinë/Priština"),
        ("QABALA, Azerbaijan", "QABALA [Azerbaijan]"),
        ("BRNJEŠ/BËRNJESH", "BRNJEŠ/BËRNJESH"),
        (
            "Kamensk-Shakhtinsky, Russian Federation",
            "Kamensk-Shakhtinsky [Russian Federation]",
        ),
        ("VIENNA / BERLIN", "VIENNA + BERLIN"),
        ("VIENNA, BRUSSELS, GENEVA", "VIENNA + BRUSSELS + GENEVA"),
        ("VIENNA/SARAJEVO", "VIENNA + SARAJEVO"),
        ("BRATISLAVA/VIENNA", "BRATISLAVA + VIENNA"),
        (
            "KHARKOV/STANYTSIA LUHANSKA, Ukraine",
            "KHARKOV + STANYTSIA LUHANSKA [Ukraine]",
        ),
        (
            "MOSCOW / PARIS / WASHINGTON, DC",
            "MOSCOW + PARIS + WASHINGTON [DC]",
        ),
        ("VIENNA/BELGRADE", "VIENNA + BELGRADE"),
        ("TIRANA / BRUSSELS / GENEVA", "TIRANA + BRUSSELS + GENEVA"),
        ("VIENNA/TIRANA", "VIENNA + TIRANA"),
        ("VIENNA/WARSAW", "VIENNA + WARSAW"),
        ("SKOPJE/WARSAW/COPENHAGEN", "SKOPJE + WARSAW + COPENHAGEN"),
        ("SKOPJE/VIENNA", "SKOPJE + VIENNA"),
        ("CHISINAU/VALLETTA", "CHISINAU + VALLETTA"),
        ("VALLETTA/VIENNA", "VALLETTA + VIENNA"),
        ("WARSAW/COPENHAGEN", "WARSAW + COPENHAGEN"),
        ("HELSINKI/VALLETTA/BERN", "HELSINKI + VALLETTA + BERN"),
        ("GORAŽDE/ FOČA", "GORAŽDE + FOČA"),
        // Met elsewhere, and what the forms imply.
        ("WASHINGTON D.C.", "WASHINGTON D.C."),
        ("ŁÓDŹ", "ŁÓDŹ"),
        ("ANDORRA LA VELLA", "ANDORRA LA VELLA"),
        (
            "TSAKHKADZOR, Kotayq region of Armenia",
            "TSAKHKADZOR [Kotayq region of Armenia]",
        ),
        ("GYUMRI, northern Armenia", "GYUMRI [northern Armenia]"),
        ("OSH, KYRGYZSTAN", "OSH [KYRGYZSTAN]"),
        ("VIENNA, MONACO", "VIENNA + MONACO"),
        ("WASHINGTON, DC, BRUSSELS", "WASHINGTON [DC] + BRUSSELS"),
        ("OSH, Kyrgyzstan, VIENNA", "OSH [Kyrgyzstan] + VIENNA"),
        ("VIENNA/PRISHTINË/PRIŠTINA", "VIENNA + PRISHTINË/PRIŠTINA"),
        (
            "PRISHTINE\u{308}/PRIS\u{30C}TINA",
            "PRISHTINE\u{308}/PRIS\u{30C}TINA",
        ),
        ("Vienna, Geneva", "Vienna + Geneva"),
    ] {
        for separator in [" – ", "- ", "-- ", " (OSCE)-- ", " — ", " –", " - ", ". "] {
            let head = format!("{part}, 1 May 2020{separator}");
            check_head(&head, &format!("{expected} | 1 May 2020 |{separator}|"));
        }
    }
}

#[test]
fn what_the_counted_forms_imply() {
    check(
        "BAKU, 4 October 2011/OSCE/– – Talks",
        "BAKU | 4 October 2011 |/OSCE/– – |",
    );
    check(
        "BAKU, 4 Sept. 2011 - Talks",
        "BAKU | 4 September 2011 | - |",
    );
    check(
        "BAKU, 4 october 2011 - Talks",
        "BAKU | 4 October 2011 | - |",
    );
    check(
        "BAKU, 04 October 2011 - Talks",
        "BAKU | 4 October 2011 | - |",
    );
    check("BAKU,4 October 2011 - Talks", "BAKU | 4 October 2011 | - |");
    check("BAKU 4 October 2011 - Talks", "BAKU | 4 October 2011 | - |");
    check("BAKU, 29 February – Talks", "BAKU | 29 February | – |");
    check(
        "BAKU, 29 February 2012 – Talks",
        "BAKU | 29 February 2012 | – |",
    );
    check(
        "\u{FEFF} \u{A0}\nBAKU,\u{A0}4\u{A0}May 2011\u{A0}– \n\nTalks",
        "BAKU | 4 May 2011 |\u{A0}– \n\n|",
    );
    check("Vienna, 3 May 2010 – Talks", "Vienna | 3 May 2010 | – |");
    check(
        "Vienna, 3 May 2010 – 20 officers met.",
        "Vienna | 3 May 2010 | – |",
    );
    check(
        "Gudauri, Georgia, 3 May 2010 – Talks",
        "Gudauri [Georgia] | 3 May 2010 | – |",
    );
    check("Kyiv, Ukraine – Talks", "Kyiv [Ukraine] | no date | – |");
    check("VIENNA (OSCE) – Talks", "VIENNA | no date | (OSCE) – |");
    check("WASHINGTON D.C. – Talks", "WASHINGTON D.C. | no date | – |");
    check(
        "VIENNA, 3 May 2010 – the talks",
        "VIENNA | 3 May 2010 | – |",
    );
    assert_eq!(
        Dateline::parse("BAKU, 4 May 2011/OSCE/– – A")
            .unwrap()
            .agency(),
        Some("OSCE")
    );
    assert_eq!(
        Dateline::parse("BAKU, 4 May 2011 (OSCE)- A")
            .unwrap()
            .agency(),
        Some("OSCE")
    );
    assert_eq!(
        Dateline::parse("BAKU, 4 May 2011 - A").unwrap().agency(),
        None
    );
}

/// The places of datelines that stand there without a qualifier; those with one are place parts.
const PLACES: &[&str] = &[
    "VIENNA",
    "SKOPJE",
    "BELGRADE",
    "COPENHAGEN",
    "WARSAW",
    "DUSHANBE",
    "PRISTINA",
    "CHISINAU",
    "SARAJEVO",
    "TIRANA",
    "PRISHTINË",
    "PRIŠTINA",
    "THE HAGUE",
    "BISHKEK",
    "YEREVAN",
    "PODGORICA",
    "KYIV",
    "BAKU",
    "TBILISI",
    "SOFIA",
    "HELSINKI",
    "OSLO",
    "ZAGREB",
    "BERLIN",
    "ALMATY",
    "ERGNETI",
    "VALLETTA",
    "ROME",
    "BRATISLAVA",
    "MOSCOW",
    "BRUSSELS",
    "MADRID",
    "PRISHTINE",
    "BERN",
    "MITROVO POLJE",
    "SKOPE",
    "WASHINGTON D.C.",
    "NEW YORK",
    "ASHGABAD",
    "TASHKENT",
    "LJUBLJANA",
    "SALZBURG",
    "YERAVAN",
    "ASTANA",
    "WASHINGTON",
    "VILNIUS",
    "DUBLIN",
    "Prishtinë",
    "Priština",
    "MONACO",
    "BRNJEŠ",
    "BËRNJESH",
    "NEW YORK CITY",
    "MOSTAR",
    "MINSK",
    "KHARKOV",
    "PARIS",
    "GENEVA",
    "ANDORRA LA VELLA",
    "ŁÓDŹ",
    "GORAŽDE",
    "FOČA",
    "ZENICA",
];

#[test]
fn every_place() {
    for place in PLACES {
        for form in CONSTANTS {
            let date = DatelineDate::new(8, 4, Some(2011));
            let head = form.print(&[DatelinePlace::new(place, None)], date);
            let year = if form.year == YearStyle::Absent {
                ""
            } else {
                " 2011"
            };
            // Without anything behind the date, only capitals show that a name is a place.
            if *form == DatelineForm::OPEN
                && !place.ends_with(char::is_uppercase)
                && !place.ends_with('.')
            {
                check(&format!("{head}Talks began."), "none");
                continue;
            }
            check_head(
                &head,
                &format!("{place} | 8 April{year} |{}|", form.separator),
            );
        }
        let line = format!("{place} 8 April 2011");
        if place.chars().any(char::is_lowercase) {
            check(&line, "none");
        } else {
            check(&line, &format!("{place} | 8 April 2011 ||"));
        }
    }
}

/// Every spelling of a date that is read, with the day it means.
const DATES: &[(&str, &str)] = &[
    // English, in the order of both sides of the ocean.
    ("25 October 2016", "25 October 2016"),
    ("25th October 2016", "25 October 2016"),
    ("1st October, 2016", "1 October 2016"),
    ("25th of October 2016", "25 October 2016"),
    ("October 25, 2016", "25 October 2016"),
    ("Oct. 25, 2016", "25 October 2016"),
    ("OCTOBER 25th, 2016", "25 October 2016"),
    ("Sep 25, 2016", "25 September 2016"),
    ("Tuesday, 25 October 2016", "25 October 2016"),
    ("Tuesday 25 October 2016", "25 October 2016"),
    ("Tuesday, October 25, 2016", "25 October 2016"),
    ("25 sept 2016", "25 September 2016"),
    // French, German, Italian, Spanish.
    ("25 octobre 2016", "25 October 2016"),
    ("1er octobre 2016", "1 October 2016"),
    ("1ᵉʳ août 2016", "1 August 2016"),
    ("25 FEVRIER 2016", "25 February 2016"),
    ("25. Oktober 2016", "25 October 2016"),
    ("25.Oktober 2016", "25 October 2016"),
    ("7. Jänner 2016", "7 January 2016"),
    ("Dienstag, 25. Oktober 2016", "25 October 2016"),
    ("25. Okt. 2016", "25 October 2016"),
    ("25 ottobre 2016", "25 October 2016"),
    ("1º ottobre 2016", "1 October 2016"),
    ("1° ottobre 2016", "1 October 2016"),
    ("25 de octubre de 2016", "25 October 2016"),
    ("1º de octubre de 2016", "1 October 2016"),
    ("25 de octubre del 2016", "25 October 2016"),
    ("5 de setiembre de 2016", "5 September 2016"),
    // Russian, Ukrainian.
    ("25 октября 2016 года", "25 October 2016"),
    ("25 октября 2016 г.", "25 October 2016"),
    ("25 ОКТЯБРЯ 2016", "25 October 2016"),
    ("25 нояб. 2016 г.", "25 November 2016"),
    ("23 липня 2021", "23 July 2021"),
    ("23 липня 2021 року", "23 July 2021"),
    ("23 липня 2021 р.", "23 July 2021"),
    // Albanian, Romanian.
    ("10 tetor 2012", "10 October 2012"),
    ("10 nëntor 2012", "10 November 2012"),
    ("10 ne\u{308}ntor 2012", "10 November 2012"),
    ("10 nentor 2012", "10 November 2012"),
    ("25 octombrie 2016", "25 October 2016"),
    // Bosnian, Croatian, Montenegrin, Serbian, Macedonian.
    ("25. oktobar 2016. godine", "25 October 2016"),
    ("25. oktobra 2016. godine", "25 October 2016"),
    ("25. oktobra 2016.", "25 October 2016"),
    ("25. oktobar 2016. god.", "25 October 2016"),
    ("1. avgusta 2016. g.", "1 August 2016"),
    ("1. augusta 2016", "1 August 2016"),
    ("25. listopada 2016.", "25 October 2016"),
    ("25. studenog 2016.", "25 November 2016"),
    ("25. октобар 2016. године", "25 October 2016"),
    ("25. октобра 2016", "25 October 2016"),
    ("25 октомври 2016", "25 October 2016"),
    ("25 октомври 2016 година", "25 October 2016"),
    // Kazakh, Kyrgyz, Tajik, Uzbek.
    ("2021 жылғы 23 шілде", "23 July 2021"),
    ("2021 жылдың 23 шілде", "23 July 2021"),
    ("23 шілде 2021 жыл", "23 July 2021"),
    ("23 шілде 2021 ж.", "23 July 2021"),
    ("2021-жылдын 23-июлу", "23 July 2021"),
    ("23-июль 2021-жыл", "23 July 2021"),
    ("25 октябри соли 2016", "25 October 2016"),
    ("25 октябр 2016", "25 October 2016"),
    ("2021 yil 23 iyul", "23 July 2021"),
    ("2021-yil 23-iyul", "23 July 2021"),
    ("23-iyul, 2021-yil", "23 July 2021"),
    ("23 iyul 2021 yil", "23 July 2021"),
    ("5 sentyabr 2021", "5 September 2021"),
    ("2021 йил 23 июль", "23 July 2021"),
    // Armenian, Azerbaijani, Georgian.
    ("հոկտեմբերի 25, 2016", "25 October 2016"),
    ("25 հոկտեմբերի, 2016", "25 October 2016"),
    ("25 հոկտեմբերի 2016 թ.", "25 October 2016"),
    ("25 հոկտեմբերի 2016թ.", "25 October 2016"),
    ("2016 թ. հոկտեմբերի 25", "25 October 2016"),
    ("25 oktyabr 2016", "25 October 2016"),
    ("25 oktyabr 2016-cı il", "25 October 2016"),
    ("25 İYUL 2016", "25 July 2016"),
    ("25 ოქტომბერი 2016", "25 October 2016"),
    ("2016 წლის 25 ოქტომბერი", "25 October 2016"),
    ("25 ოქტომბერი, 2016 წელი", "25 October 2016"),
    ("25 ᲝᲥᲢᲝᲛᲑᲔᲠᲘ 2016", "25 October 2016"),
    // Without a year.
    ("30 June", "30 June"),
    ("October 25", "25 October"),
    ("23 липня", "23 July"),
    ("25. Oktober", "25 October"),
    ("25 de octubre", "25 October"),
    ("29 лютого", "29 February"),
];

#[test]
fn dates_in_every_language() {
    for (written, expected) in DATES {
        let date = DatelineDate::parse(written);
        let shown = date.map(|date| date.to_string());
        assert_eq!(shown.as_deref(), Some(*expected), "{written}");
    }
}

/// All place parts with all dates and all separators.
#[test]
fn any_place_with_any_date_and_any_separator() {
    let parts = [
        ("VIENNA", "VIENNA"),
        ("PRISHTINË/PRIŠTINA", "PRISHTINË/PRIŠTINA"),
        ("TIRANA / BRUSSELS", "TIRANA + BRUSSELS"),
        ("OSH, Kyrgyzstan", "OSH [Kyrgyzstan]"),
        ("WASHINGTON, DC", "WASHINGTON [DC]"),
        ("VIENNA, BRUSSELS, GENEVA", "VIENNA + BRUSSELS + GENEVA"),
        ("WASHINGTON D.C.", "WASHINGTON D.C."),
        ("КИЇВ", "КИЇВ"),
        ("TIRANË", "TIRANË"),
        ("Відень", "Відень"),
        ("НҰР-СҰЛТАН", "НҰР-СҰЛТАН"),
        ("TOSHKENT", "TOSHKENT"),
        ("ԵՐԵՎԱՆ", "ԵՐԵՎԱՆ"),
        ("თბილისი", "თბილისი"),
        ("BEOGRAD/БЕОГРАД", "BEOGRAD/БЕОГРАД"),
    ];
    let separators = [
        "- ",
        " – ",
        "-- ",
        " (OSCE)-- ",
        " (OSCE)- ",
        " — ",
        " –",
        " - ",
        "/OSCE/– – ",
        " (ОБСЄ) – ",
        " (OSZE) – ",
        " (ԵԱՀԿ) – ",
    ];
    for (part, places) in parts {
        for (written, date) in DATES {
            for joint in [", ", " – ", " "] {
                for separator in separators {
                    let head = format!("{part}{joint}{written}{separator}");
                    let text = format!("{head}Observers met on 3 May 2011 – in town.");
                    check(&text, &format!("{places} | {date} |{separator}|"));
                    let dateline = Dateline::parse(&text).unwrap();
                    let (places, date) = (dateline.places(), dateline.date());
                    assert_eq!(dateline.form().print(places, date), head);
                }
            }
        }
    }
}

#[test]
fn datelines_of_other_languages() {
    check("КИЇВ 23 липня 2021", "КИЇВ | 23 July 2021 ||");
    check("КИЇВ 23 липня 2021\nПеремовини", "КИЇВ | 23 July 2021 |\n|");
    check(
        "TIRANË, 10 tetor 2012 – Bisedimet",
        "TIRANË | 10 October 2012 | – |",
    );
    check(
        "TSAKHKADZOR, Kotayq region of Armenia, 20 October 2014 – Talks",
        "TSAKHKADZOR [Kotayq region of Armenia] | 20 October 2014 | – |",
    );
    check("BEOGRAD 25. oktobar 2016.", "BEOGRAD | 25 October 2016 |.|");
    check(
        "BEOGRAD, 25. oktobar 2016. – Razgovori",
        "BEOGRAD | 25 October 2016 | – |",
    );
    check(
        "TIRANË – 6 tetor 2020. Bisedimet",
        "TIRANË | 6 October 2020 |. |",
    );
    check(
        "Київ, 23 липня 2021 року – Перемовини",
        "Київ | 23 July 2021 | – |",
    );
    check("ВІДЕНЬ, 30 червня – Перемовини", "ВІДЕНЬ | 30 June | – |");
    check(
        "ОШ, Кыргызстан, 2021-жылдын 23-июлу – Талкуу",
        "ОШ [Кыргызстан] | 23 July 2021 | – |",
    );
    check(
        "ДУШАНБЕ, 3 майи соли 2021 – Сухан",
        "ДУШАНБЕ | 3 May 2021 | – |",
    );
    check("ВЕНА (ОБСЕ) – Переговоры", "ВЕНА | no date | (ОБСЕ) – |");
    let agency =
        |text| Dateline::parse(text).and_then(|dateline| dateline.agency().map(str::to_owned));
    assert_eq!(
        agency("КИЇВ, 3 травня 2012 (ОБСЄ) – Перемовини").as_deref(),
        Some("ОБСЄ")
    );
    assert_eq!(
        agency("WIEN, 3. Mai 2012 (OSZE) – Rede").as_deref(),
        Some("OSZE")
    );
}

#[test]
fn no_datelines_of_other_languages() {
    check_none(&[
        "ОБСЄ, 12 травня 2010 – Нотатка",
        "OSZE, 12. Mai 2010 – Vermerk",
        "У Відні 23 липня 2021 року йшов дощ.",
        "КИЇВ, 30 лютого 2021 – Перемовини",
        "КИЇВ, 23 липня 2021 року йшов дощ.",
        "КИЇВ, 23 липня – 25 липня 2021 – Перемовини",
        "КИЇВ, 23–25 липня 2021 – Перемовини",
        "VIENNA, October 25 – 27, 2016 – Talks",
        "VIENNA, October 25 – October 27, 2016 – Talks",
        "VIENNA, October 25 Talks",
        "VIENNA, October 2016 – Talks",
        "VIENNA, may 25 – Talks",
        "In May 25 people – Talks",
        "VIENNA, 25 ago – Talks",
        "VIENNA, 2016 25 October – Talks",
        "VIENNA, 2016 officers – Talks",
        "VIENNA, 25octobre 2016 – Talks",
        "Tuesday, 25 October 2016 was a day of rain",
    ]);
}

#[test]
fn a_written_date_is_printed_only_for_itself() {
    let dateline = Dateline::parse("КИЇВ, 23 липня 2021 року – Перемовини").unwrap();
    let form = dateline.form();
    assert_eq!(form.written, Some("23 липня 2021 року"));
    assert_eq!(
        form.print(dateline.places(), DatelineDate::new(24, 7, Some(2021))),
        "КИЇВ, 24 July 2021 – "
    );
}

#[test]
fn a_line_of_its_own() {
    check(
        "SARAJEVO 30 December 2002",
        "SARAJEVO | 30 December 2002 ||",
    );
    check(
        "SARAJEVO 30 December 2002\nTalks",
        "SARAJEVO | 30 December 2002 |\n|",
    );
    check(
        "SARAJEVO, 30 December 2002\n\ntalks",
        "SARAJEVO | 30 December 2002 |\n\n|",
    );
    check(
        "THE HAGUE / VIENNA 3 May 2002\r\n",
        "THE HAGUE + VIENNA | 3 May 2002 |\r\n|",
    );
}

#[test]
fn no_dateline() {
    check_none(&[
        "",
        " ",
        "-",
        " – ",
        ", , ,",
        "/",
        ". ",
        "VIENNA",
        "25 October 2016",
        "In Vienna, 25 October 2016 was a day of rain.",
        "In Vienna, 25 October 2016 – The day of rain",
        "VIENNA is a city",
        "VIENNA is a city – And a State",
        "Vienna is a city. It has a river.",
        "The OSCE, 3 May 2010 – A note",
        "OSCE, 12 May 2010 – A note",
        "OSCE/ODIHR, 12 May 2010 – A note",
        "MEDIA ADVISORY, 12 May 2010 – A note",
        "MEDIA ADVISORY – A note",
        "SUMMARY – A note",
        "SummaryThe monitors saw",
        "Gudauri, 3 May 2010 – Talks",
        "Yesterday, Ukraine – With others – agreed",
        "VIENNA, 25 October 2016 was a day of rain.",
        "VIENNA, 25 October 2016, was a day of rain.",
        "VIENNA 25 October 2016 Talks",
        "Vienna, 25 October 2016 Talks",
        "VIENNA, 25 October Talks",
        "VIENNA, 25-27 October 2016 – Talks",
        "VIENNA, 25 October – 27 October 2016 – Talks",
        "VIENNA, 25 October 2016-17 – Talks",
        "VIENNA, 25 Octember 2016 – Talks",
        "YEREVAN, where on 25 October 2016 – Talks",
        // Words that are also codes of States.
        "YEREVAN, which it is, 25 October 2016 – Talks",
        "Talks, by, 25 October 2016 – Talks",
        "YEREVAN, where delegates came, 25 October 2016 – Talks",
        "19 July 2022",
        "19 July 2022 was a day of rain",
        "19 July 2022. Talks",
        "19 July – Talks",
        "19 July 2022 – 21 July 2022",
        // Dates that are none.
        "VIENNA, 30 February 2016 – Talks",
        "VIENNA, 30 February – Talks",
        "VIENNA, 29 February 2015 – Talks",
        "VIENNA, 31 April 2016. Talks",
        "VIENNA, 0 May 2016 – Talks",
        "VIENNA, 99 May 2016 – Talks",
        "VIENNA, 300 May 2016 – Talks",
        "VIENNA, 25 October 1899 – Talks",
        "VIENNA, 25 October 2200 – Talks",
        "VIENNA, 25 October 20166 – Talks",
        "VIENNA, 25 October 201 – Talks",
        "VIENNA – 25 October 1816. Talks",
        // Place parts that are none.
        ", 25 October 2016 – Talks",
        "VIENNA//BERLIN, 25 October 2016 – Talks",
        "/VIENNA, 25 October 2016 – Talks",
        "VIENNA,, 25 October 2016 – Talks",
        "VIENNA: BERLIN, 25 October 2016 – Talks",
        "VIENNA\n25 October 2016 – Talks",
        "A, 25 October 2016 – Talks",
        "A TEXT THAT GOES ON AND ON, 25 October 2016 – Talks",
        "<p>VIENNA, 25 October 2016 – Talks</p>",
    ]);
}

#[test]
fn only_the_head_is_searched() {
    let blanks = " ".repeat(400);
    check(&format!("{blanks}VIENNA, 25 October 2016 – Talks"), "none");
    check(
        &format!("VIENNA, 25 October 2016 –{blanks}A"),
        &format!("VIENNA | 25 October 2016 | –{blanks}|"),
    );
    // Wherever the search ends, in a word or in a character, nothing is made up.
    for length in 230..310 {
        for filler in [" ", "\u{A0}", "\u{3000}"] {
            let text = filler.repeat(length / filler.len()) + "VIENNA, 25 March 2016 – Talks";
            let shown = show(&text);
            assert!(
                shown == "none" || shown == "VIENNA | 25 March 2016 | – |",
                "{shown}"
            );
        }
        assert_eq!(show(&"é🕊".repeat(length)), "none");
    }
}

#[test]
fn dates() {
    for text in [
        "25 October 2016",
        " 25 Oct 2016\n",
        "25 OCTOBER, 2016",
        "25 oct. 2016",
    ] {
        assert_eq!(
            DatelineDate::parse(text),
            DatelineDate::new(25, 10, Some(2016)),
            "{text}"
        );
    }
    for text in [
        "",
        "25",
        "October 2016",
        "25 October 2016 –",
        "31 June 2016",
        "2016-10-25",
    ] {
        assert_eq!(DatelineDate::parse(text), None, "{text}");
    }
}

const CONSTANTS: &[DatelineForm<'static>] = &[
    DatelineForm::CURRENT,
    DatelineForm::EN_DASH_TIGHT,
    DatelineForm::EM_DASH,
    DatelineForm::NO_YEAR,
    DatelineForm::HYPHEN,
    DatelineForm::HYPHEN_SPACED,
    DatelineForm::HYPHEN_TIGHT,
    DatelineForm::HYPHEN_NO_YEAR,
    DatelineForm::HYPHEN_UPPER_MONTH,
    DatelineForm::HYPHEN_SHORT_MONTH,
    DatelineForm::TWO_HYPHENS,
    DatelineForm::TWO_HYPHENS_COMMA_YEAR,
    DatelineForm::AGENCY,
    DatelineForm::AGENCY_TWO_HYPHENS,
    DatelineForm::OPEN,
    DatelineForm::DATE_LAST,
];

#[test]
fn a_constant_is_read_back_as_itself() {
    let date = DatelineDate::new(9, 4, Some(2012));
    let places = [
        DatelinePlace::new("WARSAW", None),
        DatelinePlace::new("FOČA", None),
    ];
    for form in CONSTANTS {
        let text = form.print(&places, date) + "Talks began.";
        assert_eq!(
            Dateline::parse(&text).map(|dateline| dateline.form()),
            Some(*form),
            "{text}"
        );
    }
    let line = DatelineForm::LINE.print(&places, date);
    assert_eq!(
        Dateline::parse(&line).map(|dateline| dateline.form()),
        Some(DatelineForm::LINE)
    );
    let place = DatelineForm::PLACE_ONLY.print(&places[..1], None);
    assert_eq!(
        Dateline::parse(&place).map(|dateline| dateline.form()),
        Some(DatelineForm::PLACE_ONLY)
    );
}

fn any_places() -> impl Strategy<Value = Vec<DatelinePlace<'static>>> {
    let places = [
        ("VIENNA", None),
        ("PRISHTINË/PRIŠTINA", None),
        ("OSH", Some("Kyrgyzstan")),
        ("WASHINGTON", Some("DC")),
        ("MITROVO POLJE", None),
        ("STANYTSIA LUHANSKA", Some("Ukraine")),
        ("THE HAGUE", None),
        ("ŁÓDŹ", None),
        ("BRNJEŠ/BËRNJESH", None),
    ];
    let places = places.map(|(name, qualifier)| DatelinePlace::new(name, qualifier));
    subsequence(places.to_vec(), 1..5).prop_shuffle()
}

fn any_form() -> impl Strategy<Value = DatelineForm<'static>> {
    let separators = [
        "- ",
        " – ",
        "-- ",
        " (OSCE)-- ",
        "/OSCE/– –",
        " — ",
        " –",
        " - ",
        "-",
    ];
    let dashed = (
        select(vec!["/", " / ", "/ ", ", "]),
        select(vec![", ", " ", " – "]),
        select(vec![MonthStyle::Full, MonthStyle::Upper, MonthStyle::Short]),
        select(vec![YearStyle::Plain, YearStyle::Comma, YearStyle::Absent]),
        select(separators.to_vec()),
    );
    let dashed = dashed.prop_map(|(joiner, joint, month, year, separator)| DatelineForm {
        joiner,
        joint,
        month,
        year,
        written: None,
        separator,
    });
    // Without a dash there must be a year, and a joint that is more than a blank.
    (dashed, select(vec![None, Some(". "), Some(" ")])).prop_map(|(form, dashless)| {
        let joint = if form.joint == " " { ", " } else { form.joint };
        let year = if form.year == YearStyle::Absent {
            YearStyle::Plain
        } else {
            form.year
        };
        dashless.map_or(form, |separator| DatelineForm {
            joint,
            year,
            separator,
            ..form
        })
    })
}

/// Text that is nearly a dateline.
fn near_dateline() -> impl Strategy<Value = String> {
    let pieces = [
        "VIENNA",
        "Vienna",
        "OSH",
        "Kyrgyzstan",
        "PRISHTINË/PRIŠTINA",
        "É\u{301}",
        "/",
        ", ",
        " ",
        "\u{A0}",
        "\n",
        "25",
        "2016",
        "99999",
        " October ",
        "May",
        "Sept.",
        " – ",
        "-",
        "--",
        "—",
        ". ",
        ".",
        "(OSCE)",
        "/OSCE/",
        "(",
        "the",
        "🕊",
        "\u{FEFF}",
        "\u{2028}",
    ];
    prop::collection::vec(select(pieces.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn places_and_date_in_any_form_are_read_back(
        places in any_places(),
        date in (1u8..=31, 1u8..=12, 1900u16..2200),
        form in any_form(),
    ) {
        let Some(date) = DatelineDate::new(date.0, date.1, Some(date.2)) else { return Ok(()) };
        let head = form.print(&places, Some(date));
        let text = format!("{head}Observers met.");
        let dateline = Dateline::parse(&text);
        prop_assert!(dateline.is_some(), "{text}");
        let dateline = dateline.unwrap();
        prop_assert_eq!(dateline.places(), &places);
        let read = dateline.date().unwrap();
        let year = date.year().filter(|_| form.year != YearStyle::Absent);
        prop_assert_eq!((read.day(), read.month(), read.year()), (date.day(), date.month(), year));
        prop_assert_eq!(dateline.text(), &head);
        prop_assert_eq!(dateline.form().print(dateline.places(), dateline.date()), head);
    }

    #[test]
    fn no_text_is_too_strange(text in prop_oneof![any::<String>(), near_dateline()]) {
        if let Some(dateline) = Dateline::parse(&text) {
            prop_assert_eq!(dateline.to_string() + dateline.body(), &*text);
            // What was read is read the same when its text has nothing behind it but a text.
            let again = format!("{}{}", dateline.text(), dateline.body());
            prop_assert_eq!(Dateline::parse(&again), Some(dateline.clone()));
        }
    }
}
