/** Why a text was not sent or a step not done, and what to do about it, in Danish. */
export const sending: Record<string, string> = {
  'The request to the carrier begins': 'Anmodningen til operatøren begynder',
  'The carrier took it': 'Operatøren tog imod den',
  'The carrier says: queued': 'Operatøren siger: i kø',
  'The carrier says: sent': 'Operatøren siger: sendt',
  'The carrier says: delivered': 'Operatøren siger: leveret',
  'The carrier says: failed': 'Operatøren siger: mislykket',
  'The carrier says: undelivered': 'Operatøren siger: ikke leveret',
  'The carrier says: failed, error {n}. {reason}': 'Operatøren siger: mislykket, fejl {n}. {reason}',
  'The carrier says: undelivered, error {n}. {reason}': 'Operatøren siger: ikke leveret, fejl {n}. {reason}',
  'A person says that it arrived': 'Et menneske siger, at den kom frem',
  'A person had it sent again': 'Et menneske lod den sende igen',
  'The carrier asks for fewer texts a second': 'Operatøren beder om færre sms’er i sekundet',
  "The carrier does not accept the account's id and token": 'Operatøren godtager ikke kontoens id og token',
  'There is no such account at the carrier’s address': 'Der er ikke nogen sådan konto på operatørens adresse',
  'The carrier’s address has no valid certificate': 'Operatørens adresse har intet gyldigt certifikat',
  'The carrier cannot be reached': 'Operatøren kan ikke nås',
  'The stored account was sealed under another SIGNALBOX_SECRET':
    'Den gemte konto blev forseglet under en anden SIGNALBOX_SECRET',
  'This machine was too busy to ask the carrier in time':
    'Denne maskine havde for travlt til at spørge operatøren i tide',
  'The carrier refused it: {reason}': 'Operatøren afviste den: {reason}',
  'No clear answer from the carrier: {reason}': 'Intet klart svar fra operatøren: {reason}',
  'none came in time': 'der kom ikke noget i tide',
  'the connection broke': 'forbindelsen blev afbrudt',
  'it named no text': 'det nævnte ingen sms',
  'Left or went on before it was sent': 'Forlod forløbet eller gik videre, før den blev sendt',
  'As it should be: the journey ended for them, or went on, while the text waited.':
    'Som det skal være: forløbet sluttede for dem eller gik videre, mens sms’en ventede.',
  'They left the journey first: {outcome}': 'De forlod forløbet først: {outcome}',
  'They went on in the journey before it left': 'De gik videre i forløbet, før den blev sendt',
  'No phone number': 'Intet telefonnummer',
  'No consent for this': 'Intet samtykke til dette',
  'Consent withdrawn': 'Samtykke trukket tilbage',
  'Replied STOP': 'Har svaret STOP',
  'Would have arrived too late': 'Ville være kommet for sent',
  'Had the most texts there may be': 'Har fået så mange sms’er, som man må',
  'Reminded of a cart already': 'Allerede mindet om en kurv',
  'Not known whether it was sent': 'Uvist, om den blev sendt',
  'Refused by the carrier': 'Afvist af operatøren',
  'The carrier was busy or out of reach': 'Operatøren havde travlt eller kunne ikke nås',
  'The carrier does not accept the account': 'Operatøren godtager ikke kontoen',
  'Nothing to do: it is tried again for as long as the step allows.':
    'Intet at gøre: det prøves igen, så længe trinet tillader det.',
  'Put the account’s id, token or credit right: what is held goes then.':
    'Ret kontoens id, token eller kredit: så går det, der er holdt tilbage, af sted.',
  'The carrier could not deliver it': 'Operatøren kunne ikke levere den',
  'Could not be delivered to that number': 'Kunne ikke leveres til det nummer',
  'The phone or the network was away': 'Telefonen eller nettet var væk',
  'The carrier refused the text, the sender or the account':
    'Operatøren afviste sms’en, afsenderen eller kontoen',
  'The number can’t be reached': 'Nummeret kan ikke nås',
  'No sender for that country': 'Ingen afsender til det land',
  'Nobody asked for the confirmation': 'Ingen bad om bekræftelsen',
  'Turned off by the person': 'Slået fra af personen',
  'Paused by the person': 'Sat på pause af personen',
  'Let go after two texts without a sign of life': 'Givet slip på efter to sms’er uden livstegn',
  'Ordered in the meantime': 'Købte i mellemtiden',
  'Sold out again': 'Udsolgt igen',
  'The cart was emptied': 'Kurven blev tømt',
  'The reward is used or its points are spent': 'Fordelen er brugt, eller dens point er brugt op',
  'The shop is no longer connected': 'Butikken er ikke længere forbundet',
  'No longer true when it was to leave': 'Ikke længere sandt, da den skulle sendes',
  'Would have been of no use on arrival': 'Ville ikke have været til nytte ved ankomsten',
  'What it offers was over': 'Det, den tilbyder, var forbi',
  'Had the most texts with an end time there may be':
    'Har fået så mange sms’er med sluttidspunkt, som man må',
  'The offer’s end is no date and time': 'Tilbuddets slutning er ikke en dato og et tidspunkt',
  "The text's fields could not be filled in": 'Sms’ens felter kunne ikke udfyldes',
  'The text was empty': 'Sms’en var tom',
  'It has {units} characters, and the carrier takes {most} at most':
    'Den har {units} tegn, og operatøren tager højst {most}',
  'Open the step and shorten its text, or the fields that fill it.':
    'Åbn trinet, og gør dets tekst kortere, eller felterne, der fylder den.',
  'No coupon code left': 'Ingen rabatkode tilbage',
  'Waiting for the shop to make a code': 'Venter på, at butikken laver en kode',
  'There is no instant that is lawful in {places} at once.':
    'Der er intet øjeblik, der er lovligt i {places} på én gang.',
  'The window of "{place}" never opens.': 'Vinduet for ”{place}” åbner aldrig.',
  '{texts} a day': '{texts} om dagen',
  '{texts} a week': '{texts} om ugen',
  '{texts} a month': '{texts} om måneden',
  '{n} text': '{n} sms',
  '{n} texts': '{n} sms’er',
  '{n} days': '{n} dage',
  '{n} hours': '{n} timer',
  '{texts} in {stretch}': '{texts} på {stretch}',
  'marketing texts': 'markedsførings-sms’er',
  'cart reminders': 'kurvpåmindelser',
  'cart-reminder': 'kurvpåmindelser',
  'back-in-stock': 'på lager igen',
  transactional: 'om ordrer',
  'back-in-stock texts': 'sms’er om varer på lager igen',
  '{name} was reminded of a cart within the last 48 hours':
    '{name} er mindet om en kurv inden for de sidste 48 timer',
  'This cart was reminded of before': 'Der er mindet om denne kurv før',
  '{name} heard from us twice and did nothing, and was let go':
    '{name} hørte fra os to gange og gjorde intet, og vi gav slip',
  '{name} has said no to {what}': '{name} har sagt nej til {what}',
  '{name} has not agreed to {what}': '{name} har ikke sagt ja til {what}',
  'What the text tells of has gone by': 'Det, sms’en fortæller om, er forbi',
  'It would have come too late': 'Den ville være kommet for sent',
  'What it offers is over, or nearly so': 'Det, den tilbyder, er forbi eller næsten forbi',
  'It could only be sent when it is of no use any more':
    'Den kunne først sendes, når den ikke længere er til nytte',
  'So many texts are in line that it would arrive when it is of no use any more':
    'Der er så mange sms’er i kø, at den ville komme, når den ikke længere er til nytte',
  '{name} has had the most there may be: {limit}': '{name} har fået så mange, som man må: {limit}',
  '{name} has had {used} of {limit}; what is left is kept for journeys of high priority':
    '{name} har fået {used} af {limit}; resten er gemt til forløb med høj prioritet',
  '{name} has not asked to be signed up, or that was too long ago':
    '{name} har ikke bedt om at blive tilmeldt, eller det er for længe siden',
  '{name} has no phone number': '{name} har intet telefonnummer',
  '{name} has no phone number yet: waiting for one until {time}':
    '{name} har intet telefonnummer endnu: der ventes på et til {time}',
  '{name}’s number can’t be reached: {why}': 'Nummeret, der tilhører {name}, kan ikke nås: {why}',
  'Outside your own sending hours': 'Uden for jeres egne sendetider',
  'Outside lawful sending hours ({place})': 'Uden for lovlige sendetider ({place})',
  '{name} has ordered since the journey began': '{name} har købt, siden forløbet begyndte',
  'What the text is about is sold out again': 'Det, sms’en handler om, er udsolgt igen',
  '{name} has emptied the cart': '{name} har tømt kurven',
  'The reward has been used, or its points are spent': 'Fordelen er brugt, eller dens point er brugt op',
  '{shop} is no longer connected, and tells of no order, cart or stock':
    '{shop} er ikke længere forbundet og fortæller hverken om køb, kurve eller lager',
  'What the text was to be sent for is no longer so': 'Det, sms’en skulle sendes for, er ikke længere sådan',
  'the carrier says so': 'det siger operatøren',
  'The text says a code, and nobody gave out one before it':
    'Sms’en nævner en kode, og ingen har givet en ud før den',
  'The code “{code}” ended before the text could go': 'Koden ”{code}” udløb, før sms’en kunne sendes',
  'They have no phone number': 'De har intet telefonnummer',
  'They had not agreed to such texts': 'De havde ikke sagt ja til den slags sms’er',
  'They had said no to such texts': 'De havde sagt nej til den slags sms’er',
  'They had replied STOP': 'De havde svaret STOP',
  'They had had the most texts there may be': 'De havde fået så mange sms’er, som man må',
  'They had been reminded of a cart within 48 hours': 'De var blevet mindet om en kurv inden for 48 timer',
  'The carrier says that their number can’t be reached': 'Operatøren siger, at deres nummer ikke kan nås',
  'They had not asked to be signed up, or that was too long ago':
    'De havde ikke bedt om at blive tilmeldt, eller det var for længe siden',
  'They had ordered since the journey began': 'De havde købt, siden forløbet begyndte',
  'They had emptied the cart': 'De havde tømt kurven',
  'They wanted no texts at that time': 'De ville ingen sms’er have på det tidspunkt',
  'They wanted no texts of this kind': 'De ville ikke have sms’er af denne slags',
  'They had no phone number yet': 'De havde intet telefonnummer endnu',
  'It was outside sending hours': 'Det var uden for sendetiden',
  'The day’s limit of parts was used up': 'Dagens grænse for sms-dele var brugt op',
  'It came in too late: old news starts nothing': 'Den kom for sent: gammelt nyt starter intet',
  'The trigger or the entry filter does not mean it': 'Udløseren eller indgangsfilteret mener den ikke',
  'It came before the journey’s start or after its end':
    'Den kom før forløbets start eller efter dets slutning',
  'The person was inside already': 'Personen var allerede i forløbet',
  'The person had been through': 'Personen havde været igennem',
  '{name} has replied STOP': '{name} har svaret STOP',
  '{name} has had {texts} with an end time in {n} days':
    '{name} har fået {texts} med sluttidspunkt på {n} dage',
  '{name} wants no texts of this kind': '{name} vil ikke have sms’er af denne slags',
  '{name} wants no texts on “{topic}”': '{name} vil ikke have sms’er om ”{topic}”',
  '{name} wants no texts before {day}': '{name} vil ikke have sms’er før {day}',
  'Give the step longer before it drops a text, or start earlier in the day.':
    'Giv trinet længere tid, før det dropper en sms, eller begynd tidligere på dagen.',
  'Fewer journeys at once, or a higher limit per person in the settings.':
    'Færre forløb på én gang, eller et højere loft pr. person i indstillingerne.',
  'As it should be: a cart is reminded of once in 48 hours.':
    'Som det skal være: der mindes om en kurv én gang på 48 timer.',
  'Look at each: send it again, or say that it arrived.':
    'Se på hver af dem: send den igen, eller sig, at den kom frem.',
  'Look at the sender and the account at your carrier.': 'Se på afsenderen og kontoen hos din operatør.',
  'The number is wrong or a landline: ask the person for another.':
    'Nummeret er forkert eller en fastnettelefon: bed personen om et andet.',
  'Nothing to do: the phone was off or out of reach too long.':
    'Intet at gøre: telefonen var slukket eller uden dækning for længe.',
  'Look at the sender, its registration and your balance at the carrier.':
    'Se på afsenderen, dens registrering og din saldo hos operatøren.',
  'The number takes no texts: ask the person for another.':
    'Nummeret kan ikke modtage sms’er: bed personen om et andet.',
  'Set up a sender for that country in the settings.': 'Opret en afsender til det land i indstillingerne.',
  'Leave it be: the person chose so.': 'Lad det være: personen har valgt det.',
  'Leave it be: the pause ends by itself.': 'Lad det være: pausen slutter af sig selv.',
  'Leave it be: an order, a click, a reply or a new sign-up brings them back; so does taking the tag “sunset” off.':
    'Lad det være: en ordre, et klik, et svar eller en ny tilmelding bringer dem tilbage; det gør det også at tage tagget ”sunset” af.',
  'As it should be: they bought before the text left.': 'Som det skal være: de købte, før sms’en blev sendt.',
  'Nothing to do: there was nothing left to sell.': 'Intet at gøre: der var ikke mere at sælge.',
  'As it should be: one text told of several things that came back.':
    'Som det skal være: én sms fortalte om flere ting, der kom tilbage.',
  'As it should be: they have bought it, or took their wish back.':
    'Som det skal være: de har købt den eller trukket deres ønske tilbage.',
  'Told in one text with something else': 'Fortalt i én sms sammen med noget andet',
  'Goes by itself once your loyalty programme answers.':
    'Går af sig selv, når jeres loyalitetsprogram svarer.',
  'Something else that they wait for has just come back: one text tells of all':
    'Noget andet, de venter på, er lige kommet tilbage: én sms fortæller om det hele',
  'It was told in one text with something else that came back':
    'Den blev fortalt i én sms sammen med noget andet, der kom tilbage',
  'They wait for it no longer': 'De venter ikke længere på den',
  'As it should be: they have used the reward, or spent the points for it.':
    'Som det skal være: de har brugt fordelen eller pointene til den.',
  'As it should be: nothing was left in the cart.': 'Som det skal være: der var intet tilbage i kurven.',
  'Install the app in the shop again, or end the journeys that live by its news.':
    'Installér appen i butikken igen, eller afslut de forløb, der lever af dens nyheder.',
  'As it should be: what the text says was not true any more.':
    'Som det skal være: det, sms’en siger, passede ikke længere.',
  'Give the offer a later end, or end the journey with it.':
    'Giv tilbuddet en senere afslutning, eller afslut forløbet sammen med det.',
  'Send such offers earlier, or give them a later end.':
    'Send den slags tilbud tidligere, eller giv dem en senere slutning.',
  'Open the step and give each field something to stand in.':
    'Åbn trinet, og giv hvert felt noget, der kan træde i stedet.',
  'Open the step: nothing is left of its text for some people.':
    'Åbn trinet: der er intet tilbage af sms’en til nogle personer.',
  'Upload more codes to the coupon’s pool.': 'Upload flere koder til rabatkodens pulje.',
  'This step is not part of the published journey.': 'Dette trin er ikke en del af det udgivne forløb.',
  'The step left by “{port}”, a way out that it does not have.':
    'Trinet gik ud ad ”{port}”, en vej ud, det ikke har.',
  'The step came to its end without naming a way out. Its “run” must return one.':
    'Trinet blev færdigt uden at nævne en vej ud. Dets ”run” skal returnere en.',
  'The step yielded something that is no effect. Is the star of a “yield*” missing?':
    'Trinet gav noget fra sig, der ikke er en effekt. Mangler stjernen i et ”yield*”?',
  'The step asked for something that can’t be read: {error}':
    'Trinet bad om noget, der ikke kan læses: {error}',
  'The step waits for events without a list of their waits.':
    'Trinet venter på hændelser uden en liste over sine ventetider.',
  'The step asks for conditions that are no list of groups of rules.':
    'Trinet spørger om betingelser, der ikke er en liste af grupper af regler.',
  'The step picks by weights that are no list of numbers.':
    'Trinet vælger efter vægte, der ikke er en liste af tal.',
  'The step ends the run with an outcome that is no text of at most {n} letters.':
    'Trinet afslutter gennemløbet med et udfald, der ikke er en tekst på højst {n} bogstaver.',
  'The step sets variables that are no object of names and values.':
    'Trinet sætter variabler, der ikke er et objekt med navne og værdier.',
  'The step calls an activity without its name.': 'Trinet kalder en aktivitet uden dens navn.',
  'The step would {what} “{atMs}”, which is no instant in milliseconds.':
    'Trinet ville vente til ”{atMs}”, som ikke er et tidspunkt i millisekunder.',
  'What the step keeps must be plain JSON: {fault}.': 'Det, trinet gemmer, skal være ren JSON: {fault}.',
  'What the step keeps is too large: {size} characters of at most {most}.':
    'Det, trinet gemmer, er for stort: {size} tegn af højst {most}.',
  'What the run keeps in its variables is too large: {size} characters of at most {most}.':
    'Det, gennemløbet gemmer i sine variabler, er for stort: {size} tegn af højst {most}.',
  'What the step gives to “{name}” must be plain JSON: {fault}.':
    'Det, trinet giver til ”{name}”, skal være ren JSON: {fault}.',
  'What the step gives to “{name}” is too large: {size} characters of at most {most}.':
    'Det, trinet giver til ”{name}”, er for stort: {size} tegn af højst {most}.',
  'What the step’s activity returned must be plain JSON: {fault}.':
    'Det, trinets aktivitet returnerede, skal være ren JSON: {fault}.',
  'What the step’s activity returned is too large: {size} characters of at most {most}. Return what the journey needs of it.':
    'Det, trinets aktivitet returnerede, er for stort: {size} tegn af højst {most}. Returnér det, forløbet skal bruge af det.',
  'There is no activity “{name}”.': 'Der er ingen aktivitet ”{name}”.',
  'The step was skipped by hand.': 'Trinet blev sprunget over i hånden.',
  'The run did {n} things in a row without waiting, so it was stopped here.':
    'Gennemløbet gjorde {n} ting i træk uden at vente, så det blev stoppet her.',
  'This worker has no step of the type “{type}”: it is older than the editor, or a package is gone.':
    'Denne worker har intet trin af typen ”{type}”: den er ældre end editoren, eller en pakke er væk.',
  'The step did {n} things without coming to an end, so it was stopped here.':
    'Trinet gjorde {n} ting uden at blive færdigt, så det blev stoppet her.',
  'It fell due while the journey was paused, and was ended.':
    'Det forfaldt, mens forløbet var på pause, og blev afsluttet.',
  '“{name}” ended the journey here.': '”{name}” afsluttede forløbet her.',
  '“{name}”: the goal of the journey was reached here.': '”{name}”: forløbets mål blev nået her.',
  'The run was ended here: {outcome}.': 'Gennemløbet blev afsluttet her: {outcome}.',
  'The step failed: {error}': 'Trinet mislykkedes: {error}',
  'said by the person or their shop': 'sagt af personen eller deres butik',
  'the shop’s own: no country is known': 'butikkens egen: intet land er kendt',
  'the shop’s own: {country} has several zones': 'butikkens egen: {country} har flere zoner',
  'the country, {country}': 'landet, {country}',
  'the phone’s prefix, {country}': 'telefonens landekode, {country}',
  'the country, {country}, which the phone’s prefix agrees with':
    'landet, {country}, som telefonens landekode passer med',
  'guessed from the country, {country}': 'gættet ud fra landet, {country}',
  'guessed from the phone’s prefix, {country}': 'gættet ud fra telefonens landekode, {country}',
  'Not known whether it was sent; sent again by hand': 'Uvist, om den blev sendt; sendt igen i hånden',
  'The loyalty programme gave no balance': 'Loyalitetsprogrammet gav ingen saldo',
  'Waiting for a phone number': 'Venter på et telefonnummer',
  'Waiting for the loyalty programme to answer': 'Venter på, at loyalitetsprogrammet svarer',
  'Ask for a phone number at checkout or sign-up.': 'Bed om et telefonnummer ved checkout eller tilmelding.',
  'Ask for consent at sign-up or checkout; until then nobody may text them this.':
    'Bed om samtykke ved tilmelding eller checkout; indtil da må ingen sende dem dette.',
  'Leave it be: they took their consent back.': 'Lad det være: de har trukket deres samtykke tilbage.',
  'Leave it be: only they can undo a STOP, by writing START.':
    'Lad det være: kun de kan ophæve et STOP, ved at skrive START.',
  'Look at the address under Loyalty, and whether your programme knows this person.':
    'Se på adressen under Loyalitet, og om dit program kender denne person.',
  "The text's fields can't be filled in: {error}": 'Sms’ens felter kan ikke udfyldes: {error}',
  'The carrier found the text blank or too long': 'Operatøren fandt sms’en tom eller for lang',
  'The network was down for a while': 'Nettet var nede et stykke tid',
  'The carrier took the text for spam': 'Operatøren anså sms’en for spam',
  'The sender is not one that may send texts': 'Afsenderen må ikke sende sms’er',
  'The number does not exist, or is a landline': 'Nummeret findes ikke eller er en fastnettelefon',
  'The text went round in a circle': 'Sms’en gik i ring',
  'The number is no longer in use': 'Nummeret er ikke længere i brug',
  'The phone was off or out of reach': 'Telefonen var slukket eller uden dækning',
  'The carrier had no way to the number': 'Operatøren havde ingen vej til nummeret',
  'The network of the number does not let such texts in': 'Nummerets net lukker ikke den slags sms’er ind',
  'The text was too long': 'Sms’en var for lang',
  'They have said STOP to the carrier': 'De har sagt STOP til operatøren',
  'A toll-free number of the US can’t text Canada': 'Et gratisnummer i USA kan ikke sende sms’er til Canada',
  'It waited too long in the carrier’s queue': 'Den ventede for længe i operatørens kø',
  'The carrier account may not text this country': 'Operatørkontoen må ikke sende sms’er til dette land',
  'The carrier blocks this country for a while: too many texts in an hour':
    'Operatøren blokerer dette land et stykke tid: for mange sms’er på en time',
  'The carrier account is out of credit': 'Operatørkontoen er løbet tør for kredit',
  'The carrier does not say why': 'Operatøren siger ikke hvorfor',
  'The carrier could not deliver it (error {n})': 'Operatøren kunne ikke levere den (fejl {n})',
  'There is no phone number.': 'Der er intet telefonnummer.',
  '“{input}” is not a phone number.': '”{input}” er ikke et telefonnummer.',
  '“{input}” is not a phone number. Write it with + and the country code.':
    '”{input}” er ikke et telefonnummer. Skriv det med + og landekoden.',
  '“{name}” held': '”{name}” passede',
  'As it should be: a confirmation answers only somebody who asked for it.':
    'Som det skal være: en bekræftelse svarer kun en, der har bedt om den.',
  'Open the step: its offer ends at no date and time for some people.':
    'Åbn trinet: dets tilbud slutter ikke på en dato og et tidspunkt for nogle personer.',
  'Nothing to do: the carrier could not reach the phone.':
    'Intet at gøre: operatøren kunne ikke nå telefonen.',
  'Nothing to do: somebody had it sent again.': 'Intet at gøre: nogen fik den sendt igen.',
  'Look at the connection to the shop: it makes the codes.':
    'Se på forbindelsen til butikken: den laver koderne.',
};
