import { Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { bareFields, withFallback } from '@signalbox/engine/graph';
import type { WorstCase } from '@signalbox/api/contract';
import { asSent, countParts, dearCharacters, withoutDear } from '@signalbox/sms/parts';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { eventNamesQuery } from '../api/queries.js';
import { faultOf, type FieldProps } from '../inspector/field-props.js';
import { useStepInForm } from '../inspector/step-context.js';
import { t } from '../language/t.js';
import classes from './Composer.module.css';
import { textPreviewQuery, worstCaseQuery, type WrittenText } from './composer-queries.js';
import { BrokenField } from './BrokenField.js';
import { FieldPicker } from './FieldPicker.js';
import { fieldToRemove, placeBetween } from './fields-in-text.js';
import { FallbackField } from './FallbackField.js';
import { LengthFacts } from './LengthFacts.js';
import { LinkPicker } from './LinkPicker.js';
import { Mirror } from './Mirror.js';
import { PhonePreview } from './PhonePreview.js';
import { sampleEvent } from './sample-event.js';
import { useFieldGroups } from './use-field-groups.js';

/** As long as fingers rest between words. */
const REST_MS = 300;

/**
 * Writes a text: fields to put in, its length as the phone will count it, what makes it dear, and the phone it arrives on.
 */
export function SmsComposer(props: FieldProps) {
  const { schema, label, value, onChange, eventName } = props;
  const text = typeof value === 'string' ? value : '';
  const area = useRef<HTMLTextAreaElement>(null);
  const written = useWrittenText(text, eventName);
  const [settled] = useDebouncedValue(written, REST_MS);
  const added = useQuery({ ...textPreviewQuery(settled, null), enabled: settled.template.trim() !== '' }).data
    ?.added ?? { before: '', after: '' };
  const groups = useFieldGroups(eventName, written.coupon);
  const worst = useQuery({
    ...worstCaseQuery(settled, eventName),
    enabled: settled.template.trim() !== '',
  }).data;
  const [reader, setReader] = useState<string | null>(null);

  const putIn = (field: string) => {
    const { start, end } = placeBetween(text, selected());
    write(start, end, field);
  };

  const selected = () => ({
    start: area.current?.selectionStart ?? text.length,
    end: area.current?.selectionEnd ?? text.length,
  });

  const write = (start: number, end: number, words: string) => {
    onChange(`${text.slice(0, start)}${words}${text.slice(end)}`);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(start + words.length, start + words.length);
    });
  };

  /** A key that would take a brace from a field takes all of the field. */
  const keepWhole = (event: KeyboardEvent) => {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return;
    const field = fieldToRemove(text, selected(), event.key);
    if (!field) return;
    event.preventDefault();
    write(field.start, field.end, '');
  };

  const hasFields = /\{\{|\{%/.test(text);
  const words = text.replaceAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, '');
  const count = countParts(asSent(`${added.before}${words}${added.after}`));
  const longest = hasFields && worst?.longest ? worst.longest : null;
  const shown = longest ?? count;
  const dear = dearCharacters(text);
  const replaceable = dear.filter(({ instead, costs }) => instead !== null && costs === 'wide');
  const bare = bareFields(text);
  const fault = faultOf({ ...props, faults: props.faults.filter(({ severity }) => severity === 'error') });

  return (
    <>
      <div className={classes.labelRow}>
        <label htmlFor={`field-${props.path}`}>{label}</label>
        <span className="num" aria-live="polite">
          {t(
            '{fields, select, counted {up to } some {from } other {}}{units} of {capacity} · {parts, plural, one {# part} other {# parts}}',
            {
              fields: longest ? 'counted' : hasFields ? 'some' : 'none',
              units: shown.units,
              capacity: shown.capacity,
              parts: shown.parts,
            },
          )}
        </span>
      </div>
      <Textarea
        id={`field-${props.path}`}
        ref={area}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={schema.maxLength}
        description={schema.description}
        placeholder={t('Hi {firstName}, …', {
          firstName: `{{ contact.first_name | default: '${t('there')}' }}`,
        })}
        value={text}
        error={fault}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={keepWhole}
      />
      <div className={classes.tools}>
        <FieldPicker title={t('Field')} groups={groups.fields} onPick={putIn} />
        <LinkPicker links={groups.links} onPick={putIn} />
        {groups.codes.length > 0 ? (
          <FieldPicker title={t('Coupon')} groups={groups.codes} onPick={putIn} />
        ) : (
          <Link
            className={classes.noCodes}
            to="/coupons"
            title={t('A text can carry a code once there is a pool of them.')}
          >
            {t('Add coupon codes')}
          </Link>
        )}
        {replaceable.length > 0 && (
          <button
            type="button"
            className={classes.fix}
            onClick={() => onChange(withoutDear(text, ({ costs }) => costs === 'wide'))}
          >
            {t('Replace {replaceable, plural, one {# costly character} other {# costly characters}}', {
              replaceable: replaceable.length,
            })}
          </button>
        )}
      </div>
      <BrokenField text={text} onChange={onChange} />
      {text.trim() !== '' && (
        <Mirror
          text={text}
          added={added}
          onReplace={(one) => onChange(`${text.slice(0, one.start)}${one.instead}${text.slice(one.end)}`)}
        />
      )}
      {worst && text.trim() !== '' && (
        <LengthFacts
          answer={worst}
          asked={bare.map(({ path }) => `contact.${path}`)}
          eventName={eventName}
          onShow={setReader}
        />
      )}
      {bare.map(({ written: field, path }) => (
        <FallbackField
          key={field}
          path={path}
          lacking={lackingOf(worst, path)}
          onSay={(fallback) => onChange(text.replaceAll(field, withFallback(field, fallback)))}
        />
      ))}
      {count.encoding === 'UCS-2' && <p className={classes.warning}>{wideBecause(dear)}</p>}
      <PhonePreview written={settled} chosen={reader} onChoose={setReader} />
    </>
  );
}

/** How many of those looked through lack a field of a person. */
function lackingOf(worst: WorstCase | undefined, path: string): { count: number; of: number } | null {
  const missing = worst?.missing.find(({ field }) => field === `contact.${path}`);
  return worst && missing ? { count: missing.count, of: worst.looked.count } : null;
}

function useWrittenText(template: string, eventName: string | null): WrittenText {
  const config = useStepInForm()?.config ?? {};
  const events = useQuery(eventNamesQuery).data;
  const purpose = typeof config.purpose === 'string' ? config.purpose : 'marketing';
  const coupon = typeof config.coupon === 'string' ? config.coupon : '';
  const shortenLinks = config.shortenLinks !== false;
  const from = typeof config.from === 'string' ? config.from : undefined;
  const brand = typeof config.brand === 'string' ? config.brand : undefined;
  return useMemo(
    () => ({
      template,
      purpose,
      coupon,
      shortenLinks,
      from,
      brand,
      entry: sampleEvent(events?.find(({ name }) => name === eventName) ?? null),
    }),
    [template, purpose, coupon, shortenLinks, from, brand, events, eventName],
  );
}

function wideBecause(dear: ReturnType<typeof dearCharacters>): string {
  const wide = [...new Set(dear.filter(({ costs }) => costs === 'wide').map(({ character }) => character))];
  if (wide.length === 0)
    return t(
      'Something in it is not in the phone network’s own alphabet, so a part holds 70 characters instead of 160.',
    );
  const named = wide.slice(0, 4).map((one) => (/\s/.test(one) ? t('a special space') : one));
  return t(
    '{count, plural, one {{characters} is} other {{characters} are}} not in the phone network’s own alphabet, so a part holds 70 characters instead of 160.',
    {
      count: wide.length,
      characters: wide.length > 4 ? t('{named} and others', { named: named.join(' ') }) : named.join(' '),
    },
  );
}
