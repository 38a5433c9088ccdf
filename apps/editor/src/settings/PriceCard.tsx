import { PartPriceField } from '../publish/PartPriceField.js';
import { Card } from '../ui/Page.js';
import classes from './SettingsPage.module.css';

/** What one part of a text costs: forecasts and reports are in money once it is known. */
export function PriceCard() {
  return (
    <Card title="What a part of a text costs">
      <p className={classes.hint}>As your carrier bills it. Forecasts then say what a journey will cost.</p>
      <PartPriceField />
    </Card>
  );
}
