import type { DrawnTemplate } from '@signalbox/api/contract';
import { countOf, formatCount } from '../format/number.js';
import { PhoneFrame } from '../phone/PhoneFrame.js';
import { Card } from '../ui/Page.js';
import { GraphPicture } from './GraphPicture.js';
import classes from './Template.module.css';

/** What the answers make: whom it reaches, each text on a phone, and the journey as it will stand on the canvas. */
export function TemplatePreview({ drawn, isOld }: { drawn: DrawnTemplate; isOld: boolean }) {
  const { journeys, audience, notes } = drawn;
  return (
    <div className={classes.preview} data-old={isOld || undefined} aria-live="polite">
      <Card title="Whom it reaches">
        <p className={classes.audience}>
          <b>
            {audience.isExact ? '' : 'about '}
            {formatCount(audience.count)} {audience.count === 1 ? 'person' : 'people'}:
          </b>{' '}
          {audience.sentence}
        </p>
        {notes.map((note) => (
          <p key={note} className={classes.note}>
            {note}
          </p>
        ))}
      </Card>
      {journeys.map(({ name, graph, texts }) => (
        <Card key={name} title={name} aside={countOf(texts.length, 'text', 'texts')}>
          <div className={classes.journey}>
            <ol className={classes.texts} aria-label={`Texts of ${name}`}>
              {texts.map((text) => (
                <li key={text.nodeId}>
                  <h3>{text.name}</h3>
                  <PhoneFrame number="+45 00 00 00 00" small>
                    {text.text && <p data-bubble="in">{text.text}</p>}
                    {text.problem && <p data-note>{text.problem}</p>}
                  </PhoneFrame>
                  {text.text && (
                    <p className={classes.parts} data-many={text.parts > 1 || undefined}>
                      {countOf(text.parts, 'part', 'parts')}, {text.units} of {text.capacity} characters
                    </p>
                  )}
                </li>
              ))}
            </ol>
            <div className={classes.picture}>
              <GraphPicture graph={graph} label={`The canvas of ${name}`} named />
            </div>
          </div>
        </Card>
      ))}
    </div>
  );
}
