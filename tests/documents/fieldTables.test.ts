import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tableNames, withFieldTables } from './fieldTables.ts';

const path = 'docs/format.md';

// `npm run docs:fields` writes the tables.
if (process.env.npm_lifecycle_event === 'docs:fields') writeFileSync(path, withFieldTables(readFileSync(path, 'utf8')));

describe('docs/format.md', () => {
  const page = readFileSync(path, 'utf8');

  it.each(tableNames)('has a table of the fields: %s', (name) => {
    expect(page.split(`<!-- fields:${name} -->\n`)).toHaveLength(2);
  });

  it('describes every field as in the declarations', () => {
    expect(withFieldTables(page)).toBe(page);
  });
});

describe('a table', () => {
  it('names element, attributes, JSON names, kinds, limit and meaning', () => {
    const written = withFieldTables('<!-- fields:license -->\n<!-- /fields -->\n');
    for (const row of [
      '| `LicenseID @Value` | `licenseId` | id128 | |',
      '| `SerialMasked? @Value` | `serialMasked` | mask | |',
      '| `Entitlements/Entitlement*` `@Ns @Tag @Type @ValidTo?` | `entitlements` `namespace tag type validTo` | word, word, word, instant | Rights beyond the features. Verifying does not compare `ValidTo`; the product does. At most 32. |',
      '| `MachineBindings/Binding*` `@Key @Value` | `bindings` `component value` | component, binding | See [Machine bindings](#machine-bindings). At most 5. |',
      '| `RequestID @Value` | `requestId` | id128 | The request that it answers. |',
    ]) {
      expect(written.split('\n')).toContain(row);
    }
  });
});
