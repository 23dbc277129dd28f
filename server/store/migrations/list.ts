import type { Migration } from 'kysely';
import * as activations from './0001-activations.ts';
import * as administration from './0002-administration.ts';
import * as search from './0003-search.ts';
import * as seatChanges from './0004-seat-changes.ts';
import * as probe from './0005-probe.ts';
import * as rareStates from './0006-rare-states.ts';
import * as products from './0007-products.ts';
import * as terms from './0008-terms.ts';
import * as searchWords from './0009-search-words.ts';
import * as computerIds from './0010-computer-ids.ts';
import * as seatsOfSerial from './0011-seats-of-serial.ts';

/** In the order of their names, which are stored; released migrations never change. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-activations': activations,
  '0002-desk': administration,
  '0003-search': search,
  '0004-seat-changes': seatChanges,
  '0005-probe': probe,
  '0006-rare-states': rareStates,
  '0007-products': products,
  '0008-terms': terms,
  '0009-search-words': searchWords,
  '0010-computer-ids': computerIds,
  '0011-seats-of-serial': seatsOfSerial,
};
