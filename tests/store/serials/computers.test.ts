import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoCatalog } from '../../../server/demo/vendor.ts';
import { findAuditBreak } from '../../../server/store/audit.ts';
import { computersOf } from '../../../server/store/computers.ts';
import { splitBundle } from '../../../src/documents/bundle.ts';
import { machineId } from '../../../src/documents/machineId.ts';
import { bindingsOf, type Machine, machineWith, requestOf } from '../../server/machines.ts';
import { engines } from '../databases/engines.ts';
import { openService, serviceTime, type TestService } from '../databases/testService.ts';

const bare = (): Machine => ({ ...machineWith('any'), bindings: [] });
const daysFromNow = (days: number) =>
  `${new Date(serviceTime.getTime() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 19)}Z`;

interface Answer {
  readonly code?: string;
  readonly details?: object;
  readonly outcome?: string;
  readonly next?: string | null;
  readonly computers?: readonly { readonly id: string; readonly machine: string }[];
}

describe.each(engines)('$name', (engine) => {
  let service: TestService;
  let serial: { serialNumber: string; id: string };
  beforeEach(async () => {
    service = await openService({ engine });
    serial = await service.sell(3, { holder: 'Universität Würzburg' });
  });
  afterEach(() => service.close());

  const answerOf = async (response: Response) => (await response.json()) as Answer;
  const call = async (path: '' | '/release', more: object = {}) =>
    answerOf(await service.computers({ serialNumber: serial.serialNumber, ...more }, path));
  const order = async (machine: Machine, more: object = {}) =>
    service.order({
      request: await requestOf(machine),
      licenseType: 'pro',
      serialNumber: serial.serialNumber,
      ...more,
    });

  /** @returns the issued file */
  async function activate(machine: Machine): Promise<Uint8Array> {
    const response = await order(machine);
    expect(response.status).toBe(201);
    return new Uint8Array(await response.arrayBuffer());
  }

  async function idOf(machine: Machine): Promise<string> {
    const { computers = [] } = await call('');
    return computers.find((each) => each.machine === machineId(machine.signer.publicKey))?.id ?? '';
  }

  describe('the list', () => {
    test('shows the serial number’s terms and its computers, in the order of their seats', async () => {
      const [first, second] = [bare(), machineWith('second')];
      await activate(first);
      await activate(second);
      service.wait(1);
      await activate(first);
      expect(await call('')).toEqual({
        licenseType: 'pro',
        holder: 'Universität Würzburg',
        seats: 3,
        seatsTaken: 2,
        expiresAt: null,
        releasesLeft: 2,
        nextReleaseAt: null,
        computers: [first, second].map(({ signer: { publicKey } }, index) => ({
          id: expect.any(String),
          machine: machineId(publicKey),
          since: daysFromNow(0),
          lastIssuedAt: daysFromNow(index === 0 ? 1 : 0),
          licenseType: 'pro',
          stopDate: null,
        })),
        next: null,
      });
    });

    test('has pages', async () => {
      for (const machine of [bare(), bare(), bare()]) await activate(machine);
      const { computers: all = [] } = await call('');
      const first = await call('', { limit: 2 });
      const rest = await call('', { limit: 2, cursor: first.next });
      expect([first.computers, rest.computers, rest.next]).toEqual([all.slice(0, 2), all.slice(2), null]);
      expect(await call('', { cursor: 'x' })).toMatchObject({ code: 'service-request-invalid' });
    });

    test('shows nothing of another serial number, and knows no computer of it', async () => {
      await activate(bare());
      const other = await service.sell(1);
      const { computers: [computer] = [] } = await call('');
      expect(await call('', { serialNumber: other.serialNumber })).toMatchObject({ computers: [] });
      const foreign = { serialNumber: other.serialNumber, computer: computer?.id };
      expect(await call('/release', foreign)).toMatchObject({ code: 'computer-unknown' });
      expect((await service.computers(foreign, '/license')).status).toBe(404);
    });

    test('of 10,000 computers takes as many statements as of one', async () => {
      const many = await service.sell(10_000);
      await fillSeats(many.id, 10_000);
      const statementsFor = async (serialNumber: string) => {
        const before = service.statements();
        await service.computers({ serialNumber });
        return service.statements() - before;
      };
      await activate(bare());
      expect(await statementsFor(many.serialNumber)).toBe(await statementsFor(serial.serialNumber));
      const page = await computersOf(service.store, many.id, { after: 9990, limit: 50 });
      expect(page.map(({ number }) => number)).toEqual([9991, 9992, 9993, 9994, 9995, 9996, 9997, 9998, 9999, 10000]);
    });
  });

  /** Takes seats with one license each, without signing thousands. */
  async function fillSeats(serialId: string, count: number): Promise<void> {
    await activate(bare());
    const license = await service.store.selectFrom('licenses').selectAll().limit(1).executeTakeFirstOrThrow();
    for (let from = 1; from <= count; from += 50) {
      const numbers = Array.from({ length: Math.min(50, count - from + 1) }, (_, index) => from + index);
      await service.writer.write(async ({ transaction }) => {
        const seats = numbers.map((number) => ({
          id: `seat-${serialId}-${number}`,
          pool: serialId,
          serial_id: serialId,
          sold: count,
          number,
          taken_at: daysFromNow(0),
        }));
        await transaction.insertInto('seats').values(seats).execute();
        const licenses = seats.map(({ id }) => ({ ...license, id: `l-${id}`, request_id: `r-${id}`, seat_id: id }));
        await transaction.insertInto('licenses').values(licenses).execute();
      });
    }
  }

  describe('a serial number', () => {
    test('that is unknown, blocked or of another product is refused alike, and counts as a wrong guess', async () => {
      const blocked = await service.sell(1);
      await service.store
        .updateTable('serials')
        .set({ blocked_at: daysFromNow(0) })
        .where('id', '=', blocked.id)
        .execute();
      const other = await service.sell(1, { product: 'planetarium' });
      const unknown = { serialNumber: 'CJ58H-4FWKP-X5B8R-G7DAJ' };
      const answers: Response[] = [];
      for (const { serialNumber } of [unknown, blocked, other]) answers.push(await service.computers({ serialNumber }));
      const bodies = await Promise.all(answers.map((answer) => answer.json()));
      expect(new Set(bodies.map((body) => JSON.stringify(body)))).toHaveLength(1);
      expect(bodies[0]).toMatchObject({ status: 403, code: 'serial-refused' });
      expect(answers.map(({ headers }) => /"failed-orders";r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1])).toEqual(
        ['9', '8', '7'],
      );
      while ((await service.computers(unknown, '')).status === 403);
      expect(await call('')).toMatchObject({ code: 'too-many-attempts' });
    });

    test.each([
      ['', 'serial-required'],
      ['CJ58H', 'serial-malformed'],
    ])('typed as “%s” is refused with %s', async (serialNumber, code) => {
      expect(await call('', { serialNumber })).toMatchObject({ code });
    });

    test('of another product than the one that is named is refused', async () => {
      expect(await call('', { product: 'planetarium' })).toMatchObject({ code: 'product-other' });
      expect(await call('', { product: 'orrery' })).toMatchObject({ seats: 3 });
    });
  });

  describe('a license', () => {
    test('comes again as it was issued, with the current keyset', async () => {
      const machine = bare();
      await activate(machine);
      service.wait(1);
      const newest = await activate(machine);
      const body = { serialNumber: serial.serialNumber, computer: await idOf(machine) };
      const response = await service.computers(body, '/license');
      expect(response.status).toBe(200);
      const [license, keyset, ...more] = splitBundle(new Uint8Array(await response.arrayBuffer()));
      expect([license, keyset, more]).toEqual([splitBundle(newest)[0], service.keyset.file, []]);
    });

    test('of a removed computer is refused', async () => {
      const machine = bare();
      await activate(machine);
      const body = { serialNumber: serial.serialNumber, computer: await idOf(machine) };
      await service.computers(body, '/release');
      expect(await answerOf(await service.computers(body, '/license'))).toMatchObject({ code: 'license-returned' });
    });
  });

  describe('a removed computer', () => {
    test('frees its seat once, is audited, and is shown as removed by the customer', async () => {
      const machine = bare();
      await activate(machine);
      const computer = await idOf(machine);
      const answers = await Promise.all(Array.from({ length: 5 }, () => call('/release', { computer })));
      expect(answers.map(({ outcome }) => outcome).sort()).toEqual([...Array(4).fill('already-released'), 'released']);
      expect(answers.map((answer) => ({ ...answer, outcome: '' }))).toEqual(
        answers.map(() => ({ outcome: '', seatsLeft: 3, releasesLeft: 1, nextReleaseAt: null })),
      );
      const rows = await service.store.selectFrom('audit').select('entry').orderBy('sequence').execute();
      const events = rows.map(({ entry }) => JSON.parse(entry) as { event: string });
      expect(events.filter(({ event }) => event === 'seat-released')).toMatchObject([
        { actor: 'service', facts: { seat: computer, pool: serial.id, reason: 'customer' } },
      ]);
      expect(await findAuditBreak(service.store)).toBeNull();
      const seat = await service.store.selectFrom('seats').selectAll().executeTakeFirstOrThrow();
      expect(seat).toMatchObject({ release_reason: 'removed', released_at: daysFromNow(0) });
      expect((await order(bare())).status).toBe(201);
    });

    test('counts for its serial number, whatever computer is next, until 365 days have passed', async () => {
      for (const machine of [bare(), bare()]) {
        await activate(machine);
        expect(await call('/release', { computer: await idOf(machine) })).toMatchObject({ outcome: 'released' });
      }
      const third = bare();
      await activate(third);
      const computer = await idOf(third);
      expect(await call('/release', { computer })).toMatchObject({
        code: 'release-too-often',
        details: { perYear: 2, nextAt: daysFromNow(365) },
      });
      expect(await call('')).toMatchObject({ releasesLeft: 0, nextReleaseAt: daysFromNow(365), seatsTaken: 1 });
      service.wait(365);
      expect(await call('/release', { computer })).toMatchObject({ outcome: 'released' });
    });

    test('counts for the moves of that computer too', async () => {
      const machine = machineWith('alpha');
      await activate(machine);
      await call('/release', { computer: await idOf(machine) });
      await activate(machine);
      const move = (hardware: string) => order({ ...machine, bindings: bindingsOf(hardware) }, { confirmChange: true });
      expect((await move('beta')).status).toBe(201);
      expect(await answerOf(await move('gamma'))).toMatchObject({ code: 'move-too-often' });
    });
  });
});

