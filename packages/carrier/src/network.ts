import { countParts } from '@signalbox/sms/parts';
import type { Callbacks } from './callbacks.js';
import { between, chanceOf } from './chance.js';
import { endOf, errorFor } from './error-codes.js';
import type { Faults } from './faults.js';
import type { Log } from './log.js';
import { plivoTime } from './plivo-time.js';
import type { StopBlock } from './stop-block.js';
import type { CarrierMessage, VirtualPhones } from './virtual-phones.js';

export interface NetworkDeps {
  phones: VirtualPhones;
  callbacks: Callbacks;
  faults: Faults;
  log: Log;
  stopBlock: StopBlock;
  nowMs: () => number;
}

/** What a text still meets after it was taken. */
interface Fate {
  state: 'sent' | 'delivered' | 'undelivered' | 'failed';
  errorCode: string | null;
}

/** Plivo's rates differ by country; this is a stand-in. */
const RATE = 0.005;

/** The way of a text from the carrier's queue to a phone, each step of which is told to the callback. */
export class Network {
  private readonly freeAtMs = new Map<string, number>();
  private readonly waiting = new Map<NodeJS.Timeout, () => void>();
  private closed = false;

  constructor(private readonly deps: NetworkDeps) {}

  async carry(message: CarrierMessage, url: string | null): Promise<void> {
    const { phones, faults, nowMs } = this.deps;
    const chance = chanceOf(faults.day.seed, 'text', message.to, message.text);
    let sequence = 0;
    const tell = async (state: string) => {
      if (url) await this.tell(url, message, state, ++sequence, chance);
    };
    await tell('queued');

    const leavesAtMs = this.placeInQueue(message.from);
    const { expiresAtMs = Infinity } = message;
    await this.rest(Math.min(leavesAtMs, expiresAtMs) - nowMs());
    const fate: Fate =
      leavesAtMs > expiresAtMs ? { state: 'failed', errorCode: '420' } : this.fateOf(message, chance);
    if (fate.state !== 'failed') {
      await this.rest(between(faults.day.transitMs, chance()));
      phones.setState(message.uuid, 'sent');
      await tell('sent');
      await this.rest(between(faults.day.transitMs, chance()));
    }
    if (this.closed || fate.state === 'sent') return;
    phones.setState(message.uuid, fate.state, fate.errorCode);
    await tell(fate.state);
  }

  close(): void {
    this.closed = true;
    for (const [timer, wake] of this.waiting) {
      clearTimeout(timer);
      wake();
    }
  }

  private fateOf(message: CarrierMessage, chance: () => number): Fate {
    const { faults, stopBlock, nowMs } = this.deps;
    const { day } = faults;
    if (stopBlock.drops(message.from, message.to, nowMs())) return { state: 'failed', errorCode: '200' };
    const ordered = errorFor(day.errorCodes, message.to);
    if (ordered !== null) return { state: endOf(ordered), errorCode: ordered };
    const isSpam = chance() < day.filtered;
    const text = message.text.toLowerCase();
    if (isSpam || day.filteredWords.some((word) => text.includes(word.toLowerCase())))
      return { state: 'failed', errorCode: '30' };
    const ofNumber = chanceOf(day.seed, 'number', message.to);
    if (ofNumber() < day.unreachable || day.unreachableNumbers.includes(message.to))
      return { state: 'undelivered', errorCode: ['50', '70', '80'][Math.floor(ofNumber() * 3)]! };
    return { state: chance() < day.noReceipt ? 'sent' : 'delivered', errorCode: null };
  }

  /** When a sender's next text leaves, at its rate. */
  private placeInQueue(sender: string): number {
    const { faults, nowMs } = this.deps;
    const { textsPerSecond } = faults.day;
    if (textsPerSecond === null) return nowMs();
    const atMs = Math.max(nowMs(), this.freeAtMs.get(sender) ?? 0);
    this.freeAtMs.set(sender, atMs + 1_000 / textsPerSecond);
    return atMs;
  }

  private async tell(
    url: string,
    message: CarrierMessage,
    state: string,
    sequence: number,
    chance: () => number,
  ): Promise<void> {
    const { callbacks, faults, log } = this.deps;
    const { day } = faults;
    const form = statusForm(this.deps.phones.get(message.uuid) ?? message, state, sequence);
    const [isLost, isRepeated, isLate, lateness] = [chance(), chance(), chance(), chance()];
    if (isLost < day.lostCallbacks) {
      log.callbacks.lost += 1;
      return;
    }
    const post = () => callbacks.post(url, form);
    if (isRepeated < day.repeatedCallbacks) {
      log.callbacks.repeated += 1;
      void this.rest(between(day.lateByMs, lateness)).then(post);
    }
    if (isLate < day.lateCallbacks) {
      log.callbacks.late += 1;
      void this.rest(between(day.lateByMs, lateness)).then(post);
      return;
    }
    await post();
  }

  /** Ends at once when the carrier closes. */
  private rest(ms: number): Promise<void> {
    if (ms <= 0 || this.closed) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.waiting.delete(timer);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.waiting.set(timer, wake);
    });
  }
}

/** What a status callback carries. */
function statusForm(message: CarrierMessage, state: string, sequence: number): Record<string, string> {
  const { parts } = countParts(message.text);
  return {
    MessageUUID: message.uuid,
    ParentMessageUUID: message.uuid,
    From: message.from.replace(/^\+/, ''),
    To: message.to.replace(/^\+/, ''),
    Type: 'sms',
    Status: state,
    Units: String(parts),
    TotalRate: RATE.toFixed(5),
    TotalAmount: (RATE * parts).toFixed(5),
    PartInfo: '1 of 1',
    Sequence: String(sequence),
    MessageTime: plivoTime(message.atMs),
    ...(state === 'failed' || state === 'undelivered' ? { ErrorCode: message.errorCode ?? '1000' } : {}),
  };
}
