/** What the screens show besides where the command line tool serves the page. */
export { BeforeYouGo } from './BeforeYouGo.tsx';
export { Leaves, LeavesNotes } from './Leaves.tsx';
export { Placed } from './Placed.tsx';
export { Unplaced } from './Unplaced.tsx';
