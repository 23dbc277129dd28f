/** Also shown where what could not be loaded is the texts of other refusals. */
export const pagePartMissing = {
  title: 'A part of this page could not be loaded',
  why: 'There is no connection at the moment, or the page has a new version.',
  next: 'Reload the page when you have a connection. What you entered stays.',
};
