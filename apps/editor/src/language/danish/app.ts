/** The frame around all pages, in Danish. */
export const app: Record<string, string> = {
  'This page broke': 'Denne side gik i stykker',
  'What you saved is safe. Load the page again; if it breaks again, please report the line below.':
    'Det, du har gemt, er i god behold. Hent siden igen; går den i stykker igen, så send os linjen herunder.',
  '<again>Load again</again> or <home>go home</home>':
    '<again>Hent igen</again> eller <home>gå til forsiden</home>',
  'Skip to content': 'Gå til indholdet',
  Main: 'Hovedmenu',
  'Over the page': 'Over siden',
  '{unread} unread': '{unread} ulæste',
  'Where texts go': 'Hvor sms’er sendes hen',
  'Texts go to the <link>development phone</link>, not to real people{hours, select, always {, at any hour of the day} other {}}.':
    'Sms’er sendes til <link>udviklingstelefonen</link>, ikke til rigtige mennesker{hours, select, always {, og på alle tider af døgnet} other {}}.',
  'Sign in to Signalbox': 'Log ind i Signalbox',
  'Your session has ended': 'Du er blevet logget ud',
  'What you typed is still here. Sign in, and go on.': 'Det, du skrev, er her stadig. Log ind, og fortsæt.',
  'Open the link that <code>npm start</code> printed: it signs this browser in. Each link works once; starting again prints a new one.':
    'Åbn det link, som <code>npm start</code> skrev: det logger denne browser ind. Hvert link virker én gang; en ny start giver et nyt.',
  'If a password was set for this server, it works too:':
    'Er der valgt en adgangskode til denne server, virker den også:',
  Password: 'Adgangskode',
  'Sign in': 'Log ind',
  'No such page': 'Siden findes ikke',
  'Check the address, or pick a page on the left.': 'Tjek adressen, eller vælg en side til venstre.',
  'Go home': 'Gå til forsiden',
};
