/** A request to send one text, as the carrier saw it. */
export interface LoggedRequest {
  /** Where it stands among all that the carrier saw and was told, in one count with the replies' `answeredOrder`. */
  order: number;
  beganAtMs: number;
  endedAtMs: number | null;
  from: string;
  /** E.164. */
  to: string;
  text: string;
  /** The carrier's id, if it took the text, whether or not it said so. */
  uuid: string | null;
  /** The status; `lost` if the connection broke, `none` while there is no answer. */
  answer: number | 'lost' | 'none';
}

/** What a person wrote, and when our side said that it has it. */
export interface LoggedReply {
  uuid: string;
  from: string;
  to: string;
  text: string;
  writtenAtMs: number;
  tries: number;
  /** When the first 2xx came. */
  answeredAtMs: number | null;
  answeredOrder: number | null;
}

export interface CallbackCounts {
  made: number;
  lost: number;
  repeated: number;
  late: number;
  /** Given up after the last try. */
  refused: number;
}

const MOST_KEPT = 200_000;

/** Everything that was asked of the carrier and that it told, in the order in which it happened. */
export class Log {
  requests: LoggedRequest[] = [];
  replies: LoggedReply[] = [];
  readonly callbacks: CallbackCounts = { made: 0, lost: 0, repeated: 0, late: 0, refused: 0 };
  private lastOrder = 0;

  nextOrder(): number {
    return ++this.lastOrder;
  }

  request(request: LoggedRequest): LoggedRequest {
    this.requests.push(request);
    if (this.requests.length > MOST_KEPT) this.requests = this.requests.slice(-MOST_KEPT / 2);
    return request;
  }

  reply(reply: LoggedReply): LoggedReply {
    this.replies.push(reply);
    if (this.replies.length > MOST_KEPT) this.replies = this.replies.slice(-MOST_KEPT / 2);
    return reply;
  }
}
