import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '../../server/tokens.ts';
import { soldSerialColumnNames } from '../../src/contract/csvColumns.ts';
import * as mediaTypes from '../../src/contract/mediaTypes.ts';
import type { Operation } from '../../src/contract/operations/operation.ts';
import { operations } from '../../src/contract/operations/operations.ts';
import { type SchemaName, wireSchemas } from '../../src/contract/wireSchemas.ts';
import { openService, type TestService } from '../server/http/adminCalls.ts';
import { machineWith, requestOf } from '../server/machines.ts';
import { installationCodeOf, returnCodeOf, vocabularyFor } from '../server/typedCodes.ts';
import { engines } from './databases/engines.ts';

/** Texts that PostgreSQL, UTF-8 or XML cannot hold. */
const unstorable = ['\0', 'a\0b', '\ud800', 'a\udfffb', '\ufffe', 'a\uffff'];

interface SchemaParts {
  readonly type: string;
  readonly wrapped?: SchemaParts;
  readonly item?: SchemaParts;
  readonly entries?: Readonly<Record<string, SchemaParts>>;
}

/** The fields of a body that hold text or a list of texts. */
function textFields(name: SchemaName): { readonly field: string; readonly isList: boolean }[] {
  const { entries = {} } = wireSchemas[name] as unknown as SchemaParts;
  return Object.entries(entries).flatMap(([field, schema]) => {
    const inner = schema.wrapped ?? schema;
    if (inner.type === 'string' || inner.type === 'picklist') return { field, isList: false };
    return inner.item?.type === 'string' ? { field, isList: true } : [];
  });
}

/** Names of an example's fields that are no numbers. */
const textsOf = (body: object) => Object.keys(body).filter((field) => typeof Reflect.get(body, field) !== 'number');

const cursorsWith = (text: string) =>
  [[text], [text, text], ['0', text], [text, 'x']].map((position) =>
    Buffer.from(JSON.stringify(position)).toString('base64url'),
  );

describe.each(engines)('on $name, text that cannot be stored', (engine) => {
  let service: TestService;
  let token: string;
  let serialId: string;
  let bodies: Partial<Record<SchemaName, object>>;
  beforeAll(async () => {
    service = await openService({ engine });
    token = await service.makeToken('all', scopes);
    const sold = await service.sell(1);
    serialId = sold.id;
    const licenseType = 'pro';
    const search = { text: 'x', state: undefined, licenseType, cursor: undefined };
    bodies = {
      Order: {
        ...{ request: await requestOf(machineWith('alpha')), licenseType, serialNumber: sold.serialNumber },
        holder: 'x',
      },
      ActivationSearch: search,
      SerialSearch: search,
      MintOrder: { licenseType, count: 1, seats: 1, holder: 'x', note: 'x', features: ['x'], expiresAt: '2030-01-01' },
      SerialChange: { licenseType, holder: 'x', note: 'x', features: ['x'], reason: 'x' },
      ComputersRequest: { serialNumber: sold.serialNumber, product: 'orrery', cursor: undefined },
      ComputerRequest: { serialNumber: sold.serialNumber, product: 'orrery', computer: 'x' },
      CodeOrder: {
        installationCode: installationCodeOf(machineWith('beta'), vocabularyFor(service)),
        ...{ product: 'orrery', licenseType, serialNumber: sold.serialNumber, holder: 'x' },
      },
      CodeReturn: { product: 'orrery', returnCode: await returnCodeOf(machineWith('beta'), 'AQIDBAUGBwgJCgsMDQ4PEA') },
      Nothing: {},
    };
  });
  afterAll(() => service.close());

  async function call({ method, path }: Operation, query = '', body?: string, type: string = mediaTypes.json) {
    const init = { method: method.toUpperCase(), headers: { authorization: `Bearer ${token}`, 'content-type': type } };
    const response = await service.app.request(path + query, body === undefined ? init : { ...init, body });
    await response.arrayBuffer();
    return response.status;
  }

  const described = Object.entries<Operation>(operations);

  test.each(described.filter(([, { path }]) => path.includes('{')))(
    'in the path of %s is not found',
    async (_, made) => {
      const body = made.body === undefined ? undefined : '{}';
      for (const bytes of ['%00', 'a%00b', '%ED%A0%80', '%EF%BF%BE', '%EF%BF%BF']) {
        const operation = { ...made, path: made.path.replace('{id}', bytes) as `/${string}` };
        expect([bytes, await call(operation, '', body)]).toEqual([bytes, 404]);
      }
    },
  );

  test.each(described.filter(([, { paged }]) => paged))('in the cursor of %s is refused', async (_, made) => {
    const operation = { ...made, path: made.path.replace('{id}', serialId) as `/${string}` };
    for (const text of [...unstorable, '99999999999', '2147483648']) {
      for (const cursor of cursorsWith(text))
        expect([text, await call(operation, `?cursor=${cursor}`)]).toEqual([text, 400]);
    }
  });

  const withText = described.filter(
    ([, { body }]) => body !== undefined && 'json' in body && textFields(body.json).length > 0,
  );

  test('is looked for in every call with text', () => {
    expect(withText.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'activate',
        'searchActivations',
        'searchSerials',
        'mintSerials',
        'changeSerial',
        'listComputers',
      ]),
    );
  });

  test.each(withText)('in a field of %s is refused', async (_, operation) => {
    if (operation.body === undefined || !('json' in operation.body)) throw new Error('without a body');
    const { json } = operation.body;
    const base = bodies[json];
    if (base === undefined) throw new Error(`no example of ${json}`);
    const fields = textFields(json);
    expect(fields.map(({ field }) => field)).toEqual(expect.arrayContaining(textsOf(base)));
    for (const { field, isList } of fields) {
      const values: unknown[] = unstorable.map((text) => (isList ? [text] : text));
      if (field === 'cursor') values.push(...unstorable.flatMap(cursorsWith));
      for (const value of values) {
        const status = await call(operation, '', JSON.stringify({ ...base, [field]: value }));
        expect([field, value, status]).toEqual([field, value, 400]);
      }
    }
  });

  test('in a column of an import is refused', async () => {
    const good = {
      serialNumber: 'x',
      licenseType: 'pro',
      seats: '1',
      termDays: '1',
      features: 'x',
      expiresAt: '2030-01-01',
      soldAt: '2026-01-01',
    };
    for (const column of soldSerialColumnNames) {
      for (const text of unstorable.filter((each) => !/\p{Surrogate}/u.test(each))) {
        const row = { ...good, holder: 'x', note: 'x', [column]: text };
        const table = `${soldSerialColumnNames.join(',')}\n${soldSerialColumnNames.map((name) => row[name]).join(',')}\n`;
        expect([column, await call(operations.importSerials, '', table, mediaTypes.csv)]).toEqual([column, 422]);
      }
    }
  });
});
