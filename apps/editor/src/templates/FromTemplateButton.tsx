import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { t } from '../language/t.js';

/** To the journeys that are drawn already. */
export function FromTemplateButton({ size }: { size?: 'md' }) {
  return (
    <Button component={Link} to="/templates" variant="default" size={size}>
      {t('From a template')}
    </Button>
  );
}
