import type { LoadedNode } from './load-node.js';

/** One module of the runs of many nodes, each in a scope of its own; it imports nothing. */
export function runnersModule(
  nodes: { runs: Pick<LoadedNode['runs'][number], 'key' | 'name'>[]; runCode: string }[],
): string {
  const scopes = nodes.map(
    ({ runCode }, index) => `const node${index} = load((module, exports) => {\n${runCode}\n});`,
  );
  const entries = nodes.flatMap(({ runs }, index) =>
    runs.map(({ key, name }) => `  ${JSON.stringify(key)}: node${index}.${name},`),
  );
  return `const load = (define) => {
  const module = { exports: {} };
  define(module, module.exports);
  return module.exports;
};
${scopes.join('\n')}
export const customRunners = {
${entries.join('\n')}
};
`;
}
