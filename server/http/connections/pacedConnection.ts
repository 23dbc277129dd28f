import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/**
 * Most bytes that the HTTP parser gets at once. It parses all calls in them before any is answered: one read of a socket,
 * 64 KiB, can hold 2,600 calls, which take 10 MB as objects.
 */
export const SLICE_BYTES = 1024;

/** How long a closed connection still reads, in milliseconds. */
const LINGER_MS = 500;

/**
 * A connection whose calls are answered one after the other, however many a client sends at once (pipelining, RFC 9112
 * section 9.3.2). The next call is read once the answer before is with the operating system, so a client that does not
 * read cannot make the service collect answers for it, and one that sends a thousand calls waits its turn with each.
 */
export class PacedConnection extends Duplex {
  readonly #socket: Socket;
  readonly #later: (turn: () => void) => void;
  /** Received bytes that the parser did not get yet: at most one read of the socket. */
  #received: Buffer = Buffer.alloc(0);
  #wanted = false;
  /** When `#received` arrived, and when the data of the call that is being received did; monotonic milliseconds. */
  #receivedAt = 0;
  #callBeganAt: number | null = null;
  /** The last call that the parser found. */
  #newest: IncomingMessage | null = null;
  /** Calls that wait for the one that is being answered. */
  readonly #waiting: (() => void)[] = [];
  #answering = false;

  /** @param later runs a function in one of the next turns of the event loop, in a fair order */
  constructor(socket: Socket, later: (turn: () => void) => void) {
    super({ readableHighWaterMark: SLICE_BYTES, writableHighWaterMark: socket.writableHighWaterMark });
    this.#socket = socket;
    this.#later = later;
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('end', () => this.#pump());
    socket.on('timeout', () => this.emit('timeout'));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
    socket.pause();
  }

  get remoteAddress(): string | undefined {
    return this.#socket.remoteAddress;
  }

  get bytesRead(): number {
    return this.#socket.bytesRead;
  }

  /** Calls that were parsed and not answered. */
  get callsOpen(): number {
    return this.#waiting.length + (this.#answering ? 1 : 0);
  }

  /** Node's server sets its time limits by this. */
  setTimeout(milliseconds: number): this {
    this.#socket.setTimeout(milliseconds);
    return this;
  }

  /** Closes the connection when everything is sent, as `Socket.destroySoon`. */
  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  /**
   * Takes a call that the parser found.
   *
   * @param answer answers the call, now or after the calls before it; `arrivedAt` is when its first bytes arrived, in
   *   monotonic milliseconds
   */
  answerInTurn(incoming: IncomingMessage, outgoing: ServerResponse, answer: (arrivedAt: number) => void): void {
    const arrivedAt = this.#callBeganAt ?? this.#receivedAt;
    this.#callBeganAt = null;
    this.#newest = incoming;
    this.#waiting.push(() => {
      outgoing.once('close', () => this.#answered());
      answer(arrivedAt);
    });
    if (!this.#answering) this.#answerNext();
  }

  /** Calls that were sent along with others let the calls of other connections go first. */
  #answered(): void {
    if (this.#waiting.length === 0 && this.#received.length === 0) this.#answerNext();
    else this.#later(() => this.#answerNext());
  }

  #answerNext(): void {
    const next = this.#waiting.shift();
    this.#answering = next !== undefined;
    if (next === undefined) this.#pump();
    else next();
  }

  #receive(chunk: Buffer): void {
    if (this.destroyed) return;
    this.#socket.pause();
    this.#received = chunk;
    this.#receivedAt = performance.now();
    this.#pump();
  }

  /** Feeds the parser while it is in the middle of a call, or no call is open. */
  #pump(): void {
    while (this.#wanted && this.#received.length > 0 && this.#mayParse()) {
      if (!this.#isReceiving()) this.#callBeganAt ??= this.#receivedAt;
      const slice = this.#received.subarray(0, SLICE_BYTES);
      this.#received = this.#received.subarray(slice.length);
      this.#wanted = this.push(slice);
    }
    if (this.#received.length > 0) return;
    if (this.#socket.readableEnded) this.push(null);
    else if (this.#wanted) this.#socket.resume();
  }

  #mayParse(): boolean {
    return this.callsOpen === 0 || this.#isReceiving();
  }

  /** Whether the rest of a call's body is to come. */
  #isReceiving(): boolean {
    return this.#newest !== null && !this.#newest.complete;
  }

  override _read(): void {
    this.#wanted = true;
    this.#pump();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, encoding, done);
  }

  override _writev(chunks: { chunk: Buffer; encoding: BufferEncoding }[], done: (error?: Error | null) => void): void {
    this.#socket.cork();
    for (const { chunk, encoding } of chunks.slice(0, -1)) this.#socket.write(chunk, encoding);
    const last = chunks.at(-1);
    if (last === undefined) done();
    else this.#socket.write(last.chunk, last.encoding, done);
    this.#socket.uncork();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end(() => done());
  }

  /** Reads on for a moment: closing a socket with unread data resets it, and the client may lose its last answer. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#waiting.length = 0;
    this.#received = Buffer.alloc(0);
    const socket = this.#socket;
    if (!socket.destroyed) {
      const timer = setTimeout(() => socket.destroy(), LINGER_MS);
      socket.once('close', () => clearTimeout(timer));
      socket.end();
      socket.resume();
    }
    done(error);
  }
}
