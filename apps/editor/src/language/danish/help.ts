/** What a kind of step is for, in Danish: the pages of their folders, paragraph by paragraph. */
export const help: Record<string, string> = {
  'change-points': `Giver personen point eller tager nogle, én gang for hvert besøg på trinet, også hvis det må gøres igen efter et nedbrud. Hvad de blev givet for, står i personens opgørelse.

Ingens saldo kommer under nul: den, der har for få, beholder dem og går ud ad **For få point**. Bagefter er \`{{ run.points }}\` saldoen.`,
  condition: `Ser på personen, på hændelsen, der startede forløbet, og på det, forløbet har lært undervejs, som de er lige nu, og tager den første gren, der passer.

**Én udgang for hver gren**, og **Ellers**.

Grenene prøves oppefra: den, som to passer på, går den øverste vej. En værdi, der mangler, passer kun på ”er ikke sat”, ”er ikke” og ”indeholder ikke”.`,
  'date-trigger': `Starter forløbet omkring en dato, som står på personen, for eksempel \`birthday\` eller \`member_since\`: på dagen, nogle dage før (−7) eller efter (30), på det klokkeslæt, du vælger, **hvor personen er**.

Hvert år, eller kun én gang. Den, der er født den 29. februar, glemmes ikke i andre år: 28. februar eller 1. marts, som du vælger. Datoen gælder, som den er, når klokkeslættet kommer: en, der flyttes før da, starter ingen på den tidligere dag. Personer uden datoen er ikke med, og heller ikke den, hvis klokkeslæt var gået, da forløbet blev aktivt, eller gik for over tolv timer siden.

Mens forløbet er på pause, begynder de, hvis klokkeslæt kommer, og holdes her: når det genoptages, spørges der, hvad der skal ske med dem.`,
  'event-trigger': `Starter forløbet for en person, når en af personens hændelser kommer ind, for eksempel ”Checkout Started”. ”Kun når” begrænser det til hændelser med bestemte egenskaber.

**Starter**: tages med det samme.

En hændelse, der kommer længe efter, at den skete, eller som er importeret som historik, starter intet: ingen vil have en sms om sidste uges kurv.`,
  exit: `Slutter forløbet for denne person og noterer et udfald, for eksempel ”bestilte” eller ”mindet om”, som tælles.

Det har ingen udgang.

Du behøver ikke tegne en slutning på alt: et forløb slutter også, hvor en valgfri udgang ikke fører videre, og med det samme, når en af forløbets afslutningshændelser kommer ind.`,
  experiment: `Prøver to eller flere varianter mod hinanden. Personer fordeles tilfældigt, altid ens for den samme person, og trinet viser for hver variant, hvor mange der nåede målet (en ordre, et klik) inden for den tid, du sætter, med det interval, som den sande andel ligger i.

Vælg selv vinderen, når du har set nok, eller lad trinet vælge den, når nok personer har været igennem, og én variant er klart bedre. Fra da af går alle den vej.`,
  'http-request': `Spørger en tjeneste på nettet: dit CRM, et lagersystem, en kupontjeneste. Adresse, headere og indhold kan rumme felter fra personen og hændelsen, og dele af svaret gemmes til senere trin: \`{{ run.code }}\`.

Med en **gemt forbindelse** følger dens nøgler med, og adressen er relativ til den. Uden kan kun offentlige adresser spørges. En tjeneste, der er nede eller har travlt, prøves igen i nogen tid; hver forespørgsel, der ændrer noget, har en \`Idempotency-Key\`, den samme hver gang, og en \`Signalbox-Signature\`, hvis nøgle står på siden *Integrationer*.

Det, tjenesten afviser (4xx), går ud ad **Afvist**, med dens ord på personens side.`,
  'issue-coupon': `Tager en ubrugt kode fra en pulje og gemmer den til personen: \`{{ run.coupon }}\` i de sms’er, der følger. Ingen får to koder for ét besøg på trinet, og ingen kode går til to personer.

Når puljen er tom, går personer ud ad **Ingen tilbage**, så ingen sms går ud med et hul i.

En pulje er en liste, du uploader, eller laver sine koder i din butik (**Rabatkoder**). Mens butikken ikke kan nås, venter personen her, og der spørges igen.`,
  'keyword-trigger': `Starter forløbet, når nogen sender et af ordene til dit nummer, alene eller som første ord i en længere sms: \`JOIN\`, \`join!\` og \`Join please\` er det samme.

STOP, HELP og START beholder deres egen betydning og starter aldrig et forløb. I sms’er er \`{{ event.text }}\` det, personen skrev.`,
  'manual-trigger': `Starter forløbet for personer, der nævnes én for én: på en persons side (”Føj til et forløb”), af et andet forløbs *Start et andet forløb*, eller af dit eget system med \`POST /api/journeys/{id}/start\`.

Det, der sendes med (\`properties\`), kan bruges i sms’er og betingelser som hændelsen.`,
  'note-to-team': `Lægger en besked på forsiden og på personens side til butikkens egne folk: ”Anna spurgte efter str. M: ring til hende”. Den lægges én gang, også hvis trinet må gøres igen efter et nedbrud.

Personen får intet, og forløbet går videre med det samme.`,
  'random-split': `Fordeler personer tilfældigt. Andele behøver ikke give 100: 2 og 1 betyder to tredjedele og en tredjedel. Lodtrækningen ligger fast for hver person og hvert trin, så den samme person altid går den samme vej, uanset hvor tit personen kommer.

**Lad være i fred** holder nogle personer udenfor: de får intet her, og når de sammenlignes med de andre, ses det, om forløbet overhovedet hjælper.`,
  'rate-gate': `Lukker personer igennem lidt efter lidt, i den rækkefølge de kommer: 200 om dagen, 50 i timen. Hver person får en plads ved ankomsten, med jævne mellemrum, og venter på den.

Brug det, når et forløb tændes for tusinder på én gang, så sms’er, svar og ordrer kommer i et tempo, som butikken kan følge med til.

Den, der ikke kan gå videre, når turen kommer, fordi forløbet er sat på pause, personen holdes tilbage i hånden, eller Signalbox ikke kørte, har misset den efter mere end en tyvendedel af perioden (72 minutter ved så mange om dagen), dog mindst et minut og afstanden mellem to pladser, og får en ny plads bag dem, der allerede venter. Så tempoet holder, hvad der end sker, også når et forløb genoptages.

Version 1 af dette trin lader alle gå videre på én gang, hvis tur kom under en pause. Opdatér trinet, så tempoet holdes, og flyt dem, der er inde, med, når du udgiver.`,
  'schedule-trigger': `Starter forløbet for alle i målgruppen på en dato og et klokkeslæt: én gang, hver dag, hver uge på de dage, du vælger, eller hver måned. Hvem der er i målgruppen, afgøres i det øjeblik, og forløbet viser, hvor mange der er nået, og hvornår det er færdigt.

**Efter hvis ur**: klokken ti i butikken, eller klokken ti, hvor hver person er. Personer startes i bølger i det tempo, som sms’er kan sendes i. Et tidspunkt, som intet kunne begynde på inden for seks timer, begyndes ikke for sent: det vises som et, der ikke blev nået.

Højst én kampagne om dagen: Når dagens er begyndt, og du flytter klokkeslættet (også hen over midnat, hvis det er mindre end seks timer), lukkes ingen ind to gange; det nye klokkeslæt gælder fra næste dag. En, der ingen nåede, kan begynde igen samme dag, og en, du stoppede, går så til dem, den ikke nåede.`,
  'segment-trigger': `Starter forløbet i det øjeblik, en person begynder at høre til det valgte segment, eller holder op. Personer, der allerede hører til, når forløbet udgives, startes ikke; brug *På et tidspunkt, til et segment* til dem.

At være ude og inde af et segment igen og igen starter forløbet så tit, som dets indstilling for genindtræden tillader.`,
  'send-sms': `Sender én sms til personen. Før den går ud, tjekker trinet selv: har personen sagt ja til dette formål, har personen svaret STOP, må der sendes på denne tid, er det stadig i tide. Intet af det behøver du tegne.

**Sendt**: operatøren har taget den. **Ikke sendt**: noget talte imod, og forløbet siger hvad. Lad ”Ikke sendt” stå uden forbindelse, og forløbet slutter der.

En sms, der kun holdes tilbage (af sendetider, for eksempel), venter og tjekkes forfra; den tæller aldrig som ikke sendt, før den ville komme for sent.`,
  'set-variable': `Gemmer værdier til senere trin i dette forløb: \`{{ run.discount }}\` i sms’er, og ”Dette forløb” i betingelser. En værdi kan være fast eller rumme felter fra personen og hændelsen, og den kan regne: \`{{ event.total | times: 0.1 | round }}\`.

En værdi, hvis felter ikke kan udfyldes, udelades, og personens side siger hvorfor.`,
  'start-journey': `Lukker personen ind i et andet forløb, der kører ved siden af dette med sine egne trin, lofter og afslutninger. De værdier, du giver med, er dets hændelse: \`{{ event.coupon }}\` dér.

Det andet forløbs egne regler gælder: hvem der må komme ind, og hvor tit. Den, det ikke lukker ind, går ud ad **Ikke lukket ind**, med grunden. En prøve spørger de samme regler, som de er, når den laves.`,
  'tag-contact': `Sætter mærker på personen eller tager dem af. Betingelser kan derefter spørge, om ”mærker indeholder vip”, i dette forløb og i alle andre. En liste er også et mærke.

Et mærke, der allerede er der, eller et, der skal af og ikke er der, ændrer intet.

Mærket ”sunset” lader en person gå: intet forløb sender dem reklame mere. Hvor forløbet venter på et klik eller et svar, og intet, der nåede personen, kunne åbnes eller besvares, sættes det ikke på, og trinet siger det.`,
  'update-contact': `Skriver værdier på personen: et navn, et sprog eller et felt, du selv har fundet på, for eksempel \`last_reminder\`. En værdi kan tage felter fra hændelsen: \`{{ event.total }}\`.

**Så**: tages med det samme.

Værdien skrives som tekst i det øjeblik, en person kommer hertil; den følger ikke senere ændringer. En værdi, hvis felter ikke giver noget, udelades: det, personen har, bliver stående, og personens side siger hvorfor.`,
  'wait-for-event': `Holder en person her, indtil en af de valgte hændelser kommer, eller den længste ventetid er gået. I et forløb om ét køb tæller kun hændelser fra den samme kurv, betaling eller ordre.

**Én udgang for hver hændelse**, med det navn, du vil, og **Tiden er gået**.

En hændelse, der kom tidligere i forløbet, tæller også, én gang, medmindre du vælger ”Kun fra dette trin og frem”. Hvis en hændelse og tidens udløb falder på det selvsamme øjeblik, vinder hændelsen.`,
  'wait-for-reply': `Holder en person, indtil der svares på den sms, forløbet sendte sidst. Svar prøves i rækkefølge, og hvert har en udgang: **ja** og **nej** på engelsk, dansk, svensk, norsk, tysk og fransk, dine egne ord, et tal, en dato, et mønster, eller hvad som helst.

Et svar, der ikke passer på noget, går ud ad **Ikke forstået**: spørg én gang til, eller slut. **Intet svar** er til, når tiden er gået.

En dato læses efter personens eget ur, så ”i morgen” er deres. Hvis flere forløb har spurgt personen om noget, hører svaret til det nyeste spørgsmål. STOP er aldrig et svar.`,
  'wait-for-stock': `Holder en person, indtil netop den variant, som forløbets hændelse handler om (dens \`variant_id\`), er på lager igen, eller den længste ventetid er gået. Kan den købes, når personen kommer til dette trin, går personen videre med det samme.

Forløbets udløser er som regel *Back In Stock Requested*. Om varianten stadig er der, ses der efter endnu en gang, før en sms går ud.`,
  'wait-until': `Holder en person, indtil det er et bestemt tidspunkt, **hvor personen er**: næste gang klokken er 09:00, næste mandag klokken 07:00, en dato, eller et øjeblik, som hændelsen nævner (\`{{ event.sale_ends_at }}\`, forskudt med minus tre timer, hvis du vil).

Kendes personens tidszone ikke, bruges landets, hvis det kun har én, og ellers butikkens, og det står på personens side. Kendes landet heller ikke, træder telefonnummerets land i stedet. En time, som uret springer over om foråret, kommer en time senere.

**Allerede forbi** er til en dato eller et øjeblik, der er passeret; uden forbindelse slutter forløbet der.`,
  wait: `Holder en person, så længe du siger, fra sekunder til år, og går så videre. Ventetiden overlever genstarter og nye versioner af forløbet: ingen glemmes.

For at vente på, at noget sker, brug *Vent på hændelse*; til et klokkeslæt eller en ugedag brug *Vent til*.`,
};
