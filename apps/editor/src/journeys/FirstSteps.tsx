import { t } from '../language/t.js';
import { FromTemplateButton } from '../templates/FromTemplateButton.js';
import { LoadDemoButton } from './LoadDemoButton.js';
import { NewJourneyButton } from './NewJourneyButton.js';
import classes from './FirstSteps.module.css';

/** The empty state of the whole product: two ways to begin. */
export function FirstSteps() {
  return (
    <section className={classes.first} aria-labelledby="first-steps">
      <svg className={classes.picture} viewBox="0 0 320 130" aria-hidden>
        <path d="M160 32v16M132 76v2q0 10-10 10h-20q-10 0-10 10M188 76v2q0 10 10 10h20q10 0 10 10" />
        <rect x="92" y="4" width="136" height="28" rx="8" />
        <rect x="92" y="48" width="136" height="28" rx="8" />
        <rect x="44" y="98" width="96" height="26" rx="8" />
        <rect x="180" y="98" width="96" height="26" rx="8" data-lit />
        <circle cx="132" cy="76" r="4" />
        <circle cx="188" cy="76" r="4" />
      </svg>
      <h2 id="first-steps">{t('Draw what should happen, and see it text a phone')}</h2>
      <p>
        {t(
          'A journey starts with something a person does, such as leaving a cart behind, and ends with a text that is worth sending. Nothing here reaches a real phone until you connect a carrier.',
        )}
      </p>
      <div className={classes.ways}>
        <LoadDemoButton />
        <FromTemplateButton size="md" />
        <NewJourneyButton size="md" variant="default" />
      </div>
    </section>
  );
}
