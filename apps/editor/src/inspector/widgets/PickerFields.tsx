import { Autocomplete, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { couponPoolsQuery, journeysQuery, segmentsQuery, sendersQuery } from '../../api/queries.js';
import { t } from '../../language/t.js';
import { faultOf, type FieldProps } from '../field-props.js';

/** One of the shop's journeys. */
export function JourneyField(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  const { data = [] } = useQuery(journeysQuery);
  const options = data
    .filter(({ status }) => status !== 'archived')
    .map(({ id, name, status }) => ({
      value: id,
      label: status === 'draft' ? t('{name} (draft)', { name }) : name,
    }));
  const isGone =
    typeof value === 'string' && value !== '' && !options.some((option) => option.value === value);
  return (
    <Select
      label={label}
      description={schema.description}
      searchable
      nothingFoundMessage={t('No such journey')}
      data={isGone ? [...options, { value, label: t('A journey that is gone') }] : options}
      value={typeof value === 'string' && value !== '' ? value : null}
      error={faultOf(props)}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

/** One of the shop's segments. */
export function SegmentField(props: FieldProps) {
  const { schema, label, value, isRequired, onChange } = props;
  const { data = [] } = useQuery(segmentsQuery);
  const options = data.map(({ id, name, members }) => ({ value: id, label: `${name} (${members})` }));
  const isGone =
    typeof value === 'string' && value !== '' && !options.some((option) => option.value === value);
  return (
    <Select
      label={label}
      description={schema.description}
      placeholder={data.length === 0 ? t('There is none yet: make one under Segments') : t('Choose')}
      searchable
      clearable={!isRequired}
      data={isGone ? [...options, { value, label: t('A segment that is gone') }] : options}
      value={typeof value === 'string' && value !== '' ? value : null}
      error={faultOf(props)}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

/** A pool of coupon codes; its name may be typed before the codes are there. */
export function CouponField(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  const { data = [] } = useQuery(couponPoolsQuery);
  const chosen = data.find(({ pool }) => pool === value);
  return (
    <Autocomplete
      label={label}
      description={
        chosen
          ? t('{left} of {total} codes are left.', { left: chosen.left, total: chosen.total })
          : (schema.description ?? undefined)
      }
      data={data.map(({ pool }) => pool)}
      value={typeof value === 'string' ? value : ''}
      error={faultOf(props)}
      onChange={(next) => onChange(next === '' ? undefined : next)}
    />
  );
}

/** One of the shop's senders, or none: then the closest one sends. */
export function SenderField(props: FieldProps) {
  const { schema, label, value, onChange } = props;
  const { data } = useQuery(sendersQuery);
  const options = (data?.senders ?? []).map(({ sender, canReceive }) => ({
    value: sender,
    label: canReceive ? sender : t('{sender} (hears no replies)', { sender }),
  }));
  const isGone =
    typeof value === 'string' && value !== '' && !options.some((option) => option.value === value);
  return (
    <Select
      label={label}
      description={schema.description}
      placeholder={t('The closest sender')}
      clearable
      data={isGone ? [...options, { value, label: t('{value} (gone)', { value }) }] : options}
      value={typeof value === 'string' && value !== '' ? value : null}
      error={faultOf(props)}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
