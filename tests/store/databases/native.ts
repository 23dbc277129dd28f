import { computeNatively } from '../../../server/keys/nodeArithmetic.ts';

/** As the service does before it takes its first call. */
await computeNatively();
