/** Home, and going live, in Danish. */
export const home: Record<string, string> = {
  'All {count} journeys': 'Alle {count} forløb',
  Lift: 'Løft',
  '{by} points': '{by} point',
  '({low} to {high})': '({low} til {high})',
  'not shown yet': 'ikke vist endnu',
  'they would have cost about {cost}': 'de ville have kostet ca. {cost}',
  'they would have cost more than {cost}': 'de ville have kostet mere end {cost}',
  'they would have cost nothing': 'de ville ikke have kostet noget',
  'Stopped itself': 'Stoppede selv',
  'of {texted} people texted in {days} days {optedOut} opted out and {unwelcome} wrote that it was not welcome. Nobody gets its texts until you resume it.':
    'af {texted} personer, der fik sms på {days} dage, har {optedOut} afmeldt sig, og {unwelcome} skrev, at det ikke var velkomment. Ingen får dets sms’er, før du genoptager det.',
  'Look at the journey': 'Se forløbet',
  'The world can reach this Signalbox': 'Verden kan nå denne Signalbox',
  'See the addresses': 'Se adresserne',
  'My shop is connected': 'Min butik er forbundet',
  'Connect the shop': 'Forbind butikken',
  'A sender is set and tried': 'En afsender er valgt og prøvet',
  'Set the sender': 'Vælg afsenderen',
  'Texts keep lawful hours': 'Sms’er holder lovlige tidspunkter',
  'See the hours': 'Se tidspunkterne',
  'People are here, with their consent': 'Personerne er her, med deres samtykke',
  'A text arrived on my own phone': 'En sms nåede frem til min egen telefon',
  'See the carrier': 'Se operatøren',
  'Everything was seen to work. Publish a journey, and it texts real people.':
    'Alt er set virke. Udgiv et forløb, og det skriver til rigtige mennesker.',
  '{done} of {lines} seen to work. A line turns green by itself, once it happened.':
    '{done} af {lines} er set virke. En linje bliver grøn af sig selv, når det er sket.',
  Seen: 'Set',
  'Not yet': 'Ikke endnu',
  'The last event of each topic': 'Den seneste hændelse af hver slags',
  'Wants attention': 'Kræver opmærksomhed',
  'The carrier refused {count, plural, one {# text} other {# texts}} today. {reason}.':
    'Operatøren afviste {count, plural, one {# sms} other {# sms’er}} i dag. {reason}.',
  'Look at the carrier': 'Se på operatøren',
  '{shop} took Signalbox out. Nothing that happens there is told to us any more.':
    '{shop} har fjernet Signalbox. Intet af det, der sker der, bliver fortalt os længere.',
  'Look at the integrations': 'Se på integrationerne',
  '{count, plural, one {# person stands} other {# people stand}} still on a step that could not be done.':
    '{count, plural, one {# person står} other {# personer står}} stille på et trin, der ikke kunne udføres.',
  'See who and why': 'Se hvem og hvorfor',
  'for {count, plural, one {# person} other {# people}} the text would have come too late this week.':
    'for {count, plural, one {# person} other {# personer}} ville sms’en være kommet for sent i denne uge.',
  Silent: 'Stille',
  'nobody has entered for {sinceDays, plural, one {# day} other {# days}}; before, about {perDayBefore} a day did.':
    'ingen er kommet ind i {sinceDays, plural, one {# dag} other {# dage}}; før var det omkring {perDayBefore} om dagen.',
  'See what comes in': 'Se, hvad der kommer ind',
  'Not known': 'Uvist',
  'The carrier never said what became of {count, plural, one {# text} other {# texts}}. None is sent again by itself.':
    'Operatøren har aldrig sagt, hvad der blev af {count, plural, one {# sms} other {# sms’er}}. Ingen bliver sendt igen af sig selv.',
  'no texts yet': 'ingen sms’er endnu',
  '{delivered} delivered, {parts, plural, one {# part} other {# parts}}':
    '{delivered} leveret, {parts, plural, one {# del} other {# dele}}',
  'nothing was held back': 'intet blev holdt tilbage',
  'and about {notSent, plural, one {# part} other {# parts}} saved':
    'og omkring {notSent, plural, one {# del} other {# dele}} sparet',
  'Ordered within {withinDays} days of a text': 'Køb inden {withinDays} dage efter en sms',
  '{orders, plural, one {# order} other {# orders}}, by whatever cause':
    '{orders, plural, one {# ordre} other {# ordrer}}, uanset årsag',
  'Opted out': 'Afmeldt',
  'highest: {journeyName}, {optedOut}': 'højest: {journeyName}, {optedOut}',
  '{people, plural, one {# person} other {# people}} of {people2} texted':
    '{people, plural, one {# person} other {# personer}} af {people2}, der fik sms’er',
  'Publish “Abandoned cart”': 'Udgiv ”Abandoned cart”',
  'It is drawn already. Read it, then press Publish.': 'Det er allerede tegnet. Læs det, og tryk så Udgiv.',
  'Leave a cart in the demo shop': 'Efterlad en kurv i demobutikken',
  'Fill one, check out, and walk away.': 'Fyld en, gå til checkout, og gå din vej.',
  'See the text on the phone': 'Se sms’en på telefonen',
  'It rings within a minute. Write back, if you like.':
    'Den ringer inden for et minut. Skriv tilbage, hvis du vil.',
  'See why somebody did not get it': 'Se, hvorfor nogen ikke fik den',
  'Texts that were not sent say why.': 'Sms’er, der ikke blev sendt, siger hvorfor.',
  'Try the journey': 'Prøv forløbet',
  'Your first journey': 'Dit første forløb',
  'See why somebody does not get it': 'Se, hvorfor en anden ikke får den',
  'Leave a cart as somebody who has not agreed to texts, and wait a minute.':
    'Efterlad en kurv som en, der ikke har sagt ja til sms’er, og vent et minut.',
  'What now? <template>Make one of your own from a template</template>, or <live>go live with your own shop</live>.':
    'Hvad nu? <template>Lav dit eget ud fra en skabelon</template>, eller <live>gå live med din egen butik</live>.',
  '{name} has not agreed to texts: within a minute the one about this cart stands under <link>texts not sent</link>, and says why.':
    '{name} har ikke sagt ja til sms’er: inden for et minut står den om denne kurv under <link>sms’er, der ikke er sendt</link>, og siger hvorfor.',
  'Run it before it runs: somebody goes through it in virtual time.':
    'Kør det, før det kører: en person går igennem det i virtuel tid.',
  'You have seen a journey through': 'Du har fulgt et forløb til ende',
  '{done} of {steps}': '{done} af {steps}',
  'Show these steps no more': 'Vis ikke disse trin mere',
  'Done <time/>': 'Udført <time/>',
  'Welcome to Signalbox': 'Velkommen til Signalbox',
  '{period} days': '{period} dage',
  'No journey yet. Draw one: it begins with something a person does.':
    'Intet forløb endnu. Tegn et: det begynder med noget, en person gør.',
  'Try it with data': 'Prøv med data',
  'Load a small demo shop, or CDNOW’s real purchase history. Neither texts anybody by itself.':
    'Hent en lille demobutik eller CDNOW’s ægte købshistorik. Ingen af dem sender sms’er af sig selv.',
  'Load CDNOW’s history': 'Hent CDNOW’s historik',
  'Why texts were not sent': 'Hvorfor sms’er ikke blev sendt',
  'Nothing was held back yet.': 'Intet er holdt tilbage endnu.',
  'Wants a hand': 'Venter på dig',
  '“{pool}” has no codes yet: upload them before a journey gives them out.':
    '”{pool}” har ingen koder endnu: upload dem, før et forløb deler dem ud.',
  'No code is left in “{pool}”: texts with one are not sent.':
    'Der er ingen koder tilbage i ”{pool}”: sms’er med en kode bliver ikke sendt.',
  'Only {left} codes are left in “{pool}”.': 'Der er kun {left} koder tilbage i ”{pool}”.',
  'Upload more': 'Upload flere',
  '<person/> wrote “{body}”. <time/>': '<person/> skrev ”{body}”. <time/>',
  'and {notes} more, which come up as these are done.':
    'og {notes} mere, som dukker op, når disse er klaret.',
  'Fewer, better texts: what was not sent counts as much as what was.':
    'Færre og bedre sms’er: det, der ikke blev sendt, tæller lige så meget som det, der blev.',
  'Fewer, better texts: whoever was texted in the last {days} days got {now} texts each.':
    'Færre og bedre sms’er: den, der fik sms’er i de sidste {days} dage, fik {now} stk.',
  'Fewer, better texts: whoever was texted in the last {days} days got {now} texts each, as before.':
    'Færre og bedre sms’er: den, der fik sms’er i de sidste {days} dage, fik {now} stk., som før.',
  'Fewer, better texts: whoever was texted in the last {days} days got {now} texts each, {change} fewer than before.':
    'Færre og bedre sms’er: den, der fik sms’er i de sidste {days} dage, fik {now} stk., {change} færre end før.',
  'Fewer, better texts: whoever was texted in the last {days} days got {now} texts each, {change} more than before.':
    'Færre og bedre sms’er: den, der fik sms’er i de sidste {days} dage, fik {now} stk., {change} flere end før.',
};
