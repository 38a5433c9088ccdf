export interface ConfigChange {
  /** Dotted path; of a list, the list as a whole. */
  path: string;
  /** Absent for what is new. */
  before?: unknown;
  /** Absent for what is gone. */
  after?: unknown;
}

type Config = { [field: string]: unknown };

/** What differs between two configurations, field by field, in the order of the first. */
export function configChanges(before: Config, after: Config, within = ''): ConfigChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.flatMap((field) => {
    const path = within ? `${within}.${field}` : field;
    const [was, is] = [before[field], after[field]];
    if (isConfig(was) && isConfig(is)) return configChanges(was, is, path);
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [
      {
        path,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ];
  });
}

const isConfig = (value: unknown): value is Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
