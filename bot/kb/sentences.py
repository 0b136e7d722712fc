"""What `wegwijs check` tells editors, in Dutch: what is wrong, and what to do. Data only.

These sentences stand here and not in knowledge/, because they must be there when the knowledge
base itself can't be read.
"""

import errno

SENTENCES: dict[str, str] = {
    # --- the file ---
    "no_folder": "deze map is er niet. Geef de map met de kennisbank op, bijvoorbeeld: wegwijs check knowledge",
    "no_source": "hier staan geen Nederlandse onderwerpen. Verwacht werd een map nl met mappen per thema",
    "too_many_files": "er staan meer dan {limit} bestanden in de kennisbank. Dat kan niet kloppen",
    "unreadable": "dit kan niet worden gelezen ({why}). Controleer de rechten van de map of het bestand",
    "too_large": "dit bestand is groter dan {limit} kB. Dat kan niet kloppen: verdeel het of herstel het",
    "encoding": "dit bestand heeft een vreemde tekencodering. Sla het op als UTF-8",
    "control_character": "hier staat een onzichtbaar teken dat niet mag. Typ deze regel opnieuw",
    "unknown_file": "dit bestand wordt niet gelezen. Een onderwerp eindigt op .yaml en staat in de map van een thema",
    "unknown_folder": "deze map wordt niet gelezen. Mappen heten naar een taal (nl, en) of libraries",
    "bad_name": "de naam „{name}” kan niet. Gebruik kleine letters, cijfers en streepjes, bijvoorbeeld digid-aanvragen.yaml",
    "bad_library_name": "de naam „{name}” kan niet. Gebruik letters, cijfers, - en _, hooguit 48 tekens",
    "yml_file": "dit bestand wordt niet gelezen, want het eindigt niet op .yaml. Noem het {name}",
    "no_schema": "de eerste regel voor uw tekstverwerker ontbreekt: {wanted}. Typ: wegwijs fix",
    # --- YAML ---
    "tab": "hier staat een tab aan het begin van de regel. Gebruik spaties",
    "empty_file": "dit bestand is leeg. Vul het in of verwijder het",
    "two_documents": "hier begint een tweede deel in hetzelfde bestand. Haal de regel met --- weg",
    "too_deep": "hier zit te veel in elkaar ({limit} lagen of meer). Controleer haken en inspringen",
    "alias": "een * of & aan het begin van een tekst heeft een bijzondere betekenis. Zet de tekst tussen aanhalingstekens",
    "tag": "een ! aan het begin van een tekst heeft een bijzondere betekenis. Zet de tekst tussen aanhalingstekens",
    "name_not_text": "de naam vóór een dubbele punt moet gewone tekst zijn. Zet teksten met {{ }} of [ ] tussen aanhalingstekens",
    "duplicate_name": "„{name}” staat er twee keer (ook op regel {first}). Voeg ze samen tot één",
    "escape": "een \\ in een tekst tussen dubbele aanhalingstekens heeft een bijzondere betekenis. Gebruik / of schrijf \\\\",
    "open_quote": "deze tekst heeft een aanhalingsteken aan het begin, maar niet aan het eind. Zet het erbij",
    "open_bracket": "deze lijst met [ of {{ klopt niet. Ontbreekt een komma of een haak? Zet teksten met leestekens tussen aanhalingstekens",
    "stray_colon": "hier staat een dubbele punt te veel, of de regel springt verkeerd in. Zet een tekst met een dubbele punt tussen aanhalingstekens",
    "special_start": "deze tekst begint met een bijzonder teken: {text}. Zet hem tussen aanhalingstekens",
    "indentation": "deze regel past niet bij wat erboven staat: {text}. Springt hij even ver in als de regels erboven? Klopt elk aanhalingsteken?",
    "broken": "dit bestand is geen geldige YAML. Vergelijk het met een bestand dat wel goed is",
    # --- fields ---
    "want_text": "bij „{name}” hoort één tekst. Staat er een dubbele punt, {{ of [ in? Zet de hele tekst tussen aanhalingstekens",
    "want_list": "bij „{name}” hoort een lijst: elke regel begint met een streepje",
    "want_fields": "bij „{name}” horen regels met een naam en een dubbele punt, bijvoorbeeld {example}",
    "unknown_field": "„{name}” is geen veld dat hier hoort.{hint} Toegestaan: {known}",
    "missing_message": "de zin „{name}” ontbreekt in deze taal. De chatbot gebruikt zolang de zin die bij het programma hoort. Neem die over in _messages.yaml of _web.yaml, en pas hem aan als u wilt",
    "missing_field": "het veld „{name}” ontbreekt. Voeg het toe: {about}",
    "empty_text": "„{name}” is leeg. Vul het in of haal de regel weg",
    "empty_list": "de lijst „{name}” is leeg. Vul hem in of haal hem weg",
    "too_long": "„{name}” is te lang ({length} tekens). Toegestaan: {limit}",
    "bad_date": "„{value}” is geen datum. Schrijf jaar-maand-dag, bijvoorbeeld 2026-11-23",
    "bad_url": "„{value}” is geen adres van een website. Schrijf het hele adres, beginnend met https://",
    "bad_phone": "„{value}” is geen telefoonnummer. Gebruik cijfers, spaties en streepjes",
    "bad_flag": "„{value}” kan hier niet. Schrijf true of haal de regel weg",
    "bad_id": "„{value}” is geen naam van een onderwerp of contact. Gebruik kleine letters, cijfers en streepjes",
    "bad_key": "„{value}” kan hier niet als naam. Gebruik kleine letters, cijfers en _",
    "bad_word": "„{value}” kan hier niet. Schrijf een woord of uitdrukking met kleine letters",
    "twice": "„{value}” staat twee keer in deze lijst (ook op regel {first}). Haal er één weg",
    # --- contacts, links, placeholders ---
    "unknown_contact": "het contact „{name}” staat niet in contacts.yaml.{hint}",
    "unknown_contact_field": "contact „{contact}” heeft geen „{field}”.{hint} Wel: {known}",
    "not_a_page": "„{name}” is geen adres van een website. Kies website of een naam onder pages in contacts.yaml",
    "bad_braces": "„{text}” tussen accolades kan hier niet. Schrijf {{contact.veld}}, bijvoorbeeld {{digid.phone}}",
    "link_target": "een link heeft precies één adres: contact of url",
    "link_count": "er staan {here} links, maar in het Nederlands {there}. Geef elke link zijn eigen contact of url, of zorg dat het aantal gelijk is",
    # --- topics ---
    "same_id": "er is al een onderwerp „{name}”, in {other}. Kies een andere bestandsnaam",
    "no_original": "dit is een vertaling van een onderwerp dat in het Nederlands niet bestaat. Verwacht: {expected}.{hint}",
    "only_in_source": "„{name}” staat alleen in het Nederlandse bestand. Haal het hier weg",
    "unknown_related": "het onderwerp „{name}” bestaat niet (nog niet); de knop blijft weg.{hint}",
    "unknown_topic": "het onderwerp „{name}” bestaat niet.{hint}",
    "unknown_letter": "„{name}” staat niet in nl/_letters.yaml.{hint} Gebruik dezelfde namen als daar",
    "unknown_local": "het onderwerp „{name}” bestaat niet (nog niet); deze tekst wordt niet gebruikt.{hint}",
    "local_without_source": "hier ontbreekt het Nederlands. Zet de tekst onder nl:",
    "local_not_translated": "deze eigen tekst is er nog niet in „{lang}”; zolang staat er Nederlands",
    "unknown_language": "de taal „{name}” is er niet. Wel: {known}",
    "bad_language": "„{value}” is geen taal. Schrijf nl: of en: en zet daaronder de tekst",
    "bad_postcodes": "„{value}” is geen postcode. Schrijf vier cijfers, bijvoorbeeld 2041, of een reeks: 2011-2037",
    "bad_range": "bij „{value}” is de laatste postcode lager dan de eerste. Draai ze om",
    # --- opening hours ---
    "bad_times": "„{value}” zijn geen openingstijden. Schrijf bijvoorbeeld 10:00-17:30, of 10:00-12:30, 13:30-17:30, of dicht",
    "bad_weekday": "„{value}” is geen dag. Kies uit ma, di, wo, do, vr, za en zo, of schrijf een reeks: ma-vr",
    "bad_days": "„{value}” is geen dag. Schrijf 2026-12-24, of een reeks: 2026-12-24 t/m 2027-01-03",
    "bad_open": "„{value}” kan hier niet. Schrijf open of dicht",
    "same_day": "de tijden van „{value}” staan er al. Zet alle tijden van één dag op één regel, met een komma ertussen",
    "days_reversed": "bij „{value}” komt de laatste dag voor de eerste. Draai ze om, of noem de dagen los",
    "no_such_time": "„{value}” bestaat niet op de klok. Schrijf uren van 0 tot en met 24 en minuten tot 60",
    "closes_first": "bij „{value}” is het sluiten niet later dan het openen. Na middernacht open? Zet dat deel bij de volgende dag",
    "times_overlap": "de tijden „{value}” vallen over elkaar heen. Maak er één tijd van, of haal er een weg",
    "no_such_day": "„{value}” staat niet op de kalender. Kijk de dag en de maand na",
    "dates_reversed": "bij „{value}” is de laatste dag eerder dan de eerste. Draai ze om",
    "unknown_holiday": "de feestdag „{value}” kent de bot niet.{hint} Wel: {known}",
    "past_day": "„{value}” is voorbij. U kunt dit weghalen",
    "unknown_library": "de bibliotheek „{name}” staat niet in de map libraries.{hint}",
    "unknown_group": "er is geen groep woorden „{name}” onder „groups”.{hint}",
    "related_to_itself": "dit onderwerp verwijst naar zichzelf. Haal „{name}” weg",
    "answer_too_long": "het antwoord heeft {length} tekens, met telefoonnummers ingevuld. Maak het korter: hooguit {limit}",
    "same_question": "de vraag „{question}” staat ook bij {other}. Laat hem bij één onderwerp staan",
    "part_extra": "het onderdeel „{name}” staat niet in het Nederlandse bestand. Voeg het daar eerst toe",
    # --- sentences of the bot, small talk, libraries ---
    "no_messages": "de zinnen van de bot ontbreken. Het bestand {expected} moet er zijn",
    "unknown_message": "de zin „{name}” bestaat niet in het Nederlands.{hint}",
    "same_message": "de zin „{name}” staat ook in {other}. Laat er één staan",
    "other_placeholders": "hier staan de invulwoorden {here}, in het Nederlands {there}. Gebruik precies dezelfde",
    "bad_placeholder": "„{text}” is geen invulwoord. Schrijf kleine letters tussen accolades, bijvoorbeeld {{name}}",
    "small_group": "een groep heeft minstens twee woorden die hetzelfde betekenen",
    # --- warnings: translations ---
    "not_translated": "er is nog geen vertaling in „{lang}”: {name}. Zolang staat er Nederlands",
    "part_not_translated": "het onderdeel „{name}” is nog niet vertaald; de knop blijft in deze taal weg",
    "translation_old": "het Nederlands is gewijzigd op {changed}, deze vertaling hoort bij {translates}. Kijk de vertaling na en pas translates aan",
    # --- the editors' own tests ---
    "test_unknown_topic": "het onderwerp „{name}” bestaat niet.{hint}",
    "test_not_found": "proefvraag „{text}”: verwacht {expected}, maar de chatbot {found}",
    # --- warnings: example questions ---
    "alike_question": "de vraag „{question}” is bijna gelijk aan „{other}” bij {topic}. Laat er één staan, of maak ze echt anders",
    "leads_elsewhere": "de vraag „{question}” leidt naar {found}. Daar staat „{rival}”. Maak de vraag duidelijker, of haal één van de twee weg",
    "leads_elsewhere_unlearnt": "als de chatbot de vraag „{question}” niet kende, gaf hij {found}. Daar staat „{rival}”. Zet hier meer vragen die erop lijken, of maak het verschil duidelijker",
    "heard_as_danger": "de vraag „{question}” klinkt als gevaar en leidt naar {found}. Klopt dat? Kijk anders naar _urgent.yaml",
    "not_understood": "de vraag „{question}” wordt niet herkend. Voeg vragen toe die erop lijken, of maak hem duidelijker",
    # --- warnings: quality of texts ---
    "hard_word": "„{word}” is een moeilijk woord. Schrijf liever: {better}",
    "hard_words": "het antwoord heeft meer dan {limit} moeilijke woorden: {words}. Kies gewone woorden, of zet wat iedereen kent in _plain.yaml bij known",
    "hard_to_read": "het antwoord is moeilijk te lezen: {score} op de schaal van Flesch-Douma, B1 is {least} of meer. Kortere woorden en zinnen helpen",
    "long_sentences": "een zin van het antwoord heeft gemiddeld {mean} woorden. Hooguit {limit} leest makkelijk: knip lange zinnen in tweeën",
    "few_questions": "aantal vragen: {count}. Hoe meer echte vragen, hoe beter de bot het onderwerp herkent: minstens {least}",
    "long_sentence": "deze zin heeft {words} woorden: „{text}”. Maak er zinnen van hooguit {limit} woorden van",
    "personal_data": "dit lijkt een persoonlijk gegeven: {text}. Haal het weg, of zet een openbaar nummer in contacts.yaml",
    "review_passed": "dit onderwerp had vóór {date} nagekeken moeten worden. Kijk het na en zet een nieuwe datum",
    "review_soon": "dit onderwerp moet vóór {date} worden nagekeken",
    "checked_in_future": "de datum {date} is nog niet geweest. Vul de dag in waarop het is nagekeken",
    "checked_long_ago": "dit is op {date} voor het laatst nagekeken, langer dan een jaar geleden. Kijk het na en pas checked aan",
}
"""Key to sentence; {placeholders} are filled in by `Page.error` and `Page.warn`."""

SUGGESTION = " Bedoelt u „{name}”?"
"""Added to a sentence when something almost the same exists."""

REASONS = {
    errno.EACCES: "geen toegang",
    errno.EPERM: "geen toegang",
    errno.ELOOP: "verwijzingen die in een kring lopen",
    errno.ENOENT: "het is geen bestand, of een verwijzing naar niets",
}
"""Why a file or folder can't be read, by the system's error number."""
