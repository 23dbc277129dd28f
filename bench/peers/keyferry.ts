import { bytesToText } from '../../src/transfer/alphabet.ts';
import { symbolCountOf, symbolOf } from '../../src/transfer/fountain/symbols.ts';
import { streamIdOf, writeFilledFrame } from '../../src/transfer/frame.ts';
import { linkFor } from '../../src/transfer/link.ts';
import { packParcel } from '../../src/transfer/packParcel.ts';
import { createReceiver } from '../../src/transfer/receiver.ts';
import { createSender, densities } from '../../src/transfer/sender.ts';
import { type Collector, remembered, type Showing } from '../showing.ts';

/** A typical address; every code contains it. */
export const pageUrl = 'https://activate.example/';

/** Bytes that the container adds to an incompressible file without a name. */
export const containerOverhead = 34;

/** One symbol per code. @param bytes incompressible @param symbolLength that cuts them into as many as are wanted */
export function inSymbols(bytes: Uint8Array, symbolLength: number): Showing {
  return showing(packParcel({ kind: 'file', bytes }), symbolLength, 1);
}

/** As many symbols per code as the version holds, or a single code, like the page. */
export function inVersion(bytes: Uint8Array, kind: 'document' | 'file', version: number): Showing {
  const container = packParcel({ kind, bytes });
  const sender = createSender(container, pageUrl);
  const { whole } = sender;
  if (whole && whole.version <= version) return { blockCount: 1, codeAt: () => whole.text, collect };
  const density = densities.findLast((symbols) => sender.startingAt(symbols).code(0, symbols).version <= version);
  if (density === undefined) throw new Error(`no density fits version ${version}`);
  return showing(container, sender.startingAt(density).symbolLength, density);
}

/** Without drawing the codes, which would take most of the time. */
function showing(container: Uint8Array, symbolLength: number, density: number): Showing {
  const streamId = streamIdOf(container);
  const codeAt = (place: number) => {
    const firstSymbol = place * density;
    const payload = Buffer.concat(
      Array.from({ length: density }, (_, at) => symbolOf(container, streamId, firstSymbol + at, symbolLength)),
      density * symbolLength,
    );
    const frame = { streamId, totalLength: container.length, firstSymbol, payload, symbolLength };
    return linkFor(pageUrl, bytesToText(writeFilledFrame(frame)));
  };
  const blockCount = Math.ceil(symbolCountOf(container.length, symbolLength) / density);
  return { blockCount, codeAt: remembered(codeAt), collect };
}

function collect(): Collector {
  const receiver = createReceiver();
  return {
    take(code) {
      receiver.add(code);
      return receiver.done ? receiver.result.bytes : null;
    },
  };
}
