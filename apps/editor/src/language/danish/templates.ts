/** Templates, in Danish. */
export const templates: Record<string, string> = {
  'As it usually is': 'Som det plejer',
  'From a template': 'Fra en skabelon',
  'Seven journeys that are drawn already. Answer four questions, look at the texts, and publish.':
    'Syv forløb, der allerede er tegnet. Svar på fire spørgsmål, se på sms’erne, og udgiv.',
  'Too little is known of your shop to say where to begin. Most shops begin with a welcome; once yours is <link>connected</link> its own data is looked at.':
    'Der vides for lidt om din butik til at sige, hvor du skal begynde. De fleste butikker begynder med en velkomst; når din er <link>forbundet</link>, ser vi på dens egne data.',
  'So little has happened in your shop yet that its data does not say where to begin. Most shops begin with a welcome.':
    'Der er sket så lidt i din butik endnu, at dens data ikke siger, hvor du bør begynde. De fleste butikker begynder med en velkomst.',
  'Your data of the last 30 days asks for no journey that is not live already.':
    'Dine data fra de sidste 30 dage kalder ikke på noget forløb, der ikke allerede er aktivt.',
  'The steps of {title}': 'Trinene i {title}',
  'Start here': 'Begynd her',
  'Your shop tells “{events}”': 'Din butik fortæller ”{events}”',
  'No such template': 'Ingen sådan skabelon',
  'It may have another name by now: <link>see all templates</link>.':
    'Den har måske et andet navn nu: <link>se alle skabeloner</link>.',
  'All templates': 'Alle skabeloner',
  'Back to the journey': 'Tilbage til forløbet',
  'Change the answers of {name}': 'Ret svarene for {name}',
  'Change the answers…': 'Ret svarene…',
  'Draw it anew': 'Tegn det på ny',
  'Not drawn by this template': 'Ikke tegnet af denne skabelon',
  'Change it on the canvas': 'Ret det på lærredet',
  'Other answers draw the journey anew, and what was made with it: a draft that was changed on the canvas since then is replaced, and kept as it was under “Versions”, from where you can bring it back. What is live stays as it is until you publish, and so do its people: where other answers choose others, the draft gets a segment of its own. Publishing, you choose to move those who are inside.':
    'Andre svar tegner forløbet på ny, og det, der blev lavet sammen med det: en kladde, der siden er ændret på lærredet, erstattes og gemmes, som den var, under »Versioner«, hvorfra du kan hente den tilbage. Det, der er live, bliver, som det er, indtil du udgiver, og det gør dets personer også: hvor andre svar vælger andre, får kladden sit eget segment. Når du udgiver, vælger du at flytte dem, der er inde.',
  Create: 'Opret',
  Questions: 'Spørgsmål',
  Drawing: 'Tegner',
  'Nothing is drawn yet': 'Intet er tegnet endnu',
  'Answer what is marked, and the journey stands here.':
    'Svar på det, der er markeret, så står forløbet her.',
  '{journeys} journeys are drawn': '{journeys} forløb er tegnet',
  'Each is a draft to publish: {journeys}': 'Hvert er en kladde, du kan udgive: {journeys}',
  'No journey was made': 'Der blev ikke lavet noget forløb',
  '{count, plural, one {# person} other {# people}}:': '{count, plural, one {# person} other {# personer}}:',
  'about {count, plural, one {# person} other {# people}}:':
    'omkring {count, plural, one {# person} other {# personer}}:',
  '{texts, plural, one {# text} other {# texts}}': '{texts, plural, one {# sms} other {# sms’er}}',
  'Texts of {name}': 'Sms’er i {name}',
  '{parts, plural, one {# part} other {# parts}}, {units} of {capacity} characters':
    '{parts, plural, one {# del} other {# dele}}, {units} af {capacity} tegn',
  'The canvas of {name}': 'Lærredet for {name}',
};
