import { ensureBuilt } from '../scripts/build.mjs';

/** The tests run on a build of the current sources, however they were started. */
export default ensureBuilt;
