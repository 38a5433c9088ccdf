/** Why a package, or one node type of it, is not in the catalogue. */
export interface NodeProblem {
  /** The package as `SIGNALBOX_NODES` names it. */
  source: string;
  /** The node's folder; `null` if it is about the package as a whole. */
  type: string | null;
  /** One sentence that says what to do. */
  message: string;
}

/** Thrown while a package is read; its message is a `NodeProblem`'s. */
export class NodeFault extends Error {
  override name = 'NodeFault';
}

/** @param key `type@version` */
export function sayChangedCode(key: string): string {
  const [type, version] = key.split('@');
  return `The run of "${type}" has changed under version ${version}, and people are inside journeys that have it. Put it back, or keep the former one as run.v${version}.ts and raise the version.`;
}
