/** What stands in the page when it cannot start. Part of the page itself, so that nothing has to be loaded for it. */
export const recovery = {
  missing: {
    title: 'This page is not complete',
    text: 'Part of it could not be loaded: there is no connection, or the server is being updated. What you entered earlier is still on this device. The page tries again by itself.',
  },
  broken: {
    title: 'This page cannot start here',
    text: 'The browser may be too old for it. Update the browser, or open the page in another one. What you entered earlier is still on this device.',
  },
  reload: 'Reload',
};

export type RecoveryTexts = typeof recovery;
