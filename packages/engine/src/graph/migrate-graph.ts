type Raw = { [field: string]: unknown };

/** The version that this Signalbox reads and writes. */
export const SCHEMA_VERSION = 1;

/** From each older `schemaVersion`, the way to the next one. The first version has none before it. */
const MIGRATIONS: Record<number, (graph: Raw) => Raw> = {};

/**
 * Brings the JSON of a graph to the current version; one that names no version is taken as the first.
 * @returns `null` if its version is not one that is known here
 */
export function migrateGraph(value: Raw, migrations = MIGRATIONS, latest = SCHEMA_VERSION): Raw | null {
  let graph = value;
  let version = value.schemaVersion === undefined ? 1 : value.schemaVersion;
  while (version !== latest) {
    if (typeof version !== 'number' || !Object.hasOwn(migrations, version)) return null;
    graph = migrations[version]!(graph);
    version += 1;
  }
  return { ...graph, schemaVersion: latest };
}
