import { contractLimits } from '../limits.ts';
import * as mediaTypes from '../mediaTypes.ts';
import { productQuery } from '../product.ts';
import type { Operation } from './operation.ts';

const selfServiceRefusals = [
  ...['self-service-off', 'product-unclear', 'product-other', 'serial-required', 'serial-malformed', 'serial-refused'],
  ...['too-many-attempts', 'service-fault'],
] as const;

const orderFaults = ['too-many-attempts', 'service-fault', 'service-busy', 'service-not-signing'] as const;
/** What an order is refused with because of what it orders. */
export const seatRefusals = [
  ...['license-type-unknown', 'license-type-not-covered', 'serial-required', 'serial-malformed', 'serial-refused'],
  ...['serial-expired', 'trial-used', 'seats-exhausted', 'machine-changed', 'move-too-often'],
] as const;

/** Reasons why a typed code cannot be read. */
export const codeRefusals = [
  ...['code-mistyped', 'code-incomplete', 'code-of-another-kind', 'code-version-unsupported', 'code-other-product'],
  'product-unclear',
] as const;
/** What a return by code is refused with because of what it returns. */
export const codeReturnRefusals = [
  ...['return-other', 'return-outdated', 'return-superseded', 'return-too-often', 'return-too-soon'],
] as const;

