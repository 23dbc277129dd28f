import { computeNatively } from '../../../server/keys/nodeArithmetic.ts';

/** As the service does at its start. */
await computeNatively();
