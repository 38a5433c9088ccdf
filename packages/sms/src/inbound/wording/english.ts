import { words, whole, type Wording } from './wording.js';

const TEXTS = '(?:te?xts?|te?xting|messages?|msgs?|messaging|sms|spam|spamming|ads)';

export const english: Wording = {
  noMore: [
    words(
      `(?:stop|quit|cease|end) (?:the |these |this |all |those |any |sending |your )*(?:${TEXTS}|sending|contacting|harassing|bothering|calling|writing)`,
    ),
    words('(?:stop|quit|cease|end) (?:these|this|all|those|sending|messaging|texting)'),
    words(
      '(?:do not|don t|dont|never|not) (?:ever )?(?:text|message|contact|sms|write|send) (?:me|this|us|any)',
    ),
    words(
      `(?<!(?:i|we|you|they|why) )(?:do not|don t|dont|never) (?:ever )?(?:text|message|contact|sms|spam|write)(?: (?:any ?more|again|please|ever))*$`,
    ),
    words('(?:revok|withdraw)(?:e|ing)? (?:(?:my|all|any|the|sms|text) )*(?:consent|permission)'),
    whole('cease'),
    whole(`no (?:further |additional )?${TEXTS}`),
    words(`no more (?:of )?(?:these |those |your )?(?:${TEXTS}|of these|of this)`),
    words(
      '(?:take|get|remove|delete|erase) (?:me|my (?:phone )?number|this number) ?(?:off|from)?(?: (?:your|this|the) list)?$',
    ),
    words('(?:take|get|remove|delete|erase) (?:me|my (?:phone )?number|this number) (?:off|from)'),
    words('(?:remove|delete|lose) (?:my|this|the) number'),
    words('(?:interested|thanks|please) remove me'),
    words('(?:unsubscribe|opt) (?:me|out)'),
    words('(?:want|like|wish|how do i|how can i|how to|can i|please) (?:to )?(?:unsubscribe|opt out)'),
    words('leave me alone'),
    whole('un ?su[bs]\\p{L}*(?: me)?'),
    whole('i want out'),
    words(
      `(?:do not|don t|dont|no longer) (?:want|wish) (?:to )?(?:(?:get|receive|have) )?(?:any |your |these |those |more |of |this )*(?:${TEXTS}|any ?more)`,
    ),
    words(
      '(?:do not|don t|dont|no longer) want (?:to (?:get|receive) (?:these|this|your|any|them)|any more|these|any of)',
    ),
    words('(?:asked|told|begged|ask|tell) you (?:\\p{L}+ ){0,4}to stop'),
    words('(?:didn t|did not|never) (?:sign up|subscribe|ask) for (?:this|these)'),
    words('cancel (?:my |this |the )*(?:subscription|texts|messages|sms)(?! order)'),
    words('(?:wrong number|not interested|no thanks|no thank you)(?: \\p{L}+){0,3} stop'),
  ],
  somethingElse: [
    words('(?:please )?(?:don t|dont|do not|never) (?:ever )?stop'),
    words('(?:can t|cannot|cant|won t|wont|couldn t|doesn t|didn t) stop'),
    words('non ?stop'),
    words('(?:bus|pit|next|first|last|tour|which|train|this is my) stop'),
    words('stop by'),
  ],
  courtesies: [
    'please',
    'pls',
    'plz',
    'now',
    'thanks',
    'thank you',
    'thx',
    'ok',
    'okay',
    'hi',
    'hello',
    'hey',
    'just',
    'can you',
    'could you',
    'would you',
    'will you',
    'you guys',
    'immediately',
    'already',
    'kindly',
  ],
};
