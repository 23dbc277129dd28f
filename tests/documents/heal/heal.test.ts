import { describe, expect, test } from 'vitest';
import { chooseCandidate } from '../../../src/documents/heal/choose.ts';
import { heal } from '../../../src/documents/heal/heal.ts';
import { Refusal } from '../../../src/refusal.ts';
import { damages } from './damages.ts';
import { type SampleDocument, sampleDocuments } from './documents.ts';

const samples = Object.entries(await sampleDocuments());
const asText = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** @returns the accepted file, or the code of the refusal */
function outcomeOf(damaged: Uint8Array, { check }: SampleDocument): string {
  const { documents } = heal(damaged);
  const [document] = documents;
  if (!document || documents.length > 1) return `${documents.length} documents`;
  try {
    return chooseCandidate(document, (file) => {
      check(file);
      return asText(file);
    });
  } catch (error) {
    return error instanceof Refusal ? `${error.code} ${JSON.stringify(error.details)}` : String(error);
  }
}

describe.each(Object.entries(damages))('%s', (_name, damage) => {
  test.each(samples)('leaves the very %s', (_type, sample) => {
    expect(outcomeOf(damage(sample.file), sample)).toBe(asText(sample.file));
  });
});
