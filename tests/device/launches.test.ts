import { expect, test, vi } from 'vitest';
import { type LaunchQueue, listenForLaunches } from '../../src/device/launches.ts';

const first = 'https://a.example/app/?open=scan';

function launched() {
  let consume: Parameters<LaunchQueue['setConsumer']>[0] = () => {};
  const targets = { files: vi.fn(), opened: vi.fn(), shared: vi.fn() };
  const queue: LaunchQueue = {
    setConsumer(consumer) {
      consume = consumer;
    },
  };
  listenForLaunches(queue, first, targets);
  return { ...targets, launch: (path: string, files: File[] = []) => consume(launchOf(path, files)) };
}

const launchOf = (path: string, files: File[]) => ({
  targetURL: new URL(path, 'https://a.example/app/').href,
  files: files.map((file) => ({ getFile: async () => file })),
});

test('takes opened files into the running window', async () => {
  const { launch, files } = launched();
  const file = new File(['x'], 'a.lic');
  launch('./', [file]);
  await vi.waitFor(() => expect(files).toHaveBeenCalledWith([file]));
});

test.each([
  ['?open=list', '?open=list'],
  ['#frame-text', 'frame-text'],
  ['computers', 'computers'],
])('opens %s', (path, what) => {
  const { launch, opened } = launched();
  launch(path);
  expect(opened).toHaveBeenCalledExactlyOnceWith(what);
});

test('looks for what was shared', () => {
  const { launch, shared } = launched();
  launch('?shared');
  expect(shared).toHaveBeenCalledOnce();
});

test('reads the address of a new window once: the page did that itself', () => {
  const { launch, opened } = launched();
  launch('?open=scan');
  expect(opened).not.toHaveBeenCalled();
  launch('?open=scan');
  expect(opened).toHaveBeenCalledExactlyOnceWith('?open=scan');
});

test('does nothing for a plain launch, and where there is no queue', () => {
  const { launch, opened, shared, files } = launched();
  launch('./');
  for (const target of [opened, shared, files]) expect(target).not.toHaveBeenCalled();
  expect(() => listenForLaunches(undefined, first, { files, opened, shared })).not.toThrow();
});
