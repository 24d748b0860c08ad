//! The words of which made-up releases consist.

/// A place as datelines write it, its usual name, its participating State, and the source there.
pub(crate) const PLACES: [(&str, &str, &str, &str); 20] = [
    (
        "SKOPJE",
        "Skopje",
        "North Macedonia",
        "OSCE Mission to Skopje",
    ),
    ("VIENNA", "Vienna", "Austria", "OSCE Secretariat"),
    (
        "WARSAW",
        "Warsaw",
        "Poland",
        "OSCE Office for Democratic Institutions and Human Rights",
    ),
    (
        "SARAJEVO",
        "Sarajevo",
        "Bosnia and Herzegovina",
        "OSCE Mission to Bosnia and Herzegovina",
    ),
    ("CHIŞINĂU", "Chisinau", "Moldova", "OSCE Mission to Moldova"),
    ("BELGRADE", "Belgrade", "Serbia", "OSCE Mission to Serbia"),
    ("TIRANA", "Tirana", "Albania", "OSCE Presence in Albania"),
    ("DURRËS", "Durres", "Albania", "OSCE Presence in Albania"),
    (
        "PODGORICA",
        "Podgorica",
        "Montenegro",
        "OSCE Mission to Montenegro",
    ),
    (
        "ASHGABAT",
        "Ashgabat",
        "Turkmenistan",
        "OSCE Centre in Ashgabat",
    ),
    (
        "BISHKEK",
        "Bishkek",
        "Kyrgyzstan",
        "OSCE Programme Office in Bishkek",
    ),
    (
        "DUSHANBE",
        "Dushanbe",
        "Tajikistan",
        "OSCE Programme Office in Dushanbe",
    ),
    (
        "ASTANA",
        "Astana",
        "Kazakhstan",
        "OSCE Programme Office in Astana",
    ),
    (
        "TASHKENT",
        "Tashkent",
        "Uzbekistan",
        "OSCE Project Co-ordinator in Uzbekistan",
    ),
    (
        "KYIV",
        "Kyiv",
        "Ukraine",
        "OSCE Support Programme for Ukraine",
    ),
    (
        "BRČKO",
        "Brčko",
        "Bosnia and Herzegovina",
        "OSCE Mission to Bosnia and Herzegovina",
    ),
    ("ČAČAK", "Čačak", "Serbia", "OSCE Mission to Serbia"),
    (
        "COPENHAGEN",
        "Copenhagen",
        "Denmark",
        "OSCE Parliamentary Assembly",
    ),
    ("TBILISI", "Tbilisi", "Georgia", "OSCE Secretariat"),
    ("BUCHAREST", "Bucharest", "Romania", "OSCE Secretariat"),
];

/// Part of the site at which releases of a source stand.
pub(crate) const SECTIONS: [&str; 6] = [
    "secretariat",
    "mission-to-skopje",
    "odihr",
    "bih",
    "mission-to-moldova",
    "chairpersonship",
];

pub(crate) const STATES: [&str; 16] = [
    "Albania",
    "Armenia",
    "Austria",
    "Azerbaijan",
    "Canada",
    "Finland",
    "France",
    "Georgia",
    "Kazakhstan",
    "Malta",
    "Moldova",
    "Serbia",
    "Türkiye",
    "Ukraine",
    "United States of America",
    "Uzbekistan",
];

pub(crate) const PARTNERS: [&str; 4] = ["Japan", "Thailand", "Australia", "Morocco"];

pub(crate) const FIELDS: [&str; 12] = [
    "Arms control",
    "Border management",
    "Combating trafficking in human beings",
    "Conflict prevention and resolution",
    "Cyber/ICT Security",
    "Education",
    "Elections",
    "Environmental activities",
    "Gender equality",
    "Good governance",
    "Human rights",
    "Policing",
];

pub(crate) const KINDS: [&str; 6] = [
    "Press release",
    "Press release",
    "Press release",
    "News",
    "Statement",
    "Spot report",
];

pub(crate) const TAGS: [&str; 8] = [
    "Lakes & rivers",
    "Two Shores",
    "handbook",
    "radio",
    "young judges",
    "Trans-border talks",
    "{https://example.org/topics}Water",
    "{https://example.org/topics}Schools",
];

pub(crate) const LANGUAGES: [&str; 6] = ["de", "ru", "sq", "uk", "fr", "sr-Latn"];

pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(crate) const PEOPLE: [&str; 12] = [
    "Mirjana Stojkova",
    "Jan Dvořák",
    "Ayşe Güneş",
    "Oleksandr Bondar",
    "Anna-Lena Öberg",
    "Rustam Karimov",
    "Žana Ilić",
    "Peter O’Leary",
    "Maria Popescu",
    "Ion Ţurcanu",
    "Claire Lefèvre",
    "Arben Hoxha",
];

pub(crate) const SUBJECTS: [&str; 16] = [
    "Twenty-four border officers from both banks of the lake",
    "The head of the water board",
    "Judges, clerks and two interpreters",
    "A group of young teachers from the valley",
    "The mayor",
    "Delegations of nine participating States",
    "The new library on the hill",
    "Officers of the river police",
    "The project’s leader",
    "Three villages at the pass",
    "Editors of local papers and radio stations",
    "The election commission",
    "The ferry company",
    "Women who run small firms",
    "Experts on forest fires",
    "The working group",
];

pub(crate) const VERBS: [&str; 16] = [
    "began a six-week course on",
    "compared notes & drew up one report on",
    "agreed on",
    "spent the afternoon with",
    "asked for more time to read",
    "put into one handbook",
    "showed their neighbours",
    "paid for half of",
    "wrote, with much patience, about",
    "took a first look at",
    "met again to speak of",
    "signed",
    "finished their work on",
    "will have to wait for",
    "keep a careful record of",
    "opened the doors to",
];

pub(crate) const OBJECTS: [&str; 16] = [
    "the law of the lake",
    "radio procedure",
    "a map of all wells, old and new",
    "the rules for open lists",
    "a school that teaches in two languages",
    "the bridge that nobody wanted",
    "safe storage of old ammunition",
    "the exchange of data between harbours",
    "a plan against floods",
    "the rights of those who rent",
    "forged papers and how to know them",
    "the new code for journalists",
    "an archive of court decisions",
    "the road across the border",
    "the way in which complaints are answered",
    "a fair share of the water",
];

pub(crate) const TAILS: [&str; 16] = [
    "",
    " in the town hall",
    ", in any weather",
    " before the winter comes",
    " with the help of the Secretariat",
    " and found the boats as well",
    " for the third time",
    ", which took nine days",
    " in one language that both chiefs will sign",
    " until the spring of next year",
    ", paragraph by paragraph",
    " at the invitation of the chair",
    " without a single word of anger",
    " together with colleagues from four countries",
    ", as the two sides had planned",
    " and will go on in February",
];

pub(crate) const SAYINGS: [&str; 8] = [
    "A smuggler looks at the lake and sees one sheet of water",
    "For years we looked at it and saw a line",
    "Nobody learns to swim from a handbook",
    "It isn’t the paper that counts, it is who reads it",
    "We’ve come here to unlearn what we knew",
    "Half of a good rule is the person who explains it",
    "Water does not ask for a passport",
    "What one side writes down, the other should be able to read",
];
