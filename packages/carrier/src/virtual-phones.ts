import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EventEmitter } from 'node:events';

export interface CarrierMessage {
  uuid: string;
  direction: 'outbound' | 'inbound';
  /** Digits with `+`. */
  from: string;
  to: string;
  text: string;
  /** Plivo's state: queued, sent, delivered, failed, received. */
  state: string;
  errorCode: string | null;
  /** Unix milliseconds. */
  atMs: number;
  /** What has not left by then is dropped, Unix milliseconds; of a text to a phone. */
  expiresAtMs?: number;
}

type Line =
  | { kind: 'message'; message: CarrierMessage }
  | { kind: 'state'; uuid: string; state: string; errorCode: string | null }
  | { kind: 'name'; number: string; name: string };

/** Every number is a phone. What they got is kept in memory, and in a file of lines if one is given. */
export class VirtualPhones extends EventEmitter<{ changed: [number: string] }> {
  private readonly byUuid = new Map<string, CarrierMessage>();
  private readonly names = new Map<string, string>();

  constructor(private readonly dataFile?: string) {
    super();
    if (dataFile && existsSync(dataFile)) {
      for (const line of readFileSync(dataFile, 'utf8').split('\n')) {
        const parsed = parseLine(line);
        if (parsed) this.apply(parsed);
      }
    } else if (dataFile) mkdirSync(dirname(dataFile), { recursive: true });
  }

  add(message: CarrierMessage): void {
    this.record({ kind: 'message', message });
    this.emit('changed', phoneOf(message));
  }

  setState(uuid: string, state: string, errorCode: string | null = null): void {
    const message = this.byUuid.get(uuid);
    if (!message) return;
    this.record({ kind: 'state', uuid, state, errorCode });
    this.emit('changed', phoneOf(message));
  }

  name(number: string, name: string): void {
    this.record({ kind: 'name', number, name });
    this.emit('changed', number);
  }

  get(uuid: string): CarrierMessage | undefined {
    return this.byUuid.get(uuid);
  }

  /** All messages, newest first. */
  messages(): CarrierMessage[] {
    return [...this.byUuid.values()].reverse();
  }

  phones(): { number: string; name: string | null; messages: CarrierMessage[] }[] {
    const phones = new Map<string, CarrierMessage[]>([...this.names.keys()].map((number) => [number, []]));
    for (const message of this.byUuid.values()) {
      const number = phoneOf(message);
      phones.set(number, [...(phones.get(number) ?? []), message]);
    }
    return [...phones]
      .map(([number, messages]) => ({ number, name: this.names.get(number) ?? null, messages }))
      .sort((a, b) => (b.messages.at(-1)?.atMs ?? 0) - (a.messages.at(-1)?.atMs ?? 0));
  }

  private record(line: Line): void {
    this.apply(line);
    if (this.dataFile) appendFileSync(this.dataFile, `${JSON.stringify(line)}\n`);
  }

  private apply(line: Line): void {
    if (line.kind === 'message') this.byUuid.set(line.message.uuid, { ...line.message });
    else if (line.kind === 'name') this.names.set(line.number, line.name);
    else {
      const message = this.byUuid.get(line.uuid);
      if (message) Object.assign(message, { state: line.state, errorCode: line.errorCode });
    }
  }
}

/** The person's side of a message; the other is ours. */
const phoneOf = (message: CarrierMessage): string =>
  message.direction === 'outbound' ? message.to : message.from;

/** The last line may be torn by a crash. */
function parseLine(line: string): Line | null {
  try {
    return line === '' ? null : (JSON.parse(line) as Line);
  } catch {
    return null;
  }
}
