import { computeNatively } from '../../../server/keys/nodeArithmetic.ts';

/** Configures cryptography like the service does at its start. */
await computeNatively();
