/** What the API answers, in Danish. */
export const server: Record<string, string> = {
  'The body is not JSON': 'Indholdet er ikke JSON',
  'Something in the request is not as it should be': 'Noget i forespørgslen er ikke, som det skal være',
  'The content type is not supported': 'Indholdstypen understøttes ikke',
  'The body is too large': 'Indholdet er for stort',
  'Sign in first': 'Log ind først',
  'This sign-in link was used or is too old': 'Dette login-link er brugt eller for gammelt',
  'The password is wrong': 'Adgangskoden er forkert',
  'The write key is not known': 'Skrivenøglen er ikke kendt',
  'The signature does not match': 'Signaturen passer ikke',
  'No secret is set for this webhook': 'Ingen hemmelighed er sat for denne webhook',
  'You are no longer on the team': 'Du er ikke længere på teamet',
  'An administrator took you off the team of this Signalbox.':
    'En administrator har taget dig af teamet for denne Signalbox.',
  'Your role may not do this': 'Din rolle må ikke dette',
  'You are a viewer here: you can look at everything and change nothing. An administrator can make you an editor.':
    'Du er læser her: du kan se alt og ikke ændre noget. En administrator kan gøre dig til redaktør.',
  'This key reads and changes nothing. An administrator can make one that may, under Settings → Keys.':
    'Denne nøgle læser og ændrer ingenting. En administrator kan lave en, der må, under Indstillinger → Nøgler.',
  'This key works on journeys and people: settings, keys and the team need one that may do everything.':
    'Denne nøgle arbejder med forløb og personer: indstillinger, nøgler og teamet kræver en, der må alt.',
  'This key only sends events in, to /v1 and as the user name of HTTP Basic. Make one for the API under Settings → Keys.':
    'Denne nøgle sender kun hændelser ind, til /v1 og som brugernavn i HTTP Basic. Lav en til API’et under Indstillinger → Nøgler.',
  'You are a viewer here: taking people and their numbers out as a file is for editors. An administrator can make you one.':
    'Du er læser her: at tage personer og deres numre ud som en fil er for redaktører. En administrator kan gøre dig til en.',
  'This key takes no people and numbers out as a file: that needs one that works on journeys and people.':
    'Denne nøgle tager ikke personer og numre ud som en fil: det kræver en, der arbejder med forløb og personer.',
  'You are an editor here: settings, keys and the team are for administrators.':
    'Du er redaktør her: indstillinger, nøgler og teamet er for administratorer.',
  'The last administrator stays': 'Den sidste administrator bliver',
  'Make somebody else an administrator first: one has to be left.':
    'Gør først en anden til administrator: der skal være én tilbage.',
  'Ask an administrator of this Signalbox for a new one.':
    'Bed en administrator af denne Signalbox om et nyt.',
  'The request came from another site': 'Forespørgslen kom fra et andet websted',
  'There is nothing here': 'Der er ikke noget her',
  'There is no development carrier': 'Der er ingen udviklingsoperatør',
  'The journey did not let the person in': 'Forløbet lukkede ikke personen ind',
  'The person replied STOP': 'Personen har svaret STOP',
  'Nothing is left of it to do': 'Der er ikke mere at gøre',
  'People are inside the journey': 'Der er personer inde i forløbet',
  'The segment is in use': 'Segmentet er i brug',
  'What became of the text is known or decided': 'Hvad der blev af sms’en, er kendt eller afgjort',
  'No carrier is set up': 'Ingen operatør er sat op',
  'The address is taken': 'Adressen er optaget',
  'There is a journey of this id': 'Der er et forløb med dette id',
  'Somebody saved this segment since you began.': 'Nogen har gemt dette segment, siden du begyndte.',
  'Somebody saved in between': 'Nogen har gemt i mellemtiden',
  'The journey has errors': 'Forløbet har fejl',
  'No webhook has this address': 'Ingen webhook har denne adresse',
  'The topic of the webhook is not known': 'Webhookens emne er ikke kendt',
  'This is not a journey graph': 'Dette er ikke en forløbsgraf',
  'Too many tries': 'For mange forsøg',
  'A part is not ready': 'En del er ikke klar',
  'The service did not say what there is to choose from':
    'Tjenesten sagde ikke, hvad der er at vælge imellem',
  'No secret is set to keep connections under': 'Ingen hemmelighed er sat til at gemme forbindelser under',
  'A stored secret does not open': 'En gemt hemmelighed kan ikke åbnes',
  'The step could not be brought up to date': 'Trinet kunne ikke opdateres',
  'The demo shop is loaded: people, orders, and two journeys to publish.':
    'Demobutikken er indlæst: personer, ordrer og to forløb, der kan udgives.',
  'The demo shop was loaded before; nothing was changed.':
    'Demobutikken var indlæst i forvejen; intet blev ændret.',
  'The purchase history is loaded.': 'Købshistorikken er indlæst.',
  'Something went wrong here': 'Noget gik galt her',
  'There is no {thing} here. It may have been removed.': 'Det findes ikke her. Det er måske fjernet.',
  'Check these: {fields}.': 'Tjek disse: {fields}.',
  'Nothing is known by the name {names} here.': 'Her kendes intet ved navnet {names}.',
  'Send less at once.': 'Send mindre ad gangen.',
  'Wait a minute, then try again.': 'Vent et minut, og prøv så igen.',
  'It is written in the log of the API. Nothing was changed.': 'Det står i API’ets log. Intet blev ændret.',
  'Open the sign-in link that `npm start` printed, or send an API key as a bearer token.':
    'Åbn det login-link, som `npm start` skrev, eller send en API-nøgle som bearer token.',
  'Changes are only taken from the editor itself.': 'Ændringer modtages kun fra editoren selv.',
  'The password is wrong. Try again.': 'Adgangskoden er forkert. Prøv igen.',
  'No password is set. Use the sign-in link that `npm start` printed.':
    'Ingen adgangskode er sat. Brug det login-link, som `npm start` skrev.',
  'Set SIGNALBOX_SECRET (at least 16 characters) for the API and the worker, and start them again.':
    'Sæt SIGNALBOX_SECRET (mindst 16 tegn) for API’et og workeren, og start dem igen.',
  'Start with the SIGNALBOX_SECRET that it was stored under, or store the account or connection anew.':
    'Start med den SIGNALBOX_SECRET, som det blev gemt under, eller gem kontoen eller forbindelsen igen.',
  'Store the account’s id and token first.': 'Gem først kontoens id og token.',
  'The text could not be begun.': 'Sms’en kunne ikke begyndes.',
  '“{sender}” is a name, and a name hears no replies.': '”{sender}” er et navn, og et navn hører ingen svar.',
  '“{sender}” can’t be a name on a phone: at most 11 letters and digits, and no number.':
    '”{sender}” kan ikke være et navn på en telefon: højst 11 bogstaver og tal, og ikke et nummer.',
  '“{sender}” is not a number. Write it with + and the country code.':
    '”{sender}” er ikke et nummer. Skriv det med + og landekoden.',
  '“{sender}” is not a short code of 3 to 6 digits.': '”{sender}” er ikke et kortnummer på 3 til 6 cifre.',
  '“{sender}” is not a powerpack’s id.': '”{sender}” er ikke et id på en powerpack.',
  'Say which number is yours first.': 'Sig først, hvilket nummer der er dit.',
  'This number replied STOP. Send START from it to take that back.':
    'Dette nummer har svaret STOP. Send START fra det for at tage det tilbage.',
  'A pool stays what it is. Make another one.': 'En pulje bliver, hvad den er. Lav en ny.',
  'Codes are made in a shop: connect one first. Without a shop, upload a list.':
    'Koder laves i en butik: forbind en først. Har du ingen butik, så upload en liste.',
  'The connection must lead to Shopify or WooCommerce.':
    'Forbindelsen skal føre til Shopify eller WooCommerce.',
  'Say what the codes are worth: the shop has to know.': 'Sig, hvad koderne er værd: butikken skal vide det.',
  'Codes of this pool are made one at a time: it takes no others.':
    'Koderne i denne pulje laves én ad gangen: den tager ikke imod andre.',
  'There is no code in this file. One stands in the first column of each line.':
    'Der er ingen koder i denne fil. Der skal stå én i den første kolonne på hver linje.',
  'This text is no longer unknown, or somebody has decided already.':
    'Denne sms er ikke længere uvis, eller nogen har allerede afgjort det.',
  'This person has no phone number.': 'Denne person har intet telefonnummer.',
  'The journey can’t run yet.': 'Forløbet kan ikke køre endnu.',
  'Everybody you know': 'Alle, du kender',
  'had “{event}” in the last {n} days': 'havde ”{event}” i de sidste {n} dage',
  'belong to the segment': 'hører til segmentet',
  'named by nobody yet': 'ikke nævnt af nogen endnu',
  'may be started': 'må startes',
  'may enter': 'må komme ind',
  'have a phone number': 'har et telefonnummer',
  'can be texted': 'kan få sms’er',
  'did not reply STOP': 'har ikke svaret STOP',
  'agreed to {what} and did not reply STOP': 'har sagt ja til {what} og ikke svaret STOP',
  'As if the last {n} days came again, with what people really did after they would have entered.':
    'Som om de sidste {n} dage kom igen, med det, folk faktisk gjorde, efter at de ville være kommet ind.',
  'As if nothing else happened to anybody: orders and replies would make it fewer.':
    'Som om der ikke skete andet for nogen: ordrer og svar ville gøre det til færre.',
  'So few entries say little.': 'Så få gennemløb siger ikke meget.',
  'Limits a person and lawful hours can hold or drop some of these texts.':
    'Lofter pr. person og lovlige tidspunkter kan holde nogle af disse sms’er tilbage eller droppe dem.',
  'A signed webhook came in over {host}.': 'En signeret webhook kom ind via {host}.',
  'Nothing has come in over {host} yet. Connect the shop, or send a test text: its callback will.':
    'Intet er kommet ind via {host} endnu. Forbind butikken, eller send en prøve-sms: dens kvittering gør det.',
  '{host} is reached from this machine only. Set PUBLIC_URL to the address that your shop and Plivo can call, and start again.':
    '{host} kan kun nås fra denne maskine. Sæt PUBLIC_URL til den adresse, som din butik og Plivo kan kalde, og start igen.',
  'No shop but the demo has told of anybody yet. Add the webhook in your shop’s settings.':
    'Ingen butik ud over demoen har fortalt om nogen endnu. Tilføj webhooken i din butiks indstillinger.',
  '{shop} tells of one topic; the last was {topic}.': '{shop} fortæller om ét emne; det seneste var {topic}.',
  '{shop} tells of {n} topics; the last was {topic}.':
    '{shop} fortæller om {n} emner; det seneste var {topic}.',
  'Texts go to the development phone. Store your account at Plivo, and the sender.':
    'Sms’er går til udviklingstelefonen. Gem din konto hos Plivo og afsenderen.',
  'The carrier took a text from {from}.': 'Operatøren tog imod en sms fra {from}.',
  'The last test from {from} was refused: {reason}.': 'Den sidste prøve fra {from} blev afvist: {reason}.',
  'Send a test from {from}.': 'Send en prøve fra {from}.',
  'Texts leave within the hours that the law of each person’s place allows.':
    'Sms’er sendes inden for de tidspunkter, som loven tillader, hvor hver person er.',
  '{n} of {m} people agreed to texts.': '{n} af {m} personer har sagt ja til sms’er.',
  '{n} of the newest {m} people agreed to texts.': '{n} af de nyeste {m} personer har sagt ja til sms’er.',
  '{n} people or more are here, and none of them has agreed to texts. Import with their SMS consent.':
    '{n} personer eller flere er her, og ingen af dem har sagt ja til sms’er. Importér med deres sms-samtykke.',
  '{n} people are here, and none of them has agreed to texts. Import with their SMS consent.':
    '{n} personer er her, og ingen af dem har sagt ja til sms’er. Importér med deres sms-samtykke.',
  'Nobody but samples is here. Import people with their SMS consent, for instance Klaviyo’s export.':
    'Kun eksempler er her. Importér personer med deres sms-samtykke, f.eks. Klaviyos eksport.',
  'The carrier says that the text reached your phone.': 'Operatøren siger, at sms’en nåede din telefon.',
  'Needs a real carrier first.': 'Kræver først en rigtig operatør.',
  'The carrier has not said yet that it arrived.': 'Operatøren har endnu ikke sagt, at den kom frem.',
  'Send a test text to your own number.': 'Send en prøve-sms til dit eget nummer.',
  'One thing has to be put right first. {message}': 'Én ting skal rettes først. {message}',
  '{n} things have to be put right first. {message}': '{n} ting skal rettes først. {message}',
  'The draft was saved elsewhere since you opened it. Keep yours or take theirs.':
    'Kladden er gemt andetsteds, siden du åbnede den. Behold din, eller tag deres.',
  'Only a journey that is live or paused can be ended.':
    'Kun et forløb, der er aktivt eller på pause, kan afsluttes.',
  'Too many editors are open at once.': 'For mange editorer er åbne på én gang.',
  'The development carrier did not take the wish. Try again.':
    'Udviklingsoperatøren tog ikke imod ønsket. Prøv igen.',
  'The development carrier did not take the reply. Try again.':
    'Udviklingsoperatøren tog ikke imod svaret. Prøv igen.',
  'The rule is not complete. {message}': 'Reglen er ikke færdig. {message}',
  'The rule asks for a segment that is gone. Choose another.':
    'Reglen spørger efter et segment, der er væk. Vælg et andet.',
  'A segment cannot ask for itself. Leave that condition out.':
    'Et segment kan ikke spørge efter sig selv. Udelad den betingelse.',
  'It is asked for by {others}. Take it out there first.': 'Det bruges af {others}. Fjern det dér først.',
  '“{keyword}” means something else to phones. Take another keyword.':
    '”{keyword}” betyder noget andet for telefoner. Vælg et andet nøgleord.',
  'Another form has this address or this keyword. Take another.':
    'En anden formular har denne adresse eller dette nøgleord. Vælg et andet.',
  '“{phone}” is no phone number.': '”{phone}” er ikke et telefonnummer.',
  'An answer is missing or wrong. {message}': 'Et svar mangler eller er forkert. {message}',
  'This person replied STOP. Only they can take that back.':
    'Denne person har svaret STOP. Kun de kan tage det tilbage.',
  'There is no event name at “{path}”.': 'Der er intet hændelsesnavn på ”{path}”.',
  'It names nobody: no id, e-mail address or phone was found.':
    'Den nævner ingen: intet id, ingen e-mailadresse eller telefon blev fundet.',
  'Something went wrong here.': 'Noget gik galt her.',
  'There is nothing in it.': 'Der er intet i den.',
  'There is nothing at “{path}”.': 'Der er intet på ”{path}”.',
  'This is no object.': 'Dette er intet objekt.',
  'This is nested deeper than {n} levels.': 'Dette er indlejret dybere end {n} niveauer.',
  'The name of the event is longer than 200 characters.': 'Hændelsens navn er længere end 200 tegn.',
  'Only the first {n} of {all} are taken.': 'Kun de første {n} af {all} tages ind.',
  'The phone was left out: {why}': 'Telefonnummeret blev udeladt: {why}',
  'Nothing of it is used here.': 'Intet af den bruges her.',
  'No live journey begins with “{name}”, and nobody was waiting for it.':
    'Intet aktivt forløb begynder med ”{name}”, og ingen ventede på den.',
  'It was marked as history, which starts nothing': 'Den var mærket som historik, som intet starter',
  'It names nobody that is known': 'Den nævner ingen, der er kendt',
  'The conditions of its trigger do not hold for what it said':
    'Udløserens betingelser passer ikke på det, den sagde',
  'The journey had not begun to take people in': 'Forløbet var ikke begyndt at lukke folk ind',
  'The journey no longer took people in': 'Forløbet lukkede ikke længere folk ind',
  'The journey is not meant for this person': 'Forløbet er ikke beregnet til denne person',
  'The person has been through it': 'Personen har været igennem det',
  'The person was in it already': 'Personen var allerede i det',
  'One person is still inside. End the journey first, and delete it once they have left.':
    'Én person er stadig inde. Afslut forløbet først, og slet det, når personen er ude.',
  '{n} people are still inside. End the journey first, and delete it once they have left.':
    '{n} personer er stadig inde. Afslut forløbet først, og slet det, når de er ude.',
  'The journey is not live any more': 'Forløbet er ikke aktivt længere',
  '“{name}” is not live': '”{name}” er ikke aktivt',
  'That journey is not there any more': 'Det forløb findes ikke længere',
  'Journeys have started each other {n} times in a row': 'Forløb har startet hinanden {n} gange i træk',
  'The journey was ended': 'Forløbet blev afsluttet',
  'The journey was deleted': 'Forløbet blev slettet',
  'The journey begins in another way now': 'Forløbet begynder nu på en anden måde',
  'Nothing was running that could begin it within 6 hours of its time':
    'Intet kørte, der kunne begynde den inden for 6 timer efter dens tidspunkt',
  'Its time passed while the journey was paused': 'Dens tidspunkt gik, mens forløbet var på pause',
  'By this person’s own clock its time was over before it could begin':
    'Efter personens eget ur var tidspunktet gået, før den kunne begynde',
  'The journey went live after it came in, or let the person go for a reason of its own':
    'Forløbet blev aktivt, efter at den kom ind, eller lod personen gå af en grund af sine egne',
  'The code of a step on the way is another, or gone, since this person came to it. Put it back, and try again.':
    'Koden til et trin på vejen er en anden eller væk, siden personen kom til det. Læg den tilbage, og prøv igen.',
  'The step keeps the engine from going on. Its code may not end.':
    'Trinet holder motoren fra at fortsætte. Dets kode slutter måske ikke.',
  'The choices had not come after {n} seconds.': 'Valgmulighederne var ikke kommet efter {n} sekunder.',
  'It did not answer within 50 seconds.': 'Den svarede ikke inden for 50 sekunder.',
  'Tried {n} times so far: {message}': 'Forsøgt {n} gange indtil videre: {message}',
  'The step failed {n} times: {message}': 'Trinet mislykkedes {n} gange: {message}',
  'There is no pool “{name}”': 'Der er ingen pulje ”{name}”',
  'The offer of “{name}” has ended': 'Tilbuddet i ”{name}” er slut',
  'No code is left in “{name}”': 'Der er ingen koder tilbage i ”{name}”',
  'The shop made no code: {reason}': 'Butikken lavede ingen kode: {reason}',
  'The shop can’t make the code now: {message}': 'Butikken kan ikke lave koden nu: {message}',
  'The carrier says that there is no such number': 'Operatøren siger, at nummeret ikke findes',
  'Many texts are on their way': 'Mange sms’er er på vej',
  'Another text went first': 'En anden sms gik først',
  'Today’s limit of {n} part is used up': 'Dagens loft på {n} del er brugt op',
  'Today’s limit of {n} parts is used up': 'Dagens loft på {n} dele er brugt op',
  'The code “{name}” ended before the text could go': 'Koden ”{name}” udløb, før sms’en kunne sendes',
  'The text says a code, and nobody gave out one before it':
    'Sms’en nævner en kode, og ingen blev udstedt før den',
  'They have replied STOP': 'De har svaret STOP',
  'The carrier did not say whether it took it': 'Operatøren sagde ikke, om den tog imod den',
  '“{value}” gives no date and time for the offer’s end':
    '”{value}” giver ingen dato og intet tidspunkt for tilbuddets slutning',
  'No sender is set up for texts to {phone}': 'Ingen afsender er sat op til sms’er til {phone}',
  'It was not sent': 'Den blev ikke sendt',
  'Nothing is left of the text once its fields are filled in':
    'Der er intet tilbage af sms’en, når felterne er udfyldt',
  'The carrier gave no clear answer': 'Operatøren gav intet klart svar',
  'The carrier could not send it': 'Operatøren kunne ikke sende den',
  'Not known whether it was sent: the carrier never said':
    'Uvist, om den blev sendt: operatøren sagde det aldrig',
  'Waiting to hear from the carrier whether it was sent':
    'Venter på at høre fra operatøren, om den blev sendt',
  'Consent, STOP, orders, spend and segments are as they were then; everything else about people is as it is today.':
    'Samtykke, STOP, ordrer, forbrug og segmenter er, som de var dengang; alt andet om personerne er, som det er i dag.',
  'People answer no text that was never sent: who would have bought because of it can’t be known.':
    'Folk svarer ikke på en sms, der aldrig blev sendt: hvem der ville have købt på grund af den, kan ikke vides.',
  'Nobody replies, so each wait for a reply runs to its end.':
    'Ingen svarer, så hver ventetid på et svar løber til ende.',
  'No service is asked: each such step goes on as if it had answered.':
    'Ingen tjeneste spørges: hvert sådant trin fortsætter, som om den havde svaret.',
  'A list of codes has as many as are left in it today.':
    'En liste med koder har så mange, som der er tilbage i den i dag.',
  'Experiments have no winner: people are divided by the shares drawn.':
    'Eksperimenter har ingen vinder: personer deles efter de tegnede andele.',
  'Other journeys are not started.': 'Andre forløb startes ikke.',
  'The campaign is tried as if its date had been in this time, to the audience of that moment.':
    'Kampagnen prøves, som om dens dato havde ligget i denne tid, til det øjebliks målgruppe.',
  'The past to replay has to begin before it ends, and before now.':
    'Den fortid, der afspilles, skal begynde, før den slutter, og før nu.',
  'Choose {n} days at most.': 'Vælg højst {n} dage.',
  'The replay broke off.': 'Genafspilningen brød af.',
  'Texts leave at any hour, as suits a first try. With a real carrier the law’s hours hold by themselves; SIGNALBOX_SENDING_HOURS=law has them now.':
    'Sms’er sendes på alle tider af døgnet, som det passer til et første forsøg. Med en rigtig operatør gælder lovens tidspunkter af sig selv; SIGNALBOX_SENDING_HOURS=law giver dem nu.',
  'Those who get texts': 'Dem, der får sms’er',
  'Those left alone': 'Dem, der er ladt i fred',
  'The journey has no goal, so there is nothing to measure it by.':
    'Forløbet har intet mål, så der er intet at måle det på.',
  'Nothing can be said before people on either side have had their time for it.':
    'Intet kan siges, før personer på begge sider har haft deres tid til det.',
  'Nobody’s time for it is over yet.': 'Endnu er ingens tid til det gået.',
  'It helps: the share is {n} points higher than among those left alone.':
    'Det hjælper: andelen er {n} procentpoint højere end hos dem, der er ladt i fred.',
  'It does harm: the share is {n} points lower than among those left alone.':
    'Det skader: andelen er {n} procentpoint lavere end hos dem, der er ladt i fred.',
  'The difference of {n} points may be chance so far.':
    'Forskellen på {n} procentpoint kan indtil videre være tilfældig.',
  'No variant is clearly better yet.': 'Ingen variant er klart bedre endnu.',
  '“{variant}” is better.': '”{variant}” er bedst.',
  '{n} of them lose it: they will have had their {m} in {days} days of texts with an end time. If everything is urgent, nothing is.':
    '{n} af dem mister den: de vil have fået deres {m} på {days} dage af sms’er med et sluttidspunkt. Hvis alt haster, haster intet.',
  '{n} of them lose it: they will have had their {m} in {days} days of texts with an end time, with {campaigns} before it. If everything is urgent, nothing is.':
    '{n} af dem mister den: de vil have fået deres {m} på {days} dage af sms’er med et sluttidspunkt, med {campaigns} før den. Hvis alt haster, haster intet.',
  'It takes from a later one: {n} of those whom “{campaign}” is for lose that, as they may have {m} in {days} days.':
    'Den tager fra en senere: {n} af dem, som ”{campaign}” er til, mister den, da de må få {m} på {days} dage.',
  'It takes from a later one: up to {n} of those whom “{campaign}” is for lose that, as they may have {m} in {days} days.':
    'Den tager fra en senere: op til {n} af dem, som ”{campaign}” er til, mister den, da de må få {m} på {days} dage.',
  'Up to {n} lose it, should they get every text with an end time of {campaigns}.':
    'Op til {n} mister den, hvis de får alle sms’er med et sluttidspunkt fra {campaigns}.',
  'Up to {n} more lose it, should they get every text with an end time of {campaigns}.':
    'Op til {n} flere mister den, hvis de får alle sms’er med et sluttidspunkt fra {campaigns}.',
  '{n} have no room left for the last of its texts with an end time: each counts, and they may have {m} in {days} days.':
    '{n} har ikke plads til den sidste af dens sms’er med et sluttidspunkt: hver af dem tæller, og de må få {m} på {days} dage.',
  'have room for one more text with an end time ({n} in {m} days)':
    'har plads til endnu en sms med et sluttidspunkt ({n} på {m} dage)',
  'As it should be; or allow more texts with an end time in the settings.':
    'Som det skal være; eller tillad flere sms’er med et sluttidspunkt i indstillingerne.',
};
