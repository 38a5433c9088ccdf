import { Button } from '@mantine/core';
import { Link } from 'react-router';

/** To the journeys that are drawn already. */
export function FromTemplateButton({ size }: { size?: 'md' }) {
  return (
    <Button component={Link} to="/templates" variant="default" size={size}>
      From a template
    </Button>
  );
}
