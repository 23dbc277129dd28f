import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listSerials } from '../../../server/licensing/administration/listSerials.ts';
import { searchActivations } from '../../../server/licensing/administration/search/searchActivations.ts';
import { changeSerial } from '../../../server/licensing/administration/serialChanges/changeSerials.ts';
import { indexWords } from '../../../server/store/search/indexWords.ts';
import { machineWith, requestOf } from '../../server/machines.ts';
import { engines } from '../databases/engines.ts';
import { addNamed } from '../databases/sampleSerials.ts';
import { openService, serviceTime, type TestService } from '../databases/testService.ts';

const now = '2026-11-23T10:00:00Z';

describe.each(engines)('on $name', (engine) => {
  let service: TestService;
  beforeEach(async () => {
    service = await openService({ engine });
  });
  afterEach(() => service.close());

  const serialsBy = async (text: string, limit = 50) => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listSerials(service.store, { text }, { limit, cursor }, now);
      found.push(...page.rows.map(({ serialId }) => serialId));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return found;
  };
  const holdersBy = async (text: string) =>
    (await searchActivations(service.store, { text })).rows.map(({ holder }) => holder);

  test('serial numbers are found by words inside the holder’s name and the note, in any order', async () => {
    await addNamed(service.writer, 'one', { holder: 'Universität Würzburg', note: 'Order 1576, renewed by Müller' });
    await addNamed(service.writer, 'two', { holder: 'Universität Bonn' });
    for (const text of ['wurzburg', 'Würz uni', '1576 order', 'mueller', 'Universität 1576']) {
      expect(await serialsBy(text), text).toEqual(['one']);
    }
    expect(await serialsBy('univ')).toEqual(['two', 'one']);
    for (const text of ['zburg', '576', 'bonn 1576', '%', "'", '…!']) expect(await serialsBy(text), text).toEqual([]);
  });

  test('a changed serial number is found by its new words only', async () => {
    await addNamed(service.writer, 'one', { holder: 'Observatory of Hven', note: 'Order 1576' });
    const parts = {
      writer: service.writer,
      catalog: service.catalog,
      actor: 'token:ada',
      now: () => serviceTime,
    } as const;
    await changeSerial(parts, 'one', { holder: 'Observatory of Prague', note: 'Order 1601' });
    expect(await serialsBy('prague 1601')).toEqual(['one']);
    for (const text of ['hven', '1576']) expect(await serialsBy(text), text).toEqual([]);
  });

  test('a serial number that is not added leaves no words', async () => {
    const adding = service.writer.write(async (context) => {
      await indexWords(context.transaction, [{ id: 'one', holder: 'Hven', note: '' }]);
      throw new Error('the disk is full');
    });
    await expect(adding).rejects.toThrow('full');
    expect(await service.store.selectFrom('serial_words').selectAll().execute()).toEqual([]);
  });

  test('activations are found by words of their own holder, and of what was noted at the sale, each once', async () => {
    const { serialNumber } = await service.sell(5, { holder: 'Uni Würzburg', note: 'Order 1576' });
    const order = async (machine: string, changes = {}) =>
      service.order({ request: await requestOf(machineWith(machine)), licenseType: 'pro', serialNumber, ...changes });
    await order('alpha');
    await order('beta', { holder: 'Lehrstuhl für Astronomie' });
    await order('alpha', { holder: 'Lehrstuhl für Physik' });
    expect(await holdersBy('astronomie')).toEqual(['Lehrstuhl für Astronomie']);
    expect((await holdersBy('fur')).sort()).toEqual(['Lehrstuhl für Astronomie', 'Lehrstuhl für Physik']);
    expect(await holdersBy('1576')).toHaveLength(3);
    const both = await holdersBy('wurzburg');
    expect([both[0], [...both].sort()]).toEqual([
      'Uni Würzburg',
      ['Lehrstuhl für Astronomie', 'Lehrstuhl für Physik', 'Uni Würzburg'],
    ]);
  });

  test('the index has the words of a holder once, however many licenses name it', async () => {
    const { serialNumber } = await service.sell(5, { holder: 'Uni Würzburg' });
    for (const machine of ['alpha', 'beta', 'gamma']) {
      await service.order({ request: await requestOf(machineWith(machine)), licenseType: 'pro', serialNumber });
    }
    const words = await service.store.selectFrom('holder_words').select('word').orderBy('word').execute();
    expect(words.map(({ word }) => word)).toEqual(['uni', 'wuerzburg', 'wurzburg']);
  });

  test('10,000 serial numbers are listed by page, each once, by holder', async () => {
    const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    await service.writer.write(async ({ transaction }) => {
      for (const first of letters) {
        for (let from = 0; from < 1000; from += 100) {
          const serials = Array.from({ length: 100 }, (_, index) => ({
            ...{ id: `${first}${from + index}`, digest: `${first}${from + index}`, masked: '*', product: 'orrery' },
            ...{ license_type: 'pro', seats: 1, created_at: now, expires_at: null, blocked_at: null, term_days: null },
            ...{ holder: `${first} Institute`, holder_folded: `${first} institute`, features: '[]' },
            ...{ sold_at: now, first_activated_at: null, former_types: '[]' },
            note: `Order ${from + index}`,
          }));
          await transaction
            .insertInto('serials')
            .values(serials as never)
            .execute();
          await indexWords(transaction, serials);
        }
      }
    });
    expect(new Set(await serialsBy('institute', 200))).toHaveLength(10_000);
    expect((await serialsBy('order 17', 3)).sort()).toHaveLength(10 + 100);
    expect(await serialsBy('17 order c inst')).toHaveLength(11);
    const before = service.statements();
    await listSerials(service.store, { text: 'institute order' }, { limit: 50 }, now);
    expect(service.statements() - before).toBeLessThanOrEqual(3);
  });
});
