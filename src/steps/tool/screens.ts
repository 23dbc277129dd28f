/** Additions to the screens of the page that the command line tool serves. */
export { BeforeYouGo } from './BeforeYouGo.tsx';
export { absentParts, LeavesNotes } from './Leaves.tsx';
export { Placed } from './Placed.tsx';
export { Unplaced } from './Unplaced.tsx';
