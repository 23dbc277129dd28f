/** `<https://example.com|5.2>` of Slack, `[5.2](https://example.com)` of Markdown: an address that was made of a word. */
export const LINK = /<(?:https?|mailto|tel):[^<>|]*\||\]\((?:https?|mailto|tel):/i;

/** Leaves the words of links. */
export function unlink(text: string): string {
  return text
    .replace(/<(?:https?|mailto|tel):[^<>|]*\|([^<>|]*)>/gi, '$1')
    .replace(/\[([^[\]\n]{1,200})\]\((?:https?|mailto|tel):[^()\s]*\)/gi, '$1');
}
