/** Sign-up forms, in Danish. */
export const signUp: Record<string, string> = {
  'Yes, text me news and offers, about twice a month. I can stop at any time by replying STOP. Message and data rates may apply.':
    'Ja, send mig nyheder og tilbud på sms, cirka to gange om måneden. Jeg kan altid stoppe ved at svare STOP. Almindelig sms- og datatakst kan gælde.',
  'Not removed': 'Ikke fjernet',
  'New form': 'Ny formular',
  'Changes hold for whoever signs up from now on. What others were shown stays as it was.':
    'Ændringer gælder for dem, der tilmelder sig fra nu af. Det, andre har fået vist, bliver, som det var.',
  'All forms': 'Alle formularer',
  Words: 'Ord',
  English: 'Engelsk',
  Danish: 'Dansk',
  Title: 'Titel',
  'Below the title': 'Under titlen',
  'What they tick': 'Hvad de sætter kryds ved',
  'Say who texts, what about and how often. It is kept with each consent.':
    'Sig, hvem der skriver, om hvad og hvor tit. Det gemmes med hvert samtykke.',
  'When they are in': 'Når de er med',
  'They agree to': 'De siger ja til',
  'Reminders of carts': 'Påmindelser om kurve',
  'In two steps: they say yes from their phone': 'I to skridt: de siger ja fra deres telefon',
  Keyword: 'Nøgleord',
  'A text of this word signs up, too. Leave it empty for none.':
    'En sms med dette ord tilmelder også. Lad feltet stå tomt, hvis der ikke skal være et.',
  'Put on each who signs up.': 'Sættes på alle, der tilmelder sig.',
  'What they see': 'Hvad de ser',
  'Mobile number': 'Mobilnummer',
  'Sign up': 'Tilmeld',
  'Put it to use': 'Tag den i brug',
  'Its page': 'Dens side',
  'Its page, to link to': 'Dens side, som du kan linke til',
  'In a page of your shop': 'På en side i din butik',
  'What people were shown when they said yes is kept with their consent.':
    'Det, folk så, da de sagde ja, gemmes med deres samtykke.',
  'No form yet': 'Ingen formular endnu',
  'Make the first form': 'Lav den første formular',
  'A form has a page of its own, to link to, and a line of code that puts it into your shop. People may also sign up by texting a word.':
    'En formular har sin egen side, som du kan linke til, og en linje kode, der sætter den ind i din butik. Folk kan også tilmelde sig ved at sende et ord som sms.',
  Form: 'Formular',
  'two: yes by text': 'to: ja på sms',
  one: 'ét',
  Shown: 'Vist',
  'Signed up': 'Tilmeldte',
  'Said yes': 'Sagde ja',
  'Open the page of {name}': 'Åbn siden for {name}',
  Open: 'Åbn',
};
