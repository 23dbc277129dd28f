/** The hint that the app can be installed. */
export const install = {
  title: 'Put this app on your home screen',
  text: 'Then it opens without signal, and its requests and licenses are kept for longer.',
  steps: {
    'share-menu': 'Press the Share button of the browser, then “Add to Home Screen”.',
    dock: 'In the menu bar of Safari, choose File, then “Add to Dock”.',
    'browser-menu': 'Open the menu of the browser, then choose “Install” or “Add to Home screen”.',
  },
  install: 'Install',
  close: 'Not now, and do not ask again',
};

export type InstallMessages = typeof install;
