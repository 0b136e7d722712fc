"""Common first names and surnames that a list of usual words takes for usual words. Data only.

A rare name is in no such list, so it is never taken for a usual word. Left out are names that
are ordinary words as well ("bakker", "leen", "roos"): these stay readable where they stand alone.
"""

_WRITTEN = """
    aart abdel abdul abdullah abel adam adams adriaan ahmad ahmed aisha albert alex alexander
    alexandra ali alice amir amy ana anderson andre andrea andreas andrew andries angela angelique
    anita anja anke ann anna anne annelies annemarie annette annie anouk ans anton antonio arend
    arie arjan arjen arno arnold arthur astrid bart bas bastiaan beatrix benjamin bernard bert
    bianca bob boris bram brenda brian bruno campbell carel carla carlo carlos carmen carolien
    caroline catharina cees celine charles charlotte chen chris christiaan christina christine
    cindy claes claire clark claudia coen collins conny cora cornelia cornelis corrie daan daisy
    damian dana daniel danielle danny david davis dekker dennis desmet diana diederik dieter
    dijkstra dimitri dirk dominique donald doris driessen dubois eddy edgar edith edward edwards
    edwin eline elisabeth elise elizabeth ella ellen els elsa emiel emil emily emma eric erica
    erik erna ernst esther eva evans evelien evelyn fatima felix femke ferdinand fernandez fien
    floris frank fred frederik freek frits garcia gea geert gerard gerda gerrit gerritsen gert
    gijs gina giovanni gonzalez goossens greta groenewegen guido guus haddad hamid hanna hannah
    hans harold harrie harris harry hasan hassan heidi helen helena helga hendrik hendriks hendrix
    henk hennie henny herman hermans hilde hoekstra hofman hoogeboom hugo huisman hussain hussein
    ian ibrahim ida igor ilse inge ingrid irene isabel isabelle ismail ivan ivo jaap jack jackie
    jackson jacob jacobs jacques jake james jamie jan jane janet janneke jans jansen janssen
    janssens jasmijn jasper jay jean jeanette jef jeff jelle jennifer jenny jens jeroen jerry
    jesse jessica jessie jim jimmy jo joan joanna jochem joe joep joey johan johanna johannes john
    johnny johnson jolanda jonas jonathan jones jonker joop joost jordy joris jos jose josef
    joseph joshua joyce juan jules julia julian julie juliette julius jurgen justin karel karen
    karim karin karl kate kathleen katja katrien kaya kees keith kelly kenneth kevin khalid khan
    kim klaas koen koos kris kuipers kumar kurt lambert lara larry lars laura lauren laurens
    leeuwen lena leo leon leonie lewis lex lia lieke liesbeth lina linda lisa lise liu loes lola
    lopez lotte louis louise luc luca lucas lucia lucie ludo lukas luke luna luuk lydia lynn
    maaike maarten maartje maes magda mandy manon manuel mara marc marcel marco margaret margot
    margriet maria marian marianne marie marieke marielle marijke marijn marina mario marion marit
    marja marjan marjolein marleen marlies marloes marta martens martha martijn martin martine
    martinez mary mathias mathilde matthew matthias matthijs maud maurice maurits maxim maxime
    mees mehmet meijer melanie melissa menno merel mertens meyer mia michael michel michelle
    michiel mick mieke miep mike mila milan miller mirjam mitchell mohamed mohammad mohammed
    monique muhammad mulder mustafa myriam nadia nadine naomi natalie natasja nathalie nelson
    nguyen nick nico nicolas nicole niels nienke nigel nils nina noa noah noel noor nora novak
    olaf olga oliver olivia omar oscar osman otto pamela patricia patrick patty paul paula pauline
    peeters peggy pepijn pereira peter peters petra philip philippe phillips pia piet pieter pim
    postma rachel rachid rahman ralph ramon raymond rebecca reinier remco remy renate rene renee
    ria richard rick rik rita rob robbert robert roberts robin robinson rodriguez roel roger
    roland rolf romy ron ronald ronny rosa rosie roy ruben rudolf rudy rutger ruth ruud ryan
    sabine sabrina sam samantha samir samuel sander sanders sandra sanne santos sara sarah saskia
    scholten schouten scott sean sebastiaan sebastian selma sem serena serge sergio shirley siem
    sigrid silvia simon simone simons singh sjaak sjoerd sofia sofie sonja sophia sophie stan stef
    stefan stefanie stella stephan stephanie steve steven stijn susan suzanne sven sylvia tamara
    tanja tara tatiana taylor ted teun thea theo theodor thijs thom thomas thompson tim timo tina
    tineke tjeerd tobias tom tommy tony trudy truus ursula valentina valerie vanessa vera
    verhoeven vermeulen victoria viktor vincent vivian vries wagner wendy werner wesley wessel
    wilco wilhelmina willaert willem willemijn willems william williams willy wilma wilson wim
    winston wolters wouter wouters wright xander yasmine youssef yusuf yvette yvonne zara zoe
    zonneveld
"""
NAMES = frozenset(_WRITTEN.split())
"""In lower case, without accents."""
