import type { Engine } from '../engine.ts';
import { loadPart } from '../parts.ts';
import type { Collector } from '../scan/collector.ts';
import type { DocumentIntake, Receivers } from './documents.ts';

/** Loads what reads files and documents, once. @throws Refusal `page-part-missing`; the next call tries again */
export type Reader = () => Promise<DocumentIntake>;

/**
 * Not part of the first load: nothing has arrived when the first screen shows. The one-file page contains it.
 *
 * @param collector is prepared as well: files and texts may be codes
 */
export function lateReader(engine: Engine, receivers: Receivers, collector: Collector): Reader {
  let loaded: Promise<DocumentIntake> | null = null;
  return () => {
    loaded ??= loadPart(() => Promise.all([import('./documents.ts'), collector.prepare()])).then(
      ([{ createDocumentIntake }]) => createDocumentIntake(engine, receivers),
      (error) => {
        loaded = null;
        throw error;
      },
    );
    return loaded;
  };
}
