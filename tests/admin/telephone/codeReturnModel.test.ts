import { expect, test } from 'vitest';
import { Refusal } from '../../../src/refusal.ts';
import { machineWith } from '../../server/machines.ts';
import { returnCodeOf } from '../../server/typedCodes.ts';
import { onTheTelephone } from './onTheTelephone.ts';

const groupsOf = async (name: string) => (await returnCodeOf(machineWith(name), 'A'.repeat(22))).split(' ');
const returned = { outcome: 'returned', seatsLeft: 1, machine: 'K7QM-2X3Y' } as const;

test('nothing is sent before all groups are right', async () => {
  const { taking, calls } = onTheTelephone();
  taking.change({ groups: (await groupsOf('a')).slice(0, -1) });
  await taking.send();
  expect([taking.state.value.faulty, calls]).toEqual(['code', []]);
});

test('a return code names its product where there are several, and is forgotten when it is taken', async () => {
  const { taking, service, calls, kept } = onTheTelephone(null);
  const groups = await groupsOf('a');
  taking.change({ groups });
  expect(kept.has('code-return')).toBe(true);
  service.answer = () => returned;
  await taking.send();
  expect(calls).toEqual([{ product: 'orrery', returnCode: groups.join(' ') }]);
  expect([taking.answer.value, taking.draft.value.groups, kept.size]).toEqual([returned, [], 0]);
});

test('a refused code stays in the form, over a reload too', async () => {
  const { taking, service, kept } = onTheTelephone();
  const groups = await groupsOf('a');
  taking.change({ groups });
  service.answer = () => {
    throw new Refusal('return-other');
  };
  await taking.send();
  expect(taking.state.value).toMatchObject({ busy: false, refusal: { code: 'return-other' } });
  expect(onTheTelephone(['orrery'], kept).taking.draft.value.groups).toEqual(groups);
  taking.clear();
  expect(taking.state.value.refusal).toBeNull();
});
