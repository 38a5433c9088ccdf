import { LoadDemoButton } from './LoadDemoButton.js';
import { NewJourneyButton } from './NewJourneyButton.js';
import classes from './FirstSteps.module.css';

/** The empty state of the whole product: two ways to begin. */
export function FirstSteps() {
  return (
    <section className={classes.first} aria-labelledby="first-steps">
      <svg className={classes.picture} viewBox="0 0 320 120" aria-hidden>
        <path d="M160 34v16M160 82v10q0 10-10 10H96M160 82v10q0 10 10 10h54" />
        <rect x="92" y="6" width="136" height="28" rx="8" />
        <rect x="92" y="52" width="136" height="28" rx="8" />
        <circle cx="160" cy="50" r="5" />
      </svg>
      <h2 id="first-steps">Draw what should happen, and see it text a phone</h2>
      <p>
        A journey starts with something a person does, such as leaving a cart behind, and ends with a text
        that is worth sending. Nothing here reaches a real phone until you connect a carrier.
      </p>
      <div className={classes.ways}>
        <LoadDemoButton />
        <NewJourneyButton size="md" variant="default" />
      </div>
    </section>
  );
}
