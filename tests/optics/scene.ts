import { sameBytes } from '../../src/crypto/bytes.ts';
import { type Code, codeOfFrame } from '../../src/transfer/code.ts';
import { createReceiver, type Receiver } from '../../src/transfer/receiver.ts';
import { createSender } from '../../src/transfer/sender.ts';
import { senderOfFirstForm } from '../transfer/frameForms.ts';
import { photograph, screenOf } from './camera.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { blurred } from './lens.ts';
import { lit, noisy } from './light.ts';
import type { LiveDecoder } from './liveDecoder.ts';
import type { Picture } from './picture.ts';
import { cornersOf } from './projection.ts';
import { blended, halfAndHalf, rollingShutter } from './shutter.ts';

/** Results of the pictures of one or many scenes. */
export interface Tally {
  pictures: number;
  /** Pictures of one code only, and how many of them were read. */
  clear: number;
  clearRead: number;
  /** Pictures in which nothing was read. */
  unread: number;
  /** The receiver's answers to the texts that were read. */
  ours: number;
  foreign: number;
  damaged: number;
  unsupported: number;
  /** Texts that no code in the picture contains. */
  misread: number;
  /** Receivers with input, those with a parcel, and those whose parcel was never sent. */
  receivers: number;
  completed: number;
  wrong: number;
}

export const emptyTally: Tally = {
  pictures: 0,
  clear: 0,
  clearRead: 0,
  unread: 0,
  ours: 0,
  foreign: 0,
  damaged: 0,
  unsupported: 0,
  misread: 0,
  receivers: 0,
  completed: 0,
  wrong: 0,
};

const receiversInScene = 24;
const picturesForReceiver = 60;
const transfersInScene = 2;
/** Codes shown of each transfer: all of its symbols, and some to spare. */
const codesOfTransfer = 12;
/** Size of a transfer, in bytes: some fit one code, the largest needs eight. */
const [shortest, longest] = [100, 1700];
/** Pixels on each side. A version 10 code gets two and a half per module. */
const side = 172;
const page = 'http://a/';

/**
 * Plays a scene: a screen shows two transfers at once or in turn, and sometimes a foreign or incomplete code, to a
 * camera that takes most of its pictures at the wrong moment, while one code replaces the other.
 *
 * @param seed determines everything about the scene
 * @param form of the frames that the screen shows
 */
export async function playScene(seed: number, decode: LiveDecoder, form: Form): Promise<Tally> {
  const chance = chanceFrom(seed);
  const tally = { ...emptyTally };
  const sight = sightOf(chance);
  const transfers = Array.from({ length: transfersInScene }, () => transferIn(sight, chance, form));
  const strays = transfers.flatMap((transfer) => straysIn(sight, transfer, chance));
  for (let count = 0; count < receiversInScene; count++) {
    const receiver = createReceiver();
    for (let shot = 0; shot < picturesForReceiver && !receiver.done; shot++) {
      const [one, other] = [chance.of(transfers).shown(chance), chance.of(transfers).shown(chance)];
      const shown = chance.unit() < 0.1 ? chance.of(strays) : one;
      await takePicture(shown, other, { receiver, tally, decode, chance });
    }
    tally.receivers += 1;
    if (!receiver.done) continue;
    tally.completed += 1;
    const { bytes } = receiver.result;
    if (!transfers.some((transfer) => sameBytes(transfer.bytes, bytes))) tally.wrong += 1;
  }
  return tally;
}

export type Form = 'first' | 'second';

interface Transfer {
  readonly bytes: Uint8Array;
  /** One of its codes, seen by the camera when nothing else is on the screen. */
  shown(chance: Chance): Shown;
}

interface Shown {
  readonly text: string;
  readonly picture: Picture;
}

interface Shooting {
  readonly receiver: Receiver;
  readonly tally: Tally;
  readonly decode: LiveDecoder;
  readonly chance: Chance;
}

async function takePicture(one: Shown, other: Shown, shooting: Shooting): Promise<void> {
  const { receiver, tally, decode, chance } = shooting;
  const isClear = chance.unit() < 0.3;
  const caught = isClear ? one.picture : caughtBetween(one.picture, other.picture, chance);
  const texts = await decode(noisy(caught, chance.between(0, 0.05), chance));
  tally.pictures += 1;
  if (isClear) tally.clear += 1;
  if (isClear && texts.includes(one.text)) tally.clearRead += 1;
  if (texts.length === 0) tally.unread += 1;
  for (const text of texts) {
    if (text !== one.text && (isClear || text !== other.text)) tally.misread += 1;
    tally[receiver.add(text)] += 1;
  }
}

function caughtBetween(one: Picture, other: Picture, chance: Chance): Picture {
  switch (chance.below(3)) {
    case 0:
      return rollingShutter(one, other, chance.below(side));
    case 1:
      return halfAndHalf(one, other, chance.below(side));
    default:
      return blended(one, other, chance.unit());
  }
}

/** A code's appearance to the camera of a scene. */
type Sight = (code: Code) => Shown;

/** All codes of a scene are seen from the same side: otherwise halves of two of them would not fit together. */
function sightOf(chance: Chance): Sight {
  const center = { x: side / 2 + chance.between(-3, 3), y: side / 2 + chance.between(-3, 3) };
  const tilt = { x: chance.between(-8, 8), y: chance.between(-8, 8) };
  const corners = cornersOf({ center, side: 0.94 * side, turn: chance.between(-3, 3), tilt });
  const radius = chance.between(0, 0.6);
  const light = { black: chance.between(0, 0.2), white: chance.between(0.6, 1), falloff: chance.between(0, 0.3) };
  return (code) => {
    const sharp = photograph(screenOf(code), { width: side, height: side, corners });
    return { text: code.text, picture: lit(blurred(sharp, radius), light) };
  };
}

function transferIn(sight: Sight, chance: Chance, form: Form): Transfer {
  const bytes = chance.bytes(shortest + chance.below(longest - shortest));
  const parcel = { kind: 'file', bytes } as const;
  const sender = form === 'first' ? senderOfFirstForm(parcel, page) : createSender(parcel, page, 1);
  const shown = new Map<number, Shown>();
  return {
    bytes,
    shown(picked) {
      const number = picked.below(codesOfTransfer);
      const made = shown.get(number) ?? sight(sender.code(number, 1));
      shown.set(number, made);
      return made;
    },
  };
}

/** A code of the transfer with one changed symbol, and a foreign code. */
function straysIn(sight: Sight, transfer: Transfer, chance: Chance): Shown[] {
  const { text } = transfer.shown(chance);
  const frame = text.slice(text.indexOf('#') + 1);
  const changed = frame.slice(0, 60) + (frame[60] === '0' ? '1' : '0') + frame.slice(61);
  return [changed, `X${frame.slice(1)}`].map((stray) => sight(codeOfFrame(stray, page)));
}

/** Adds the results of other scenes. */
export function addTally(sum: Tally, more: Tally): void {
  for (const name of Object.keys(more) as (keyof Tally)[]) sum[name] += more[name];
}
