import type { DrawnTemplate } from '@signalbox/api/contract';
import { said } from '../language/said.js';
import { t } from '../language/t.js';
import { PhoneFrame } from '../phone/PhoneFrame.js';
import { Card } from '../ui/Page.js';
import { GraphPicture } from './GraphPicture.js';
import classes from './Template.module.css';

/** What the answers make: whom it reaches, each text on a phone, and the journey as it will stand on the canvas. */
export function TemplatePreview({ drawn, isOld }: { drawn: DrawnTemplate; isOld: boolean }) {
  const { journeys, audience, notes } = drawn;
  return (
    <section
      className={classes.preview}
      data-old={isOld || undefined}
      aria-label={t('Preview')}
      aria-live="polite"
      // It scrolls by itself, and keys must reach it.
      tabIndex={0}
    >
      <Card title={t('Whom it reaches')}>
        <p className={classes.audience}>
          <b>
            {audience.isExact
              ? t('{count, plural, one {# person} other {# people}}:', { count: audience.count })
              : t('about {count, plural, one {# person} other {# people}}:', { count: audience.count })}
          </b>{' '}
          {said(audience.sentence)}
        </p>
        {notes.map((note) => (
          <p key={note} className={classes.note}>
            {said(note)}
          </p>
        ))}
      </Card>
      {journeys.map(({ name, graph, texts }) => (
        <Card
          key={name}
          title={name}
          aside={t('{texts, plural, one {# text} other {# texts}}', { texts: texts.length })}
        >
          <div className={classes.drawn}>
            <div className={classes.journey}>
              <ol className={classes.texts} aria-label={t('Texts of {name}', { name })}>
                {texts.map((text) => (
                  <li key={text.nodeId}>
                    <h3>{text.name}</h3>
                    <PhoneFrame number={text.from} small>
                      {text.text && <p data-bubble="in">{text.text}</p>}
                      {text.problem && <p data-note>{said(text.problem)}</p>}
                    </PhoneFrame>
                    {text.text && (
                      <p className={classes.parts} data-many={text.parts > 1 || undefined}>
                        {t(
                          '{parts, plural, one {# part} other {# parts}}, {units} of {capacity} characters',
                          {
                            parts: text.parts,
                            units: text.units,
                            capacity: text.capacity,
                          },
                        )}
                      </p>
                    )}
                  </li>
                ))}
              </ol>
              <div className={classes.picture}>
                <GraphPicture graph={graph} label={t('The canvas of {name}', { name })} named />
              </div>
            </div>
          </div>
        </Card>
      ))}
    </section>
  );
}