/** Calls for the wizard, programs and the people who run the service. */
export const publicOperations = {
  activate: {
    method: 'post',
    path: '/api/v1/activations',
    tag: 'activation',
    summary: 'Order a license',
    description:
      'Safe to repeat: the same request with the same license type, serial number and holder gets the same bytes.',
    access: 'public',
    openToPages: true,
    limited: true,
    body: { json: 'Order' },
    answers: {
      200: { description: 'The license that was issued for this order before.', mediaType: mediaTypes.license },
      201: { description: 'The license, issued now.', mediaType: mediaTypes.license },
    },
    refusals: [
      ...['file-too-large', 'file-empty', 'file-not-utf8', 'file-unrecognized', 'file-is-web-page'],
      ...['envelope-malformed', 'document-type-wrong', 'payload-forbidden-construct', 'signature-malformed'],
      ...['signature-invalid', 'key-unacceptable', 'payload-schema', 'product-other'],
      ...seatRefusals,
      ...orderFaults,
      ...['renewal-refused', 'request-id-reused', 'license-returned'],
    ] as const,
  },
  returnLicense: {
    method: 'post',
    path: '/api/v1/returns',
    tag: 'activation',
    summary: 'Return a license',
    description: 'Takes the return receipt of a machine and frees its seat. Safe to repeat.',
    access: 'public',
    openToPages: true,
    limited: true,
    body: { mediaType: mediaTypes.returnReceipt, bytes: contractLimits.requestLength },
    answers: { 200: { description: 'The seat is free, now or since an earlier call.', json: 'ReturnAnswer' } },
    refusals: [
      ...['file-too-large', 'file-empty', 'file-not-utf8', 'file-unrecognized', 'file-is-web-page'],
      ...['envelope-malformed', 'document-type-wrong', 'payload-forbidden-construct', 'signature-malformed'],
      ...['signature-invalid', 'key-unacceptable', 'payload-schema', 'product-other'],
      ...['installation-other', 'return-other', 'return-outdated', 'return-superseded', 'return-too-often'],
      ...['return-too-soon', 'service-fault', 'service-busy'],
    ] as const,
  },
  checkReturn: {
    method: 'post',
    path: '/api/v1/returns/check',
    tag: 'activation',
    summary: 'Check whether a license can be returned',
    description:
      'Says before a machine gives up its license whether its return receipt would be taken. Changes nothing.',
    access: 'public',
    openToPages: true,
    limited: true,
    body: { mediaType: mediaTypes.license, bytes: contractLimits.requestLength },
    answers: { 200: { description: 'It can be returned now, or was returned before.', json: 'ReturnCheck' } },
    refusals: [
      ...['file-too-large', 'file-empty', 'file-not-utf8', 'file-unrecognized', 'file-is-web-page'],
      ...['envelope-malformed', 'document-type-wrong', 'payload-forbidden-construct', 'signature-malformed'],
      ...['signature-invalid', 'key-unknown', 'key-unacceptable', 'payload-schema', 'return-other'],
      ...['return-superseded', 'return-too-often'],
      ...['return-too-soon', 'service-fault', 'service-busy'],
    ] as const,
  },
  activateByCode: {
    method: 'post',
    path: '/api/v1/codes/activations',
    tag: 'activation',
    summary: 'Order a license for a machine that shows an installation code',
    description:
      'Safe to repeat: within 24 hours, the same installation code with the same license type and serial number gets the same confirmation code, unless the license would differ in more than its time; and never a second seat.',
    access: 'public',
    openToPages: true,
    limited: true,
    body: { json: 'CodeOrder' },
    answers: {
      200: { description: 'The code that this machine was given before.', json: 'ConfirmationCode' },
      201: { description: 'The code of a license that was issued now.', json: 'ConfirmationCode' },
    },
    refusals: [...codeRefusals, 'product-other', ...seatRefusals, 'code-impossible', ...orderFaults],
  },
  returnByCode: {
    method: 'post',
    path: '/api/v1/codes/returns',
    tag: 'activation',
    summary: 'Return a license by the return code that its machine shows',
    description: 'Frees its seat. Safe to repeat.',
    access: 'public',
    openToPages: true,
    limited: true,
    body: { json: 'CodeReturn' },
    answers: { 200: { description: 'The seat is free, now or since an earlier call.', json: 'CodeReturned' } },
    refusals: [...codeRefusals, 'product-other', ...codeReturnRefusals, 'service-fault', 'service-busy'],
  },
  listComputers: {
    method: 'post',
    path: '/api/v1/computers',
    tag: 'computers',
    summary: 'List the computers of a serial number',
    description: 'Computers that use its seats, by page.',
    access: 'public',
    openToPages: true,
    limited: true,
    body: { json: 'ComputersRequest' },
    answers: { 200: { description: 'Seats, computers, and how many can be removed.', json: 'Computers' } },
    refusals: selfServiceRefusals,
  },
  fetchLicense: {
    method: 'post',
    path: '/api/v1/computers/license',
    tag: 'computers',
    summary: 'Get the license of a computer again',
    access: 'public',
    openToPages: true,
    limited: true,
    body: { json: 'ComputerRequest' },
    answers: {
      200: { description: 'Its newest license, followed by the current keyset.', mediaType: mediaTypes.license },
    },
    refusals: [...selfServiceRefusals, 'computer-unknown', 'license-returned', 'license-by-code'],
  },
  releaseComputer: {
    method: 'post',
    path: '/api/v1/computers/release',
    tag: 'computers',
    summary: 'Remove a computer that is lost or broken',
    description:
      'Frees its seat for another computer. The license on the removed computer works until its end. Safe to repeat.',
    access: 'public',
    openToPages: true,
    limited: true,
    body: { json: 'ComputerRequest' },
    answers: { 200: { description: 'The seat is free, now or since an earlier call.', json: 'ComputerReleased' } },
    refusals: [...selfServiceRefusals, 'computer-unknown', 'release-too-often', 'service-busy'],
  },
  products: {
    method: 'get',
    path: '/api/v1/products',
    tag: 'activation',
    summary: 'List the products with their license types',
    access: 'public',
    openToPages: true,
    limited: true,
    answers: { 200: { description: 'The catalog of each product, the main one first.', json: 'ProductList' } },
  },
  catalog: {
    method: 'get',
    path: '/api/v1/catalog',
    tag: 'activation',
    summary: 'List the license types',
    access: 'public',
    openToPages: true,
    limited: true,
    query: productQuery,
    answers: { 200: { description: 'The product, its license types and the current keyset.', json: 'Catalog' } },
    refusals: ['product-unclear', 'product-unknown'],
  },
  keyset: {
    method: 'get',
    path: '/api/v1/keyset',
    tag: 'activation',
    summary: 'Get the current keyset',
    access: 'public',
    openToPages: true,
    limited: true,
    query: productQuery,
    answers: { 200: { description: 'The keyset document.', mediaType: mediaTypes.keyset } },
    refusals: ['product-unclear', 'product-unknown'],
  },
  describe: {
    method: 'get',
    path: '/api/v1/openapi.json',
    tag: 'operation',
    summary: 'Get this description',
    access: 'public',
    openToPages: true,
    limited: true,
    answers: { 200: { description: 'OpenAPI 3.1.', json: 'OpenApi' } },
  },
  metrics: {
    method: 'get',
    path: '/metrics',
    tag: 'operation',
    summary: 'Get metrics for Prometheus',
    access: 'metrics:read',
    limited: true,
    answers: { 200: { description: 'Prometheus text format.', mediaType: mediaTypes.text } },
  },
  health: {
    method: 'get',
    path: '/healthz',
    tag: 'operation',
    summary: 'Check whether the process responds',
    access: 'public',
    answers: { 200: { description: 'It does.', json: 'Status' } },
  },
  readiness: {
    method: 'get',
    path: '/readyz',
    tag: 'operation',
    summary: 'Check whether licenses can be issued',
    access: 'public',
    answers: { 200: { description: 'They can.', json: 'Status' } },
    refusals: ['service-busy', 'service-not-signing'],
  },
} as const satisfies Readonly<Record<string, Operation>>;
