import * as z from 'zod';

const names = z.array(z.string());
const toned = { label: z.string(), tone: z.enum(['go', 'wait', 'stop', 'neutral']).optional() };

/** What the editor and the compiler rely on; packages are taken as they are, and nobody may have checked their types. */
const shape = z.object({
  type: z.string(),
  version: z.number(),
  title: z.string().min(1),
  description: z.string(),
  group: z.enum(['trigger', 'send', 'wait', 'decide', 'do']),
  icon: z.string(),
  config: z.custom((config) => config instanceof z.ZodObject, 'must be made by z.object'),
  ports: z.record(z.string(), z.object({ ...toned, optional: z.boolean().optional() })),
  portsFromConfig: z.object({ ...toned, each: z.string() }).optional(),
  waits: z.object({ each: z.string(), event: z.string(), where: z.string().optional() }).optional(),
  fixedWaits: z.record(z.string(), z.object({ event: z.string(), reads: names.optional() })).optional(),
  starts: z
    .object({
      event: z.union([z.string(), z.object({ field: z.string() })]),
      where: z.string().optional(),
      match: z.array(z.object({ path: z.string(), field: z.string() })).optional(),
      maxAgeMs: z.string().optional(),
    })
    .optional(),
  activities: names.optional(),
  summary: z.string(),
  liquid: names.optional(),
  sends: z.boolean().optional(),
  holds: z.boolean().optional(),
  ends: z.boolean().optional(),
});

/** What is wrong with a manifest, in words that name the part; `null` if nothing is. */
export function manifestFault(manifest: object): string | null {
  const { data, error } = shape.safeParse(manifest);
  if (!data) {
    const { path, message } = error.issues[0]!;
    const part = path.join('.');
    const isMissing = path.reduce<unknown>((at, key) => (at as never)?.[key], manifest) === undefined;
    return isMissing ? `it has no "${part}". Add one` : `its "${part}" is wrong: ${message}`;
  }
  const fields = Object.keys((data.config as z.ZodObject).shape);
  const { portsFromConfig, waits, starts, liquid = [] } = data;
  const named: [part: string, field: string | undefined][] = [
    ['portsFromConfig.each', portsFromConfig?.each],
    ['waits.each', waits?.each],
    ['starts.event', typeof starts?.event === 'object' ? starts.event.field : undefined],
    ['starts.where', starts?.where],
    ['starts.maxAgeMs', starts?.maxAgeMs],
    ...(starts?.match ?? []).map(({ field }): [string, string] => ['starts.match', field]),
    ...liquid.map((field): [string, string] => ['liquid', field]),
  ];
  const [part, missing] = named.find(([, field]) => field !== undefined && !fields.includes(field)) ?? [];
  return missing === undefined
    ? null
    : `its "${part}" names the field "${missing}", which its config does not have`;
}
