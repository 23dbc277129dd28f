import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../../server/http/openapi.ts';
import { serviceOrigin } from './adminCalls.ts';

/** Health checks refuse no call: there is no 4xx answer to describe. */
const unavoidable = ['#/paths/~1healthz/get/responses', '#/paths/~1readyz/get/responses'];

test('the description passes the recommended rules of Redocly', async () => {
  const config = await createConfig({ extends: ['recommended'] });
  const source = JSON.stringify(openApiDocument(serviceOrigin));
  const problems = await lintFromString({ source, config, absoluteRef: 'openapi.json' });
  const found = problems.map(({ ruleId, severity, message, location }) => ({
    ruleId,
    severity,
    message,
    at: location[0]?.pointer,
  }));
  const remaining = found.filter(
    ({ ruleId, at }) => !(ruleId === 'operation-4xx-response' && unavoidable.includes(at ?? '')),
  );
  expect(remaining).toEqual([]);
  expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
});
