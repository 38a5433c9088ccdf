import { Button } from '@mantine/core';
import { t } from '../language/t.js';
import classes from './Composer.module.css';
import { brokenField } from './fields-in-text.js';

/** Says of a field that it is not whole, before the text is refused for it, and takes out what is left. */
export function BrokenField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const broken = brokenField(text);
  if (!broken) return null;
  const left = text.slice(broken.start, broken.end);
  return (
    <div className={classes.fallback} role="alert">
      <p>
        {t('A field is not whole any more: “{left}”. Put it in anew from the menu, or take it out.', {
          left,
        })}
      </p>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => onChange(text.slice(0, broken.start) + text.slice(broken.end))}
      >
        {t('Take it out')}
      </Button>
    </div>
  );
}
