import { ensureBuilt } from '../scripts/build.mjs';

/** What the tests look at is what the sources say now, however the tests were started. */
export default ensureBuilt;
