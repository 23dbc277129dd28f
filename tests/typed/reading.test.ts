import { expect, test } from 'vitest';
import { CodeReading, type ReadingState, type Speaker } from '../../src/typed/reading.ts';

/** A voice that reads until it is told to have ended. */
function bench(count = 3) {
  const said: string[] = [];
  const states: ReadingState[] = [];
  const delays: (() => void)[] = [];
  let end: (isRead: boolean) => void = () => {};
  const speaker: Speaker = {
    canSpeak: () => true,
    onVoices: () => () => {},
    speak: (text) =>
      new Promise((resolve) => {
        said.push(text);
        end = resolve;
      }),
    stop: () => end(false),
  };
  const later = (_: number, run: () => void) => {
    delays.push(run);
    return () => void delays.splice(delays.indexOf(run), 1);
  };
  const say = (place: number) => `group ${place + 1}`;
  const parts = { count, say, language: 'en', later, onChange: (state: ReadingState) => void states.push(state) };
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    said,
    states,
    reading: new CodeReading({ ...parts, speaker }),
    silent: new CodeReading({ ...parts, speaker: null }),
    delays,
    async read() {
      end(true);
      await settle();
    },
    async fail() {
      end(false);
      await settle();
    },
    async wait() {
      delays.shift()?.();
      await settle();
    },
  };
}

test('reads one group after another, with time to write, and ends', async () => {
  const { reading, said, read, wait } = bench();
  reading.play();
  for (const _ of [1, 2]) {
    await read();
    await wait();
  }
  expect(said).toEqual(['group 1', 'group 2', 'group 3']);
  expect(reading.state).toEqual({ place: 2, status: 'reading' });
  await read();
  expect(reading.state).toEqual({ place: 2, status: 'ended' });
  reading.play();
  expect(said.at(-1)).toBe('group 1');
});

test('a pause keeps the group, which is read again', async () => {
  const { reading, said, read, wait, delays } = bench();
  reading.play();
  await read();
  await wait();
  reading.pause();
  expect(reading.state).toEqual({ place: 1, status: 'paused' });
  await wait();
  expect(delays).toEqual([]);
  reading.play();
  expect(said).toEqual(['group 1', 'group 2', 'group 2']);
});

test('a pause between two groups begins none', async () => {
  const { reading, read, wait, said } = bench();
  reading.play();
  await read();
  reading.pause();
  await wait();
  expect(said).toEqual(['group 1']);
});

test('next, back and repeat read while it reads, and only mark while it is paused', async () => {
  const { reading, said } = bench();
  reading.step(1);
  expect([said, reading.state]).toEqual([[], { place: 0, status: 'paused' }]);
  reading.play();
  reading.step(1);
  reading.step(-1);
  reading.step(-1);
  reading.repeat();
  expect(said).toEqual(['group 1', 'group 2', 'group 1', 'group 1']);
  expect(reading.state).toEqual({ place: 0, status: 'reading' });
});

test('repeat reads one group while it is paused, and no further', async () => {
  const { reading, said, read, delays } = bench();
  reading.goTo(1);
  reading.repeat();
  await read();
  expect([said, delays, reading.state]).toEqual([['group 2'], [], { place: 1, status: 'paused' }]);
});

test('a voice that fails pauses it', async () => {
  const { reading, fail } = bench();
  reading.play();
  await fail();
  expect(reading.state).toEqual({ place: 0, status: 'paused' });
});

test('without a voice, groups are marked', () => {
  const { silent, states } = bench();
  silent.step(1);
  silent.step(1);
  silent.step(-1);
  expect(states.map(({ place }) => place)).toEqual([0, 1, 0]);
});

test('what was read last does not go on after the end', async () => {
  const { reading, states, read, delays } = bench();
  reading.play();
  reading.close();
  const before = states.length;
  await read();
  expect([states.length, delays]).toEqual([before, []]);
});
