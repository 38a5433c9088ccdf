export { joinLine, type Ask, type Asked } from './join-line.js';
export * from './lines.js';
export { claimMarks, markForgottenLines, markLine, type Mark } from './marks.js';
export { waitlistRound, type RoundAnswer } from './round.js';
export * from './settings.js';
export { keepTurnUntil } from './keep-turn.js';
export { keepWaitlists } from './settle-turns.js';
export { countOthers, speakForAll, whyUntold } from './together.js';
export type { WaitState } from './tables.js';
