import { app } from './app.js';
import { around } from './around.js';
import { canvas } from './canvas.js';
import { common } from './common.js';
import { composer } from './composer.js';
import { coupons } from './coupons.js';
import { dates } from './dates.js';
import { home } from './home.js';
import { inspector } from './inspector.js';
import { integrations } from './integrations.js';
import { journey } from './journey.js';
import { lists } from './lists.js';
import { outline } from './outline.js';
import { people } from './people.js';
import { run } from './run.js';
import { segments } from './segments.js';
import { settings } from './settings.js';
import { signUp } from './sign-up.js';
import { team } from './team.js';
import { templates } from './templates.js';
import { trial } from './trial.js';
import { waitlists } from './waitlists.js';

export { sayings } from './said/index.js';

/**
 * The editor in Danish: a marketer in a Danish shop is addressed as *du*, in the words of the trade.
 *
 * | English | Danish |
 * |---|---|
 * | journey | forløb |
 * | step, way, port | trin, forbindelse, vej ud |
 * | trigger, goal, exit | udløser, mål, udgang |
 * | entry, run | gennemløb |
 * | person, people | person, personer; *folk* where nobody is counted |
 * | text, part | sms, del |
 * | not sent, held | ikke sendt, holdt tilbage |
 * | draft, publish, live | kladde, udgive, aktiv |
 * | segment, campaign, audience | segment, kampagne, målgruppe |
 * | consent, opt-out | samtykke, afmelding |
 * | carrier, sender | operatør, afsender |
 * | limit, quiet and lawful hours | loft, stille og lovlige tidspunkter |
 * | coupon, pool | rabatkode, pulje |
 * | waitlist, line | venteliste, kø |
 * | canvas, outline, test drive | lærred, liste, prøvetur |
 */
export const danish: Record<string, string> = {
  ...app,
  ...around,
  ...canvas,
  ...common,
  ...composer,
  ...coupons,
  ...dates,
  ...home,
  ...inspector,
  ...integrations,
  ...journey,
  ...lists,
  ...outline,
  ...people,
  ...run,
  ...segments,
  ...settings,
  ...signUp,
  ...team,
  ...templates,
  ...trial,
  ...waitlists,
};

export { help } from './help.js';
