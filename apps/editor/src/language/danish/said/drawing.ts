/** What is wrong with a journey, a field or a rule, in Danish. */
export const drawing: Record<string, string> = {
  'That step is gone.': 'Det trin er væk.',
  "A step can't lead to itself.": 'Et trin kan ikke føre til sig selv.',
  'Nothing leads into a trigger: it starts the journey.':
    'Intet fører ind i en udløser: den starter forløbet.',
  '“{name}” has no way out of that name.': '”{name}” har ingen vej ud med det navn.',
  '“{name}” goes to everyone. A narrower audience does better.':
    '”{name}” går til alle. En smallere målgruppe virker bedre.',
  'The campaign of {date} began at {time} already, and a journey begins one a day at most: the new time of “{name}” counts from the next day on.':
    'Kampagnen den {date} begyndte allerede kl. {time}, og et forløb begynder højst én om dagen: det nye klokkeslæt for “{name}” gælder fra næste dag.',
  'The campaign of {date} began at {time} already, and a journey begins one a day at most: “{name}” lets nobody in. Choose a later date.':
    'Kampagnen den {date} begyndte allerede kl. {time}, og et forløb begynder højst én om dagen: “{name}” lukker ingen ind. Vælg en senere dato.',
  'The time of “{name}” has gone by: it lets nobody in. Choose a later date.':
    'Tiden for ”{name}” er passeret: den lukker ingen ind. Vælg en senere dato.',
  'The offer of “{name}” is over before anybody can come to it: nobody gets the text. Choose a later end.':
    'Tilbuddet i ”{name}” er slut, før nogen kan komme dertil: ingen får sms’en. Vælg en senere slutning.',
  '“{name}” goes to nobody yet. Say to whom.': '”{name}” går ikke til nogen endnu. Sig til hvem.',
  'Exit {n} of the journey: {message}': 'Udgang {n} i forløbet: {message}',
  'choose the event.': 'vælg hændelsen.',
  'say how it ended, such as “ordered”.': 'sig, hvordan det endte, f.eks. ”ordered”.',
  'it needs an id of its own, not "{id}".': 'den skal have sit eget id, ikke ”{id}”.',
  'a rule is not complete. {message}': 'en regel er ikke færdig. {message}',
  '“{name}” waits for a click or a reply, and neither can come: no text here has a link, and its sender hears no replies. Everybody would leave as one who did not look. Put a link into a text, or send it from a number.':
    '”{name}” venter på et klik eller et svar, og ingen af dem kan komme: ingen sms her har et link, og dens afsender hører ingen svar. Alle ville gå videre som nogen, der ikke kiggede. Sæt et link i en sms, eller send den fra et nummer.',
  '“{name}” waits for a text that can’t come: no sender hears replies. Set up a number in the settings, or take a link instead.':
    '”{name}” venter på en sms, der ikke kan komme: ingen afsender hører svar. Opret et nummer i indstillingerne, eller brug et link i stedet.',
  '“{name}” waits for texts, and the senders of some countries hear none. People there will not be heard.':
    '”{name}” venter på sms’er, og afsenderne i nogle lande hører ingen. Folk dér bliver ikke hørt.',
  'What belongs together: name the property, such as appointment_id.':
    'Hvad der hører sammen: angiv egenskaben, f.eks. appointment_id.',
  'Who may enter again: the days must be more than none.':
    'Hvem der må komme ind igen: der skal være mindst én dag.',
  'Who may enter: a rule is not complete. {message}':
    'Hvem der må komme ind: en regel er ikke færdig. {message}',
  'The goal: choose the event.': 'Målet: vælg hændelsen.',
  'The goal: say within how many days it counts.': 'Målet: sig, inden for hvor mange dage det tæller.',
  'The goal: a rule is not complete. {message}': 'Målet: en regel er ikke færdig. {message}',
  '“{value}” is no date and time with a time zone, such as 2026-12-01T10:00:00+01:00.':
    '”{value}” er ikke en dato og et tidspunkt med tidszone, f.eks. 2026-12-01T10:00:00+01:00.',
  'The journey ends before it starts. Move one of the two dates.':
    'Forløbet slutter, før det starter. Flyt en af de to datoer.',
  'Nothing starts this journey. Add a trigger, such as “Event happens”.':
    'Intet starter dette forløb. Tilføj en udløser, f.eks. ”En hændelse sker”.',
  'Nobody can come to “{name}”. Connect it, or remove it.':
    'Ingen kan komme til ”{name}”. Forbind det, eller fjern det.',
  '“{label}” of “{name}” leads nowhere. Connect it to a step, for instance to an end.':
    '”{label}” i ”{name}” fører ingen steder hen. Forbind den til et trin, f.eks. til en slutning.',
  '“{name}” is part of a circle in which nobody ever waits. Put a wait into it.':
    '”{name}” er del af en cirkel, hvor ingen nogensinde venter. Sæt et ventetrin ind i den.',
  '“{name}” is part of a circle in which somebody may never wait: by “{label}” people may go on at once. Put a wait into it.':
    '”{name}” er del af en cirkel, hvor nogen måske aldrig venter: ad ”{label}” kan folk gå videre med det samme. Sæt et ventetrin ind i den.',
  'There is no such date.': 'Den dato findes ikke.',
  'What its texts are for: choose one of {purposes}.': 'Hvad dets sms’er er til: vælg en af {purposes}.',
  'How urgent its texts are: choose one of {priorities}.':
    'Hvor vigtige dets sms’er er: vælg en af {priorities}.',
  '“{word}” keeps its own meaning and starts no journey. Choose another keyword.':
    '”{word}” beholder sin egen betydning og starter intet forløb. Vælg et andet nøgleord.',
  '“{word}” starts “{by}”, too: whoever texts it enters both. Choose another keyword, unless that is meant.':
    '”{word}” starter også ”{by}”: den, der sender det, kommer ind i begge. Vælg et andet nøgleord, medmindre det er meningen.',
  'Nobody can start with “{word}”: only the first word of a text is looked at. Choose one word of letters and digits.':
    'Ingen kan starte med ”{word}”: der ses kun på det første ord i en sms. Vælg ét ord af bogstaver og tal.',
  'No codes are left in this pool, and a text without its code is not sent. Add codes under Coupons.':
    'Der er ingen koder tilbage i denne pulje, og en sms uden sin kode bliver ikke sendt. Tilføj koder under Kuponer.',
  'This segment is not there any more, so that nobody is in it. Choose another.':
    'Dette segment findes ikke længere, så ingen er i det. Vælg et andet.',
  'There is no such pool of codes yet, so that nobody gets a code. Add one, or choose another.':
    'Der er ingen sådan pulje af koder endnu, så ingen får en kode. Tilføj en, eller vælg en anden.',
  'This journey is not there any more, so that nobody comes into it. Choose another.':
    'Dette forløb findes ikke længere, så ingen kommer ind i det. Vælg et andet.',
  'Nobody goes any of these ways. Give at least one a share above 0.':
    'Ingen går nogen af disse veje. Giv mindst én en andel over 0.',
  'Nobody gets any of these variants. Give at least one a share above 0.':
    'Ingen får nogen af disse varianter. Giv mindst én en andel over 0.',
  '“{label}” has no words yet. Write those that stand for it.':
    '”{label}” har ingen ord endnu. Skriv dem, der står for det.',
  '“{label}” has no pattern yet. Write one.': '”{label}” har intet mønster endnu. Skriv et.',
  'The pattern of “{label}” can’t be read: {fault}': 'Mønsteret for ”{label}” kan ikke læses: {fault}',
  'texts without end': 'sms’er uden ende',
  'One person can get {count} from one entry. Fewer, better ones work better.':
    'Én person kan få {count} af ét gennemløb. Færre og bedre virker bedre.',
  'Enter a text.': 'Skriv en tekst.',
  'Enter a number.': 'Skriv et tal.',
  'Enter a whole number.': 'Skriv et helt tal.',
  'Choose yes or no.': 'Vælg ja eller nej.',
  'This must be a list.': 'Dette skal være en liste.',
  'This must be a group of fields.': 'Dette skal være en gruppe af felter.',
  'Fill this in.': 'Udfyld dette.',
  'This is not of the right kind.': 'Dette er ikke af den rigtige slags.',
  'At least {n} characters; this has {m}.': 'Mindst {n} tegn; dette har {m}.',
  'At most {n} characters; this has {m}.': 'Højst {n} tegn; dette har {m}.',
  'At most {n}; there are {m}.': 'Højst {n}; der er {m}.',
  'Add at least one.': 'Tilføj mindst én.',
  'Add at least {n}.': 'Tilføj mindst {n}.',
  'At least {n}.': 'Mindst {n}.',
  'More than {n}.': 'Mere end {n}.',
  'Less than {n}.': 'Mindre end {n}.',
  'Enter an instant, such as 2026-12-01T09:00:00Z.': 'Skriv et øjeblik, fx 2026-12-01T09:00:00Z.',
  'Enter a day, such as 2026-12-01.': 'Skriv en dag, fx 2026-12-01.',
  'Enter an address that begins with https://.': 'Skriv en adresse, der begynder med https://.',
  'Enter an e-mail address.': 'Skriv en e-mailadresse.',
  'Enter an id, as the API gave it.': 'Skriv et id, som API’et gav det.',
  'At most {n}.': 'Højst {n}.',
  'Choose one of: {choices}.': 'Vælg en af: {choices}.',
  'This is not in the right form.': 'Dette har ikke den rigtige form.',
  'This is not in the right form. {what}': 'Dette har ikke den rigtige form. {what}',
  'At most {n} digits behind the point.': 'Højst {n} cifre efter kommaet.',
  'Only steps of {n}.': 'Kun trin på {n}.',
  'This does not fit here.': 'Dette passer ikke her.',
  'Two steps have the id "{id}". Give each its own.': 'To trin har id’et ”{id}”. Giv hvert sit eget.',
  'This Signalbox has no version {version} of “{type}”. Update it, or replace the step.':
    'Denne Signalbox har ingen version {version} af ”{type}”. Opdatér den, eller udskift trinet.',
  'This Signalbox has no step of the type “{type}”. Install the package it comes from, or remove it.':
    'Denne Signalbox har intet trin af typen ”{type}”. Installér pakken, det kommer fra, eller fjern det.',
  'A “{{” or “{%” is not closed. Check the fields in the text.':
    'En ”{{” eller ”{%” er ikke lukket. Tjek felterne i teksten.',
  '“{field}” is kept by Signalbox itself, and what a step writes there is not read. Choose another name.':
    '”{field}” passer Signalbox selv på, og det, et trin skriver der, bliver ikke læst. Vælg et andet navn.',
  'Not everybody has “{field}”. Say what stands in: {written}.':
    'Ikke alle har ”{field}”. Sig, hvad der træder i stedet: {written}.',
  'Say what this text is for, so that only people who agreed to it get it.':
    'Sig, hvad denne sms er til, så kun personer, der har sagt ja til det, får den.',
  'Two ways out of “{name}” have the same id. Give each its own.':
    'To veje ud af ”{name}” har samme id. Giv hver sit eget.',
  'A connection leads from or to a step that is gone. Remove it.':
    'En forbindelse fører fra eller til et trin, der er væk. Fjern den.',
  '“{name}” has no way out called “{port}” any more. Connect again or remove the connection.':
    '”{name}” har ikke længere en vej ud, der hedder ”{port}”. Forbind igen, eller fjern forbindelsen.',
  'Nothing can lead into the trigger “{name}”. Remove that connection.':
    'Intet kan føre ind i udløseren ”{name}”. Fjern den forbindelse.',
  'Two connections leave “{name}” by the same way out. Keep one.':
    'To forbindelser går fra ”{name}” ad samme vej ud. Behold én.',
  'This step holds more than can be read. Remove what is too much.':
    'Dette trin rummer mere, end der kan læses. Fjern det, der er for meget.',
  'The check of this step failed: {message}': 'Tjekket af dette trin mislykkedes: {message}',
  'Say who belongs: add a condition.': 'Sig, hvem der hører til: tilføj en betingelse.',
  'A group needs a condition.': 'En gruppe skal have en betingelse.',
  'Choose what to look at.': 'Vælg, hvad der ses på.',
  'Choose a currency.': 'Vælg en valuta.',
  'Choose a tag.': 'Vælg et tag.',
  'Choose what the consent is for.': 'Vælg, hvad samtykket er til.',
  'Choose what was answered.': 'Vælg, hvad der blev svaret.',
  'Choose the first or the last time.': 'Vælg den første eller den sidste gang.',
  'Say when that was.': 'Sig, hvornår det var.',
  'Choose what became of the text.': 'Vælg, hvad der blev af sms’en.',
  'Choose a reason.': 'Vælg en grund.',
  'Choose what of the journey.': 'Vælg, hvad det er med forløbet.',
  'Choose whether the person is in it.': 'Vælg, om personen er i det.',
  'Choose a segment.': 'Vælg et segment.',
  'Choose what this condition is about.': 'Vælg, hvad denne betingelse handler om.',
  'Choose a journey.': 'Vælg et forløb.',
  'Choose an event.': 'Vælg en hændelse.',
  'At most 20 conditions for an event.': 'Højst 20 betingelser til en hændelse.',
  'Choose a property.': 'Vælg en egenskab.',
  'Only one part of a path may be “*”.': 'Kun én del af en sti må være ”*”.',
  'Say how often.': 'Sig, hvor ofte.',
  '“At least 0 times” is everybody.': '”Mindst 0 gange” er alle.',
  'Say when.': 'Sig hvornår.',
  'Say from when, or until when.': 'Sig fra hvornår eller indtil hvornår.',
  'Choose a day.': 'Vælg en dag.',
  'Say how long: more than nothing, at most ten years.': 'Sig hvor længe: mere end ingenting, højst ti år.',
  'Choose how to compare.': 'Vælg, hvordan der sammenlignes.',
  'Say what to compare with.': 'Sig, hvad der sammenlignes med.',
  'Give a number.': 'Giv et tal.',
  'Yes or no?': 'Ja eller nej?',
  'Say what it has.': 'Sig, hvad det har.',
};
