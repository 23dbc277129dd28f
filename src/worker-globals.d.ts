/** A type of pages that ports name; the service worker, which shares those types, never has one. */
interface HTMLVideoElement {
  readonly inPage: true;
}