describe('a vendor', () => {
  const withRules = (selfService: object) =>
    openService({ catalog: { ...demoCatalog, selfService: { ...demoCatalog.selfService, ...selfService } } });

  test('who turns it off is asked instead, whatever the serial number', async () => {
    const off = await withRules({ enabled: false });
    const { serialNumber } = await off.sell(1);
    for (const typed of [serialNumber, 'CJ58H-4FWKP-X5B8R-G7DAJ']) {
      for (const path of ['', '/license', '/release'] as const) {
        const response = await off.computers({ serialNumber: typed, ...(path && { computer: 'x' }) }, path);
        expect([response.status, (await response.json()) as object]).toMatchObject([403, { code: 'self-service-off' }]);
      }
    }
    await off.close();
  });

  test('can allow more or fewer removals than returns, for each ten seats', async () => {
    const few = await withRules({ releasesPerYear: 0 });
    const more = await withRules({ releasesPerYear: 3 });
    const budgets: unknown[] = [];
    for (const [service, seats] of [
      [few, 100],
      [more, 10],
      [more, 11],
    ] as const) {
      const { serialNumber } = await service.sell(seats);
      budgets.push(await (await service.computers({ serialNumber })).json());
    }
    expect(budgets).toMatchObject([
      { releasesLeft: 0, nextReleaseAt: null },
      { releasesLeft: 3, nextReleaseAt: null },
      { releasesLeft: 6, nextReleaseAt: null },
    ]);
    await few.close();
    await more.close();
  });
});
