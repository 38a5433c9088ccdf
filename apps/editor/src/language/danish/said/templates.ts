/** The templates and their questions, in Danish. */
export const templates: Record<string, string> = {
  'Name in front of each text': 'Navn foran hver sms',
  'Your brand if empty.': 'Dit brand, hvis feltet er tomt.',
  Sender: 'Afsender',
  'One that hears no replies works, too: answers and the way out become links.':
    'En, der ikke hører svar, virker også: svar og afmelding bliver til links.',
  'Begins at': 'Begynder klokken',
  'Ends at': 'Slutter klokken',
  'Launches at': 'Lanceres klokken',
  'Those from before: at': 'Dem fra før: kl.',
  'The weekly text at, where they are': 'Den ugentlige sms klokken, hvor de er',
  'bought or clicked in 90 days': 'har købt eller klikket inden for 90 dage',
  'everybody whom we may text': 'alle, som vi må skrive til',
  'whom we may text, and who bought, or opened one of our links, in the last 90 days':
    'som vi må skrive til, og som har købt eller åbnet et af vores links i de sidste 90 dage',
  'whom we may text, and who have ordered before': 'som vi må skrive til, og som har købt før',
  'whom we may text, and who ordered once or more':
    'som vi må skrive til, og som har købt en eller flere gange',
  'whom we may text, and who ordered once or more in the last {n} days':
    'som vi må skrive til, og som har købt en eller flere gange i de sidste {n} dage',
  'whom we may text, and who ordered once or more, or for {n} {currency} in all':
    'som vi må skrive til, og som har købt en eller flere gange eller for {n} {currency} i alt',
  'whom we may text, and who ordered once or more in the last {n} days, or for {m} {currency} in all':
    'som vi må skrive til, og som har købt en eller flere gange i de sidste {n} dage eller for {m} {currency} i alt',
  'whom we may text, and who ordered {n} times or more':
    'som vi må skrive til, og som har købt {n} gange eller mere',
  'whom we may text, and who ordered {n} times or more in the last {m} days':
    'som vi må skrive til, og som har købt {n} gange eller mere i de sidste {m} dage',
  'whom we may text, and who ordered {n} times or more, or for {m} {currency} in all':
    'som vi må skrive til, og som har købt {n} gange eller mere eller for {m} {currency} i alt',
  'whom we may text, and who ordered {n} times or more in the last {m} days, or for {spent} {currency} in all':
    'som vi må skrive til, og som har købt {n} gange eller mere i de sidste {m} dage eller for {spent} {currency} i alt',
  'whom we may text, and who have the tier “{tier}”, or a higher one':
    'som vi må skrive til, og som har niveauet ”{tier}” eller et højere',
  'whom we may text, and who have ordered nothing for {n} days; not those who gave no sign of life in {m} days':
    'som vi må skrive til, og som intet har købt i {n} dage; ikke dem, der ikke har givet lyd fra sig i {m} dage',
  'whom we may text, and who have ordered nothing for the days of what they mostly buy; not those who gave no sign of life in {n} days':
    'som vi må skrive til, og som intet har købt i de dage, der gælder for det, de mest køber; ikke dem, der ikke har givet lyd fra sig i {n} dage',
  'who ordered in the last 30 days, each once they have fallen silent':
    'som har købt i de sidste 30 dage, hver især når de er blevet stille',
  'who began a checkout in the last 30 days': 'som har begyndt en checkout i de sidste 30 dage',
  'who asked in the last 30 days to be told': 'som har bedt om besked i de sidste 30 dage',
  'whose points changed in the last 30 days': 'hvis point har ændret sig i de sidste 30 dage',
  'who asked for texts in the last 30 days': 'som har bedt om sms’er i de sidste 30 dage',
  'who agreed to texts in the last 30 days': 'som har sagt ja til sms’er i de sidste 30 dage',
  'Nobody began a checkout in the last 30 days. Once published it waits for the first; if there are some in your shop, connect it under Integrations.':
    'Ingen har begyndt en checkout i de sidste 30 dage. Når det er udgivet, venter det på den første; er der nogle i jeres butik, så forbind den under Integrationer.',
  'Nobody asked to be told in the last 30 days. Once published it waits for the first: put the button for it on your product pages.':
    'Ingen har bedt om besked i de sidste 30 dage. Når det er udgivet, venter det på den første: sæt knappen til det på jeres produktsider.',
  'Nobody’s points changed in the last 30 days. Once published it waits for the first: set a programme up under Loyalty, or send “Points Changed”.':
    'Ingens point har ændret sig i de sidste 30 dage. Når det er udgivet, venter det på den første: opret et program under Loyalitet, eller send ”Points Changed”.',
  'Nobody signed up in the last 30 days. Once published it greets the first who does: make a form under Sign-up forms, or let people text a keyword.':
    'Ingen har tilmeldt sig i de sidste 30 dage. Når det er udgivet, byder det den første velkommen: lav en formular under Tilmelding, eller lad folk sende et nøgleord.',
  'Nobody has been silent for so long. Those who order from now on are written to when they fall silent; if there are orders in your shop, connect it under Integrations.':
    'Ingen har været stille så længe. De, der køber fra nu af, hører fra jer, når de bliver stille; er der ordrer i jeres butik, så forbind den under Integrationer.',
  'Nobody ordered in the last 30 days. Once published it waits for the next order; if there are some in your shop, connect it under Integrations.':
    'Ingen har købt i de sidste 30 dage. Når det er udgivet, venter det på den næste ordre; er der nogle i jeres butik, så forbind den under Integrationer.',
  'Nobody is a VIP by this: published as it is, it texts nobody. Ask for fewer orders, or let in your people, their orders and their consents first.':
    'Ingen er VIP efter dette: udgivet, som det er, skriver det til ingen. Kræv færre ordrer, eller hent jeres kunder, deres ordrer og deres samtykker ind først.',
  'Nobody whom we may text has this tier: published as it is, it texts nobody. Choose a lower one, or see under Loyalty who has which.':
    'Ingen, vi må skrive til, har dette niveau: udgivet, som det er, skriver det til ingen. Vælg et lavere, eller se under Loyalitet, hvem der har hvilket.',
  'There is nobody here yet whom we may text: published as it is, it texts nobody. Let in your people and their consents first.':
    'Her er endnu ingen, vi må skrive til: udgivet, som det er, skriver det til ingen. Hent jeres kunder og deres samtykker ind først.',
  'Nobody is among these today: published as it is, it texts nobody. Choose more people, or let in yours and their consents first.':
    'Ingen hører til disse i dag: udgivet, som det er, skriver det til ingen. Vælg flere, eller hent jeres kunder og deres samtykker ind først.',
  'Nobody signed up lately. Connect your sign-up form, or let people text a keyword.':
    'Ingen har tilmeldt sig for nylig. Forbind din tilmeldingsformular, eller lad folk sende et nøgleord.',
  'No checkouts came in lately. Connect your shop under Integrations.':
    'Der er ikke kommet checkouts for nylig. Forbind din butik under Integrationer.',
  'No orders came in lately. Connect your shop under Integrations.':
    'Der er ikke kommet ordrer for nylig. Forbind din butik under Integrationer.',
  'Nobody asked to be told yet. Put the button for it on your product pages; it is under Products and waitlists.':
    'Ingen har bedt om at få besked endnu. Sæt knappen til det på jeres produktsider; den står under Varer og ventelister.',
  'No stock changes came in lately. Connect your shop’s catalogue under Integrations.':
    'Der er ikke kommet lagerændringer for nylig. Forbind din butiks katalog under Integrationer.',
  'No points were earned lately. Set a programme up under Loyalty, or send “Points Changed”.':
    'Der er ikke optjent point for nylig. Opret et program under Loyalitet, eller send ”Points Changed”.',
  'They get': 'De får',
  'No offer: the message is enough': 'Intet tilbud: beskeden er nok',
  'A percentage off': 'En procentdel i rabat',
  'An amount off': 'Et beløb i rabat',
  'The code': 'Koden',
  'one of their own for each person': 'en til hver person',
  'the same for everybody': 'den samme til alle',
  'The code for everybody': 'Koden til alle',
  'Make it in your shop first: 2 to 20 of A to Z, digits, - and _.':
    'Lav den i din butik først: 2 til 20 af A til Z, cifre, - og _.',
  'A code of their own is good for, in days': 'Deres egen kode gælder i, dage',
  'Counted from when the text leaves.': 'Regnet fra, at sms’en sendes.',
  'What do they get?': 'Hvad får de?',
  'As whom?': 'Som hvem?',
  'They get nothing, so that you can see whether the journey helps at all.':
    'De får intet, så du kan se, om forløbet overhovedet hjælper.',
  'The link leads to': 'Linket fører til',
  'An address such as https://acme.example/new. Left out if empty.':
    'En adresse som https://acme.example/new. Udelades, hvis feltet er tomt.',
  'Abandoned cart': 'Forladt kurv',
  'Reminds once of a checkout left behind, as long as it can still be finished.':
    'Minder én gang om en efterladt checkout, så længe den stadig kan gøres færdig.',
  'Waits until the checkout has been quiet, then looks again at orders, stock and the cart as the text leaves. An order ends it the same second. One text a cart, and one in 48 hours to a number, whatever happens.':
    'Venter, til checkouten har været stille, og ser så igen på ordrer, lager og kurv, når sms’en sendes. En ordre afslutter det i samme sekund. Én sms pr. kurv og én på 48 timer pr. nummer, uanset hvad.',
  'Only carts worth at least': 'Kun kurve til mindst',
  '0 for all of them. In the currency of most of the shop’s orders; a cart in another one is then left alone.':
    '0 for dem alle. I den valuta, de fleste af butikkens ordrer er i; en kurv i en anden lades så i fred.',
  'To whom?': 'Til hvem?',
  'When?': 'Hvornår?',
  'Remind when it was quiet for, in minutes': 'Mind om den, når den har været stille i, minutter',
  'People wait for at most, in days': 'Folk venter højst, dage',
  'Only once there are at least': 'Først når der er mindst',
  'So few in stock count as none.': 'Så få på lager tæller som ingen.',
  'Let stock settle, in minutes': 'Lad lageret falde til ro, minutter',
  'What is gone again by then never was.': 'Det, der er væk igen til den tid, har aldrig været der.',
  'Flash sale': 'Kort tilbud',
  'Tells of an offer that ends soon, only to those who can still use it, with one last call.':
    'Fortæller om et tilbud, der slutter snart, kun til dem, der stadig kan bruge det, med én sidste chance.',
  'People who': 'Personer, der',
  'bought, or opened one of our links, in the last 90 days':
    'har købt eller åbnet et af vores links i de sidste 90 dage',
  'have ever ordered': 'nogensinde har købt',
  'ordered often': 'har købt tit',
  'So many orders or more': 'Så mange ordrer eller flere',
  'On what': 'På hvad',
  'Begins on': 'Begynder',
  'Ends on': 'Slutter',
  'Only if they still have, in hours': 'Kun hvis de stadig har, timer',
  'A last call to those who opened the link and did not buy':
    'En sidste chance til dem, der åbnede linket og ikke købte',
  'So many hours before the end': 'Så mange timer før slutningen',
  'There is no such day.': 'Sådan en dag findes ikke.',
  'It ends before it begins.': 'Det slutter, før det begynder.',
  'The sale lasts {n} hours: nobody would be told.': 'Tilbuddet varer {n} timer: ingen ville få besked.',
  'The last call would come before the sale.': 'Den sidste chance ville komme før tilbuddet.',
  'Loyalty and benefits': 'Loyalitet og fordele',
  'Tell the balance from so many points on': 'Fortæl om saldoen fra så mange point',
  'Warn if at least so many points expire': 'Advar, hvis mindst så mange point udløber',
  'Points for a birthday': 'Point for en fødselsdag',
  '0: no birthday text.': '0: ingen fødselsdags-sms.',
  'The weekly text on': 'Den ugentlige sms på',
  Monday: 'Mandag',
  Tuesday: 'Tirsdag',
  Wednesday: 'Onsdag',
  Thursday: 'Torsdag',
  Friday: 'Fredag',
  Saturday: 'Lørdag',
  Sunday: 'Søndag',
  'at, where they are': 'kl., hvor de er',
  'VIP early access': 'VIP-adgang først',
  'Lets your best customers in first: the very best a day before, the others some hours before.':
    'Lukker dine bedste kunder ind først: de allerbedste en dag før, de andre nogle timer før.',
  'VIP from so many orders': 'VIP fra så mange ordrer',
  'or from so much spent': 'eller fra så meget købt for',
  'In the shop’s currency; 0 to look at orders only.': 'I butikkens valuta; 0 for kun at se på ordrer.',
  'The first wave: so many orders or more': 'Første bølge: så mange ordrer eller flere',
  'What opens': 'Hvad der åbner',
  'The launch for everybody': 'Åbningen for alle',
  'The first wave: hours before': 'Første bølge: timer før',
  'The second wave: hours before': 'Anden bølge: timer før',
  'Only with a head start of at least, in hours': 'Kun med et forspring på mindst, timer',
  'The second wave comes after the first: fewer hours.': 'Anden bølge kommer efter den første: færre timer.',
  'That is more than the second wave has.': 'Det er mere, end anden bølge har.',
  Welcome: 'Velkomst',
  'Greets everybody who signs up, with a code of their own, and reminds once of a code unused.':
    'Byder alle, der tilmelder sig, velkommen med deres egen kode og minder én gang om en ubrugt kode.',
  'Ask once more first': 'Spørg en ekstra gang først',
  'They confirm before anything else is sent.': 'De bekræfter, før der sendes andet.',
  'People who have ordered before': 'Personer, der har købt før',
  'are greeted without the offer': 'bliver budt velkommen uden tilbuddet',
  'get nothing': 'får intet',
  'Wait for their yes, in days': 'Vent på deres ja, dage',
  'Remind once of a code not used': 'Mind én gang om en kode, der ikke er brugt',
  'Remind after, in days': 'Mind efter, dage',
  'Win-back': 'Vind tilbage',
  'Writes to customers who fell silent: something of worth first, an offer second, then it lets go.':
    'Skriver til kunder, der er blevet stille: først noget af værdi, så et tilbud, og så giver det slip.',
  'Also those whose last order is from before': 'Også dem, hvis sidste ordre er fra før',
  'Of these, so many a day': 'Af disse, så mange om dagen',
  'Silent is who did not order': 'Stille er den, der ikke har købt',
  'for so many days': 'i så mange dage',
  'for the days of what they mostly buy': 'i de dage, der gælder for det, de mest køber',
  'Days for each category': 'Dage for hver varegruppe',
  'As in “Coffee: 30, Furniture: 365”, by the names in your catalogue.':
    'Som i ”Kaffe: 30, Møbler: 365”, med navnene i jeres katalog.',
  'Name each category with its days, as in “Coffee: 30, Furniture: 365”.':
    'Skriv hver varegruppe med sine dage, som i ”Kaffe: 30, Møbler: 365”.',
  '“{category}” stands there twice.': '”{category}” står der to gange.',
  'From 1 to 730 days.': 'Fra 1 til 730 dage.',
  'when they used to, by their own rhythm': 'når de plejede, efter deres egen rytme',
  'Days of silence': 'Dages stilhed',
  'Also for people whose rhythm is not known yet, and for what else they buy.':
    'Også for personer, hvis rytme ikke er kendt endnu, og for det andet, de køber.',
  'Days after the expected order': 'Dage efter den ventede ordre',
  'Days until the offer, and until letting go': 'Dage til tilbuddet, og til der gives slip',
  'Those from before: from': 'Dem fra før: fra',
  at: 'kl.',
  'At {n} texts a second it takes {m} minutes until all are told.':
    'Med {n} sms’er i sekundet tager det {m} minutter, før alle har fået besked.',
  'At {n} a day it takes {m} days until all have had their turn.':
    'Med {n} om dagen tager det {m} dage, før alle har haft deres tur.',
  'The texts have no link: whoever neither orders nor writes back gets the tag “sunset”. With a link, opening it counts too.':
    'Sms’erne har intet link: den, der hverken køber eller skriver tilbage, får tagget ”sunset”. Med et link tæller det også at åbne det.',
  'Nobody gets the tag “sunset”: the texts have no link and the sender hears no replies, so nothing would tell who looked. Give a link if they should.':
    'Ingen får tagget ”sunset”: sms’erne har intet link, og afsenderen hører ingen svar, så intet ville vise, hvem der så efter. Giv et link, hvis nogen skal have det.',
  'One end, in the shop’s own time, stands in the text and rules what is sent: whoever could only read it too late gets nothing. The last call goes to those who opened the link and did not buy; without a link, to all who did not buy. Both texts count as urgent: each person has two such texts in 30 days.':
    'Én slutning, i butikkens egen tid, står i sms’en og afgør, hvad der sendes: den, der først kunne læse den for sent, får intet. Den sidste chance går til dem, der åbnede linket og ikke købte; uden et link til alle, der ikke købte. Begge sms’er tæller som hastende: hver person får to af den slags sms’er på 30 dage.',
  'Two waves before a launch. The link is the person’s own and leads nowhere once the launch is there. Who can’t be told early enough to have something of it is not told; who bought lately is thanked. The link keeps out whom it was not sent to only if the page itself is hidden in your shop.':
    'To bølger før en åbning. Linket er personens eget og fører ingen steder hen, når åbningen er der. Den, der ikke kan få besked tidligt nok til at få noget ud af det, får ingen; den, der har købt for nylig, får tak. Linket holder kun andre ude, hvis selve siden er skjult i din butik.',
  'Asks once more before the first text, so that only people who want them get any. The code is made as the text leaves. Whoever orders, or used the code, gets no reminder, and nobody is ever welcomed twice.':
    'Spørger en ekstra gang før den første sms, så kun de, der vil have dem, får nogen. Koden laves, når sms’en sendes. Den, der køber eller har brugt koden, får ingen påmindelse, og ingen bliver budt velkommen to gange.',
  'Each order starts a timer of the person’s own, and the next order starts it anew. The period is fixed, goes by what they mostly buy, or follows from how often the person used to buy. A second journey brings those whose last order is from before, as they fall silent, so many a day.':
    'Hver ordre starter personens eget ur, og den næste ordre starter det forfra. Perioden er fast, går efter det, de mest køber, eller følger af, hvor tit personen plejede at købe. Et andet forløb tager dem, hvis sidste ordre er fra før, efterhånden som de bliver stille, så mange om dagen.',
  'Of those who sign up': 'Af dem, der tilmelder sig',
  'A shop with several storefronts creates one for each language.':
    'En butik med flere butiksfronter opretter et for hvert sprog.',
  everybody: 'alle',
  everything: 'alt',
  'those who read the language of the texts': 'dem, der læser sms’ernes sprog',
  'Amount off': 'Beløb i rabat',
  'Percent off': 'Procent rabat',
  'There is no currency “{currency}”.': 'Der er ingen valuta ”{currency}”.',
  '{currency} has no smaller coins: give a whole amount.':
    '{currency} har ingen mindre mønter: skriv et helt beløb.',
  'Nothing is asked by the name “{field}”. Names here: {names}.':
    'Der spørges ikke om noget med navnet ”{field}”. Navne her: {names}.',
  'In the currency': 'I valutaen',
  'Three letters, such as EUR. Empty: that of most of the shop’s orders.':
    'Tre bogstaver, f.eks. EUR. Tomt: den, de fleste af butikkens ordrer er i.',
  'Who becomes a VIP between the first wave and the launch':
    'Den, der bliver VIP mellem første bølge og åbningen',
  'waits for the launch': 'venter på åbningen',
  'At the launch, tell the others: who': 'Giv de andre besked ved åbningen: dem, der',
  'Never those who were told early or have ordered since.':
    'Aldrig dem, der fik besked tidligt eller har købt siden.',
  'agreed to our texts': 'har sagt ja til vores sms’er',
  'nobody: the launch is told elsewhere': 'ingen: åbningen fortælles andre steder',
  'The product: the id of its variant': 'Varen: dens variants id',
  'Nobody is told any more once it is nearly sold out. Left out if it is not one thing.':
    'Ingen får besked mere, når den næsten er udsolgt. Udelades, hvis det ikke er én ting.',
  'Nearly sold out is: fewer left than': 'Næsten udsolgt er: færre tilbage end',
  'Tells those who asked, as many as there are pieces, once what they asked for can be bought again.':
    'Giver dem, der har bedt om det, besked, så mange som der er styk, når det kan købes igen.',
  'These become the settings of all lines, under Products and waitlists.':
    'Det bliver indstillingerne for alle køer, under Varer og ventelister.',
  'So long a piece is kept for whom it was told.': 'Så længe holdes et styk til den, der fik besked.',
  'Of these, only who agreed, ordered, clicked or wrote within so many days':
    'Af disse kun dem, der har sagt ja, købt, klikket eller skrevet inden for så mange dage',
  'A consent that nobody has used for years is hardly one.':
    'Et samtykke, som ingen har brugt i årevis, er næppe et.',
  'Six small journeys. Once a week one thing is told, the one that matters most: a tier about to be lost, points about to expire, a reward, or the balance. A new tier is told at once, a birthday on its day. Balances are read as the text leaves. A lost tier is never told.':
    'Seks små forløb. En gang om ugen fortælles én ting, den vigtigste: et niveau, der er ved at gå tabt, point, der er ved at udløbe, en belønning eller saldoen. Et nyt niveau fortælles med det samme, en fødselsdag på dagen. Saldoen læses, når sms’en sendes. Et tabt niveau fortælles aldrig.',
  'So many points are worth 1 of the shop’s currency': 'Så mange point er 1 i butikkens valuta værd',
  '{n} people silent for 120 days: start with win-back.':
    '{n} personer har været stille i 120 dage: begynd med Vind tilbage.',
  '{n} people silent for 120 days; {m} of them may be texted.':
    '{n} personer har været stille i 120 dage; {m} af dem må få sms’er.',
  '{n} people silent for 120 days; none of them may be texted yet: ask for their yes first.':
    '{n} personer har været stille i 120 dage; ingen af dem må få sms’er endnu: bed først om deres ja.',
  '{n} people ordered three times or more; {m} of them may be texted.':
    '{n} personer har købt tre gange eller mere; {m} af dem må få sms’er.',
  '{n} people ordered three times or more; none of them may be texted yet: ask for their yes first.':
    '{n} personer har købt tre gange eller mere; ingen af dem må få sms’er endnu: bed først om deres ja.',
  'At {n} text a second it takes {m} minutes until all are told.':
    'Med {n} sms i sekundet tager det {m} minutter, før alle har fået besked.',
  'At {n} text a second only {told} of {m} can be told while it is of use to them; the others get nothing. Begin earlier, or choose fewer people.':
    'Med {n} sms i sekundet kan kun {told} af {m} få besked, mens de kan bruge det; de andre får intet. Begynd tidligere, eller vælg færre.',
  'At {n} texts a second only {told} of {m} can be told while it is of use to them; the others get nothing. Begin earlier, or choose fewer people.':
    'Med {n} sms’er i sekundet kan kun {told} af {m} få besked, mens de kan bruge det; de andre får intet. Begynd tidligere, eller vælg færre.',
  '“{journey}” is live and begins with the same event: who enters both may get the texts of both. End it first, or let each have people of its own.':
    '”{journey}” er live og begynder med den samme hændelse: den, der kommer ind i begge, kan få sms’erne fra begge. Afslut det først, eller lad hver have sine egne personer.',
  'How the rounds of waitlists go changes at once for all lines, not only when this is published.':
    'Hvordan ventelisternes runder går, ændres straks for alle køer, ikke først når dette udgives.',
  'How the rounds of waitlists go stays as it is, whatever is answered here: only an administrator changes these settings.':
    'Hvordan ventelisternes runder går, bliver, som det er, uanset hvad der svares her: kun en administrator ændrer disse indstillinger.',
  'There is no sender “{name}” any more.': 'Der er ingen afsender ”{name}” længere.',
  'No product of your shop has a variant with the id “{id}”. Look it up under Products and waitlists.':
    'Ingen vare i jeres butik har en variant med id’et ”{id}”. Find det under Varer og ventelister.',
  'No products are known here yet, so nobody can see when “{id}” is nearly sold out: the texts go out all the same. Connect your shop’s catalogue under Integrations.':
    'Ingen varer er kendt her endnu, så ingen kan se, hvornår ”{id}” næsten er udsolgt: sms’erne sendes alligevel. Forbind jeres butiks katalog under Integrationer.',
  '{n} person signed up in the last 30 days, and nothing greets them.':
    '{n} person har tilmeldt sig i de sidste 30 dage, og intet byder dem velkommen.',
  '{n} people signed up in the last 30 days, and nothing greets them.':
    '{n} personer har tilmeldt sig i de sidste 30 dage, og intet byder dem velkommen.',
  '{n} person agreed at once in the last 30 days: by a form that asks once, in your shop or by the API. With “Ask once more first” nobody greets those.':
    '{n} person sagde ja med det samme i de sidste 30 dage: via en formular, der spørger én gang, i jeres butik eller via API’et. Med ”Spørg en ekstra gang først” byder ingen dem velkommen.',
  '{n} people agreed at once in the last 30 days: by a form that asks once, in your shop or by the API. With “Ask once more first” nobody greets those.':
    '{n} personer sagde ja med det samme i de sidste 30 dage: via en formular, der spørger én gang, i jeres butik eller via API’et. Med ”Spørg en ekstra gang først” byder ingen dem velkommen.',
  '{n} person asked in the last 30 days and had to confirm: those are greeted once they have.':
    '{n} person bad om det i de sidste 30 dage og skulle bekræfte: de bliver budt velkommen, når de har gjort det.',
  '{n} people asked in the last 30 days and had to confirm: those are greeted once they have.':
    '{n} personer bad om det i de sidste 30 dage og skulle bekræfte: de bliver budt velkommen, når de har gjort det.',
  '{n} checkout of the last 30 days became no order.':
    '{n} checkout fra de sidste 30 dage blev ikke til en ordre.',
  '{n} checkouts of the last 30 days became no order.':
    '{n} checkouts fra de sidste 30 dage blev ikke til en ordre.',
  '{n} request to be told when something is back, in the last 30 days.':
    '{n} ønske om besked, når noget er på lager igen, i de sidste 30 dage.',
  '{n} requests to be told when something is back, in the last 30 days.':
    '{n} ønsker om besked, når noget er på lager igen, i de sidste 30 dage.',
  '{n} variant of {m} is sold out.': '{n} variant af {m} er udsolgt.',
  '{n} variants of {m} are sold out.': '{n} varianter af {m} er udsolgt.',
  '{n} person ordered three times or more.': '{n} person har købt tre gange eller flere.',
  '{n} people ordered three times or more.': '{n} personer har købt tre gange eller flere.',
  'One text a week at most about points, the best fact only; a new tier is told at once.':
    'Højst én sms om ugen om point, kun det bedste; et nyt niveau fortælles med det samme.',
  'The texts are in': 'Sms’erne er på',
  'Without a link it can’t be known who looked: all who did not buy get it.':
    'Uden et link kan man ikke vide, hvem der har set efter: alle, der ikke købte, får den.',
  'That is over already.': 'Det er allerede slut.',
  'It is over in {n} hours: nobody would be told.': 'Det er slut om {n} timer: ingen ville få besked.',
  'Its beginning has gone by: it begins at {time} on {day} instead. Publish it before that.':
    'Begyndelsen er passeret: det begynder i stedet kl. {time} den {day}. Udgiv det inden da.',
  'There is no link: the last call goes to all who did not buy, not only to those who looked.':
    'Der er intet link: den sidste chance går til alle, der ikke købte, ikke kun til dem, der så efter.',
  'The last call at {time} on {day} would come outside the hours in which texts may reach people there: it leaves at {then} on {later}.':
    'Den sidste chance kl. {time} den {day} ville komme uden for de timer, hvor sms’er må nå folk der: den sendes kl. {then} den {later}.',
  '{what} at {time} on {day} comes outside the hours in which texts may reach people there: it leaves at {then} on {later}.':
    '{what} kl. {time} den {day} kommer uden for de timer, hvor sms’er må nå folk der: den sendes kl. {then} den {later}.',
  '{what} at {time} on {day} comes outside the hours in which texts may reach people there, and is of no use when they begin again: nobody gets it.':
    '{what} kl. {time} den {day} kommer uden for de timer, hvor sms’er må nå folk der, og nytter ikke, når de begynder igen: ingen får den.',
  'The nearest hour that works is {time} on {day}.': 'Den nærmeste tid, der virker, er kl. {time} den {day}.',
  'The offer': 'Tilbuddet',
  'The last call': 'Den sidste chance',
  'The first wave': 'Den første bølge',
  'The second wave': 'Den anden bølge',
  'The invitation': 'Invitationen',
  'The text at the launch': 'Sms’en ved lanceringen',
  'The weekly text': 'Den ugentlige sms',
  'Say where the link leads to: without one nobody who is told can get in early.':
    'Skriv, hvor linket fører hen: uden det kan ingen, der får besked, komme ind først.',
  'That launch is over already.': 'Den lancering er allerede forbi.',
  'Both waves have gone by, and too little is left before the launch: nobody would be told.':
    'Begge bølger er passeret, og der er for lidt tid til lanceringen: ingen ville få besked.',
  'The first wave has gone by: all of the best are told together, at {time} on {day}. Publish it before that.':
    'Den første bølge er passeret: alle de bedste får besked sammen, kl. {time} den {day}. Udgiv det inden da.',
  'A VIP is who': 'VIP er den, der',
  'ordered often, or for much': 'har købt tit eller for meget',
  'has a tier of the loyalty programme': 'har et niveau i loyalitetsprogrammet',
  'This tier, or a higher one': 'Dette niveau eller et højere',
  'By its name, as under Loyalty.': 'Ved sit navn, som under Loyalitet.',
  'in the last so many days': 'i de sidste så mange dage',
  '0 for ever.': '0 for altid.',
  'There are no tiers: set up a loyalty programme that has some.':
    'Der er ingen niveauer: opret et loyalitetsprogram, der har nogle.',
  'There is no such tier. There are: {tiers}.': 'Det niveau findes ikke. Der er: {tiers}.',
  '0: no birthday text. For a programme of our own only.':
    '0: ingen fødselsdags-sms. Kun for et program hos os.',
  '“{journey}” was not drawn by this template, or by an older Signalbox: change it on the canvas.':
    '”{journey}” er ikke tegnet af denne skabelon, eller af et ældre Signalbox: ret det på lærredet.',
  'No birthday text is drawn: points can be given only in a programme of our own, and there is none.':
    'Der tegnes ingen fødselsdags-sms: point kan kun gives i et program hos os, og der er intet.',
  'No birthday text is drawn: your programme gives points for birthdays already.':
    'Der tegnes ingen fødselsdags-sms: dit program giver allerede point til fødselsdage.',
  'Two waves before a launch, and then a text to everybody else, who was not told and did not buy. The link is the person’s own and leads nowhere once the launch is there. Who can’t be told early enough to have something of it is not told; who bought lately is thanked. The link keeps out whom it was not sent to only if the page itself is hidden in your shop.':
    'To bølger før en lancering og derefter en sms til alle andre, som ikke fik besked og ikke købte. Linket er personens eget og fører ingen steder hen, når lanceringen er der. Den, der ikke kan få besked tidligt nok til at få noget ud af det, får ingen; den, der har købt for nylig, bliver takket. Linket holder kun dem ude, det ikke er sendt til, hvis selve siden er skjult i din butik.',
  'is let in with the second wave': 'lukkes ind med anden bølge',
  'People stand in the line of the variant and size that they want: the highest tier first, then who asked first. When there is stock, as many are told as there are pieces, in rounds, and stock is looked at again before each text: whoever comes too late keeps their place and hears nothing. What comes back together is told in one text.':
    'Personer står i kø til den variant og størrelse, de vil have: det højeste niveau først, derefter den, der spurgte først. Når der er varer på lager, får så mange besked, som der er stykker, i runder, og der ses på lageret igen før hver sms: den, der kommer for sent, beholder sin plads og hører intet. Det, der kommer tilbage samtidig, fortælles i én sms.',
  'Tell so many people for each piece in stock': 'Giv så mange personer besked for hvert stykke på lager',
  'The balance is then told in money, too. 0: points only.': 'Saldoen siges så også i penge. 0: kun point.',
  'No shop is connected in which codes could be made. Upload a list to the pool “{pool}” under Coupons, or choose the same code for everybody; without a code nothing is sent.':
    'Der er ingen butik forbundet, som koder kunne laves i. Læg en liste op i puljen ”{pool}” under Kuponer, eller vælg den samme kode til alle; uden en kode sendes intet.',
};
