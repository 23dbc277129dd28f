import { expect, test } from 'vitest';
import { takeLocalListener } from '../../../../cli/machine/wizard/listener.ts';

test.each([['first'], ['second']])(
  'a computer without the %s loopback address listens on the other',
  async (missing) => {
    // An address for documentation (RFC 5737), which no computer has.
    const hosts = missing === 'first' ? ['192.0.2.1', '127.0.0.1'] : ['127.0.0.1', '192.0.2.1'];
    const listener = await takeLocalListener(0, hosts);
    listener.open(() => new Response('here'));
    const answer = await fetch(`http://127.0.0.1:${listener.port}/`);
    expect(await answer.text()).toBe('here');
    await listener.close();
  },
);

test('a computer without either has no port', async () => {
  await expect(takeLocalListener(0, ['192.0.2.1'])).rejects.toMatchObject({ code: 'port-missing' });
});
