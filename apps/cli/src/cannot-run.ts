/** What was asked could not be tried at all: no key, no server, no such file. The command ends with 2. */
export class CannotRun extends Error {}
