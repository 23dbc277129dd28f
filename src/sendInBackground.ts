import { type SendingResult, sendWaiting } from './activation/background/sendWaiting.ts';
import { openKeysets } from './activation/keys/keysets.ts';
import type { SendingProduct } from './activation/products/products.ts';
import { aloneWith } from './device/background.ts';
import { callsOf, createActivationCalls } from './device/service/activationCalls.ts';
import { type Database, openDatabase } from './storage/database.ts';
import { createJournal } from './storage/journal.ts';
import { readPackedPage } from './vendor/packedPage.ts';
import type { VendorProfile } from './vendor/profile.ts';

/** What was sent, and the language that the person chose, if any. */
export interface BackgroundSending {
  readonly result: SendingResult;
  readonly language: string | null;
}

/**
 * Sends everything that waits, in the service worker.
 *
 * @param html the packed page, from which the products and their service derive
 * @returns null when the page is not packed
 * @throws Refusal `profile-invalid`; `storage-…`; every code of `verifyKeyset`
 */
export async function sendInBackground(html: string): Promise<BackgroundSending | null> {
  const page = readPackedPage(html);
  if (page === null) return null;
  const [first, ...others] = page.profiles;
  const databases: Database[] = [];
  const open = (profile: VendorProfile) => {
    const origin = page.service === 'same-origin' ? location.origin : profile.serviceUrl;
    return openProduct(profile, origin, databases);
  };
  try {
    const main = await open(first);
    const products: [SendingProduct, ...SendingProduct[]] = [main];
    for (const other of others) products.push(await open(other));
    const now = () => new Date();
    const result = await sendWaiting({ products, alone: aloneWith(navigator.locks), now });
    const language = await main.journal.readSetting('language');
    return { result, language };
  } finally {
    // Each also closes by itself for a page that upgrades or deletes the database meanwhile.
    for (const database of databases) database.close();
  }
}

/** @param databases gets the connection, also when the product then cannot be used */
async function openProduct(profile: VendorProfile, serviceUrl: string, databases: Database[]): Promise<SendingProduct> {
  const database = await openDatabase(profile.product.id);
  databases.push(database);
  const journal = createJournal(database, profile.product.id);
  const keysets = await openKeysets(profile, journal);
  const service = createActivationCalls(callsOf(serviceUrl, globalThis), profile.product.id);
  return { profile, keysets, journal, service };
}
