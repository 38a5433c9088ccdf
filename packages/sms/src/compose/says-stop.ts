/** A word of its own, in capitals: neither `NON-STOP` nor `don't stop`. */
const STOP = /(?<![\p{L}\p{N}-])["'“”„»«]?STOPP?["'“”„»«]?(?![\p{L}\p{N}-])/gu;

/** Reply, text, send …, in the languages that we write; and what one is told to end before a colon. */
const TOLD_TO =
  /(?:\b(?:reply|answer|respond|text|txt|sms|send|type|write|svar[ae]?|skriv|skicka|antworten?|antworte|schreiben?|schreibe|sende[nt]?|envoie|envoyez|tapez|r[ée]ponde?z?|r[ée]pondre)(?:\s+(?:back|with|the word|med|ordet|mit|sie|avec|par))*|(?:opt[ -]?out|unsub(?:scribe)?|afmeld|framelding|afmelding|avmeld|avmelding|avslutt|avsluta|abmelden|abmeldung|désinscription|désabonnement)\s?)[\s:,-]*$/iu;

/** … to opt out, to end. */
const TO_END =
  /^\s*(?:=|(?:to|and)\s+(?:opt|end|quit|cancel|unsub|leave|stop)|(?:for|for at|for å|för att|til|til at)\s+(?:at\s+|å\s+|att\s+)?(?:af|av|slut|stop|fra)|(?:zum|zur|um)\s+(?:abmeld|abbestell|beend|sich)|f[üu]r\s+ab|pour\s+(?:se\s+d|vous\s+d|ne\s+plus|arr|d[ée]s)|(?:sms\s+)?au\s+\d)/iu;

/** Whether a text tells its reader that STOP ends texting; that the word occurs in it is not enough. */
export const saysStop = (text: string): boolean =>
  [...text.matchAll(STOP)].some(
    ({ 0: word, index }) =>
      TOLD_TO.test(text.slice(0, index)) || TO_END.test(text.slice(index + word.length)),
  );
