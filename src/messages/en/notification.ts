/** Texts that the service worker shows, where the person has allowed notifications. */
export const notification = {
  licensed: (count: number) => (count === 1 ? '1 license is here' : `${count} licenses are here`),
  refused: (count: number) => (count === 1 ? '1 order was refused' : `${count} orders were refused`),
  open: 'Open the app to go on.',
};

export type NotificationTexts = typeof notification;
