import classes from './Lamp.module.css';

/** The logo: a signal lamp. */
export function Lamp() {
  return (
    <span className={classes.lamp} aria-hidden>
      <i />
    </span>
  );
}
