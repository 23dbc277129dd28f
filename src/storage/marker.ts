import type { DeletedRecords } from '../activation/ports/storage.ts';

/** Notes outside the database what is in it, so that a page that finds it empty knows that the browser deleted it. */
export interface Marker {
  /** What the database held when it was last written; null when it held nothing. */
  read(): DeletedRecords | null;
  /** @param records null removes the note */
  write(records: DeletedRecords | null): void;
}

const prefix = 'keyferry/';

/** @returns the marker of a product, in local storage; where that is blocked, it remembers nothing */
export function createMarker(productId: string): Marker {
  const key = prefix + productId;
  return {
    read: () => parse(attempt(() => localStorage.getItem(key))),
    write(records) {
      attempt(() => {
        if (records) localStorage.setItem(key, JSON.stringify(records));
        else localStorage.removeItem(key);
      });
    },
  };
}

/** Whether an entry of local storage is a marker, of any product. */
export const isMarkerKey = (key: string) => key.startsWith(prefix);

function parse(text: string | null): DeletedRecords | null {
  const found = /^\{"machine":(true|false),"carried":(\d{1,6})\}$/.exec(text ?? '');
  return found && { machine: found[1] === 'true', carried: Number(found[2]) };
}

/** Where storage is blocked, even naming it throws. */
function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
